//! One way to write to a case, for actions, messages, approvals and files alike.

use serde::Serialize;
use shared::staff::StaffCase;
use yew::prelude::*;

use crate::api::{Failure, json, read};
use crate::pages::staff::{
    console::Console,
    proof::{self, Proved},
};

/// What came of a write.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// The person did not want to give the password.
    CalledOff,
    /// It was refused.
    Failed(Failure),
}

impl Outcome {
    /// Why it failed, for the form to show.
    pub fn failure(self) -> Option<Failure> {
        match self {
            Self::Failed(why) => Some(why),
            Self::Done | Self::CalledOff => None,
        }
    }
}

/// Writes to one case and shows the case that comes back.
#[derive(Clone, PartialEq)]
pub struct Writer {
    /// The console.
    pub console: Console,
    /// The case.
    pub reference: String,
    /// Whether the password was given on this page.
    pub proved: Proved,
    /// Takes the case after the write, or as it stands when it had moved.
    pub on_case: Callback<StaffCase>,
    /// Takes what others changed; nothing after a write that succeeded.
    pub on_changed: Callback<Option<Vec<String>>>,
}

impl Writer {
    /// Posts `body` to `path` under the case; asks for password and code first where that is `needed`.
    pub fn post(&self, needed: bool, path: &str, body: &impl Serialize, done: Callback<Outcome>) {
        let (writer, address) = (self.clone(), format!("cases/{}/{path}", self.reference));
        let done = Callback::from(move |answer: Option<Result<String, Failure>>| {
            let case = answer.map(|answer| answer.and_then(|body| read(&body)));
            done.emit(case.map_or(Outcome::CalledOff, |case| writer.take(case)));
        });
        proof::post(&self.console, &self.proved, needed, address, json(body), done);
    }

    /// Shows what a write answered.
    pub fn take(&self, answer: Result<StaffCase, Failure>) -> Outcome {
        match answer {
            Ok(case) => {
                self.on_changed.emit(None);
                self.on_case.emit(case);
                Outcome::Done
            }
            Err(Failure::Conflict(conflict)) => {
                self.on_changed.emit(Some(conflict.changed.clone()));
                self.on_case.emit(conflict.current.clone());
                Outcome::Failed(Failure::Conflict(conflict))
            }
            Err(why) => Outcome::Failed(why),
        }
    }
}
