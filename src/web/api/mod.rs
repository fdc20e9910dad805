//! The API for programs: JSON under `/api/v1`, described by `/api/openapi.json`.

use actix_web::web::{self, ServiceConfig};

pub mod records;

/// The routes of the API.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/api/v1/{shelf}", web::get().to(records::list))
        .route("/api/v1/{shelf}", web::post().to(records::create))
        .route("/api/v1/{shelf}/{ref}", web::get().to(records::show))
        .route("/api/v1/{shelf}/{ref}", web::put().to(records::update));
}
