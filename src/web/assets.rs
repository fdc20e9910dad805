//! Files for the browser, inside the binary, at addresses that change when any of them changes.

use std::sync::LazyLock;

use actix_web::{HttpResponse, http::header};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::{error::PageError, extract::Path};
use crate::error::Error;

#[derive(RustEmbed)]
#[folder = "static"]
struct Files;

/// One digest over all files: it stands in the address as a folder, so that files can name each other
/// by relative addresses and all of them can be kept forever.
static DIGEST: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort_unstable();
    let mut hash = Sha256::new();
    for name in names {
        hash.update(name.as_bytes());
        if let Some(file) = Files::get(&name) {
            hash.update(&file.data);
        }
    }
    hex::encode(hash.finalize()).chars().take(12).collect()
});

/// The address of a file under `static/`.
pub fn url(path: &str) -> String {
    format!("/static/{}/{path}", *DIGEST)
}

/// A file. An old digest gets the file as it is now, but nothing may keep it.
pub async fn serve(path: Path) -> Result<HttpResponse, PageError> {
    let (digest, name) = (path.get("digest"), path.get("file"));
    let file = Files::get(name).ok_or(PageError(Error::NotFound("static")))?;
    let kind = match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        _ => "application/octet-stream",
    };
    let keep = match digest == *DIGEST {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CACHE_CONTROL, keep))
        .body(file.data.into_owned()))
}
