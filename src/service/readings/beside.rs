//! What stands beside a mark: the dates of other components of its assembly, which speak for dates near theirs.
//!
//! The first marks of the assembly are read, each alone; of those that are sure the days count. A reader is told nothing by
//! that of what is out of sight: marks and components that are not released to them do not count.

use std::collections::HashMap;

use super::{Whole, asked, read_here};
use crate::{
    domain::{
        components::Component,
        markings::{
            Marking,
            reading::{Readings, context::Asked},
        },
        parts::Part,
        records::{Head, Link, Record, State},
        release::{self, Released},
        rules::{book::Rulebook, span::Span},
        units::Unit,
    },
    error::{Error, Result},
    service::Ctx,
    store::{self, Conn},
};

/// How many marks of an assembly are looked at, the oldest first: a page must not wait for a thousand.
pub const MOST: usize = 100;
/// How well a companion's date must stand before it speaks for that of another.
const SURE: f64 = 0.5;
/// Readings below this do not make a mark open.
const FAINT: f64 = 0.15;

/// A mark of the assembly, as its reader may know it.
#[derive(Debug, Clone)]
pub struct Neighbour {
    /// The component it stands on.
    pub component: i64,
    /// As transcribed.
    pub transcription: String,
    /// What is known besides.
    pub asked: Asked,
}

/// The best reading of a mark, where that is sure enough to speak for others.
pub fn sure(readings: &Readings) -> Option<Span> {
    let shown = readings.shown().next()?;
    (shown.rank >= SURE && !shown.flags.contains(&"decade_open")).then_some(shown.span)
}

/// Whether what stands beside a mark can change what it is read as.
pub fn is_open<'r>(all: impl IntoIterator<Item = &'r Readings>) -> bool {
    let readings = all.into_iter().flat_map(|one| &one.readings);
    let mut spans = readings.filter(|one| one.rank >= FAINT).map(|one| one.span);
    let first = spans.next();
    first.is_some_and(|first| spans.any(|other| other != first))
}

/// Whether a record in a unit that stands like this counts: what is not in the catalogue yet dates nothing, except on a unit that
/// is not there yet either.
pub fn counts(unit: &Head, head: &Head) -> bool {
    match unit.state {
        State::Accepted => head.state == State::Accepted,
        _ => head.state != State::Withdrawn,
    }
}

/// The days of the sure ones among these marks, each with the component it stands on.
pub fn days(book: &Rulebook, ctx: &Ctx, neighbours: &[Neighbour]) -> Vec<(i64, Span)> {
    let read = |one: &Neighbour| {
        let read = read_here(book, ctx, &one.transcription, &one.asked).ok().flatten()?;
        Some((one.component, sure(&read.readings)?))
    };
    neighbours.iter().filter_map(read).collect()
}

/// The days beside a component, each once.
pub fn of(component: i64, days: impl IntoIterator<Item = (i64, Span)>) -> Vec<Span> {
    let others = days.into_iter().filter(|(id, _)| *id != component);
    let mut spans: Vec<Span> = others.map(|(_, span)| span).collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// The days that stand beside the marks of a component, as far as the reader sees them.
pub(super) fn companions(
    conn: &mut Conn,
    ctx: &Ctx,
    component: &Component,
    (unit, whole): (&Unit, &Whole),
) -> Result<Vec<Span>> {
    let place = component.parent.as_ref().map(|link| link.id);
    let limit = i64::try_from(MOST).map_err(Error::internal)?;
    let ids = store::dating::marks_of_assembly(conn, unit.head.id, place, limit)?;
    let marks = release::release_all(store::markings::list(conn, &ids)?, &ctx.actor);
    let on: Vec<&Link> = marks.iter().filter_map(|mark| mark.component.as_ref()).collect();
    let others = store::components::list(conn, &ids_of(on.iter().copied()))?;
    let others = by_id(release::release_all(others, &ctx.actor));
    let parts = store::parts::list(conn, &ids_of(others.values().filter_map(|one| one.part.as_ref())))?;
    let parts = by_id(release::release_all(parts, &ctx.actor));
    let book = ctx.rules()?;
    let neighbour = |mark: &Released<Marking>| {
        let other = others.get(&mark.component.as_ref()?.id)?;
        let part = other.part.as_ref().and_then(|link| parts.get(&link.id));
        beside(&book, (unit, whole, place), mark, other, part.map(|part| &**part))
    };
    let neighbours: Vec<Neighbour> = marks.iter().filter_map(neighbour).collect();
    let own = component.head.id;
    let others: Vec<Neighbour> = neighbours.into_iter().filter(|one| one.component != own).collect();
    Ok(of(own, days(&book, ctx, &others)))
}

/// A mark on another component, if it counts for those in this place of the unit. Both as their reader sees them.
pub fn beside(
    book: &Rulebook,
    (unit, whole, place): (&Unit, &Whole, Option<i64>),
    mark: &Marking,
    component: &Component,
    part: Option<&Part>,
) -> Option<Neighbour> {
    let here = component.unit.as_ref().is_some_and(|link| link.id == unit.head.id)
        && component.parent.as_ref().map(|link| link.id) == place;
    let counted = counts(&unit.head, &mark.head) && counts(&unit.head, &component.head);
    (here && counted && !mark.what.transcription.is_empty()).then(|| Neighbour {
        component: component.head.id,
        transcription: mark.what.transcription.clone(),
        asked: asked(book, component, part, whole, mark.what.documented.as_ref()),
    })
}

fn ids_of<'l>(links: impl Iterator<Item = &'l Link>) -> Vec<i64> {
    let mut ids: Vec<i64> = links.map(|link| link.id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn by_id<T: Record>(all: Vec<Released<T>>) -> HashMap<i64, Released<T>> {
    all.into_iter().map(|one| (one.head().id, one)).collect()
}
