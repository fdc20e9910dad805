//! What sits on a circuit board, and the board.

use super::super::regions::Rect;
use super::parts::{caption, steps};
use super::pen::{
    BOLD, CHALK, DARK, DARK_EDGE, FAINT, FINE, HAIR, INK, LIGHT, Pen, SHADE, TONE, block, disc, polygon, round,
};
use super::{Room, mark_on};

/// A chip in a flat package, from above and cut open.
pub(super) fn chip(pen: &mut Pen, mark: &[&str]) -> Option<Rect> {
    let (x, y, half) = (560.0, 520.0, 290.0);
    let legs = 18;
    let pitch = 2.0 * (half - 40.0) / f32::from(legs - 1);
    for step in steps(legs) {
        let at = step * pitch - half + 40.0;
        for quarter in steps(4) {
            pen.turned(quarter * 90.0, x, y, |pen| {
                pen.shape(&block(x + at - 7.0, y - half - 62.0, 14.0, 70.0), LIGHT, FINE);
                pen.line(
                    (x + at - 7.0, y - half - 30.0),
                    (x + at + 7.0, y - half - 30.0),
                    HAIR,
                    INK,
                );
            });
        }
    }
    pen.shape(&round(x - half, y - half, 2.0 * half, 2.0 * half, 16.0), DARK, BOLD);
    let rim = round(
        x - half + 16.0,
        y - half + 16.0,
        2.0 * half - 32.0,
        2.0 * half - 32.0,
        8.0,
    );
    pen.stroke(&rim, HAIR, DARK_EDGE);
    pen.fill(&disc(x - half + 52.0, y + half - 52.0, 16.0), DARK_EDGE);
    pen.axis((x - half - 92.0, y), (x - half + 6.0, y));
    pen.axis((x + half - 6.0, y), (x + half + 92.0, y));
    pen.axis((x, y - half - 92.0), (x, y - half + 6.0));
    pen.axis((x, y + half - 6.0), (x, y + half + 92.0));
    chip_side(pen, 1260.0, 400.0);
    caption(pen, x, 964.0, "TOP");
    let room = Room {
        x,
        y,
        width: 480.0,
        height: 400.0,
        most: 104.0,
    };
    mark_on(pen, mark, room, CHALK)
}

/// The chip from the side, cut open: lead frame, die and gull-wing legs.
fn chip_side(pen: &mut Pen, x: f32, y: f32) {
    let body = polygon(
        &[
            (x - 170.0, y),
            (x - 158.0, y - 44.0),
            (x + 158.0, y - 44.0),
            (x + 170.0, y),
            (x + 158.0, y + 44.0),
            (x - 158.0, y + 44.0),
        ],
        true,
    );
    pen.fill(&body, LIGHT);
    pen.hatch(&body, 13.0, FAINT);
    for side in [-1.0, 1.0] {
        let at = |dx: f32, dy: f32| (x + side * dx, y + dy);
        let leg = polygon(
            &[
                at(76.0, -6.0),
                at(196.0, -6.0),
                at(208.0, 4.0),
                at(222.0, 52.0),
                at(258.0, 52.0),
                at(258.0, 64.0),
                at(212.0, 64.0),
                at(196.0, 8.0),
                at(76.0, 8.0),
            ],
            true,
        );
        pen.shape(&leg, TONE, FINE);
    }
    pen.shape(&block(x - 62.0, y - 2.0, 124.0, 10.0), TONE, FINE);
    pen.shape(&block(x - 48.0, y - 14.0, 96.0, 12.0), DARK, FINE);
    for side in [-1.0, 1.0] {
        let wire = polygon(
            &[
                (x + side * 42.0, y - 15.0),
                (x + side * 66.0, y - 32.0),
                (x + side * 88.0, y - 7.0),
            ],
            false,
        );
        pen.stroke(&wire, HAIR, INK);
    }
    pen.stroke(&body, BOLD, INK);
    pen.line((x - 300.0, y + 65.0), (x + 270.0, y + 65.0), HAIR, FAINT);
    pen.axis((x, y - 90.0), (x, y + 100.0));
    caption(pen, x, y + 136.0, "SECTION");
}

/// A can with a stripe on the negative side.
pub(super) fn capacitor(pen: &mut Pen, mark: &[&str]) -> Option<Rect> {
    let (left, right, top, bottom) = (330.0, 810.0, 150.0, 760.0);
    for x in [480.0, 660.0] {
        pen.shape(&block(x - 9.0, bottom, 18.0, 170.0), LIGHT, FINE);
    }
    pen.shape(&round(left, top, right - left, bottom - top, 30.0), DARK, BOLD);
    // The stripe on the negative side.
    pen.fill(&block(left + 16.0, top + 62.0, 62.0, bottom - top - 92.0), TONE);
    for step in steps(5) {
        pen.fill(&block(left + 30.0, top + 122.0 + step * 92.0, 34.0, 12.0), INK);
    }
    // Rolled rim above, rubber seal below.
    pen.shape(
        &round(left - 4.0, top - 6.0, right - left + 8.0, 50.0, 18.0),
        SHADE,
        BOLD,
    );
    pen.line(
        (left + 2.0, bottom - 30.0),
        (right - 2.0, bottom - 30.0),
        FINE,
        DARK_EDGE,
    );
    pen.axis((570.0, top - 50.0), (570.0, top + 60.0));
    pen.axis((570.0, bottom - 20.0), (570.0, 960.0));
    // Top view with the vent.
    let (x, y) = (1240.0, 430.0);
    pen.shape(&disc(x, y, 214.0), SHADE, BOLD);
    pen.shape(&disc(x, y, 176.0), LIGHT, FINE);
    for turn in steps(3) {
        pen.turned(turn * 120.0, x, y, |pen| {
            pen.line((x, y), (x, y - 132.0), BOLD, INK);
        });
    }
    pen.axis((x - 260.0, y), (x + 260.0, y));
    pen.axis((x, y - 260.0), (x, y + 260.0));
    caption(pen, x, y + 310.0, "TOP");
    let room = Room {
        x: 604.0,
        y: 450.0,
        width: 360.0,
        height: 360.0,
        most: 104.0,
    };
    mark_on(pen, mark, room, CHALK)
}

/// A board with three chips, tracks and an edge connector.
pub(super) fn board(pen: &mut Pen, mark: &[&str]) -> Option<Rect> {
    let (left, top, wide, high) = (190.0, 150.0, 1080.0, 690.0);
    pen.shape(&round(left, top, wide, high, 14.0), TONE, BOLD);
    tracks(pen, left, top);
    for (x, y, size, legs) in [
        (230.0, 74.0, 230.0, 14u8),
        (770.0, 130.0, 190.0, 11),
        (720.0, 440.0, 150.0, 9),
    ] {
        package(pen, left + x, top + y, size, legs);
    }
    for step in steps(7) {
        passive(pen, left + 64.0, top + 92.0 + step * 46.0);
        passive(pen, left + 960.0, top + 376.0 + step * 36.0);
    }
    for (dx, dy) in [
        (34.0, 34.0),
        (wide - 34.0, 34.0),
        (34.0, high - 34.0),
        (wide - 34.0, high - 34.0),
    ] {
        pen.shape(&disc(left + dx, top + dy, 17.0), LIGHT, FINE);
        pen.axis((left + dx - 34.0, top + dy), (left + dx + 34.0, top + dy));
        pen.axis((left + dx, top + dy - 34.0), (left + dx, top + dy + 34.0));
    }
    for step in steps(26) {
        pen.shape(
            &block(left + 500.0 + step * 18.0, top + high - 40.0, 11.0, 40.0),
            LIGHT,
            HAIR,
        );
    }
    // The board on edge.
    pen.shape(&block(1370.0, top, 22.0, high), TONE, FINE);
    pen.shape(&block(1392.0, top + 74.0, 34.0, 230.0), DARK, FINE);
    pen.shape(&block(1392.0, top + 440.0, 26.0, 150.0), DARK, FINE);
    caption(pen, left + wide * 0.75, 900.0, "COMPONENT SIDE");
    caption(pen, 1396.0, 900.0, "EDGE");
    let room = Room {
        x: left + 270.0,
        y: top + 624.0,
        width: 390.0,
        height: 120.0,
        most: 72.0,
    };
    mark_on(pen, mark, room, INK)
}

/// A small chip with legs on two sides, as it sits on a board.
fn package(pen: &mut Pen, x: f32, y: f32, size: f32, legs: u8) {
    let pitch = (size - 24.0) / f32::from(legs);
    for step in steps(legs) {
        let at = y + 12.0 + (step + 0.2) * pitch;
        pen.shape(&block(x - 18.0, at, size + 36.0, pitch * 0.6), LIGHT, HAIR);
    }
    pen.shape(&round(x, y, size, size, 6.0), DARK, FINE);
    pen.fill(&disc(x + 24.0, y + 24.0, 8.0), DARK_EDGE);
}

/// A resistor or capacitor without legs.
fn passive(pen: &mut Pen, x: f32, y: f32) {
    pen.shape(&block(x, y, 66.0, 24.0), LIGHT, HAIR);
    pen.shape(&block(x + 14.0, y, 38.0, 24.0), SHADE, HAIR);
}

/// Tracks between the parts: side by side through every bend, like a router's.
fn tracks(pen: &mut Pen, left: f32, top: f32) {
    for step in steps(12) {
        let apart = step * 13.0;
        let (x, y) = (left + 258.0 + apart, top + 566.0 - apart);
        let track = [(x, top + 300.0), (x, y - 96.0), (x + 96.0, y), (left + 716.0, y)];
        pen.stroke(&polygon(&track, false), HAIR, FAINT);
        let (x, y) = (left + 540.0, top + 96.0 + apart);
        let track = [
            (left + 470.0, y),
            (x, y),
            (x + 80.0, y + 80.0),
            (left + 780.0, y + 80.0),
        ];
        pen.stroke(&polygon(&track, false), HAIR, FAINT);
    }
}
