//! What rows find in the catalogue: the component each became before, whether it differs, and whether it may be changed.

use std::collections::HashMap;

use super::{Known, Row, Table, cell_error};
use crate::{
    domain::{
        components::Component,
        fields::Fields,
        records::{Head, Record, Shelf, State},
        release::{self, Released},
        text,
    },
    error::{Result, Say},
    service::Ctx,
    store::{self, Conn},
};

/// Rows compared together.
const BATCH: usize = 250;

/// The component that a row became.
pub(super) struct There(Component);

/// In what a row differs from the component it became.
pub(super) struct Differs {
    /// The fields that the row says, without maker and part.
    pub(super) fields: Fields,
    /// Whether the part is another one.
    pub(super) part: bool,
}

/// The components that these rows became, by the name of the row, each as this person may compare it: who may not change a record
/// must not learn by trying what it says beyond what they are told.
pub(super) fn find(conn: &mut Conn, ctx: &Ctx, rows: &[Row]) -> Result<HashMap<String, There>> {
    let names: Vec<&str> = rows.iter().map(|row| row.record_id.as_str()).collect();
    let heads = store::records::find_all_imported(conn, Shelf::Components, &names)?;
    let ids: Vec<i64> = heads.values().map(|head| head.id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let there = store::components::list(conn, &ids)?;
    let known = |component: Component| match may_change(ctx, &component.head) {
        true => component,
        false => release::release(component.clone(), &ctx.actor).map_or(component, Released::into_inner),
    };
    Ok(there
        .into_iter()
        .filter_map(|component| Some((component.head.record_id.clone()?, There(known(component)))))
        .collect())
}

impl There {
    /// Its head.
    pub(super) fn head(&self) -> &Head {
        &self.0.head
    }

    /// In what the row differs from it, or `None` when it does not.
    pub(super) fn differs(&self, row: &Row, known: &Known) -> Option<Differs> {
        let now = self.0.fields();
        let quantity = row.quantity.as_ref().map_or_else(String::new, ToString::to_string);
        let fields = Fields::new()
            .with("quantity", quantity)
            .with("brand", &row.brand)
            .with("origin", &row.origin)
            .with("name", row.name());
        let is_same = |id: i64| self.0.maker.as_ref().is_some_and(|maker| maker.id == id);
        let other_maker = !row.maker.is_empty() && !known.makers.get(&row.maker).is_some_and(|id| is_same(*id));
        let number = self.0.part.as_ref().map_or("", |part| part.title.as_str());
        let part = text::fold_part(number) != text::fold_part(&row.part_number);
        let differs = part || other_maker || fields.iter().any(|(name, text)| now.get(name) != text);
        differs.then_some(Differs { fields, part })
    }
}

/// Whether rows may come to rest on this record: it is in the catalogue and in sight, or the importer's own.
pub(super) fn usable(ctx: &Ctx, head: &Head) -> bool {
    let own = head.created_by == ctx.actor.account && ctx.actor.account.is_some();
    own || (head.state == State::Accepted && ctx.actor.sight().sees(head))
}

/// Whether a row may change this record: what is in the catalogue is changed by proposals, what waits for a reviewer by
/// nobody, and what is not one's own neither.
fn may_change(ctx: &Ctx, head: &Head) -> bool {
    match ctx.actor.account {
        None => true,
        Some(account) => head.created_by == Some(account) && matches!(head.state, State::Draft | State::Returned),
    }
}

/// Refuses the rows whose name belongs to a record that this person may not change, unless it says the same.
pub(super) fn refuse_others(conn: &mut Conn, ctx: &Ctx, table: &mut Table, known: &Known) -> Result<()> {
    if ctx.actor.account.is_none() {
        return Ok(());
    }
    let rows = std::mem::take(&mut table.rows);
    for some in rows.chunks(BATCH) {
        let before = find(conn, ctx, some)?;
        for row in some {
            let Some(there) = before.get(&row.record_id) else {
                continue;
            };
            let head = there.head();
            if may_change(ctx, head) {
                continue;
            }
            let say = match ctx.actor.sight().sees(head) {
                true if there.differs(row, known).is_none() => continue,
                true => Say::new("import-record-settled").with("ref", head.r#ref),
                // Whose it is and what it says is not for this person to know.
                false => Say::new("import-record-taken"),
            };
            table.refuse(vec![cell_error(row, "record_id", &row.record_id, say)]);
        }
    }
    table.rows = rows;
    Ok(())
}
