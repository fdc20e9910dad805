//! Places on a photograph: where something is, and what of it must stay black.

use crate::{
    domain::text,
    error::{Result, Say},
};

/// The longest reason of a redaction, in characters.
const REASON: usize = 200;

/// A rectangle of the upright original, in pixels from the top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub x: u32,
    /// Top edge.
    pub y: u32,
    /// Width, at least 1.
    pub w: u32,
    /// Height, at least 1.
    pub h: u32,
}

/// A part of the picture that nobody outside may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redaction {
    /// Where.
    pub area: Area,
    /// Why.
    pub reason: String,
}

impl Area {
    /// Whether it lies inside a picture of this size.
    pub fn is_within(self, width: u32, height: u32) -> bool {
        let inside =
            |start: u32, length: u32, most: u32| length > 0 && start.checked_add(length).is_some_and(|end| end <= most);
        inside(self.x, self.w, width) && inside(self.y, self.h, height)
    }

    /// The area with room around it, a fifth of its size on each side and at least ten pixels, as far as the
    /// picture goes.
    #[must_use]
    pub fn with_margin(self, width: u32, height: u32) -> Area {
        let grow = |start: u32, length: u32, most: u32| {
            let room = (length / 5).max(10);
            let first = start.saturating_sub(room);
            let last = start.saturating_add(length).saturating_add(room).min(most);
            (first, last.saturating_sub(first))
        };
        let (x, w) = grow(self.x, self.w, width);
        let (y, h) = grow(self.y, self.h, height);
        Area { x, y, w, h }
    }
}

impl Redaction {
    /// Reads `x,y,w,h reason`.
    ///
    /// # Errors
    /// A `Say` that shows the form.
    pub fn parse(line: &str) -> Result<Redaction, Say> {
        let unreadable = || Say::new("photos-redaction-invalid").with("given", line);
        let (numbers, reason) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let numbers: Option<Vec<u32>> = numbers.split(',').map(|part| part.parse().ok()).collect();
        let (x, y, w, h) = match numbers.as_deref() {
            Some([x, y, w, h]) if *w > 0 && *h > 0 => (*x, *y, *w, *h),
            _ => return Err(unreadable()),
        };
        Ok(Redaction {
            area: Area { x, y, w, h },
            reason: text::clean_line(reason, REASON)?,
        })
    }

    /// The line that [`Redaction::parse`] reads.
    pub fn line(&self) -> String {
        let Area { x, y, w, h } = self.area;
        format!("{x},{y},{w},{h} {}", self.reason).trim_end().to_owned()
    }
}
