//! What operations have in common: who may ask, and what is refused before a handler sees it. Handlers name the rest.

use actix_web::http::StatusCode;
use shared::problem::Problem;
use utoipa::PartialSchema;
use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{Content, Ref, RefOr, Response};
use utoipa::{ToSchema, openapi::Components};

use crate::http::cookies::STAFF_COOKIE;

const PROBLEM: &str = "application/problem+json";

/// Adds what [`complete`] refers to.
pub(super) fn add(components: &mut Components) {
    let key = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("The access key of a request."));
    let cookie = "The session of staff; with TLS its name begins with `__Host-`.";
    let token = "The `csrf` of the session, with every write.";
    let schemes = [
        ("accessKey", SecurityScheme::Http(key.build())),
        ("staffSession", SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(STAFF_COOKIE, cookie)))),
        ("csrfToken", SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::with_description("X-CSRF-Token", token)))),
    ];
    components.security_schemes.extend(schemes.map(|(name, scheme)| (name.to_owned(), RefOr::T(scheme))));
    components.schemas.insert(Problem::name().into_owned(), Problem::schema());
    for status in REFUSALS {
        let mut refusal = Response::new(status.canonical_reason().unwrap_or_default());
        refusal.content.insert(PROBLEM.to_owned(), problem());
        components.responses.insert(name_of(status), RefOr::T(refusal));
    }
}

/// Adds what the operation's address, parameters and body imply.
pub(super) fn complete(path: &str, writes: bool, operation: &mut Operation) {
    let signs_in = operation.operation_id.as_deref() == Some("staff_session_sign_in");
    let of_staff = path.starts_with("/api/v1/staff/") && !signs_in;
    let of_a_case = path.contains('{');
    let needs = |names: &[&str]| {
        let none = SecurityRequirement::default();
        Some(vec![names.iter().fold(none, |needed, name| needed.add(*name, Vec::<String>::new()))])
    };
    if of_staff {
        operation.security = needs(if writes { &["staffSession", "csrfToken"] } else { &["staffSession"] });
    } else if path.contains("{reference}") {
        operation.security = needs(&["accessKey"]);
    }
    add_file(operation);
    let has_body = operation.request_body.is_some();
    // Malformed, a flood, a database that is gone.
    let always = [StatusCode::BAD_REQUEST, StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE];
    let body = [
        StatusCode::REQUEST_TIMEOUT,
        StatusCode::PAYLOAD_TOO_LARGE,
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        StatusCode::UNPROCESSABLE_ENTITY,
    ];
    let refusals = always
        .into_iter()
        .chain(of_staff.then_some(StatusCode::UNAUTHORIZED))
        .chain((of_staff || writes).then_some(StatusCode::FORBIDDEN))
        .chain(of_a_case.then_some(StatusCode::NOT_FOUND))
        .chain(has_body.then_some(body).into_iter().flatten());
    let responses = &mut operation.responses.responses;
    for status in refusals {
        responses.entry(status.as_str().to_owned()).or_insert_with(|| RefOr::T(Response::default()));
    }
    for (status, response) in responses {
        if let Ok(status) = status.parse::<StatusCode>() {
            describe(status, response);
        }
    }
}

/// A refusal is a problem unless its handler names something else, and always of the same media type.
fn describe(status: StatusCode, response: &mut RefOr<Response>) {
    let RefOr::T(named) = response else { return };
    if named.description.is_empty() {
        named.description = status.canonical_reason().unwrap_or_default().to_owned();
    }
    if !status.is_client_error() && !status.is_server_error() {
        return;
    }
    match named.content.swap_remove("application/json").filter(|content| *content != problem()) {
        Some(content) => drop(named.content.insert(PROBLEM.to_owned(), content)),
        None => *response = RefOr::Ref(Ref::from_response_name(name_of(status))),
    }
}

/// Every status that a problem has.
const REFUSALS: [StatusCode; 11] = [
    StatusCode::BAD_REQUEST,
    StatusCode::UNAUTHORIZED,
    StatusCode::FORBIDDEN,
    StatusCode::NOT_FOUND,
    StatusCode::REQUEST_TIMEOUT,
    StatusCode::CONFLICT,
    StatusCode::PAYLOAD_TOO_LARGE,
    StatusCode::UNSUPPORTED_MEDIA_TYPE,
    StatusCode::UNPROCESSABLE_ENTITY,
    StatusCode::TOO_MANY_REQUESTS,
    StatusCode::SERVICE_UNAVAILABLE,
];

/// `429` is `TooManyRequests`.
fn name_of(status: StatusCode) -> String {
    status.canonical_reason().unwrap_or_default().replace(' ', "")
}

fn problem() -> RefOr<Content> {
    RefOr::T(Content::new(Some(Ref::from_schema_name(Problem::name()))))
}

/// `csv=ID` in the address of a sheet answers one of its tables as a file.
fn add_file(operation: &mut Operation) {
    let parameters = operation.parameters.iter().flatten();
    let queries = parameters.filter_map(|parameter| match parameter {
        RefOr::T(parameter) if parameter.parameter_in == ParameterIn::Query => Some(parameter.name.as_str()),
        _ => None,
    });
    if queries.into_iter().all(|name| name != "csv") {
        return;
    }
    let responses = &mut operation.responses.responses;
    if let Some(RefOr::T(sheet)) = responses.get_mut("200") {
        sheet.content.insert("text/csv".to_owned(), RefOr::T(Content::new(Some(String::schema()))));
    }
    responses.entry("404".to_owned()).or_insert_with(|| RefOr::T(Response::default()));
}
