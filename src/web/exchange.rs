//! Files for other programs: streamed, a piece at a time, each piece read in a transaction of its own.

use actix_web::web::{Bytes, Data};
use chrono::{DateTime, Utc};
use futures_util::{Stream, StreamExt, stream};
use serde_json::{Map, Value, json};

use crate::{
    domain::{
        exchange::ftm::Entity,
        records::{Cursor, Shelf},
    },
    error::Result,
    service::{
        Ctx,
        exchange::{
            canonical,
            ftm::{self, Walk},
        },
    },
    web::{State, csv},
};

/// The name of the data set, and what its ids begin with.
const DATASET: &str = "sherd";
/// What line-based entities are sent as.
pub const LINES: &str = "application/x-ndjson; charset=utf-8";

/// An entity as one line.
pub fn line(entity: &Entity) -> String {
    let Entity {
        id,
        schema,
        properties,
        referents,
    } = entity;
    let caption = properties
        .iter()
        .find(|(name, _)| matches!(*name, "name" | "summary"))
        .and_then(|(_, values)| values.first());
    let said: Map<String, Value> = properties
        .iter()
        .map(|(name, values)| ((*name).to_owned(), Value::from(values.as_slice())))
        .collect();
    let mut text = json!({
        "id": id, "caption": caption.unwrap_or(id), "schema": schema, "properties": said,
        "referents": referents, "datasets": [DATASET],
    })
    .to_string();
    text.push('\n');
    text
}

/// The whole catalogue in sight as lines.
pub fn entities(state: &Data<State>, ctx: Ctx) -> impl Stream<Item = Result<Bytes>> + 'static {
    let state = state.clone();
    stream::unfold(Some(Walk::default()), move |walk| {
        let (state, ctx) = (state.clone(), ctx.clone());
        async move {
            let walk = walk?;
            let site = state.site.clone();
            let piece = state.db.read(move |conn| ftm::more(conn, &ctx, &site, walk)).await;
            match piece {
                Ok((told, next)) => Some((Ok(Bytes::from(told.iter().map(line).collect::<String>())), next)),
                // The answer has begun: breaking it off is the only way left to say that it failed.
                Err(error) => Some((Err(error), None)),
            }
        }
    })
}

/// The rows of a canonical table, as its file has them.
///
/// # Errors
/// `Internal`.
pub fn rows(rows: &[Vec<String>]) -> Result<Vec<u8>> {
    csv::rows(rows.iter().map(|row| row.iter().map(String::as_str)))
}

/// A canonical table of everything in sight on a shelf.
///
/// # Errors
/// `NotFound` for a shelf that has no such table.
pub fn table(state: &Data<State>, ctx: Ctx, shelf: Shelf) -> Result<impl Stream<Item = Result<Bytes>> + 'static> {
    let header = csv::rows([canonical::columns(shelf)?.iter().copied()])?;
    let state = state.clone();
    let rest = stream::unfold(Some(None), move |at: Option<Option<Cursor>>| {
        let (state, ctx) = (state.clone(), ctx.clone());
        async move {
            let after = at?;
            let piece = state
                .db
                .read(move |conn| canonical::more(conn, &ctx, shelf, after.as_ref()))
                .await
                .and_then(|(told, next)| Ok((rows(&told)?, next)));
            match piece {
                Ok((bytes, next)) => Some((Ok(Bytes::from(bytes)), next.map(Some))),
                // The answer has begun: breaking it off is the only way left to say that it failed.
                Err(error) => Some((Err(error), None)),
            }
        }
    });
    Ok(stream::iter([Ok(Bytes::from(header))]).chain(rest))
}

/// What tells a program where the entities are. The version is the day: those who keep a copy fetch it anew once a day.
pub fn index(site: &str, now: DateTime<Utc>) -> Value {
    let day = now.format("%Y%m%d").to_string();
    json!({
        "datasets": [{
            "name": DATASET,
            "title": "Sherd",
            "url": site,
            "version": day,
            "updated_at": now.format("%Y-%m-%dT00:00:00").to_string(),
            "entities_url": format!("{site}/api/v1/exchange/entities.ftm.json"),
            "resources": [{
                "name": "entities.ftm.json",
                "url": format!("{site}/api/v1/exchange/entities.ftm.json"),
                "mime_type": "application/json+ftm",
            }],
        }],
    })
}
