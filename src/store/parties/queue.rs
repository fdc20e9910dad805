//! Organizations to be compared with all others, and what is compared of them.

use diesel::{dsl::count_star, prelude::*};

use crate::{
    domain::parties::known::Party,
    error::Result,
    store::{
        Conn,
        dialect::{any, on_each},
        schema::{
            organization_identifiers as identifiers, organization_names as names, organizations,
            parties_to_compare as queue, records,
        },
    },
};

/// Asks for these organizations to be compared with all others.
///
/// # Errors
/// Those of the database.
pub fn ask(conn: &mut Conn, ids: &[i64]) -> Result<()> {
    for some in ids.chunks(5_000) {
        let rows: Vec<_> = some.iter().map(|id| queue::organization_id.eq(*id)).collect();
        on_each!(conn, c => diesel::insert_into(queue::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// Up to `limit` organizations to be compared, each with the number under which it was asked for.
///
/// # Errors
/// Those of the database.
pub fn asked(conn: &mut Conn, limit: i64) -> Result<Vec<(i64, i64)>> {
    Ok(on_each!(conn, c => queue::table
        .order(queue::id)
        .limit(limit)
        .select((queue::id, queue::organization_id))
        .load(c))?)
}

/// How many times organizations were asked for and not compared yet.
///
/// # Errors
/// Those of the database.
pub fn count_asked(conn: &mut Conn) -> Result<i64> {
    Ok(queue::table.select(count_star()).first(conn)?)
}

/// Notes that what was asked for under these numbers is done.
///
/// # Errors
/// Those of the database.
pub fn answered(conn: &mut Conn, numbers: &[i64]) -> Result<()> {
    on_each!(conn, c => diesel::delete(queue::table.filter(any(queue::id, numbers))).execute(c))?;
    Ok(())
}

/// Up to `limit` organizations behind a row number, as they are compared; merged and withdrawn ones are left out. Also tells the
/// last row that was looked at, `None` where none is left.
///
/// # Errors
/// Those of the database.
pub fn after(conn: &mut Conn, last: i64, limit: i64) -> Result<(Vec<Party>, Option<i64>)> {
    let ids: Vec<i64> = on_each!(conn, c => organizations::table
        .filter(organizations::id.gt(last))
        .order(organizations::id)
        .limit(limit)
        .select(organizations::id)
        .load(c))?;
    let last = ids.last().copied();
    Ok((list(conn, &ids)?, last))
}

/// These organizations as they are compared, by row number; merged and withdrawn ones are left out.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Party>> {
    type Row = (i64, String, String, String);
    let rows: Vec<Row> = on_each!(conn, c => records::table
        .inner_join(organizations::table)
        .filter(any(records::id, ids))
        .filter(records::merged_into.is_null())
        .filter(records::state.ne("withdrawn"))
        .order(records::id)
        .select((
            organizations::id,
            organizations::name,
            organizations::hq_country,
            organizations::incorporation_country,
        ))
        .load(c))?;
    let mut found: Vec<Party> = rows
        .into_iter()
        .map(|(id, name, seat, register)| Party {
            id,
            names: vec![name],
            countries: [seat, register],
            numbers: Vec::new(),
        })
        .collect();
    let others: Vec<(i64, String)> = on_each!(conn, c => names::table
        .filter(any(names::organization_id, ids))
        .order((names::organization_id, names::position))
        .select((names::organization_id, names::name))
        .load(c))?;
    for (id, name) in others {
        if let Some(party) = at(&mut found, id) {
            party.names.push(name);
        }
    }
    let numbers: Vec<(i64, String, String)> = on_each!(conn, c => identifiers::table
        .filter(any(identifiers::organization_id, ids))
        .order((identifiers::organization_id, identifiers::position))
        .select((identifiers::organization_id, identifiers::scheme, identifiers::value))
        .load(c))?;
    for (id, scheme, value) in numbers {
        if let Some(party) = at(&mut found, id) {
            party.numbers.push((scheme, value));
        }
    }
    Ok(found)
}

/// The one with this number in a list in the order of numbers.
fn at(found: &mut [Party], id: i64) -> Option<&mut Party> {
    let place = found.binary_search_by_key(&id, |party| party.id).ok()?;
    found.get_mut(place)
}
