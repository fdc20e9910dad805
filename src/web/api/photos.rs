//! Photographs from programs: one file a request, answered once it is on the disk.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Payload},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::records::Link,
    error::{Error, Result, Say},
    service::photos::Filed,
    web::{
        State,
        actor::Caller,
        error::ApiError,
        upload::{self, Uploaded},
    },
};

/// A photograph that was kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct PhotoJson {
    /// Its reference.
    pub r#ref: String,
    /// SHA-256 of the original, lower-case hex.
    pub sha256: String,
    /// Address of its page.
    pub url: String,
    /// Version of the record.
    pub version: i32,
    /// References of photographs of the very same file, as far as they are in sight.
    pub duplicates: Vec<String>,
    /// References of photographs that look alike, as far as they are in sight.
    pub alike: Vec<String>,
}

/// Takes one photograph.
pub async fn create(
    state: Data<State>,
    caller: Caller,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let uploaded = upload::read(&state, &caller, &request, payload.into_inner()).await?;
    Ok(answer(&state, &caller, uploaded).await?)
}

/// Files the one photograph of a body and says what became of it.
///
/// # Errors
/// `Invalid` on `file` without one or with several, and why the file was refused.
pub(in crate::web) async fn answer(state: &State, caller: &Caller, uploaded: Uploaded) -> Result<HttpResponse> {
    let wrong = match uploaded.files.len() {
        1 => None,
        0 => Some("photos-file-missing"),
        _ => Some("photos-file-one"),
    };
    if let Some(key) = wrong {
        return Err(Error::invalid("file", Say::new(key)));
    }
    let filed = upload::file_all(state, caller, uploaded).await?;
    let (_, one) = filed
        .into_iter()
        .next()
        .ok_or_else(|| Error::internal("no file was filed"))?;
    let Filed {
        head,
        sha256,
        same,
        alike,
    } = one?;
    let refs = |links: Vec<Link>| links.into_iter().map(|link| link.r#ref.to_string()).collect();
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, format!("/api/v1{}", head.path())))
        .insert_header((header::ETAG, format!("\"{}\"", head.version)))
        .json(PhotoJson {
            r#ref: head.r#ref.to_string(),
            sha256,
            url: format!("{}{}", state.site, head.path()),
            version: head.version,
            duplicates: refs(same),
            alike: refs(alike),
        }))
}
