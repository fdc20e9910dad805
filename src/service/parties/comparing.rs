//! Comparing organizations with all others, in the background: whatever is new or changed waits in a queue, so that a worker that
//! is killed loses one batch.
//!
//! The comparison needs all names at once and no database: they are loaded into an index when there is work and forgotten when
//! there has been none for a while. What it finds is worked out from the catalogue, so the log is not told; nothing is merged.

use std::collections::{HashMap, HashSet};

use crate::{
    domain::parties::{
        QUEUE,
        index::{Index, Pair},
        known::Party,
    },
    error::Result,
    service::Ctx,
    store::{self, Conn},
};

/// Organizations loaded in one transaction.
const LOADED: i64 = 5_000;
/// Organizations compared at once.
const BATCH: i64 = 500;

/// Some organizations behind a row, and the last row looked at; `None` where none is left.
///
/// # Errors
/// Those of the database.
pub fn load(conn: &mut Conn, last: i64) -> Result<(Vec<Party>, Option<i64>)> {
    store::parties::after(conn, last, LOADED)
}

/// Organizations to be compared.
#[derive(Debug, Default)]
pub struct Batch {
    answered: Vec<i64>,
    ids: Vec<i64>,
    parties: Vec<Party>,
    open: Vec<(i64, i64, i64)>,
}

/// The next organizations to be compared, with the pairs they are in that nobody decided on; `None` when none waits.
///
/// # Errors
/// Those of the database.
pub fn next(conn: &mut Conn) -> Result<Option<Batch>> {
    let asked = store::parties::asked(conn, BATCH)?;
    if asked.is_empty() {
        return Ok(None);
    }
    let mut ids: Vec<i64> = asked.iter().map(|(_, id)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(Some(Batch {
        parties: store::parties::list(conn, &ids)?,
        open: store::parties::open_with(conn, &ids)?,
        answered: asked.into_iter().map(|(number, _)| number).collect(),
        ids,
    }))
}

/// What comparing brought.
#[derive(Debug, Default)]
pub struct Done {
    answered: Vec<i64>,
    found: Vec<Pair>,
    dropped: Vec<i64>,
}

/// Compares. Asks no database.
pub fn compare(index: &mut Index, batch: Batch) -> Done {
    let Batch {
        answered,
        ids,
        parties,
        open,
    } = batch;
    for party in &parties {
        index.put(party);
    }
    let standing: HashSet<i64> = parties.iter().map(|party| party.id).collect();
    for id in ids.iter().filter(|id| !standing.contains(id)) {
        index.remove(*id);
    }
    let mut found: HashMap<(i64, i64), Pair> = HashMap::new();
    let mut dropped = Vec::new();
    for (number, one, other) in open {
        match index.compare(one, other).filter(|likeness| likeness.score >= QUEUE) {
            Some(likeness) => {
                found.insert((one, other), Pair { one, other, likeness });
            }
            None => dropped.push(number),
        }
    }
    for party in &parties {
        for pair in index.alike(party.id) {
            found.insert((pair.one, pair.other), pair);
        }
    }
    let mut found: Vec<Pair> = found.into_values().collect();
    found.sort_unstable_by_key(|pair| (pair.one, pair.other));
    Done {
        answered,
        found,
        dropped,
    }
}

/// Keeps what comparing brought. Two of which a record says that the one became the other are not asked about.
///
/// # Errors
/// Those of the database.
pub fn keep(conn: &mut Conn, ctx: &Ctx, mut done: Done) -> Result<()> {
    if !done.found.is_empty() {
        let steps: HashSet<(i64, i64)> = store::parties::succeeding(conn, &done.found)?
            .into_iter()
            .map(|(one, other)| (one.min(other), one.max(other)))
            .collect();
        done.found.retain(|pair| !steps.contains(&(pair.one, pair.other)));
        store::parties::keep(conn, &done.found, ctx.now)?;
    }
    store::parties::drop_open(conn, &done.dropped)?;
    store::parties::answered(conn, &done.answered)
}
