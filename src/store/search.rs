//! The search dictionary: folded terms, and the records that use them.

use diesel::{prelude::*, upsert::excluded};

use super::{
    Conn, dialect,
    schema::{search_terms, search_uses},
};
use crate::{
    domain::{records::Shelf, release::Sight},
    error::Result,
};

/// One use of a term by a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUse {
    /// The folded term.
    pub folded: String,
    /// The record.
    pub record_id: i64,
    /// Its shelf.
    pub shelf: Shelf,
    /// The field the term stands in.
    pub field: String,
    /// The term as written.
    pub shown: String,
    /// The lower of the record's openness and the field's.
    pub openness: i16,
    /// The record's author.
    pub created_by: Option<i64>,
}

#[derive(Insertable)]
#[diesel(table_name = search_uses)]
#[diesel(treat_none_as_default_value = false)]
struct UseRow<'a> {
    term_id: i64,
    record_id: i64,
    shelf: &'a str,
    field: &'a str,
    shown: &'a str,
    openness: i16,
    created_by: Option<i64>,
}

#[derive(Insertable)]
#[diesel(table_name = search_terms)]
struct TermRow<'a> {
    folded: &'a str,
}

/// Replaces everything a record is found by.
///
/// # Errors
/// Those of the database.
pub fn replace(conn: &mut Conn, record_id: i64, uses: &[NewUse]) -> Result<()> {
    diesel::delete(search_uses::table.filter(search_uses::record_id.eq(record_id))).execute(conn)?;
    insert(conn, uses)
}

/// Adds uses, and to the dictionary the terms it lacks.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, uses: &[NewUse]) -> Result<()> {
    for some in uses.chunks(400) {
        let mut folded: Vec<&str> = some.iter().map(|term| term.folded.as_str()).collect();
        folded.sort_unstable();
        folded.dedup();
        let ids = term_ids(conn, &folded)?;
        let rows: Vec<UseRow<'_>> = some
            .iter()
            .filter_map(|term| {
                let at = ids
                    .binary_search_by(|(word, _)| word.as_str().cmp(&term.folded))
                    .ok()?;
                let (_, term_id) = ids.get(at)?;
                Some(UseRow {
                    term_id: *term_id,
                    record_id: term.record_id,
                    shelf: term.shelf.as_str(),
                    field: &term.field,
                    shown: &term.shown,
                    openness: term.openness,
                    created_by: term.created_by,
                })
            })
            .collect();
        dialect::on_each!(conn, c => diesel::insert_into(search_uses::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// The numbers of these terms, sorted by term; missing ones are made. The do-nothing update lets the
/// statement return old rows too.
fn term_ids(conn: &mut Conn, folded: &[&str]) -> Result<Vec<(String, i64)>> {
    let mut known: Vec<(String, i64)> = search_terms::table
        .filter(search_terms::folded.eq_any(folded))
        .select((search_terms::folded, search_terms::id))
        .load(conn)?;
    known.sort_unstable();
    let missing: Vec<TermRow<'_>> = folded
        .iter()
        .filter(|word| {
            known
                .binary_search_by(|(old, _)| old.as_str().cmp(word))
                .is_err()
        })
        .map(|folded| TermRow { folded })
        .collect();
    if !missing.is_empty() {
        let made: Vec<(String, i64)> = dialect::on_each!(conn, c => diesel::insert_into(search_terms::table)
            .values(&missing)
            .on_conflict(search_terms::folded)
            .do_update()
            .set(search_terms::folded.eq(excluded(search_terms::folded)))
            .returning((search_terms::folded, search_terms::id))
            .get_results(c))?;
        known.extend(made);
        known.sort_unstable();
    }
    Ok(known)
}

/// The records in sight on a shelf that have exactly this folded term; at most ten.
///
/// # Errors
/// Those of the database.
pub fn exactly(conn: &mut Conn, shelf: Shelf, folded: &str, sight: Sight) -> Result<Vec<i64>> {
    let own = sight.account.unwrap_or(-1);
    Ok(search_terms::table
        .inner_join(search_uses::table)
        .filter(search_terms::folded.eq(folded))
        .filter(search_uses::shelf.eq(shelf.as_str()))
        .filter(
            search_uses::openness
                .ge(sight.reach)
                .or(search_uses::created_by.eq(own)),
        )
        .select(search_uses::record_id)
        .distinct()
        .order(search_uses::record_id)
        .limit(10)
        .load(conn)?)
}
