//! The form of the search.

use shared::page::SearchForm;
use yew::prelude::*;

/// A field and a button; it asks by address, so that a search can be repeated.
pub(crate) fn search_form(form: &SearchForm) -> Html {
    html! {
        <form class="search" role="search" action={form.action.clone()} method="get">
            <label class="search__label" for="search-q">{ &form.label }</label>
            <div class="search__row">
                <input class="usa-input search__field" id="search-q" type="search" name="q" maxlength="120"
                    autocomplete="off" value={form.value.clone()} />
                <button class="usa-button search__button" type="submit">{ &form.button }</button>
            </div>
        </form>
    }
}
