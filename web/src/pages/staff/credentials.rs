//! The form that asks who is there: at sign-in, after the idle lock, and before a release.

use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::{parts, words::Words};
use crate::api::Failure;

/// What was typed. Nothing of it is kept once it was sent.
#[derive(Clone, Default, PartialEq)]
pub struct Credentials {
    /// Email address; empty when the form did not ask for it.
    pub email: String,
    /// Password.
    pub password: String,
    /// The six digits.
    pub totp: Option<String>,
    /// A recovery code instead.
    pub recovery_code: Option<String>,
}

/// Props of [`CredentialsForm`].
#[derive(Properties, PartialEq)]
pub struct CredentialsProps {
    /// The words.
    pub words: Words,
    /// Whose account it is; none asks for the email address, too.
    #[prop_or_default]
    pub account: Option<AttrValue>,
    /// What the button says.
    pub submit: AttrValue,
    /// Whether an answer is awaited.
    pub busy: bool,
    /// Why the last try failed.
    pub failure: Option<Failure>,
    /// Takes what was typed.
    pub on_submit: Callback<Credentials>,
    /// Buttons beside the main one.
    #[prop_or_default]
    pub children: Html,
}

/// Email, password, and the code of the authenticator app or a recovery code.
#[component]
pub fn CredentialsForm(props: &CredentialsProps) -> Html {
    let words = &props.words;
    let (email, password, code) = (use_node_ref(), use_node_ref(), use_node_ref());
    let recovery = use_state(|| false);
    let error = use_node_ref();
    {
        let error = error.clone();
        use_effect_with(props.failure.clone(), move |_| {
            if let Some(error) = error.cast::<HtmlElement>() {
                // The box was rendered a moment ago; it can take the focus.
                let _ = error.focus();
            }
        });
    }

    let onsubmit = {
        let (email, password, code) = (email.clone(), password.clone(), code.clone());
        let (recovery, busy, on_submit) = (*recovery, props.busy, props.on_submit.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if busy {
                return;
            }
            let typed = take(&code).filter(|code| !code.is_empty());
            let (totp, recovery_code) =
                if recovery { (None, typed) } else { (typed.map(|code| code.replace(' ', "")), None) };
            let password_typed = password.cast::<HtmlInputElement>();
            on_submit.emit(Credentials {
                email: take(&email).unwrap_or_default(),
                password: password_typed.map(|it| it.value()).unwrap_or_default(),
                totp,
                recovery_code,
            });
        })
    };
    let toggle = {
        let (recovery, code) = (recovery.clone(), code.clone());
        Callback::from(move |_: MouseEvent| {
            recovery.set(!*recovery);
            if let Some(code) = code.cast::<HtmlInputElement>() {
                code.set_value("");
                // The field is on the page.
                let _ = code.focus();
            }
        })
    };
    // Only somebody who signs in for the first time has no code yet.
    let totp_hint = if props.account.is_none() { "staff-totp-hint-first" } else { "staff-totp-hint" };
    let (label, hint, inputmode) = if *recovery {
        ("staff-recovery-label", "staff-recovery-hint", "text")
    } else {
        ("staff-totp-label", totp_hint, "numeric")
    };

    html! {
        <form class="stack" {onsubmit} novalidate={true}>
            if let Some(failure) = &props.failure {
                <div ref={error} tabindex="-1" role="alert">{ parts::failure(words, failure) }</div>
            }
            if let Some(account) = &props.account {
                { parts::account(account) }
            } else {
                <div class="field">
                    <label for="email">{ words.get("staff-email-label") }</label>
                    <input ref={email} id="email" type="email" autocomplete="username" required={true} />
                </div>
            }
            <div class="field">
                <label for="password">{ words.get("staff-password-label") }</label>
                <input ref={password} id="password" type="password" autocomplete="current-password" required={true} />
            </div>
            <div class="field">
                <label for="code">{ words.get(label) }</label>
                <p class="hint" id="code-hint">{ words.get(hint) }</p>
                <input ref={code} id="code" type="text" class="code" {inputmode} autocomplete="one-time-code"
                    aria-describedby="code-hint" />
                <button type="button" class="link" onclick={toggle}>
                    { words.get(if *recovery { "staff-use-totp" } else { "staff-use-recovery" }) }
                </button>
            </div>
            <div class="buttons">
                <button class="button button-main" aria-busy={props.busy.to_string()}>
                    { if props.busy { words.get("staff-working").into() } else { props.submit.clone() } }
                </button>
                { props.children.clone() }
            </div>
        </form>
    }
}

fn take(node: &NodeRef) -> Option<String> {
    Some(node.cast::<HtmlInputElement>()?.value().trim().to_owned())
}
