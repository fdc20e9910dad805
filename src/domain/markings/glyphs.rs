//! A transcription: lines of glyphs, each with what is known of it, and the forms in which it may be shown and searched.
//!
//! Three things look alike and are not: a glyph nobody can read ([`Glyph::Unreadable`]), a glyph that is gone
//! ([`Glyph::Lost`]), and a glyph we know and do not tell ([`Glyph::Masked`]). What a transcriber adds
//! ([`Glyph::Supplied`]) is shown and never used as evidence.

use unicode_normalization::char::is_combining_mark;

use crate::domain::text::fold_part;

/// At most this many spellings of one piece are put into the search form of a mark with alternatives.
const MOST_SPELLINGS: usize = 16;

/// What is known of one glyph.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Glyph {
    /// Read without doubt.
    Certain(char),
    /// Read, with doubt.
    Uncertain(char),
    /// One character is there and cannot be read.
    Unreadable,
    /// Characters are gone, at least `min`, at most `max` (`None`: nobody knows how many).
    Lost {
        /// At least one.
        min: u32,
        /// Not less than `min`.
        max: Option<u32>,
    },
    /// One of these, at least two.
    Either(Vec<String>),
    /// Known to those who may know it, hidden from this reader.
    Masked,
    /// Added by the transcriber; not on the object.
    Supplied(String),
    /// A picture, described in words.
    Logo(String),
}

/// The kind of a glyph or of a run of glyphs, for pages and styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GlyphKind {
    /// See [`Glyph::Certain`].
    Certain,
    /// See [`Glyph::Uncertain`].
    Uncertain,
    /// See [`Glyph::Unreadable`].
    Unreadable,
    /// See [`Glyph::Lost`].
    Lost,
    /// See [`Glyph::Either`].
    Either,
    /// See [`Glyph::Masked`].
    Masked,
    /// See [`Glyph::Supplied`].
    Supplied,
    /// See [`Glyph::Logo`].
    Logo,
}

impl GlyphKind {
    /// Every kind, in the order of the notation's help.
    pub const ALL: [GlyphKind; 8] = [
        GlyphKind::Certain,
        GlyphKind::Uncertain,
        GlyphKind::Unreadable,
        GlyphKind::Lost,
        GlyphKind::Either,
        GlyphKind::Masked,
        GlyphKind::Supplied,
        GlyphKind::Logo,
    ];

    /// The word in style sheets and JSON.
    pub fn as_str(self) -> &'static str {
        self.words().0
    }

    /// Fluent key of the name people see.
    pub fn key(self) -> &'static str {
        self.words().1
    }

    /// How this kind is typed, for the help beside the field.
    pub fn sample(self) -> &'static str {
        match self {
            GlyphKind::Certain => "A",
            GlyphKind::Uncertain => "A\u{323}",
            GlyphKind::Unreadable => "?",
            GlyphKind::Lost => "[3]  [2-4]  [-]",
            GlyphKind::Either => "{8|B}",
            GlyphKind::Masked => "#",
            GlyphKind::Supplied => "[[AB]]",
            GlyphKind::Logo => "<logo: star>",
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            GlyphKind::Certain => ("certain", "glyph-certain"),
            GlyphKind::Uncertain => ("uncertain", "glyph-uncertain"),
            GlyphKind::Unreadable => ("unreadable", "glyph-unreadable"),
            GlyphKind::Lost => ("lost", "glyph-lost"),
            GlyphKind::Either => ("either", "glyph-either"),
            GlyphKind::Masked => ("masked", "glyph-masked"),
            GlyphKind::Supplied => ("supplied", "glyph-supplied"),
            GlyphKind::Logo => ("logo", "glyph-logo"),
        }
    }
}

impl Glyph {
    /// The kind without the content.
    pub fn kind(&self) -> GlyphKind {
        match self {
            Glyph::Certain(_) => GlyphKind::Certain,
            Glyph::Uncertain(_) => GlyphKind::Uncertain,
            Glyph::Unreadable => GlyphKind::Unreadable,
            Glyph::Lost { .. } => GlyphKind::Lost,
            Glyph::Either(_) => GlyphKind::Either,
            Glyph::Masked => GlyphKind::Masked,
            Glyph::Supplied(_) => GlyphKind::Supplied,
            Glyph::Logo(_) => GlyphKind::Logo,
        }
    }

    /// True for an accent or another mark that belongs to the glyph before it.
    pub(super) fn leans(&self) -> bool {
        matches!(self, Glyph::Certain(c) | Glyph::Uncertain(c) if is_combining_mark(*c))
    }

    /// What a page prints for this glyph.
    fn shown(&self) -> String {
        match self {
            Glyph::Certain(character) | Glyph::Uncertain(character) => character.to_string(),
            Glyph::Unreadable => "?".to_owned(),
            Glyph::Lost { min, max: Some(max) } if min == max => format!("[{min}]"),
            Glyph::Lost { min, max: Some(max) } => format!("[{min}–{max}]"),
            Glyph::Lost { min: 1, max: None } => "[…]".to_owned(),
            Glyph::Lost { min, max: None } => format!("[{min}…]"),
            Glyph::Either(choices) => choices.join("|"),
            Glyph::Masked => "#".to_owned(),
            Glyph::Supplied(text) | Glyph::Logo(text) => text.clone(),
        }
    }
}

/// A run of glyphs of one kind, ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// What is known of these glyphs.
    pub kind: GlyphKind,
    /// What to print.
    pub text: String,
}

/// What stands on an object, line by line. Made by `notation::parse` only, so every line has at least one glyph.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Transcription {
    pub(super) lines: Vec<Vec<Glyph>>,
}

impl Transcription {
    /// The lines, each with at least one glyph.
    pub fn lines(&self) -> impl Iterator<Item = &[Glyph]> {
        self.lines.iter().map(Vec::as_slice)
    }

    /// All glyphs in reading order; their count from 0 is the position that [`Transcription::mask`] takes.
    pub fn glyphs(&self) -> impl Iterator<Item = &Glyph> {
        self.lines.iter().flatten()
    }

    /// True when a glyph of this kind occurs.
    pub fn has(&self, kind: GlyphKind) -> bool {
        self.glyphs().any(|glyph| glyph.kind() == kind)
    }

    /// The same transcription with the glyphs at these positions hidden. A letter and its accents are hidden together as one
    /// `#`, and so is a whole supplied text, logo or set of alternatives.
    #[must_use]
    pub fn mask(&self, positions: &[usize]) -> Transcription {
        let mut next = 0;
        let mut lines = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            let mut masked = Vec::with_capacity(line.len());
            // The letter with its accents that is being collected, and whether any of it is to be hidden.
            let mut letter: Vec<Glyph> = Vec::new();
            let mut hide = false;
            for glyph in line {
                if !glyph.leans() {
                    close(&mut masked, &mut letter, hide);
                    hide = false;
                }
                hide |= positions.contains(&next);
                letter.push(glyph.clone());
                next += 1;
            }
            close(&mut masked, &mut letter, hide);
            lines.push(masked);
        }
        Transcription { lines }
    }

    /// What can be read, for titles and short mentions: certain and doubtful characters, the first of alternatives, `…` for
    /// anything else, lines joined by ` / `. Supplied and masked characters are never in it.
    pub fn legible(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(|line| legible_line(line)).collect();
        lines.join(" / ")
    }

    /// What may be searched, folded: pieces separated by spaces. Doubtful characters count, alternatives give every spelling
    /// (up to sixteen a piece), logos give their words. A gap ends a piece: `AB?CD` is found by `AB` and by `CD`, never by
    /// `ABCD`. Words of one line without a gap are also given joined, because a space on the object means little. Supplied
    /// characters are no evidence and masked ones are no one's business: neither is in it.
    pub fn folded_searchable(&self) -> String {
        let mut pieces = Pieces::default();
        for line in &self.lines {
            for glyph in line {
                match glyph {
                    Glyph::Certain(c) if c.is_whitespace() => pieces.end_word(),
                    Glyph::Certain(c) | Glyph::Uncertain(c) => pieces.add(&[c.to_string()]),
                    Glyph::Either(choices) => pieces.add(choices),
                    Glyph::Logo(words) => {
                        pieces.end_run();
                        words.split_whitespace().for_each(|word| pieces.keep(word));
                    }
                    Glyph::Unreadable | Glyph::Lost { .. } | Glyph::Masked | Glyph::Supplied(_) => pieces.end_run(),
                }
            }
            pieces.end_run();
        }
        pieces.found.join(" ")
    }

    /// Each line as runs of one kind, for pages.
    pub fn glyphs_for_display(&self) -> Vec<Vec<Span>> {
        self.lines.iter().map(|line| spans(line)).collect()
    }
}

/// Ends the letter being collected: as it is, or as one hidden glyph.
fn close(line: &mut Vec<Glyph>, letter: &mut Vec<Glyph>, hide: bool) {
    if hide && !letter.is_empty() {
        letter.clear();
        line.push(Glyph::Masked);
    }
    line.append(letter);
}

fn legible_line(line: &[Glyph]) -> String {
    let mut text = String::new();
    for glyph in line {
        match glyph {
            Glyph::Certain(character) | Glyph::Uncertain(character) => text.push(*character),
            Glyph::Either(choices) => text.push_str(choices.first().map_or("", String::as_str)),
            _ if text.ends_with('…') => {}
            _ => text.push('…'),
        }
    }
    text
}

fn spans(line: &[Glyph]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for glyph in line {
        let kind = glyph.kind();
        let joins = matches!(
            kind,
            GlyphKind::Certain | GlyphKind::Uncertain | GlyphKind::Unreadable | GlyphKind::Masked
        );
        match spans.last_mut() {
            Some(last) if joins && last.kind == kind => last.text.push_str(&glyph.shown()),
            _ => spans.push(Span {
                kind,
                text: glyph.shown(),
            }),
        }
    }
    spans
}

/// Collects the searchable pieces of a transcription.
#[derive(Default)]
struct Pieces {
    found: Vec<String>,
    /// The spellings of the word being read, and of the run of words it belongs to.
    word: Vec<String>,
    run: Vec<String>,
    words_in_run: usize,
}

impl Pieces {
    fn add(&mut self, choices: &[String]) {
        self.word = spelled(std::mem::take(&mut self.word), choices);
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        if word.is_empty() {
            return;
        }
        word.iter().for_each(|spelling| self.keep(spelling));
        self.run = spelled(std::mem::take(&mut self.run), &word);
        self.words_in_run += 1;
    }

    fn end_run(&mut self) {
        self.end_word();
        let run = std::mem::take(&mut self.run);
        if self.words_in_run > 1 {
            run.iter().for_each(|spelling| self.keep(spelling));
        }
        self.words_in_run = 0;
    }

    fn keep(&mut self, piece: &str) {
        let folded = fold_part(piece);
        if !folded.is_empty() && !self.found.contains(&folded) {
            self.found.push(folded);
        }
    }
}

/// Every spelling so far followed by every choice; only the first choice once that would be too many.
fn spelled(mut before: Vec<String>, choices: &[String]) -> Vec<String> {
    if before.is_empty() {
        before.push(String::new());
    }
    let few = before.len().saturating_mul(choices.len()) <= MOST_SPELLINGS;
    match choices {
        [first, more @ ..] if more.is_empty() || !few => {
            before.iter_mut().for_each(|start| start.push_str(first));
            before
        }
        _ => {
            let each = |start: &String| {
                choices
                    .iter()
                    .map(|choice| format!("{start}{choice}"))
                    .collect::<Vec<_>>()
            };
            before.iter().flat_map(each).collect()
        }
    }
}
