//! What narrows a sheet: a form whose answers stand in the address.

use shared::staff::ActionField;
use yew::prelude::*;
use yew_router::{prelude::*, query::ToQuery};

use crate::pages::staff::{console::use_console, field::Field, link::Place};

/// Props of [`Filters`].
#[derive(Properties, PartialEq)]
pub struct FiltersProps {
    /// The sheet's path.
    pub path: AttrValue,
    /// The fields with the answers of the address in them.
    pub fields: Vec<ActionField>,
}

/// The fields in a row, and the button that goes to the address with their answers.
#[component]
pub fn Filters(props: &FiltersProps) -> Html {
    let console = use_console();
    let navigator = use_navigator();
    let values = use_state(|| props.fields.iter().map(|field| field.value.clone()).collect::<Vec<_>>());
    let onsubmit = {
        let (fields, values, path) = (props.fields.clone(), values.clone(), props.path.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let given = fields.iter().map(|field| field.name.as_str()).zip(values.iter());
            let given: Vec<_> = given.filter(|(_, value)| !value.is_empty()).collect();
            let query = given.to_query().unwrap_or_default().into_owned();
            if let Some(navigator) = &navigator {
                Place::Path(format!("{path}?{query}")).open(navigator);
            }
        })
    };
    let field = |(at, field): (usize, &ActionField)| {
        let values = values.clone();
        let value = values.get(at).cloned().unwrap_or_default();
        let on_change = Callback::from(move |new: String| {
            let mut changed = (*values).clone();
            if let Some(value) = changed.get_mut(at) {
                *value = new;
            }
            values.set(changed);
        });
        // Every filter may stay empty; that need not be said at each.
        html! {
            <Field key={field.name.clone()} field={ActionField { required: true, ..field.clone() }} form="filter"
                {value} error={None::<AttrValue>} optional="" {on_change} />
        }
    };
    html! {
        <form class="sheet-filters" role="search" aria-label={console.words.get("staff-filters")} {onsubmit}>
            { for props.fields.iter().enumerate().map(field) }
            <button class="button">{ console.words.get("staff-show") }</button>
        </form>
    }
}
