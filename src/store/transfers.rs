//! Rows of transfers, their goods and their parties.

use std::collections::HashMap;

use diesel::prelude::*;

mod lines;
mod lists;
mod rows;
mod sound;
mod walks;

pub use lists::{Base, Wish, page};
pub use sound::{Unsound, first_unsound};
pub use walks::{Walk, advance, begin, reread, stale, walk};

use super::{
    Conn,
    dialect::{TOGETHER, any, insert_many, on_each},
    flows,
    records::HeadRow,
    schema::{records, transfer_goods as goods, transfer_parties as parties, transfers},
};
use crate::{
    domain::{
        records::{Head, Link},
        transfers::{NewTransfer, Transfer},
    },
    error::{Error, Result},
};
use lines::{ALONE, GoodsRow, GoodsValues};
use rows::{PartyRow, PartyValues, Row, Values};

/// The transfer behind a head.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, head: Head) -> Result<Transfer> {
    let row: Row = transfers::table
        .find(head.id)
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("transfers"))?;
    finish(conn, vec![(head, row)])?
        .pop()
        .ok_or(Error::NotFound("transfers"))
}

/// These transfers with their goods and parties, in the order asked for; numbers that do not exist are left out.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Transfer>> {
    let rows: Vec<(HeadRow, Row)> = on_each!(conn, c => records::table
        .inner_join(transfers::table)
        .filter(any(records::id, ids))
        .select((HeadRow::as_select(), Row::as_select()))
        .load(c))?;
    let rows = rows
        .into_iter()
        .map(|(head, row)| Ok((head.into_head()?, row)))
        .collect::<Result<Vec<_>>>()?;
    let mut found = finish(conn, rows)?;
    super::records::in_order(&mut found, ids, |transfer| transfer.head.id);
    Ok(found)
}

/// Finishes rows: with their goods and parties, and with what they point to.
fn finish(conn: &mut Conn, rows: Vec<(Head, Row)>) -> Result<Vec<Transfer>> {
    let ids: Vec<i64> = rows.iter().map(|(head, _)| head.id).collect();
    let lines: Vec<GoodsRow> = on_each!(conn, c => goods::table
        .filter(any(goods::transfer_id, &ids))
        .filter(goods::from_text.lt(ALONE))
        .order((goods::transfer_id, goods::position))
        .select(GoodsRow::as_select())
        .load(c))?;
    let named: Vec<PartyRow> = on_each!(conn, c => parties::table
        .filter(any(parties::transfer_id, &ids))
        .order((parties::transfer_id, parties::position))
        .select(PartyRow::as_select())
        .load(c))?;
    let mut wanted: Vec<i64> = rows
        .iter()
        .flat_map(|(_, row)| row.links())
        .chain(lines.iter().map(|line| line.part_id))
        .chain(named.iter().map(|party| party.organization_id))
        .flatten()
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let links: HashMap<i64, Link> = super::records::links(conn, &wanted)?;
    let mut found = rows
        .into_iter()
        .map(|(head, row)| row.into_transfer(head, &links))
        .collect::<Result<Vec<_>>>()?;
    let places: HashMap<i64, usize> = ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    for line in lines {
        if let Some(transfer) = places.get(&line.transfer_id).and_then(|place| found.get_mut(*place)) {
            transfer.what.lines.push(line.into_line(&links)?);
        }
    }
    for party in named {
        if let Some(transfer) = places.get(&party.transfer_id).and_then(|place| found.get_mut(*place)) {
            transfer.what.parties.push(party.into_party(&links));
        }
    }
    Ok(found)
}

/// How many transfers there are, whoever may see them.
///
/// # Errors
/// Those of the database.
pub fn count(conn: &mut Conn) -> Result<i64> {
    Ok(transfers::table.count().get_result(conn)?)
}

/// Writes the rows of a new head.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, id: i64, new: &NewTransfer) -> Result<()> {
    insert_all(conn, &[(id, new, -1)])
}

/// Writes the rows of many new heads, each with the openness at which the caller counts it in the flows: those with both ends,
/// unless it is -1. See [`flows::count`] and [`flows::add`].
///
/// # Errors
/// Those of the database.
pub fn insert_all(conn: &mut Conn, new: &[(i64, &NewTransfer, i16)]) -> Result<()> {
    for some in new.chunks(TOGETHER) {
        let rows: Vec<Values<'_>> = some
            .iter()
            .map(|(id, new, openness)| {
                let has_ends = new.from.party.id.is_some() && new.to.party.id.is_some();
                Values::of(*id, new, if has_ends { *openness } else { -1 })
            })
            .collect();
        insert_many!(conn, transfers::table, &rows)?;
    }
    let lists: Vec<(i64, &NewTransfer)> = new.iter().map(|(id, new, _)| (*id, *new)).collect();
    insert_lists(conn, &lists)
}

/// Replaces the rows, and takes the transfer out of the flows: whoever names it anew counts it again.
///
/// # Errors
/// Those of the database.
pub fn update(conn: &mut Conn, id: i64, new: &NewTransfer) -> Result<()> {
    flows::uncount(conn, id)?;
    diesel::update(transfers::table.find(id))
        .set(Values::of(id, new, -1))
        .execute(conn)?;
    diesel::delete(goods::table.filter(goods::transfer_id.eq(id))).execute(conn)?;
    diesel::delete(parties::table.filter(parties::transfer_id.eq(id))).execute(conn)?;
    insert_lists(conn, &[(id, new)])
}

fn insert_lists(conn: &mut Conn, new: &[(i64, &NewTransfer)]) -> Result<()> {
    insert_goods(conn, new)?;
    let named: Vec<PartyValues<'_>> = new
        .iter()
        .flat_map(|(id, new)| {
            (0..)
                .zip(&new.parties)
                .map(|(place, party)| PartyValues::of(*id, place, party))
        })
        .collect();
    for some in named.chunks(TOGETHER) {
        insert_many!(conn, parties::table, some)?;
    }
    Ok(())
}

/// Lines, and what is found in the words beside them.
fn insert_goods(conn: &mut Conn, new: &[(i64, &NewTransfer)]) -> Result<()> {
    let lines: Vec<GoodsValues<'_>> = new.iter().flat_map(|(id, new)| GoodsValues::all(*id, new)).collect();
    for some in lines.chunks(TOGETHER) {
        insert_many!(conn, goods::table, some)?;
    }
    Ok(())
}

/// The transfers that are named after this organization because their document names nobody: their names follow its.
///
/// # Errors
/// Those of the database.
pub fn named_after(conn: &mut Conn, organization: i64) -> Result<Vec<i64>> {
    let mut ids: Vec<i64> = transfers::table
        .filter(transfers::from_id.eq(organization))
        .filter(transfers::from_name.eq(""))
        .select(transfers::id)
        .load(conn)?;
    let taken: Vec<i64> = transfers::table
        .filter(transfers::to_id.eq(organization))
        .filter(transfers::to_name.eq(""))
        .select(transfers::id)
        .load(conn)?;
    ids.extend(taken);
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// The transfers that are claimed to have been made in exchange for this one, oldest first, at most 50.
///
/// # Errors
/// Those of the database.
pub fn in_exchange(conn: &mut Conn, transfer: i64) -> Result<Vec<Transfer>> {
    let ids: Vec<i64> = transfers::table
        .filter(transfers::exchange_for.eq(transfer))
        .order(transfers::id)
        .limit(50)
        .select(transfers::id)
        .load(conn)?;
    list(conn, &ids)
}
