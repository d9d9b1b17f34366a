//! Reads what stands in the page's controls into the form's value.

use shared::page::{Control, FieldView, Form};
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::element;

/// Reads every control: what was typed or ticked before the browser took over.
pub(super) fn read_into(form: &mut Form) {
    form.for_each_field(read);
}

fn read(field: &mut FieldView) {
    match &mut field.control {
        Control::Text(text) => {
            if let Some(input) = element::<HtmlInputElement>(&field.name) {
                text.value = input.value();
            }
        }
        Control::LongText { value, .. } => {
            if let Some(area) = element::<HtmlTextAreaElement>(&field.name) {
                *value = area.value();
            }
        }
        Control::Date { parts } => {
            for part in parts {
                if let Some(input) = element::<HtmlInputElement>(&part.name) {
                    part.value = input.value();
                }
            }
        }
        Control::Radios { choices } | Control::Checkboxes { choices } => {
            for choice in choices {
                if let Some(input) = element::<HtmlInputElement>(&choice.id()) {
                    choice.checked = input.checked();
                }
            }
        }
        Control::Select { value, .. } => {
            if let Some(select) = element::<HtmlSelectElement>(&field.name) {
                *value = select.value();
            }
        }
        Control::Documents(_) => {}
    }
}
