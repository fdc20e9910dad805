//! Rows of sources.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{
    Conn,
    records::HeadRow,
    schema::{records, sources},
    types,
};
use crate::{
    domain::{
        records::Head,
        sources::{NewSource, Source},
        text,
    },
    error::{Error, Result},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = sources)]
struct Row {
    title: String,
    kind: String,
    publisher: String,
    published: Option<String>,
    address: String,
    archived: String,
    language: String,
    reliability: String,
    underlying: String,
    note: String,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = sources)]
#[diesel(treat_none_as_null = true)]
struct Values<'a> {
    title: &'a str,
    folded: String,
    kind: &'a str,
    publisher: &'a str,
    published: Option<String>,
    published_from: Option<NaiveDate>,
    published_to: Option<NaiveDate>,
    address: &'a str,
    archived: &'a str,
    language: &'a str,
    reliability: &'a str,
    underlying: &'a str,
    note: &'a str,
}

impl Row {
    fn into_source(self, head: Head) -> Result<Source> {
        let Row {
            title,
            kind,
            publisher,
            published,
            address,
            archived,
            language,
            reliability,
            underlying,
            note,
        } = self;
        Ok(Source {
            head,
            what: NewSource {
                title,
                kind,
                publisher,
                published: types::date(published)?,
                address,
                archived,
                language,
                reliability,
                underlying,
                note,
            },
        })
    }
}

fn values(new: &NewSource) -> Values<'_> {
    let NewSource {
        title,
        kind,
        publisher,
        published,
        address,
        archived,
        language,
        reliability,
        underlying,
        note,
    } = new;
    let (published, published_from, published_to) = types::date_columns(published);
    Values {
        title,
        folded: text::sort_key(title),
        kind,
        publisher,
        published,
        published_from,
        published_to,
        address,
        archived,
        language,
        reliability,
        underlying,
        note,
    }
}

/// The source behind a head.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, head: Head) -> Result<Source> {
    sources::table
        .find(head.id)
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("sources"))?
        .into_source(head)
}

/// These sources, in the order asked for; numbers that do not exist are left out.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Source>> {
    let rows: Vec<(HeadRow, Row)> = records::table
        .inner_join(sources::table)
        .filter(records::id.eq_any(ids))
        .select((HeadRow::as_select(), Row::as_select()))
        .load(conn)?;
    let mut found = rows
        .into_iter()
        .map(|(head, row)| row.into_source(head.into_head()?))
        .collect::<Result<Vec<_>>>()?;
    super::records::in_order(&mut found, ids, |source| source.head.id);
    Ok(found)
}

/// Writes the row of a new head.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, id: i64, new: &NewSource) -> Result<()> {
    diesel::insert_into(sources::table)
        .values((sources::id.eq(id), values(new)))
        .execute(conn)?;
    Ok(())
}

/// Replaces the row.
///
/// # Errors
/// Those of the database.
pub fn update(conn: &mut Conn, id: i64, new: &NewSource) -> Result<()> {
    diesel::update(sources::table.find(id)).set(values(new)).execute(conn)?;
    Ok(())
}
