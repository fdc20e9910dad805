//! What would move the certain bound: a doubtful reading made sure, a rejected one taken back, the deciding mark dropped.

use chrono::NaiveDate;

use super::{Bearing, Bound, Candidate, Verdict, weighing::Weighed};
use crate::error::Say;

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

/// The two latest bounds by mark, from which the bound without any one mark follows.
struct Latest {
    first: Option<(i64, NaiveDate)>,
    second: Option<NaiveDate>,
}

impl Latest {
    fn of(weighed: &[Weighed<'_>]) -> Latest {
        let firm = weighed.iter().filter(|one| one.row.bearing == Bearing::Firm);
        let mut days: Vec<(NaiveDate, i64)> = firm
            .filter_map(|one| Some((one.row.span?.first, one.mark.id)))
            .collect();
        days.sort_unstable_by(|a, b| b.cmp(a));
        let mut days = days.into_iter();
        Latest {
            first: days.next().map(|(day, mark)| (mark, day)),
            second: days.next().map(|(day, _)| day),
        }
    }

    /// Where the bound would lie without that mark.
    fn without(&self, mark: i64) -> Option<NaiveDate> {
        match self.first {
            Some((first, _)) if first == mark => self.second,
            Some((_, day)) => Some(day),
            None => None,
        }
    }
}

/// What would move the bound: first what concerns the deciding mark, then the rest, latest day first.
pub(super) fn changes(weighed: &[Weighed<'_>], certain: Option<&Bound>, end: Option<NaiveDate>) -> Vec<Change> {
    let latest = Latest::of(weighed);
    let now = certain.map(|bound| bound.day);
    let mut changes = Vec::new();
    for one in weighed {
        let decides = certain.is_some_and(|bound| bound.mark == one.mark.id);
        // A bound after the end would be no bound but a contradiction; what begins after it is told where it is left out.
        let possible = |reading: &Candidate| reading.manufacture && end.is_none_or(|end| reading.span.first <= end);
        let mut add = |reading: &Candidate, key: &'static str| {
            let day = latest.without(one.mark.id).max(Some(reading.span.first));
            if day != now && possible(reading) {
                changes.push(change(
                    one,
                    &reading.rule,
                    day,
                    Say::new(key).with("rule", &reading.rule),
                ));
            }
        };
        for bar in &one.row.bars {
            let Some(reading) = one.mark.readings.get(bar.reading) else {
                continue;
            };
            match (bar.live, reading.verdict) {
                // With its best reading accepted the others fall away, and its earliest day can only move up.
                (true, Verdict::Open) if one.row.best == Some(bar.reading) => add(reading, "dating-if-accepted"),
                (false, Verdict::Rejected) => add(reading, "dating-if-taken-back"),
                (false, _) if one.mark.not_relied_on.is_some() => {}
                (false, Verdict::Open) if bar.why.as_ref().is_some_and(|why| why.key.ends_with("production")) => {
                    add(reading, "dating-if-last-production-wrong");
                }
                (false, Verdict::Open) if bar.why.as_ref().is_some_and(|why| why.key.ends_with("introduction")) => {
                    add(reading, "dating-if-introduction-wrong");
                }
                _ => {}
            }
        }
        if let Some(weak) = weak(one).filter(|_| decides) {
            add(weak, "dating-if-weak-right");
        }
        if one.mark.not_relied_on.is_some() {
            let spans = one.row.bars.iter().filter_map(|bar| one.mark.readings.get(bar.reading));
            let first = spans
                .filter(|reading| possible(reading))
                .map(|reading| reading.span.first)
                .min();
            let day = latest.without(one.mark.id).max(first);
            if first.is_some() && day != now {
                changes.push(change(one, "", day, Say::new("dating-if-relied-on")));
            }
        }
        if decides {
            let dropped = latest.without(one.mark.id);
            changes.push(change(one, "", dropped, Say::new("dating-if-dropped")));
        }
    }
    let deciding = |change: &Change| certain.is_some_and(|bound| bound.mark == change.mark);
    changes.sort_by_key(|change| (!deciding(change), std::cmp::Reverse(change.day)));
    changes
}

fn change(of: &Weighed<'_>, rule: &str, day: Option<NaiveDate>, why: Say) -> Change {
    Change {
        piece: of.piece.id,
        mark: of.mark.id,
        rule: rule.to_owned(),
        day,
        why,
    }
}

/// The best of the readings that are too weak to count and would date the part earlier.
fn weak<'m>(one: &Weighed<'m>) -> Option<&'m Candidate> {
    let first = one.row.span?.first;
    let weak = one.mark.readings.iter().filter(|reading| {
        reading.verdict == Verdict::Open && !reading.shown && reading.manufacture && reading.span.first < first
    });
    weak.max_by(|a, b| a.rank.total_cmp(&b.rank).then(b.span.first.cmp(&a.span.first)))
}
