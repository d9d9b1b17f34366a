//! The days strip: how a deadline was counted.

use shared::page::{DayCell, DayLook, DaysStrip};
use yew::prelude::*;

/// Days that still fit in one line on a wide screen; more stand as weeks.
const ONE_LINE: usize = 17;
/// Days that are shown whole; of more, only the first and the last week.
const WHOLE: usize = 28;
const WEEK: usize = 7;

/// The strip with its legend.
pub(crate) fn days_strip(strip: &DaysStrip) -> Html {
    let count = strip.days.len();
    let weeks = count > ONE_LINE;
    html! {
        <div class={classes!("strip", weeks.then_some("strip--weeks"))}>
            <div class="strip__weekdays" aria-hidden="true">
                { for strip.weekdays.iter().map(|name| html! { <span>{ name }</span> }) }
            </div>
            <ol class="strip__days" aria-label={strip.label.clone()}>
                { for strip.days.iter().enumerate().filter_map(|(index, day)| {
                    let first_of_fold = count > WHOLE && index == WEEK;
                    let inside_fold = count > WHOLE && index >= WEEK && index < count - WEEK;
                    if first_of_fold {
                        return Some(html! { <li class="day-fold">{ &strip.folded }</li> });
                    }
                    // After a gap the grid must know under which weekday to go on.
                    let placed = index == 0 || (count > WHOLE && index == count - WEEK);
                    let from = placed.then(|| column(usize::from(strip.first_weekday) + index));
                    (!inside_fold).then(|| cell(day, from))
                }) }
            </ol>
            <ul class="legend">
                { for strip.legend.iter().map(|item| html! {
                    <li><span class={classes!("swatch", look(item.look))}></span><span>{ &item.text }</span></li>
                }) }
            </ul>
        </div>
    }
}

fn cell(day: &DayCell, from: Option<&'static str>) -> Html {
    let class = classes!("day", look(day.look), day.today.then_some("is-today"), day.due.then_some("is-due"), from);
    html! {
        <li {class}>
            <span class="spoken">{ &day.words }</span>
            <span class="day__face" aria-hidden="true">
                if !day.flag.is_empty() { <span class="day__flag">{ &day.flag }</span> }
                <span class="day__weekday">{ &day.weekday }</span>
                <span class="day__number">{ &day.number }</span>
                <span class="day__mark">{ &day.mark }</span>
            </span>
        </li>
    }
}

const fn look(look: DayLook) -> &'static str {
    match look {
        DayLook::Plain => "look-plain",
        DayLook::Counted => "look-counted",
        DayLook::ToCount => "look-to-count",
        DayLook::Weekend => "look-weekend",
        DayLook::Holiday => "look-holiday",
        DayLook::Due => "look-due",
    }
}

/// The class that puts a cell under its weekday: the page's policy allows no inline style.
const fn column(weekday: usize) -> &'static str {
    match weekday % WEEK {
        0 => "from-1",
        1 => "from-2",
        2 => "from-3",
        3 => "from-4",
        4 => "from-5",
        5 => "from-6",
        _ => "from-7",
    }
}
