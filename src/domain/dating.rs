//! When a weapon was built and how soon it was used, from the dates on its parts: pure arithmetic with its proof.
//!
//! A weapon cannot have been assembled before its youngest part was made. Each mark gives a lower bound: the earliest day of
//! its earliest live reading. The *certain* bound is the latest of these bounds; the *likely* bound takes the accepted or
//! best-ranked reading of each mark and is never told without the certain one. Only marks that date manufacture count.
//! A repaired weapon can hold younger parts: the bound dates it as it was found.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{dates::Edtf, rules::span::Span};
use crate::error::Say;

/// What people decided of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Nothing yet.
    Open,
    /// A named person accepted it.
    Accepted,
    /// A named person rejected it.
    Rejected,
}

/// One reading of a mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The rule's id, or what a person gave as the basis.
    pub rule: String,
    /// The days.
    pub span: Span,
    /// From 0 to 1.
    pub rank: f64,
    /// Whether it passes the threshold of display.
    pub shown: bool,
    /// What people decided.
    pub verdict: Verdict,
    /// Whether it dates manufacture: expiry, drawings and copyrights do not.
    pub manufacture: bool,
    /// What is odd about it, as words of the interface.
    pub flags: Vec<String>,
}

/// A mark with its readings.
#[derive(Debug, Clone, PartialEq)]
pub struct DatedMark {
    /// The record.
    pub id: i64,
    /// As transcribed.
    pub text: String,
    /// Its readings.
    pub readings: Vec<Candidate>,
    /// Why a reviewer does not rely on it.
    pub not_relied_on: Option<String>,
    /// Whether it dates the weapon itself and not one of its parts.
    pub of_the_whole: bool,
}

/// A component, or a group of identical ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The record.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// How many, at least.
    pub count: u64,
    /// The brand on it.
    pub brand: Option<String>,
    /// Country of the maker's headquarters.
    pub country: Option<String>,
    /// Its marks.
    pub marks: Vec<DatedMark>,
}

/// A bound and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// Not before this day.
    pub day: NaiveDate,
    /// The component.
    pub piece: i64,
    /// The mark.
    pub mark: i64,
    /// The rule of the reading that gives it.
    pub rule: String,
    /// All the days the mark can mean.
    pub span: Span,
}

/// Days from production to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lag {
    /// At least.
    pub least: i64,
    /// At most.
    pub most: i64,
}

/// A date that was not relied on, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Excluded {
    /// The component.
    pub piece: i64,
    /// The mark.
    pub mark: i64,
    /// The rule, empty when the whole mark is meant.
    pub rule: String,
    /// Why.
    pub why: Say,
}

/// What would move the certain bound.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The component.
    pub piece: i64,
    /// The mark.
    pub mark: i64,
    /// The rule of the reading, empty when the whole mark is meant.
    pub rule: String,
    /// Where the bound would lie then; `None` when there would be none.
    pub day: Option<NaiveDate>,
    /// What would have to happen.
    pub why: Say,
}

/// Counts by a property, with what they are counted among.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shares {
    /// Each value with its count, largest first.
    pub parts: Vec<(String, u64)>,
    /// How many have a value at all.
    pub known: u64,
    /// How many components are documented.
    pub documented: u64,
}

/// When a unit was built and how soon it was used.
#[derive(Debug, Clone, PartialEq)]
pub struct Dating {
    /// Not before, for certain.
    pub certain: Option<Bound>,
    /// Not before, by the accepted or best readings.
    pub likely: Option<Bound>,
    /// The certain bound that another component gives.
    pub second: Option<Bound>,
    /// Not after: the day of use, of recovery, or of an accepted mark of the whole weapon.
    pub latest: Option<NaiveDate>,
    /// From the certain bound to the latest day; `None` also when they contradict each other.
    pub window: Option<Span>,
    /// True when the certain bound lies after the latest day: some date is wrong.
    pub contradiction: bool,
    /// Days from the production of the deciding part to the use.
    pub lag: Option<Lag>,
    /// Dates that were not relied on.
    pub excluded: Vec<Excluded>,
    /// What would move the certain bound.
    pub changes: Vec<Change>,
    /// Components by the maker's country.
    pub by_country: Shares,
    /// Components by brand.
    pub by_brand: Shares,
    /// Components by year of production.
    pub by_year: Shares,
}

/// A mark with the readings that live.
struct Live<'m> {
    piece: &'m Piece,
    mark: &'m DatedMark,
    readings: Vec<&'m Candidate>,
}

impl Live<'_> {
    /// The reading with the earliest first day, which gives the certain bound.
    fn earliest(&self) -> Option<&Candidate> {
        self.readings.iter().copied().min_by_key(|reading| reading.span.first)
    }

    /// The accepted or best-ranked reading.
    fn best(&self) -> Option<&Candidate> {
        self.readings.iter().copied().max_by(|a, b| {
            let accepted = |one: &Candidate| one.verdict == Verdict::Accepted;
            accepted(a)
                .cmp(&accepted(b))
                .then(a.rank.total_cmp(&b.rank))
                .then(b.span.first.cmp(&a.span.first))
        })
    }

    fn bound(&self, reading: &Candidate) -> Bound {
        let spans = self.readings.iter().map(|one| one.span);
        Bound {
            day: reading.span.first,
            piece: self.piece.id,
            mark: self.mark.id,
            rule: reading.rule.clone(),
            span: Span::hull_of(spans).unwrap_or(reading.span),
        }
    }
}

/// Dates a unit.
pub fn date(pieces: &[Piece], used: Option<&Edtf>, recovered: Option<&Edtf>) -> Dating {
    let end = used.or(recovered).and_then(Edtf::latest);
    let mut excluded = Vec::new();
    let lives: Vec<Live<'_>> = pieces
        .iter()
        .flat_map(|piece| piece.marks.iter().map(move |mark| (piece, mark)))
        .filter_map(|(piece, mark)| live(piece, mark, end, &mut excluded))
        .collect();
    let bounds: Vec<Bound> = lives
        .iter()
        .filter_map(|live| Some(live.bound(live.earliest()?)))
        .collect();
    let certain = latest(&bounds, None);
    let second = certain.as_ref().and_then(|first| latest(&bounds, Some(first.piece)));
    let best: Vec<Bound> = lives.iter().filter_map(|live| Some(live.bound(live.best()?))).collect();
    let likely = latest(&best, None);
    let of_the_whole = lives.iter().filter(|live| live.mark.of_the_whole).filter_map(|live| {
        let accepted = live
            .readings
            .iter()
            .filter(|reading| reading.verdict == Verdict::Accepted);
        accepted.map(|reading| reading.span.last).max()
    });
    let latest_day = of_the_whole.chain(end).min();
    let window = match (&certain, latest_day) {
        (Some(bound), Some(last)) if bound.day <= last => Some(Span { first: bound.day, last }),
        _ => None,
    };
    Dating {
        contradiction: matches!((&certain, latest_day), (Some(bound), Some(last)) if bound.day > last),
        lag: certain.as_ref().and_then(|bound| lag(bound.span, used.or(recovered)?)),
        changes: changes(&lives, pieces, certain.as_ref(), second.as_ref()),
        by_country: shares(pieces, |piece| piece.country.clone()),
        by_brand: shares(pieces, |piece| piece.brand.clone()),
        by_year: shares(pieces, |piece| year(&lives, piece)),
        certain,
        likely,
        second,
        latest: latest_day,
        window,
        excluded,
    }
}

/// Days from production to use, both as intervals: production after the use is impossible and counts as the same day.
pub fn lag(made: Span, used: &Edtf) -> Option<Lag> {
    let (first, last) = (used.earliest()?, used.latest()?);
    Some(Lag {
        least: (first - made.last.min(first)).num_days(),
        most: (last - made.first.min(last)).num_days(),
    })
}

/// The readings of a mark that live, or nothing when it is not relied on; what was left out is noted.
fn live<'m>(
    piece: &'m Piece,
    mark: &'m DatedMark,
    end: Option<NaiveDate>,
    excluded: &mut Vec<Excluded>,
) -> Option<Live<'m>> {
    let mut leave = |rule: &str, why: Say| {
        excluded.push(Excluded {
            piece: piece.id,
            mark: mark.id,
            rule: rule.to_owned(),
            why,
        });
    };
    if let Some(reason) = &mark.not_relied_on {
        leave("", Say::new("dating-not-relied-on").with("reason", reason));
        return None;
    }
    let accepted = mark.readings.iter().any(|reading| reading.verdict == Verdict::Accepted);
    let mut readings = Vec::new();
    for reading in &mark.readings {
        let counts = match reading.verdict {
            Verdict::Accepted => true,
            Verdict::Open => !accepted && reading.shown,
            Verdict::Rejected => false,
        };
        if !counts {
            continue;
        }
        let suspect = ["before_part_introduction", "after_last_production"]
            .into_iter()
            .find(|flag| reading.flags.iter().any(|one| one == flag));
        if !reading.manufacture {
            leave(&reading.rule, Say::new("dating-not-manufacture"));
        } else if end.is_some_and(|end| reading.span.first > end) {
            leave(&reading.rule, Say::new("dating-after-use"));
        } else if suspect.is_some() && reading.verdict != Verdict::Accepted {
            leave(&reading.rule, Say::new("dating-suspect"));
        } else {
            readings.push(reading);
        }
    }
    (!readings.is_empty()).then_some(Live { piece, mark, readings })
}

/// The latest of the bounds, leaving out one component; of equal days the first in the order of the records.
fn latest(bounds: &[Bound], without: Option<i64>) -> Option<Bound> {
    let others = bounds.iter().filter(|bound| Some(bound.piece) != without);
    others
        .fold(None, |best: Option<&Bound>, bound| match best {
            Some(best) if best.day >= bound.day => Some(best),
            _ => Some(bound),
        })
        .cloned()
}

/// What would move the certain bound: a doubtful reading made sure, a rejected one taken back, the deciding mark dropped.
fn changes(lives: &[Live<'_>], pieces: &[Piece], certain: Option<&Bound>, second: Option<&Bound>) -> Vec<Change> {
    let mut changes = Vec::new();
    let bound = certain.map(|bound| bound.day);
    for live in lives {
        // With one reading accepted the others of that mark fall away, and its earliest day can only move up.
        for reading in live.readings.iter().filter(|_| live.readings.len() > 1) {
            if bound.is_some_and(|bound| reading.span.first > bound) {
                changes.push(Change {
                    piece: live.piece.id,
                    mark: live.mark.id,
                    rule: reading.rule.clone(),
                    day: Some(reading.span.first),
                    why: Say::new("dating-if-accepted").with("rule", &reading.rule),
                });
            }
        }
    }
    let marks = pieces
        .iter()
        .flat_map(|piece| piece.marks.iter().map(move |mark| (piece, mark)));
    for (piece, mark) in marks {
        for reading in mark
            .readings
            .iter()
            .filter(|reading| reading.verdict == Verdict::Rejected)
        {
            let decides = certain.is_some_and(|bound| bound.mark == mark.id);
            let lower = second.map(|bound| bound.day).max(Some(reading.span.first));
            let alone = !lives.iter().any(|live| live.mark.id == mark.id);
            let day = match bound {
                Some(bound) if decides && reading.span.first < bound => lower,
                Some(bound) if alone && reading.span.first > bound => Some(reading.span.first),
                None => Some(reading.span.first),
                Some(_) => continue,
            };
            changes.push(Change {
                piece: piece.id,
                mark: mark.id,
                rule: reading.rule.clone(),
                day,
                why: Say::new("dating-if-taken-back").with("rule", &reading.rule),
            });
        }
    }
    if let Some(bound) = certain {
        changes.push(Change {
            piece: bound.piece,
            mark: bound.mark,
            rule: String::new(),
            day: second.map(|bound| bound.day),
            why: Say::new("dating-if-dropped"),
        });
    }
    changes
}

/// The year of production of a piece, where its best live reading lies within one year.
fn year(lives: &[Live<'_>], piece: &Piece) -> Option<String> {
    let mine = lives.iter().filter(|live| live.piece.id == piece.id);
    let best = mine.filter_map(Live::best).max_by_key(|reading| reading.span.first)?;
    let (first, last) = (best.span.first.year(), best.span.last.year());
    // A week may begin in the last days of the year before; the year of its middle is the year it is counted in.
    let days = (best.span.last - best.span.first).num_days();
    let middle = best.span.first + chrono::Duration::days(days / 2);
    (last - first <= 1 && days <= 366).then(|| middle.year().to_string())
}

fn shares(pieces: &[Piece], of: impl Fn(&Piece) -> Option<String>) -> Shares {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut shares = Shares::default();
    for piece in pieces {
        shares.documented += piece.count;
        if let Some(value) = of(piece) {
            shares.known += piece.count;
            *counts.entry(value).or_default() += piece.count;
        }
    }
    shares.parts = counts.into_iter().collect();
    shares.parts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    shares
}

#[cfg(test)]
mod tests;
