//! What a person may do to a case now, and what they send to do it.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::{Fact, Moment, StaffCase};
use crate::problem::Problem;

/// One thing this person may do now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Action {
    /// Its code in the service's table, as in `ask_information`.
    pub id: String,
    /// What the button says.
    pub label: String,
    /// What it will do and what it will send, in one sentence.
    pub does: String,
    /// What has to be said to do it.
    pub fields: Vec<ActionField>,
    /// The likely next step; one at most.
    pub main: bool,
    /// Whether password and code are asked again before it.
    pub needs_reauth: bool,
    /// Whether it only proposes, and somebody else confirms.
    pub needs_approval: bool,
    /// A single key that opens it, lower case; none of `a g j k m n q u / ?`.
    pub key: Option<String>,
}

/// Something the case is not ready for, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Blocked {
    /// The action in words.
    pub label: String,
    /// What is missing, in one sentence.
    pub why: String,
}

/// One field of an action's form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActionField {
    /// Its name in [`ActionRequest::fields`] and in a problem's `errors`.
    pub name: String,
    /// How it is asked.
    pub control: Control,
    /// The label.
    pub label: String,
    /// What helps to answer it.
    pub hint: Option<String>,
    /// What can be chosen.
    pub options: Vec<ActionOption>,
    /// Whether an empty answer is refused.
    pub required: bool,
    /// What stands in it at first.
    #[serde(default)]
    pub value: String,
}

/// How a field is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Control {
    /// One line of text.
    #[default]
    Line,
    /// Several lines.
    Text,
    /// An amount in dollars, as in `12.50`.
    Money,
    /// A whole number.
    Number,
    /// A date, sent as `YYYY-MM-DD`.
    Date,
    /// One of `options`, as radio buttons.
    Choice,
    /// One of `options`, as a list.
    Select,
    /// Any of `options`, sent as their values joined by commas.
    Checks,
    /// One checkbox, sent as `yes`.
    Confirm,
}

/// One thing that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActionOption {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A second line that explains it.
    #[serde(default)]
    pub hint: Option<String>,
}

/// `POST cases/{reference}/actions/{action}`: answers the [`StaffCase`] after it, 422 by field, or a [`Conflict`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActionRequest {
    /// The version the person saw.
    pub version: i64,
    /// The answers by field name, beside `version` in the JSON object.
    #[serde(flatten)]
    pub fields: BTreeMap<String, String>,
}

/// By hand, because serde's `flatten` reads the answers from a copy, and what is wrong there has lost its field's name.
impl<'de> Deserialize<'de> for ActionRequest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ActionVisitor)
    }
}

struct ActionVisitor;

impl<'de> Visitor<'de> for ActionVisitor {
    type Value = ActionRequest;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a version and answers")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ActionRequest, A::Error> {
        let (mut version, mut fields) = (None, BTreeMap::new());
        while let Some(name) = map.next_key::<String>()? {
            if name == "version" {
                version = Some(map.next_value()?);
            } else {
                fields.insert(name, map.next_value()?);
            }
        }
        let version = version.ok_or_else(|| A::Error::missing_field("version"))?;
        Ok(ActionRequest { version, fields })
    }
}

/// `POST cases/{reference}/assign`: gives the case to somebody; answers the [`StaffCase`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Assign {
    /// The version the person saw.
    pub version: i64,
    /// `me`, the id of an account, or nothing to give it back.
    pub to: Option<String>,
}

/// `POST cases/{reference}/messages` (the requester reads it) and `…/notes` (staff only); answers the [`StaffCase`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Write {
    /// The text.
    pub body: String,
}

/// An action that waits for a second person.
///
/// `POST cases/{reference}/approvals/{id}/confirm` or `…/refuse` with an [`ActionRequest`]
/// (field `reason` when refusing) answers the [`StaffCase`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Approval {
    /// Its id.
    pub id: String,
    /// The action in words.
    pub label: String,
    /// What happens when it is confirmed, in one sentence.
    pub does: String,
    /// Who proposed it.
    pub proposed_by: String,
    /// When.
    pub at: Moment,
    /// The exact payload, in words.
    pub payload: Vec<Fact>,
    /// Whether the reader may confirm or refuse it.
    pub may_decide: bool,
    /// Why not, when not: one's own proposal, or a missing role.
    pub why_not: Option<String>,
    /// Whether password and code are asked again before confirming.
    pub needs_reauth: bool,
}

/// 409 with [`super::code::STALE`]: nothing was changed; here is the case as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Conflict {
    /// The problem.
    #[serde(flatten)]
    pub problem: Problem,
    /// The case now.
    pub current: StaffCase,
    /// What others did since the version that was sent, one sentence each, oldest first.
    pub changed: Vec<String>,
}
