//! Holds the console's context, the live region, and the dialogs that ask who is there.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use shared::staff::{QueuePage, Session, code};
use wasm_bindgen_futures::spawn_local;
use web_sys::window;
use yew::prelude::*;

use super::{
    console::Console,
    drafts::Drafts,
    idle::use_idle,
    keys::Keyboard,
    lock::{Reason, WhoIsThere},
    prefs::Prefs,
    words::Words,
};
use crate::api::{Api, Method};

/// Props of [`ConsoleProvider`].
#[derive(Properties, PartialEq)]
pub struct ConsoleProviderProps {
    /// Who is signed in.
    pub session: Rc<Session>,
    /// The words in their language.
    pub words: Words,
    /// Takes the session after each proof of who is there.
    pub on_session: Callback<Session>,
    /// The console.
    pub children: Html,
}

/// Everything in the console stands inside this; it stays mounted while the console is locked.
#[component]
pub fn ConsoleProvider(props: &ConsoleProviderProps) -> Html {
    let asked = use_state(|| None::<Reason>);
    let then = use_mut_ref(|| None::<Callback<bool>>);
    let live = use_state(String::new);
    let prefs = use_state(Prefs::load);
    let queue = use_state(Rc::<QueuePage>::default);

    let on_refused = {
        let asked = asked.setter();
        use_callback((), move |code: String, ()| match code.as_str() {
            code::LOCKED => asked.set(Some(Reason::Idle)),
            code::SIGN_IN => asked.set(Some(Reason::Ended)),
            _ => {}
        })
    };
    let api = use_memo((), {
        let csrf = props.session.csrf.clone();
        move |()| Api::new(&csrf, on_refused)
    });
    let drafts = use_memo((), {
        let owner = props.session.id.clone();
        move |()| Drafts::of(&owner)
    });
    let keyboard = use_memo((), |()| Keyboard::default());
    {
        let drafts = Rc::clone(&drafts);
        use_effect_with((), move |()| {
            let listener = window().map(|window| {
                let options = EventListenerOptions::enable_prevent_default();
                EventListener::new_with_options(&window, "beforeunload", options, move |event| {
                    if !drafts.is_empty() {
                        // The browser asks whether to leave, in its own words.
                        event.prevent_default();
                    }
                })
            });
            move || drop(listener)
        });
    }

    let on_idle = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(Some(Reason::Idle)))
    };
    let on_life = {
        let api = Rc::clone(&api);
        Callback::from(move |()| {
            let api = Rc::clone(&api);
            spawn_local(async move {
                // The answer does not matter: a refusal has been heard by `on_refused`.
                let _ = api.get::<serde::de::IgnoredAny>("session").await;
            });
        })
    };
    let locked = matches!(*asked, Some(Reason::Idle | Reason::Ended));
    use_idle(!locked, props.session.idle_minutes, on_idle, on_life);

    let console = Console {
        session: Rc::clone(&props.session),
        words: props.words.clone(),
        api: (*api).clone(),
        keyboard: (*keyboard).clone(),
        drafts: (*drafts).clone(),
        locked,
        prefs: *prefs,
        set_prefs: {
            let prefs = prefs.setter();
            use_callback((), move |new: Prefs, ()| {
                new.keep();
                prefs.set(new);
            })
        },
        announce: {
            let live = live.setter();
            use_callback((), move |text: String, ()| live.set(text))
        },
        reauthenticate: {
            let (asked, then) = (asked.setter(), Rc::clone(&then));
            use_callback((), move |done: Callback<bool>, ()| {
                *then.borrow_mut() = Some(done);
                asked.set(Some(Reason::Action));
            })
        },
        queue: Rc::clone(&queue),
        set_queue: {
            let queue = queue.setter();
            use_callback((), move |new: Rc<QueuePage>, ()| queue.set(new))
        },
    };

    let on_session = {
        let (asked, then) = (asked.clone(), Rc::clone(&then));
        let (api, on_session) = (Rc::clone(&api), props.on_session.clone());
        Callback::from(move |session: Session| {
            api.set_csrf(&session.csrf);
            on_session.emit(session);
            let action = *asked == Some(Reason::Action);
            asked.set(None);
            let waiting = then.borrow_mut().take();
            if let Some(done) = waiting {
                // After half an hour under lock nobody expects an old press of a button to act.
                done.emit(action);
            }
        })
    };
    let on_close = {
        let (asked, drafts, then) = (asked.clone(), Rc::clone(&drafts), Rc::clone(&then));
        Callback::from(move |()| {
            if *asked == Some(Reason::Action) {
                asked.set(None);
                let waiting = then.borrow_mut().take();
                if let Some(done) = waiting {
                    done.emit(false);
                }
            } else {
                sign_out((*api).clone(), &drafts);
            }
        })
    };

    html! {
        <ContextProvider<Console> context={console}>
            <div class={classes!("console", locked.then_some("console-locked"), prefs.dense.then_some("dense"))}>
                { props.children.clone() }
            </div>
            <p class="spoken" role="status" aria-live="polite">{ &*live }</p>
            if let Some(reason) = *asked {
                <WhoIsThere key={format!("{reason:?}")} {reason} session={Rc::clone(&props.session)}
                    words={props.words.clone()} {on_session} {on_close} />
            }
        </ContextProvider<Console>>
    }
}

/// Ends the session and leaves nothing of it in this tab.
pub fn sign_out(api: Api, drafts: &Drafts) {
    drafts.forget("");
    spawn_local(async move {
        // A session that is over already is as good as one ended now.
        let _ = api.write::<()>(Method::Delete, "session", &()).await;
        if let Some(window) = window() {
            // Home, not the case that was open: the next person has not asked for that one.
            let _ = window.location().set_href("/staff/");
        }
    });
}
