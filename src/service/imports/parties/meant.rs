//! What the names of a file stand for, kept small: a file may name a million.

use std::collections::{BTreeMap, HashMap};

use crate::domain::{refs::Ref, release::Release, text};

/// New parties and sources that a report lists; all are counted.
const TOLD: usize = 100;

/// A name as it is compared, and the country beside it, in one piece: there may be a million.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(pub(super) Box<str>);

impl Key {
    fn new(folded: &str, country: &str) -> Key {
        Key(format!("{folded}|{country}").into())
    }

    /// The name as it is compared.
    pub(super) fn folded(&self) -> &str {
        self.parts().0
    }

    /// The country; may be empty.
    pub(super) fn country(&self) -> &str {
        self.parts().1
    }

    /// No code of a country holds the sign between them.
    fn parts(&self) -> (&str, &str) {
        self.0.rsplit_once('|').unwrap_or((&self.0, ""))
    }
}

/// An organization or a source that a file names.
#[derive(Debug, Clone, Copy)]
pub(in crate::service::imports) struct Known {
    pub(in crate::service::imports) id: i64,
    pub(in crate::service::imports) r#ref: Ref,
}

/// What a name stands for.
#[derive(Debug, Clone)]
pub(super) enum Meant {
    /// A record.
    Known(Known),
    /// No record, so one is made.
    Missing(Box<Missing>),
}

/// What no record is: as the file first has it, as open as the most open row.
#[derive(Debug, Clone)]
pub(super) struct Missing {
    pub(super) name: Box<str>,
    pub(super) address: Box<str>,
    pub(super) release: Release,
}

pub(super) fn key(name: &str, country: &str) -> Option<Key> {
    if name.is_empty() {
        return None;
    }
    let folded = text::fold_name(name);
    // A name of signs alone is still a name.
    let folded = if folded.is_empty() { name.to_owned() } else { folded };
    Some(Key::new(&folded, country))
}

pub(super) fn known(id: i64, r#ref: Ref) -> Meant {
    Meant::Known(Known { id, r#ref })
}

/// Notes that a row names something; true when none did before.
pub(super) fn meet<K: Clone + Eq + std::hash::Hash>(
    map: &mut HashMap<K, Meant>,
    key: &K,
    (name, address): (&str, &str),
    release: Release,
) -> bool {
    match map.get_mut(key) {
        None => {
            let missing = Missing {
                name: name.into(),
                address: address.into(),
                release,
            };
            map.insert(key.clone(), Meant::Missing(Box::new(missing)));
            true
        }
        Some(Meant::Missing(missing)) => {
            missing.release = release.max(missing.release);
            false
        }
        Some(Meant::Known(_)) => false,
    }
}

pub(super) fn missing<K>(map: &HashMap<K, Meant>) -> impl Iterator<Item = &K> {
    map.iter()
        .filter(|(_, meant)| matches!(meant, Meant::Missing(_)))
        .map(|(key, _)| key)
}

/// The first of what is missing, in the order of the alphabet.
pub(super) fn first<K: Ord>(map: &HashMap<K, Meant>, told: impl Fn(&K, &str) -> String) -> Vec<String> {
    let mut first: BTreeMap<&K, &str> = BTreeMap::new();
    for (key, meant) in map {
        if let Meant::Missing(missing) = meant {
            first.insert(key, &missing.name);
            if first.len() > TOLD {
                first.pop_last();
            }
        }
    }
    first.into_iter().map(|(key, name)| told(key, name)).collect()
}
