//! The page that signs a member of staff in.

use std::rc::Rc;

use shared::staff::{Session, SignIn, Start};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{
    credentials::{Credentials, CredentialsForm},
    parts::{self, Tone},
    title::use_title,
    words::Words,
};
use crate::api::{Api, Failure, Method};

/// Props of [`SignInPage`].
#[derive(Properties, PartialEq)]
pub struct SignInProps {
    /// The department and whether this is a demo.
    pub start: Rc<Start>,
    /// The words.
    pub words: Words,
    /// Takes the session.
    pub on_session: Callback<Session>,
}

/// Email, password and code; one neutral error for whatever was wrong.
#[component]
pub fn SignInPage(props: &SignInProps) -> Html {
    let words = &props.words;
    let busy = use_state(|| false);
    let failure = use_state(|| None::<Failure>);
    let title = words.get("staff-sign-in-title");
    use_title(&if failure.is_some() { words.fill("staff-error-title", &[("what", &title)]) } else { title.clone() });

    let on_submit = {
        let (busy, failure) = (busy.clone(), failure.clone());
        let on_session = props.on_session.clone();
        Callback::from(move |typed: Credentials| {
            let (busy, failure, on_session) = (busy.clone(), failure.clone(), on_session.clone());
            busy.set(true);
            spawn_local(async move {
                let body = SignIn {
                    email: typed.email,
                    password: typed.password,
                    totp: typed.totp,
                    recovery_code: typed.recovery_code,
                };
                match Api::default().write(Method::Post, "session", &body).await {
                    Ok(session) => on_session.emit(session),
                    Err(why) => {
                        failure.set(Some(why));
                        busy.set(false);
                    }
                }
            });
        })
    };

    html! {
        <main id="main" class="gate">
            <p class="gate-agency">{ &props.start.agency }</p>
            <h1 tabindex="-1">{ title }</h1>
            if props.start.demo {
                { parts::notice(Tone::Warn, &words.get("staff-demo-title"),
                    html! { <p>{ words.get("staff-demo-detail") }</p> }) }
            }
            <CredentialsForm words={words.clone()} submit={words.get("staff-sign-in-button")}
                busy={*busy} failure={(*failure).clone()} {on_submit} />
        </main>
    }
}
