//! A run of days, and the runs of days that parts of a date stand for.

use chrono::{Datelike, Days, NaiveDate};

/// Days from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

impl Span {
    /// A single day.
    pub fn day(year: i32, month: u32, day: u32) -> Option<Span> {
        let day = NaiveDate::from_ymd_opt(year, month, day)?;
        Some(Span { first: day, last: day })
    }

    /// A day by its number in the year.
    pub fn day_of_year(year: i32, day: u32) -> Option<Span> {
        let day = NaiveDate::from_yo_opt(year, day)?;
        Some(Span { first: day, last: day })
    }

    /// A run of months of one year, 1 to 12.
    pub fn months(year: i32, first: u32, last: u32) -> Option<Span> {
        let next = match last {
            12 => NaiveDate::from_ymd_opt(year.checked_add(1)?, 1, 1)?,
            _ => NaiveDate::from_ymd_opt(year, last.checked_add(1)?, 1)?,
        };
        Some(Span {
            first: NaiveDate::from_ymd_opt(year, first, 1)?,
            last: next.pred_opt()?,
        })
    }

    /// A whole year.
    pub fn year(year: i32) -> Option<Span> {
        Span::months(year, 1, 12)
    }

    /// The days of a month that lie in its first, second … block of seven; the fifth block is what is left.
    pub fn week_of_month(year: i32, month: u32, week: u32) -> Option<Span> {
        let month = Span::months(year, month, month)?;
        let first = month
            .first
            .checked_add_days(Days::new(u64::from(week.checked_sub(1)?) * 7))?;
        let last = match week {
            5 => month.last,
            _ => first.checked_add_days(Days::new(6))?.min(month.last),
        };
        (first <= month.last).then_some(Span { first, last })
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn hull(self, other: Span) -> Span {
        Span {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
        }
    }

    /// The smallest span that holds all, or `None` for none.
    pub fn hull_of(spans: impl IntoIterator<Item = Span>) -> Option<Span> {
        spans.into_iter().reduce(Span::hull)
    }

    /// True when every day of the other lies in this one.
    pub fn holds(self, other: Span) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// True when some day lies in both.
    pub fn meets(self, other: Span) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// The same span widened by whole weeks.
    #[must_use]
    pub fn widened(self, weeks_before: u32, weeks_after: u32) -> Span {
        if weeks_before == 0 && weeks_after == 0 {
            return self;
        }
        let before = Days::new(u64::from(weeks_before) * 7);
        let after = Days::new(u64::from(weeks_after) * 7);
        Span {
            first: self.first.checked_sub_days(before).unwrap_or(self.first),
            last: self.last.checked_add_days(after).unwrap_or(self.last),
        }
    }

    /// The same days in another year: 29 February becomes the last of February. Whole months stay whole months.
    pub fn moved_years(self, years: i32) -> Option<Span> {
        if years == 0 {
            return Some(self);
        }
        let to_month_end = self.last.succ_opt().is_some_and(|next| next.day() == 1);
        let last = moved(self.last, years)?;
        let last = match to_month_end {
            true => Span::months(last.year(), last.month(), last.month())?.last,
            false => last,
        };
        Some(Span {
            first: moved(self.first, years)?,
            last,
        })
    }

    /// The span as EDTF level 1: a year, a month or a day where it is exactly that, else an interval.
    pub fn edtf(self) -> String {
        let Span { first, last } = self;
        let whole_year = Span::year(first.year()) == Some(self);
        let whole_month = Span::months(first.year(), first.month(), first.month()) == Some(self);
        if whole_year {
            format!("{:04}", first.year())
        } else if whole_month {
            format!("{:04}-{:02}", first.year(), first.month())
        } else if first == last {
            first.to_string()
        } else {
            format!("{first}/{last}")
        }
    }
}

fn moved(day: NaiveDate, years: i32) -> Option<NaiveDate> {
    let year = day.year().checked_add(years)?;
    day.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(first: &str, last: &str) -> Span {
        Span {
            first: first.parse().unwrap(),
            last: last.parse().unwrap(),
        }
    }

    #[test]
    fn months_and_years_have_their_true_ends() {
        assert_eq!(Span::months(2024, 2, 2), Some(span("2024-02-01", "2024-02-29")));
        assert_eq!(Span::months(2023, 10, 12), Some(span("2023-10-01", "2023-12-31")));
        assert_eq!(Span::day_of_year(2023, 366), None);
        assert_eq!(Span::week_of_month(1997, 6, 1), Some(span("1997-06-01", "1997-06-07")));
        assert_eq!(Span::week_of_month(2023, 2, 5), None);
        assert_eq!(Span::week_of_month(2024, 2, 5), Some(span("2024-02-29", "2024-02-29")));
    }

    #[test]
    fn spans_are_written_as_short_as_they_are_exact() {
        assert_eq!(span("2023-01-01", "2023-12-31").edtf(), "2023");
        assert_eq!(span("2023-05-01", "2023-05-31").edtf(), "2023-05");
        assert_eq!(span("2023-05-04", "2023-05-04").edtf(), "2023-05-04");
        assert_eq!(span("2022-03-21", "2023-03-20").edtf(), "2022-03-21/2023-03-20");
    }

    #[test]
    fn ten_years_before_keep_whole_months_whole() {
        let moved = span("2024-02-01", "2024-02-29").moved_years(-10);
        assert_eq!(moved, Some(span("2014-02-01", "2014-02-28")));
        let moved = span("2014-02-01", "2014-02-28").moved_years(-10);
        assert_eq!(moved, Some(span("2004-02-01", "2004-02-29")));
    }
}
