//! What marks on components of several units have in common, as far as its reader may know: counted beforehand for each level of
//! readers by the worker that reads marks, and shown with the records it rests on, each released.
//!
//! Drafts and what waits for review are in no count, not even their author's. What is closed is taken out of the counts by the
//! transaction that closes it.

use std::collections::HashMap;

use crate::{
    domain::{
        components::Component,
        constellations::{self, Found, Kind, Place, Shared},
        incidents::Incident,
        records::{Link, Record, Shelf},
        refs::Ref,
        release::{self, Released},
        units::Unit,
    },
    error::{Error, Result},
    service::{
        Ctx, links,
        markings::{self, Sighted},
        records,
    },
    store::{
        self, Conn,
        constellations::{Counted, Only, imprints},
    },
};

/// The most imprints of one kind and scope that are counted together.
const MOST: usize = 50_000;
/// Scopes that are counted in one transaction, unless they hold too much before.
const SCOPES: i64 = 100;
/// The most marks on the page of one.
const MARKS: i64 = 200;

/// Whether something waits to be counted.
///
/// # Errors
/// Those of the database.
pub fn is_waiting(conn: &mut Conn) -> Result<bool> {
    imprints::is_waiting(conn)
}

/// Counts some of what has changed; whether there was anything.
///
/// # Errors
/// Those of the database.
pub fn count(conn: &mut Conn) -> Result<bool> {
    if !imprints::alone(conn)? {
        return Ok(false);
    }
    let waiting = imprints::to_count(conn, SCOPES)?;
    let mut read = 0;
    for scope in &waiting {
        read += count_scope(conn, scope)?;
        imprints::counted(conn, scope)?;
        // Others want to write too.
        if read > MOST {
            break;
        }
    }
    Ok(!waiting.is_empty())
}

/// Counts a scope anew; how many imprints that took.
fn count_scope(conn: &mut Conn, scope: &str) -> Result<usize> {
    let mut all = Vec::new();
    let mut read = 0;
    for kind in Kind::ALL {
        let limit = i64::try_from(MOST).map_err(Error::internal)?;
        let found = imprints::of_scope(conn, scope, kind, limit)?;
        read += found.len();
        for level in 0..=3 {
            let open: Vec<&(Found, i64)> = found.iter().filter(|(one, _)| one.openness >= level).collect();
            let prints: Vec<&Found> = open.iter().map(|(one, _)| one).collect();
            for shared in constellations::shared(kind, &prints) {
                let on = open.iter().find(|(one, _)| one.value == shared.first);
                all.extend(on.map(|(_, component)| Counted {
                    key: constellations::key(kind, scope, &shared.first),
                    level,
                    kind,
                    scope: scope.to_owned(),
                    capped: found.len() == MOST,
                    part: part_of(scope),
                    component: *component,
                    shared,
                }));
            }
        }
    }
    store::constellations::replace(conn, scope, &all)?;
    Ok(read)
}

/// The part that a scope is about, as [`constellations::Scope::text`] wrote it.
fn part_of(scope: &str) -> Option<i64> {
    scope.split(' ').next()?.strip_prefix('p')?.parse().ok()
}

/// The level of counts that this reader is told.
pub(super) fn level(ctx: &Ctx) -> i16 {
    ctx.actor.sight().reach.clamp(0, 3)
}

/// What several units share.
#[derive(Debug, Clone)]
pub struct Constellation {
    /// Its address.
    pub key: String,
    /// What is shared.
    pub kind: Kind,
    /// How many share what, and how surprising that is.
    pub shared: Shared,
    /// Whether there were more marks than are counted.
    pub capped: bool,
    /// The part, where one is on record and in sight.
    pub part: Option<Link>,
    /// One of the components, where it is in sight.
    pub component: Option<Link>,
}

/// A page of constellations, the most surprising first.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The constellations.
    pub items: Vec<Constellation>,
    /// Where the next page begins, if there is one.
    pub next: Option<Place>,
    /// The part that the list is narrowed to.
    pub part: Option<Link>,
}

/// A page of constellations of one kind or all, of one part or all.
///
/// # Errors
/// `NotFound` when the part is not in sight.
pub fn list(
    conn: &mut Conn,
    ctx: &Ctx,
    kind: Option<Kind>,
    part: &str,
    after: Option<&Place>,
    limit: usize,
) -> Result<Listed> {
    let narrowed = match part {
        "" => None,
        word => {
            let id = links::find(conn, ctx, Shelf::Parts, word)?.map_err(|_say| Error::NotFound("parts"))?;
            store::records::links(conn, &[id])?.remove(&id)
        }
    };
    let only = Only {
        kind,
        part: narrowed.as_ref().map(|link| link.id),
    };
    let wanted = i64::try_from(limit + 1).map_err(Error::internal)?;
    let mut counted = store::constellations::page(conn, level(ctx), only, after, wanted)?;
    let more = counted.len() > limit;
    counted.truncate(limit);
    Ok(Listed {
        next: counted.last().filter(|_| more).map(|last| Place {
            surprise: last.shared.surprise,
            key: last.key.clone(),
        }),
        items: named(conn, ctx, counted)?,
        part: narrowed,
    })
}

/// What was counted, with the names its reader may know.
fn named(conn: &mut Conn, ctx: &Ctx, counted: Vec<Counted>) -> Result<Vec<Constellation>> {
    let mut ids: Vec<i64> = counted.iter().filter_map(|one| one.part).collect();
    ids.extend(counted.iter().map(|one| one.component));
    ids.sort_unstable();
    ids.dedup();
    let mut known = store::records::links(conn, &ids)?;
    known.retain(|_, link| ctx.actor.sight().sees_link(link));
    let named = |one: Counted| Constellation {
        part: one.part.and_then(|id| known.get(&id).cloned()),
        component: known.get(&one.component).cloned(),
        key: one.key,
        kind: one.kind,
        shared: one.shared,
        capped: one.capped,
    };
    Ok(counted.into_iter().map(named).collect())
}

/// The constellations that the marks on a component belong to, the most surprising first.
///
/// # Errors
/// Those of the database.
pub fn of(conn: &mut Conn, ctx: &Ctx, component: i64) -> Result<Vec<Constellation>> {
    let level = level(ctx);
    let mut found: Vec<Counted> = Vec::new();
    for imprint in imprints::of_component(conn, component, level)? {
        let holding = store::constellations::holding(conn, level, imprint.kind, &imprint.scope, &imprint.value)?;
        found.extend(holding.filter(|one| found.iter().all(|other| other.key != one.key)));
    }
    found.sort_by(|a, b| (b.shared.surprise, &b.key).cmp(&(a.shared.surprise, &a.key)));
    named(conn, ctx, found)
}

/// [`of`] for the component with this reference.
///
/// # Errors
/// `NotFound`.
pub fn of_component(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<(Released<Component>, Vec<Constellation>)> {
    let component = records::show::<Component>(conn, ctx, r#ref)?;
    let found = of(conn, ctx, component.head().id)?;
    Ok((component, found))
}

/// A mark that belongs to a constellation.
#[derive(Debug, Clone)]
pub struct Member {
    /// The lot, date code or serial number, folded.
    pub value: String,
    /// The mark with its photograph.
    pub mark: Sighted,
    /// The component.
    pub component: Released<Component>,
    /// The unit.
    pub unit: Released<Unit>,
    /// Where and when it was used or found.
    pub incident: Option<Released<Incident>>,
}

/// A constellation's page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What is shared.
    pub constellation: Constellation,
    /// The marks, in the order of what they say.
    pub members: Vec<Member>,
    /// Whether there are more marks than are told.
    pub more: bool,
}

/// A constellation with its marks, as far as the reader sees them.
///
/// # Errors
/// `NotFound` also where fewer than two units are in sight.
pub fn show(conn: &mut Conn, ctx: &Ctx, key: &str) -> Result<Shown> {
    let counted = store::constellations::find(conn, key, level(ctx))?;
    let marks = imprints::marks(
        conn,
        (counted.kind, &counted.scope),
        (&counted.shared.first, &counted.shared.last),
        counted.level,
        MARKS + 1,
    )?;
    let most = usize::try_from(MARKS).map_err(Error::internal)?;
    let more = marks.len() > most;
    let mut members = members(conn, ctx, marks.into_iter().take(most).collect())?;
    members.sort_by(|a, b| (&a.value, a.unit.head().id).cmp(&(&b.value, b.unit.head().id)));
    let first = members.first().map(|member| member.unit.head().id);
    if members.iter().all(|member| Some(member.unit.head().id) == first) {
        return Err(Error::NotFound("constellations"));
    }
    let mut told = named(conn, ctx, vec![counted])?;
    Ok(Shown {
        constellation: told.pop().ok_or(Error::NotFound("constellations"))?,
        members,
        more,
    })
}

/// The marks with what they stand on, each past the release gate; one that is not wholly in sight is left out.
fn members(conn: &mut Conn, ctx: &Ctx, marks: Vec<(i64, String)>) -> Result<Vec<Member>> {
    let mut values: HashMap<i64, String> = marks.into_iter().collect();
    let mut ids: Vec<i64> = values.keys().copied().collect();
    ids.sort_unstable();
    let listed = store::markings::list(conn, &ids)?;
    let on: Vec<i64> = each(listed.iter().filter_map(|mark| Some(mark.component.as_ref()?.id)));
    let components = by_id(release::release_all(store::components::list(conn, &on)?, &ctx.actor));
    let of: Vec<i64> = each(components.values().filter_map(|one| Some(one.unit.as_ref()?.id)));
    let units = by_id(release::release_all(store::units::list(conn, &of)?, &ctx.actor));
    let at: Vec<i64> = each(units.values().filter_map(|one| Some(one.incident.as_ref()?.id)));
    let incidents = by_id(release::release_all(store::incidents::list(conn, &at)?, &ctx.actor));
    let mut members = Vec::new();
    for mark in markings::of_components(conn, ctx, &on)? {
        let Some(value) = values.remove(&mark.marking.head.id) else {
            continue;
        };
        let component = mark
            .marking
            .component
            .as_ref()
            .and_then(|link| components.get(&link.id));
        let unit = component.and_then(|one| units.get(&one.unit.as_ref()?.id));
        let (Some(component), Some(unit)) = (component, unit) else {
            continue;
        };
        if mark.marking.what.transcription.is_empty() {
            continue;
        }
        members.push(Member {
            value,
            incident: unit.incident.as_ref().and_then(|link| incidents.get(&link.id).cloned()),
            component: component.clone(),
            unit: unit.clone(),
            mark,
        });
    }
    Ok(members)
}

fn each(ids: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut ids: Vec<i64> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn by_id<T: Record>(all: Vec<Released<T>>) -> HashMap<i64, Released<T>> {
    all.into_iter().map(|one| (one.head().id, one)).collect()
}
