//! With whom an organization has to do over some steps: those it handed over to or received from, those these did, and so on, as
//! far as a reader may know it.
//!
//! Walked step by step over the flows, whose rows say how many transfers lead from one organization to another. Where the ends of
//! a transfer, its days or the organization between two others are out of sight, no way leads through. Everything is bounded, and
//! it is told when a bound was met.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::{
    domain::{
        organizations::Organization,
        records::{Head, Link},
        refs::Ref,
        release::{self, Released, Sight},
    },
    error::{Error, Result, Say},
    service::{Ctx, records},
    store::{self, Conn, flows::Beside},
};

/// The most steps.
pub const HOPS: usize = 4;
/// The flows of one step that are looked at, each way.
const LOOKED_AT: i64 = 50_000;
/// The organizations that one step may lead to.
const FRONTIER: usize = 20_000;

/// How far a walk goes, and how many organizations are told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Steps, from 1 to [`HOPS`].
    pub hops: usize,
    /// Organizations beside the one in the middle.
    pub told: usize,
}

impl Bounds {
    /// Reads the number of steps as an address gives it; `usual` where it gives none.
    ///
    /// # Errors
    /// `Invalid` on the field `hops`.
    pub fn parse(given: &str, usual: usize, told: usize) -> Result<Bounds> {
        let hops = match given {
            "" => Some(usual),
            given => given.parse().ok().filter(|hops| (1..=HOPS).contains(hops)),
        };
        let say = || Say::new("number-out-of-range").with("low", 1).with("high", HOPS);
        match hops {
            Some(hops) => Ok(Bounds { hops, told }),
            None => Err(Error::invalid("hops", say())),
        }
    }
}

/// An organization that was come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// Row number.
    pub id: i64,
    /// Steps from the middle.
    pub hop: usize,
    /// Transfers with those one step nearer.
    pub count: i64,
    /// The one of these with which it has most.
    pub over: i64,
}

/// All that were come to, nearest first, those with most transfers first; without the middle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// The organizations.
    pub reached: Vec<Reached>,
    /// Whether a bound was met, so that there may be more.
    pub cut: bool,
}

/// A neighbour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// The organization.
    pub link: Link,
    /// Its country, where that may be told.
    pub country: String,
    /// Steps from the middle; 0 is the middle itself.
    pub hop: usize,
    /// The place in [`Neighbourhood::nodes`] of the one over which it was come to; the middle names itself.
    pub over: usize,
}

/// Transfers from one neighbour to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tie {
    /// Place of the one that let go.
    pub from: usize,
    /// Place of the one that took.
    pub to: usize,
    /// How many.
    pub count: i64,
    /// The first of their days, where one is known.
    pub first: Option<NaiveDate>,
    /// The last.
    pub last: Option<NaiveDate>,
}

/// A neighbourhood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbourhood {
    /// The organization in the middle.
    pub centre: Released<Organization>,
    /// Steps asked for.
    pub hops: usize,
    /// The middle first, then nearest first.
    pub nodes: Vec<Neighbour>,
    /// What leads from one of them to another.
    pub ties: Vec<Tie>,
    /// Whether a bound was met, so that there may be more.
    pub cut: bool,
}

/// The neighbourhood of an organization.
///
/// # Errors
/// `NotFound`.
pub fn of(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref, bounds: Bounds) -> Result<Neighbourhood> {
    let centre = records::show::<Organization>(conn, ctx, r#ref)?;
    let sight = ctx.actor.sight();
    let Reach { mut reached, mut cut } = reach(conn, sight, centre.head.id, bounds.hops)?;
    cut |= reached.len() > bounds.told;
    reached.truncate(bounds.told);
    let middle = Reached {
        id: centre.head.id,
        hop: 0,
        count: 0,
        over: centre.head.id,
    };
    reached.insert(0, middle);
    let ids: Vec<i64> = reached.iter().map(|one| one.id).collect();
    let places: HashMap<i64, usize> = ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    let heads: HashMap<i64, (Head, String)> = store::organizations::seats(conn, &ids)?
        .into_iter()
        .map(|(head, country)| (head.id, (head, country)))
        .collect();
    let node = |one: &Reached| {
        let (head, country) = heads.get(&one.id).ok_or(Error::NotFound("organizations"))?;
        Ok(Neighbour {
            link: Link::to(head),
            country: match release::shows::<Organization>(sight, head, "hq_country") {
                true => country.clone(),
                false => String::new(),
            },
            hop: one.hop,
            over: places.get(&one.over).copied().unwrap_or_default(),
        })
    };
    let nodes = reached.iter().map(node).collect::<Result<Vec<_>>>()?;
    let mut ties: Vec<Tie> = store::flows::among(conn, &ids, sight.reach)?
        .into_iter()
        .filter_map(|flow| {
            Some(Tie {
                from: *places.get(&flow.from)?,
                to: *places.get(&flow.to)?,
                count: flow.count,
                first: flow.first,
                last: flow.last,
            })
        })
        .collect();
    ties.sort_unstable_by_key(|tie| (tie.from, tie.to));
    Ok(Neighbourhood {
        centre,
        hops: bounds.hops,
        nodes,
        ties,
        cut,
    })
}

/// Everyone in sight within so many steps of an organization.
///
/// # Errors
/// Those of the database.
pub fn reach(conn: &mut Conn, sight: Sight, centre: i64, hops: usize) -> Result<Reach> {
    let mut seen: HashSet<i64> = HashSet::from([centre]);
    let mut frontier = vec![centre];
    let mut all = Reach::default();
    for hop in 1..=hops {
        let (beside, cut) = store::flows::beside(conn, &frontier, sight.reach, LOOKED_AT)?;
        all.cut |= cut;
        let mut new = met(&beside, &seen, hop);
        if new.len() > FRONTIER {
            all.cut = true;
            new.truncate(FRONTIER);
        }
        // Also those out of sight: no later step may lead to them again.
        seen.extend(new.iter().map(|one| one.id));
        let ids: Vec<i64> = new.iter().map(|one| one.id).collect();
        let closed = store::records::closed_organizations(conn, &ids, sight)?;
        new.retain(|one| !closed.contains(&one.id));
        frontier = new.iter().map(|one| one.id).collect();
        all.reached.extend(new);
        if frontier.is_empty() {
            break;
        }
    }
    Ok(all)
}

/// Those that a step leads to for the first time, those with most transfers first.
fn met(beside: &[Beside], seen: &HashSet<i64>, hop: usize) -> Vec<Reached> {
    // By its number, how many transfers in all, and how many with the one over which it has most.
    let mut places: HashMap<i64, (usize, i64)> = HashMap::with_capacity(beside.len());
    let mut new: Vec<Reached> = Vec::with_capacity(beside.len());
    for one in beside.iter().filter(|one| !seen.contains(&one.other)) {
        let fresh = new.len();
        let (place, most) = places.entry(one.other).or_insert((fresh, 0));
        if *place == fresh {
            new.push(Reached {
                id: one.other,
                hop,
                count: 0,
                over: one.own,
            });
        }
        if let Some(reached) = new.get_mut(*place) {
            reached.count += one.count;
            if one.count > *most || (one.count == *most && one.own < reached.over) {
                *most = one.count;
                reached.over = one.own;
            }
        }
    }
    new.sort_unstable_by_key(|one| (std::cmp::Reverse(one.count), one.id));
    new
}
