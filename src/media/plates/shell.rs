//! Larger remains: a piece of the shell, and a fragment nobody has identified.

use super::super::regions::Rect;
use super::letters::{Hold, bold};
use super::parts::{caption, steps};
use super::pen::{BOLD, FAINT, FINE, HAIR, INK, LIGHT, Pen, SHADE, TONE, block, disc, oval, polygon};
use super::{Room, mark_on};

/// A cylinder torn off at one end, with frames, rivets and a seam.
pub(super) fn fuselage(pen: &mut Pen, mark: &[&str]) -> Option<Rect> {
    let (left, right, top, bottom) = (330.0, 1210.0, 270.0, 800.0);
    let (middle, half) = (f32::midpoint(top, bottom), (bottom - top) / 2.0);
    let torn = [
        (right, top),
        (right + 46.0, top + 58.0),
        (right - 24.0, top + 104.0),
        (right + 70.0, top + 190.0),
        (right + 12.0, top + 246.0),
        (right + 88.0, top + 318.0),
        (right + 4.0, top + 372.0),
        (right + 38.0, top + 452.0),
        (right - 30.0, bottom),
    ];
    let mut outline = vec![(left, top)];
    outline.extend(torn);
    outline.push((left, bottom));
    pen.fill(&polygon(&outline, true), TONE);
    let lower = [
        (left, bottom - 120.0),
        (right + 16.0, bottom - 120.0),
        (right - 30.0, bottom),
        (left, bottom),
    ];
    pen.fill(&polygon(&lower, true), SHADE);
    pen.fill(&block(left, top + 76.0, right - left, 64.0), LIGHT);
    pen.stroke(&polygon(&outline, false), BOLD, INK);
    pen.stroke(&polygon(&torn, false), BOLD, INK);
    frames(pen, left, right, top, bottom);
    // The open end: wall thickness hatched.
    let wall = oval(left, middle, 104.0, half);
    pen.fill(&wall, LIGHT);
    pen.hatch(&wall, 12.0, FAINT);
    pen.stroke(&wall, BOLD, INK);
    pen.shape(&oval(left, middle, 84.0, half - 26.0), SHADE, FINE);
    pen.axis((190.0, middle), (420.0, middle));
    pen.axis((left, top - 60.0), (left, bottom + 60.0));
    caption(pen, 780.0, 900.0, "SHELL SECTION, TORN EDGE AT RIGHT");
    let room = Room {
        x: 805.0,
        y: middle - 10.0,
        width: 470.0,
        height: 250.0,
        most: 132.0,
    };
    mark_on(pen, mark, room, INK)
}

/// Two frames with their rivets, and the seam.
fn frames(pen: &mut Pen, left: f32, right: f32, top: f32, bottom: f32) {
    for x in [520.0, 1090.0] {
        for dx in [-20.0, 20.0] {
            pen.line((x + dx, top + 3.0), (x + dx, bottom - 3.0), FINE, INK);
        }
        for step in steps(13) {
            pen.shape(&disc(x, top + 24.0 + step * 40.0, 6.0), LIGHT, HAIR);
        }
    }
    pen.line((left + 80.0, bottom - 96.0), (right - 30.0, bottom - 96.0), FINE, INK);
    for step in steps(20) {
        pen.shape(&disc(left + 96.0 + step * 40.0, bottom - 80.0, 4.0), LIGHT, HAIR);
    }
}

/// A fragment in dashed outline: its form is not known.
pub(super) fn unknown(pen: &mut Pen, mark: &[&str]) -> Option<Rect> {
    let points = [
        (430.0, 300.0),
        (640.0, 210.0),
        (860.0, 250.0),
        (1090.0, 200.0),
        (1180.0, 390.0),
        (1130.0, 560.0),
        (1190.0, 730.0),
        (960.0, 830.0),
        (700.0, 780.0),
        (500.0, 840.0),
        (380.0, 660.0),
        (440.0, 480.0),
    ];
    let fragment = polygon(&points, true);
    pen.fill(&fragment, TONE);
    pen.hatch(&fragment, 26.0, SHADE);
    pen.dashes(&fragment, BOLD, INK, &[30.0, 14.0]);
    pen.axis((300.0, 520.0), (1270.0, 520.0));
    pen.axis((785.0, 130.0), (785.0, 900.0));
    caption(pen, 785.0, 940.0, "FORM NOT PUBLISHED");
    if mark.is_empty() {
        pen.shape(&disc(785.0, 520.0, 150.0), LIGHT, FINE);
        pen.write("?", 785.0, 592.0, Hold::Middle, bold(210.0, INK));
        return None;
    }
    pen.shape(&block(505.0, 380.0, 560.0, 280.0), LIGHT, FINE);
    let room = Room {
        x: 785.0,
        y: 520.0,
        width: 500.0,
        height: 220.0,
        most: 170.0,
    };
    mark_on(pen, mark, room, INK)
}
