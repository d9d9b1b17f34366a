//! The front door.

use serde::{Deserialize, Serialize};

use super::{Link, Prose, SearchForm};

/// `/`: what do you need?
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FrontDoor {
    /// The question.
    pub title: String,
    /// One sentence on what can be done here.
    pub lead: String,
    /// A search over everything.
    pub search: SearchForm,
    /// The situations, in the resident's words.
    pub situations: Vec<Situation>,
    /// What is open now.
    pub open: OpenNow,
    /// For somebody who already asked.
    pub already: AlreadyAsked,
    /// "All services".
    pub services_title: String,
    /// The number that most services are asked for at, and when it is answered: once for all of them.
    pub services_hours: Option<Prose>,
    /// Column names: the service, how long it takes, what it costs.
    pub columns: [String; 3],
    /// All services.
    pub services: Vec<ServiceRow>,
    /// Services that are handled in confidence, in one sentence.
    pub also: Prose,
    /// "Good to know".
    pub know_title: String,
    /// Pages to read.
    pub know: Vec<Described>,
}

/// A situation, leading to the service for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Situation {
    /// Its icon.
    pub icon: Icon,
    /// Where it leads.
    pub href: String,
    /// "My property back".
    pub title: String,
    /// What is meant.
    pub text: String,
}

/// An icon of the sprite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Icon {
    /// A sheet of paper.
    #[default]
    Document,
    /// A box.
    Box,
    /// A car.
    Car,
    /// A calendar.
    Calendar,
    /// A dollar.
    Money,
    /// Two people.
    People,
    /// A handset.
    Phone,
    /// A door with an arrow out.
    Leave,
    /// A triangle.
    Warning,
    /// A circled i.
    About,
    /// A tick.
    Check,
    /// An envelope.
    Mail,
    /// A padlock.
    Lock,
    /// A clock.
    Clock,
}

/// A link with a sentence on what is behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Described {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub title: String,
    /// What is behind it.
    pub text: String,
}

/// The panel that says which desks are open; one line on a phone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenNow {
    /// "Open now".
    pub title: String,
    /// The most useful line, for a phone: "Records open until 5:00 pm".
    pub summary: String,
    /// Whether the desk in `summary` is open.
    pub summary_open: bool,
    /// The desks.
    pub desks: Vec<Desk>,
    /// Closures that are near.
    pub closures: Vec<Closure>,
    /// The time now, the zone, and a link to all hours.
    pub now: Prose,
}

/// A desk of the department.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// "Records counter".
    pub name: String,
    /// Whether it is open at this moment.
    pub open: bool,
    /// "Open, closes at 5:00 pm".
    pub words: String,
    /// Its number.
    pub phone: Link,
}

/// Days on which a desk is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// "Closed November 26 and 27".
    pub title: String,
    /// The reason, and what still works.
    pub text: String,
}

/// "Already asked?"
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlreadyAsked {
    /// The question.
    pub title: String,
    /// How to come back.
    pub text: String,
    /// To `/find`.
    pub link: Link,
}

/// One service in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceRow {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub title: String,
    /// What it is.
    pub text: String,
    /// How long it takes.
    pub time: Prose,
    /// What it costs.
    pub cost: Prose,
    /// While it cannot be asked for here: by phone for now, number and hours; only the number where `services_hours` has it.
    pub by_phone: Option<Prose>,
}
