//! Rows of marks.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{
    Conn,
    dialect::{TOGETHER, any, insert_many, on_each},
    records::{self as heads, HeadRow},
    schema::{marking_alternatives, markings, records},
    types,
};
use crate::{
    domain::{
        markings::{Marking, NewMarking, searchable},
        photos::Area,
        records::{Head, Link},
        text,
    },
    error::{Error, Result},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = markings)]
struct Row {
    component_id: i64,
    photo_id: Option<i64>,
    x: Option<i32>,
    y: Option<i32>,
    w: Option<i32>,
    h: Option<i32>,
    kind: String,
    technique: String,
    script: String,
    transcription: String,
    documented: Option<String>,
    session: String,
    note: String,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = markings)]
#[diesel(treat_none_as_null = true)]
#[diesel(treat_none_as_default_value = false)]
struct Values<'a> {
    id: i64,
    component_id: i64,
    photo_id: Option<i64>,
    x: Option<i32>,
    y: Option<i32>,
    w: Option<i32>,
    h: Option<i32>,
    kind: &'a str,
    technique: &'a str,
    script: &'a str,
    transcription: &'a str,
    folded: String,
    documented: Option<String>,
    documented_from: Option<NaiveDate>,
    documented_to: Option<NaiveDate>,
    session: &'a str,
    note: &'a str,
}

#[derive(Insertable)]
#[diesel(table_name = marking_alternatives)]
#[diesel(treat_none_as_default_value = false)]
struct AlternativeRow<'a> {
    marking_id: i64,
    position: i32,
    transcription: &'a str,
}

impl Row {
    fn into_marking(self, head: Head, links: &HashMap<i64, Link>, alternatives: Vec<String>) -> Result<Marking> {
        let region = self.region()?;
        let Row {
            component_id,
            photo_id,
            x: _,
            y: _,
            w: _,
            h: _,
            kind,
            technique,
            script,
            transcription,
            documented,
            session,
            note,
        } = self;
        Ok(Marking {
            head,
            component: links.get(&component_id).cloned(),
            photo: photo_id.and_then(|id| links.get(&id).cloned()),
            what: NewMarking {
                region,
                kind,
                technique,
                script,
                transcription,
                alternatives,
                documented: types::date(documented)?,
                session,
                note,
                ..NewMarking::default()
            },
        })
    }

    fn region(&self) -> Result<Option<Area>> {
        let (Some(x), Some(y), Some(w), Some(h)) = (self.x, self.y, self.w, self.h) else {
            return Ok(None);
        };
        let number = |number: i32| u32::try_from(number).map_err(Error::internal);
        Ok(Some(Area {
            x: number(x)?,
            y: number(y)?,
            w: number(w)?,
            h: number(h)?,
        }))
    }

    fn points_to(&self) -> impl Iterator<Item = i64> {
        std::iter::once(self.component_id).chain(self.photo_id)
    }
}

fn values(id: i64, new: &NewMarking) -> Result<Values<'_>> {
    let NewMarking {
        component,
        photo,
        region,
        kind,
        technique,
        script,
        transcription,
        alternatives: _,
        documented,
        session,
        note,
    } = new;
    let number = |pick: fn(&Area) -> u32| {
        let number = region.as_ref().map(pick);
        number.map(i32::try_from).transpose().map_err(Error::internal)
    };
    let (documented, documented_from, documented_to) = types::date_columns(documented);
    let folded: Vec<String> = searchable(transcription)
        .iter()
        .map(|text| text::fold_part(text))
        .collect();
    Ok(Values {
        id,
        // Resolving comes before writing; the database refuses a component that is none.
        component_id: component
            .id
            .ok_or_else(|| Error::internal("a mark without a component"))?,
        photo_id: photo.id,
        x: number(|area| area.x)?,
        y: number(|area| area.y)?,
        w: number(|area| area.w)?,
        h: number(|area| area.h)?,
        kind,
        technique,
        script,
        transcription,
        folded: folded.join(" "),
        documented,
        documented_from,
        documented_to,
        session,
        note,
    })
}

fn alternatives(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, Vec<String>>> {
    let rows: Vec<(i64, String)> = on_each!(conn, c => marking_alternatives::table
        .filter(any(marking_alternatives::marking_id, ids))
        .order((marking_alternatives::marking_id, marking_alternatives::position))
        .select((marking_alternatives::marking_id, marking_alternatives::transcription))
        .load(c))?;
    let mut found: HashMap<i64, Vec<String>> = HashMap::new();
    for (id, transcription) in rows {
        found.entry(id).or_default().push(transcription);
    }
    Ok(found)
}

/// The mark behind a head.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, head: Head) -> Result<Marking> {
    let row: Row = on_each!(conn, c => markings::table
        .find(head.id)
        .select(Row::as_select())
        .first(c)
        .optional())?
    .ok_or(Error::NotFound("markings"))?;
    let links = heads::links(conn, &row.points_to().collect::<Vec<_>>())?;
    let also = alternatives(conn, &[head.id])?.remove(&head.id).unwrap_or_default();
    row.into_marking(head, &links, also)
}

/// These marks, in the order asked for; numbers that do not exist are left out.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Marking>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(HeadRow, Row)> = on_each!(conn, c => records::table
        .inner_join(markings::table)
        .filter(any(records::id, ids))
        .select((HeadRow::as_select(), Row::as_select()))
        .load(c))?;
    let mut found = whole(conn, rows, HashMap::new())?;
    heads::in_order(&mut found, ids, |marking| marking.head.id);
    Ok(found)
}

/// Rows with what they point to, as far as that is not `known` already, and their alternatives.
fn whole(conn: &mut Conn, rows: Vec<(HeadRow, Row)>, known: HashMap<i64, Link>) -> Result<Vec<Marking>> {
    let mut links = known;
    let pointed = rows.iter().flat_map(|(_, row)| row.points_to());
    let mut pointed: Vec<i64> = pointed.filter(|id| !links.contains_key(id)).collect();
    pointed.sort_unstable();
    pointed.dedup();
    links.extend(heads::links(conn, &pointed)?);
    let heads = rows
        .into_iter()
        .map(|(head, row)| Ok((head.into_head()?, row)))
        .collect::<Result<Vec<_>>>()?;
    let ids: Vec<i64> = heads.iter().map(|(head, _)| head.id).collect();
    let mut also = alternatives(conn, &ids)?;
    heads
        .into_iter()
        .map(|(head, row)| {
            let also = also.remove(&head.id).unwrap_or_default();
            row.into_marking(head, &links, also)
        })
        .collect()
}

/// Writes the row and the alternatives of a new head.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, id: i64, new: &NewMarking) -> Result<()> {
    diesel::insert_into(markings::table)
        .values(values(id, new)?)
        .execute(conn)?;
    super::rereadings::ask(conn, &[id])?;
    insert_alternatives(conn, id, new)
}

/// Writes the rows of many new heads, without alternatives.
///
/// # Errors
/// Those of the database.
pub fn insert_all(conn: &mut Conn, rows: &[(i64, &NewMarking)]) -> Result<()> {
    for some in rows.chunks(TOGETHER) {
        let values = some
            .iter()
            .map(|(id, new)| values(*id, new))
            .collect::<Result<Vec<_>>>()?;
        insert_many!(conn, markings::table, &values)?;
        let ids: Vec<i64> = some.iter().map(|(id, _)| *id).collect();
        super::rereadings::ask(conn, &ids)?;
    }
    Ok(())
}

/// Replaces the row and the alternatives.
///
/// # Errors
/// Those of the database.
pub fn update(conn: &mut Conn, id: i64, new: &NewMarking) -> Result<()> {
    diesel::update(markings::table.find(id))
        .set(values(id, new)?)
        .execute(conn)?;
    diesel::delete(marking_alternatives::table.filter(marking_alternatives::marking_id.eq(id))).execute(conn)?;
    insert_alternatives(conn, id, new)
}

fn insert_alternatives(conn: &mut Conn, id: i64, new: &NewMarking) -> Result<()> {
    let rows: Vec<AlternativeRow<'_>> = new
        .alternatives
        .iter()
        .zip(0..)
        .map(|(transcription, position)| AlternativeRow {
            marking_id: id,
            position,
            transcription,
        })
        .collect();
    if !rows.is_empty() {
        on_each!(conn, c => diesel::insert_into(marking_alternatives::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// The marks on these components, oldest first; of every five hundred components no more than five thousand.
///
/// # Errors
/// Those of the database.
pub fn of_components(conn: &mut Conn, components: &[i64]) -> Result<Vec<Marking>> {
    let mut found = Vec::new();
    for some in components.chunks(500) {
        let rows: Vec<(HeadRow, Row)> = on_each!(conn, c => markings::table
            .inner_join(records::table)
            .filter(any(markings::component_id, some))
            .order(markings::id)
            .limit(5_000)
            .select((HeadRow::as_select(), Row::as_select()))
            .load(c))?;
        found.extend(whole(conn, rows, HashMap::new())?);
    }
    Ok(found)
}

/// The same for one component that has been read already.
///
/// # Errors
/// Those of the database.
pub fn of_component(conn: &mut Conn, component: Link) -> Result<Vec<Marking>> {
    let rows: Vec<(HeadRow, Row)> = on_each!(conn, c => markings::table
        .inner_join(records::table)
        .filter(markings::component_id.eq(component.id))
        .order(markings::id)
        .limit(5_000)
        .select((HeadRow::as_select(), Row::as_select()))
        .load(c))?;
    whole(conn, rows, HashMap::from([(component.id, component)]))
}

/// Row numbers of the marks shown on these photographs, oldest first.
///
/// # Errors
/// Those of the database.
pub fn on_photos(conn: &mut Conn, photos: &[i64]) -> Result<Vec<i64>> {
    let mut found = Vec::new();
    for some in photos.chunks(500) {
        let ids: Vec<i64> = on_each!(conn, c => markings::table
            .filter(any(markings::photo_id, some))
            .order(markings::id)
            .limit(1_000)
            .select(markings::id)
            .load(c))?;
        found.extend(ids);
    }
    Ok(found)
}
