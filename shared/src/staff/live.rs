//! What the console asks again and again while somebody looks at it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Person;

/// The query of `GET cases/changes`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default)]
pub struct ChangesSince {
    /// The `next` of the answer before; without it nothing counts as changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<u64>,
}

/// `GET cases/changes`: what happened to the cases of the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Changes {
    /// What to send as `since` the next time.
    pub next: u64,
    /// Cases that are new or have moved, by reference, with their version; the same one may be told twice.
    pub changed: BTreeMap<String, i64>,
    /// Who has which case open now, by reference; without the reader.
    pub here: BTreeMap<String, Vec<Person>>,
}

/// `POST cases/{reference}/presence`: the case stands open on a screen. Sent every [`Seen::EVERY_SECONDS`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// The version that stands on the screen.
    pub version: i64,
}

impl Seen {
    /// Seconds between two of them.
    pub const EVERY_SECONDS: u32 = 15;
}

/// The answer to [`Seen`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Presence {
    /// The version now.
    pub version: i64,
    /// Who else has the case open.
    pub here: Vec<Person>,
    /// What happened since the version on the screen, one sentence each, oldest first.
    pub changed: Vec<String>,
}
