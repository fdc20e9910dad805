//! Review: what is handed in, what a reviewer rules, and how a proposed change meets what others did meanwhile.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{
    fields::{Change, Fields},
    refs::Ref,
    release::Release,
};
use crate::error::{Problems, Result, Say};

/// The longest note or reason, in characters.
const LONGEST: usize = 2_000;

/// Where a submission or a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Nobody has decided.
    Waiting,
    /// A reviewer took it into the catalogue.
    Accepted,
    /// A reviewer sent it back, or a part of it, with a reason.
    Returned,
    /// Its author took it back.
    TakenBack,
}

impl Standing {
    /// All of them.
    pub const ALL: [Standing; 4] = [
        Standing::Waiting,
        Standing::Accepted,
        Standing::Returned,
        Standing::TakenBack,
    ];

    /// The word in the database and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Standing::Waiting => "submitted",
            Standing::Accepted => "accepted",
            Standing::Returned => "returned",
            Standing::TakenBack => "withdrawn",
        }
    }

    /// What a word names.
    pub fn parse(word: &str) -> Option<Standing> {
        Standing::ALL.into_iter().find(|standing| standing.as_str() == word)
    }
}

/// Who handed something in, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Row number; never shown.
    pub id: i64,
    /// Its reference.
    pub r#ref: Ref,
    /// Account of the author; `None` for the command line.
    pub author: Option<i64>,
    /// Since when it has been waiting.
    pub at: DateTime<Utc>,
    /// What the author says about it; may be empty.
    pub note: String,
    /// Where it stands.
    pub standing: Standing,
    /// Who decided.
    pub decided_by: Option<i64>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why; may be empty when it was accepted.
    pub reason: String,
}

/// Records handed in together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Author, time, decision.
    pub slip: Slip,
    /// What names it in the queue.
    pub title: String,
}

/// A change to a record of the catalogue that waits for a second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Author, time, decision.
    pub slip: Slip,
    /// Row number of the record.
    pub record: i64,
    /// The version its author saw.
    pub base_version: i32,
    /// The whole record as it was then, written as the log writes fields.
    pub base: String,
    /// The fields to change, likewise.
    pub fields: String,
}

/// What a reviewer rules about one record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ruling {
    /// Whether this one is accepted, if that differs from the whole.
    pub accept: Option<bool>,
    /// The version the reviewer saw.
    pub version: Option<i32>,
    /// Who may see it.
    pub release: Option<Release>,
    /// Levels of single fields.
    pub levels: Vec<(String, Release)>,
}

/// What a reviewer rules about a submission or a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Whether the whole is accepted.
    pub accept: bool,
    /// Why.
    pub reason: String,
    /// Who may see the records that are given no level of their own; `None` leaves each as it was filed.
    pub release: Option<Release>,
    /// What the reviewer saw of a submission that is decided on as a whole.
    pub seen: String,
    rulings: BTreeMap<Ref, Ruling>,
}

impl Verdict {
    /// Reads `decision` (`accept` or `return`), `reason`, `release`, `seen`, and for single records `decision:REF`,
    /// `version:REF`, `release:REF`, `level:REF:field`.
    ///
    /// # Errors
    /// `Invalid` with every wrong field; a name that says nothing is wrong too, because a level that is
    /// misspelt must not be taken for none.
    pub fn parse(fields: &Fields) -> Result<Verdict> {
        let mut problems = Problems::new();
        let accept = match fields.get("decision") {
            "" => {
                problems.add("decision", Say::new("required"));
                None
            }
            word => problems.take("decision", decision(word)),
        };
        let reason = problems.take("reason", remark(fields.get("reason")));
        let mut verdict = Verdict {
            accept: accept.unwrap_or_default(),
            reason: reason.unwrap_or_default(),
            release: None,
            seen: fields.get("seen").to_owned(),
            rulings: BTreeMap::new(),
        };
        if !fields.get("release").is_empty() {
            verdict.release = problems.take("release", level(fields.get("release")));
        }
        for (name, word) in fields.iter().filter(|(_, word)| !word.trim().is_empty()) {
            if !matches!(name, "decision" | "reason" | "release" | "seen") {
                verdict.read(name, word.trim(), &mut problems);
            }
        }
        problems.done()?;
        Ok(verdict)
    }

    fn read(&mut self, name: &str, word: &str, problems: &mut Problems) {
        let mut parts = name.splitn(3, ':');
        let (what, reference, field) = (parts.next(), parts.next(), parts.next());
        let unknown = || Say::new("review-name-unknown").with("given", name);
        let Some(Ok(reference)) = reference.map(Ref::parse) else {
            return problems.add(name, unknown());
        };
        let ruling = self.rulings.entry(reference).or_default();
        match (what, field) {
            (Some("decision"), None) => ruling.accept = problems.take(name, decision(word)),
            (Some("version"), None) => {
                let version = word.parse().map_err(|_no_number| unknown());
                ruling.version = problems.take(name, version);
            }
            (Some("release"), None) => ruling.release = problems.take(name, level(word)),
            (Some("level"), Some(field)) => {
                if let Some(level) = problems.take(name, level(word)) {
                    ruling.levels.push((field.to_owned(), level));
                }
            }
            _ => problems.add(name, unknown()),
        }
    }

    /// The ruling on one record.
    pub fn on(&self, reference: Ref) -> Ruling {
        let own = self.rulings.get(&reference).cloned().unwrap_or_default();
        Ruling {
            accept: own.accept.or(Some(self.accept)),
            release: own.release.or(self.release),
            ..own
        }
    }

    /// The records that are named.
    pub fn refs(&self) -> impl Iterator<Item = Ref> {
        self.rulings.keys().copied()
    }

    /// Whether this record is accepted.
    pub fn accepts(&self, reference: Ref) -> bool {
        self.on(reference).accept == Some(true)
    }
}

fn decision(word: &str) -> Result<bool, Say> {
    match word {
        "accept" => Ok(true),
        "return" => Ok(false),
        _ => Err(Say::new("word-not-listed")
            .with("given", word)
            .with("listed", "accept, return")),
    }
}

fn level(word: &str) -> Result<Release, Say> {
    Release::parse(word).ok_or_else(|| Say::new("release-unknown").with("given", word))
}

/// A note or a reason, as it is kept.
///
/// # Errors
/// A `Say` when it is too long or holds what no text holds.
pub fn remark(text: &str) -> Result<String, Say> {
    super::text::clean_text(text, LONGEST)
}

/// A field that both the proposal and someone else changed, each to something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Name of the field.
    pub field: String,
    /// What its author saw.
    pub base: String,
    /// What it says now.
    pub now: String,
    /// What the proposal says.
    pub proposed: String,
}

/// A proposed change beside what became of the record since.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merge {
    /// What the proposal changes, from what its author saw.
    pub proposed: Vec<Change>,
    /// What others changed since.
    pub meanwhile: Vec<Change>,
    /// Where the two meet.
    pub clashes: Vec<Clash>,
    /// What remains to be written: fields that others left alone or that say the same already are not in it.
    pub input: Fields,
}

/// Compares three states of a record: what the author of the proposal saw, what it proposes, what is now.
pub fn merge(base: &Fields, proposed: &Fields, now: &Fields) -> Merge {
    let wanted = base.changes(&base.overlaid(proposed));
    let mut meanwhile = base.changes(now);
    // The state is not a matter of the record's text.
    meanwhile.retain(|change| change.field != "state");
    let mut merge = Merge::default();
    for change in &wanted {
        let current = now.get(&change.field);
        if current == change.after {
            continue;
        }
        if current == change.before {
            merge.input.set(&change.field, change.after.clone());
        } else {
            merge.clashes.push(Clash {
                field: change.field.clone(),
                base: change.before.clone(),
                now: current.to_owned(),
                proposed: change.after.clone(),
            });
        }
    }
    merge.proposed = wanted;
    merge.meanwhile = meanwhile;
    merge
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    const A: &str = "7Q01ZK1D";

    fn record(name: &str, maker: &str, note: &str) -> Fields {
        Fields::new().with("name", name).with("maker", maker).with("note", note)
    }

    #[test]
    fn fields_that_others_left_alone_merge() {
        let base = record("DSP", "AD", "");
        let now = record("DSP", "AD", "seen twice");
        let merge = merge(&base, &Fields::new().with("name", "Processor"), &now);
        assert!(merge.clashes.is_empty());
        assert_eq!(merge.input, Fields::new().with("name", "Processor"));
        assert_eq!(merge.meanwhile.len(), 1);
    }

    #[test]
    fn a_field_that_both_changed_clashes() {
        let base = record("DSP", "AD", "");
        let now = record("Chip", "AD", "");
        let merge = merge(&base, &Fields::new().with("name", "Processor"), &now);
        let [clash] = merge.clashes.as_slice() else {
            panic!("{merge:?}")
        };
        assert_eq!(
            (clash.base.as_str(), clash.now.as_str(), clash.proposed.as_str()),
            ("DSP", "Chip", "Processor")
        );
        assert_eq!(merge.input, Fields::new());
    }

    #[test]
    fn the_same_change_twice_is_no_clash_and_nothing_to_write() {
        let base = record("DSP", "AD", "");
        let now = record("Processor", "AD", "");
        let merge = merge(&base, &Fields::new().with("name", "Processor"), &now);
        assert!(merge.clashes.is_empty());
        assert_eq!(merge.input, Fields::new());
    }

    #[test]
    fn emptying_a_field_is_a_change() {
        let base = record("DSP", "AD", "old");
        let merge = merge(&base, &Fields::new().with("note", ""), &base);
        assert_eq!(merge.input, Fields::new().with("note", ""));
    }

    #[test]
    fn one_record_may_be_ruled_on_apart_from_the_others() {
        let fields = Fields::new()
            .with("decision", "accept")
            .with("release", "public")
            .with("reason", "the lot code is not legible")
            .with("decision:7Q01ZK1D", "return")
            .with("version:7Q01ZK1D", "3")
            .with("level:7Q01ZK1D:place", "sealed");
        let verdict = Verdict::parse(&fields).unwrap();
        let own = Ref::parse(A).unwrap();
        let other = Ref::from_bits(7);
        assert!(!verdict.accepts(own) && verdict.accepts(other));
        assert_eq!(verdict.on(own).version, Some(3));
        assert_eq!(verdict.on(own).levels, [("place".to_owned(), Release::Sealed)]);
        assert_eq!(verdict.on(other).release, Some(Release::Public));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let fields = Fields::new()
            .with("decision", "maybe")
            .with("release", "everyone")
            .with("levels:7Q01ZK1D:place", "sealed")
            .with("level:7Q01ZK1D:place", "shut")
            .with("version:no ref", "3");
        let Err(Error::Invalid(wrong)) = Verdict::parse(&fields) else {
            panic!("accepted")
        };
        let names: Vec<_> = wrong.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(
            names,
            [
                "decision",
                "release",
                "levels:7Q01ZK1D:place",
                "level:7Q01ZK1D:place",
                "version:no ref"
            ]
        );
        assert!(Verdict::parse(&Fields::new()).is_err());
    }

    #[test]
    fn every_standing_has_its_word() {
        for standing in Standing::ALL {
            assert_eq!(Standing::parse(standing.as_str()), Some(standing));
        }
    }
}
