//! Components as the lines of lists and the nodes of trees: one statement each, always of the same text, so
//! that the database prepares it once.

use diesel::prelude::*;

use crate::{
    domain::{
        components::{DEPTH, Line},
        records::{Cursor, Link, Shelf, State},
        release::{FieldReleases, Sight},
    },
    error::{Error, Result},
    store::{
        Conn,
        dialect::{any, on_each},
        links::{self, Named, brand_heads, by, maker_heads, named, part_heads, unit_heads, weapon_heads},
        records::{Among, Order},
        schema::{components, records, units},
        types,
    },
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = components)]
struct Row {
    parent_id: Option<i64>,
    quantity: String,
    brand: String,
}

/// The component itself, state, levels.
type Own = (Named, String, String);
/// What every line names: part, maker, unit.
type Links = (Option<Named>, Option<Named>, Named);
/// What only some lists need: brand, weapon.
type More = (Option<Named>, Option<Named>);
/// A line as most lists show it.
type LineRow = (Own, Row, Links);
/// A line with everything.
type FullRow = (Own, Row, Links, More);

fn into_line((own, row, links): LineRow) -> Result<Line> {
    whole((own, row, links, (None, None)))
}

fn whole((own, row, (part, maker, unit), (branded, weapon)): FullRow) -> Result<Line> {
    let line = bare(own, row.parent_id)?;
    Ok(Line {
        quantity: types::quantity(&row.quantity)?,
        brand: row.brand,
        part: links::maybe(part, Shelf::Parts)?,
        maker: links::maybe(maker, Shelf::Organizations)?,
        branded: links::maybe(branded, Shelf::Organizations)?,
        unit: Some(unit.on(Shelf::Units)?),
        weapon: links::maybe(weapon, Shelf::Weapons)?,
        ..line
    })
}

/// A line that names nothing else.
fn bare((own, state, levels): Own, parent: Option<i64>) -> Result<Line> {
    let link = own.on(Shelf::Components)?;
    let unknown = |what: &str, id: i64| Error::internal(format!("record {id}: unknown {what}"));
    let state = State::parse(&state).ok_or_else(|| unknown("state", link.id))?;
    let field_releases = FieldReleases::parse(&levels).map_err(|_say| unknown("field releases", link.id))?;
    Ok(Line {
        link,
        state,
        field_releases,
        parent,
        quantity: None,
        brand: String::new(),
        part: None,
        maker: None,
        branded: None,
        unit: None,
        weapon: None,
    })
}

fn into_lines(rows: Vec<LineRow>) -> Result<Vec<Line>> {
    rows.into_iter().map(into_line).collect()
}

/// The columns of [`Own`].
macro_rules! own {
    () => {
        (
            (
                records::id,
                records::reference,
                records::title,
                records::openness,
                records::created_by,
            ),
            records::state,
            records::field_releases,
        )
    };
}

/// The columns of [`Links`].
macro_rules! linked {
    () => {
        (
            named!(part_heads).nullable(),
            named!(maker_heads).nullable(),
            named!(unit_heads),
        )
    };
}

/// Every component with what a line of it names. Merged ones are left out. Each join costs a look-up a line, so
/// brand and weapon, which a line shows as text or in the unit's name, are not among them.
macro_rules! every_line {
    () => {
        records::table
            .inner_join(components::table)
            .inner_join(unit_heads.on(unit_heads.field(records::id).eq(components::unit_id)))
            .left_join(by!(part_heads, components::part_id))
            .left_join(by!(maker_heads, components::maker_id))
            .filter(records::merged_into.is_null())
            .select((own!(), Row::as_select(), linked!()))
    };
}

/// The same with brand and weapon: for lists that are narrowed to one of them.
macro_rules! every_full_line {
    () => {
        records::table
            .inner_join(components::table)
            .inner_join(units::table.on(units::id.eq(components::unit_id)))
            .inner_join(unit_heads.on(unit_heads.field(records::id).eq(components::unit_id)))
            .left_join(by!(part_heads, components::part_id))
            .left_join(by!(maker_heads, components::maker_id))
            .left_join(by!(weapon_heads, units::weapon_id))
            .left_join(by!(brand_heads, components::brand_id))
            .filter(records::merged_into.is_null())
            .select((
                own!(),
                Row::as_select(),
                linked!(),
                (named!(brand_heads).nullable(), named!(weapon_heads).nullable()),
            ))
    };
}

/// Narrows to what is in sight.
macro_rules! in_sight {
    ($query:expr, $sight:expr) => {
        $query.filter(
            records::openness
                .ge($sight.reach)
                .or(records::created_by.eq($sight.account.unwrap_or(-1))),
        )
    };
}

/// A page of the public components, newest first: what visitors see most, so it is one statement.
///
/// # Errors
/// Those of the database.
pub fn public_page(conn: &mut Conn, after: Option<i64>, limit: i64) -> Result<Vec<Line>> {
    // The conditions name every column of the index `records_list`, which then gives the order too.
    let rows = on_each!(conn, c => every_line!()
        .filter(records::shelf.eq("components"))
        .filter(records::openness.eq(3_i16))
        .filter(records::sort.eq(""))
        .filter(records::id.lt(after.unwrap_or(i64::MAX)))
        .order(records::id.desc())
        .limit(limit)
        .load(c))?;
    into_lines(rows)
}

/// The lines of these components, in the order asked for.
///
/// # Errors
/// Those of the database.
pub fn lines(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Line>> {
    let rows = on_each!(conn, c => every_line!().filter(any(records::id, ids)).load(c))?;
    let mut lines = into_lines(rows)?;
    crate::store::records::in_order(&mut lines, ids, |line| line.link.id);
    Ok(lines)
}

/// The first `limit` components of a unit in the order they were entered, whoever may see them.
///
/// # Errors
/// Those of the database.
pub fn of_unit(conn: &mut Conn, unit: i64, sight: Sight, limit: i64) -> Result<Vec<Line>> {
    let rows = on_each!(conn, c => in_sight!(every_line!(), sight)
        .filter(components::unit_id.eq(unit))
        .order(components::id)
        .limit(limit)
        .load(c))?;
    into_lines(rows)
}

/// The components directly below one, in the order they were entered.
///
/// # Errors
/// Those of the database.
pub fn children(conn: &mut Conn, parent: i64, sight: Sight, limit: i64) -> Result<Vec<Line>> {
    let rows = on_each!(conn, c => in_sight!(every_line!(), sight)
        .filter(components::parent_id.eq(parent))
        .order(components::id)
        .limit(limit)
        .load(c))?;
    into_lines(rows)
}

/// The components directly below any of these, in the order they were entered.
///
/// # Errors
/// Those of the database.
pub fn children_of_all(conn: &mut Conn, parents: &[i64], sight: Sight, limit: i64) -> Result<Vec<Line>> {
    if parents.is_empty() {
        return Ok(Vec::new());
    }
    let rows = on_each!(conn, c => in_sight!(every_line!(), sight)
        .filter(any(components::parent_id, parents))
        .order(components::id)
        .limit(limit)
        .load(c))?;
    into_lines(rows)
}

/// The assemblies that a component stands in, outermost first, whoever may see them: only their names and places in the tree.
///
/// # Errors
/// Those of the database.
pub fn ancestors(conn: &mut Conn, parent: Option<i64>) -> Result<Vec<Line>> {
    let mut found = Vec::new();
    let mut above = parent;
    while let Some(id) = above
        && found.len() < DEPTH
    {
        let row: Option<(Own, Option<i64>)> = on_each!(conn, c => records::table
            .inner_join(components::table)
            .filter(components::id.eq(id))
            .filter(records::merged_into.is_null())
            .select((own!(), components::parent_id))
            .first(c)
            .optional())?;
        let Some((own, parent)) = row else { break };
        let line = bare(own, parent)?;
        above = line.parent;
        found.push(line);
    }
    found.reverse();
    Ok(found)
}

/// The newest components of the same part in other units, older than `before`: only their names and units. Everything about the
/// component itself stands in its head and in the index that finds it, so that its row is not read.
///
/// # Errors
/// Those of the database.
pub fn found_elsewhere(
    conn: &mut Conn,
    part: &Link,
    unit: i64,
    sight: Sight,
    before: i64,
    limit: i64,
) -> Result<Vec<Line>> {
    let rows: Vec<(Own, Named)> = on_each!(conn, c => in_sight!(records::table
            .inner_join(components::table)
            .inner_join(unit_heads.on(unit_heads.field(records::id).eq(components::unit_id)))
            .filter(records::merged_into.is_null()), sight)
        .filter(components::part_id.eq(part.id))
        .filter(components::unit_id.ne(unit))
        .filter(components::id.lt(before))
        .order(components::id.desc())
        .limit(limit)
        .select((own!(), named!(unit_heads)))
        .load(c))?;
    let line = |(own, unit): (Own, Named)| {
        let line = bare(own, None)?;
        Ok(Line {
            part: Some(part.clone()),
            unit: Some(unit.on(Shelf::Units)?),
            ..line
        })
    };
    rows.into_iter().map(line).collect()
}

/// What a list of components can be narrowed to; the number is the record's row number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Found in this unit.
    Unit(i64),
    /// Of this part.
    Part(i64),
    /// Made by this organization.
    Maker(i64),
    /// With this organization's name on it.
    Brand(i64),
    /// Found in a unit of this weapon type.
    Weapon(i64),
    /// Resting on this source.
    Citing(i64),
}

/// A page of the components in sight that `by` narrows to, newest first; those of a weapon run unit by unit,
/// the newest unit first.
///
/// # Errors
/// Those of the database.
pub fn by(conn: &mut Conn, by: By, sight: Sight, after: Option<&Cursor>, limit: i64) -> Result<Vec<Line>> {
    let before = after.map_or(i64::MAX, |cursor| cursor.id);
    macro_rules! narrowed {
        ($column:expr, $id:expr) => {
            on_each!(conn, c => in_sight!(every_full_line!(), sight)
                .filter($column.eq($id))
                .filter(components::id.lt(before))
                .order(components::id.desc())
                .limit(limit)
                .load(c))?
        };
    }
    let rows = match by {
        By::Unit(id) => narrowed!(components::unit_id, id),
        By::Part(id) => narrowed!(components::part_id, id),
        By::Maker(id) => narrowed!(components::maker_id, id),
        By::Brand(id) => narrowed!(components::brand_id, id),
        By::Weapon(id) => return of_weapon(conn, id, sight, after, limit),
        By::Citing(id) => return citing(conn, id, sight, after, limit),
    };
    rows.into_iter().map(whole).collect()
}

/// Two index ranges, the rest of the unit where the page before ended and the units after it: one condition
/// over both neither database can use as a range.
fn of_weapon(conn: &mut Conn, weapon: i64, sight: Sight, after: Option<&Cursor>, limit: i64) -> Result<Vec<Line>> {
    let mut rows: Vec<FullRow> = Vec::new();
    let mut unit = i64::MAX;
    if let Some(after) = after {
        unit = after.sort.parse().unwrap_or(0);
        rows = in_sight!(every_full_line!(), sight)
            .filter(components::unit_id.eq(unit))
            .filter(units::weapon_id.eq(weapon))
            .filter(components::id.lt(after.id))
            .order(components::id.desc())
            .limit(limit)
            .load(conn)?;
    }
    let rest = limit - i64::try_from(rows.len()).map_err(Error::internal)?;
    if rest > 0 {
        let more: Vec<FullRow> = in_sight!(every_full_line!(), sight)
            .filter(units::weapon_id.eq(weapon))
            .filter(units::id.lt(unit))
            .order((units::id.desc(), components::id.desc()))
            .limit(rest)
            .load(conn)?;
        rows.extend(more);
    }
    rows.into_iter().map(whole).collect()
}

fn citing(conn: &mut Conn, source: i64, sight: Sight, after: Option<&Cursor>, limit: i64) -> Result<Vec<Line>> {
    let among = Among::Citing(source);
    let places = crate::store::records::among(conn, Shelf::Components, among, sight, Order::Falling, after, limit)?;
    let ids: Vec<i64> = places.iter().map(|place| place.id).collect();
    lines(conn, &ids)
}
