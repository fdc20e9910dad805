//! The worker: takes imports from the queue, one at a time, for as long as the server runs, and reads marks and goods
//! texts again, and compares organizations, when there are none.
//!
//! Any number of servers may each have one. Which of them does a piece of work is decided in the database; one that is killed
//! falls silent, and another takes its work over.

mod alive;
mod comparing;

use std::{io::BufReader, sync::Arc, time::Duration};

use super::loading::{self, Tell};
use crate::{
    domain::{
        access::Actor,
        imports::stage::{Content, Kind, is_called_off},
        records::Shelf,
    },
    error::{Error, Result, Say},
    service::{
        self, Ctx, constellations,
        imports::{
            self, AnyTable, How, Load,
            board::Ticket,
            converted::{self, Converted},
            queue::{self, Claim},
        },
        rereadings, transfers,
    },
    store::Conn,
    web::State,
};

pub use comparing::{Comparer, compare_next};

/// How long an idle worker waits before it looks for work that another server was given.
const IDLE: Duration = Duration::from_secs(3);
/// The shortest rest between two batches of marks.
const BREATH: Duration = Duration::from_millis(2);
/// How often a worker says that it is alive.
const BEAT: Duration = Duration::from_secs(5);

/// Works until the server ends.
pub async fn run(state: State) {
    let name = format!("{:016x}", rand::random::<u64>());
    let ctx = reader(&state);
    match state.db.write(move |conn| rereadings::begin(conn, &ctx)).await {
        Ok(true) => tracing::info!("the rules are new here: all marks are read again"),
        Ok(false) => {}
        Err(cause) => tracing::warn!(%cause, "reading all marks again could not be begun"),
    }
    let ctx = reader(&state);
    match state.db.write(move |conn| transfers::words::begin(conn, &ctx)).await {
        Ok(true) => tracing::info!("what reads goods texts is new here: the words of all transfers are read again"),
        Ok(false) => {}
        Err(cause) => tracing::warn!(%cause, "reading all goods texts again could not be begun"),
    }
    let mut comparer = Comparer::default();
    loop {
        match run_next(&state).await {
            Ok(true) => {}
            Ok(false) => read_or_rest(&state, &name, &mut comparer).await,
            Err(cause) => {
                tracing::warn!(%cause, "the queue of imports cannot be worked on");
                tokio::time::sleep(IDLE).await;
            }
        }
    }
}

/// Reads some marks, else the words of some transfers, else compares some organizations, or rests when there is nothing to do.
async fn read_or_rest(state: &State, name: &str, comparer: &mut Comparer) {
    let began = std::time::Instant::now();
    match pay_off(state).await {
        Ok(true) => return,
        Ok(false) => {}
        Err(cause) => tracing::warn!(%cause, "what an interrupted import put off cannot be done"),
    }
    let mut done = reread_next(state, name).await;
    if let Ok(false) = done {
        done = read_words_next(state).await;
    }
    if let Ok(false) = done {
        done = compare_next(state, comparer).await;
    }
    match done {
        // Others get the processor and the database in between.
        Ok(true) => tokio::time::sleep((began.elapsed() / 4).max(BREATH)).await,
        Ok(false) => {
            let _ = tokio::time::timeout(IDLE, state.imports.listen()).await;
        }
        Err(cause) => {
            tracing::warn!(%cause, "what waits in the background cannot be worked on");
            tokio::time::sleep(IDLE).await;
        }
    }
}

/// Does a part of what an import put off that was interrupted; false when there is nothing.
async fn pay_off(state: &State) -> Result<bool> {
    let now = (state.clock)();
    if !state.db.read(move |conn| imports::owes(conn, now)).await? {
        return Ok(false);
    }
    let clock = Arc::clone(&state.clock);
    while state
        .db
        .write_much(move |conn| imports::pay_off_left(conn, now))
        .await?
    {
        tracing::info!(at = %clock(), "an index that an interrupted import owed is made");
    }
    Ok(true)
}

/// Reads the next marks that are to be read, outside of any transaction, and keeps what they were read as; false when there
/// are none.
///
/// # Errors
/// Those of the database.
pub async fn reread_next(state: &State, name: &str) -> Result<bool> {
    let (ctx, worker) = (reader(state), name.to_owned());
    let batch = state.db.read(move |conn| rereadings::next(conn, &ctx, &worker)).await?;
    let Some(batch) = batch else {
        return count_next(state).await;
    };
    let ctx = reader(state);
    let done = tokio::task::spawn_blocking(move || rereadings::read(&ctx, batch))
        .await
        .map_err(Error::internal)??;
    let (ctx, worker) = (reader(state), name.to_owned());
    state
        .db
        .write(move |conn| rereadings::keep(conn, &ctx, &worker, &done))
        .await?;
    Ok(true)
}

/// Reads the words of the next transfers again, after what reads them has changed; false when all were read.
///
/// # Errors
/// Those of the database.
pub async fn read_words_next(state: &State) -> Result<bool> {
    let ctx = reader(state);
    let batch = state.db.read(move |conn| transfers::words::next(conn, &ctx)).await?;
    let Some(batch) = batch else { return Ok(false) };
    state.db.write(move |conn| transfers::words::keep(conn, &batch)).await?;
    Ok(true)
}

/// Counts some of what marks have in common, once none is left to be read; false when there is nothing new to count.
async fn count_next(state: &State) -> Result<bool> {
    // Looking first: an idle worker must not write every few seconds.
    if !state.db.read(constellations::is_waiting).await? {
        return Ok(false);
    }
    state.db.write(constellations::count).await
}

fn reader(state: &State) -> Ctx {
    Ctx::new(Actor::command_line(), (state.clock)(), "rereading").ruled(&state.rules)
}

/// Does the next piece of work on imports; false when there is none.
///
/// # Errors
/// Those of the database. What is wrong with an import stands with the import.
pub async fn run_next(state: &State) -> Result<bool> {
    let now = (state.clock)();
    // Looking first: an idle worker must not write every few seconds.
    if !state.db.read(move |conn| queue::is_waiting(conn, now)).await? {
        return Ok(false);
    }
    let Some(claim) = state.db.write(move |conn| queue::claim(conn, now)).await? else {
        return Ok(true);
    };
    let ticket = state.imports.begin(claim.job.id);
    let done = carry_out(state, &claim, &ticket).await;
    let ended = match done {
        Ok(()) => Ok(()),
        Err(failure) => give_up(state, claim.clone(), failure).await,
    };
    state.imports.end(claim.job.id);
    ended.map(|()| true)
}

async fn carry_out(state: &State, claim: &Claim, ticket: &Arc<Ticket>) -> Result<()> {
    let turned = turn(state, claim, ticket).await?;
    let (canonical, told) = match turned {
        Some(turned) if turned.wrong > 0 => {
            let (mine, now) = (claim.clone(), (state.clock)());
            let ended = state.db.write(move |conn| queue::unsound(conn, &mine, &turned, now));
            return ended.await;
        }
        Some(turned) => (Some(turned.table), Some(Arc::new(turned.told))),
        None => (None, None),
    };
    let claim = &Claim { told, ..claim.clone() };
    if claim.import.content == Content::Table(Shelf::Transfers) {
        return load(state, claim, canonical, ticket).await;
    }
    let table = read(state, claim, ticket).await?;
    ticket.announce(i64::try_from(table.total()).map_err(Error::internal)?);
    let now = (state.clock)();
    let (mine, import) = (claim.clone(), claim.import.clone());
    let ctx = state.db.read(move |conn| queue::author(conn, &import, now)).await?;
    let ctx = ctx.ruled(&state.rules);
    let (inner, clock) = (Arc::clone(ticket), Arc::clone(&state.clock));
    match queue::writes(claim) {
        false => {
            let work = state
                .db
                .read(move |conn| queue::work(conn, &ctx, &mine, table, &inner, || clock()));
            let report = beating(state, claim, ticket, true, work).await?;
            let (mine, now) = (claim.clone(), (state.clock)());
            state
                .db
                .write(move |conn| queue::finish(conn, &mine, &report, now))
                .await
        }
        true => {
            let work = state
                .db
                .write(move |conn| queue::work(conn, &ctx, &mine, table, &inner, || clock()));
            // With one writer nobody else could take the work over meanwhile, nor could this say that it is alive.
            beating(state, claim, ticket, !state.db.has_one_writer(), work).await?;
            tidy(state).await;
            Ok(())
        }
    }
}

/// Does the work on a file of transfers, of which there may be tens of millions.
async fn load(state: &State, claim: &Claim, canonical: Option<std::fs::File>, ticket: &Arc<Ticket>) -> Result<()> {
    let (import, now) = (claim.import.clone(), (state.clock)());
    let ctx = state.db.read(move |conn| queue::author(conn, &import, now)).await?;
    let ctx = ctx.ruled(&state.rules);
    let (vault, import) = (Arc::clone(&state.vault), claim.import.clone());
    let sha256 = import.sha256.clone();
    let file = match canonical {
        Some(file) => imports::File::kept(&import.file_name, &import.sha256, queue::KEPT, file),
        None => imports::File::new(&import.file_name, &import.sha256, queue::KEPT, move || {
            service::tables::open(&vault, &sha256)
        }),
    };
    let mut load = Load::new(file);
    load.keep_account(Some(import));
    let how = How {
        dry_run: claim.job.kind == Kind::Check,
        create_missing: true,
    };
    let told = Arc::clone(ticket);
    let tell: Tell = Arc::new(move |done, total| {
        told.announce(i64::try_from(total).map_err(Error::internal)?);
        told.reach(done)
    });
    let work = loading::load(state, &ctx, how, load, Some(claim), tell);
    let report = beating(state, claim, ticket, true, work).await?;
    if !report.written {
        let (mine, now) = (claim.clone(), (state.clock)());
        let finish = move |conn: &mut Conn| queue::finish(conn, &mine, &report, now);
        return state.db.write(finish).await;
    }
    tidy(state).await;
    Ok(())
}

/// Puts what searching needs in order after an import, one piece at a time, so that others may write in between. The import is
/// in the catalogue by then: what goes wrong here is no failure of it, and the next import does the rest.
async fn tidy(state: &State) {
    loop {
        match state.db.write(service::search::tidy).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(cause) => {
                tracing::warn!(%cause, "the search could not be put in order after an import");
                return;
            }
        }
    }
}

/// Turns a provider's file into a canonical table; nothing for a file that is one.
async fn turn(state: &State, claim: &Claim, ticket: &Arc<Ticket>) -> Result<Option<Converted>> {
    if claim.import.mapping.is_empty() {
        return Ok(None);
    }
    let (vault, import, inner) = (Arc::clone(&state.vault), claim.import.clone(), Arc::clone(ticket));
    let how = converted::How {
        listed: queue::KEPT,
        // What was checked before need not be checked twice.
        check: claim.job.kind == Kind::Check || claim.import.rows.total == 0,
    };
    let work = tokio::task::spawn_blocking(move || {
        let mapping = service::mappings::read(&import.mapping)?;
        let file = service::tables::open(&vault, &import.sha256)?;
        converted::convert(&vault, &file, &mapping, how, &|done| inner.reach(done))
    });
    let turned = async { work.await.unwrap_or_else(|cause| Err(Error::internal(cause))) };
    beating(state, claim, ticket, true, turned).await.map(Some)
}

/// Reads the file that was sent.
async fn read(state: &State, claim: &Claim, ticket: &Arc<Ticket>) -> Result<AnyTable> {
    let (vault, import) = (Arc::clone(&state.vault), claim.import.clone());
    let work = tokio::task::spawn_blocking(move || {
        let file = service::tables::open(&vault, &import.sha256)?;
        let reader = BufReader::with_capacity(1 << 18, file);
        imports::open_any(import.content, &import.file_name, reader, &import.sha256, queue::KEPT)
    });
    let read = async { work.await.unwrap_or_else(|cause| Err(Error::internal(cause))) };
    beating(state, claim, ticket, true, read).await
}

/// Waits for work, and says meanwhile that it goes on.
async fn beating<T>(
    state: &State,
    claim: &Claim,
    ticket: &Arc<Ticket>,
    aloud: bool,
    work: impl Future<Output = Result<T>>,
) -> Result<T> {
    let every = aloud.then_some(BEAT);
    alive::while_saying(every, work, || async {
        let (claim, ticket, now) = (claim.clone(), Arc::clone(ticket), (state.clock)());
        let heard = state
            .db
            .write(move |conn| queue::beat(conn, &claim, &ticket, now))
            .await;
        if let Err(cause) = heard {
            tracing::warn!(%cause, "a worker could not say that it is alive");
        }
    })
    .await
}

/// Ends work that did not succeed, as its reason asks for.
async fn give_up(state: &State, claim: Claim, failure: Error) -> Result<()> {
    let now = (state.clock)();
    tracing::info!(import = %claim.import.r#ref, %failure, "an import was not carried out");
    state
        .db
        .write(move |conn| match &failure {
            failure if is_called_off(failure) => queue::call_off(conn, &claim, now),
            Error::Invalid(wrong) => queue::refuse(conn, &claim, wrong, now),
            Error::Busy => queue::put_back(conn, &claim, now),
            // Another worker has it by now.
            Error::Conflict(_) => Ok(()),
            Error::NotFound(_) => queue::fail(conn, &claim, Say::new("imports-file-gone"), now),
            Error::Unauthenticated | Error::Forbidden(_) => {
                queue::fail(conn, &claim, Say::new("imports-not-allowed"), now)
            }
            Error::Taken(_) => queue::fail(conn, &claim, Say::new("imports-taken"), now),
            Error::NoSpace => queue::fail(conn, &claim, Say::new("error-no-space"), now),
            _ => queue::fail(conn, &claim, Say::new("error-internal"), now),
        })
        .await
}
