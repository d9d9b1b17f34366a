//! An error, as a page: what it is, what to do, the way on.

use actix_web::{HttpRequest, HttpResponse};
use shared::page::{Cell, Page, ProblemPage};
use shared::problem::Problem;

use super::shell::Frame;
use super::{Voice, document, search};
use crate::http::Ctx;

/// The page for a problem, in the reader's language.
pub async fn render(ctx: &Ctx, request: &HttpRequest, problem: &Problem) -> HttpResponse {
    let voice = Voice { texts: &ctx.app.texts, profile: &ctx.app.profile, lang: ctx.lang };
    let lead = problem.detail.iter().chain(problem.errors.values());
    let page = ProblemPage {
        title: problem.title.clone(),
        text: lead.map(|text| text.as_str().into()).collect(),
        search: (problem.status == 404).then(|| search::form(&voice)),
        links: vec![voice.link("/", "error-home"), voice.link("/find", "error-find")],
        request_id: Some(Cell {
            label: voice.get("error-number"),
            value: problem.request_id.clone(),
            ..Cell::default()
        }),
    };
    // The other language leads to the front page: what failed here fails there too.
    let frame = Frame { title: &problem.title, path: "/", ..Frame::default() };
    document::render_private(ctx, request, &frame, Page::Problem(page)).await
}
