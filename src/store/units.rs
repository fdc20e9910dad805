//! Rows of units, with the weapons they may be and the answers about where they come from.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{
    Conn, dialect,
    links::{self, Named, by, incident_heads, named, source_heads, weapon_heads},
    records::HeadRow,
    schema::{records, unit_alternatives, unit_attributions, units},
    types,
};
use crate::{
    domain::{
        parse::Pointer,
        records::{Head, Link, Shelf},
        units::{Attribution, NewUnit, Unit},
    },
    error::{Error, Result},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = units)]
struct Row {
    name: String,
    identification: String,
    count: String,
    recovered: Option<String>,
    used: Option<String>,
    note: String,
    session: String,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = units)]
#[diesel(treat_none_as_null = true)]
#[diesel(treat_none_as_default_value = false)]
struct Values<'a> {
    name: &'a str,
    weapon_id: Option<i64>,
    incident_id: Option<i64>,
    identification: &'a str,
    count: String,
    recovered: Option<String>,
    recovered_from: Option<NaiveDate>,
    recovered_to: Option<NaiveDate>,
    used: Option<String>,
    used_from: Option<NaiveDate>,
    used_to: Option<NaiveDate>,
    note: &'a str,
    session: &'a str,
}

#[derive(Insertable)]
#[diesel(table_name = unit_alternatives)]
struct AlternativeRow {
    unit_id: i64,
    position: i32,
    weapon_id: i64,
}

#[derive(Insertable)]
#[diesel(table_name = unit_attributions)]
#[diesel(treat_none_as_default_value = false)]
struct AttributionRow<'a> {
    unit_id: i64,
    position: i32,
    question: &'a str,
    answer: &'a str,
    basis: &'a str,
    grade: &'a str,
    source_id: Option<i64>,
}

fn values(new: &NewUnit) -> Values<'_> {
    let NewUnit {
        name,
        weapon,
        or_weapons: _,
        incident,
        identification,
        count,
        recovered,
        used,
        attributions: _,
        note,
        session,
    } = new;
    let (recovered, recovered_from, recovered_to) = types::date_columns(recovered);
    let (used, used_from, used_to) = types::date_columns(used);
    Values {
        name,
        weapon_id: weapon.id,
        incident_id: incident.id,
        identification,
        count: types::quantity_text(count),
        recovered,
        recovered_from,
        recovered_to,
        used,
        used_from,
        used_to,
        note,
        session,
    }
}

/// A unit's row with what it points to.
type Joined = (Row, Option<Named>, Option<Named>);

fn into_unit(head: Head, (row, weapon, incident): Joined) -> Result<Unit> {
    let Row {
        name,
        identification,
        count,
        recovered,
        used,
        note,
        session,
    } = row;
    Ok(Unit {
        head,
        what: NewUnit {
            name,
            weapon: Pointer::default(),
            or_weapons: Vec::new(),
            incident: Pointer::default(),
            identification,
            count: types::quantity(&count)?,
            recovered: types::date(recovered)?,
            used: types::date(used)?,
            attributions: Vec::new(),
            note,
            session,
        },
        weapon: links::maybe(weapon, Shelf::Weapons)?,
        or_weapons: Vec::new(),
        incident: links::maybe(incident, Shelf::Incidents)?,
    })
}

/// The unit behind a head.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, head: Head) -> Result<Unit> {
    let row: Option<Joined> = units::table
        .left_join(by!(weapon_heads, units::weapon_id))
        .left_join(by!(incident_heads, units::incident_id))
        .filter(units::id.eq(head.id))
        .select((
            Row::as_select(),
            named!(weapon_heads).nullable(),
            named!(incident_heads).nullable(),
        ))
        .first(conn)
        .optional()?;
    let mut found = [into_unit(head, row.ok_or(Error::NotFound("units"))?)?];
    fill(conn, &mut found)?;
    let [unit] = found;
    Ok(unit)
}

/// These units, in the order asked for; numbers that do not exist are left out.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Unit>> {
    let rows: Vec<(HeadRow, Joined)> = records::table
        .inner_join(units::table)
        .left_join(by!(weapon_heads, units::weapon_id))
        .left_join(by!(incident_heads, units::incident_id))
        .filter(records::id.eq_any(ids))
        .select((
            HeadRow::as_select(),
            (
                Row::as_select(),
                named!(weapon_heads).nullable(),
                named!(incident_heads).nullable(),
            ),
        ))
        .load(conn)?;
    let mut found = rows
        .into_iter()
        .map(|(head, row)| into_unit(head.into_head()?, row))
        .collect::<Result<Vec<_>>>()?;
    super::records::in_order(&mut found, ids, |unit| unit.head.id);
    fill(conn, &mut found)?;
    Ok(found)
}

/// Adds the lists of each unit.
fn fill(conn: &mut Conn, found: &mut [Unit]) -> Result<()> {
    let ids: Vec<i64> = found.iter().map(|unit| unit.head.id).collect();
    let mut weapons = alternatives(conn, &ids)?;
    let mut answers = attributions(conn, &ids)?;
    for unit in found {
        unit.or_weapons = weapons.remove(&unit.head.id).unwrap_or_default();
        unit.what.attributions = answers.remove(&unit.head.id).unwrap_or_default();
    }
    Ok(())
}

fn alternatives(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, Vec<Link>>> {
    let rows: Vec<(i64, Named)> = unit_alternatives::table
        .inner_join(weapon_heads.on(weapon_heads.field(records::id).eq(unit_alternatives::weapon_id)))
        .filter(unit_alternatives::unit_id.eq_any(ids))
        .order((unit_alternatives::unit_id, unit_alternatives::position))
        .select((unit_alternatives::unit_id, named!(weapon_heads)))
        .load(conn)?;
    let mut found: HashMap<i64, Vec<Link>> = HashMap::new();
    for (unit, weapon) in rows {
        found.entry(unit).or_default().push(weapon.on(Shelf::Weapons)?);
    }
    Ok(found)
}

/// Question, answer, basis, grade.
type Answer = (String, String, String, String);

fn attributions(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, Vec<Attribution>>> {
    let rows: Vec<(i64, Answer, Option<Named>)> = unit_attributions::table
        .left_join(by!(source_heads, unit_attributions::source_id))
        .filter(unit_attributions::unit_id.eq_any(ids))
        .order((unit_attributions::unit_id, unit_attributions::position))
        .select((
            unit_attributions::unit_id,
            (
                unit_attributions::question,
                unit_attributions::answer,
                unit_attributions::basis,
                unit_attributions::grade,
            ),
            named!(source_heads).nullable(),
        ))
        .load(conn)?;
    let mut found: HashMap<i64, Vec<Attribution>> = HashMap::new();
    for (unit, (question, answer, basis, grade), source) in rows {
        found.entry(unit).or_default().push(Attribution {
            question,
            answer,
            basis,
            grade,
            source: Pointer::default(),
            link: links::maybe(source, Shelf::Sources)?,
        });
    }
    Ok(found)
}

/// Writes the row and lists of a new head.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, id: i64, new: &NewUnit) -> Result<()> {
    diesel::insert_into(units::table)
        .values((units::id.eq(id), values(new)))
        .execute(conn)?;
    insert_lists(conn, id, new)
}

/// Replaces the row and the lists.
///
/// # Errors
/// Those of the database.
pub fn update(conn: &mut Conn, id: i64, new: &NewUnit) -> Result<()> {
    diesel::update(units::table.find(id)).set(values(new)).execute(conn)?;
    diesel::delete(unit_alternatives::table.filter(unit_alternatives::unit_id.eq(id))).execute(conn)?;
    diesel::delete(unit_attributions::table.filter(unit_attributions::unit_id.eq(id))).execute(conn)?;
    insert_lists(conn, id, new)
}

fn insert_lists(conn: &mut Conn, id: i64, new: &NewUnit) -> Result<()> {
    let weapons: Vec<AlternativeRow> = (0..)
        .zip(new.or_weapons.iter().filter_map(|weapon| weapon.id))
        .map(|(position, weapon_id)| AlternativeRow {
            unit_id: id,
            position,
            weapon_id,
        })
        .collect();
    if !weapons.is_empty() {
        dialect::on_each!(conn, c => diesel::insert_into(unit_alternatives::table).values(&weapons).execute(c))?;
    }
    let answers: Vec<AttributionRow<'_>> = (0..)
        .zip(&new.attributions)
        .map(|(position, answer)| AttributionRow {
            unit_id: id,
            position,
            question: &answer.question,
            answer: &answer.answer,
            basis: &answer.basis,
            grade: &answer.grade,
            source_id: answer.source.id,
        })
        .collect();
    if !answers.is_empty() {
        dialect::on_each!(conn, c => diesel::insert_into(unit_attributions::table).values(&answers).execute(c))?;
    }
    Ok(())
}

/// The units that may be this weapon, or belong to this incident: those whose names depend on its name.
///
/// # Errors
/// Those of the database.
pub fn naming(conn: &mut Conn, id: i64) -> Result<Vec<i64>> {
    let mut found: Vec<i64> = units::table
        .filter(units::name.eq(""))
        .filter(units::weapon_id.eq(id).or(units::incident_id.eq(id)))
        .select(units::id)
        .load(conn)?;
    let other: Vec<i64> = unit_alternatives::table
        .inner_join(units::table)
        .filter(units::name.eq(""))
        .filter(unit_alternatives::weapon_id.eq(id))
        .select(units::id)
        .load(conn)?;
    found.extend(other);
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
