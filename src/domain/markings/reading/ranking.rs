//! Ranking: how likely a reading is, with every reason in words.
//!
//! A reading begins with odds that say how well its rule is documented and how common such marks are. Each reason multiplies
//! the odds; the rank is odds / (1 + odds), so no pile of reasons reaches certainty. The factors are judgements, not
//! measurements: they order readings and decide which are shown at first, and they remove none.

use chrono::NaiveDate;

use super::{
    context::Context,
    days::Meant,
    laid::Laid,
    notice::{MakerGuess, Notices},
    strip::Strip,
};
use crate::{
    domain::rules::{
        book::Rulebook,
        kinds::{Confidence, Kind},
        names::Says,
        scheme::Scheme,
    },
    error::Say,
};

/// Readings below this rank are listed and not shown at first.
pub const SHOWN: f64 = 0.25;
/// How strongly a mark must point to a maker before rules that name none give way to the maker's own.
const SURE_OF_MAKER: f64 = 0.7;

/// What is known when a reading is ranked.
pub(super) struct Case<'c> {
    pub(super) book: &'c Rulebook,
    pub(super) context: &'c Context,
    pub(super) strip: &'c Strip,
    pub(super) notices: &'c Notices,
    /// Classes of objects: those that were said, else those the parts on the mark belong to.
    pub(super) objects: &'c [usize],
    /// Countries: those that were said, else those whose type numbers are on the mark.
    pub(super) origins: &'c [String],
    /// A rule of the maker's own fits somewhere on the mark.
    pub(super) own_rule: bool,
    /// For each word whether it could hold a date: it is no value, name or part number for sure.
    pub(super) open_words: Vec<bool>,
}

impl Case<'_> {
    /// True when a word outside these cells could hold a date.
    fn others_open(&self, cells: (usize, usize)) -> bool {
        let count = |words: &[bool]| words.iter().filter(|open| **open).count();
        let inside = self.open_words.get(self.notices.words_at(cells)).unwrap_or_default();
        count(&self.open_words) > count(inside)
    }
}

/// The odds of a reading with its reasons.
#[derive(Debug, Clone, Default)]
pub(super) struct Weighed {
    /// The place of its rule in the rulebook.
    pub(super) place: usize,
    pub(super) odds: f64,
    pub(super) reasons_for: Vec<Say>,
    pub(super) reasons_against: Vec<Say>,
    pub(super) flags: Vec<&'static str>,
}

impl Weighed {
    /// A reason for.
    pub(super) fn up(&mut self, factor: f64, why: Say) {
        self.odds *= factor;
        self.reasons_for.push(why);
    }

    /// A reason against.
    pub(super) fn down(&mut self, factor: f64, why: Say) {
        self.odds *= factor;
        self.reasons_against.push(why);
    }

    /// A flag, once.
    pub(super) fn flag(&mut self, flag: &'static str) {
        if !self.flags.contains(&flag) {
            self.flags.push(flag);
        }
    }

    /// From 0 to 1, in steps of a hundredth, so that equal reasons give equal ranks on every machine.
    pub(super) fn rank(&self) -> f64 {
        (self.odds / (1.0 + self.odds) * 100.0).round() / 100.0
    }
}

/// How a rule relates to the makers that are known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Belongs {
    /// It names no maker.
    Nobody,
    /// It is the stated maker's, or a kin's.
    Stated { kin: bool },
    /// The mark points to its maker.
    Hinted,
    /// Nothing is known of the maker.
    Open,
    /// A person named another maker.
    Other,
}

/// How a rule relates to the makers that are known.
pub(super) fn belongs(book: &Rulebook, context: &Context, notices: &Notices, scheme: &Scheme) -> Belongs {
    if scheme.makers.is_empty() {
        return Belongs::Nobody;
    }
    if context.makers.is_empty() {
        return match notices.points_to(&scheme.makers) {
            Some(_) => Belongs::Hinted,
            None => Belongs::Open,
        };
    }
    if context.makers.iter().any(|maker| scheme.makers.contains(maker)) {
        return Belongs::Stated { kin: false };
    }
    let kin = context
        .makers
        .iter()
        .any(|maker| book.recognition.is_kin(*maker, &scheme.makers));
    if kin {
        Belongs::Stated { kin: true }
    } else {
        Belongs::Other
    }
}

/// Weighs one reading by everything that does not depend on the other readings.
pub(super) fn weigh(
    case: &Case<'_>,
    (place, scheme, relation): (usize, &Scheme, Belongs),
    laid: &Laid<'_>,
    meant: &Meant,
) -> Weighed {
    let mut weighed = Weighed {
        place,
        odds: if case.objects.is_empty() {
            scheme.weight_open
        } else {
            scheme.weight
        },
        ..Weighed::default()
    };
    match scheme.confidence {
        Confidence::High => weighed.up(1.3, Say::new("reading-documented")),
        Confidence::Medium => {}
        Confidence::Low => weighed.down(0.55, Say::new("reading-weakly-documented")),
    }
    if scheme.weight <= 0.2 {
        weighed.reasons_against.push(Say::new("reading-uncommon"));
    }
    maker(case, (scheme, relation), &mut weighed);
    object(case, scheme, &mut weighed);
    origin(case, scheme, &mut weighed);
    position(case, (scheme, relation), laid, &mut weighed);
    legibility(case, laid, meant, &mut weighed);
    plausibility(case, scheme, meant, &mut weighed);
    weighed
}

fn maker(case: &Case<'_>, (scheme, relation): (&Scheme, Belongs), weighed: &mut Weighed) {
    let name = |guess: &MakerGuess| guess.name.clone();
    let first = || {
        let maker = scheme.makers.first().and_then(|at| case.book.names.makers.get(*at));
        maker.map(|maker| maker.name.clone()).unwrap_or_default()
    };
    match relation {
        Belongs::Nobody if case.own_rule => weighed.down(0.45, Say::new("reading-maker-has-own")),
        Belongs::Nobody => {}
        Belongs::Stated { kin: false } => weighed.up(4.0, Say::new("reading-maker-own").with("maker", first())),
        Belongs::Stated { kin: true } => weighed.up(1.6, Say::new("reading-maker-kin").with("maker", first())),
        Belongs::Hinted => {
            if let Some(guess) = case.notices.points_to(&scheme.makers) {
                weighed.up(
                    0.12 + 3.9 * guess.rank.powf(1.5),
                    Say::new("reading-maker-hinted").with("maker", name(guess)),
                );
            }
        }
        Belongs::Open | Belongs::Other => weighed.down(0.12, Say::new("reading-maker-unknown").with("maker", first())),
    }
}

fn object(case: &Case<'_>, scheme: &Scheme, weighed: &mut Weighed) {
    if scheme.objects.is_empty() || case.objects.is_empty() {
        return;
    }
    let names = &case.book.names;
    let name = |at: usize| {
        names
            .objects
            .get(at)
            .map(|object| object.id.clone())
            .unwrap_or_default()
    };
    let pairs = || {
        case.objects
            .iter()
            .flat_map(|one| scheme.objects.iter().map(move |two| (*one, *two)))
    };
    if let Some((one, _)) = pairs().find(|(one, two)| names.is_within(*one, *two)) {
        weighed.up(1.5, Say::new("reading-object-fits").with("object", name(one)));
    } else if !pairs().any(|(one, two)| names.is_within(two, one)) {
        let object = case.objects.first().map(|at| name(*at)).unwrap_or_default();
        weighed.down(0.12, Say::new("reading-object-differs").with("object", object));
    }
}

fn origin(case: &Case<'_>, scheme: &Scheme, weighed: &mut Weighed) {
    let Some(first) = scheme.origins.first() else { return };
    let known = case.origins;
    if known.is_empty() {
        weighed.down(0.35, Say::new("reading-origin-unknown").with("country", first));
    } else if let Some(code) = known.iter().find(|code| scheme.origins.contains(code)) {
        weighed.up(2.5, Say::new("reading-origin-fits").with("country", code));
    } else {
        weighed.down(0.15, Say::new("reading-origin-differs").with("country", first));
    }
}

fn position(case: &Case<'_>, (scheme, relation): (&Scheme, Belongs), laid: &Laid<'_>, weighed: &mut Weighed) {
    let alone = case.strip.fills_line(laid.from, laid.to);
    if alone {
        weighed.up(1.2, Say::new("reading-own-line"));
    }
    let lines = case.notices.words.last().map_or(1, |word| word.line);
    if lines > 1 && case.strip.line(laid.from) == 1 && case.strip.line(laid.to) == 1 {
        weighed.odds *= 0.7;
    }
    match case.notices.label_before(case.strip, laid.from) {
        // The word says that this is a date, not whose.
        Some(Says::Date) if relation == Belongs::Open => {}
        Some(Says::Date) if scheme.kind == Kind::ProductionDate => weighed.up(3.0, Say::new("reading-labelled-date")),
        Some(Says::Expiry) if scheme.kind == Kind::ExpiryDate || scheme.life > 0 => {
            weighed.up(3.0, Say::new("reading-labelled-expiry"));
        }
        Some(Says::Expiry) => weighed.down(0.08, Say::new("reading-labelled-expiry")),
        Some(Says::Date | Says::Lot) | None => {}
        Some(_) => weighed.down(0.08, Say::new("reading-labelled-other")),
    }
    // Two or three characters prove little where there are other words that could hold the date.
    let short = laid.to.saturating_sub(laid.from) <= 2;
    let stated = matches!(relation, Belongs::Stated { .. });
    if short && !stated && case.others_open((laid.from, laid.to)) {
        weighed.down(0.4, Say::new("reading-short"));
    }
}

fn legibility(case: &Case<'_>, laid: &Laid<'_>, meant: &Meant, weighed: &mut Weighed) {
    let toll = &meant.toll;
    // Among figures a figure is hardly a letter in disguise.
    let letter = |(_, read_as): &(usize, char)| !read_as.is_ascii_digit();
    if toll.swaps.iter().any(letter) && case.strip.is_figures(laid.from, laid.to) {
        weighed.down(0.12, Say::new("reading-misread-figure"));
    }
    for (at, read_as) in &toll.swaps {
        let seen = case.strip.cells.get(*at).map_or('?', |cell| cell.shown);
        let why = Say::new("reading-misread").with("seen", seen).with("as", read_as);
        weighed.down(0.8, why);
        weighed.flag("substitution");
    }
    weighed.odds *= (-2.2 * toll.cost).exp();
    if toll.unread > 0 {
        let factor = f64::from(toll.unread.min(20));
        weighed.down(
            0.8_f64.powf(factor),
            Say::new("reading-unreadable").with("count", toll.unread),
        );
        weighed.flag("unreadable");
    }
    if toll.unread_fixed > 0 {
        let factor = f64::from(toll.unread_fixed.min(20));
        weighed.down(0.3_f64.powf(factor), Say::new("reading-unreadable-literal"));
    }
    if toll.doubtful > 0 {
        let factor = f64::from(toll.doubtful.min(20));
        weighed.down(
            0.85_f64.powf(factor),
            Say::new("reading-doubtful").with("count", toll.doubtful),
        );
    }
    if meant.wide {
        // A year whose weeks cannot be read is still worth showing, sixty years are not.
        let factor = match (meant.span.last - meant.span.first).num_days() {
            ..=400 => 0.6,
            401..=1200 => 0.35,
            _ => 0.15,
        };
        weighed.down(factor, Say::new("reading-wide"));
        weighed.flag("wide");
    }
}

fn plausibility(case: &Case<'_>, scheme: &Scheme, meant: &Meant, weighed: &mut Weighed) {
    if meant.open && scheme.is_open() {
        weighed.reasons_against.push(Say::new("reading-decade-open"));
        weighed.flag("decade_open");
    }
    if meant.week53 {
        weighed.down(0.6, Say::new("reading-week53"));
        weighed.flag("week53");
    }
    let years = years_between(meant.span.last, case.context.until);
    if scheme.kind == Kind::ProductionDate {
        match years {
            ..=4 => {}
            5..=9 => weighed.odds *= 0.9,
            10..=19 => weighed.odds *= 0.75,
            20..=39 => weighed.down(0.6, Say::new("reading-old").with("years", years)),
            _ => weighed.down(0.45, Say::new("reading-old").with("years", years)),
        }
    }
    introduced(case, meant, weighed);
    let near = |other: &crate::domain::rules::span::Span| {
        let gap = years_between(meant.span.last, other.first).max(years_between(other.last, meant.span.first));
        gap < 3
    };
    if case.context.companions.iter().any(near) {
        weighed.up(1.3, Say::new("reading-companions"));
    }
}

/// A part cannot have been made before its family was: that is a reason for suspicion, not for removal.
fn introduced(case: &Case<'_>, meant: &Meant, weighed: &mut Weighed) {
    for at in &case.notices.families {
        let Some(family) = case.book.names.families.get(*at) else {
            continue;
        };
        if let Some(day) = family.introduced.filter(|day| meant.span.last < *day) {
            let why = Say::new("reading-before-introduction").with("family", &family.id);
            weighed.down(0.5, why.with("day", day));
            weighed.flag("before_part_introduction");
        }
        if let Some(day) = family.last.filter(|day| meant.span.first > *day) {
            let why = Say::new("reading-after-production").with("family", &family.id);
            weighed.down(0.5, why.with("day", day));
            weighed.flag("after_last_production");
        }
    }
}

/// Whole years from one day to a later one; 0 when it is not later.
fn years_between(first: NaiveDate, second: NaiveDate) -> i64 {
    ((second - first).num_days() / 365).max(0)
}

/// True when a mark points so strongly to a maker that its own rules go before those of nobody.
pub(super) fn is_sure(guess: &MakerGuess) -> bool {
    guess.rank >= SURE_OF_MAKER
}
