//! The search: the best beginnings of chains, step by step.
//!
//! A *beginning* is a chain up to some step. All chains of one step come first, then those of two, and so on. At every party
//! the beginnings that reach it are kept on a shelf: per stretch of time the one that may go on earliest and the one that
//! stands best, never two by the same way unless one may go on earlier. Only what is still on its shelf goes on. So a hub with
//! thousands of records in and out costs records out times places on a shelf, not records in times records out.

use super::{
    LONGEST, MOST_MIDDLE_GAPS, Subject,
    facts::{BEHIND, Day, Fact, span},
    shelves::{Held, Shelves},
    standing::{Loose, Standing},
};

/// The most beginnings that are remembered in all.
const MOST_BEGINNINGS: usize = 400_000;
/// The most tries to go one step further, in all. Trade so dense that it needs more (thousands of records between the same
/// few parties, all of one lot) is tried from the best beginnings on, and said to be cut short.
const MOST_TRIES: usize = 600_000;
/// The most beginnings a gap is bridged from in one round, and the most facts it is bridged to.
const MOST_BRIDGES: usize = 64;

/// What the search found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Best first.
    pub(super) paths: Vec<Path>,
    /// A bound was met.
    pub(super) cut_short: bool,
}

/// A finished chain as indexes of facts.
#[derive(Debug, Clone)]
pub(super) struct Path {
    /// The facts in their order.
    pub(super) facts: Vec<usize>,
    /// Where it stands.
    pub(super) standing: Standing,
}

/// A chain up to a step.
#[derive(Debug, Clone, Copy)]
struct Beginning {
    fact: Fact,
    before: Option<usize>,
    /// The earliest day on which its last step can have happened.
    ready: Day,
    steps: usize,
    bridges: u8,
    /// A number that is the same for the same parties in the same order.
    way: u64,
    standing: Standing,
    loose: Loose,
    shelved: bool,
}

struct Search<'a> {
    facts: &'a [Fact],
    made: Day,
    recovered: Day,
    holders: Vec<usize>,
    /// Facts out of each party, those that stay possible longest first.
    out: Vec<Vec<Fact>>,
    /// Facts a gap may be bridged to.
    landings: Vec<Fact>,
    shelves: Shelves,
    all: Vec<Beginning>,
    tries: usize,
    cut_short: bool,
}

/// The best chains, at most `limit`.
pub(super) fn run(subject: &Subject, facts: &[Fact], parties: &[i64], limit: usize) -> Found {
    let place = |id: &i64| parties.binary_search(id).ok();
    let mut out = vec![Vec::new(); parties.len()];
    for fact in facts {
        if let Some(list) = fact.from.and_then(|party| out.get_mut(party)) {
            list.push(*fact);
        }
    }
    for list in &mut out {
        list.sort_by_key(|fact: &Fact| std::cmp::Reverse(fact.latest));
    }
    let (made, recovered) = span(subject);
    let mut search = Search {
        facts,
        made,
        recovered,
        holders: subject.holders.iter().filter_map(place).collect(),
        out,
        landings: Vec::new(),
        shelves: Shelves::new(subject, parties.len()),
        all: Vec::with_capacity(facts.len() * 2),
        tries: 0,
        cut_short: false,
    };
    search.find_landings(parties.len());
    search.grow();
    let paths = search.best(limit);
    Found {
        paths,
        cut_short: search.cut_short,
    }
}

impl Search<'_> {
    /// Facts that name the item, its lot or its date code and whose sender no such fact of the same strength supplies in time.
    fn find_landings(&mut self, parties: usize) {
        let mut supplied = vec![[BEHIND; 3]; parties];
        let strength = |fact: &Fact| {
            usize::from(fact.matched > super::Matched::Serial) + usize::from(fact.matched > super::Matched::Lot)
        };
        let anchored = || self.facts.iter().filter(|fact| fact.matched.anchors());
        for fact in anchored() {
            let days = fact.to.and_then(|party| supplied.get_mut(party));
            // What names the serial also tells as much as a lot or a date code would.
            for day in days.into_iter().flatten().skip(strength(fact)) {
                *day = (*day).min(fact.earliest);
            }
        }
        let mut landings: Vec<Fact> = anchored()
            .filter(|fact| {
                let day = fact.from.and_then(|party| supplied.get(party)?.get(strength(fact)));
                !fact.by_maker && day.is_none_or(|day| *day > fact.latest)
            })
            .copied()
            .collect();
        landings.sort_by_key(|fact| (fact.matched, fact.id));
        self.cut_short |= landings.len() > MOST_BRIDGES;
        landings.truncate(MOST_BRIDGES);
        self.landings = landings;
    }

    /// All beginnings, the short ones first.
    fn grow(&mut self) {
        for fact in self.facts {
            let waited = days(self.made, fact.middle);
            let (loose, guesses) = Loose::default().with(fact, false);
            let mut standing = Standing::EMPTY.with(fact, waited, false).guessing(guesses);
            if !fact.by_maker {
                standing = standing.gap(waited);
            }
            self.keep(Beginning {
                fact: *fact,
                before: None,
                ready: fact.earliest,
                steps: 1,
                bridges: 0,
                way: way(way(0, fact.from), fact.to),
                standing,
                loose,
                shelved: true,
            });
        }
        let mut round = 0..self.all.len();
        while !round.is_empty() {
            let next = self.all.len();
            self.bridge(round.clone());
            let mut order: Vec<(Standing, usize)> =
                round.filter_map(|at| Some((self.all.get(at)?.standing, at))).collect();
            order.sort_unstable();
            for (_, at) in order {
                self.go_on(at);
            }
            round = next..self.all.len();
        }
    }

    /// One step further from the party that is reached.
    fn go_on(&mut self, at: usize) {
        let Some(beginning) = self.all.get(at).copied().filter(|one| one.shelved) else {
            return;
        };
        let Some(party) = beginning.fact.to else {
            return;
        };
        if self.tries >= MOST_TRIES {
            self.cut_short |= self.out.get(party).is_some_and(|out| !out.is_empty());
            return;
        }
        let Some(out) = self.out.get_mut(party).map(std::mem::take) else {
            return;
        };
        for fact in out.iter().take_while(|fact| fact.latest >= beginning.ready) {
            self.tries += 1;
            self.step(at, &beginning, fact, false);
        }
        if let Some(list) = self.out.get_mut(party) {
            *list = out;
        }
    }

    /// From the best beginnings of a round that end with an anchor, over a gap to facts nobody explains.
    fn bridge(&mut self, round: std::ops::Range<usize>) {
        if self.landings.is_empty() {
            return;
        }
        let mut sources: Vec<(Standing, usize)> = round
            .filter_map(|at| Some((at, self.all.get(at)?)))
            .filter(|(_, one)| one.shelved && one.bridges < MOST_MIDDLE_GAPS && one.fact.matched.anchors())
            .map(|(at, one)| (one.standing, at))
            .collect();
        sources.sort_unstable();
        self.cut_short |= sources.len() > MOST_BRIDGES;
        sources.truncate(MOST_BRIDGES);
        let landings = std::mem::take(&mut self.landings);
        for (_, at) in sources {
            let Some(beginning) = self.all.get(at).copied() else {
                continue;
            };
            let reached = beginning.fact.to;
            for fact in &landings {
                let joined = reached.is_some() && reached == fact.from;
                if !joined && fact.latest >= beginning.ready && fact.id != beginning.fact.id {
                    self.step(at, &beginning, fact, true);
                }
            }
        }
        self.landings = landings;
    }

    /// A beginning with one more step, if it can compete.
    fn step(&mut self, at: usize, beginning: &Beginning, fact: &Fact, bridged: bool) {
        let waited = days(beginning.fact.middle, fact.middle);
        let cut_off = bridged && !beginning.fact.goes_on;
        let (loose, guesses) = beginning.loose.with(fact, beginning.standing.is_anchored());
        let mut standing = beginning.standing.with(fact, waited, cut_off).guessing(guesses);
        let mut on = beginning.way;
        if bridged {
            standing = standing.gap(waited);
            on = way(on, fact.from);
        }
        let longer = Beginning {
            fact: *fact,
            before: Some(at),
            ready: beginning.ready.max(fact.earliest),
            steps: beginning.steps + 1,
            bridges: beginning.bridges + u8::from(bridged),
            way: way(on, fact.to),
            standing,
            loose,
            shelved: true,
        };
        if !self.shelves.has_room(fact, longer.ready, &longer.standing) || self.visits(at, fact, bridged) {
            return;
        }
        if longer.steps > LONGEST {
            self.cut_short = true;
            return;
        }
        self.keep(longer);
    }

    /// True where a beginning has been at the party a fact reaches, or, over a gap, at the one it leaves.
    fn visits(&self, mut at: usize, fact: &Fact, bridged: bool) -> bool {
        let again = |party: Option<usize>| party.is_some() && (party == fact.to || (bridged && party == fact.from));
        loop {
            let Some(one) = self.all.get(at) else { return true };
            if again(one.fact.from) || again(one.fact.to) {
                return true;
            }
            match one.before {
                Some(before) => at = before,
                None => return false,
            }
        }
    }

    /// Remembers a beginning, on the shelf where there is one; what it displaces does not go on.
    fn keep(&mut self, one: Beginning) {
        if self.all.len() >= MOST_BEGINNINGS {
            self.cut_short = true;
            return;
        }
        let Some(shelf) = self.shelves.of(&one.fact) else {
            // Nobody is reached: it can end here, or go on over a gap.
            self.all.push(one);
            return;
        };
        let newcomer = Held {
            standing: one.standing,
            ready: one.ready,
            way: one.way,
            at: self.all.len(),
        };
        let Some(displaced) = self.shelves.put(shelf, newcomer) else {
            return;
        };
        if let Some(old) = displaced.and_then(|old| self.all.get_mut(old.at)) {
            old.shelved = false;
        }
        self.all.push(one);
    }

    /// Every chain ends somewhere; the best ends first.
    fn best(&self, limit: usize) -> Vec<Path> {
        let mut ends: Vec<(Standing, usize)> = self
            .all
            .iter()
            .enumerate()
            .filter(|(_, one)| one.shelved)
            .map(|(at, one)| {
                let waited = days(one.fact.middle, self.recovered);
                let held = one.fact.to.is_some_and(|party| self.holders.contains(&party));
                let standing = one.standing.waited(waited);
                (if held { standing } else { standing.gap(waited) }, at)
            })
            .collect();
        ends.sort_unstable();
        let mut chosen: Vec<(u64, Path)> = Vec::new();
        for (standing, at) in ends {
            let Some(end) = self.all.get(at) else { continue };
            if chosen.len() >= limit {
                break;
            }
            if chosen.iter().any(|(way, _)| *way == end.way) {
                continue;
            }
            let facts = self.unwound(at);
            let piece = chosen
                .iter()
                .any(|(_, path)| facts.iter().all(|fact| path.facts.contains(fact)));
            if !piece {
                let path = Path { facts, standing };
                chosen.push((end.way, path));
            }
        }
        chosen.into_iter().map(|(_, path)| path).collect()
    }

    fn unwound(&self, at: usize) -> Vec<usize> {
        let mut facts = Vec::with_capacity(LONGEST);
        let mut next = Some(at);
        while let Some(one) = next.and_then(|at| self.all.get(at)) {
            facts.push(one.fact.id);
            next = one.before;
        }
        facts.reverse();
        facts
    }
}

/// Days from one day to another; none where the second is not later.
fn days(from: Day, to: Day) -> u32 {
    u32::try_from(to - from).unwrap_or(0)
}

/// Mixes a party into the number of a way (FNV-1a over whole numbers).
fn way(before: u64, party: Option<usize>) -> u64 {
    let party = party
        .and_then(|party| u64::try_from(party).ok())
        .map_or(u64::MAX, |party| party + 1);
    (before ^ party).wrapping_mul(0x0100_0000_01b3).rotate_left(23) ^ 0xcbf2_9ce4_8422_2325
}
