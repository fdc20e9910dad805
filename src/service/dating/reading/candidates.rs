//! From what a mark can mean, and what people decided about it, to what the date is weighed from.

use std::sync::Arc;

use super::{Full, Reader};
use crate::{
    domain::{
        components::Component,
        dating::{Candidate, DatedMark, Impossible, MAY_BE_NO_DATE, Verdict},
        markings::reading::{Reading, Readings, ranking::SHOWN},
        parts::NewPart,
        records::{Link, Record},
        rules::kinds::Kind,
    },
    error::Say,
    service::dating::{Ground, MarkRead, Ruling},
};

/// The most readings of a mark that are kept although nothing shows or decides them: the best of them can still be right.
const WEAK: usize = 5;
/// A reading below this is not worth telling.
const FAINT: f64 = 0.05;

impl Reader<'_> {
    /// A mark for the date, and what its readings rest on.
    pub(super) fn mark(&self, component: &Component, full: &Full<'_>) -> (DatedMark, MarkRead) {
        let head = full.marking.head();
        let rulings = self.material.rulings.get(&head.id).map_or(&[][..], Vec::as_slice);
        let mut given = self.given(component, full, rulings);
        // What a person read alone, and what was decided on a reading that the rules of today no longer give.
        let known = |one: &&Ruling| {
            given
                .iter()
                .any(|(_, ground)| ground.ruling.as_ref() == Some(&one.link))
        };
        let rest: Vec<&Ruling> = rulings.iter().filter(|one| !known(one)).collect();
        for own in rest {
            let ground = Ground {
                scheme: self.book.scheme(&own.rule).cloned(),
                ruling: Some(own.link.clone()),
                token: own.token.clone(),
                reasons_for: Vec::new(),
                reasons_against: Vec::new(),
            };
            given.push((own_reading(own), ground));
        }
        let (candidates, grounds) = given.into_iter().unzip();
        let text = full.marking.what.transcription.clone();
        let suspicions = full.readings.first().map(|one| self.book.suspicions(one));
        let read = MarkRead {
            link: Link::to(head),
            piece: component.head.id,
            text: text.clone(),
            grounds,
            suspicions: suspicions.unwrap_or_default(),
        };
        let mark = DatedMark {
            id: head.id,
            text,
            readings: candidates,
            impossible: impossible(full),
            not_relied_on: self.material.dropped.get(&head.id).cloned(),
            of_the_whole: component.dates_whole(),
        };
        (mark, read)
    }

    /// What the rules give, without what is too weak to tell.
    fn given(&self, component: &Component, full: &Full<'_>, rulings: &[Ruling]) -> Vec<(Candidate, Ground)> {
        let part = self.part(component).map(|part| &part.what);
        let mut given: Vec<(Candidate, Ground)> = Vec::new();
        let mut weak = 0;
        for (whole, reading) in full.all() {
            let ruling = rulings
                .iter()
                .find(|one| one.rule == reading.scheme.id && one.token == reading.token && one.span == reading.span);
            if reading.rank < SHOWN && ruling.is_none() {
                weak += 1;
                if weak > WEAK || reading.rank < FAINT {
                    continue;
                }
            }
            let candidate = candidate(part, whole, reading, ruling);
            let twice = |(one, _): &(Candidate, Ground)| one.rule == candidate.rule && one.span == candidate.span;
            if given.iter().any(twice) {
                continue;
            }
            let ground = Ground {
                scheme: Some(Arc::clone(&reading.scheme)),
                ruling: ruling.map(|one| one.link.clone()),
                token: reading.token.clone(),
                reasons_for: reading.reasons_for.clone(),
                reasons_against: reading.reasons_against.clone(),
            };
            given.push((candidate, ground));
        }
        given
    }
}

/// A reading of the rules for the date, with what was decided on it, on a component that is this part.
pub(in crate::service::dating) fn candidate(
    part: Option<&NewPart>,
    whole: &Readings,
    reading: &Reading,
    ruling: Option<&Ruling>,
) -> Candidate {
    let mut flags: Vec<String> = reading.flags.iter().map(|flag| (*flag).to_owned()).collect();
    let introduced = part.and_then(|part| part.introduced.as_ref()?.earliest());
    if introduced.is_some_and(|day| reading.span.last < day) {
        flags.push("before_part_introduction".to_owned());
    }
    let last = part.and_then(|part| part.last_made.as_ref()?.latest());
    if last.is_some_and(|day| reading.span.first > day) {
        flags.push("after_last_production".to_owned());
    }
    if is_rivalled(whole, reading) {
        flags.push(MAY_BE_NO_DATE.to_owned());
    }
    Candidate {
        rule: reading.scheme.id.clone(),
        span: reading.span,
        rank: reading.rank,
        shown: reading.rank >= SHOWN,
        verdict: ruling.map_or(Verdict::Open, |one| one.verdict),
        reason: ruling.map_or_else(String::new, |one| one.reason.clone()),
        manufacture: reading.scheme.kind == Kind::ProductionDate,
        flags,
    }
}

/// A reading that rests on a person's decision alone.
pub(in crate::service::dating) fn own_reading(own: &Ruling) -> Candidate {
    Candidate {
        rule: own.rule.clone(),
        span: own.span,
        rank: 1.0,
        shown: true,
        verdict: own.verdict,
        reason: own.reason.clone(),
        manufacture: own.manufacture,
        flags: Vec::new(),
    }
}

/// Whether a documented rule explains the word as something that holds no date. Serial numbers and lots can hold one.
fn is_rivalled(whole: &Readings, reading: &Reading) -> bool {
    if !reading.flags.contains(&"also_not_a_date") {
        return false;
    }
    let (from, to) = reading.cells;
    let all = whole.tokens.iter().flat_map(|token| &token.explained);
    let mut rivals = all.filter(|one| one.strength >= super::RIVAL && one.cells.0 < to && from < one.cells.1);
    rivals.any(|one| !matches!(one.scheme.kind, Kind::SerialNumber | Kind::LotCode))
}

/// What would be the first thing to think of and cannot be, where nothing else dates the mark.
fn impossible(full: &Full<'_>) -> Vec<Impossible> {
    let Some(whole) = full.readings.first().filter(|one| one.is_undatable()) else {
        return Vec::new();
    };
    let mut found: Vec<Impossible> = Vec::new();
    for pruned in whole
        .pruned
        .iter()
        .filter(|one| one.leading && whole.flags.contains(&one.why.flag()))
    {
        let one = Impossible {
            rule: pruned.scheme.id.clone(),
            why: Say::new(pruned.why.key()),
        };
        if !found.iter().any(|other| other.why == one.why) {
            found.push(one);
        }
    }
    found
}
