//! Bodies in JSON: parsed into a type of `shared`; what is wrong is told by field, never in what was typed.

use std::collections::BTreeSet;
use std::fmt;

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures_util::future::LocalBoxFuture;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
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
            let value = parse(&bytes).map_err(|error| unreadable(&error))?;
            Ok(Self { value, bytes })
        })
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> serde_json::Result<T> {
    Plain { field: "body" }.deserialize(&mut serde_json::Deserializer::from_slice(bytes))?;
    serde_json::from_slice(bytes)
}

/// Any JSON in which no name comes twice and no text has a control character: a map would keep the last of two answers
/// and drop the other without a word, and PostgreSQL keeps no NUL.
#[derive(Clone, Copy)]
struct Plain<'a> {
    /// The name under which the value stands.
    field: &'a str,
}

impl<'de> DeserializeSeed<'de> for Plain<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Plain<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        let printable = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
        if text.chars().all(printable) { Ok(()) } else { Err(E::custom(format_args!("unprintable `{}`", self.field))) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        while values.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        let mut names = BTreeSet::new();
        while let Some(name) = values.next_key::<String>()? {
            values.next_value_seed(Plain { field: &name })?;
            if names.contains(&name) {
                return Err(A::Error::custom(format_args!("repeated `{name}`")));
            }
            names.insert(name);
        }
        Ok(())
    }
}

/// How serde's messages about a field begin, and ours; with the code of the fault.
const BY_FIELD: [(&str, &str); 4] = [
    ("unknown field `", "unknown"),
    ("missing field `", "required"),
    ("unprintable `", "characters"),
    ("repeated `", "repeated"),
];

/// Serde's message may quote what was typed, so only the names of fields and the place are taken from it.
fn unreadable(error: &serde_json::Error) -> ApiError {
    let message = error.to_string();
    let fault = BY_FIELD.iter().filter(|_| error.is_data()).find_map(|(beginning, code)| {
        let name = message.strip_prefix(beginning)?.split('`').next()?;
        Some(Fault::new(name, code))
    });
    match fault {
        Some(fault) => ApiError::Invalid(vec![fault]),
        None => ApiError::Malformed(Some(format!("JSON {}:{}", error.line(), error.column()))),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;
    use shared::form::Answers;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[expect(dead_code, reason = "only its absence matters")]
        name: String,
    }

    fn fault(body: &str) -> Result<Fault, String> {
        match unreadable(&parse::<Sample>(body.as_bytes()).unwrap_err()) {
            ApiError::Invalid(mut faults) => Ok(faults.remove(0)),
            ApiError::Malformed(place) => Err(place.unwrap_or_default()),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn an_unreadable_body_names_the_field_or_the_place_and_never_what_was_typed() {
        assert_eq!(fault(r#"{"name":"a","b":"secret"}"#), Ok(Fault::new("b", "unknown")));
        assert_eq!(fault("{}"), Ok(Fault::new("name", "required")));
        assert_eq!(fault(r#"{"name":"a","name":"secret"}"#), Ok(Fault::new("name", "repeated")));
        assert_eq!(fault(r#"{"name":["a",{"part":"sec\u0000ret"}]}"#), Ok(Fault::new("part", "characters")));
        assert_eq!(fault(r#""sec\u0000ret""#), Ok(Fault::new("body", "characters")));
        for body in ["{", r#"{"name": {"x": "secret"}}"#, r#"{"name":"\ud800"}"#, &"[".repeat(100_000)] {
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
