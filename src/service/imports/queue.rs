//! The worker's side of an import: taking work, doing it, ending it so that it is done exactly once.
//!
//! Writing ends its own job in the transaction that writes the rows. Whoever else has taken the job over meanwhile makes that
//! transaction fail, so rows are never written twice.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};

use super::{
    AnyTable, How, Report,
    converted::{Converted, Told},
    desk::{Found, SILENCE},
    noted::{self, listed, text},
    run_any,
};
use crate::{
    domain::imports::stage::{Content, Import, Job, Kept, Kind, Problem, Rows, Stage, Standing},
    error::{Error, FieldError, Result, Say},
    service::{Ctx, imports::board::Ticket},
    store::{self, Conn},
};

/// How often work is taken up again that was interrupted.
const ATTEMPTS: i32 = 4;
/// How many problems the page shows.
const SHOWN: usize = 100;
/// How many problems are kept for download.
pub const KEPT: usize = 50_000;

/// Work that this worker has.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The job.
    pub job: Job,
    /// What it is about.
    pub import: Import,
    /// The worker's name, new for every attempt.
    pub worker: String,
    /// How the rows are called in the file that was sent, where a mapping turned it.
    pub told: Option<Arc<Told>>,
}

/// Whether there is work.
///
/// # Errors
/// Those of the database.
pub fn is_waiting(conn: &mut Conn, now: DateTime<Utc>) -> Result<bool> {
    Ok(store::jobs::next(conn, now, now - Duration::seconds(SILENCE))?.is_some())
}

/// Takes the work that has waited longest. Work that was called off or interrupted too often ends here.
///
/// # Errors
/// Those of the database.
pub fn claim(conn: &mut Conn, now: DateTime<Utc>) -> Result<Option<Claim>> {
    let Some(job) = store::jobs::next(conn, now, now - Duration::seconds(SILENCE))? else {
        return Ok(None);
    };
    let worker = format!("{:016x}", rand::random::<u64>());
    if !store::jobs::claim(conn, &job, &worker, now)? {
        return Ok(None);
    }
    let import = store::imports::get(conn, job.import)?;
    let claim = Claim {
        job,
        import,
        worker,
        told: None,
    };
    if store::jobs::is_stopped(conn, claim.job.id)? {
        call_off(conn, &claim, now)?;
        return Ok(None);
    }
    if claim.job.attempts >= ATTEMPTS {
        fail(conn, &claim, Say::new("imports-interrupted-often"), now)?;
        return Ok(None);
    }
    Ok(Some(claim))
}

/// The author of an import, as they are now: whoever has lost the right or the account meanwhile imports nothing.
///
/// # Errors
/// Those of the database.
pub fn author(conn: &mut Conn, import: &Import, now: DateTime<Utc>) -> Result<Ctx> {
    let account = store::accounts::find(conn, import.account)?;
    let read_only = account.disabled;
    Ok(Ctx::new(
        account.actor(read_only),
        now,
        format!("import {}", import.r#ref),
    ))
}

/// Says that the work goes on; `Err` when it is to end.
///
/// # Errors
/// Those of the database.
pub fn beat(conn: &mut Conn, claim: &Claim, ticket: &Ticket, now: DateTime<Utc>) -> Result<()> {
    let (done, total) = ticket.figures();
    if store::jobs::beat(conn, claim.job.id, &claim.worker, done, total, now)? != Some(false) {
        ticket.stop();
    }
    Ok(())
}

/// Does the work on a table that was read: checks it, and writes it where that is asked for. What it writes bears the time
/// at which it began; `clock` tells when it ended. Where it [`writes`], the work is ended with it.
///
/// # Errors
/// Those of [`run_any`]; `Conflict` when the work was called off or is another's by now.
pub fn work(
    conn: &mut Conn,
    ctx: &Ctx,
    claim: &Claim,
    table: AnyTable,
    ticket: &Ticket,
    clock: impl Fn() -> DateTime<Utc>,
) -> Result<Report> {
    let ends = writes(claim);
    let table = table.of(&claim.import);
    let write = claim.job.kind == Kind::Write;
    let how = How {
        dry_run: !write,
        // A check counts as if what is missing were made; its page then asks.
        create_missing: !write || claim.import.create_missing,
    };
    let report = run_any(conn, ctx, table, how, &|done| ticket.reach(done))?;
    if ends {
        finish(conn, claim, &report, clock())?;
    }
    Ok(report)
}

/// Whether the work writes, and so ends in the transaction that does it: to check entities is to write some and to take them back.
pub fn writes(claim: &Claim) -> bool {
    claim.job.kind == Kind::Write || claim.import.content == Content::Entities
}

/// Notes, in the transaction that writes them, how many rows of a large import are in the catalogue for good.
///
/// # Errors
/// `Conflict` when the work is another's by now; those of the database.
pub fn keep(conn: &mut Conn, claim: &Claim, kept: Kept, now: DateTime<Utc>) -> Result<()> {
    match store::jobs::keep(conn, claim.job.id, &claim.worker, kept, now)? {
        true => Ok(()),
        false => Err(Error::Conflict(Say::new("imports-over"))),
    }
}

/// Notes what came of the work and ends it.
///
/// # Errors
/// `Conflict` when it is another's by now; those of the database.
pub fn finish(conn: &mut Conn, claim: &Claim, report: &Report, now: DateTime<Utc>) -> Result<()> {
    let stage = match (report.wrong > 0 || !report.errors.is_empty(), report.written) {
        (true, _) => Stage::Refused,
        (false, true) => Stage::Done,
        (false, false) => Stage::Checked,
    };
    let all: Vec<Problem> = match &claim.told {
        None => report.errors.iter().cloned().map(Problem::from).collect(),
        Some(told) => report
            .errors
            .iter()
            .map(|error| told.problem(error))
            .collect::<Result<_>>()?,
    };
    let noted = Found {
        makers: report.unknown_makers.clone(),
        weapons: report.unknown_weapons.clone(),
        parties: report.new_parties.clone(),
        parties_count: report.new_parties_count,
        sources: report.new_sources.clone(),
        sources_count: report.new_sources_count,
        repeated: claim.told.as_ref().map_or(0, |told| told.repeated),
        passed: claim.told.as_ref().map(|told| told.passed.clone()).unwrap_or_default(),
        shelves: report.shelves.clone(),
        left: noted::most_often(&report.left),
        left_count: u64::try_from(report.left.len()).map_err(Error::internal)?,
        problems: all.iter().take(SHOWN).cloned().collect(),
    };
    let figures = match stage {
        Stage::Refused => refused(conn, claim, report)?,
        _ => report.rows(),
    };
    store::imports::report(conn, claim.import.id, figures, &text(&noted), &listed(&all))?;
    end(conn, claim, Standing::Done, stage, now)
}

/// Ends work on a provider's file that its mapping could not turn as a whole.
///
/// # Errors
/// As [`finish`].
pub fn unsound(conn: &mut Conn, claim: &Claim, turned: &Converted, now: DateTime<Utc>) -> Result<()> {
    let report = Report {
        total: turned.total,
        wrong: turned.wrong,
        ..Report::default()
    };
    let noted = Found {
        repeated: turned.told.repeated,
        passed: turned.told.passed.clone(),
        problems: turned.problems.iter().take(SHOWN).cloned().collect(),
        ..Found::default()
    };
    let kept = listed(&turned.problems);
    let figures = refused(conn, claim, &report)?;
    store::imports::report(conn, claim.import.id, figures, &text(&noted), &kept)?;
    end(conn, claim, Standing::Done, Stage::Refused, now)
}

/// Ends work on a file that is no table at all, with why.
///
/// # Errors
/// As [`finish`].
pub fn refuse(conn: &mut Conn, claim: &Claim, wrong: &[FieldError], now: DateTime<Utc>) -> Result<()> {
    let problems: Vec<Problem> = wrong.iter().map(|error| Problem::of_file(error.say.clone())).collect();
    tell(conn, claim, problems)?;
    end(conn, claim, Standing::Done, Stage::Refused, now)
}

/// Ends work that cannot be done, with why.
///
/// # Errors
/// As [`finish`].
pub fn fail(conn: &mut Conn, claim: &Claim, why: Say, now: DateTime<Utc>) -> Result<()> {
    tell(conn, claim, vec![Problem::of_file(why)])?;
    end(conn, claim, Standing::Failed, Stage::Failed, now)
}

fn tell(conn: &mut Conn, claim: &Claim, problems: Vec<Problem>) -> Result<()> {
    note_end(conn, &claim.import, problems)
}

/// Notes of an import that does not come to its end what of it is in the catalogue for good; what its check counted is not.
///
/// # Errors
/// Those of the database.
pub(super) fn note_end(conn: &mut Conn, import: &Import, problems: Vec<Problem>) -> Result<()> {
    let kept = listed(&problems);
    let noted = Found {
        problems,
        ..Found::default()
    };
    let done = done_for_good(conn, import)?;
    store::imports::report(conn, import.id, done, &text(&noted), &kept)
}

/// The figures of a file with something wrong: what was counted, and what an interrupted attempt had written in portions before a
/// second check found it wrong.
fn refused(conn: &mut Conn, claim: &Claim, report: &Report) -> Result<Rows> {
    let counted = report.rows();
    if claim.job.kind == Kind::Check {
        return Ok(counted);
    }
    let done = done_for_good(conn, &claim.import)?;
    Ok(Rows {
        total: counted.total,
        wrong: counted.wrong,
        ..done
    })
}

/// What an import that does not come to its end has written in portions.
fn done_for_good(conn: &mut Conn, import: &Import) -> Result<Rows> {
    let kept = store::jobs::of_import(conn, import.id)?.map_or_else(Kept::default, |job| job.kept);
    let number = |figure: u64| i64::try_from(figure).map_err(Error::internal);
    Ok(Rows {
        total: match number(kept.rows)? {
            0 => 0,
            // A file that was not checked on its own has not been counted.
            rows => import.rows.total.max(rows),
        },
        made: number(kept.made)?,
        changed: number(kept.changed)?,
        same: number(kept.same)?,
        wrong: 0,
    })
}

/// Ends work that was called off.
///
/// # Errors
/// As [`finish`].
pub fn call_off(conn: &mut Conn, claim: &Claim, now: DateTime<Utc>) -> Result<()> {
    tell(conn, claim, Vec::new())?;
    end(conn, claim, Standing::Cancelled, Stage::Cancelled, now)
}

/// Puts work back that another's work stands in the way of. That is no attempt: nothing of it was interrupted.
///
/// # Errors
/// Those of the database.
pub fn put_back(conn: &mut Conn, claim: &Claim, now: DateTime<Utc>) -> Result<()> {
    // Fewer than when it was taken, once a portion of it was kept.
    let now_there = store::jobs::of_import(conn, claim.import.id)?.map_or(0, |job| job.attempts);
    let attempts = now_there.min(claim.job.attempts);
    store::jobs::put_back(conn, claim.job.id, &claim.worker, attempts, now + Duration::seconds(3))
}

fn end(conn: &mut Conn, claim: &Claim, standing: Standing, stage: Stage, now: DateTime<Utc>) -> Result<()> {
    let import = &claim.import;
    let ended = store::jobs::end(conn, claim.job.id, &claim.worker, standing, now)?;
    let moved = store::imports::advance(conn, import.id, import.stage, stage, import.create_missing, now)?;
    match ended && moved {
        true => Ok(()),
        false => Err(Error::Conflict(Say::new("imports-over"))),
    }
}
