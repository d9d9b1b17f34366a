//! The virus scanner: clamd, asked over its own protocol. Files are streamed to it, never whole in memory.

use std::path::PathBuf;
use std::time::Duration;

use bytes::Bytes;
use clamav_client::tokio::{Socket, Tcp, scan_stream};
use futures_util::{Stream, StreamExt};

/// How long one file may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// Where clamd listens: `CLAMD_ADDR`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clamd {
    /// `host:port`.
    Tcp(String),
    /// `unix:/path/to/clamd.sock`.
    Unix(PathBuf),
}

/// What the scanner said of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It found nothing.
    Clean,
    /// It found something.
    Infected,
}

/// Why there is no verdict: the scanner cannot be reached, broke off, or answered that it cannot scan this file.
#[derive(Debug, thiserror::Error)]
#[error("the virus scanner gave no verdict")]
pub struct NoVerdict;

impl std::str::FromStr for Clamd {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.strip_prefix("unix:") {
            Some(path) if path.starts_with('/') => Ok(Self::Unix(path.into())),
            None if text
                .rsplit_once(':')
                .is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok()) =>
            {
                Ok(Self::Tcp(text.to_owned()))
            }
            _ => Err(()),
        }
    }
}

impl Clamd {
    /// Has a file scanned.
    ///
    /// # Errors
    /// [`NoVerdict`], also when the file itself cannot be read.
    pub async fn scan<E: std::error::Error>(
        &self,
        file: impl Stream<Item = Result<Bytes, E>>,
    ) -> Result<Verdict, NoVerdict> {
        let file = file.map(|bytes| bytes.map_err(|error| std::io::Error::other(error.to_string())));
        let asked = async {
            match self {
                Self::Tcp(address) => scan_stream(file, Tcp { host_address: address }, None).await,
                Self::Unix(path) => scan_stream(file, Socket { socket_path: path }, None).await,
            }
        };
        let said = tokio::time::timeout(PATIENCE, asked).await.map_err(|_| NoVerdict)?;
        // `stream: OK`, `stream: NAME FOUND`; anything else, as `INSTREAM size limit exceeded. ERROR`, is no verdict.
        match String::from_utf8_lossy(&said.map_err(|_| NoVerdict)?).trim_end_matches('\0') {
            answer if answer.ends_with(" FOUND") => Ok(Verdict::Infected),
            answer if answer.ends_with(": OK") => Ok(Verdict::Clean),
            _ => Err(NoVerdict),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_host_with_a_port_or_a_socket() {
        assert_eq!("127.0.0.1:3310".parse(), Ok(Clamd::Tcp("127.0.0.1:3310".into())));
        assert_eq!("unix:/run/clamd.sock".parse(), Ok(Clamd::Unix("/run/clamd.sock".into())));
        for wrong in ["", "clamd", "clamd:x", ":3310", "unix:", "unix:clamd.sock"] {
            assert_eq!(wrong.parse::<Clamd>(), Err(()), "{wrong}");
        }
    }
}
