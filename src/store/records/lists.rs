//! A page of a shelf in its order: the places in sight, by ranges of one index.

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
        dialect::{self, any, on_each},
        schema::{chains, citations, claims, markings, parts, photos, readings, records, unit_alternatives, units},
    },
};

/// Which way a shelf's list runs along its sort text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// From A to Z.
    Rising,
    /// From the newest to the oldest.
    Falling,
}

/// A part of a shelf that one index range serves.
#[derive(Debug, Clone, Copy)]
enum Slice {
    Level(i16),
    Own { account: i64, below: i16 },
}

/// One page of a shelf in its order: up to `limit` places in sight after `after`.
///
/// Each openness level is a range of one index, so a page costs the same at any depth; a wider sight
/// reads one range a level and merges.
///
/// # Errors
/// Those of the database.
pub fn page(
    conn: &mut Conn,
    shelf: Shelf,
    sight: Sight,
    order: Order,
    after: Option<&Cursor>,
    limit: i64,
) -> Result<Vec<Cursor>> {
    let mut places = Vec::new();
    for level in sight.reach.max(-2)..=3 {
        places.extend(slice(conn, shelf, Slice::Level(level), order, after, limit)?);
    }
    if let Some(account) = sight.account {
        let own = Slice::Own {
            account,
            below: sight.reach,
        };
        places.extend(slice(conn, shelf, own, order, after, limit)?);
    }
    places.sort_by(|a, b| match order {
        Order::Rising => (&a.sort, a.id).cmp(&(&b.sort, b.id)),
        Order::Falling => (&b.sort, b.id).cmp(&(&a.sort, a.id)),
    });
    places.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(places)
}

fn slice(
    conn: &mut Conn,
    shelf: Shelf,
    slice: Slice,
    order: Order,
    after: Option<&Cursor>,
    limit: i64,
) -> Result<Vec<Cursor>> {
    let Some(after) = after else {
        return range(conn, shelf, slice, order, Range::All, limit);
    };
    // Two index ranges instead of one condition that neither database can use as a range.
    let mut places = range(conn, shelf, slice, order, Range::SameSort(after), limit)?;
    let rest = limit - i64::try_from(places.len()).map_err(Error::internal)?;
    if rest > 0 {
        places.extend(range(conn, shelf, slice, order, Range::OtherSort(after), rest)?);
    }
    Ok(places)
}

#[derive(Clone, Copy)]
enum Range<'a> {
    All,
    SameSort(&'a Cursor),
    OtherSort(&'a Cursor),
}

fn range(
    conn: &mut Conn,
    shelf: Shelf,
    slice: Slice,
    order: Order,
    range: Range<'_>,
    limit: i64,
) -> Result<Vec<Cursor>> {
    let mut query = records::table
        .filter(records::shelf.eq(shelf.as_str()))
        .filter(records::merged_into.is_null())
        .limit(limit)
        .select((records::sort, records::id))
        .into_boxed();
    query = match slice {
        Slice::Level(level) => query.filter(records::openness.eq(level)),
        Slice::Own { account, below } => query
            .filter(records::created_by.eq(account))
            .filter(records::openness.lt(below)),
    };
    query = match order {
        Order::Rising => query.order((records::sort.asc(), records::id.asc())),
        Order::Falling => query.order((records::sort.desc(), records::id.desc())),
    };
    query = match (range, order) {
        (Range::All, _) => query,
        (Range::SameSort(at), Order::Rising) => query.filter(records::sort.eq(&at.sort)).filter(records::id.gt(at.id)),
        (Range::SameSort(at), Order::Falling) => query.filter(records::sort.eq(&at.sort)).filter(records::id.lt(at.id)),
        (Range::OtherSort(at), Order::Rising) => query.filter(records::sort.gt(&at.sort)),
        (Range::OtherSort(at), Order::Falling) => query.filter(records::sort.lt(&at.sort)),
    };
    let rows: Vec<(String, i64)> = query.load(conn)?;
    Ok(rows.into_iter().map(|(sort, id)| Cursor { sort, id }).collect())
}

/// What belongs to another record, by that record's row number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// Units that are, or may be, of this weapon type.
    UnitsOf(i64),
    /// Units of this incident.
    UnitsAt(i64),
    /// Claims about this record.
    ClaimsAbout(i64),
    /// Claims that were read in this source.
    ClaimsFrom(i64),
    /// Marks on this component.
    MarkingsOn(i64),
    /// Marks on this photograph.
    MarkingsIn(i64),
    /// Decisions about the readings of this mark.
    ReadingsOf(i64),
    /// Decisions about the chains of this component.
    ChainsOf(i64),
    /// Photographs of this unit.
    PhotosOfUnit(i64),
    /// Photographs of this component.
    PhotosOfComponent(i64),
    /// Parts of this maker.
    PartsBy(i64),
    /// Records that cite this source.
    Citing(i64),
}

/// One page, in the order of its shelf, of what belongs to another record. Costs as much as that record has, not as much as
/// the shelf: the few are looked up first and put in order then.
///
/// # Errors
/// Those of the database.
pub fn among(
    conn: &mut Conn,
    shelf: Shelf,
    among: Among,
    sight: Sight,
    order: Order,
    after: Option<&Cursor>,
    limit: i64,
) -> Result<Vec<Cursor>> {
    let mut query = records::table
        .filter(records::shelf.eq(shelf.as_str()))
        .filter(records::merged_into.is_null())
        .filter(
            records::openness
                .ge(sight.reach)
                .or(records::created_by.eq(sight.account.unwrap_or(-1))),
        )
        .limit(limit)
        .select((records::sort, records::id))
        .into_boxed();
    macro_rules! only {
        ($table:ident, $column:ident, $id:expr, $number:ident) => {
            query.filter(
                records::id.eq_any(
                    $table::table
                        .filter($table::$column.eq($id))
                        .select($table::$number),
                ),
            )
        };
    }
    query = match among {
        Among::UnitsAt(id) => only!(units, incident_id, id, id),
        Among::ClaimsFrom(id) => only!(claims, source_id, id, id),
        Among::ClaimsAbout(id) => only!(claims, about_id, id, id),
        Among::MarkingsOn(id) => only!(markings, component_id, id, id),
        Among::MarkingsIn(id) => only!(markings, photo_id, id, id),
        Among::ReadingsOf(id) => only!(readings, marking_id, id, id),
        Among::ChainsOf(id) => only!(chains, component_id, id, id),
        Among::PhotosOfUnit(id) => only!(photos, unit_id, id, id),
        Among::PhotosOfComponent(id) => only!(photos, component_id, id, id),
        Among::PartsBy(id) => only!(parts, maker_id, id, id),
        Among::Citing(id) => only!(citations, source_id, id, record_id),
        Among::UnitsOf(id) => {
            let certain = units::table.filter(units::weapon_id.eq(id)).select(units::id);
            let possible = unit_alternatives::table
                .filter(unit_alternatives::weapon_id.eq(id))
                .select(unit_alternatives::unit_id);
            query.filter(records::id.eq_any(certain).or(records::id.eq_any(possible)))
        }
    };
    query = match order {
        Order::Rising => query.order((records::sort.asc(), records::id.asc())),
        Order::Falling => query.order((records::sort.desc(), records::id.desc())),
    };
    if let Some(Cursor { sort, id }) = after {
        let same = records::sort.eq(sort);
        query = match order {
            Order::Rising => query.filter(records::sort.gt(sort).or(same.and(records::id.gt(id)))),
            Order::Falling => query.filter(records::sort.lt(sort).or(same.and(records::id.lt(id)))),
        };
    }
    let rows: Vec<(String, i64)> = query.load(conn)?;
    Ok(rows.into_iter().map(|(sort, id)| Cursor { sort, id }).collect())
}

/// Those of these row numbers whose record is in sight.
///
/// # Errors
/// Those of the database.
pub fn in_sight(conn: &mut Conn, ids: &[i64], sight: Sight) -> Result<HashSet<i64>> {
    let rows: Vec<i64> = on_each!(conn, c => records::table
        .filter(any(records::id, ids))
        .filter(
            records::openness
                .ge(sight.reach)
                .or(records::created_by.eq(sight.account.unwrap_or(-1))),
        )
        .select(records::id)
        .load(c))?;
    Ok(rows.into_iter().collect())
}

/// Those of these organizations that are out of sight. Of many it is sooner said which are than which are not.
///
/// # Errors
/// Those of the database.
pub fn closed_organizations(conn: &mut Conn, ids: &[i64], sight: Sight) -> Result<HashSet<i64>> {
    Ok(dialect::closed_organizations(conn, ids, sight)?.into_iter().collect())
}
