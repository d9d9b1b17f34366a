//! Small parts that recur on every page of the console.

use shared::staff::{Due, StateMark, Urgency};
use yew::prelude::*;

use super::{icon::Icon, words::Words};
use crate::api::Failure;

/// The due words, coloured by urgency; the words say it without the colour.
pub fn due(words: &Words, due: Option<&Due>) -> Html {
    let Some(due) = due else {
        return html! { <span class="due due-none">{ words.get("staff-no-clock") }</span> };
    };
    html! {
        <time datetime={due.at.clone()} title={due.text.clone()}>{ due_words(due.urgency, &due.words) }</time>
    }
}

/// Due words without their moment.
pub fn due_words(urgency: Urgency, text: &str) -> Html {
    let (class, icon) = match urgency {
        Urgency::Overdue => ("due due-overdue", Icon::Warning),
        Urgency::Today => ("due due-today", Icon::Clock),
        Urgency::Tomorrow => ("due due-tomorrow", Icon::Clock),
        Urgency::Later => ("due", Icon::Clock),
        Urgency::Met => ("due due-met", Icon::Check),
    };
    html! { <span {class}>{ icon.html() }{ text }</span> }
}

/// A state: one of five shapes, and the word.
pub fn state(mark: StateMark, text: &str) -> Html {
    let shape = match mark {
        StateMark::Empty => "mark mark-empty",
        StateMark::Half => "mark mark-half",
        StateMark::Dotted => "mark mark-dotted",
        StateMark::Full => "mark mark-full",
        StateMark::Square => "mark mark-square",
    };
    html! { <span class="state"><span class={shape} aria-hidden="true"></span>{ text }</span> }
}

/// A key printed beside what it does; left out when single keys are off.
pub fn key(shown: bool, label: &str) -> Html {
    if shown {
        html! { <kbd>{ label }</kbd> }
    } else {
        Html::default()
    }
}

/// A notice that stands out from the page, as in `11-parts-and-states`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something failed.
    Danger,
    /// Something to keep in mind.
    Warn,
    /// Something to know.
    Plain,
    /// Something was done.
    Good,
}

/// A notice with a title and what follows.
pub fn notice(tone: Tone, title: &str, body: Html) -> Html {
    let class = match tone {
        Tone::Danger => "notice notice-danger",
        Tone::Warn => "notice notice-warn",
        Tone::Plain => "notice",
        Tone::Good => "notice notice-good",
    };
    html! { <div class={class}><p class="notice-title">{ title }</p>{ body }</div> }
}

/// What went wrong, in the server's words, or in ours when no answer came.
pub fn failure(words: &Words, failure: &Failure) -> Html {
    let (title, detail) = match failure {
        Failure::Problem(problem) => (problem.title.clone(), problem.detail.clone()),
        Failure::Conflict(conflict) => (conflict.problem.title.clone(), None),
        Failure::Offline => (words.get("staff-offline-title"), Some(words.get("staff-offline-detail"))),
    };
    let id = match failure {
        Failure::Problem(problem) if problem.status >= 500 => Some(&problem.request_id),
        _ => None,
    };
    notice(
        Tone::Danger,
        &title,
        html! {
            <>
                if let Some(detail) = detail { <p>{ detail }</p> }
                if let Some(id) = id { <p class="mono">{ id }</p> }
            </>
        },
    )
}

/// The account that a password belongs to, for password managers: a form without it confuses them.
pub fn account(email: &str) -> Html {
    html! { <input type="text" autocomplete="username" value={email.to_owned()} hidden={true} readonly={true} /> }
}
