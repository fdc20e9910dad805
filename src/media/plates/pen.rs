//! The pen: lines, shapes and hatching on a sheet, in the manner of a drawing office.
//!
//! Coordinates are pixels from the top left. Shapes that make no sense (an empty polygon, a line of
//! no length) draw nothing.

use image::{DynamicImage, RgbImage, RgbaImage};
use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Mask, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, StrokeDash, Transform,
};
use ttf_parser::Face;

use crate::error::{Error, Result};

/// A colour, red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink(u8, u8, u8);

/// The sheet.
pub(super) const PAPER: Ink = Ink(0xF6, 0xF2, 0xE8);
/// The grid printed on the sheet.
pub(super) const GRID: Ink = Ink(0xEC, 0xE5, 0xD6);
/// Outlines and letters.
pub(super) const INK: Ink = Ink(0x1D, 0x1A, 0x16);
/// Centre lines, leaders and small letters.
pub(super) const FAINT: Ink = Ink(0x75, 0x6B, 0x5A);
/// Surfaces that face the reader.
pub(super) const LIGHT: Ink = Ink(0xFB, 0xF8, 0xF1);
/// Surfaces in half light.
pub(super) const TONE: Ink = Ink(0xE3, 0xDA, 0xC6);
/// Surfaces turned away.
pub(super) const SHADE: Ink = Ink(0xC9, 0xBD, 0xA4);
/// Moulded plastic and black anodising.
pub(super) const DARK: Ink = Ink(0x2E, 0x2A, 0x25);
/// Dark surfaces, one step lighter.
pub(super) const DARK_EDGE: Ink = Ink(0x4A, 0x44, 0x3B);
/// Letters on dark surfaces.
pub(super) const CHALK: Ink = Ink(0xEF, 0xE8, 0xD9);
/// The one colour that warns.
pub(super) const SIGNAL: Ink = Ink(0xAD, 0x32, 0x13);

/// Weight of outlines.
pub(super) const BOLD: f32 = 4.5;
/// Weight of edges inside a shape.
pub(super) const FINE: f32 = 2.4;
/// Weight of centre lines, leaders and hatching.
pub(super) const HAIR: f32 = 1.4;

/// A sheet and what is drawn on it.
pub(super) struct Pen {
    sheet: Pixmap,
    pub(super) regular: Face<'static>,
    pub(super) semibold: Face<'static>,
    /// Applied to everything that is drawn.
    turn: Transform,
}

impl Pen {
    /// An empty sheet of paper.
    pub(super) fn new(width: u32, height: u32) -> Result<Pen> {
        let mut sheet = Pixmap::new(width, height).ok_or_else(|| Error::internal("a sheet without area"))?;
        sheet.fill(Color::from_rgba8(PAPER.0, PAPER.1, PAPER.2, 255));
        let face = |bytes| Face::parse(bytes, 0).map_err(Error::internal);
        Ok(Pen {
            sheet,
            regular: face(include_bytes!("../fonts/plate-mono-regular.ttf"))?,
            semibold: face(include_bytes!("../fonts/plate-mono-semibold.ttf"))?,
            turn: Transform::identity(),
        })
    }

    /// The finished sheet.
    pub(super) fn into_picture(self) -> Result<RgbImage> {
        let (width, height) = (self.sheet.width(), self.sheet.height());
        // Every pixel lies on opaque paper, so nothing is lost with the alpha.
        RgbaImage::from_raw(width, height, self.sheet.take())
            .map(|sheet| DynamicImage::from(sheet).into_rgb8())
            .ok_or_else(|| Error::internal("a sheet of another size"))
    }

    /// Draws what `work` draws, turned about a point by so many degrees.
    pub(super) fn turned(&mut self, degrees: f32, x: f32, y: f32, work: impl FnOnce(&mut Pen)) {
        let before = self.turn;
        self.turn = before.pre_concat(Transform::from_rotate_at(degrees, x, y));
        work(self);
        self.turn = before;
    }

    /// Fills a path.
    pub(super) fn fill(&mut self, path: &Option<Path>, ink: Ink) {
        if let Some(path) = path {
            let rule = FillRule::EvenOdd;
            self.sheet.fill_path(path, &paint(ink), rule, self.turn, None);
        }
    }

    /// Fills letters, whose inner outlines run the other way round.
    pub(super) fn fill_letters(&mut self, path: &Path, ink: Ink) {
        let rule = FillRule::Winding;
        self.sheet.fill_path(path, &paint(ink), rule, self.turn, None);
    }

    /// Strokes a path.
    pub(super) fn stroke(&mut self, path: &Option<Path>, weight: f32, ink: Ink) {
        self.stroke_with(path, weight, ink, None);
    }

    /// Fills a path and draws its outline.
    pub(super) fn shape(&mut self, path: &Option<Path>, fill: Ink, weight: f32) {
        self.fill(path, fill);
        self.stroke(path, weight, INK);
    }

    /// Strokes a path in dashes.
    pub(super) fn dashes(&mut self, path: &Option<Path>, weight: f32, ink: Ink, rhythm: &[f32]) {
        self.stroke_with(path, weight, ink, StrokeDash::new(rhythm.to_vec(), 0.0));
    }

    fn stroke_with(&mut self, path: &Option<Path>, width: f32, ink: Ink, dash: Option<StrokeDash>) {
        let line_cap = if dash.is_some() { LineCap::Butt } else { LineCap::Round };
        let stroke = Stroke {
            width,
            line_cap,
            line_join: LineJoin::Round,
            dash,
            ..Stroke::default()
        };
        if let Some(path) = path {
            self.sheet.stroke_path(path, &paint(ink), &stroke, self.turn, None);
        }
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: (f32, f32), to: (f32, f32), weight: f32, ink: Ink) {
        self.stroke(&polygon(&[from, to], false), weight, ink);
    }

    /// A centre line: long dash, short dash.
    pub(super) fn axis(&mut self, from: (f32, f32), to: (f32, f32)) {
        self.dashes(&polygon(&[from, to], false), HAIR, FAINT, &[26.0, 7.0, 5.0, 7.0]);
    }

    /// Hatches the inside of a path with thin lines at 45 degrees.
    pub(super) fn hatch(&mut self, path: &Option<Path>, gap: f32, ink: Ink) {
        let size = (self.sheet.width(), self.sheet.height());
        let (Some(path), Some(mut mask)) = (path, Mask::new(size.0, size.1)) else {
            return;
        };
        mask.fill_path(path, FillRule::EvenOdd, true, self.turn);
        let area = path.bounds();
        let mut lines = PathBuilder::new();
        let mut start = area.left() - area.height();
        while start < area.right() {
            lines.move_to(start, area.bottom());
            lines.line_to(start + area.height(), area.top());
            start += gap;
        }
        let stroke = Stroke {
            width: HAIR,
            ..Stroke::default()
        };
        if let Some(lines) = lines.finish() {
            let paint = paint(ink);
            self.sheet.stroke_path(&lines, &paint, &stroke, self.turn, Some(&mask));
        }
    }
}

fn paint(ink: Ink) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(ink.0, ink.1, ink.2, 255);
    paint.anti_alias = true;
    paint
}

/// A path through points.
pub(super) fn polygon(points: &[(f32, f32)], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (at, &(x, y)) in points.iter().enumerate() {
        if at == 0 {
            path.move_to(x, y);
        } else {
            path.line_to(x, y);
        }
    }
    if closed {
        path.close();
    }
    path.finish()
}

/// A rectangle from its top left corner.
pub(super) fn block(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    Rect::from_xywh(x, y, width, height).map(PathBuilder::from_rect)
}

/// A rectangle with round corners.
pub(super) fn round(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Option<Path> {
    let (right, bottom) = (x + width, y + height);
    let mut path = PathBuilder::new();
    path.move_to(x + radius, y);
    path.line_to(right - radius, y);
    path.quad_to(right, y, right, y + radius);
    path.line_to(right, bottom - radius);
    path.quad_to(right, bottom, right - radius, bottom);
    path.line_to(x + radius, bottom);
    path.quad_to(x, bottom, x, bottom - radius);
    path.line_to(x, y + radius);
    path.quad_to(x, y, x + radius, y);
    path.close();
    path.finish()
}

/// A circle.
pub(super) fn disc(x: f32, y: f32, radius: f32) -> Option<Path> {
    PathBuilder::from_circle(x, y, radius)
}

/// An upright or lying ellipse.
pub(super) fn oval(x: f32, y: f32, half_width: f32, half_height: f32) -> Option<Path> {
    let area = Rect::from_ltrb(x - half_width, y - half_height, x + half_width, y + half_height)?;
    PathBuilder::from_oval(area)
}
