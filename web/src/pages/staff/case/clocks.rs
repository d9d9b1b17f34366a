//! The deadlines of a case, each with the days that were counted.

use js_sys::Date;
use shared::staff::{Clock, Day, DayKind, StaffCase, Urgency};
use yew::prelude::*;

use crate::pages::staff::{
    console::{Console, use_console},
    icon::Icon,
    parts,
};

/// A strip longer than this is folded.
const LONGEST: usize = 28;
const WEEK: usize = 7;

/// The clock to show where there is room for one: the first that still runs.
pub fn first_clock(case: &StaffCase) -> Option<&Clock> {
    case.clocks.iter().find(|clock| clock.due.urgency != Urgency::Met)
}

pub(super) fn panel(console: &Console, case: &StaffCase) -> Html {
    let words = &console.words;
    let zone = words.fill("staff-times-are", &[("name", &console.session.time_zone_text)]);
    html! {
        <section class="panel" aria-labelledby="clocks">
            <div class="panel-head">
                <h2 id="clocks">{ words.get("staff-clocks") }</h2><p>{ zone }</p>
            </div>
            if case.clocks.is_empty() {
                <p class="quiet">{ words.get("staff-no-clock") }</p>
            }
            { for case.clocks.iter().map(|clock| html! {
                <div class="clock" key={clock.rule.clone()}>
                    <div class="clock-head">
                        <h3>{ &clock.name }</h3>
                        <p class="clock-due">
                            if clock.due.urgency != Urgency::Later { { parts::due(words, Some(&clock.due)) } }
                            <time datetime={clock.due.at.clone()}>{ Icon::Clock.html() }{ &clock.due.text }</time>
                        </p>
                    </div>
                    <p class="quiet">{ &clock.source }</p>
                    <DaysStrip clock={clock.clone()} />
                    if clock.provisional {
                        <p class="warn">{ words.get("staff-provisional") }</p>
                    }
                    <p class="clock-summary">{ &clock.summary }</p>
                    <details>
                        <summary>{ words.get("staff-every-step") }</summary>
                        <ol class="steps">{ for clock.steps.iter().map(|step| html! { <li>{ step }</li> }) }</ol>
                    </details>
                </div>
            }) }
        </section>
    }
}

/// Props of [`DaysStrip`].
#[derive(Properties, PartialEq)]
pub struct DaysStripProps {
    /// The clock.
    pub clock: Clock,
    /// Numbers only, for the preview.
    #[prop_or_default]
    pub small: bool,
}

/// The days as a list; each carries its whole text, colours only repeat it.
#[component]
pub fn DaysStrip(props: &DaysStripProps) -> Html {
    let words = use_console().words;
    let days = &props.clock.days;
    let Some(first) = days.first() else {
        return Html::default();
    };
    let hidden = if days.len() > LONGEST { days.len() - 2 * WEEK } else { 0 };
    let fold = (hidden > 0).then(|| {
        html! { <li class="day day-fold"><span>{ words.count("staff-more-days", hidden) }</span></li> }
    });
    let head = if hidden > 0 { WEEK } else { days.len() };
    html! {
        <ol class={classes!("days", props.small.then_some("days-small"), column(first))}
            aria-label={props.clock.name.clone()}>
            { for days.iter().take(head).map(day) }
            { fold }
            { for days.iter().skip(head + hidden).map(day) }
        </ol>
    }
}

fn day(day: &Day) -> Html {
    let kind = match day.kind {
        DayKind::Start => "day-start",
        DayKind::Counted => "day-counted",
        DayKind::Ahead => "day-ahead",
        DayKind::Weekend => "day-weekend",
        DayKind::Holiday => "day-holiday",
        DayKind::Plain => "day-plain",
    };
    let class = classes!("day", kind, day.today.then_some("day-today"), day.due.then_some("day-due"),);
    html! {
        <li {class} key={day.date.clone()}>
            <span class="spoken">{ &day.text }</span>
            <span class="day-name" aria-hidden="true">{ &day.weekday }</span>
            <span class="day-number" aria-hidden="true">{ &day.number }</span>
            <span class="day-mark" aria-hidden="true">{ &day.mark }</span>
        </li>
    }
}

/// The column in which a narrow screen, which shows weeks, begins: Monday is the first.
fn column(first: &Day) -> &'static str {
    match Date::new(&first.date.as_str().into()).get_utc_day() {
        0 => "from-7",
        1 => "from-1",
        2 => "from-2",
        3 => "from-3",
        4 => "from-4",
        5 => "from-5",
        _ => "from-6",
    }
}
