//! A link inside the console: a plain `<a>` that does not load the page anew.

use shared::staff::QueueQuery;
use yew::prelude::*;
use yew_router::{
    prelude::*,
    query::{Raw, ToQuery},
};

use crate::staff::Route;

/// Where a link goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// The queue with these filters.
    Queue(QueueQuery),
    /// A case.
    Case(String),
    /// A case with one of its actions opened.
    Action(String, String),
    /// Settings.
    Settings,
    /// A path under `/staff/` with its query, as in `admin/accounts?role=clerk`; empty is home.
    Path(String),
}

impl Place {
    fn route(&self) -> Route {
        match self {
            Self::Path(path) => {
                let path = path.split_once('?').map_or(path.as_str(), |(path, _)| path);
                Route::recognize(&format!("/staff/{path}")).unwrap_or(Route::NotFound)
            }
            Self::Queue(_) => Route::Queue,
            Self::Case(reference) | Self::Action(reference, _) => Route::Case { reference: reference.clone() },
            Self::Settings => Route::Settings,
        }
    }

    /// The query without its question mark.
    fn query(&self) -> String {
        match self {
            Self::Queue(query) => query.to_query().map(Into::into).unwrap_or_default(),
            Self::Action(_, action) => format!("action={action}"),
            Self::Path(path) => path.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default(),
            Self::Case(_) | Self::Settings => String::new(),
        }
    }

    /// The whole address.
    pub fn href(&self) -> String {
        let (path, query) = (self.route().to_path(), self.query());
        if query.is_empty() { path } else { format!("{path}?{query}") }
    }

    /// Goes there.
    pub fn open(&self, navigator: &Navigator) {
        let query = self.query();
        if query.is_empty() {
            navigator.push(&self.route());
        } else {
            // A raw query is taken as it is.
            let _ = navigator.push_with_query(&self.route(), Raw(&format!("?{query}")));
        }
    }
}

/// Props of [`Link`].
#[derive(Properties, PartialEq)]
pub struct LinkProps {
    /// Where to.
    pub to: Place,
    /// Classes.
    #[prop_or_default]
    pub class: Classes,
    /// Set on the link to what is shown.
    #[prop_or_default]
    pub current: bool,
    /// Reaches the `<a>`.
    #[prop_or_default]
    pub node: NodeRef,
    /// What is read.
    pub children: Html,
}

/// A link to another page of the console; with a modifier key the browser does what it always does.
#[component]
pub fn Link(props: &LinkProps) -> Html {
    let navigator = use_navigator();
    let onclick = {
        let to = props.to.clone();
        Callback::from(move |event: MouseEvent| {
            let modified = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
            if let (false, Some(navigator)) = (modified, &navigator) {
                event.prevent_default();
                to.open(navigator);
            }
        })
    };
    html! {
        <a ref={props.node.clone()} href={props.to.href()} class={props.class.clone()} {onclick}
            aria-current={props.current.then_some("page")}>
            { props.children.clone() }
        </a>
    }
}
