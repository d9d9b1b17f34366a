//! Mail on its way out: text and HTML made of one value, sent by SMTP or, on a machine of its own, put into a folder.

use std::path::Path;
use std::time::{Duration, SystemTime};

use askama::Template;
use chrono::{DateTime, Utc};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use shared::email::EmailAddress;
use shared::lang::Lang;
use url::Url;

use crate::app::App;
use crate::config::Settings;
use crate::config::profile::Profile;

/// How long a mail may take: lettre itself waits without end for a server that is silent. Shorter than a worker's
/// lease, so that nobody else begins meanwhile.
const PATIENCE: Duration = Duration::from_secs(60);

/// One mail to one person. It holds personal data and secrets, so it has neither `Debug` nor serde.
pub struct Mail {
    /// Where it goes.
    pub to: EmailAddress,
    /// Who sends it, in words.
    pub from_name: String,
    /// One neutral line.
    pub subject: String,
    /// What it says.
    pub body: Body,
    /// A file that goes with it.
    pub attachment: Option<Attachment>,
}

/// A text file that goes with a mail.
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its content.
    pub content: Vec<u8>,
}

/// What a mail says, in text and in HTML.
#[derive(Template)]
#[template(path = "mail/mail.html")]
pub struct Body {
    /// Its language.
    pub lang: Lang,
    /// Its heading.
    pub title: String,
    /// The news, a paragraph each.
    pub paragraphs: Vec<String>,
    /// A code to be typed, shown large.
    pub code: Option<Code>,
    /// The private link.
    pub link: Option<PrivateLink>,
    /// Who writes and where to ask, a line each.
    pub footer: Vec<String>,
}

/// A code that confirms an address.
pub struct Code {
    /// Six digits.
    pub digits: String,
    /// How long it works.
    pub note: String,
}

/// A link that opens a case.
pub struct PrivateLink {
    /// What it opens.
    pub label: String,
    /// Where it leads.
    pub url: String,
    /// How to keep it, and how long it works.
    pub note: String,
}

#[derive(Template)]
#[template(path = "mail/mail.txt", escape = "none")]
struct PlainText<'a> {
    title: &'a str,
    paragraphs: &'a [String],
    code: Option<&'a Code>,
    link: Option<&'a PrivateLink>,
    footer: &'a [String],
}

/// A mail that was not sent: a code for the log and the outbox, never the words of the other side.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the mail was not sent: {0}")]
pub struct Unsent(pub String);

/// Sends a mail. `id` is the id of its outbox row: a mail that is sent twice is the same message twice.
///
/// # Errors
/// [`Unsent`]; the other side may have it nevertheless, when the connection broke after the last word.
pub async fn send(app: &App, id: &str, mail: Mail) -> Result<(), Unsent> {
    let message = message(&app.settings, &app.profile, id, app.clock.now(), mail).map_err(Unsent)?;
    match &app.settings.smtp_url {
        Some(url) => by_smtp(url, message, PATIENCE).await,
        None => into_folder(&app.settings.data_dir.join("mail"), id, &message.formatted())
            .await
            .map_err(|error| Unsent(format!("file_{:?}", error.kind()))),
    }
}

fn message(
    settings: &Settings,
    profile: &Profile,
    id: &str,
    now: DateTime<Utc>,
    mail: Mail,
) -> Result<Message, String> {
    let wrong = |what: &'static str| move |_| what.to_owned();
    let host = settings.public_url.host_str().unwrap_or("localhost");
    let from = match &profile.department.mail_from {
        Some(address) => address.as_str().parse().map_err(|_| "from".to_owned())?,
        None => Address::new("no-reply", host).map_err(|_| "from".to_owned())?,
    };
    let to = mail.to.as_str().parse().map_err(|_| "to".to_owned())?;
    let text = PlainText {
        title: &mail.body.title,
        paragraphs: &mail.body.paragraphs,
        code: mail.body.code.as_ref(),
        link: mail.body.link.as_ref(),
        footer: &mail.body.footer,
    };
    let words = MultiPart::alternative()
        .boundary(format!("={id}="))
        .singlepart(SinglePart::plain(text.render().map_err(wrong("template"))?))
        .singlepart(SinglePart::html(mail.body.render().map_err(wrong("template"))?));
    let parts = match mail.attachment {
        None => words,
        Some(file) => {
            let file = lettre::message::Attachment::new(file.name).body(file.content, ContentType::TEXT_PLAIN);
            MultiPart::mixed().boundary(format!("=={id}==")).multipart(words).singlepart(file)
        }
    };
    Message::builder()
        .from(Mailbox::new(Some(mail.from_name), from))
        .to(Mailbox::new(None, to))
        .subject(mail.subject)
        .date(SystemTime::from(now))
        .message_id(Some(format!("<{id}@{host}>")))
        // RFC 3834: no vacation notice comes back.
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
        .multipart(parts)
        .map_err(|_| "message".to_owned())
}

async fn by_smtp(url: &Url, message: Message, patience: Duration) -> Result<(), Unsent> {
    let transport = transport(url).map_err(|error| Unsent(code(&error)))?;
    match tokio::time::timeout(patience, transport.send(message)).await {
        Ok(sent) => sent.map(drop).map_err(|error| Unsent(code(&error))),
        Err(_) => Err(Unsent("smtp_timeout".to_owned())),
    }
}

/// `smtps://` speaks TLS from the first byte; `smtp://` takes STARTTLS where it is offered, and `?tls=required` insists.
fn transport(url: &Url) -> Result<AsyncSmtpTransport<Tokio1Executor>, smtp::Error> {
    let mut url = url.clone();
    if url.scheme() == "smtp" && !url.query_pairs().any(|(name, _)| name == "tls") {
        url.query_pairs_mut().append_pair("tls", "opportunistic");
    }
    Ok(AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str())?.build())
}

fn code(error: &smtp::Error) -> String {
    match error.status() {
        Some(status) => format!("smtp_{status}"),
        None if error.is_timeout() => "smtp_timeout".to_owned(),
        None if error.is_tls() => "smtp_tls".to_owned(),
        None => "smtp_connection".to_owned(),
    }
}

/// Whole or not at all: a reader of the folder never sees half a mail, and one that is sent twice is one file.
async fn into_folder(folder: &Path, id: &str, mail: &[u8]) -> std::io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let unfinished = folder.join(format!(".{id}.part"));
    tokio::fs::write(&unfinished, mail).await?;
    tokio::fs::rename(&unfinished, folder.join(format!("{id}.eml"))).await
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;

    use super::*;

    fn body(paragraph: &str) -> Body {
        let link = PrivateLink {
            label: "Open".to_owned(),
            url: "https://counter.example.test/k/<key>".to_owned(),
            note: "A & B".to_owned(),
        };
        Body {
            lang: Lang::En,
            title: "<Title>".to_owned(),
            paragraphs: vec![paragraph.to_owned()],
            code: None,
            link: Some(link),
            footer: Vec::new(),
        }
    }

    #[test]
    fn html_escapes_what_is_put_in_and_text_does_not() {
        let body = body("<script>alert(1)</script> & \"more\"");
        let html = body.render().unwrap();
        assert!(!html.contains("<script>") && !html.contains("<key>") && !html.contains("<Title>"), "{html}");
        let text = PlainText {
            title: &body.title,
            paragraphs: &body.paragraphs,
            code: None,
            link: body.link.as_ref(),
            footer: &[],
        };
        assert!(text.render().unwrap().contains("<script>alert(1)</script> & \"more\""));
    }

    fn message_to_ana(subject: &str) -> Message {
        let mail = Mail {
            to: "ana@example.test".parse().unwrap(),
            from_name: "Counter".to_owned(),
            subject: subject.to_owned(),
            body: body("x"),
            attachment: None,
        };
        let settings = Settings::read(|_| None).unwrap();
        message(&settings, &Profile::built_in().unwrap(), "id", DateTime::default(), mail).unwrap()
    }

    #[test]
    fn a_line_break_makes_no_header() {
        let message = message_to_ana("Update\r\nBcc: bo@example.test");
        let text = String::from_utf8(message.formatted()).unwrap();
        assert!(!text.lines().any(|line| line.starts_with("Bcc")), "{text}");
        assert_eq!(message.envelope().to().len(), 1);
    }

    /// A mail server that answers until it hears a word, and then says nothing more and hangs up never.
    fn hangs_at(word: &'static str) -> Url {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap()).parse().unwrap();
        std::thread::spawn(move || {
            let (mut connection, _) = listener.accept().unwrap();
            let mut lines = BufReader::new(connection.try_clone().unwrap()).lines();
            connection.write_all(b"220 example.test\r\n").unwrap();
            let mut in_mail = false;
            while let Some(Ok(line)) = lines.next() {
                if line.starts_with(word) {
                    continue;
                }
                let answer = match line.as_str() {
                    "DATA" => "354 go on\r\n",
                    "." => "250 taken\r\n",
                    _ if in_mail => continue,
                    _ => "250 fine\r\n",
                };
                in_mail = line == "DATA";
                connection.write_all(answer.as_bytes()).unwrap();
            }
        });
        url
    }

    #[tokio::test]
    async fn a_mail_server_that_hangs_is_left_after_a_while_wherever_it_hangs() {
        for word in ["EHLO", "MAIL", "RCPT", "DATA", "."] {
            let sent = by_smtp(&hangs_at(word), message_to_ana("Update"), Duration::from_millis(200)).await;
            assert_eq!(sent, Err(Unsent("smtp_timeout".to_owned())), "at {word}");
        }
    }

    #[tokio::test]
    async fn a_mail_server_that_says_nothing_is_left_after_a_while() {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("smtp://{}", silent.local_addr().unwrap()).parse().unwrap();
        let sent = by_smtp(&url, message_to_ana("Update"), Duration::from_millis(200)).await;
        assert_eq!(sent, Err(Unsent("smtp_timeout".to_owned())));
    }
}
