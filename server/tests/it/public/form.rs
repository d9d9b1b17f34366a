//! Filling in the form of a police report as a browser without scripts does.

use crate::support::{Answer, Browser};

/// A picture that is one by its first bytes, and words that must never stand on the disk in clear.
pub const PHOTO: &[u8] = b"\xFF\xD8\xFF\xE0\x00\x10JFIF DANA WHITFIELD DRIVER LICENSE DANA WHITFIELD\xFF\xD9";

pub const PART: &[(&str, &str)] = &[("incident_kind", "theft_damage"), ("role", "owner")];
pub const REPORT: &[(&str, &str)] = &[
    ("have_number", "no"),
    ("incident_date_month", "11"),
    ("incident_date_day", "3"),
    ("incident_date_year", "2026"),
    ("place", "East Walnut Street near North Lake Avenue"),
    ("description", "Someone broke the rear window of my parked car."),
];
pub const ABOUT: &[(&str, &str)] =
    &[("contact", "email"), ("email", "dana.whitfield@example.test"), ("name", "Dana Whitfield")];
pub const DELIVERY: &[(&str, &str)] = &[("delivery", "download")];

/// The path of a step.
pub fn at(prefix: &str, step: &str) -> String {
    format!("{prefix}/services/police-report/start/{step}")
}

/// A multipart body: answers, and files by input, name and content.
pub fn multipart(fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes(),
        );
    }
    for (input, name, content) in files {
        body.extend(format!("--edge\r\nContent-Disposition: form-data; name=\"{input}\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n").into_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--edge--\r\n");
    body
}

/// Posts files as a page without scripts does.
pub async fn post_files(
    browser: &Browser,
    path: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> Answer {
    browser.call("POST", path).body("multipart/form-data; boundary=edge", multipart(fields, files)).send().await
}

/// Posts a step and follows where it leads.
pub async fn step(browser: &Browser, prefix: &str, step: &str, fields: &[(&str, &str)], next: &str) {
    let answer = browser.post_form(&at(prefix, step), fields).await;
    assert_eq!((answer.status, answer.header("location")), (303, at(prefix, next).as_str()), "{}", answer.text());
}

/// Fills in every step, and gives the page with all answers.
pub async fn fill_in(browser: &Browser, prefix: &str) -> Answer {
    step(browser, prefix, "part", PART, "report").await;
    step(browser, prefix, "report", REPORT, "about").await;
    step(browser, prefix, "about", ABOUT, "documents").await;
    let answer = post_files(browser, &at(prefix, "documents"), &[], &[("photo_id", "license front.jpg", PHOTO)]).await;
    assert_eq!((answer.status, answer.header("location")), (303, at(prefix, "delivery").as_str()), "{}", answer.text());
    step(browser, prefix, "delivery", DELIVERY, "check").await;
    let check = browser.get(&at(prefix, "check")).await;
    assert_eq!(check.status, 200, "{}", check.text());
    check
}

/// The token of the page with all answers.
pub fn token(check: &Answer) -> String {
    value_of(&check.text(), "token")
}

/// The value of the first control with a name.
pub fn value_of(html: &str, name: &str) -> String {
    let (before, behind) =
        html.split_once(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no {name} in {html}"));
    let tag =
        format!("{}{}", before.rsplit('<').next().unwrap_or_default(), behind.split('>').next().unwrap_or_default());
    after(&tag, " value=\"", '"')
}

/// What stands in a text between `start` and the next `end`.
pub fn after(text: &str, start: &str, end: char) -> String {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("no {start} in {text}"));
    rest.split(end).next().unwrap_or_default().to_owned()
}
