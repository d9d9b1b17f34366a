//! The control for files: what is there, what is on its way, and a native file input.

use shared::page::{Documents, FieldView, UploadedFile};
use yew::prelude::*;

use super::field::described_by;
use super::view::{LINK, Live, Progress, Upload, submit};
use crate::components::icon;

/// Files of a field.
pub(super) fn control(field: &FieldView, documents: &Documents, live: &Live) -> Html {
    let uploads = live.uploads.iter().filter(|upload| upload.field == field.name);
    html! {
        <>
            <ul class="files">
                { for documents.files.iter().map(uploaded) }
                { for uploads.map(on_its_way) }
            </ul>
            <input
                class="file-input"
                id={field.name.clone()}
                name={field.name.clone()}
                type="file"
                accept={documents.accept.clone()}
                multiple={documents.multiple}
                aria-describedby={described_by(field)}
                aria-invalid={field.error.is_some().then_some("true")}
            />
            <p class="allowed" id={format!("{}-allowed", field.name)}>{ &documents.allowed }</p>
        </>
    }
}

fn uploaded(file: &UploadedFile) -> Html {
    html! {
        <li class="file" key={file.id.clone()}>
            { icon("document") }
            <p class="file__name"><span>{ &file.name }</span>{ ", " }<span class="file__detail">{ &file.detail }</span></p>
            if let Some(remove) = &file.remove { { submit(LINK, remove, None) } }
        </li>
    }
}

fn on_its_way(upload: &Upload) -> Html {
    html! {
        <li class="file" key={format!("upload-{}", upload.id)}>
            { icon("document") }
            <p class="file__name"><span>{ &upload.name }</span></p>
            { match &upload.progress {
                Progress::Sending(percent, words) => html! {
                    <>
                        <progress max="100" value={percent.to_string()} aria-label={upload.name.clone()}></progress>
                        <p class="file__detail">{ words }</p>
                    </>
                },
                Progress::Failed(words) => html! {
                    <p class="usa-error-message" role="alert">{ icon("warning") }<span>{ words }</span></p>
                },
            } }
        </li>
    }
}
