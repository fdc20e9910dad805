//! What points to a record that is merged into another, and turning it round.
//!
//! Each statement finds its rows by an index, so a part found a hundred thousand times is merged in seconds.

use diesel::prelude::*;

use super::{
    Conn,
    dialect::{any, on_each},
    records::HeadRow,
    schema::{
        claims, components, organization_successions as successions, parts, proposals, records,
        transfer_goods as goods, transfer_parties as parties, transfers,
    },
};
use crate::{
    domain::{
        records::{Head, Shelf, State},
        refs::Ref,
        release::Sight,
    },
    error::{Error, Result},
};

/// The heads of the records that were merged into one of these, in the order in which they were made.
///
/// # Errors
/// Those of the database.
pub fn former(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Head>> {
    let rows: Vec<HeadRow> = on_each!(conn, c => records::table
        .filter(any(records::merged_into, ids))
        .order(records::id)
        .select(HeadRow::as_select())
        .load(c))?;
    rows.into_iter().map(HeadRow::into_head).collect()
}

/// A column that can hold the merged record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// The maker of a part.
    PartMaker,
    /// The maker of a component.
    ComponentMaker,
    /// The organization whose name stands on a component.
    ComponentBrand,
    /// The part that a component is.
    ComponentPart,
    /// What an organization became.
    Succession,
    /// What a claim is about.
    Claim,
    /// Who let go in a transfer.
    TransferFrom,
    /// Who took in a transfer.
    TransferTo,
    /// Whom the papers of a transfer name beside them.
    TransferParty,
    /// The part that a line of a transfer was taken for.
    TransferPart,
}

impl Holder {
    /// The columns that can hold a record of this shelf. Citations are not among them: they belong to the record itself.
    pub fn of(shelf: Shelf) -> &'static [Holder] {
        match shelf {
            Shelf::Organizations => &[
                Holder::PartMaker,
                Holder::ComponentMaker,
                Holder::ComponentBrand,
                Holder::Succession,
                Holder::Claim,
                Holder::TransferFrom,
                Holder::TransferTo,
                Holder::TransferParty,
            ],
            Shelf::Parts => &[Holder::ComponentPart, Holder::Claim, Holder::TransferPart],
            _ => &[],
        }
    }

    /// Shelf and field, as the history tells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Holder::PartMaker => "parts.maker",
            Holder::ComponentMaker => "components.maker",
            Holder::ComponentBrand => "components.brand",
            Holder::ComponentPart => "components.part",
            Holder::Succession => "organizations.succession",
            Holder::Claim => "claims.about",
            Holder::TransferFrom => "transfers.from",
            Holder::TransferTo => "transfers.to",
            Holder::TransferParty => "transfers.parties",
            Holder::TransferPart => "transfers.lines",
        }
    }
}

/// Expands one body for the table and the columns of each holder: `$key` is the record that holds, `$column` what it holds.
macro_rules! on_holder {
    ($holder:expr, $table:ident, $key:ident, $column:ident => $body:expr) => {
        match $holder {
            Holder::PartMaker => on_holder!(@ parts, parts::id, parts::maker_id, $table, $key, $column, $body),
            Holder::ComponentMaker => {
                on_holder!(@ components, components::id, components::maker_id, $table, $key, $column, $body)
            }
            Holder::ComponentBrand => {
                on_holder!(@ components, components::id, components::brand_id, $table, $key, $column, $body)
            }
            Holder::ComponentPart => {
                on_holder!(@ components, components::id, components::part_id, $table, $key, $column, $body)
            }
            Holder::Succession => on_holder!(
                @ successions, successions::organization_id, successions::successor_id, $table, $key, $column, $body
            ),
            Holder::Claim => on_holder!(@ claims, claims::id, claims::about_id, $table, $key, $column, $body),
            Holder::TransferFrom => {
                on_holder!(@ transfers, transfers::id, transfers::from_id, $table, $key, $column, $body)
            }
            Holder::TransferTo => on_holder!(@ transfers, transfers::id, transfers::to_id, $table, $key, $column, $body),
            Holder::TransferParty => on_holder!(
                @ parties, parties::transfer_id, parties::organization_id, $table, $key, $column, $body
            ),
            Holder::TransferPart => {
                on_holder!(@ goods, goods::transfer_id, goods::part_id, $table, $key, $column, $body)
            }
        }
    };
    (@ $from:ident, $from_key:expr, $from_column:expr, $table:ident, $key:ident, $column:ident, $body:expr) => {{
        let ($table, $key, $column) = ($from::table, $from_key, $from_column);
        $body
    }};
}

/// How many records in sight hold this one.
///
/// # Errors
/// Those of the database.
pub fn count(conn: &mut Conn, holder: Holder, id: i64, sight: Sight) -> Result<i64> {
    let seen = records::openness
        .ge(sight.reach)
        .or(records::created_by.eq(sight.account.unwrap_or(-1)));
    Ok(on_holder!(holder, table, key, column => table
        .inner_join(records::table.on(records::id.eq(key)))
        .filter(column.eq(id))
        .filter(seen)
        .count()
        .get_result(conn)?))
}

/// The references of all records that hold this one.
///
/// # Errors
/// Those of the database.
pub fn holding(conn: &mut Conn, holder: Holder, id: i64) -> Result<Vec<Ref>> {
    let words: Vec<String> = on_holder!(holder, table, key, column => table
        .inner_join(records::table.on(records::id.eq(key)))
        .filter(column.eq(id))
        .order(records::id)
        .select(records::reference)
        .load(conn)?);
    words
        .iter()
        .map(|word| Ref::parse(word).map_err(|_say| Error::internal(format!("unknown ref {word:?}"))))
        .collect()
}

/// Makes every holder of `from` hold `to`.
///
/// # Errors
/// Those of the database.
pub fn repoint(conn: &mut Conn, holder: Holder, from: i64, to: i64) -> Result<()> {
    if holder == Holder::Succession {
        // Who became both became one.
        let already: Vec<i64> = successions::table
            .filter(successions::successor_id.eq(to))
            .select(successions::organization_id)
            .load(conn)?;
        for some in already.chunks(500) {
            diesel::delete(
                successions::table
                    .filter(successions::successor_id.eq(from))
                    .filter(successions::organization_id.eq_any(some)),
            )
            .execute(conn)?;
        }
    }
    on_holder!(holder, table, _key, column => diesel::update(table.filter(column.eq(from)))
        .set(column.eq(to))
        .execute(conn)?);
    Ok(())
}

/// Whether a change to this record waits for a reviewer.
///
/// # Errors
/// Those of the database.
pub fn has_proposals(conn: &mut Conn, id: i64) -> Result<bool> {
    let waiting: Option<i64> = proposals::table
        .filter(proposals::record_id.eq(id))
        .filter(proposals::state.eq(State::Submitted.as_str()))
        .select(proposals::id)
        .first(conn)
        .optional()?;
    Ok(waiting.is_some())
}
