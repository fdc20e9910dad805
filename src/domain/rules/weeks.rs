//! Calendar weeks: which days "week 33 of 2012" can mean.
//!
//! Makers do not agree on where week 1 begins, and most do not say. ISO 8601 puts it around the first Thursday; Microchip's
//! data sheets say "week of January 1 is week 01" without naming the first day of the week; some count blocks of seven days from
//! 1 January. In 2016, 2017, 2021, 2022 and 2023 these differ by up to a whole week, so a rule whose maker is silent yields the
//! hull of all of them.

use chrono::{Datelike, NaiveDate};

use super::span::Span;

/// How a maker counts weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weeks {
    /// ISO 8601: Monday to Sunday, week 1 holds the first Thursday.
    Iso,
    /// The week that holds 1 January is week 1; the first day of the week is not told, so Sunday and Monday both count.
    JanuaryFirst,
    /// The same with weeks that begin on Sunday.
    Sunday,
    /// The same with weeks that begin on Monday.
    Monday,
    /// Blocks of seven days from 1 January.
    Blocks,
    /// Sunday to Saturday, week 1 is the first that lies wholly in the year: 49 CFR 574.5, for tyres.
    FirstFull,
    /// Nobody says: the hull of all of these.
    Unknown,
}

/// What a week of a year can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// Its days under every convention that has such a week.
    pub span: Span,
    /// True when ISO 8601 has no such week in that year although another convention does.
    pub beyond_iso: bool,
}

impl Weeks {
    /// Every convention with the word rule files use for it.
    pub const WORDS: [(&'static str, Weeks); 7] = [
        ("iso", Weeks::Iso),
        ("january-1", Weeks::JanuaryFirst),
        ("sunday", Weeks::Sunday),
        ("monday", Weeks::Monday),
        ("blocks", Weeks::Blocks),
        ("first-full", Weeks::FirstFull),
        ("unknown", Weeks::Unknown),
    ];

    /// The word in rule files.
    pub fn as_str(self) -> &'static str {
        let mut words = Weeks::WORDS.into_iter();
        words
            .find(|(_, weeks)| *weeks == self)
            .map_or("unknown", |(word, _)| word)
    }

    /// The days that the weeks from `first` to `last` of a year can be; a `last` before `first` is a week of the next year.
    /// `None` when no convention has the first of them.
    pub fn span(self, year: i32, first: u32, last: u32) -> Option<Week> {
        let end_year = if last < first { year.checked_add(1)? } else { year };
        let simple: &[Weeks] = match self {
            Weeks::Unknown => &[Weeks::Iso, Weeks::Sunday, Weeks::Monday, Weeks::Blocks],
            Weeks::JanuaryFirst => &[Weeks::Sunday, Weeks::Monday],
            Weeks::Iso => &[Weeks::Iso],
            Weeks::Sunday => &[Weeks::Sunday],
            Weeks::Monday => &[Weeks::Monday],
            Weeks::Blocks => &[Weeks::Blocks],
            Weeks::FirstFull => &[Weeks::FirstFull],
        };
        let (year, end) = match end_year == year {
            true => (Year::of(year)?, None),
            false => (Year::of(year)?, Year::of(end_year)),
        };
        let mut hull: Option<(i32, i32)> = None;
        for way in simple {
            let Some((from, mut to)) = way.single(year, first) else {
                continue;
            };
            if first != last {
                let end = end.unwrap_or(year);
                // A period that ends in week 53 of a year without one ends in its last week.
                let Some((_, behind)) = way.single(end, last).or_else(|| way.single(end, last.checked_sub(1)?)) else {
                    continue;
                };
                to = to.max(behind);
            }
            hull = Some(hull.map_or((from, to), |(known, behind)| (known.min(from), behind.max(to))));
        }
        let (from, to) = hull?;
        let day = NaiveDate::from_num_days_from_ce_opt;
        let span = Span {
            first: day(from)?,
            last: day(to)?,
        };
        let beyond_iso = Weeks::Iso.single(year, first).is_none();
        Some(Week { span, beyond_iso })
    }

    /// The first and the last day of one week under one convention, as numbers of days.
    fn single(self, Year { january, december }: Year, week: u32) -> Option<(i32, i32)> {
        let back = i32::try_from(week.checked_sub(1)?).ok()?.checked_mul(7)?;
        // Day 1 was a Monday.
        let since_sunday = january.rem_euclid(7);
        let begins = match self {
            Weeks::FirstFull => january + (7 - since_sunday) % 7,
            // The week of 4 January holds the first Thursday.
            Weeks::Iso => january + 3 - (january + 2).rem_euclid(7),
            Weeks::Sunday | Weeks::JanuaryFirst => january - since_sunday,
            Weeks::Monday => january - (january - 1).rem_euclid(7),
            Weeks::Blocks | Weeks::Unknown => january,
        };
        let first = begins.checked_add(back)?;
        // A week of ISO 8601 is of the year in which its Thursday lies, every other of that of its first day.
        let told_by = if self == Weeks::Iso {
            first.checked_add(3)?
        } else {
            first
        };
        if told_by > december {
            return None;
        }
        let last = first.checked_add(6)?;
        match self {
            // The last block of a year is what is left of it.
            Weeks::Blocks => Some((first, last.min(december))),
            _ => Some((first, last)),
        }
    }
}

/// The first and the last day of a year, as numbers of days: weeks are counted many times for one mark.
#[derive(Debug, Clone, Copy)]
struct Year {
    january: i32,
    december: i32,
}

impl Year {
    fn of(year: i32) -> Option<Year> {
        Some(Year {
            january: NaiveDate::from_ymd_opt(year, 1, 1)?.num_days_from_ce(),
            december: NaiveDate::from_ymd_opt(year, 12, 31)?.num_days_from_ce(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(weeks: Weeks, year: i32, week: u32) -> String {
        weeks
            .span(year, week, week)
            .map_or(String::new(), |week| week.span.edtf())
    }

    #[test]
    fn conventions_differ_as_published() {
        // The Japanese guide at ne.jp/asahi/web/niwa: 9612 is 17 to 23 March 1996.
        assert_eq!(week(Weeks::Sunday, 1996, 12), "1996-03-17/1996-03-23");
        assert_eq!(week(Weeks::Iso, 1996, 12), "1996-03-18/1996-03-24");
        assert_eq!(week(Weeks::Unknown, 2021, 48), "2021-11-21/2021-12-05");
        assert_eq!(week(Weeks::JanuaryFirst, 2012, 33), "2012-08-06/2012-08-18");
        // 2006 begins on a Sunday, 2007 on a Monday.
        assert_eq!(week(Weeks::FirstFull, 2006, 1), "2006-01-01/2006-01-07");
        assert_eq!(week(Weeks::FirstFull, 2007, 1), "2007-01-07/2007-01-13");
        assert_eq!(week(Weeks::FirstFull, 2007, 52), "2007-12-30/2008-01-05");
        assert_eq!(week(Weeks::FirstFull, 2007, 53), "");
    }

    #[test]
    fn weeks_of_iso_8601_are_those_of_the_calendar() {
        for year in 1930..2060 {
            for week in 0..56 {
                let known = NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon);
                let found = Weeks::Iso.span(year, week, week).map(|week| week.span);
                assert_eq!(found.map(|span| span.first), known, "{year} {week}");
                assert!(found.is_none_or(|span| (span.last - span.first).num_days() == 6));
            }
        }
    }

    #[test]
    fn week_53_and_54_exist_only_where_they_do() {
        for year in [1998, 2004, 2009, 2015, 2020, 2026] {
            assert!(Weeks::Iso.span(year, 53, 53).is_some(), "{year}");
        }
        let odd = Weeks::Unknown.span(2021, 53, 53).unwrap();
        assert!(odd.beyond_iso);
        assert_eq!(odd.span.edtf(), "2021-12-26/2022-01-02");
        for year in 1998..=2030 {
            let some = Weeks::Unknown.span(year, 54, 54).is_some();
            assert_eq!(some, [2000, 2012, 2028].contains(&year), "{year}");
        }
        assert_eq!(Weeks::Unknown.span(2021, 0, 0), None);
        assert_eq!(Weeks::Unknown.span(2021, 55, 55), None);
    }

    #[test]
    fn a_period_may_end_in_the_next_year() {
        let span = Weeks::Iso.span(2003, 52, 5).unwrap().span;
        assert_eq!(span.edtf(), "2003-12-22/2004-02-01");
    }
}
