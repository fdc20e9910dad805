//! From a proposed chain to what its reader is told: the records of its steps, each released, and the parties by name.

use std::collections::HashMap;

use super::{Chain, Diversion, Gap, Piece, Step, Who, parties::Parties, subject::Known, words};
use crate::{
    domain::{
        chains::{self, GapAt},
        countries::Country,
        records::{Link, Record},
        release::{self, Released},
        transfers::{Side, Transfer},
    },
    error::{Result, Say},
    service::Ctx,
    store::{self, Conn},
};

/// The most records told for one step.
const RECORDS: usize = 5;

/// Tells the chains; one whose records are not released after all is left out.
pub(super) fn tell(
    conn: &mut Conn,
    ctx: &Ctx,
    known: &Known,
    parties: &Parties,
    proposed: &[chains::Chain],
) -> Result<Vec<Chain>> {
    let mut ids: Vec<i64> = proposed
        .iter()
        .flat_map(|chain| &chain.links)
        .flat_map(transfers)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let found = release::release_all(store::transfers::list(conn, &ids)?, &ctx.actor);
    let teller = Teller {
        known,
        parties,
        found: found.into_iter().map(|one| (one.head().id, one)).collect(),
    };
    let told = proposed.iter().filter_map(|chain| teller.chain(chain));
    Ok((1..).zip(told).map(|(rank, chain)| Chain { rank, ..chain }).collect())
}

fn transfers(link: &chains::Link) -> Vec<i64> {
    match link {
        chains::Link::Step(step) => step.transfers.iter().take(RECORDS).copied().collect(),
        chains::Link::Gap(_) => Vec::new(),
    }
}

struct Teller<'a> {
    known: &'a Known,
    parties: &'a Parties,
    found: HashMap<i64, Released<Transfer>>,
}

impl Teller<'_> {
    fn chain(&self, chain: &chains::Chain) -> Option<Chain> {
        let mut links: Vec<Piece> = Vec::with_capacity(chain.links.len());
        for (at, link) in chain.links.iter().enumerate() {
            let told = match link {
                chains::Link::Step(step) => Piece::Step(Box::new(self.step(step)?)),
                chains::Link::Gap(gap) => Piece::Gap(Box::new(Gap {
                    at: gap.at,
                    days_min: gap.days_min,
                    days_max: gap.days_max,
                    from: match at.checked_sub(1).and_then(|before| chain.links.get(before)) {
                        Some(chains::Link::Step(before)) => self.step(before)?.to,
                        _ => self.maker(),
                    },
                    to: match chain.links.get(at + 1) {
                        Some(chains::Link::Step(behind)) => self.step(behind)?.from,
                        _ => self.unit(),
                    },
                })),
            };
            links.push(told);
        }
        let mut reasons = chain.reasons.clone();
        reasons.extend(self.successions(&links));
        reasons.extend(words::reasons(&self.known.keys, &links));
        Some(Chain {
            rank: 0,
            score: chain.score,
            diversion: match chain.diversion {
                chains::Diversion::Stated { link, .. } => Diversion::Stated(link),
                chains::Diversion::InGap { link, .. } => Diversion::InGap(link),
                chains::Diversion::Unknown => Diversion::Unknown,
            },
            reasons,
            links,
        })
    }

    fn step(&self, step: &chains::ChainStep) -> Option<Step> {
        let records = step.transfers.iter().take(RECORDS).filter_map(|id| self.found.get(id));
        let transfers: Vec<Released<Transfer>> = records.cloned().collect();
        let first = transfers.first()?;
        Some(Step {
            from: who(first.from.as_ref(), &first.what.from, step.from.country),
            to: who(first.to.as_ref(), &first.what.to, step.to.country),
            earliest: step.earliest,
            latest: step.latest,
            matched: step.matched,
            others: step.others,
            transfers,
        })
    }

    /// The maker, where a gap begins the chain.
    fn maker(&self) -> Who {
        let link = self.known.maker.as_ref();
        Who {
            name: link.map(|link| link.title.clone()).unwrap_or_default(),
            country: code(self.known.subject.maker_country),
            link: link.cloned(),
        }
    }

    /// The unit, where a gap ends the chain.
    fn unit(&self) -> Who {
        let link = self.known.unit.as_ref().map(|unit| Link::to(unit.head()));
        Who {
            name: link.as_ref().map(|link| link.title.clone()).unwrap_or_default(),
            country: code(self.known.subject.recovered_country),
            link,
        }
    }

    /// Where one step ends at an organization and the next begins at what that one became, the chain rests on the record of the
    /// succession too.
    fn successions(&self, links: &[Piece]) -> Vec<Say> {
        let mut said = Vec::new();
        for pair in links.windows(2) {
            let [Piece::Step(one), Piece::Step(two)] = pair else {
                continue;
            };
            let (Some(old), Some(new)) = (&one.to.link, &two.from.link) else {
                continue;
            };
            let together = self.parties.stands_for(old.id) == self.parties.stands_for(new.id);
            if old.id != new.id && together {
                said.push(
                    Say::new("chain-reason-succession")
                        .with("old", &old.title)
                        .with("new", &new.title),
                );
            }
        }
        said
    }
}

fn code(country: Option<Country>) -> String {
    country.map_or_else(String::new, |country| country.code().to_owned())
}

/// An end of a released transfer: the organization, else the name as written.
fn who(link: Option<&Link>, side: &Side, country: Option<Country>) -> Who {
    let title = link.map(|link| link.title.clone()).unwrap_or_default();
    Who {
        name: match title.is_empty() {
            true => side.name.clone(),
            false => title,
        },
        country: code(country),
        link: link.cloned(),
    }
}

impl Gap {
    /// Whether it leads to the unit.
    pub fn is_last(&self) -> bool {
        self.at == GapAt::End
    }
}
