//! Transfers by what they carry: part numbers and lots are found through the indexes that the goods have anyway. There may be ten
//! million lines of goods, and a second list of what they say would be as large as the goods.
//!
//! Those of a transfer that keeps single fields back are found through [`search_uses`](super::super::schema::search_uses) like
//! everything else, because only that knows how open a field is.

use diesel::{
    dsl::sql,
    prelude::*,
    sql_query,
    sql_types::{BigInt, Bool, SmallInt, Text},
};

use super::{Cut, Found, Use, found_uses};
use crate::{
    domain::{records::Shelf, release::Sight, search::After},
    error::Result,
    store::{
        Conn,
        dialect::{any_text, on_each},
        records::LinkRow,
        schema::{records, transfer_goods as goods},
    },
};

/// The field that a line stands in, and the one whose words say what no line does.
const FIELDS: [&str; 2] = ["lines", "goods"];

/// The record, the term, and what is written: nothing where the term was read from the words of the transfer.
type Row = (LinkRow, String, String);

/// The lines in sight whose part number, or lot, is narrowed so; in the order of terms.
macro_rules! lines {
    ($c:ident, $sight:expr, $limit:expr, $folded:ident, $shown:ident, $filled:literal, $($narrow:tt)*) => {{
        let own = $sight.account.unwrap_or(-1);
        goods::table
            .inner_join(records::table.on(records::id.eq(goods::transfer_id)))
            // In these words, or neither database knows that the index holds all that is wanted.
            .filter(sql::<Bool>($filled))
            .filter(records::openness.ge($sight.reach).or(records::created_by.eq(own)))
            .filter(records::merged_into.is_null())
            .filter(records::field_releases.eq(""))
            $($narrow)*
            .order((goods::$folded, goods::transfer_id))
            .limit($limit)
            .select((LinkRow::as_select(), goods::$folded, goods::$shown))
            .load::<Row>($c)
    }};
}

/// The same for part numbers and for lots.
macro_rules! both {
    ($conn:expr, $sight:expr, $limit:expr, $narrowed:ident => $narrow:expr) => {{
        let mut rows: Vec<Row> = Vec::new();
        {
            use goods::part_folded as $narrowed;
            rows.extend(on_each!($conn, c => lines!(c, $sight, $limit, part_folded, part_number,
                "transfer_goods.part_folded <> ''", .filter($narrow)))?);
        }
        {
            use goods::lot_folded as $narrowed;
            rows.extend(on_each!($conn, c => lines!(c, $sight, $limit, lot_folded, lot,
                "transfer_goods.lot_folded <> ''", .filter($narrow)))?);
        }
        rows.into_iter()
            .map(|(link, folded, shown)| {
                let [line, words] = FIELDS;
                let is_read = shown.is_empty();
                Ok(Found {
                    link: link.into_link()?,
                    // What was read from words is kept as it is compared.
                    shown: if is_read { folded.clone() } else { shown },
                    field: (if is_read { words } else { line }).to_owned(),
                    folded,
                })
            })
            .collect::<Result<Vec<Found>>>()
    }};
}

/// Puts what the goods say among what else was found, in the order of terms.
pub(super) fn among(
    found: Vec<Found>,
    shelf: Shelf,
    limit: i64,
    goods: impl FnOnce() -> Result<Vec<Found>>,
) -> Result<Vec<Found>> {
    if shelf != Shelf::Transfers {
        return Ok(found);
    }
    let mut all = found;
    all.extend(goods()?);
    all.sort_by(|one, other| (&one.folded, one.link.id).cmp(&(&other.folded, other.link.id)));
    all.dedup_by(|one, other| one.folded == other.folded && one.link.id == other.link.id);
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(all)
}

/// Terms from `from` on, or after it, and below `end`.
pub(super) fn range(
    conn: &mut Conn,
    (from, cut): (&str, Cut),
    end: &str,
    sight: Sight,
    limit: i64,
) -> Result<Vec<Found>> {
    match cut {
        Cut::At => both!(conn, sight, limit, term => term.ge(from).and(term.lt(end))),
        Cut::After => both!(conn, sight, limit, term => term.gt(from).and(term.lt(end))),
    }
}

/// The rest of one term.
pub(super) fn same_term(conn: &mut Conn, after: &After, sight: Sight, limit: i64) -> Result<Vec<Found>> {
    both!(conn, sight, limit, term => term.eq(&after.folded).and(goods::transfer_id.gt(after.record)))
}

/// These terms, after `after`.
pub(super) fn of_terms(
    conn: &mut Conn,
    terms: &[String],
    (term_after, record_after): (&str, i64),
    sight: Sight,
    limit: i64,
) -> Result<Vec<Found>> {
    both!(conn, sight, limit, term => any_text(term, terms).and(
        term.gt(term_after).or(term.eq(term_after).and(goods::transfer_id.gt(record_after)))
    ))
}

/// All terms of the dictionary that hold a text further in.
pub(super) fn of_many(
    conn: &mut Conn,
    (folded, contains): (&str, &str),
    after: &After,
    sight: Sight,
    limit: i64,
) -> Result<Vec<Found>> {
    let [line, words] = FIELDS;
    let mut uses: Vec<Use> = Vec::new();
    for (column, shown) in [("part_folded", "part_number"), ("lot_folded", "lot")] {
        let text = format!(
            "WITH terms AS MATERIALIZED (SELECT folded FROM search_terms WHERE {contains}
                 AND substr(folded, 1, length($1)) <> $1 AND folded >= $2)
             SELECT g.transfer_id AS record_id, g.{column} AS folded, CASE g.{shown} WHEN '' THEN '{words}' ELSE '{line}' END AS field,
                 CASE g.{shown} WHEN '' THEN g.{column} ELSE g.{shown} END AS shown
             FROM terms CROSS JOIN transfer_goods g CROSS JOIN records r
             WHERE g.{column} = terms.folded AND g.{column} <> '' AND r.id = g.transfer_id AND r.merged_into IS NULL
               AND r.field_releases = '' AND (r.openness >= $3 OR r.created_by = $4)
               AND (terms.folded > $2 OR g.transfer_id > $5)
             ORDER BY terms.folded, g.transfer_id LIMIT $6"
        );
        let some: Vec<Use> = on_each!(conn, c => sql_query(text)
            .bind::<Text, _>(folded)
            .bind::<Text, _>(&after.folded)
            .bind::<SmallInt, _>(sight.reach)
            .bind::<BigInt, _>(sight.account.unwrap_or(-1))
            .bind::<BigInt, _>(after.record)
            .bind::<BigInt, _>(limit)
            .load(c))?;
        uses.extend(some);
    }
    found_uses(conn, uses)
}
