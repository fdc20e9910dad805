//! Rows of components, and the shape of a unit's tree.

use diesel::prelude::*;

use super::{
    Conn,
    dialect::{TOGETHER, any, insert_many, on_each},
    links::{self, Named, brand_heads, by, maker_heads, named, parent_heads, part_heads, unit_heads},
    records::HeadRow,
    schema::{components, records},
    types,
};
use crate::{
    domain::{
        components::{Component, DEPTH, NewComponent},
        parse::Pointer,
        records::{Head, Shelf},
        release::Sight,
    },
    error::{Error, Result},
};

mod lines;

pub use lines::{By, ancestors, by, children, children_of_all, found_elsewhere, lines, of_unit, public_page};

#[derive(Queryable, Selectable)]
#[diesel(table_name = components)]
struct Row {
    name: String,
    position: String,
    quantity: String,
    brand: String,
    brand_id: Option<i64>,
    origin: String,
    domestic: String,
    dates: String,
    condition: String,
    note: String,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = components)]
#[diesel(treat_none_as_null = true)]
#[diesel(treat_none_as_default_value = false)]
struct Values<'a> {
    id: i64,
    unit_id: i64,
    parent_id: Option<i64>,
    name: &'a str,
    position: &'a str,
    quantity: String,
    part_id: Option<i64>,
    maker_id: Option<i64>,
    brand: &'a str,
    brand_id: Option<i64>,
    origin: &'a str,
    domestic: &'a str,
    dates: &'a str,
    condition: &'a str,
    note: &'a str,
}

fn values(id: i64, new: &NewComponent) -> Result<Values<'_>> {
    let NewComponent {
        unit,
        parent,
        name,
        position,
        quantity,
        part,
        maker,
        brand,
        brand_id,
        origin,
        domestic,
        dates,
        condition,
        note,
    } = new;
    Ok(Values {
        id,
        unit_id: unit.id.ok_or_else(|| Error::internal("a component without a unit"))?,
        parent_id: parent.id,
        name,
        position,
        quantity: types::quantity_text(quantity),
        part_id: part.id,
        maker_id: maker.id,
        brand,
        brand_id: *brand_id,
        origin,
        domestic,
        dates,
        condition,
        note,
    })
}

/// A component's row with what it points to: unit, assembly, part, maker, brand.
type Joined = (Row, Named, Option<Named>, Option<Named>, Option<Named>, Option<Named>);

fn into_component(head: Head, joined: Joined) -> Result<Component> {
    let (row, unit, parent, part, maker, branded) = joined;
    let Row {
        name,
        position,
        quantity,
        brand,
        brand_id,
        origin,
        domestic,
        dates,
        condition,
        note,
    } = row;
    Ok(Component {
        head,
        what: NewComponent {
            unit: Pointer::default(),
            parent: Pointer::default(),
            name,
            position,
            quantity: types::quantity(&quantity)?,
            part: Pointer::default(),
            maker: Pointer::default(),
            brand,
            brand_id,
            origin,
            domestic,
            dates,
            condition,
            note,
        },
        unit: Some(unit.on(Shelf::Units)?),
        parent: links::maybe(parent, Shelf::Components)?,
        part: links::maybe(part, Shelf::Parts)?,
        maker: links::maybe(maker, Shelf::Organizations)?,
        brand: links::maybe(branded, Shelf::Organizations)?,
    })
}

/// Adds the records that a component points to.
macro_rules! joined {
    ($from:expr) => {
        $from
            .inner_join(unit_heads.on(unit_heads.field(records::id).eq(components::unit_id)))
            .left_join(by!(parent_heads, components::parent_id))
            .left_join(by!(part_heads, components::part_id))
            .left_join(by!(maker_heads, components::maker_id))
            .left_join(by!(brand_heads, components::brand_id))
    };
}

/// What [`joined!`] brings, in the order of [`Joined`].
macro_rules! columns {
    () => {
        (
            Row::as_select(),
            named!(unit_heads),
            named!(parent_heads).nullable(),
            named!(part_heads).nullable(),
            named!(maker_heads).nullable(),
            named!(brand_heads).nullable(),
        )
    };
}

/// The component behind a head.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, head: Head) -> Result<Component> {
    let row: Option<Joined> = on_each!(conn, c => joined!(components::table)
        .filter(components::id.eq(head.id))
        .select(columns!())
        .first(c)
        .optional())?;
    into_component(head, row.ok_or(Error::NotFound("components"))?)
}

/// These components, in the order asked for; numbers that do not exist are left out.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Component>> {
    let rows: Vec<(HeadRow, Joined)> = on_each!(conn, c => joined!(records::table.inner_join(components::table))
        .filter(any(records::id, ids))
        .select((HeadRow::as_select(), columns!()))
        .load(c))?;
    let mut found = rows
        .into_iter()
        .map(|(head, row)| into_component(head.into_head()?, row))
        .collect::<Result<Vec<_>>>()?;
    super::records::in_order(&mut found, ids, |component| component.head.id);
    Ok(found)
}

/// Writes the row of a new head.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, id: i64, new: &NewComponent) -> Result<()> {
    diesel::insert_into(components::table)
        .values(values(id, new)?)
        .execute(conn)?;
    Ok(())
}

/// Writes the rows of many new heads.
///
/// # Errors
/// Those of the database.
pub fn insert_all(conn: &mut Conn, rows: &[(i64, &NewComponent)]) -> Result<()> {
    // Fourteen values a row: both databases limit how many a statement may carry.
    for some in rows.chunks(TOGETHER) {
        let values = some
            .iter()
            .map(|(id, new)| values(*id, new))
            .collect::<Result<Vec<_>>>()?;
        insert_many!(conn, components::table, &values)?;
    }
    Ok(())
}

/// Replaces the row.
///
/// # Errors
/// Those of the database.
pub fn update(conn: &mut Conn, id: i64, new: &NewComponent) -> Result<()> {
    diesel::update(components::table.find(id))
        .set(values(id, new)?)
        .execute(conn)?;
    Ok(())
}

/// Where a component stands: its unit, and the assembly above it.
///
/// # Errors
/// `NotFound`.
pub fn place(conn: &mut Conn, id: i64) -> Result<(i64, Option<i64>)> {
    components::table
        .find(id)
        .select((components::unit_id, components::parent_id))
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("components"))
}

/// How many levels stand below a component, itself not counted; never more than one beyond [`DEPTH`].
///
/// # Errors
/// Those of the database.
pub fn height(conn: &mut Conn, id: i64) -> Result<usize> {
    let mut level = vec![id];
    for height in 0..=DEPTH {
        let mut below: Vec<i64> = Vec::new();
        for some in level.chunks(500) {
            let children: Vec<i64> = components::table
                .filter(components::parent_id.eq_any(some))
                .select(components::id)
                .load(conn)?;
            below.extend(children);
        }
        if below.is_empty() {
            return Ok(height);
        }
        level = below;
    }
    Ok(DEPTH + 1)
}

/// The oldest component in sight with this name at this place of a unit's tree.
///
/// # Errors
/// Those of the database.
pub fn at(conn: &mut Conn, unit: i64, parent: Option<i64>, name: &str, sight: Sight) -> Result<Option<i64>> {
    let own = sight.account.unwrap_or(-1);
    let below = components::table
        .inner_join(records::table)
        .filter(components::unit_id.eq(unit))
        .into_boxed();
    let below = match parent {
        Some(parent) => below.filter(components::parent_id.eq(parent)),
        None => below.filter(components::parent_id.is_null()),
    };
    Ok(below
        .filter(components::name.eq(name))
        .filter(records::openness.ge(sight.reach).or(records::created_by.eq(own)))
        .filter(records::state.ne("withdrawn"))
        .order(components::id)
        .select(components::id)
        .first(conn)
        .optional()?)
}
