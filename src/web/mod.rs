//! HTTP in and out: pages for people, an API for programs. No rules, no SQL.
//!
//! A handler reads the request, makes one service call inside one transaction, and turns the answer
//! into a view. This room must never compare roles, build a statement, or decide about secrecy: what it
//! gets has passed the release gate.

use std::sync::Arc;

use actix_web::{
    HttpRequest,
    web::{self, Data, ServiceConfig},
};
use chrono::{DateTime, Utc};

use crate::{
    domain::rules::book::Rulebook,
    media::vault::Vault,
    service::{dating::Memory, imports::board::Board, pictures::Studio},
    store::Db,
};

pub mod actor;
pub mod agents;
pub mod api;
pub mod assets;
pub mod axis;
pub mod chains;
pub mod charts;
pub mod constellations;
pub mod csv;
pub mod dating;
pub mod decisions;
pub mod error;
pub mod exchange;
pub mod extract;
pub mod front;
pub mod geojson;
pub mod goods;
pub mod identity;
pub mod layout;
pub mod marks;
pub mod neighbourhoods;
pub mod pages;
pub mod parties;
pub mod patterns;
pub mod plates;
pub mod readings;
mod rows;
pub mod throttle;
pub mod transcripts;
pub mod upload;
pub mod urls;
pub mod views;

/// What every handler can reach. Cheap to clone.
#[derive(Clone)]
pub struct State {
    /// The database.
    pub db: Db,
    /// The files.
    pub vault: Arc<Vault>,
    /// Where photographs are received and developed.
    pub studio: Arc<Studio>,
    /// How far the imports are that this process works on.
    pub imports: Arc<Board>,
    /// The dates of units that were worked out last.
    pub dates: Arc<Memory>,
    /// The rules that marks are read by.
    pub rules: Arc<Rulebook>,
    /// The only clock. Tests set it.
    pub clock: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    /// The address people reach the site at, without a slash at the end, for citations and links in mail.
    pub site: String,
    /// Whether cookies are for TLS only.
    pub secure: bool,
}

/// Now, as the state's clock tells it.
#[expect(
    clippy::disallowed_methods,
    reason = "without a state there is no other clock; only broken wiring gets here"
)]
pub fn now(request: &HttpRequest) -> DateTime<Utc> {
    request
        .app_data::<Data<State>>()
        .map_or_else(Utc::now, |state| (state.clock)())
}

/// Every route. The server and the tests call the same.
pub fn configure(state: State) -> impl Fn(&mut ServiceConfig) + Clone {
    let state = Data::new(state);
    move |config| {
        config.app_data(state.clone());
        pages::first(config);
        config.service(web::resource("/healthz").route(web::get().to(pages::health::alive)));
        config.service(web::resource("/readyz").route(web::get().to(pages::health::ready)));
        config.service(web::resource("/static/{digest}/{file:.*}").route(web::get().to(assets::serve)));
        api::routes(config);
        pages::routes(config);
    }
}
