//! Places for connections: so many in all, and so many of one address, so that nobody alone takes all of them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ipnet::IpNet;
use shouwang_app::account::network_of;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::settings::ApiSettings;

/// The places of a server.
#[derive(Debug)]
pub(super) struct Places {
    all: Arc<Semaphore>,
    of_clients: Arc<OfClients>,
}

/// A place among all, for a connection of whomever.
#[derive(Debug)]
pub(super) struct Place {
    _among_all: OwnedSemaphorePermit,
}

/// A place among those of one address as well; it is given back when this is dropped.
#[derive(Debug)]
pub(super) struct Seat {
    _place: Place,
    client: Option<IpAddr>,
    of_clients: Arc<OfClients>,
}

#[derive(Debug)]
struct OfClients {
    max: u32,
    /// Behind a proxy are many people: it is counted with all, and not by itself.
    proxies: Vec<IpNet>,
    held: Mutex<HashMap<IpAddr, u32>>,
}

impl Places {
    pub(super) fn new(settings: &ApiSettings) -> Places {
        let of_clients =
            OfClients { max: settings.client_connections_max, proxies: settings.trusted_proxies.clone(), held: Mutex::default() };
        Places { all: Arc::new(Semaphore::new(settings.connections_max)), of_clients: Arc::new(of_clients) }
    }

    /// Waits for a place; none when there will never be one.
    pub(super) async fn wait(&self) -> Option<Place> {
        let place = Arc::clone(&self.all).acquire_owned().await.ok()?;
        Some(Place { _among_all: place })
    }

    /// Gives the place to a connection from an address, unless that address has as many as it may have.
    pub(super) fn seat(&self, place: Place, peer: IpAddr) -> Option<Seat> {
        let of_clients = Arc::clone(&self.of_clients);
        let peer = peer.to_canonical();
        if of_clients.proxies.iter().any(|network| network.contains(&peer)) {
            return Some(Seat { _place: place, client: None, of_clients });
        }
        let client = network_of(peer);
        let mut held = of_clients.held();
        let count = held.entry(client).or_default();
        if *count >= of_clients.max {
            return None;
        }
        *count += 1;
        drop(held);
        Some(Seat { _place: place, client: Some(client), of_clients })
    }
}

impl OfClients {
    fn held(&self) -> MutexGuard<'_, HashMap<IpAddr, u32>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let Some(client) = self.client else { return };
        if let Entry::Occupied(mut held) = self.of_clients.held().entry(client) {
            *held.get_mut() -= 1;
            if *held.get() == 0 {
                held.remove();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_address_has_so_many_places_and_a_proxy_as_many_as_there_are() {
        let settings = ApiSettings {
            connections_max: 10,
            client_connections_max: 2,
            trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()],
            ..ApiSettings::default()
        };
        let places = Places::new(&settings);
        let seat = async |address: &str| {
            let place = places.wait().await.unwrap();
            places.seat(place, address.parse().unwrap())
        };
        let first = seat("2001:db8::1").await.unwrap();
        let second = seat("2001:db8::ffff").await.unwrap();
        assert!(seat("2001:db8::2").await.is_none(), "one network of one subscriber");
        assert!(seat("2001:db8:0:1::2").await.is_some() && seat("192.0.2.1").await.is_some());
        drop(first);
        let third = seat("2001:db8::3").await.unwrap();
        let proxied = [seat("10.0.0.1").await, seat("::ffff:10.0.0.1").await, seat("10.0.0.1").await];
        assert!(proxied.iter().all(Option::is_some));
        drop((second, third, proxied));
        assert!(places.of_clients.held().is_empty() && places.all.available_permits() == 10);
    }
}
