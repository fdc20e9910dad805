//! The way back: what an organization dealt in, and the components of such parts.

use diesel::prelude::*;

use super::{Bounds, Candidate, Days, Question, ask};
use crate::{
    domain::{records::Link, release::Sight},
    error::Result,
    store::{
        Conn,
        dialect::{any, any_text, on_each},
        schema::{components, part_numbers, parts, records},
    },
};

/// Which end of a transfer an organization stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It let go.
    Out,
    /// It took.
    In,
}

/// The goods lines of what an organization let go of or took, oldest first; and whether there may be more.
///
/// # Errors
/// Those of the database.
pub fn dealt(
    conn: &mut Conn,
    organization: i64,
    way: Way,
    bounds: Bounds,
    sight: Sight,
) -> Result<(Vec<Candidate>, bool)> {
    let column = match way {
        Way::Out => "from_id",
        Way::In => "to_id",
    };
    let lines = format!(
        "transfers t JOIN transfer_goods g ON g.transfer_id = t.id WHERE t.{column} = $1
         AND $2 = $3 AND $4 = $5 AND $6 = $7 AND $8 = $9"
    );
    deals(conn, &lines, organization, bounds, sight)
}

/// The goods lines of one transfer; and whether there may be more.
///
/// # Errors
/// Those of the database.
pub fn carried(conn: &mut Conn, transfer: i64, bounds: Bounds, sight: Sight) -> Result<(Vec<Candidate>, bool)> {
    let lines = "transfers t JOIN transfer_goods g ON g.transfer_id = t.id WHERE t.id = $1
         AND $2 = $3 AND $4 = $5 AND $6 = $7 AND $8 = $9";
    deals(conn, lines, transfer, bounds, sight)
}

fn deals(conn: &mut Conn, lines: &str, number: i64, bounds: Bounds, sight: Sight) -> Result<(Vec<Candidate>, bool)> {
    let question = Question {
        lines,
        texts: Vec::new(),
        number,
        days: Days::default(),
        bounds,
        sight,
    };
    ask(conn, &question)
}

/// The components in the catalogue that are one of these parts, newest first, by the parts' row numbers and by their numbers,
/// folded.
///
/// # Errors
/// Those of the database.
pub fn components_of(conn: &mut Conn, named: &[i64], numbers: &[String], sight: Sight, limit: i64) -> Result<Vec<i64>> {
    let mut wanted: Vec<i64> = named.to_vec();
    wanted.extend(on_each!(conn, c => parts::table
        .filter(any_text(parts::folded, numbers))
        .select(parts::id)
        .load::<i64>(c))?);
    wanted.extend(on_each!(conn, c => part_numbers::table
        .filter(any_text(part_numbers::folded, numbers))
        .select(part_numbers::part_id)
        .load::<i64>(c))?);
    wanted.sort_unstable();
    wanted.dedup();
    Ok(on_each!(conn, c => components::table
        .inner_join(records::table.on(records::id.eq(components::id)))
        .filter(any(components::part_id, &wanted))
        .filter(records::merged_into.is_null())
        .filter(records::openness.ge(sight.reach.max(0)).or(records::created_by.eq(sight.account)))
        .order(components::id.desc())
        .limit(limit)
        .select(components::id)
        .load(c))?)
}

/// Links to these records, in this order.
///
/// # Errors
/// Those of the database.
pub fn links(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Link>> {
    let mut known = crate::store::records::links(conn, ids)?;
    Ok(ids.iter().filter_map(|id| known.remove(id)).collect())
}
