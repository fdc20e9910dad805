//! Rows that an export of this very catalogue wrote for records that no import made, or none that their reader may know of: they
//! bear a reference for a name.

use std::collections::HashMap;

use crate::{
    domain::{
        exchange::canonical,
        records::{Head, Shelf},
    },
    error::Result,
    service::Ctx,
    store::{self, Conn},
};

/// The records that such names of rows stand for, as far as this person sees them.
pub(super) fn find<'a>(
    conn: &mut Conn,
    ctx: &Ctx,
    shelf: Shelf,
    names: impl Iterator<Item = &'a str>,
) -> Result<HashMap<String, Head>> {
    let references: Vec<_> = names.filter_map(canonical::named_ref).collect();
    let heads = store::records::find_all(conn, shelf, &references)?;
    Ok(heads
        .into_iter()
        .filter(|head| ctx.actor.sight().sees(head))
        .map(|head| (canonical::own_name(&head), head))
        .collect())
}
