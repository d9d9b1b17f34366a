//! The first sign-in: a second factor is bound to the account.
//!
//! Secret and recovery codes are derived from the session's token and a key of the installation, so that nothing stands
//! in the database before the person proved that their app has it, and a page loaded twice shows the same code.

use qrcode::QrCode;
use qrcode::render::svg;
use shared::staff::Enrolment;

use super::second_factor::{self, RECOVERY_CODES};
use crate::app::{App, Cx};
use crate::db::staff::{self, RecoveryCode};
use crate::db::{self, Conn};
use crate::domain::sessions::new_token;
use crate::domain::sessions::staff::SignedIn;
use crate::domain::{Outcome, Refusal};
use crate::secrets::hmac_sha256;

/// Bytes of a secret: as many as SHA-1 has, which RFC 4226 recommends.
const SECRET_BYTES: usize = 20;

/// Light modules around a QR code, and pixels of one module.
const MODULE_PIXELS: u32 = 4;

/// What the person needs to set their app up.
///
/// # Errors
/// [`Refusal::Forbidden`] when the account has a second factor already.
pub fn offer(app: &App, signed_in: &SignedIn, token: &str) -> Outcome<Enrolment> {
    if signed_in.account.totp_secret.is_some() {
        return Err(Refusal::Forbidden);
    }
    let secret = second_factor::base32(&secret_of(app, token));
    let issuer = &app.profile.department.short_name;
    let (label, issuer) = (encoded(&format!("{issuer}:{}", signed_in.account.email)), encoded(issuer));
    let otpauth_uri =
        format!("otpauth://totp/{label}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30");
    let qr =
        QrCode::new(&otpauth_uri).map_err(|_| db::Error::Other("the address does not fit a QR code".to_owned()))?;
    let qr_svg = qr.render().module_dimensions(MODULE_PIXELS, MODULE_PIXELS).dark_color(svg::Color("#000")).build();
    Ok(Enrolment {
        otpauth_uri,
        secret,
        // Without the XML declaration it can stand inside HTML.
        qr_svg: qr_svg.split_once("?>").map_or(qr_svg.as_str(), |(_, svg)| svg).to_owned(),
        recovery_codes: recovery_codes_of(app, token),
    })
}

/// Binds the offered factor when the code fits, and puts the person's own password in place of the one that they were
/// given; the session is then as good as one with both factors. None when the code is wrong.
///
/// # Errors
/// [`Refusal::Forbidden`] when the account has a second factor already.
pub fn confirm(
    conn: &mut Conn,
    cx: &Cx,
    signed_in: &SignedIn,
    token: &str,
    code: &str,
    password_hash: &str,
) -> Outcome<Option<SignedIn>> {
    let secret = secret_of(&cx.app, token);
    let Some(step) = second_factor::step_of(&secret, code, cx.now) else { return Ok(None) };
    let account = &signed_in.account;
    let codes: Vec<RecoveryCode> = recovery_codes_of(&cx.app, token)
        .iter()
        .map(|code| RecoveryCode {
            id: cx.id(),
            staff_id: account.id.clone(),
            code_hash: second_factor::recovery_hash(code),
        })
        .collect();
    let sealed = second_factor::seal(&cx.app.secrets, &cx.app.random, &secret);
    if !staff::bind_second_factor(conn, &account.id, password_hash, &sealed, step, &codes)? {
        return Err(Refusal::Forbidden);
    }
    let (now, csrf) = (cx.now.naive_utc(), new_token(&cx.app.random));
    db::sessions::prove(conn, &signed_in.session.token_hash, now, &csrf)?;
    let mut proved = signed_in.clone();
    proved.account = staff::get(conn, &account.id)?;
    proved.session.csrf = csrf;
    proved.session.proved_at = Some(now);
    Ok(Some(proved))
}

fn secret_of(app: &App, token: &str) -> Vec<u8> {
    derived(app, token, "secret").into_iter().take(SECRET_BYTES).collect()
}

fn recovery_codes_of(app: &App, token: &str) -> Vec<String> {
    (0..RECOVERY_CODES)
        .map(|number| second_factor::recovery_code(&derived(app, token, &format!("recovery {number}"))))
        .collect()
}

fn derived(app: &App, token: &str, what: &str) -> Vec<u8> {
    hmac_sha256(&app.secrets.derive("enrolment"), format!("{what}\0{token}").as_bytes())
}

/// Percent-encoded as authenticator apps expect it: a space is `%20`, never `+`.
fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}
