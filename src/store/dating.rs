//! What is found in a unit, whole: a date must not rest on the first thousand marks.

use diesel::prelude::*;

use super::{
    Conn,
    dialect::{any, on_each},
    schema::{claims, components, markings, records},
};
use crate::error::Result;

/// Row numbers of all components of a unit in the order they were entered, whoever may see them; merged ones are left out.
///
/// # Errors
/// Those of the database.
pub fn components_of(conn: &mut Conn, unit: i64) -> Result<Vec<i64>> {
    Ok(components::table
        .inner_join(records::table.on(records::id.eq(components::id)))
        .filter(components::unit_id.eq(unit))
        .filter(records::merged_into.is_null())
        .order(components::id)
        .select(components::id)
        .load(conn)?)
}

/// Row numbers of all marks on these components, oldest first, whoever may see them; merged ones are left out.
///
/// # Errors
/// Those of the database.
pub fn marks_on(conn: &mut Conn, components: &[i64]) -> Result<Vec<i64>> {
    let mut ids: Vec<i64> = on_each!(conn, c => markings::table
        .inner_join(records::table.on(records::id.eq(markings::id)))
        .filter(any(markings::component_id, components))
        .filter(records::merged_into.is_null())
        .select(markings::id)
        .load(c))?;
    ids.sort_unstable();
    Ok(ids)
}

/// Row numbers of the first marks, by age, on the components of an assembly: of a unit, or of a component in it.
///
/// # Errors
/// Those of the database.
pub fn marks_of_assembly(conn: &mut Conn, unit: i64, parent: Option<i64>, limit: i64) -> Result<Vec<i64>> {
    macro_rules! first {
        ($condition:expr) => {
            on_each!(conn, c => markings::table
                .inner_join(components::table.on(components::id.eq(markings::component_id)))
                .inner_join(records::table.on(records::id.eq(markings::id)))
                .filter(components::unit_id.eq(unit))
                .filter($condition)
                .filter(records::merged_into.is_null())
                .order(markings::id)
                .limit(limit)
                .select(markings::id)
                .load(c))?
        };
    }
    Ok(match parent {
        Some(parent) => first!(components::parent_id.eq(parent)),
        None => first!(components::parent_id.is_null()),
    })
}

/// Row numbers of the claims with a period about any of these records, oldest first, whoever may see them.
///
/// # Errors
/// Those of the database.
pub fn dated_claims(conn: &mut Conn, about: &[i64]) -> Result<Vec<i64>> {
    let mut ids: Vec<i64> = on_each!(conn, c => claims::table
        .filter(any(claims::about_id, about))
        .filter(claims::period.is_not_null())
        .select(claims::id)
        .load(c))?;
    ids.sort_unstable();
    Ok(ids)
}
