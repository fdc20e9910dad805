//! From the fields of a mark to days: which days each combination of texts can mean, and why some cannot.

use chrono::{Datelike, Months, NaiveDate};

use super::matching::{Choice, Laid, Toll};
use crate::domain::rules::{
    calendars::{Parts, gregorian},
    scheme::Scheme,
    span::Span,
    tables::{Meaning, Of},
};

/// More combinations than this are not listed one by one but as the days they cover together.
const MOST_LISTED: usize = 64;

/// Why a combination of texts means no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Impossible {
    /// No convention has that week in that year, or the maker documents fewer weeks.
    Week,
    /// No calendar has that month, or the maker's table has no such character.
    Month,
    /// That month has no such day.
    Day,
    /// It begins after the object was recovered.
    AfterRecovery,
}

impl Impossible {
    /// The flag in JSON.
    pub fn flag(self) -> &'static str {
        match self {
            Impossible::Week => "impossible_week",
            Impossible::Month => "invalid_month",
            Impossible::Day => "impossible_day",
            Impossible::AfterRecovery => "after_recovery",
        }
    }

    /// Fluent key of the reason in words.
    pub fn key(self) -> &'static str {
        match self {
            Impossible::Week => "reading-impossible-week",
            Impossible::Month => "reading-impossible-month",
            Impossible::Day => "reading-impossible-day",
            Impossible::AfterRecovery => "reading-impossible-after-recovery",
        }
    }
}

/// Days that a mark can mean.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Meant {
    /// The days.
    pub(super) span: Span,
    /// What reading the fields takes.
    pub(super) toll: Toll,
    /// A week that ISO 8601 does not have in that year.
    pub(super) week53: bool,
    /// The decade or century was filled in, not read.
    pub(super) open: bool,
    /// Many combinations together.
    pub(super) wide: bool,
}

/// What the fields of a laid pattern mean, and why combinations were left out.
#[derive(Debug, Default)]
pub(super) struct Days {
    pub(super) meant: Vec<Meant>,
    pub(super) impossible: Vec<Impossible>,
}

/// The fields of one combination.
#[derive(Debug, Clone, Default)]
struct Combination<'c, 'r> {
    year: Option<&'c Choice<'r>>,
    rest: Vec<&'c Choice<'r>>,
}

/// The days a laid pattern can mean, for an object found by `until`.
pub(super) fn days(scheme: &Scheme, laid: &Laid<'_>, until: NaiveDate) -> Days {
    if let Some(span) = scheme.days {
        return known(span, laid, until);
    }
    let mut years: Vec<&Choice<'_>> = Vec::new();
    let mut others: Vec<Vec<&Choice<'_>>> = Vec::new();
    for field in &laid.fields {
        // Texts that no calendar has count only where there are no others.
        let mut choices: Vec<&Choice<'_>> = field.choices.iter().filter(|choice| choice.sound).collect();
        if choices.is_empty() {
            choices = field.choices.iter().collect();
        }
        match field.of {
            Of::Year => years = choices,
            _ => others.push(choices),
        }
    }
    let mut days = Days::default();
    let count = others
        .iter()
        .fold(years.len(), |count, choices| count.saturating_mul(choices.len()));
    if count <= MOST_LISTED {
        let rests = combine(&others);
        for year in &years {
            for rest in &rests {
                let combination = Combination {
                    year: Some(year),
                    rest: rest.clone(),
                };
                one(scheme, laid, &combination, until, &mut days);
            }
        }
    } else {
        let outer: Vec<Vec<&Choice<'_>>> = others.iter().map(|choices| outermost(choices)).collect();
        wide(
            scheme,
            laid,
            &outermost_years(&years, scheme, until),
            &combine(&outer),
            until,
            &mut days,
        );
    }
    days
}

/// The days of a rule that knows them without a field.
fn known(span: Span, laid: &Laid<'_>, until: NaiveDate) -> Days {
    let mut days = Days::default();
    if span.first > until {
        days.impossible.push(Impossible::AfterRecovery);
    } else {
        days.meant.push(Meant {
            span,
            toll: laid.toll.clone(),
            week53: false,
            open: false,
            wide: false,
        });
    }
    days
}

/// Every choice of every field with every other; at most so many that a mark of question marks stays cheap.
fn combine<'c, 'r>(fields: &[Vec<&'c Choice<'r>>]) -> Vec<Vec<&'c Choice<'r>>> {
    let mut all: Vec<Vec<&Choice<'_>>> = vec![Vec::new()];
    for choices in fields {
        let mut longer = Vec::with_capacity(all.len() * choices.len());
        for before in &all {
            for choice in choices {
                let mut next = before.clone();
                next.push(*choice);
                longer.push(next);
            }
        }
        all = longer;
    }
    all
}

/// The days of one combination, for each year its digits can stand for.
fn one(scheme: &Scheme, laid: &Laid<'_>, combination: &Combination<'_, '_>, until: NaiveDate, days: &mut Days) {
    let Some(year) = combination.year else { return };
    let choices = std::iter::once(&year).chain(&combination.rest);
    let toll = choices.fold(laid.toll.clone(), |toll, choice| toll.and(&choice.toll));
    if !toll.is_bearable() {
        return;
    }
    let open = !matches!(year.meaning, Meaning::Year(_) | Meaning::CalendarYear(_));
    let start = until.checked_sub_months(Months::new(scheme.window.saturating_mul(12)));
    let life = i32::try_from(scheme.life).unwrap_or_default();
    for candidate in years(year.meaning, scheme, until) {
        let (span, week53) = match span(scheme, candidate, year.meaning, &combination.rest) {
            Ok(Some(found)) => found,
            Ok(None) => continue,
            Err(why) => {
                days.impossible.push(why);
                continue;
            }
        };
        let Some(span) = span.moved_years(-life) else { continue };
        let span = span.widened(scheme.spread.0, scheme.spread.1);
        let too_early = open && start.is_some_and(|start| span.last < start);
        let used =
            scheme.from.is_none_or(|from| span.last >= from) && scheme.until.is_none_or(|last| span.first <= last);
        if too_early || !used {
            continue;
        }
        if span.first > until {
            days.impossible.push(Impossible::AfterRecovery);
            continue;
        }
        days.meant.push(Meant {
            span,
            toll: toll.clone(),
            week53,
            open,
            wide: false,
        });
    }
}

/// The days that many combinations cover together; the outermost of them are enough to know that.
fn wide(
    scheme: &Scheme,
    laid: &Laid<'_>,
    years: &[&Choice<'_>],
    rests: &[Vec<&Choice<'_>>],
    until: NaiveDate,
    days: &mut Days,
) {
    let mut found = Days::default();
    for choice in years {
        for rest in rests {
            let combination = Combination {
                year: Some(*choice),
                rest: rest.clone(),
            };
            one(scheme, laid, &combination, until, &mut found);
        }
    }
    let cheapest = found
        .meant
        .iter()
        .min_by(|a, b| a.toll.cost.total_cmp(&b.toll.cost))
        .cloned();
    let hull = Span::hull_of(found.meant.iter().map(|meant| meant.span));
    // Where some begin too late, others between them and these begin just in time.
    let cut = found.impossible.contains(&Impossible::AfterRecovery);
    let lengths = found.meant.iter().map(|meant| meant.span.last - meant.span.first);
    let longest = lengths.max().unwrap_or_default();
    match (cheapest, hull) {
        (Some(cheapest), Some(hull)) => days.meant.push(Meant {
            span: Span {
                first: hull.first,
                last: if cut { hull.last.max(until + longest) } else { hull.last },
            },
            wide: true,
            week53: false,
            ..cheapest
        }),
        _ => days.impossible.append(&mut found.impossible),
    }
}

/// The choices of a field at the ends of its order, and those beside them, for the last day of a month may not exist.
fn outermost<'c, 'r>(choices: &[&'c Choice<'r>]) -> Vec<&'c Choice<'r>> {
    let order = |choice: &Choice<'_>| match choice.meaning {
        Meaning::Months(first, _) | Meaning::Weeks(first, _) => *first,
        Meaning::Day(number) | Meaning::DayOfYear(number) | Meaning::WeekOfMonth(number) => *number,
        _ => 0,
    };
    let mut sorted = choices.to_vec();
    sorted.sort_by_key(|choice| order(choice));
    let (first, last) = (sorted.first().copied(), sorted.last().copied());
    let sure = sorted.iter().rev().copied().find(|choice| order(choice) <= 28);
    let mut outer: Vec<&Choice<'_>> = [first, sure, last].into_iter().flatten().collect();
    outer.dedup_by(|a, b| a.meaning == b.meaning);
    outer
}

/// The choices of the year that give its first and its last year, and the one before: all of the last may lie after the recovery.
fn outermost_years<'c, 'r>(choices: &[&'c Choice<'r>], scheme: &Scheme, until: NaiveDate) -> Vec<&'c Choice<'r>> {
    let mut all: Vec<(i32, &Choice<'_>)> = Vec::new();
    for choice in choices {
        all.extend(years(choice.meaning, scheme, until).map(|year| (year, *choice)));
    }
    all.sort_by_key(|(year, _)| *year);
    let within = |year: i32| year <= until.year();
    let first = all.first().map(|(_, choice)| *choice);
    let mut late = all
        .iter()
        .rev()
        .filter(|(year, _)| within(*year))
        .map(|(_, choice)| *choice);
    let mut outer: Vec<&Choice<'_>> = [first, late.next(), late.next()].into_iter().flatten().collect();
    outer.dedup_by(|a, b| a.meaning == b.meaning);
    outer
}

/// The years that a text can stand for, latest last: those of the window, or the next one if the window has none.
fn years(meaning: &Meaning, scheme: &Scheme, until: NaiveDate) -> Box<dyn Iterator<Item = i32>> {
    let life = i32::try_from(scheme.life).unwrap_or_default();
    let latest = until.year().saturating_add(life);
    let window = i32::try_from(scheme.window).unwrap_or(100);
    let earliest = latest.saturating_sub(window);
    match meaning {
        Meaning::Year(year) | Meaning::CalendarYear(year) => Box::new(std::iter::once(*year)),
        Meaning::YearEnd(value, step) | Meaning::YearCycle(value, step) => {
            let (value, step) = (*value, (*step).max(1));
            let first = earliest.saturating_add((value - earliest).rem_euclid(step));
            let count = match first > latest {
                true => 1,
                false => (latest - first) / step + 1,
            };
            Box::new((0..count).map(move |number| first + number * step))
        }
        _ => Box::new(std::iter::empty()),
    }
}

/// The days of one year and the other fields, and whether the week is one ISO 8601 lacks. `Ok(None)` when the calendar was not
/// in use then.
fn span(
    scheme: &Scheme,
    year: i32,
    year_meaning: &Meaning,
    rest: &[&Choice<'_>],
) -> Result<Option<(Span, bool)>, Impossible> {
    let mut parts = Parts::default();
    let mut months = None;
    let mut block = None;
    for choice in rest {
        match choice.meaning {
            Meaning::Months(first, last) => {
                if !choice.sound {
                    return Err(Impossible::Month);
                }
                months = Some((*first, *last));
                parts.month = Some(*first);
            }
            Meaning::Weeks(first, last) => {
                if *first > scheme.last_week {
                    return Err(Impossible::Week);
                }
                let week = scheme.weeks.span(year, *first, *last).ok_or(Impossible::Week)?;
                return Ok(Some((week.span, week.beyond_iso)));
            }
            Meaning::DayOfYear(day) => {
                let span = Span::day_of_year(year, *day).ok_or(Impossible::Day)?;
                return Ok(Some((span, false)));
            }
            Meaning::Day(day) => parts.day = Some(*day),
            Meaning::WeekOfMonth(week) => block = Some(*week),
            Meaning::Nothing => return Err(Impossible::Month),
            Meaning::Year(_) | Meaning::YearEnd(..) | Meaning::YearCycle(..) | Meaning::CalendarYear(_) => {}
        }
    }
    if let Meaning::CalendarYear(_) = year_meaning {
        let calendar = scheme.calendar.as_ref();
        return Ok(calendar
            .and_then(|calendar| calendar.span(year, parts))
            .map(|span| (span, false)));
    }
    let span = match (months, block, parts.day) {
        (Some((month, _)), Some(block), _) => Span::week_of_month(year, month, block).ok_or(Impossible::Day)?,
        (Some((first, last)), None, None) => Span::months(year, first, last).ok_or(Impossible::Month)?,
        (Some(_), None, Some(_)) => gregorian(year, parts).ok_or(Impossible::Day)?,
        (None, _, _) => Span::year(year).ok_or(Impossible::Day)?,
    };
    Ok(Some((span, false)))
}
