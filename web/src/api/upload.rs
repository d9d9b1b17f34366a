//! Sending a file with its progress, which `fetch` does not tell.

use std::{cell::RefCell, rc::Rc};

use gloo_events::EventListener;
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{EventTarget, FormData, ProgressEvent, XmlHttpRequest};
use yew::Callback;

/// Posts `file` as multipart; the status and the body, or nothing when no answer came.
pub(super) async fn send(
    path: &str,
    csrf: &str,
    file: &web_sys::File,
    on_progress: Callback<f64>,
) -> Option<(u16, String)> {
    let request = prepare(path, csrf).ok()?;
    let form = FormData::new().ok()?;
    form.append_with_blob_and_filename("file", file, &file.name()).ok()?;

    let upload: EventTarget = request.upload().ok()?.into();
    let progress = EventListener::new(&upload, "progress", move |event| {
        let Some(event) = event.dyn_ref::<ProgressEvent>() else {
            return;
        };
        if event.length_computable() && event.total() > 0.0 {
            on_progress.emit(100.0 * event.loaded() / event.total());
        }
    });
    let ended = Rc::new(RefCell::new(None));
    let promise = {
        let (request, ended) = (request.clone(), Rc::clone(&ended));
        Promise::new(&mut |resolve, _| {
            // `loadend` comes after success, failure and abort alike.
            *ended.borrow_mut() = Some(EventListener::once(&request, "loadend", move |_| {
                // A promise's own resolve does not throw.
                let _ = resolve.call0(&JsValue::NULL);
            }));
        })
    };
    request.send_with_opt_form_data(Some(&form)).ok()?;
    JsFuture::from(promise).await.ok()?;
    drop(progress);

    let status = request.status().ok().filter(|status| *status > 0)?;
    Some((status, request.response_text().ok()??))
}

fn prepare(path: &str, csrf: &str) -> Result<XmlHttpRequest, JsValue> {
    let request = XmlHttpRequest::new()?;
    request.open("POST", path)?;
    request.set_request_header("Accept", "application/json")?;
    request.set_request_header("X-CSRF-Token", csrf)?;
    Ok(request)
}
