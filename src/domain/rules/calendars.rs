//! Calendars other than the Gregorian one, as far as marks use them.
//!
//! Most are the Gregorian calendar with another year number, which a rule file states as an offset with the days between which
//! it holds. The Solar Hijri year begins at the March equinox and needs arithmetic of its own.

use chrono::{Days, NaiveDate};

use super::{
    entry::{Entry, RuleError},
    span::Span,
};
use crate::{domain::dates::Edtf, error::Say};

/// A way to count years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Its word in rule files.
    pub id: String,
    /// How its years are counted.
    pub count: Count,
    /// The first day on which it can have been used on a mark.
    pub from: Option<NaiveDate>,
    /// The last.
    pub until: Option<NaiveDate>,
}

/// How the years of a calendar relate to Gregorian ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// The Gregorian year is the number plus this; months and days are Gregorian.
    Offset(i32),
    /// The Iranian calendar.
    SolarHijri,
}

/// Parts of a date in some calendar; what is `None` is not in the mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts {
    /// Month, 1 to 12.
    pub month: Option<u32>,
    /// Day of the month.
    pub day: Option<u32>,
}

impl Calendar {
    /// Reads an entry `[[calendar]]`.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(entry: &Entry) -> Result<Calendar, Vec<RuleError>> {
        let mut wrong = entry.known(&["id", "title", "offset", "from", "until", "source", "url"]);
        let mut keep = |error: RuleError| wrong.push(error);
        let id = entry.required("id").map(str::to_owned).map_err(&mut keep);
        let offset = match entry.fields.get("offset") {
            "solar-hijri" => Ok(Some(Count::SolarHijri)),
            _ => entry
                .number("offset", -10_000_i32, 10_000)
                .map(|offset| offset.map(Count::Offset)),
        };
        let count = offset.and_then(|count| count.ok_or_else(|| entry.wrong("offset", Say::new("rule-required"))));
        let count = count.map_err(&mut keep);
        let mut day = |field: &str, last: bool| {
            let text = entry.fields.get(field);
            if text.is_empty() {
                return None;
            }
            match Edtf::parse(text) {
                Ok(date) if last => date.latest(),
                Ok(date) => date.earliest(),
                Err(say) => {
                    keep(entry.wrong(field, say));
                    None
                }
            }
        };
        let (from, until) = (day("from", false), day("until", true));
        match (id, count) {
            (Ok(id), Ok(count)) if wrong.is_empty() => Ok(Calendar { id, count, from, until }),
            _ => Err(wrong),
        }
    }

    /// The days of a date whose year is `year` in this calendar, cut to the days on which the calendar was in use.
    pub fn span(&self, year: i32, parts: Parts) -> Option<Span> {
        let span = match self.count {
            Count::Offset(offset) => gregorian(year.checked_add(offset)?, parts)?,
            Count::SolarHijri => solar_hijri(year, parts)?,
        };
        let first = self.from.map_or(span.first, |from| span.first.max(from));
        let last = self.until.map_or(span.last, |until| span.last.min(until));
        (first <= last).then_some(Span { first, last })
    }
}

/// A Gregorian year, month or day.
pub fn gregorian(year: i32, parts: Parts) -> Option<Span> {
    match (parts.month, parts.day) {
        (None, _) => Span::year(year),
        (Some(month), None) => Span::months(year, month, month),
        (Some(month), Some(day)) => Span::day(year, month, day),
    }
}

/// The Iranian civil calendar: six months of 31 days, five of 30, and one of 29 or 30.
fn solar_hijri(year: i32, parts: Parts) -> Option<Span> {
    let start = nowruz(year)?;
    let next = nowruz(year.checked_add(1)?)?;
    let Some(month) = parts.month else {
        return Some(Span {
            first: start,
            last: next.pred_opt()?,
        });
    };
    let before = match month {
        1..=7 => (month - 1) * 31,
        8..=12 => 186 + (month - 7) * 30,
        _ => return None,
    };
    let first = start.checked_add_days(Days::new(u64::from(before)))?;
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        _ => u64::try_from((next - first).num_days()).ok()?,
    };
    match parts.day {
        None => Some(Span {
            first,
            last: first.checked_add_days(Days::new(length - 1))?,
        }),
        Some(day) if (1..=length).contains(&u64::from(day)) => {
            let only = first.checked_add_days(Days::new(u64::from(day - 1)))?;
            Some(Span {
                first: only,
                last: only,
            })
        }
        Some(_) => None,
    }
}

/// The first day of a Solar Hijri year, by the 33-year cycle, which agrees with the equinox from 1178 to 1633 (1799 to 2254):
/// see the comparison of arithmetic with the true equinox in R. H. van Gent, "Online calendar converters", and E. G. Richards,
/// *Mapping Time*, chapter 17.
fn nowruz(year: i32) -> Option<NaiveDate> {
    if !(1178..=1633).contains(&year) {
        return None;
    }
    // 1 Farvardin 1400 was 21 March 2021.
    let start = NaiveDate::from_ymd_opt(2021, 3, 21)?;
    let days = i64::from(year - 1400) * 365 + i64::from(leap_years_before(year) - leap_years_before(1400));
    match u64::try_from(days) {
        Ok(after) => start.checked_add_days(Days::new(after)),
        Err(_before) => start.checked_sub_days(Days::new(days.unsigned_abs())),
    }
}

/// How many of the years before this one, counted from 0, have 366 days: those of a cycle of 33 are told.
fn leap_years_before(year: i32) -> i32 {
    let mut count = year.div_euclid(33) * 8;
    for leap in [1, 5, 9, 13, 17, 22, 26, 30] {
        count += i32::from(leap < year.rem_euclid(33));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_iranian_year_begins_on_the_published_days() {
        let days = [
            (1357, "1978-03-21"),
            (1375, "1996-03-20"),
            (1399, "2020-03-20"),
            (1400, "2021-03-21"),
            (1401, "2022-03-21"),
            (1402, "2023-03-21"),
            (1403, "2024-03-20"),
            (1404, "2025-03-21"),
        ];
        for (year, day) in days {
            assert_eq!(nowruz(year).unwrap().to_string(), day, "{year}");
        }
        for year in 1178..1633 {
            let length = (nowruz(year + 1).unwrap() - nowruz(year).unwrap()).num_days();
            let leap = matches!(year % 33, 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30);
            assert_eq!(length, if leap { 366 } else { 365 }, "{year}");
        }
        let mordad = Parts {
            month: Some(5),
            day: Some(12),
        };
        assert_eq!(solar_hijri(1401, mordad).unwrap().edtf(), "2022-08-03");
        let esfand = Parts {
            month: Some(12),
            day: Some(30),
        };
        assert_eq!(solar_hijri(1399, esfand).unwrap().edtf(), "2021-03-20");
        assert_eq!(solar_hijri(1401, esfand), None);
    }

    #[test]
    fn an_era_ends_on_its_day() {
        let heisei = Calendar {
            id: "heisei".into(),
            count: Count::Offset(1988),
            from: NaiveDate::from_ymd_opt(1989, 1, 8),
            until: NaiveDate::from_ymd_opt(2019, 4, 30),
        };
        assert_eq!(
            heisei.span(31, Parts::default()).unwrap().edtf(),
            "2019-01-01/2019-04-30"
        );
        assert_eq!(heisei.span(32, Parts::default()), None);
    }
}
