//! The values of the public pages: every text already in the visitor's language, every date already
//! written in the department's zone, so that rendering needs no locale, no clock and no calendar.
//!
//! The server makes one [`Shell`] and one [`Page`] for an answer, renders them with `web::public::PageView`
//! and embeds [`Mount`] as JSON for the part that the browser takes over.

mod answers;
mod call;
mod case;
mod check;
mod field;
mod form;
mod front_door;
mod info;
mod mount;
mod prose;
mod search;
mod shell;
mod strip;

pub use answers::date_answer;
pub use call::*;
pub use case::*;
pub use check::*;
pub use field::*;
pub use form::*;
pub use front_door::*;
pub use info::*;
pub use mount::*;
pub use prose::*;
pub use search::*;
pub use shell::*;
pub use strip::*;

use serde::{Deserialize, Serialize};

/// A public page: everything between the header and the footer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// `/`: situations, services, what is open now.
    FrontDoor(FrontDoor),
    /// A page to read: a service, 9-1-1, fees, contacts, privacy.
    Info(Info),
    /// A page with one form: a step of a service, `/find`, the PIN, the email code, withdrawing.
    Form(FormPage),
    /// The last step of a service's form: what will be sent.
    Check(CheckAnswers),
    /// What the visitor sees after sending.
    Confirmation(Confirmation),
    /// A case, for its requester.
    Case(Box<CasePage>),
    /// A letter of the agency.
    Letter(Letter),
    /// `/search`: what was found.
    Search(SearchPage),
    /// An error, as a page.
    Problem(ProblemPage),
}

impl Page {
    /// The form that the browser takes over on this page, if there is one.
    pub fn mounted_form(&self) -> Option<&Form> {
        match self {
            Self::Form(page) => Some(&page.form),
            Self::Case(page) => page.upload.as_ref(),
            _ => None,
        }
    }
}
