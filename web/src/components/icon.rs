//! Icons of the sprite `icons.svg`.

use shared::page::Icon;
use yew::prelude::*;

/// Address of the sprite, given to every [`IconView`] below as a context.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sprite(pub AttrValue);

/// Properties of [`IconView`].
#[derive(Properties, PartialEq)]
pub struct IconProps {
    /// Name of the symbol in the sprite.
    pub name: &'static str,
    /// A class of its own, beside `icon`.
    #[prop_or_default]
    pub class: &'static str,
}

/// An icon that only decorates: the words stand beside it.
#[component]
pub fn IconView(props: &IconProps) -> Html {
    let Sprite(sprite) = use_context::<Sprite>().unwrap_or_default();
    html! {
        <svg class={classes!("icon", props.class)} aria-hidden="true" focusable="false">
            <use href={format!("{sprite}#{}", props.name)} />
        </svg>
    }
}

/// An icon by its name in the sprite.
pub(crate) fn icon(name: &'static str) -> Html {
    html! { <IconView {name} /> }
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
