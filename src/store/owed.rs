//! What a very large import puts off until its end: indexes that its rows would enter in no order at all, and the counting of
//! flows. Ten million rows written one by one into six such indexes wrote every page of them over and over; made at the end, each
//! is sorted once. What is owed stands in the database, so that whoever finds that nobody works on it any more pays it off.
//! Until then every answer is right, only slower.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::{dsl::max, prelude::*, sql_query};

use super::{
    Conn, dialect,
    dialect::on_each,
    schema::{owed_flows, owed_indexes},
};
use crate::error::Result;

/// Indexes that rows in the order of a file enter in no order.
const PUT_OFF: [&str; 6] = [
    "transfers_from",
    "transfers_to",
    "transfer_goods_part",
    "transfer_goods_lot",
    "transfer_goods_hs6",
    "flows_to",
];

#[derive(Insertable)]
#[diesel(table_name = owed_indexes)]
struct NewIndex<'a> {
    name: &'a str,
    statement: &'a str,
    touched_at: NaiveDateTime,
}

/// Takes away the indexes that a very large import would enter in no order.
///
/// # Errors
/// Those of the database.
pub fn put_off(conn: &mut Conn, at: DateTime<Utc>) -> Result<()> {
    for name in PUT_OFF {
        let Some(statement) = dialect::index_statement(conn, name)? else {
            continue;
        };
        let row = NewIndex {
            name,
            statement: &statement,
            touched_at: at.naive_utc(),
        };
        diesel::insert_into(owed_indexes::table).values(row).execute(conn)?;
        on_each!(conn, c => sql_query(format!("DROP INDEX {name}")).execute(c))?;
    }
    touch(conn, at)
}

/// Says that whoever put the indexes off still works.
///
/// # Errors
/// Those of the database.
pub fn touch(conn: &mut Conn, at: DateTime<Utc>) -> Result<()> {
    diesel::update(owed_indexes::table)
        .set(owed_indexes::touched_at.eq(at.naive_utc()))
        .execute(conn)?;
    Ok(())
}

/// When somebody last worked on what is owed; `None` when nothing is. Of flows alone nobody says that, so that they are long owed.
///
/// # Errors
/// Those of the database.
pub fn touched(conn: &mut Conn) -> Result<Option<DateTime<Utc>>> {
    let at: Option<NaiveDateTime> = owed_indexes::table.select(max(owed_indexes::touched_at)).first(conn)?;
    if at.is_some() {
        return Ok(at.map(|at| at.and_utc()));
    }
    let first: Option<i64> = owed_flows::table.select(owed_flows::first_id).first(conn).optional()?;
    Ok(first.map(|_| DateTime::UNIX_EPOCH))
}

/// Lets this transaction write transfers whose flows it will owe: until it ends, nobody counts what is owed.
///
/// # Errors
/// Those of the database.
pub fn share(conn: &mut Conn) -> Result<()> {
    dialect::share_owed(conn)
}

/// Makes one of the owed indexes, after the flows; false when nothing is owed any more.
///
/// # Errors
/// Those of the database.
pub fn pay_off(conn: &mut Conn, at: DateTime<Utc>) -> Result<bool> {
    dialect::hold_owed(conn)?;
    dialect::take_time(conn)?;
    dialect::sort_much(conn)?;
    if super::flows::count_owed(conn)? {
        touch(conn, at)?;
        return Ok(true);
    }
    let next: Option<(String, String)> = owed_indexes::table
        .order(owed_indexes::name)
        .select((owed_indexes::name, owed_indexes::statement))
        .first(conn)
        .optional()?;
    let Some((name, statement)) = next else {
        return Ok(false);
    };
    on_each!(conn, c => sql_query(statement).execute(c))?;
    diesel::delete(owed_indexes::table.find(name)).execute(conn)?;
    touch(conn, at)?;
    Ok(true)
}

/// Notes transfers that the flows do not count yet, as runs of record numbers. Another writer's numbers may lie between them. The
/// transaction has called [`share`] before: whoever counts meanwhile would strike out what it has not seen.
///
/// # Errors
/// Those of the database.
pub fn note_flows(conn: &mut Conn, ids: &[i64]) -> Result<()> {
    share(conn)?;
    for (first, last) in runs(ids) {
        let before = owed_flows::table.filter(owed_flows::last_id.eq(first - 1));
        let longer = diesel::update(before).set(owed_flows::last_id.eq(last)).execute(conn)?;
        if longer == 0 {
            diesel::insert_into(owed_flows::table)
                .values((owed_flows::first_id.eq(first), owed_flows::last_id.eq(last)))
                .execute(conn)?;
        }
    }
    Ok(())
}

/// Whether the flows do not count this transfer yet. Until the transaction ends, nobody counts what is owed.
///
/// # Errors
/// Those of the database.
pub(super) fn owes_flow(conn: &mut Conn, id: i64) -> Result<bool> {
    dialect::share_owed(conn)?;
    let holding = owed_flows::table
        .filter(owed_flows::first_id.le(id))
        .filter(owed_flows::last_id.ge(id));
    Ok(diesel::select(diesel::dsl::exists(holding)).get_result(conn)?)
}

/// Rising numbers as runs without a gap.
fn runs(ids: &[i64]) -> Vec<(i64, i64)> {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for id in ids {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *id => *last = *id,
            _ => runs.push((*id, *id)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn numbers_without_a_gap_are_one_run() {
        assert_eq!(runs(&[]), []);
        assert_eq!(runs(&[3, 4, 5, 9, 11, 12]), [(3, 5), (9, 9), (11, 12)]);
    }
}
