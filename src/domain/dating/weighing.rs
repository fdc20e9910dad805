//! How each mark bears on the date: which of its readings live, and why the others do not.

use chrono::NaiveDate;

use super::{Bound, Candidate, DatedMark, End, Excluded, MAY_BE_NO_DATE, Piece, Verdict, lag};
use crate::{domain::rules::span::Span, error::Say};

/// How a mark bears on the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bearing {
    /// It dates its part: the weapon was not assembled before its earliest day.
    Firm,
    /// It may be something else than a date; only the likely bound looks at it.
    Open,
    /// It is not relied on.
    Aside,
    /// It means no date.
    Silent,
}

/// A reading that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Its place among the readings of the mark.
    pub reading: usize,
    /// Whether it lives.
    pub live: bool,
    /// Why it does not.
    pub why: Option<Say>,
}

/// A mark as the table and the chart show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The component.
    pub piece: i64,
    /// The mark.
    pub mark: i64,
    /// How it bears on the date.
    pub bearing: Bearing,
    /// Its readings, those that live and those that do not.
    pub bars: Vec<Bar>,
    /// All the days its live readings mean.
    pub span: Option<Span>,
    /// The place of the accepted or best-ranked live reading.
    pub best: Option<usize>,
}

/// A mark with how it bears on the date.
pub(super) struct Weighed<'m> {
    pub(super) piece: &'m Piece,
    pub(super) mark: &'m DatedMark,
    pub(super) row: Row,
}

impl<'m> Weighed<'m> {
    /// The live readings with their places.
    pub(super) fn live(&self) -> impl Iterator<Item = (usize, &'m Candidate)> {
        let places = self.row.bars.iter().filter(|bar| bar.live).map(|bar| bar.reading);
        places.filter_map(|place| Some((place, self.mark.readings.get(place)?)))
    }

    /// The place of the live reading with the earliest first day, which gives the certain bound.
    pub(super) fn earliest(&self) -> Option<usize> {
        // Of readings that begin on the same day the best explains it.
        let first = self.live().min_by(|(_, a), (_, b)| {
            let day = a.span.first.cmp(&b.span.first);
            day.then(b.rank.total_cmp(&a.rank))
        });
        Some(first?.0)
    }

    /// The bound that one of its readings gives.
    pub(super) fn bound(&self, reading: usize, end: Option<End>) -> Option<Bound> {
        let one = self.mark.readings.get(reading)?;
        let span = self.row.span.unwrap_or(one.span);
        Some(Bound {
            day: one.span.first,
            piece: self.piece.id,
            mark: self.mark.id,
            reading,
            rule: one.rule.clone(),
            span,
            lag: lag(span, end),
        })
    }

    /// Whether a person accepted one of its live readings.
    pub(super) fn is_accepted(&self) -> bool {
        self.live().any(|(_, one)| one.verdict == Verdict::Accepted)
    }

    /// What of it is not relied on, and why.
    pub(super) fn excluded(&self) -> Vec<Excluded> {
        let left = |rule: &str, span: Option<Span>, why: &Say| Excluded {
            piece: self.piece.id,
            mark: self.mark.id,
            rule: rule.to_owned(),
            span,
            why: why.clone(),
        };
        let impossible = self.mark.impossible.iter().map(|one| left(&one.rule, None, &one.why));
        if let Some(reason) = &self.mark.not_relied_on {
            let spans = self
                .row
                .bars
                .iter()
                .filter_map(|bar| self.mark.readings.get(bar.reading));
            let span = Span::hull_of(spans.map(|one| one.span));
            return vec![left("", span, &not_relied_on(reason))];
        }
        let ghosts = self.row.bars.iter().filter_map(|bar| {
            // What fell away because another reading was accepted was decided by that.
            let why = bar.why.as_ref().filter(|why| why.key != OTHER)?;
            let one = self.mark.readings.get(bar.reading)?;
            Some(left(&one.rule, Some(one.span), why))
        });
        ghosts.chain(impossible).collect()
    }
}

/// Another reading of the mark was accepted.
const OTHER: &str = "dating-other-accepted";

fn not_relied_on(reason: &str) -> Say {
    Say::new("dating-not-relied-on").with("reason", reason)
}

/// Weighs a mark on a weapon that came to its end by that day.
pub(super) fn weigh<'m>(piece: &'m Piece, mark: &'m DatedMark, end: Option<NaiveDate>) -> Weighed<'m> {
    let accepted = mark.readings.iter().any(|one| one.verdict == Verdict::Accepted);
    let mut bars = Vec::new();
    for (reading, one) in mark.readings.iter().enumerate() {
        // A weak reading that nobody decided on is neither live nor drawn.
        if one.verdict == Verdict::Open && !one.shown {
            continue;
        }
        let why = match &mark.not_relied_on {
            Some(reason) => Some(not_relied_on(reason)),
            None => against(one, accepted, end),
        };
        bars.push(Bar {
            reading,
            live: why.is_none(),
            why,
        });
    }
    let mut weighed = Weighed {
        piece,
        mark,
        row: Row {
            piece: piece.id,
            mark: mark.id,
            bearing: Bearing::Silent,
            bars,
            span: None,
            best: None,
        },
    };
    weighed.row.span = Span::hull_of(weighed.live().map(|(_, one)| one.span));
    weighed.row.best = best(&weighed);
    let sure = weighed
        .live()
        .any(|(_, one)| one.verdict == Verdict::Accepted || !one.is(MAY_BE_NO_DATE));
    let nothing = weighed.row.bars.is_empty() && mark.impossible.is_empty() && mark.not_relied_on.is_none();
    weighed.row.bearing = match (weighed.row.span.is_some(), sure) {
        (true, true) => Bearing::Firm,
        (true, false) => Bearing::Open,
        (false, _) if nothing => Bearing::Silent,
        (false, _) => Bearing::Aside,
    };
    weighed
}

/// Why a reading does not live.
fn against(one: &Candidate, accepted: bool, end: Option<NaiveDate>) -> Option<Say> {
    let suspect = one.is("before_part_introduction") || one.is("after_last_production");
    if one.verdict == Verdict::Rejected {
        Some(Say::new("dating-rejected").with("reason", &one.reason))
    } else if !one.manufacture {
        Some(Say::new("dating-not-manufacture"))
    } else if end.is_some_and(|end| one.span.first > end) {
        Some(Say::new("dating-after-use"))
    } else if accepted && one.verdict == Verdict::Open {
        Some(Say::new(OTHER))
    } else if suspect && one.verdict != Verdict::Accepted {
        let key = match one.is("before_part_introduction") {
            true => "dating-before-introduction",
            false => "dating-after-production",
        };
        Some(Say::new(key))
    } else {
        None
    }
}

/// The accepted or best-ranked live reading.
fn best(weighed: &Weighed<'_>) -> Option<usize> {
    let best = weighed.live().max_by(|(_, a), (_, b)| {
        let accepted = |one: &Candidate| one.verdict == Verdict::Accepted;
        accepted(a)
            .cmp(&accepted(b))
            .then(a.rank.total_cmp(&b.rank))
            .then(b.span.first.cmp(&a.span.first))
    });
    Some(best?.0)
}
