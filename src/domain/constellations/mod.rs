//! Constellations: what marks on components of several units have in common: the same lot, the same date code on the same part, or
//! serial numbers that follow one another.
//!
//! A mark leaves *imprints*: its lot, its date code, its serial number, each within a [`Scope`]: the part it stands on, for a lot
//! or a serial number says nothing across parts. Units are what counts: the same lot twice in one unit is nothing. How surprising
//! a constellation is says [`chance`]; it is never a verdict.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

pub mod chance;
pub mod prints;

/// Units that a surprise must rest on; below that it is told as too few to say.
pub const FEW: u32 = 5;
/// Serial numbers that lie no further apart are neighbours.
pub const NEIGHBOURS: u64 = 100;
/// How imprints are taken from marks and counted. Another number makes all marks be read again.
pub const EDITION: u32 = 1;

/// What marks have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The production lot.
    Lot,
    /// The date code of the same part.
    DateCode,
    /// Serial numbers near each other.
    Serial,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 3] = [Kind::Lot, Kind::DateCode, Kind::Serial];

    /// The word in addresses and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Lot => "lot",
            Kind::DateCode => "date_code",
            Kind::Serial => "serial",
        }
    }

    /// The kind a word names.
    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// The number in the database.
    pub const fn number(self) -> i16 {
        match self {
            Kind::Lot => 1,
            Kind::DateCode => 2,
            Kind::Serial => 3,
        }
    }

    /// The kind a number of the database stands for.
    pub fn numbered(number: i16) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.number() == number)
    }
}

/// Within what imprints are compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// The part, where one is on record.
    pub part: Option<i64>,
    /// The maker, where one is on record.
    pub maker: Option<i64>,
    /// What the thing is called, folded; only where no part is on record.
    pub name: String,
}

impl Scope {
    /// What stands in front of every scope of the same things.
    pub fn text(&self) -> String {
        match (self.part, self.maker) {
            (Some(part), _) => format!("p{part}"),
            (None, Some(maker)) => format!("m{maker}:{}", self.name),
            (None, None) => format!("n:{}", self.name),
        }
    }

    /// Whether it tells things from others at all.
    pub fn is_known(&self) -> bool {
        self.part.is_some() || !self.name.is_empty()
    }
}

/// What a mark has left: one thing that another mark can have too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Imprint {
    /// What.
    pub kind: Kind,
    /// Within what it is compared: the text of a [`Scope`], for a serial number with its pattern.
    pub scope: String,
    /// The lot, date code or serial number, folded.
    pub value: String,
}

/// An imprint where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The lot, date code or serial number, folded.
    pub value: String,
    /// How open everything is that it was taken from.
    pub openness: i16,
    /// The unit.
    pub unit: i64,
}

/// What several units have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The value; of serial numbers the lowest.
    pub first: String,
    /// The value; of serial numbers the highest.
    pub last: String,
    /// Units that share it.
    pub units: u32,
    /// Units with an imprint of the kind within the scope.
    pub seen_units: u32,
    /// Different values among these; of serial numbers, how many numbers lie between the lowest and the highest.
    pub seen_values: u64,
    /// How surprising, see [`chance::surprise`].
    pub surprise: i32,
}

/// A place in the list: everything behind it comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The surprise of the last one shown.
    pub surprise: i32,
    /// Its address.
    pub key: String,
}

/// The address of what is shared: the same as long as kind, scope and first value are.
pub fn key(kind: Kind, scope: &str, first: &str) -> String {
    let digest = Sha256::digest(format!("{}\n{scope}\n{first}", kind.as_str()));
    let hex = hex::encode(digest);
    hex.get(..16).unwrap_or(&hex).to_owned()
}

/// Everything that units share among these imprints of one kind and scope. All of them must be as open as the reader's sight.
pub fn shared(kind: Kind, found: &[&Found]) -> Vec<Shared> {
    let mut units: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
    for one in found {
        units.entry(one.value.as_str()).or_default().insert(one.unit);
    }
    let seen: BTreeSet<i64> = found.iter().map(|one| one.unit).collect();
    let seen_units = count(seen.len());
    match kind {
        Kind::Lot | Kind::DateCode => {
            let values = count(units.len());
            let several = units.iter().filter(|(_, units)| units.len() > 1);
            several
                .map(|(value, units)| Shared {
                    first: (*value).to_owned(),
                    last: (*value).to_owned(),
                    units: count(units.len()),
                    seen_units,
                    seen_values: u64::from(values),
                    surprise: chance::surprise(chance::same(seen_units, values, count(units.len()))),
                })
                .collect()
        }
        Kind::Serial => neighbours(&units, seen_units),
    }
}

/// Runs of serial numbers of which each lies near the next. They have one pattern, so that they stand in the order of their numbers.
fn neighbours(units: &BTreeMap<&str, BTreeSet<i64>>, seen_units: u32) -> Vec<Shared> {
    let numbered: Vec<(u64, &str, &BTreeSet<i64>)> = units
        .iter()
        .filter_map(|(value, units)| Some((prints::running(value)?, *value, units)))
        .collect();
    let (Some(lowest), Some(highest)) = (numbered.first(), numbered.last()) else {
        return Vec::new();
    };
    let span = highest.0 - lowest.0 + 1;
    let mut runs: Vec<Vec<&(u64, &str, &BTreeSet<i64>)>> = Vec::new();
    for one in &numbered {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| one.0 - last.0 <= NEIGHBOURS) => run.push(one),
            _ => runs.push(vec![one]),
        }
    }
    let told = |run: &Vec<&(u64, &str, &BTreeSet<i64>)>| {
        let here: BTreeSet<i64> = run.iter().flat_map(|(_, _, units)| units.iter().copied()).collect();
        let (first, last) = (run.first()?, run.last()?);
        (here.len() > 1).then(|| Shared {
            first: first.1.to_owned(),
            last: last.1.to_owned(),
            units: count(here.len()),
            seen_units,
            seen_values: span,
            surprise: chance::surprise(chance::near(seen_units, span, count(here.len()), last.0 - first.0 + 1)),
        })
    };
    runs.iter().filter_map(told).collect()
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(list: &[(&str, i64)]) -> Vec<Found> {
        let one = |(value, unit): &(&str, i64)| Found {
            value: (*value).to_owned(),
            openness: 3,
            unit: *unit,
        };
        list.iter().map(one).collect()
    }

    fn of(kind: Kind, list: &[(&str, i64)]) -> Vec<(String, String, u32)> {
        let found = found(list);
        let all = shared(kind, &found.iter().collect::<Vec<_>>());
        all.into_iter().map(|one| (one.first, one.last, one.units)).collect()
    }

    #[test]
    fn units_count_and_not_marks() {
        assert!(of(Kind::Lot, &[("A17", 1), ("A17", 1), ("B2", 2)]).is_empty());
        assert_eq!(
            of(Kind::Lot, &[("A17", 1), ("A17", 2), ("B2", 2)]),
            [("A17".to_owned(), "A17".to_owned(), 2)]
        );
    }

    #[test]
    fn neighbours_are_runs_of_near_numbers() {
        let list = [
            ("0004711", 1),
            ("0004712", 2),
            ("0004800", 3),
            ("0009000", 4),
            ("0009001", 4),
            ("0020000", 5),
        ];
        assert_eq!(
            of(Kind::Serial, &list),
            [("0004711".to_owned(), "0004800".to_owned(), 3)]
        );
    }

    #[test]
    fn a_lot_that_few_have_is_more_surprising_than_one_that_most_have() {
        let mut list: Vec<(String, i64)> = (0..40).map(|unit| (format!("L{unit}"), unit)).collect();
        list.extend((100..107).map(|unit| ("RARE".to_owned(), unit)));
        let rare: Vec<(&str, i64)> = list.iter().map(|(value, unit)| (value.as_str(), *unit)).collect();
        let rare = found(&rare);
        let rare = shared(Kind::Lot, &rare.iter().collect::<Vec<_>>());
        let common: Vec<(&str, i64)> = (0..44)
            .map(|unit| (if unit % 2 == 0 { "A" } else { "B" }, unit))
            .collect();
        let common = found(&common);
        let common = shared(Kind::Lot, &common.iter().collect::<Vec<_>>());
        assert!(rare[0].surprise > 1_000, "{rare:?}");
        assert!(common.iter().all(|one| one.surprise < 500), "{common:?}");
        // The only two units with any lot: nothing can be said.
        let two = found(&[("A", 1), ("A", 2)]);
        let two = shared(Kind::Lot, &two.iter().collect::<Vec<_>>());
        assert!(two[0].surprise < 500 && two[0].seen_units < FEW);
    }

    #[test]
    fn a_key_stays_with_what_it_names() {
        assert_eq!(key(Kind::Lot, "p1", "A"), key(Kind::Lot, "p1", "A"));
        assert_ne!(key(Kind::Lot, "p1", "A"), key(Kind::DateCode, "p1", "A"));
        assert_eq!(key(Kind::Lot, "p1", "A").len(), 16);
    }
}
