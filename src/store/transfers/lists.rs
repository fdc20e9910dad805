//! Pages of transfers narrowed by what they name: an organization, a part, a source, a kind, a country.

use std::collections::HashSet;

use diesel::prelude::*;

use crate::{
    domain::{
        records::{Cursor, Shelf},
        release::Sight,
    },
    error::{Error, Result},
    store::{
        Conn,
        dialect::{any, on_each},
        records::Order,
        schema::{citations, records, transfer_goods as goods, transfer_parties as parties, transfers},
    },
};

/// The record that a list is narrowed to. The few that belong to it are looked up by an index and put in order then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// Any.
    All,
    /// This organization stands at an end, or among the parties.
    Organization(i64),
    /// A line is of this part, or bears one of these folded numbers and was taken for no other part.
    Part(i64, Vec<String>),
    /// They were read in this source, or rest on it.
    Source(i64),
    /// They rest on this source.
    Citing(i64),
}

/// What a list is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The record.
    pub base: Base,
    /// The kind; empty for any.
    pub kind: String,
    /// A country that stands at an end or on the way, as a code; empty for any.
    pub country: String,
}

/// Transfers looked at for one page where their kind or country narrows: for those there is no index, and a page must not cost
/// as much as the shelf.
const LOOKED_AT: usize = 20_000;
/// Looked at in one statement.
const STRIDE: i64 = 1_000;

/// Narrows a query of transfers by kind and country.
macro_rules! narrowed {
    ($query:expr, $wish:expr) => {{
        let mut query = $query;
        if !$wish.kind.is_empty() {
            query = query.filter(transfers::kind.eq(&$wish.kind));
        }
        if !$wish.country.is_empty() {
            let code = &$wish.country;
            query = query.filter(
                transfers::from_country
                    .eq(code)
                    .or(transfers::to_country.eq(code))
                    .or(transfers::origin_country.eq(code))
                    .or(transfers::dispatch_country.eq(code))
                    .or(transfers::destination_country.eq(code))
                    .or(transfers::transit_countries.like(format!("%{code}%"))),
            );
        }
        query
    }};
}

/// A page of the transfers in sight, by their days; and where the next page begins, if there may be more. A page can be short
/// and still have a next one: it looks at a bounded number of rows.
///
/// # Errors
/// Those of the database.
pub fn page(
    conn: &mut Conn,
    wish: &Wish,
    sight: Sight,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<(Vec<i64>, Option<Cursor>)> {
    let all_fit = wish.kind.is_empty() && wish.country.is_empty();
    let stride = match all_fit {
        true => i64::try_from(limit + 1).map_err(Error::internal)?,
        false => STRIDE,
    };
    let mut at = after.cloned();
    let mut found: Vec<i64> = Vec::with_capacity(limit);
    let mut looked_at = 0;
    loop {
        let places = places(conn, &wish.base, sight, at.as_ref(), stride)?;
        let full = i64::try_from(places.len()).map_err(Error::internal)? == stride;
        looked_at += places.len();
        let ids: Vec<i64> = places.iter().map(|place| place.id).collect();
        let fitting: HashSet<i64> = match all_fit {
            true => ids.into_iter().collect(),
            false => on_each!(conn, c => narrowed!(
                transfers::table.filter(any(transfers::id, &ids)).select(transfers::id).into_boxed(), wish
            )
            .load(c))?
            .into_iter()
            .collect(),
        };
        for place in places {
            if found.len() == limit {
                return Ok((found, at));
            }
            if fitting.contains(&place.id) {
                found.push(place.id);
            }
            at = Some(place);
        }
        if !full {
            return Ok((found, None));
        }
        if looked_at >= LOOKED_AT {
            return Ok((found, at));
        }
    }
}

/// The next places in sight of what belongs to a record, by their days.
fn places(conn: &mut Conn, base: &Base, sight: Sight, after: Option<&Cursor>, limit: i64) -> Result<Vec<Cursor>> {
    if *base == Base::All {
        return crate::store::records::page(conn, Shelf::Transfers, sight, Order::Rising, after, limit);
    }
    let mut query = records::table
        .filter(records::shelf.eq(Shelf::Transfers.as_str()))
        .filter(
            records::openness
                .ge(sight.reach)
                .or(records::created_by.eq(sight.account.unwrap_or(-1))),
        )
        .order((records::sort.asc(), records::id.asc()))
        .limit(limit)
        .select((records::sort, records::id))
        .into_boxed();
    query = match base {
        Base::All => query,
        Base::Organization(id) => {
            let from = transfers::table
                .filter(transfers::from_id.eq(*id))
                .select(transfers::id);
            let to = transfers::table.filter(transfers::to_id.eq(*id)).select(transfers::id);
            let beside = parties::table
                .filter(parties::organization_id.eq(*id))
                .select(parties::transfer_id);
            let at_an_end = records::id.eq_any(from).or(records::id.eq_any(to));
            query.filter(at_an_end.or(records::id.eq_any(beside)))
        }
        Base::Part(id, numbers) => {
            let linked = goods::table.filter(goods::part_id.eq(*id)).select(goods::transfer_id);
            let numbered = goods::table
                .filter(goods::part_folded.eq_any(numbers))
                .filter(goods::part_folded.ne(""))
                .filter(goods::part_id.is_null())
                .select(goods::transfer_id);
            query.filter(records::id.eq_any(linked).or(records::id.eq_any(numbered)))
        }
        Base::Source(id) => {
            let read = transfers::table
                .filter(transfers::source_id.eq(*id))
                .select(transfers::id);
            let cited = citations::table
                .filter(citations::source_id.eq(*id))
                .select(citations::record_id);
            query.filter(records::id.eq_any(read).or(records::id.eq_any(cited)))
        }
        Base::Citing(id) => {
            let cited = citations::table
                .filter(citations::source_id.eq(*id))
                .select(citations::record_id);
            query.filter(records::id.eq_any(cited))
        }
    };
    if let Some(Cursor { sort, id }) = after {
        let same = records::sort.eq(sort);
        query = query.filter(records::sort.gt(sort).or(same.and(records::id.gt(id))));
    }
    let rows: Vec<(String, i64)> = query.load(conn)?;
    Ok(rows.into_iter().map(|(sort, id)| Cursor { sort, id }).collect())
}
