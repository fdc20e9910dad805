//! Rows of weapon types and their aliases.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{
    Conn, dialect,
    records::HeadRow,
    schema::{components, records, unit_alternatives, units, weapon_aliases, weapons},
};
use crate::{
    domain::{
        records::{Head, Link},
        text,
        weapons::{Alias, NewWeapon, Weapon},
    },
    error::{Error, Result},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = weapons)]
struct Row {
    name: String,
    kind: String,
    origin: String,
    description: String,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = weapons)]
struct Values<'a> {
    name: &'a str,
    folded: String,
    kind: &'a str,
    origin: &'a str,
    description: &'a str,
}

#[derive(Insertable)]
#[diesel(table_name = weapon_aliases)]
struct AliasValues<'a> {
    weapon_id: i64,
    position: i32,
    authority: &'a str,
    name: &'a str,
    folded: String,
}

impl Row {
    fn into_weapon(self, head: Head, aliases: Vec<Alias>) -> Weapon {
        let Row {
            name,
            kind,
            origin,
            description,
        } = self;
        Weapon {
            head,
            what: NewWeapon {
                name,
                kind,
                origin,
                aliases,
                description,
            },
        }
    }
}

fn values(new: &NewWeapon) -> Values<'_> {
    let NewWeapon {
        name,
        kind,
        origin,
        aliases: _,
        description,
    } = new;
    Values {
        name,
        folded: text::sort_key(name),
        kind,
        origin,
        description,
    }
}

/// The aliases of these weapon types, in the order their author gave them.
fn aliases(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, Vec<Alias>>> {
    let rows: Vec<(i64, String, String)> = weapon_aliases::table
        .filter(weapon_aliases::weapon_id.eq_any(ids))
        .order((weapon_aliases::position, weapon_aliases::id))
        .select((
            weapon_aliases::weapon_id,
            weapon_aliases::authority,
            weapon_aliases::name,
        ))
        .load(conn)?;
    let mut found: HashMap<i64, Vec<Alias>> = HashMap::new();
    for (weapon, authority, name) in rows {
        found.entry(weapon).or_default().push(Alias { authority, name });
    }
    Ok(found)
}

/// The weapon type behind a head.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, head: Head) -> Result<Weapon> {
    let row: Row = weapons::table
        .find(head.id)
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("weapons"))?;
    let aliases = aliases(conn, &[head.id])?.remove(&head.id).unwrap_or_default();
    Ok(row.into_weapon(head, aliases))
}

/// These weapon types, in the order asked for; numbers that do not exist are left out.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Weapon>> {
    let rows: Vec<(HeadRow, Row)> = records::table
        .inner_join(weapons::table)
        .filter(records::id.eq_any(ids))
        .select((HeadRow::as_select(), Row::as_select()))
        .load(conn)?;
    let mut aliases = aliases(conn, ids)?;
    let mut found = rows
        .into_iter()
        .map(|(head, row)| {
            let head = head.into_head()?;
            let aliases = aliases.remove(&head.id).unwrap_or_default();
            Ok(row.into_weapon(head, aliases))
        })
        .collect::<Result<Vec<_>>>()?;
    super::records::in_order(&mut found, ids, |weapon| weapon.head.id);
    Ok(found)
}

/// Writes the rows of a new head.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, id: i64, new: &NewWeapon) -> Result<()> {
    diesel::insert_into(weapons::table)
        .values((weapons::id.eq(id), values(new)))
        .execute(conn)?;
    insert_aliases(conn, id, &new.aliases)
}

/// Replaces the rows.
///
/// # Errors
/// Those of the database.
pub fn update(conn: &mut Conn, id: i64, new: &NewWeapon) -> Result<()> {
    diesel::update(weapons::table.find(id)).set(values(new)).execute(conn)?;
    diesel::delete(weapon_aliases::table.filter(weapon_aliases::weapon_id.eq(id))).execute(conn)?;
    insert_aliases(conn, id, &new.aliases)
}

fn insert_aliases(conn: &mut Conn, weapon: i64, aliases: &[Alias]) -> Result<()> {
    let rows: Vec<AliasValues<'_>> = (0..)
        .zip(aliases)
        .map(|(position, Alias { authority, name })| AliasValues {
            weapon_id: weapon,
            position,
            authority,
            name,
            folded: text::fold_name(name),
        })
        .collect();
    if !rows.is_empty() {
        dialect::on_each!(conn, c => diesel::insert_into(weapon_aliases::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// The units whose first identification is this type, newest first, and whether others stand beside it.
///
/// # Errors
/// Those of the database.
pub fn units(conn: &mut Conn, weapon: i64, limit: i64) -> Result<Vec<(Head, bool)>> {
    let rows: Vec<HeadRow> = units::table
        .inner_join(records::table)
        .filter(units::weapon_id.eq(weapon))
        .filter(records::merged_into.is_null())
        .order(units::id.desc())
        .limit(limit)
        .select(HeadRow::as_select())
        .load(conn)?;
    let heads = rows.into_iter().map(HeadRow::into_head).collect::<Result<Vec<_>>>()?;
    let ids: Vec<i64> = heads.iter().map(|head| head.id).collect();
    let open: Vec<i64> = unit_alternatives::table
        .filter(unit_alternatives::unit_id.eq_any(&ids))
        .select(unit_alternatives::unit_id)
        .distinct()
        .load(conn)?;
    Ok(heads
        .into_iter()
        .map(|head| {
            let doubtful = open.contains(&head.id);
            (head, doubtful)
        })
        .collect())
}

/// The units that may be of this type beside the one that stands first, newest first.
///
/// # Errors
/// Those of the database.
pub fn possible_units(conn: &mut Conn, weapon: i64, limit: i64) -> Result<Vec<Head>> {
    let rows: Vec<HeadRow> = unit_alternatives::table
        .inner_join(records::table.on(records::id.eq(unit_alternatives::unit_id)))
        .filter(unit_alternatives::weapon_id.eq(weapon))
        .filter(records::merged_into.is_null())
        .order(unit_alternatives::unit_id.desc())
        .limit(limit)
        .select(HeadRow::as_select())
        .load(conn)?;
    rows.into_iter().map(HeadRow::into_head).collect()
}

/// The components of these units that are known by part: the component's head, its part.
///
/// # Errors
/// Those of the database.
pub fn parts_in(conn: &mut Conn, units: &[i64], limit: i64) -> Result<Vec<(Head, Link)>> {
    let rows: Vec<(HeadRow, Option<i64>)> = components::table
        .inner_join(records::table)
        .filter(components::unit_id.eq_any(units))
        .filter(components::part_id.is_not_null())
        .filter(records::merged_into.is_null())
        .order(components::id.desc())
        .limit(limit)
        .select((HeadRow::as_select(), components::part_id))
        .load(conn)?;
    let mut ids: Vec<i64> = rows.iter().filter_map(|(_, part)| *part).collect();
    ids.sort_unstable();
    ids.dedup();
    let parts = super::records::links(conn, &ids)?;
    let mut found = Vec::with_capacity(rows.len());
    for (head, part) in rows {
        if let Some(part) = part.and_then(|part| parts.get(&part)) {
            found.push((head.into_head()?, part.clone()));
        }
    }
    Ok(found)
}
