//! Who makes a request: a session cookie or a bearer token becomes an [`Actor`], anything else a visitor.

use std::{future::Future, pin::Pin, rc::Rc, time::Instant};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header, web::Data};

use super::State;
use crate::{
    domain::{access::Actor, accounts::Session},
    error::{Error, Result},
    service::Ctx,
    words::{self, Lang, Words},
};

/// Name of the session cookie.
pub const SESSION: &str = "sherd_session";
/// Name of the cookie that remembers the language of a visitor.
pub const LANGUAGE: &str = "sherd_language";

/// Everything about a request that is not its content. One a request, shared by all who ask.
#[derive(Debug, Clone)]
pub struct Caller(Rc<Inner>);

/// See [`Caller`].
#[derive(Debug)]
pub struct Inner {
    /// Who asks, and when.
    pub ctx: Ctx,
    /// The language to answer in.
    pub lang: Lang,
    /// The secret that this session's forms carry; `None` without a session.
    pub csrf: Option<String>,
    /// The session in use; tokens and visitors have none.
    pub session: Option<Session>,
    /// The name to show for the person.
    pub name: String,
    /// Path and query of the request.
    pub path: String,
    /// When work on the request began.
    pub began: Instant,
}

impl std::ops::Deref for Caller {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Caller {
    /// The words of the caller's language.
    pub fn words(&self) -> &'static Words {
        words::of(self.lang)
    }

    /// The context for a service call in another thread.
    pub fn ctx(&self) -> Ctx {
        self.0.ctx.clone()
    }

    /// The caller that was found for this request, if any extractor asked.
    pub fn known(request: &HttpRequest) -> Option<Caller> {
        request.extensions().get::<Caller>().cloned()
    }

    /// A visitor: for answers to requests whose sender could not be found out.
    pub fn visitor(request: &HttpRequest) -> Caller {
        let ctx = Ctx::new(Actor::visitor(), super::now(request), request_id(request));
        Caller(Rc::new(Inner {
            ctx: match request.app_data::<Data<State>>() {
                Some(state) => ctx.ruled(&state.rules),
                None => ctx,
            },
            lang: language(request, None),
            csrf: None,
            session: None,
            name: String::new(),
            path: address(request),
            began: Instant::now(),
        }))
    }

    async fn find(request: HttpRequest) -> Result<Caller> {
        if let Some(known) = Caller::known(&request) {
            return Ok(known);
        }
        let caller = match secret(&request) {
            None => Caller::visitor(&request),
            Some(secret) => Caller::signed(&request, secret).await?,
        };
        request.extensions_mut().insert(caller.clone());
        Ok(caller)
    }

    async fn signed(request: &HttpRequest, secret: Secret) -> Result<Caller> {
        let state = request
            .app_data::<Data<State>>()
            .ok_or_else(|| Error::internal("no state"))?
            .clone();
        let now = super::now(request);
        let identity = super::identity::identify(&state, secret, now).await?;
        let mut caller = Caller::visitor(request);
        if let (Some(identity), Some(inner)) = (identity, Rc::get_mut(&mut caller.0)) {
            inner.ctx.actor = identity.actor;
            inner.lang = language(request, Lang::parse(&identity.language));
            inner.csrf = identity.session.as_ref().map(|session| session.csrf.clone());
            inner.session = identity.session;
            inner.name = identity.name;
        }
        Ok(caller)
    }
}

/// What a request proves itself with.
#[derive(Debug, Clone)]
pub enum Secret {
    /// The session cookie.
    Session(String),
    /// `Authorization: Bearer …`.
    Token(String),
}

fn secret(request: &HttpRequest) -> Option<Secret> {
    if let Some(value) = request.headers().get(header::AUTHORIZATION) {
        let token = value.to_str().ok().and_then(|text| text.strip_prefix("Bearer "));
        // A header that is no token must not fall back to the cookie beside it.
        return Some(Secret::Token(token.unwrap_or_default().trim().to_owned()));
    }
    request
        .cookie(SESSION)
        .map(|cookie| Secret::Session(cookie.value().to_owned()))
}

fn language(request: &HttpRequest, account: Option<Lang>) -> Lang {
    let chosen = request.cookie(LANGUAGE).and_then(|cookie| Lang::parse(cookie.value()));
    chosen.or(account).unwrap_or_else(|| {
        request
            .headers()
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .map_or(Lang::En, Lang::negotiate)
    })
}

fn address(request: &HttpRequest) -> String {
    request
        .uri()
        .path_and_query()
        .map_or_else(|| "/".to_owned(), ToString::to_string)
}

fn request_id(request: &HttpRequest) -> String {
    request
        .extensions()
        .get::<super::front::RequestId>()
        .map_or_else(String::new, |id| id.0.clone())
}

impl FromRequest for Caller {
    type Error = super::error::PageError;
    type Future = Pin<Box<dyn Future<Output = Result<Caller, Self::Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Ok(Caller::find(request).await?) })
    }
}
