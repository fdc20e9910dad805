//! Is this mark plausible? Reasons to suspect that a part was marked anew. A suspicion is a flag with its reason, never a verdict.
//!
//! Not tells, and therefore not here: different lots on one reel, week 53, an old date in a new weapon.

use super::{Readings, ranking};
use crate::{
    domain::rules::{book::Rulebook, kinds::Kind, names::Maker},
    error::Say,
};

/// How many years a name may stay on parts after its firm went into another. Makers keep names and logos for years.
const NAME_STAYS: i32 = 10;
/// How many sure dates are compared with each other.
const MOST_SURE: usize = 40;

impl Rulebook {
    /// Reasons to suspect that the part was marked anew, from its readings.
    pub fn suspicions(&self, readings: &Readings) -> Vec<Say> {
        let mut reasons = Vec::new();
        if readings.origins.len() > 1 {
            let countries = readings.origins.join(", ");
            reasons.push(Say::new("suspicion-two-origins").with("countries", countries));
        }
        for (flag, key) in [
            ("before_part_introduction", "suspicion-before-introduction"),
            ("after_last_production", "suspicion-after-production"),
        ] {
            let mut shown = readings.shown().peekable();
            if shown.peek().is_some() && shown.all(|reading| reading.flags.contains(&flag)) {
                reasons.push(Say::new(key));
            }
        }
        for flag in ["after_recovery", "impossible_week", "invalid_month"] {
            if readings.flags.contains(&flag) {
                reasons.push(Say::new("suspicion-impossible-date"));
                break;
            }
        }
        self.names_and_dates(readings, &mut reasons);
        disagreement(readings, &mut reasons);
        self.grammar(readings, &mut reasons);
        reasons
    }

    /// A name on a part that was not yet, or long no more, a maker's at any of the dates.
    fn names_and_dates(&self, readings: &Readings, reasons: &mut Vec<Say>) {
        let first = readings.shown().map(|reading| reading.span.first).min();
        let last = readings.shown().map(|reading| reading.span.last).max();
        let (Some(first), Some(last)) = (first, last) else {
            return;
        };
        let printed = readings
            .makers
            .iter()
            .filter(|guess| guess.why.key == "reading-maker-printed" && guess.rank >= 0.7);
        for maker in printed.filter_map(|guess| self.names.makers.get(guess.maker)) {
            if let Some(since) = maker.since.filter(|since| last < *since) {
                let why = Say::new("suspicion-name-too-young").with("maker", &maker.name);
                reasons.push(why.with("day", since));
            }
            if let Some(year) = ended(maker).filter(|year| chrono::Datelike::year(&first) > year + NAME_STAYS) {
                let why = Say::new("suspicion-name-ended").with("maker", &maker.name);
                reasons.push(why.with("year", year.to_string()));
            }
        }
    }

    /// The name on the part is of one maker, its number of another; or no rule of the sure maker fits any line.
    fn grammar(&self, readings: &Readings, reasons: &mut Vec<Say>) {
        let by = |key: &'static str| {
            readings
                .makers
                .iter()
                .filter(move |guess| guess.why.key == key && guess.rank >= 0.6)
        };
        for family in by("reading-maker-family") {
            let mut printed = by("reading-maker-printed").peekable();
            if printed.peek().is_none() {
                continue;
            }
            let kin = |other: usize| self.recognition.is_kin(family.maker, &[other]);
            let others: Vec<String> = printed.clone().map(|guess| guess.name.clone()).collect();
            if !printed.any(|guess| kin(guess.maker)) {
                let why = Say::new("suspicion-number-of-other").with("maker", &family.name);
                reasons.push(why.with("printed", others.join(", ")));
            }
        }
        let Some(sure) = readings.makers.first().filter(|guess| ranking::is_sure(guess)) else {
            return;
        };
        let own = self
            .schemes()
            .iter()
            .filter(|scheme| scheme.makers.contains(&sure.maker));
        let documented = own.clone().any(|scheme| {
            scheme.kind == Kind::ProductionDate && scheme.confidence == crate::domain::rules::kinds::Confidence::High
        });
        let fits = readings
            .readings
            .iter()
            .any(|reading| reading.scheme.makers.contains(&sure.maker));
        let lines = readings.tokens.last().map_or(0, |token| token.line);
        if documented && !fits && lines >= 3 {
            reasons.push(Say::new("suspicion-no-rule-fits").with("maker", &sure.name));
        }
    }
}

/// The year in which a maker went into another, where the list says so.
fn ended(maker: &Maker) -> Option<i32> {
    maker.became.iter().filter_map(|(_, year)| *year).max()
}

/// Two words of the mark that both are sure dates and lie years apart.
fn disagreement(readings: &Readings, reasons: &mut Vec<Say>) {
    // More than these are no sure dates, but many readings of a mark that says little.
    let sure = || {
        let sure = readings
            .shown()
            .filter(|reading| reading.rank >= 0.5 && !reading.flags.contains(&"decade_open"));
        sure.take(MOST_SURE)
    };
    let apart = sure().find_map(|one| {
        let other = sure().find(|other| {
            let apart = other.cells.0 >= one.cells.1 && !one.span.meets(other.span);
            apart
                && (other.span.first - one.span.last)
                    .num_days()
                    .abs()
                    .min((one.span.first - other.span.last).num_days().abs())
                    > 730
        });
        other.map(|other| (one, other))
    });
    if let Some((one, other)) = apart {
        let why = Say::new("suspicion-dates-disagree").with("one", &one.token);
        reasons.push(why.with("other", &other.token));
    }
}
