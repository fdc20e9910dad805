//! Which record names which, over all shelves: what a finding consists of, and what it rests on.

use diesel::prelude::*;

use super::{
    Conn,
    schema::{
        chain_steps, chains, citations, claim_positions, claims, components, markings, organization_successions, parts,
        photos, readings, transfer_goods, transfer_parties, transfers, unit_alternatives, unit_attributions, units,
    },
};
use crate::error::Result;

/// From one record to another, by row number.
pub type Tie = (i64, i64);

/// Reads the pairs of columns one after the other, for at most 500 records at a time.
macro_rules! ties {
    ($conn:expr, $ids:expr, $($table:ident: $from:ident -> $to:ident),+ $(,)?) => {{
        let mut found: Vec<Tie> = Vec::new();
        for some in $ids.chunks(500) {
            $(
                let rows: Vec<(i64, Option<i64>)> = $table::table
                    .filter($table::$from.eq_any(some))
                    .select(($table::$from, $table::$to.nullable()))
                    .load($conn)?;
                found.extend(rows.into_iter().filter_map(|(from, to)| Some((from, to?))));
            )+
        }
        found
    }};
}

/// What these records belong to: a component to its unit and assembly, a mark to its component, a photograph to
/// what it shows, a decision to its mark or component, a claim to what it is about.
///
/// # Errors
/// Those of the database.
pub fn owners(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Tie>> {
    Ok(ties!(conn, ids,
        components: id -> unit_id,
        components: id -> parent_id,
        photos: id -> unit_id,
        photos: id -> component_id,
        markings: id -> component_id,
        readings: id -> marking_id,
        chains: id -> component_id,
        claims: id -> about_id,
    ))
}

/// What these records name or rest on beside that.
///
/// # Errors
/// Those of the database.
pub fn named(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Tie>> {
    Ok(ties!(conn, ids,
        units: id -> weapon_id,
        units: id -> incident_id,
        unit_alternatives: unit_id -> weapon_id,
        unit_attributions: unit_id -> source_id,
        components: id -> part_id,
        components: id -> maker_id,
        components: id -> brand_id,
        markings: id -> photo_id,
        parts: id -> maker_id,
        organization_successions: organization_id -> successor_id,
        claims: id -> source_id,
        claim_positions: claim_id -> source_id,
        transfers: id -> from_id,
        transfers: id -> to_id,
        transfers: id -> source_id,
        transfers: id -> exchange_for,
        transfer_parties: transfer_id -> organization_id,
        transfer_goods: transfer_id -> part_id,
        chain_steps: chain_id -> transfer_id,
        citations: record_id -> source_id,
    ))
}
