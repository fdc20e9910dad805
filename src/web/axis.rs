//! Days on a time axis, drawn by the server.

use chrono::{Datelike, NaiveDate};

use super::views::date_in_words;
use crate::{
    domain::{dates::Edtf, rules::span::Span},
    words::Words,
};

/// The width of the axis.
const WIDE: i64 = 1_000;
/// The narrowest bar that is still seen.
const NARROW: i64 = 8;

/// Days on an axis, for an SVG 1000 wide and 24 high.
#[derive(Clone)]
pub struct Bar {
    /// The ticks, as a path.
    pub ticks: String,
    /// Where the days begin.
    pub x: i64,
    /// How far they reach.
    pub width: i64,
    /// Where the object was used or found.
    pub until: Option<i64>,
    /// The same in words.
    pub label: String,
}

/// The days of a span, in words.
pub fn days(span: Span, words: &Words) -> String {
    let text = span.edtf();
    Edtf::parse(&text).map_or(text, |date| date_in_words(&date, words))
}

/// The time axis that the readings of a mark share.
pub struct Axis {
    start: NaiveDate,
    total: i64,
    ticks: String,
    until: Option<NaiveDate>,
    years: (i32, i32),
}

impl Axis {
    /// An axis from the first to the last year of some spans.
    pub fn of(spans: impl Iterator<Item = Span>, until: Option<NaiveDate>) -> Axis {
        let whole = Span::hull_of(spans);
        let first = whole.map_or(2000, |span| span.first.year());
        let last = [whole.map(|span| span.last), until]
            .into_iter()
            .flatten()
            .max()
            .map_or(first, |day| day.year());
        // A tenth of the years lies free on both sides, so that no bar touches the end.
        let margin = ((last - first) / 10).max(1);
        let years = (first - margin, last + margin);
        let new_year = |year: i32| NaiveDate::from_yo_opt(year, 1).unwrap_or(NaiveDate::MIN);
        let start = new_year(years.0);
        let total = (new_year(years.1 + 1) - start).num_days().max(1);
        let step = [1, 2, 5, 10, 20, 50, 100]
            .into_iter()
            .find(|step| (years.1 - years.0) / step <= 12)
            .unwrap_or(500);
        let ticks = (years.0..=years.1)
            .filter(|year| year % step == 0)
            .map(|year| format!("M{} 0V24", (new_year(year) - start).num_days() * WIDE / total))
            .collect();
        Axis {
            start,
            total,
            ticks,
            until,
            years,
        }
    }

    fn place(&self, day: NaiveDate) -> i64 {
        (day - self.start).num_days() * WIDE / self.total
    }

    /// The ends of the axis.
    pub fn ends(&self) -> Vec<String> {
        vec![self.years.0.to_string(), (self.years.1 + 1).to_string()]
    }

    /// Some days on the axis.
    pub fn bar(&self, span: Span, label: &str) -> Bar {
        let x = self.place(span.first);
        Bar {
            ticks: self.ticks.clone(),
            x,
            width: (self.place(span.last) - x).max(NARROW),
            until: self.until.map(|day| self.place(day)),
            label: label.to_owned(),
        }
    }
}
