//! Rows of organizations, their names, identifiers and successions.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

mod named;

pub use named::{Bearer, bearers, predecessor_ids};

use super::{
    Conn,
    dialect::{TOGETHER, any, insert_many, on_each},
    records::{HeadRow, LinkRow},
    schema::{
        organization_identifiers as identifiers, organization_names as names, organization_successions as successions,
        organizations, records,
    },
    types,
};
use crate::{
    domain::{
        dates::Edtf,
        identifiers::Identifier,
        organizations::{Name, NewOrganization, Organization},
        parse::Pointer,
        records::Head,
        succession::Succession,
        text,
    },
    error::{Error, Result},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = organizations)]
struct Row {
    name: String,
    roles: String,
    hq_country: String,
    incorporation_country: String,
    prefixes: String,
    marks: String,
    note: String,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = organizations)]
#[diesel(treat_none_as_default_value = false)]
struct Values<'a> {
    id: i64,
    name: &'a str,
    folded: String,
    roles: &'a str,
    hq_country: &'a str,
    incorporation_country: &'a str,
    prefixes: String,
    marks: String,
    note: &'a str,
}

#[derive(Insertable)]
#[diesel(table_name = names)]
#[diesel(treat_none_as_default_value = false)]
struct NameRow<'a> {
    organization_id: i64,
    position: i32,
    lang: &'a str,
    name: &'a str,
    folded: String,
}

#[derive(Insertable)]
#[diesel(table_name = identifiers)]
#[diesel(treat_none_as_default_value = false)]
struct IdentifierRow<'a> {
    organization_id: i64,
    position: i32,
    scheme: &'a str,
    value: &'a str,
}

#[derive(Insertable)]
#[diesel(table_name = successions)]
#[diesel(treat_none_as_default_value = false)]
struct SuccessionRow<'a> {
    organization_id: i64,
    position: i32,
    successor_id: i64,
    since: Option<String>,
    since_from: Option<NaiveDate>,
    since_to: Option<NaiveDate>,
    note: &'a str,
}

impl Row {
    fn into_organization(self, head: Head) -> Organization {
        let Row {
            name,
            roles,
            hq_country,
            incorporation_country,
            prefixes,
            marks,
            note,
        } = self;
        let list = |text: String| text.lines().map(str::to_owned).collect();
        Organization {
            head,
            what: NewOrganization {
                name,
                names: Vec::new(),
                roles,
                hq_country,
                incorporation_country,
                identifiers: Vec::new(),
                prefixes: list(prefixes),
                marks: list(marks),
                succession: Vec::new(),
                note,
            },
            successors: Vec::new(),
        }
    }
}

fn values(id: i64, new: &NewOrganization) -> Values<'_> {
    let NewOrganization {
        name,
        names: _,
        roles,
        hq_country,
        incorporation_country,
        identifiers: _,
        prefixes,
        marks,
        succession: _,
        note,
    } = new;
    Values {
        id,
        name,
        folded: text::fold_name(name),
        roles,
        hq_country,
        incorporation_country,
        prefixes: prefixes.join("\n"),
        marks: marks.join("\n"),
        note,
    }
}

/// The organization behind a head.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, head: Head) -> Result<Organization> {
    let id = head.id;
    let row: Row = organizations::table
        .find(id)
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("organizations"))?;
    let mut found = [row.into_organization(head)];
    fill(conn, &mut found, &[id])?;
    let [organization] = found;
    Ok(organization)
}

/// The heads of these organizations and the countries of their seats, in no order: pages of components ask for them.
///
/// # Errors
/// Those of the database.
pub fn seats(conn: &mut Conn, ids: &[i64]) -> Result<Vec<(Head, String)>> {
    let rows: Vec<(HeadRow, String)> = on_each!(conn, c => records::table
        .inner_join(organizations::table)
        .filter(any(records::id, ids))
        .select((HeadRow::as_select(), organizations::hq_country))
        .load(c))?;
    rows.into_iter()
        .map(|(head, country)| Ok((head.into_head()?, country)))
        .collect()
}

/// These organizations with all their lists, in the order asked for; numbers that do not exist are left out.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Organization>> {
    let rows: Vec<(HeadRow, Row)> = records::table
        .inner_join(organizations::table)
        .filter(records::id.eq_any(ids))
        .select((HeadRow::as_select(), Row::as_select()))
        .load(conn)?;
    let mut found = rows
        .into_iter()
        .map(|(head, row)| Ok(row.into_organization(head.into_head()?)))
        .collect::<Result<Vec<_>>>()?;
    super::records::in_order(&mut found, ids, |organization| organization.head.id);
    fill(conn, &mut found, ids)?;
    Ok(found)
}

/// Reads the lists of all these organizations, one statement a list.
fn fill(conn: &mut Conn, found: &mut [Organization], ids: &[i64]) -> Result<()> {
    let places: HashMap<i64, usize> = found
        .iter()
        .enumerate()
        .map(|(place, organization)| (organization.head.id, place))
        .collect();
    let mut with = |id: i64, work: &mut dyn FnMut(&mut Organization)| {
        if let Some(organization) = places.get(&id).and_then(|place| found.get_mut(*place)) {
            work(organization);
        }
    };
    let rows: Vec<(i64, String, String)> = names::table
        .filter(names::organization_id.eq_any(ids))
        .order((names::organization_id, names::position))
        .select((names::organization_id, names::lang, names::name))
        .load(conn)?;
    for (id, lang, name) in rows {
        let mut name = Some(Name { lang, name });
        with(id, &mut |one| one.what.names.extend(name.take()));
    }
    let rows: Vec<(i64, String, String)> = identifiers::table
        .filter(identifiers::organization_id.eq_any(ids))
        .order((identifiers::organization_id, identifiers::position))
        .select((identifiers::organization_id, identifiers::scheme, identifiers::value))
        .load(conn)?;
    for (id, scheme, value) in rows {
        let mut identifier = Some(Identifier { scheme, value });
        with(id, &mut |one| one.what.identifiers.extend(identifier.take()));
    }
    let rows: Vec<(i64, Option<String>, String, LinkRow)> = successions::table
        .inner_join(records::table.on(records::id.eq(successions::successor_id)))
        .filter(successions::organization_id.eq_any(ids))
        .order((successions::organization_id, successions::position))
        .select((
            successions::organization_id,
            successions::since,
            successions::note,
            LinkRow::as_select(),
        ))
        .load(conn)?;
    for (id, since, note, link) in rows {
        let link = link.into_link()?;
        let mut step = Some(Succession {
            to: Pointer::to(Some(&link)),
            since: types::date(since)?,
            note,
        });
        with(id, &mut |one| {
            one.what.succession.extend(step.take());
            one.successors.push(link.clone());
        });
    }
    Ok(())
}

/// Writes the rows of a new head.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, id: i64, new: &NewOrganization) -> Result<()> {
    insert_all(conn, &[(id, new)])
}

/// Writes the rows of many new heads.
///
/// # Errors
/// Those of the database.
pub fn insert_all(conn: &mut Conn, new: &[(i64, &NewOrganization)]) -> Result<()> {
    for some in new.chunks(TOGETHER) {
        let rows: Vec<Values<'_>> = some.iter().map(|(id, new)| values(*id, new)).collect();
        insert_many!(conn, organizations::table, &rows)?;
    }
    let ids: Vec<i64> = new.iter().map(|(id, _)| *id).collect();
    super::parties::ask(conn, &ids)?;
    insert_lists(conn, new)
}

/// Replaces the rows.
///
/// # Errors
/// Those of the database.
pub fn update(conn: &mut Conn, id: i64, new: &NewOrganization) -> Result<()> {
    diesel::update(organizations::table.find(id))
        .set(values(id, new))
        .execute(conn)?;
    super::parties::ask(conn, &[id])?;
    diesel::delete(names::table.filter(names::organization_id.eq(id))).execute(conn)?;
    diesel::delete(identifiers::table.filter(identifiers::organization_id.eq(id))).execute(conn)?;
    diesel::delete(successions::table.filter(successions::organization_id.eq(id))).execute(conn)?;
    insert_lists(conn, &[(id, new)])
}

fn insert_lists(conn: &mut Conn, new: &[(i64, &NewOrganization)]) -> Result<()> {
    let rows: Vec<NameRow<'_>> = new.iter().flat_map(|(id, new)| named_rows(*id, new)).collect();
    for some in rows.chunks(TOGETHER) {
        insert_many!(conn, names::table, some)?;
    }
    let rows: Vec<IdentifierRow<'_>> = new.iter().flat_map(|(id, new)| identifier_rows(*id, new)).collect();
    for some in rows.chunks(TOGETHER) {
        insert_many!(conn, identifiers::table, some)?;
    }
    let rows: Vec<SuccessionRow<'_>> = new.iter().flat_map(|(id, new)| succession_rows(*id, new)).collect();
    for some in rows.chunks(TOGETHER) {
        insert_many!(conn, successions::table, some)?;
    }
    Ok(())
}

fn named_rows(id: i64, new: &NewOrganization) -> impl Iterator<Item = NameRow<'_>> {
    (0..).zip(&new.names).map(move |(position, name)| NameRow {
        organization_id: id,
        position,
        lang: &name.lang,
        name: &name.name,
        folded: text::fold_name(&name.name),
    })
}

fn identifier_rows(id: i64, new: &NewOrganization) -> impl Iterator<Item = IdentifierRow<'_>> {
    (0..)
        .zip(&new.identifiers)
        .map(move |(position, identifier)| IdentifierRow {
            organization_id: id,
            position,
            scheme: &identifier.scheme,
            value: &identifier.value,
        })
}

fn succession_rows(id: i64, new: &NewOrganization) -> impl Iterator<Item = SuccessionRow<'_>> {
    (0..).zip(&new.succession).filter_map(move |(position, step)| {
        let (since, since_from, since_to) = types::date_columns(&step.since);
        Some(SuccessionRow {
            organization_id: id,
            position,
            successor_id: step.to.id?,
            since,
            since_from,
            since_to,
            note: &step.note,
        })
    })
}

/// What became of each of these organizations, as row numbers.
///
/// # Errors
/// Those of the database.
pub fn successors(conn: &mut Conn, ids: &[i64]) -> Result<Vec<i64>> {
    Ok(successions::table
        .filter(successions::organization_id.eq_any(ids))
        .select(successions::successor_id)
        .distinct()
        .load(conn)?)
}

/// An organization that became another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predecessor {
    /// Its head: who may see it, and whether its succession is open.
    pub head: Head,
    /// When it became the other.
    pub since: Option<Edtf>,
    /// The remark.
    pub note: String,
}

/// The organizations that became this one, by date, at most 200.
///
/// # Errors
/// Those of the database.
pub fn predecessors(conn: &mut Conn, id: i64) -> Result<Vec<Predecessor>> {
    let rows: Vec<(HeadRow, Option<String>, String)> = successions::table
        .inner_join(records::table.on(records::id.eq(successions::organization_id)))
        .filter(successions::successor_id.eq(id))
        .filter(records::merged_into.is_null())
        .order((successions::since_from, successions::id))
        .limit(200)
        .select((HeadRow::as_select(), successions::since, successions::note))
        .load(conn)?;
    rows.into_iter()
        .map(|(head, since, note)| {
            Ok(Predecessor {
                head: head.into_head()?,
                since: types::date(since)?,
                note,
            })
        })
        .collect()
}
