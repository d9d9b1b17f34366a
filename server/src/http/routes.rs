//! Every address of the counter, on one screen.

use actix_web::HttpResponse;
use actix_web::web::{self, ServiceConfig, delete, get, post, resource, scope};

use super::api::{documents, requests, staff, submit};
use super::pages::{case, find, leave, reading, send, service, staff as console, staff_letter};
use super::{ApiError, assets, health, openapi};

/// Binds every address to its handler.
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.route("/healthz", get().to(health::healthz))
        .route("/readyz", get().to(health::readyz))
        .route("/static/{file:.*}", get().to(assets::serve))
        .route("/api/openapi.json", get().to(openapi::serve))
        .service(scope("/api/v1/staff").configure(staff_api))
        .service(scope("/api/v1/requests").configure(requester_api))
        .route("/staff/letters/{reference}/{id}", get().to(staff_letter::show))
        .route("/staff", get().to(console::console))
        .route("/staff/{page:.*}", get().to(console::console))
        .route("/es", get().to(reading::spanish_home))
        .service(scope("/es").configure(public_pages))
        .configure(public_pages)
        .default_service(web::to(nowhere));
}

/// The same addresses in each language.
fn public_pages(cfg: &mut ServiceConfig) {
    cfg.route("/", get().to(reading::home))
        .route("/911", get().to(reading::read))
        .route("/contact", get().to(reading::read))
        .route("/fees", get().to(reading::read))
        .route("/accessibility", get().to(reading::read))
        .route("/privacy", get().to(reading::read))
        .route("/about/{section}", get().to(reading::read))
        .route("/services/{kind}", get().to(reading::read))
        .route("/services/{kind}/start", get().to(service::start))
        .service(
            resource("/services/{kind}/start/{step}").route(get().to(service::step)).route(post().to(service::post)),
        )
        .route("/services/{kind}/start/{step}/files/{purpose}", post().to(service::upload))
        .route("/services/{kind}/sent/{token}", get().to(send::sent))
        .route("/leave", get().to(leave::leave))
        .route("/k/{key}", get().to(find::open))
        .service(resource("/find").route(get().to(find::ask)).route(post().to(find::find)))
        .route("/requests/{reference}", get().to(case::show))
        .route("/requests/{reference}/messages", post().to(case::message))
        .route("/requests/{reference}/documents", post().to(case::add_document))
        .route("/requests/{reference}/documents/{id}", get().to(documents::get))
        .route("/requests/{reference}/letters/{id}", get().to(case::letter))
        .service(
            resource("/requests/{reference}/withdraw")
                .route(get().to(case::ask_withdraw))
                .route(post().to(case::withdraw)),
        )
        .route("/requests/{reference}/email-code", post().to(case::confirm_email))
        .route("/requests/{reference}/pin", post().to(case::pin));
}

/// What a requester's scripts ask.
fn requester_api(cfg: &mut ServiceConfig) {
    cfg.route("/{reference}", get().to(requests::show))
        .route("/{kind}", post().to(submit::submit))
        .route("/{reference}/messages", post().to(requests::message))
        .route("/{reference}/documents", post().to(documents::add))
        .route("/{reference}/documents/{id}", get().to(documents::get))
        .route("/{reference}/withdraw", post().to(requests::withdraw));
}

/// What the staff console asks.
fn staff_api(cfg: &mut ServiceConfig) {
    cfg.service(
        resource("/session")
            .route(post().to(staff::session::sign_in))
            .route(get().to(staff::session::show))
            .route(delete().to(staff::session::sign_out)),
    )
    .route("/session/reauth", post().to(staff::session::prove))
    .route("/enrolment", post().to(staff::enrolment::offer))
    .route("/enrolment/confirm", post().to(staff::enrolment::confirm))
    .route("/cases", get().to(staff::cases::list))
    .route("/cases/{reference}", get().to(staff::cases::show))
    .route("/cases/{reference}/actions/{action}", post().to(staff::cases::act))
    .route("/cases/{reference}/assign", post().to(staff::cases::assign))
    .route("/cases/{reference}/messages", post().to(staff::cases::message))
    .route("/cases/{reference}/notes", post().to(staff::cases::note))
    .route("/cases/{reference}/documents", post().to(documents::staff_add))
    .route("/cases/{reference}/documents/{id}", get().to(documents::staff_get))
    .route("/cases/{reference}/approvals/{approval}/{decision}", post().to(staff::cases::decide));
}

async fn nowhere() -> Result<HttpResponse, ApiError> {
    Err(ApiError::NotFound)
}
