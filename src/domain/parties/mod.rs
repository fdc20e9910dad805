//! Parties: how alike two names of organizations are, with the reasons, and under which keys a name is found.
//!
//! A score proposes, a person merges. The engine is built against what fails most: short true names, one extra letter,
//! names in another script, and the words every second firm has (*Company*, *Trading*, *Shenzhen*), which must not make two
//! firms alike.
//!
//! **Folding** ([`Name::fold`]): other scripts in Latin letters, Chinese kinds of business translated before that; legal forms
//! taken off and remembered; single letters joined (`A-B-C` and `A. B. C.` are `abc`); every word with a weight, low for words
//! that are common in business names or in the catalogue itself ([`Rarity`]).
//!
//! **Score** ([`compare`]): the weight of the words that agree, twice, over the weight of all words of both names (Dice's
//! measure with weights); words agree when equal, when they sound alike in another spelling, or but for a letter. Names that
//! are equal when their telling words are written together count as equal. What speaks against it lowers the score: nothing but
//! common words shared, other numbers, another kind of legal form, another country, another country named in the name.

mod alike;
pub mod candidates;
mod fold;
pub mod index;
mod keys;
pub mod known;
mod legal;
mod words;

use std::collections::HashMap;

use crate::{domain::countries::Country, error::Say};

pub use legal::LegalForm;

/// From here on two names are put before a person.
pub const QUEUE: f32 = 0.72;

/// How common words are among the names that are known.
#[derive(Debug, Clone, Default)]
pub struct Rarity {
    counts: HashMap<String, u32>,
    names: u32,
}

impl Rarity {
    /// Nothing is known: only the words that are common in business names everywhere count as common.
    pub fn unknown() -> Rarity {
        Rarity::default()
    }

    /// Counts the words of names.
    pub fn of<'a>(names: impl Iterator<Item = &'a str>) -> Rarity {
        let mut rarity = Rarity::default();
        for name in names {
            rarity.names = rarity.names.saturating_add(1);
            let mut words = fold::words_of(name).words;
            words.sort();
            words.dedup();
            for word in words {
                let count = rarity.counts.entry(word).or_default();
                *count = count.saturating_add(1);
            }
        }
        rarity
    }

    /// 1 for a word that tells a firm from others, towards 0 for one that many have: the share of the information it carries,
    /// log(names / names with the word) / log(names). Below a hundred names nothing can be said.
    fn weight(&self, word: &str) -> f32 {
        let count = self.counts.get(word).copied().unwrap_or(1).max(1);
        if self.names < 100 || count < 5 {
            return 1.0;
        }
        let (all, with) = (f64::from(self.names), f64::from(count));
        let share = ((all / with).ln() / all.ln()).clamp(0.05, 1.0);
        // Steps of a hundredth are fine enough, and exact.
        (1..=100_u8)
            .map(|step| f32::from(step) / 100.0)
            .find(|step| f64::from(*step) >= share)
            .unwrap_or(1.0)
    }
}

/// A word of a folded name.
#[derive(Debug, Clone, PartialEq)]
struct Word {
    text: String,
    /// How it sounds, spelling aside.
    sound: String,
    weight: f32,
    number: bool,
}

/// A name ready to be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    words: Vec<Word>,
    /// Telling words written together, in their order.
    joined: String,
    /// How that sounds.
    sound: String,
    /// First letters of all words.
    initials: String,
    weight: f32,
    form: Option<LegalForm>,
    country: Option<[u8; 2]>,
    /// Countries that the name itself names.
    states: Vec<Country>,
    /// It had letters of another script.
    translated: bool,
}

impl Name {
    /// Folds a name. `country`: two letters, where it is known.
    pub fn fold(name: &str, country: &str, rarity: &Rarity) -> Name {
        fold::name(name, country, rarity)
    }

    /// The kind of its legal form, where it has one.
    pub fn form(&self) -> Option<LegalForm> {
        self.form
    }

    /// True where nothing is left to compare.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The keys under which it is found: two names that [`compare`] puts into the queue share at least one, but for very few.
    /// At most twelve, sorted.
    pub fn keys(&self) -> Vec<String> {
        keys::of(self)
    }
}

/// How alike two names are.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    /// 0 to 1.
    pub score: f32,
    /// Why, the most telling first.
    pub reasons: Vec<Say>,
}

/// Compares two names.
pub fn compare(one: &Name, other: &Name) -> Likeness {
    let likeness = alike::weigh(one, other);
    Likeness {
        score: likeness.score,
        reasons: likeness.reasons(one, other),
    }
}

/// The score alone, for going through many.
pub fn score(one: &Name, other: &Name) -> f32 {
    alike::weigh(one, other).score
}

#[cfg(test)]
mod tests;
