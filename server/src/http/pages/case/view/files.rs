//! What a requester sent and got, and what is still to come.

use shared::page::{Control, DocumentRow, Documents, FieldView, Form, HeadingLevel, Part, Submit};
use shared::service;

use super::Teller;
use crate::db::documents;
use crate::documents::{ACCEPT, MAX_FILE_BYTES};
use crate::http::api::documents::FILE;
use crate::http::words::{file_size, slug};
use crate::local_time;

impl Teller<'_> {
    /// What can be downloaded now.
    pub(super) fn released(&self) -> impl Iterator<Item = &documents::Document> {
        self.read.documents.iter().filter(|document| document.released_at.is_some() && document.destroyed_at.is_none())
    }

    pub(super) fn download(&self, document: &documents::Document) -> String {
        self.path(&format!("/documents/{}", document.id))
    }

    /// Releases, letters and the requester's own files.
    pub(super) fn documents(&self) -> Vec<DocumentRow> {
        let lang = self.words.lang;
        let day =
            |at: chrono::NaiveDateTime| local_time::short_day(lang, self.words.app().profile.zone.date(at.and_utc()));
        let letters = self.read.letters.iter().map(|letter| DocumentRow {
            name: self
                .voice
                .with(&format!("letter-{}-title", letter.kind), &[("reference", self.case.reference.clone())]),
            href: Some(self.path(&format!("/letters/{}", letter.id))),
            detail: day(letter.at),
        });
        let released = self.released().map(|document| DocumentRow {
            name: document.name.clone(),
            href: Some(self.download(document)),
            detail: format!(
                "{}, {}",
                file_size(document.size_bytes),
                day(document.released_at.unwrap_or(document.added_at))
            ),
        });
        let own =
            self.read.documents.iter().filter(|document| document.staff_id.is_none()).map(|document| DocumentRow {
                name: document.name.clone(),
                href: None,
                detail: if infected(document) {
                    self.voice.get("case-document-virus")
                } else {
                    let size = ("size", file_size(document.size_bytes));
                    self.voice.with("case-document-own", &[size, ("date", day(document.added_at))])
                },
            });
        released.chain(letters).chain(own).collect()
    }

    /// An input for each document that is still to come, and one for any other file.
    pub(super) fn upload(&self) -> Form {
        let missing = self.missing().into_iter().map(|purpose| {
            let key = format!("document-{}", slug(purpose));
            self.file(purpose, self.voice.get(&key), self.words.find(&format!("{key}.hint")).unwrap_or_default())
        });
        let any = self.file(FILE, self.voice.get("case-file"), String::new());
        Form {
            level: HeadingLevel::Part,
            action: self.path("/documents"),
            multipart: true,
            parts: missing.chain([any]).map(Part::Field).collect(),
            submit: Submit { text: self.voice.get("case-add"), value: None },
            ..Form::default()
        }
    }

    /// Purposes of the documents that the answers call for and nobody sent, or not without a virus.
    fn missing(&self) -> Vec<&'static str> {
        let service = service::find(&self.words.app().services, &self.case.service);
        let needs = service.map(|service| (service.filing)(&self.read.open).documents).unwrap_or_default();
        let sent = |purpose: &str| self.read.documents.iter().any(|it| it.purpose == purpose && !infected(it));
        needs.iter().map(|need| need.purpose).filter(|purpose| !sent(purpose)).collect()
    }

    fn file(&self, name: &str, label: String, hint: String) -> FieldView {
        let error = self.said.document_error.as_ref().filter(|(input, _)| input == name);
        FieldView {
            name: name.to_owned(),
            label,
            hint: hint.into(),
            error: error.map(|(_, key)| self.voice.get(key)),
            control: Control::Documents(Documents {
                accept: ACCEPT.to_owned(),
                allowed: self.voice.with("case-allowed", &[("size", (MAX_FILE_BYTES / (1024 * 1024)).to_string())]),
                max_bytes: MAX_FILE_BYTES,
                multiple: false,
                files: Vec::new(),
                upload_href: None,
            }),
            ..FieldView::default()
        }
    }
}

fn infected(document: &documents::Document) -> bool {
    document.quarantine.as_deref() == Some(documents::INFECTED)
}
