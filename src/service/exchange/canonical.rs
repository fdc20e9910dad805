//! Organizations and transfers as rows of the canonical tables.

use std::collections::{HashMap, HashSet};

use crate::{
    domain::{
        exchange::canonical::{self, Before},
        organizations::Organization,
        records::{Cursor, Shelf},
        release::{self, Released},
        sources::Source,
        transfers::Transfer,
    },
    error::{Error, Result},
    service::{
        Ctx,
        records::{self, Page},
    },
    store::{self, Conn},
};

/// Records told in one piece.
const PIECE: usize = 200;

/// The header of a table.
///
/// # Errors
/// `NotFound` for a shelf that has no such table.
pub fn columns(shelf: Shelf) -> Result<&'static [&'static str]> {
    match shelf {
        Shelf::Organizations => Ok(canonical::ORGANIZATIONS),
        Shelf::Transfers => Ok(canonical::TRANSFERS),
        other => Err(Error::NotFound(other.as_str())),
    }
}

/// The next rows of a table, and where those after them begin.
///
/// # Errors
/// `NotFound` for a shelf that has no such table.
pub fn more(
    conn: &mut Conn,
    ctx: &Ctx,
    shelf: Shelf,
    after: Option<&Cursor>,
) -> Result<(Vec<Vec<String>>, Option<Cursor>)> {
    match shelf {
        Shelf::Organizations => {
            let Page { items, next } = records::list::<Organization>(conn, ctx, after, PIECE)?;
            Ok((organizations(conn, ctx, &items)?, next))
        }
        Shelf::Transfers => {
            let Page { items, next } = records::list::<Transfer>(conn, ctx, after, PIECE)?;
            Ok((transfers(conn, ctx, &items)?, next))
        }
        other => Err(Error::NotFound(other.as_str())),
    }
}

fn organizations(conn: &mut Conn, ctx: &Ctx, items: &[Released<Organization>]) -> Result<Vec<Vec<String>>> {
    let ids: Vec<i64> = items.iter().map(|one| one.head.id).collect();
    let mut earlier = store::organizations::predecessor_ids(conn, &ids)?;
    let known: HashSet<i64> = earlier.values().flatten().copied().collect();
    let known: Vec<i64> = known.into_iter().collect();
    // Through the gate, because what an organization became can be a field that is kept back.
    let released: HashMap<i64, Released<Organization>> =
        release::release_all(store::organizations::list(conn, &known)?, &ctx.actor)
            .into_iter()
            .map(|one| (one.head.id, one))
            .collect();
    let row = |one: &Released<Organization>| {
        let mut before: Vec<Before> = Vec::new();
        for id in earlier.remove(&one.head.id).unwrap_or_default() {
            let Some(there) = released.get(&id) else { continue };
            let step = there
                .what
                .succession
                .iter()
                .find(|step| step.to.id == Some(one.head.id));
            if let Some(step) = step {
                before.push(canonical::before(&there.head, &step.since));
            }
        }
        before.sort_by(|a, b| a.record_id.cmp(&b.record_id));
        canonical::organization(one, &before)
    };
    Ok(items.iter().map(row).collect())
}

fn transfers(conn: &mut Conn, ctx: &Ctx, items: &[Released<Transfer>]) -> Result<Vec<Vec<String>>> {
    let ids: HashSet<i64> = items.iter().filter_map(|one| Some(one.source.as_ref()?.id)).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let sources: HashMap<i64, Released<Source>> = release::release_all(store::sources::list(conn, &ids)?, &ctx.actor)
        .into_iter()
        .map(|source| (source.head.id, source))
        .collect();
    let row = |one: &Released<Transfer>| {
        let source = one.source.as_ref().and_then(|link| sources.get(&link.id));
        canonical::transfer(one, source)
    };
    Ok(items.iter().map(row).collect())
}
