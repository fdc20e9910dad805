//! The axis of the dating chart: from days to places, and the ticks between them.

use chrono::NaiveDate;

use super::{Stretch, Tick, Upright, Width, later_by, month, months};
use crate::{
    domain::rules::span::Span,
    web::dating::{day, span},
    words::Words,
};

/// The most ticks of years and of months; more words than that touch each other on a phone.
const MOST_YEARS: i32 = 5;
const MOST_MONTHS: i32 = 3;
/// Months between two ticks.
const STEPS: [i32; 10] = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600];
/// How many times the stretch that matters is drawn before it; marks from before that are arrows at the edge.
const BEFORE: i64 = 4;
/// At least so many days are drawn before it.
const LEAST_BEFORE: i64 = 730;
/// The narrowest bar, in shares of the width.
const THIN: f64 = 0.006;

/// An axis of days.
#[derive(Debug)]
pub(super) struct Axis {
    first: NaiveDate,
    last: NaiveDate,
    width: Width,
}

impl Axis {
    /// An axis that holds the stretch that matters and as much of what is drawn as leaves that stretch legible.
    pub(super) fn new(drawn: &[Span], focus: Span, width: Width) -> Axis {
        let long = (focus.last - focus.first).num_days();
        let limit = later_by(focus.first, -(long * BEFORE).max(LEAST_BEFORE));
        let earliest = drawn.iter().map(|days| days.first).min().unwrap_or(focus.first);
        let latest = drawn.iter().map(|days| days.last).max().unwrap_or(focus.last);
        let first = earliest.max(limit).min(focus.first);
        // A bar that runs on long after the end would push the rest together.
        let last = latest.min(later_by(focus.last, long.max(365))).max(focus.last);
        let edge = ((last - first).num_days() / 25).max(10);
        let (first, last) = (later_by(first, -edge), later_by(last, edge));
        Axis { first, last, width }
    }

    /// From 0 to 1.
    fn at(&self, day: NaiveDate) -> f64 {
        (share((day - self.first).num_days()) / share((self.last - self.first).num_days()).max(1.0)).clamp(0.0, 1.0)
    }

    fn place(&self, share: f64) -> String {
        match self.width {
            Width::Fluid => format!("{:.2}%", share * 100.0),
            Width::Fixed(width) => format!("{:.1}", share * f64::from(width)),
        }
    }

    /// True when the chart begins only after this day.
    pub(super) fn begins_after(&self, day: NaiveDate) -> bool {
        day < self.first
    }

    /// From the first to the last day, both included.
    pub(super) fn stretch(&self, first: NaiveDate, last: NaiveDate) -> Stretch {
        let (from, to) = (self.at(first), self.at(later_by(last, 1)));
        let long = (to - from).max(THIN);
        Stretch {
            x: self.place(from.min(1.0 - long)),
            width: self.place(long),
        }
    }

    /// As much of these days as the chart shows; `None` for none.
    pub(super) fn part(&self, days: Span) -> Option<Stretch> {
        (!self.begins_after(days.last)).then(|| self.stretch(days.first, days.last))
    }

    /// A line at the beginning of a day.
    pub(super) fn upright(&self, day: NaiveDate, y: i64, label: String) -> Upright {
        let share = self.at(day);
        let (anchor, gap) = match share > 0.5 {
            true => ("end", -5),
            false => ("start", 5),
        };
        Upright {
            x: self.place(share),
            y,
            anchor,
            gap,
            label,
        }
    }

    /// The beginnings of months or years, as few as can be read on a phone.
    pub(super) fn ticks(&self, words: &Words) -> Vec<Tick> {
        let (from, to) = (months(self.first), months(self.last));
        let most = |step: i32| if step < 12 { MOST_MONTHS } else { MOST_YEARS };
        let step = STEPS.into_iter().find(|step| (to - from) / step < most(*step));
        let step = step.unwrap_or(1_200);
        let mut ticks = Vec::new();
        let mut at = from.div_euclid(step) * step;
        while at <= to {
            if let Some(day) = month(0, at).filter(|day| *day >= self.first && *day <= self.last) {
                ticks.push(self.tick(day, step, words));
            }
            at += step;
        }
        ticks
    }

    fn tick(&self, at: NaiveDate, step: i32, words: &Words) -> Tick {
        let share = self.at(at);
        let whole = match step >= 12 {
            true => Span::year(chrono::Datelike::year(&at)),
            false => Span::months(
                chrono::Datelike::year(&at),
                chrono::Datelike::month(&at),
                chrono::Datelike::month(&at),
            ),
        };
        Tick {
            x: self.place(share),
            anchor: match share {
                share if share < 0.08 => "start",
                share if share > 0.92 => "end",
                _ => "middle",
            },
            label: whole.map_or_else(|| day(at, words), |days| span(days, words)),
        }
    }
}

/// Days as a number to divide; more than a chart can hold is as good as that.
fn share(days: i64) -> f64 {
    f64::from(i32::try_from(days).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    fn days(text: &str) -> Span {
        let (first, last) = text.split_once('/').unwrap();
        Span {
            first: first.parse().unwrap(),
            last: last.parse().unwrap(),
        }
    }

    #[test]
    fn the_stretch_that_matters_stays_legible_whatever_else_is_drawn() {
        let focus = days("2024-01-01/2024-08-18");
        let drawn = [days("1994-03-01/1994-03-07"), days("2024-01-01/2024-12-31")];
        let axis = Axis::new(&drawn, focus, Width::Fixed(1_000));
        assert!(axis.begins_after(drawn[0].last));
        assert!(axis.part(drawn[0]).is_none());
        let window = axis.stretch(focus.first, focus.last);
        assert!(window.width.parse::<f64>().unwrap() > 120.0, "{window:?}");
    }

    #[test]
    fn ticks_are_few_and_in_order() {
        for (first, last) in [
            ("2024-01-01", "2024-02-10"),
            ("2019-05-02", "2024-08-18"),
            ("1950-01-01", "2024-01-01"),
        ] {
            let focus = days(&format!("{first}/{last}"));
            let axis = Axis::new(&[focus], focus, Width::Fixed(1_000));
            let ticks = axis.ticks(words::of(words::Lang::En));
            assert!((1..=6).contains(&ticks.len()), "{first}: {ticks:?}");
            let places: Vec<f64> = ticks.iter().map(|tick| tick.x.parse().unwrap()).collect();
            assert!(places.is_sorted(), "{places:?}");
        }
    }
}
