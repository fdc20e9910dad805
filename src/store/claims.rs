//! Rows of claims and of the positions that parties take to them.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{
    Conn, dialect,
    records::HeadRow,
    schema::{claim_positions, claims, records},
    types,
};
use crate::{
    domain::{
        claims::{Claim, NewClaim, Position},
        parse::Pointer,
        quantities::Quantity,
        records::{Head, Link},
    },
    error::{Error, Result},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = claims)]
struct Row {
    id: i64,
    about_id: i64,
    statement: String,
    measure: String,
    quantity: String,
    out_of: String,
    basis: String,
    period: Option<String>,
    said: Option<String>,
    said_by: String,
    status: String,
    source_id: Option<i64>,
    locator: String,
    grade: String,
    underlying: String,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = claims)]
#[diesel(treat_none_as_null = true)]
struct Values<'a> {
    about_id: i64,
    statement: &'a str,
    measure: &'a str,
    quantity: String,
    out_of: &'a str,
    basis: &'a str,
    period: Option<String>,
    period_from: Option<NaiveDate>,
    period_to: Option<NaiveDate>,
    said: Option<String>,
    said_from: Option<NaiveDate>,
    said_to: Option<NaiveDate>,
    said_by: &'a str,
    status: &'a str,
    source_id: Option<i64>,
    locator: &'a str,
    grade: &'a str,
    underlying: &'a str,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = claim_positions)]
struct PositionRow {
    claim_id: i64,
    who: String,
    stance: String,
    date: Option<String>,
    source_id: Option<i64>,
}

#[derive(Insertable)]
#[diesel(table_name = claim_positions)]
#[diesel(treat_none_as_default_value = false)]
struct PositionValues<'a> {
    claim_id: i64,
    position: i32,
    who: &'a str,
    stance: &'a str,
    date: Option<String>,
    date_from: Option<NaiveDate>,
    date_to: Option<NaiveDate>,
    source_id: Option<i64>,
}

fn quantity(text: &str) -> Result<Option<Quantity>> {
    match text {
        "" => Ok(None),
        text => Quantity::parse(text)
            .map(Some)
            .map_err(|_say| Error::internal(format!("not a quantity: {text:?}"))),
    }
}

impl PositionRow {
    fn into_position(self, links: &HashMap<i64, Link>) -> Result<Position> {
        let PositionRow {
            claim_id: _,
            who,
            stance,
            date,
            source_id,
        } = self;
        Ok(Position {
            who,
            stance,
            date: types::date(date)?,
            source: Pointer::default(),
            link: source_id.and_then(|id| links.get(&id).cloned()),
        })
    }
}

impl Row {
    fn into_claim(self, head: Head, links: &HashMap<i64, Link>, positions: Vec<Position>) -> Result<Claim> {
        let Row {
            id: _,
            about_id,
            statement,
            measure,
            quantity: amount,
            out_of,
            basis,
            period,
            said,
            said_by,
            status,
            source_id,
            locator,
            grade,
            underlying,
        } = self;
        let about = links
            .get(&about_id)
            .ok_or_else(|| Error::internal("a claim is about no record"))?;
        Ok(Claim {
            head,
            what: NewClaim {
                about: Pointer::default(),
                statement,
                measure,
                quantity: quantity(&amount)?,
                out_of,
                basis,
                period: types::date(period)?,
                said: types::date(said)?,
                said_by,
                status,
                source: Pointer::default(),
                locator,
                grade,
                underlying,
                positions,
            },
            about: Some(about.clone()),
            source: source_id.and_then(|id| links.get(&id).cloned()),
        })
    }
}

/// Finishes rows: with their positions, and with what they point to.
fn finish(conn: &mut Conn, rows: Vec<(Head, Row)>) -> Result<Vec<Claim>> {
    let ids: Vec<i64> = rows.iter().map(|(_, row)| row.id).collect();
    let positions: Vec<PositionRow> = claim_positions::table
        .filter(claim_positions::claim_id.eq_any(&ids))
        .order((claim_positions::position, claim_positions::id))
        .select(PositionRow::as_select())
        .load(conn)?;
    let own = rows.iter().flat_map(|(_, row)| [Some(row.about_id), row.source_id]);
    let mut wanted: Vec<i64> = own.chain(positions.iter().map(|row| row.source_id)).flatten().collect();
    wanted.sort_unstable();
    wanted.dedup();
    let links = super::records::links(conn, &wanted)?;
    let mut of_claim: HashMap<i64, Vec<Position>> = HashMap::new();
    for row in positions {
        let claim = row.claim_id;
        of_claim.entry(claim).or_default().push(row.into_position(&links)?);
    }
    rows.into_iter()
        .map(|(head, row)| {
            let positions = of_claim.remove(&row.id).unwrap_or_default();
            row.into_claim(head, &links, positions)
        })
        .collect()
}

fn values(new: &NewClaim) -> Result<Values<'_>> {
    let NewClaim {
        about,
        statement,
        measure,
        quantity,
        out_of,
        basis,
        period,
        said,
        said_by,
        status,
        source,
        locator,
        grade,
        underlying,
        positions: _,
    } = new;
    let (period, period_from, period_to) = types::date_columns(period);
    let (said, said_from, said_to) = types::date_columns(said);
    Ok(Values {
        about_id: about
            .id
            .ok_or_else(|| Error::internal("a claim that points nowhere was let through"))?,
        statement,
        measure,
        quantity: quantity.as_ref().map_or_else(String::new, Quantity::to_string),
        out_of,
        basis,
        period,
        period_from,
        period_to,
        said,
        said_from,
        said_to,
        said_by,
        status,
        source_id: source.id,
        locator,
        grade,
        underlying,
    })
}

/// The claim behind a head.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, head: Head) -> Result<Claim> {
    let row: Row = claims::table
        .find(head.id)
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("claims"))?;
    finish(conn, vec![(head, row)])?.pop().ok_or(Error::NotFound("claims"))
}

/// These claims, in the order asked for; numbers that do not exist are left out.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Claim>> {
    let rows: Vec<(HeadRow, Row)> = claims::table
        .inner_join(records::table.on(records::id.eq(claims::id)))
        .filter(claims::id.eq_any(ids))
        .select((HeadRow::as_select(), Row::as_select()))
        .load(conn)?;
    let rows = rows
        .into_iter()
        .map(|(head, row)| Ok((head.into_head()?, row)))
        .collect::<Result<Vec<_>>>()?;
    let mut found = finish(conn, rows)?;
    super::records::in_order(&mut found, ids, |claim| claim.head.id);
    Ok(found)
}

/// The claims about a record and about those that were merged into it, in the order they were filed.
///
/// # Errors
/// Those of the database.
pub fn about(conn: &mut Conn, record: i64, limit: i64) -> Result<Vec<Claim>> {
    let mut subjects: Vec<i64> = records::table
        .filter(records::merged_into.eq(record))
        .select(records::id)
        .load(conn)?;
    subjects.push(record);
    let ids: Vec<i64> = claims::table
        .filter(claims::about_id.eq_any(subjects))
        .order(claims::id)
        .limit(limit)
        .select(claims::id)
        .load(conn)?;
    list(conn, &ids)
}

/// The claims that were read in a source, or whose parties' positions were, newest first.
///
/// # Errors
/// Those of the database.
pub fn from_source(conn: &mut Conn, source: i64, limit: i64) -> Result<Vec<Claim>> {
    let mut ids: Vec<i64> = claims::table
        .filter(claims::source_id.eq(source))
        .order(claims::id.desc())
        .limit(limit)
        .select(claims::id)
        .load(conn)?;
    let positions: Vec<i64> = claim_positions::table
        .filter(claim_positions::source_id.eq(source))
        .order(claim_positions::claim_id.desc())
        .limit(limit)
        .select(claim_positions::claim_id)
        .load(conn)?;
    ids.extend(positions);
    ids.sort_unstable_by(|a, b| b.cmp(a));
    ids.dedup();
    list(conn, &ids)
}

/// Writes the rows of a new head.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, id: i64, new: &NewClaim) -> Result<()> {
    diesel::insert_into(claims::table)
        .values((claims::id.eq(id), values(new)?))
        .execute(conn)?;
    insert_positions(conn, id, &new.positions)
}

/// Replaces the rows.
///
/// # Errors
/// Those of the database.
pub fn update(conn: &mut Conn, id: i64, new: &NewClaim) -> Result<()> {
    diesel::update(claims::table.find(id)).set(values(new)?).execute(conn)?;
    diesel::delete(claim_positions::table.filter(claim_positions::claim_id.eq(id))).execute(conn)?;
    insert_positions(conn, id, &new.positions)
}

fn insert_positions(conn: &mut Conn, claim: i64, positions: &[Position]) -> Result<()> {
    let rows: Vec<PositionValues<'_>> = (0..)
        .zip(positions)
        .map(|(place, position)| {
            let Position {
                who,
                stance,
                date,
                source,
                link: _,
            } = position;
            let (date, date_from, date_to) = types::date_columns(date);
            PositionValues {
                claim_id: claim,
                position: place,
                who,
                stance,
                date,
                date_from,
                date_to,
                source_id: source.id,
            }
        })
        .collect();
    if !rows.is_empty() {
        dialect::on_each!(conn, c => diesel::insert_into(claim_positions::table).values(&rows).execute(c))?;
    }
    Ok(())
}
