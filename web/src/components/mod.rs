//! Parts that recur on pages.

mod blocks;
mod call;
mod card;
mod cells;
mod icon;
mod languages;
mod links;
mod notice;
mod panel;
mod places;
mod practice;
mod prose;
mod search_form;
mod shell;
mod state;
mod strip;
mod timeline;

pub(crate) use blocks::{blocks, numbered_steps};
pub(crate) use cells::cells;
pub(crate) use icon::{drawn, icon, icon_name, set_sprite};
pub(crate) use links::{back_link, print_button, text_link};
pub(crate) use notice::{notice, notices};
pub(crate) use panel::panels;
pub(crate) use places::open_mark;
pub(crate) use prose::{paragraph, prose, words};
pub(crate) use search_form::search_form;
pub(crate) use shell::{emergency_line, footer, header, leave_link, skip_link};
pub(crate) use state::state_card;
pub(crate) use strip::days_strip;
pub(crate) use timeline::timeline;
