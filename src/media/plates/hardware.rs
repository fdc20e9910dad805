//! Devices with a housing: actuator, connector, barometer.

use super::super::regions::Rect;
use super::parts::{caption, steps};
use super::pen::{BOLD, DARK, FAINT, FINE, HAIR, INK, LIGHT, Pen, SHADE, TONE, block, disc, oval, polygon, round};
use super::{Room, mark_on};

/// A motor with gear, flange, shaft and vane.
pub(super) fn actuator(pen: &mut Pen, mark: &[&str]) -> Option<Rect> {
    let y = 540.0;
    vane(pen, y);
    // Housing: motor, band for the mark, gear.
    pen.shape(&round(240.0, y - 140.0, 620.0, 280.0, 22.0), TONE, BOLD);
    pen.fill(&block(243.0, y + 84.0, 614.0, 40.0), SHADE);
    pen.shape(&block(370.0, y - 150.0, 360.0, 300.0), LIGHT, BOLD);
    for x in steps(6) {
        pen.line((262.0 + x * 16.0, y - 138.0), (262.0 + x * 16.0, y + 138.0), HAIR, INK);
    }
    for x in steps(3) {
        pen.line((762.0 + x * 28.0, y - 138.0), (762.0 + x * 28.0, y + 138.0), FINE, INK);
    }
    // Cable.
    pen.shape(&block(196.0, y - 44.0, 46.0, 88.0), DARK, BOLD);
    for dy in [-22.0, 0.0, 22.0] {
        let wire = polygon(&[(196.0, y + dy), (150.0, y + dy), (112.0, y + dy + 70.0)], false);
        pen.stroke(&wire, FINE, INK);
    }
    pen.axis((86.0, y), (360.0, y));
    pen.axis((740.0, y), (1250.0, y));
    actuator_end(pen, 1402.0, y);
    caption(pen, 660.0, 830.0, "SIDE");
    let room = Room {
        x: 550.0,
        y,
        width: 310.0,
        height: 220.0,
        most: 150.0,
    };
    mark_on(pen, mark, room, INK)
}

/// The actuator seen along its shaft.
fn actuator_end(pen: &mut Pen, x: f32, y: f32) {
    pen.shape(&disc(x, y, 124.0), SHADE, BOLD);
    pen.shape(&disc(x, y, 84.0), TONE, FINE);
    for turn in steps(6) {
        pen.turned(turn * 60.0, x, y, |pen| {
            pen.shape(&disc(x, y - 104.0, 10.0), LIGHT, FINE);
        });
    }
    pen.shape(&round(x - 13.0, y - 96.0, 26.0, 192.0, 12.0), LIGHT, FINE);
    pen.dashes(&disc(x, y, 104.0), HAIR, FAINT, &[14.0, 6.0]);
    pen.axis((x - 150.0, y), (x + 150.0, y));
    pen.axis((x, y - 150.0), (x, y + 150.0));
    caption(pen, x, y + 290.0, "END");
}

/// The vane, its shaft and the flange it turns in.
fn vane(pen: &mut Pen, y: f32) {
    let vane = polygon(
        &[
            (1010.0, y - 150.0),
            (1180.0, y - 118.0),
            (1214.0, y - 40.0),
            (1214.0, y + 40.0),
            (1180.0, y + 118.0),
            (1010.0, y + 150.0),
        ],
        true,
    );
    pen.fill(&vane, TONE);
    pen.hatch(&vane, 16.0, FAINT);
    pen.stroke(&vane, BOLD, INK);
    pen.shape(&block(900.0, y - 34.0, 130.0, 68.0), LIGHT, BOLD);
    for dx in [930.0, 950.0] {
        pen.line((dx, y - 34.0), (dx, y + 34.0), FINE, INK);
    }
    pen.shape(&block(856.0, y - 210.0, 46.0, 420.0), SHADE, BOLD);
    for side in [-1.0, 1.0] {
        pen.shape(&block(834.0, y + side * 170.0 - 20.0, 90.0, 40.0), LIGHT, FINE);
        pen.axis((810.0, y + side * 170.0), (950.0, y + side * 170.0));
    }
}

/// A round connector, from its face and from the side.
pub(super) fn connector(pen: &mut Pen, mark: &[&str]) -> Option<Rect> {
    let (x, y) = (400.0, 520.0);
    pen.shape(&disc(x, y, 270.0), SHADE, BOLD);
    for turn in steps(60) {
        pen.turned(turn * 6.0, x, y, |pen| {
            pen.line((x, y - 268.0), (x, y - 244.0), FINE, INK);
        });
    }
    pen.shape(&disc(x, y, 240.0), LIGHT, BOLD);
    pen.shape(&disc(x, y, 206.0), DARK, FINE);
    for (ring, count) in [(0.0, 1u8), (62.0, 6), (116.0, 12), (168.0, 18)] {
        for turn in steps(count) {
            pen.turned(turn * 360.0 / f32::from(count) + ring, x, y, |pen| {
                pen.shape(&disc(x, y - ring, 14.0), TONE, FINE);
                pen.fill(&disc(x, y - ring, 5.0), INK);
            });
        }
    }
    pen.shape(&block(x - 18.0, y - 246.0, 36.0, 48.0), LIGHT, FINE);
    pen.axis((x - 310.0, y), (x + 310.0, y));
    pen.axis((x, y - 310.0), (x, y + 310.0));
    caption(pen, x, 880.0, "FACE");
    connector_side(pen, y);
    caption(pen, 1130.0, 880.0, "SIDE");
    let room = Room {
        x: 1131.0,
        y,
        width: 286.0,
        height: 230.0,
        most: 120.0,
    };
    mark_on(pen, mark, room, INK)
}

/// The connector from the side: coupling ring, shell, back shell, cable.
fn connector_side(pen: &mut Pen, y: f32) {
    pen.shape(&block(800.0, y - 206.0, 46.0, 412.0), TONE, BOLD);
    pen.shape(&block(846.0, y - 270.0, 120.0, 540.0), SHADE, BOLD);
    for step in steps(27) {
        pen.line(
            (852.0, y - 260.0 + step * 20.0),
            (960.0, y - 260.0 + step * 20.0),
            HAIR,
            INK,
        );
    }
    pen.shape(&block(966.0, y - 200.0, 330.0, 400.0), LIGHT, BOLD);
    pen.fill(&block(969.0, y + 130.0, 324.0, 50.0), TONE);
    pen.shape(
        &polygon(
            &[
                (1296.0, y - 200.0),
                (1370.0, y - 120.0),
                (1370.0, y + 120.0),
                (1296.0, y + 200.0),
            ],
            true,
        ),
        TONE,
        BOLD,
    );
    let cable = block(1370.0, y - 76.0, 110.0, 152.0);
    pen.shape(&cable, LIGHT, BOLD);
    pen.hatch(&cable, 14.0, FAINT);
    pen.axis((760.0, y), (960.0, y));
    pen.axis((1300.0, y), (1520.0, y));
}

/// A box with a pressure port and a paper label.
pub(super) fn barometer(pen: &mut Pen, mark: &[&str]) -> Option<Rect> {
    let (left, top, wide, high) = (270.0, 230.0, 760.0, 560.0);
    barometer_box(pen, left, top, wide, high);
    // A paper label, put on by hand.
    let (x, y) = (left + wide / 2.0, top + high / 2.0);
    let mut region = None;
    pen.turned(-2.5, x, y, |pen| {
        pen.fill(&block(x - 224.0, y - 134.0, 460.0, 280.0), SHADE);
        pen.shape(&block(x - 230.0, y - 140.0, 460.0, 280.0), LIGHT, FINE);
        for step in steps(3) {
            let at = y - 70.0 + step * 80.0;
            pen.line((x - 206.0, at), (x + 206.0, at), HAIR, SHADE);
        }
        let room = Room {
            x,
            y,
            width: 380.0,
            height: 250.0,
            most: 236.0,
        };
        region = mark_on(pen, mark, room, INK);
    });
    barometer_section(pen, 1300.0, 520.0);
    caption(pen, left + wide / 2.0, 860.0, "FRONT");
    region
}

/// The box with its feet, screws and pressure port.
fn barometer_box(pen: &mut Pen, left: f32, top: f32, wide: f32, high: f32) {
    // Feet with slots, then the box.
    for x in [left - 62.0, left + wide - 8.0] {
        pen.shape(&round(x, top + 60.0, 70.0, 120.0, 12.0), SHADE, FINE);
        pen.shape(&round(x, top + high - 180.0, 70.0, 120.0, 12.0), SHADE, FINE);
    }
    for (dx, dy) in [
        (-36.0, 120.0),
        (wide + 36.0, 120.0),
        (-36.0, high - 120.0),
        (wide + 36.0, high - 120.0),
    ] {
        pen.shape(&oval(left + dx, top + dy, 12.0, 22.0), LIGHT, FINE);
    }
    // Pressure port.
    pen.shape(&block(left + 330.0, top - 92.0, 100.0, 96.0), TONE, BOLD);
    for step in steps(4) {
        pen.line(
            (left + 322.0, top - 80.0 + step * 20.0),
            (left + 438.0, top - 80.0 + step * 20.0),
            FINE,
            INK,
        );
    }
    pen.shape(&round(left, top, wide, high, 20.0), TONE, BOLD);
    pen.stroke(
        &round(left + 20.0, top + 20.0, wide - 40.0, high - 40.0, 10.0),
        HAIR,
        FAINT,
    );
    for (dx, dy) in [
        (46.0, 46.0),
        (wide - 46.0, 46.0),
        (46.0, high - 46.0),
        (wide - 46.0, high - 46.0),
    ] {
        pen.shape(&disc(left + dx, top + dy, 17.0), LIGHT, FINE);
        pen.line(
            (left + dx - 10.0, top + dy - 8.0),
            (left + dx + 10.0, top + dy + 8.0),
            FINE,
            INK,
        );
    }
}

/// The barometer from the side, cut open to show the capsule.
fn barometer_section(pen: &mut Pen, x: f32, y: f32) {
    let case = round(x - 90.0, y - 200.0, 180.0, 420.0, 14.0);
    pen.fill(&case, LIGHT);
    pen.hatch(&case, 16.0, FAINT);
    pen.shape(&round(x - 62.0, y - 172.0, 124.0, 364.0, 8.0), LIGHT, FINE);
    for step in steps(5) {
        pen.shape(&oval(x, y - 90.0 + step * 36.0, 46.0, 18.0), TONE, FINE);
    }
    pen.shape(&block(x - 20.0, y - 290.0, 40.0, 118.0), TONE, FINE);
    pen.stroke(&case, BOLD, INK);
    pen.axis((x, y - 330.0), (x, y + 260.0));
    caption(pen, x, 860.0, "SECTION");
}
