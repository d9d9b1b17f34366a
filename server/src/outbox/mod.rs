//! Everything that leaves the counter or happens later: jobs, enqueued in the transaction that decides on them and
//! done by a worker afterwards, at least once.

pub mod jobs;
pub mod runner;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use shared::service::Mail;

use crate::app::Cx;
use crate::db::{self, Conn};
use crate::domain::calendars::Order;

/// One thing to do. It names rows and holds no personal data; what it needs it reads when it runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case")]
pub enum Job {
    /// Tells the requester what is new, with a link when the address is confirmed.
    MailUpdate {
        /// The case.
        case_id: String,
        /// What is new.
        mail: Mail,
    },
    /// Sends the six digits that confirm the address; they are made when it runs.
    MailCode {
        /// The case.
        case_id: String,
    },
    /// Sends the link again to somebody who lost it.
    MailLink {
        /// The case.
        case_id: String,
    },
    /// Takes the action of a clock that ran out, if the clock is still open and the case still in a state of the action.
    ClockRanOut {
        /// The case.
        case_id: String,
        /// The clock.
        clock_id: String,
        /// The action's code.
        action: String,
    },
    /// Lets the running clocks of a calendar follow a version of it.
    MoveClocks {
        /// Which, and on whose decision.
        order: Order,
    },
    /// Removes what has expired: drafts and their files, sessions, keys, answers kept for repeated requests, limits.
    Sweep,
    /// Removes files from the store that no row names.
    SweepStore,
    /// Seals the history of all cases.
    Seal,
    /// Mails a seal out of the system.
    MailSeal {
        /// Its number.
        number: i64,
    },
    /// Proposes the destruction of what is past its retention period.
    ProposeDestruction,
    /// Destroys the file of an identity document that was checked long enough ago.
    DestroyDocument {
        /// The document.
        document_id: String,
    },
    /// Has a file scanned for viruses, after which it leaves quarantine or stays there.
    ScanDocument {
        /// The document.
        document_id: String,
    },
    /// Deletes files whose rows were removed in the transaction that enqueued it.
    DeleteFiles {
        /// Where they stand in the store.
        storage_keys: Vec<String>,
    },
}

impl Job {
    /// Its code in the database.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MailUpdate { .. } => "mail_update",
            Self::MailCode { .. } => MAIL_CODE,
            Self::MailLink { .. } => "mail_link",
            Self::ClockRanOut { .. } => "clock_ran_out",
            Self::MoveClocks { .. } => "move_clocks",
            Self::Sweep => "sweep",
            Self::SweepStore => "sweep_store",
            Self::Seal => "seal",
            Self::MailSeal { .. } => "mail_seal",
            Self::ProposeDestruction => "propose_destruction",
            Self::DestroyDocument { .. } => "destroy_document",
            Self::ScanDocument { .. } => "scan_document",
            Self::DeleteFiles { .. } => "delete_files",
        }
    }

    /// The case it is for.
    #[must_use]
    pub fn case_id(&self) -> Option<&str> {
        match self {
            Self::MailUpdate { case_id, .. }
            | Self::MailCode { case_id }
            | Self::MailLink { case_id }
            | Self::ClockRanOut { case_id, .. } => Some(case_id),
            Self::MoveClocks { .. }
            | Self::Sweep
            | Self::SweepStore
            | Self::Seal
            | Self::MailSeal { .. }
            | Self::ProposeDestruction
            | Self::DestroyDocument { .. }
            | Self::ScanDocument { .. }
            | Self::DeleteFiles { .. } => None,
        }
    }

    const fn is_mail(&self) -> bool {
        matches!(self, Self::MailUpdate { .. } | Self::MailCode { .. } | Self::MailLink { .. })
    }
}

/// The code of [`Job::MailCode`], by which those of a case are counted.
pub(crate) const MAIL_CODE: &str = "mail_code";

/// How often expired things are swept.
const SWEEP_MILLIS: i64 = 10 * 60 * 1000;
/// How often the history is sealed and destruction proposed.
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// Enqueues a job, to be done at `run_at` or soon after.
///
/// This is the one gate of every mail: for a case that must not be written to, no row is made.
///
/// # Errors
/// [`db::Error::NotFound`] when a mail is for a case that does not exist.
pub fn enqueue(conn: &mut Conn, cx: &Cx, job: &Job, run_at: DateTime<Utc>) -> db::Result<()> {
    insert(conn, cx, cx.id(), job, run_at)
}

/// Enqueues the sweep of the ten minutes that `cx.now` is in, once: its id is made of their beginning, so that of
/// several workers one enqueues it. No worker and no failure can end the chain of sweeps, for there is none.
///
/// # Errors
/// [`db::Error::Conflict`] on `outbox_pkey` when another worker was first.
pub(crate) fn enqueue_sweep(conn: &mut Conn, cx: &Cx) -> db::Result<()> {
    enqueue_once(conn, cx, sweep_id(cx.now), &Job::Sweep)
}

/// Enqueues what is done once a day, in the same way: the seal of the history, what the retention schedule proposes, and
/// the search for files that nobody needs.
///
/// # Errors
/// [`db::Error::Conflict`] on `outbox_pkey` when another worker was first.
pub(crate) fn enqueue_daily(conn: &mut Conn, cx: &Cx) -> db::Result<()> {
    enqueue_once(conn, cx, timed_id(cx.now, DAY_MILLIS, 1), &Job::Seal)?;
    enqueue_once(conn, cx, timed_id(cx.now, DAY_MILLIS, 2), &Job::ProposeDestruction)?;
    enqueue_once(conn, cx, timed_id(cx.now, DAY_MILLIS, 3), &Job::SweepStore)
}

fn enqueue_once(conn: &mut Conn, cx: &Cx, id: String, job: &Job) -> db::Result<()> {
    match db::outbox::get(conn, &id) {
        Err(db::Error::NotFound) => insert(conn, cx, id, job, cx.now),
        found => found.map(drop),
    }
}

fn sweep_id(now: DateTime<Utc>) -> String {
    timed_id(now, SWEEP_MILLIS, 0)
}

/// The id of the job of one kind in the period that `now` is in.
fn timed_id(now: DateTime<Utc>, every_millis: i64, kind: u8) -> String {
    let millis = now.timestamp_millis();
    let begun = u64::try_from(millis - millis.rem_euclid(every_millis)).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(begun, &[kind; 10]).into_uuid().to_string()
}

/// Enqueues a mail for the requester of a case, to be sent now; nothing for a case that must not be written to.
///
/// # Errors
/// [`db::Error::NotFound`] when there is no such case.
pub fn enqueue_mail(conn: &mut Conn, cx: &Cx, case_id: &str, job: &Job) -> db::Result<()> {
    debug_assert_eq!(job.case_id(), Some(case_id), "a mail goes to the requester of its own case");
    enqueue(conn, cx, job, cx.now)
}

/// Has files deleted whose rows this transaction removes.
///
/// # Errors
/// [`db::Error::Unavailable`].
pub fn enqueue_deletion(conn: &mut Conn, cx: &Cx, storage_keys: Vec<String>) -> db::Result<()> {
    if storage_keys.is_empty() { Ok(()) } else { enqueue(conn, cx, &Job::DeleteFiles { storage_keys }, cx.now) }
}

fn insert(conn: &mut Conn, cx: &Cx, id: String, job: &Job, run_at: DateTime<Utc>) -> db::Result<()> {
    if let (true, Some(case_id)) = (job.is_mail(), job.case_id())
        && !db::cases::mail_allowed(conn, case_id)?
    {
        return Ok(());
    }
    let row = db::outbox::Row {
        id,
        job: job.code().to_owned(),
        payload: serde_json::to_string(job).map_err(|error| db::Error::Other(error.to_string()))?,
        case_id: job.case_id().map(ToOwned::to_owned),
        state: db::outbox::WAITING.to_owned(),
        run_at: run_at.naive_utc(),
        attempts: 0,
        leased_until: None,
        last_error: None,
        made_at: cx.now.naive_utc(),
        done_at: None,
    };
    db::outbox::insert(conn, &row)
}
