//! The API for programs: JSON under `/api/v1`, described by `/api/openapi.json`.

use actix_web::{
    http::StatusCode,
    web::{self, ServiceConfig},
};
use serde_json::{Map, Value, json};

use super::error::ApiError;
use crate::error::Error;

pub mod chains;
pub mod constellations;
pub mod dating;
pub mod exchange;
pub mod imports;
pub mod mappings;
pub mod merges;
pub mod neighbourhoods;
pub mod openapi;
pub mod parties;
pub mod photos;
pub mod readings;
pub mod records;
pub mod review;
mod review_schema;
pub mod rules;

/// Tables that come in, and how they are read.
fn coming_in(config: &mut ServiceConfig) {
    config
        .service(web::resource("/api/v1/imports").route(web::post().to(imports::create)))
        .service(web::resource("/api/v1/imports/components").route(web::post().to(imports::create)))
        .service(web::resource("/api/v1/imports/organizations").route(web::post().to(imports::create)))
        .service(web::resource("/api/v1/imports/transfers").route(web::post().to(imports::create)))
        .service(
            web::resource("/api/v1/imports/{ref}")
                .route(web::get().to(imports::show))
                .route(web::delete().to(imports::cancel)),
        )
        .service(web::resource("/api/v1/imports/{ref}/go").route(web::post().to(imports::go)))
        .service(
            web::resource("/api/v1/mappings")
                .route(web::get().to(mappings::list))
                .route(web::post().to(mappings::create)),
        )
        .service(
            web::resource("/api/v1/mappings/{ref}")
                .route(web::get().to(mappings::show))
                .route(web::put().to(mappings::update))
                .route(web::delete().to(mappings::remove)),
        );
}

/// The routes of the API.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/api/openapi.json", web::get().to(openapi::show))
        .service(web::resource("/api/v1/submissions").route(web::post().to(review::submit)))
        .service(web::resource("/api/v1/reviews").route(web::get().to(review::list)))
        .service(
            web::resource("/api/v1/reviews/{ref}")
                .route(web::get().to(review::show))
                .route(web::post().to(review::decide))
                .route(web::delete().to(review::take_back)),
        )
        .configure(coming_in)
        .configure(exchange::routes)
        .service(web::resource("/api/v1/read").route(web::post().to(readings::read)))
        .service(web::resource("/api/v1/rules").route(web::get().to(rules::list)))
        .service(web::resource("/api/v1/rules/{id:[a-z0-9._-]{1,60}}").route(web::get().to(rules::show)))
        .service(web::resource("/api/v1/units/{ref}/dating").route(web::get().to(dating::show)))
        .service(web::resource("/api/v1/chains/look-up").route(web::get().to(chains::look_up)))
        .service(web::resource("/api/v1/components/{ref}/chains").route(web::get().to(chains::show)))
        .service(web::resource("/api/v1/organizations/{ref}/neighbourhood").route(web::get().to(neighbourhoods::show)))
        .service(
            web::resource("/api/v1/components/{ref}/constellations").route(web::get().to(constellations::component)),
        )
        .service(web::resource("/api/v1/constellations").route(web::get().to(constellations::list)))
        .service(web::resource("/api/v1/constellations/{key:[0-9a-f]{16}}").route(web::get().to(constellations::show)))
        .service(web::resource("/api/v1/organizations/{ref}/components").route(web::get().to(chains::organization)))
        .service(web::resource("/api/v1/transfers/{ref}/components").route(web::get().to(chains::transfer)))
        .service(web::resource("/api/v1/parties/candidates").route(web::get().to(parties::list)))
        .service(
            web::resource("/api/v1/parties/candidates/{id:[0-9]{1,18}}")
                .route(web::get().to(parties::show))
                .route(web::post().to(parties::decide)),
        )
        // A photograph is made by sending its file; everything else of the shelf is like every other.
        .service(
            web::resource("/api/v1/{shelf:photos}")
                .route(web::get().to(records::list))
                .route(web::post().to(photos::create)),
        )
        .service(
            web::resource("/api/v1/{shelf}")
                .route(web::get().to(records::list))
                .route(web::post().to(records::create)),
        )
        .service(
            web::resource("/api/v1/{shelf}/{ref}")
                .route(web::get().to(records::show))
                .route(web::put().to(records::update)),
        )
        .service(web::resource("/api/v1/{shelf:parts|organizations}/{ref}/merge").route(web::post().to(merges::merge)))
        .route("/api/{rest:.*}", web::route().to(nowhere));
}

/// An address under `/api` that is none of ours.
///
/// # Errors
/// `NotFound`, always.
pub async fn nowhere() -> Result<actix_web::HttpResponse, ApiError> {
    Err(ApiError(Error::NotFound("page")))
}

/// The paths that are not the same on every shelf.
fn extra_paths(paths: &mut Map<String, Value>) {
    merges::paths(paths);
    let upload = json!({
        "post": {
            "tags": ["photos"], "operationId": "upload_photo", "security": [{ "token": [] }],
            "requestBody": { "required": true, "content": { "multipart/form-data": { "schema": {
                "type": "object", "required": ["file"],
                "properties": {
                    "file": { "type": "string", "format": "binary" },
                    "unit": { "type": "string" }, "component": { "type": "string" }, "role": { "type": "string" },
                    "caption": { "type": "string" }, "alt": { "type": "string" }, "credit": { "type": "string" },
                    "session": { "type": "string" },
                },
            } } } },
            "responses": openapi::responses(
                &[401, 403, 405, 408, 413, 415, 422, 429, 500, 503, 507],
                &[(201, Some("Photo"))],
            ),
        },
    });
    // Photographs arrive as files; the shelf's own list stays.
    if let (Some(Value::Object(photos)), Value::Object(upload)) = (paths.get_mut("/api/v1/photos"), upload) {
        photos.extend(upload);
    }
}

/// The Fluent key of what a status means here.
fn status_key(status: u16) -> &'static str {
    match status {
        200 => "status-ok",
        201 => "status-created",
        202 => "status-accepted",
        204 => "status-ok",
        301 => "status-moved",
        other => StatusCode::from_u16(other).map_or("status-internal", super::error::title_key),
    }
}
