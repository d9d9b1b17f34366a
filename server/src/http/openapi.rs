//! The description of the API, made from the code. `server/openapi.json` is its committed copy.

mod common;

use actix_web::HttpResponse;
use utoipa::OpenApi;

use super::api::{documents, requests, staff, submit};

/// The operations that scripts and the console may rely on.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Front Counter",
        description = "The public counter of a police department, and its staff console. Writes of scripts carry an \
                       access key as bearer, or the counter's own Origin; writes of staff carry X-CSRF-Token. \
                       Errors are application/problem+json (RFC 9457).",
    ),
    paths(
        submit::submit,
        requests::show,
        requests::message,
        requests::withdraw,
        documents::add,
        documents::get,
        staff::session::sign_in,
        staff::session::show,
        staff::session::prove,
        staff::session::sign_out,
        staff::enrolment::offer,
        staff::enrolment::confirm,
        staff::sheets::home::show,
        staff::sheets::day::show,
        staff::sheets::statistics::show,
        staff::sheets::deadlines::show,
        staff::audit::take,
        staff::sheets::audit::show,
        staff::sheets::audit::verify,
        staff::sheets::key_in::show,
        staff::sheets::key_in::add,
        staff::sheets::related::show,
        staff::sheets::related::link,
        staff::sheets::related::merge,
        staff::sheets::replies::show,
        staff::sheets::replies::add,
        staff::sheets::replies::change,
        staff::sheets::retention::show,
        staff::sheets::retention::propose,
        staff::sheets::retention::approve_all,
        staff::sheets::retention::approve,
        staff::sheets::retention::refuse,
        staff::sheets::retention::hold,
        staff::sheets::retention::lift,
        staff::sheets::retention::change,
        staff::sheets::accounts::list,
        staff::sheets::accounts::add,
        staff::sheets::accounts::show,
        staff::sheets::accounts::change,
        staff::sheets::accounts::reset_mfa,
        staff::sheets::accounts::disable,
        staff::sheets::accounts::enable,
        staff::sheets::accounts::unlock,
        staff::sheets::accounts::end_sessions,
        staff::sheets::calendars::list,
        staff::sheets::calendars::show,
        staff::sheets::calendars::behind,
        staff::sheets::calendars::preview,
        staff::sheets::calendars::change,
        staff::sheets::calendars::catch_up,
        staff::sheets::outbox::show,
        staff::sheets::outbox::retry_all,
        staff::sheets::outbox::retry,
        staff::sheets::outbox::give_up,
        staff::sheets::profile::show,
        staff::sheets::profile::adopt_fees,
        staff::cases::list,
        staff::export::cases,
        staff::cases::show,
        staff::cases::act,
        staff::cases::assign,
        staff::cases::message,
        staff::cases::note,
        staff::cases::decide,
        staff::live::changes,
        staff::live::enter,
        staff::live::leave,
        staff::bulk::preview,
        staff::bulk::run,
        documents::staff_add,
        documents::staff_get,
    )
)]
struct Description;

/// The description as JSON, the same on every build of the same code.
#[must_use]
pub fn document() -> String {
    let mut description = Description::openapi();
    common::add(description.components.get_or_insert_default());
    for (path, item) in &mut description.paths.paths {
        for (writes, operation) in [(false, &mut item.get), (true, &mut item.post), (true, &mut item.delete)] {
            let Some(operation) = operation else { continue };
            // Handlers are named for what they do in their file: `show` alone would stand here twice.
            let file = operation.tags.iter().flatten().next().map(|tag| tag.replace("::", "_"));
            operation.operation_id =
                file.zip(operation.operation_id.take()).map(|(file, name)| format!("{file}_{name}"));
            common::complete(path, writes, operation);
        }
    }
    description.to_pretty_json().unwrap_or_default()
}

/// `GET /api/openapi.json`: the description.
pub async fn serve() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").insert_header(("cache-control", "no-cache")).body(document())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_description_is_that_of_the_code() {
        let committed = include_str!("../../openapi.json");
        assert!(
            committed.trim_end() == super::document(),
            "run `cargo run -p server -- openapi > server/openapi.json`"
        );
    }
}
