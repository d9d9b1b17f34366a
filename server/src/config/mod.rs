//! Settings: read once at start, typed, each error naming its setting.

pub mod profile;

use std::net::SocketAddr;
use std::path::PathBuf;

use ipnet::IpNet;
use shared::email::EmailAddress;
use url::Url;

use crate::documents::Clamd;

/// The settings of one process.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `DATABASE_URL`.
    pub database_url: String,
    /// `BIND`.
    pub bind: SocketAddr,
    /// `METRICS_BIND`: where monitoring reads; none has no metrics.
    pub metrics_bind: Option<SocketAddr>,
    /// `PUBLIC_URL`: scheme, host and port.
    pub public_url: Url,
    /// `DATA_DIR`.
    pub data_dir: PathBuf,
    /// `STORAGE_URL`.
    pub storage_url: String,
    /// `SMTP_URL`; none writes `.eml` files.
    pub smtp_url: Option<Url>,
    /// `SEAL_EMAIL`: where the daily seals of the history go, outside this system; none keeps them here.
    pub seal_email: Option<EmailAddress>,
    /// `PROFILE`; none is the shipped one.
    pub profile: Option<PathBuf>,
    /// `SECRET_KEYS`; none makes one in a demo.
    pub secret_keys: Option<String>,
    /// `TRUSTED_PROXIES`.
    pub trusted_proxies: Vec<IpNet>,
    /// `CLAMD_ADDR`; none: files are marked as not scanned.
    pub clamd: Option<Clamd>,
    /// Whether `serve` also works the outbox.
    pub worker: bool,
    /// Pooled connections.
    pub connections: u32,
}

/// A setting that is missing or wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {problem}")]
pub struct SettingError {
    /// The setting.
    pub name: &'static str,
    /// What is wrong with it; never its value when it is a secret.
    pub problem: String,
}

impl SettingError {
    /// A fault of one setting.
    #[must_use]
    pub fn new(name: &'static str, problem: impl Into<String>) -> Self {
        Self { name, problem: problem.into() }
    }
}

impl Settings {
    /// Reads the settings from `variable`, which is the environment except in tests.
    ///
    /// # Errors
    /// The first setting that is wrong.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, SettingError> {
        let given = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
        let data_dir = PathBuf::from(given("DATA_DIR").unwrap_or_else(|| "data".to_owned()));
        let bind: SocketAddr = parse(&given, "BIND", "127.0.0.1:8080", "an address like 127.0.0.1:8080")?;
        let public_url: Url =
            parse(&given, "PUBLIC_URL", &format!("http://{bind}"), "an address like https://counter.example.test")?;
        if !matches!(public_url.scheme(), "http" | "https") || public_url.path() != "/" {
            return Err(SettingError::new("PUBLIC_URL", "must be http or https, a host, and no path"));
        }
        let metrics_bind = given("METRICS_BIND")
            .map(|text| text.parse())
            .transpose()
            .map_err(|_| SettingError::new("METRICS_BIND", "must be an address like 127.0.0.1:9464"))?;
        let smtp_url = match given("SMTP_URL") {
            None => None,
            Some(text) => match Url::parse(&text) {
                Ok(url) if matches!(url.scheme(), "smtp" | "smtps") => Some(url),
                // The value holds a password: it is not repeated.
                _ => return Err(SettingError::new("SMTP_URL", "must be smtp://… or smtps://user:password@host")),
            },
        };
        let seal_email = match given("SEAL_EMAIL").map(|text| text.parse()) {
            None => None,
            Some(Ok(address)) => Some(address),
            Some(Err(_)) => return Err(SettingError::new("SEAL_EMAIL", "must be an email address")),
        };
        let settings = Self {
            database_url: given("DATABASE_URL")
                .unwrap_or_else(|| format!("sqlite:{}", data_dir.join("frontcounter.db").display())),
            storage_url: given("STORAGE_URL")
                .unwrap_or_else(|| format!("file:{}", data_dir.join("documents").display())),
            bind,
            metrics_bind,
            public_url,
            data_dir,
            smtp_url,
            seal_email,
            profile: given("PROFILE").map(PathBuf::from),
            secret_keys: given("SECRET_KEYS"),
            trusted_proxies: given("TRUSTED_PROXIES").map(|list| networks(&list)).transpose()?.unwrap_or_default(),
            clamd: match given("CLAMD_ADDR") {
                None => None,
                Some(_) => Some(parse(&given, "CLAMD_ADDR", "", "host:port, or unix:/path/to/clamd.sock")?),
            },
            worker: switch(&given, "WORKER", true)?,
            connections: parse(&given, "DATABASE_CONNECTIONS", "8", "a number of connections")?,
        };
        settings.check()
    }

    fn check(self) -> Result<Self, SettingError> {
        let url = &self.database_url;
        if !["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
            return Err(SettingError::new("DATABASE_URL", "must begin with sqlite: or postgres://"));
        }
        if !["file:", "s3://"].iter().any(|scheme| self.storage_url.starts_with(scheme)) {
            return Err(SettingError::new("STORAGE_URL", "must begin with file: or s3://"));
        }
        if self.smtp_url.is_none() && !self.loopback() {
            return Err(SettingError::new("SMTP_URL", "must be set, because PUBLIC_URL is not this machine alone"));
        }
        if self.connections == 0 {
            return Err(SettingError::new("DATABASE_CONNECTIONS", "must be at least 1"));
        }
        Ok(self)
    }

    /// Whether only this machine can reach the counter: then it may be a demo.
    #[must_use]
    pub fn loopback(&self) -> bool {
        let host = match self.public_url.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
            Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
            None => false,
        };
        host && self.bind.ip().is_loopback()
    }

    /// Whether the public speaks TLS to us: decides cookies and HSTS.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// The `Origin` that a browser of our own pages sends.
    #[must_use]
    pub fn origin(&self) -> String {
        self.public_url.origin().ascii_serialization()
    }

    /// An absolute address for a mail.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.origin())
    }
}

fn parse<T: std::str::FromStr>(
    given: &impl Fn(&str) -> Option<String>,
    name: &'static str,
    default: &str,
    wanted: &str,
) -> Result<T, SettingError> {
    given(name).as_deref().unwrap_or(default).parse().map_err(|_| SettingError::new(name, format!("must be {wanted}")))
}

fn switch(given: &impl Fn(&str) -> Option<String>, name: &'static str, default: bool) -> Result<bool, SettingError> {
    match given(name).as_deref() {
        None => Ok(default),
        Some("on") => Ok(true),
        Some("off") => Ok(false),
        Some(_) => Err(SettingError::new(name, "must be on or off")),
    }
}

fn networks(list: &str) -> Result<Vec<IpNet>, SettingError> {
    let network = |text: &str| {
        text.trim().parse().map_err(|_| {
            SettingError::new("TRUSTED_PROXIES", format!("`{}` is not a network like 10.0.0.0/8", text.trim()))
        })
    };
    list.split(',').map(network).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Settings, String> {
        Settings::read(|name| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn nothing_set_is_a_demo_on_this_machine() {
        let settings = read(&[]).unwrap();
        assert_eq!(settings.database_url, "sqlite:data/frontcounter.db");
        assert_eq!(settings.origin(), "http://127.0.0.1:8080");
        assert!(settings.loopback() && !settings.secure() && settings.worker);
    }

    #[test]
    fn a_wrong_setting_is_named() {
        assert!(read(&[("BIND", "here")]).unwrap_err().starts_with("BIND: "));
        assert!(read(&[("PUBLIC_URL", "ftp://x/")]).unwrap_err().starts_with("PUBLIC_URL: "));
        assert!(read(&[("TRUSTED_PROXIES", "10.0.0.0/8,x")]).unwrap_err().starts_with("TRUSTED_PROXIES: `x`"));
        assert!(read(&[("DATABASE_URL", "mysql://x")]).unwrap_err().starts_with("DATABASE_URL: "));
        assert!(read(&[("CLAMD_ADDR", "scanner")]).unwrap_err().starts_with("CLAMD_ADDR: "));
        assert!(read(&[("WORKER", "maybe")]).unwrap_err().starts_with("WORKER: "));
    }

    #[test]
    fn mail_files_are_for_this_machine_only_and_the_mail_password_is_not_repeated() {
        assert!(read(&[("PUBLIC_URL", "https://counter.example.test")]).unwrap_err().starts_with("SMTP_URL: "));
        let error = read(&[("SMTP_URL", "http://user:hunter2@host")]).unwrap_err();
        assert!(error.starts_with("SMTP_URL: ") && !error.contains("hunter2"));
    }

    const NAMES: [&str; 13] = [
        "DATABASE_URL",
        "BIND",
        "METRICS_BIND",
        "PUBLIC_URL",
        "DATA_DIR",
        "STORAGE_URL",
        "SMTP_URL",
        "SEAL_EMAIL",
        "PROFILE",
        "TRUSTED_PROXIES",
        "CLAMD_ADDR",
        "WORKER",
        "DATABASE_CONNECTIONS",
    ];

    proptest! {
        #[test]
        fn no_value_breaks_the_start_and_a_wrong_one_is_named(
            name in prop::sample::select(NAMES.to_vec()),
            value in "\\PC{0,40}|(smtps?|https?|s3|file|postgres)://[!-~]{0,40}|[0-9./:,\\[\\]]{0,30}|unix:.{0,9}",
        ) {
            if let Err(error) = read(&[(name, &value)]) {
                // An address for the public makes a mail server necessary.
                let public = matches!(name, "PUBLIC_URL" | "BIND") && error.starts_with("SMTP_URL: ");
                prop_assert!(error.starts_with(&format!("{name}: ")) || public, "{}", error);
            }
        }
    }
}
