//! One way to write to a case, for actions, messages, approvals and files alike.

use serde::Serialize;
use shared::staff::{StaffCase, code};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::{Failure, Method};
use crate::pages::staff::console::Console;

/// What came of a write: nothing more to say, or why it failed.
pub type Outcome = Result<(), Failure>;

/// Writes to one case and shows the case that comes back.
#[derive(Clone, PartialEq)]
pub struct Writer {
    /// The console.
    pub console: Console,
    /// The case.
    pub reference: String,
    /// Takes the case after the write, or as it stands when it had moved.
    pub on_case: Callback<StaffCase>,
    /// Takes what others changed; nothing after a write that succeeded.
    pub on_changed: Callback<Option<Vec<String>>>,
}

impl Writer {
    /// Posts `body` to `path` under the case; asks for the password and repeats it where the server wants that.
    pub fn post(
        &self,
        path: &str,
        body: impl Serialize + Clone + 'static,
        done: Callback<Outcome>,
    ) {
        let writer = self.clone();
        let path = path.to_owned();
        spawn_local(async move {
            let address = format!("cases/{}/{path}", writer.reference);
            let answer = writer.console.api.write(Method::Post, &address, &body).await;
            match answer {
                Err(failure) if failure.code() == code::REAUTH => {
                    let again = writer.clone();
                    writer.console.reauthenticate.emit(Callback::from({
                        let done = done.clone();
                        move |()| again.post(&path, body.clone(), done.clone())
                    }));
                    // Until then the form is as it was.
                    done.emit(Err(failure));
                }
                answer => done.emit(writer.take(answer)),
            }
        });
    }

    /// Shows what a write answered.
    pub fn take(&self, answer: Result<StaffCase, Failure>) -> Outcome {
        match answer {
            Ok(case) => {
                self.on_changed.emit(None);
                self.on_case.emit(case);
                Ok(())
            }
            Err(Failure::Conflict(conflict)) => {
                self.on_changed.emit(Some(conflict.changed.clone()));
                self.on_case.emit(conflict.current.clone());
                Err(Failure::Conflict(conflict))
            }
            Err(why) => Err(why),
        }
    }
}
