//! Rows of decisions about readings.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{
    Conn,
    dialect::{any, on_each},
    records::{self as heads, HeadRow},
    schema::{markings, readings, records},
    types,
};
use crate::{
    domain::{
        markings::Marking,
        parse::Pointer,
        readings::{Decision, NewDecision},
        records::{Head, Link},
        release,
    },
    error::{Error, Result},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = readings)]
struct Row {
    id: i64,
    marking_id: i64,
    verdict: String,
    rule: String,
    rule_version: Option<i32>,
    token: String,
    date: Option<String>,
    stage: String,
    kind: String,
    reason: String,
    transcription: String,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = readings)]
#[diesel(treat_none_as_null = true)]
struct Values<'a> {
    marking_id: i64,
    verdict: &'a str,
    rule: &'a str,
    rule_version: Option<i32>,
    token: &'a str,
    date: Option<String>,
    date_from: Option<NaiveDate>,
    date_to: Option<NaiveDate>,
    stage: &'a str,
    kind: &'a str,
    reason: &'a str,
    transcription: &'a str,
}

impl Row {
    fn into_decision(self, head: Head, marks: &HashMap<i64, (Link, String)>) -> Result<Decision> {
        let Row {
            id,
            marking_id,
            verdict,
            rule,
            rule_version,
            token,
            date,
            stage,
            kind,
            reason,
            transcription,
        } = self;
        let (mark, now) = marks
            .get(&marking_id)
            .ok_or_else(|| Error::internal(format!("decision {id} is about no mark")))?;
        Ok(Decision {
            head,
            outdated: *now != transcription,
            marking: Some(mark.clone()),
            what: NewDecision {
                marking: Pointer::default(),
                verdict,
                rule,
                rule_version,
                token,
                date: types::date(date)?,
                stage,
                kind,
                reason,
                transcription,
            },
        })
    }
}

/// Links to marks, each only as open as its transcription, and what they say now.
fn marks(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, (Link, String)>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let texts: Vec<(i64, String)> = on_each!(conn, c => markings::table
        .filter(any(markings::id, ids))
        .select((markings::id, markings::transcription))
        .load(c))?;
    let mut texts: HashMap<i64, String> = texts.into_iter().collect();
    let heads = heads::get_all(conn, ids)?;
    Ok(heads
        .into_values()
        .filter_map(|head| {
            let text = texts.remove(&head.id)?;
            let level = release::level::<Marking>(&head, "transcription");
            let mut link = Link::to(&head);
            link.openness = link.openness.min(level.rank());
            Some((head.id, (link, text)))
        })
        .collect())
}

/// Finishes rows with the marks they are about.
fn finish(conn: &mut Conn, rows: Vec<(Head, Row)>) -> Result<Vec<Decision>> {
    let mut wanted: Vec<i64> = rows.iter().map(|(_, row)| row.marking_id).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let marks = marks(conn, &wanted)?;
    rows.into_iter()
        .map(|(head, row)| row.into_decision(head, &marks))
        .collect()
}

fn values(new: &NewDecision) -> Result<Values<'_>> {
    let NewDecision {
        marking,
        verdict,
        rule,
        rule_version,
        token,
        date,
        stage,
        kind,
        reason,
        transcription,
    } = new;
    let (date, date_from, date_to) = types::date_columns(date);
    Ok(Values {
        marking_id: marking
            .id
            .ok_or_else(|| Error::internal("a decision about no mark was let through"))?,
        verdict,
        rule,
        rule_version: *rule_version,
        token,
        date,
        date_from,
        date_to,
        stage,
        kind,
        reason,
        transcription,
    })
}

/// The decision behind a head.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, head: Head) -> Result<Decision> {
    let row: Row = readings::table
        .find(head.id)
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("readings"))?;
    finish(conn, vec![(head, row)])?
        .pop()
        .ok_or(Error::NotFound("readings"))
}

/// These decisions, in the order asked for; numbers that do not exist are left out.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Decision>> {
    let rows: Vec<(HeadRow, Row)> = on_each!(conn, c => readings::table
        .inner_join(records::table.on(records::id.eq(readings::id)))
        .filter(any(readings::id, ids))
        .select((HeadRow::as_select(), Row::as_select()))
        .load(c))?;
    let mut found = headed(conn, rows)?;
    heads::in_order(&mut found, ids, |decision| decision.head.id);
    Ok(found)
}

/// The decisions about these marks, oldest first. Unreleased.
///
/// # Errors
/// Those of the database.
pub fn of(conn: &mut Conn, markings: &[i64]) -> Result<Vec<Decision>> {
    let rows: Vec<(HeadRow, Row)> = on_each!(conn, c => readings::table
        .inner_join(records::table.on(records::id.eq(readings::id)))
        .filter(any(readings::marking_id, markings))
        .select((HeadRow::as_select(), Row::as_select()))
        .load(c))?;
    let mut found = headed(conn, rows)?;
    found.sort_by_key(|decision| decision.head.id);
    Ok(found)
}

fn headed(conn: &mut Conn, rows: Vec<(HeadRow, Row)>) -> Result<Vec<Decision>> {
    let rows = rows
        .into_iter()
        .map(|(head, row)| Ok((head.into_head()?, row)))
        .collect::<Result<Vec<_>>>()?;
    finish(conn, rows)
}

/// Writes the row of a new head.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, id: i64, new: &NewDecision) -> Result<()> {
    diesel::insert_into(readings::table)
        .values((readings::id.eq(id), values(new)?))
        .execute(conn)?;
    Ok(())
}

/// Replaces the row.
///
/// # Errors
/// Those of the database.
pub fn update(conn: &mut Conn, id: i64, new: &NewDecision) -> Result<()> {
    diesel::update(readings::table.find(id))
        .set(values(new)?)
        .execute(conn)?;
    Ok(())
}

/// Notes the transcription that a decision was found to agree with.
///
/// # Errors
/// Those of the database.
pub fn stamp(conn: &mut Conn, id: i64, transcription: &str) -> Result<()> {
    diesel::update(readings::table.find(id))
        .set(readings::transcription.eq(transcription))
        .execute(conn)?;
    Ok(())
}
