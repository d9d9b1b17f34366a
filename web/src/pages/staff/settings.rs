//! How one person wants the console.

use yew::prelude::*;

use super::{
    console::use_console,
    prefs::{Prefs, Theme},
    title::{use_heading_focus, use_title},
};

/// Colours, density and single keys.
#[component]
pub fn SettingsPage() -> Html {
    let console = use_console();
    let words = &console.words;
    let heading = use_node_ref();
    use_title(&words.get("staff-settings"));
    use_heading_focus(heading.clone(), "settings".to_owned());

    let prefs = console.prefs;
    let theme = |theme: Theme| {
        let onchange = console.set_prefs.reform(move |_: Event| Prefs { theme, ..prefs });
        html! {
            <label class="option">
                <input type="radio" name="theme" checked={prefs.theme == theme} {onchange} />
                { words.get(&format!("staff-theme-{}", theme.code())) }
            </label>
        }
    };
    let density = |dense: bool, name: &str| {
        let onchange = console.set_prefs.reform(move |_: Event| Prefs { dense, ..prefs });
        html! {
            <label class="option">
                <input type="radio" name="density" checked={prefs.dense == dense} {onchange} />
                { words.get(name) }
            </label>
        }
    };
    let onkeys = console.set_prefs.reform(move |_: Event| Prefs { single_keys: !prefs.single_keys, ..prefs });
    html! {
        <div class="narrow stack">
            <h1 ref={heading} tabindex="-1">{ words.get("staff-settings") }</h1>
            <fieldset>
                <legend>{ words.get("staff-theme") }</legend>
                { for Theme::ALL.into_iter().map(theme) }
            </fieldset>
            <fieldset>
                <legend>{ words.get("staff-density") }</legend>
                { density(false, "staff-density-comfortable") }
                { density(true, "staff-density-dense") }
            </fieldset>
            <fieldset>
                <legend>{ words.get("staff-keys") }</legend>
                <label class="option">
                    <input type="checkbox" checked={prefs.single_keys} onchange={onkeys} />
                    { words.get("staff-single-keys") }
                </label>
                <p class="hint">{ words.get("staff-single-keys-hint") }</p>
            </fieldset>
        </div>
    }
}
