//! Which sources a record rests on.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{
    Conn,
    dialect::{any, on_each},
    schema::{citations, records},
};
use crate::{
    domain::records::{Head, Link},
    error::Result,
};

#[derive(Insertable)]
#[diesel(table_name = citations)]
#[diesel(treat_none_as_default_value = false)]
struct NewRow<'a> {
    record_id: i64,
    position: i32,
    source_id: i64,
    locator: &'a str,
}

/// Replaces the citations of a record by `(source, locator)` pairs.
///
/// # Errors
/// Those of the database.
pub fn replace(conn: &mut Conn, record: i64, pairs: &[(i64, String)]) -> Result<()> {
    diesel::delete(citations::table.filter(citations::record_id.eq(record))).execute(conn)?;
    let rows: Vec<NewRow<'_>> = (0..)
        .zip(pairs)
        .map(|(position, (source_id, locator))| NewRow {
            record_id: record,
            position,
            source_id: *source_id,
            locator,
        })
        .collect();
    if !rows.is_empty() {
        on_each!(conn, c => diesel::insert_into(citations::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// The sources of a record with their locators, in the order given by its author.
///
/// # Errors
/// Those of the database.
pub fn of(conn: &mut Conn, record: i64) -> Result<Vec<(Link, String)>> {
    let rows: Vec<(super::records::LinkRow, String)> = on_each!(conn, c => citations::table
        .inner_join(records::table.on(records::id.eq(citations::source_id)))
        .filter(citations::record_id.eq(record))
        .order((citations::position, citations::id))
        .select((super::records::LinkRow::as_select(), citations::locator))
        .load(c))?;
    rows.into_iter()
        .map(|(row, locator)| Ok((row.into_link()?, locator)))
        .collect()
}

/// The sources of each of these records with their locators, in the order given by its author.
///
/// # Errors
/// Those of the database.
pub fn of_all(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, Vec<(Link, String)>>> {
    let rows: Vec<(i64, super::records::LinkRow, String)> = on_each!(conn, c => citations::table
        .inner_join(records::table.on(records::id.eq(citations::source_id)))
        .filter(any(citations::record_id, ids))
        .order((citations::position, citations::id))
        .select((
            citations::record_id,
            super::records::LinkRow::as_select(),
            citations::locator,
        ))
        .load(c))?;
    let mut found: HashMap<i64, Vec<(Link, String)>> = HashMap::new();
    for (record, row, locator) in rows {
        found.entry(record).or_default().push((row.into_link()?, locator));
    }
    Ok(found)
}

/// The records that rest on a source, newest first.
///
/// # Errors
/// Those of the database.
pub fn citing(conn: &mut Conn, source: i64, limit: i64) -> Result<Vec<Head>> {
    let rows: Vec<super::records::HeadRow> = citations::table
        .inner_join(records::table.on(records::id.eq(citations::record_id)))
        .filter(citations::source_id.eq(source))
        .order(citations::id.desc())
        .limit(limit)
        .select(super::records::HeadRow::as_select())
        .load(conn)?;
    rows.into_iter().map(super::records::HeadRow::into_head).collect()
}
