//! Files of cases: adding one, and handing one out. A file is handed out as a download that no browser runs.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::TimeDelta;
use serde::Serialize;
use utoipa::ToSchema;

use super::requests::case_of;
use super::staff::case_view;
use crate::app::Actor;
use crate::db::cases::Case;
use crate::db::documents::Document;
use crate::documents::GetError;
use crate::domain::documents::Received;
use crate::domain::{Outcome, Refusal, cases, documents, policy};
use crate::http::body::{self, FileInput, Posted};
use crate::http::words::{Words, slug};
use crate::http::{ApiError, Ctx, StaffSession, Visitor};
use shared::form::Fault;
use shared::service;
use shared::staff::StaffCase;

type Answer = Result<HttpResponse, ApiError>;

/// Posts with files that one network may make in an hour.
pub const UPLOADS_AN_HOUR: i32 = 300;
/// The input of a file whose purpose nobody named.
pub const FILE: &str = "file";

/// The body of an upload. A requester's files may also stand in fields named for their purpose.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described: bodies go to the store as they come")]
struct Files {
    /// A file: its name, its content.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// A file that was added to a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct Added {
    /// Its id.
    id: String,
    /// Its name, cleaned.
    name: String,
    /// In bytes.
    size: i64,
    /// SHA-256 of its content, in hexadecimal.
    sha256: String,
}

/// `POST /api/v1/requests/{reference}/documents`: multipart, each file in a field named for its purpose, or `file`.
///
/// # Errors
/// 404 without a key for this case; 422 by purpose for files that are not taken: then none is.
#[utoipa::path(post, path = "/api/v1/requests/{reference}/documents", params(("reference" = String, Path)), request_body(content = Files, content_type = "multipart/form-data"), responses((status = 201, body = Vec<Added>), (status = 404), (status = 413), (status = 422)))]
pub async fn add(
    ctx: Ctx,
    request: HttpRequest,
    visitor: Visitor,
    reference: web::Path<String>,
    payload: web::Payload,
) -> Answer {
    let case = case_of(&ctx, &request, &visitor, &reference).await?;
    ctx.limit("upload", UPLOADS_AN_HOUR, TimeDelta::hours(1)).await?;
    let posted = body::read(&ctx, &request, payload, &inputs(&ctx, &case)).await?;
    let (files, form) = (accepted(&posted, &case)?, slug(&case.service));
    let actor = Actor::Requester(case.id.clone());
    let added = ctx.app.write(&actor, move |conn, cx| -> Outcome<Vec<Document>> {
        let mut case = case;
        let mut added = Vec::new();
        for file in &files {
            let (moved, document) = documents::add_to_case(conn, cx, &case, file)?;
            case = moved;
            added.push(document);
        }
        Ok(added)
    });
    let added = added.await.map_err(|refusal| ApiError::from(refusal).in_form(form))?;
    posted.files.claim();
    Ok(HttpResponse::Created().json(added.into_iter().map(Added::from).collect::<Vec<_>>()))
}

/// `GET /requests/{reference}/documents/{id}`, and the same in the API: what was released to this requester.
///
/// # Errors
/// 404 without a key for this case, and for what was not released.
#[utoipa::path(get, path = "/api/v1/requests/{reference}/documents/{id}", params(("reference" = String, Path), ("id" = String, Path)), responses((status = 200, content_type = "*/*"), (status = 404)))]
pub async fn get(ctx: Ctx, request: HttpRequest, visitor: Visitor, path: web::Path<(String, String)>) -> Answer {
    let (reference, id) = path.into_inner();
    let case = case_of(&ctx, &request, &visitor, &reference).await?;
    let actor = Actor::Requester(case.id.clone());
    let document = ctx.app.write(&actor, move |conn, cx| documents::read(conn, cx, &case, &id)).await?;
    download(&ctx, &document).await
}

/// `POST /api/v1/staff/cases/{reference}/documents`: files for staff, until one is released. Answers the case.
///
/// # Errors
/// 404 for a case outside the person's scope; 422 by purpose.
#[utoipa::path(post, path = "/api/v1/staff/cases/{reference}/documents", params(("reference" = String, Path)), request_body(content = Files, content_type = "multipart/form-data"), responses((status = 201, body = StaffCase), (status = 404), (status = 413), (status = 422)))]
pub async fn staff_add(
    ctx: Ctx,
    request: HttpRequest,
    staff: StaffSession,
    reference: web::Path<String>,
    payload: web::Payload,
) -> Answer {
    let (actor, words) = (staff.as_actor(), Words::new(&ctx.app, staff.lang));
    let (person, wanted) = (staff.actor.clone(), reference.into_inner());
    let case = ctx.app.read(&actor, move |conn, _| cases::for_staff(conn, &person, &wanted)).await?;
    if !policy::may_see(&staff.actor, &case.section) {
        return Err(ApiError::Forbidden);
    }
    let input = FileInput { name: FILE.to_owned(), purpose: "release".to_owned(), identity: false };
    let posted = body::read(&ctx, &request, payload, &[input]).await?;
    let (files, form) = (accepted(&posted, &case)?, slug(&case.service));
    let added = ctx.app.write(&actor, move |conn, cx| -> Outcome<Case> {
        let mut case = case;
        for file in &files {
            (case, _) = documents::add_to_case(conn, cx, &case, file)?;
        }
        Ok(case)
    });
    let case = added.await.map_err(|refusal| ApiError::from(refusal).in_form(form))?;
    posted.files.claim();
    let view = ctx.app.read(&actor, move |conn, cx| case_view::load(conn, cx, &words, &case)).await?;
    Ok(HttpResponse::Created().json(view))
}

/// `GET /api/v1/staff/cases/{reference}/documents/{id}`: any document of a case in scope; the reading is logged.
///
/// # Errors
/// 404 outside the person's scope, and for what was destroyed.
#[utoipa::path(get, path = "/api/v1/staff/cases/{reference}/documents/{id}", params(("reference" = String, Path), ("id" = String, Path)), responses((status = 200, content_type = "*/*"), (status = 404)))]
pub async fn staff_get(ctx: Ctx, staff: StaffSession, path: web::Path<(String, String)>) -> Answer {
    let ((reference, id), person) = (path.into_inner(), staff.actor.clone());
    let read = move |conn: &mut _, cx: &_| {
        let case = cases::for_staff(conn, &person, &reference)?;
        documents::read(conn, cx, &case, &id)
    };
    let document = ctx.app.write(&staff.as_actor(), read).await?;
    download(&ctx, &document).await
}

/// The inputs in which a requester may send files: one for each document that their answers call for, and one for any.
#[must_use]
pub fn inputs(ctx: &Ctx, case: &Case) -> Vec<FileInput> {
    let service = service::find(&ctx.app.services, &case.service);
    let needs = service.map(|service| (service.filing)(&cases::answers(case)).documents).unwrap_or_default();
    let named = needs.iter().map(|need| FileInput {
        name: need.purpose.to_owned(),
        purpose: need.purpose.to_owned(),
        identity: need.identity,
    });
    // It may be anything, so it is kept as carefully as an identity document.
    named.chain([FileInput { name: FILE.to_owned(), purpose: "other".to_owned(), identity: true }]).collect()
}

/// The files of a body of which none was refused, and in which there is nothing else.
fn accepted(posted: &Posted, case: &Case) -> Result<Vec<Received>, ApiError> {
    let files = posted.files.files();
    let mut faults: Vec<Fault> = posted.fields.keys().map(|name| Fault::new(name, "unknown")).collect();
    faults.extend(posted.refused.clone());
    if files.is_empty() && faults.is_empty() {
        faults.push(Fault::new(FILE, "required"));
    }
    if faults.is_empty() {
        Ok(files)
    } else {
        Err(ApiError::from(Refusal::Invalid(faults)).in_form(slug(&case.service)))
    }
}

impl From<Document> for Added {
    fn from(document: Document) -> Self {
        let sha256 = crate::secrets::hex(&document.sha256);
        Self { id: document.id, name: document.name, size: document.size_bytes, sha256 }
    }
}

/// The file as an answer that is saved and never shown: no script in it can reach this site.
async fn download(ctx: &Ctx, document: &Document) -> Answer {
    let content = ctx.app.documents.get(&document.storage_key, document.sealed).await;
    let content = content.map_err(|error| match error {
        GetError::Store(error) => ApiError::Unavailable(error.to_string()),
        GetError::Unopened(error) => ApiError::Internal(error.to_string()),
    })?;
    let size = u64::try_from(document.size_bytes).unwrap_or_default();
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, document.media_type.as_str()))
        .insert_header((header::CONTENT_DISPOSITION, disposition(&document.name)))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        // Named, so that nothing compresses what has a length.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .no_chunking(size)
        .streaming(content))
}

/// RFC 6266: the name in UTF-8 for browsers of today, and in ASCII for the others.
fn disposition(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || " .-_()".contains(c) { c } else { '_' }).collect();
    let encoded: String = name
        .bytes()
        .map(|byte| match byte {
            byte if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            disposition("Señas \"2\"; x=1.pdf"),
            "attachment; filename=\"Se_as _2__ x_1.pdf\"; filename*=UTF-8''Se%C3%B1as%20%222%22%3B%20x%3D1.pdf"
        );
    }
}
