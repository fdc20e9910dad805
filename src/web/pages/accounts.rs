//! One's own account: browsers signed in, API tokens, password, language.

use actix_web::{
    HttpRequest, HttpResponse,
    web::{self, Data, ServiceConfig},
};
use askama::Template;
use chrono::{DateTime, Utc};

use super::{
    asked::{Asked, Input},
    home, page_with, see_other, sign_in,
};
use crate::{
    domain::access::Action,
    domain::{
        accounts::{Session, TOKEN_DAYS, Token},
        fields::Fields,
        secrets::Password,
    },
    error::{Error, Result, Say},
    service::{
        accounts::{self, Mine},
        sign_in::{end_other_sessions, end_session, own_challenge},
        tokens,
    },
    web::{
        State,
        actor::Caller,
        agents,
        error::{FieldProblem, PageError},
        extract::{Form, Query},
        layout::Layout,
        throttle,
        views::{self, Field},
    },
    words::{Lang, Words},
};

/// The routes of this file.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/account").route(web::get().to(show)))
        .service(web::resource("/account/password").route(web::post().to(change_password)))
        .service(web::resource("/account/language").route(web::post().to(change_language)))
        .service(web::resource("/account/sessions/end").route(web::post().to(end_one)))
        .service(web::resource("/account/sessions/end-others").route(web::post().to(end_others)))
        .service(web::resource("/account/tokens").route(web::post().to(create_token)))
        .service(web::resource("/account/tokens/revoke").route(web::post().to(revoke_token)));
}

#[derive(Template)]
#[template(path = "accounts/show.html")]
struct ShowPage {
    layout: Layout,
    name: String,
    email: String,
    role: String,
    once: Option<String>,
    errors: Vec<FieldProblem>,
    sessions: Vec<SessionRow>,
    has_others: bool,
    tokens: Vec<TokenRow>,
    token_name: Field,
    token_days: Field,
    token_scope: Field,
    passwords: Vec<Input>,
    language: Field,
}

struct SessionRow {
    id: i64,
    agent: String,
    begun: String,
    seen: String,
    is_this: bool,
}

struct TokenRow {
    id: i64,
    name: String,
    scope: String,
    made: String,
    used: String,
    ends: String,
    is_over: bool,
}

fn session_row(session: Session, current: Option<i64>, words: &Words) -> SessionRow {
    let Session {
        id,
        account: _,
        csrf: _,
        agent,
        created_at,
        seen_at,
        expires_at: _,
    } = session;
    SessionRow {
        id,
        agent: agents::named(&agent, words),
        begun: views::moment(created_at, words),
        seen: views::moment(seen_at, words),
        is_this: Some(id) == current,
    }
}

fn token_row(token: Token, now: DateTime<Utc>, words: &Words) -> TokenRow {
    let Token {
        id,
        account: _,
        name,
        read_only,
        created_at,
        expires_at,
        used_at,
    } = token;
    TokenRow {
        id,
        name,
        scope: words.t(if read_only { "scope-read" } else { "scope-write" }).to_owned(),
        made: views::moment(created_at, words),
        used: used_at.map_or_else(|| words.t("account-never").to_owned(), |at| views::moment(at, words)),
        ends: expires_at.map_or_else(|| words.t("account-never").to_owned(), |at| views::moment(at, words)),
        is_over: expires_at.is_some_and(|end| end <= now),
    }
}

/// What a page of the account says beside what is always there.
#[derive(Default)]
struct Said {
    once: Option<String>,
    notice: Option<&'static str>,
}

async fn render(state: &State, caller: &Caller, asked: &Asked, said: Said) -> Result<HttpResponse, PageError> {
    let ctx = caller.ctx();
    let mine = state.db.read(move |conn| accounts::mine(conn, &ctx)).await?;
    let Mine {
        account,
        sessions,
        tokens,
    } = mine;
    let words = caller.words();
    let t = |key: &'static str| words.t(key);
    let current = caller.session.as_ref().map(|session| session.id);
    let mut layout = Layout::new(caller, "/account");
    layout.notice = said.notice.map(|key| t(key).to_owned());
    let scopes = vec![
        ("write", t("scope-write").to_owned()),
        ("read", t("scope-read").to_owned()),
    ];
    let languages = Lang::ALL.map(|lang| (lang.code(), lang.name().to_owned())).into();
    let own = Asked::fresh(words, Fields::new().with("language", &account.language));
    let old = asked.password("old", t("account-old-password"), "", "current-password");
    let mut passwords = vec![old];
    passwords.extend(asked.new_password());
    let days = words.say(&Say::new("account-token-days-hint").with("days", TOKEN_DAYS));
    page_with(
        asked.status,
        &ShowPage {
            layout,
            role: words.label("role", account.role.as_str()).into_owned(),
            name: account.name,
            email: account.email,
            once: said.once,
            errors: asked.problems(),
            has_others: sessions.iter().any(|session| Some(session.id) != current),
            sessions: sessions
                .into_iter()
                .map(|session| session_row(session, current, words))
                .collect(),
            tokens: tokens
                .into_iter()
                .map(|token| token_row(token, caller.ctx.now, words))
                .collect(),
            token_name: asked.field("name", t("account-token-name"), t("account-token-name-hint"), true),
            token_days: asked.field("days", t("account-token-days"), &days, false),
            token_scope: asked.choice("scope", t("account-token-scope"), "", scopes),
            passwords,
            language: own.choice("language", t("account-language"), t("account-language-hint"), languages),
        },
    )
}

/// What a form that came back with an error looks like; other errors get their own page.
async fn again(
    state: &State,
    caller: &Caller,
    fields: Fields,
    failure: Error,
    at: &str,
) -> Result<HttpResponse, PageError> {
    let asked = Asked::again(caller.words(), fields, failure, at)?;
    render(state, caller, &asked, Said::default()).await
}

/// The page, with a sentence about what was just done.
///
/// # Errors
/// `Unauthenticated`.
pub async fn show(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let notice = match query.get("done") {
        "password" => Some("account-done-password"),
        "sessions" => Some("account-done-sessions"),
        "token" => Some("account-done-token"),
        _ => None,
    };
    let asked = Asked::fresh(caller.words(), Fields::new());
    render(&state, &caller, &asked, Said { once: None, notice }).await
}

/// Changes the password, proved with the old one.
///
/// # Errors
/// `Unauthenticated`.
pub async fn change_password(
    state: Data<State>,
    caller: Caller,
    request: HttpRequest,
    Form { fields }: Form,
) -> Result<HttpResponse, PageError> {
    match try_change(&state, &caller, &request, &fields).await {
        Ok(()) => Ok(see_other("/account?done=password")),
        Err(failure) => again(&state, &caller, fields, failure, "old").await,
    }
}

async fn try_change(state: &State, caller: &Caller, request: &HttpRequest, fields: &Fields) -> Result<()> {
    throttle::check(request)?;
    let keep = caller
        .session
        .as_ref()
        .map(|session| session.id)
        .ok_or(Error::Unauthenticated)?;
    let hash = sign_in::new_password(fields, &caller.ctx.actor.name).await?;
    let ctx = caller.ctx();
    let challenge = state.db.read(move |conn| own_challenge(conn, &ctx)).await?;
    let old = Password::typed(fields.get("old"));
    let proof = sign_in::slowly(move || challenge.verify(&old)).await?;
    let ctx = caller.ctx();
    let attempt = state
        .db
        .write(move |conn| accounts::change_password(conn, &ctx, &proof, &hash, keep))
        .await?;
    attempt.settle("old", "password-wrong")
}

/// Changes the language of one's pages, in this browser at once and in others from then on.
///
/// # Errors
/// `Unauthenticated`.
pub async fn change_language(
    state: Data<State>,
    caller: Caller,
    Form { fields }: Form,
) -> Result<HttpResponse, PageError> {
    let ctx = caller.ctx();
    let chosen = fields.get("language").to_owned();
    let lang = Lang::parse(&chosen);
    let changed = state
        .db
        .write(move |conn| accounts::change_language(conn, &ctx, &chosen))
        .await;
    match (changed, lang) {
        (Ok(()), Some(lang)) => Ok(home::remember(&state, lang, "/account")),
        (Ok(()), None) => Ok(see_other("/account")),
        (Err(failure), _) => again(&state, &caller, fields, failure, "language").await,
    }
}

/// The row number a form names.
fn number(fields: &Fields, what: &'static str) -> Result<i64> {
    fields.get("id").parse().map_err(|_not_a_number| Error::NotFound(what))
}

/// Ends one session.
///
/// # Errors
/// `Unauthenticated`, `NotFound`.
pub async fn end_one(state: Data<State>, caller: Caller, Form { fields }: Form) -> Result<HttpResponse, PageError> {
    let ctx = caller.ctx();
    ctx.actor.must(Action::OwnAccount)?;
    let id = number(&fields, "sessions")?;
    state.db.write(move |conn| end_session(conn, &ctx, id)).await?;
    Ok(see_other("/account?done=sessions"))
}

/// Ends every session but the one in use.
///
/// # Errors
/// `Unauthenticated`.
pub async fn end_others(state: Data<State>, caller: Caller, _: Form) -> Result<HttpResponse, PageError> {
    // No session has this number: a program that acts with a token ends them all.
    let keep = caller.session.as_ref().map_or(0, |session| session.id);
    let ctx = caller.ctx();
    state.db.write(move |conn| end_other_sessions(conn, &ctx, keep)).await?;
    Ok(see_other("/account?done=sessions"))
}

/// Makes a token and shows it, this once.
///
/// # Errors
/// `Unauthenticated`.
pub async fn create_token(
    state: Data<State>,
    caller: Caller,
    Form { fields }: Form,
) -> Result<HttpResponse, PageError> {
    let (ctx, wanted) = (caller.ctx(), fields.clone());
    let made = state.db.write(move |conn| tokens::create(conn, &ctx, &wanted)).await;
    match made {
        Ok(made) => {
            let asked = Asked::fresh(caller.words(), Fields::new());
            let once = Some(made.secret.reveal().to_owned());
            render(&state, &caller, &asked, Said { once, notice: None }).await
        }
        Err(failure) => again(&state, &caller, fields, failure, "name").await,
    }
}

/// Revokes a token.
///
/// # Errors
/// `Unauthenticated`, `NotFound`.
pub async fn revoke_token(
    state: Data<State>,
    caller: Caller,
    Form { fields }: Form,
) -> Result<HttpResponse, PageError> {
    let ctx = caller.ctx();
    ctx.actor.must(Action::OwnAccount)?;
    let id = number(&fields, "tokens")?;
    state.db.write(move |conn| tokens::revoke(conn, &ctx, id)).await?;
    Ok(see_other("/account?done=token"))
}
