//! The console's words.

use std::rc::Rc;

use shared::staff::Texts;
use yew::AttrValue;

/// The resolved texts of one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    texts: Rc<Texts>,
    /// Their language, as in `en-US`.
    pub language: AttrValue,
}

impl Words {
    /// The texts of `language`.
    pub fn new(language: &str, texts: Texts) -> Self {
        Self { texts: Rc::new(texts), language: language.to_owned().into() }
    }

    /// The text with this id; the id itself when it is missing, so that a gap is seen and harms nothing.
    pub fn get(&self, id: &str) -> String {
        self.texts.get(id).map_or(id, String::as_str).to_owned()
    }

    /// The text with its `{name}` places filled.
    pub fn fill(&self, id: &str, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.get(id), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// The text for a number: `{id}-one` or `{id}-other`, which is enough for English and Spanish.
    pub fn count(&self, id: &str, n: usize) -> String {
        let form = if n == 1 { "one" } else { "other" };
        self.fill(&format!("{id}-{form}"), &[("n", &n.to_string())])
    }
}
