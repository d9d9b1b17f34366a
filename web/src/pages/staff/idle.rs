//! Notices that nobody is at the console any more.

use std::{cell::Cell, rc::Rc};

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use js_sys::Date;
use web_sys::window;
use yew::prelude::*;

const MINUTE_MS: f64 = 60_000.0;
const SIGNS: [&str; 4] = ["keydown", "pointerdown", "pointermove", "wheel"];

/// Calls `on_idle` after `minutes` without a key or a pointer, and `on_life` at most once a minute while there are.
///
/// The server counts idle time by itself; `on_life` tells it of work that needs no request, such as typing a
/// letter. It is only called at a sign of life, so that the server never believes in more of it than there was.
#[hook]
pub fn use_idle(on: bool, minutes: u32, on_idle: Callback<()>, on_life: Callback<()>) {
    use_effect_with((on, minutes), move |(on, minutes)| {
        let seen = Rc::new(Cell::new(Date::now()));
        let told = Rc::new(Cell::new(Date::now()));
        let limit = f64::from(*minutes) * MINUTE_MS;
        let mut listeners = Vec::new();
        let mut watch = None;
        if let (true, Some(window)) = (*on, window()) {
            for sign in SIGNS {
                let (seen, told, on_life) = (Rc::clone(&seen), Rc::clone(&told), on_life.clone());
                let (on_idle, limit) = (on_idle.clone(), limit);
                listeners.push(EventListener::new(&window, sign, move |_| {
                    let now = Date::now();
                    // A computer that slept runs no interval: the first sign after it must not unlock.
                    if now - seen.get() >= limit {
                        on_idle.emit(());
                        return;
                    }
                    seen.set(now);
                    if now - told.get() >= MINUTE_MS {
                        told.set(now);
                        on_life.emit(());
                    }
                }));
            }
            watch = Some(Interval::new(5_000, move || {
                if Date::now() - seen.get() >= limit {
                    on_idle.emit(());
                }
            }));
        }
        move || {
            drop(listeners);
            drop(watch);
        }
    });
}
