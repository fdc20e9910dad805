//! What records are found by: folded terms, each with the record and field it stands in.

use std::collections::HashMap;

use diesel::{alias, prelude::*};

mod containing;
mod goods;

pub use containing::{Containing, containing, containing_terms};
use containing::{Use, found_uses};

use super::{
    Conn,
    dialect::{self, TOGETHER, any, insert_many, on_each},
    records::LinkRow,
    schema::{components, parts, records, search_uses},
};
use crate::{
    domain::{
        records::{Link, Shelf},
        release::Sight,
        search::After,
    },
    error::Result,
};

/// One use of a term by a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUse {
    /// The folded term.
    pub folded: String,
    /// The record.
    pub record_id: i64,
    /// Its shelf.
    pub shelf: Shelf,
    /// The field the term stands in.
    pub field: String,
    /// The term as written.
    pub shown: String,
    /// The lower of the record's openness and the field's.
    pub openness: i16,
    /// The record's author.
    pub created_by: Option<i64>,
}

/// One use that a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The record.
    pub link: Link,
    /// The folded term.
    pub folded: String,
    /// The field it stands in.
    pub field: String,
    /// The term as written.
    pub shown: String,
}

#[derive(Insertable)]
#[diesel(table_name = search_uses)]
#[diesel(treat_none_as_default_value = false)]
struct UseRow<'a> {
    record_id: i64,
    shelf: &'a str,
    folded: &'a str,
    field: &'a str,
    shown: &'a str,
    openness: i16,
    created_by: Option<i64>,
}

/// Replaces everything a record is found by.
///
/// # Errors
/// Those of the database.
pub fn replace(conn: &mut Conn, record_id: i64, uses: &[NewUse]) -> Result<()> {
    diesel::delete(search_uses::table.filter(search_uses::record_id.eq(record_id))).execute(conn)?;
    insert(conn, uses)
}

/// Adds uses, and to the dictionary the terms it lacks. A term stays in the dictionary when its last use goes:
/// nothing shows a term without a use.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, uses: &[NewUse]) -> Result<()> {
    insert_terms(conn, uses.iter().map(|term| term.folded.as_str()).collect())?;
    insert_uses(conn, uses)
}

/// Adds to the dictionary the terms it lacks.
///
/// # Errors
/// Those of the database.
pub fn insert_terms(conn: &mut Conn, mut folded: Vec<&str>) -> Result<()> {
    folded.sort_unstable();
    folded.dedup();
    for some in folded.chunks(TOGETHER) {
        dialect::add_terms(conn, some)?;
    }
    Ok(())
}

/// Adds uses of terms that are in the dictionary.
///
/// # Errors
/// Those of the database.
pub fn insert_uses(conn: &mut Conn, uses: &[NewUse]) -> Result<()> {
    for some in uses.chunks(TOGETHER) {
        let rows: Vec<UseRow<'_>> = some
            .iter()
            .map(|term| UseRow {
                record_id: term.record_id,
                shelf: term.shelf.as_str(),
                folded: &term.folded,
                field: &term.field,
                shown: &term.shown,
                openness: term.openness,
                created_by: term.created_by,
            })
            .collect();
        insert_many!(conn, search_uses::table, &rows)?;
    }
    Ok(())
}

/// Puts a part of what searching needs in order after much was written; false when all is.
///
/// # Errors
/// Those of the database.
pub fn tidy(conn: &mut Conn) -> Result<bool> {
    dialect::gather_fragments(conn)
}

/// The records in sight on a shelf that have exactly this folded term; at most ten.
///
/// # Errors
/// Those of the database.
pub fn exactly(conn: &mut Conn, shelf: Shelf, folded: &str, sight: Sight) -> Result<Vec<i64>> {
    let own = sight.account.unwrap_or(-1);
    Ok(search_uses::table
        .filter(search_uses::shelf.eq(shelf.as_str()))
        .filter(search_uses::folded.eq(folded))
        .filter(
            search_uses::openness
                .ge(sight.reach)
                .or(search_uses::created_by.eq(own)),
        )
        .select(search_uses::record_id)
        .distinct()
        .order(search_uses::record_id)
        .limit(10)
        .load(conn)?)
}

/// Uses in sight on a shelf whose term begins with `folded`, in the order of terms, so that an exact match comes
/// first. One index range; begins after `after`.
///
/// # Errors
/// Those of the database.
pub fn beginning(
    conn: &mut Conn,
    shelf: Shelf,
    folded: &str,
    sight: Sight,
    after: Option<&After>,
    limit: i64,
) -> Result<Vec<Found>> {
    let Some(after) = after else {
        return range(conn, shelf, (folded, Cut::At), folded, sight, limit);
    };
    // The rest of the term last shown, then the terms after it.
    let mut found = same_term(conn, shelf, after, sight, limit)?;
    let rest = limit - i64::try_from(found.len()).unwrap_or(limit);
    if rest > 0 {
        found.extend(range(conn, shelf, (&after.folded, Cut::After), folded, sight, rest)?);
    }
    Ok(found)
}

#[derive(Clone, Copy)]
enum Cut {
    At,
    After,
}

type Joined = (LinkRow, String, String, String);

/// The columns of [`Joined`].
macro_rules! joined {
    () => {
        (
            LinkRow::as_select(),
            search_uses::folded,
            search_uses::field,
            search_uses::shown,
        )
    };
}
use joined;

fn range(
    conn: &mut Conn,
    shelf: Shelf,
    (from, cut): (&str, Cut),
    prefix: &str,
    sight: Sight,
    limit: i64,
) -> Result<Vec<Found>> {
    let own = sight.account.unwrap_or(-1);
    let end = after_prefix(prefix);
    let uses = || {
        search_uses::table
            .inner_join(records::table)
            .filter(search_uses::shelf.eq(shelf.as_str()))
            .filter(search_uses::folded.lt(&end))
            .filter(
                search_uses::openness
                    .ge(sight.reach)
                    .or(search_uses::created_by.eq(own)),
            )
            .filter(records::merged_into.is_null())
            .order((search_uses::folded, search_uses::record_id))
            .limit(limit)
    };
    let rows: Vec<Joined> = match cut {
        Cut::At => on_each!(conn, c => uses().filter(search_uses::folded.ge(from)).select(joined!()).load(c))?,
        Cut::After => on_each!(conn, c => uses().filter(search_uses::folded.gt(from)).select(joined!()).load(c))?,
    };
    let found = rows.into_iter().map(found).collect::<Result<Vec<_>>>()?;
    goods::among(found, shelf, limit, || {
        goods::range(conn, (from, cut), &end, sight, limit)
    })
}

/// Comes after every term that begins with this one: folded text has no character as high as the last of it.
fn after_prefix(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

fn same_term(conn: &mut Conn, shelf: Shelf, after: &After, sight: Sight, limit: i64) -> Result<Vec<Found>> {
    let own = sight.account.unwrap_or(-1);
    let rows: Vec<Joined> = on_each!(conn, c => search_uses::table
        .inner_join(records::table)
        .filter(search_uses::shelf.eq(shelf.as_str()))
        .filter(search_uses::folded.eq(&after.folded))
        .filter(search_uses::record_id.gt(after.record))
        .filter(
            search_uses::openness
                .ge(sight.reach)
                .or(search_uses::created_by.eq(own)),
        )
        .filter(records::merged_into.is_null())
        .order(search_uses::record_id)
        .limit(limit)
        .select(joined!())
        .load(c))?;
    let found = rows.into_iter().map(found).collect::<Result<Vec<_>>>()?;
    goods::among(found, shelf, limit, || goods::same_term(conn, after, sight, limit))
}

fn found((link, folded, field, shown): Joined) -> Result<Found> {
    Ok(Found {
        link: link.into_link()?,
        folded,
        field,
        shown,
    })
}

/// The makers of parts, by the parts' row numbers.
///
/// # Errors
/// Those of the database.
pub fn makers_of_parts(conn: &mut Conn, part_ids: &[i64]) -> Result<HashMap<i64, Link>> {
    let rows: Vec<(i64, LinkRow)> = on_each!(conn, c => parts::table
        .inner_join(records::table.on(parts::maker_id.eq(records::id.nullable())))
        .filter(any(parts::id, part_ids))
        .select((parts::id, LinkRow::as_select()))
        .load(c))?;
    rows.into_iter()
        .map(|(part, row)| Ok((part, row.into_link()?)))
        .collect()
}

/// The units in which a component of this part was found, the newest component first, as row numbers; the component is in
/// sight, the unit need not be. A common part lies in thousands of components: the newest few are looked through; also
/// tells how many there were.
///
/// # Errors
/// Those of the database.
pub fn units_with_part(conn: &mut Conn, part: i64, sight: Sight, newest: i64) -> Result<(Vec<i64>, usize)> {
    let own = sight.account.unwrap_or(-1);
    let component = alias!(records as component_heads);
    let units: Vec<i64> = on_each!(conn, c => components::table
        .inner_join(component.on(component.field(records::id).eq(components::id)))
        .filter(components::part_id.eq(part))
        .filter(
            component
                .field(records::openness)
                .ge(sight.reach)
                .or(component.field(records::created_by).eq(own)),
        )
        .order(components::id.desc())
        .limit(newest)
        .select(components::unit_id)
        .load(c))?;
    let looked_through = units.len();
    let mut distinct: Vec<i64> = Vec::new();
    for id in units {
        if !distinct.contains(&id) {
            distinct.push(id);
        }
    }
    Ok((distinct, looked_through))
}
