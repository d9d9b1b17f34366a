//! Every address of the counter, on one screen.

use actix_web::HttpResponse;
use actix_web::web::{self, ServiceConfig, delete, get, post, resource, scope};

use super::api::{documents, requests, staff, submit};
use super::pages::{
    case, closures, fees, find, found, leave, offline, reading, search, send, service, staff as console, staff_letter,
};
use super::{ApiError, assets, health, openapi};

/// Binds every address to its handler.
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.route("/healthz", get().to(health::healthz))
        .route("/readyz", get().to(health::readyz))
        .route("/static/{file:.*}", get().to(assets::serve))
        .route("/favicon.ico", get().to(found::favicon))
        .route("/robots.txt", get().to(found::robots))
        .route("/sitemap.xml", get().to(found::sitemap))
        .route("/service-worker.js", get().to(offline::worker))
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
        .route("/911/card", get().to(reading::read))
        .route("/911/practice", get().to(reading::read))
        .route("/contact", get().to(reading::read))
        .route("/fees", get().to(fees::show))
        .route("/fees.csv", get().to(fees::file))
        .route("/closures", get().to(closures::show))
        .route("/closures.ics", get().to(closures::feed))
        .route("/accessibility", get().to(reading::read))
        .route("/privacy", get().to(reading::read))
        .route("/language", get().to(reading::read))
        .route("/search", get().to(search::search))
        .route("/manifest.webmanifest", get().to(found::manifest))
        .route("/about", get().to(reading::read))
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
    .service(scope("/sheets/admin").configure(administration))
    .route("/sheets/home", get().to(staff::sheets::home::show))
    .route("/sheets/day", get().to(staff::sheets::day::show))
    .route("/sheets/statistics", get().to(staff::sheets::statistics::show))
    .route("/sheets/deadlines", get().to(staff::sheets::deadlines::show))
    .service(
        resource("/sheets/cases/{reference}/audit")
            .route(get().to(staff::sheets::audit::show))
            .route(post().to(staff::sheets::audit::verify)),
    )
    .configure(desk)
    .service(scope("/sheets/retention").configure(keeping))
    .route("/cases", get().to(staff::cases::list))
    .route("/cases.csv", get().to(staff::export::cases))
    .route("/cases/changes", get().to(staff::live::changes))
    .route("/cases/bulk", post().to(staff::bulk::run))
    .route("/cases/bulk/preview", post().to(staff::bulk::preview))
    .route("/cases/{reference}", get().to(staff::cases::show))
    .service(
        resource("/cases/{reference}/presence")
            .route(post().to(staff::live::enter))
            .route(delete().to(staff::live::leave)),
    )
    .route("/cases/{reference}/audit/export", get().to(staff::audit::take))
    .route("/cases/{reference}/actions/{action}", post().to(staff::cases::act))
    .route("/cases/{reference}/assign", post().to(staff::cases::assign))
    .route("/cases/{reference}/messages", post().to(staff::cases::message))
    .route("/cases/{reference}/notes", post().to(staff::cases::note))
    .route("/cases/{reference}/documents", post().to(documents::staff_add))
    .route("/cases/{reference}/documents/{id}", get().to(documents::staff_get))
    .route("/cases/{reference}/approvals/{approval}/{decision}", post().to(staff::cases::decide));
}

/// The sheets of everyday work.
fn desk(cfg: &mut ServiceConfig) {
    use staff::sheets::{key_in, related, replies};
    cfg.service(resource("/sheets/replies").route(get().to(replies::show)).route(post().to(replies::add)))
        .route("/sheets/replies/{reply}", post().to(replies::change))
        .route("/sheets/new", get().to(key_in::show))
        .route("/sheets/new/{kind}", post().to(key_in::add))
        .route("/sheets/cases/{reference}/related", get().to(related::show))
        .route("/sheets/cases/{reference}/related/link", post().to(related::link))
        .route("/sheets/cases/{reference}/related/merge", post().to(related::merge));
}

/// The sheet of retention.
fn keeping(cfg: &mut ServiceConfig) {
    use staff::sheets::retention;
    cfg.route("", get().to(retention::show))
        .route("/proposals", post().to(retention::propose))
        .route("/proposals/approve", post().to(retention::approve_all))
        .route("/proposals/{proposal}/approve", post().to(retention::approve))
        .route("/proposals/{proposal}/refuse", post().to(retention::refuse))
        .route("/holds", post().to(retention::hold))
        .route("/holds/{hold}/lift", post().to(retention::lift))
        .route("/schedule", post().to(retention::change));
}

/// The sheets of administrators.
fn administration(cfg: &mut ServiceConfig) {
    use staff::sheets::{accounts, calendars, outbox, profile};
    cfg.service(resource("/accounts").route(get().to(accounts::list)).route(post().to(accounts::add)))
        .route("/accounts/{account}", get().to(accounts::show))
        .route("/accounts/{account}/change", post().to(accounts::change))
        .route("/accounts/{account}/reset-mfa", post().to(accounts::reset_mfa))
        .route("/accounts/{account}/disable", post().to(accounts::disable))
        .route("/accounts/{account}/enable", post().to(accounts::enable))
        .route("/accounts/{account}/unlock", post().to(accounts::unlock))
        .route("/accounts/{account}/end-sessions", post().to(accounts::end_sessions))
        .route("/calendars", get().to(calendars::list))
        .route("/calendars/{calendar}", get().to(calendars::show))
        .route("/calendars/{calendar}/behind", get().to(calendars::behind))
        .route("/calendars/{calendar}/preview", post().to(calendars::preview))
        .route("/calendars/{calendar}/change", post().to(calendars::change))
        .route("/calendars/{calendar}/catch-up", post().to(calendars::catch_up))
        .service(resource("/outbox").route(get().to(outbox::show)).route(post().to(outbox::retry_all)))
        .route("/outbox/{job}/retry", post().to(outbox::retry))
        .route("/outbox/{job}/give-up", post().to(outbox::give_up))
        .route("/profile", get().to(profile::show))
        .route("/profile/fees", post().to(profile::adopt_fees));
}

async fn nowhere() -> Result<HttpResponse, ApiError> {
    Err(ApiError::NotFound)
}
