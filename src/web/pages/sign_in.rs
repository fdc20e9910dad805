//! Getting in and out: the sign-in form, one-time links, signing out, and the cookie.

use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    http::{StatusCode, header},
    web::{self, Data, ServiceConfig},
};
use askama::Template;
use tokio::sync::Semaphore;

use super::{
    asked::{Asked, Input},
    page_with, see_other,
};
use crate::{
    domain::{
        fields::Fields,
        secrets::{Password, Secret},
    },
    error::{Error, Result, Say},
    service::{
        one_time::{self, Offer},
        secrets,
        sign_in::{self, Opened},
    },
    web::{
        State,
        actor::{Caller, SESSION},
        error::{FieldProblem, PageError},
        extract::{Form, Query},
        layout::Layout,
        throttle, urls,
    },
};

/// How many passwords are hashed at a time: each takes 19 MiB and a core.
static HASHING: Semaphore = Semaphore::const_new(2);

/// The cookie outlives the longest session; when the session ends is decided in the database.
const COOKIE_DAYS: i64 = 90;

/// The routes of this file.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/sign-in")
                .route(web::get().to(form))
                .route(web::post().to(sign_in)),
        )
        .service(web::resource("/sign-out").route(web::post().to(sign_out)))
        .service(
            web::resource("/link")
                .route(web::get().to(link))
                .route(web::post().to(follow)),
        );
}

/// Work that takes tens of milliseconds on purpose, off the runtime and a little at a time.
///
/// # Errors
/// What the work returns.
pub(super) async fn slowly<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let _turn = HASHING.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|cause| Err(Error::internal(cause)))
}

/// Hashes the new password of a form after checking it against the rules.
///
/// # Errors
/// `Invalid` on `password` or `again`.
pub(super) async fn new_password(fields: &Fields, email: &str) -> Result<String> {
    let password = Password::choose(fields.get("password"), email).map_err(|say| Error::invalid("password", say))?;
    if fields.has("again") && Password::typed(fields.get("again")) != password {
        return Err(Error::invalid("again", Say::new("password-differs")));
    }
    slowly(move || secrets::hash_password(&password)).await
}

/// The browser as it calls itself.
fn agent(request: &HttpRequest) -> String {
    let agent = request.headers().get(header::USER_AGENT);
    agent
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned()
}

fn cookie(secure: bool, secret: &str, life: Duration) -> Cookie<'static> {
    Cookie::build(SESSION, secret.to_owned())
        .path("/")
        .max_age(life)
        .same_site(SameSite::Lax)
        .http_only(true)
        .secure(secure)
        .finish()
}

/// Sets the cookie of a session just begun and goes on.
fn enter(state: &State, opened: &Opened, to: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .cookie(cookie(
            state.secure,
            opened.secret.reveal(),
            Duration::days(COOKIE_DAYS),
        ))
        .insert_header((header::LOCATION, to))
        // A cache that kept this answer would hand the session to the next person.
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage {
    layout: Layout,
    errors: Vec<FieldProblem>,
    inputs: Vec<Input>,
    back: String,
}

fn show(caller: &Caller, asked: &Asked, back: &str) -> Result<HttpResponse, PageError> {
    let words = caller.words();
    let password = asked.password("password", words.t("accounts-password"), "", "current-password");
    page_with(
        asked.status,
        &SignInPage {
            layout: Layout::new(caller, ""),
            errors: asked.problems(),
            inputs: vec![asked.email(), password],
            back: back.to_owned(),
        },
    )
}

/// The form; whoever is signed in already goes on at once.
///
/// # Errors
/// Those of rendering.
pub async fn form(caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let back = urls::back(query.get("return"));
    if caller.ctx.actor.is_signed_in() {
        return Ok(see_other(back));
    }
    show(&caller, &Asked::fresh(caller.words(), Fields::new()), back)
}

/// Signs in, or shows the form again with one sentence for every reason.
///
/// # Errors
/// Those of the database.
pub async fn sign_in(
    state: Data<State>,
    caller: Caller,
    request: HttpRequest,
    Form { fields }: Form,
) -> Result<HttpResponse, PageError> {
    let back = urls::back(fields.get("return")).to_owned();
    match try_password(&state, &caller, &request, &fields).await {
        Ok(opened) => Ok(enter(&state, &opened, &back)),
        Err(failure) => {
            let wait = crate::web::error::retry_after(&failure);
            let asked = Asked::again(caller.words(), fields, failure, "password")?;
            let mut answer = show(&caller, &asked, &back)?;
            if let Some(seconds) = wait {
                answer.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            }
            Ok(answer)
        }
    }
}

async fn try_password(state: &State, caller: &Caller, request: &HttpRequest, fields: &Fields) -> Result<Opened> {
    throttle::check(request)?;
    let (ctx, email) = (caller.ctx(), fields.get("email").to_owned());
    let challenge = state
        .db
        .read(move |conn| sign_in::challenge(conn, &ctx, &email))
        .await?;
    let password = Password::typed(fields.get("password"));
    let proof = slowly(move || challenge.verify(&password)).await?;
    let (ctx, agent) = (caller.ctx(), agent(request));
    let attempt = state
        .db
        .write(move |conn| sign_in::sign_in(conn, &ctx, &proof, &agent))
        .await?;
    attempt.settle("password", "sign-in-refused")
}

/// Ends the session in use.
///
/// # Errors
/// Those of the database.
pub async fn sign_out(state: Data<State>, caller: Caller, _: Form) -> Result<HttpResponse, PageError> {
    let ctx = caller.ctx();
    if let Some(session) = caller.session.clone() {
        state
            .db
            .write(move |conn| sign_in::sign_out(conn, &ctx, &session))
            .await?;
    }
    let mut answer = see_other("/");
    answer
        .add_cookie(&cookie(state.secure, "", Duration::ZERO))
        .map_err(|cause| PageError(Error::internal(cause)))?;
    Ok(answer)
}

#[derive(Template)]
#[template(path = "accounts/link.html")]
struct LinkPage {
    layout: Layout,
    title: String,
    lead: String,
    errors: Vec<FieldProblem>,
    inputs: Vec<Input>,
    key: String,
    action: &'static str,
}

#[derive(Template)]
#[template(path = "accounts/gone.html")]
struct GonePage {
    layout: Layout,
}

/// Where a one-time link leads. A link to sign in is used up by opening it, the others only by sending
/// the form.
///
/// # Errors
/// Those of the database.
pub async fn link(
    state: Data<State>,
    caller: Caller,
    request: HttpRequest,
    Query(query): Query,
) -> Result<HttpResponse, PageError> {
    throttle::check(&request)?;
    let secret = Secret::presented(query.get("key"));
    let offer = match look(&state, &caller, &secret).await? {
        Some(Offer::SignIn(_)) => {
            let (ctx, agent) = (caller.ctx(), agent(&request));
            let opened = state
                .db
                .write(move |conn| one_time::sign_in(conn, &ctx, &secret, &agent))
                .await;
            return match opened {
                Ok(opened) => Ok(enter(&state, &opened, "/")),
                Err(Error::NotFound("links")) => gone(&caller),
                Err(failure) => Err(PageError(failure)),
            };
        }
        Some(offer) => offer,
        None => return gone(&caller),
    };
    show_link(&caller, &offer, &secret, &Asked::fresh(caller.words(), Fields::new()))
}

async fn look(state: &State, caller: &Caller, secret: &Secret) -> Result<Option<Offer>> {
    let (ctx, secret) = (caller.ctx(), secret.clone());
    let offer = state.db.read(move |conn| one_time::look(conn, &ctx, &secret)).await;
    match offer {
        Ok(offer) => Ok(Some(offer)),
        Err(Error::NotFound("links")) => Ok(None),
        Err(failure) => Err(failure),
    }
}

fn gone(caller: &Caller) -> Result<HttpResponse, PageError> {
    page_with(
        StatusCode::NOT_FOUND,
        &GonePage {
            layout: Layout::new(caller, ""),
        },
    )
}

fn show_link(caller: &Caller, offer: &Offer, secret: &Secret, asked: &Asked) -> Result<HttpResponse, PageError> {
    let words = caller.words();
    let mut inputs = Vec::new();
    let (title, lead, action) = match offer {
        Offer::FirstAdmin => {
            inputs.extend([asked.email(), asked.name()]);
            let lead = words.t("link-first-admin-lead").to_owned();
            (words.t("link-first-admin"), lead, words.t("link-first-admin-do"))
        }
        Offer::Password(account) | Offer::SignIn(account) => {
            let lead = words.say(&Say::new("link-password-lead").with("email", &account.email));
            (words.t("link-password"), lead, words.t("link-password-do"))
        }
    };
    inputs.extend(asked.new_password());
    page_with(
        asked.status,
        &LinkPage {
            layout: Layout::new(caller, ""),
            title: title.to_owned(),
            lead,
            errors: asked.problems(),
            inputs,
            key: secret.reveal().to_owned(),
            action,
        },
    )
}

/// Sets the password, or makes the first account, and signs in.
///
/// # Errors
/// Those of the database.
pub async fn follow(
    state: Data<State>,
    caller: Caller,
    request: HttpRequest,
    Form { fields }: Form,
) -> Result<HttpResponse, PageError> {
    throttle::check(&request)?;
    let secret = Secret::presented(fields.get("key"));
    let Some(offer) = look(&state, &caller, &secret).await? else {
        return gone(&caller);
    };
    let done = use_up(&state, &caller, &request, &fields, &offer, &secret).await;
    match done {
        Ok(opened) => Ok(enter(&state, &opened, "/")),
        Err(Error::NotFound("links")) => gone(&caller),
        Err(failure) => {
            let asked = Asked::again(caller.words(), fields, failure, "password")?;
            show_link(&caller, &offer, &secret, &asked)
        }
    }
}

async fn use_up(
    state: &State,
    caller: &Caller,
    request: &HttpRequest,
    fields: &Fields,
    offer: &Offer,
    secret: &Secret,
) -> Result<Opened> {
    let email = match offer {
        Offer::FirstAdmin => fields.get("email"),
        Offer::Password(account) | Offer::SignIn(account) => account.email.as_str(),
    };
    let hash = new_password(fields, email).await?;
    let (ctx, agent) = (caller.ctx(), agent(request));
    let (secret, fields, offer) = (secret.clone(), fields.clone(), offer.clone());
    state
        .db
        .write(move |conn| match offer {
            Offer::FirstAdmin => one_time::make_first_admin(conn, &ctx, &secret, &fields, &hash, &agent),
            Offer::Password(_) | Offer::SignIn(_) => one_time::set_password(conn, &ctx, &secret, &hash, &agent),
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_for_this_site_alone_and_behind_tls_for_tls_alone() {
        let plain = cookie(false, "s", Duration::days(1)).to_string();
        for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=86400"] {
            assert!(plain.contains(part), "{plain}");
        }
        assert!(!plain.contains("Secure") && !plain.contains("Domain"));
        assert!(cookie(true, "s", Duration::days(1)).to_string().contains("; Secure"));
    }
}
