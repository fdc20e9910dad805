//! Rows of photographs.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{
    Conn,
    dialect::{any, on_each},
    records::{self as heads, HeadRow},
    schema::{components, photos, records},
};
use crate::{
    domain::{
        photos::{File, NewPhoto, Photo, Redaction},
        records::{Head, Link},
    },
    error::{Error, Result, Say},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = photos)]
struct Row {
    unit_id: Option<i64>,
    component_id: Option<i64>,
    sha256: String,
    sha1: String,
    bytes: i64,
    media_type: String,
    width: i32,
    height: i32,
    role: String,
    caption: String,
    alt: String,
    credit: String,
    pixels_per_mm: Option<f64>,
    illustration: bool,
    redactions: String,
    dhash: i64,
    file_name: String,
    taken: String,
    device: String,
    lat: Option<f64>,
    lon: Option<f64>,
    session: String,
}

/// What a form can change.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = photos)]
#[diesel(treat_none_as_null = true)]
struct Values<'a> {
    unit_id: Option<i64>,
    component_id: Option<i64>,
    role: &'a str,
    caption: &'a str,
    alt: &'a str,
    credit: &'a str,
    pixels_per_mm: Option<f64>,
    illustration: bool,
    redactions: String,
    session: &'a str,
}

/// What is written once.
#[derive(Insertable)]
#[diesel(table_name = photos)]
struct FileValues<'a> {
    sha256: &'a str,
    sha1: &'a str,
    bytes: i64,
    media_type: &'a str,
    width: i32,
    height: i32,
    dhash: i64,
    file_name: &'a str,
    taken: &'a str,
    device: &'a str,
    lat: Option<f64>,
    lon: Option<f64>,
}

impl Row {
    fn into_photo(self, head: Head, links: &HashMap<i64, Link>) -> Result<Photo> {
        let Row {
            unit_id,
            component_id,
            sha256,
            sha1,
            bytes,
            media_type,
            width,
            height,
            role,
            caption,
            alt,
            credit,
            pixels_per_mm,
            illustration,
            redactions,
            dhash,
            file_name,
            taken,
            device,
            lat,
            lon,
            session,
        } = self;
        let link = |id: Option<i64>| id.and_then(|id| links.get(&id).cloned());
        Ok(Photo {
            head,
            unit: link(unit_id),
            component: link(component_id),
            what: NewPhoto {
                role,
                caption,
                alt,
                credit,
                pixels_per_mm,
                illustration,
                redactions: read_redactions(&redactions)?,
                session,
                ..NewPhoto::default()
            },
            file: File {
                sha256,
                sha1,
                bytes,
                media_type,
                width: u32::try_from(width).map_err(Error::internal)?,
                height: u32::try_from(height).map_err(Error::internal)?,
                dhash: dhash.cast_unsigned(),
                file_name,
                taken,
                device,
                lat,
                lon,
            },
        })
    }

    fn points_to(&self) -> impl Iterator<Item = i64> {
        self.unit_id.into_iter().chain(self.component_id)
    }
}

fn read_redactions(text: &str) -> Result<Vec<Redaction>> {
    // A redaction that cannot be read must never be taken for none.
    text.lines()
        .map(|line| Redaction::parse(line).map_err(|_say| Error::internal(format!("not a redaction: {line:?}"))))
        .collect()
}

fn values(new: &NewPhoto) -> Values<'_> {
    let NewPhoto {
        unit,
        component,
        role,
        caption,
        alt,
        credit,
        pixels_per_mm,
        illustration,
        redactions,
        session,
        fixed: _,
        file: _,
    } = new;
    let black: Vec<String> = redactions.iter().map(Redaction::line).collect();
    Values {
        unit_id: unit.id,
        component_id: component.id,
        role,
        caption,
        alt,
        credit,
        pixels_per_mm: *pixels_per_mm,
        illustration: *illustration,
        redactions: black.join("\n"),
        session,
    }
}

fn file_values(file: &File) -> Result<FileValues<'_>> {
    let File {
        sha256,
        sha1,
        bytes,
        media_type,
        width,
        height,
        dhash,
        file_name,
        taken,
        device,
        lat,
        lon,
    } = file;
    Ok(FileValues {
        sha256,
        sha1,
        bytes: *bytes,
        media_type,
        width: i32::try_from(*width).map_err(Error::internal)?,
        height: i32::try_from(*height).map_err(Error::internal)?,
        dhash: dhash.cast_signed(),
        file_name,
        taken,
        device,
        lat: *lat,
        lon: *lon,
    })
}

/// The photograph behind a head.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, head: Head) -> Result<Photo> {
    let row: Row = photos::table
        .find(head.id)
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("photos"))?;
    let links = heads::links(conn, &row.points_to().collect::<Vec<_>>())?;
    row.into_photo(head, &links)
}

/// These photographs, in the order asked for; numbers that do not exist are left out.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Photo>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(HeadRow, Row)> = on_each!(conn, c => records::table
        .inner_join(photos::table)
        .filter(any(records::id, ids))
        .select((HeadRow::as_select(), Row::as_select()))
        .load(c))?;
    let pointed: Vec<i64> = rows.iter().flat_map(|(_, row)| row.points_to()).collect();
    let links = heads::links(conn, &pointed)?;
    let mut found = rows
        .into_iter()
        .map(|(head, row)| row.into_photo(head.into_head()?, &links))
        .collect::<Result<Vec<_>>>()?;
    heads::in_order(&mut found, ids, |photo| photo.head.id);
    Ok(found)
}

/// Writes the row of a new head.
///
/// # Errors
/// `Invalid` on `file` when there is none: a photograph is made by sending one.
pub fn insert(conn: &mut Conn, id: i64, new: &NewPhoto) -> Result<()> {
    let file = new
        .file
        .as_ref()
        .ok_or_else(|| Error::invalid("file", Say::new("photos-file-missing")))?;
    diesel::insert_into(photos::table)
        .values((photos::id.eq(id), values(new), file_values(file)?))
        .execute(conn)?;
    Ok(())
}

/// Replaces what a form can change.
///
/// # Errors
/// Those of the database.
pub fn update(conn: &mut Conn, id: i64, new: &NewPhoto) -> Result<()> {
    diesel::update(photos::table.find(id)).set(values(new)).execute(conn)?;
    Ok(())
}

/// Row numbers of the photographs of a unit and of its components, oldest first.
///
/// # Errors
/// Those of the database.
pub fn of_unit(conn: &mut Conn, unit: i64) -> Result<Vec<i64>> {
    Ok(photos::table
        .filter(photos::unit_id.eq(unit))
        .order(photos::id)
        .limit(500)
        .select(photos::id)
        .load(conn)?)
}

/// Row numbers of the photographs of a component, oldest first.
///
/// # Errors
/// Those of the database.
pub fn of_component(conn: &mut Conn, component: i64) -> Result<Vec<i64>> {
    Ok(on_each!(conn, c => photos::table
        .filter(photos::component_id.eq(component))
        .order(photos::id)
        .limit(200)
        .select(photos::id)
        .load(c))?)
}

/// Row numbers of the photographs made from this original.
///
/// # Errors
/// Those of the database.
pub fn of_original(conn: &mut Conn, sha256: &str) -> Result<Vec<i64>> {
    Ok(photos::table
        .filter(photos::sha256.eq(sha256))
        .order(photos::id)
        .limit(50)
        .select(photos::id)
        .load(conn)?)
}

/// Row number and difference hash of every photograph.
///
/// # Errors
/// Those of the database.
pub fn hashes(conn: &mut Conn) -> Result<Vec<(i64, u64)>> {
    let rows: Vec<(i64, i64)> = photos::table.select((photos::id, photos::dhash)).load(conn)?;
    Ok(rows.into_iter().map(|(id, hash)| (id, hash.cast_unsigned())).collect())
}

/// The unit that a component was found in.
///
/// # Errors
/// `NotFound`.
pub fn unit_of(conn: &mut Conn, component: i64) -> Result<i64> {
    components::table
        .find(component)
        .select(components::unit_id)
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("components"))
}

/// SHA-256 of every original, each once, in order.
///
/// # Errors
/// Those of the database.
pub fn originals(conn: &mut Conn) -> Result<Vec<String>> {
    Ok(photos::table
        .select(photos::sha256)
        .distinct()
        .order(photos::sha256)
        .load(conn)?)
}
