//! What people decide about the readings of a mark: each a record of its own, proposed by one person and accepted by another.
//!
//! The machine proposes readings and stores none of them as true. A decision names the mark, the rule, the word of the mark
//! and the days; it says what the mark's transcription was when it was made, so that a later transcription cannot borrow it.

use super::{
    dates::Edtf,
    fields::Fields,
    forms::{Ask, Question},
    markings::reading::Reading,
    parse::{Pointer, Reader, date_text},
    records::{Guard, Head, Link, Record, Shelf, State},
    release::{Release, Sight},
    rules::span::Span,
};
use crate::error::{Result, Say};

/// What a person can decide.
pub const VERDICTS: &[&str] = &["accepted", "rejected", "own", "not_relied_on"];
/// What the days of a reading stand for; the words of [`super::rules::kinds::Kind`] that are dates.
pub const KINDS: &[&str] = &["production_date", "expiry_date", "other_date"];
/// The stages of production; the words of [`super::rules::kinds::Stage`].
pub const STAGES: &[&str] = &[
    "fabrication",
    "sealing",
    "assembly",
    "test",
    "printing",
    "expiry",
    "unknown",
];

/// The form.
pub const QUESTIONS: &[Question] = &[
    Question::required("marking", Ask::Link(Shelf::Markings)).hinted(),
    Question::required("verdict", Ask::One(VERDICTS)),
    Question::optional("rule", Ask::Line).hinted(),
    Question::optional("rule_version", Ask::Number),
    Question::optional("token", Ask::Line).hinted(),
    Question::optional("date", Ask::Date),
    Question::optional("stage", Ask::One(STAGES)),
    Question::optional("kind", Ask::One(KINDS)),
    Question::optional("reason", Ask::Prose).hinted(),
];

/// What a person decided about one reading of a mark, or about the mark as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What all records have.
    pub head: Head,
    /// Its own fields; the pointer in it is empty, what it leads to stands beside it.
    pub what: NewDecision,
    /// The mark, as open as its transcription; `None` only when that is withheld.
    pub marking: Option<Link>,
    /// Whether the mark has been transcribed otherwise since.
    pub outdated: bool,
}

/// A decision's own fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewDecision {
    /// The mark.
    pub marking: Pointer,
    /// One of [`VERDICTS`].
    pub verdict: String,
    /// The id of the rule; empty for a reading of one's own and for the mark as a whole.
    pub rule: String,
    /// The version of the rule.
    pub rule_version: Option<i32>,
    /// The word of the mark that is read.
    pub token: String,
    /// The days it is read as.
    pub date: Option<Edtf>,
    /// One of [`STAGES`], or empty.
    pub stage: String,
    /// One of [`KINDS`], or empty.
    pub kind: String,
    /// Why, or on what basis.
    pub reason: String,
    /// The transcription it was made for; the server writes it.
    pub transcription: String,
}

impl NewDecision {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` with every wrong field.
    pub fn parse(fields: &Fields) -> Result<NewDecision> {
        let mut read = Reader::new(fields, QUESTIONS);
        let new = NewDecision {
            marking: read.pointer("marking"),
            verdict: read.one("verdict"),
            rule: read.line("rule"),
            rule_version: read.whole("rule_version", 1, 9_999),
            token: read.line("token"),
            date: read.date("date"),
            stage: read.one("stage"),
            kind: read.one("kind"),
            reason: read.prose("reason"),
            transcription: read.prose("transcription"),
        };
        match new.verdict.as_str() {
            "accepted" | "rejected" => {
                for field in ["rule", "token", "date"] {
                    if fields.get(field).is_empty() {
                        read.wrong(field, Say::new("readings-names-reading"));
                    }
                }
            }
            "own" => {
                if fields.get("date").is_empty() {
                    read.wrong("date", Say::new("required"));
                }
                if !new.rule.is_empty() {
                    read.wrong("rule", Say::new("readings-own-has-no-rule"));
                }
            }
            "not_relied_on" => {
                for field in ["rule", "token", "date"] {
                    if !fields.get(field).is_empty() {
                        read.wrong(field, Say::new("readings-whole-mark"));
                    }
                }
            }
            _ => {}
        }
        if new.reason.is_empty() && matches!(new.verdict.as_str(), "rejected" | "own" | "not_relied_on") {
            let key = match new.verdict.as_str() {
                "own" => "readings-basis-required",
                _ => "readings-reason-required",
            };
            read.wrong("reason", Say::new(key));
        }
        let bounded = |date: &Edtf| date.earliest().is_some() && date.latest().is_some();
        if new.date.as_ref().is_some_and(|date| !bounded(date)) {
            read.wrong("date", Say::new("readings-date-open"));
        }
        read.done()?;
        Ok(new)
    }

    /// Whether it is about a reading that a rule gives.
    pub fn is_of_rule(&self) -> bool {
        matches!(self.verdict.as_str(), "accepted" | "rejected")
    }

    /// The days, where both ends are known.
    pub fn span(&self) -> Option<Span> {
        let date = self.date.as_ref()?;
        Some(Span {
            first: date.earliest()?,
            last: date.latest()?,
        })
    }

    /// Whether it is about this reading: the same rule, word and days. A later version of the rule that still gives it counts.
    pub fn is_about(&self, reading: &Reading) -> bool {
        self.is_of_rule()
            && self.rule == reading.scheme.id
            && self.token == reading.token
            && self.span() == Some(reading.span)
    }

    /// Whether two decisions on one mark are about the same thing, so that only one of them can stand.
    pub fn meets(&self, other: &NewDecision) -> bool {
        let alone = |one: &NewDecision| one.verdict == "not_relied_on";
        match (alone(self), alone(other)) {
            (true, true) => true,
            (false, false) => (&self.rule, &self.token) == (&other.rule, &other.token) && self.span() == other.span(),
            _ => false,
        }
    }
}

impl Decision {
    /// Whether a second person has accepted it, so that it counts.
    pub fn counts(&self) -> bool {
        self.head.state == State::Accepted
    }

    /// What names it, in no language: the days and the rule.
    pub fn public_name(&self) -> String {
        let NewDecision { date, rule, .. } = &self.what;
        match (date_text(date), rule.as_str()) {
            ("", _) => String::new(),
            (date, "") => date.to_owned(),
            (date, rule) => format!("{date} ({rule})"),
        }
    }
}

impl Record for Decision {
    const SHELF: Shelf = Shelf::Readings;
    const QUESTIONS: &'static [Question] = QUESTIONS;
    // A transcription that was replaced may say what the new one masks.
    const GUARDS: &'static [Guard] = &[Guard {
        field: "transcription",
        level: Release::Sealed,
        limit: Release::Partner,
    }];

    fn head(&self) -> &Head {
        &self.head
    }

    fn within(&self) -> Option<&Link> {
        self.marking.as_ref()
    }

    fn fields(&self) -> Fields {
        let NewDecision {
            marking: _,
            verdict,
            rule,
            rule_version,
            token,
            date,
            stage,
            kind,
            reason,
            transcription,
        } = &self.what;
        let marking = self.marking.as_ref();
        Fields::new()
            .with(
                "marking",
                marking.map_or_else(String::new, |link| link.r#ref.to_string()),
            )
            .with("verdict", verdict)
            .with("rule", rule)
            .with(
                "rule_version",
                rule_version.map_or_else(String::new, |version| version.to_string()),
            )
            .with("token", token)
            .with("date", date_text(date))
            .with("stage", stage)
            .with("kind", kind)
            .with("reason", reason)
            .with("transcription", transcription)
    }

    fn withhold(&mut self, field: &str) {
        let what = &mut self.what;
        match field {
            "marking" => self.marking = None,
            "verdict" => what.verdict.clear(),
            "rule" => {
                what.rule.clear();
                self.head.title.clear();
            }
            "rule_version" => what.rule_version = None,
            "token" => what.token.clear(),
            "date" => {
                what.date = None;
                self.head.title.clear();
                self.head.sort.clear();
            }
            "stage" => what.stage.clear(),
            "kind" => what.kind.clear(),
            "reason" => what.reason.clear(),
            "transcription" => what.transcription.clear(),
            _ => {}
        }
    }

    fn links(&self) -> Vec<(&'static str, &Link)> {
        self.marking.iter().map(|link| ("marking", link)).collect()
    }

    fn unlink(&mut self, sight: Sight) {
        Link::hide(&mut self.marking, sight);
        // The word it was made for may be masked in the transcription that replaced it.
        if self.outdated && sight.reach > Release::Partner.rank() {
            self.what.token.clear();
        }
    }
}

#[cfg(test)]
mod tests;
