//! Rows of incidents.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{
    Conn,
    records::HeadRow,
    schema::{incidents, records, units},
    types,
};
use crate::{
    domain::{
        incidents::{Incident, NewIncident},
        places::{Precision, coordinates::Coordinates},
        records::Head,
    },
    error::{Error, Result},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = incidents)]
struct Row {
    name: String,
    kind: String,
    date: Option<String>,
    place: String,
    country: String,
    lat: Option<f64>,
    lon: Option<f64>,
    precision: String,
    released_precision: String,
    summary: String,
    session: String,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = incidents)]
#[diesel(treat_none_as_null = true)]
struct Values<'a> {
    name: &'a str,
    kind: &'a str,
    date: Option<String>,
    date_from: Option<NaiveDate>,
    date_to: Option<NaiveDate>,
    place: &'a str,
    country: &'a str,
    lat: Option<f64>,
    lon: Option<f64>,
    precision: &'static str,
    released_precision: &'static str,
    summary: &'a str,
    session: &'a str,
}

/// The precision behind its column, which is empty when nobody stated one.
fn precision(word: &str) -> Result<Option<Precision>> {
    match word {
        "" => Ok(None),
        word => Precision::parse(word)
            .map(Some)
            .map_err(|_say| Error::internal(format!("not a precision: {word:?}"))),
    }
}

impl Row {
    fn into_incident(self, head: Head) -> Result<Incident> {
        let Row {
            name,
            kind,
            date,
            place,
            country,
            lat,
            lon,
            precision: known,
            released_precision,
            summary,
            session,
        } = self;
        Ok(Incident {
            head,
            what: NewIncident {
                name,
                kind,
                date: types::date(date)?,
                place,
                country,
                at: lat.zip(lon).and_then(|(lat, lon)| Coordinates::from_degrees(lat, lon)),
                precision: precision(&known)?,
                released_precision: precision(&released_precision)?.unwrap_or(Precision::Km10),
                summary,
                session,
            },
        })
    }
}

fn values(new: &NewIncident) -> Values<'_> {
    let NewIncident {
        name,
        kind,
        date,
        place,
        country,
        at,
        precision,
        released_precision,
        summary,
        session,
    } = new;
    let (date, date_from, date_to) = types::date_columns(date);
    Values {
        name,
        kind,
        date,
        date_from,
        date_to,
        place,
        country,
        lat: at.map(Coordinates::lat),
        lon: at.map(Coordinates::lon),
        precision: precision.map_or("", Precision::as_str),
        released_precision: released_precision.as_str(),
        summary,
        session,
    }
}

/// The incident behind a head.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, head: Head) -> Result<Incident> {
    incidents::table
        .find(head.id)
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("incidents"))?
        .into_incident(head)
}

/// These incidents, in the order asked for; numbers that do not exist are left out.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Incident>> {
    let rows: Vec<(HeadRow, Row)> = records::table
        .inner_join(incidents::table)
        .filter(records::id.eq_any(ids))
        .select((HeadRow::as_select(), Row::as_select()))
        .load(conn)?;
    let mut found = rows
        .into_iter()
        .map(|(head, row)| row.into_incident(head.into_head()?))
        .collect::<Result<Vec<_>>>()?;
    super::records::in_order(&mut found, ids, |incident| incident.head.id);
    Ok(found)
}

/// Writes the row of a new head.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, id: i64, new: &NewIncident) -> Result<()> {
    diesel::insert_into(incidents::table)
        .values((incidents::id.eq(id), values(new)))
        .execute(conn)?;
    Ok(())
}

/// Replaces the row.
///
/// # Errors
/// Those of the database.
pub fn update(conn: &mut Conn, id: i64, new: &NewIncident) -> Result<()> {
    diesel::update(incidents::table.find(id))
        .set(values(new))
        .execute(conn)?;
    Ok(())
}

/// The units used or found in an incident, in the order they were filed.
///
/// # Errors
/// Those of the database.
pub fn units(conn: &mut Conn, incident: i64, limit: i64) -> Result<Vec<Head>> {
    let rows: Vec<HeadRow> = units::table
        .inner_join(records::table)
        .filter(units::incident_id.eq(incident))
        .filter(records::merged_into.is_null())
        .order(units::id)
        .limit(limit)
        .select(HeadRow::as_select())
        .load(conn)?;
    rows.into_iter().map(HeadRow::into_head).collect()
}
