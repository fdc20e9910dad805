//! What the catalogue hands to other programs: one page that says which files there are.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::page;
use crate::{
    domain::{fields::Fields, records::Shelf},
    service::exchange::places,
    web::{State, actor::Caller, api::exchange::file, error::PageError, extract::Query, geojson, layout::Layout},
};

#[derive(Template)]
#[template(path = "exchange/show.html")]
struct ShowPage {
    layout: Layout,
    files: Vec<FileView>,
}

/// A file.
struct FileView {
    href: String,
    name: &'static str,
    title: String,
    about: String,
}

/// The files: address and the key that their title and description begin with.
const FILES: [(&str, &str, &str, &str); 5] = [
    (
        "/api/v1/exchange/entities.ftm.json",
        "entities.ftm.json",
        "exchange-entities",
        "exchange-entities-about",
    ),
    (
        "/api/v1/exchange/organizations.csv",
        "organizations.csv",
        "exchange-organizations",
        "exchange-tables-about",
    ),
    (
        "/api/v1/exchange/transfers.csv",
        "transfers.csv",
        "exchange-transfers",
        "exchange-tables-about",
    ),
    (
        "/api/v1/exchange/catalogue.geojson",
        "catalogue.geojson",
        "exchange-places",
        "exchange-places-about",
    ),
    (
        "/api/v1/exchange/index.json",
        "index.json",
        "exchange-index",
        "exchange-index-about",
    ),
];

/// The files, each with what it is for.
pub async fn show(caller: Caller) -> Result<HttpResponse, PageError> {
    let words = caller.words();
    let files = FILES.map(|(href, name, title, about)| FileView {
        href: href.to_owned(),
        name,
        title: words.t(title).to_owned(),
        about: words.t(about).to_owned(),
    });
    page(&ShowPage {
        layout: Layout::new(&caller, "/exchange"),
        files: files.into(),
    })
}

/// The incidents in sight with their places.
pub async fn incidents(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    list(&state, &caller, query, Shelf::Incidents).await
}

/// The units in sight, each where it was used or found.
pub async fn units(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    list(&state, &caller, query, Shelf::Units).await
}

/// The transfers in sight with the countries of their way.
pub async fn transfers(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    list(&state, &caller, query, Shelf::Transfers).await
}

async fn list(state: &Data<State>, caller: &Caller, query: Fields, shelf: Shelf) -> Result<HttpResponse, PageError> {
    // A filter that leads nowhere is an answer of its own, as long as the file has not begun.
    let (ctx, asked) = (caller.ctx(), query.clone());
    state
        .db
        .read(move |conn| places::more(conn, &ctx, shelf, &asked, None).map(drop))
        .await?;
    let name = format!("{}.geojson", shelf.as_str());
    Ok(file(&name, geojson::KIND).streaming(geojson::features(state, caller.ctx(), &[shelf], &query)))
}
