//! A mark as one strip of cells, each with what its character can be.
//!
//! Lines are joined by a cell for the line break, so that a rule may span lines. Characters that are lost in a known number are
//! cells nobody can read; where the number is open between few, or alternatives differ in length, the mark makes several strips.
//! Masked and supplied characters are cells that hold a place and say nothing.

use super::super::glyphs::{Glyph, Transcription};
use crate::domain::rules::{
    book::Rulebook,
    lookalikes::{SAME_LOOK, Way},
    pattern::{BREAK, GAP, HIDDEN},
    signs::{Sign, Signs},
};

/// A sign no rule names: the place of a picture, which ends a word.
const PICTURE: Sign = 2;
/// A sign no rule names: an open number of lost characters, which makes the words beside it incomplete.
const LOST: Sign = 3;
/// The most strips one mark makes.
const MOST_STRIPS: usize = 8;
/// The longest stretch of lost characters that is tried out.
const LONGEST_LOSS: u32 = 6;

/// One character of a mark, with what it can be.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// What the transcription shows there.
    pub(super) shown: char,
    /// What it is.
    pub(super) exact: Signs,
    /// What it can be.
    pub(super) all: Signs,
    /// Nobody can read it.
    pub(super) unread: bool,
    /// Read with doubt.
    pub(super) doubtful: bool,
    /// Other ways to read it, where they are few or of one character; looked up elsewhere for most.
    ways: Vec<Way>,
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
    fn blank(sign: Sign, shown: char) -> Cell {
        Cell {
            shown,
            exact: Signs::one(sign),
            all: Signs::one(sign),
            unread: false,
            doubtful: false,
            ways: Vec::new(),
        }
    }

    fn unreadable() -> Cell {
        let mut visible = Signs::ALL;
        for sign in 0..=GAP {
            visible.remove(sign);
        }
        Cell {
            shown: '?',
            exact: visible,
            all: visible,
            unread: true,
            doubtful: false,
            ways: Vec::new(),
        }
    }

    fn read(book: &Rulebook, character: char, doubtful: bool) -> Cell {
        if character == ' ' {
            return Cell::blank(GAP, ' ');
        }
        let shape = book.lookalikes.shape(character, &book.names.alphabet);
        Cell {
            shown: character,
            exact: shape.exact,
            all: if doubtful { shape.all } else { shape.near },
            unread: false,
            doubtful,
            ways: shape.ways.clone(),
        }
    }

    /// One of several characters, all equally likely.
    fn either(book: &Rulebook, choices: &[char]) -> Cell {
        let mut cell = Cell::blank(HIDDEN, choices.first().copied().unwrap_or('?'));
        cell.exact = Signs::NONE;
        cell.all = Signs::NONE;
        for choice in choices {
            let shape = book.lookalikes.shape(*choice, &book.names.alphabet);
            cell.exact.join(&shape.exact);
            cell.all.join(&shape.all);
            cell.ways.extend(shape.ways.iter().copied());
        }
        cell.doubtful = true;
        cell
    }

    /// True for a cell between words.
    pub(super) fn is_between(&self) -> bool {
        !self.unread && [GAP, BREAK, PICTURE].into_iter().any(|sign| self.exact.has(sign))
    }

    /// True where an open number of characters is lost.
    pub(super) fn is_lost(&self) -> bool {
        !self.unread && self.exact.has(LOST)
    }

    /// True for the end of a line.
    pub(super) fn is_break(&self) -> bool {
        !self.unread && self.exact.has(BREAK)
    }

    /// True for a mark that may stand at the edge of a word without being part of it.
    pub(super) fn is_edge(&self) -> bool {
        !self.unread
            && !self.shown.is_alphanumeric()
            && !self.exact.has(HIDDEN)
            && !self.is_between()
            && !self.is_lost()
    }

    /// The character of a set that the cell is most easily misread for, for explanations.
    pub(super) fn taken_for(&self, signs: &Signs) -> char {
        let way = self.ways.iter().find(|way| signs.has(way.sign));
        way.and_then(|way| u8::try_from(way.sign).ok()).map_or('?', char::from)
    }

    /// How the cell is read as one sign.
    pub(super) fn fit_one(&self, sign: Sign) -> Option<Fit> {
        if self.exact.has(sign) {
            return Some(Fit {
                unread: self.unread,
                ..Fit::default()
            });
        }
        if self.unread || !self.all.has(sign) {
            return None;
        }
        let way = self.ways.iter().find(|way| way.sign == sign)?;
        Some(Fit {
            cost: way.cost,
            misread: way.cost > SAME_LOOK,
            unread: false,
        })
    }

    /// How the cell is read as one of these signs, the likeliest way.
    pub(super) fn fit(&self, signs: &Signs) -> Option<Fit> {
        if self.unread {
            return self.exact.meets(signs).then_some(Fit {
                unread: true,
                ..Fit::default()
            });
        }
        if self.exact.meets(signs) {
            return Some(Fit::default());
        }
        if !self.all.meets(signs) {
            return None;
        }
        let way = self.ways.iter().find(|way| signs.has(way.sign))?;
        Some(Fit {
            cost: way.cost,
            misread: way.cost > SAME_LOOK,
            unread: false,
        })
    }
}

/// A mark as cells.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip {
    pub(super) cells: Vec<Cell>,
    /// Where a word can begin.
    pub(super) starts: Vec<usize>,
    /// Whether a word can end before each cell, and at the end.
    pub(super) ends: Vec<bool>,
    /// The words of pictures.
    pub(super) pictures: Vec<String>,
}

impl Strip {
    /// The strips of a transcription, at least one.
    pub(super) fn all(book: &Rulebook, mark: &Transcription) -> Vec<Strip> {
        let mut strips = vec![Strip::default()];
        for (number, line) in mark.lines().enumerate() {
            if number > 0 {
                strips
                    .iter_mut()
                    .for_each(|strip| strip.cells.push(Cell::blank(BREAK, '\n')));
            }
            for glyph in line.iter().filter(|glyph| !glyph.leans()) {
                add(book, &mut strips, glyph);
            }
        }
        strips.iter_mut().for_each(Strip::find_edges);
        strips
    }

    /// Words begin behind a gap and end before one; marks such as brackets and dots at their edges may be left out.
    fn find_edges(&mut self) {
        let last = self.cells.len();
        self.ends = vec![false; last + 1];
        let between = |at: usize| self.cells.get(at).is_none_or(Cell::is_between);
        let mut starts = Vec::new();
        let mut open = true;
        for at in 0..last {
            let Some(cell) = self.cells.get(at) else { continue };
            if cell.is_between() {
                open = true;
                continue;
            }
            if open {
                starts.push(at);
            }
            // A colon or an equals sign ends a label even without a gap behind it.
            open = matches!(cell.shown, ':' | '=') || (open && cell.is_edge());
        }
        let mut open = true;
        for at in (0..=last).rev() {
            if between(at) {
                open = true;
            }
            if let Some(end) = self.ends.get_mut(at) {
                *end = open;
            }
            let before = at.checked_sub(1).and_then(|before| self.cells.get(before));
            open = before.is_some_and(|cell| (open && cell.is_edge()) || cell.is_between());
            if before.is_some_and(|cell| matches!(cell.shown, ':' | '=') && !cell.unread) {
                open = true;
            }
        }
        self.starts = starts;
    }

    /// What the cells from a place on can be, for looking patterns up; nothing for a cell nobody can read.
    pub(super) fn signs_from(&self, start: usize) -> impl Iterator<Item = Option<Vec<Sign>>> {
        let cells = self.cells.iter().skip(start);
        cells.map(|cell| (!cell.unread).then(|| cell.all.iter().collect()))
    }

    /// The lengths, from a place on, at which a word can end.
    pub(super) fn lengths_from(&self, start: usize) -> impl Iterator<Item = usize> {
        let ends = self.ends.iter().enumerate().skip(start + 1);
        ends.filter(|(_, end)| **end).map(move |(at, _)| at - start)
    }

    /// The text of some cells, as transcribed.
    pub(super) fn text(&self, from: usize, to: usize) -> String {
        let cells = self.cells.get(from..to).unwrap_or_default();
        let mut text = String::new();
        for cell in cells {
            if cell.is_break() {
                text.push_str(" / ");
            } else {
                text.push(cell.shown);
            }
        }
        text
    }

    /// The number of the line a cell is in, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        1 + self.cells.iter().take(at).filter(|cell| cell.is_break()).count()
    }

    /// True when the cells fill their line.
    pub(super) fn fills_line(&self, from: usize, to: usize) -> bool {
        let edge =
            |cell: Option<&Cell>| cell.is_none_or(|cell| cell.is_break() || cell.exact.has(PICTURE) && !cell.unread);
        let mut before = from;
        while before > 0 && self.cells.get(before - 1).is_some_and(Cell::is_edge) {
            before -= 1;
        }
        let mut after = to;
        while self.cells.get(after).is_some_and(Cell::is_edge) {
            after += 1;
        }
        edge(before.checked_sub(1).and_then(|at| self.cells.get(at))) && edge(self.cells.get(after))
    }
}

impl Signs {
    /// Takes a sign away.
    fn remove(&mut self, sign: Sign) {
        let mut without = Signs::NONE;
        (0..512)
            .filter(|one| *one != sign && self.has(*one))
            .for_each(|one| without.add(one));
        *self = without;
    }
}

fn add(book: &Rulebook, strips: &mut Vec<Strip>, glyph: &Glyph) {
    let every = |strips: &mut Vec<Strip>, cells: &[Cell]| {
        strips.iter_mut().for_each(|strip| strip.cells.extend_from_slice(cells));
    };
    match glyph {
        Glyph::Certain(character) => every(strips, &[Cell::read(book, *character, false)]),
        Glyph::Uncertain(character) => every(strips, &[Cell::read(book, *character, true)]),
        Glyph::Unreadable => every(strips, &[Cell::unreadable()]),
        Glyph::Masked => every(strips, &[Cell::blank(HIDDEN, '#')]),
        Glyph::Supplied(text) => {
            let hidden = |c: char| Cell::blank(if c == ' ' { GAP } else { HIDDEN }, if c == ' ' { ' ' } else { '#' });
            every(strips, &text.chars().map(hidden).collect::<Vec<_>>());
        }
        Glyph::Logo(words) => {
            every(strips, &[Cell::blank(PICTURE, ' ')]);
            strips.iter_mut().for_each(|strip| strip.pictures.push(words.clone()));
        }
        Glyph::Lost { min, max: Some(max) } if *max <= LONGEST_LOSS => {
            let ways: Vec<Vec<Cell>> = (*min..=*max)
                .map(|count| (0..count).map(|_| Cell::unreadable()).collect())
                .collect();
            multiply(strips, &ways);
        }
        Glyph::Lost { .. } => every(strips, &[Cell::blank(LOST, '…')]),
        Glyph::Either(choices) => {
            let singles: Option<Vec<char>> = choices.iter().map(|choice| single(choice)).collect();
            match singles {
                Some(singles) => every(strips, &[Cell::either(book, &singles)]),
                None => {
                    let ways: Vec<Vec<Cell>> = choices
                        .iter()
                        .map(|choice| choice.chars().map(|c| Cell::read(book, c, true)).collect())
                        .collect();
                    multiply(strips, &ways);
                }
            }
        }
    }
}

fn single(text: &str) -> Option<char> {
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// Every strip so far followed by every way; one lost stretch when that would be too many.
fn multiply(strips: &mut Vec<Strip>, ways: &[Vec<Cell>]) {
    if strips.len().saturating_mul(ways.len()) > MOST_STRIPS {
        strips
            .iter_mut()
            .for_each(|strip| strip.cells.push(Cell::blank(LOST, '…')));
        return;
    }
    let mut all = Vec::new();
    for way in ways {
        for strip in strips.iter() {
            let mut longer = strip.clone();
            longer.cells.extend_from_slice(way);
            all.push(longer);
        }
    }
    *strips = all;
}
