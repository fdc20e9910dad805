//! What each mark was last read as, which marks are to be read again, and what came out differently.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::{
    dsl::{count_star, max},
    prelude::*,
    upsert::excluded,
};

use super::{
    Conn,
    dialect::{any, on_each},
    schema::{
        components, mark_readings, mark_rules, markings, marks_to_read, reading_changes, readings, records, rereadings,
        submission_records, units,
    },
};
use crate::{
    domain::{
        records::{Shelf, State},
        release::Sight,
        rereadings::{Change, Stored, Walk},
    },
    error::Result,
};

/// What a mark stands on or belongs to, whose change can change its readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// The mark itself.
    Mark(i64),
    /// A component.
    Component(i64),
    /// Everything found in a unit.
    Unit(i64),
    /// All units of a weapon type or an incident.
    UnitsOf(i64),
    /// Components made or branded by an organization.
    MadeBy(i64),
    /// Components that are this part.
    Part(i64),
}

/// Asks for these marks to be read.
///
/// # Errors
/// Those of the database.
pub fn ask(conn: &mut Conn, ids: &[i64]) -> Result<()> {
    let rows: Vec<_> = ids.iter().map(|id| marks_to_read::marking_id.eq(*id)).collect();
    on_each!(conn, c => diesel::insert_into(marks_to_read::table).values(&rows).execute(c))?;
    Ok(())
}

/// Asks for the marks on something to be read.
///
/// # Errors
/// Those of the database.
pub fn ask_on(conn: &mut Conn, on: On) -> Result<()> {
    macro_rules! of {
        ($components:expr) => {
            diesel::insert_into(marks_to_read::table)
                .values(
                    markings::table
                        .filter(markings::component_id.eq_any($components.select(components::id)))
                        .select(markings::id),
                )
                .into_columns(marks_to_read::marking_id)
                .execute(conn)?
        };
    }
    match on {
        On::Mark(id) => return ask(conn, &[id]),
        On::Component(id) => of!(components::table.filter(components::id.eq(id))),
        On::Unit(id) => of!(components::table.filter(components::unit_id.eq(id))),
        On::UnitsOf(id) => {
            let theirs = units::table
                .filter(units::weapon_id.eq(id).or(units::incident_id.eq(id)))
                .select(units::id);
            of!(components::table.filter(components::unit_id.eq_any(theirs)))
        }
        On::MadeBy(id) => {
            of!(components::table.filter(components::maker_id.eq(id).or(components::brand_id.eq(id))))
        }
        On::Part(id) => of!(components::table.filter(components::part_id.eq(id))),
    };
    Ok(())
}

/// Asks for the marks of a submission and on its components to be read.
///
/// # Errors
/// Those of the database.
pub fn ask_submitted(conn: &mut Conn, submission: i64) -> Result<()> {
    let here = submission_records::table
        .filter(submission_records::submission_id.eq(submission))
        .select(submission_records::record_id);
    diesel::insert_into(marks_to_read::table)
        .values(
            markings::table
                .filter(markings::id.eq_any(here).or(markings::component_id.eq_any(here)))
                .select(markings::id),
        )
        .into_columns(marks_to_read::marking_id)
        .execute(conn)?;
    Ok(())
}

/// Up to `limit` marks to be read, each with the number under which it was asked for.
///
/// # Errors
/// Those of the database.
pub fn asked(conn: &mut Conn, limit: i64) -> Result<Vec<(i64, i64)>> {
    Ok(on_each!(conn, c => marks_to_read::table
        .order(marks_to_read::id)
        .limit(limit)
        .select((marks_to_read::id, marks_to_read::marking_id))
        .load(c))?)
}

/// How many times marks were asked for and not read yet.
///
/// # Errors
/// Those of the database.
pub fn count_asked(conn: &mut Conn) -> Result<i64> {
    Ok(marks_to_read::table.select(count_star()).first(conn)?)
}

/// Notes that what was asked for under these numbers is done; whoever asked again meanwhile did so under another.
///
/// # Errors
/// Those of the database.
pub fn answered(conn: &mut Conn, numbers: &[i64]) -> Result<()> {
    on_each!(conn, c => diesel::delete(marks_to_read::table.filter(any(marks_to_read::id, numbers))).execute(c))?;
    Ok(())
}

/// Up to `limit` marks after a row number, in order.
///
/// # Errors
/// Those of the database.
pub fn marks_after(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<i64>> {
    Ok(on_each!(conn, c => markings::table
        .filter(markings::id.gt(after))
        .order(markings::id)
        .limit(limit)
        .select(markings::id)
        .load(c))?)
}

/// How many marks there are.
///
/// # Errors
/// Those of the database.
pub fn count_marks(conn: &mut Conn) -> Result<i64> {
    Ok(markings::table.select(count_star()).first(conn)?)
}

/// What these marks were last read as.
///
/// # Errors
/// Those of the database.
pub fn stored(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, Stored>> {
    let rows: Vec<(i64, String, String, String)> = on_each!(conn, c => mark_readings::table
        .filter(any(mark_readings::marking_id, ids))
        .select((
            mark_readings::marking_id,
            mark_readings::rulebook,
            mark_readings::digest,
            mark_readings::shown,
        ))
        .load(c))?;
    let stored = |(mark, rulebook, digest, shown)| {
        let stored = Stored {
            mark,
            rulebook,
            digest,
            shown,
            rules: Vec::new(),
        };
        (mark, stored)
    };
    Ok(rows.into_iter().map(stored).collect())
}

/// Which of these marks have a decision in the catalogue.
///
/// # Errors
/// Those of the database.
pub fn decided(conn: &mut Conn, ids: &[i64]) -> Result<HashSet<i64>> {
    let rows: Vec<i64> = on_each!(conn, c => readings::table
        .inner_join(records::table.on(records::id.eq(readings::id)))
        .filter(any(readings::marking_id, ids))
        .filter(records::state.eq(State::Accepted.as_str()))
        .select(readings::marking_id)
        .load(c))?;
    Ok(rows.into_iter().collect())
}

#[derive(Insertable)]
#[diesel(table_name = mark_readings)]
#[diesel(treat_none_as_default_value = false)]
struct StoredRow<'a> {
    marking_id: i64,
    rulebook: &'a str,
    digest: &'a str,
    shown: &'a str,
}

/// Keeps what marks were read as, in the place of what they were read as before.
///
/// # Errors
/// Those of the database.
pub fn keep(conn: &mut Conn, all: &[Stored]) -> Result<()> {
    let ids: Vec<i64> = all.iter().map(|one| one.mark).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let rows: Vec<StoredRow<'_>> = all
        .iter()
        .map(|one| StoredRow {
            marking_id: one.mark,
            rulebook: &one.rulebook,
            digest: &one.digest,
            shown: &one.shown,
        })
        .collect();
    on_each!(conn, c => diesel::insert_into(mark_readings::table)
        .values(&rows)
        .on_conflict(mark_readings::marking_id)
        .do_update()
        .set((
            mark_readings::rulebook.eq(excluded(mark_readings::rulebook)),
            mark_readings::digest.eq(excluded(mark_readings::digest)),
            mark_readings::shown.eq(excluded(mark_readings::shown)),
        ))
        .execute(c))?;
    on_each!(conn, c => diesel::delete(mark_rules::table.filter(any(mark_rules::marking_id, &ids))).execute(c))?;
    let mut pairs: Vec<(&str, i64)> = all
        .iter()
        .flat_map(|one| one.rules.iter().map(|rule| (rule.as_str(), one.mark)))
        .collect();
    // In the order of the index, so that its pages are written one after the other.
    pairs.sort_unstable();
    for some in pairs.chunks(500) {
        let rows: Vec<_> = some
            .iter()
            .map(|(rule, mark)| (mark_rules::rule.eq(*rule), mark_rules::marking_id.eq(*mark)))
            .collect();
        on_each!(conn, c => diesel::insert_into(mark_rules::table).values(&rows).execute(c))?;
    }
    Ok(())
}

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

#[derive(Queryable, Selectable)]
#[diesel(table_name = reading_changes)]
struct ChangeRow {
    id: i64,
    marking_id: i64,
    shown_before: String,
    shown_after: String,
    decided: bool,
    noticed_at: NaiveDateTime,
}

/// Notes that a mark is read otherwise. What nobody has looked at yet is told as one change; when the mark is read again as it
/// was before, there is none. Returns whether there is one now.
///
/// # Errors
/// Those of the database.
pub fn note(conn: &mut Conn, change: &Change) -> Result<bool> {
    let open = reading_changes::table
        .filter(reading_changes::marking_id.eq(change.mark))
        .filter(reading_changes::seen_at.is_null());
    let known: Option<ChangeRow> = on_each!(conn, c => open.select(ChangeRow::as_select()).first(c).optional())?;
    match known {
        Some(row) if row.shown_before == change.after => {
            diesel::delete(reading_changes::table.find(row.id)).execute(conn)?;
            Ok(false)
        }
        Some(row) => {
            diesel::update(reading_changes::table.find(row.id))
                .set((
                    reading_changes::shown_after.eq(&change.after),
                    reading_changes::decided.eq(change.decided),
                    reading_changes::noticed_at.eq(change.noticed_at.naive_utc()),
                ))
                .execute(conn)?;
            Ok(true)
        }
        None => {
            diesel::insert_into(reading_changes::table)
                .values((
                    reading_changes::marking_id.eq(change.mark),
                    reading_changes::shown_before.eq(&change.before),
                    reading_changes::shown_after.eq(&change.after),
                    reading_changes::decided.eq(change.decided),
                    reading_changes::noticed_at.eq(change.noticed_at.naive_utc()),
                    reading_changes::note.eq(""),
                ))
                .execute(conn)?;
            Ok(true)
        }
    }
}

/// Up to `limit` changes that nobody has looked at: those of marks with decisions first, then in the order they were noticed.
///
/// # Errors
/// Those of the database.
pub fn changes(conn: &mut Conn, after: Option<(bool, i64)>, limit: i64) -> Result<Vec<Change>> {
    let mut found: Vec<ChangeRow> = Vec::new();
    for decided in [true, false] {
        let from = match after {
            Some((false, _)) if decided => continue,
            Some((place, id)) if place == decided => id,
            _ => 0,
        };
        let rest = limit - i64::try_from(found.len()).unwrap_or(limit);
        let some: Vec<ChangeRow> = on_each!(conn, c => reading_changes::table
            .filter(reading_changes::seen_at.is_null())
            .filter(reading_changes::decided.eq(decided))
            .filter(reading_changes::id.gt(from))
            .order(reading_changes::id)
            .limit(rest)
            .select(ChangeRow::as_select())
            .load(c))?;
        found.extend(some);
    }
    Ok(found.into_iter().map(ChangeRow::into_change).collect())
}

impl ChangeRow {
    fn into_change(self) -> Change {
        let ChangeRow {
            id,
            marking_id,
            shown_before,
            shown_after,
            decided,
            noticed_at,
        } = self;
        Change {
            id,
            mark: marking_id,
            before: shown_before,
            after: shown_after,
            decided,
            noticed_at: noticed_at.and_utc(),
        }
    }
}

/// A change that nobody has looked at.
///
/// # Errors
/// Those of the database.
pub fn change(conn: &mut Conn, id: i64) -> Result<Option<Change>> {
    let row: Option<ChangeRow> = reading_changes::table
        .find(id)
        .filter(reading_changes::seen_at.is_null())
        .select(ChangeRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(ChangeRow::into_change))
}

/// How many changes nobody has looked at.
///
/// # Errors
/// Those of the database.
pub fn count_changes(conn: &mut Conn) -> Result<i64> {
    Ok(reading_changes::table
        .filter(reading_changes::seen_at.is_null())
        .select(count_star())
        .first(conn)?)
}

/// Notes that somebody has looked at a change; false when another was faster.
///
/// # Errors
/// Those of the database.
pub fn see(conn: &mut Conn, id: i64, by: Option<i64>, note: &str, at: DateTime<Utc>) -> Result<bool> {
    let open = reading_changes::table
        .filter(reading_changes::id.eq(id))
        .filter(reading_changes::seen_at.is_null());
    let seen = diesel::update(open)
        .set((
            reading_changes::seen_by.eq(by),
            reading_changes::seen_at.eq(at.naive_utc()),
            reading_changes::note.eq(note),
        ))
        .execute(conn)?;
    Ok(seen > 0)
}

/// The condition, on `records`, that a reader sees the mark and what stands there.
macro_rules! told {
    ($query:expr, $sight:expr) => {{
        let own = records::created_by.eq($sight.account.unwrap_or(-1));
        let closed = |rank: i16, level: &str| match rank < $sight.reach {
            true => format!("%transcription={level}%"),
            // Fits nothing: no level has an empty name.
            false => "%transcription=;%".to_owned(),
        };
        let open = records::openness
            .ge($sight.reach)
            .and(records::field_releases.not_like(closed(0, "sealed")))
            .and(records::field_releases.not_like(closed(1, "partner")))
            .and(records::field_releases.not_like(closed(2, "officer")));
        $query
            .filter(records::shelf.eq(Shelf::Markings.as_str()))
            .filter(open.or(own))
    }};
}

/// Up to `limit` marks after a row number that a rule reads and this reader sees.
///
/// # Errors
/// Those of the database.
pub fn read_by(conn: &mut Conn, rule: &str, sight: Sight, after: i64, limit: i64) -> Result<Vec<i64>> {
    Ok(on_each!(conn, c => told!(mark_rules::table
        .inner_join(records::table.on(records::id.eq(mark_rules::marking_id)))
        .filter(mark_rules::rule.eq(rule))
        .filter(mark_rules::marking_id.gt(after)), sight)
        .order(mark_rules::marking_id)
        .limit(limit)
        .select(mark_rules::marking_id)
        .load(c))?)
}

/// How many marks a rule reads that this reader sees, counted up to `most`.
///
/// # Errors
/// Those of the database.
pub fn count_read_by(conn: &mut Conn, rule: &str, sight: Sight, most: i64) -> Result<i64> {
    let found: Vec<i64> = on_each!(conn, c => told!(mark_rules::table
        .inner_join(records::table.on(records::id.eq(mark_rules::marking_id)))
        .filter(mark_rules::rule.eq(rule)), sight)
        .limit(most)
        .select(mark_rules::marking_id)
        .load(c))?;
    i64::try_from(found.len()).map_err(crate::error::Error::internal)
}

/// The highest number of a mark.
///
/// # Errors
/// Those of the database.
pub fn last_mark(conn: &mut Conn) -> Result<i64> {
    Ok(markings::table
        .select(max(markings::id))
        .first::<Option<i64>>(conn)?
        .unwrap_or(0))
}
