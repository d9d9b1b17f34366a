//! What the staff console and its JSON API say to each other, under `/api/v1/staff`.
//!
//! Every text in an answer is resolved: in the language of the person who reads it, times in the
//! department's zone. So the console carries neither Fluent nor time zones.

mod action;
mod bulk;
mod case;
mod live;
mod queue;
mod session;
mod sheet;

pub use action::{
    Action, ActionField, ActionOption, ActionRequest, Approval, Assign, Blocked, Conflict, Control, Write,
};
pub use bulk::{Bulk, BulkAction, BulkAnswer, BulkCase, BulkLine};
pub use case::{
    Chain, Clock, Day, DayKind, Document, Entry, EntryKind, Event, Fact, Fees, Letter, RequiredDocument, RoleCheck,
    StaffCase, Visibility,
};
pub use live::{Changes, ChangesSince, Presence, Seen};
pub use queue::{COUNT_LIMIT, Due, Moment, Person, QueuePage, QueueQuery, QueueRow, Sort, StateMark, Urgency, capped};
pub use session::{Enrolment, EnrolmentConfirm, ReAuth, ServiceLink, Session, SignIn, Start, TEXT_ARGS, Texts, View};
pub use sheet::{
    Chart, ChartKind, Column, Series, Sheet, SheetForm, SheetLink, SheetNotice, SheetSection, Table, TableCell,
    TableRow, Tile,
};

/// The `code` of a problem after which the console acts by itself instead of showing an error.
pub mod code {
    /// 401: nobody is signed in, or the session has ended after twelve hours.
    pub const SIGN_IN: &str = "sign_in_required";
    /// 401: idle for thirty minutes; `POST session/reauth` opens the same session again.
    pub const LOCKED: &str = "session_locked";
    /// 403: the action asks for password and code again; `POST session/reauth`, then repeat it.
    pub const REAUTH: &str = "reauthentication_required";
    /// 403: the account has no second factor yet; `POST enrolment` first.
    pub const ENROL: &str = "enrolment_required";
    /// 409: the case has moved; the body is a [`super::Conflict`].
    pub const STALE: &str = "stale_version";
}
