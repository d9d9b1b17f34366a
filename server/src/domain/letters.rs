//! What the agency must say in writing: made from a template with the facts of the case, and frozen as written.

use askama::Template;
use serde::{Deserialize, Serialize};
use shared::form::Answers;
use shared::lang::Lang;
use shared::page::{self, Link};
use shared::service::{self, Effect};

use super::Outcome;
use crate::app::Cx;
use crate::db::cases::Case;
use crate::db::{self, Conn, letters};
use crate::i18n::{Texts, Value};
use crate::local_time;

/// The version of the templates and of the words in `letters.ftl`; it rises when either changes.
const TEMPLATE_VERSION: i32 = 1;

/// A letter's text as it was written. Later changes of templates, words or profile do not reach it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Frozen {
    /// The agency, a line each.
    pub from: Vec<String>,
    /// The recipient, a line each.
    pub to: Vec<String>,
    /// Its date, in words.
    pub date: String,
    /// What it is about.
    pub title: String,
    /// A paragraph each.
    pub paragraphs: Vec<String>,
    /// Who signs, a line each.
    pub signature: Vec<String>,
}

#[derive(Template)]
#[template(path = "letters/denial.txt", escape = "none")]
struct Denial<'a> {
    words: Words<'a>,
    /// In the words of staff, with their paragraphs.
    reason: &'a str,
    /// Whether the service offers another way: a public records request.
    convertible: bool,
}

#[derive(Template)]
#[template(path = "letters/closure.txt", escape = "none")]
struct Closure<'a> {
    words: Words<'a>,
    disposition_key: &'a str,
}

/// The letter's words in its language, with the facts put in.
struct Words<'a> {
    texts: &'a Texts,
    lang: Lang,
    facts: Vec<(&'a str, Value<'a>)>,
}

impl Words<'_> {
    fn say(&self, key: &str) -> String {
        self.texts.format(self.lang, key, &self.facts)
    }
}

impl Denial<'_> {
    fn say(&self, key: &str) -> String {
        self.words.say(key)
    }
}

impl Closure<'_> {
    fn say(&self, key: &str) -> String {
        self.words.say(key)
    }
}

/// Writes a letter of a kind, `denial` or `closure`, with the fields of the action that sends it; returns its id.
///
/// # Errors
/// When the kind has no template, or storage fails.
pub fn write(conn: &mut Conn, cx: &Cx, case: &Case, kind: &str, fields: &Answers) -> Outcome<String> {
    let lang = Lang::from_code(&case.language).unwrap_or_default();
    let frozen = compose(cx, case, kind, fields, lang)?;
    let letter = letters::Letter {
        id: cx.id(),
        case_id: case.id.clone(),
        at: cx.now.naive_utc(),
        kind: kind.to_owned(),
        template_version: TEMPLATE_VERSION,
        language: lang.code().to_owned(),
        body: serde_json::to_string(&frozen).map_err(|error| db::Error::Other(error.to_string()))?,
    };
    letters::insert(conn, &letter)?;
    Ok(letter.id)
}

fn compose(cx: &Cx, case: &Case, kind: &str, fields: &Answers, lang: Lang) -> Outcome<Frozen> {
    let (profile, texts) = (&cx.app.profile, &cx.app.texts);
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    let day = |at| local_time::full_date(lang, profile.zone.date(at));
    let reach = profile.services.get(&case.service).and_then(|reach| profile.line(&reach.phone));
    let (name, title) = (field("responsible_name"), field("responsible_title"));
    let words = Words {
        texts,
        lang,
        facts: vec![
            ("reference", case.reference.as_str().into()),
            ("received", day(case.received_at.and_utc()).into()),
            ("department", profile.department.name.as_str().into()),
            ("phone", reach.map_or("", |line| line.number.as_str()).into()),
            ("citation", field("citation").into()),
            ("name", name.into()),
            ("title", title.into()),
        ],
    };
    let title_of = words.say(&format!("letter-{kind}-title"));
    let text = match kind {
        "denial" => Denial { words, reason: field("reason"), convertible: convertible(cx, case) }.render(),
        "closure" => Closure { words, disposition_key: &disposition_key(texts, field("disposition")) }.render(),
        other => return Err(db::Error::Other(format!("no template for a letter of kind {other}")).into()),
    };
    let text = text.map_err(|error| db::Error::Other(error.to_string()))?;
    let mut paragraphs = paragraphs(&text);
    if lang == Lang::Es && !profile.translator_reviewed {
        paragraphs.push(texts.get(lang, "footer-translation"));
    }
    let department =
        [&profile.department.name, &profile.department.division].into_iter().chain(&profile.department.address);
    let signature = if name.is_empty() { [&profile.department.name, ""] } else { [name, title] };
    Ok(Frozen {
        from: department.cloned().collect(),
        to: lines([case.requester_name.as_str()]),
        date: day(cx.now),
        title: title_of,
        paragraphs,
        signature: lines(signature),
    })
}

/// Whether the case's service lets a refused request go on as one of another kind.
fn convertible(cx: &Cx, case: &Case) -> bool {
    service::find(&cx.app.services, &case.service)
        .is_some_and(|service| service.actions.iter().any(|action| matches!(action.effect, Effect::Convert(_))))
}

/// A service may add outcomes that have no sentence here: the letter then only says that the case is closed.
fn disposition_key(texts: &Texts, disposition: &str) -> String {
    let disposition = if disposition.is_empty() { "uncollected" } else { disposition };
    let key = format!("letter-closure-{}", disposition.replace('_', "-"));
    if texts.find(Lang::En, &key).is_some() { key } else { "letter-closure-other".to_owned() }
}

/// Text between empty lines; a single line break inside stays.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines().map(str::trim) {
        match paragraphs.last_mut() {
            Some(open) if !line.is_empty() => {
                if !open.is_empty() {
                    open.push('\n');
                }
                open.push_str(line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

fn lines<const N: usize>(lines: [&str; N]) -> Vec<String> {
    lines.into_iter().filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
}

/// A stored letter as a page in the reader's language; the letter keeps its own.
///
/// # Errors
/// When the stored text does not read: a defect.
pub fn page(texts: &Texts, lang: Lang, letter: &letters::Letter, back: Link) -> Outcome<page::Letter> {
    let frozen: Frozen = serde_json::from_str(&letter.body).map_err(|error| db::Error::Other(error.to_string()))?;
    Ok(page::Letter {
        back,
        from: frozen.from,
        to: frozen.to,
        date: frozen.date,
        title: frozen.title,
        lang: Some(letter.language.clone()).filter(|own| own != lang.code()),
        paragraphs: frozen.paragraphs,
        signature: frozen.signature,
        print: texts.get(lang, "letter-print"),
    })
}
