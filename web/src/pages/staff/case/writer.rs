//! One way to write to a case, for actions, messages, approvals and files alike.

use std::{cell::Cell, rc::Rc};

use serde::Serialize;
use shared::staff::{StaffCase, code};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::{Failure, Method};
use crate::pages::staff::console::Console;

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
    /// Set once the password was given on this page, so that it is not asked at every try.
    pub proved: Rc<Cell<bool>>,
    /// Takes the case after the write, or as it stands when it had moved.
    pub on_case: Callback<StaffCase>,
    /// Takes what others changed; nothing after a write that succeeded.
    pub on_changed: Callback<Option<Vec<String>>>,
}

impl Writer {
    /// Posts `body` to `path` under the case.
    pub fn post(&self, path: &str, body: impl Serialize + Clone + 'static, done: Callback<Outcome>) {
        let (writer, path) = (self.clone(), path.to_owned());
        spawn_local(async move {
            let address = format!("cases/{}/{path}", writer.reference);
            match writer.console.api.write(Method::Post, &address, &body).await {
                // Too much time has passed since the case was read.
                Err(why) if why.code() == code::REAUTH => {
                    writer.proved.set(false);
                    writer.post_proved(true, &path, body, done);
                }
                answer => done.emit(writer.take(answer)),
            }
        });
    }

    /// Asks for password and code first where that is needed.
    pub fn post_proved(
        &self,
        needed: bool,
        path: &str,
        body: impl Serialize + Clone + 'static,
        done: Callback<Outcome>,
    ) {
        if !needed || self.proved.get() {
            self.post(path, body, done);
            return;
        }
        let (writer, path) = (self.clone(), path.to_owned());
        self.console.reauthenticate.emit(Callback::from(move |proved| {
            if proved {
                writer.proved.set(true);
                writer.post(&path, body.clone(), done.clone());
            } else {
                done.emit(Outcome::CalledOff);
            }
        }));
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
