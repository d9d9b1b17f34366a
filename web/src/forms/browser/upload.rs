//! One file on its way, by XMLHttpRequest: `fetch` cannot tell how much has been sent.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use shared::page::UploadedFile;
use shared::problem::Problem;
use wasm_bindgen::JsCast;
use web_sys::{File, FormData, ProgressEvent, XmlHttpRequest};

/// What became of a file, so far.
pub(super) enum Outcome {
    /// So many percent are sent.
    Percent(u8),
    /// It is stored.
    Stored(UploadedFile),
    /// It was refused with these words, or broke off.
    Refused(Option<String>),
}

/// Sends a file as the multipart field `file`, and tells how it goes. The last call is `Stored` or `Refused`.
pub(super) fn send(href: &str, file: &File, tell: impl Fn(Outcome) + 'static) {
    let tell = Rc::new(tell);
    if start(href, file, &tell).is_none() {
        tell(Outcome::Refused(None));
    }
}

fn start(href: &str, file: &File, tell: &Rc<impl Fn(Outcome) + 'static>) -> Option<()> {
    let request = XmlHttpRequest::new().ok()?;
    request.open("POST", href).ok()?;
    request.set_request_header("Accept", "application/json").ok()?;
    let body = FormData::new().ok()?;
    body.append_with_blob_and_filename("file", file, &file.name()).ok()?;

    let upload = request.upload().ok()?;
    let progress = EventListener::new(&upload, "progress", {
        let tell = tell.clone();
        move |event| {
            if let Some(event) = event.dyn_ref::<ProgressEvent>().filter(|event| event.length_computable()) {
                tell(Outcome::Percent(percent(event.loaded(), event.total())));
            }
        }
    });
    // `loadend` comes once, whatever happened. The listeners live until then, and keep the request alive.
    let listeners = Rc::new(RefCell::new(vec![progress]));
    let end = EventListener::once(&request, "loadend", {
        let (request, tell, listeners) = (request.clone(), tell.clone(), listeners.clone());
        move |_| {
            tell(outcome(&request));
            listeners.take();
        }
    });
    listeners.borrow_mut().push(end);
    request.send_with_opt_form_data(Some(&body)).ok()
}

fn outcome(request: &XmlHttpRequest) -> Outcome {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    if request.status() == Ok(201) {
        return serde_json::from_str(&text).map_or(Outcome::Refused(None), Outcome::Stored);
    }
    let words = serde_json::from_str::<Problem>(&text).ok().map(|problem| {
        let first = problem.errors.into_values().next();
        first.or(problem.detail).unwrap_or(problem.title)
    });
    Outcome::Refused(words)
}

/// Whole percent, 100 only when everything is sent.
fn percent(loaded: f64, total: f64) -> u8 {
    (0..=100).rev().find(|percent| f64::from(*percent) * total <= loaded * 100.0).unwrap_or(0)
}
