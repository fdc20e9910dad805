//! Shelves: per party and stretch of time the beginnings of chains that may go on.

use super::{
    Subject,
    facts::{BEFORE, BEHIND, Day, Fact, span},
    standing::Standing,
};

/// Stretches of time a party's shelf is divided into.
const STRETCHES: usize = 6;
/// Beginnings kept per stretch.
const PLACES: usize = 2;
/// The length of time that stretches divide where making or recovery is unknown, in days.
const USUAL_SPAN: Day = 4_000;

/// What a shelf remembers of a beginning, so that most newcomers are judged without looking further.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    /// Where it stands.
    pub(super) standing: Standing,
    /// The earliest day it may go on.
    pub(super) ready: Day,
    /// A number that is the same for the same parties in the same order.
    pub(super) way: u64,
    /// Its number.
    pub(super) at: usize,
}

/// One stretch of one party's shelf.
type Places = [Option<Held>; PLACES];

/// All shelves.
#[derive(Debug)]
pub(super) struct Shelves {
    /// By party and stretch.
    places: Vec<Places>,
    from_day: Day,
    stretch: Day,
}

impl Shelves {
    /// Empty ones.
    pub(super) fn new(subject: &Subject, parties: usize) -> Shelves {
        let (from_day, stretch) = stretches(subject);
        Shelves {
            places: vec![[None; PLACES]; STRETCHES * parties],
            from_day,
            stretch,
        }
    }

    /// Where a beginning stands whose last step is this one; none where nobody is reached.
    pub(super) fn of(&self, fact: &Fact) -> Option<usize> {
        let stretch = usize::try_from((fact.middle - self.from_day) / self.stretch).unwrap_or(0);
        Some(fact.to? * STRETCHES + stretch.min(STRETCHES - 1))
    }

    /// A quick look whether there can be a place.
    pub(super) fn has_room(&self, fact: &Fact, ready: Day, standing: &Standing) -> bool {
        let places = self.of(fact).and_then(|shelf| self.places.get(shelf));
        places.is_none_or(|places| {
            places.iter().any(|place| match place {
                None => true,
                Some(old) => ready < old.ready || *standing < old.standing,
            })
        })
    }

    /// Puts a newcomer on its shelf. Outside: whether it got a place; inside: which one it displaced.
    pub(super) fn put(&mut self, shelf: usize, newcomer: Held) -> Option<Option<Held>> {
        let place = self.places.get_mut(shelf).and_then(|places| loser(places, &newcomer))?;
        Some(place.replace(newcomer))
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
    if let Some(at) = places
        .iter()
        .position(replaced)
        .or_else(|| places.iter().position(Option::is_none))
    {
        return places.get_mut(at);
    }
    let all = || places.iter().flatten().chain([new]);
    let earliest = all().min_by_key(|one| (one.ready, one.standing, one.at))?.at;
    let worst = all()
        .filter(|one| one.at != earliest)
        .max_by_key(|one| (one.standing, one.at))?
        .at;
    places.iter_mut().find(|place| place.is_some_and(|old| old.at == worst))
}
