//! Bodies of forms: names with answers, and files that go straight to the store. Nothing is held in memory whole.

use actix_multipart::{Field, Multipart};
use actix_web::http::header;
use actix_web::{HttpMessage, HttpRequest, web};
use futures_util::{StreamExt, TryStreamExt};
use shared::form::{Answers, Fault};

use super::answers::{self, MAX_TEXT_BYTES};
use super::extract::header_text;
use super::{ApiError, Ctx};
use crate::documents::{Documents, MAX_CASE_BYTES, MAX_FILE_BYTES, PutError};
use crate::domain::documents::Received;

/// Most bytes that are read to the end although they are refused: a browser shows no answer before it has sent all.
const MAX_BODY_BYTES: u64 = 2 * MAX_CASE_BYTES;
/// Most files in one body.
const MAX_FILES: usize = 20;

/// A file input of a form: what its file is for, and whether that is an identity document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileInput {
    /// The input's name.
    pub name: String,
    /// What its files are for.
    pub purpose: String,
    /// Whether they are stored encrypted.
    pub identity: bool,
}

/// What a form sent.
#[derive(Debug)]
pub struct Posted {
    /// The answers by name.
    pub fields: Answers,
    /// The files. What is not claimed is deleted.
    pub files: Unclaimed,
    /// Files that were not taken, by purpose.
    pub refused: Vec<Fault>,
}

/// Files that stand in the store and belong to nothing yet. They are deleted when this goes, however it goes: the
/// browser was closed, the use case refused, the handler failed.
#[derive(Debug)]
pub struct Unclaimed {
    documents: Documents,
    files: Vec<Received>,
}

impl Unclaimed {
    /// The files, for the use case that gives them a row.
    #[must_use]
    pub fn files(&self) -> Vec<Received> {
        self.files.clone()
    }

    /// The files have their rows: they stay.
    pub fn claim(mut self) {
        self.files.clear();
    }
}

impl Drop for Unclaimed {
    fn drop(&mut self) {
        if self.files.is_empty() {
            return;
        }
        let keys: Vec<String> = self.files.iter().map(|file| file.stored.storage_key.clone()).collect();
        let documents = self.documents.clone();
        actix_web::rt::spawn(async move { delete(&documents, &keys).await });
    }
}

/// Deletes files from the store after their rows are gone. One that cannot be deleted is logged by its key.
pub async fn delete(documents: &Documents, storage_keys: &[String]) {
    if let Err(error) = documents.delete(storage_keys).await {
        tracing::error!(%error, storage.keys = storage_keys.join(","), "files without a row could not be deleted");
    }
}

/// Reads the body of a form, its files into the store. An input that is not among `inputs` takes no file.
///
/// # Errors
/// [`ApiError::TooLarge`], [`ApiError::MediaType`], [`ApiError::Malformed`], [`ApiError::Slow`],
/// [`ApiError::Unavailable`]; [`ApiError::Invalid`] by field, `unknown` for a file nobody asked for. Files that were refused are no error.
pub async fn read(
    ctx: &Ctx,
    request: &HttpRequest,
    payload: web::Payload,
    inputs: &[FileInput],
) -> Result<Posted, ApiError> {
    if length(request).is_some_and(|length| length > MAX_BODY_BYTES) {
        return Err(ApiError::TooLarge);
    }
    let mut posted = Posted {
        fields: Answers::new(),
        files: Unclaimed { documents: ctx.app.documents.clone(), files: Vec::new() },
        refused: Vec::new(),
    };
    match request.content_type() {
        answers::MEDIA_TYPE => posted.fields = answers::read(payload).await?,
        "multipart/form-data" => multipart(request, payload, inputs, &mut posted).await?,
        _ => return Err(ApiError::MediaType),
    }
    Ok(posted)
}

fn length(request: &HttpRequest) -> Option<u64> {
    header_text(request.headers(), header::CONTENT_LENGTH.as_str())?.parse().ok()
}

async fn multipart(
    request: &HttpRequest,
    payload: web::Payload,
    inputs: &[FileInput],
    posted: &mut Posted,
) -> Result<(), ApiError> {
    // A body without a length is watched as it comes.
    let mut left = MAX_BODY_BYTES;
    let payload = payload.map(move |piece| {
        let bytes = piece?;
        left = left
            .checked_sub(u64::try_from(bytes.len()).unwrap_or(u64::MAX))
            .ok_or(actix_web::error::PayloadError::Overflow)?;
        Ok(bytes)
    });
    let mut parts = Multipart::new(request.headers(), payload);
    let mut text = 0;
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(|error| unreadable(&error))?;
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.content_disposition().and_then(|disposition| disposition.get_filename()).map(str::to_owned);
        match file {
            None => {
                let answer = words(&mut part, &mut text).await?;
                let answer = answer.ok_or_else(|| ApiError::Invalid(vec![Fault::new(&name, "characters")]))?;
                answers::put(&mut posted.fields, name, answer)?;
            }
            Some(file) => self::file(&mut part, &name, file, inputs, posted).await?,
        }
    }
    Ok(())
}

/// The text of a part; none when it is no UTF-8.
async fn words(part: &mut Field, text: &mut usize) -> Result<Option<String>, ApiError> {
    let mut answer = Vec::new();
    while let Some(bytes) = part.try_next().await.map_err(|error| unreadable(&error))? {
        *text += bytes.len();
        if *text > MAX_TEXT_BYTES {
            return Err(ApiError::TooLarge);
        }
        answer.extend_from_slice(&bytes);
    }
    Ok(String::from_utf8(answer).ok())
}

/// Stores one file. What is refused is read to its end by the next call to the parser, so that the browser hears why.
async fn file(
    part: &mut Field,
    input: &str,
    name: String,
    inputs: &[FileInput],
    posted: &mut Posted,
) -> Result<(), ApiError> {
    let Some(input) = inputs.iter().find(|known| known.name == input) else {
        return Err(ApiError::Invalid(vec![Fault::new(input, "unknown")]));
    };
    let mut refuse = |code: &str| posted.refused.push(Fault::new(&input.purpose, code));
    if posted.files.files.len() >= MAX_FILES {
        refuse("too_many");
        return Ok(());
    }
    let mut broken = ApiError::Malformed(None);
    let content = part.inspect_err(|error| broken = unreadable(error));
    match posted.files.documents.put(input.identity, MAX_FILE_BYTES, content).await {
        Ok(stored) => posted.files.files.push(Received { stored, name, purpose: input.purpose.clone() }),
        // How browsers send an input in which no file was chosen.
        Err(PutError::Empty) if name.is_empty() => {}
        Err(PutError::Empty) => refuse("file_empty"),
        Err(PutError::TooLarge) => refuse("file_too_large"),
        Err(PutError::Kind) => refuse("file_kind"),
        Err(PutError::CutOff) => refuse("file_cut_off"),
        Err(PutError::Broken) => return Err(broken),
        Err(PutError::Store(error)) => return Err(ApiError::Unavailable(error.to_string())),
    }
    Ok(())
}

/// Actix's words may quote what was sent: only the kind of the error is kept.
fn unreadable(error: &actix_multipart::MultipartError) -> ApiError {
    use actix_multipart::MultipartError;
    match error {
        MultipartError::Payload(error) => ApiError::of_payload(error),
        MultipartError::ContentTypeIncompatible => ApiError::MediaType,
        _ => ApiError::Malformed(None),
    }
}
