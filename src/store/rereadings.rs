//! What each mark was last read as, which marks are to be read again, and what came out differently.

use std::collections::{HashMap, HashSet};

use diesel::{
    dsl::{count_star, exists, not},
    prelude::*,
    upsert::excluded,
};

use super::{
    Conn,
    dialect::{any, on_each},
    schema::{
        components, mark_readings, mark_rules, markings, marks_to_read, readings, records, submission_records, units,
    },
};
use crate::{
    domain::{
        records::{Shelf, State},
        release::Sight,
        rereadings::Stored,
    },
    error::Result,
};

mod changes;
mod walks;

pub use changes::{change, changes, count_changes, note, see};
pub use walks::{advance, begin, claim, walk};

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
    // Two statements: one condition over both PostgreSQL tries on every mark against every record of the submission.
    let here = submission_records::table
        .filter(submission_records::submission_id.eq(submission))
        .select(submission_records::record_id);
    diesel::insert_into(marks_to_read::table)
        .values(
            markings::table
                .filter(markings::component_id.eq_any(here))
                .select(markings::id),
        )
        .into_columns(marks_to_read::marking_id)
        .execute(conn)?;
    let with_component = submission_records::table
        .filter(submission_records::submission_id.eq(submission))
        .filter(submission_records::record_id.eq(markings::component_id));
    diesel::insert_into(marks_to_read::table)
        .values(
            markings::table
                .filter(markings::id.eq_any(here))
                .filter(not(exists(with_component)))
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

/// The last number under which a mark was asked for; 0 when there is none.
///
/// # Errors
/// Those of the database.
pub fn last_asked(conn: &mut Conn) -> Result<i64> {
    let last: Option<i64> = on_each!(conn, c => marks_to_read::table
        .order(marks_to_read::id.desc())
        .select(marks_to_read::id)
        .first(c)
        .optional())?;
    Ok(last.unwrap_or(0))
}

/// The marks that were asked for under a later number than this.
///
/// # Errors
/// Those of the database.
pub fn asked_since(conn: &mut Conn, number: i64) -> Result<HashSet<i64>> {
    let ids: Vec<i64> = on_each!(conn, c => marks_to_read::table
        .filter(marks_to_read::id.gt(number))
        .select(marks_to_read::marking_id)
        .load(c))?;
    Ok(ids.into_iter().collect())
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
