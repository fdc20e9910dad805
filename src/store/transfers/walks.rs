//! Walks over the words of all transfers, after what reads them has changed: what is written meanwhile is read as it is written.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::{dsl::max, prelude::*};

use super::lines::{ALONE, GoodsValues};
use crate::{
    domain::{
        parse::Pointer,
        transfers::{Line, NewTransfer, Transfer},
    },
    error::Result,
    store::{
        Conn,
        dialect::{any, on_each},
        schema::{goods_walks as walks, records, transfer_goods as goods, transfers},
    },
};

/// How far a walk is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// Its number.
    pub id: i64,
    /// What reads.
    pub edition: String,
    /// The last transfer that was looked at.
    pub reached: i64,
    /// The last transfer to look at.
    pub last: i64,
    /// The transfers that were written anew.
    pub found: i64,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

/// The newest walk.
///
/// # Errors
/// Those of the database.
pub fn walk(conn: &mut Conn) -> Result<Option<Walk>> {
    type Row = (i64, String, i64, i64, i64, Option<NaiveDateTime>);
    let row: Option<Row> = walks::table
        .order(walks::id.desc())
        .select((
            walks::id,
            walks::edition,
            walks::reached,
            walks::last,
            walks::found,
            walks::ended_at,
        ))
        .first(conn)
        .optional()?;
    Ok(row.map(|(id, edition, reached, last, found, ended_at)| Walk {
        id,
        edition,
        reached,
        last,
        found,
        ended_at: ended_at.map(|at| at.and_utc()),
    }))
}

/// Begins a walk over the transfers that there are.
///
/// # Errors
/// Those of the database.
pub fn begin(conn: &mut Conn, edition: &str, now: DateTime<Utc>) -> Result<()> {
    let last: Option<i64> = transfers::table.select(max(transfers::id)).first(conn)?;
    diesel::insert_into(walks::table)
        .values((
            walks::edition.eq(edition),
            walks::reached.eq(0_i64),
            walks::last.eq(last.unwrap_or(0)),
            walks::found.eq(0_i64),
            walks::began_at.eq(now.naive_utc()),
            walks::ended_at.eq(last.is_none().then(|| now.naive_utc())),
        ))
        .execute(conn)?;
    Ok(())
}

/// Moves a walk on; false when another worker has been here: it did the same.
///
/// # Errors
/// Those of the database.
pub fn advance(conn: &mut Conn, before: &Walk, after: &Walk) -> Result<bool> {
    let as_seen = walks::table.find(before.id).filter(walks::reached.eq(before.reached));
    let moved = diesel::update(as_seen.filter(walks::ended_at.is_null()))
        .set((
            walks::reached.eq(after.reached),
            walks::found.eq(after.found),
            walks::ended_at.eq(after.ended_at.map(|at| at.naive_utc())),
        ))
        .execute(conn)?;
    Ok(moved > 0)
}

/// What a row of goods is found by: its place, the folded number, and whether that was read from the text.
type Found = (i32, String, i16);

/// The transfers behind `walk.reached` whose words hold other numbers than they are found by, and the last one that was looked at;
/// `None` when none is left to look at.
///
/// # Errors
/// Those of the database.
pub fn stale(conn: &mut Conn, walk: &Walk, limit: i64) -> Result<Option<(Vec<i64>, i64)>> {
    let words: Vec<(i64, String)> = on_each!(conn, c => transfers::table
        .filter(transfers::id.gt(walk.reached))
        .filter(transfers::id.le(walk.last))
        .order(transfers::id)
        .limit(limit)
        .select((transfers::id, transfers::goods))
        .load(c))?;
    let Some((last, _)) = words.last() else { return Ok(None) };
    let last = *last;
    let ids: Vec<i64> = words.iter().map(|(id, _)| *id).collect();
    type Row = (i64, i32, String, Option<i64>, String, String, i16);
    let rows: Vec<Row> = on_each!(conn, c => goods::table
        .filter(any(goods::transfer_id, &ids))
        .order((goods::transfer_id, goods::position))
        .select((
            goods::transfer_id,
            goods::position,
            goods::part_number,
            goods::part_id,
            goods::description,
            goods::part_folded,
            goods::from_text,
        ))
        .load(c))?;
    let mut rows = rows.into_iter().peekable();
    let mut stale = Vec::new();
    for (id, goods) in words {
        let mut new = NewTransfer {
            goods,
            ..NewTransfer::default()
        };
        let mut found: Vec<Found> = Vec::new();
        while let Some((_, position, part_number, part, description, folded, from_text)) =
            rows.next_if(|(transfer, ..)| *transfer == id)
        {
            if from_text > 0 {
                found.push((position, folded, from_text));
            }
            if from_text < ALONE {
                new.lines.push(Line {
                    part_number,
                    description,
                    part: Pointer {
                        text: String::new(),
                        id: part,
                    },
                    ..Line::default()
                });
            }
        }
        let read = GoodsValues::all(id, &new).into_iter().filter_map(GoodsValues::found);
        if !read.eq(found) {
            stale.push(id);
        }
    }
    Ok(Some((stale, last)))
}

/// Writes the goods of these transfers anew, as their words are read now; tells the transfers. Whoever changes one of them
/// meanwhile waits, or is waited for.
///
/// # Errors
/// Those of the database.
pub fn reread(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Transfer>> {
    on_each!(conn, c => diesel::update(records::table.filter(any(records::id, ids)))
        .set(records::version.eq(records::version))
        .execute(c))?;
    let all = super::list(conn, ids)?;
    on_each!(conn, c => diesel::delete(goods::table.filter(any(goods::transfer_id, ids))).execute(c))?;
    let lists: Vec<(i64, &NewTransfer)> = all.iter().map(|one| (one.head.id, &one.what)).collect();
    super::insert_goods(conn, &lists)?;
    Ok(all)
}
