//! Looking up a lot or a serial number, as it stands on an invoice or a box: which found components carry it, which recorded
//! transfers name it, and which found components could have come through these.

use super::{
    gathering::in_sight,
    reverse::{Carried, through},
};
use crate::{
    domain::{
        chains::Matched,
        components::Component,
        constellations::Kind,
        records::{Link, Record, Shelf},
        release::{self, Released},
        text::fold_part,
    },
    error::{Error, Result, Say},
    service::{Ctx, constellations},
    store::{
        self, Conn,
        chains::{Bounds, By, Candidate, Days},
        constellations::imprints,
    },
};

/// The most components and transfers that are told.
const MOST: usize = 40;
/// The longest lot or serial number.
const LONGEST: usize = 60;
/// The most lines that are looked at.
const LINES: Bounds = Bounds {
    scanned: 2_000,
    kept: 500,
};

/// What a lot or a serial number leads to.
#[derive(Debug, Clone, Default)]
pub struct LookedUp {
    /// Found components that carry it on a mark.
    pub carrying: Vec<Carried>,
    /// Recorded transfers that name it.
    pub transfers: Vec<Link>,
    /// Found components that could have come through one of these.
    pub through: Vec<Carried>,
    /// Whether a bound was met, so that something may be missing.
    pub cut_short: bool,
}

/// What a lot and a serial number lead to; either may be empty.
///
/// # Errors
/// `Invalid` on `lot` or `serial` when it is too long or holds neither letter nor figure.
pub fn look_up(conn: &mut Conn, ctx: &Ctx, lot: &str, serial: &str) -> Result<LookedUp> {
    let mut found = LookedUp::default();
    let mut lines: Vec<Candidate> = Vec::new();
    for (field, text) in [("lot", lot.trim()), ("serial", serial.trim())] {
        if text.is_empty() {
            continue;
        }
        let folded = fold_part(text);
        if folded.is_empty() || text.chars().count() > LONGEST {
            return Err(Error::invalid(
                field,
                Say::new("chains-look-up-unclear").with("given", text),
            ));
        }
        let (kind, matched, by) = match field {
            "lot" => (Kind::Lot, Matched::Lot, By::Lot(vec![folded.clone()])),
            _ => {
                let mut written = vec![text.to_owned(), folded.clone()];
                written.dedup();
                (Kind::Serial, Matched::Serial, By::Serial(written))
            }
        };
        let limit = i64::try_from(MOST + 1).map_err(Error::internal)?;
        let mut ids = imprints::carrying(conn, kind, &folded, constellations::level(ctx), limit)?;
        found.cut_short |= ids.len() > MOST;
        ids.truncate(MOST);
        let components = release::release_all(store::components::list(conn, &ids)?, &ctx.actor);
        for component in components {
            let component = told(&component, matched);
            if found
                .carrying
                .iter()
                .all(|other| other.component.id != component.component.id)
            {
                found.carrying.push(component);
            }
        }
        let (some, more) = store::chains::lines(conn, &by, Days::default(), LINES, ctx.actor.sight())?;
        found.cut_short |= more;
        lines.extend(some);
    }
    let lines: Vec<Candidate> = lines
        .into_iter()
        .filter_map(|line| in_sight(line, ctx.actor.sight()))
        .collect();
    let mut ids: Vec<i64> = lines.iter().map(|line| line.transfer).collect();
    ids.sort_unstable();
    ids.dedup();
    found.cut_short |= ids.len() > MOST;
    ids.truncate(MOST);
    found.transfers = store::chains::links(conn, &ids)?;
    found.transfers.retain(|link| ctx.actor.sight().sees_link(link));
    let (components, more) = through(conn, ctx, lines, false)?;
    found.cut_short |= more;
    found.through = components
        .into_iter()
        .filter(|one| one.matched <= Matched::Lot)
        .collect();
    Ok(found)
}

fn told(component: &Released<Component>, matched: Matched) -> Carried {
    Carried {
        component: Link {
            title: component.public_name(),
            ..Link::to(component.head())
        },
        unit: component.unit.clone().filter(|unit| unit.shelf == Shelf::Units),
        matched,
        transfers: Vec::new(),
        count: 0,
    }
}
