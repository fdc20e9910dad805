//! The append-only log: appending a row that carries the hash of the one before, and reading back.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{Conn, dialect, schema::audit};
use crate::{
    domain::audit::{Entry, NewEntry},
    error::Result,
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit)]
struct Row {
    id: i64,
    at: NaiveDateTime,
    account_id: Option<i64>,
    actor: String,
    action: String,
    shelf: String,
    subject_id: Option<i64>,
    subject: String,
    reason: String,
    before: Option<String>,
    after: Option<String>,
    previous: String,
    hash: String,
}

#[derive(Insertable)]
#[diesel(table_name = audit)]
struct NewRow<'a> {
    at: NaiveDateTime,
    account_id: Option<i64>,
    actor: &'a str,
    action: &'a str,
    shelf: &'a str,
    subject_id: Option<i64>,
    subject: &'a str,
    reason: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
    previous: &'a str,
    hash: &'a str,
}

impl Row {
    fn into_entry(self) -> Entry {
        let Row {
            id,
            at,
            account_id,
            actor,
            action,
            shelf,
            subject_id,
            subject,
            reason,
            before,
            after,
            previous,
            hash,
        } = self;
        Entry {
            id,
            previous,
            hash,
            what: NewEntry {
                at: at.and_utc(),
                account: account_id,
                actor,
                action,
                shelf,
                subject_id,
                subject,
                reason,
                before,
                after,
            },
        }
    }
}

/// Appends an entry behind the last one. Must be the last write of its transaction: on PostgreSQL it
/// holds other appenders back until the transaction ends.
///
/// # Errors
/// Those of the database.
pub fn append(conn: &mut Conn, new: &NewEntry) -> Result<()> {
    dialect::hold_audit(conn)?;
    let previous = head(conn)?.unwrap_or_default();
    let hash = new.hash(&previous);
    diesel::insert_into(audit::table)
        .values(NewRow {
            at: new.at.naive_utc(),
            account_id: new.account,
            actor: &new.actor,
            action: &new.action,
            shelf: &new.shelf,
            subject_id: new.subject_id,
            subject: &new.subject,
            reason: &new.reason,
            before: new.before.as_deref(),
            after: new.after.as_deref(),
            previous: &previous,
            hash: &hash,
        })
        .execute(conn)?;
    Ok(())
}

/// The hash of the newest row: whoever keeps it elsewhere can tell whether rows were cut off.
///
/// # Errors
/// Those of the database.
pub fn head(conn: &mut Conn) -> Result<Option<String>> {
    Ok(audit::table
        .order(audit::id.desc())
        .select(audit::hash)
        .first(conn)
        .optional()?)
}

/// Up to `limit` rows after row number `after`, oldest first.
///
/// # Errors
/// Those of the database.
pub fn after(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<Entry>> {
    let rows: Vec<Row> = audit::table
        .filter(audit::id.gt(after))
        .order(audit::id.asc())
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Row::into_entry).collect())
}

/// The newest rows before row number `before`, newest first.
///
/// # Errors
/// Those of the database.
pub fn newest(conn: &mut Conn, before: Option<i64>, limit: i64) -> Result<Vec<Entry>> {
    let mut query = audit::table
        .order(audit::id.desc())
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(audit::id.lt(before));
    }
    let rows: Vec<Row> = query.load(conn)?;
    Ok(rows.into_iter().map(Row::into_entry).collect())
}

/// Everything that was done to one record, newest first.
///
/// # Errors
/// Those of the database.
pub fn of_subject(conn: &mut Conn, subject_id: i64) -> Result<Vec<Entry>> {
    let rows: Vec<Row> = audit::table
        .filter(audit::subject_id.eq(subject_id))
        .order(audit::id.desc())
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Row::into_entry).collect())
}

/// When the newest row was written.
///
/// # Errors
/// Those of the database.
pub fn last_at(conn: &mut Conn) -> Result<Option<DateTime<Utc>>> {
    let at: Option<NaiveDateTime> = audit::table
        .order(audit::id.desc())
        .select(audit::at)
        .first(conn)
        .optional()?;
    Ok(at.map(|at| at.and_utc()))
}
