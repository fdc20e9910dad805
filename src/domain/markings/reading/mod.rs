//! Reading a mark: from a transcription to every date it can mean, each with its rule, its days and its reasons.
//!
//! ```text
//! transcription ─▶ strip of cells ─▶ patterns laid along it ─▶ days ─▶ ranked readings
//!                       └─▶ words recognized: makers, countries, labels, families ──┘
//! ```
//!
//! The result is a set. Nothing is removed but by a hard rule (it begins after the recovery, no calendar has that month or
//! week), and what was removed keeps its reason. Equal input gives equal output; nothing here asks the clock.

pub mod context;
mod days;
mod matching;
mod notice;
pub mod ranking;
pub mod recognition;
mod strip;
pub mod suspicion;
mod tokens;

use std::sync::Arc;

use context::Context;
pub use days::Impossible;
use days::days;
use matching::{Laid, Memo, Swaps, lay};
pub use notice::MakerGuess;
use notice::{Notices, What};
use ranking::{Belongs, Case, SHOWN, Weighed, belongs};
use strip::Strip;
pub use tokens::{Explained, Token};

use super::glyphs::Transcription;
use crate::{
    domain::rules::{
        book::Rulebook,
        kinds::{Kind, Place},
        names::Says,
        scheme::Scheme,
        span::Span,
    },
    error::Say,
};

/// The most patterns that are laid along one mark; only marks of question marks come near.
const MOST_LAID: usize = 400;
/// The most readings that are kept of one mark; only marks of question marks come near.
const MOST_READINGS: usize = 600;

/// One date that a mark can mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The rule.
    pub scheme: Arc<Scheme>,
    /// What the rule was laid along, as transcribed.
    pub token: String,
    /// The number of the line it begins in, from 1.
    pub line: usize,
    /// The days.
    pub span: Span,
    /// From 0 to 1.
    pub rank: f64,
    /// Whether it passes the threshold of display.
    pub shown: bool,
    /// Reasons for it, in the order they were weighed.
    pub reasons_for: Vec<Say>,
    /// Reasons against it.
    pub reasons_against: Vec<Say>,
    /// What is odd about it, as words of the interface.
    pub flags: Vec<&'static str>,
    /// The fields that say nothing of the date, by name: lot, site, country.
    pub asides: Vec<(Arc<str>, String)>,
    /// Its cells; readings of one word share them.
    pub cells: (usize, usize),
}

/// A reading that a hard rule removed.
#[derive(Debug, Clone, PartialEq)]
pub struct Pruned {
    /// The rule that would have read it.
    pub scheme: Arc<Scheme>,
    /// What it was laid along.
    pub token: String,
    /// The number of the line, from 1.
    pub line: usize,
    /// Why it cannot be.
    pub why: Impossible,
    /// Its cells.
    pub cells: (usize, usize),
    /// Whether it would have been the first thing to think of, so that its impossibility is worth a flag.
    pub leading: bool,
}

/// Everything a mark can mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Readings {
    /// The words of the mark with what they are.
    pub tokens: Vec<Token>,
    /// The dates, best first.
    pub readings: Vec<Reading>,
    /// What hard rules removed.
    pub pruned: Vec<Pruned>,
    /// Who may have made it, likeliest first.
    pub makers: Vec<MakerGuess>,
    /// Countries printed on it, as two-letter codes.
    pub origins: Vec<String>,
    /// What is odd about the mark as a whole, as words of the interface.
    pub flags: Vec<&'static str>,
}

impl Readings {
    /// True when no reading is fit to be shown: the mark says nothing of when the part was made.
    pub fn is_undatable(&self) -> bool {
        !self.readings.iter().any(|reading| reading.shown)
    }

    /// The readings that pass the threshold of display.
    pub fn shown(&self) -> impl Iterator<Item = &Reading> {
        self.readings.iter().filter(|reading| reading.shown)
    }
}

impl Rulebook {
    /// Reads a mark.
    pub fn read(&self, mark: &Transcription, context: &Context) -> Readings {
        let strips = Strip::all(self, mark);
        let mut whole: Option<Readings> = None;
        for strip in &strips {
            let more = self.read_strip(strip, context);
            match &mut whole {
                None => whole = Some(more),
                Some(whole) => whole.readings.extend(more.readings),
            }
        }
        let mut whole = whole.unwrap_or_else(|| Readings {
            tokens: Vec::new(),
            readings: Vec::new(),
            pruned: Vec::new(),
            makers: Vec::new(),
            origins: Vec::new(),
            flags: Vec::new(),
        });
        order(&mut whole.readings);
        tokens::flags(&mut whole);
        whole
    }

    fn read_strip(&self, strip: &Strip, context: &Context) -> Readings {
        let notices = Notices::of(self, strip, context);
        let relations: Vec<Belongs> = self
            .schemes()
            .iter()
            .map(|scheme| belongs(self, context, &notices, scheme))
            .collect();
        let (dated, mut explained) = self.lay_all(strip, &notices, &relations);
        let objects = self.objects_of(context, &notices);
        let origins = self.origins_of(context, &notices);
        let own_rule = dated
            .iter()
            .filter_map(|(place, _)| self.schemes().get(*place))
            .any(|scheme| {
                let own = notices.points_to(&scheme.makers).is_some_and(ranking::is_sure);
                own && scheme.kind == Kind::ProductionDate
            });
        let case = Case {
            book: self,
            context,
            strip,
            notices: &notices,
            objects: &objects,
            origins: &origins,
            own_rule,
        };
        let mut readings = Vec::new();
        let mut pruned = Vec::new();
        for (place, laid) in &dated {
            let (Some(scheme), Some(relation)) = (self.schemes().get(*place), relations.get(*place)) else {
                continue;
            };
            self.date(&case, (scheme, *relation), laid, &mut readings, &mut pruned);
            if readings.len() >= MOST_READINGS {
                break;
            }
        }
        self.misprints(&case, &mut pruned, &readings);
        tokens::explain(&case, &mut explained);
        let readings = tokens::settle(&case, readings, &explained);
        Readings {
            tokens: tokens::tokens(&case, &readings, explained),
            readings,
            pruned,
            origins: tokens::origins(&case),
            flags: Vec::new(),
            makers: notices.makers,
        }
    }

    /// Lays every pattern along a strip: those of dates with the place of their scheme, and what else explains its words.
    fn lay_all<'r>(
        &'r self,
        strip: &Strip,
        notices: &Notices,
        relations: &[Belongs],
    ) -> (Vec<(usize, Laid<'r>)>, Vec<Explained>) {
        let mut dated: Vec<(usize, Laid<'r>)> = Vec::new();
        let mut explained: Vec<Explained> = Vec::new();
        let mut laid = Vec::new();
        let mut memo = Memo::new();
        for start in &strip.starts {
            for (place, number) in self.index().find(strip.signs_from(*start), strip.lengths_from(*start)) {
                let Some(scheme) = self.schemes().get(place) else {
                    continue;
                };
                let Some(sequence) = scheme.sequences.get(number) else {
                    continue;
                };
                if relations.get(place) == Some(&Belongs::Other) || dated.len() >= MOST_LAID {
                    continue;
                }
                let swaps = match (scheme.kind.is_date(), scheme.misreadings) {
                    (false, _) => Swaps::None,
                    (true, false) => Swaps::SameLook,
                    (true, true) => Swaps::Misread,
                };
                lay(sequence, (strip, &mut memo), *start, swaps, &mut laid);
                laid.retain(|laid| notices.suits(strip, scheme, laid));
                if scheme.kind.is_date() {
                    dated.extend(laid.drain(..).map(|laid| (place, laid)));
                } else if explained.len() < MOST_LAID {
                    explained.extend(laid.drain(..).map(|laid| Explained::by(scheme, &laid, strip)));
                }
                laid.clear();
            }
        }
        (dated, explained)
    }

    /// The classes of objects that were said, else those of the parts that are on the mark.
    fn objects_of(&self, context: &Context, notices: &Notices) -> Vec<usize> {
        if !context.objects.is_empty() {
            return context.objects.clone();
        }
        let family = |noticed: &notice::Noticed| match noticed.what {
            What::Family(at) => self.names.families.get(at).and_then(|family| family.object),
            _ => None,
        };
        notices.all.iter().filter_map(family).collect()
    }

    /// The countries that were said, else those whose type numbers are on the mark.
    fn origins_of(&self, context: &Context, notices: &Notices) -> Vec<String> {
        if !context.origins.is_empty() {
            return context.origins.clone();
        }
        let family = |noticed: &notice::Noticed| match noticed.what {
            What::Family(at) => self.names.families.get(at).and_then(|family| family.origin.clone()),
            _ => None,
        };
        notices.all.iter().filter_map(family).collect()
    }

    /// The readings of one laid pattern.
    fn date(
        &self,
        case: &Case<'_>,
        (scheme, relation): (&Arc<Scheme>, Belongs),
        laid: &Laid<'_>,
        readings: &mut Vec<(Reading, Weighed)>,
        pruned: &mut Vec<Pruned>,
    ) {
        let days = days(scheme, laid, case.context.until);
        let strip = case.strip;
        let token = strip.text(laid.from, laid.to);
        let line = strip.line(laid.from);
        let cells = (laid.from, laid.to);
        for meant in &days.meant {
            let weighed = ranking::weigh(case, (scheme, relation), laid, meant);
            let aside = |aside: &matching::Aside| (Arc::clone(&aside.name), strip.text(aside.from, aside.to));
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
        if days.meant.is_empty() {
            let why = days.impossible.first().copied();
            let labelled = case.notices.label_before(strip, laid.from);
            let stated = matches!(relation, Belongs::Nobody | Belongs::Stated { kin: false });
            let legible = laid.toll.unread == 0 && laid.fields.iter().all(|field| field.choices.len() == 1);
            let common = scheme.weight >= 0.8 && scheme.kind == Kind::ProductionDate;
            pruned.extend(why.map(|why| Pruned {
                scheme: Arc::clone(scheme),
                token,
                line,
                why,
                cells,
                leading: stated && legible && common && matches!(labelled, None | Some(Says::Date | Says::Lot)),
            }));
        }
    }

    /// Where a person named the maker and its rule fits but for a letter its table does not have, that is said.
    fn misprints(&self, case: &Case<'_>, pruned: &mut Vec<Pruned>, readings: &[(Reading, Weighed)]) {
        if case.context.makers.is_empty() {
            return;
        }
        let mut laid = Vec::new();
        let mut memo = Memo::new();
        for scheme in self.schemes().iter().filter(|scheme| !scheme.misprints.is_empty()) {
            let stated = matches!(
                belongs(self, case.context, case.notices, scheme),
                Belongs::Stated { kin: false }
            );
            if !stated
                || readings
                    .iter()
                    .any(|(reading, _)| reading.scheme.makers == scheme.makers)
            {
                continue;
            }
            for sequence in &scheme.misprints {
                for start in &case.strip.starts {
                    lay(sequence, (case.strip, &mut memo), *start, Swaps::None, &mut laid);
                }
            }
            for laid in laid
                .drain(..)
                .filter(|laid| case.notices.suits(case.strip, scheme, laid))
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

impl Notices {
    /// True when the cells are where the rule applies. A word that announces a date may stand before it.
    fn suits(&self, strip: &Strip, scheme: &Scheme, laid: &Laid<'_>) -> bool {
        let announced = || self.label_before(strip, laid.from) == Some(Says::Date);
        match scheme.place {
            Place::Any => true,
            Place::Line => strip.fills_line(laid.from, laid.to) || announced(),
            Place::Mark => {
                let outside = |at: usize| at < laid.from || at >= laid.to;
                let cells = strip.cells.iter().enumerate();
                cells
                    .filter(|(at, _)| outside(*at))
                    .all(|(_, cell)| cell.is_between() || cell.is_edge())
            }
        }
    }
}

/// Best first; the same rule with the same days once; equal ranks in an order of their own, so that it is always the same.
fn order(readings: &mut Vec<Reading>) {
    readings.sort_by(|a, b| {
        b.rank
            .total_cmp(&a.rank)
            .then_with(|| b.span.first.cmp(&a.span.first))
            .then_with(|| a.span.last.cmp(&b.span.last))
            .then_with(|| a.scheme.id.cmp(&b.scheme.id))
            .then_with(|| a.token.cmp(&b.token))
    });
    let mut kept: Vec<Reading> = Vec::new();
    for reading in readings.drain(..) {
        let same = |other: &Reading| (other.span, other.cells) == (reading.span, reading.cells);
        let known = kept
            .iter()
            .any(|other| same(other) && other.scheme.id == reading.scheme.id);
        if !known && kept.len() < MOST_READINGS {
            kept.push(reading);
        }
    }
    for reading in &mut kept {
        reading.shown = reading.rank >= SHOWN && reading.scheme.kind == Kind::ProductionDate;
    }
    *readings = kept;
}
