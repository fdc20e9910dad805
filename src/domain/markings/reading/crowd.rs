//! What is told together: where a mark can mean more dates than anybody reads, the rules that say least are not listed date by
//! date. Each of them becomes one reading, over all the days and all the words that the rule can be about. So the answer stays
//! small and nothing is lost: whatever would have been listed lies within.

use std::sync::Arc;

use chrono::{Days, Months, NaiveDate};

use super::{
    Reading,
    context::Context,
    laid::Laid,
    ranking::{Belongs, Weighed},
};
use crate::{
    domain::rules::{
        book::Rulebook,
        kinds::{Confidence, Kind},
        scheme::Scheme,
        span::Span,
    },
    error::Say,
};

/// The flag of a reading that stands for all of its rule, and of a mark that has one.
pub(super) const TOGETHER: &str = "told_together";
/// The text such a reading is of.
const ANY_WORD: &str = "…";
/// How likely one of them is: it says next to nothing.
const RANK: f64 = 0.01;
/// More days than any single date covers, before it is widened by weeks.
const LONGEST: u64 = 800;
/// No calendar of any rule begins earlier.
const EARLIEST: Option<NaiveDate> = NaiveDate::from_ymd_opt(1790, 1, 1);

/// The rules that are told together, by their place in the rulebook.
#[derive(Debug, Clone)]
pub(super) struct Crowd {
    together: Vec<bool>,
}

impl Crowd {
    /// None yet.
    pub(super) fn new(book: &Rulebook) -> Crowd {
        Crowd {
            together: vec![false; book.schemes().len()],
        }
    }

    /// True when the rule at this place is told together.
    pub(super) fn has(&self, place: usize) -> bool {
        self.together.get(place).copied().unwrap_or_default()
    }

    /// Tells a rule together.
    pub(super) fn add(&mut self, place: usize) {
        if let Some(together) = self.together.get_mut(place) {
            *together = true;
        }
    }

    /// Tells a rule together of which only the rule itself is at hand.
    pub(super) fn add_rule(&mut self, book: &Rulebook, scheme: &Arc<Scheme>) {
        if let Some(place) = book.schemes().iter().position(|one| Arc::ptr_eq(one, scheme)) {
            self.add(place);
        }
    }

    /// Tells every rule together that may have been laid somewhere.
    pub(super) fn add_all(&mut self, mut belongs: impl FnMut(usize) -> Belongs) {
        for (place, together) in self.together.iter_mut().enumerate() {
            *together = *together || belongs(place) != Belongs::Other;
        }
    }

    /// Makes room among laid patterns: half of them go, of the rules that say least.
    pub(super) fn thin_laid(
        &mut self,
        book: &Rulebook,
        laid: &mut Vec<(usize, Laid<'_>)>,
        mut belongs: impl FnMut(usize) -> Belongs,
    ) {
        let worth = |place: usize| {
            let scheme = book.schemes().get(place);
            scheme.map_or(0.0, |scheme| worth(scheme, belongs(place)))
        };
        self.choose(laid.iter().map(|(place, _)| *place), worth);
        laid.retain(|(place, _)| !self.has(*place));
    }

    /// Makes room among readings: half of them go, of the rules whose best reading is the weakest.
    pub(super) fn thin_weighed(&mut self, readings: &mut Vec<(Reading, Weighed)>) {
        let mut best = vec![0.0_f64; self.together.len()];
        for (_, weighed) in readings.iter() {
            if let Some(best) = best.get_mut(weighed.place) {
                *best = best.max(weighed.odds);
            }
        }
        let worth = |place: usize| best.get(place).copied().unwrap_or_default();
        self.choose(readings.iter().map(|(_, weighed)| weighed.place), worth);
        readings.retain(|(_, weighed)| !self.has(weighed.place));
    }

    /// Chooses the rules of least worth until they hold half of what there is.
    fn choose(&mut self, places: impl Iterator<Item = usize>, mut worth: impl FnMut(usize) -> f64) {
        let mut counts = vec![0_usize; self.together.len()];
        let mut all = 0;
        for place in places {
            if let Some(count) = counts.get_mut(place) {
                *count += 1;
                all += 1;
            }
        }
        let found = counts.iter().enumerate().filter(|(_, count)| **count > 0);
        let mut ranked: Vec<(f64, usize, usize)> = found.map(|(place, count)| (worth(place), place, *count)).collect();
        ranked.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let mut gone = 0;
        for (_, place, count) in ranked {
            if gone * 2 >= all {
                break;
            }
            self.add(place);
            gone += count;
        }
    }

    /// One reading for each of these rules, over everything it can be about.
    pub(super) fn readings<'c>(
        &'c self,
        book: &'c Rulebook,
        context: &'c Context,
        cells: usize,
    ) -> impl Iterator<Item = Reading> + use<'c> {
        let rules = book.schemes().iter().enumerate();
        rules
            .filter(|(place, scheme)| self.has(*place) && scheme.kind.is_date())
            .filter_map(move |(_, scheme)| {
                Some(Reading {
                    scheme: Arc::clone(scheme),
                    token: ANY_WORD.to_owned(),
                    line: 1,
                    span: reach(scheme, context.until)?,
                    rank: RANK,
                    shown: false,
                    reasons_for: Vec::new(),
                    reasons_against: vec![Say::new("reading-told-together")],
                    flags: vec!["wide", TOGETHER],
                    asides: Vec::new(),
                    cells: (0, cells),
                })
            })
    }
}

/// How much a rule says, before anything is known of the words it is laid along.
fn worth(scheme: &Scheme, belongs: Belongs) -> f64 {
    let maker = match belongs {
        Belongs::Stated { kin: false } => 4.0,
        Belongs::Stated { kin: true } => 1.6,
        Belongs::Hinted => 1.5,
        Belongs::Nobody => 1.0,
        Belongs::Open | Belongs::Other => 0.12,
    };
    let documented = match scheme.confidence {
        Confidence::High => 1.3,
        Confidence::Medium => 1.0,
        Confidence::Low => 0.55,
    };
    let kind = if scheme.kind == Kind::ProductionDate { 1.0 } else { 0.3 };
    scheme.weight * maker * documented * kind
}

/// Every day that a rule can mean of an object found by `until`; `None` for a rule that came into use later.
fn reach(scheme: &Scheme, until: NaiveDate) -> Option<Span> {
    let longest = |weeks: u32| Days::new(LONGEST + u64::from(weeks) * 7);
    let (before, after) = scheme.spread;
    if let Some(days) = scheme.days {
        return (days.first <= until).then_some(days);
    }
    if scheme.from.is_some_and(|from| from > until) {
        return None;
    }
    let opened = until.checked_sub_months(Months::new(scheme.window.saturating_mul(12)));
    let opened = opened.filter(|_| scheme.open_years);
    let began = opened.max(scheme.from).or(EARLIEST)?;
    let ended = scheme.until.map_or(until, |last| last.min(until));
    Some(Span {
        first: began.checked_sub_days(longest(before))?,
        last: ended.checked_add_days(longest(after))?,
    })
}
