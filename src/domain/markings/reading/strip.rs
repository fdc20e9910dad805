//! A mark as one strip of cells, each with what its character can be.
//!
//! Lines are joined by a cell for the line break, so that a rule may span lines. Characters that are lost in a known number are
//! cells nobody can read; where the number is open between few, or alternatives differ in length, the mark makes several strips.
//! Masked and supplied characters are cells that hold a place and say nothing.

use std::sync::Arc;

use super::{cells::Cell, cells::Cells, work::Work};
use crate::domain::{
    markings::glyphs::{Glyph, Transcription},
    rules::{book::Rulebook, signs::Sign},
};

/// The most strips one mark makes.
const MOST_STRIPS: usize = 8;
/// The most cells that the strips of one mark have together, where there is more than one.
const MOST_CELLS: usize = 1600;
/// The longest stretch of lost characters that is tried out.
const LONGEST_LOSS: u32 = 6;

/// A mark as cells.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip {
    pub(super) cells: Vec<Cell>,
    /// Where a word can begin.
    pub(super) starts: Vec<usize>,
    /// Whether a word can end before each cell, and at the end.
    pub(super) ends: Vec<bool>,
    /// The words of pictures.
    pub(super) pictures: Vec<Arc<str>>,
    /// For each place, and the end: what lies about it.
    about: Vec<About>,
}

/// What lies about a place between two cells.
#[derive(Debug, Clone, Copy, Default)]
struct About {
    /// The number of the line, from 1.
    line: usize,
    /// Where the marks before it begin that can stand at the edge of a word.
    edge_from: usize,
    /// Where the marks behind it end that can stand at the edge of a word.
    edge_to: usize,
    /// Where the run of such marks and of gaps before it begins.
    quiet_from: usize,
}

impl Strip {
    /// The strips of a transcription, at least one. Says so in `work` when it would be too many.
    pub(super) fn all(book: &Rulebook, mark: &Transcription, work: &mut Work) -> Vec<Strip> {
        let mut strips = vec![Strip::default()];
        let mut cells = Cells::new(book);
        let size: usize = mark.lines().map(|line| line.len() + 1).sum();
        for (number, line) in mark.lines().enumerate() {
            if number > 0 {
                push(&mut strips, &[cells.line_break()]);
            }
            for glyph in line.iter().filter(|glyph| !glyph.leans()) {
                add(&mut cells, &mut strips, glyph, size, work);
            }
        }
        strips.iter_mut().for_each(Strip::find_edges);
        strips
    }

    /// Words begin behind a gap and end before one; marks such as brackets and dots at their edges may be left out.
    fn find_edges(&mut self) {
        let last = self.cells.len();
        self.ends = vec![false; last + 1];
        let mut starts = Vec::new();
        let mut open = true;
        for (at, cell) in self.cells.iter().enumerate() {
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
            if self.cells.get(at).is_none_or(Cell::is_between) {
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
        self.look_about();
    }

    /// Notes for each place its line and how far the marks about it reach, so that no rule has to walk there.
    fn look_about(&mut self) {
        let mut here = About {
            line: 1,
            ..About::default()
        };
        self.about = Vec::with_capacity(self.cells.len() + 1);
        self.about.push(here);
        for (at, cell) in self.cells.iter().enumerate() {
            here.line += usize::from(cell.is_break());
            if !cell.is_edge() {
                here.edge_from = at + 1;
                if !cell.is_between() {
                    here.quiet_from = at + 1;
                }
            }
            self.about.push(here);
        }
        let mut to = self.cells.len();
        for (at, about) in self.about.iter_mut().enumerate().rev() {
            if !self.cells.get(at).is_some_and(Cell::is_edge) {
                to = at;
            }
            about.edge_to = to;
        }
    }

    fn about(&self, at: usize) -> About {
        self.about.get(at).or(self.about.last()).copied().unwrap_or_default()
    }

    /// The signs a cell can be, for looking patterns up.
    pub(super) fn cell(&self, at: usize) -> Option<&Cell> {
        self.cells.get(at)
    }

    /// The text of some cells, as transcribed.
    pub(super) fn text(&self, from: usize, to: usize) -> String {
        let cells = self.cells.get(from..to).unwrap_or_default();
        let mut text = String::with_capacity(cells.len());
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
        self.about(at).line
    }

    /// True when nothing but gaps and marks at the edges of words stands between two places.
    pub(super) fn is_quiet(&self, from: usize, to: usize) -> bool {
        self.about(to).quiet_from <= from
    }

    /// True when the cells are figures and nothing else.
    pub(super) fn is_figures(&self, from: usize, to: usize) -> bool {
        let mut cells = self.cells.get(from..to).unwrap_or_default().iter();
        cells.all(|cell| cell.shown.is_ascii_digit())
    }

    /// True when the cells fill their line.
    pub(super) fn fills_line(&self, from: usize, to: usize) -> bool {
        let edge = |cell: Option<&Cell>| cell.is_none_or(Cell::ends_line);
        let before = self.about(from).edge_from;
        edge(before.checked_sub(1).and_then(|at| self.cells.get(at))) && edge(self.cells.get(self.about(to).edge_to))
    }

    /// True when nothing but gaps and marks at the edges of words stands outside the cells.
    pub(super) fn is_all(&self, from: usize, to: usize) -> bool {
        self.is_quiet(0, from) && self.is_quiet(to, self.cells.len())
    }
}

fn push(strips: &mut [Strip], cells: &[Cell]) {
    strips.iter_mut().for_each(|strip| strip.cells.extend_from_slice(cells));
}

fn add(cells: &mut Cells<'_>, strips: &mut Vec<Strip>, glyph: &Glyph, size: usize, work: &mut Work) {
    match glyph {
        Glyph::Certain(character) => push(strips, &[cells.read(*character, false)]),
        Glyph::Uncertain(character) => push(strips, &[cells.read(*character, true)]),
        Glyph::Unreadable => push(strips, &[cells.unreadable()]),
        Glyph::Masked => push(strips, &[cells.hidden()]),
        Glyph::Supplied(text) => {
            let hidden = |c: char| if c == ' ' { cells.gap() } else { cells.hidden() };
            push(strips, &text.chars().map(hidden).collect::<Vec<_>>());
        }
        Glyph::Logo(words) => {
            push(strips, &[cells.picture()]);
            let words: Arc<str> = Arc::from(words.as_str());
            strips
                .iter_mut()
                .for_each(|strip| strip.pictures.push(Arc::clone(&words)));
        }
        Glyph::Lost { min, max: Some(max) } if *max <= LONGEST_LOSS => {
            let ways: Vec<Vec<Cell>> = (*min..=*max)
                .map(|count| (0..count).map(|_| cells.unreadable()).collect())
                .collect();
            multiply(cells, strips, &ways, size, work);
        }
        Glyph::Lost { .. } => push(strips, &[cells.lost()]),
        Glyph::Either(choices) => {
            let singles: Option<Vec<char>> = choices.iter().map(|choice| single(choice)).collect();
            match singles {
                Some(singles) => push(strips, &[cells.either(&singles)]),
                None => {
                    let ways: Vec<Vec<Cell>> = choices
                        .iter()
                        .map(|choice| choice.chars().map(|c| cells.read(c, true)).collect())
                        .collect();
                    multiply(cells, strips, &ways, size, work);
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
fn multiply(cells: &Cells<'_>, strips: &mut Vec<Strip>, ways: &[Vec<Cell>], size: usize, work: &mut Work) {
    if let [only] = ways {
        return push(strips, only);
    }
    let count = strips.len().saturating_mul(ways.len());
    if count > MOST_STRIPS || count.saturating_mul(size) > MOST_CELLS {
        work.cut();
        return push(strips, &[cells.lost()]);
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

/// A sign no rule names: the place of a picture, which ends a word.
pub(super) const PICTURE: Sign = 2;
/// A sign no rule names: an open number of lost characters, which makes the words beside it incomplete.
pub(super) const LOST: Sign = 3;
