//! Reading again by itself: only while the tab is in front and the console is open.

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use web_sys::window;
use yew::prelude::*;

use super::console::Console;

/// Calls `again` every `seconds`, and whenever the tab comes to the front again; never without `seconds`.
#[hook]
pub fn use_again(console: &Console, seconds: Option<u32>, again: Callback<()>) {
    let latest = use_mut_ref(Callback::<()>::noop);
    *latest.borrow_mut() = again;
    use_effect_with((seconds, console.locked), move |(seconds, locked)| {
        let ask = move || {
            let again = latest.borrow().clone();
            if !is_hidden() {
                again.emit(());
            }
        };
        let seconds = seconds.filter(|_| !locked);
        let interval = seconds.map(|seconds| Interval::new(seconds.saturating_mul(1_000), ask.clone()));
        let document = seconds.and_then(|_| window()?.document());
        let back = document.map(|document| EventListener::new(&document, "visibilitychange", move |_| ask()));
        move || {
            drop(interval);
            drop(back);
        }
    });
}

fn is_hidden() -> bool {
    window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}
