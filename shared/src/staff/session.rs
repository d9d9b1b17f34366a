//! Sign-in, enrolment, and what the console knows once somebody is signed in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The console's words by Fluent id, resolved for one language.
///
/// A place for a value stands in them as `{name}`, with a name out of [`TEXT_ARGS`].
pub type Texts = BTreeMap<String, String>;

/// Every variable that `staff.ftl` uses; the server resolves each `$name` to the text `{name}`.
pub const TEXT_ARGS: &[&str] = &["n", "name", "reference", "what", "when"];

/// The value that the server writes into the console's HTML as `<script type="application/json" id="start">`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Start {
    /// Language of the texts, as in `en-US`.
    pub language: String,
    /// The department's short name from the profile.
    pub agency: String,
    /// Whether this installation holds demo data.
    pub demo: bool,
    /// The words of the console while nobody is signed in; afterwards they stand in `session`.
    pub texts: Texts,
    /// Who is signed in, unless their session is locked; so that the console need not ask.
    pub session: Option<Session>,
}

/// `POST session`: signs in; answers [`Session`], or 401 with one neutral text for every failure.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The account's email address.
    pub email: String,
    /// The password.
    pub password: String,
    /// Six digits from the authenticator app; absent before the first enrolment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub totp: Option<String>,
    /// A recovery code instead of the six digits; works once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery_code: Option<String>,
}

/// `POST session/reauth`: proves again who is there, before a release, or after the idle lock.
///
/// Answers [`Session`] with a fresh `csrf`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReAuth {
    /// The password.
    pub password: String,
    /// Six digits from the authenticator app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub totp: Option<String>,
    /// A recovery code instead of the six digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery_code: Option<String>,
}

/// `POST enrolment`: a second factor that is not yet confirmed, made anew by each call.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Enrolment {
    /// The `otpauth://` address in the QR code.
    pub otpauth_uri: String,
    /// The secret in base32, for typing.
    pub secret: String,
    /// The QR code as one inline `<svg>` element without `style` attributes.
    pub qr_svg: String,
    /// Codes that each work once; valid from the confirmation on.
    pub recovery_codes: Vec<String>,
}

/// `POST enrolment/confirm`: answers [`Session`] with `must_enrol` off, or 422 on `totp` or `password`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EnrolmentConfirm {
    /// Six digits made with the new secret.
    pub totp: String,
    /// The person's own password, in place of the one that they were given.
    pub password: String,
}

/// `GET session` and the answer of every call that signs in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// Sent back as `X-CSRF-Token` with every write.
    pub csrf: String,
    /// Id of the account.
    pub id: String,
    /// The account's email address.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// Role codes, as in `records`.
    pub roles: Vec<String>,
    /// The roles in words.
    pub roles_text: String,
    /// Language of `texts`, as in `es-US`.
    pub language: String,
    /// The department's short name.
    pub agency: String,
    /// Whether this installation holds demo data.
    pub demo: bool,
    /// Whether a second factor must be enrolled before anything else.
    pub must_enrol: bool,
    /// Minutes without input after which the console locks.
    pub idle_minutes: u32,
    /// IANA name of the department's time zone, as in `America/Los_Angeles`.
    pub time_zone: String,
    /// What people call that zone, as in "Pacific".
    pub time_zone_text: String,
    /// The console's words in `language`.
    pub texts: Texts,
    /// The sheets that this person may open, for the rail.
    #[serde(default)]
    pub sheets: Vec<super::SheetLink>,
    /// The services whose cases this person may see.
    pub services: Vec<ServiceLink>,
    /// The states a case can be in, for the filter: code and words.
    pub states: Vec<(String, String)>,
    /// The languages a requester can choose: tag and name.
    pub languages: Vec<(String, String)>,
    /// The views above the queue; the first is where the console opens.
    pub views: Vec<View>,
    /// What a file must be to be added, in one sentence.
    pub upload_rule: String,
    /// The value for the file input's `accept`.
    pub upload_accept: String,
}

/// One service in the rail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceLink {
    /// The kind, as in `police_report`.
    pub kind: String,
    /// Its short name, as in "Report copies".
    pub name: String,
}

/// A saved view: a name for one address of the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct View {
    /// Key of this view in [`super::QueuePage::counts`].
    pub id: String,
    /// Its name.
    pub name: String,
    /// The query that it stands for.
    pub query: super::QueueQuery,
}
