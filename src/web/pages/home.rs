//! The front page, and choosing a language.

use actix_web::{
    HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    http::header,
    web::Data,
};
use askama::Template;

use super::page;
use crate::{
    error::Error,
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

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    layout: Layout,
}

/// Search first.
pub async fn show(caller: Caller) -> Result<HttpResponse, PageError> {
    page(&HomePage {
        layout: Layout::new(&caller, "/"),
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
