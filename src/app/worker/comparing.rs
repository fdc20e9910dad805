//! Comparing organizations with all others when nothing else is to be done.

use super::{State, reader};
use crate::{
    domain::parties::index::Index,
    error::{Error, Result},
    service::parties::comparing,
};

/// Times without work, some seconds each, after which the names of all organizations are forgotten.
const IDLE: u32 = 40;

/// The names of all organizations while there is work on them.
#[derive(Debug, Default)]
pub struct Comparer {
    index: Option<Index>,
    idle: u32,
}

impl Comparer {
    /// How many organizations it holds in memory.
    pub fn len(&self) -> usize {
        self.index.as_ref().map_or(0, Index::len)
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Compares the next organizations that wait, outside of any transaction, and keeps what was found; false when none waits.
///
/// # Errors
/// Those of the database.
pub async fn compare_next(state: &State, comparer: &mut Comparer) -> Result<bool> {
    let Some(batch) = state.db.read(comparing::next).await? else {
        comparer.idle = comparer.idle.saturating_add(1);
        if comparer.idle > IDLE {
            comparer.index = None;
        }
        return Ok(false);
    };
    comparer.idle = 0;
    let mut index = match comparer.index.take() {
        Some(index) => index,
        None => load(state).await?,
    };
    let work = move || {
        let done = comparing::compare(&mut index, batch);
        (index, done)
    };
    let (index, done) = tokio::task::spawn_blocking(work).await.map_err(Error::internal)?;
    let ctx = reader(state);
    state.db.write(move |conn| comparing::keep(conn, &ctx, done)).await?;
    // Kept only now: a batch that could not be kept is compared again from the start.
    comparer.index = Some(index);
    Ok(true)
}

async fn load(state: &State) -> Result<Index> {
    let mut index = Index::new();
    let mut last = 0;
    loop {
        let (some, reached) = state.db.read(move |conn| comparing::load(conn, last)).await?;
        some.iter().for_each(|party| index.add(party));
        let Some(reached) = reached else { break };
        last = reached;
    }
    let sorted = tokio::task::spawn_blocking(move || {
        index.sort();
        index
    });
    sorted.await.map_err(Error::internal)
}
