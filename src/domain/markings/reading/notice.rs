//! What a mark says besides dates: makers, countries, label words and part families, and how far that is to be trusted.

use super::{context::Context, strip::Strip};
use crate::{
    domain::{
        rules::{
            book::Rulebook,
            names::{Says, label_word},
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
    /// The families of parts on the mark, by their place in the list of names, each once.
    pub(super) families: Vec<usize>,
    /// The label words, in the order of the mark.
    labels: Vec<Labelled>,
}

/// A label word, and where.
#[derive(Debug, Clone, Copy)]
struct Labelled {
    says: Says,
    from: usize,
    to: usize,
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
        let mut pictures: Vec<&str> = strip.pictures.iter().map(AsRef::as_ref).collect();
        pictures.sort_unstable();
        pictures.dedup();
        for picture in pictures {
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
        let longest = book.recognition.longest();
        let mut phrase = String::new();
        let mut at = 0;
        while let Some(first) = self.words.get(at) {
            // The ends, in the phrase, of the words that it may hold.
            let mut ends: Vec<usize> = Vec::with_capacity(LONGEST_PHRASE);
            phrase.clear();
            for word in self.words.iter().skip(at).take(LONGEST_PHRASE) {
                let fits = word.line == first.line && word.legible && phrase.len() + word.folded.len() <= longest;
                if !fits {
                    break;
                }
                phrase.push_str(&word.folded);
                ends.push(phrase.len());
            }
            let mut taken = 1;
            for (length, end) in ends.iter().enumerate().rev() {
                let Some(known) = phrase.get(..*end).and_then(|phrase| book.recognition.printed(phrase)) else {
                    continue;
                };
                let (from, to) = (first.from, self.words.get(at + length).map_or(first.to, |last| last.to));
                let mut add = |what| self.all.push(Noticed { what, from, to });
                known
                    .makers
                    .iter()
                    .for_each(|maybe| add(What::Maker(maybe.maker, maybe.strength)));
                known.origin.into_iter().for_each(|origin| add(What::Origin(origin)));
                let label = known.label.and_then(|at| book.names.labels.get(at));
                if let Some(says) = label.map(|label| label.says) {
                    add(What::Label(says));
                    self.labels.push(Labelled { says, from, to });
                }
                taken = length + 1;
                break;
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
                    if !self.families.contains(&family) {
                        self.families.push(family);
                    }
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
        let behind = self.labels.partition_point(|label| label.to <= from);
        let last = self.labels.get(behind.checked_sub(1)?)?;
        let above = strip.line(from) - strip.line(last.to);
        let fits =
            strip.is_quiet(last.to, from) && (above == 0 || (above == 1 && strip.fills_line(last.from, last.to)));
        fits.then_some(last.says)
    }

    /// The words that share a cell with a run of cells, by their place.
    pub(super) fn words_at(&self, (from, to): (usize, usize)) -> std::ops::Range<usize> {
        let first = self.words.partition_point(|word| word.to <= from);
        let behind = self.words.partition_point(|word| word.from < to);
        first..behind.max(first)
    }
}

/// The words of a strip, taken apart at colons and equals signs.
fn words(strip: &Strip) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut from = None;
    let mut text = String::new();
    for at in 0..=strip.cells.len() {
        let cell = strip.cells.get(at);
        let inside = cell.is_some_and(|cell| !cell.is_between() && (cell.unread || !matches!(cell.shown, ':' | '=')));
        match (from, inside) {
            (None, true) => from = Some(at),
            (Some(start), false) => {
                let cells = strip.cells.get(start..at).unwrap_or_default();
                text.clear();
                text.extend(cells.iter().map(|cell| cell.shown));
                let folded = label_word(&text);
                let part = match text.is_ascii() {
                    true => folded.clone(),
                    false => fold_part(&text),
                };
                words.push(Word {
                    from: start,
                    to: at,
                    line: strip.line(start),
                    folded,
                    part,
                    legible: cells
                        .iter()
                        .all(|cell| !cell.unread && cell.shown != '#' && !cell.is_lost()),
                });
                from = None;
            }
            _ => {}
        }
    }
    words
}
