//! Plates: drawings that stand where the demo has no photographs.
//!
//! A plate shows a *kind* of part with a mark that was published, and says in the picture, in both
//! languages, that it illustrates and proves nothing. The same spec always gives the same bytes, so
//! a plate loaded twice is one original in the vault.

mod electronics;
mod hardware;
mod letters;
mod parts;
mod pen;
mod shell;

use std::io::Cursor;

use image::ImageFormat;

use crate::error::{Error, Result};

use super::regions::Rect;
use letters::{Hold, bold, plain};
use pen::{FAINT, FINE, GRID, HAIR, INK, LIGHT, Pen, SIGNAL, block, polygon};

/// Width of every plate in pixels.
pub const WIDTH: u32 = 1600;

/// Height of every plate in pixels.
pub const HEIGHT: u32 = 1200;

/// What kind of part is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// A chip in a package with legs on four sides.
    Chip,
    /// The actuator that turns a jet vane in the stream of the motor.
    Actuator,
    /// A round multi-pin connector.
    Connector,
    /// An electrolytic capacitor.
    Capacitor,
    /// A populated circuit board.
    Board,
    /// A barometric sensor with a paper label.
    Barometer,
    /// A piece of the outer shell.
    Fuselage,
    /// Something nobody has identified.
    Unknown,
}

impl Part {
    /// Every kind, in the order of the type.
    pub const ALL: [Part; 8] = [
        Part::Chip,
        Part::Actuator,
        Part::Connector,
        Part::Capacitor,
        Part::Board,
        Part::Barometer,
        Part::Fuselage,
        Part::Unknown,
    ];

    /// The word for it in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Part::Chip => "chip",
            Part::Actuator => "actuator",
            Part::Connector => "connector",
            Part::Capacitor => "capacitor",
            Part::Board => "board",
            Part::Barometer => "barometer",
            Part::Fuselage => "fuselage",
            Part::Unknown => "unknown",
        }
    }

    /// The kind a word stands for.
    pub fn from_word(word: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.as_str() == word)
    }
}

/// What a plate shows and says.
#[derive(Debug, Clone, Copy)]
pub struct Spec<'a> {
    /// The kind of part.
    pub part: Part,
    /// The published mark, line by line; empty if none was published.
    pub mark: &'a [&'a str],
    /// What the part is, in a few words.
    pub subject: &'a str,
    /// The publication the plate is drawn from.
    pub source: &'a str,
}

/// A finished plate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plate {
    /// The file.
    pub png: Vec<u8>,
    /// Where the mark is, in pixels; nothing without a mark.
    pub region: Option<Rect>,
}

/// Draws a plate.
pub fn plate(spec: &Spec<'_>) -> Result<Plate> {
    let mut pen = Pen::new(WIDTH, HEIGHT)?;
    sheet(&mut pen);
    let region = parts::draw(&mut pen, spec.part, spec.mark);
    block_of_titles(&mut pen, spec);
    let picture = pen.into_picture()?;
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).map_err(Error::internal)?;
    Ok(Plate {
        png: png.into_inner(),
        region,
    })
}

/// Height of the edge between drawing and titles.
const TITLES: f32 = 1004.0;

/// The printed sheet: grid, frame and the letters and numbers of its fields.
fn sheet(pen: &mut Pen) {
    let (left, top, right, bottom) = (44.0, 44.0, 1556.0, 1156.0);
    for step in (1..=37u8).map(f32::from) {
        let x = left + step * 40.0;
        pen.line((x, top), (x, TITLES), 1.0, GRID);
    }
    for step in (1..=23u8).map(f32::from) {
        let y = top + step * 40.0;
        pen.line((left, y), (right, y), 1.0, GRID);
    }
    pen.stroke(&block(20.0, 20.0, 1560.0, 1160.0), HAIR, FAINT);
    for (field, name) in ["1", "2", "3", "4", "5", "6"].iter().enumerate() {
        let x = left + 252.0 * f32::from(u8::try_from(field).unwrap_or_default());
        for (y, from, to) in [(37.0, 20.0, top), (1173.0, bottom, 1180.0)] {
            pen.write(name, x + 126.0, y, Hold::Middle, plain(15.0, FAINT));
            pen.line((x + 252.0, from), (x + 252.0, to), HAIR, FAINT);
        }
    }
    for (field, name) in ["D", "C", "B", "A"].iter().enumerate() {
        let y = top + 278.0 * f32::from(u8::try_from(field).unwrap_or_default());
        for (x, from, to) in [(32.0, 20.0, left), (1568.0, right, 1580.0)] {
            pen.write(name, x, y + 144.0, Hold::Middle, plain(15.0, FAINT));
            pen.line((from, y + 278.0), (to, y + 278.0), HAIR, FAINT);
        }
    }
    pen.stroke(&block(left, top, right - left, bottom - top), FINE, INK);
}

/// The block of titles: what this is not, what it shows, and what it is drawn from.
fn block_of_titles(pen: &mut Pen, spec: &Spec<'_>) {
    let (left, right, bottom) = (44.0, 1556.0, 1156.0);
    let (second, third) = (612.0, 1074.0);
    pen.fill(&block(left, TITLES, right - left, bottom - TITLES), LIGHT);
    pen.stroke(&block(left, TITLES, right - left, bottom - TITLES), FINE, INK);
    for x in [second, third] {
        pen.line((x, TITLES), (x, bottom), HAIR, INK);
    }
    pen.fill(&block(left, TITLES, 12.0, bottom - TITLES), SIGNAL);
    let x = left + 36.0;
    let warn = bold(31.5, SIGNAL);
    pen.write("ILLUSTRATION, NOT EVIDENCE", x, TITLES + 57.0, Hold::Left, warn);
    let warn = plain(26.0, SIGNAL);
    pen.write("ІЛЮСТРАЦІЯ, НЕ ДОКАЗ", x, TITLES + 97.0, Hold::Left, warn);
    let small = plain(17.0, FAINT);
    pen.write("Drawn by software. Not to scale.", x, TITLES + 133.0, Hold::Left, small);
    let cells = [
        (second, third, "SUBJECT", spec.subject, bold(25.0, INK), 34.0, 3),
        (third, right, "DRAWN FROM", spec.source, plain(19.5, INK), 26.5, 4),
    ];
    for (start, end, label, text, set, step, most) in cells {
        let x = start + 24.0;
        pen.write(label, x, TITLES + 30.0, Hold::Left, plain(15.0, FAINT));
        let mut y = TITLES + 32.0 + step;
        for line in pen.wrap(text, end - start - 48.0, most, set) {
            pen.write(&line, x, y, Hold::Left, set);
            y += step;
        }
    }
}

/// The mark on a surface, as large as its room allows; returns where it is. The lines are centred.
fn mark_on(pen: &mut Pen, mark: &[&str], room: Room, ink: pen::Ink) -> Option<Rect> {
    let longest = mark
        .iter()
        .map(|line| pen.width(line, bold(1.0, ink)))
        .fold(0.0, f32::max);
    if longest <= 0.0 {
        return None;
    }
    let lines = mark.iter().fold(0.0, |count, _| count + 1.0);
    let size = (room.width / longest).min(room.height / (lines * 1.22)).min(room.most);
    let (step, height) = (size * 1.22, size * (lines * 1.22 - 0.36));
    let mut baseline = room.y - height / 2.0 + size * 0.78;
    for line in mark {
        pen.write(line, room.x, baseline, Hold::Middle, bold(size, ink));
        baseline += step;
    }
    let margin = size * 0.12 + 6.0;
    let (width, height) = (longest * size + 2.0 * margin, height + 2.0 * margin);
    Some(Rect::new(
        pixels(room.x - width / 2.0),
        pixels(room.y - height / 2.0),
        pixels(width),
        pixels(height),
    ))
}

/// A place for a mark, by its centre.
#[derive(Debug, Clone, Copy)]
struct Room {
    x: f32,
    y: f32,
    width: f32,
    height: f32,
    /// Largest size of the letters.
    most: f32,
}

/// An edge of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Top,
    Right,
    Bottom,
}

/// A leader from an edge of the mark to a note beside the part.
fn leader(pen: &mut Pen, region: Rect, note: (Edge, f32, f32)) {
    let (edge, x, y) = note;
    let at = |value: u32| f32::from(u16::try_from(value).unwrap_or(u16::MAX));
    let (left, top) = (at(region.x), at(region.y));
    let (width, height) = (at(region.width), at(region.height));
    let start = match edge {
        Edge::Top => (left + width * 0.8, top - 6.0),
        Edge::Right => (left + width + 6.0, top + height / 2.0),
        Edge::Bottom => (left + width * 0.8, top + height + 6.0),
    };
    let line = [start, (x - 46.0, y - 6.0), (x - 12.0, y - 6.0)];
    pen.stroke(&polygon(&line, false), HAIR + 0.6, SIGNAL);
    pen.fill(&pen::disc(start.0, start.1, 5.5), SIGNAL);
    pen.write("MARK", x, y, Hold::Left, bold(19.0, SIGNAL));
    pen.write("as published", x, y + 25.0, Hold::Left, plain(19.0, SIGNAL));
}

/// A length on the sheet as whole pixels.
fn pixels(length: f32) -> u32 {
    let mut whole = 0;
    let mut step = 4096;
    // Halving search: the conversion from a float would need `as`, whose corners nobody remembers.
    while step > 0 {
        let next: u16 = whole + step;
        if f32::from(next) <= length {
            whole = next;
        }
        step /= 2;
    }
    u32::from(whole)
}

#[cfg(test)]
mod tests;
