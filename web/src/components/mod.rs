//! Parts that recur on pages.

mod blocks;
mod cells;
mod icon;
mod links;
mod notice;
mod panel;
mod prose;
mod shell;
mod state;
mod strip;
mod timeline;

pub(crate) use blocks::blocks;
pub(crate) use cells::cells;
pub use icon::{IconView, Sprite};
pub(crate) use icon::{icon, icon_name};
pub(crate) use links::{back_link, print_button, text_link};
pub(crate) use notice::{notice, notices};
pub(crate) use panel::panels;
pub(crate) use prose::{paragraph, prose};
pub(crate) use shell::{emergency_line, footer, header, leave_link, skip_link};
pub(crate) use state::state_card;
pub(crate) use strip::days_strip;
pub(crate) use timeline::timeline;
