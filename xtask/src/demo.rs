//! The accounts that `seed-demo` makes, and how to sign in to them.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, anyhow};
use totp_rs::{Algorithm, Builder, Secret};

const ACCOUNTS: [&str; 7] = ["records", "property", "supervisor", "prea", "clerk", "cashier", "admin"];
const PASSWORD: &str = "front-counter-demo";
const TOTP_SECRET: &str = "JBSWY3DPEHPK3PXP";
const TOTP_STEP_SECONDS: u64 = 30;

/// Prints where the demo is and how staff sign in.
pub fn print_welcome(url: &str) -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "a person types the code that is right now")]
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    println!("\nResidents:  {url}/");
    println!("Staff:      {url}/staff");
    println!("  accounts  {} (each @example.test)", ACCOUNTS.join(", "));
    println!("  password  {PASSWORD}");
    println!("  code      {} for the next {} seconds,", code(now)?, seconds_left(now));
    println!("            then from any authenticator with the secret {TOTP_SECRET}");
    println!("Ctrl-C stops it.\n");
    Ok(())
}

/// What the session of a demo account is opened with, as JSON.
pub fn credentials(account: &str) -> Result<String> {
    #[expect(clippy::disallowed_methods, reason = "the code must be the one that is right now")]
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let totp = code(now)?;
    Ok(format!(r#"{{"email":"{account}@example.test","password":"{PASSWORD}","totp":"{totp}"}}"#))
}

/// The six digits that the demo's accounts take at a moment (seconds since 1970).
fn code(now: u64) -> Result<String> {
    let secret = Secret::try_from_base32(TOTP_SECRET).map_err(|_| anyhow!("the demo's secret is not base32"))?;
    // The demo's secret is the well-known one of every manual, and shorter than RFC 4226 asks.
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(TOTP_STEP_SECONDS)
        .with_secret(secret)
        .build_noncompliant();
    Ok(totp.generate(now).to_string())
}

fn seconds_left(now: u64) -> u64 {
    TOTP_STEP_SECONDS - now % TOTP_STEP_SECONDS
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_code_is_the_one_that_authenticators_show() {
        // Worked out apart from this program, by HMAC-SHA-1 as RFC 4226 says.
        assert_eq!(super::code(0).unwrap(), "282760");
        assert_eq!(super::code(1_700_000_000).unwrap(), "324550");
        assert_eq!(super::seconds_left(1_700_000_000), 10);
    }
}
