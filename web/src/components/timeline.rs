//! What has happened to a case, and what comes.

use shared::page::{TimelineStatus, TimelineStep};
use yew::prelude::*;

use super::icon;

/// The timeline, oldest first.
pub(crate) fn timeline(steps: &[TimelineStep]) -> Html {
    html! { <ol class="timeline">{ for steps.iter().map(step) }</ol> }
}

fn step(step: &TimelineStep) -> Html {
    let (class, current) = match step.status {
        TimelineStatus::Done => ("is-done", None),
        TimelineStatus::Now => ("is-now", Some("step")),
        TimelineStatus::Later => ("is-later", None),
    };
    html! {
        <li class={classes!("timeline__step", class)} aria-current={current}>
            <span class="timeline__mark">
                if step.status == TimelineStatus::Done { { icon("check") } }
            </span>
            <p class="timeline__title">
                <span class="spoken">{ &step.status_words }{ ": " }</span><span>{ &step.title }</span>
            </p>
            if !step.when.is_empty() { <p class="timeline__when">{ &step.when }</p> }
            if !step.text.is_empty() { <p class="timeline__text">{ &step.text }</p> }
        </li>
    }
}
