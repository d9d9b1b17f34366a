//! Icons of the sprite `icons.svg`.

use std::sync::OnceLock;

use shared::page::Icon;
use yew::prelude::*;

/// Where the sprite is: one address for all pages of a program, so that an icon needs no component to ask for it.
static SPRITE: OnceLock<String> = OnceLock::new();

/// Says where the sprite is, before anything is drawn. Only the first word counts.
pub(crate) fn set_sprite(address: &str) {
    SPRITE.get_or_init(|| address.to_owned());
}

/// An icon by its name in the sprite. It only decorates: the words stand beside it.
pub(crate) fn icon(name: &str) -> Html {
    drawn("icon", name)
}

/// An icon with a class of its own, as in `icon situation__go`.
pub(crate) fn drawn(class: &'static str, name: &str) -> Html {
    let sprite = SPRITE.get().map_or("", String::as_str);
    html! {
        <svg {class} width="24" height="24" aria-hidden="true" focusable="false"><use href={[sprite, "#", name].concat()} /></svg>
    }
}

/// Name of an icon in the sprite.
pub(crate) const fn icon_name(icon: Icon) -> &'static str {
    match icon {
        Icon::Document => "document",
        Icon::Box => "box",
        Icon::Car => "car",
        Icon::Calendar => "calendar",
        Icon::Money => "money",
        Icon::People => "people",
        Icon::Phone => "phone",
        Icon::Leave => "leave",
        Icon::Warning => "warning",
        Icon::About => "about",
        Icon::Check => "check",
        Icon::Mail => "mail",
        Icon::Lock => "lock",
        Icon::Clock => "clock",
    }
}
