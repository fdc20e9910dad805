//! Carrying a file of transfers into the catalogue, for the command line and for the worker: the next rows are read while the last
//! ones are checked or written, and every portion has a transaction of its own.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::mpsc;

use crate::{
    domain::imports::stage::TOGETHER,
    error::{Error, Result},
    service::{
        Ctx,
        imports::{
            How, Load, Portion, Prepared, Preparer, Reader, Report,
            queue::{self, Claim},
        },
    },
    web::State,
};

/// Is told how many rows are done and how many there are, 0 while that is unknown; its error calls the whole off.
pub type Tell = Arc<dyn Fn(u64, u64) -> Result<()> + Send + Sync>;

/// Checks a file and, unless something is wrong or it is a dry run, writes it. With a claim, the work on an import ends in the
/// transaction that ends the writing, and rows that are in the catalogue for good are noted with it.
///
/// # Errors
/// Those of [`Load`] and of `tell`; `Conflict` when the work is another's by now. Wrong rows are no error.
pub async fn load(state: &State, ctx: &Ctx, how: How, load: Load, claim: Option<&Claim>, tell: Tell) -> Result<Report> {
    let mut load = check(state, ctx, how, load, &tell).await?;
    if load.report().wrong > 0 || how.dry_run {
        return Ok(load.report().clone());
    }
    let way = Way {
        state,
        ctx,
        claim,
        tell,
    };
    match load.is_small() {
        true => way.at_once(load).await,
        false => {
            if let Some(claim) = claim {
                load.go_on_from(claim.job.kept);
            }
            way.in_portions(load).await
        }
    }
}

/// The next rows, read outside of any transaction.
async fn ahead(mut reader: Reader) -> Result<(Reader, Option<Portion>)> {
    tokio::task::spawn_blocking(move || {
        let next = reader.read()?;
        Ok((reader, next))
    })
    .await
    .map_err(Error::internal)?
}

/// The rows behind the first `kept`, read and prepared outside of any transaction and a little ahead of who takes them.
fn prepared(
    mut reader: Reader,
    kept: u64,
    preparer: Preparer,
) -> (mpsc::Receiver<Result<Prepared>>, tokio::task::JoinHandle<()>) {
    let (send, receive) = mpsc::channel(1);
    let reading = tokio::task::spawn_blocking(move || {
        let mut begun = reader.pass(kept);
        loop {
            let next = begun.and_then(|()| reader.read());
            let Some(next) = next.transpose() else { break };
            let failed = next.is_err();
            let some = next.map(|some| preparer.prepare(some));
            // Nobody takes them any more once writing has failed or was called off.
            if send.blocking_send(some).is_err() || failed {
                break;
            }
            begun = Ok(());
        }
    });
    (receive, reading)
}

async fn check(state: &State, ctx: &Ctx, how: How, mut load: Load, tell: &Tell) -> Result<Load> {
    let (mut reader, mut next) = ahead(load.reader()?).await?;
    while let Some(some) = next {
        let ctx = ctx.clone();
        let checking = state.db.read(move |conn| {
            load.check(conn, &ctx, some, how)?;
            Ok(load)
        });
        let (read, checked) = tokio::join!(ahead(reader), checking);
        load = checked?;
        (reader, next) = read?;
        tell(load.total(), 0)?;
    }
    tokio::task::spawn_blocking(move || {
        load.finish_check()?;
        Ok(load)
    })
    .await
    .map_err(Error::internal)?
}

type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

struct Way<'a> {
    state: &'a State,
    ctx: &'a Ctx,
    claim: Option<&'a Claim>,
    tell: Tell,
}

impl Way<'_> {
    /// A file that is not large: everything or nothing.
    async fn at_once(self, mut load: Load) -> Result<Report> {
        let (ctx, claim, tell, clock) = self.parts();
        self.state
            .db
            .write(move |conn| {
                let total = load.total();
                load.write_all(conn, &ctx, &|done| tell(done, total))?;
                if let Some(claim) = claim {
                    queue::finish(conn, &claim, load.report(), clock())?;
                }
                Ok(load.report().clone())
            })
            .await
    }

    async fn in_portions(self, mut load: Load) -> Result<Report> {
        let db = &self.state.db;
        let (ctx, _, _, clock) = self.parts();
        load = db
            .write_much(move |conn| {
                // The check may have taken long.
                load.begin(conn, &ctx, clock())?;
                Ok(load)
            })
            .await?;
        load = self.write(load).await?;
        loop {
            let (ctx, _, _, clock) = self.parts();
            let more;
            (load, more) = db
                .write_much(move |conn| {
                    let more = load.pay_off(conn, &ctx, clock())?;
                    Ok((load, more))
                })
                .await?;
            if !more {
                break;
            }
        }
        let (ctx, claim, _, clock) = self.parts();
        db.write(move |conn| {
            load.end(conn, &ctx)?;
            if let Some(claim) = claim {
                queue::finish(conn, &claim, load.report(), clock())?;
            }
            Ok(load.report().clone())
        })
        .await
    }

    /// Writes all rows, some portions in one transaction where they are ready: its end writes every page that it touched.
    async fn write(&self, mut load: Load) -> Result<Load> {
        let total = load.total();
        let (mut portions, reading) = prepared(load.reader()?, load.kept().rows, load.preparer());
        while let Some(first) = portions.recv().await {
            let mut next = Some(first?);
            let (ctx, claim, _, clock) = self.parts();
            let writing = self.state.db.write_much(move |conn| {
                let now = clock();
                let mut written = 0;
                while let Some(some) = next.take() {
                    let spent = load.write(conn, &ctx, some, now)?;
                    tokio::task::spawn_blocking(|| drop(spent));
                    written += 1;
                    // On a slow machine a single portion may be all that others can wait for.
                    if written < TOGETHER && clock() - now < TimeDelta::seconds(1) {
                        next = portions.try_recv().ok().transpose()?;
                    }
                }
                if let Some(claim) = claim {
                    queue::keep(conn, &claim, load.kept(), now)?;
                }
                Ok((load, portions))
            });
            (load, portions) = writing.await?;
            (self.tell)(load.kept().rows, total)?;
        }
        reading.await.map_err(Error::internal)?;
        Ok(load)
    }

    fn parts(&self) -> (Ctx, Option<Claim>, Tell, Clock) {
        (
            self.ctx.clone(),
            self.claim.cloned(),
            Arc::clone(&self.tell),
            Arc::clone(&self.state.clock),
        )
    }
}
