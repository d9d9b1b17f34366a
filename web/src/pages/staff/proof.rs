//! Writing what may ask first who is there.

use std::{cell::Cell, rc::Rc};

use shared::staff::code;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::console::Console;
use crate::api::Failure;

/// Whether the password was given on this page, so that it is not asked at every try.
pub type Proved = Rc<Cell<bool>>;

/// Posts JSON, and asks for password and code before it when `needed`, or when the server wants them.
///
/// `done` hears the JSON that came back; nothing when the person called it off.
pub fn post(
    console: &Console,
    proved: &Proved,
    needed: bool,
    address: String,
    body: String,
    done: Callback<Option<Result<String, Failure>>>,
) {
    let (console, proved) = (console.clone(), Rc::clone(proved));
    if needed && !proved.get() {
        console.reauthenticate.clone().emit(Callback::from(move |given| {
            if given {
                proved.set(true);
                post(&console, &proved, true, address.clone(), body.clone(), done.clone());
            } else {
                done.emit(None);
            }
        }));
        return;
    }
    spawn_local(async move {
        match console.api.post_json(&address, body.clone()).await {
            // Too much time has passed since it was given.
            Err(why) if why.code() == code::REAUTH => {
                proved.set(false);
                post(&console, &proved, true, address, body, done);
            }
            answer => done.emit(Some(answer)),
        }
    });
}
