//! What stands around every page: the rail, the search, the time, and the keys that work everywhere.

use gloo_timers::callback::Interval;
use js_sys::{Date, Object, Reflect};
use shared::staff::QueueQuery;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;
use yew_router::prelude::*;

use super::{
    console::{Console, use_console},
    help::HelpDialog,
    icon::Icon,
    keys::{Key, use_keys},
    link::Place,
    parts,
    provider::sign_out,
    rail,
};
use crate::staff::Route;

/// Props of [`Frame`].
#[derive(Properties, PartialEq)]
pub struct FrameProps {
    /// The page.
    pub children: Html,
}

/// Rail, top line, page.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let console = use_console();
    let words = &console.words;
    let navigator = use_navigator();
    let query = use_location().and_then(|location| location.query::<QueueQuery>().ok()).unwrap_or_default();
    let route = use_route::<Route>();
    let help = use_state(|| false);
    let menu = use_state(|| false);
    let search = use_node_ref();

    {
        let (menu, here) = (menu.setter(), (route.clone(), query.clone()));
        use_effect_with(here, move |_| menu.set(false));
    }
    {
        let (search, help) = (search.clone(), help.clone());
        let goes = rail::keys(&console);
        let mut keys = vec![
            Key::new("/", words.get("staff-key-search")),
            Key::new("?", words.get("staff-key-help")),
            Key::new("q", words.get("staff-key-queue")),
        ];
        keys.extend(goes.iter().map(|(key, _)| key.clone()));
        use_keys(&console, keys, move |pressed| {
            match pressed {
                "/" => {
                    if let Some(search) = search.cast::<HtmlElement>() {
                        // The field is on the page.
                        let _ = search.focus();
                    }
                }
                "?" => help.set(true),
                _ => {
                    let pressed = if pressed == "q" { "g q" } else { pressed };
                    let to = goes.iter().find(|(key, _)| key.name == pressed);
                    let (Some((_, to)), Some(navigator)) = (to, &navigator) else {
                        return false;
                    };
                    to.open(navigator);
                }
            }
            true
        });
    }
    let on_help = {
        let help = help.setter();
        Callback::from(move |_: MouseEvent| help.set(true))
    };
    let on_menu = {
        let menu = menu.clone();
        Callback::from(move |_: MouseEvent| menu.set(!*menu))
    };

    html! {
        <>
            <a class="skip" href="#main">{ words.get("staff-skip") }</a>
            <header class="rail">
                <div class="brand">
                    <span class="brand-mark" aria-hidden="true">
                        <svg viewBox="0 0 32 32" focusable="false">
                            <path d="M9 21v-6a7 7 0 0114 0v6M7 21h18" /><circle cx="16" cy="15.5" r="1.6" />
                        </svg>
                    </span>
                    <span>
                        <span class="brand-name">{ "Front Counter" }</span>
                        <span class="brand-agency">{ &console.session.agency }</span>
                    </span>
                </div>
                <button type="button" class="button menu-button" aria-expanded={menu.to_string()}
                    aria-controls="rail-nav" onclick={on_menu}>
                    { Icon::Menu.html() }{ words.get("staff-menu") }
                </button>
                <div id="rail-nav" class={classes!("rail-body", menu.then_some("open"))}>
                    { rail::html(&console, route.as_ref(), &query) }
                    { account(&console) }
                </div>
            </header>
            <div class="work">
                <section class="topline" aria-label={words.get("staff-topline")}>
                    <Search node={search} q={query.q.clone().unwrap_or_default()} />
                    if console.session.demo {
                        <span class="demo">{ words.get("staff-demo-badge") }</span>
                    }
                    <TimeNow />
                    <button type="button" class="link topline-keys" onclick={on_help}>
                        { words.get("staff-keys") }{ parts::key(console.prefs.single_keys, "?") }
                    </button>
                </section>
                <main id="main" tabindex="-1">{ props.children.clone() }</main>
            </div>
            if *help {
                <HelpDialog on_close={{
                    let help = help.setter();
                    Callback::from(move |()| help.set(false))
                }} />
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct SearchProps {
    node: NodeRef,
    /// The words in the address.
    q: String,
}

/// The search has a text of its own: whatever renews the page around it must not take away what is being typed.
#[component]
fn Search(props: &SearchProps) -> Html {
    let console = use_console();
    let words = &console.words;
    let navigator = use_navigator();
    let typed = use_state(|| props.q.clone());
    {
        let typed = typed.setter();
        use_effect_with(props.q.clone(), move |q| typed.set(q.clone()));
    }
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                typed.set(field.value());
            }
        })
    };
    let onsubmit = {
        let typed = typed.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let q = Some(typed.trim().to_owned()).filter(|q| !q.is_empty());
            if let Some(navigator) = &navigator {
                Place::Queue(QueueQuery { q, ..QueueQuery::default() }).open(navigator);
            }
        })
    };
    html! {
        <form role="search" class="search" {onsubmit}>
            { Icon::Search.html() }
            <input ref={props.node.clone()} type="search" name="q" value={(*typed).clone()} {oninput}
                placeholder={words.get("staff-search-hint")} aria-label={words.get("staff-search-label")} />
            { parts::key(console.prefs.single_keys, "/") }
        </form>
    }
}

fn account(console: &Console) -> Html {
    let words = &console.words;
    let minutes = console.session.idle_minutes.to_string();
    let (api, drafts) = (console.api.clone(), console.drafts.clone());
    let on_sign_out = Callback::from(move |_: MouseEvent| sign_out(api.clone(), &drafts));
    html! {
        <div class="account">
            <p class="account-name">{ &console.session.name }</p>
            <p>{ &console.session.roles_text }</p>
            <p>{ words.fill("staff-locks-after", &[("n", &minutes)]) }</p>
            <button type="button" class="link" onclick={on_sign_out}>
                { Icon::SignOut.html() }{ words.get("staff-sign-out") }
            </button>
        </div>
    }
}

/// The time in the department's zone; the browser knows the zone, so the program need not.
#[component]
fn TimeNow() -> Html {
    let console = use_console();
    let session = &console.session;
    let tick = use_force_update();
    use_effect_with((), move |()| {
        let interval = Interval::new(10_000, move || tick.force_update());
        move || drop(interval)
    });
    let options = Object::new();
    for (name, value) in [
        ("timeZone", session.time_zone.as_str()),
        ("weekday", "short"),
        ("month", "short"),
        ("day", "numeric"),
        ("year", "numeric"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("hourCycle", "h23"),
    ] {
        // A plain object takes any property.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    let now = Date::new_0().to_locale_string(&console.words.language, &options);
    html! {
        <span class="time-now">{ format!("{} {}", String::from(now), session.time_zone_text) }</span>
    }
}
