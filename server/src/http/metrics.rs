//! `GET /metrics`, on a listener of its own that the public cannot reach.

use actix_web::{HttpResponse, web};

use crate::app::App;

/// What monitoring reads.
pub async fn metrics(app: web::Data<App>) -> HttpResponse {
    match app.metrics().text(&app).await {
        Ok(text) => {
            HttpResponse::Ok().content_type("application/openmetrics-text; version=1.0.0; charset=utf-8").body(text)
        }
        Err(_) => HttpResponse::InternalServerError().finish(),
    }
}
