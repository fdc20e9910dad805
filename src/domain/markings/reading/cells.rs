//! The cells of a strip: one character of a mark with everything it can be.
//!
//! What a character can be is looked up once for each character of the mark and shared between its cells.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use super::strip::{LOST, PICTURE};
use crate::domain::rules::{
    book::Rulebook,
    lookalikes::{SAME_LOOK, Shape},
    pattern::{BREAK, GAP, HIDDEN},
    signs::{Sign, Signs},
};

/// One character of a mark, with what it can be.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// What the transcription shows there.
    pub(super) shown: char,
    /// Nobody can read it.
    pub(super) unread: bool,
    /// Read with doubt.
    pub(super) doubtful: bool,
    role: Role,
    shape: Arc<Shape>,
}

/// What a cell is among words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Part of a word.
    Word,
    /// A mark that may stand at the edge of a word without being part of it.
    Edge,
    /// A gap.
    Gap,
    /// The end of a line.
    Break,
    /// A picture.
    Picture,
    /// An open number of lost characters.
    Lost,
}

/// How a cell is read as a sign.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Fit {
    /// How far-fetched it is.
    pub(super) cost: f64,
    /// True when the character must have been misread.
    pub(super) misread: bool,
    /// True when the character cannot be read at all.
    pub(super) unread: bool,
}

impl Cell {
    /// What it is.
    pub(super) fn exact(&self) -> &Signs {
        &self.shape.exact
    }

    /// What it can be.
    pub(super) fn all(&self) -> &Signs {
        match self.doubtful {
            true => &self.shape.all,
            false => &self.shape.near,
        }
    }

    /// A number that cells have in common which are read alike.
    pub(super) fn likeness(&self) -> usize {
        self.shape.number * 2 + usize::from(self.doubtful)
    }

    /// The number of its shape, where what begins with it is looked up ready.
    pub(super) fn ready(&self) -> Option<usize> {
        (!self.doubtful && self.shape.number < FIRST_OWN).then_some(self.shape.number)
    }

    /// True for a cell between words.
    pub(super) fn is_between(&self) -> bool {
        matches!(self.role, Role::Gap | Role::Break | Role::Picture)
    }

    /// True where an open number of characters is lost.
    pub(super) fn is_lost(&self) -> bool {
        self.role == Role::Lost
    }

    /// True for the end of a line.
    pub(super) fn is_break(&self) -> bool {
        self.role == Role::Break
    }

    /// True for a mark that may stand at the edge of a word without being part of it.
    pub(super) fn is_edge(&self) -> bool {
        self.role == Role::Edge
    }

    /// True for what no line goes on behind.
    pub(super) fn ends_line(&self) -> bool {
        matches!(self.role, Role::Break | Role::Picture)
    }

    /// The character of a set that the cell is most easily misread for, for explanations.
    pub(super) fn taken_for(&self, signs: &Signs) -> char {
        let way = self.shape.ways.iter().find(|way| signs.has(way.sign));
        way.and_then(|way| u8::try_from(way.sign).ok()).map_or('?', char::from)
    }

    /// How the cell is read as one sign.
    pub(super) fn fit_one(&self, sign: Sign) -> Option<Fit> {
        if self.shape.exact.has(sign) {
            return Some(Fit {
                unread: self.unread,
                ..Fit::default()
            });
        }
        if self.unread || !self.all().has(sign) {
            return None;
        }
        let way = self.shape.ways.iter().find(|way| way.sign == sign)?;
        Some(Fit {
            cost: way.cost,
            misread: way.cost > SAME_LOOK,
            unread: false,
        })
    }

    /// How the cell is read as one of these signs, the likeliest way.
    pub(super) fn fit(&self, signs: &Signs) -> Option<Fit> {
        if self.shape.exact.meets(signs) {
            return Some(Fit {
                unread: self.unread,
                ..Fit::default()
            });
        }
        if self.unread || !self.all().meets(signs) {
            return None;
        }
        let way = self.shape.ways.iter().find(|way| signs.has(way.sign))?;
        Some(Fit {
            cost: way.cost,
            misread: way.cost > SAME_LOOK,
            unread: false,
        })
    }
}

/// Shapes that are not ready in the rulebook get numbers from here on.
const FIRST_OWN: usize = 1 << 24;

/// Shapes that are the same in every rulebook.
struct Blanks {
    gap: Arc<Shape>,
    line: Arc<Shape>,
    hidden: Arc<Shape>,
    picture: Arc<Shape>,
    lost: Arc<Shape>,
    unreadable: Arc<Shape>,
}

static BLANKS: LazyLock<Blanks> = LazyLock::new(|| {
    let mut number = FIRST_OWN;
    let mut blank = |signs: Signs| {
        number += 1;
        Arc::new(Shape {
            exact: signs,
            near: signs,
            all: signs,
            ways: Vec::new(),
            number,
        })
    };
    Blanks {
        gap: blank(Signs::one(GAP)),
        line: blank(Signs::one(BREAK)),
        hidden: blank(Signs::one(HIDDEN)),
        picture: blank(Signs::one(PICTURE)),
        lost: blank(Signs::one(LOST)),
        unreadable: blank(Signs::VISIBLE),
    }
});

/// Makes the cells of one mark.
pub(super) struct Cells<'b> {
    book: &'b Rulebook,
    blanks: &'static Blanks,
    others: HashMap<char, Arc<Shape>>,
    eithers: HashMap<Vec<char>, Arc<Shape>>,
}

impl<'b> Cells<'b> {
    /// For marks read by this book.
    pub(super) fn new(book: &'b Rulebook) -> Cells<'b> {
        Cells {
            book,
            blanks: &BLANKS,
            others: HashMap::new(),
            eithers: HashMap::new(),
        }
    }

    fn shape(&mut self, character: char) -> Arc<Shape> {
        if let Some(shape) = self.book.lookalikes.shape(character) {
            return Arc::clone(shape);
        }
        let number = self.next();
        let shape = self.others.entry(character).or_insert_with(|| {
            let alphabet = &self.book.names.alphabet;
            Arc::new(self.book.lookalikes.build(character, alphabet, number))
        });
        Arc::clone(shape)
    }

    /// The number of the next shape of this mark's own.
    fn next(&self) -> usize {
        FIRST_OWN + 100 + self.others.len() + self.eithers.len()
    }

    fn blank(shape: &Arc<Shape>, role: Role, shown: char) -> Cell {
        Cell {
            shown,
            unread: false,
            doubtful: false,
            role,
            shape: Arc::clone(shape),
        }
    }

    /// A gap between words.
    pub(super) fn gap(&self) -> Cell {
        Cells::blank(&self.blanks.gap, Role::Gap, ' ')
    }

    /// The end of a line.
    pub(super) fn line_break(&self) -> Cell {
        Cells::blank(&self.blanks.line, Role::Break, '\n')
    }

    /// A character that is there and not told.
    pub(super) fn hidden(&self) -> Cell {
        Cells::blank(&self.blanks.hidden, Role::Word, '#')
    }

    /// A picture.
    pub(super) fn picture(&self) -> Cell {
        Cells::blank(&self.blanks.picture, Role::Picture, ' ')
    }

    /// An open number of lost characters.
    pub(super) fn lost(&self) -> Cell {
        Cells::blank(&self.blanks.lost, Role::Lost, '…')
    }

    /// A character nobody can read.
    pub(super) fn unreadable(&self) -> Cell {
        Cell {
            unread: true,
            ..Cells::blank(&self.blanks.unreadable, Role::Word, '?')
        }
    }

    /// A character that was read.
    pub(super) fn read(&mut self, character: char, doubtful: bool) -> Cell {
        if character == ' ' {
            return self.gap();
        }
        Cell {
            shown: character,
            unread: false,
            doubtful,
            role: match character.is_alphanumeric() {
                true => Role::Word,
                false => Role::Edge,
            },
            shape: self.shape(character),
        }
    }

    /// One of several characters, all equally likely.
    pub(super) fn either(&mut self, choices: &[char]) -> Cell {
        let shown = choices.first().copied().unwrap_or('?');
        let known = self.eithers.get(choices).cloned();
        let shape = known.unwrap_or_else(|| {
            let mut joined = Shape {
                number: self.next(),
                ..Shape::default()
            };
            for choice in choices {
                let shape = self.shape(*choice);
                joined.exact.join(&shape.exact);
                joined.all.join(&shape.all);
                joined.ways.extend(shape.ways.iter().copied());
            }
            joined.number = self.next();
            let shape = Arc::new(joined);
            self.eithers.insert(choices.to_vec(), Arc::clone(&shape));
            shape
        });
        Cell {
            shown,
            unread: false,
            doubtful: true,
            role: match shown.is_alphanumeric() {
                true => Role::Word,
                false => Role::Edge,
            },
            shape,
        }
    }
}
