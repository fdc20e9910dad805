//! What was worked out for whom, until the log of changes grows: many read the same unit, few change anything.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use chrono::NaiveDate;

use super::{Dated, Gist, Material};
use crate::domain::{release::Sight, rules::book::Rulebook};

/// The most units whose whole proof is remembered: that of a unit of a hundred components takes megabytes.
const PROOFS: usize = 6;
/// The most units whose gist is remembered.
const GISTS: usize = 20_000;

/// Whose date was worked out, for which reader, on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) unit: i64,
    /// Readers of one sight see the same; who sees records of their own is a sight of their own.
    pub(super) sight: Sight,
    /// Where no end is stated, no mark can be younger than today.
    pub(super) today: NaiveDate,
}

/// The dates that were worked out last. Shared by all handlers of a process.
#[derive(Debug, Default)]
pub struct Memory {
    proofs: Mutex<VecDeque<(Key, String, Arc<Dated>)>>,
    gists: Mutex<Gists>,
}

/// The gists of one state of the log.
#[derive(Debug, Default)]
struct Gists {
    stamp: String,
    known: HashMap<Key, Gist>,
}

impl Memory {
    /// What is remembered of this key, if the log still ends where it did.
    pub(super) fn recall(&self, key: &Key, stamp: &str) -> Option<Arc<Dated>> {
        let kept = self.proofs.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|(one, at, _)| one == key && at == stamp)?;
        Some(Arc::clone(&found.2))
    }

    /// The gist that is remembered of this key, if the log still ends where it did.
    pub(super) fn gist(&self, key: &Key, stamp: &str) -> Option<Gist> {
        let gists = self.gists.lock().unwrap_or_else(PoisonError::into_inner);
        if gists.stamp != stamp {
            return None;
        }
        gists.known.get(key).cloned()
    }

    /// Works a date out and remembers it; what another worked out meanwhile is not worked out again.
    pub fn work_out(&self, book: &Rulebook, material: Material) -> Arc<Dated> {
        let (key, stamp) = (material.key, material.stamp.clone());
        if let Some(known) = self.recall(&key, &stamp) {
            return known;
        }
        let dated = Arc::new(material.work_out(book));
        let mut gists = self.gists.lock().unwrap_or_else(PoisonError::into_inner);
        if gists.stamp != stamp || gists.known.len() >= GISTS {
            gists.known = HashMap::new();
            gists.stamp.clone_from(&stamp);
        }
        gists.known.insert(key, Gist::of(&dated));
        drop(gists);
        let mut kept = self.proofs.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(one, _, _)| *one != key);
        kept.truncate(PROOFS - 1);
        kept.push_front((key, stamp, Arc::clone(&dated)));
        dated
    }
}
