//! Pages, one file a shelf. `records.rs` holds what is the same for all: forms, histories, tables.

use actix_web::{
    HttpResponse,
    http::header,
    web::{self, ServiceConfig},
};
use askama::Template;

use super::error::PageError;
use crate::error::Error;

pub mod accounts;
pub mod admin;
mod asked;
mod batches;
pub mod claims;
pub mod components;
mod dossiers;
mod evidence;
pub mod findings;
pub mod health;
pub mod history;
pub mod home;
pub mod imports;
pub mod incidents;
pub mod markings;
pub mod merges;
pub mod organizations;
pub mod parts;
pub mod photos;
pub mod pictures;
pub mod records;
pub mod review;
pub mod search;
pub mod sign_in;
pub mod sources;
pub mod tables;
pub mod tree;
pub mod units;
pub mod uploads;
pub mod weapons;

/// A rendered page.
///
/// # Errors
/// `Internal` when the template fails.
pub fn page(view: &impl Template) -> Result<HttpResponse, PageError> {
    let html = view.render().map_err(|cause| PageError(Error::internal(cause)))?;
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html))
}

/// A rendered page with another status: a form that came back with errors.
///
/// # Errors
/// As [`page`].
pub fn page_with(status: actix_web::http::StatusCode, view: &impl Template) -> Result<HttpResponse, PageError> {
    let mut answer = page(view)?;
    *answer.status_mut() = status;
    Ok(answer)
}

/// After a form: go there.
pub fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, path))
        .finish()
}

/// Any address that is none of ours.
///
/// # Errors
/// `NotFound`, always.
pub async fn nowhere() -> Result<HttpResponse, PageError> {
    Err(PageError(Error::NotFound("page")))
}

/// The routes of all pages.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/", web::get().to(home::show))
        .route("/search", web::get().to(search::show))
        .route("/search.csv", web::get().to(search::csv))
        .route("/units", web::get().to(units::list))
        .route("/units/{ref:[0-9A-Za-z-]{8,12}}", web::get().to(units::show))
        .route(
            "/units/{ref:[0-9A-Za-z-]{8,12}}/components",
            web::post().to(units::add_component),
        )
        .route("/components", web::get().to(components::list))
        .route("/components/{ref:[0-9A-Za-z-]{8,12}}", web::get().to(components::show))
        .route("/parts", web::get().to(parts::list))
        .route("/parts/{ref:[0-9A-Za-z-]{8,12}}", web::get().to(parts::show))
        .route("/organizations", web::get().to(organizations::list))
        .route(
            "/organizations/{ref:[0-9A-Za-z-]{8,12}}",
            web::get().to(organizations::show),
        )
        .route(
            "/{shelf:parts|organizations}/{ref:[0-9A-Za-z-]{8,12}}/merge",
            web::get().to(merges::show),
        )
        .route(
            "/{shelf:parts|organizations}/{ref:[0-9A-Za-z-]{8,12}}/merge",
            web::post().to(merges::merge),
        )
        .route("/language", web::get().to(home::language))
        .route("/sources", web::get().to(sources::list))
        .route("/sources/{ref:[0-9A-Za-z-]{8,12}}", web::get().to(sources::show))
        .route("/weapons", web::get().to(weapons::list))
        .route("/weapons/{ref:[0-9A-Za-z-]{8,12}}", web::get().to(weapons::show))
        .route("/incidents", web::get().to(incidents::list))
        .route("/incidents.geojson", web::get().to(incidents::geojson))
        .route("/incidents/{ref:[0-9A-Za-z-]{8,12}}", web::get().to(incidents::show))
        .route("/claims", web::get().to(claims::list))
        .route("/claims/{ref:[0-9A-Za-z-]{8,12}}", web::get().to(claims::show));
    findings::routes(config);
    imports::routes(config);
    photos::routes(config);
    sign_in::routes(config);
    accounts::routes(config);
    admin::routes(config);
    review::routes(config);
    records::routes(config);
}
