//! Rows of submissions, and which records were handed in together.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{
    Conn, dialect,
    schema::{accounts, records, submission_records, submissions},
};
use crate::{
    domain::{
        records::Shelf,
        refs::Ref,
        review::{Slip, Standing, Submission},
    },
    error::{Error, Result},
};

diesel::allow_columns_to_appear_in_same_group_by_clause!(submission_records::submission_id, records::shelf);

#[derive(Queryable, Selectable)]
#[diesel(table_name = submissions)]
struct Row {
    id: i64,
    reference: String,
    title: String,
    account_id: Option<i64>,
    submitted_at: NaiveDateTime,
    note: String,
    state: String,
    decided_by: Option<i64>,
    decided_at: Option<NaiveDateTime>,
    reason: String,
}

#[derive(Insertable)]
#[diesel(table_name = submissions)]
struct NewRow<'a> {
    reference: String,
    title: &'a str,
    account_id: Option<i64>,
    submitted_at: NaiveDateTime,
    note: &'a str,
    state: &'a str,
    reason: &'a str,
}

#[derive(Insertable)]
#[diesel(table_name = submission_records)]
#[diesel(treat_none_as_default_value = false)]
struct NewPart {
    submission_id: i64,
    record_id: i64,
}

impl Row {
    fn into_submission(self) -> Result<Submission> {
        let Row {
            id,
            reference,
            title,
            account_id,
            submitted_at,
            note,
            state,
            decided_by,
            decided_at,
            reason,
        } = self;
        let unknown = |what: &str| Error::internal(format!("submission {id}: unknown {what}"));
        Ok(Submission {
            title,
            slip: Slip {
                id,
                r#ref: Ref::parse(&reference).map_err(|_say| unknown("ref"))?,
                author: account_id,
                at: submitted_at.and_utc(),
                note,
                standing: Standing::parse(&state).ok_or_else(|| unknown("state"))?,
                decided_by,
                decided_at: decided_at.map(|at| at.and_utc()),
                reason,
            },
        })
    }
}

/// What a new submission needs.
#[derive(Debug, Clone)]
pub struct New<'a> {
    /// A fresh reference.
    pub r#ref: Ref,
    /// What names it in the queue.
    pub title: &'a str,
    /// The author.
    pub author: Option<i64>,
    /// Now.
    pub at: DateTime<Utc>,
    /// What the author says about it.
    pub note: &'a str,
}

/// Makes a submission of these records.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, new: &New<'_>, record_ids: &[i64]) -> Result<Submission> {
    let row = NewRow {
        reference: new.r#ref.to_string(),
        title: new.title,
        account_id: new.author,
        submitted_at: new.at.naive_utc(),
        note: new.note,
        state: Standing::Waiting.as_str(),
        reason: "",
    };
    diesel::insert_into(submissions::table).values(row).execute(conn)?;
    let made = find(conn, &new.r#ref)?;
    for some in record_ids.chunks(500) {
        let rows: Vec<NewPart> = some
            .iter()
            .map(|record_id| NewPart {
                submission_id: made.slip.id,
                record_id: *record_id,
            })
            .collect();
        dialect::on_each!(conn, c => diesel::insert_into(submission_records::table).values(&rows).execute(c))?;
    }
    Ok(made)
}

/// The submission with this reference.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, reference: &Ref) -> Result<Submission> {
    submissions::table
        .filter(submissions::reference.eq(reference.to_string()))
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("review"))?
        .into_submission()
}

/// Closes a submission that is still waiting; false when someone else was faster. Whoever asks second waits
/// here until the first is done.
///
/// # Errors
/// Those of the database.
pub fn close(
    conn: &mut Conn,
    id: i64,
    standing: Standing,
    by: Option<i64>,
    at: DateTime<Utc>,
    reason: &str,
) -> Result<bool> {
    let waiting = submissions::table
        .filter(submissions::id.eq(id))
        .filter(submissions::state.eq(Standing::Waiting.as_str()));
    let closed = diesel::update(waiting)
        .set((
            submissions::state.eq(standing.as_str()),
            submissions::decided_by.eq(by),
            submissions::decided_at.eq(at.naive_utc()),
            submissions::reason.eq(reason),
        ))
        .execute(conn)?;
    Ok(closed > 0)
}

/// Row numbers of the records that were handed in together, in the order of their making.
///
/// # Errors
/// Those of the database.
pub fn records_of(conn: &mut Conn, id: i64) -> Result<Vec<i64>> {
    Ok(submission_records::table
        .filter(submission_records::submission_id.eq(id))
        .order(submission_records::record_id)
        .select(submission_records::record_id)
        .load(conn)?)
}

/// The submissions of more than `than` records that this record was handed in with, oldest first.
///
/// # Errors
/// Those of the database.
pub fn larger_with(conn: &mut Conn, record: i64, than: i64) -> Result<Vec<Submission>> {
    let rows: Vec<Row> = submissions::table
        .inner_join(submission_records::table)
        .filter(submission_records::record_id.eq(record))
        .order(submissions::id)
        .select(Row::as_select())
        .load(conn)?;
    let mut larger = Vec::new();
    for row in rows {
        let submission = row.into_submission()?;
        let beyond: Option<i64> = submission_records::table
            .filter(submission_records::submission_id.eq(submission.slip.id))
            .select(submission_records::record_id)
            .offset(than)
            .first(conn)
            .optional()?;
        if beyond.is_some() {
            larger.push(submission);
        }
    }
    Ok(larger)
}

/// How many records of each shelf each of these submissions holds.
///
/// # Errors
/// Those of the database.
pub fn counts(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, Vec<(Shelf, i64)>>> {
    let rows: Vec<(i64, String, i64)> = submission_records::table
        .inner_join(records::table)
        .filter(submission_records::submission_id.eq_any(ids))
        .group_by((submission_records::submission_id, records::shelf))
        .select((
            submission_records::submission_id,
            records::shelf,
            diesel::dsl::count_star(),
        ))
        .load(conn)?;
    let mut counts: HashMap<i64, Vec<(Shelf, i64)>> = HashMap::new();
    for (id, word, count) in rows {
        if let Some(shelf) = Shelf::parse(&word) {
            counts.entry(id).or_default().push((shelf, count));
        }
    }
    for shelves in counts.values_mut() {
        shelves.sort_by_key(|(shelf, _)| Shelf::ALL.iter().position(|one| one == shelf));
    }
    Ok(counts)
}

/// A place in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Since when the entry there has waited.
    pub at: DateTime<Utc>,
    /// Its row number; a number below or above all others stands before or behind that moment's.
    pub id: i64,
}

/// Which way to go from a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To those that have waited less long.
    On,
    /// To those that have waited longer.
    Back,
}

/// Up to `limit` of those that wait, going one way from a place.
///
/// # Errors
/// Those of the database.
pub fn waiting(conn: &mut Conn, from: Option<Place>, way: Way, limit: i64) -> Result<Vec<Submission>> {
    let mut query = submissions::table
        .filter(submissions::state.eq(Standing::Waiting.as_str()))
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    query = match way {
        Way::On => query.order((submissions::submitted_at.asc(), submissions::id.asc())),
        Way::Back => query.order((submissions::submitted_at.desc(), submissions::id.desc())),
    };
    if let Some(Place { at, id }) = from {
        let at = at.naive_utc();
        let same = submissions::submitted_at.eq(at);
        query = match way {
            Way::On => query.filter(submissions::submitted_at.gt(at).or(same.and(submissions::id.gt(id)))),
            Way::Back => query.filter(submissions::submitted_at.lt(at).or(same.and(submissions::id.lt(id)))),
        };
    }
    let rows: Vec<Row> = query.load(conn)?;
    rows.into_iter().map(Row::into_submission).collect()
}

/// A person's own, newest first.
///
/// # Errors
/// Those of the database.
pub fn list_own(conn: &mut Conn, account: i64, limit: i64) -> Result<Vec<Submission>> {
    let rows: Vec<Row> = submissions::table
        .filter(submissions::account_id.eq(account))
        .order(submissions::id.desc())
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_submission).collect()
}

/// What people are called: their names, or their addresses where they gave none.
///
/// # Errors
/// Those of the database.
pub fn names(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, String>> {
    let rows: Vec<(i64, String, String)> = accounts::table
        .filter(accounts::id.eq_any(ids))
        .select((accounts::id, accounts::name, accounts::email))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, name, email)| (id, if name.is_empty() { email } else { name }))
        .collect())
}
