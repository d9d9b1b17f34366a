//! The public pages, rendered on the server from the values of [`shared::page`].

mod case;
mod check;
mod confirmation;
mod form_page;
mod front_door;
mod info;
mod letter;
mod problem;
mod search;

use std::rc::Rc;

use shared::page::{Page, Shell};
use yew::prelude::*;

use crate::components::{emergency_line, footer, header, leave_link, set_sprite, skip_link};

/// Properties of [`PageView`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PageProps {
    /// What stands around the page.
    pub shell: Rc<Shell>,
    /// The page.
    pub page: Page,
}

/// A public page: everything inside `<body>`.
#[component]
pub fn PageView(props: &PageProps) -> Html {
    let PageProps { shell, page } = props;
    set_sprite(&shell.assets.icons);
    html! {
        <>
            { skip_link(&shell.skip) }
            { header(shell) }
            { emergency_line(&shell.emergency) }
            <main id="main" tabindex="-1">
                <div class="width">
                    { leave_link(shell.leave.as_ref()) }
                    { view(page) }
                </div>
            </main>
            { footer(&shell.footer, &shell.language) }
        </>
    }
}

fn view(page: &Page) -> Html {
    match page {
        Page::FrontDoor(value) => front_door::view(value),
        Page::Info(value) => info::view(value),
        Page::Form(value) => form_page::view(value),
        Page::Check(value) => check::view(value),
        Page::Confirmation(value) => confirmation::view(value),
        Page::Case(value) => case::view(value),
        Page::Letter(value) => letter::view(value),
        Page::Search(value) => search::view(value),
        Page::Problem(value) => problem::view(value),
    }
}
