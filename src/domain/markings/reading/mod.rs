//! Reading a mark: from a transcription to every date it can mean, each with its rule, its days and its reasons.
//!
//! ```text
//! transcription ─▶ strip of cells ─▶ patterns laid along it ─▶ days ─▶ ranked readings
//!                       └─▶ words recognized: makers, countries, labels, families ──┘
//! ```
//!
//! The result is a set. Nothing is removed but by a hard rule (it begins after the recovery, no calendar has that month or
//! week), and what was removed keeps its reason. Equal input gives equal output; nothing here asks the clock.

mod cells;
pub mod context;
mod crowd;
mod dating;
mod days;
mod laid;
mod laying;
mod matching;
mod notice;
mod quick;
pub mod ranking;
pub mod recognition;
mod strip;
pub mod suspicion;
mod tokens;
mod work;

use std::{collections::HashSet, sync::Arc};

use context::Context;
use crowd::Crowd;
pub use days::Impossible;
use laying::Relations;
pub use notice::MakerGuess;
use notice::Notices;
use ranking::{Case, SHOWN};
use strip::Strip;
pub use tokens::{Explained, Token};
use work::Work;

use super::glyphs::Transcription;
use crate::{
    domain::rules::{book::Rulebook, kinds::Kind, scheme::Scheme, span::Span},
    error::Say,
};

/// The most readings that are listed one by one of one mark. Beyond, the rules that say least are told together.
const MOST_READINGS: usize = 450;

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
    /// Why something was left out: alternatives of so many lengths that the mark is not read in each. It is flagged `cut_short`
    /// then.
    pub left_out: Option<Say>,
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
    /// Reads a mark. What is done for one mark is bounded. Where it can mean more than is listed, some rules are told together,
    /// each as one reading flagged `told_together` over all that it can mean.
    pub fn read(&self, mark: &Transcription, context: &Context) -> Readings {
        let mut work = Work::new();
        let mut crowd = Crowd::new(self);
        let strips = Strip::all(self, mark, &mut work);
        let mut whole = Readings {
            tokens: Vec::new(),
            readings: Vec::new(),
            pruned: Vec::new(),
            makers: Vec::new(),
            origins: Vec::new(),
            flags: Vec::new(),
            left_out: None,
        };
        for (number, strip) in strips.iter().enumerate() {
            // Further strips are other lengths of the same damage; a third as many readings do for each.
            let most = if number == 0 { MOST_READINGS } else { MOST_READINGS / 3 };
            let more = self.read_strip(strip, context, most, (&mut crowd, &mut work));
            match number {
                0 => whole = more,
                _ => whole.readings.extend(more.readings),
            }
            order(&mut whole.readings);
            for rest in whole.readings.drain(MOST_READINGS.min(whole.readings.len())..) {
                crowd.add_rule(self, &rest.scheme);
            }
        }
        let cells = strips.iter().map(|strip| strip.cells.len()).max().unwrap_or_default();
        whole.readings.extend(crowd.readings(self, context, cells));
        whole.left_out = work.left_out();
        if let Some(why) = &whole.left_out {
            let readings = whole.readings.iter_mut();
            readings.for_each(|reading| reading.reasons_against.push(why.clone()));
        }
        tokens::flags(&mut whole);
        whole
    }

    fn read_strip(
        &self,
        strip: &Strip,
        context: &Context,
        most: usize,
        (crowd, work): (&mut Crowd, &mut Work),
    ) -> Readings {
        let notices = Notices::of(self, strip, context);
        let mut relations = Relations::new(self, context, &notices);
        let (dated, mut explained) = self.lay_all(strip, &notices, &mut relations, (crowd, work));
        let objects = self.objects_of(context, &notices);
        let origins = self.origins_of(context, &notices);
        let own_rule = dated
            .iter()
            .filter_map(|(place, _)| self.schemes().get(*place))
            .any(|scheme| {
                let own = notices.points_to(&scheme.makers).is_some_and(ranking::is_sure);
                own && scheme.kind == Kind::ProductionDate
            });
        let mut case = Case {
            book: self,
            context,
            strip,
            notices: &notices,
            objects: &objects,
            origins: &origins,
            own_rule,
            open_words: Vec::new(),
        };
        tokens::explain(&case, &mut explained);
        case.open_words = tokens::open_words(&case, &explained);
        let mut pruned = Vec::new();
        let readings = case.date_all(&dated, &mut relations, most, (&mut pruned, crowd, work));
        drop(dated);
        self.misprints(&case, &mut pruned, &readings, work);
        let readings = tokens::settle(&case, readings, &explained);
        Readings {
            tokens: tokens::tokens(&case, &readings, &explained),
            readings,
            pruned,
            origins: tokens::origins(&case),
            flags: Vec::new(),
            left_out: None,
            makers: notices.makers,
        }
    }

    /// The classes of objects that were said, else those of the parts that are on the mark.
    fn objects_of(&self, context: &Context, notices: &Notices) -> Vec<usize> {
        if !context.objects.is_empty() {
            return context.objects.clone();
        }
        let family = |at: &usize| self.names.families.get(*at).and_then(|family| family.object);
        notices.families.iter().filter_map(family).collect()
    }

    /// The countries that were said, else those whose type numbers are on the mark.
    fn origins_of(&self, context: &Context, notices: &Notices) -> Vec<String> {
        if !context.origins.is_empty() {
            return context.origins.clone();
        }
        let family = |at: &usize| self.names.families.get(*at).and_then(|family| family.origin.clone());
        notices.families.iter().filter_map(family).collect()
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
    let mut known = HashSet::with_capacity(readings.len());
    readings.retain(|reading| {
        let scheme = Arc::as_ptr(&reading.scheme).addr();
        known.insert((scheme, reading.span, reading.cells))
    });
    for reading in readings {
        reading.shown = reading.rank >= SHOWN && reading.scheme.kind == Kind::ProductionDate;
    }
}
