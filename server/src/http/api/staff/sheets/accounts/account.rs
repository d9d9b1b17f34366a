//! One account.

use serde_json::{Map, Value};
use shared::staff::{Sheet, SheetForm, SheetSection};

use super::super::admin::{fact, history};
use super::{
    Account, Conn, Cx, Outcome, SHEET, Words, accounts, fields, form, link, moment, roles_text, standing, why,
};
use crate::db::staff;
use crate::db::staff_history::{self, Entry};
use crate::domain::administration::{Subject, may_read};
use crate::http::words::slug;

/// Entries of the history that are shown.
const SHOWN: i64 = 200;

/// The sheet of an account: after something was done, what; and a password that was just made up.
pub(super) fn sheet(
    conn: &mut Conn,
    cx: &Cx,
    words: &Words,
    id: &str,
    done: Option<String>,
    password: Option<&str>,
) -> Outcome<Sheet> {
    may_read(cx)?;
    let (account, roles) = (staff::get(conn, id)?, staff::roles(conn, id)?);
    let sessions = staff::open_sessions(conn, cx.now.naive_utc())?.into_iter().filter(|of| of == id).count();
    let factor = if account.totp_secret.is_some() { "admin-mfa-set-up" } else { "admin-mfa-missing" };
    let signed_in = account.last_signed_in_at.map_or_else(|| words.get("admin-never"), |at| moment(words, at));
    let version = accounts::version(conn, id)?;
    let (entries, names) = (staff_history::of(conn, Subject::Account.code(), id, SHOWN)?, staff::names(conn)?);
    let mut change = form(words, "change", post(id, "change"), fields(words, Some((&account, &roles))));
    change.fields.push(why(words));
    change.sent.insert("version".to_owned(), version.to_string());
    let password = password.map(|password| SheetSection {
        id: "one-time".to_owned(),
        title: words.get("admin-password"),
        wide: true,
        text: vec![words.get("admin-password-text")],
        facts: vec![fact(words, "admin-password-label", password)],
        ..SheetSection::default()
    });
    let about = SheetSection {
        id: "about".to_owned(),
        title: words.get("admin-account-about"),
        wide: true,
        facts: vec![
            fact(words, "admin-column-email", account.email.clone()),
            fact(words, "admin-field-title", account.title.clone()),
            fact(words, "admin-column-roles", roles_text(words, roles.iter().map(|role| role.code()))),
            fact(words, "admin-field-language", words.get(&format!("language-{}", account.language))),
            fact(words, "admin-column-state", standing(words, &account).0),
            fact(words, "admin-column-mfa", words.get(factor)),
            fact(words, "admin-column-signed-in", signed_in),
            fact(words, "admin-column-sessions-count", sessions.to_string()),
            fact(words, "admin-opened", moment(words, account.created_at)),
        ],
        forms: std::iter::once(change).chain(deeds(words, &account, sessions)).collect(),
        ..SheetSection::default()
    };
    let log = history(words, &names, &entries, |entry| difference(words, entry));
    Ok(Sheet {
        title: account.name.clone(),
        up: Some(link(words, "sheet-admin-accounts", SHEET)),
        done,
        sections: password.into_iter().chain([about, log]).collect(),
        ..Sheet::default()
    })
}

/// What may be done to an account as it stands.
fn deeds(words: &Words, account: &Account, sessions: usize) -> Vec<SheetForm> {
    let deed = |id: &str, danger| SheetForm { danger, ..form(words, id, post(&account.id, id), vec![why(words)]) };
    if account.disabled_at.is_some() {
        return vec![deed("enable", false)];
    }
    let mut deeds = Vec::new();
    if account.locked_until.is_some_and(|until| words.now.naive_utc() < until) {
        deeds.push(deed("unlock", false));
    }
    if sessions > 0 {
        deeds.push(deed("end-sessions", true));
    }
    deeds.extend([deed("reset-mfa", true), deed("disable", true)]);
    deeds
}

fn post(id: &str, deed: &str) -> String {
    format!("sheets/{SHEET}/{id}/{deed}")
}

/// "Roles: Records → Records, Supervisor"; empty where the deed says it all.
fn difference(words: &Words, entry: &Entry) -> String {
    if !matches!(entry.what.as_str(), "add" | "change") {
        return String::new();
    }
    let read = |json: &str| serde_json::from_str::<Map<String, Value>>(json).unwrap_or_default();
    let (before, after) = (read(&entry.before), read(&entry.after));
    let told = |name: &str, value: Option<&Value>| match value {
        Some(Value::Array(codes)) => roles_text(words, codes.iter().filter_map(Value::as_str)),
        Some(Value::String(tag)) if name == "language" => words.get(&format!("language-{tag}")),
        Some(Value::String(text)) => text.clone(),
        _ => String::new(),
    };
    let line = |(name, value): (&String, &Value)| {
        let (label, after) = (words.get(&format!("admin-field-{}", slug(name))), told(name, Some(value)));
        match before.get(name) {
            Some(before) => format!("{label}: {} → {after}", told(name, Some(before))),
            None => format!("{label}: {after}"),
        }
    };
    after.iter().map(line).collect::<Vec<_>>().join("; ")
}
