//! The same thing done to many cases at once, after a preview of what becomes of each.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ActionField;

/// `POST cases/bulk/preview`, which changes nothing, and `POST cases/bulk`; both answer [`BulkAnswer`], or 422 by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Bulk {
    /// What is done.
    pub action: BulkAction,
    /// The cases, at most [`Bulk::MOST`].
    pub cases: Vec<BulkCase>,
    /// The answers to [`BulkAnswer::fields`], by name.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
}

impl Bulk {
    /// Most cases at a time.
    pub const MOST: usize = 100;
}

/// What can be done to many cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BulkAction {
    /// Gives them to somebody (`to`: the id of an account, or `none`).
    #[default]
    Assign,
    /// The action `close` of each case's service.
    Close,
}

/// A case as the person saw it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BulkCase {
    /// Its reference.
    pub reference: String,
    /// Its version.
    pub version: i64,
}

/// What would become of each case, or what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkAnswer {
    /// What has to be said.
    pub fields: Vec<ActionField>,
    /// The cases, in the order in which they were sent.
    pub lines: Vec<BulkLine>,
}

/// One case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkLine {
    /// Its reference.
    pub reference: String,
    /// What it is about; empty where the person may not know of the case.
    pub subject: String,
    /// Whether something is done to it.
    pub acts: bool,
    /// What is done and sent, or why nothing is, in one sentence.
    pub text: String,
}
