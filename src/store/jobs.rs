//! The queue of work on imports: taking a job so that nobody else has it, saying that it is alive, ending it.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{Conn, schema::jobs};
use crate::{
    domain::imports::stage::{Job, Kept, Kind, Standing},
    error::{Error, Result},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = jobs)]
struct Row {
    id: i64,
    kind: String,
    import_id: i64,
    state: String,
    attempts: i32,
    rows_done: i64,
    rows_total: i64,
    beat_at: Option<NaiveDateTime>,
    kept_rows: i64,
    kept_new: i64,
    kept_changed: i64,
    kept_same: i64,
}

#[derive(Insertable)]
#[diesel(table_name = jobs)]
struct NewRow<'a> {
    kind: &'a str,
    import_id: i64,
    state: &'a str,
    attempts: i32,
    worker: &'a str,
    stop: bool,
    rows_done: i64,
    rows_total: i64,
    run_at: NaiveDateTime,
}

impl Row {
    fn into_job(self) -> Result<Job> {
        let unknown = |what: &str| Error::internal(format!("job {}: unknown {what}", self.id));
        Ok(Job {
            id: self.id,
            kind: Kind::parse(&self.kind).ok_or_else(|| unknown("kind"))?,
            import: self.import_id,
            standing: Standing::parse(&self.state).ok_or_else(|| unknown("state"))?,
            attempts: self.attempts,
            done: self.rows_done,
            total: self.rows_total,
            beat_at: self.beat_at.map(|at| at.and_utc()),
            kept: Kept {
                rows: self.kept_rows.unsigned_abs(),
                made: self.kept_new.unsigned_abs(),
                changed: self.kept_changed.unsigned_abs(),
                same: self.kept_same.unsigned_abs(),
            },
        })
    }
}

/// Puts work on an import into the queue.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, import: i64, kind: Kind, total: i64, at: DateTime<Utc>) -> Result<()> {
    let row = NewRow {
        kind: kind.as_str(),
        import_id: import,
        state: Standing::Waiting.as_str(),
        attempts: 0,
        worker: "",
        stop: false,
        rows_done: 0,
        rows_total: total,
        run_at: at.naive_utc(),
    };
    diesel::insert_into(jobs::table).values(row).execute(conn)?;
    Ok(())
}

/// The job that has waited longest, or whose worker has not been heard of since `silent`.
///
/// # Errors
/// Those of the database.
pub fn next(conn: &mut Conn, now: DateTime<Utc>, silent: DateTime<Utc>) -> Result<Option<Job>> {
    let waits = jobs::state
        .eq(Standing::Waiting.as_str())
        .and(jobs::run_at.le(now.naive_utc()));
    let is_silent = jobs::state
        .eq(Standing::Running.as_str())
        .and(jobs::beat_at.lt(silent.naive_utc()).assume_not_null());
    jobs::table
        .filter(waits.or(is_silent))
        .order(jobs::id)
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .map(Row::into_job)
        .transpose()
}

/// Takes a job for a worker; false when another was faster. The number of attempts tells: whoever asks second finds it
/// one higher than it was when they looked.
///
/// # Errors
/// Those of the database.
pub fn claim(conn: &mut Conn, job: &Job, worker: &str, now: DateTime<Utc>) -> Result<bool> {
    let as_seen = jobs::table
        .find(job.id)
        .filter(jobs::state.eq(job.standing.as_str()))
        .filter(jobs::attempts.eq(job.attempts));
    let taken = diesel::update(as_seen)
        .set((
            jobs::state.eq(Standing::Running.as_str()),
            jobs::attempts.eq(job.attempts + 1),
            jobs::worker.eq(worker),
            jobs::rows_done.eq(0),
            jobs::beat_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(taken > 0)
}

/// Says that a worker is alive and how far it is. Tells whether it is to stop; `None` when the job is no longer its own.
///
/// # Errors
/// Those of the database.
pub fn beat(
    conn: &mut Conn,
    job: i64,
    worker: &str,
    done: i64,
    total: i64,
    now: DateTime<Utc>,
) -> Result<Option<bool>> {
    let own = jobs::table
        .find(job)
        .filter(jobs::worker.eq(worker))
        .filter(jobs::state.eq(Standing::Running.as_str()));
    let heard = diesel::update(own)
        .set((
            jobs::rows_done.eq(done),
            jobs::rows_total.eq(total),
            jobs::beat_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    if heard == 0 {
        return Ok(None);
    }
    Ok(Some(jobs::table.find(job).select(jobs::stop).first(conn)?))
}

/// Notes, in the transaction that writes them, the rows that are in the catalogue for good; false when the job is no longer this
/// worker's. Its attempts are counted anew: work that gets on is not given up.
///
/// # Errors
/// Those of the database.
pub fn keep(conn: &mut Conn, job: i64, worker: &str, kept: Kept, now: DateTime<Utc>) -> Result<bool> {
    let number = |figure: u64| i64::try_from(figure).map_err(Error::internal);
    let own = jobs::table
        .find(job)
        .filter(jobs::worker.eq(worker))
        .filter(jobs::state.eq(Standing::Running.as_str()));
    let noted = diesel::update(own)
        .set((
            jobs::attempts.eq(0),
            jobs::kept_rows.eq(number(kept.rows)?),
            jobs::kept_new.eq(number(kept.made)?),
            jobs::kept_changed.eq(number(kept.changed)?),
            jobs::kept_same.eq(number(kept.same)?),
            jobs::beat_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(noted > 0)
}

/// Ends a job that this worker has; false when it is no longer its own.
///
/// # Errors
/// Those of the database.
pub fn end(conn: &mut Conn, job: i64, worker: &str, standing: Standing, now: DateTime<Utc>) -> Result<bool> {
    let own = jobs::table
        .find(job)
        .filter(jobs::worker.eq(worker))
        .filter(jobs::state.eq(Standing::Running.as_str()));
    let ended = diesel::update(own)
        .set((jobs::state.eq(standing.as_str()), jobs::ended_at.eq(now.naive_utc())))
        .execute(conn)?;
    Ok(ended > 0)
}

/// Puts a job that this worker has back into the queue, as taken so many times.
///
/// # Errors
/// Those of the database.
pub fn put_back(conn: &mut Conn, job: i64, worker: &str, attempts: i32, run_at: DateTime<Utc>) -> Result<()> {
    let own = jobs::table.find(job).filter(jobs::worker.eq(worker));
    diesel::update(own)
        .set((
            jobs::state.eq(Standing::Waiting.as_str()),
            jobs::attempts.eq(attempts),
            jobs::worker.eq(""),
            jobs::run_at.eq(run_at.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Calls off a job: one that waits is over; one that runs is asked to stop. True when it is over.
///
/// # Errors
/// Those of the database.
pub fn stop(conn: &mut Conn, job: i64, now: DateTime<Utc>) -> Result<bool> {
    let waiting = jobs::table.find(job).filter(jobs::state.eq(Standing::Waiting.as_str()));
    let over = diesel::update(waiting)
        .set((
            jobs::state.eq(Standing::Cancelled.as_str()),
            jobs::ended_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    if over == 0 {
        diesel::update(jobs::table.find(job))
            .set(jobs::stop.eq(true))
            .execute(conn)?;
    }
    Ok(over > 0)
}

/// Whether a job was asked to stop before a worker took it up again.
///
/// # Errors
/// Those of the database.
pub fn is_stopped(conn: &mut Conn, job: i64) -> Result<bool> {
    Ok(jobs::table.find(job).select(jobs::stop).first(conn)?)
}

/// The newest job of an import.
///
/// # Errors
/// Those of the database.
pub fn of_import(conn: &mut Conn, import: i64) -> Result<Option<Job>> {
    jobs::table
        .filter(jobs::import_id.eq(import))
        .order(jobs::id.desc())
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .map(Row::into_job)
        .transpose()
}
