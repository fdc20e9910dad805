//! Reading all marks again when the rules have changed: what is kept of each, how far the walk is, what came out differently.

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    markings::reading::{Reading, Readings, ranking::SHOWN},
    rules::span::Span,
};

/// How surely a rule must explain a word that is no date before the mark counts as read by it.
const EXPLAINED: f64 = 0.5;

/// What a mark was last read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The mark.
    pub mark: i64,
    /// The rulebook it was read by.
    pub rulebook: String,
    /// What it was read from: transcriptions and what was known of its object.
    pub digest: String,
    /// The readings that were shown, as [`Shown::write`] puts them.
    pub shown: String,
    /// The rules that read it; not loaded again.
    pub rules: Vec<String>,
}

/// A walk over all marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// Row number.
    pub id: i64,
    /// The rulebook that marks are read by.
    pub rulebook: String,
    /// Who is at it; empty for nobody.
    pub worker: String,
    /// The last mark that was read.
    pub reached: i64,
    /// Marks that were looked at.
    pub done: i64,
    /// Marks there are.
    pub total: i64,
    /// Marks that are read otherwise than before.
    pub changed: i64,
    /// When it began.
    pub began_at: DateTime<Utc>,
    /// When it was last heard of.
    pub beat_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A mark that another rulebook reads otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Row number; 0 before it has one.
    pub id: i64,
    /// The mark.
    pub mark: i64,
    /// What was shown before, as [`Shown::write`] puts it.
    pub before: String,
    /// What is shown now.
    pub after: String,
    /// Whether the mark has a decision in the catalogue.
    pub decided: bool,
    /// When it was noticed.
    pub noticed_at: DateTime<Utc>,
}

/// A reading as it is kept to be compared: rule, word and days. Rank and version do not make another reading.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown {
    /// The rule.
    pub rule: String,
    /// The word.
    pub token: String,
    /// The days.
    pub span: Span,
}

impl Shown {
    /// The readings of a mark that are shown, over all its transcriptions, in an order of their own.
    pub fn of<'r>(all: impl IntoIterator<Item = &'r Readings>) -> Vec<Shown> {
        let shown = |reading: &Reading| Shown {
            rule: reading.scheme.id.clone(),
            token: reading.token.clone(),
            span: reading.span,
        };
        let mut found: Vec<Shown> = all.into_iter().flat_map(Readings::shown).map(shown).collect();
        found.sort();
        found.dedup();
        found
    }

    /// One line a reading: rule, first day, last day, word.
    pub fn write(all: &[Shown]) -> String {
        let lines: Vec<String> = all
            .iter()
            .map(|one| format!("{} {} {} {}", one.rule, one.span.first, one.span.last, one.token))
            .collect();
        lines.join("\n")
    }

    /// Reads what [`Shown::write`] wrote; lines that are none are left out.
    pub fn read(text: &str) -> Vec<Shown> {
        text.lines().filter_map(Shown::line).collect()
    }

    fn line(line: &str) -> Option<Shown> {
        let mut parts = line.splitn(4, ' ');
        let rule = parts.next()?.to_owned();
        let mut day = || parts.next()?.parse::<NaiveDate>().ok();
        let span = Span {
            first: day()?,
            last: day()?,
        };
        Some(Shown {
            rule,
            span,
            token: parts.next()?.to_owned(),
        })
    }
}

/// The rules that read a mark: those whose dates reach the threshold of display, and the best explanation of each word that
/// is no date.
pub fn rules_of<'r>(all: impl IntoIterator<Item = &'r Readings>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for readings in all {
        let dated = readings.readings.iter().filter(|reading| reading.rank >= SHOWN);
        found.extend(dated.map(|reading| reading.scheme.id.clone()));
        for token in &readings.tokens {
            let best = token.explained.iter().max_by(|a, b| a.strength.total_cmp(&b.strength));
            found.extend(
                best.filter(|one| one.strength >= EXPLAINED)
                    .map(|one| one.scheme.id.clone()),
            );
        }
    }
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_back() {
        let one = |rule: &str, token: &str, year: i32| Shown {
            rule: rule.to_owned(),
            token: token.to_owned(),
            span: Span::year(year).unwrap(),
        };
        let all = vec![one("a.b", "12 A", 2012), one("c", "Ж/1", 2013)];
        assert_eq!(Shown::read(&Shown::write(&all)), all);
        assert_eq!(Shown::read(""), Vec::new());
    }
}
