//! The search: the best beginnings of chains, step by step.
//!
//! A *beginning* is a chain up to some step. All chains of one step come first, then those of two, and so on. At every party
//! the beginnings that reach it are kept on a shelf: per stretch of time the one that may go on earliest and the one that
//! stands best, never two by the same way unless one may go on earlier. Only what is still on its shelf goes on. So a hub with
//! thousands of records in and out costs records out times places on a shelf, not records in times records out.

use super::{
    LONGEST, MOST_MIDDLE_GAPS, Subject,
    facts::{BEFORE, BEHIND, Day, Fact, span},
    standing::Standing,
};

/// Stretches of time a party's shelf is divided into.
const STRETCHES: usize = 6;
/// Beginnings kept per stretch.
const PLACES: usize = 2;
/// The length of time that stretches divide where making or recovery is unknown, in days.
const USUAL_SPAN: Day = 4_000;
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
    /// Others by the same parties.
    pub(super) variants: usize,
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

/// Steps that name no more than the part: those settled as guesses, and those since the last anchor.
#[derive(Debug, Clone, Copy, Default)]
struct Loose {
    guesses: u8,
    run: u8,
    unsure_in: u8,
    unsure_out: u8,
}

impl Loose {
    /// With one more step; `anchored`: an anchor came before it. Returns the guesses as they stand when the chain ends here.
    fn with(mut self, fact: &Fact, anchored: bool) -> (Loose, u8) {
        if fact.matched.anchors() {
            // Before the first anchor it counts who else could have supplied; between two, one record that joins them is none.
            self.guesses += match (anchored, self.run) {
                (false, _) => self.unsure_in,
                (true, 0 | 1) => 0,
                (true, _) => self.unsure_in.min(self.unsure_out),
            };
            let settled = Loose {
                guesses: self.guesses,
                ..Loose::default()
            };
            return (settled, self.guesses);
        }
        self.run += 1;
        self.unsure_in += u8::from(!fact.only_in);
        self.unsure_out += u8::from(!fact.only_out);
        (self, self.guesses + self.unsure_out)
    }
}

/// What a shelf remembers of a beginning, so that most newcomers are judged without looking further.
#[derive(Debug, Clone, Copy)]
struct Held {
    standing: Standing,
    ready: Day,
    way: u64,
    at: usize,
}

/// One stretch of one party's shelf.
type Places = [Option<Held>; PLACES];

struct Search<'a> {
    facts: &'a [Fact],
    made: Day,
    recovered: Day,
    maker: Option<usize>,
    holders: Vec<usize>,
    /// Facts out of each party, those that stay possible longest first.
    out: Vec<Vec<Fact>>,
    /// Facts a gap may be bridged to.
    landings: Vec<Fact>,
    /// By party and stretch.
    shelves: Vec<Places>,
    all: Vec<Beginning>,
    from_day: Day,
    stretch: Day,
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
    let (from_day, stretch) = stretches(subject);
    let mut search = Search {
        facts,
        made,
        recovered,
        maker: subject.maker.as_ref().and_then(place),
        holders: subject.holders.iter().filter_map(place).collect(),
        out,
        landings: Vec::new(),
        shelves: vec![[None; PLACES]; STRETCHES * parties.len()],
        all: Vec::with_capacity(facts.len() * 2),
        from_day,
        stretch,
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

/// The first day and the length of the stretches; from the subject alone, so that no record changes what another competes with.
fn stretches(subject: &Subject) -> (Day, Day) {
    let (made, recovered) = span(subject);
    let (first, last) = match (made > BEFORE, recovered < BEHIND) {
        (true, true) => (made, recovered),
        (true, false) => (made, made + USUAL_SPAN),
        (false, true) => (recovered - USUAL_SPAN, recovered),
        (false, false) => (BEHIND - 10 * USUAL_SPAN, BEHIND),
    };
    let count = Day::try_from(STRETCHES).unwrap_or(1);
    (first, ((last - first) / count).max(1))
}

impl Search<'_> {
    /// Facts that name the item, its lot or its date code and whose sender no such fact of the same strength supplies in time.
    fn find_landings(&mut self, parties: usize) {
        let mut supplied = vec![[BEHIND; 3]; parties];
        let strength = |fact: &Fact| usize::from(fact.matched > super::Matched::Serial) + usize::from(fact.matched > super::Matched::Lot);
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
                !self.leaves_maker(fact) && day.is_none_or(|day| *day > fact.latest)
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
            if !self.leaves_maker(fact) {
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
            let mut order: Vec<(Standing, usize)> = round.filter_map(|at| Some((self.all.get(at)?.standing, at))).collect();
            order.sort_unstable();
            for (_, at) in order {
                self.go_on(at);
            }
            round = next..self.all.len();
        }
    }

    fn leaves_maker(&self, fact: &Fact) -> bool {
        fact.from.is_some() && fact.from == self.maker
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
            let Some(beginning) = self.all.get(at).copied() else { continue };
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
        if !self.competes(&longer) || self.visits(at, fact, bridged) {
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

    /// Which stretch of which shelf a beginning stands on; none where nobody is reached.
    fn shelf(&self, one: &Beginning) -> Option<usize> {
        let stretch = usize::try_from((one.fact.middle - self.from_day) / self.stretch).unwrap_or(0);
        Some(one.fact.to? * STRETCHES + stretch.min(STRETCHES - 1))
    }

    /// A quick look whether there is a place for it.
    fn competes(&self, one: &Beginning) -> bool {
        let places = self.shelf(one).and_then(|shelf| self.shelves.get(shelf));
        places.is_none_or(|places| {
            places.iter().any(|place| match place {
                None => true,
                Some(old) => one.ready < old.ready || one.standing < old.standing,
            })
        })
    }

    /// Remembers a beginning, on the shelf where there is one; what it displaces does not go on.
    fn keep(&mut self, one: Beginning) {
        if self.all.len() >= MOST_BEGINNINGS {
            self.cut_short = true;
            return;
        }
        let Some(shelf) = self.shelf(&one) else {
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
        let Some(place) = self.shelves.get_mut(shelf).and_then(|places| loser(places, &newcomer)) else {
            return;
        };
        if let Some(old) = place.replace(newcomer).and_then(|old| self.all.get_mut(old.at)) {
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
            if let Some((_, same)) = chosen.iter_mut().find(|(way, _)| *way == end.way) {
                same.variants += 1;
                continue;
            }
            if chosen.len() >= limit {
                continue;
            }
            let facts = self.unwound(at);
            let piece = chosen.iter().any(|(_, path)| facts.iter().all(|fact| path.facts.contains(fact)));
            if !piece {
                let path = Path { facts, standing, variants: 0 };
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

/// The place a newcomer takes: one that went the same way and is neither earlier nor better, an empty one, or that of the one
/// that stands worst, but never of the one that may go on earliest. `None` where the newcomer itself is the one to go.
fn loser<'a>(places: &'a mut Places, new: &Held) -> Option<&'a mut Option<Held>> {
    let no_worse = |one: &Held, other: &Held| one.ready <= other.ready && one.standing <= other.standing;
    let doubled = places.iter().flatten().find(|old| old.way == new.way);
    if doubled.is_some_and(|old| no_worse(old, new)) {
        return None;
    }
    let replaced = |place: &Option<Held>| match place {
        Some(old) => old.way == new.way && no_worse(new, old),
        None => false,
    };
    if let Some(at) = places.iter().position(replaced).or_else(|| places.iter().position(Option::is_none)) {
        return places.get_mut(at);
    }
    let all = || places.iter().flatten().chain([new]);
    let earliest = all().min_by_key(|one| (one.ready, one.standing, one.at))?.at;
    let worst = all().filter(|one| one.at != earliest).max_by_key(|one| (one.standing, one.at))?.at;
    places.iter_mut().find(|place| place.is_some_and(|old| old.at == worst))
}

/// Days from one day to another; none where the second is not later.
fn days(from: Day, to: Day) -> u32 {
    u32::try_from(to - from).unwrap_or(0)
}

/// Mixes a party into the number of a way (FNV-1a over whole numbers).
fn way(before: u64, party: Option<usize>) -> u64 {
    let party = party.and_then(|party| u64::try_from(party).ok()).map_or(u64::MAX, |party| party + 1);
    (before ^ party).wrapping_mul(0x0100_0000_01b3).rotate_left(23) ^ 0xcbf2_9ce4_8422_2325
}
