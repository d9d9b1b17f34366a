//! What stands around every public page.

use shared::page::{EmergencyLine, Footer, LanguageLink, Link, Shell};
use yew::prelude::*;

use super::{icon, prose, text_link};

/// The first link of the page, which leads past the header.
pub(crate) fn skip_link(words: &str) -> Html {
    html! { <a class="usa-skipnav" href="#main">{ words }</a> }
}

/// The line of a demonstration, and the header.
pub(crate) fn header(shell: &Shell) -> Html {
    html! {
        <header>
            if let Some(demo) = &shell.demo {
                <div class="demo"><p class="width">{ prose(demo) }</p></div>
            }
            <div class="site-header">
                <div class="width">
                    <a class="brand" href={shell.home.clone()}>
                        { icon("mark") }
                        <span class="brand__words">
                            <span class="brand__name">{ &shell.department }</span>
                            <span class="brand__line">{ &shell.tagline }</span>
                        </span>
                    </a>
                    <nav aria-label={shell.nav_label.clone()}>
                        <ul class="site-nav">
                            { for shell.nav.iter().map(|link| html! { <li>{ text_link(link) }</li> }) }
                            <li>{ language_link(&shell.language) }</li>
                        </ul>
                    </nav>
                </div>
            </div>
        </header>
    }
}

/// How to reach help, under the header.
pub(crate) fn emergency_line(line: &EmergencyLine) -> Html {
    html! {
        <section class="emergency" aria-label={line.label.clone()}>
            <div class="width">
                <p class="emergency__call">
                    { icon("phone") }<strong>{ &line.question }</strong>{ " " }{ text_link(&line.call) }
                </p>
                if let Some(how) = &line.how { <p>{ text_link(how) }</p> }
                if let Some(words) = &line.not_watched { <p>{ words }</p> }
                <p>{ &line.otherwise }{ " " }{ text_link(&line.phone) }</p>
            </div>
        </section>
    }
}

/// "Leave this page now". A plain link, which the loader makes leave no trace in the history.
pub(crate) fn leave_link(link: Option<&Link>) -> Html {
    let Some(link) = link else { return Html::default() };
    html! {
        <a class="leave" href={link.href.clone()} rel="nofollow noreferrer" data-leave="">
            { icon("leave") }<span>{ &link.text }</span>
        </a>
    }
}

/// The foot of the page.
pub(crate) fn footer(footer: &Footer, language: &LanguageLink) -> Html {
    html! {
        <footer class="site-footer">
            <div class="width">
                <div>
                    <p><strong>{ &footer.department }</strong></p>
                    { for footer.lines.iter().map(|line| html! { <p>{ line }</p> }) }
                </div>
                <ul>{ for footer.links.iter().map(|link| html! { <li>{ text_link(link) }</li> }) }</ul>
                <div>
                    <ul>
                        { for footer.more.iter().map(|link| html! { <li>{ text_link(link) }</li> }) }
                        <li>{ language_link(language) }</li>
                    </ul>
                    <p>{ &footer.checked }</p>
                </div>
            </div>
        </footer>
    }
}

fn language_link(link: &LanguageLink) -> Html {
    html! {
        <a href={link.href.clone()} lang={link.lang.clone()} hreflang={link.lang.clone()}>{ &link.text }</a>
    }
}
