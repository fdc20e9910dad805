//! From the fields of a mark to days: which days each combination of texts can mean, and why some cannot.

mod wide;

use std::rc::Rc;

use chrono::{Datelike, Months, NaiveDate};

use super::{
    laid::{Choice, Laid, Toll},
    quick::QuickMap,
    work::Work,
};
use crate::domain::rules::{
    calendars::{Parts, gregorian},
    scheme::Scheme,
    span::Span,
    tables::{Meaning, Of},
};

/// More combinations than this are not listed one by one but as the days they cover together, see [`wide`].
const MOST_LISTED: usize = 24;
/// The most fields of a pattern whose days are remembered.
const MOST_FIELDS: usize = 4;

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
    /// Why the first combination that means nothing does.
    pub(super) impossible: Option<Impossible>,
}

impl Days {
    fn impossible(&mut self, why: Impossible) {
        self.impossible.get_or_insert(why);
    }
}

/// What is asked of all combinations of one laid pattern.
struct Asked<'a, 'r> {
    scheme: &'a Scheme,
    laid: &'a Laid<'r>,
    until: NaiveDate,
    /// The first day of the window in which an open decade or century is looked for.
    start: Option<NaiveDate>,
}

/// The days of patterns that were laid along cells that are alike, worked out once: the same word may stand on a mark many times.
/// For one strip and one end only.
#[derive(Debug, Default)]
pub(super) struct DaysMemo {
    /// By the rule and the texts of its fields, which live as long as the laid patterns do.
    known: QuickMap<(usize, [usize; MOST_FIELDS]), Rc<Days>>,
}

impl DaysMemo {
    /// The days a laid pattern can mean, for an object found by `until`.
    pub(super) fn days(&mut self, scheme: &Scheme, laid: &Laid<'_>, until: NaiveDate, work: &mut Work) -> Rc<Days> {
        // What must have been misread is remembered by its place, and that differs.
        let plain = laid.toll == Toll::default() && laid.fields.len() <= MOST_FIELDS;
        if !plain {
            return Rc::new(days(scheme, laid, until, work));
        }
        let mut texts = [0; MOST_FIELDS];
        for (text, field) in texts.iter_mut().zip(&laid.fields) {
            *text = Rc::as_ptr(&field.choices).addr();
        }
        let key = (std::ptr::from_ref(scheme).addr(), texts);
        if let Some(known) = self.known.get(&key) {
            work.date(2);
            return Rc::clone(known);
        }
        let found = Rc::new(days(scheme, laid, until, work));
        self.known.insert(key, Rc::clone(&found));
        found
    }
}

/// The days a laid pattern can mean, for an object found by `until`.
fn days(scheme: &Scheme, laid: &Laid<'_>, until: NaiveDate, work: &mut Work) -> Days {
    if let Some(span) = scheme.days {
        return known(span, laid, until);
    }
    let mut year: &[Choice<'_>] = &[];
    let mut others: Vec<&[Choice<'_>]> = Vec::new();
    for field in &laid.fields {
        match field.of {
            Of::Year => year = &field.choices.list,
            _ => others.push(&field.choices.list),
        }
    }
    let asked = Asked {
        scheme,
        laid,
        until,
        start: until.checked_sub_months(Months::new(scheme.window.saturating_mul(12))),
    };
    let mut days = Days::default();
    let count = others
        .iter()
        .fold(year.len(), |count, choices| count.saturating_mul(choices.len()));
    if count <= MOST_LISTED {
        let rests = combine(&others, |choices| choices.iter().collect());
        for year in year {
            for rest in &rests {
                one(&asked, year, rest, work, &mut days);
            }
        }
    } else {
        wide::days(&asked, year, &others, work, &mut days);
    }
    days
}

/// The days of a rule that knows them without a field.
fn known(span: Span, laid: &Laid<'_>, until: NaiveDate) -> Days {
    let mut days = Days::default();
    if span.first > until {
        days.impossible(Impossible::AfterRecovery);
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

/// The choices of every field, as picked, each with every other.
fn combine<'c, 'r>(
    fields: &[&'c [Choice<'r>]],
    pick: impl Fn(&'c [Choice<'r>]) -> Vec<&'c Choice<'r>>,
) -> Vec<Vec<&'c Choice<'r>>> {
    let mut all: Vec<Vec<&Choice<'_>>> = vec![Vec::new()];
    for choices in fields {
        let picked = pick(choices);
        let mut longer = Vec::with_capacity(all.len() * picked.len());
        for before in &all {
            for choice in &picked {
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
fn one(asked: &Asked<'_, '_>, year: &Choice<'_>, rest: &[&Choice<'_>], work: &mut Work, days: &mut Days) {
    let Asked {
        scheme,
        laid,
        until,
        start,
    } = *asked;
    let choices = std::iter::once(&year).chain(rest);
    let toll = choices.fold(laid.toll.clone(), |toll, choice| toll.and(&choice.toll));
    if !toll.is_bearable() {
        return;
    }
    let open = is_open(year.meaning);
    let life = i32::try_from(scheme.life).unwrap_or_default();
    for candidate in years(year.meaning, scheme, until) {
        if !work.date(8) {
            return;
        }
        let (span, week53) = match span(scheme, candidate, year.meaning, rest) {
            Ok(Some(found)) => found,
            Ok(None) => continue,
            Err(why) => {
                days.impossible(why);
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
            days.impossible(Impossible::AfterRecovery);
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

/// True when a text leaves the decade or the century open.
fn is_open(year: &Meaning) -> bool {
    !matches!(year, Meaning::Year(_) | Meaning::CalendarYear(_))
}

/// The years that a text can stand for, latest last.
fn years(meaning: &Meaning, scheme: &Scheme, until: NaiveDate) -> impl Iterator<Item = i32> + use<> {
    let life = i32::try_from(scheme.life).unwrap_or_default();
    let latest = until.year().saturating_add(life);
    let window = i32::try_from(scheme.window).unwrap_or(100);
    let earliest = latest.saturating_sub(window);
    let (first, step, count) = match meaning {
        Meaning::Year(year) | Meaning::CalendarYear(year) => (*year, 0, 1),
        Meaning::YearEnd(value, step) | Meaning::YearCycle(value, step) => {
            let (value, step) = (*value, (*step).max(1));
            let first = earliest.saturating_add((value - earliest).rem_euclid(step));
            let count = match first > latest {
                true => 1,
                false => (latest - first) / step + 1,
            };
            (first, step, count)
        }
        _ => (0, 0, 0),
    };
    (0..count).map(move |number| first + number * step)
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
