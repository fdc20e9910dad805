//! The catalogue as entities of FollowTheMoney, shelf by shelf.

use std::collections::HashMap;

use crate::{
    domain::{
        components::Component,
        exchange::ftm::{
            self, Entity, things,
            trade::{self, Ships},
        },
        incidents::Incident,
        organizations::Organization,
        parts::Part,
        records::{Cursor, Link},
        release::Released,
        sources::Source,
        transfers::Transfer,
        units::Unit,
        weapons::Weapon,
    },
    error::Result,
    service::{
        Ctx, links,
        records::{self, Keep},
    },
    store::{self, Conn},
};

/// Records told in one piece.
const PIECE: usize = 200;

/// The shelves, so that most of what an entity names has been told before it.
const SHELVES: [Stage; 8] = [
    Stage::Sources,
    Stage::Organizations,
    Stage::Parts,
    Stage::Weapons,
    Stage::Incidents,
    Stage::Units,
    Stage::Components,
    Stage::Transfers,
];

#[derive(Debug, Clone, Copy)]
enum Stage {
    Sources,
    Organizations,
    Parts,
    Weapons,
    Incidents,
    Units,
    Components,
    Transfers,
}

/// How far an export is.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    stage: usize,
    after: Option<Cursor>,
    ships: Ships,
}

/// The next piece, and how far the export is then; `None` at its end.
///
/// # Errors
/// Those of the database.
pub fn more(conn: &mut Conn, ctx: &Ctx, site: &str, mut walk: Walk) -> Result<(Vec<Entity>, Option<Walk>)> {
    let Some(stage) = SHELVES.get(walk.stage) else {
        return Ok((Vec::new(), None));
    };
    let after = walk.after.take();
    let (told, next) = match stage {
        Stage::Sources => piece::<Source>(conn, ctx, after, |one| vec![things::source(one, site)])?,
        Stage::Organizations => piece::<Organization>(conn, ctx, after, |one| {
            let mut told = vec![things::organization(one, site)];
            told.extend(things::successions(one));
            told
        })?,
        Stage::Parts => piece::<Part>(conn, ctx, after, |one| things::part(one, site))?,
        Stage::Weapons => piece::<Weapon>(conn, ctx, after, |one| vec![things::weapon(one, site)])?,
        Stage::Incidents => piece::<Incident>(conn, ctx, after, |one| things::incident(one, site))?,
        Stage::Units => piece::<Unit>(conn, ctx, after, |one| things::unit(one, site))?,
        Stage::Components => piece::<Component>(conn, ctx, after, |one| things::component(one, site))?,
        Stage::Transfers => {
            let ships = &mut walk.ships;
            piece::<Transfer>(conn, ctx, after, |one| trade::transfer(one, site, ships))?
        }
    };
    match next {
        Some(cursor) => walk.after = Some(cursor),
        None => walk.stage += 1,
    }
    let over = walk.stage >= SHELVES.len();
    Ok((told, (!over).then_some(walk)))
}

/// The next records of a shelf as entities, with the documents they rest on and the ids they took over.
fn piece<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    after: Option<Cursor>,
    mut tell: impl FnMut(&Released<T>) -> Vec<Entity>,
) -> Result<(Vec<Entity>, Option<Cursor>)> {
    let page = records::list::<T>(conn, ctx, after.as_ref(), PIECE)?;
    let ids: Vec<i64> = page.items.iter().map(|record| record.head().id).collect();
    let mut cited = store::citations::of_all(conn, &ids)?;
    let mut former = former(conn, ctx, &ids)?;
    let sight = ctx.actor.sight();
    let mut told = Vec::with_capacity(page.items.len());
    for record in &page.items {
        let head = record.head();
        let sources: Vec<Link> = match links::tells(ctx, head, "sources") {
            true => cited
                .remove(&head.id)
                .into_iter()
                .flatten()
                .map(|(link, _)| link)
                .collect(),
            false => Vec::new(),
        };
        let own = ftm::id(head.r#ref);
        for entity in tell(record) {
            told.push(match entity.id == own {
                true => Entity {
                    referents: former.remove(&head.id).unwrap_or_default(),
                    ..entity.proven(sources.iter().filter(|link| sight.sees_link(link)))
                },
                false => entity,
            });
        }
    }
    Ok((told, page.next))
}

/// The ids of records in sight that were merged into these, also by way of others.
fn former(conn: &mut Conn, ctx: &Ctx, ids: &[i64]) -> Result<HashMap<i64, Vec<String>>> {
    let mut standing: HashMap<i64, i64> = ids.iter().map(|id| (*id, *id)).collect();
    let mut found: HashMap<i64, Vec<String>> = HashMap::new();
    let mut asked = ids.to_vec();
    while !asked.is_empty() {
        let merged = store::merges::former(conn, &asked)?;
        asked.clear();
        for head in merged {
            let Some(into) = head.merged_into.and_then(|into| standing.get(&into).copied()) else {
                continue;
            };
            standing.insert(head.id, into);
            asked.push(head.id);
            if ctx.actor.sight().sees(&head) {
                found.entry(into).or_default().push(ftm::id(head.r#ref));
            }
        }
    }
    Ok(found)
}
