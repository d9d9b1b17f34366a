//! What the pages tell of this department and of no other, where it is neither a number to call nor an hour.

use serde::Deserialize;
use shared::lang::Text;

/// Names and figures that stand inside the sentences of the pages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Particulars {
    /// What the section that answers 9-1-1 stands for.
    pub values: Text,
    /// Who serves the public at the counter of Records; begins a sentence.
    pub counter_staff: Text,
    /// Who permits the release of evidence in cases of misdemeanors and infractions.
    pub prosecutor: Text,
    /// Where claims against the city are filed.
    pub clerk: Text,
    /// The kind of jail; begins a sentence.
    pub jail: Text,
    /// What the jail calls its way of working, where it has a name for it.
    pub jail_way: Option<Text>,
    /// Programs for people in custody.
    pub jail_programs: Vec<Text>,
    /// How many people the computer unit supports, at least.
    pub computer_users: u32,
}
