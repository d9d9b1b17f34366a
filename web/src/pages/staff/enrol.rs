//! The first sign-in: an authenticator app is bound to the account.

use shared::staff::{Enrolment, EnrolmentConfirm, Session};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement, window};
use yew::prelude::*;

use super::{parts, title::use_title, words::Words};
use crate::api::{Api, Failure, Method};

/// Props of [`EnrolPage`].
#[derive(Properties, PartialEq)]
pub struct EnrolProps {
    /// The API with the token of this half-open session.
    pub api: Api,
    /// The words.
    pub words: Words,
    /// Whose account it is.
    pub account: AttrValue,
    /// Takes the session once the code was right.
    pub on_session: Callback<Session>,
}

/// QR code, secret, recovery codes to print, and the first code to prove that it works.
#[component]
pub fn EnrolPage(props: &EnrolProps) -> Html {
    let words = &props.words;
    use_title(&words.get("staff-enrol-title"));
    let enrolment = use_state(|| None::<Enrolment>);
    let failure = use_state(|| None::<Failure>);
    let busy = use_state(|| false);
    let (code, password) = (use_node_ref(), use_node_ref());
    let error = use_node_ref();

    {
        let (api, enrolment, failure) = (props.api.clone(), enrolment.clone(), failure.clone());
        use_effect_with((), move |()| {
            spawn_local(async move {
                match api.write(Method::Post, "enrolment", &serde_json::json!({})).await {
                    Ok(made) => enrolment.set(Some(made)),
                    Err(why) => failure.set(Some(why)),
                }
            });
        });
    }
    {
        let error = error.clone();
        use_effect_with((*failure).clone(), move |_| {
            if let Some(error) = error.cast::<HtmlElement>() {
                // The box was rendered a moment ago.
                let _ = error.focus();
            }
        });
    }

    let onsubmit = {
        let (api, busy, failure) = (props.api.clone(), busy.clone(), failure.clone());
        let (code, password) = (code.clone(), password.clone());
        let on_session = props.on_session.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let typed = |field: &NodeRef| field.cast::<HtmlInputElement>().map(|it| it.value());
            let (Some(totp), Some(password)) = (typed(&code), typed(&password)) else {
                return;
            };
            if *busy {
                return;
            }
            busy.set(true);
            let body = EnrolmentConfirm { totp: totp.replace(' ', ""), password };
            let (api, busy, failure) = (api.clone(), busy.clone(), failure.clone());
            let on_session = on_session.clone();
            spawn_local(async move {
                match api.write(Method::Post, "enrolment/confirm", &body).await {
                    Ok(session) => on_session.emit(session),
                    Err(why) => {
                        failure.set(Some(why));
                        busy.set(false);
                    }
                }
            });
        })
    };
    let print = Callback::from(|_: MouseEvent| {
        if let Some(window) = window() {
            // A browser without printing has nothing to say either.
            let _ = window.print();
        }
    });

    html! {
        <main id="main" class="gate gate-wide">
            <h1 tabindex="-1">{ words.get("staff-enrol-title") }</h1>
            <p>{ words.get("staff-enrol-why") }</p>
            if let Some(failure) = &*failure {
                <div ref={error} tabindex="-1" role="alert">{ parts::failure(words, failure) }</div>
            }
            if let Some(made) = &*enrolment {
                <h2>{ words.get("staff-enrol-scan") }</h2>
                <div class="enrol-scan">
                    <div class="qr">{ Html::from_html_unchecked(made.qr_svg.clone().into()) }</div>
                    <div>
                        <p>{ words.get("staff-enrol-type") }</p>
                        <p class="mono secret">{ grouped(&made.secret) }</p>
                        <p><a href={made.otpauth_uri.clone()}>{ words.get("staff-enrol-open") }</a></p>
                    </div>
                </div>
                <h2>{ words.get("staff-enrol-recovery") }</h2>
                <p>{ words.get("staff-enrol-recovery-why") }</p>
                <ol class="recovery mono">
                    { for made.recovery_codes.iter().map(|code| html! { <li>{ code }</li> }) }
                </ol>
                <button type="button" class="button" onclick={print}>
                    { super::icon::Icon::Print.html() }{ words.get("staff-print") }
                </button>
                <h2>{ words.get("staff-enrol-prove") }</h2>
                <form class="stack" {onsubmit} novalidate={true}>
                    { parts::account(&props.account) }
                    <div class="field">
                        <label for="password">{ words.get("staff-enrol-password-label") }</label>
                        <p class="hint" id="password-hint">{ words.get("staff-enrol-password-hint") }</p>
                        if let Some(why) = failure.as_ref().and_then(|failure| failure.field("password")) {
                            <p class="error" id="password-error">{ why }</p>
                        }
                        <input ref={password} id="password" type="password" autocomplete="new-password"
                            aria-describedby="password-hint password-error" />
                    </div>
                    <div class="field">
                        <label for="code">{ words.get("staff-totp-label") }</label>
                        if let Some(why) = failure.as_ref().and_then(|failure| failure.field("totp")) {
                            <p class="error" id="code-error">{ why }</p>
                        }
                        <input ref={code} id="code" class="code" type="text" inputmode="numeric"
                            autocomplete="one-time-code" aria-describedby="code-error" />
                    </div>
                    <div class="buttons">
                        <button class="button button-main" aria-busy={busy.to_string()}>
                            { words.get(if *busy { "staff-working" } else { "staff-enrol-button" }) }
                        </button>
                    </div>
                </form>
            } else if failure.is_none() {
                <p role="status">{ words.get("staff-loading") }</p>
            }
        </main>
    }
}

/// The secret in groups of four, as people type it.
fn grouped(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}
