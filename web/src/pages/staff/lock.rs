//! The two dialogs that ask who is there again. What was typed on the page behind stays as it is.

use std::rc::Rc;

use shared::staff::{ReAuth, Session, SignIn, code};
use wasm_bindgen_futures::spawn_local;
use web_sys::window;
use yew::prelude::*;

use super::{
    credentials::{Credentials, CredentialsForm},
    dialog::Dialog,
    words::Words,
};
use crate::api::{Api, Failure, Method};

/// Why somebody is asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Thirty idle minutes.
    Idle,
    /// The session is over after twelve hours.
    Ended,
    /// An action asks for it; it can be called off.
    Action,
}

/// Props of [`WhoIsThere`].
#[derive(Properties, PartialEq)]
pub struct WhoIsThereProps {
    /// Why.
    pub reason: Reason,
    /// Whose session it is.
    pub session: Rc<Session>,
    /// The words.
    pub words: Words,
    /// Takes the session with its fresh token.
    pub on_session: Callback<Session>,
    /// Calls it off, or signs out where it cannot be called off.
    pub on_close: Callback<()>,
}

/// Password and code over the page.
#[component]
pub fn WhoIsThere(props: &WhoIsThereProps) -> Html {
    let words = &props.words;
    let busy = use_state(|| false);
    let failure = use_state(|| None::<Failure>);
    let ended = use_state(|| props.reason == Reason::Ended);

    let on_submit = {
        let (busy, failure, ended) = (busy.clone(), failure.clone(), ended.clone());
        let (session, on_session) = (Rc::clone(&props.session), props.on_session.clone());
        Callback::from(move |typed: Credentials| {
            let (busy, failure, ended) = (busy.clone(), failure.clone(), ended.clone());
            let (session, on_session) = (Rc::clone(&session), on_session.clone());
            busy.set(true);
            spawn_local(async move {
                match prove(&session, typed, *ended).await {
                    // Somebody else signed in over this page: nothing of it is theirs to see.
                    Ok(new) if new.id != session.id => reload(),
                    Ok(new) => on_session.emit(new),
                    Err(why) => {
                        ended.set(*ended || why.code() == code::SIGN_IN);
                        failure.set(Some(why));
                        busy.set(false);
                    }
                }
            });
        })
    };
    let (title, why, submit, close) = match props.reason {
        Reason::Action => ("staff-reauth-title", "staff-reauth-why", "staff-reauth-button", "staff-cancel"),
        Reason::Idle => ("staff-lock-title", "staff-lock-why", "staff-lock-button", "staff-sign-out"),
        Reason::Ended => ("staff-ended-title", "staff-ended-why", "staff-sign-in-button", "staff-sign-out"),
    };
    let on_escape = (props.reason == Reason::Action).then(|| props.on_close.clone());
    let class = classes!((props.reason != Reason::Action).then_some("dialog-lock"));
    html! {
        <Dialog title={words.get(title)} {class} on_close={on_escape}>
            <p>{ words.get(why) }</p>
            <p class="who">{ &props.session.name }<br />{ &props.session.email }</p>
            <CredentialsForm words={words.clone()} account={Some(AttrValue::from(props.session.email.clone()))}
                submit={words.get(submit)} busy={*busy} failure={(*failure).clone()} {on_submit}>
                <button type="button" class="button" onclick={props.on_close.reform(|_: MouseEvent| ())}>
                    { words.get(close) }
                </button>
            </CredentialsForm>
        </Dialog>
    }
}

async fn prove(session: &Session, typed: Credentials, ended: bool) -> Result<Session, Failure> {
    // A try that fails is shown here; it must not open this dialog once more.
    let api = Api::new(&session.csrf, Callback::noop());
    let Credentials { password, totp, recovery_code, .. } = typed;
    if ended {
        let body = SignIn { email: session.email.clone(), password, totp, recovery_code };
        api.write(Method::Post, "session", &body).await
    } else {
        let body = ReAuth { password, totp, recovery_code };
        api.write(Method::Post, "session/reauth", &body).await
    }
}

/// Loads the console anew, with nothing in memory.
fn reload() {
    if let Some(window) = window() {
        // A page can always load itself.
        let _ = window.location().reload();
    }
}
