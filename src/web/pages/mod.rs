//! Pages, one file a shelf. `records.rs` holds what is the same for all: forms, histories, tables.

use actix_web::{
    HttpResponse,
    http::header,
    web::{self, ServiceConfig},
};
use askama::Template;

use super::{api, error::PageError};
use crate::error::Error;

pub mod accounts;
pub mod admin;
mod asked;
mod batches;
mod cards;
pub mod chains;
pub mod claims;
pub mod components;
pub mod constellations;
pub mod dating;
mod dossiers;
pub mod drafts;
pub mod drawing;
mod evidence;
pub mod exchange;
pub mod explorations;
pub mod findings;
mod grown;
pub mod health;
pub mod history;
pub mod home;
pub mod imports;
pub mod incidents;
mod levels;
mod listing;
pub mod log;
pub mod mappings;
pub mod markings;
pub mod merges;
pub mod neighbourhoods;
pub mod organizations;
pub mod parties;
pub mod parts;
pub mod photos;
pub mod pictures;
pub mod readings;
pub mod records;
pub mod rereadings;
pub mod review;
pub mod rules;
pub mod search;
pub mod sign_in;
pub mod sources;
pub mod tables;
pub mod transfers;
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

/// The front page and the shelves, which are asked for most. Routes are tried in turn, so these stand before all others.
pub fn first(config: &mut ServiceConfig) {
    config.service(web::resource("/").route(web::get().to(home::show)));
    found(config);
    known(config);
}

/// The routes of all pages. Each address is registered once with all its methods, so that any other method is answered
/// with 405 and what is allowed.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/search").route(web::get().to(search::show)))
        .service(web::resource("/search.csv").route(web::get().to(search::csv)))
        .service(web::resource("/exchange").route(web::get().to(exchange::show)))
        .service(web::resource("/incidents.geojson").route(web::get().to(exchange::incidents)))
        .service(web::resource("/units.geojson").route(web::get().to(exchange::units)))
        .service(web::resource("/transfers.geojson").route(web::get().to(exchange::transfers)))
        .service(web::resource("/language").route(web::get().to(home::language)))
        .service(web::resource("/admin/log").route(web::get().to(log::show)));
    handed_over(config);
    chains::routes(config);
    constellations::routes(config);
    findings::routes(config);
    imports::routes(config);
    mappings::routes(config);
    photos::routes(config);
    sign_in::routes(config);
    accounts::routes(config);
    admin::routes(config);
    rereadings::routes(config);
    parties::routes(config);
    review::routes(config);
    rules::routes(config);
    records::routes(config);
}

/// The shelves of what was found: lists, cards, and making and changing records.
fn found(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/units")
                .route(web::get().to(units::list))
                .route(web::post().to(records::create)),
        )
        .service(
            web::resource("/units/{ref:[0-9A-Za-z-]{8,12}}")
                .route(web::get().to(units::show))
                .route(web::post().to(records::update)),
        )
        .service(
            web::resource("/units/{ref:[0-9A-Za-z-]{8,12}}/components").route(web::post().to(units::add_component)),
        )
        .service(web::resource("/units/{ref:[0-9A-Za-z-]{8,12}}/dating").route(web::get().to(dating::show)))
        .service(web::resource("/units/{ref:[0-9A-Za-z-]{8,12}}/dating.svg").route(web::get().to(dating::picture)))
        .service(web::resource("/units/{ref:[0-9A-Za-z-]{8,12}}/dating.json").route(web::get().to(api::dating::show)))
        .service(
            web::resource("/components")
                .route(web::get().to(components::list))
                .route(web::post().to(records::create)),
        )
        .service(
            web::resource("/components/{ref:[0-9A-Za-z-]{8,12}}")
                .route(web::get().to(components::show))
                .route(web::post().to(records::update)),
        )
        .service(
            web::resource("/weapons")
                .route(web::get().to(weapons::list))
                .route(web::post().to(records::create)),
        )
        .service(
            web::resource("/weapons/{ref:[0-9A-Za-z-]{8,12}}")
                .route(web::get().to(weapons::show))
                .route(web::post().to(records::update)),
        )
        .service(
            web::resource("/incidents")
                .route(web::get().to(incidents::list))
                .route(web::post().to(records::create)),
        )
        .service(
            web::resource("/incidents/{ref:[0-9A-Za-z-]{8,12}}")
                .route(web::get().to(incidents::show))
                .route(web::post().to(records::update)),
        );
}

/// The shelves of what is known about it.
fn known(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/parts")
                .route(web::get().to(parts::list))
                .route(web::post().to(records::create)),
        )
        .service(
            web::resource("/parts/{ref:[0-9A-Za-z-]{8,12}}")
                .route(web::get().to(parts::show))
                .route(web::post().to(records::update)),
        )
        .service(
            web::resource("/organizations")
                .route(web::get().to(organizations::list))
                .route(web::post().to(records::create)),
        )
        .service(
            web::resource("/organizations/{ref:[0-9A-Za-z-]{8,12}}")
                .route(web::get().to(organizations::show))
                .route(web::post().to(records::update)),
        )
        .service(
            web::resource("/{shelf:parts|organizations}/{ref:[0-9A-Za-z-]{8,12}}/merge")
                .route(web::get().to(merges::show))
                .route(web::post().to(merges::merge)),
        )
        .service(
            web::resource("/sources")
                .route(web::get().to(sources::list))
                .route(web::post().to(records::create)),
        )
        .service(
            web::resource("/sources/{ref:[0-9A-Za-z-]{8,12}}")
                .route(web::get().to(sources::show))
                .route(web::post().to(records::update)),
        )
        .service(
            web::resource("/readings")
                .route(web::get().to(readings::list))
                .route(web::post().to(records::create)),
        )
        .service(web::resource("/readings/preview").route(web::post().to(readings::preview)))
        .service(
            web::resource("/readings/{ref:[0-9A-Za-z-]{8,12}}")
                .route(web::get().to(readings::show))
                .route(web::post().to(records::update)),
        )
        .service(web::resource("/markings/{ref:[0-9A-Za-z-]{8,12}}/readings").route(web::post().to(readings::decide)))
        .service(
            web::resource("/claims")
                .route(web::get().to(claims::list))
                .route(web::post().to(records::create)),
        )
        .service(
            web::resource("/claims/{ref:[0-9A-Za-z-]{8,12}}")
                .route(web::get().to(claims::show))
                .route(web::post().to(records::update)),
        );
}

/// The shelf of who handed what to whom.
fn handed_over(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/organizations/{ref:[0-9A-Za-z-]{8,12}}/neighbourhood")
                .route(web::get().to(neighbourhoods::show)),
        )
        .service(
            web::resource("/organizations/{ref:[0-9A-Za-z-]{8,12}}/explore").route(web::get().to(explorations::show)),
        )
        .service(
            web::resource("/transfers")
                .route(web::get().to(transfers::list))
                .route(web::post().to(records::create)),
        )
        .service(
            web::resource("/transfers/{ref:[0-9A-Za-z-]{8,12}}")
                .route(web::get().to(transfers::show))
                .route(web::post().to(records::update)),
        );
}
