//! The shapes of network addresses and domain names. Whether something answers there is not known here.

use std::net::IpAddr;

use crate::register::Problem;

/// What is wrong with an address or a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Neither an IPv4 nor an IPv6 address.
    #[error("`{0}` is no IP address; write it as 10.1.0.20 or 2001:db8::20")]
    Address(String),
    /// Not an address, a slash and a length.
    #[error("`{0}` is no address prefix; write it as 10.1.0.0/24 or 2001:db8::/32")]
    Prefix(String),
    /// A prefix that names one machine within it.
    #[error("`{given}` has host bits that are not zero; do you mean {network}?")]
    HostBits {
        /// As it was written.
        given: String,
        /// The same with the host bits zero.
        network: String,
    },
    /// Not a domain name.
    #[error("`{0}` is no domain name; write it without protocol, port and path: www.example.gov.cn")]
    DomainName(String),
}

impl AddressError {
    /// The same in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            AddressError::Address(given) => format!("“{given}”不是 IP 地址，请写成 10.1.0.20 或 2001:db8::20"),
            AddressError::Prefix(given) => format!("“{given}”不是地址段，请写成 10.1.0.0/24 或 2001:db8::/32"),
            AddressError::HostBits { given, network } => format!("“{given}”的主机位不为零，是否应为 {network}？"),
            AddressError::DomainName(given) => {
                format!("“{given}”不是域名，请去掉协议、端口和路径，写成 www.example.gov.cn")
            }
        }
    }

    /// As a problem of this field.
    #[must_use]
    pub fn problem(&self, field: &'static str) -> Problem {
        Problem::new(field, self.zh(), self.to_string())
    }
}

/// Checks an IPv4 or IPv6 address.
///
/// # Errors
/// When it is none.
pub fn check_address(text: &str) -> Result<(), AddressError> {
    text.parse::<IpAddr>().map(|_| ()).map_err(|_| AddressError::Address(text.to_owned()))
}

/// Checks an IPv4 or IPv6 prefix in CIDR notation.
///
/// # Errors
/// When it is none, or when a host bit is set.
pub fn check_prefix(text: &str) -> Result<(), AddressError> {
    let no_prefix = || AddressError::Prefix(text.to_owned());
    let (address, length) = text.split_once('/').ok_or_else(no_prefix)?;
    let address: IpAddr = address.parse().map_err(|_| no_prefix())?;
    let bits_max = if address.is_ipv4() { 32 } else { 128 };
    let plain = length.bytes().all(|digit| digit.is_ascii_digit());
    let length: u32 = length.parse().ok().filter(|length| plain && *length <= bits_max).ok_or_else(no_prefix)?;
    let network = network(address, bits_max - length);
    if network == address {
        return Ok(());
    }
    Err(AddressError::HostBits { given: text.to_owned(), network: format!("{network}/{length}") })
}

/// Checks a domain name; its labels may be Chinese (`样例.政务`).
///
/// # Errors
/// When it is none.
pub fn check_domain_name(text: &str) -> Result<(), AddressError> {
    let labels: Vec<_> = text.split('.').collect();
    let number_last = labels.last().is_some_and(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
    if labels.len() < 2 || number_last || !labels.into_iter().all(is_label) {
        return Err(AddressError::DomainName(text.to_owned()));
    }
    Ok(())
}

fn is_label(label: &str) -> bool {
    const CHARS_MAX: usize = 63;
    let inner = |letter: char| letter.is_alphanumeric() || letter == '-';
    !label.is_empty() && label.chars().count() <= CHARS_MAX && !label.starts_with('-') && !label.ends_with('-') && label.chars().all(inner)
}

/// The address with its last bits zero.
fn network(address: IpAddr, host_bits: u32) -> IpAddr {
    match address {
        IpAddr::V4(address) => IpAddr::from((u32::MAX.checked_shl(host_bits).unwrap_or(0) & address.to_bits()).to_be_bytes()),
        IpAddr::V6(address) => IpAddr::from((u128::MAX.checked_shl(host_bits).unwrap_or(0) & address.to_bits()).to_be_bytes()),
    }
}
