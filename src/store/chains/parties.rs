//! What the parties of a chain are on record as, and what they became.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::{
    domain::records::Head,
    error::Result,
    store::{
        Conn,
        dialect::{any, on_each},
        records::HeadRow,
        schema::{organization_successions as successions, organizations, records},
    },
};

/// An organization, as much of it as a chain needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its head: who may know of it, and how open its fields are.
    pub head: Head,
    /// Its roles, one a line.
    pub roles: String,
    /// Country of its seat.
    pub hq_country: String,
}

/// These organizations by row number.
///
/// # Errors
/// Those of the database.
pub fn parties(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, Party>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(HeadRow, String, String)> = on_each!(conn, c => records::table
        .inner_join(organizations::table)
        .filter(any(records::id, ids))
        .select((HeadRow::as_select(), organizations::roles, organizations::hq_country))
        .load(c))?;
    rows.into_iter()
        .map(|(head, roles, hq_country)| {
            let head = head.into_head()?;
            Ok((
                head.id,
                Party {
                    head,
                    roles,
                    hq_country,
                },
            ))
        })
        .collect()
}

/// What an organization became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Successor {
    /// Which.
    pub of: i64,
    /// What it became.
    pub to: i64,
    /// From which day on at the earliest, where a date is stated.
    pub since: Option<NaiveDate>,
}

/// What these organizations became, whoever may know it.
///
/// # Errors
/// Those of the database.
pub fn successors(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Successor>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(i64, i64, Option<NaiveDate>)> = on_each!(conn, c => successions::table
        .filter(any(successions::organization_id, ids))
        .order((successions::organization_id, successions::position))
        .select((successions::organization_id, successions::successor_id, successions::since_from))
        .load(c))?;
    Ok(rows
        .into_iter()
        .map(|(of, to, since)| Successor { of, to, since })
        .collect())
}
