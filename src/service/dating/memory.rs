//! What was worked out for whom, until the log of changes grows: many read the same unit, few change anything.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::NaiveDate;

use super::{Dated, Material};
use crate::domain::{release::Sight, rules::book::Rulebook};

/// The most units that are remembered.
const MOST: usize = 64;

/// Whose date was worked out, for which reader, on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    kept: Mutex<VecDeque<(Key, String, Arc<Dated>)>>,
}

impl Memory {
    /// What is remembered of this key, if the log still ends where it did.
    pub(super) fn recall(&self, key: &Key, stamp: &str) -> Option<Arc<Dated>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|(one, at, _)| one == key && at == stamp)?;
        Some(Arc::clone(&found.2))
    }

    /// Works a date out and remembers it.
    pub fn work_out(&self, book: &Rulebook, material: Material) -> Arc<Dated> {
        let (key, stamp) = (material.key, material.stamp.clone());
        let dated = Arc::new(material.work_out(book));
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(one, _, _)| *one != key);
        kept.truncate(MOST - 1);
        kept.push_front((key, stamp, Arc::clone(&dated)));
        dated
    }
}
