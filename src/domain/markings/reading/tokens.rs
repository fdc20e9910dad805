//! What the words of a mark are, and how that bears on the dates: a word that is a value or a part number is hardly a date.

use std::sync::Arc;

use super::{
    Reading, Readings,
    crowd::TOGETHER,
    laid::Laid,
    notice::What,
    ranking::{Case, Weighed},
    strip::Strip,
    work::CUT_SHORT,
};
use crate::{
    domain::rules::{kinds::Kind, names::Says, scheme::Scheme, span::Span},
    error::Say,
};

/// How strong an explanation must be before its word is hardly a date.
const HARDLY_A_DATE: f64 = 0.7;
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
    unread: u16,
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
    let parts = part_numbers(case);
    let dates = || {
        let each = readings.iter();
        each.filter(|(reading, weighed)| reading.scheme.kind.is_date() && weighed.rank() >= 0.3)
    };
    let longer = once(
        dates()
            .filter(|(_, weighed)| weighed.rank() >= 0.35)
            .map(|(reading, _)| reading.cells),
    );
    let clean = once(
        dates()
            .filter(|(_, weighed)| !weighed.flags.contains(&"substitution"))
            .map(|(reading, _)| reading.cells),
    );
    let spans = once(dates().map(|(reading, _)| (reading.cells, reading.span)));
    let mut near: Option<((usize, usize), Vec<&Explained>)> = None;
    let mut settled = Vec::with_capacity(readings.len());
    for (mut reading, mut weighed) in readings {
        let cells = reading.cells;
        let inside = |one: &&Explained| overlap(one.cells, cells) && !holds(cells, one.cells);
        // Readings of the same cells follow one another.
        let near = match &mut near {
            Some((known, near)) if *known == cells => near,
            other => &mut other.insert((cells, explained.iter().filter(inside).collect())).1,
        };
        let parts = parts.get(case.notices.words_at(cells)).unwrap_or_default();
        compare(case, near, parts, &mut weighed);
        if longer
            .iter()
            .any(|other| *other != cells && other.0 <= cells.0 && cells.1 <= other.1)
        {
            weighed.down(0.05, Say::new("reading-inside-longer"));
        }
        if weighed.flags.contains(&"substitution") && clean.iter().any(|other| overlap(*other, cells)) {
            weighed.down(0.2, Say::new("reading-read-without"));
        }
        let agrees = |(other, span): &(_, Span)| !overlap(*other, cells) && span.meets(reading.span);
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

/// Weighs a date against what else its cells can be: the best explanation counts, two more of other kinds are named.
fn compare(case: &Case<'_>, near: &[&Explained], parts: &[f64], weighed: &mut Weighed) {
    let own = weighed.reasons_for.iter().any(|why| why.key == "reading-maker-own");
    // What fits anything says little against a rule of the very maker; a value or a part of that maker says much.
    let against = |one: &Explained| {
        let scheme = &one.scheme;
        let plain = scheme.makers.is_empty() && (scheme.objects.is_empty() || case.objects.is_empty());
        one.strength * if own && plain { 0.5 } else { 1.0 }
    };
    let told = |key: &'static str, one: &Explained| {
        let why = Say::new(key).with("kind", one.scheme.kind.as_str());
        why.with("title", &one.scheme.title)
    };
    let best = near.iter().map(|one| (*one, against(one)));
    if let Some((best, strength)) = best.max_by(|a, b| a.1.total_cmp(&b.1)) {
        weighed.down(1.0 - strength.min(0.97), told("reading-explained", best));
        if strength >= 0.3 {
            weighed.flag("also_not_a_date");
        }
        let other = |one: &&&Explained| one.scheme.kind != best.scheme.kind && against(one) >= 0.3;
        let others = near.iter().filter(other).take(2);
        weighed
            .reasons_against
            .extend(others.map(|one| told("reading-also", one)));
    } else {
        let strength = parts.iter().fold(0.0_f64, |most, one| most.max(*one));
        if strength > 0.0 {
            let strength = if own { strength * 0.4 } else { strength };
            weighed.down(1.0 - strength, Say::new("reading-part-number"));
        }
    }
}

/// For each word whether it could hold a date.
pub(super) fn open_words(case: &Case<'_>, explained: &[Explained]) -> Vec<bool> {
    let notices = case.notices;
    let mut open = vec![true; notices.words.len()];
    let mut close = |cells: (usize, usize)| {
        let words = open.get_mut(notices.words_at(cells)).unwrap_or_default();
        words.iter_mut().for_each(|open| *open = false);
    };
    let sure = explained.iter().filter(|one| one.strength >= HARDLY_A_DATE);
    sure.for_each(|one| close(one.cells));
    for noticed in &notices.all {
        let sure = match noticed.what {
            What::Maker(_, strength) => strength >= HARDLY_A_DATE,
            What::Family(_) | What::Origin(_) | What::Label(_) => true,
            What::Prefix(..) => false,
        };
        if sure {
            close((noticed.from, noticed.to));
        }
    }
    open
}

/// Each once, in order.
fn once<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// For each word how likely it is a part number by how it begins, from 0.
fn part_numbers(case: &Case<'_>) -> Vec<f64> {
    let mut parts = vec![0.0_f64; case.notices.words.len()];
    for noticed in &case.notices.all {
        let strength = match noticed.what {
            What::Family(_) => 0.95,
            What::Prefix(maker, strength) => {
                let stated = case.context.makers.contains(&maker);
                let length = noticed.to.saturating_sub(noticed.from);
                let long = if length >= 6 { 0.2 } else { 0.0 };
                if stated { 0.85 } else { strength + 0.2 + long }
            }
            _ => continue,
        };
        let words = case.notices.words_at((noticed.from, noticed.to));
        for part in parts.get_mut(words).unwrap_or_default() {
            *part = part.max(strength);
        }
    }
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
pub(super) fn tokens(case: &Case<'_>, readings: &[Reading], explained: &[Explained]) -> Vec<Token> {
    let notices = case.notices;
    let token = |word: &super::notice::Word| Token {
        text: case.strip.text(word.from, word.to),
        line: word.line,
        kinds: Vec::new(),
        explained: Vec::new(),
    };
    let mut tokens: Vec<Token> = notices.words.iter().map(token).collect();
    let mut add = |cells: (usize, usize), kind: &'static str, why: Option<&Explained>| {
        for token in tokens.get_mut(notices.words_at(cells)).unwrap_or_default() {
            token.explained.extend(why.cloned());
            if !kind.is_empty() && !token.kinds.contains(&kind) {
                token.kinds.push(kind);
            }
        }
    };
    for reading in readings.iter().filter(|reading| reading.rank >= super::SHOWN) {
        let kind = match reading.scheme.kind {
            Kind::ProductionDate => "date_code",
            other => other.as_str(),
        };
        add(reading.cells, kind, None);
    }
    for one in explained {
        let kind = if one.strength >= 0.15 {
            one.scheme.kind.as_str()
        } else {
            ""
        };
        add(one.cells, kind, Some(one));
    }
    for noticed in &notices.all {
        let kind = match noticed.what {
            What::Maker(_, strength) if strength >= 0.4 => Kind::BrandMark.as_str(),
            What::Prefix(..) | What::Family(_) => Kind::PartNumber.as_str(),
            What::Origin(_) => Kind::CountryOfOrigin.as_str(),
            What::Label(says) => label(says),
            What::Maker(..) => continue,
        };
        add((noticed.from, noticed.to), kind, None);
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
    for flag in readings.shown().flat_map(|reading| &reading.flags) {
        if !flags.contains(flag) {
            flags.push(flag);
        }
    }
    let undatable = readings.is_undatable();
    for pruned in readings.pruned.iter().filter(|pruned| pruned.leading && undatable) {
        if flags.contains(&pruned.why.flag()) {
            continue;
        }
        let explained = readings.tokens.iter().flat_map(|token| &token.explained);
        let mut surely = explained.filter(|one| one.strength >= SURELY_NO_DATE);
        let no_date = surely.any(|one| overlap(one.cells, pruned.cells));
        if !no_date {
            flags.push(pruned.why.flag());
        }
    }
    if readings
        .readings
        .iter()
        .any(|reading| reading.flags.contains(&TOGETHER))
    {
        flags.push(TOGETHER);
    }
    if readings.left_out.is_some() {
        flags.push(CUT_SHORT);
    }
    readings.flags = flags;
}
