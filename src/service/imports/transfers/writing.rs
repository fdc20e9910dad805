//! Writing new transfers many at a time.

use std::collections::BTreeMap;

use super::super::{
    making::{Maker, Plan},
    parties::Named,
};
use crate::{
    domain::{
        imports::transfers::TransferRow,
        records::Shelf,
        transfers::{NewTransfer, Transfer},
    },
    error::Result,
    service::{Ctx, transfers},
    store::{self, Conn, flows::Flow},
};

/// Writes rows that no record is yet; tells the row numbers of what they became. Their flows are counted at once, or by whoever
/// pays off what was put off.
pub(super) fn write(
    conn: &mut Conn,
    ctx: &Ctx,
    maker: &mut Maker,
    (rows, named): (&[&TransferRow], &Named),
    counts_flows: bool,
) -> Result<Vec<i64>> {
    let news: Vec<NewTransfer> = rows.iter().map(|row| pointed(row, named)).collect();
    let plans = rows.iter().zip(&news).map(|(row, new)| Plan {
        title: new.plain_name(),
        sort: transfers::sort(new.days()),
        release: row.release,
        record_id: row.record_id.clone(),
    });
    let heads = maker.heads(conn, ctx, Shelf::Transfers, plans.collect())?;
    let lines: Vec<(i64, &NewTransfer, i16)> = heads
        .iter()
        .zip(&news)
        .map(|(head, new)| (head.id, new, head.openness().max(-1)))
        .collect();
    store::transfers::insert_all(conn, &lines)?;
    if counts_flows {
        store::flows::add(conn, &flows(&lines))?;
    }
    let ids = heads.iter().map(|head| head.id).collect();
    let filed = heads
        .into_iter()
        .zip(&news)
        .map(|(head, new)| (head, transfers::terms(new, false)));
    maker.file::<Transfer>(conn, filed)?;
    Ok(ids)
}

/// What a row says, with the records that its names stand for.
fn pointed(row: &TransferRow, named: &Named) -> NewTransfer {
    let mut new = row.new.clone();
    named.point(&mut new);
    new.source.id = named.source(row).map(|known| known.id);
    new
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
