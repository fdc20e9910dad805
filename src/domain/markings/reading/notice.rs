//! What a mark says besides dates: makers, countries, label words and part families, and how far that is to be trusted.

use super::{context::Context, strip::Strip};
use crate::{
    domain::{
        rules::{
            book::Rulebook,
            names::{Names, Says, label_word},
        },
        text::fold_part,
    },
    error::Say,
};

/// The most words of one phrase.
const LONGEST_PHRASE: usize = 4;

/// A word of the mark.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Its first cell.
    pub(super) from: usize,
    /// Behind its last.
    pub(super) to: usize,
    /// The number of its line, from 1.
    pub(super) line: usize,
    /// Letters and digits, capitals.
    folded: String,
    /// The same with letters of other scripts as their Latin twins, as part numbers are compared.
    part: String,
    /// True when all its characters are legible.
    legible: bool,
}

/// Something recognized on the mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum What {
    /// A maker's name, with its strength.
    Maker(usize, f64),
    /// A beginning shared by part numbers of a maker, with its strength.
    Prefix(usize, f64),
    /// A part of a family.
    Family(usize),
    /// A country.
    Origin(usize),
    /// A label word.
    Label(Says),
}

/// Something recognized, and where.
#[derive(Debug, Clone)]
pub(super) struct Noticed {
    pub(super) what: What,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A maker that a mark or a person points to.
#[derive(Debug, Clone, PartialEq)]
pub struct MakerGuess {
    /// Its place in the list of names.
    pub maker: usize,
    /// Its name.
    pub name: String,
    /// How strongly, from 0 to 1.
    pub rank: f64,
    /// Why.
    pub why: Say,
}

/// All that was recognized on a mark.
#[derive(Debug, Clone, Default)]
pub(super) struct Notices {
    pub(super) words: Vec<Word>,
    pub(super) all: Vec<Noticed>,
    pub(super) makers: Vec<MakerGuess>,
}

impl Notices {
    /// Looks a mark over.
    pub(super) fn of(book: &Rulebook, strip: &Strip, context: &Context) -> Notices {
        let mut notices = Notices {
            words: words(strip),
            ..Notices::default()
        };
        notices.phrases(book);
        notices.parts(book, context);
        for picture in &strip.pictures {
            let named = book.recognition.hint(picture, &book.names);
            let all = named.makers.iter().map(|maker| Noticed {
                what: What::Maker(*maker, 0.9),
                from: 0,
                to: 0,
            });
            notices.all.extend(all);
        }
        notices.weigh(book, context, strip);
        notices
    }

    /// Makers, countries and labels, longest phrases first.
    fn phrases(&mut self, book: &Rulebook) {
        let mut at = 0;
        while at < self.words.len() {
            let mut taken = 1;
            for length in (1..=LONGEST_PHRASE.min(self.words.len() - at)).rev() {
                let words = self.words.get(at..at + length).unwrap_or_default();
                let (Some(first), Some(last)) = (words.first(), words.last()) else {
                    continue;
                };
                if first.line != last.line || !words.iter().all(|word| word.legible) {
                    continue;
                }
                let phrase: String = words.iter().map(|word| word.folded.as_str()).collect();
                let (from, to) = (first.from, last.to);
                let mut add = |what| self.all.push(Noticed { what, from, to });
                let known = book.recognition.printed(&phrase);
                known
                    .iter()
                    .for_each(|maybe| add(What::Maker(maybe.maker, maybe.strength)));
                let origin = book.recognition.origin(&phrase);
                origin.into_iter().for_each(|origin| add(What::Origin(origin)));
                let label = book.recognition.label(&phrase).and_then(|at| book.names.labels.get(at));
                label.into_iter().for_each(|label| add(What::Label(label.says)));
                if !known.is_empty() || origin.is_some() || label.is_some() {
                    taken = length;
                    break;
                }
            }
            at += taken;
        }
    }

    /// Part numbers by how they begin.
    fn parts(&mut self, book: &Rulebook, context: &Context) {
        for word in &self.words {
            let has = |test: fn(&char) -> bool| word.part.chars().any(|c| test(&c));
            let digits_only = !has(char::is_ascii_alphabetic);
            if word.part.len() < 4 || !has(char::is_ascii_digit) {
                continue;
            }
            let mut add = |what| {
                self.all.push(Noticed {
                    what,
                    from: word.from,
                    to: word.to,
                });
            };
            for (family, _) in book.recognition.by_family(&word.part) {
                let maker = book.names.families.get(family).and_then(|family| family.maker);
                let stated = maker.is_none_or(|maker| context.makers.contains(&maker));
                if !digits_only || (stated && maker.is_some()) {
                    add(What::Family(family));
                }
            }
            for (maker, length) in book.recognition.by_prefix(&word.part) {
                // Figures alone begin like anything; they count only where a person named the maker.
                let stated = context.makers.contains(&maker);
                let rest = word.part.chars().nth(length);
                if (digits_only && !stated) || (length < 3 && !rest.is_some_and(|c| c.is_ascii_digit())) {
                    continue;
                }
                let strength = match length {
                    2 => 0.2,
                    3 => 0.35,
                    _ => 0.5,
                };
                add(What::Prefix(maker, strength));
            }
        }
    }

    /// Who may have made it: what a person said first, then names, then beginnings of part numbers.
    fn weigh(&mut self, book: &Rulebook, context: &Context, strip: &Strip) {
        let name = |maker: usize| {
            book.names
                .makers
                .get(maker)
                .map(|maker| maker.name.clone())
                .unwrap_or_default()
        };
        let mut guesses: Vec<MakerGuess> = Vec::new();
        let mut add = |maker: usize, rank: f64, why: Say| match guesses.iter_mut().find(|one| one.maker == maker) {
            Some(known) if known.rank >= rank => {}
            Some(known) => {
                known.rank = rank;
                known.why = why;
            }
            None => guesses.push(MakerGuess {
                maker,
                name: name(maker),
                rank,
                why,
            }),
        };
        for maker in &context.makers {
            add(*maker, 1.0, Say::new("reading-maker-stated"));
        }
        for noticed in &self.all {
            let text = || strip.text(noticed.from, noticed.to);
            match noticed.what {
                What::Maker(maker, strength) if noticed.to > noticed.from => {
                    add(maker, strength, Say::new("reading-maker-printed").with("text", text()));
                }
                What::Maker(maker, strength) => add(maker, strength, Say::new("reading-maker-logo")),
                What::Prefix(maker, strength) => {
                    add(maker, strength, Say::new("reading-maker-prefix").with("text", text()));
                }
                What::Family(family) => {
                    let maker = book.names.families.get(family).and_then(|family| family.maker);
                    if let Some(maker) = maker {
                        add(maker, 0.6, Say::new("reading-maker-family").with("text", text()));
                    }
                }
                What::Origin(_) | What::Label(_) => {}
            }
        }
        guesses.sort_by(|a, b| b.rank.total_cmp(&a.rank).then_with(|| a.name.cmp(&b.name)));
        self.makers = guesses;
    }

    /// How strongly the mark and the context point to one of these makers: the strength and the name.
    pub(super) fn points_to(&self, makers: &[usize]) -> Option<&MakerGuess> {
        self.makers.iter().find(|guess| makers.contains(&guess.maker))
    }

    /// The label word before a place: on the same line just before it, or alone on the line above.
    pub(super) fn label_before(&self, strip: &Strip, from: usize) -> Option<Says> {
        let label = |noticed: &&Noticed| matches!(noticed.what, What::Label(_)) && noticed.to <= from;
        let last = self.all.iter().filter(label).max_by_key(|noticed| noticed.to)?;
        let cells = strip.cells.get(last.to..from)?;
        let near = cells.iter().all(|cell| cell.is_between() || cell.is_edge());
        let above = cells.iter().filter(|cell| cell.is_break()).count();
        let fits = near && (above == 0 || (above == 1 && strip.fills_line(last.from, last.to)));
        match last.what {
            What::Label(says) if fits => Some(says),
            _ => None,
        }
    }

    /// True when a maker is one of these or came from one or went into one.
    pub(super) fn is_kin(names: &Names, maker: usize, others: &[usize]) -> bool {
        let related = |one: usize, two: usize| {
            let (Some(one), Some(two)) = (names.makers.get(one), names.makers.get(two)) else {
                return false;
            };
            one.became.iter().any(|(name, _)| *name == two.name) || one.took_over.contains(&two.name)
        };
        others
            .iter()
            .any(|other| *other == maker || related(maker, *other) || related(*other, maker))
    }
}

/// The words of a strip, taken apart at colons and equals signs.
fn words(strip: &Strip) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut from = None;
    for at in 0..=strip.cells.len() {
        let cell = strip.cells.get(at);
        let inside = cell.is_some_and(|cell| !cell.is_between() && (cell.unread || !matches!(cell.shown, ':' | '=')));
        match (from, inside) {
            (None, true) => from = Some(at),
            (Some(start), false) => {
                let cells = strip.cells.get(start..at).unwrap_or_default();
                let text: String = cells.iter().map(|cell| cell.shown).collect();
                let legible = cells
                    .iter()
                    .all(|cell| !cell.unread && cell.shown != '#' && !cell.is_lost());
                let folded = label_word(&text);
                let part = if text.is_ascii() {
                    folded.clone()
                } else {
                    fold_part(&text)
                };
                words.push(Word {
                    from: start,
                    to: at,
                    line: strip.line(start),
                    folded,
                    part,
                    legible,
                });
                from = None;
            }
            _ => {}
        }
    }
    words
}
