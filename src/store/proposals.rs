//! Rows of proposals: changes to records of the catalogue that wait for a second person.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{
    Conn,
    schema::proposals,
    submissions::{Place, Way},
};
use crate::{
    domain::{
        refs::Ref,
        review::{Proposal, Slip, Standing},
    },
    error::{Error, Result},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = proposals)]
struct Row {
    id: i64,
    reference: String,
    record_id: i64,
    base_version: i32,
    base: String,
    fields: String,
    why: String,
    account_id: Option<i64>,
    proposed_at: NaiveDateTime,
    state: String,
    decided_by: Option<i64>,
    decided_at: Option<NaiveDateTime>,
    reason: String,
}

#[derive(Insertable)]
#[diesel(table_name = proposals)]
struct NewRow<'a> {
    reference: String,
    record_id: i64,
    base_version: i32,
    base: &'a str,
    fields: &'a str,
    why: &'a str,
    account_id: Option<i64>,
    proposed_at: NaiveDateTime,
    state: &'a str,
    reason: &'a str,
}

impl Row {
    fn into_proposal(self) -> Result<Proposal> {
        let Row {
            id,
            reference,
            record_id,
            base_version,
            base,
            fields,
            why,
            account_id,
            proposed_at,
            state,
            decided_by,
            decided_at,
            reason,
        } = self;
        let unknown = |what: &str| Error::internal(format!("proposal {id}: unknown {what}"));
        Ok(Proposal {
            record: record_id,
            base_version,
            base,
            fields,
            slip: Slip {
                id,
                r#ref: Ref::parse(&reference).map_err(|_say| unknown("ref"))?,
                author: account_id,
                at: proposed_at.and_utc(),
                note: why,
                standing: Standing::parse(&state).ok_or_else(|| unknown("state"))?,
                decided_by,
                decided_at: decided_at.map(|at| at.and_utc()),
                reason,
            },
        })
    }
}

/// What a new proposal needs.
#[derive(Debug, Clone)]
pub struct New<'a> {
    /// A fresh reference.
    pub r#ref: Ref,
    /// Row number of the record.
    pub record: i64,
    /// The version its author saw.
    pub base_version: i32,
    /// The whole record as it was then, written as the log writes fields.
    pub base: &'a str,
    /// The fields to change, likewise.
    pub fields: &'a str,
    /// Why.
    pub why: &'a str,
    /// The author.
    pub author: Option<i64>,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Keeps a proposal.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, new: &New<'_>) -> Result<()> {
    let row = NewRow {
        reference: new.r#ref.to_string(),
        record_id: new.record,
        base_version: new.base_version,
        base: new.base,
        fields: new.fields,
        why: new.why,
        account_id: new.author,
        proposed_at: new.at.naive_utc(),
        state: Standing::Waiting.as_str(),
        reason: "",
    };
    diesel::insert_into(proposals::table).values(row).execute(conn)?;
    Ok(())
}

/// The proposal with this reference.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, reference: &Ref) -> Result<Proposal> {
    proposals::table
        .filter(proposals::reference.eq(reference.to_string()))
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("review"))?
        .into_proposal()
}

/// Closes a proposal that is still waiting; false when someone else was faster. Whoever asks second waits
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
    let waiting = proposals::table
        .filter(proposals::id.eq(id))
        .filter(proposals::state.eq(Standing::Waiting.as_str()));
    let closed = diesel::update(waiting)
        .set((
            proposals::state.eq(standing.as_str()),
            proposals::decided_by.eq(by),
            proposals::decided_at.eq(at.naive_utc()),
            proposals::reason.eq(reason),
        ))
        .execute(conn)?;
    Ok(closed > 0)
}

/// Up to `limit` of those that wait, going one way from a place.
///
/// # Errors
/// Those of the database.
pub fn waiting(conn: &mut Conn, from: Option<Place>, way: Way, limit: i64) -> Result<Vec<Proposal>> {
    let mut query = proposals::table
        .filter(proposals::state.eq(Standing::Waiting.as_str()))
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    query = match way {
        Way::On => query.order((proposals::proposed_at.asc(), proposals::id.asc())),
        Way::Back => query.order((proposals::proposed_at.desc(), proposals::id.desc())),
    };
    if let Some(Place { at, id }) = from {
        let at = at.naive_utc();
        let same = proposals::proposed_at.eq(at);
        query = match way {
            Way::On => query.filter(proposals::proposed_at.gt(at).or(same.and(proposals::id.gt(id)))),
            Way::Back => query.filter(proposals::proposed_at.lt(at).or(same.and(proposals::id.lt(id)))),
        };
    }
    let rows: Vec<Row> = query.load(conn)?;
    rows.into_iter().map(Row::into_proposal).collect()
}

/// A person's own, newest first.
///
/// # Errors
/// Those of the database.
pub fn list_own(conn: &mut Conn, account: i64, limit: i64) -> Result<Vec<Proposal>> {
    let rows: Vec<Row> = proposals::table
        .filter(proposals::account_id.eq(account))
        .order(proposals::id.desc())
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_proposal).collect()
}
