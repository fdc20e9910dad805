//! Two organizations as their records tell them: names, countries, numbers in registers.

use super::{Likeness, Name, Rarity, compare, score};
use crate::{
    domain::{countries::Country, text},
    error::Say,
};

/// The most names of one organization that are compared.
const MOST_NAMES: usize = 8;
/// Registers that give a firm one number: two numbers of them speak for two firms.
const ONE_EACH: &[&str] = &[
    "LEI", "INN", "OGRN", "OGRNIP", "USCC", "DUNS", "EDRPOU", "TIN", "VAT", "EIN",
];
/// What is left of the doubt when a number is the same.
const SAME_NUMBER: f32 = 0.25;
/// What other numbers of a register that gives one each leave of a score.
const OTHER_NUMBER: f32 = 0.75;
/// What other countries leave of a score.
const OTHER_COUNTRY: f32 = 0.82;

/// An organization as its record tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// Its row.
    pub id: i64,
    /// Its own name, then the others.
    pub names: Vec<String>,
    /// Seat and register, as codes; each may be empty.
    pub countries: [String; 2],
    /// Numbers in registers: the register and the number.
    pub numbers: Vec<(String, String)>,
}

/// A party ready to be compared.
#[derive(Debug, Clone)]
pub struct Known {
    names: Vec<(String, Name)>,
    countries: Vec<String>,
    numbers: Vec<(String, String)>,
}

/// Two names, each as written and as compared, and how alike they are.
type Alike<'a> = (&'a (String, Name), &'a (String, Name), f32);

impl Known {
    /// Folds what a record tells.
    pub fn of(party: &Party, rarity: &Rarity) -> Known {
        let names = party.names.iter().filter(|name| !name.is_empty()).take(MOST_NAMES);
        let countries = party.countries.iter().filter(|code| !code.is_empty());
        let numbers = party.numbers.iter();
        Known {
            // The countries of a record count once, not with every name.
            names: names.map(|name| (name.clone(), Name::fold(name, "", rarity))).collect(),
            countries: countries.cloned().collect(),
            numbers: numbers
                .map(|(scheme, value)| (scheme.clone(), text::fold_part(value)))
                .filter(|(_, value)| !value.is_empty())
                .collect(),
        }
    }

    /// The keys under which it is found; two that are put before a person share one, but for very few.
    pub fn keys(&self) -> Vec<String> {
        let numbers = self.numbers.iter().map(|(scheme, value)| format!("n:{scheme}:{value}"));
        let names = self.names.iter().flat_map(|(_, name)| name.keys());
        let mut keys: Vec<String> = numbers.chain(names).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The two names that are most alike, and how alike they are.
    fn best<'a>(&'a self, other: &'a Known) -> Option<Alike<'a>> {
        let pairs = self
            .names
            .iter()
            .flat_map(|one| other.names.iter().map(move |two| (one, two)));
        pairs
            .map(|(one, two)| (one, two, score(&one.1, &two.1)))
            // The first of equals: own names before others.
            .fold(None, |best: Option<(_, _, f32)>, next| match best {
                Some(best) if best.2 >= next.2 => Some(best),
                _ => Some(next),
            })
    }
}

/// The score alone, for going through many.
pub fn likely(one: &Known, other: &Known) -> f32 {
    let best = one.best(other).map_or(0.0, |(.., score)| score);
    weighed(best, one, other).0
}

/// How likely two organizations are one, with what speaks for it and against it.
pub fn likeness(one: &Known, other: &Known) -> Likeness {
    let Some((name, other_name, best)) = one.best(other) else {
        let (score, reasons) = weighed(0.0, one, other);
        return Likeness { score, reasons };
    };
    let mut reasons = Vec::new();
    let own = one.names.first().map(|(text, _)| text) == Some(&name.0);
    let other_own = other.names.first().map(|(text, _)| text) == Some(&other_name.0);
    if !own || !other_own {
        let say = Say::new("party-reason-other-names");
        reasons.push(say.with("one", &name.0).with("other", &other_name.0));
    }
    if best > 0.0 {
        reasons.extend(compare(&name.1, &other_name.1).reasons);
    }
    let (score, more) = weighed(best, one, other);
    reasons.extend(more);
    Likeness { score, reasons }
}

/// The likeness of the names with what numbers and countries say.
fn weighed(names: f32, one: &Known, other: &Known) -> (f32, Vec<Say>) {
    let mut score = names;
    let mut reasons = Vec::new();
    let mut same = false;
    for (scheme, value) in &one.numbers {
        if other
            .numbers
            .iter()
            .any(|(their, number)| their == scheme && number == value)
        {
            score = 1.0 - (1.0 - score) * SAME_NUMBER;
            same = true;
            let say = Say::new("party-reason-same-number");
            reasons.push(say.with("scheme", scheme).with("value", value));
        }
    }
    let has = |known: &Known, scheme: &str| known.numbers.iter().any(|(own, _)| own == scheme);
    let differing = ONE_EACH
        .iter()
        .filter(|scheme| has(one, scheme) && has(other, scheme))
        .find(|scheme| {
            let shared = |(own, value): &(String, String)| {
                own == *scheme
                    && other
                        .numbers
                        .iter()
                        .any(|(their, number)| their == own && number == value)
            };
            !one.numbers.iter().any(shared)
        });
    if let Some(scheme) = differing {
        score *= OTHER_NUMBER;
        reasons.push(Say::new("party-reason-other-number").with("scheme", scheme));
    }
    if !one.countries.is_empty() && !other.countries.is_empty() {
        match one.countries.iter().find(|code| other.countries.contains(code)) {
            Some(code) => reasons.push(Say::new("party-reason-same-country").with("country", code)),
            None => {
                // The same number in a register is one firm, wherever it sits.
                score *= if same { 1.0 } else { OTHER_COUNTRY };
                reasons.push(Say::new("party-reason-country"));
            }
        }
    }
    (score.clamp(0.0, 1.0), reasons)
}

/// Every reason, and whether it speaks against.
const REASONS: &[(&str, bool)] = &[
    ("party-reason-same-number", false),
    ("party-reason-other-names", false),
    ("party-reason-same-words", false),
    ("party-reason-together", false),
    ("party-reason-initials", false),
    ("party-reason-transliterated", false),
    ("party-reason-sounds", false),
    ("party-reason-letters", false),
    ("party-reason-some-words", false),
    ("party-reason-same-country", false),
    ("party-reason-only-common", true),
    ("party-reason-number", true),
    ("party-reason-other-number", true),
    ("party-reason-form", true),
    ("party-reason-country", true),
];
/// The arguments of reasons.
const ARGUMENTS: &[&str] = &["one", "other", "scheme", "value", "country"];

/// Whether a reason speaks against the two being one.
pub fn speaks_against(reason: &Say) -> bool {
    REASONS.iter().any(|(key, against)| *key == reason.key && *against)
}

/// The country that a reason names, in the words of a reader: it is kept as a code.
pub fn country_of(reason: &Say) -> Option<Country> {
    let (_, code) = reason.args.iter().find(|(name, _)| *name == "country")?;
    Country::parse(code).ok()
}

/// Reasons as they are kept: a line each, the key and the arguments behind tabs.
pub fn written(reasons: &[Say]) -> String {
    let plain = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let line = |say: &Say| {
        let arguments = say
            .args
            .iter()
            .map(|(name, value)| format!("\t{name}={}", plain(value)));
        format!("{}{}", say.key, arguments.collect::<String>())
    };
    reasons.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Reads what [`written`] wrote; a reason that this program does not know is left out.
pub fn read(text: &str) -> Vec<Say> {
    let say = |line: &str| {
        let mut cells = line.split('\t');
        let key = cells.next()?;
        let (key, _) = REASONS.iter().find(|(known, _)| *known == key)?;
        let arguments = cells.filter_map(|cell| {
            let (name, value) = cell.split_once('=')?;
            let name = ARGUMENTS.iter().find(|known| **known == name)?;
            Some((*name, value.to_owned()))
        });
        Some(Say {
            key,
            args: arguments.collect(),
        })
    };
    text.lines().filter_map(say).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(name: &str, country: &str, numbers: &[(&str, &str)]) -> Party {
        Party {
            id: 1,
            names: vec![name.to_owned()],
            countries: [country.to_owned(), String::new()],
            numbers: numbers
                .iter()
                .map(|(scheme, value)| ((*scheme).to_owned(), (*value).to_owned()))
                .collect(),
        }
    }

    fn alike(one: &Party, other: &Party) -> (f32, Vec<&'static str>) {
        let known = |party: &Party| Known::of(party, &Rarity::unknown());
        let found = likeness(&known(one), &known(other));
        assert!((found.score - likely(&known(other), &known(one))).abs() < 0.001);
        assert_eq!(read(&written(&found.reasons)), found.reasons);
        (found.score, found.reasons.iter().map(|say| say.key).collect())
    }

    #[test]
    fn numbers_in_registers_speak_for_and_against() {
        let plain = party("Vektor LLC", "RU", &[]);
        let (score, keys) = alike(&plain, &party("ООО Вектор", "RU", &[]));
        assert!(score > super::super::QUEUE);
        assert_eq!(keys.last(), Some(&"party-reason-same-country"));
        let one = party("Vektor LLC", "RU", &[("INN", "7707083893")]);
        let (apart, keys) = alike(&one, &party("Vektor LLC", "RU", &[("INN", "7736050003")]));
        assert!(
            keys.contains(&"party-reason-other-number") && apart < 0.8,
            "{apart} {keys:?}"
        );
        // A firm that calls itself otherwise abroad keeps its number.
        let (same, keys) = alike(&one, &party("Neva Supplies", "AE", &[("INN", "7707-083-893")]));
        assert!(
            keys.contains(&"party-reason-same-number") && same > super::super::QUEUE,
            "{same}"
        );
        let (abroad, keys) = alike(&plain, &party("Vektor LLC", "KZ", &[]));
        assert!(keys.contains(&"party-reason-country") && abroad < 0.9);
    }

    #[test]
    fn another_name_counts_and_is_told() {
        let mut one = party("Elbe Distribution", "DE", &[]);
        one.names.push("Elbe Handelshaus".to_owned());
        let (score, keys) = alike(&one, &party("ELBE HANDELSHAUS GMBH", "DE", &[]));
        assert!(score > 0.8, "{score}");
        assert_eq!(keys.first(), Some(&"party-reason-other-names"));
        let (none, _) = alike(&Party::default(), &one);
        assert!(none < 0.01);
    }

    #[test]
    fn every_reason_is_known_and_kept() {
        for (key, _) in REASONS {
            let say = Say::new(key).with("one", "a\tb").with("country", "RU");
            let kept = read(&written(std::slice::from_ref(&say)));
            assert_eq!((kept[0].key, kept[0].args[0].1.as_str()), (*key, "a b"));
        }
        assert!(speaks_against(&Say::new("party-reason-country")));
        assert!(!speaks_against(&Say::new("party-reason-same-words")));
        assert!(read("party-reason-unheard").is_empty());
    }
}
