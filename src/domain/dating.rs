//! When a weapon was built and how soon it was used, from the dates on its parts: pure arithmetic with its proof.
//!
//! A weapon cannot have been assembled before its youngest part was made. Each mark gives a lower bound: the earliest day of
//! its earliest live reading. The *certain* bound is the latest of these bounds; the *likely* bound takes the accepted or
//! best-ranked reading of each mark and is never told without the certain one. Only marks that date manufacture count, and a
//! mark that can as well be something else than a date bounds nothing for certain until a person accepts it as one.
//! A repaired weapon can hold younger parts: the bound dates it as it was found.

use chrono::NaiveDate;

use super::{dates::Edtf, rules::span::Span};
use crate::error::Say;

mod changes;
pub mod plausibility;
mod shares;
mod weighing;

pub use changes::Change;
pub use shares::Shares;
pub use weighing::{Bar, Bearing, Row};

/// The flag of a reading whose word a documented rule explains as something that holds no date: a plant, a value, a drawing.
pub const MAY_BE_NO_DATE: &str = "may_be_no_date";

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
    /// Why they decided so; may be empty.
    pub reason: String,
    /// Whether it dates manufacture: expiry, drawings and copyrights do not.
    pub manufacture: bool,
    /// What is odd about it, as words of the interface.
    pub flags: Vec<String>,
}

impl Candidate {
    /// True when this is odd about it.
    pub fn is(&self, flag: &str) -> bool {
        self.flags.iter().any(|one| one == flag)
    }
}

/// A date that would be the first thing to think of and cannot be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Impossible {
    /// The rule that would have read it.
    pub rule: String,
    /// Why it cannot be.
    pub why: Say,
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
    /// What it cannot mean although it looks so.
    pub impossible: Vec<Impossible>,
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
    /// Whether exactly so many.
    pub counted: bool,
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
    /// The place of the reading that gives it among those of the mark.
    pub reading: usize,
    /// The rule of that reading.
    pub rule: String,
    /// All the days the mark can mean.
    pub span: Span,
    /// Days from the production of this part to the use.
    pub lag: Option<Lag>,
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
    /// The days it would mean, where it means any.
    pub span: Option<Span>,
    /// Why.
    pub why: Say,
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
    /// The accepted mark of the whole weapon that ends the window before its use.
    pub closes: Option<Bound>,
    /// From the certain bound to the latest day; `None` also when they contradict each other.
    pub window: Option<Span>,
    /// True when the certain bound lies after the latest day: some date is wrong.
    pub contradiction: bool,
    /// Days from the production of the youngest dated part to the use.
    pub lag: Option<Lag>,
    /// Every mark that means a date, or looks as if it did.
    pub rows: Vec<Row>,
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

/// When the weapon came to its end, as far as that is known.
#[derive(Debug, Clone, Copy)]
struct End {
    /// Not before this day.
    first: Option<NaiveDate>,
    /// Not after this day.
    last: NaiveDate,
}

/// Dates a unit.
pub fn date(pieces: &[Piece], used: Option<&Edtf>, recovered: Option<&Edtf>) -> Dating {
    let last = [used, recovered].into_iter().flatten().filter_map(Edtf::latest).min();
    let first = used.or(recovered).and_then(Edtf::earliest);
    let end = last.map(|last| End { first, last });
    let all = pieces
        .iter()
        .flat_map(|piece| piece.marks.iter().map(move |mark| (piece, mark)));
    let weighed: Vec<weighing::Weighed<'_>> = all.map(|(piece, mark)| weighing::weigh(piece, mark, last)).collect();
    let bound = |one: &weighing::Weighed<'_>, reading| one.bound(reading, end);
    let firm = weighed.iter().filter(|one| one.row.bearing == Bearing::Firm);
    let bounds: Vec<Bound> = firm.filter_map(|one| bound(one, one.earliest()?)).collect();
    let certain = latest(&bounds, None);
    let second = certain.as_ref().and_then(|first| latest(&bounds, Some(first.piece)));
    let best: Vec<Bound> = weighed.iter().filter_map(|one| bound(one, one.row.best?)).collect();
    let likely = latest(&best, None);
    let closes = closes(&weighed, end);
    let latest_day = closes.iter().map(|bound| bound.span.last).chain(last).min();
    let window = match (&certain, latest_day) {
        (Some(bound), Some(last)) if bound.day <= last => Some(Span { first: bound.day, last }),
        _ => None,
    };
    let youngest = weighed.iter().filter_map(|one| Some(one.row.span?.last)).max();
    Dating {
        contradiction: matches!((&certain, latest_day), (Some(bound), Some(last)) if bound.day > last),
        lag: certain.as_ref().zip(youngest).and_then(|(bound, last)| {
            let first = bound.day;
            lag(Span { first, last }, end)
        }),
        changes: changes::changes(&weighed, certain.as_ref(), last),
        by_country: Shares::of(pieces, |piece| piece.country.clone()),
        by_brand: Shares::of(pieces, |piece| piece.brand.clone()),
        by_year: Shares::of(pieces, |piece| shares::year(&weighed, piece)),
        excluded: weighed.iter().flat_map(weighing::Weighed::excluded).collect(),
        rows: weighed
            .into_iter()
            .map(|one| one.row)
            .filter(|row| row.bearing != Bearing::Silent)
            .collect(),
        certain,
        likely,
        second,
        latest: latest_day,
        closes,
        window,
    }
}

/// Days from production to the end, both as intervals: production after the end is impossible and counts as the same day.
fn lag(made: Span, end: Option<End>) -> Option<Lag> {
    let End { first, last } = end?;
    let made_first = made.first.min(last);
    let first = first.unwrap_or(made_first);
    Some(Lag {
        least: (first - made.last.min(first)).num_days(),
        most: (last - made_first).num_days(),
    })
}

/// The accepted mark of the whole weapon that says by when it was made, where that is before its end.
fn closes(weighed: &[weighing::Weighed<'_>], end: Option<End>) -> Option<Bound> {
    let whole = weighed.iter().filter(|one| one.mark.of_the_whole && one.is_accepted());
    let bounds = whole.filter_map(|one| one.bound(one.row.best?, end));
    let first = bounds.min_by_key(|bound| bound.span.last)?;
    end.is_none_or(|end| first.span.last < end.last).then_some(first)
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

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
