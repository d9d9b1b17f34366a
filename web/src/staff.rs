//! The staff console: who is let in, and which page an address shows.

use std::rc::Rc;

use shared::staff::{Session, Start};
use web_sys::window;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api::Api;
use crate::pages::staff::{
    CasePage, ConsoleProvider, EnrolPage, Frame, NotFoundPage, QueuePage, SettingsPage, SheetPage, SignInPage, Words,
};

/// The addresses of the console.
#[derive(Clone, Debug, PartialEq, Eq, Routable)]
pub enum Route {
    /// The sheet of the day.
    #[at("/staff/")]
    Home,
    /// The queue; its filters are in the query.
    #[at("/staff/queue")]
    Queue,
    /// One case; `?action=` opens that action.
    #[at("/staff/cases/:reference")]
    Case {
        /// The case's reference.
        reference: String,
    },
    /// Colours and keys.
    #[at("/staff/settings")]
    Settings,
    /// Every other page: a sheet, if the server knows one at this path; its filters are in the query.
    #[at("/staff/*path")]
    Sheet {
        /// Its path under the sheets of the API.
        path: String,
    },
    /// Everything else.
    #[not_found]
    #[at("/staff/not-found")]
    NotFound,
}

/// The console: sign-in, enrolment, or the pages.
#[component]
pub fn App() -> Html {
    let start = use_memo((), |()| read_start());
    let session = use_state(|| start.session.clone().map(Rc::new));
    let on_session = {
        let session = session.clone();
        Callback::from(move |new: Session| session.set(Some(Rc::new(new))))
    };
    let (language, texts) = match &*session {
        Some(session) => (&session.language, &session.texts),
        None => (&start.language, &start.texts),
    };
    let words = Words::new(language, texts.clone());

    match &*session {
        None => html! { <SignInPage {start} {words} {on_session} /> },
        Some(session) if session.must_enrol => {
            let api = Api::new(&session.csrf, Callback::noop());
            html! { <EnrolPage {api} {words} {on_session} account={session.email.clone()} /> }
        }
        Some(session) => html! {
            <BrowserRouter>
                <ConsoleProvider session={Rc::clone(session)} {words} {on_session}>
                    <Frame><Switch<Route> render={show} /></Frame>
                </ConsoleProvider>
            </BrowserRouter>
        },
    }
}

fn show(route: Route) -> Html {
    match route {
        Route::Home => html! { <SheetPage key="home" path="home" /> },
        // A sheet of its own for each path: it begins at its heading, with none of the other's answers.
        Route::Sheet { path } => {
            let key = path.clone();
            html! { <SheetPage {key} {path} /> }
        }
        Route::Queue => html! { <QueuePage /> },
        // A case of its own for each reference: what was typed for one never shows in another.
        Route::Case { reference } => {
            let key = reference.clone();
            html! { <CasePage {key} {reference} /> }
        }
        Route::Settings => html! { <SettingsPage /> },
        Route::NotFound => html! { <NotFoundPage /> },
    }
}

/// The value that the server wrote into the page.
fn read_start() -> Start {
    window()
        .and_then(|window| window.document()?.get_element_by_id("start")?.text_content())
        .and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default()
}
