//! What the names of a file stand for, kept small: a file may name a million.

use std::{collections::BTreeMap, hash::RandomState};

use string_interner::{StringInterner, Symbol, backend::StringBackend, symbol::SymbolU32};

use crate::domain::{refs::Ref, release::Release, text};

/// New parties and sources that a report lists; all are counted.
const TOLD: usize = 100;

/// Texts of which each is kept once, all of them in one piece.
pub(in crate::service::imports) type Texts = StringInterner<StringBackend<SymbolU32>, RandomState>;

/// The name of a party as it is compared, and the country beside it.
pub(super) struct Key<'a> {
    /// The name as it is compared.
    pub(super) folded: &'a str,
    /// The country; may be empty.
    pub(super) country: &'a str,
}

impl Key<'_> {
    /// No code of a country holds the sign between them.
    pub(super) fn of(text: &str) -> Key<'_> {
        let (folded, country) = text.rsplit_once('|').unwrap_or((text, ""));
        Key { folded, country }
    }
}

/// The text that a [`Key`] is read from; `None` for no name.
pub(super) fn key(name: &str, country: &str) -> Option<String> {
    if name.is_empty() {
        return None;
    }
    let folded = text::fold_name(name);
    // A name of signs alone is still a name.
    let folded = if folded.is_empty() { name } else { &folded };
    Some(format!("{folded}|{country}"))
}

/// An organization or a source that a file names.
#[derive(Debug, Clone, Copy)]
pub(in crate::service::imports) struct Known {
    pub(in crate::service::imports) id: i64,
    pub(in crate::service::imports) r#ref: Ref,
}

/// What stands in the file beside a name that no record bears: as the file first has it, as open as the most open row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a> {
    pub(super) name: &'a str,
    pub(super) address: &'a str,
    pub(super) release: Release,
}

/// The place of a name among those of its kind, in the order in which the file has them.
pub(super) type Place = usize;

/// Names of one kind and what each stands for.
#[derive(Debug)]
pub(super) struct Meanings {
    keys: Texts,
    known: Vec<Option<Known>>,
    names: Column,
    addresses: Column,
    releases: Vec<Release>,
}

impl Default for Meanings {
    fn default() -> Meanings {
        Meanings {
            keys: Texts::new(),
            known: Vec::new(),
            names: Column::default(),
            addresses: Column::default(),
            releases: Vec::new(),
        }
    }
}

/// A text for each place, in one piece.
#[derive(Debug, Default)]
struct Column {
    all: String,
    ends: Vec<usize>,
}

impl Column {
    fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
    }

    fn get(&self, place: Place) -> &str {
        let end = |place: Place| self.ends.get(place).copied();
        let begin = place.checked_sub(1).and_then(end).unwrap_or(0);
        self.all.get(begin..end(place).unwrap_or(begin)).unwrap_or_default()
    }
}

impl Meanings {
    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    /// The place of a name, and whether no row named it before.
    pub(super) fn meet(&mut self, key: &str, said: Said<'_>) -> (Place, bool) {
        let place = self.keys.get_or_intern(key).to_usize();
        let is_new = place == self.known.len();
        if is_new {
            self.known.push(None);
            self.names.push(said.name);
            self.addresses.push(said.address);
            self.releases.push(said.release);
        } else if let Some(release) = self.releases.get_mut(place) {
            *release = said.release.max(*release);
        }
        (place, is_new)
    }

    /// Says which record a name stands for.
    pub(super) fn know(&mut self, place: Place, id: i64, r#ref: Ref) {
        if let Some(known) = self.known.get_mut(place) {
            *known = Some(Known { id, r#ref });
        }
    }

    /// The record that a name stands for, if one is known.
    pub(super) fn known(&self, place: Place) -> Option<Known> {
        self.known.get(place).copied().flatten()
    }

    /// As [`Meanings::known`], by the name.
    pub(super) fn find(&self, key: &str) -> Option<Known> {
        self.known(self.keys.get(key)?.to_usize())
    }

    /// A name as it is compared.
    pub(super) fn key(&self, place: Place) -> &str {
        let symbol = SymbolU32::try_from_usize(place);
        symbol.and_then(|symbol| self.keys.resolve(symbol)).unwrap_or_default()
    }

    /// What the file says of a name.
    pub(super) fn said(&self, place: Place) -> Said<'_> {
        Said {
            name: self.names.get(place),
            address: self.addresses.get(place),
            release: self.releases.get(place).copied().unwrap_or(Release::Sealed),
        }
    }

    /// The names that stand for no record.
    pub(super) fn missing(&self) -> impl Iterator<Item = Place> {
        let known = self.known.iter().enumerate();
        known.filter(|(_, known)| known.is_none()).map(|(place, _)| place)
    }

    /// As [`Meanings::missing`], in the order of the alphabet.
    pub(super) fn missing_in_order(&self) -> Vec<Place> {
        let mut places: Vec<Place> = self.missing().collect();
        places.sort_unstable_by_key(|place| self.key(*place));
        places
    }

    /// The first of what is missing, in the order of the alphabet.
    pub(super) fn first(&self, told: impl Fn(&str, &str) -> String) -> Vec<String> {
        let mut first: BTreeMap<&str, Place> = BTreeMap::new();
        for place in self.missing() {
            first.insert(self.key(place), place);
            if first.len() > TOLD {
                first.pop_last();
            }
        }
        let told = |(key, place): (&str, Place)| told(key, self.said(place).name);
        first.into_iter().map(told).collect()
    }

    /// Lets go of what the file says, once every name stands for a record.
    pub(super) fn forget_said(&mut self) {
        (self.names, self.addresses, self.releases) = Default::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_place_and_what_was_first_said_of_it() {
        let said = |name, release| Said {
            name,
            address: "",
            release,
        };
        let mut meanings = Meanings::default();
        assert_eq!(meanings.meet("nord|DE", said("Nord", Release::Sealed)), (0, true));
        assert_eq!(meanings.meet("alpha|", said("Альфа", Release::Public)), (1, true));
        assert_eq!(meanings.meet("nord|DE", said("NORD", Release::Officer)), (0, false));
        assert_eq!((meanings.key(0), meanings.said(0).name), ("nord|DE", "Nord"));
        assert_eq!(
            meanings.said(0).release,
            Release::Officer,
            "as open as the most open row"
        );
        assert_eq!(meanings.missing_in_order(), [1, 0]);
        meanings.know(0, 113, Ref::from_bits(5));
        assert_eq!(meanings.find("nord|DE").map(|known| known.id), Some(113));
        assert!(meanings.find("nord|").is_none() && meanings.known(1).is_none());
        assert_eq!(meanings.first(|key, name| format!("{key} {name}")), ["alpha| Альфа"]);
        meanings.forget_said();
        assert_eq!(meanings.said(1).name, "");
    }

    #[test]
    fn a_country_is_behind_the_last_sign() {
        let key = key("A|B Trade", "DE").unwrap();
        let read = Key::of(&key);
        assert_eq!(read.country, "DE");
        assert_eq!(format!("{}|{}", read.folded, read.country), key);
        assert!(super::key("", "DE").is_none());
    }
}
