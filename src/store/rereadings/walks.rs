//! Walks over all marks: one for each rulebook that came, taken on by one worker at a time.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use crate::{
    domain::rereadings::Walk,
    error::Result,
    store::{Conn, dialect::on_each, schema::rereadings},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = rereadings)]
struct WalkRow {
    id: i64,
    rulebook: String,
    worker: String,
    reached: i64,
    done: i64,
    total: i64,
    changed: i64,
    began_at: NaiveDateTime,
    beat_at: NaiveDateTime,
    ended_at: Option<NaiveDateTime>,
}

impl WalkRow {
    fn into_walk(self) -> Walk {
        let WalkRow {
            id,
            rulebook,
            worker,
            reached,
            done,
            total,
            changed,
            began_at,
            beat_at,
            ended_at,
        } = self;
        Walk {
            id,
            rulebook,
            worker,
            reached,
            done,
            total,
            changed,
            began_at: began_at.and_utc(),
            beat_at: beat_at.and_utc(),
            ended_at: ended_at.map(|at| at.and_utc()),
        }
    }
}

/// The newest walk over all marks.
///
/// # Errors
/// Those of the database.
pub fn walk(conn: &mut Conn) -> Result<Option<Walk>> {
    let row: Option<WalkRow> = on_each!(conn, c => rereadings::table
        .order(rereadings::id.desc())
        .select(WalkRow::as_select())
        .first(c)
        .optional())?;
    Ok(row.map(WalkRow::into_walk))
}

/// Begins a walk over all marks.
///
/// # Errors
/// Those of the database.
pub fn begin(conn: &mut Conn, rulebook: &str, total: i64, at: DateTime<Utc>) -> Result<()> {
    diesel::insert_into(rereadings::table)
        .values((
            rereadings::rulebook.eq(rulebook),
            rereadings::worker.eq(""),
            rereadings::reached.eq(0_i64),
            rereadings::done.eq(0_i64),
            rereadings::total.eq(total),
            rereadings::changed.eq(0_i64),
            rereadings::began_at.eq(at.naive_utc()),
            rereadings::beat_at.eq(at.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes a walk for a worker, unless another has said since `silent` that it is at it; false when another was faster.
///
/// # Errors
/// Those of the database.
pub fn claim(conn: &mut Conn, walk: &Walk, worker: &str, silent: DateTime<Utc>, now: DateTime<Utc>) -> Result<bool> {
    let free = rereadings::worker
        .eq("")
        .or(rereadings::worker.eq(worker))
        .or(rereadings::beat_at.lt(silent.naive_utc()));
    let taken = diesel::update(
        rereadings::table
            .filter(rereadings::id.eq(walk.id))
            .filter(rereadings::ended_at.is_null())
            .filter(free),
    )
    .set((rereadings::worker.eq(worker), rereadings::beat_at.eq(now.naive_utc())))
    .execute(conn)?;
    Ok(taken > 0)
}

/// Moves a walk on; false when it is another worker's by now.
///
/// # Errors
/// Those of the database.
pub fn advance(conn: &mut Conn, walk: &Walk, worker: &str, now: DateTime<Utc>) -> Result<bool> {
    let own = rereadings::table
        .filter(rereadings::id.eq(walk.id))
        .filter(rereadings::worker.eq(worker))
        .filter(rereadings::ended_at.is_null());
    let moved = diesel::update(own)
        .set((
            rereadings::reached.eq(walk.reached),
            rereadings::done.eq(walk.done),
            rereadings::total.eq(walk.total),
            rereadings::changed.eq(walk.changed),
            rereadings::beat_at.eq(now.naive_utc()),
            rereadings::ended_at.eq(walk.ended_at.map(|at| at.naive_utc())),
        ))
        .execute(conn)?;
    Ok(moved > 0)
}
