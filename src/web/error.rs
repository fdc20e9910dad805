//! The one table from [`Error`] to a status and a code, and the two ways to show it.
//!
//! A handler's return type picks the way: [`PageError`] becomes a page, [`ApiError`] a
//! `application/problem+json`. Both are put into words in `front.rs`, where the reader's language is
//! known. What caused an internal error goes to the log there, and nowhere else.

use actix_web::{
    HttpResponse, ResponseError,
    http::{StatusCode, header},
};
use serde::Serialize;

use crate::{
    error::{Error, FieldError, Say},
    words::Words,
};

/// An error that is shown as a page.
#[derive(Debug)]
pub struct PageError(pub Error);

/// An error that is shown as `application/problem+json`.
#[derive(Debug)]
pub struct ApiError(pub Error);

/// The table: status, code, and the Fluent key of the sentence.
pub fn entry(error: &Error) -> (StatusCode, &'static str, &'static str) {
    match error {
        Error::NotFound(_) => (StatusCode::NOT_FOUND, "not_found", "error-not-found"),
        Error::Unauthenticated => (StatusCode::UNAUTHORIZED, "unauthenticated", "error-unauthenticated"),
        Error::Forbidden(why) => (StatusCode::FORBIDDEN, "forbidden", why),
        Error::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "invalid", "error-invalid"),
        Error::Taken(_) => (StatusCode::CONFLICT, "taken", "error-taken"),
        Error::Stale => (StatusCode::PRECONDITION_FAILED, "stale", "error-stale"),
        Error::Conflict(_) => (StatusCode::CONFLICT, "conflict", "error-conflict"),
        Error::Unversioned => (StatusCode::PRECONDITION_REQUIRED, "unversioned", "error-unversioned"),
        Error::TooLarge(_) => (StatusCode::PAYLOAD_TOO_LARGE, "too_large", "error-too-large"),
        Error::Unsupported(_) => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported", "error-unsupported"),
        Error::NoSpace => (StatusCode::INSUFFICIENT_STORAGE, "no_space", "error-no-space"),
        Error::Throttled { .. } => (StatusCode::TOO_MANY_REQUESTS, "throttled", "error-throttled"),
        Error::Slow => (StatusCode::REQUEST_TIMEOUT, "slow", "error-slow"),
        Error::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy", "error-busy"),
        Error::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal", "error-internal"),
    }
}

/// The sentence for people. Nothing internal can be in it.
pub fn sentence(error: &Error, words: &Words) -> String {
    let (_, _, key) = entry(error);
    match error {
        Error::TooLarge(say) | Error::Unsupported(say) | Error::Conflict(say) => words.say(say),
        Error::Throttled { seconds } => words.say(&Say::new(key_of_throttled()).with("seconds", seconds)),
        Error::Taken(field) => words.say(&Say::new("error-taken").with("field", field)),
        _ => words.t(key).to_owned(),
    }
}

const fn key_of_throttled() -> &'static str {
    "error-throttled"
}

/// What is wrong, field by field, in words.
pub fn field_errors(error: &Error, words: &Words) -> Vec<FieldProblem> {
    match error {
        Error::Invalid(fields) => fields
            .iter()
            .map(|FieldError { field, say }| FieldProblem {
                field: field.clone(),
                message: words.say(say),
            })
            .collect(),
        Error::Taken(field) => vec![FieldProblem {
            field: field.clone(),
            message: sentence(error, words),
        }],
        _ => Vec::new(),
    }
}

/// One wrong field, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldProblem {
    /// Name of the field.
    pub field: String,
    /// What is wrong with it.
    pub message: String,
}

/// An error as RFC 9457 has it.
#[derive(Debug, Serialize)]
pub struct Problem {
    /// `about:blank`: the status says what kind it is.
    pub r#type: &'static str,
    /// The status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// A stable word for programs.
    pub code: &'static str,
    /// A sentence for people.
    pub detail: String,
    /// The request's id, to be told to the administrator.
    pub request: String,
    /// What is wrong, field by field.
    pub fields: Vec<FieldProblem>,
}

/// The problem document of an error.
pub fn problem(error: &Error, words: &Words, request: &str) -> Problem {
    let (status, code, _) = entry(error);
    Problem {
        r#type: "about:blank",
        title: words.t(title_key(status)).to_owned(),
        status: status.as_u16(),
        code,
        detail: sentence(error, words),
        request: request.to_owned(),
        fields: field_errors(error, words),
    }
}

/// The Fluent key of a status's name.
pub fn title_key(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 | 422 => "status-invalid",
        401 => "status-unauthenticated",
        403 => "status-forbidden",
        404 => "status-not-found",
        405 => "status-method",
        408 => "status-slow",
        409 | 412 => "status-conflict",
        413 => "status-too-large",
        415 => "status-unsupported",
        428 => "status-unversioned",
        429 => "status-throttled",
        503 => "status-busy",
        507 => "status-no-space",
        _ => "status-internal",
    }
}

/// Seconds after which to try again, where that helps.
pub fn retry_after(error: &Error) -> Option<u64> {
    match error {
        Error::Busy => Some(2),
        Error::Throttled { seconds } => Some(*seconds),
        Error::NoSpace => Some(30),
        _ => None,
    }
}

impl std::fmt::Display for PageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Error> for PageError {
    fn from(error: Error) -> PageError {
        PageError(error)
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> ApiError {
        ApiError(error)
    }
}

impl ResponseError for PageError {
    fn status_code(&self) -> StatusCode {
        entry(&self.0).0
    }

    fn error_response(&self) -> HttpResponse {
        bare(&self.0)
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        entry(&self.0).0
    }

    fn error_response(&self) -> HttpResponse {
        bare(&self.0)
    }
}

/// Status and headers; `front.rs` adds the words.
fn bare(error: &Error) -> HttpResponse {
    let mut response = HttpResponse::build(entry(error).0);
    if let Some(seconds) = retry_after(error) {
        response.insert_header((header::RETRY_AFTER, seconds.to_string()));
    }
    response.finish()
}
