//! All organizations by the keys under which they are found, in memory: a million take about a quarter of a gigabyte while they
//! are compared, and nothing when they are not.

use std::{
    collections::{HashMap, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
};

use super::{
    Likeness, QUEUE, Rarity,
    known::{Known, Party, likely, likeness},
};

/// Every organization under a key that so few share is compared.
const FEW: usize = 40;
/// Of those under a key that more share, only those that share a second key; under one that still more share, nobody.
const MANY: usize = 400;
/// The most that one organization is compared with.
const COMPARED: usize = 300;
/// The most that one organization is put beside, the most alike ones.
const PAIRS: usize = 20;

/// Two organizations that may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The older.
    pub one: i64,
    /// The other.
    pub other: i64,
    /// How likely they are one, and why.
    pub likeness: Likeness,
}

/// All organizations, to be compared with each.
#[derive(Debug, Default)]
pub struct Index {
    members: Vec<Member>,
    places: HashMap<i64, u32>,
    /// Keys and members, sorted: those that were there from the beginning.
    base: Vec<(u32, u32)>,
    /// Those that came since.
    added: HashMap<u32, Vec<u32>>,
    rarity: Rarity,
    turn: u32,
}

/// An organization, packed.
#[derive(Debug)]
struct Member {
    id: i64,
    packed: Box<str>,
    /// When it was last compared with all others, in turns; 0 for never.
    compared: u32,
    /// When it was last written here.
    written: u32,
    gone: bool,
}

impl Member {
    fn of(party: &Party, turn: u32) -> Member {
        let names = party.names.join("\n");
        let numbers: Vec<String> = party
            .numbers
            .iter()
            .map(|(scheme, value)| format!("{scheme}\u{2}{value}"))
            .collect();
        Member {
            id: party.id,
            packed: [names, party.countries.join("\n"), numbers.join("\n")]
                .join("\u{1}")
                .into_boxed_str(),
            compared: 0,
            written: turn,
            gone: false,
        }
    }

    fn party(&self) -> Party {
        let mut pieces = self.packed.split('\u{1}');
        let mut piece = || pieces.next().unwrap_or_default();
        let (names, countries, numbers) = (piece(), piece(), piece());
        let (seat, register) = countries.split_once('\n').unwrap_or((countries, ""));
        Party {
            id: self.id,
            names: names.lines().map(str::to_owned).collect(),
            countries: [seat.to_owned(), register.to_owned()],
            numbers: numbers
                .lines()
                .filter_map(|line| line.split_once('\u{2}'))
                .map(|(scheme, value)| (scheme.to_owned(), value.to_owned()))
                .collect(),
        }
    }
}

fn hash(key: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    // Two keys in four thousand million that fall together cost one comparison.
    u32::try_from(hasher.finish() & u64::from(u32::MAX)).unwrap_or(0)
}

impl Index {
    /// An empty one.
    pub fn new() -> Index {
        Index::default()
    }

    /// Takes in an organization before the index is used.
    pub fn add(&mut self, party: &Party) {
        let place = u32::try_from(self.members.len()).unwrap_or(u32::MAX);
        self.places.insert(party.id, place);
        self.members.push(Member::of(party, 0));
    }

    /// How many it holds.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Sorts everything under its keys; to be called once, after the last [`Index::add`]. How common words are is counted here
    /// and stays so until the index is made anew.
    pub fn sort(&mut self) {
        let names = self
            .members
            .iter()
            .flat_map(|member| member.packed.split('\u{1}').next().unwrap_or_default().lines());
        self.rarity = Rarity::of(names);
        let mut base: Vec<(u32, u32)> = Vec::with_capacity(self.members.len() * 6);
        for (place, member) in (0..).zip(&self.members) {
            let known = Known::of(&member.party(), &self.rarity);
            base.extend(known.keys().iter().map(|key| (hash(key), place)));
        }
        base.sort_unstable();
        base.dedup();
        base.shrink_to_fit();
        self.base = base;
        self.turn = 1;
    }

    /// Takes in an organization that is new or was changed.
    pub fn put(&mut self, party: &Party) {
        self.turn += 1;
        let fresh = Member::of(party, self.turn);
        let place = match self.places.get(&party.id) {
            Some(place) => *place,
            None => {
                let place = u32::try_from(self.members.len()).unwrap_or(u32::MAX);
                self.places.insert(party.id, place);
                self.members.push(Member::of(&Party::default(), 0));
                place
            }
        };
        let Some(member) = usize::try_from(place).ok().and_then(|at| self.members.get_mut(at)) else {
            return;
        };
        // Told again as it was: what was compared with it still stands.
        if member.packed == fresh.packed && !member.gone && member.id == party.id {
            return;
        }
        *member = fresh;
        // Under its old keys it costs a comparison; under the new ones it is found.
        for key in Known::of(party, &self.rarity).keys() {
            let block = self.added.entry(hash(&key)).or_default();
            if !block.contains(&place) {
                block.push(place);
            }
        }
    }

    /// Forgets an organization that was merged or withdrawn.
    pub fn remove(&mut self, id: i64) {
        if let Some(member) = self.member(id) {
            member.gone = true;
        }
    }

    fn member(&mut self, id: i64) -> Option<&mut Member> {
        let place = usize::try_from(*self.places.get(&id)?).ok()?;
        self.members.get_mut(place)
    }

    fn at(&self, place: u32) -> Option<&Member> {
        self.members.get(usize::try_from(place).ok()?)
    }

    /// How likely two that it holds are one; `None` where one is not here.
    pub fn compare(&self, one: i64, other: i64) -> Option<Likeness> {
        let known = |id: i64| {
            let member = self.at(*self.places.get(&id)?).filter(|member| !member.gone)?;
            Some(Known::of(&member.party(), &self.rarity))
        };
        Some(likeness(&known(one)?, &known(other)?))
    }

    /// Those that may be the same organization as this one, most alike first. What another was compared with since this one was
    /// written is not compared again.
    pub fn alike(&mut self, id: i64) -> Vec<Pair> {
        self.turn += 1;
        let turn = self.turn;
        let Some(member) = self.member(id).filter(|member| !member.gone) else {
            return Vec::new();
        };
        member.compared = turn;
        let (party, written) = (member.party(), member.written);
        let known = Known::of(&party, &self.rarity);
        let mut pairs: Vec<Pair> = Vec::new();
        for place in self.beside(&known, id, written) {
            let Some(other) = self.at(place) else { continue };
            let other_known = Known::of(&other.party(), &self.rarity);
            if likely(&known, &other_known) < QUEUE {
                continue;
            }
            let (one, other) = (id.min(other.id), id.max(other.id));
            pairs.push(Pair {
                one,
                other,
                likeness: likeness(&known, &other_known),
            });
        }
        pairs.sort_by(|one, two| {
            let by_score = two.likeness.score.total_cmp(&one.likeness.score);
            by_score.then_with(|| (one.one, one.other).cmp(&(two.one, two.other)))
        });
        pairs.truncate(PAIRS);
        pairs
    }

    /// The places of those to compare with, those that share most keys first.
    fn beside(&self, known: &Known, id: i64, written: u32) -> Vec<u32> {
        let mut shared: HashMap<u32, u32> = HashMap::new();
        for key in known.keys() {
            let hashed = hash(&key);
            let from = self.base.partition_point(|(other, _)| *other < hashed);
            let rest = self.base.get(from..).unwrap_or_default();
            // Far enough to know that there are too many.
            let run = rest.iter().take(MANY + 1).take_while(|(other, _)| *other == hashed);
            let more = self.added.get(&hashed).into_iter().flatten().copied();
            let mut block: Vec<u32> = run.map(|(_, place)| *place).chain(more).collect();
            let weight = match block.len() {
                0..=FEW => 2,
                len if len <= MANY => 1,
                // The whole name or a whole word of it: the oldest that bear it stand for all.
                _ if key.starts_with("j:") || key.starts_with("n:") => {
                    block.truncate(FEW);
                    2
                }
                _ => continue,
            };
            for place in block {
                *shared.entry(place).or_default() += weight;
            }
        }
        let mut found: Vec<(u32, u32)> = shared
            .into_iter()
            .filter(|(place, weight)| {
                let open = |other: &Member| !other.gone && other.id != id && other.compared <= written;
                *weight >= 2 && self.at(*place).is_some_and(open)
            })
            .map(|(place, weight)| (u32::MAX - weight, place))
            .collect();
        found.sort_unstable();
        found.truncate(COMPARED);
        found.into_iter().map(|(_, place)| place).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(id: i64, name: &str) -> Party {
        Party {
            id,
            names: vec![name.to_owned()],
            ..Party::default()
        }
    }

    fn pairs(index: &mut Index, id: i64) -> Vec<(i64, i64)> {
        index.alike(id).iter().map(|pair| (pair.one, pair.other)).collect()
    }

    fn index() -> Index {
        let mut index = Index::new();
        for (id, name) in [
            (1, "Vektor Trading LLC"),
            (2, "ООО Вектор Трейд"),
            (3, "Elbe Distribution"),
            (4, "Harbour Electronics"),
        ] {
            index.add(&party(id, name));
        }
        index.sort();
        index
    }

    #[test]
    fn every_pair_is_found_once() {
        let mut index = index();
        assert_eq!(pairs(&mut index, 1), [(1, 2)]);
        assert_eq!(pairs(&mut index, 2), []);
        assert_eq!(pairs(&mut index, 3), []);
        // In any order of asking.
        let mut index = super::tests::index();
        assert_eq!(pairs(&mut index, 2), [(1, 2)]);
        assert_eq!(pairs(&mut index, 1), []);
    }

    #[test]
    fn what_is_new_or_changed_is_compared_with_all() {
        let mut index = index();
        for id in 1..=4 {
            index.alike(id);
        }
        index.put(&party(5, "ELBE DISTRIBUTION GMBH"));
        assert_eq!(pairs(&mut index, 5), [(3, 5)]);
        assert_eq!(pairs(&mut index, 3), []);
        index.put(&party(4, "Elbe Distribution AG"));
        let mut found = pairs(&mut index, 4);
        found.sort_unstable();
        assert_eq!(found, [(3, 4), (4, 5)]);
        // Told again as it was, nothing is compared again.
        index.put(&party(4, "Elbe Distribution AG"));
        index.remove(3);
        index.put(&party(6, "Elbe Distribution KG"));
        let mut found = pairs(&mut index, 6);
        found.sort_unstable();
        assert_eq!(found, [(4, 6), (5, 6)]);
        assert_eq!((index.compare(3, 4), index.compare(4, 99)), (None, None));
        assert!(index.compare(4, 5).unwrap().score > QUEUE);
    }

    #[test]
    fn numbers_bring_together_what_names_do_not() {
        let mut index = Index::new();
        for (id, name) in [(1, "Neva Supplies"), (2, "Severnaya Kompaniya Postavok")] {
            let numbers = vec![("INN".to_owned(), "7707083893".to_owned())];
            index.add(&Party {
                numbers,
                ..party(id, name)
            });
        }
        index.sort();
        let found = index.alike(1);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].likeness.reasons[0].key, "party-reason-same-number");
    }

    #[test]
    fn a_thousand_of_the_same_name_are_put_beside_a_few() {
        let mut index = Index::new();
        for id in 1..=1_000 {
            index.add(&party(id, "Mikron Komponent"));
        }
        index.sort();
        let found: usize = (1..=1_000).map(|id| index.alike(id).len()).sum();
        assert!((500..=1_000 * PAIRS).contains(&found), "{found}");
        assert!(index.alike(1_001).is_empty());
    }
}
