//! Which references are in use: a new record needs one that is not.

use std::collections::HashSet;

use diesel::prelude::*;

use crate::{
    domain::refs::Ref,
    error::Result,
    store::{
        Conn,
        dialect::{TOGETHER, any_text, on_each, planned_anew},
        schema::records,
    },
};

/// Which of these references are already in use.
///
/// # Errors
/// Those of the database.
pub fn taken(conn: &mut Conn, references: &[Ref]) -> Result<Vec<Ref>> {
    let mut found = Vec::new();
    for some in references.chunks(TOGETHER) {
        let words: Vec<String> = some.iter().map(ToString::to_string).collect();
        let rows: Vec<String> = on_each!(conn, c => records::table
            .filter(any_text(records::reference, &words))
            .filter(planned_anew())
            .select(records::reference)
            .load(c))?;
        found.extend(rows.iter().filter_map(|word| Ref::parse(word).ok()));
    }
    Ok(found)
}

/// Which references from this one to that one are already in use.
///
/// # Errors
/// Those of the database.
pub fn taken_between(conn: &mut Conn, (first, last): (Ref, Ref)) -> Result<HashSet<Ref>> {
    let rows: Vec<String> = on_each!(conn, c => records::table
        .filter(records::reference.between(first.to_string(), last.to_string()))
        .filter(planned_anew())
        .select(records::reference)
        .load(c))?;
    Ok(rows.iter().filter_map(|word| Ref::parse(word).ok()).collect())
}
