//! What has a place, with the place as far as its reader may know it: incidents, units by the incident they were found at,
//! transfers by the countries of their way.

use std::collections::HashMap;

use crate::{
    domain::{
        fields::Fields,
        incidents::Incident,
        records::{Cursor, Shelf},
        release::{self, Released},
        transfers::Transfer,
        units::Unit,
    },
    error::{Error, Result},
    service::{Ctx, records, transfers},
    store::{self, Conn},
};

/// Records told in one piece.
const PIECE: usize = 200;

/// The shelves whose records have places, in the order of a file of all of them.
pub const SHELVES: [Shelf; 3] = [Shelf::Incidents, Shelf::Units, Shelf::Transfers];

/// A record with its place.
#[derive(Debug, Clone)]
pub enum Placed {
    /// An incident.
    Incident(Box<Released<Incident>>),
    /// A unit, and the incident it was used or found at.
    Unit(Box<Released<Unit>>, Option<Box<Released<Incident>>>),
    /// A transfer.
    Transfer(Box<Released<Transfer>>),
}

/// The next records of a shelf, narrowed as its list is, and where those after them begin.
///
/// # Errors
/// `NotFound` when a filter names no record in sight, or for a shelf without places.
pub fn more(
    conn: &mut Conn,
    ctx: &Ctx,
    shelf: Shelf,
    query: &Fields,
    after: Option<&Cursor>,
) -> Result<(Vec<Placed>, Option<Cursor>)> {
    match shelf {
        Shelf::Incidents => {
            let (page, _) = records::listed::<Incident>(conn, ctx, query, after, PIECE)?;
            Ok((
                page.items.into_iter().map(Box::new).map(Placed::Incident).collect(),
                page.next,
            ))
        }
        Shelf::Units => {
            let (page, _) = records::listed::<Unit>(conn, ctx, query, after, PIECE)?;
            Ok((units(conn, ctx, page.items)?, page.next))
        }
        Shelf::Transfers => {
            let narrowing = transfers::narrowing(conn, ctx, query)?;
            let page = transfers::list(conn, ctx, narrowing.as_ref(), after, PIECE)?;
            Ok((
                page.items.into_iter().map(Box::new).map(Placed::Transfer).collect(),
                page.next,
            ))
        }
        other => Err(Error::NotFound(other.as_str())),
    }
}

fn units(conn: &mut Conn, ctx: &Ctx, units: Vec<Released<Unit>>) -> Result<Vec<Placed>> {
    let mut ids: Vec<i64> = units
        .iter()
        .filter_map(|unit| Some(unit.incident.as_ref()?.id))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let incidents: HashMap<i64, Released<Incident>> =
        release::release_all(store::incidents::list(conn, &ids)?, &ctx.actor)
            .into_iter()
            .map(|incident| (incident.head.id, incident))
            .collect();
    let placed = |unit: Released<Unit>| {
        let incident = unit.incident.as_ref().and_then(|link| incidents.get(&link.id)).cloned();
        Placed::Unit(Box::new(unit), incident.map(Box::new))
    };
    Ok(units.into_iter().map(placed).collect())
}
