//! Reading one table from a body: a form with a file, or the file itself. Straight to the disk, whatever its length.

use std::sync::Arc;

use actix_multipart::{Field, Multipart};
use actix_web::{
    HttpRequest,
    dev::Payload,
    http::header,
    web::{Bytes, BytesMut},
};
use futures_util::{Stream, StreamExt};

use super::{CHUNK, PARTS, Paced, broken_off, read_text, waiting};
use crate::{
    domain::{access::Action, fields::Fields, imports::stage::Content, records::Shelf},
    error::{Error, Result, Say},
    service::{
        self,
        imports::desk::Sent,
        tables::{Incoming, MAX_BYTES},
    },
    web::{State, actor::Caller, extract},
};

/// What may surround the file in a form.
const AROUND: u64 = 64 * 1024;
/// Kinds of bodies that are the table itself.
const PLAIN: [&str; 3] = ["text/csv", "application/csv", "text/plain"];
/// Kinds of bodies that are a provider's file, which a mapping reads.
const MAPPED: [&str; 5] = [
    "application/octet-stream",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/zip",
    "application/x-zip-compressed",
    "text/tab-separated-values",
];
/// Kinds of bodies that are entities of FollowTheMoney, as the programs that send them call them.
const ENTITIES: [&str; 4] = [
    "application/json",
    "application/json+ftm",
    "application/x-ndjson",
    "application/jsonl",
];

/// Reads a file from a person who may import one: a table of what is asked for, or whatever it says it is; its other fields beside
/// it. A table that comes with a mapping, by the field `mapping` or as `mapped` says, is of any kind.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `Unsupported` for another kind of body or a file that is no text, `TooLarge`, `Slow`,
/// `Invalid` on `file` for a body without a file, an empty one, or one that is neither entities nor has the canonical header, on
/// `mapping` for entities that come with one.
pub async fn read(
    state: &State,
    caller: &Caller,
    request: &HttpRequest,
    payload: Payload,
    asked: Option<Shelf>,
    mapped: bool,
) -> Result<(Fields, Sent)> {
    let body = Paced::new(payload);
    let others = match (mapped, asked) {
        (true, _) => [MAPPED.as_slice(), &ENTITIES].concat(),
        (false, None) => ENTITIES.to_vec(),
        (false, Some(_)) => Vec::new(),
    };
    match gather(state, caller, request, &body, &others).await {
        Err(_) if body.is_too_slow() => Err(Error::Slow),
        Err(failure) => {
            body.drain().await;
            Err(failure)
        }
        Ok((fields, sent)) => {
            let is_mapped = mapped || !fields.get("mapping").is_empty();
            let content = look(state, &sent, asked, is_mapped).await?;
            Ok((fields, Sent { content, ..sent }))
        }
    }
}

async fn gather(
    state: &State,
    caller: &Caller,
    request: &HttpRequest,
    body: &Paced,
    others: &[&str],
) -> Result<(Fields, Sent)> {
    caller.ctx.actor.must(Action::Import)?;
    extract::same_origin(request)?;
    let text = |name: header::HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    let kind = text(header::CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let announced = text(header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    if announced.is_some_and(|length| length > MAX_BYTES + AROUND) {
        return Err(too_large());
    }
    if kind == "multipart/form-data" {
        return form(state, caller, request, body).await;
    }
    if !PLAIN.contains(&kind.as_str()) && !others.contains(&kind.as_str()) {
        return Err(Error::Unsupported(Say::new("imports-not-a-table")));
    }
    // A browser can be made to send text with a cookie, but not with our secret in a header.
    let secret = request.headers().get("x-csrf").and_then(|value| value.to_str().ok());
    extract::must_match(caller, secret.unwrap_or_default())?;
    let bytes = body.clone().map(|chunk| chunk.map_err(|_broken| broken_off()));
    let sent = store(state, bytes, "").await?;
    Ok((Fields::new(), sent))
}

async fn form(state: &State, caller: &Caller, request: &HttpRequest, body: &Paced) -> Result<(Fields, Sent)> {
    let mut parts = Multipart::new(request.headers(), body.clone());
    let mut fields = Fields::new();
    let mut sent = None;
    let mut count = 0;
    while let Some(part) = parts.next().await {
        let part = part.map_err(|_broken| broken_off())?;
        count += 1;
        if count > PARTS {
            return Err(too_large());
        }
        match file_name(&part) {
            None => {
                let name = part.name().unwrap_or_default().to_owned();
                let value = read_text(part, &name).await?;
                fields.push(name, value);
            }
            Some(_) if sent.is_some() => return Err(Error::invalid("file", Say::new("imports-file-one"))),
            Some(name) => {
                // The secret must have come before the file: nothing of another site's making is written to the disk.
                extract::must_match(caller, fields.get("csrf"))?;
                let bytes = part.map(|chunk| chunk.map_err(|_broken| broken_off()));
                sent = Some(store(state, bytes, &name).await?);
            }
        }
    }
    extract::must_match(caller, fields.get("csrf"))?;
    fields.remove("csrf");
    let sent = sent.filter(|sent: &Sent| !(sent.name.is_empty() && sent.bytes == 0));
    let sent = sent.ok_or_else(|| Error::invalid("file", Say::new("imports-file-missing")))?;
    Ok((fields, sent))
}

fn file_name(part: &Field) -> Option<String> {
    let disposition = part.content_disposition()?;
    let name = disposition.get_filename()?.to_owned();
    (part.name() == Some("file")).then_some(name)
}

fn too_large() -> Error {
    Error::TooLarge(Say::new("imports-too-large").with("limit", MAX_BYTES / (1024 * 1024)))
}

/// Bytes as they arrive, onto the disk.
async fn store(state: &State, mut bytes: impl Stream<Item = Result<Bytes>> + Unpin, name: &str) -> Result<Sent> {
    let vault = Arc::clone(&state.vault);
    let mut incoming = waiting(move || service::tables::receive(&vault)).await?;
    let mut gathered = BytesMut::new();
    while let Some(chunk) = bytes.next().await {
        gathered.extend_from_slice(&chunk?);
        if gathered.len() >= CHUNK {
            incoming = write(incoming, gathered.split().freeze()).await?;
        }
    }
    let incoming = write(incoming, gathered.freeze()).await?;
    let name = name.to_owned();
    waiting(move || incoming.keep(&name)).await
}

async fn write(mut incoming: Incoming, chunk: Bytes) -> Result<Incoming> {
    waiting(move || match incoming.write(&chunk) {
        Ok(()) => Ok(incoming),
        Err(Error::TooLarge(_)) => Err(too_large()),
        Err(failure) => Err(failure),
    })
    .await
}

/// Looks at the beginning of a file: what cannot be imported at all need not wait in a queue to be told so.
async fn look(state: &State, sent: &Sent, asked: Option<Shelf>, is_mapped: bool) -> Result<Content> {
    let (vault, sha256) = (Arc::clone(&state.vault), sent.sha256.clone());
    waiting(move || service::imports::look(service::tables::open(&vault, &sha256)?, asked, is_mapped)).await
}
