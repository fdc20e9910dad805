//! From goods lines to the steps a chain may be made of: what the reader may know of each, one step a transfer.

use std::collections::HashMap;

use super::{parties::Parties, subject::Known};
use crate::{
    domain::{
        chains::{End, Keys, LineKeys, Matched, NEEDED, Step},
        codes::{Credibility, Reliability},
        countries::Country,
        records::State,
        release::{self, FieldReleases, Sight},
        text::fold_part,
        transfers::Transfer,
    },
    error::Result,
    service::Ctx,
    store::{
        self, Conn,
        chains::{Bounds, By, Candidate, Days},
    },
};

/// The most lines that are read for one component; the most specific come first.
const MOST: i64 = 2_500;
/// The most lines that are read of one transfer.
const OF_ONE: Bounds = Bounds {
    scanned: 1_000,
    kept: 1_000,
};

/// What a chain of a component may be made of.
pub(super) struct Gathered {
    pub(super) steps: Vec<Step>,
    pub(super) parties: Parties,
    pub(super) cut_short: bool,
}

/// The steps for a component.
pub(super) fn gather(conn: &mut Conn, ctx: &Ctx, known: &Known) -> Result<Gathered> {
    let sight = ctx.actor.sight();
    let days = Days {
        from: known.subject.made,
        until: known.subject.recovered,
    };
    let keys = &known.keys;
    let asked = [
        (By::Serial(known.serials.clone()), 2_000, 500),
        (By::Lot(keys.lots.clone()), 4_000, 1_500),
        (By::Part(keys.parts.clone()), 6_000, MOST),
        (By::Family(keys.families.clone()), 2_000, 1_000),
        (By::Hs(known.hs.clone()), 1_000, 300),
    ];
    let mut all: HashMap<i64, (Candidate, Matched)> = HashMap::new();
    let (mut left, mut cut_short) = (MOST, false);
    for (by, scanned, kept) in asked {
        let bounds = Bounds {
            scanned,
            kept: kept.min(left),
        };
        if bounds.kept == 0 {
            break;
        }
        let (lines, more) = store::chains::lines(conn, &by, days, bounds, sight)?;
        cut_short |= more;
        left -= i64::try_from(lines.len()).unwrap_or(left).min(left);
        take(&mut all, keys, lines, sight);
    }
    finish(conn, ctx, known, all, cut_short)
}

/// The steps for a component out of these transfers only.
pub(super) fn gather_these(conn: &mut Conn, ctx: &Ctx, known: &Known, transfers: &[i64]) -> Result<Gathered> {
    let sight = ctx.actor.sight();
    let mut all: HashMap<i64, (Candidate, Matched)> = HashMap::new();
    let mut cut_short = false;
    for transfer in transfers {
        let (lines, more) = store::chains::carried(conn, *transfer, OF_ONE, sight)?;
        cut_short |= more;
        take(&mut all, &known.keys, lines, sight);
    }
    finish(conn, ctx, known, all, cut_short)
}

/// Keeps of each transfer the line in sight that agrees best.
fn take(all: &mut HashMap<i64, (Candidate, Matched)>, keys: &Keys, lines: Vec<Candidate>, sight: Sight) {
    for line in lines {
        let Some(line) = in_sight(line, sight) else { continue };
        let Some(matched) = matched(keys, &line) else { continue };
        let old = all.get(&line.transfer).map(|(_, old)| *old);
        if old.is_none_or(|old| matched < old) {
            all.insert(line.transfer, (line, matched));
        }
    }
}

fn finish(
    conn: &mut Conn,
    ctx: &Ctx,
    known: &Known,
    all: HashMap<i64, (Candidate, Matched)>,
    cut_short: bool,
) -> Result<Gathered> {
    let mut found: Vec<(Candidate, Matched)> = all.into_values().collect();
    found.sort_by_key(|(line, _)| line.transfer);
    // Two data sets that a reader may not know of must not tell one step twice.
    let mut sets: Vec<i64> = found.iter().filter_map(|(line, _)| line.dataset).collect();
    sets.sort_unstable();
    sets.dedup();
    let sets = store::records::in_sight(conn, &sets, ctx.actor.sight())?;
    for (line, _) in &mut found {
        line.dataset = line.dataset.filter(|set| sets.contains(set));
    }
    let lines = || found.iter().map(|(line, _)| line);
    let parties = Parties::of(conn, ctx, lines(), &known.subject)?;
    let steps = found
        .iter()
        .map(|(line, matched)| step(line, *matched, &parties))
        .collect();
    Ok(Gathered {
        steps,
        parties,
        cut_short,
    })
}

/// In what a line agrees.
pub(super) fn matched(keys: &Keys, line: &Candidate) -> Option<Matched> {
    let [date_code, serial_from, serial_to] =
        [&line.date_code, &line.serial_from, &line.serial_to].map(|text| fold_part(text));
    let hs6: String = line.hs6.chars().filter(char::is_ascii_digit).collect();
    keys.matched(&LineKeys {
        serial_from: &serial_from,
        serial_to: &serial_to,
        lot: &line.lot,
        date_code: &date_code,
        // A text may name another part beside the lot: only a line that states one speaks against it.
        part: match line.from_text && !keys.parts.contains(&line.part) {
            true => "",
            false => &line.part,
        },
        family: &line.family,
        hs6: &hs6,
    })
}

/// The line as this reader may know it; `None` where its transfer does not tell everything a chain needs.
pub(super) fn in_sight(mut line: Candidate, sight: Sight) -> Option<Candidate> {
    let stands = match line.state {
        State::Accepted | State::Submitted => true,
        State::Draft | State::Returned => line.own,
        State::Withdrawn => false,
    };
    if !stands {
        return None;
    }
    if line.own || line.levels.is_empty() {
        return Some(line);
    }
    let levels = FieldReleases::parse(&line.levels).ok()?;
    for field in release::hidden::<Transfer>(&levels, sight) {
        match field.as_str() {
            "from_country" => line.from.1.clear(),
            "to_country" => line.to.1.clear(),
            "reliability" => line.reliability.clear(),
            "credibility" => line.credibility.clear(),
            "source" => line.dataset = None,
            "goods" if line.from_text => return None,
            other if NEEDED.contains(&other) => return None,
            _ => {}
        }
    }
    Some(line)
}

fn step(line: &Candidate, matched: Matched, parties: &Parties) -> Step {
    let end = |(party, country): &(Option<i64>, String)| End {
        party: party.and_then(|id| parties.stands_for(id)),
        country: Country::parse(country)
            .ok()
            .or_else(|| party.and_then(|id| parties.seat(id))),
        custody: parties.custody(*party),
    };
    Step {
        transfer: line.transfer,
        from: end(&line.from),
        to: end(&line.to),
        earliest: line.earliest,
        latest: line.latest,
        matched,
        reliability: Reliability::parse(&line.reliability).ok(),
        credibility: Credibility::parse(&line.credibility).ok(),
        dataset: line.dataset,
    }
}
