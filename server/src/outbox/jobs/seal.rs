//! The history of all cases is sealed, and the seal leaves the system: whoever changes the database later cannot change
//! what somebody else received.

use shared::email::EmailAddress;
use shared::lang::Lang;

use super::Failed;
use crate::app::{Actor, App, Cx};
use crate::db::{Conn, seals as rows};
use crate::domain::seals::{self, SealError};
use crate::local_time;
use crate::mail::{self, Attachment, Body, Mail};

/// Most bytes of a mailed seal, below what mail servers take. A list that is longer stays in the document store, and the
/// mail carries the signed lines, whose root proves it.
const MOST_MAILED_BYTES: usize = 8 * 1024 * 1024;

impl From<SealError> for Failed {
    fn from(error: SealError) -> Self {
        match error {
            SealError::Storage(error) => error.into(),
            SealError::List(_) => Self("document_store".to_owned()),
            SealError::Key(_) => Self("seal_key".to_owned()),
        }
    }
}

/// Makes the seal of the day.
pub(super) async fn make(app: &App) -> Result<(), Failed> {
    if let Some(seal) = seals::make(app).await? {
        tracing::info!(seal.number = seal.number, seal.cases = seal.case_count, "the history was sealed");
    }
    Ok(())
}

/// Mails a seal to the address of `SEAL_EMAIL`.
pub(super) async fn mail(app: &App, id: &str, number: i64) -> Result<(), Failed> {
    let Some(to) = app.settings.seal_email.clone() else { return Ok(()) };
    let seal = app.read(&Actor::System, move |conn: &mut Conn, _: &Cx| rows::get(conn, number)).await?;
    let whole = seals::seal_file(app, &seal, MOST_MAILED_BYTES).await?;
    let mail = written(app, &seal, to, whole);
    mail::send(app, id, mail).await.map_err(|unsent| Failed(unsent.0))
}

fn written(app: &App, seal: &rows::Seal, to: EmailAddress, whole: Option<Vec<u8>>) -> Mail {
    // Whoever keeps the seals works for the agency or its city: their mail is in English.
    let lang = Lang::En;
    let facts = [
        ("number", seal.number.to_string().into()),
        ("cases", seal.case_count.to_string().into()),
        ("date", local_time::full_date(lang, app.profile.zone.date(seal.made_at.and_utc())).into()),
    ];
    let say = |key: &str| app.texts.format(lang, key, &facts);
    let list = if whole.is_some() { "seal-mail-whole" } else { "seal-mail-head" };
    let attachment = Attachment {
        name: format!("seal-{:06}.txt", seal.number),
        content: whole.unwrap_or_else(|| seal.head.clone().into_bytes()),
    };
    Mail {
        to,
        from_name: app.profile.department.name.clone(),
        subject: say("seal-mail-subject"),
        body: Body {
            lang,
            title: say("seal-mail-subject"),
            paragraphs: vec![say("seal-mail-what"), say(list), say("seal-mail-keep"), say("seal-mail-verify")],
            code: None,
            link: None,
            footer: vec![app.profile.department.name.clone()],
        },
        attachment: Some(attachment),
    }
}
