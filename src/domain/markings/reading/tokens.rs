//! What the words of a mark are, and how that bears on the dates: a word that is a value or a part number is hardly a date.

use std::sync::Arc;

use super::{
    Reading, Readings,
    matching::Laid,
    notice::What,
    ranking::{Case, Weighed},
    strip::Strip,
};
use crate::{
    domain::rules::{kinds::Kind, names::Says, scheme::Scheme},
    error::Say,
};

/// How strong an explanation must be before a date flagged as impossible is not worth a word.
const SURELY_NO_DATE: f64 = 0.9;

/// A word of a mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// As transcribed.
    pub text: String,
    /// The number of its line, from 1.
    pub line: usize,
    /// What it can be, as words of the interface, likeliest first.
    pub kinds: Vec<&'static str>,
    /// The rules that say what it is when it is no date.
    pub explained: Vec<Explained>,
}

/// A rule for what is no date, laid along a mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The rule.
    pub scheme: Arc<Scheme>,
    /// What it explains, as transcribed.
    pub token: String,
    /// How well it explains that, from 0 to 1.
    pub strength: f64,
    /// Its cells.
    pub cells: (usize, usize),
    unread: u32,
}

impl Explained {
    pub(super) fn by(scheme: &Arc<Scheme>, laid: &Laid<'_>, strip: &Strip) -> Explained {
        Explained {
            scheme: Arc::clone(scheme),
            token: strip.text(laid.from, laid.to),
            strength: scheme.weight,
            cells: (laid.from, laid.to),
            unread: laid.toll.unread,
        }
    }
}

/// Says how well each explanation holds in this case.
pub(super) fn explain(case: &Case<'_>, explained: &mut Vec<Explained>) {
    let names = &case.book.names;
    for one in explained.iter_mut() {
        let scheme = &one.scheme;
        if !scheme.objects.is_empty() {
            let mut pairs = case
                .objects
                .iter()
                .flat_map(|a| scheme.objects.iter().map(move |b| (*a, *b)));
            let near = |(a, b): (usize, usize)| names.is_within(a, b);
            if case.objects.is_empty() {
                one.strength = scheme.weight_open;
            }
            one.strength *= match case.objects.is_empty() {
                true => 1.0,
                false if pairs.clone().any(near) => 1.0,
                false if pairs.any(|(a, b)| names.is_within(b, a)) => 0.6,
                false => 0.1,
            };
        }
        if !scheme.makers.is_empty() {
            one.strength *= case
                .notices
                .points_to(&scheme.makers)
                .map_or(0.1, |guess| 0.2 + guess.rank * 0.8);
        }
        if !scheme.origins.is_empty() {
            let known = case.origins;
            let fits = known.iter().any(|code| scheme.origins.contains(code));
            one.strength *= if fits {
                1.0
            } else if known.is_empty() {
                0.5
            } else {
                0.1
            };
        }
        one.strength *= 0.35_f64.powf(f64::from(one.unread.min(20)));
    }
    explained.retain(|one| one.strength >= 0.05);
    explained.sort_by(|a, b| {
        b.strength
            .total_cmp(&a.strength)
            .then_with(|| a.scheme.id.cmp(&b.scheme.id))
    });
}

/// Weighs the readings against each other and against what else their words can be, and ranks them.
pub(super) fn settle(case: &Case<'_>, readings: Vec<(Reading, Weighed)>, explained: &[Explained]) -> Vec<Reading> {
    let parts: Vec<(usize, usize, f64)> = part_numbers(case);
    let longer: Vec<(usize, usize)> = readings
        .iter()
        .filter(|(reading, weighed)| reading.scheme.kind.is_date() && weighed.rank() >= 0.35)
        .map(|(reading, _)| reading.cells)
        .collect();
    let clean: Vec<(usize, usize)> = readings
        .iter()
        .filter(|(_, weighed)| !weighed.flags.contains(&"substitution") && weighed.rank() >= 0.3)
        .map(|(reading, _)| reading.cells)
        .collect();
    let spans: Vec<_> = readings.iter().map(|(r, w)| (r.cells, r.span, w.rank())).collect();
    let mut settled = Vec::with_capacity(readings.len());
    for (mut reading, mut weighed) in readings {
        let cells = reading.cells;
        let own = weighed.reasons_for.iter().any(|why| why.key == "reading-maker-own");
        // What fits anything says little against a rule of the very maker; a value or a part of that maker says much.
        let against = |one: &Explained| {
            let scheme = &one.scheme;
            let plain = scheme.makers.is_empty() && (scheme.objects.is_empty() || case.objects.is_empty());
            one.strength * if own && plain { 0.5 } else { 1.0 }
        };
        let inside = |one: &&Explained| overlap(one.cells, cells) && !holds(cells, one.cells);
        let best = explained.iter().filter(inside).map(|one| (one, against(one)));
        if let Some((best, strength)) = best.max_by(|a, b| a.1.total_cmp(&b.1)) {
            let why = Say::new("reading-explained").with("kind", best.scheme.kind.as_str());
            weighed.down(1.0 - strength.min(0.97), why.with("title", &best.scheme.title));
            if strength >= 0.3 {
                weighed.flag("also_not_a_date");
            }
        } else if let Some((_, _, strength)) = parts.iter().find(|(from, to, _)| overlap((*from, *to), cells)) {
            let strength = if own { strength * 0.4 } else { *strength };
            weighed.down(1.0 - strength, Say::new("reading-part-number"));
        }
        if longer
            .iter()
            .any(|other| *other != cells && other.0 <= cells.0 && cells.1 <= other.1)
        {
            weighed.down(0.05, Say::new("reading-inside-longer"));
        }
        if weighed.flags.contains(&"substitution") && clean.iter().any(|other| overlap(*other, cells)) {
            weighed.down(0.2, Say::new("reading-read-without"));
        }
        let agrees = |(other, span, rank): &(_, crate::domain::rules::span::Span, f64)| {
            !overlap(*other, cells) && *rank >= 0.3 && span.meets(reading.span)
        };
        if spans.iter().any(agrees) {
            weighed.up(1.25, Say::new("reading-agrees"));
        }
        reading.rank = weighed.rank();
        reading.reasons_for = weighed.reasons_for;
        reading.reasons_against = weighed.reasons_against;
        reading.flags = weighed.flags;
        settled.push(reading);
    }
    settled
}

/// Words that begin like part numbers, with how likely they are ones.
fn part_numbers(case: &Case<'_>) -> Vec<(usize, usize, f64)> {
    let each = case.notices.all.iter().filter_map(|noticed| {
        let strength = match noticed.what {
            What::Family(_) => 0.95,
            What::Prefix(maker, strength) => {
                let stated = case.context.makers.contains(&maker);
                let length = noticed.to.saturating_sub(noticed.from);
                let long = if length >= 6 { 0.2 } else { 0.0 };
                if stated { 0.85 } else { strength + 0.2 + long }
            }
            _ => return None,
        };
        Some((noticed.from, noticed.to, strength))
    });
    let mut parts: Vec<(usize, usize, f64)> = each.collect();
    parts.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
    parts
}

/// True when the first cells hold the second and more: a rule that covers a part number and the line below knows of both.
fn holds(one: (usize, usize), other: (usize, usize)) -> bool {
    one.0 <= other.0 && other.1 <= one.1 && one != other
}

fn overlap(one: (usize, usize), other: (usize, usize)) -> bool {
    one.0 < other.1 && other.0 < one.1
}

/// The words of the mark with what they can be.
pub(super) fn tokens(case: &Case<'_>, readings: &[Reading], explained: Vec<Explained>) -> Vec<Token> {
    let mut tokens = Vec::new();
    for word in &case.notices.words {
        let cells = (word.from, word.to);
        let mut kinds: Vec<&'static str> = Vec::new();
        let mut add = |kind: &'static str| {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        };
        let dated = |reading: &&Reading| overlap(reading.cells, cells) && reading.rank >= super::SHOWN;
        for reading in readings.iter().filter(dated) {
            add(match reading.scheme.kind {
                Kind::ProductionDate => "date_code",
                other => other.as_str(),
            });
        }
        let mine: Vec<Explained> = explained
            .iter()
            .filter(|one| overlap(one.cells, cells))
            .cloned()
            .collect();
        mine.iter()
            .filter(|one| one.strength >= 0.15)
            .for_each(|one| add(one.scheme.kind.as_str()));
        for noticed in case
            .notices
            .all
            .iter()
            .filter(|noticed| overlap((noticed.from, noticed.to), cells))
        {
            match noticed.what {
                What::Maker(_, strength) if strength >= 0.4 => add(Kind::BrandMark.as_str()),
                What::Prefix(..) | What::Family(_) => add(Kind::PartNumber.as_str()),
                What::Origin(_) => add(Kind::CountryOfOrigin.as_str()),
                What::Label(says) => add(label(says)),
                What::Maker(..) => {}
            }
        }
        tokens.push(Token {
            text: case.strip.text(word.from, word.to),
            line: word.line,
            kinds,
            explained: mine,
        });
    }
    tokens
}

fn label(says: Says) -> &'static str {
    match says {
        Says::Date => "label_date",
        Says::Expiry => "label_expiry",
        Says::Serial => "label_serial",
        Says::Lot => "label_lot",
        Says::Part => "label_part",
        Says::Revision => "label_revision",
        Says::Rating => "label_rating",
        Says::Standard => "label_standard",
        Says::Identifier => "label_identifier",
    }
}

/// The countries printed on the mark.
pub(super) fn origins(case: &Case<'_>) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for noticed in &case.notices.all {
        let What::Origin(at) = noticed.what else { continue };
        let code = case.book.names.origins.get(at).map(|origin| origin.code.clone());
        codes.extend(code.filter(|code| !codes.contains(code)));
    }
    codes
}

/// The flags of the mark as a whole: those of what is shown, and those of dates that would be the first choice and cannot be.
pub(super) fn flags(readings: &mut Readings) {
    let mut flags: Vec<&'static str> = Vec::new();
    let mut add = |flag: &'static str| {
        if !flags.contains(&flag) {
            flags.push(flag);
        }
    };
    for reading in readings.readings.iter().filter(|reading| reading.shown) {
        reading.flags.iter().for_each(|flag| add(flag));
    }
    let undatable = readings.is_undatable();
    for pruned in readings.pruned.iter().filter(|pruned| pruned.leading && undatable) {
        let explained = readings.tokens.iter().flat_map(|token| &token.explained);
        let mut surely = explained.filter(|one| one.strength >= SURELY_NO_DATE);
        let no_date = surely.any(|one| overlap(one.cells, pruned.cells));
        if !no_date {
            add(pruned.why.flag());
        }
    }
    readings.flags = flags;
}
