//! Every address of the counter, on one screen.

use actix_web::HttpResponse;
use actix_web::web::{self, ServiceConfig, scope};

use super::api::{documents, requests, staff, submit};
use super::methods::{at, delete, get, post};
use super::pages::{
    case, closures, fees, find, found, leave, offline, reading, search, send, service, staff as console, staff_letter,
};
use super::{ApiError, assets, health, openapi};

/// Binds every address to its handler.
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(at("/healthz", [get().to(health::healthz)]))
        .service(at("/readyz", [get().to(health::readyz)]))
        .service(at("/static/{file:.*}", [get().to(assets::serve)]))
        .service(at("/favicon.ico", [get().to(found::favicon)]))
        .service(at("/robots.txt", [get().to(found::robots)]))
        .service(at("/sitemap.xml", [get().to(found::sitemap)]))
        .service(at("/service-worker.js", [get().to(offline::worker)]))
        .service(at("/api/openapi.json", [get().to(openapi::serve)]))
        .service(scope("/api/v1/staff").configure(staff_api))
        .service(scope("/api/v1/requests").configure(requester_api))
        .service(at("/staff/letters/{reference}/{id}", [get().to(staff_letter::show)]))
        .service(at("/staff", [get().to(console::console)]))
        .service(at("/staff/{page:.*}", [get().to(console::console)]))
        .service(at("/es", [get().to(reading::spanish_home)]))
        .service(scope("/es").configure(public_pages))
        .configure(public_pages)
        .default_service(web::to(nowhere));
}

/// The same addresses in each language.
fn public_pages(cfg: &mut ServiceConfig) {
    cfg.service(at("/", [get().to(reading::home)]))
        .service(at("/911", [get().to(reading::read)]))
        .service(at("/911/card", [get().to(reading::read)]))
        .service(at("/911/practice", [get().to(reading::read)]))
        .service(at("/contact", [get().to(reading::read)]))
        .service(at("/fees", [get().to(fees::show)]))
        .service(at("/fees.csv", [get().to(fees::file)]))
        .service(at("/closures", [get().to(closures::show)]))
        .service(at("/closures.ics", [get().to(closures::feed)]))
        .service(at("/accessibility", [get().to(reading::read)]))
        .service(at("/privacy", [get().to(reading::read)]))
        .service(at("/language", [get().to(reading::read)]))
        .service(at("/search", [get().to(search::search)]))
        .service(at("/manifest.webmanifest", [get().to(found::manifest)]))
        .service(at("/about", [get().to(reading::read)]))
        .service(at("/about/{section}", [get().to(reading::read)]))
        .service(at("/services/{kind}", [get().to(reading::read)]))
        .service(at("/services/{kind}/start", [get().to(service::start)]))
        .service(at("/services/{kind}/start/{step}", [get().to(service::step), post().to(service::post)]))
        .service(at("/services/{kind}/start/{step}/files/{purpose}", [post().to(service::upload)]))
        .service(at("/services/{kind}/sent/{token}", [get().to(send::sent)]))
        .service(at("/leave", [get().to(leave::leave)]))
        .service(at("/k/{key}", [get().to(find::open)]))
        .service(at("/find", [get().to(find::ask), post().to(find::find)]))
        .service(at("/requests/{reference}", [get().to(case::show)]))
        .service(at("/requests/{reference}/messages", [post().to(case::message)]))
        .service(at("/requests/{reference}/documents", [post().to(case::add_document)]))
        .service(at("/requests/{reference}/documents/{id}", [get().to(documents::get)]))
        .service(at("/requests/{reference}/letters/{id}", [get().to(case::letter)]))
        .service(at("/requests/{reference}/withdraw", [get().to(case::ask_withdraw), post().to(case::withdraw)]))
        .service(at("/requests/{reference}/close", [post().to(case::close)]))
        .service(at("/requests/{reference}/email-code", [post().to(case::confirm_email)]))
        .service(at("/requests/{reference}/pin", [post().to(case::pin)]));
}

/// What a requester's scripts ask.
fn requester_api(cfg: &mut ServiceConfig) {
    // Two addresses of one shape: the method tells a kind from a reference.
    cfg.route("/{kind}", web::post().to(submit::submit))
        .service(at("/{reference}", [get().to(requests::show)]))
        .service(at("/{reference}/messages", [post().to(requests::message)]))
        .service(at("/{reference}/documents", [post().to(documents::add)]))
        .service(at("/{reference}/documents/{id}", [get().to(documents::get)]))
        .service(at("/{reference}/withdraw", [post().to(requests::withdraw)]));
}

/// What the staff console asks.
fn staff_api(cfg: &mut ServiceConfig) {
    cfg.service(at(
        "/session",
        [post().to(staff::session::sign_in), get().to(staff::session::show), delete().to(staff::session::sign_out)],
    ))
    .service(at("/session/reauth", [post().to(staff::session::prove)]))
    .service(at("/enrolment", [post().to(staff::enrolment::offer)]))
    .service(at("/enrolment/confirm", [post().to(staff::enrolment::confirm)]))
    .service(scope("/sheets/admin").configure(administration))
    .service(at("/sheets/home", [get().to(staff::sheets::home::show)]))
    .service(at("/sheets/day", [get().to(staff::sheets::day::show)]))
    .service(at("/sheets/statistics", [get().to(staff::sheets::statistics::show)]))
    .service(at("/sheets/deadlines", [get().to(staff::sheets::deadlines::show)]))
    .service(at(
        "/sheets/cases/{reference}/audit",
        [get().to(staff::sheets::audit::show), post().to(staff::sheets::audit::verify)],
    ))
    .configure(desk)
    .service(scope("/sheets/retention").configure(keeping))
    .service(at("/cases", [get().to(staff::cases::list)]))
    .service(at("/cases.csv", [get().to(staff::export::cases)]))
    .service(at("/cases/changes", [get().to(staff::live::changes)]))
    .service(at("/cases/bulk", [post().to(staff::bulk::run)]))
    .service(at("/cases/bulk/preview", [post().to(staff::bulk::preview)]))
    .service(at("/cases/{reference}", [get().to(staff::cases::show)]))
    .service(at("/cases/{reference}/presence", [post().to(staff::live::enter), delete().to(staff::live::leave)]))
    .service(at("/cases/{reference}/audit/export", [get().to(staff::audit::take)]))
    .service(at("/cases/{reference}/actions/{action}", [post().to(staff::cases::act)]))
    .service(at("/cases/{reference}/assign", [post().to(staff::cases::assign)]))
    .service(at("/cases/{reference}/messages", [post().to(staff::cases::message)]))
    .service(at("/cases/{reference}/notes", [post().to(staff::cases::note)]))
    .service(at("/cases/{reference}/documents", [post().to(documents::staff_add)]))
    .service(at("/cases/{reference}/documents/{id}", [get().to(documents::staff_get)]))
    .service(at("/cases/{reference}/approvals/{approval}/{decision}", [post().to(staff::cases::decide)]));
}

/// The sheets of everyday work.
fn desk(cfg: &mut ServiceConfig) {
    use staff::sheets::{key_in, related, replies};
    cfg.service(at("/sheets/replies", [get().to(replies::show), post().to(replies::add)]))
        .service(at("/sheets/replies/{reply}", [post().to(replies::change)]))
        .service(at("/sheets/new", [get().to(key_in::show)]))
        .service(at("/sheets/new/{kind}", [post().to(key_in::add)]))
        .service(at("/sheets/cases/{reference}/related", [get().to(related::show)]))
        .service(at("/sheets/cases/{reference}/related/link", [post().to(related::link)]))
        .service(at("/sheets/cases/{reference}/related/merge", [post().to(related::merge)]));
}

/// The sheet of retention.
fn keeping(cfg: &mut ServiceConfig) {
    use staff::sheets::retention;
    cfg.service(at("", [get().to(retention::show)]))
        .service(at("/proposals", [post().to(retention::propose)]))
        .service(at("/proposals/approve", [post().to(retention::approve_all)]))
        .service(at("/proposals/{proposal}/approve", [post().to(retention::approve)]))
        .service(at("/proposals/{proposal}/refuse", [post().to(retention::refuse)]))
        .service(at("/holds", [post().to(retention::hold)]))
        .service(at("/holds/{hold}/lift", [post().to(retention::lift)]))
        .service(at("/schedule", [post().to(retention::change)]));
}

/// The sheets of administrators.
fn administration(cfg: &mut ServiceConfig) {
    use staff::sheets::{accounts, calendars, outbox, profile};
    cfg.service(at("/accounts", [get().to(accounts::list), post().to(accounts::add)]))
        .service(at("/accounts/{account}", [get().to(accounts::show)]))
        .service(at("/accounts/{account}/change", [post().to(accounts::change)]))
        .service(at("/accounts/{account}/reset-mfa", [post().to(accounts::reset_mfa)]))
        .service(at("/accounts/{account}/disable", [post().to(accounts::disable)]))
        .service(at("/accounts/{account}/enable", [post().to(accounts::enable)]))
        .service(at("/accounts/{account}/unlock", [post().to(accounts::unlock)]))
        .service(at("/accounts/{account}/end-sessions", [post().to(accounts::end_sessions)]))
        .service(at("/calendars", [get().to(calendars::list)]))
        .service(at("/calendars/{calendar}", [get().to(calendars::show)]))
        .service(at("/calendars/{calendar}/behind", [get().to(calendars::behind)]))
        .service(at("/calendars/{calendar}/preview", [post().to(calendars::preview)]))
        .service(at("/calendars/{calendar}/change", [post().to(calendars::change)]))
        .service(at("/calendars/{calendar}/catch-up", [post().to(calendars::catch_up)]))
        .service(at("/outbox", [get().to(outbox::show), post().to(outbox::retry_all)]))
        .service(at("/outbox/{job}/retry", [post().to(outbox::retry)]))
        .service(at("/outbox/{job}/give-up", [post().to(outbox::give_up)]))
        .service(at("/profile", [get().to(profile::show)]))
        .service(at("/profile/fees", [post().to(profile::adopt_fees)]));
}

async fn nowhere() -> Result<HttpResponse, ApiError> {
    Err(ApiError::NotFound)
}
