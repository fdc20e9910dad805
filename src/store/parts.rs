//! Rows of parts and their other numbers.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{
    Conn, dialect,
    records::HeadRow,
    schema::{part_numbers, parts, records},
    types,
};
use crate::{
    domain::{
        parse::Pointer,
        parts::{NewPart, Part},
        records::{Head, Link},
        release::Sight,
        text,
    },
    error::{Error, Result},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = parts)]
struct Row {
    number: String,
    maker_id: Option<i64>,
    family: String,
    description: String,
    hs6: String,
    hs_edition: String,
    eccn: String,
    dual_use: String,
    introduced: Option<String>,
    last_made: Option<String>,
    note: String,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = parts)]
#[diesel(treat_none_as_null = true)]
struct Values<'a> {
    number: &'a str,
    folded: String,
    maker_id: Option<i64>,
    family: &'a str,
    description: &'a str,
    hs6: &'a str,
    hs_edition: &'a str,
    eccn: &'a str,
    dual_use: &'a str,
    introduced: Option<String>,
    introduced_from: Option<NaiveDate>,
    introduced_to: Option<NaiveDate>,
    last_made: Option<String>,
    last_made_from: Option<NaiveDate>,
    last_made_to: Option<NaiveDate>,
    note: &'a str,
}

#[derive(Insertable)]
#[diesel(table_name = part_numbers)]
struct NumberRow<'a> {
    part_id: i64,
    position: i32,
    number: &'a str,
    folded: String,
}

impl Row {
    fn into_part(self, head: Head, makers: &HashMap<i64, Link>) -> Result<Part> {
        let Row {
            number,
            maker_id,
            family,
            description,
            hs6,
            hs_edition,
            eccn,
            dual_use,
            introduced,
            last_made,
            note,
        } = self;
        let maker = maker_id.and_then(|id| makers.get(&id)).cloned();
        Ok(Part {
            head,
            what: NewPart {
                number,
                maker: Pointer::to(maker.as_ref()),
                numbers: Vec::new(),
                family,
                description,
                hs6,
                hs_edition,
                eccn,
                dual_use,
                introduced: types::date(introduced)?,
                last_made: types::date(last_made)?,
                note,
            },
            maker,
        })
    }
}

fn values(new: &NewPart) -> Values<'_> {
    let NewPart {
        number,
        maker,
        numbers: _,
        family,
        description,
        hs6,
        hs_edition,
        eccn,
        dual_use,
        introduced,
        last_made,
        note,
    } = new;
    let (introduced, introduced_from, introduced_to) = types::date_columns(introduced);
    let (last_made, last_made_from, last_made_to) = types::date_columns(last_made);
    Values {
        number,
        folded: text::fold_part(number),
        maker_id: maker.id,
        family,
        description,
        hs6,
        hs_edition,
        eccn,
        dual_use,
        introduced,
        introduced_from,
        introduced_to,
        last_made,
        last_made_from,
        last_made_to,
        note,
    }
}

/// The part behind a head.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, head: Head) -> Result<Part> {
    let row: Row = parts::table
        .find(head.id)
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("parts"))?;
    let makers: Vec<i64> = row.maker_id.into_iter().collect();
    let makers = super::records::links(conn, &makers)?;
    let mut part = row.into_part(head, &makers)?;
    part.what.numbers = numbers(conn, &[part.head.id])?
        .remove(&part.head.id)
        .unwrap_or_default();
    Ok(part)
}

/// These parts with makers and numbers, in the order asked for; row numbers that do not exist are left out.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Part>> {
    let rows: Vec<(HeadRow, Row)> = records::table
        .inner_join(parts::table)
        .filter(records::id.eq_any(ids))
        .select((HeadRow::as_select(), Row::as_select()))
        .load(conn)?;
    let mut makers: Vec<i64> = rows.iter().filter_map(|(_, row)| row.maker_id).collect();
    makers.sort_unstable();
    makers.dedup();
    let makers = super::records::links(conn, &makers)?;
    let mut numbers = numbers(conn, ids)?;
    let mut found = Vec::with_capacity(rows.len());
    for (head, row) in rows {
        let mut part = row.into_part(head.into_head()?, &makers)?;
        part.what.numbers = numbers.remove(&part.head.id).unwrap_or_default();
        found.push(part);
    }
    super::records::in_order(&mut found, ids, |part| part.head.id);
    Ok(found)
}

fn numbers(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, Vec<String>>> {
    let rows: Vec<(i64, String)> = part_numbers::table
        .filter(part_numbers::part_id.eq_any(ids))
        .order((part_numbers::part_id, part_numbers::position))
        .select((part_numbers::part_id, part_numbers::number))
        .load(conn)?;
    let mut numbers: HashMap<i64, Vec<String>> = HashMap::new();
    for (id, number) in rows {
        numbers.entry(id).or_default().push(number);
    }
    Ok(numbers)
}

/// Writes the rows of a new head.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, id: i64, new: &NewPart) -> Result<()> {
    diesel::insert_into(parts::table)
        .values((parts::id.eq(id), values(new)))
        .execute(conn)?;
    insert_numbers(conn, id, &new.numbers)
}

/// Writes the rows of many new heads, none of which has other numbers.
///
/// # Errors
/// Those of the database.
pub fn insert_all(conn: &mut Conn, rows: &[(i64, &NewPart)]) -> Result<()> {
    for some in rows.chunks(500) {
        let values: Vec<_> = some.iter().map(|(id, new)| (parts::id.eq(*id), values(new))).collect();
        dialect::on_each!(conn, c => diesel::insert_into(parts::table).values(&values).execute(c))?;
    }
    Ok(())
}

/// Replaces the rows.
///
/// # Errors
/// Those of the database.
pub fn update(conn: &mut Conn, id: i64, new: &NewPart) -> Result<()> {
    diesel::update(parts::table.find(id)).set(values(new)).execute(conn)?;
    diesel::delete(part_numbers::table.filter(part_numbers::part_id.eq(id))).execute(conn)?;
    insert_numbers(conn, id, &new.numbers)
}

fn insert_numbers(conn: &mut Conn, id: i64, numbers: &[String]) -> Result<()> {
    let rows: Vec<NumberRow<'_>> = (0..)
        .zip(numbers)
        .map(|(position, number)| NumberRow {
            part_id: id,
            position,
            number,
            folded: text::fold_part(number),
        })
        .collect();
    if !rows.is_empty() {
        dialect::on_each!(conn, c => diesel::insert_into(part_numbers::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// The heads of the parts in the catalogue that have this number and this maker (or, like it, none). At most ten.
///
/// # Errors
/// Those of the database.
pub fn same(conn: &mut Conn, number: &str, maker: Option<i64>) -> Result<Vec<Head>> {
    let mut query = records::table
        .inner_join(parts::table)
        .filter(parts::folded.eq(text::fold_part(number)))
        .filter(records::merged_into.is_null())
        .filter(records::state.ne("withdrawn"))
        .order(records::id)
        .limit(10)
        .select(HeadRow::as_select())
        .into_boxed();
    query = match maker {
        Some(maker) => query.filter(parts::maker_id.eq(maker)),
        None => query.filter(parts::maker_id.is_null()),
    };
    let rows: Vec<HeadRow> = query.load(conn)?;
    rows.into_iter().map(HeadRow::into_head).collect()
}

/// The heads of the parts in the catalogue that have one of these folded numbers, each with that and its maker, oldest
/// first.
///
/// # Errors
/// Those of the database.
pub fn same_all(conn: &mut Conn, folded: &[&str]) -> Result<Vec<(String, Option<i64>, Head)>> {
    let mut found = Vec::new();
    for some in folded.chunks(500) {
        let rows: Vec<(String, Option<i64>, HeadRow)> = records::table
            .inner_join(parts::table)
            .filter(parts::folded.eq_any(some))
            .filter(records::merged_into.is_null())
            .filter(records::state.ne("withdrawn"))
            .order(records::id)
            .select((parts::folded, parts::maker_id, HeadRow::as_select()))
            .load(conn)?;
        for (folded, maker, row) in rows {
            found.push((folded, maker, row.into_head()?));
        }
    }
    Ok(found)
}

/// The heads of a maker's parts that may be in sight, by number of row, after row `after`.
///
/// # Errors
/// Those of the database.
pub fn of_maker(conn: &mut Conn, maker: i64, sight: Sight, after: i64, limit: i64) -> Result<Vec<Head>> {
    let rows: Vec<HeadRow> = parts::table
        .inner_join(records::table)
        .filter(parts::maker_id.eq(maker))
        .filter(parts::id.gt(after))
        .filter(records::merged_into.is_null())
        .filter(
            records::openness
                .ge(sight.reach)
                .or(records::created_by.eq(sight.account.unwrap_or(-1))),
        )
        .order(parts::id)
        .limit(limit)
        .select(HeadRow::as_select())
        .load(conn)?;
    rows.into_iter().map(HeadRow::into_head).collect()
}
