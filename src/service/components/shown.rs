//! What a component's page tells, and components as a tree, as far as their reader sees them.

use crate::{
    domain::{
        components::{self, Component, Line},
        organizations::Organization,
        records::{Link, Record},
        refs::Ref,
        release::{self, Released},
    },
    error::{Error, Result},
    service::{
        Ctx,
        chains::{self, Stand},
        citations::{self, Citation},
        constellations::{self, Constellation},
        markings::{self, Sighted},
        photos::{self, Plate},
        records,
        units::Node,
    },
    store::{self, Conn},
};

/// The most nodes of a subtree on a component's page.
const NODES: usize = 500;
/// The most other units named on a component's page.
const ELSEWHERE: usize = 4;

/// Puts released lines into the order of a tree.
fn placed(lines: Vec<Released<Line>>) -> Vec<Node> {
    let places: Vec<(i64, Option<i64>)> = lines.iter().map(|line| (line.link.id, line.parent)).collect();
    let mut lines: Vec<Option<Released<Line>>> = lines.into_iter().map(Some).collect();
    components::reading_order(&places)
        .into_iter()
        .filter_map(|(at, depth)| {
            let line = lines.get_mut(at)?.take()?;
            Some(Node { line, depth })
        })
        .collect()
}

/// The first `most` components of a unit as a tree, and whether there are more.
pub(in crate::service) fn tree(conn: &mut Conn, ctx: &Ctx, unit: i64, most: usize) -> Result<(Vec<Node>, bool)> {
    let wanted = i64::try_from(most + 1).map_err(Error::internal)?;
    let mut lines = store::components::of_unit(conn, unit, ctx.actor.sight(), wanted)?;
    let more = lines.len() > most;
    lines.truncate(most);
    let mut lines = release::release_briefs(lines, &ctx.actor);
    // A component whose unit is withheld is not told by the unit either.
    lines.retain(|line| line.unit.is_some());
    Ok((placed(lines), more))
}

/// A component's page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The component.
    pub component: Released<Component>,
    /// Country where its maker has its seat, as an ISO code; empty when not stated.
    pub maker_seat: String,
    /// The same of the organization whose name is printed on it.
    pub brand_seat: String,
    /// The assemblies it stands in, outermost first.
    pub above: Vec<Released<Line>>,
    /// What it holds, as a tree.
    pub below: Vec<Node>,
    /// Components of the same part in other units, newest first, one a unit.
    pub elsewhere: Vec<Released<Line>>,
    /// Photographs of it.
    pub photos: Vec<Plate>,
    /// The marks on it.
    pub marks: Vec<Sighted>,
    /// The chain by which it came, where a second person has accepted one.
    pub came_by: Option<Stand>,
    /// What its marks have in common with those in other units, the most surprising first.
    pub shares: Vec<Constellation>,
    /// The sources it rests on.
    pub sources: Vec<Citation>,
}

/// A component with everything on its page, as far as the reader sees it.
///
/// # Errors
/// `NotFound`.
pub fn show(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Shown> {
    let component = records::show::<Component>(conn, ctx, r#ref)?;
    let sight = ctx.actor.sight();
    let id = component.head().id;
    let [maker_seat, brand_seat] = seats(conn, ctx, [component.maker.as_ref(), component.brand.as_ref()])?;
    Ok(Shown {
        maker_seat,
        brand_seat,
        above: above(conn, ctx, &component)?,
        below: below(conn, ctx, id)?,
        elsewhere: elsewhere(conn, ctx, &component)?,
        photos: photos::of_component(conn, ctx, id)?,
        marks: markings::of_component(conn, ctx, &component)?,
        shares: constellations::of(conn, ctx, id)?,
        came_by: chains::decided(conn, ctx, id)?
            .into_iter()
            .find(|stand| stand.decision.counts() && stand.decision.is_for()),
        sources: citations::of(conn, id, sight)?,
        component,
    })
}

/// Where organizations have their seats, as far as the reader may know.
fn seats(conn: &mut Conn, ctx: &Ctx, links: [Option<&Link>; 2]) -> Result<[String; 2]> {
    let mut ids: Vec<i64> = links.iter().flatten().map(|link| link.id).collect();
    ids.dedup();
    if ids.is_empty() {
        return Ok([String::new(), String::new()]);
    }
    let mut known = store::organizations::seats(conn, &ids)?;
    known.retain(|(head, _)| release::shows::<Organization>(ctx.actor.sight(), head, "hq_country"));
    Ok(links.map(|link| {
        let of = |link: &Link| known.iter().find(|(head, _)| head.id == link.id);
        link.and_then(of)
            .map_or_else(String::new, |(_, country)| country.clone())
    }))
}

/// The unbroken line of assemblies in sight, from the component upwards, told from the top.
fn above(conn: &mut Conn, ctx: &Ctx, component: &Component) -> Result<Vec<Released<Line>>> {
    let mut next = component.parent.as_ref().map(|parent| parent.id);
    let lines = store::components::ancestors(conn, next)?;
    let mut found = Vec::with_capacity(lines.len());
    for line in release::release_briefs(lines, &ctx.actor).into_iter().rev() {
        if next != Some(line.link.id) {
            break;
        }
        next = line.parent;
        found.push(line);
    }
    found.reverse();
    Ok(found)
}

fn below(conn: &mut Conn, ctx: &Ctx, id: i64) -> Result<Vec<Node>> {
    let sight = ctx.actor.sight();
    let most = i64::try_from(NODES).map_err(Error::internal)?;
    let mut level = store::components::children(conn, id, sight, most)?;
    let mut found = Vec::new();
    while !level.is_empty() && found.len() < NODES {
        let released = release::release_briefs(level, &ctx.actor);
        let seen: Vec<Released<Line>> = released.into_iter().filter(|line| line.parent.is_some()).collect();
        let ids: Vec<i64> = seen.iter().map(|line| line.link.id).collect();
        found.extend(seen);
        level = store::components::children_of_all(conn, &ids, sight, most)?;
    }
    found.truncate(NODES);
    Ok(placed(found))
}

fn elsewhere(conn: &mut Conn, ctx: &Ctx, component: &Component) -> Result<Vec<Released<Line>>> {
    let Some(part) = &component.part else {
        return Ok(Vec::new());
    };
    let unit = component.unit.as_ref().map_or(-1, |unit| unit.id);
    let mut found: Vec<Released<Line>> = Vec::new();
    let mut before = i64::MAX;
    // Mostly each lies in a unit of its own; where not, a few more are looked through.
    for most in [ELSEWHERE, 2 * ELSEWHERE] {
        let wanted = i64::try_from(most).map_err(Error::internal)?;
        let lines = store::components::found_elsewhere(conn, part, unit, ctx.actor.sight(), before, wanted)?;
        let is_last = lines.len() < most;
        before = lines.last().map_or(before, |line| line.link.id);
        for line in release::release_briefs(lines, &ctx.actor) {
            let known = found.iter().any(|other| other.unit == line.unit);
            if line.part.is_some() && line.unit.is_some() && !known && found.len() < ELSEWHERE {
                found.push(line);
            }
        }
        if is_last || found.len() == ELSEWHERE {
            break;
        }
    }
    Ok(found)
}
