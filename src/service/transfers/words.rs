//! Reading the words of all transfers again after what reads them has changed, so that their goods are found by the part numbers
//! in them. What is written meanwhile is read as it is written.
//!
//! A walk remembers how far it is: a worker that is killed loses one batch. Nothing that a record says changes, so the log is
//! not told.

use crate::{
    domain::{goods, transfers::Transfer},
    error::{Error, Result},
    service::{Ctx, records::Keep, search},
    store::{self, Conn, transfers::Walk},
};

/// Transfers looked at in one transaction.
const BATCH: i64 = 1_000;
/// Transfers written anew in one transaction: few enough that nobody waits for it.
const WRITTEN: usize = 200;

/// Begins a walk over all transfers, unless the newest was by the same program; whether it did.
///
/// # Errors
/// Those of the database.
pub fn begin(conn: &mut Conn, ctx: &Ctx) -> Result<bool> {
    let edition = goods::edition();
    if store::transfers::walk(conn)?.is_some_and(|walk| walk.edition == edition) {
        return Ok(false);
    }
    store::transfers::begin(conn, &edition, ctx.now)?;
    Ok(true)
}

/// What is to be done next.
#[derive(Debug, Clone)]
pub struct Batch {
    before: Walk,
    after: Walk,
    stale: Vec<i64>,
}

/// The next transfers whose words hold other part numbers than they are found by; `None` when all words were read.
///
/// # Errors
/// Those of the database.
pub fn next(conn: &mut Conn, ctx: &Ctx) -> Result<Option<Batch>> {
    let open = store::transfers::walk(conn)?.filter(|walk| walk.ended_at.is_none());
    let Some(before) = open.filter(|walk| walk.edition == goods::edition()) else {
        return Ok(None);
    };
    let mut after = before.clone();
    let mut stale = Vec::new();
    match store::transfers::stale(conn, &before, BATCH)? {
        None => after.ended_at = Some(ctx.now),
        Some((found, reached)) => {
            stale = found;
            after.reached = reached;
            // The rest comes next time.
            if let Some(first) = stale.get(WRITTEN) {
                after.reached = first - 1;
                stale.truncate(WRITTEN);
            }
        }
    }
    after.found += i64::try_from(stale.len()).map_err(Error::internal)?;
    Ok(Some(Batch { before, after, stale }))
}

/// Writes a batch.
///
/// # Errors
/// Those of the database.
pub fn keep(conn: &mut Conn, batch: &Batch) -> Result<()> {
    let Batch { before, after, stale } = batch;
    if !store::transfers::advance(conn, before, after)? || stale.is_empty() {
        return Ok(());
    }
    for transfer in store::transfers::reread(conn, stale)? {
        search::file::<Transfer>(conn, &transfer.head, transfer.terms())?;
    }
    Ok(())
}
