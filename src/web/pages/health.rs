//! Whether the server lives, and whether it can serve.

use actix_web::{HttpResponse, web::Data};

use crate::web::State;

/// The process answers.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

/// The database answers too and has this program's shape.
pub async fn ready(state: Data<State>) -> HttpResponse {
    let db = state.db.clone();
    match tokio::task::spawn_blocking(move || db.is_ready()).await {
        Ok(true) => HttpResponse::Ok().content_type("text/plain").body("ready\n"),
        _ => HttpResponse::ServiceUnavailable()
            .content_type("text/plain")
            .body("not ready\n"),
    }
}
