//! An address that leads nowhere.

use shared::staff::QueueQuery;
use yew::prelude::*;

use super::{
    console::use_console,
    link::{Link, Place},
    title::use_title,
};

/// Says so, and leads back to the queue.
#[component]
pub fn NotFoundPage() -> Html {
    let words = use_console().words;
    use_title(&words.get("staff-not-found"));
    html! {
        <div class="narrow">
            <h1 tabindex="-1">{ words.get("staff-not-found") }</h1>
            <p>
                <Link to={Place::Queue(QueueQuery::default())}>{ words.get("staff-to-queue") }</Link>
            </p>
        </div>
    }
}
