//! The way back: which found components could have come through a transfer, or through the hands of an organization.
//!
//! A component is told where a goods line agrees with it in its part or better and the days allow it: not before it can have been
//! made, not behind the end of its unit. That a component could have come this way says nothing of whether it did.

use super::{
    gathering::{in_sight, matched},
    subject::known,
};
use crate::{
    domain::{
        chains::Matched,
        components::Component,
        organizations::Organization,
        records::{Link, Record},
        refs::Ref,
        release::{self, Released},
        transfers::Transfer,
    },
    error::{Error, Result},
    service::{Ctx, records},
    store::{
        self, Conn,
        chains::{Bounds, Candidate, Way},
    },
};

/// The most components that are told.
const MOST: usize = 40;
/// The most records that are named for one component.
const RECORDS: usize = 3;
/// The most lines of an organization that are looked at, in each direction.
const LINES: Bounds = Bounds {
    scanned: 3_000,
    kept: 1_500,
};

/// Components that could have come through a transfer or an organization.
#[derive(Debug, Clone)]
pub struct Through {
    /// That transfer or organization.
    pub by: Link,
    /// The components, those that agree best first.
    pub components: Vec<Carried>,
    /// Whether a bound was met, so that a component may be missing.
    pub cut_short: bool,
}

/// A component that could have come this way.
#[derive(Debug, Clone)]
pub struct Carried {
    /// The component.
    pub component: Link,
    /// The unit it was found in, if the reader may know.
    pub unit: Option<Link>,
    /// In what a line agrees with it at best.
    pub matched: Matched,
    /// Some of the transfers that agree so, oldest first.
    pub transfers: Vec<Link>,
    /// How many agree so.
    pub count: usize,
}

/// The components that could have come through this transfer.
///
/// # Errors
/// `NotFound`.
pub fn of_transfer(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Through> {
    let transfer = records::show::<Transfer>(conn, ctx, r#ref)?;
    let (lines, more) = store::chains::carried(conn, transfer.head().id, LINES, ctx.actor.sight())?;
    let (components, cut_short) = through(conn, ctx, lines, more)?;
    Ok(Through {
        by: Link::to(transfer.head()),
        components,
        cut_short,
    })
}

/// The components that could have come through the hands of this organization.
///
/// # Errors
/// `NotFound`.
pub fn of_organization(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Through> {
    let organization = records::show::<Organization>(conn, ctx, r#ref)?;
    let (mut lines, mut more) = (Vec::new(), false);
    for way in [Way::Out, Way::In] {
        let (some, cut) = store::chains::dealt(conn, organization.head().id, way, LINES, ctx.actor.sight())?;
        lines.extend(some);
        more |= cut;
    }
    let (components, cut_short) = through(conn, ctx, lines, more)?;
    Ok(Through {
        by: Link::to(organization.head()),
        components,
        cut_short,
    })
}

/// The components that agree with one of these lines, and whether one may be missing.
pub(super) fn through(conn: &mut Conn, ctx: &Ctx, lines: Vec<Candidate>, more: bool) -> Result<(Vec<Carried>, bool)> {
    let sight = ctx.actor.sight();
    let lines: Vec<Candidate> = lines.into_iter().filter_map(|line| in_sight(line, sight)).collect();
    let named = once(lines.iter().filter_map(|line| line.part_id));
    let numbers = once(
        lines
            .iter()
            .map(|line| line.part.clone())
            .filter(|part| !part.is_empty()),
    );
    let wanted = i64::try_from(MOST + 1).map_err(Error::internal)?;
    let mut ids = store::chains::components_of(conn, &named, &numbers, sight, wanted)?;
    let cut_short = more || ids.len() > MOST;
    ids.truncate(MOST);
    let mut components = Vec::new();
    for component in release::release_all(store::components::list(conn, &ids)?, &ctx.actor) {
        components.extend(carried(conn, ctx, component, &lines)?);
    }
    components.sort_by(|a: &Carried, b| (a.matched, b.component.id).cmp(&(b.matched, a.component.id)));
    Ok((components, cut_short))
}

/// The component, if a line agrees with it and with its days.
fn carried(conn: &mut Conn, ctx: &Ctx, component: Released<Component>, lines: &[Candidate]) -> Result<Option<Carried>> {
    let known = known(conn, ctx, component)?;
    let subject = &known.subject;
    let fits = |line: &&Candidate| {
        let early = line
            .latest
            .zip(subject.made)
            .is_some_and(|(latest, made)| latest < made);
        let late = line
            .earliest
            .zip(subject.recovered)
            .is_some_and(|(earliest, found)| earliest > found);
        !early && !late
    };
    let agreeing = lines.iter().filter(fits).filter_map(|line| {
        let agreed = matched(&known.keys, line).filter(|one| *one <= Matched::Part)?;
        Some((agreed, line.earliest, line.transfer))
    });
    let mut agreeing: Vec<_> = agreeing.collect();
    agreeing.sort_unstable();
    agreeing.dedup_by_key(|(_, _, transfer)| *transfer);
    let Some((best, _, _)) = agreeing.first().copied() else {
        return Ok(None);
    };
    agreeing.retain(|(agreed, _, _)| *agreed == best);
    let ids: Vec<i64> = agreeing
        .iter()
        .take(RECORDS)
        .map(|(_, _, transfer)| *transfer)
        .collect();
    let mut links = store::chains::links(conn, &ids)?;
    links.retain(|link| ctx.actor.sight().sees_link(link));
    Ok(Some(Carried {
        component: Link {
            title: known.component.public_name(),
            ..Link::to(known.component.head())
        },
        unit: known.unit.as_ref().map(|unit| Link::to(unit.head())),
        matched: best,
        transfers: links,
        count: agreeing.len(),
    }))
}

/// Each once, in order.
fn once<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}
