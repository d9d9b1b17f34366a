//! Answers by name, each once and none that was not asked for; and the body of a form without files.

use std::borrow::Cow;

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use bytes::Bytes;
use futures_util::future::LocalBoxFuture;
use futures_util::{Stream, TryStreamExt};
use percent_encoding::percent_decode;
use shared::form::{Answers, Fault};

use super::ApiError;

/// The media type.
pub const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

/// Most bytes of all answers of one form.
pub const MAX_TEXT_BYTES: usize = 64 * 1024;

/// The answers of a form without files.
#[derive(Debug)]
pub struct UrlEncoded(pub Answers);

impl UrlEncoded {
    /// The answers, when the form has all of their names.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] with `unknown`.
    pub fn only(self, names: &[&str]) -> Result<Answers, ApiError> {
        only(&self.0, names)?;
        Ok(self.0)
    }
}

impl FromRequest for UrlEncoded {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let fits = request.content_type() == MEDIA_TYPE;
        let payload = payload.take();
        Box::pin(async move { if fits { Ok(Self(read(payload).await?)) } else { Err(ApiError::MediaType) } })
    }
}

/// Refuses names that a form does not have.
///
/// # Errors
/// [`ApiError::Invalid`] with `unknown`.
pub fn only(answers: &Answers, names: &[&str]) -> Result<(), ApiError> {
    let unknown = answers.keys().filter(|name| !names.contains(&name.as_str())).map(|name| Fault::new(name, "unknown"));
    let unknown: Vec<Fault> = unknown.collect();
    if unknown.is_empty() { Ok(()) } else { Err(ApiError::Invalid(unknown)) }
}

/// Reads a body to its end.
///
/// # Errors
/// [`ApiError::TooLarge`], [`ApiError::Slow`], [`ApiError::Malformed`]; [`ApiError::Invalid`] by field.
pub async fn read(mut payload: impl Stream<Item = Result<Bytes, PayloadError>> + Unpin) -> Result<Answers, ApiError> {
    let mut body = Vec::new();
    while let Some(bytes) = payload.try_next().await.map_err(|error| ApiError::of_payload(&error))? {
        if body.len() + bytes.len() > MAX_TEXT_BYTES {
            return Err(ApiError::TooLarge);
        }
        body.extend_from_slice(&bytes);
    }
    parse(&body)
}

/// The URL standard's parser, except that it puts U+FFFD in place of what is no UTF-8: what was typed is kept whole or
/// not at all.
fn parse(body: &[u8]) -> Result<Answers, ApiError> {
    let mut answers = Answers::new();
    for pair in body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
        let mut parts = pair.splitn(2, |byte| *byte == b'=');
        let [name, answer] = [parts.next(), parts.next()].map(|part| decode(part.unwrap_or_default()));
        let name = name.ok_or(ApiError::Malformed(None))?;
        let answer = answer.ok_or_else(|| ApiError::Invalid(vec![Fault::new(&name, "characters")]))?;
        put(&mut answers, name, answer)?;
    }
    Ok(answers)
}

/// Adds an answer.
///
/// # Errors
/// [`ApiError::Invalid`] with `repeated` when there is one with this name.
pub fn put(answers: &mut Answers, name: String, answer: String) -> Result<(), ApiError> {
    if answers.contains_key(&name) {
        return Err(ApiError::Invalid(vec![Fault::new(&name, "repeated")]));
    }
    answers.insert(name, answer);
    Ok(())
}

fn decode(part: &[u8]) -> Option<String> {
    let spaced: Vec<u8> = part.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    percent_decode(&spaced).decode_utf8().ok().map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use url::form_urlencoded::Serializer;

    use super::*;

    fn told(body: &[u8]) -> String {
        match parse(body) {
            Ok(answers) => format!("{answers:?}"),
            Err(ApiError::Invalid(faults)) => {
                faults.iter().map(|fault| format!("{}:{}", fault.field, fault.code)).collect()
            }
            Err(other) => other.to_string(),
        }
    }

    #[test]
    fn what_a_browser_never_sends_is_refused_by_name_or_read_as_the_standard_says() {
        for (body, found) in [
            (b"a=%ed%a0%80".as_slice(), "a:characters"),
            (b"a=\xff", "a:characters"),
            (b"%ff=a", "malformed"),
            (b"a=1&b=2&a=3", "a:repeated"),
            (b"a=50%&b=%zz&c=%2", r#"{"a": "50%", "b": "%zz", "c": "%2"}"#),
            (b"&&a&=b&", r#"{"": "b", "a": ""}"#),
            (b"a=b=c+d%2B", r#"{"a": "b=c d+"}"#),
        ] {
            assert_eq!(told(body), found);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused_and_what_a_browser_writes_comes_back(bytes: Vec<u8>, answers: Answers) {
            let _ = parse(&bytes);
            let written = Serializer::new(String::new()).extend_pairs(&answers).finish();
            prop_assert_eq!(parse(written.as_bytes()).unwrap(), answers);
        }
    }
}
