//! Terms that contain a text further in: the dictionary is asked once, then the uses of what it knows.

use diesel::{
    QueryableByName,
    prelude::*,
    sql_query,
    sql_types::{BigInt, SmallInt, Text},
};

use super::{Found, Joined, after_prefix, found, goods, joined};
use crate::{
    domain::{records::Shelf, release::Sight, search::After},
    error::{Error, Result},
    store::{
        Conn,
        dialect::{self, any_text, has, on_each},
        records::{LinkRow, links},
        schema::{records, search_terms, search_uses},
    },
};

/// A use whose record is still to be looked up.
#[derive(QueryableByName)]
pub(super) struct Use {
    #[diesel(sql_type = BigInt)]
    record_id: i64,
    #[diesel(sql_type = Text)]
    folded: String,
    #[diesel(sql_type = Text)]
    field: String,
    #[diesel(sql_type = Text)]
    shown: String,
}

/// The terms that contain a text but do not begin with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Containing {
    /// All of them.
    Few(Vec<String>),
    /// Too many to hold: the database goes through them for each shelf.
    Many,
}

/// The terms a list is kept of; nearly every part number or serial number has none or one.
const FEW: usize = 100;

/// Asks the dictionary once for all shelves. `folded` must have three characters or more.
///
/// # Errors
/// Those of the database.
pub fn containing_terms(conn: &mut Conn, folded: &str) -> Result<Containing> {
    let wanted = i64::try_from(FEW + 1).map_err(Error::internal)?;
    let end = after_prefix(folded);
    let terms: Vec<String> = on_each!(conn, c => search_terms::table
        .filter(has(folded))
        .filter(search_terms::folded.lt(folded).or(search_terms::folded.ge(&end)))
        .limit(wanted)
        .select(search_terms::folded)
        .load(c))?;
    match terms.len() > FEW {
        true => Ok(Containing::Many),
        false => Ok(Containing::Few(terms)),
    }
}

/// Uses in sight on a shelf of the terms that contain `folded`, in the order of terms.
///
/// # Errors
/// Those of the database.
pub fn containing(
    conn: &mut Conn,
    shelf: Shelf,
    (folded, terms): (&str, &Containing),
    sight: Sight,
    after: Option<&After>,
    limit: i64,
) -> Result<Vec<Found>> {
    match terms {
        Containing::Few(terms) if terms.is_empty() => Ok(Vec::new()),
        Containing::Few(terms) => of_terms(conn, shelf, terms, sight, after, limit),
        Containing::Many => of_many(conn, shelf, folded, sight, after, limit),
    }
}

fn of_terms(
    conn: &mut Conn,
    shelf: Shelf,
    terms: &[String],
    sight: Sight,
    after: Option<&After>,
    limit: i64,
) -> Result<Vec<Found>> {
    let own = sight.account.unwrap_or(-1);
    let (term, record) = after.map_or(("", 0), |after| (after.folded.as_str(), after.record));
    let rows: Vec<Joined> = on_each!(conn, c => search_uses::table
        .inner_join(records::table)
        .filter(search_uses::shelf.eq(shelf.as_str()))
        .filter(any_text(search_uses::folded, terms))
        .filter(
            search_uses::openness
                .ge(sight.reach)
                .or(search_uses::created_by.eq(own)),
        )
        .filter(records::merged_into.is_null())
        .filter(
            search_uses::folded
                .gt(term)
                .or(search_uses::folded.eq(term).and(search_uses::record_id.gt(record))),
        )
        .order((search_uses::folded, search_uses::record_id))
        .limit(limit)
        .select(joined!())
        .load(c))?;
    let found = rows.into_iter().map(found).collect::<Result<Vec<_>>>()?;
    goods::among(found, shelf, limit, || {
        goods::of_terms(conn, terms, (term, record), sight, limit)
    })
}

fn of_many(
    conn: &mut Conn,
    shelf: Shelf,
    folded: &str,
    sight: Sight,
    after: Option<&After>,
    limit: i64,
) -> Result<Vec<Found>> {
    let contains = dialect::containing(conn);
    // SQLite numbers parameters as they first appear. The dictionary is asked first and kept apart, and the cross join keeps it first: a planner that mixes both may walk
    // all uses of the shelf instead.
    let text = format!(
        "WITH terms AS MATERIALIZED (SELECT folded FROM search_terms WHERE {contains}
             AND substr(folded, 1, length($1)) <> $1 AND folded >= $2)
         SELECT u.record_id AS record_id, u.folded AS folded, u.field AS field, u.shown AS shown
         FROM terms CROSS JOIN search_uses u CROSS JOIN records r
         WHERE u.folded = terms.folded AND u.shelf = $3 AND r.id = u.record_id AND r.merged_into IS NULL
           AND (u.openness >= $4 OR u.created_by = $5)
           AND (terms.folded > $2 OR u.record_id > $6)
         ORDER BY terms.folded, u.record_id LIMIT $7"
    );
    let start = After {
        folded: String::new(),
        record: 0,
    };
    let after = after.unwrap_or(&start);
    let uses: Vec<Use> = sql_query(text)
        .bind::<Text, _>(folded)
        .bind::<Text, _>(&after.folded)
        .bind::<Text, _>(shelf.as_str())
        .bind::<SmallInt, _>(sight.reach)
        .bind::<BigInt, _>(sight.account.unwrap_or(-1))
        .bind::<BigInt, _>(after.record)
        .bind::<BigInt, _>(limit)
        .load(conn)?;
    let found = found_uses(conn, uses)?;
    goods::among(found, shelf, limit, || {
        goods::of_many(conn, (folded, contains), after, sight, limit)
    })
}

/// Uses with their records.
pub(super) fn found_uses(conn: &mut Conn, uses: Vec<Use>) -> Result<Vec<Found>> {
    let ids: Vec<i64> = uses.iter().map(|one| one.record_id).collect();
    let links = links(conn, &ids)?;
    Ok(uses
        .into_iter()
        .filter_map(
            |Use {
                 record_id,
                 folded,
                 field,
                 shown,
             }| {
                let link = links.get(&record_id)?.clone();
                Some(Found {
                    link,
                    folded,
                    field,
                    shown,
                })
            },
        )
        .collect())
}
