//! The words of one service's form, found by the names in its table.

use std::collections::BTreeMap;

use shared::form::{Fault, Field, Step};
use shared::page::{FormTexts, Icon, Link, Notice, Prose, Tone};
use shared::service::Service;

use super::super::Voice;
use super::{CHECK, controls};
use crate::http::words::slug;
use crate::i18n::Value;

/// Speaks for one service in one language.
#[derive(Debug, Clone, Copy)]
pub struct FormWords<'a> {
    /// The department's voice.
    pub voice: Voice<'a>,
    /// The service.
    pub service: &'static Service,
}

impl FormWords<'_> {
    /// `/services/police-report`, without the language's prefix.
    #[must_use]
    pub fn service_path(&self) -> String {
        format!("/services/{}", slug(self.service.kind))
    }

    /// The path of a step in the visitor's language.
    #[must_use]
    pub fn step_path(&self, step: &str) -> String {
        self.voice.path(&format!("{}/start/{step}", self.service_path()))
    }

    /// A text's key: `police-report-incident-date` for `incident_date`.
    #[must_use]
    pub fn key(&self, name: &str) -> String {
        slug(&[self.service.kind, "-", name].concat())
    }

    /// The text of a key, which may use what every text of a form may: see [`FormWords::find`].
    #[must_use]
    pub fn get(&self, key: &str) -> String {
        self.find(key).unwrap_or_else(|| self.voice.get(key))
    }

    /// The text of a key that need not exist. Beside what every text may use it may name the `$vendor` of collision
    /// reports with its `$address`, the largest file's `$size`, and the `$days` that pictures of IDs are kept.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<String> {
        let profile = self.voice.profile;
        let vendor = profile.vendors.collision_reports.as_ref();
        let address = vendor.and_then(|vendor| vendor.url.as_ref()).map_or("", |url| url.as_str());
        let values = [
            ("root", Value::from(self.voice.lang.prefix())),
            ("department", Value::from(profile.department.name.as_str())),
            ("city", Value::from(profile.department.city.as_str())),
            ("vendor", Value::from(vendor.map_or("", |vendor| vendor.name.as_str()))),
            ("address", Value::from(address)),
            ("size", Value::from(controls::max_size())),
            ("days", Value::from(profile.retention.identity_document_days)),
        ];
        self.voice.texts.find_with(self.voice.lang, key, &values)
    }

    /// The question of a field.
    #[must_use]
    pub fn label(&self, field: &Field) -> String {
        self.get(&self.key(field.name))
    }

    /// The question of a field in a few words, for the list of answers.
    #[must_use]
    pub fn short_label(&self, field: &Field) -> String {
        self.find(&format!("{}.short", self.key(field.name))).unwrap_or_else(|| self.label(field))
    }

    /// What helps to answer a field; may be empty.
    #[must_use]
    pub fn hint(&self, field: &Field) -> Prose {
        self.find(&format!("{}.hint", self.key(field.name))).unwrap_or_default().into()
    }

    /// Why a field is asked; may be empty.
    #[must_use]
    pub fn why(&self, field: &Field) -> String {
        let reason = self.find(&format!("{}.why", self.key(field.name)));
        reason.map(|reason| self.voice.with("form-why", &[("reason", reason)])).unwrap_or_default()
    }

    /// What is wrong with an answer: in the field's own words, or in those for the code.
    #[must_use]
    pub fn fault(&self, name: &str, code: &str) -> String {
        self.voice.texts.fault(self.voice.lang, &slug(self.service.kind), &Fault::new(name, code))
    }

    /// The heading of a step.
    #[must_use]
    pub fn step_title(&self, id: &str) -> String {
        self.get(&self.step_key(id))
    }

    /// The name of a step in the step line.
    #[must_use]
    pub fn step_name(&self, id: &str) -> String {
        self.get(&format!("{}.short", self.step_key(id)))
    }

    fn step_key(&self, id: &str) -> String {
        let own = self.key(&format!("step-{id}"));
        // The last step is the same for every service, unless one says otherwise.
        if id == CHECK && self.find(&own).is_none() { "check-title".to_owned() } else { own }
    }

    /// Words that stand where a question would. None when they lead to a vendor that this department does not have.
    #[must_use]
    pub fn notice(&self, field: &Field) -> Option<Notice> {
        let text = self.hint(field);
        let notice =
            Notice { tone: Tone::Accent, icon: Some(Icon::About), title: self.label(field), text, links: Vec::new() };
        (!notice.text.0.contains("]()")).then_some(notice)
    }

    /// Words in lower case that a text in danger contains.
    #[must_use]
    pub fn danger_words(&self) -> Vec<String> {
        let words = self.voice.get("form-danger-words");
        words.split(',').map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty()).collect()
    }

    /// The reminder of the emergency number.
    #[must_use]
    pub fn danger_notice(&self) -> Notice {
        Notice {
            tone: Tone::Danger,
            icon: Some(Icon::Phone),
            title: self.voice.get("emergency-reminder"),
            text: self.voice.prose("emergency-reminder.text"),
            links: vec![Link::new("tel:911", self.voice.get("emergency-call"))],
        }
    }

    /// The messages of a step's fields for checks in the browser, by `field.code` and by `code`.
    #[must_use]
    pub fn messages(&self, step: &Step) -> BTreeMap<String, String> {
        let mut messages = BTreeMap::new();
        for field in step.fields {
            // A service's own check of a field is named like the field.
            for code in field.control.codes().iter().chain([&field.name]) {
                if let Some(own) = self.find(&format!("{}-error-{}", self.key(field.name), slug(code))) {
                    messages.insert(format!("{}.{code}", field.name), own);
                }
            }
            for code in field.control.codes() {
                let common = || self.get(&format!("fault-{}", slug(code)));
                messages.entry((*code).to_owned()).or_insert_with(common);
            }
        }
        messages
    }

    /// Words that only the browser needs.
    #[must_use]
    pub fn form_texts(&self) -> FormTexts {
        let count =
            |count: Value<'static>| self.voice.texts.format(self.voice.lang, "form-errors", &[("count", count)]);
        FormTexts {
            error_one: count(1.into()),
            error_many: count("{count}".into()),
            error_prefix: self.voice.with("form-error-title", &[("title", String::new())]).trim().to_owned(),
            sending: self.voice.get("form-sending"),
            uploading: self.voice.with("form-uploading", &[("percent", "{percent}".to_owned())]),
            upload_failed: self.voice.get("form-upload-failed"),
            upload_too_large: self.get("fault-file-too-large"),
        }
    }
}
