//! Importing the table of transfers: parties and sources are found or made, then every row becomes a transfer.

use std::collections::HashMap;

mod writing;

use super::{How, Progress, Report, Table, each_once, note, parties::Named, state_of, wrong_cell};
use crate::{
    domain::{
        access::Action,
        fields::Fields,
        imports::transfers::TransferRow,
        parse::Pointer,
        records::{Head, Shelf, State},
        transfers::Transfer,
    },
    error::{Error, Result, Say},
    service::{Ctx, records},
    store::{self, Conn},
};
use writing::Writing;

/// Rows looked up together.
const BATCH: usize = 2_000;

/// The fields that a row says.
const SAID: [&str; 17] = [
    "kind",
    "from_name",
    "from_country",
    "to_name",
    "to_country",
    "contract",
    "dispatch",
    "border",
    "lines",
    "goods",
    "origin_country",
    "dispatch_country",
    "transit_countries",
    "destination_country",
    "vessel_imo",
    "document",
    "reliability",
];

/// See [`super::run`]. Parties and sources that no record is are made in any case: a transfer without them would be none.
pub(super) fn run(
    conn: &mut Conn,
    ctx: &Ctx,
    mut table: Table<TransferRow>,
    how: How,
    progress: Progress<'_>,
) -> Result<Report> {
    ctx.actor.must(Action::Import)?;
    each_once(&mut table);
    let mut named = Named::find(conn, ctx, &table.rows)?;
    point(&mut table, &named);
    refuse_others(conn, ctx, &mut table, &named)?;
    let mut report = Report {
        total: table.total,
        wrong: table.bad_rows,
        errors: std::mem::take(&mut table.errors),
        new_parties: named.new_parties(),
        new_sources: named.new_sources(),
        ..Report::default()
    };
    report.errors.sort_by_key(|error| error.line);
    if report.wrong > 0 {
        return Ok(report);
    }
    if how.dry_run {
        count(conn, &table.rows, &named, &mut report, progress)?;
        return Ok(report);
    }
    store::imports::hurry(conn)?;
    let made = write(conn, ctx, &table.rows, &mut named, &mut report, progress);
    store::imports::slow_down(conn)?;
    let made = made?;
    report.written = true;
    if let Some(import) = &table.import {
        store::imports::keep_records(conn, import.id, &made)?;
    }
    note(conn, ctx, Shelf::Transfers, &table, &report)?;
    Ok(report)
}

/// Notes which organizations the ends are, as far as they are known; two names may turn out to be one party.
fn point(table: &mut Table<TransferRow>, named: &Named) {
    let mut wrong = Vec::new();
    for row in &mut table.rows {
        row.new.from.party.id = named.party(&row.new.from).map(|known| known.id);
        row.new.to.party.id = named.party(&row.new.to).map(|known| known.id);
        if row.new.is_to_itself() {
            let say = Say::new("transfers-to-itself");
            wrong.push(wrong_cell(row, "to_name", &row.new.to.name, say));
        }
    }
    for error in wrong {
        table.refuse(vec![error]);
    }
}

/// The transfers that these rows became, by the name of the row.
fn find(conn: &mut Conn, rows: &[TransferRow]) -> Result<HashMap<String, Transfer>> {
    let names: Vec<&str> = rows.iter().map(|row| row.record_id.as_str()).collect();
    let heads = store::records::find_all_imported(conn, Shelf::Transfers, &names)?;
    let ids: Vec<i64> = heads.values().map(|head| head.id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let there = store::transfers::list(conn, &ids)?;
    Ok(there
        .into_iter()
        .filter_map(|transfer| Some((transfer.head.record_id.clone()?, transfer)))
        .collect())
}

/// The fields in which a row differs from the transfer it became; what people added to that is none of the row's business.
fn differs(there: &Transfer, row: &TransferRow, named: &Named) -> Option<Fields> {
    let mut now = there.what.clone();
    for line in &mut now.lines {
        line.part = Pointer::default();
    }
    let (now, said) = (now.fields(), row.new.fields());
    let mut changed = Fields::new();
    for field in SAID.into_iter().chain(["credibility"]) {
        if now.get(field) != said.get(field) {
            changed.set(field, said.get(field));
        }
    }
    let ends = [("from", &row.new.from), ("to", &row.new.to)];
    for (field, side) in ends {
        let renamed = changed.has(&format!("{field}_name")) || changed.has(&format!("{field}_country"));
        if renamed {
            changed.set(field, reference(named.party(side).map(|known| known.r#ref)));
        }
    }
    let said_source = !row.source_title.is_empty() || !row.source_url.is_empty();
    let source = named.source(row);
    if said_source && source.map(|known| known.id) != there.source.as_ref().map(|link| link.id) {
        changed.set("source", reference(source.map(|known| known.r#ref)));
    }
    (!changed.is_empty()).then_some(changed)
}

fn reference(r#ref: Option<crate::domain::refs::Ref>) -> String {
    r#ref.map_or_else(String::new, |r#ref| r#ref.to_string())
}

/// Refuses rows whose name belongs to a record that this person may not change, unless it says the same.
fn refuse_others(conn: &mut Conn, ctx: &Ctx, table: &mut Table<TransferRow>, named: &Named) -> Result<()> {
    let Some(account) = ctx.actor.account else {
        return Ok(());
    };
    let rows = std::mem::take(&mut table.rows);
    for some in rows.chunks(BATCH) {
        let before = find(conn, some)?;
        for row in some {
            let Some(there) = before.get(&row.record_id) else {
                continue;
            };
            let head = &there.head;
            let own = head.created_by == Some(account) && matches!(head.state, State::Draft | State::Returned);
            if own {
                continue;
            }
            let say = match ctx.actor.sight().sees(head) {
                true if differs(there, row, named).is_none() => continue,
                true => Say::new("import-record-settled").with("ref", head.r#ref),
                // Whose it is and what it says is not for this person to know.
                false => Say::new("import-record-taken"),
            };
            table.refuse(vec![wrong_cell(row, "record_id", &row.record_id, say)]);
        }
    }
    table.rows = rows;
    Ok(())
}

/// Counts what the rows would become.
fn count(
    conn: &mut Conn,
    rows: &[TransferRow],
    named: &Named,
    report: &mut Report,
    progress: Progress<'_>,
) -> Result<()> {
    let mut done: u64 = 0;
    for some in rows.chunks(BATCH) {
        let before = find(conn, some)?;
        for row in some {
            match before.get(&row.record_id).map(|there| differs(there, row, named)) {
                None => report.made += 1,
                Some(None) => report.same += 1,
                Some(Some(_)) => report.changed += 1,
            }
        }
        done += u64::try_from(some.len()).map_err(Error::internal)?;
        progress(done)?;
    }
    Ok(())
}

/// Writes all rows. New ones come first: a change is an entry of the log, which from then on holds others back.
fn write(
    conn: &mut Conn,
    ctx: &Ctx,
    rows: &[TransferRow],
    named: &mut Named,
    report: &mut Report,
    progress: Progress<'_>,
) -> Result<Vec<i64>> {
    let state = state_of(ctx);
    let mut made = named.make(conn, ctx, state)?;
    let named = &*named;
    let mut writing = Writing::new(ctx, state);
    let mut changes: Vec<(&TransferRow, Head, Fields)> = Vec::new();
    let mut done: u64 = 0;
    for some in rows.chunks(BATCH) {
        let before = find(conn, some)?;
        let mut new: Vec<&TransferRow> = Vec::with_capacity(some.len());
        for row in some {
            match before.get(&row.record_id) {
                None => new.push(row),
                Some(there) => match differs(there, row, named) {
                    Some(fields) => changes.push((row, there.head.clone(), fields)),
                    None => report.same += 1,
                },
            }
        }
        report.made += u64::try_from(new.len()).map_err(Error::internal)?;
        made.extend(writing.write(conn, &new, named)?);
        done += u64::try_from(some.len()).map_err(Error::internal)?;
        progress(done)?;
    }
    for (row, head, fields) in changes {
        let why = format!("import, line {}", row.line);
        made.push(records::apply::<Transfer>(conn, ctx, &head, &fields, &why, "import_row")?.id);
        report.changed += 1;
    }
    Ok(made)
}
