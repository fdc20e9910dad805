//! Marks that another rulebook reads otherwise, until somebody has looked at them.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::{dsl::count_star, prelude::*};

use crate::{
    domain::rereadings::Change,
    error::Result,
    store::{Conn, dialect::on_each, schema::reading_changes},
};

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
