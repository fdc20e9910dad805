//! Handing in, taking back and deciding on so many records that each of them cannot be a statement of its own.
//!
//! Everything here works on the records of a submission, a stretch of row numbers at a time, so that no statement runs long.

use chrono::{DateTime, Utc};
use diesel::{prelude::*, sql_query, sql_types::BigInt};

use super::{
    Conn, dialect,
    schema::{records, search_uses, submission_records},
};
use crate::{
    domain::{
        records::{Shelf, State, openness},
        refs::Ref,
        release::Release,
    },
    error::{Error, Result},
};

/// Records of one stretch.
const STRETCH: usize = 20_000;

/// A stretch of row numbers, both ends included.
pub type Stretch = (i64, i64);

/// Adds the records of an import that its author still has to a submission; how many.
///
/// # Errors
/// Those of the database.
pub fn take_import(conn: &mut Conn, submission: i64, import: i64, account: i64) -> Result<usize> {
    let taken = sql_query(
        "INSERT INTO submission_records (submission_id, record_id)
         SELECT $1, r.id FROM import_records i JOIN records r ON r.id = i.record_id
         WHERE i.import_id = $2 AND r.created_by = $3 AND r.state IN ('draft', 'returned') ORDER BY r.id",
    )
    .bind::<BigInt, _>(submission)
    .bind::<BigInt, _>(import)
    .bind::<BigInt, _>(account)
    .execute(conn)?;
    dialect::count_anew(conn, "submission_records")?;
    Ok(taken)
}

/// What a record of an import can rest on: the table and the column that names it.
const TIES: [(&str, &str); 8] = [
    ("components", "unit_id"),
    ("components", "parent_id"),
    ("components", "part_id"),
    ("components", "maker_id"),
    ("components", "brand_id"),
    ("units", "weapon_id"),
    ("units", "incident_id"),
    ("parts", "maker_id"),
];

/// Adds the author's own drafts that the records of a submission rest on and that it does not hold yet, such as a unit
/// that an earlier import made; how many.
///
/// # Errors
/// Those of the database.
pub fn widen(conn: &mut Conn, submission: i64, account: i64) -> Result<usize> {
    let mut added = 0;
    for (table, column) in TIES {
        added += sql_query(format!(
            "INSERT INTO submission_records (submission_id, record_id)
             SELECT DISTINCT $1, r.id FROM submission_records s
             JOIN {table} t ON t.id = s.record_id JOIN records r ON r.id = t.{column}
             WHERE s.submission_id = $1 AND r.created_by = $2 AND r.state IN ('draft', 'returned')
               AND NOT EXISTS (SELECT 1 FROM submission_records o WHERE o.record_id = r.id AND o.submission_id = $1)"
        ))
        .bind::<BigInt, _>(submission)
        .bind::<BigInt, _>(account)
        .execute(conn)?;
    }
    Ok(added)
}

/// The row numbers of a submission's records, in stretches.
///
/// # Errors
/// Those of the database.
pub fn stretches(conn: &mut Conn, submission: i64) -> Result<Vec<Stretch>> {
    let ids: Vec<i64> = submission_records::table
        .filter(submission_records::submission_id.eq(submission))
        .order(submission_records::record_id)
        .select(submission_records::record_id)
        .load(conn)?;
    Ok(ids
        .chunks(STRETCH)
        .filter_map(|some| Some((*some.first()?, *some.last()?)))
        .collect())
}

/// Moves the records of a stretch that are in state `from` on to another, at a release level or at their own. How many.
///
/// # Errors
/// Those of the database.
pub fn advance(
    conn: &mut Conn,
    submission: i64,
    stretch: Stretch,
    (from, to): (&[State], State),
    release: Option<Release>,
    at: DateTime<Utc>,
) -> Result<usize> {
    let words: Vec<&str> = from.iter().map(|state| state.as_str()).collect();
    let mut moved = 0;
    for level in Release::ALL {
        let next = release.unwrap_or(level);
        let here = submission_records::table
            .filter(submission_records::submission_id.eq(submission))
            .filter(submission_records::record_id.between(stretch.0, stretch.1))
            .select(submission_records::record_id);
        let there = records::table
            .filter(records::id.eq_any(here))
            .filter(records::state.eq_any(&words))
            .filter(records::release.eq(level.as_str()));
        moved += diesel::update(there)
            .set((
                records::version.eq(records::version + 1),
                records::state.eq(to.as_str()),
                records::release.eq(next.as_str()),
                records::openness.eq(openness(to, next)),
                records::updated_at.eq(at.naive_utc()),
            ))
            .execute(conn)?;
    }
    Ok(moved)
}

/// What decides how open a record's terms are: its shelf, its release level and the field a term stands in.
pub type Term = (Shelf, Release, String);

/// The kinds of terms of a stretch, of records in this state whose fields have no levels of their own.
///
/// # Errors
/// Those of the database.
pub fn terms(conn: &mut Conn, submission: i64, stretch: Stretch, state: State) -> Result<Vec<Term>> {
    let rows: Vec<(String, String, String)> = submission_records::table
        .inner_join(records::table)
        .inner_join(search_uses::table.on(search_uses::record_id.eq(submission_records::record_id)))
        .filter(submission_records::submission_id.eq(submission))
        .filter(submission_records::record_id.between(stretch.0, stretch.1))
        .filter(records::state.eq(state.as_str()))
        .filter(records::field_releases.eq(""))
        .select((records::shelf, records::release, search_uses::field))
        .distinct()
        .load(conn)?;
    let unknown = || Error::internal("a record with an unknown shelf or level");
    rows.into_iter()
        .map(|(shelf, release, field)| {
            let shelf = Shelf::parse(&shelf).ok_or_else(unknown)?;
            Ok((shelf, Release::parse(&release).ok_or_else(unknown)?, field))
        })
        .collect()
}

/// Makes the terms of one kind as open as said.
///
/// # Errors
/// Those of the database.
pub fn open_terms(
    conn: &mut Conn,
    submission: i64,
    stretch: Stretch,
    (state, term): (State, &Term),
    openness: i16,
) -> Result<()> {
    let (shelf, release, field) = term;
    let here = submission_records::table
        .inner_join(records::table)
        .filter(submission_records::submission_id.eq(submission))
        .filter(submission_records::record_id.between(stretch.0, stretch.1))
        .filter(records::state.eq(state.as_str()))
        .filter(records::field_releases.eq(""))
        .filter(records::shelf.eq(shelf.as_str()))
        .filter(records::release.eq(release.as_str()))
        .select(submission_records::record_id);
    let there = search_uses::table
        .filter(search_uses::record_id.eq_any(here))
        .filter(search_uses::field.eq(field));
    diesel::update(there)
        .set(search_uses::openness.eq(openness))
        .execute(conn)?;
    Ok(())
}

/// Row numbers of a submission's records on these shelves, and of those on any whose fields have levels of their own.
///
/// # Errors
/// Those of the database.
pub fn one_by_one(conn: &mut Conn, submission: i64, shelves: &[Shelf]) -> Result<Vec<i64>> {
    let words: Vec<&str> = shelves.iter().map(|shelf| shelf.as_str()).collect();
    Ok(submission_records::table
        .inner_join(records::table)
        .filter(submission_records::submission_id.eq(submission))
        .filter(records::shelf.eq_any(words).or(records::field_releases.ne("")))
        .order(submission_records::record_id)
        .select(submission_records::record_id)
        .load(conn)?)
}

/// References and versions of a submission's records in a stretch, in the order of their making.
///
/// # Errors
/// Those of the database.
pub fn versions(conn: &mut Conn, submission: i64, stretch: Stretch) -> Result<Vec<(String, i32)>> {
    Ok(submission_records::table
        .inner_join(records::table)
        .filter(submission_records::submission_id.eq(submission))
        .filter(submission_records::record_id.between(stretch.0, stretch.1))
        .order(submission_records::record_id)
        .select((records::reference, records::version))
        .load(conn)?)
}

#[derive(QueryableByName)]
struct Sum {
    #[diesel(sql_type = BigInt)]
    count: i64,
    #[diesel(sql_type = BigInt)]
    versions: i64,
}

/// How many records a submission holds, and the sum of their versions: every change of one moves it.
///
/// # Errors
/// Those of the database.
pub fn sum(conn: &mut Conn, submission: i64) -> Result<(i64, i64)> {
    let sum: Sum = sql_query(
        "SELECT COUNT(*) AS count, CAST(COALESCE(SUM(r.version), 0) AS BIGINT) AS versions
         FROM submission_records s JOIN records r ON r.id = s.record_id WHERE s.submission_id = $1",
    )
    .bind::<BigInt, _>(submission)
    .get_result(conn)?;
    Ok((sum.count, sum.versions))
}

/// Whether a submission holds a record that this person made.
///
/// # Errors
/// Those of the database.
pub fn has_of(conn: &mut Conn, submission: i64, account: Option<i64>) -> Result<bool> {
    let Some(account) = account else { return Ok(false) };
    let own = submission_records::table
        .inner_join(records::table)
        .filter(submission_records::submission_id.eq(submission))
        .filter(records::created_by.eq(account));
    Ok(diesel::select(diesel::dsl::exists(own)).get_result(conn)?)
}

/// The first records of a submission on each of these shelves, `each` at most.
///
/// # Errors
/// Those of the database.
pub fn first(conn: &mut Conn, submission: i64, shelf: Shelf, each: i64) -> Result<Vec<Ref>> {
    let words: Vec<String> = submission_records::table
        .inner_join(records::table)
        .filter(submission_records::submission_id.eq(submission))
        .filter(records::shelf.eq(shelf.as_str()))
        .order(submission_records::record_id)
        .limit(each)
        .select(records::reference)
        .load(conn)?;
    Ok(words.iter().filter_map(|word| Ref::parse(word).ok()).collect())
}
