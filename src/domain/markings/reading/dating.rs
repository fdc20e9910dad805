//! From laid patterns to readings with their reasons, and to those that a hard rule removes.

use std::sync::Arc;

use super::{
    Pruned, Reading,
    crowd::Crowd,
    days::{DaysMemo, Impossible},
    laid::{Aside, Laid, Swaps},
    laying::Relations,
    matching::{Memo, lay},
    ranking::{self, Belongs, Case, Weighed},
    work::Work,
};
use crate::domain::rules::{book::Rulebook, kinds::Kind, names::Says, scheme::Scheme};

/// The most impossible readings that are kept of one mark.
const MOST_PRUNED: usize = 200;

impl Case<'_> {
    /// The readings of every laid pattern, up to `most`; rules with more are told together.
    pub(super) fn date_all(
        &self,
        dated: &[(usize, Laid<'_>)],
        relations: &mut Relations<'_>,
        most: usize,
        (pruned, crowd, work): (&mut Vec<Pruned>, &mut Crowd, &mut Work),
    ) -> Vec<(Reading, Weighed)> {
        // Room for all at once: growing would take the double for a moment.
        let mut readings = Vec::with_capacity(most.min(dated.len() * 2) + 24);
        let mut memo = DaysMemo::default();
        for (place, laid) in dated {
            let (Some(scheme), relation) = (self.book.schemes().get(*place), relations.of(*place)) else {
                continue;
            };
            let rule = (*place, scheme, relation);
            date(self, rule, (laid, &mut memo), (&mut readings, pruned), work);
            if work.dating_is_over() {
                crowd.add(*place);
            } else if readings.len() > most {
                crowd.thin_weighed(&mut readings);
            }
        }
        readings
    }
}

/// The readings of one laid pattern.
fn date<'l, 'r>(
    case: &Case<'_>,
    (place, scheme, relation): (usize, &Arc<Scheme>, Belongs),
    (laid, memo): (&'l Laid<'r>, &mut DaysMemo),
    (readings, pruned): (&mut Vec<(Reading, Weighed)>, &mut Vec<Pruned>),
    work: &mut Work,
) {
    let days = memo.days(scheme, laid, case.context.until, work);
    let strip = case.strip;
    let token = strip.text(laid.from, laid.to);
    let line = strip.line(laid.from);
    let cells = (laid.from, laid.to);
    for meant in &days.meant {
        if !work.date(100) {
            return;
        }
        let weighed = ranking::weigh(case, (place, scheme, relation), laid, meant);
        let aside = |aside: &Aside| (Arc::clone(&aside.name), strip.text(aside.from, aside.to));
        let reading = Reading {
            scheme: Arc::clone(scheme),
            token: token.clone(),
            line,
            span: meant.span,
            rank: 0.0,
            shown: false,
            reasons_for: Vec::new(),
            reasons_against: Vec::new(),
            flags: Vec::new(),
            asides: laid.asides.iter().map(aside).collect(),
            cells,
        };
        readings.push((reading, weighed));
    }
    if let (true, Some(why)) = (days.meant.is_empty() && pruned.len() < MOST_PRUNED, days.impossible) {
        let labelled = case.notices.label_before(strip, laid.from);
        let stated = matches!(relation, Belongs::Nobody | Belongs::Stated { kin: false });
        let legible = laid.toll.unread == 0 && laid.fields.iter().all(|field| field.choices.fitting == 1);
        let common = scheme.weight >= 0.8 && scheme.kind == Kind::ProductionDate;
        pruned.push(Pruned {
            scheme: Arc::clone(scheme),
            token,
            line,
            why,
            cells,
            leading: stated && legible && common && matches!(labelled, None | Some(Says::Date | Says::Lot)),
        });
    }
}

impl Rulebook {
    /// Where a person named the maker and its rule fits but for a letter its table does not have, that is said.
    pub(super) fn misprints(
        &self,
        case: &Case<'_>,
        pruned: &mut Vec<Pruned>,
        readings: &[(Reading, Weighed)],
        work: &mut Work,
    ) {
        let mut laid = Vec::new();
        let mut memo = Memo::default();
        let stated = &case.context.makers;
        let own = |scheme: &&Arc<Scheme>| {
            !scheme.misprints.is_empty() && scheme.makers.iter().any(|maker| stated.contains(maker))
        };
        for scheme in self.schemes().iter().filter(own) {
            let mut read = readings.iter().map(|(reading, _)| &reading.scheme.makers);
            if read.any(|makers| *makers == scheme.makers) {
                continue;
            }
            for sequence in &scheme.misprints {
                for start in &case.strip.starts {
                    lay(sequence, (case.strip, &mut memo, work), *start, Swaps::None, &mut laid);
                }
            }
            for laid in laid
                .drain(..)
                .filter(|laid| case.notices.suits(case.strip, scheme, laid))
                .take(MOST_PRUNED.saturating_sub(pruned.len()))
            {
                pruned.push(Pruned {
                    scheme: Arc::clone(scheme),
                    token: case.strip.text(laid.from, laid.to),
                    line: case.strip.line(laid.from),
                    why: Impossible::Month,
                    cells: (laid.from, laid.to),
                    leading: true,
                });
            }
        }
    }
}
