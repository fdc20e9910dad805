//! Letters on a sheet: one typeface in two weights, and the one Korean letter the marks need.

use tiny_skia::PathBuilder;
use ttf_parser::{Face, OutlineBuilder};

use super::pen::{Ink, Pen};

/// Where a text is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// At its left end.
    Left,
    /// In its middle.
    Middle,
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    /// Height of the em square.
    pub(super) size: f32,
    /// Semi-bold instead of regular.
    pub(super) bold: bool,
    /// Colour.
    pub(super) ink: Ink,
}

/// A text of this size and colour, regular.
pub(super) const fn plain(size: f32, ink: Ink) -> Type {
    Type { size, bold: false, ink }
}

/// A text of this size and colour, semi-bold.
pub(super) const fn bold(size: f32, ink: Ink) -> Type {
    Type { size, bold: true, ink }
}

impl Pen {
    /// Writes one line with its baseline at `y`.
    pub(super) fn write(&mut self, text: &str, x: f32, y: f32, hold: Hold, set: Type) {
        let left = match hold {
            Hold::Left => x,
            Hold::Middle => x - self.width(text, set) / 2.0,
        };
        let face = if set.bold { &self.semibold } else { &self.regular };
        let scale = set.size / f32::from(face.units_per_em());
        let mut outline = Outline {
            path: PathBuilder::new(),
            scale,
            x: left,
            y,
        };
        let mut strokes = PathBuilder::new();
        for letter in text.chars() {
            if letter == JIEUT {
                jieut(&mut strokes, outline.x, y, set.size);
            } else {
                face.outline_glyph(glyph(face, letter), &mut outline);
            }
            outline.x += advance(face) * scale;
        }
        let letters = outline.path.finish();
        if let Some(path) = &letters {
            self.fill_letters(path, set.ink);
        }
        self.stroke(&strokes.finish(), set.size / 13.0, set.ink);
    }

    /// How wide a line of text will be.
    pub(super) fn width(&self, text: &str, set: Type) -> f32 {
        let letters = text.chars().fold(0.0, |count, _| count + 1.0);
        let face = &self.regular;
        letters * advance(face) * set.size / f32::from(face.units_per_em())
    }

    /// Breaks a text at blanks into lines no wider than `room`; what does not fit into `most`
    /// lines ends in an ellipsis.
    pub(super) fn wrap(&self, text: &str, room: f32, most: usize, set: Type) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}"), set) <= room => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        let cut = lines.len() > most;
        lines.truncate(most);
        for (at, line) in lines.iter_mut().enumerate() {
            let last = cut && at + 1 == most;
            while self.width(line, set) > room || last && self.width(&format!("{line}…"), set) > room {
                line.pop();
            }
            if last {
                line.push('…');
            }
        }
        lines
    }
}

/// The one Korean letter in the published marks (U+3148). The fonts do not have it; it is drawn.
const JIEUT: char = 'ㅈ';

/// The strokes of the letter as a hand writes them: a roof, and two legs from its middle.
fn jieut(path: &mut PathBuilder, x: f32, y: f32, size: f32) {
    let at = |across: f32, up: f32| (x + across * size, y - up * size);
    let (from, to) = (at(0.08, 0.64), at(0.52, 0.67));
    path.move_to(from.0, from.1);
    path.line_to(to.0, to.1);
    let (bend, end) = (at(0.28, 0.26), at(0.02, 0.02));
    path.quad_to(bend.0, bend.1, end.0, end.1);
    let (from, bend, end) = (at(0.31, 0.38), at(0.42, 0.16), at(0.60, 0.03));
    path.move_to(from.0, from.1);
    path.quad_to(bend.0, bend.1, end.0, end.1);
}

/// The glyph of a letter; a letter the font lacks becomes a question mark rather than nothing. Two
/// Greek letters are in the font as the signs for micro and ohm.
fn glyph(face: &Face<'_>, letter: char) -> ttf_parser::GlyphId {
    let letter = match letter {
        'μ' => 'µ',
        'Ω' => '\u{2126}',
        other => other,
    };
    face.glyph_index(letter)
        .or_else(|| face.glyph_index('?'))
        .unwrap_or_default()
}

/// Width of a letter in font units: the same for all.
fn advance(face: &Face<'_>) -> f32 {
    f32::from(face.glyph_hor_advance(glyph(face, '0')).unwrap_or(600))
}

/// Collects the outline of a letter at its place on the sheet.
struct Outline {
    path: PathBuilder,
    scale: f32,
    x: f32,
    y: f32,
}

impl Outline {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y - y * self.scale)
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
