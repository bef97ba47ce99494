//! Searching by clamd, ClamAV's server: the file is sent piece by piece (`INSTREAM`), so that it needs to lie nowhere unsealed.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use serde::Deserialize;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpStream, UnixStream};

use super::scan::{ScanFailed, Scanned, Scanner, Scanning};

/// Bytes sent at once.
const PIECE_BYTES: usize = 64 * 1024;
/// Bytes of an answer at most; it is one line.
const ANSWER_BYTES_MAX: u64 = 4096;
/// How long a search may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Where clamd listens.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum ClamdAddress {
    /// A host and a port.
    Tcp(String),
    /// A socket in the file system.
    Unix(PathBuf),
}

/// clamd.
#[derive(Clone, Debug)]
pub struct Clamd {
    address: ClamdAddress,
}

impl FromStr for ClamdAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<ClamdAddress, String> {
        if text.starts_with('/') {
            return Ok(ClamdAddress::Unix(PathBuf::from(text)));
        }
        let has_port = text.rsplit_once(':').is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok());
        if has_port { Ok(ClamdAddress::Tcp(text.to_owned())) } else { Err(format!("{text}: HOST:PORT | /PATH")) }
    }
}

impl TryFrom<String> for ClamdAddress {
    type Error = String;

    fn try_from(text: String) -> Result<ClamdAddress, String> {
        text.parse()
    }
}

impl fmt::Display for ClamdAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ClamdAddress::Tcp(address) => f.write_str(address),
            ClamdAddress::Unix(path) => path.display().fmt(f),
        }
    }
}

impl Clamd {
    /// The clamd that listens there.
    #[must_use]
    pub fn at(address: ClamdAddress) -> Clamd {
        Clamd { address }
    }

    async fn ask(&self, bytes: &[u8]) -> io::Result<String> {
        match &self.address {
            ClamdAddress::Tcp(address) => stream(TcpStream::connect(address).await?, bytes).await,
            ClamdAddress::Unix(path) => stream(UnixStream::connect(path).await?, bytes).await,
        }
    }
}

impl Scanner for Clamd {
    fn scan<'a>(&'a self, bytes: &'a [u8]) -> Scanning<'a> {
        Box::pin(async move {
            let failed = |why: &dyn fmt::Display| ScanFailed(format!("clamd {}: {why}", self.address));
            let answer = tokio::time::timeout(TIMEOUT, self.ask(bytes)).await.map_err(|error| failed(&error))?;
            read_answer(&answer.map_err(|error| failed(&error))?).map_err(|answer| failed(&answer))
        })
    }
}

async fn stream(mut connection: impl AsyncRead + AsyncWrite + Unpin, bytes: &[u8]) -> io::Result<String> {
    connection.write_all(b"zINSTREAM\0").await?;
    for piece in bytes.chunks(PIECE_BYTES) {
        connection.write_all(&u32::try_from(piece.len()).unwrap_or_default().to_be_bytes()).await?;
        connection.write_all(piece).await?;
    }
    connection.write_all(&[0; 4]).await?;
    connection.flush().await?;
    let mut answer = Vec::new();
    connection.take(ANSWER_BYTES_MAX).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).trim_end_matches(['\0', '\n']).to_owned())
}

/// `stream: OK`, `stream: NAME FOUND`; everything else is no verdict.
fn read_answer(answer: &str) -> Result<Scanned, String> {
    let said = answer.strip_prefix("stream: ").unwrap_or(answer);
    if said == "OK" {
        return Ok(Scanned::Clean);
    }
    said.strip_suffix(" FOUND").map(|name| Scanned::Infected(name.to_owned())).ok_or_else(|| answer.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_ok_is_clean() {
        assert_eq!(read_answer("stream: OK"), Ok(Scanned::Clean));
        assert_eq!(read_answer("stream: Eicar-Signature FOUND"), Ok(Scanned::Infected("Eicar-Signature".to_owned())));
        for answer in ["", "INSTREAM size limit exceeded. ERROR", "stream: OK ERROR", "UNKNOWN COMMAND"] {
            assert!(read_answer(answer).is_err(), "{answer}");
        }
    }

    #[test]
    fn an_address_is_a_socket_or_a_host_with_a_port() {
        assert_eq!("/run/clamd.ctl".parse(), Ok(ClamdAddress::Unix("/run/clamd.ctl".into())));
        assert_eq!("localhost:3310".parse(), Ok(ClamdAddress::Tcp("localhost:3310".to_owned())));
        assert!("localhost".parse::<ClamdAddress>().is_err() && ":3310".parse::<ClamdAddress>().is_err());
    }
}
