//! What each job does. Every one may run twice.

mod calendar;
mod clock;
mod files;
mod mail;
mod seal;
mod store;
mod sweep;

use super::Job;
use crate::app::App;
use crate::db;
use crate::db::outbox::Row;
use crate::domain::{Refusal, retention};

/// Why a job was not done: a code, never somebody's words or data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Failed(pub String);

impl From<db::Error> for Failed {
    fn from(error: db::Error) -> Self {
        let code = match error {
            db::Error::NotFound => "not_found",
            db::Error::Conflict(_) => "conflict",
            db::Error::Unavailable(_) => "database_unavailable",
            db::Error::Other(_) => "database",
        };
        Self(code.to_owned())
    }
}

impl From<Refusal> for Failed {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Storage(error) => error.into(),
            // Timers ask for what their table allows: any other refusal is a defect of the table.
            _ => Self("refused".to_owned()),
        }
    }
}

/// Does the job of a row.
///
/// # Errors
/// [`Failed`]: the runner tries again later.
pub async fn run(app: &App, row: &Row) -> Result<(), Failed> {
    let job: Job = serde_json::from_str(&row.payload).map_err(|_| Failed("payload".to_owned()))?;
    match job {
        Job::MailUpdate { case_id, mail } => mail::run(app, &row.id, case_id, mail::News::Update(mail)).await,
        Job::MailCode { case_id } => mail::run(app, &row.id, case_id, mail::News::Code).await,
        Job::MailLink { case_id } => mail::run(app, &row.id, case_id, mail::News::Link).await,
        Job::ClockRanOut { case_id, clock_id, action } => clock::run(app, case_id, clock_id, action).await,
        Job::MoveClocks { order } => calendar::run(app, order).await,
        Job::Sweep => sweep::run(app).await,
        Job::SweepStore => store::sweep(app).await,
        Job::Seal => seal::make(app).await,
        Job::MailSeal { number } => seal::mail(app, &row.id, number).await,
        Job::ProposeDestruction => Ok(retention::propose_all(app).await?),
        Job::DestroyDocument { document_id } => files::destroy(app, document_id).await,
        Job::ScanDocument { document_id } => files::scan(app, document_id).await,
        Job::DeleteFiles { storage_keys } => files::delete(app, &storage_keys).await,
    }
}
