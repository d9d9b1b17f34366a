//! Reading one thing from the API for as long as a component shows it.

use std::{cell::Cell, rc::Rc};

use serde::de::DeserializeOwned;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::{Api, Failure};

/// How far a read is.
#[derive(Clone, Debug, PartialEq)]
pub enum Got<T> {
    /// Under way.
    Waiting,
    /// Here.
    Here(T),
    /// Failed.
    Failed(Failure),
}

/// Reads `path` now and whenever `path` or `round` changes; nothing while there is no path.
///
/// A new round of the same path keeps what is shown until the answer is here, and for good when there is none. The
/// state can be set by the caller when a write answers with a newer value.
#[hook]
pub fn use_get<T: DeserializeOwned + 'static>(api: &Api, path: Option<String>, round: u32) -> UseStateHandle<Got<T>> {
    let got = use_state(|| Got::Waiting);
    let asked = use_mut_ref(|| None::<String>);
    {
        let (api, got) = (api.clone(), got.clone());
        use_effect_with((path, round), move |(path, _)| {
            let wanted = Rc::new(Cell::new(true));
            let anew = asked.replace(path.clone()) != *path;
            let shown = !anew && matches!(*got, Got::Here(_));
            if anew {
                got.set(Got::Waiting);
            }
            if let Some(path) = path.clone() {
                let wanted = Rc::clone(&wanted);
                let api = if shown { api.by_itself() } else { api };
                spawn_local(async move {
                    let answer = api.get(&path).await;
                    // An answer that comes after the next question is of no use.
                    if wanted.get() && !(shown && answer.is_err()) {
                        got.set(answer.map_or_else(Got::Failed, Got::Here));
                    }
                });
            }
            move || wanted.set(false)
        });
    }
    got
}
