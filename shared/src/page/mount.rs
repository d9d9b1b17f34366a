//! What the browser needs to take over a form.

use serde::{Deserialize, Serialize};

use super::{Form, Page, Shell};

/// The value embedded as `<script type="application/json" id="page-value">`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mount {
    /// Address of the icon sprite.
    pub icons: String,
    /// The form as the server rendered it.
    pub form: Form,
}

impl Mount {
    /// The value for a page; `None` when the browser takes nothing over.
    pub fn new(shell: &Shell, page: &Page) -> Option<Self> {
        page.mounted_form().map(|form| Self { icons: shell.assets.icons.clone(), form: form.clone() })
    }

    /// The value as JSON that cannot end the script element it stands in (`<` is written `\u003c`).
    ///
    /// # Errors
    /// When the value cannot be written as JSON; with these types, never.
    pub fn to_script_text(&self) -> serde_json::Result<String> {
        serde_json::to_string(self).map(|json| json.replace('<', "\\u003c"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_cannot_end_the_script_element() {
        let form = Form { title: "</script><script>".to_owned(), ..Form::default() };
        let mount = Mount { icons: String::new(), form };
        let text = mount.to_script_text().expect("json");
        assert!(!text.contains('<'));
        assert_eq!(serde_json::from_str::<Mount>(&text).expect("same value"), mount);
    }
}
