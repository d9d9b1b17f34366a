//! Bodies in JSON: parsed into a type of `shared`; what is wrong is told by field, never in what was typed.

use std::collections::BTreeSet;
use std::fmt;

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures_util::future::LocalBoxFuture;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_path_to_error::{Path, Track};
use shared::form::Fault;

use super::ApiError;

/// A JSON body, with the bytes that idempotency compares.
#[derive(Debug, Clone)]
pub struct Json<T> {
    /// What was sent.
    pub value: T,
    /// As it was sent.
    pub bytes: web::Bytes,
}

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let media_type = request.content_type().to_owned();
        let body = web::Bytes::from_request(request, payload);
        Box::pin(async move {
            if !media_type.eq_ignore_ascii_case("application/json") {
                return Err(ApiError::MediaType);
            }
            let bytes = body.await.map_err(|error| match error.as_error::<PayloadError>() {
                Some(error) => ApiError::of_payload(error),
                None => ApiError::of_status(error.as_response_error().status_code(), "body"),
            })?;
            let value = parse(&bytes)?;
            Ok(Self { value, bytes })
        })
    }
}

/// Reads the body twice: a map would keep the last of two answers with one name and drop the other without a word, and
/// a struct of ours would be read from a list, by position.
fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut track = Track::new();
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let tracked = serde_path_to_error::Deserializer::new(&mut json, &mut track);
    let plain = tracked.deserialize_map(Plain);
    plain
        .map_err(|error| if error.is_data() { faulty(&track.path(), &error.to_string()) } else { malformed(&error) })?;
    // It is JSON: from here on, whatever is wrong is wrong in a field.
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json)
        .map_err(|error| faulty(error.path(), &error.inner().to_string()))?;
    json.end().map_err(|error| malformed(&error))?;
    Ok(value)
}

/// Any JSON in which no name comes twice and no text has a control character, because PostgreSQL keeps no NUL.
struct Plain;

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Plain {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self, E> {
        let printable = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
        if text.chars().all(printable) { Ok(self) } else { Err(E::custom("unprintable")) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Self, A::Error> {
        while values.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut values: A) -> Result<Self, A::Error> {
        let mut names = BTreeSet::new();
        while let Some(name) = values.next_key::<String>()? {
            values.next_value::<Self>()?;
            if names.contains(&name) {
                return Err(A::Error::custom(format_args!("repeated `{name}`")));
            }
            names.insert(name);
        }
        Ok(self)
    }
}

/// How serde's messages begin, and ours, with the code of the fault. Any other says that the type is wrong.
const FAULTS: [(&str, &str); 5] = [
    ("unknown field", "unknown"),
    ("unknown variant", "choice"),
    ("missing field", "required"),
    ("repeated", "repeated"),
    ("unprintable", "characters"),
];

/// Serde's message may quote what was typed, so only the kind of the fault and the names of fields are taken from it.
pub(super) fn faulty(path: &Path, message: &str) -> ApiError {
    let code = FAULTS.iter().find(|(beginning, _)| message.starts_with(beginning)).map_or("type", |(_, code)| code);
    // These two are found where the object ends, and the path stops at the object.
    let name = message.split('`').nth(1).filter(|_| matches!(code, "required" | "repeated"));
    let path = Some(path.to_string()).filter(|path| path != ".");
    let field = match (path, name) {
        (Some(path), Some(name)) => format!("{path}.{name}"),
        (Some(path), None) => path,
        (None, name) => name.unwrap_or("body").to_owned(),
    };
    ApiError::Invalid(vec![Fault::new(&field, code)])
}

fn malformed(error: &serde_json::Error) -> ApiError {
    ApiError::Malformed(Some(format!("JSON {}:{}", error.line(), error.column())))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;
    use shared::form::Answers;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only what is wrong with them matters")]
    struct Sample {
        name: String,
        #[serde(default)]
        parts: Vec<Part>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only what is wrong with them matters")]
    struct Part {
        number: i64,
        kind: Option<Kind>,
    }

    #[derive(Debug, Deserialize)]
    enum Kind {
        Found,
    }

    fn fault(body: &str) -> Result<Fault, String> {
        match parse::<Sample>(body.as_bytes()).unwrap_err() {
            ApiError::Invalid(mut faults) => Ok(faults.remove(0)),
            ApiError::Malformed(place) => Err(place.unwrap_or_default()),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn an_unreadable_body_names_the_field_or_the_place_and_never_what_was_typed() {
        for (body, field, code) in [
            (r#"{"name":"a","b":"secret"}"#, "b", "unknown"),
            (r#"{"name":"a","parts":[{"b":"secret"}]}"#, "parts[0].b", "unknown"),
            ("{}", "name", "required"),
            (r#"{"name":"a","parts":[{}]}"#, "parts[0].number", "required"),
            (r#"{"name":"a","name":"secret"}"#, "name", "repeated"),
            (r#"{"parts":[{"number":1},{"number":1,"number":2}]}"#, "parts[1].number", "repeated"),
            (r#"{"name":["a",{"part":"sec\u0000ret"}]}"#, "name[1].part", "characters"),
            (r#"{"name":5}"#, "name", "type"),
            (r#"{"name":null}"#, "name", "type"),
            (r#"{"name":{"x":"secret"}}"#, "name", "type"),
            (r#"{"name":"a","parts":{"secret":1}}"#, "parts", "type"),
            (r#"{"name":"a","parts":[{"number":1},{"number":"secret"}]}"#, "parts[1].number", "type"),
            (r#"{"name":"a","parts":["secret"]}"#, "parts[0]", "type"),
            (r#"{"name":"a","parts":[{"number":1,"kind":"secret"}]}"#, "parts[0].kind", "choice"),
            (r#"{"name":"a","parts":[{"number":1,"kind":5}]}"#, "parts[0].kind", "type"),
            (r#""secret""#, "body", "type"),
            (r#"["secret",[]]"#, "body", "type"),
        ] {
            assert_eq!(fault(body), Ok(Fault::new(field, code)), "{body}");
        }
        for body in
            ["{", r#"{"name":"a"} secret"#, r#"{"name":"\ud800"}"#, &format!("{{\"name\":{}", "[".repeat(100_000))]
        {
            assert!(fault(body).is_err_and(|place| place.starts_with("JSON 1:")), "{body:.20}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused_and_what_is_read_comes_back(bytes: Vec<u8>, answers: Answers) {
            let _ = parse::<Answers>(&bytes);
            let written = serde_json::to_vec(&answers).unwrap();
            let printable = |text: &String| text.chars().all(|c| !c.is_control() || "\n\r\t".contains(c));
            match parse::<Answers>(&written) {
                Ok(read) => prop_assert_eq!(read, answers),
                Err(_) => prop_assert!(!answers.values().all(printable)),
            }
        }
    }
}
