//! What a row says beside what the catalogue holds of it.

use std::collections::HashMap;

use super::super::{ours, parties::Named};
use crate::{
    domain::{
        fields::Fields,
        imports::transfers::TransferRow,
        parse::Pointer,
        records::{Shelf, State},
        release::{self, Released},
        transfers::Transfer,
    },
    error::{Error, Result, Say},
    service::Ctx,
    store::{self, Conn},
};

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

/// Why this person may not change a record that a row names, if so.
pub(super) fn denied(ctx: &Ctx, there: &Transfer) -> Option<Say> {
    let account = ctx.actor.account?;
    let head = &there.head;
    let is_own = head.created_by == Some(account) && matches!(head.state, State::Draft | State::Returned);
    match (is_own, ctx.actor.sight().sees(head)) {
        (true, _) => None,
        (false, true) => Some(Say::new("import-record-settled").with("ref", head.r#ref)),
        // Whose it is and what it says is not for this person to know.
        (false, false) => Some(Say::new("import-record-taken")),
    }
}

/// The transfers that these rows became, by the name of the row, each as this person may compare it: who may not change a record
/// must not learn by trying what it says beyond what they are told.
pub(super) fn find<'a>(
    conn: &mut Conn,
    ctx: &Ctx,
    rows: impl IntoIterator<Item = &'a TransferRow>,
) -> Result<HashMap<String, Transfer>> {
    let names: Vec<&str> = rows.into_iter().map(|row| row.record_id.as_str()).collect();
    let heads = store::records::find_all_imported(conn, Shelf::Transfers, &names)?;
    let ids: Vec<i64> = heads.values().map(|head| head.id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let there = store::transfers::list(conn, &ids)?;
    let known = |transfer: Transfer| match denied(ctx, &transfer) {
        None => transfer,
        Some(_) => release::release(transfer.clone(), &ctx.actor).map_or(transfer, Released::into_inner),
    };
    Ok(there
        .into_iter()
        .filter_map(|transfer| Some((transfer.head.record_id.clone()?, known(transfer))))
        .collect())
}

/// Takes out the rows that this catalogue wrote for transfers no import made, and tells how many. They are left as they are: the
/// table has no column for everything such a record says, so its row is no correction of it.
pub(super) fn leave_ours<T>(
    conn: &mut Conn,
    ctx: &Ctx,
    rows: &mut Vec<T>,
    row: impl Fn(&T) -> &TransferRow,
) -> Result<u64> {
    let names = rows.iter().map(|one| row(one).record_id.as_str());
    let found = ours::find(conn, ctx, Shelf::Transfers, names)?;
    let all = rows.len();
    rows.retain(|one| !found.contains_key(&row(one).record_id));
    u64::try_from(all - rows.len()).map_err(Error::internal)
}

/// The fields in which a row differs from the transfer it became; what people added to that is none of the row's business.
pub(super) fn differs(there: &Transfer, row: &TransferRow, named: &Named) -> Option<Fields> {
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
