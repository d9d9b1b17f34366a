//! The chosen case beside the table.

use gloo_timers::callback::Timeout;
use shared::staff::{QueueRow, StaffCase};
use yew::prelude::*;

use crate::pages::staff::{
    case::{DaysStrip, first_clock, main_first},
    console::{Console, use_console},
    fetch::{Got, use_get},
    link::{Link, Place},
    parts,
};

/// How long a row must stay chosen before its case is read, so that holding a key down reads nothing.
const PAUSE_MS: u32 = 250;

/// Props of [`Preview`].
#[derive(Properties, PartialEq)]
pub struct PreviewProps {
    /// The row.
    pub row: QueueRow,
    /// Gives the case to the reader.
    pub on_assign: Callback<QueueRow>,
}

/// State, clock, facts, what may be done, and what happened last.
#[component]
pub fn Preview(props: &PreviewProps) -> Html {
    let console = use_console();
    let words = &console.words;
    let row = &props.row;
    let wanted = use_state(|| None::<(String, i64)>);
    {
        let wanted = wanted.setter();
        use_effect_with((row.reference.clone(), row.version), move |chosen| {
            let chosen = chosen.clone();
            let timer = Timeout::new(PAUSE_MS, move || wanted.set(Some(chosen)));
            move || drop(timer)
        });
    }
    let now = (row.reference.clone(), row.version);
    let settled = wanted.as_ref() == Some(&now);
    let path = wanted.as_ref().map(|(reference, _)| format!("cases/{reference}"));
    let version = wanted.as_ref().map_or(0, |(_, version)| *version);
    let round = u32::try_from(version).unwrap_or_default();
    let got = use_get::<StaffCase>(&console.api, path, round);

    let assign = {
        let (row, on_assign) = (row.clone(), props.on_assign.clone());
        Callback::from(move |_: MouseEvent| on_assign.emit(row.clone()))
    };
    let keys = console.prefs.single_keys;
    html! {
        <aside class="preview" aria-label={words.get("staff-preview")}>
            <p class="mono">{ &row.reference }</p>
            <h2>{ &row.subject }</h2>
            <p class="preview-state">
                { parts::state(row.mark, &row.state_text) }{ parts::due(words, row.due.as_ref()) }
            </p>
            { match &*got {
                Got::Here(case) if settled && case.reference == row.reference => body(&console, case),
                Got::Failed(failure) if settled => parts::failure(words, failure),
                _ => html! { <p class="quiet">{ words.get("staff-loading") }</p> },
            } }
            <div class="buttons preview-foot">
                <Link to={Place::Case(row.reference.clone())} class="button">
                    { words.get("staff-open-case") }{ parts::key(keys, "Enter") }
                </Link>
                <button type="button" class="button" onclick={assign}>
                    { words.get("staff-assign-me") }{ parts::key(keys, "A") }
                </button>
            </div>
        </aside>
    }
}

fn body(console: &Console, case: &StaffCase) -> Html {
    let words = &console.words;
    let asked_by = console.queue.cases.iter().find(|row| row.reference == case.reference);
    let asked_by = asked_by.and_then(|row| row.requester.clone());
    let owner = case.owner.as_ref().map_or_else(|| words.get("staff-unassigned"), |it| it.name.clone());
    let last = case.entries.last();
    html! {
        <>
            { for case.cautions.iter().map(|caution| parts::notice(parts::Tone::Warn, caution, Html::default())) }
            if let Some(clock) = first_clock(case) {
                <div class="panel clock-small">
                    <p class="clock-head"><strong>{ &clock.name }</strong><span>{ &clock.source }</span></p>
                    <DaysStrip clock={clock.clone()} small={true} />
                    <p class="quiet">{ &clock.summary }</p>
                </div>
            }
            <dl class="facts facts-narrow">
                if let Some(name) = asked_by {
                    <dt>{ words.get("staff-asked-by") }</dt><dd>{ name }</dd>
                }
                <dt>{ words.get("staff-col-received") }</dt>
                <dd>{ format!("{}, {}", case.received.text, case.channel) }</dd>
                <dt>{ words.get("staff-col-owner") }</dt><dd>{ owner }</dd>
                if let Some(role) = &case.role {
                    <dt>{ words.get("staff-role") }</dt><dd>{ &role.role }</dd>
                }
                if let Some(entry) = last {
                    <dt>{ words.get("staff-last-entry") }</dt>
                    <dd>{ format!("{}: {} ({})", entry.author, short(&entry.body), entry.at.text) }</dd>
                }
            </dl>
            if !case.actions.is_empty() {
                <ul class="acts">
                    { for main_first(&case.actions).take(3).map(|action| html! {
                        <li>
                            <Link to={Place::Action(case.reference.clone(), action.id.clone())}
                                class={classes!("act", action.main.then_some("act-main"))}>
                                <span class="act-label">{ &action.label }</span>
                            </Link>
                        </li>
                    }) }
                </ul>
            }
            <h3>{ words.get("staff-latest") }</h3>
            <ul class="latest">
                { for case.history.iter().take(3).map(|event| html! {
                    <li><span>{ format!("{} {}", event.who, event.what) }</span><time>{ &event.at.text }</time></li>
                }) }
            </ul>
        </>
    }
}

/// The beginning of a text, whole words.
fn short(text: &str) -> String {
    const LETTERS: usize = 80;
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    let start: String = text.chars().take(LETTERS).collect();
    let whole = start.rsplit_once(' ').map_or(start.as_str(), |(start, _)| start);
    format!("{whole}…")
}
