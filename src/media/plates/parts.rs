//! The parts on the plates, each laid out in two views as a drawing office would. They show what
//! such a thing looks like, never one particular object.

use super::super::regions::Rect;
use super::letters::{Hold, plain};
use super::pen::{FAINT, Pen};
use super::{Edge, Part, electronics, hardware, leader, shell};

/// Draws a part with its mark and says where the mark is.
pub(super) fn draw(pen: &mut Pen, part: Part, mark: &[&str]) -> Option<Rect> {
    let region = match part {
        Part::Chip => electronics::chip(pen, mark),
        Part::Actuator => hardware::actuator(pen, mark),
        Part::Connector => hardware::connector(pen, mark),
        Part::Capacitor => electronics::capacitor(pen, mark),
        Part::Board => electronics::board(pen, mark),
        Part::Barometer => hardware::barometer(pen, mark),
        Part::Fuselage => shell::fuselage(pen, mark),
        Part::Unknown => shell::unknown(pen, mark),
    };
    if let Some(region) = region {
        leader(pen, region, note(part));
    }
    region
}

/// Where the note about the mark stands, on free paper, and from which edge of the mark its leader
/// starts, so that it crosses as little of the drawing as can be.
fn note(part: Part) -> (Edge, f32, f32) {
    match part {
        Part::Chip => (Edge::Right, 1130.0, 640.0),
        Part::Actuator => (Edge::Top, 800.0, 220.0),
        Part::Connector => (Edge::Top, 1330.0, 220.0),
        Part::Capacitor => (Edge::Right, 960.0, 780.0),
        Part::Board => (Edge::Bottom, 700.0, 920.0),
        Part::Barometer => (Edge::Top, 860.0, 160.0),
        Part::Fuselage => (Edge::Top, 1060.0, 160.0),
        Part::Unknown => (Edge::Top, 1280.0, 220.0),
    }
}

/// The name of a view, under it.
pub(super) fn caption(pen: &mut Pen, x: f32, y: f32, text: &str) {
    pen.write(text, x, y, Hold::Middle, plain(17.0, FAINT));
}

/// Counts in floating point.
pub(super) fn steps(count: u8) -> impl Iterator<Item = f32> {
    (0..count).map(f32::from)
}
