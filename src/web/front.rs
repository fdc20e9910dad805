//! What happens to every request and answer: an id, deadlines, headers that protect, errors in words, a line
//! in the log.

use std::time::Instant;

use actix_web::{
    Error as ActixError, HttpMessage, HttpRequest, HttpResponse,
    body::{BoxBody, EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, StatusCode, header, header::HeaderValue},
    middleware::Next,
};
use askama::Template;

use super::{
    actor::Caller,
    error::{self, ApiError, PageError},
    layout::Layout,
};
use crate::error::Error;

/// The request's id, for the log and for people who report an error.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

/// Wraps every request.
///
/// # Errors
/// None of its own.
pub async fn wrap<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, ActixError> {
    let began = Instant::now();
    let id: u64 = rand::random();
    request.extensions_mut().insert(RequestId(format!("{id:016x}")));
    let method = request.method().clone();
    let path = request.path().to_owned();
    if method == Method::HEAD {
        // What can be read can be asked about; the server leaves out the body.
        request.head_mut().method = Method::GET;
    }
    let answer = next.call(request).await?;
    let mut answer = in_words(answer);
    protect(&mut answer);
    let status = answer.status().as_u16();
    let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    // The query is left out: what an officer searches for is nobody's business.
    tracing::info!(target: "sherd::access", %method, path, status, micros, id = format!("{id:016x}"));
    Ok(answer)
}

/// An answer that failed gets its page or its problem document.
fn in_words<B: MessageBody + 'static>(answer: ServiceResponse<B>) -> ServiceResponse<EitherBody<B, BoxBody>> {
    let status = answer.status();
    if !status.is_client_error() && !status.is_server_error() {
        return answer.map_into_left_body();
    }
    let cause = answer.response().error();
    let page = cause.and_then(|cause| cause.as_error::<PageError>());
    let api = cause.and_then(|cause| cause.as_error::<ApiError>());
    let failure = match (page, api) {
        (Some(PageError(error)), _) | (_, Some(ApiError(error))) => Some(error),
        _ => None,
    };
    let has_body = !matches!(
        answer.response().body().size(),
        actix_web::body::BodySize::None | actix_web::body::BodySize::Sized(0)
    );
    if failure.is_none() && has_body {
        return answer.map_into_left_body();
    }
    if let Some(Error::Internal(cause)) = failure {
        tracing::error!(%cause, path = answer.request().path(), "internal error");
    }
    let request = answer.request().clone();
    let as_json = api.is_some() || request.path().starts_with("/api/") || wants_json(&request);
    let mut response = match as_json {
        true => document(&request, status, failure),
        false => page_of(&request, status, failure),
    };
    for name in [header::RETRY_AFTER, header::ALLOW, header::SET_COOKIE] {
        for value in answer.response().headers().get_all(&name) {
            response.headers_mut().append(name.clone(), value.clone());
        }
    }
    answer.into_response(response).map_into_right_body()
}

fn wants_json(request: &HttpRequest) -> bool {
    let accept = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    request.path().ends_with(".json")
        || accept.is_some_and(|accept| accept.contains("json") && !accept.contains("text/html"))
}

fn caller(request: &HttpRequest) -> Caller {
    Caller::known(request).unwrap_or_else(|| Caller::visitor(request))
}

fn document(request: &HttpRequest, status: StatusCode, failure: Option<&Error>) -> HttpResponse {
    let caller = caller(request);
    let words = caller.words();
    let problem = match failure {
        Some(failure) => error::problem(failure, words, &caller.ctx.request),
        None => error::Problem {
            r#type: "about:blank",
            title: words.t(error::title_key(status)).to_owned(),
            status: status.as_u16(),
            code: code(status),
            detail: words.t(framework_key(status)).to_owned(),
            request: caller.ctx.request.clone(),
            fields: Vec::new(),
        },
    };
    let mut answer = HttpResponse::build(status);
    if status == StatusCode::UNAUTHORIZED {
        answer.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    answer
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .content_type("application/problem+json")
        .body(serde_json::to_string(&problem).unwrap_or_default())
}

fn code(status: StatusCode) -> &'static str {
    match status.as_u16() {
        404 => "not_found",
        405 => "method_not_allowed",
        408 => "slow",
        413 => "too_large",
        _ => "invalid",
    }
}

fn framework_key(status: StatusCode) -> &'static str {
    match status.as_u16() {
        404 => "error-not-found",
        405 => "error-method",
        408 => "error-slow",
        413 => "error-too-large",
        _ => "error-invalid",
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    layout: Layout,
    status: u16,
    title: String,
    message: String,
    reference: Option<String>,
}

fn page_of(request: &HttpRequest, status: StatusCode, failure: Option<&Error>) -> HttpResponse {
    let caller = caller(request);
    // A person who has to sign in first is brought there and back.
    if matches!(failure, Some(Error::Unauthenticated)) && request.method() == Method::GET {
        let mut back = String::new();
        super::urls::escape(&caller.path, &mut back);
        return HttpResponse::SeeOther()
            .insert_header((header::LOCATION, format!("/sign-in?return={back}")))
            .finish();
    }
    let words = caller.words();
    let message = match failure {
        // Whoever has signed in is not told to do so.
        Some(Error::NotFound(_)) if caller.ctx.actor.is_signed_in() => words.t("error-not-found-inside").to_owned(),
        Some(failure) => {
            let mut lines = vec![error::sentence(failure, words)];
            lines.extend(
                error::field_errors(failure, words)
                    .into_iter()
                    .map(|problem| format!("{}: {}", problem.field, problem.message)),
            );
            lines.join(" ")
        }
        None => words.t(framework_key(status)).to_owned(),
    };
    let page = ErrorPage {
        layout: Layout::new(&caller, ""),
        status: status.as_u16(),
        title: words.t(error::title_key(status)).to_owned(),
        message,
        reference: status.is_server_error().then(|| caller.ctx.request.clone()),
    };
    HttpResponse::build(status)
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .content_type("text/html; charset=utf-8")
        .body(page.render().unwrap_or_default())
}

fn protect<B>(answer: &mut ServiceResponse<B>) {
    let signed = Caller::known(answer.request()).is_some_and(|caller| caller.ctx.actor.is_signed_in());
    let headers = answer.headers_mut();
    let mut put = |name: header::HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    put(header::CONTENT_SECURITY_POLICY, POLICY);
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::REFERRER_POLICY, "same-origin");
    put(header::X_FRAME_OPTIONS, "DENY");
    put(
        header::HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    put(
        header::HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    put(
        header::HeaderName::from_static("permissions-policy"),
        "geolocation=(), microphone=(), camera=(self)",
    );
    if signed {
        // What a signed-in person sees must not stay in a shared cache.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    } else if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(
            header::VARY,
            HeaderValue::from_static("Cookie, Accept, Accept-Language, Accept-Encoding"),
        );
    }
}
