//! The heads of all records: finding by reference, making, moving on, listing what is in sight.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::{dsl::max, prelude::*};

use super::{
    Conn,
    dialect::{self, TOGETHER, any, any_text, insert_many, on_each, planned_anew},
    schema::{import_records, records},
};
use crate::{
    domain::{
        records::{Head, Link, Shelf, State, openness},
        refs::Ref,
        release::{FieldReleases, Release},
    },
    error::{Error, Result},
};

mod lists;
mod taken;

pub use lists::{Among, Order, among, closed_organizations, in_sight, page};
pub use taken::{taken, taken_between};

/// A head as it lies in the table. Other files of this room select it beside their own row.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = records)]
#[diesel(treat_none_as_default_value = false)]
pub(super) struct HeadRow {
    id: i64,
    shelf: String,
    reference: String,
    title: String,
    sort: String,
    version: i32,
    release: String,
    field_releases: String,
    state: String,
    openness: i16,
    created_by: Option<i64>,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
    merged_into: Option<i64>,
    record_id: Option<String>,
}

impl HeadRow {
    /// The head as the domain knows it.
    ///
    /// # Errors
    /// `Internal` when the row holds a word this program does not know.
    pub(super) fn into_head(self) -> Result<Head> {
        let unknown = |what: &str, word: &str| Error::internal(format!("record {}: unknown {what} {word:?}", self.id));
        Ok(Head {
            id: self.id,
            shelf: Shelf::parse(&self.shelf).ok_or_else(|| unknown("shelf", &self.shelf))?,
            r#ref: Ref::parse(&self.reference).map_err(|_say| unknown("ref", &self.reference))?,
            title: self.title,
            sort: self.sort,
            version: self.version,
            release: Release::parse(&self.release).ok_or_else(|| unknown("release", &self.release))?,
            field_releases: FieldReleases::parse(&self.field_releases)
                .map_err(|_say| unknown("field releases", &self.field_releases))?,
            state: State::parse(&self.state).ok_or_else(|| unknown("state", &self.state))?,
            created_by: self.created_by,
            created_at: self.created_at.and_utc(),
            updated_at: self.updated_at.and_utc(),
            merged_into: self.merged_into,
            record_id: self.record_id,
        })
    }

    fn from_head(head: &Head) -> HeadRow {
        HeadRow {
            id: head.id,
            shelf: head.shelf.as_str().to_owned(),
            reference: head.r#ref.to_string(),
            title: head.title.clone(),
            sort: head.sort.clone(),
            version: head.version,
            release: head.release.as_str().to_owned(),
            field_releases: head.field_releases.text(),
            state: head.state.as_str().to_owned(),
            openness: head.openness(),
            created_by: head.created_by,
            created_at: head.created_at.naive_utc(),
            updated_at: head.updated_at.naive_utc(),
            merged_into: head.merged_into,
            record_id: head.record_id.clone(),
        }
    }
}

/// As much of a head as a link needs.
#[derive(Queryable, Selectable)]
#[diesel(table_name = records)]
pub(super) struct LinkRow {
    id: i64,
    shelf: String,
    reference: String,
    title: String,
    openness: i16,
    created_by: Option<i64>,
}

impl LinkRow {
    /// The link as the domain knows it.
    ///
    /// # Errors
    /// `Internal` when the row holds a word this program does not know.
    pub(super) fn into_link(self) -> Result<Link> {
        let unknown = |what: &str| Error::internal(format!("record {}: unknown {what}", self.id));
        Ok(Link {
            id: self.id,
            shelf: Shelf::parse(&self.shelf).ok_or_else(|| unknown("shelf"))?,
            r#ref: Ref::parse(&self.reference).map_err(|_say| unknown("ref"))?,
            title: self.title,
            openness: self.openness,
            created_by: self.created_by,
        })
    }
}

/// The head with this reference on this shelf, merged or not.
///
/// # Errors
/// `NotFound` with the shelf's word.
pub fn find(conn: &mut Conn, shelf: Shelf, reference: &Ref) -> Result<Head> {
    on_each!(conn, c => records::table
        .filter(records::reference.eq(reference.to_string()))
        .filter(records::shelf.eq(shelf.as_str()))
        .select(HeadRow::as_select())
        .first(c)
        .optional())?
    .ok_or(Error::NotFound(shelf.as_str()))?
    .into_head()
}

/// The head with this reference, on whatever shelf.
///
/// # Errors
/// `NotFound`.
pub fn find_anywhere(conn: &mut Conn, reference: &Ref) -> Result<Head> {
    records::table
        .filter(records::reference.eq(reference.to_string()))
        .select(HeadRow::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("records"))?
        .into_head()
}

/// The head of a row number.
///
/// # Errors
/// `NotFound`.
pub fn get(conn: &mut Conn, id: i64) -> Result<Head> {
    on_each!(conn, c => records::table
        .find(id)
        .select(HeadRow::as_select())
        .first(c)
        .optional())?
    .ok_or(Error::NotFound("records"))?
    .into_head()
}

/// The record that this one became, over as many merges as there were; itself if it was never merged.
///
/// # Errors
/// Those of the database.
pub fn standing(conn: &mut Conn, mut head: Head) -> Result<Head> {
    while let Some(next) = head.merged_into {
        head = get(conn, next)?;
    }
    Ok(head)
}

/// The heads of these row numbers, in no order; those that do not exist are left out.
///
/// # Errors
/// Those of the database.
pub fn get_all(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, Head>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<HeadRow> = on_each!(conn, c => records::table
        .filter(any(records::id, ids))
        .select(HeadRow::as_select())
        .load(c))?;
    rows.into_iter()
        .map(|row| row.into_head().map(|head| (head.id, head)))
        .collect()
}

/// The head that an imported row became.
///
/// # Errors
/// `NotFound` with the shelf's word.
pub fn find_imported(conn: &mut Conn, shelf: Shelf, record_id: &str) -> Result<Head> {
    records::table
        .filter(records::shelf.eq(shelf.as_str()))
        .filter(records::record_id.eq(record_id))
        .select(HeadRow::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound(shelf.as_str()))?
        .into_head()
}

/// The heads that these imported rows became, by the name of the row.
///
/// # Errors
/// Those of the database.
pub fn find_all_imported(conn: &mut Conn, shelf: Shelf, record_ids: &[&str]) -> Result<HashMap<String, Head>> {
    let mut found = HashMap::with_capacity(record_ids.len());
    for some in record_ids.chunks(TOGETHER) {
        let names: Vec<String> = some.iter().map(ToString::to_string).collect();
        let rows: Vec<HeadRow> = on_each!(conn, c => records::table
            .filter(records::shelf.eq(shelf.as_str()))
            .filter(any_text(records::record_id, &names))
            .filter(planned_anew())
            .select(HeadRow::as_select())
            .load(c))?;
        for row in rows {
            let head = row.into_head()?;
            if let Some(name) = head.record_id.clone() {
                found.insert(name, head);
            }
        }
    }
    Ok(found)
}

/// The heads on a shelf with these references; those that do not exist are left out.
///
/// # Errors
/// Those of the database.
pub fn find_all(conn: &mut Conn, shelf: Shelf, references: &[Ref]) -> Result<Vec<Head>> {
    let mut found = Vec::new();
    for some in references.chunks(TOGETHER) {
        let words: Vec<String> = some.iter().map(ToString::to_string).collect();
        let rows: Vec<HeadRow> = on_each!(conn, c => records::table
            .filter(any_text(records::reference, &words))
            .filter(planned_anew())
            .filter(records::shelf.eq(shelf.as_str()))
            .select(HeadRow::as_select())
            .load(c))?;
        found.extend(rows.into_iter().map(HeadRow::into_head).collect::<Result<Vec<_>>>()?);
    }
    Ok(found)
}

/// What a new head needs; the number is given by [`insert`].
#[derive(Debug, Clone)]
pub struct NewHead {
    /// The shelf.
    pub shelf: Shelf,
    /// A fresh reference; a taken one is replaced by the caller's next.
    pub r#ref: Ref,
    /// Title, see [`Head::title`].
    pub title: String,
    /// Sort text, see [`Head::sort`].
    pub sort: String,
    /// Release level.
    pub release: Release,
    /// Levels of single fields.
    pub field_releases: FieldReleases,
    /// State to begin in.
    pub state: State,
    /// The author.
    pub created_by: Option<i64>,
    /// Now.
    pub at: DateTime<Utc>,
    /// Name in the imported file.
    pub record_id: Option<String>,
}

impl NewHead {
    fn numbered(self, id: i64) -> Head {
        Head {
            id,
            shelf: self.shelf,
            r#ref: self.r#ref,
            title: self.title,
            sort: self.sort,
            version: 1,
            release: self.release,
            field_releases: self.field_releases,
            state: self.state,
            created_by: self.created_by,
            created_at: self.at,
            updated_at: self.at,
            merged_into: None,
            record_id: self.record_id,
        }
    }
}

/// Makes a head; the shelf's own row with the same number must follow in the same transaction.
///
/// # Errors
/// `Taken("ref")` or `Taken("record_id")`.
pub fn insert(conn: &mut Conn, new: NewHead) -> Result<Head> {
    let mut heads = insert_all(conn, vec![new])?;
    heads.pop().ok_or_else(|| Error::internal("no head was made"))
}

/// Makes many heads at once, in the order given.
///
/// # Errors
/// As [`insert`].
pub fn insert_all(conn: &mut Conn, new: Vec<NewHead>) -> Result<Vec<Head>> {
    let ids = dialect::fresh_ids(conn, new.len())?;
    let heads: Vec<Head> = new.into_iter().zip(ids).map(|(new, id)| new.numbered(id)).collect();
    for some in heads.chunks(TOGETHER) {
        let rows: Vec<HeadRow> = some.iter().map(HeadRow::from_head).collect();
        insert_many!(conn, records::table, &rows)?;
    }
    Ok(heads)
}

/// Moves a record from `head.version` to the next, with the state, levels and merge target of `head`.
/// Returns the head as it now is.
///
/// # Errors
/// `Stale` when the record is no longer at `head.version`.
pub fn advance(conn: &mut Conn, head: &Head, at: DateTime<Utc>) -> Result<Head> {
    let moved = diesel::update(
        records::table
            .filter(records::id.eq(head.id))
            .filter(records::version.eq(head.version)),
    )
    .set((
        records::version.eq(head.version + 1),
        records::title.eq(&head.title),
        records::sort.eq(&head.sort),
        records::release.eq(head.release.as_str()),
        records::field_releases.eq(head.field_releases.text()),
        records::state.eq(head.state.as_str()),
        records::openness.eq(openness(head.state, head.release)),
        records::merged_into.eq(head.merged_into),
        records::updated_at.eq(at.naive_utc()),
    ))
    .execute(conn)?;
    match moved {
        0 => Err(Error::Stale),
        _ => Ok(Head {
            version: head.version + 1,
            updated_at: at,
            ..head.clone()
        }),
    }
}

/// Writes the title and sort text of a record; not a change of its own.
///
/// # Errors
/// Those of the database.
pub fn name(conn: &mut Conn, id: i64, title: &str, sort: &str) -> Result<()> {
    diesel::update(records::table.find(id))
        .set((records::title.eq(title), records::sort.eq(sort)))
        .execute(conn)?;
    Ok(())
}

/// The records of a person that are not yet accepted, newest first. Not those that an import made: they may be hundreds of
/// thousands, and are handed in from its page.
///
/// # Errors
/// Those of the database.
pub fn list_unaccepted(conn: &mut Conn, account: i64, states: &[State]) -> Result<Vec<Head>> {
    let words: Vec<&str> = states.iter().map(|state| state.as_str()).collect();
    let rows: Vec<HeadRow> = records::table
        .filter(records::created_by.eq(account))
        .filter(records::openness.lt(0_i16))
        .filter(records::state.eq_any(words))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            import_records::table.filter(import_records::record_id.eq(records::id)),
        )))
        .order(records::id.desc())
        .select(HeadRow::as_select())
        .load(conn)?;
    rows.into_iter().map(HeadRow::into_head).collect()
}

/// A link to one record.
///
/// # Errors
/// Those of the database.
pub fn link(conn: &mut Conn, id: i64) -> Result<Option<Link>> {
    records::table
        .find(id)
        .select(LinkRow::as_select())
        .first(conn)
        .optional()?
        .map(LinkRow::into_link)
        .transpose()
}

/// Links to these records, by row number. Numbers that do not exist are left out.
///
/// # Errors
/// Those of the database.
pub fn links(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, Link>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<LinkRow> = on_each!(conn, c => records::table
        .filter(any(records::id, ids))
        .select(LinkRow::as_select())
        .load(c))?;
    rows.into_iter()
        .map(|row| row.into_link().map(|link| (link.id, link)))
        .collect()
}

/// How many records of each shelf are public. For the front page.
///
/// # Errors
/// Those of the database.
pub fn count_public(conn: &mut Conn) -> Result<Vec<(Shelf, i64)>> {
    let rows: Vec<(String, i64)> = records::table
        .filter(records::openness.eq(3_i16))
        .filter(records::merged_into.is_null())
        .group_by(records::shelf)
        .select((records::shelf, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(word, count)| Some((Shelf::parse(&word)?, count)))
        .collect())
}

/// The highest row number; moves whenever a record is made.
///
/// # Errors
/// Those of the database.
pub fn last(conn: &mut Conn) -> Result<i64> {
    Ok(records::table
        .select(max(records::id))
        .first::<Option<i64>>(conn)?
        .unwrap_or(0))
}

/// Puts rows that came in any order into the order of `ids`.
pub(super) fn in_order<T>(rows: &mut [T], ids: &[i64], id: impl Fn(&T) -> i64) {
    let place: HashMap<i64, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    rows.sort_by_key(|row| place.get(&id(row)).copied());
}
