//! Who may see what: release levels on records and fields, and the gate every read passes.
//!
//! A record is visible when its openness reaches the reader's [`Sight`], or when the reader made
//! it. A field that is more closed than its record is *removed from the value* before `web` gets
//! it: [`release`] is the only way to make a [`Released`].

use std::{collections::BTreeMap, ops::Deref};

use chrono::NaiveDate;

use super::{
    access::Actor,
    records::{Head, Link, Record},
};
use crate::error::{Error, Result, Say};

/// How far a record or a field is released. Each level includes the readers of the stricter ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Release {
    /// Reviewers, administrators and the author.
    Sealed,
    /// All investigators.
    Partner,
    /// Export-control officers too.
    Officer,
    /// Everyone.
    Public,
}

impl Release {
    /// From the strictest to the most open.
    pub const ALL: [Release; 4] = [Release::Sealed, Release::Partner, Release::Officer, Release::Public];

    /// The word in the database, the API and import files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Release::Sealed => "sealed",
            Release::Partner => "partner",
            Release::Officer => "officer",
            Release::Public => "public",
        }
    }

    /// The level a word names.
    pub fn parse(word: &str) -> Option<Release> {
        Release::ALL.into_iter().find(|level| level.as_str() == word)
    }

    /// 0 for sealed to 3 for public.
    pub const fn rank(self) -> i16 {
        match self {
            Release::Sealed => 0,
            Release::Partner => 1,
            Release::Officer => 2,
            Release::Public => 3,
        }
    }
}

/// How far a reader sees: everything at or above `reach`, and everything of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sight {
    /// The lowest openness the reader sees; see [`super::records::openness`].
    pub reach: i16,
    /// The reader's account, whose own records are always visible to them.
    pub account: Option<i64>,
}

impl Sight {
    /// What everyone sees.
    pub const PUBLIC: Sight = Sight {
        reach: 3,
        account: None,
    };

    /// True when only public records are in sight.
    pub fn is_public(self) -> bool {
        self.reach >= 3 && self.account.is_none()
    }

    /// Whether a record is in sight.
    pub fn sees(self, head: &Head) -> bool {
        head.openness() >= self.reach || self.owns(head)
    }

    /// Whether the record behind a link is in sight.
    pub fn sees_link(self, link: &Link) -> bool {
        link.openness >= self.reach || (self.account.is_some() && self.account == link.created_by)
    }

    fn owns(self, head: &Head) -> bool {
        self.account.is_some() && self.account == head.created_by
    }
}

/// Levels that a record sets for single fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldReleases(BTreeMap<String, Release>);

impl FieldReleases {
    /// No field has a level of its own.
    pub fn none() -> FieldReleases {
        FieldReleases::default()
    }

    /// Reads `field=level` pairs separated by `;`, as the column and the form keep them.
    ///
    /// # Errors
    /// A `Say` naming the pair that is not of that form.
    pub fn parse(text: &str) -> Result<FieldReleases, Say> {
        let mut levels = BTreeMap::new();
        for pair in text.split([';', '\n']).map(str::trim).filter(|p| !p.is_empty()) {
            let level = pair
                .split_once('=')
                .and_then(|(field, level)| Some((field.trim(), Release::parse(level.trim())?)));
            match level {
                Some((field, level)) => levels.insert(field.to_owned(), level),
                None => return Err(Say::new("release-pair-unknown").with("given", pair)),
            };
        }
        Ok(FieldReleases(levels))
    }

    /// The text [`FieldReleases::parse`] reads.
    pub fn text(&self) -> String {
        let pairs: Vec<_> = self
            .0
            .iter()
            .map(|(field, level)| format!("{field}={}", level.as_str()))
            .collect();
        pairs.join(";")
    }

    /// The level set for a field, if any.
    pub fn get(&self, field: &str) -> Option<Release> {
        self.0.get(field).copied()
    }

    /// Sets the level of a field.
    pub fn set(&mut self, field: &str, level: Release) {
        self.0.insert(field.to_owned(), level);
    }

    /// All levels set.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Release)> {
        self.0.iter().map(|(field, level)| (field.as_str(), *level))
    }
}

/// A record from which everything its reader may not see has been removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released<T>(T);

impl<T> Released<T> {
    /// The record, to be taken apart for a view.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Released<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// The gate: the record as this actor may see it.
///
/// # Errors
/// `NotFound` when nothing of it may be seen; a reader cannot tell this from a record that does not exist.
pub fn release<T: Record>(mut record: T, actor: &Actor) -> Result<Released<T>> {
    let sight = actor.sight();
    let beyond = record.rests_on().into_iter().any(|link| !sight.sees_link(link));
    if beyond || !sight.sees(record.head()) {
        return Err(Error::NotFound(T::SHELF.as_str()));
    }
    if !sight.owns(record.head()) {
        for field in hidden::<T>(&record.head().field_releases, sight) {
            record.withhold(&field);
        }
    }
    record.unlink(sight);
    Ok(Released(record))
}

/// The records of a list that may be seen, each as it may be seen.
pub fn release_all<T: Record>(records: Vec<T>, actor: &Actor) -> Vec<Released<T>> {
    records
        .into_iter()
        .filter_map(|record| release(record, actor).ok())
        .collect()
}

/// As much of a record as one line of a list shows, guarded like the record it stands for.
pub trait Brief {
    /// That record.
    type Of: Record;

    /// A link to it: its name, openness and author.
    fn link(&self) -> &Link;
    /// The levels it sets for its fields.
    fn field_releases(&self) -> &FieldReleases;
    /// Clears a field, so that nothing after this call can show it.
    fn withhold(&mut self, field: &str);
    /// Clears the links to records that are out of this sight.
    fn unlink(&mut self, sight: Sight);
}

/// The lines of a list that may be seen, each as it may be seen.
pub fn release_briefs<T: Brief>(lines: Vec<T>, actor: &Actor) -> Vec<Released<T>> {
    let sight = actor.sight();
    let through = |mut line: T| {
        if !sight.sees_link(line.link()) {
            return None;
        }
        let own = sight.account.is_some() && sight.account == line.link().created_by;
        if !own {
            for field in hidden::<T::Of>(line.field_releases(), sight) {
                line.withhold(&field);
            }
        }
        line.unlink(sight);
        Some(Released(line))
    };
    lines.into_iter().filter_map(through).collect()
}

/// The level a field of a record has: what the record says, within the shelf's limit, or the shelf's own.
pub fn level<T: Record>(head: &Head, field: &str) -> Release {
    level_of::<T>(&head.field_releases, field)
}

fn level_of<T: Record>(levels: &FieldReleases, field: &str) -> Release {
    let guard = T::GUARDS.iter().find(|guard| guard.field == field);
    let set = levels.get(field);
    match (set, guard) {
        (Some(level), Some(guard)) => level.min(guard.limit),
        (Some(level), None) => level,
        (None, Some(guard)) => guard.level,
        (None, None) => Release::Public,
    }
}

/// Whether a field of a record may be seen, for those who read only the head of it.
pub fn shows<T: Record>(sight: Sight, head: &Head, field: &str) -> bool {
    sight.owns(head) || (sight.sees(head) && level::<T>(head, field).rank() >= sight.reach)
}

/// Sort text of a record whose list runs along a date: the day, unless the date is more closed than the record, because
/// addresses of pages of a list carry it.
pub fn day_to_sort<T: Record>(head: &Head, field: &str, day: Option<NaiveDate>) -> String {
    match day.filter(|_| level::<T>(head, field) >= head.release) {
        Some(day) => day.to_string(),
        None => String::new(),
    }
}

/// Whether a change from `before` to `after` lets anyone see more of a record than they could.
pub fn opens<T: Record>(before: &Head, after: &Head) -> bool {
    let guarded = T::GUARDS.iter().map(|guard| guard.field);
    let set = [before, after].into_iter().flat_map(|head| head.field_releases.iter());
    let mut fields = guarded.chain(set.map(|(field, _)| field));
    after.release > before.release || fields.any(|field| level::<T>(after, field) > level::<T>(before, field))
}

/// The fields of a record that are out of this sight.
pub fn hidden<T: Record>(levels: &FieldReleases, sight: Sight) -> Vec<String> {
    let guarded = T::GUARDS.iter().map(|guard| guard.field);
    let set = levels.iter().map(|(field, _)| field);
    let mut names: Vec<&str> = guarded.chain(set).collect();
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .filter(|field| level_of::<T>(levels, field).rank() < sight.reach)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_kept_as_text() {
        let levels = FieldReleases::parse("place=sealed; serial=partner").unwrap();
        assert_eq!(levels.get("place"), Some(Release::Sealed));
        assert_eq!(FieldReleases::parse(&levels.text()).unwrap(), levels);
        assert!(FieldReleases::parse("place=secret").is_err());
    }
}
