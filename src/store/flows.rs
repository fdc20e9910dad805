//! How many transfers lead from one organization to another: one row for each pair and openness, moved by whatever moves a
//! transfer, in the same transaction. A transfer remembers in `counted` where it is counted, so that nothing is counted twice.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::{
    dsl::sql,
    prelude::*,
    sql_query,
    sql_types::{BigInt, Date, Nullable, SmallInt},
};

use super::{
    Conn,
    dialect::{self, any, on_each},
    owed,
    schema::{flows, owed_flows, transfers},
};
use crate::error::{Error, Result};

/// Some transfers from one organization to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    /// Who let go.
    pub from: i64,
    /// Who took.
    pub to: i64,
    /// How open they are.
    pub openness: i16,
    /// How many they are.
    pub count: i64,
    /// The first of their days, where one is known.
    pub first: Option<NaiveDate>,
    /// The last of their days, where one is known.
    pub last: Option<NaiveDate>,
}

impl Flow {
    /// With those of another flow of the same pair.
    pub fn join(&mut self, other: &Flow) {
        self.count += other.count;
        self.first = self.first.into_iter().chain(other.first).min();
        self.last = self.last.into_iter().chain(other.last).max();
    }
}

const COLUMNS: &str = "from_id, to_id, openness, count, first, last";

/// What both databases do when a pair is there already.
const MEETING: &str = "ON CONFLICT (from_id, to_id, openness) DO UPDATE SET count = flows.count + excluded.count,
    first = CASE WHEN excluded.first IS NULL THEN flows.first
                 WHEN flows.first IS NULL OR excluded.first < flows.first THEN excluded.first ELSE flows.first END,
    last = CASE WHEN excluded.last IS NULL THEN flows.last
                WHEN flows.last IS NULL OR excluded.last > flows.last THEN excluded.last ELSE flows.last END";

/// Adds to the counts; those who write many add up first, so that each pair stands here once.
///
/// # Errors
/// Those of the database.
pub fn add(conn: &mut Conn, some: &[Flow]) -> Result<()> {
    dialect::add_flows(conn, some, &format!("flows ({COLUMNS})"), MEETING)
}

/// The transfer as the flows count it, wherever that is.
fn counted(conn: &mut Conn, id: i64) -> Result<Option<Flow>> {
    type Row = (Option<i64>, Option<i64>, i16, Option<NaiveDate>, Option<NaiveDate>);
    let row: Option<Row> = transfers::table
        .find(id)
        .select((
            transfers::from_id,
            transfers::to_id,
            transfers::counted,
            transfers::earliest,
            transfers::latest,
        ))
        .first(conn)
        .optional()?;
    Ok(row.and_then(|(from, to, openness, first, last)| {
        Some(Flow {
            from: from?,
            to: to?,
            openness,
            count: 1,
            first,
            last,
        })
    }))
}

/// Counts a transfer at this openness, and nowhere else; below zero, or without both ends, it is not counted.
///
/// # Errors
/// Those of the database.
pub fn count(conn: &mut Conn, id: i64, openness: i16) -> Result<()> {
    let Some(flow) = counted(conn, id)? else { return Ok(()) };
    let openness = openness.max(-1);
    if flow.openness == openness {
        return Ok(());
    }
    uncount(conn, id)?;
    if openness < 0 {
        return Ok(());
    }
    // Before anything is written: see `owed::share`.
    let is_owed = owed::owes_flow(conn, id)?;
    mark(conn, id, openness)?;
    match is_owed {
        true => Ok(()),
        false => add(conn, &[Flow { openness, ..flow }]),
    }
}

/// Takes a transfer out of the counts: before its ends or its days change.
///
/// # Errors
/// Those of the database.
pub fn uncount(conn: &mut Conn, id: i64) -> Result<()> {
    let Some(flow) = counted(conn, id)?.filter(|flow| flow.openness >= 0) else {
        return Ok(());
    };
    let is_owed = owed::owes_flow(conn, id)?;
    mark(conn, id, -1)?;
    if is_owed {
        return Ok(());
    }
    let Flow {
        from,
        to,
        openness,
        first,
        last,
        ..
    } = flow;
    let pair = flows::table.find((from, to, openness));
    // Taking one away first holds the row, so that nobody adds to it between the next two statements.
    diesel::update(pair)
        .set(flows::count.eq(flows::count - 1))
        .execute(conn)?;
    diesel::delete(pair.filter(flows::count.le(0))).execute(conn)?;
    let edge: Option<(Option<NaiveDate>, Option<NaiveDate>)> =
        pair.select((flows::first, flows::last)).first(conn).optional()?;
    let Some((earliest, latest)) = edge else { return Ok(()) };
    if (first.is_some() && first == earliest) || (last.is_some() && last == latest) {
        let rest = transfers::table
            .filter(transfers::from_id.eq(from))
            .filter(transfers::to_id.eq(to))
            .filter(transfers::counted.eq(openness));
        let (first, last): (Option<NaiveDate>, Option<NaiveDate>) = rest
            .select((
                diesel::dsl::min(transfers::earliest),
                diesel::dsl::max(transfers::latest),
            ))
            .first(conn)?;
        diesel::update(pair)
            .set((flows::first.eq(first), flows::last.eq(last)))
            .execute(conn)?;
    }
    Ok(())
}

/// Counts, all at once and each pair in its place, the transfers that a very large import wrote without counting them; false when
/// there are none.
///
/// # Errors
/// Those of the database.
pub(super) fn count_owed(conn: &mut Conn) -> Result<bool> {
    let owed: i64 = owed_flows::table.count().get_result(conn)?;
    if owed == 0 {
        return Ok(false);
    }
    let one: Option<i64> = flows::table.select(flows::count).first(conn).optional()?;
    let counted = match one {
        // The first of a catalogue meet none, which need not be asked for each of ten million, unless somebody adds one meanwhile.
        None => conn.transaction(|conn| count_all(conn, "")),
        Some(_) => count_all(conn, MEETING),
    };
    match counted {
        Err(Error::Taken(_)) => count_all(conn, MEETING)?,
        counted => counted?,
    }
    diesel::delete(owed_flows::table).execute(conn)?;
    Ok(true)
}

fn count_all(conn: &mut Conn, meeting: &str) -> Result<()> {
    let statement = format!(
        "INSERT INTO flows ({COLUMNS})
         SELECT t.from_id, t.to_id, t.counted, COUNT(*), MIN(t.earliest), MAX(t.latest)
         FROM owed_flows o JOIN transfers t ON t.id BETWEEN o.first_id AND o.last_id
         WHERE t.counted >= 0 AND t.from_id IS NOT NULL AND t.to_id IS NOT NULL
         GROUP BY t.from_id, t.to_id, t.counted ORDER BY t.from_id, t.to_id, t.counted {meeting}"
    );
    on_each!(conn, c => sql_query(statement).execute(c))?;
    Ok(())
}

fn mark(conn: &mut Conn, id: i64, openness: i16) -> Result<()> {
    diesel::update(transfers::table.find(id))
        .set(transfers::counted.eq(openness))
        .execute(conn)?;
    Ok(())
}

/// Counts the transfers of a submission that has just been accepted as a whole; those with levels of their own for single
/// fields are counted one by one.
///
/// # Errors
/// Those of the database.
pub fn count_submitted(conn: &mut Conn, submission: i64) -> Result<()> {
    const OF_SUBMISSION: &str = "SELECT r.id FROM submission_records s JOIN records r ON r.id = s.record_id
        WHERE s.submission_id = $1 AND r.shelf = 'transfers' AND r.openness >= 0 AND r.field_releases = ''";
    let fresh = format!(
        "INSERT INTO flows (from_id, to_id, openness, count, first, last)
         SELECT t.from_id, t.to_id, r.openness, COUNT(*), MIN(t.earliest), MAX(t.latest)
         FROM transfers t JOIN records r ON r.id = t.id
         WHERE t.id IN ({OF_SUBMISSION}) AND t.counted = -1 AND t.from_id IS NOT NULL AND t.to_id IS NOT NULL
         GROUP BY t.from_id, t.to_id, r.openness {MEETING}"
    );
    let marked = format!(
        "UPDATE transfers SET counted = (SELECT r.openness FROM records r WHERE r.id = transfers.id)
         WHERE id IN ({OF_SUBMISSION}) AND counted = -1 AND from_id IS NOT NULL AND to_id IS NOT NULL"
    );
    for statement in [fresh, marked] {
        on_each!(conn, c => sql_query(statement).bind::<BigInt, _>(submission).execute(c))?;
    }
    Ok(())
}

/// Makes the flows of one organization those of another, once its transfers are.
///
/// # Errors
/// Those of the database.
pub fn merge(conn: &mut Conn, from: i64, into: i64) -> Result<()> {
    type Row = (i64, i64, i16, i64, Option<NaiveDate>, Option<NaiveDate>);
    let held = flows::table.filter(flows::from_id.eq(from).or(flows::to_id.eq(from)));
    let rows: Vec<Row> = held.select(flows::all_columns).load(conn)?;
    diesel::delete(flows::table.filter(flows::from_id.eq(from))).execute(conn)?;
    diesel::delete(flows::table.filter(flows::to_id.eq(from))).execute(conn)?;
    let moved = |id: i64| if id == from { into } else { id };
    // Both may have traded with the same third, and with each other both ways.
    let mut sums: BTreeMap<(i64, i64, i16), Flow> = BTreeMap::new();
    for (one, other, openness, count, first, last) in rows {
        let (from, to) = (moved(one), moved(other));
        let flow = Flow {
            from,
            to,
            openness,
            count,
            first,
            last,
        };
        sums.entry((from, to, openness))
            .and_modify(|sum| sum.join(&flow))
            .or_insert(flow);
    }
    add(conn, &sums.into_values().collect::<Vec<_>>())
}

/// Which way the flows of an organization run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To others.
    Out,
    /// From others.
    In,
}

/// The flows of an organization with one other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Partner {
    /// The other organization.
    #[diesel(sql_type = BigInt)]
    pub other: i64,
    /// How many transfers.
    #[diesel(sql_type = BigInt)]
    pub count: i64,
    /// The first of their days.
    #[diesel(sql_type = Nullable<Date>)]
    pub first: Option<NaiveDate>,
    /// The last of their days.
    #[diesel(sql_type = Nullable<Date>)]
    pub last: Option<NaiveDate>,
}

/// The flows of an organization that are at least so open, the most first.
///
/// # Errors
/// Those of the database.
pub fn partners(conn: &mut Conn, organization: i64, way: Way, openness: i16, limit: i64) -> Result<Vec<Partner>> {
    let (own, other) = match way {
        Way::Out => ("from_id", "to_id"),
        Way::In => ("to_id", "from_id"),
    };
    let statement = format!(
        "SELECT {other} AS other, CAST(SUM(count) AS BIGINT) AS count, MIN(first) AS first, MAX(last) AS last
         FROM flows WHERE {own} = $1 AND openness >= $2 GROUP BY {other} ORDER BY 2 DESC, 1 LIMIT $3"
    );
    let rows = on_each!(conn, c => sql_query(statement)
        .bind::<BigInt, _>(organization)
        .bind::<SmallInt, _>(openness.max(0))
        .bind::<BigInt, _>(limit)
        .load(c))?;
    Ok(rows)
}

/// Transfers between an organization that was asked about and another, one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// The one asked about.
    pub own: i64,
    /// The other.
    pub other: i64,
    /// How many transfers.
    pub count: i64,
}

/// The flows of these organizations that are at least so open, at most so many each way; whether there are more.
///
/// Two statements, because neither database finds both ends by their indexes in one, and step by step, because SQLite builds the
/// whole graph for a recursive query over both ends.
///
/// # Errors
/// Those of the database.
pub fn beside(conn: &mut Conn, ids: &[i64], openness: i16, most: i64) -> Result<(Vec<Beside>, bool)> {
    let openness = openness.max(0);
    let limit = most + 1;
    type Row = (i64, i64, i64);
    let out: Vec<Row> = on_each!(conn, c => flows::table
        .filter(any(flows::from_id, ids))
        .filter(flows::openness.ge(openness))
        .limit(limit)
        .select((flows::from_id, flows::to_id, flows::count))
        .load(c))?;
    let into: Vec<Row> = on_each!(conn, c => flows::table
        .filter(any(flows::to_id, ids))
        .filter(flows::openness.ge(openness))
        .limit(limit)
        .select((flows::to_id, flows::from_id, flows::count))
        .load(c))?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let cut = out.len() > most || into.len() > most;
    let rows = out.into_iter().take(most).chain(into.into_iter().take(most));
    let beside = |(own, other, count)| Beside { own, other, count };
    Ok((rows.map(beside).collect(), cut))
}

/// What leads from one of these organizations to another of them, as far as it is at least so open: one flow a pair.
///
/// # Errors
/// Those of the database.
pub fn among(conn: &mut Conn, ids: &[i64], openness: i16) -> Result<Vec<Flow>> {
    type Row = (i64, i64, i16, i64, Option<NaiveDate>, Option<NaiveDate>);
    let rows: Vec<Row> = on_each!(conn, c => flows::table
        .filter(any(flows::from_id, ids))
        // Not `to_id` itself: SQLite would look for every pair of them one by one.
        .filter(any(sql::<BigInt>("+to_id"), ids))
        .filter(flows::openness.ge(openness.max(0)))
        .order((flows::from_id, flows::to_id))
        .select(flows::all_columns)
        .load(c))?;
    let mut all: Vec<Flow> = Vec::with_capacity(rows.len());
    for (from, to, openness, count, first, last) in rows {
        let flow = Flow {
            from,
            to,
            openness,
            count,
            first,
            last,
        };
        match all.last_mut().filter(|before| (before.from, before.to) == (from, to)) {
            Some(before) => before.join(&flow),
            None => all.push(flow),
        }
    }
    Ok(all)
}
