//! The days that many combinations cover together, where so much cannot be read that they are not listed one by one.
//!
//! Years that follow one another make one run of days; years apart make one each, so that a letter that comes again every twenty
//! years stays a few short runs and not one of sixty years. Each run reaches from the first day of its first year to the last
//! of its last, as far as the fields allow, and is cut where the rule was not yet in use, or the object was found. What any single
//! combination means lies within one of the runs: making a character unreadable loses nothing.

use chrono::Datelike;

use super::{Asked, Choice, Days, Impossible, Meant, Scheme, Span, Toll, combine, is_open, span, years};
use crate::domain::{
    markings::reading::work::Work,
    rules::{calendars::Count, tables::Meaning},
};

/// Runs of years further apart than this many are told as one from the first to the last.
const MOST_RUNS: usize = 12;

/// A year that the field can stand for, with the text that says so.
type Candidate<'c, 'r> = (i32, &'c Choice<'r>);

/// Adds the runs of days to what the pattern can mean.
pub(super) fn days(
    asked: &Asked<'_, '_>,
    year: &[Choice<'_>],
    others: &[&[Choice<'_>]],
    work: &mut Work,
    days: &mut Days,
) {
    let Some(toll) = cheapest(asked, year, others).filter(Toll::is_bearable) else {
        return;
    };
    let rests = combine(others, |choices| match others.len() {
        0 | 1 => outermost(choices),
        _ => every_month(choices).unwrap_or_else(|| outermost(choices)),
    });
    let mut all: Vec<Candidate<'_, '_>> = Vec::new();
    for choice in year {
        let near = years(choice.meaning, asked.scheme, asked.until).filter(|year| may_be(asked, choice, *year));
        all.extend(near.map(|year| (year, choice)));
    }
    work.date(year.len() + all.len());
    all.sort_by_key(|(year, _)| *year);
    all.dedup_by(|a, b| a.0 == b.0);
    let longest = longest(asked, others);
    for run in runs(&all) {
        let Some(span) = hull(asked, run, (&rests, longest), work, days) else {
            continue;
        };
        days.meant.push(Meant {
            span,
            toll: toll.clone(),
            week53: false,
            open: run.iter().any(|(_, choice)| is_open(choice.meaning)),
            wide: true,
        });
    }
}

/// False for a year that lies years before the rule or its calendar was in use, or years after the object was found.
fn may_be(asked: &Asked<'_, '_>, choice: &Choice<'_>, year: i32) -> bool {
    let Asked { scheme, until, .. } = asked;
    let calendar = match choice.meaning {
        Meaning::CalendarYear(_) => scheme.calendar.as_ref(),
        _ => None,
    };
    let offset = match calendar.map(|calendar| calendar.count) {
        Some(Count::Offset(offset)) => offset,
        Some(Count::SolarHijri) => 621,
        None => 0,
    };
    let life = i32::try_from(scheme.life).unwrap_or_default();
    let year = year.saturating_add(offset).saturating_sub(life);
    let spread = 2 + i32::try_from(scheme.spread.0.max(scheme.spread.1) / 52).unwrap_or_default();
    let from = scheme.from.max(calendar.and_then(|calendar| calendar.from));
    let last = [scheme.until, calendar.and_then(|calendar| calendar.until)];
    let last = last.into_iter().flatten().min().map_or(*until, |last| last.min(*until));
    year <= last.year().saturating_add(spread) && from.is_none_or(|from| year >= from.year().saturating_sub(spread))
}

/// What the cheapest combination takes.
fn cheapest(asked: &Asked<'_, '_>, year: &[Choice<'_>], others: &[&[Choice<'_>]]) -> Option<Toll> {
    let mut toll = asked.laid.toll.clone();
    for choices in std::iter::once(&year).chain(others) {
        let least = choices.iter().min_by(|a, b| {
            let misread = a.toll.misread.cmp(&b.toll.misread);
            misread.then(a.toll.cost.total_cmp(&b.toll.cost))
        })?;
        toll = toll.and(&least.toll);
    }
    Some(toll)
}

/// The candidates by runs of years that follow one another.
fn runs<'a, 'c, 'r>(all: &'a [Candidate<'c, 'r>]) -> Vec<&'a [Candidate<'c, 'r>]> {
    let runs: Vec<_> = all.chunk_by(|a, b| b.0 - a.0 <= 1).collect();
    match runs.len() {
        0..=MOST_RUNS => runs,
        _ => vec![all],
    }
}

/// The days of one run, cut to those on which the rule was in use and the object not yet found; `None` if nothing is left.
fn hull(
    asked: &Asked<'_, '_>,
    run: &[Candidate<'_, '_>],
    (rests, longest): (&[Vec<&Choice<'_>>], chrono::Days),
    work: &mut Work,
    days: &mut Days,
) -> Option<Span> {
    let scheme = asked.scheme;
    let mut ends = |way: &mut dyn Iterator<Item = &Candidate<'_, '_>>| {
        let mut found: Option<Span> = None;
        // A year whose only days do not exist says nothing of its neighbours; the first day of a year may lie in the one before.
        let mut seen = 0;
        for (year, choice) in way {
            let here = of_year(scheme, *year, choice, rests, work, days);
            seen += usize::from(here.is_some());
            found = Span::hull_of(found.into_iter().chain(here));
            if seen == 2 {
                break;
            }
        }
        found
    };
    let (first, last) = (ends(&mut run.iter())?, ends(&mut run.iter().rev())?);
    let span = first.hull(last);
    let open = run.iter().any(|(_, choice)| is_open(choice.meaning));
    let earliest = asked.start.filter(|_| open).max(scheme.from);
    let latest = scheme.until.map_or(asked.until, |until| until.min(asked.until));
    if span.first > asked.until {
        days.impossible(Impossible::AfterRecovery);
        return None;
    }
    if span.first > latest || earliest.is_some_and(|earliest| span.last < earliest) {
        return None;
    }
    let cut_first = earliest.and_then(|earliest| earliest.checked_sub_days(longest));
    let cut_last = latest.checked_add_days(longest);
    let cut = Span {
        first: cut_first.map_or(span.first, |cut| span.first.max(cut)),
        last: cut_last.map_or(span.last, |cut| span.last.min(cut)),
    };
    let in_use = cut.first <= latest && earliest.is_none_or(|earliest| cut.last >= earliest);
    (cut.first <= cut.last && in_use).then_some(cut)
}

/// How many days a single combination can mean at most, the same for every year: a run that is cut is left longer by that.
fn longest(asked: &Asked<'_, '_>, others: &[&[Choice<'_>]]) -> chrono::Days {
    let of = |choice: &Choice<'_>| match *choice.meaning {
        Meaning::Months(first, last) => 31 * (last.saturating_sub(first) + 1),
        // The conventions for weeks differ by a week either way; a run of weeks may end in the next year.
        Meaning::Weeks(first, last) => 7 * ((last + 53 - first) % 53 + 3),
        Meaning::WeekOfMonth(_) => 10,
        Meaning::Day(_) | Meaning::DayOfYear(_) => 1,
        _ => 366,
    };
    let fields = others.iter().filter_map(|choices| choices.iter().map(of).max());
    let (before, after) = asked.scheme.spread;
    let days = fields.min().unwrap_or(366) + 7 * (before + after);
    chrono::Days::new(u64::from(days))
}

/// All days of one year that some combination can mean.
fn of_year(
    scheme: &Scheme,
    year: i32,
    choice: &Choice<'_>,
    rests: &[Vec<&Choice<'_>>],
    work: &mut Work,
    days: &mut Days,
) -> Option<Span> {
    let life = i32::try_from(scheme.life).unwrap_or_default();
    let mut found: Option<Span> = None;
    let mut began_or_ended = false;
    for rest in rests {
        if !work.date(8) {
            break;
        }
        let span = match span(scheme, year, choice.meaning, rest) {
            Ok(Some((span, _))) => span,
            Ok(None) => {
                began_or_ended = true;
                continue;
            }
            Err(why) => {
                days.impossible(why);
                continue;
            }
        };
        let Some(span) = span.moved_years(-life) else { continue };
        let span = span.widened(scheme.spread.0, scheme.spread.1);
        found = Span::hull_of(found.into_iter().chain([span]));
    }
    // In the year in which an era begins or ends the days between those tried count as well, up to its own first and last.
    let whole = match (began_or_ended, choice.meaning) {
        (true, Meaning::CalendarYear(_)) => span(scheme, year, choice.meaning, &[]).ok().flatten(),
        _ => None,
    };
    Span::hull_of(found.into_iter().chain(whole.map(|(span, _)| span)))
}

/// The choices of a field of months, each month once: where there is a day too, it may be one that few of them have.
fn every_month<'c, 'r>(choices: &'c [Choice<'r>]) -> Option<Vec<&'c Choice<'r>>> {
    let is_month = |choice: &Choice<'_>| matches!(choice.meaning, Meaning::Months(..));
    let mut months: Vec<&Choice<'_>> = Vec::new();
    for choice in choices.iter().filter(|choice| is_month(choice)) {
        if !months.iter().any(|known| known.meaning == choice.meaning) {
            months.push(choice);
        }
    }
    (!months.is_empty()).then_some(months)
}

/// The choices of a field that give the first and the last days of a year. Which is the last day of a month or the last week of a
/// year depends on the other fields, so those beside the last are among them.
fn outermost<'c, 'r>(choices: &'c [Choice<'r>]) -> Vec<&'c Choice<'r>> {
    let order = |choice: &Choice<'_>| match choice.meaning {
        Meaning::Months(first, _) | Meaning::Weeks(first, _) => *first,
        Meaning::Day(number) | Meaning::DayOfYear(number) | Meaning::WeekOfMonth(number) => *number,
        _ => 0,
    };
    let mut outer: Vec<&Choice<'_>> = choices.iter().min_by_key(|choice| order(choice)).into_iter().collect();
    for most in [4, 28, 29, 30, 52, 53, 365, u32::MAX] {
        let below = choices.iter().filter(|choice| order(choice) <= most);
        if let Some(last) = below.max_by_key(|choice| order(choice))
            && outer.last().is_none_or(|known| known.meaning != last.meaning)
        {
            outer.push(last);
        }
    }
    outer
}
