//! What people can learn of the rules: the marks that each of them reads.

use crate::{
    domain::{markings::Marking, release, release::Released},
    error::{Error, Result},
    service::Ctx,
    store::{self, Conn},
};

/// Counting ends here; whoever needs more has the table.
pub const MOST: i64 = 10_000;

/// Some of the marks that a rule reads.
#[derive(Debug, Clone)]
pub struct ReadBy {
    /// The marks.
    pub marks: Vec<Released<Marking>>,
    /// The row number after which the next page begins, if there is one.
    pub next: Option<i64>,
}

/// Up to `limit` marks after a row number that a rule reads, as far as this reader sees what stands in them.
///
/// # Errors
/// Those of the database.
pub fn read_by(conn: &mut Conn, ctx: &Ctx, rule: &str, after: i64, limit: usize) -> Result<ReadBy> {
    let wanted = i64::try_from(limit + 1).map_err(Error::internal)?;
    let mut ids = store::rereadings::read_by(conn, rule, ctx.actor.sight(), after, wanted)?;
    let more = ids.len() > limit;
    ids.truncate(limit);
    let mut marks = release::release_all(store::markings::list(conn, &ids)?, &ctx.actor);
    marks.retain(|mark| !mark.what.transcription.is_empty());
    Ok(ReadBy {
        marks,
        next: ids.last().copied().filter(|_| more),
    })
}

/// How many marks a rule reads that this reader sees, up to [`MOST`].
///
/// # Errors
/// Those of the database.
pub fn count(conn: &mut Conn, ctx: &Ctx, rule: &str) -> Result<i64> {
    store::rereadings::count_read_by(conn, rule, ctx.actor.sight(), MOST)
}
