//! Whole shelves as tables: CSV, streamed, from the first record in sight to the last.

use actix_web::{
    HttpResponse,
    http::header,
    web::{Bytes, Data},
};
use futures_util::stream;

use crate::{
    domain::{
        fields::Fields,
        records::{Cursor, Record, Shelf},
    },
    error::Result,
    service::{self, Ctx, records::on_shelf},
    web::{
        State,
        actor::Caller,
        csv,
        error::PageError,
        extract::{Path, Query},
        urls,
    },
};

/// Records read in one transaction while a table streams.
const CHUNK: usize = 200;

/// Where a stream of rows stands.
enum At {
    Header,
    After(Option<Cursor>),
    End,
}

/// A shelf, narrowed as its list is, as CSV: reference, version, release level, every field in sight, address.
pub async fn csv(
    state: Data<State>,
    caller: Caller,
    path: Path,
    Query(query): Query,
) -> Result<HttpResponse, PageError> {
    let shelf = path.shelf()?;
    let ctx = caller.ctx();
    // A filter that leads nowhere is an answer of its own, as long as the table has not begun.
    let (asked, filter) = (ctx.clone(), query.clone());
    state
        .db
        .read(move |conn| on_shelf!(shelf, T => service::records::table::<T>(conn, &asked, &filter, None, 1).map(drop)))
        .await?;
    let state = state.into_inner();
    let rows = stream::unfold(At::Header, move |at| {
        let (state, ctx, query) = (state.clone(), ctx.clone(), query.clone());
        async move {
            match at {
                At::Header => Some((header_row(shelf), At::After(None))),
                At::End => None,
                At::After(after) => match chunk(&state, ctx, shelf, query, after).await {
                    Ok((bytes, next)) => Some((Ok(bytes), next)),
                    // The answer has begun: breaking it off is the only way left to say that it failed.
                    Err(error) => Some((Err(error), At::End)),
                },
            }
        }
    });
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}.csv\"", shelf.as_str()),
        ))
        .streaming(rows))
}

fn columns(shelf: Shelf) -> Vec<&'static str> {
    let questions = on_shelf!(shelf, T => <T as Record>::QUESTIONS);
    let mut columns = vec!["ref", "version", "release"];
    columns.extend(questions.iter().map(|question| question.name));
    columns.extend(["sources", "updated_at", "address"]);
    columns
}

fn header_row(shelf: Shelf) -> Result<Bytes> {
    Ok(Bytes::from(csv::rows([columns(shelf)])?))
}

async fn chunk(state: &State, ctx: Ctx, shelf: Shelf, query: Fields, after: Option<Cursor>) -> Result<(Bytes, At)> {
    let (rows, next) = state
        .db
        .read(
            move |conn| on_shelf!(shelf, T => service::records::table::<T>(conn, &ctx, &query, after.as_ref(), CHUNK)),
        )
        .await?;
    let columns = columns(shelf);
    let lines = rows.iter().map(|(head, fields)| {
        columns
            .iter()
            .map(|column| match *column {
                "ref" => head.r#ref.to_string(),
                "version" => head.version.to_string(),
                "updated_at" => head.updated_at.to_rfc3339(),
                "address" => format!("{}{}", state.site, urls::record(head.shelf, head.r#ref)),
                other => fields.get(other).to_owned(),
            })
            .collect::<Vec<_>>()
    });
    let lines: Vec<Vec<String>> = lines.collect();
    let bytes = csv::rows(lines.iter().map(|line| line.iter().map(String::as_str)))?;
    let next = next.map_or(At::End, |next| At::After(Some(next)));
    Ok((Bytes::from(bytes), next))
}
