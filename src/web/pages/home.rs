//! The front page: search first, then the newest units; and choosing a language.

use actix_web::{
    HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    http::header,
    web::Data,
};
use askama::Template;

use super::{
    page,
    units::{self, Row},
};
use crate::{
    domain::units::Unit,
    error::Error,
    service,
    web::{
        State,
        actor::{Caller, LANGUAGE},
        error::PageError,
        extract::Query,
        layout::Layout,
        urls,
    },
    words::Lang,
};

/// Units shown on the front page.
const NEWEST: usize = 6;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    layout: Layout,
    units: Vec<Row>,
}

/// Search first.
pub async fn show(state: Data<State>, caller: Caller) -> Result<HttpResponse, PageError> {
    let ctx = caller.ctx();
    let newest = state
        .db
        .glance(move |conn| service::records::list::<Unit>(conn, &ctx, None, NEWEST))
        .await?;
    let words = caller.words();
    page(&HomePage {
        layout: Layout::new(&caller, "/"),
        units: newest.items.iter().map(|unit| units::row(unit, words)).collect(),
    })
}

/// Remembers a language and goes back.
pub async fn language(state: Data<State>, Query(query): Query) -> Result<HttpResponse, PageError> {
    let lang = Lang::parse(query.get("to")).ok_or(Error::NotFound("language"))?;
    Ok(remember(&state, lang, urls::back(query.get("return"))))
}

/// Sets the cookie that remembers a language, and goes on.
pub(super) fn remember(state: &State, lang: Lang, to: &str) -> HttpResponse {
    let cookie = Cookie::build(LANGUAGE, lang.code())
        .path("/")
        .max_age(Duration::days(365))
        .same_site(SameSite::Lax)
        .http_only(true)
        .secure(state.secure)
        .finish();
    HttpResponse::SeeOther()
        .cookie(cookie)
        .insert_header((header::LOCATION, to))
        .finish()
}
