//! Pairs of organizations that may be one, and what people said about them.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::{dsl::exists, prelude::*, upsert::excluded};

use super::{
    Conn,
    dialect::{any, on_each},
    schema::{import_records, organization_successions as successions, party_pairs as pairs, records},
};
use crate::{
    domain::{
        parties::{
            candidates::{Candidate, Standing, thousandths},
            index::Pair,
            known::{read, written},
        },
        records::Cursor,
        release::Sight,
    },
    error::{Error, Result},
};

mod queue;

pub use queue::{after, answered, ask, asked, count_asked, list};

diesel::alias! {
    const one_heads: Alias<OneHeads> = records as one_heads;
    const other_heads: Alias<OtherHeads> = records as other_heads;
}

#[derive(Insertable)]
#[diesel(table_name = pairs)]
#[diesel(treat_none_as_default_value = false)]
struct NewRow {
    one_id: i64,
    other_id: i64,
    score: i32,
    reasons: String,
    state: &'static str,
    found_at: NaiveDateTime,
    reason: &'static str,
}

/// Puts pairs before people, each with its score and reasons as they are now. A pair that was decided on stays so.
///
/// # Errors
/// Those of the database.
pub fn keep(conn: &mut Conn, found: &[Pair], now: DateTime<Utc>) -> Result<()> {
    let rows: Vec<NewRow> = found
        .iter()
        .map(|pair| NewRow {
            one_id: pair.one,
            other_id: pair.other,
            score: thousandths(pair.likeness.score),
            reasons: written(&pair.likeness.reasons),
            state: Standing::Open.as_str(),
            found_at: now.naive_utc(),
            reason: "",
        })
        .collect();
    for some in rows.chunks(1_000) {
        on_each!(conn, c => diesel::insert_into(pairs::table)
            .values(some)
            .on_conflict((pairs::one_id, pairs::other_id))
            .do_update()
            .set((pairs::score.eq(excluded(pairs::score)), pairs::reasons.eq(excluded(pairs::reasons))))
            .execute(c))?;
    }
    Ok(())
}

/// The open pairs that one of these organizations is in: number, and both organizations.
///
/// # Errors
/// Those of the database.
pub fn open_with(conn: &mut Conn, ids: &[i64]) -> Result<Vec<(i64, i64, i64)>> {
    type Rows = Vec<(i64, i64, i64)>;
    let select = (pairs::id, pairs::one_id, pairs::other_id);
    let mut found: Rows = on_each!(conn, c => pairs::table
        .filter(any(pairs::one_id, ids))
        .filter(pairs::state.eq("open"))
        .select(select)
        .load(c))?;
    let more: Rows = on_each!(conn, c => pairs::table
        .filter(any(pairs::other_id, ids))
        .filter(pairs::state.eq("open"))
        .select(select)
        .load(c))?;
    found.extend(more);
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Takes pairs back that nobody decided on.
///
/// # Errors
/// Those of the database.
pub fn drop_open(conn: &mut Conn, numbers: &[i64]) -> Result<()> {
    on_each!(conn, c => diesel::delete(
        pairs::table.filter(any(pairs::id, numbers)).filter(pairs::state.eq("open"))
    )
    .execute(c))?;
    Ok(())
}

/// Of these pairs those of which a record says that the one became the other: these are two, by their own words.
///
/// # Errors
/// Those of the database.
pub fn succeeding(conn: &mut Conn, found: &[Pair]) -> Result<Vec<(i64, i64)>> {
    let mut ids: Vec<i64> = found.iter().flat_map(|pair| [pair.one, pair.other]).collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(on_each!(conn, c => successions::table
        .filter(any(successions::organization_id, &ids))
        .select((successions::organization_id, successions::successor_id))
        .load(c))?)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = pairs)]
struct Row {
    id: i64,
    one_id: i64,
    other_id: i64,
    score: i32,
    reasons: String,
    state: String,
    found_at: NaiveDateTime,
    decided_at: Option<NaiveDateTime>,
    reason: String,
}

impl Row {
    fn into_candidate(self) -> Result<Candidate> {
        let unknown = || Error::internal(format!("pair {}: unknown state", self.id));
        Ok(Candidate {
            standing: Standing::parse(&self.state).ok_or_else(unknown)?,
            id: self.id,
            one: self.one_id,
            other: self.other_id,
            score: self.score,
            reasons: read(&self.reasons),
            found_at: self.found_at.and_utc(),
            decided_at: self.decided_at.map(|at| at.and_utc()),
            why: self.reason,
        })
    }
}

/// What a list of pairs is narrowed to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wish {
    /// How far they are; `None` for open.
    pub standing: Option<Standing>,
    /// One of the two is this organization.
    pub organization: Option<i64>,
    /// One of the two was made by this import.
    pub import: Option<i64>,
}

/// Pairs of which both are in sight, most alike first; of those that were decided on, as they are now.
macro_rules! in_sight {
    ($wish:expr, $sight:expr) => {{
        let (wish, sight): (Wish, Sight) = ($wish, $sight);
        let me = sight.account.unwrap_or(-1);
        let standing = wish.standing.unwrap_or(Standing::Open);
        let one = one_heads.field(records::openness).ge(sight.reach);
        let other = other_heads.field(records::openness).ge(sight.reach);
        let mut query = pairs::table
            .inner_join(one_heads.on(one_heads.field(records::id).eq(pairs::one_id)))
            .inner_join(other_heads.on(other_heads.field(records::id).eq(pairs::other_id)))
            .filter(pairs::state.eq(standing.as_str()))
            .filter(one.or(one_heads.field(records::created_by).eq(me)))
            .filter(other.or(other_heads.field(records::created_by).eq(me)))
            .into_boxed();
        if standing != Standing::Same {
            query = query
                .filter(one_heads.field(records::merged_into).is_null())
                .filter(other_heads.field(records::merged_into).is_null())
                .filter(one_heads.field(records::state).ne("withdrawn"))
                .filter(other_heads.field(records::state).ne("withdrawn"));
        }
        if let Some(id) = wish.organization {
            query = query.filter(pairs::one_id.eq(id).or(pairs::other_id.eq(id)));
        }
        if let Some(id) = wish.import {
            let made = import_records::table.filter(import_records::import_id.eq(id)).filter(
                import_records::record_id
                    .eq(pairs::one_id)
                    .or(import_records::record_id.eq(pairs::other_id)),
            );
            query = query.filter(exists(made));
        }
        query
    }};
}

/// A page of pairs; the cursor's text is the score.
///
/// # Errors
/// Those of the database.
pub fn page(conn: &mut Conn, wish: Wish, sight: Sight, after: Option<&Cursor>, limit: i64) -> Result<Vec<Candidate>> {
    let mut query = in_sight!(wish, sight)
        .order((pairs::score.desc(), pairs::id.desc()))
        .limit(limit)
        .select(Row::as_select());
    if let Some(after) = after {
        let score: i32 = after.sort.parse().unwrap_or(i32::MAX);
        let same = pairs::score.eq(score).and(pairs::id.lt(after.id));
        query = query.filter(pairs::score.lt(score).or(same));
    }
    let rows: Vec<Row> = query.load(conn)?;
    rows.into_iter().map(Row::into_candidate).collect()
}

/// How many pairs there are, up to `limit`.
///
/// # Errors
/// Those of the database.
pub fn count(conn: &mut Conn, wish: Wish, sight: Sight, limit: i64) -> Result<usize> {
    let found: Vec<i64> = in_sight!(wish, sight).limit(limit).select(pairs::id).load(conn)?;
    Ok(found.len())
}

/// One pair.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut Conn, id: i64) -> Result<Option<Candidate>> {
    let row: Option<Row> = pairs::table.find(id).select(Row::as_select()).first(conn).optional()?;
    row.map(Row::into_candidate).transpose()
}

/// What a person said about a pair.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// What it is from now on.
    pub standing: Standing,
    /// Who said so; nobody at the command line.
    pub by: Option<i64>,
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub why: &'a str,
}

/// Notes what a person said about an open pair; false when another was faster.
///
/// # Errors
/// Those of the database.
pub fn decide(conn: &mut Conn, id: i64, said: Said<'_>) -> Result<bool> {
    let open = pairs::table.find(id).filter(pairs::state.eq("open"));
    let decided = diesel::update(open)
        .set((
            pairs::state.eq(said.standing.as_str()),
            pairs::decided_by.eq(said.by),
            pairs::decided_at.eq(said.at.naive_utc()),
            pairs::reason.eq(said.why),
        ))
        .execute(conn)?;
    Ok(decided > 0)
}

/// After a merge: the pair of the two is decided, what was said to differ from the one that went differs from the one that stays,
/// and pairs with the one that went that nobody decided on are taken back.
///
/// # Errors
/// Those of the database.
pub fn merged(conn: &mut Conn, from: i64, into: i64, said: Said<'_>) -> Result<()> {
    let open = pairs::table
        .filter(pairs::one_id.eq(from.min(into)))
        .filter(pairs::other_id.eq(from.max(into)))
        .select(pairs::id);
    let pair: Option<i64> = open.first(conn).optional()?;
    if let Some(pair) = pair {
        decide(conn, pair, said)?;
    }
    keep_apart(conn, from, into)?;
    let left = open_with(conn, &[from])?;
    let numbers: Vec<i64> = left.into_iter().map(|(number, ..)| number).collect();
    drop_open(conn, &numbers)
}

/// What was said to differ from the one differs from the other.
fn keep_apart(conn: &mut Conn, from: i64, into: i64) -> Result<()> {
    type Row = (
        i64,
        i64,
        i32,
        String,
        NaiveDateTime,
        Option<i64>,
        Option<NaiveDateTime>,
        String,
    );
    let apart: Vec<Row> = pairs::table
        .filter(pairs::one_id.eq(from).or(pairs::other_id.eq(from)))
        .filter(pairs::state.eq(Standing::Different.as_str()))
        .select((
            pairs::one_id,
            pairs::other_id,
            pairs::score,
            pairs::reasons,
            pairs::found_at,
            pairs::decided_by,
            pairs::decided_at,
            pairs::reason,
        ))
        .load(conn)?;
    for (one, other, score, reasons, found_at, by, at, why) in apart {
        let third = if one == from { other } else { one };
        if third == into {
            continue;
        }
        let row = (
            pairs::one_id.eq(third.min(into)),
            pairs::other_id.eq(third.max(into)),
            pairs::score.eq(score),
            pairs::reasons.eq(reasons),
            pairs::state.eq(Standing::Different.as_str()),
            pairs::found_at.eq(found_at),
            pairs::decided_by.eq(by),
            pairs::decided_at.eq(at),
            pairs::reason.eq(&why),
        );
        on_each!(conn, c => diesel::insert_into(pairs::table)
            .values(row)
            .on_conflict((pairs::one_id, pairs::other_id))
            .do_update()
            .set((
                pairs::state.eq(Standing::Different.as_str()),
                pairs::decided_by.eq(by),
                pairs::decided_at.eq(at),
                pairs::reason.eq(&why),
            ))
            .execute(c))?;
    }
    Ok(())
}
