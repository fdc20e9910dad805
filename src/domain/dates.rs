//! Dates as the catalogue knows them: EDTF level 1 text, kept as written, with the earliest and the latest day it allows.
//!
//! A date never says more than its text. `2024` is the whole of 2024, `2024-XX` as well, `../2024-02-27` has no earliest day.
//! The qualifiers `?` (uncertain), `~` (approximate) and `%` (both) **do not widen** the interval: they are a warning that is
//! printed with the date, because nobody said by how much the date may be wrong.
//!
//! Seasons (`2024-21` spring … `2024-24` winter) are those of the northern hemisphere, and their bounds are the hull of the
//! meteorological and the astronomical season; a winter may be the one that begins or the one that ends the year, so both count.

use chrono::{Datelike, NaiveDate};
use edtf::level_1::{Certainty, Date, Edtf as Level1, Precision, Terminal};

use crate::domain::date_words::{DateWords, Point, Season, When};
use crate::error::Say;

/// The longest text that can be a date, in characters; a pair of full date-times fits.
const LONGEST: usize = 80;

/// A date, or an interval of dates, with the days it can lie between.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edtf {
    text: String,
    earliest: Option<NaiveDate>,
    latest: Option<NaiveDate>,
    words: DateWords,
}

impl Edtf {
    /// Reads EDTF level 1: years, months, days, seasons, `X` for digits not given, `?` `~` `%`, intervals and open intervals.
    /// A date-time counts as its day, as written. Fails with the reason in words.
    pub fn parse(raw: &str) -> Result<Edtf, Say> {
        let text = raw.trim();
        if text.is_empty() {
            return Err(Say::new("date-required"));
        }
        if text.chars().count() > LONGEST {
            return Err(Say::new("date-invalid"));
        }
        let (words, earliest, latest) = match Level1::parse(text) {
            Ok(Level1::Date(date)) => at(span(date)?),
            Ok(Level1::DateTime(moment)) => at(whole_day(
                moment.date().year(),
                moment.date().month(),
                moment.date().day(),
            )?),
            Ok(Level1::YYear(_)) => return Err(Say::new("date-year-range")),
            Ok(Level1::Interval(from, to)) => {
                let (from, to) = (span(from)?, span(to)?);
                if from.first > to.last {
                    return Err(Say::new("date-reversed"));
                }
                (
                    DateWords::Between(from.point, to.point),
                    Some(from.first),
                    Some(to.last),
                )
            }
            Ok(Level1::IntervalFrom(from, end)) => {
                let from = span(from)?;
                let words = match end {
                    Terminal::Open => DateWords::After(from.point),
                    Terminal::Unknown => DateWords::EndUnknown(from.point),
                };
                (words, Some(from.first), None)
            }
            Ok(Level1::IntervalTo(start, to)) => {
                let to = span(to)?;
                let words = match start {
                    Terminal::Open => DateWords::Before(to.point),
                    Terminal::Unknown => DateWords::StartUnknown(to.point),
                };
                (words, None, Some(to.last))
            }
            Err(_) if has_the_form_of_a_date(text) => {
                return Err(Say::new("date-impossible").with("date", text.to_owned()));
            }
            Err(_) => return Err(Say::new("date-invalid")),
        };
        Ok(Edtf {
            text: text.to_owned(),
            earliest,
            latest,
            words,
        })
    }

    /// A single known day. Days outside the years 1 to 9999 cannot be written in EDTF level 1 and are refused.
    pub fn day(day: NaiveDate) -> Result<Edtf, Say> {
        Edtf::parse(&iso(day)?)
    }

    /// The interval between two known days, both included; one day when they are equal.
    pub fn between(first: NaiveDate, last: NaiveDate) -> Result<Edtf, Say> {
        if first == last {
            return Edtf::day(first);
        }
        Edtf::parse(&format!("{}/{}", iso(first)?, iso(last)?))
    }

    /// The text as it was written, without surrounding spaces.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The first day the date can be; `None` when nobody knows how early.
    pub fn earliest(&self) -> Option<NaiveDate> {
        self.earliest
    }

    /// The last day the date can be; `None` when nobody knows how late.
    pub fn latest(&self) -> Option<NaiveDate> {
        self.latest
    }

    /// True when `?` or `%` stands anywhere in it: the source itself may be wrong.
    pub fn is_uncertain(&self) -> bool {
        self.words.points().any(|point| point.uncertain)
    }

    /// True when `~` or `%` stands anywhere in it: the source says "about".
    pub fn is_approximate(&self) -> bool {
        self.words.points().any(|point| point.approximate)
    }

    /// How to say the date in words, free of any language.
    pub fn words(&self) -> &DateWords {
        &self.words
    }

    /// True when some day lies in both dates.
    pub fn overlaps(&self, other: &Edtf) -> bool {
        starts_by(self.earliest, other.latest) && starts_by(other.earliest, self.latest)
    }

    /// True when this date can lie on a day before one of the other's days.
    pub fn could_be_before(&self, other: &Edtf) -> bool {
        match (self.earliest, other.latest) {
            (Some(first), Some(last)) => first < last,
            _ => true,
        }
    }

    /// True when every day of this date lies before every day of the other.
    pub fn must_be_before(&self, other: &Edtf) -> bool {
        match (self.latest, other.earliest) {
            (Some(last), Some(first)) => last < first,
            _ => false,
        }
    }

    /// True when the day is one the date allows.
    pub fn allows(&self, day: NaiveDate) -> bool {
        starts_by(self.earliest, Some(day)) && starts_by(Some(day), self.latest)
    }
}

impl std::fmt::Display for Edtf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

/// One end of a date: what to print and the days it covers.
struct Span {
    point: Point,
    first: NaiveDate,
    last: NaiveDate,
}

/// A date that is not an interval.
fn at(span: Span) -> (DateWords, Option<NaiveDate>, Option<NaiveDate>) {
    (DateWords::At(span.point), Some(span.first), Some(span.last))
}

/// True when a start (open when `None`) is not after an end (open when `None`).
fn starts_by(start: Option<NaiveDate>, end: Option<NaiveDate>) -> bool {
    match (start, end) {
        (Some(start), Some(end)) => start <= end,
        _ => true,
    }
}

/// `YYYY-MM-DD` for a day in the years that EDTF level 1 can write.
fn iso(day: NaiveDate) -> Result<String, Say> {
    if !(1..=9999).contains(&day.year()) {
        return Err(Say::new("date-year-range"));
    }
    Ok(format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()))
}

/// True when only the numbers can be wrong: every part is `YYYY-MM` or `YYYY-MM-DD` (or a year, or an open end).
fn has_the_form_of_a_date(text: &str) -> bool {
    let is_date = |part: &str| {
        let day = part
            .split('T')
            .next()
            .unwrap_or_default()
            .trim_end_matches(['?', '~', '%']);
        let mut lengths = [4, 2, 2].into_iter();
        day.split('-')
            .all(|number| lengths.next() == Some(number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut parts = text
        .split('/')
        .filter(|part| !part.is_empty() && *part != "..")
        .peekable();
    parts.peek().is_some() && parts.all(is_date)
}

/// The days a date covers and how to say it.
fn span(date: Date) -> Result<Span, Say> {
    let (mut found, certainty) = match date.precision_certainty() {
        (Precision::Century(year), c) => (years(When::Century(year), year, 99)?, c),
        (Precision::Decade(year), c) => (years(When::Decade(year), year, 9)?, c),
        (Precision::Year(year) | Precision::MonthOfYear(year) | Precision::DayOfYear(year), c) => {
            (years(When::Year(year), year, 0)?, c)
        }
        (Precision::Month(year, month) | Precision::DayOfMonth(year, month), c) => (whole_month(year, month)?, c),
        (Precision::Day(year, month, day), c) => (whole_day(year, month, day)?, c),
        (Precision::Season(year, season), c) => (whole_season(year, season)?, c),
    };
    found.point.uncertain = matches!(certainty, Certainty::Uncertain | Certainty::ApproximateUncertain);
    found.point.approximate = matches!(certainty, Certainty::Approximate | Certainty::ApproximateUncertain);
    Ok(found)
}

/// A calendar day, or the error that names the years the catalogue accepts.
fn known(year: i32, month: u32, day: u32) -> Result<NaiveDate, Say> {
    if !(1..=9999).contains(&year) {
        return Err(Say::new("date-year-range"));
    }
    NaiveDate::from_ymd_opt(year, month, day)
        .ok_or_else(|| Say::new("date-impossible").with("date", format!("{year:04}-{month:02}-{day:02}")))
}

fn years(when: When, first: i32, more: i32) -> Result<Span, Say> {
    Ok(Span {
        point: Point::new(when),
        first: known(first, 1, 1)?,
        last: known(first.saturating_add(more), 12, 31)?,
    })
}

fn whole_day(year: i32, month: u32, day: u32) -> Result<Span, Say> {
    let only = known(year, month, day)?;
    Ok(Span {
        point: Point::new(When::Day(only)),
        first: only,
        last: only,
    })
}

fn whole_month(year: i32, month: u32) -> Result<Span, Say> {
    let first = known(year, month, 1)?;
    // Of the four possible last days the greatest that exists in this month is the one.
    let last = [31, 30, 29, 28]
        .into_iter()
        .find_map(|day| NaiveDate::from_ymd_opt(year, month, day))
        .unwrap_or(first);
    Ok(Span {
        point: Point::new(When::Month { year, month }),
        first,
        last,
    })
}

fn whole_season(year: i32, season: edtf::level_1::Season) -> Result<Span, Say> {
    use edtf::level_1::Season as Found;
    let (season, first, last) = match season {
        Found::Spring => (Season::Spring, known(year, 3, 1)?, known(year, 6, 21)?),
        Found::Summer => (Season::Summer, known(year, 6, 1)?, known(year, 9, 23)?),
        Found::Autumn => (Season::Autumn, known(year, 9, 1)?, known(year, 12, 22)?),
        Found::Winter => (
            Season::Winter,
            known(year.saturating_sub(1), 12, 1)?,
            known(year.saturating_add(1), 3, 21)?,
        ),
    };
    Ok(Span {
        point: Point::new(When::Season { year, season }),
        first,
        last,
    })
}

#[cfg(test)]
mod tests;
