//! Writing new transfers many at a time, and everything about a row that can be worked out before, without the database: that is
//! done for the next rows while the last ones are written.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    super::{
        making::{Maker, Plan, Terms},
        parties::Named,
        reading::Read,
    },
    Portion,
};
use crate::{
    domain::{
        imports::transfers::TransferRow,
        records::{Head, Shelf},
        transfers::{NewTransfer, Transfer},
    },
    error::Result,
    service::{Ctx, transfers},
    store::{self, Conn, flows::Flow},
};

/// A row and the transfer that it becomes where no record is that row yet.
#[derive(Debug)]
pub(super) struct Ready {
    /// Its ends and its source are pointed to.
    pub(super) row: TransferRow,
    plan: Plan,
    terms: Terms,
}

/// Rows that are ready to be written.
#[derive(Debug)]
pub struct Prepared(pub(super) Vec<Ready>);

/// Rows that are written. To free what another thread made is two fifths of what this program does while PostgreSQL waits for its rows,
/// so whoever has time lets go of them.
#[derive(Debug, Default)]
pub struct Written {
    pub(super) _rows: Vec<Ready>,
    pub(super) heads: Vec<Head>,
}

impl Written {
    /// The row numbers of what became of them.
    pub(super) fn ids(&self) -> Vec<i64> {
        self.heads.iter().map(|head| head.id).collect()
    }
}

/// Prepares rows, without the database.
#[derive(Debug, Clone)]
pub struct Preparer(pub(super) Arc<Named>);

impl Preparer {
    /// Prepares some rows; those with something wrong are left out.
    pub fn prepare(&self, some: Portion) -> Prepared {
        let rows = some.0.into_iter().filter_map(Read::ok);
        Prepared(rows.map(|row| ready(row, &self.0)).collect())
    }
}

fn ready(mut row: TransferRow, named: &Named) -> Ready {
    named.point(&mut row.new);
    row.new.source.id = named.source(&row).map(|known| known.id);
    let new = &row.new;
    Ready {
        plan: Plan {
            title: new.plain_name(),
            sort: transfers::sort(new.days()),
            release: row.release,
            record_id: row.record_id.clone(),
        },
        terms: Terms::of(transfers::terms(new, false)),
        row,
    }
}

/// Writes rows that no record is yet. Their flows are counted at once, or by whoever pays off what was put off.
pub(super) fn write(
    conn: &mut Conn,
    ctx: &Ctx,
    maker: &mut Maker,
    rows: Vec<Ready>,
    counts_flows: bool,
) -> Result<Written> {
    let plans = rows.iter().map(|one| one.plan.clone());
    let heads = maker.heads(conn, ctx, Shelf::Transfers, plans.collect())?;
    let lines: Vec<(i64, &NewTransfer, i16)> = heads
        .iter()
        .zip(&rows)
        .map(|(head, one)| (head.id, &one.row.new, head.openness().max(-1)))
        .collect();
    store::transfers::insert_all(conn, &lines)?;
    if counts_flows {
        store::flows::add(conn, &flows(&lines))?;
    }
    maker.file::<Transfer>(conn, heads.iter().zip(rows.iter().map(|one| &one.terms)))?;
    Ok(Written { _rows: rows, heads })
}

/// The transfers added up by both ends and openness.
fn flows(lines: &[(i64, &NewTransfer, i16)]) -> Vec<Flow> {
    let mut sums: BTreeMap<(i64, i64, i16), Flow> = BTreeMap::new();
    for (_, new, openness) in lines {
        let (Some(from), Some(to), 0..) = (new.from.party.id, new.to.party.id, *openness) else {
            continue;
        };
        let (first, last) = new.days();
        let flow = Flow {
            from,
            to,
            openness: *openness,
            count: 1,
            first,
            last,
        };
        sums.entry((from, to, *openness))
            .and_modify(|sum| sum.join(&flow))
            .or_insert(flow);
    }
    sums.into_values().collect()
}
