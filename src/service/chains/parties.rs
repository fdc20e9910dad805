//! Who is who in a chain: organizations in sight, what they are on record as, and which of them a record makes one.
//!
//! An organization that became another stands for it, if its record says so and names one successor only. Where the successor
//! dealt in the same goods before that day, both stay apart: before it they were two, and nothing tells the two times of one
//! record number from each other. That shows a gap too much, never a step that no record tells.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::{
    domain::{
        chains::{Custody, Subject},
        countries::Country,
        organizations::Organization,
        release::{self, Sight},
    },
    error::Result,
    service::Ctx,
    store::{
        self, Conn,
        chains::{Candidate, Party, Successor},
    },
};

/// The most successions that are followed from one organization.
const FOLLOWED: usize = 5;

/// The organizations of a chain.
#[derive(Default)]
pub(super) struct Parties {
    seen: HashMap<i64, Party>,
    stands: HashMap<i64, i64>,
    sight: Option<Sight>,
}

impl Parties {
    /// The parties of these lines and of what is known of a component.
    pub(super) fn of<'a>(
        conn: &mut Conn,
        ctx: &Ctx,
        lines: impl Iterator<Item = &'a Candidate>,
        subject: &Subject,
    ) -> Result<Parties> {
        let sight = ctx.actor.sight();
        let mut first_seen: HashMap<i64, NaiveDate> = HashMap::new();
        let mut ids: Vec<i64> = subject.maker.iter().chain(&subject.holders).copied().collect();
        for line in lines {
            for party in [line.from.0, line.to.0].into_iter().flatten() {
                ids.push(party);
                if let Some(latest) = line.latest {
                    let first = first_seen.entry(party).or_insert(latest);
                    *first = latest.min(*first);
                }
            }
        }
        let mut seen: HashMap<i64, Party> = HashMap::new();
        let mut became: HashMap<i64, Vec<Successor>> = HashMap::new();
        for _ in 0..=FOLLOWED {
            ids.sort_unstable();
            ids.dedup();
            ids.retain(|id| !seen.contains_key(id));
            if ids.is_empty() {
                break;
            }
            let mut found = store::chains::parties(conn, &ids)?;
            found.retain(|_, party| sight.sees(&party.head) && party.head.merged_into.is_none());
            let known: Vec<i64> = found.keys().copied().collect();
            seen.extend(found);
            ids = Vec::new();
            for one in store::chains::successors(conn, &known)? {
                let tells = seen
                    .get(&one.of)
                    .is_some_and(|party| release::shows::<Organization>(sight, &party.head, "succession"));
                if tells {
                    ids.push(one.to);
                    became.entry(one.of).or_default().push(one);
                }
            }
        }
        let joined = |list: &Vec<Successor>| single(list, &seen, &first_seen);
        let direct: HashMap<i64, i64> = became
            .iter()
            .filter_map(|(of, list)| Some((*of, joined(list)?)))
            .collect();
        let stands = seen.keys().map(|id| (*id, last(*id, &direct))).collect();
        Ok(Parties {
            seen,
            stands,
            sight: Some(sight),
        })
    }

    /// The organization that stands for this one in a chain; `None` where it is out of sight.
    pub(super) fn stands_for(&self, id: i64) -> Option<i64> {
        self.stands.get(&id).copied()
    }

    /// What the organization is on record as.
    pub(super) fn custody(&self, id: Option<i64>) -> Custody {
        let Some(party) = id
            .and_then(|id| self.seen.get(&id))
            .filter(|party| self.tells(party, "roles"))
        else {
            return Custody::Other;
        };
        let has = |role: &str| party.roles.lines().any(|one| one == role);
        match (has("maker"), has("authorised_distributor")) {
            (true, _) => Custody::Maker,
            (false, true) => Custody::Authorised,
            (false, false) => match party.roles.lines().all(|one| matches!(one, "consignee" | "end_user")) {
                true if !party.roles.is_empty() => Custody::Last,
                _ => Custody::Other,
            },
        }
    }

    /// Where it has its seat.
    pub(super) fn seat(&self, id: i64) -> Option<Country> {
        let party = self.seen.get(&id).filter(|party| self.tells(party, "hq_country"))?;
        Country::parse(&party.hq_country).ok()
    }

    /// What is known of the component, with its parties as they stand in the steps.
    pub(super) fn resolved(&self, subject: &Subject) -> Subject {
        Subject {
            maker: subject.maker.and_then(|id| self.stands_for(id)),
            holders: subject.holders.iter().filter_map(|id| self.stands_for(*id)).collect(),
            ..subject.clone()
        }
    }

    fn tells(&self, party: &Party, field: &str) -> bool {
        self.sight
            .is_some_and(|sight| release::shows::<Organization>(sight, &party.head, field))
    }
}

/// The one organization in sight that this one became, unless that one was a party of its own before.
fn single(list: &[Successor], seen: &HashMap<i64, Party>, first: &HashMap<i64, NaiveDate>) -> Option<i64> {
    // One out of sight must not show itself by taking the join away.
    let mut known = list.iter().filter(|one| seen.contains_key(&one.to));
    let (one, None) = (known.next()?, known.next()) else {
        return None;
    };
    let apart = first
        .get(&one.to)
        .zip(one.since)
        .is_some_and(|(first, since)| *first < since);
    (!apart).then_some(one.to)
}

/// The last in a line of successions; itself where that line runs in a ring.
fn last(id: i64, direct: &HashMap<i64, i64>) -> i64 {
    let mut met = HashSet::from([id]);
    let mut at = id;
    while let Some(next) = direct.get(&at) {
        if !met.insert(*next) {
            return id;
        }
        at = *next;
    }
    at
}
