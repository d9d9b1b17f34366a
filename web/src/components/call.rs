//! The red box that calls, and how dispatch works.

use shared::page::{CallBox, Dispatch};
use yew::prelude::*;

use super::{icon, numbered_steps, words};

/// The box with the button that calls, and the one that writes.
pub(super) fn call_box(call: &CallBox) -> Html {
    html! {
        <section class="call">
            <div><h2>{ words(&call.title) }</h2><p>{ words(&call.text) }</p></div>
            <p class="call__buttons">
                <a class="usa-button call__button" href={call.call.href.clone()}>
                    { icon("phone") }<span>{ words(&call.call.text) }</span>
                </a>
                <a class="usa-button usa-button--outline call__text" href={call.message.href.clone()}>
                    <span>{ words(&call.message.text) }</span>
                </a>
            </p>
        </section>
    }
}

/// The picture of how dispatch works, and its steps in words. The numbers of both are the same.
pub(super) fn dispatch(dispatch: &Dispatch) -> Html {
    html! {
        <>
            <svg
                class="dispatch" role="img" aria-label={dispatch.picture.clone()}
                viewBox="0 0 600 140" width="600" height="140"
                fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"
            >
                // The operator goes on talking with the caller.
                <path class="dispatch__talk" stroke-dasharray="7 7" d="M292 27C240-4 120-4 68 27" />
                { for STATIONS.iter().zip(1..).map(|(path, number)| station(path, number)) }
            </svg>
            { numbered_steps(&dispatch.steps) }
        </>
    }
}

/// Phone, network, operator, radio, car: each in a square of 24.
const STATIONS: [&str; 5] = [
    "M5.5 3.5h3.2l1.8 4.6-2.3 1.7c1.1 2.4 2.9 4.2 5.3 5.3l1.7-2.3 4.6 1.8v3.2c0 1.2-.9 2.1-2.1 2.1C10.4 19.6 4.4 13.6 \
     3.5 5.6c0-1.2.8-2.1 2-2.1z",
    "M12 10v11M8 21h8M12 9.9v.1M8.5 13.5a5 5 0 0 1 0-7M15.5 6.5a5 5 0 0 1 0 7M5.5 16.5a9.5 9.5 0 0 1 0-13M18.5 \
     3.5a9.5 9.5 0 0 1 0 13",
    "M4 14v-2a8 8 0 0 1 16 0v2M4 14h3v5H5.5A1.5 1.5 0 0 1 4 17.500zM20 14h-3v5h1.500a1.5 1.5 0 0 0 1.5-1.500zM18.5 \
     19c0 1.5-2 2.5-5 2.5",
    "M8 8h8v13H8zM10 8V3M10.5 11.500h3M10.5 14h3M12 17.400v.1",
    "M4 17v-4.500l2-6h12l2 6V17M3.5 12.500h17M3 17h18v2.500h-3V17M3 17v2.500h3V17M7 14.800h1.500M15.5 14.800H17",
];

/// Units from one station to the next.
const APART: u32 = 120;

/// A picture in its ring, its number below, and the arrow to the next one.
fn station(path: &'static str, number: u32) -> Html {
    let last = STATIONS.iter().zip(1..).last().is_some_and(|(_, last)| last == number);
    html! {
        <g transform={format!("translate({})", (number - 1) * APART)}>
            <circle class="dispatch__ring" cx="60" cy="62" r="36" />
            <path transform="translate(39 41) scale(1.75)" stroke-width="1.2" d={path} />
            <text class="dispatch__number" x="60" y="132" text-anchor="middle" stroke="none" fill="currentColor">
                { number }
            </text>
            if !last { <path class="dispatch__arrow" d="M106 62h28M126 54l8 8-8 8" /> }
        </g>
    }
}
