//! The body of every error of the API.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// `application/problem+json` (RFC 9457), with the members of ours.
///
/// It never carries a value that somebody typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `about:blank`, or an address that names the kind of problem.
    #[serde(rename = "type", default = "about_blank")]
    pub kind: String,
    /// The HTTP status.
    pub status: u16,
    /// A word for programs, as in `stale_version`.
    pub code: String,
    /// What it is, in one short sentence, in the reader's language.
    pub title: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The id under which the log knows this request.
    #[serde(default)]
    pub request_id: String,
    /// The error of each field, by its name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub errors: BTreeMap<String, String>,
}

fn about_blank() -> String {
    "about:blank".to_owned()
}
