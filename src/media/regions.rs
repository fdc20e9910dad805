//! Rectangles on a photo, and the eight ways a camera may have held it.
//!
//! People see and draw on the *upright* picture, so every region in the product is in upright
//! pixels at full size. The file on disk may be stored lying or mirrored; this module turns a region
//! back into the stored pixels.

use image::metadata::Orientation;

/// A rectangle in pixels, from the top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rect {
    /// Left edge.
    pub x: u32,
    /// Top edge.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Rect {
    /// A rectangle.
    pub const fn new(x: u32, y: u32, width: u32, height: u32) -> Rect {
        Rect { x, y, width, height }
    }

    /// The part that lies inside a picture of this size, if any does.
    pub fn within(self, size: (u32, u32)) -> Option<Rect> {
        let right = self.x.saturating_add(self.width).min(size.0);
        let bottom = self.y.saturating_add(self.height).min(size.1);
        let width = right.checked_sub(self.x).filter(|&width| width > 0)?;
        let height = bottom.checked_sub(self.y).filter(|&height| height > 0)?;
        Some(Rect::new(self.x, self.y, width, height))
    }

    /// The same region after a picture of size `from` was shrunk to size `to`, rounded outward so
    /// that nothing of it is left uncovered.
    pub(super) fn scaled(self, from: (u32, u32), to: (u32, u32)) -> Rect {
        let (left, right) = stretch(self.x, self.width, from.0, to.0);
        let (top, bottom) = stretch(self.y, self.height, from.1, to.1);
        Rect::new(left, top, right - left, bottom - top)
    }

    /// Grown outward to whole cells of 16 pixels, and one more cell where it ends within two pixels
    /// of the next: a JPEG smears what it holds over its cell and, in colour, just beyond.
    pub(super) fn whole_cells(self, size: (u32, u32)) -> Rect {
        let grow = |start: u32, length: u32, most: u32| {
            let left = start.saturating_sub(2) / 16 * 16;
            let end = start.saturating_add(length).saturating_add(2);
            let right = end.div_ceil(16).saturating_mul(16).min(most);
            (left, right.saturating_sub(left))
        };
        let (x, width) = grow(self.x, self.width, size.0);
        let (y, height) = grow(self.y, self.height, size.1);
        Rect::new(x, y, width, height)
    }
}

/// Start and end of a stretch after scaling, rounded outward.
fn stretch(start: u32, length: u32, from: u32, to: u32) -> (u32, u32) {
    let (from, to) = (u64::from(from.max(1)), u64::from(to));
    let first = u64::from(start) * to / from;
    let last = ((u64::from(start) + u64::from(length)) * to).div_ceil(from);
    let clip = |value: u64| u32::try_from(value.min(to)).unwrap_or(u32::MAX);
    (clip(first), clip(last))
}

/// Size of a stored picture once it stands upright.
pub(super) fn upright(stored: (u32, u32), orientation: Orientation) -> (u32, u32) {
    if lies(orientation) {
        (stored.1, stored.0)
    } else {
        stored
    }
}

/// Turns a region of the upright picture into the stored pixels, given the stored size. The region
/// must lie within the picture.
pub(super) fn stored(region: Rect, size: (u32, u32), orientation: Orientation) -> Rect {
    let (wide, high) = size;
    let Rect { x, y, width, height } = region;
    // Distance from the far edge, for each pair of a mirrored axis.
    let far = |whole: u32, start: u32, length: u32| whole.saturating_sub(start + length);
    match orientation {
        Orientation::NoTransforms => region,
        Orientation::FlipHorizontal => Rect::new(far(wide, x, width), y, width, height),
        Orientation::Rotate180 => Rect::new(far(wide, x, width), far(high, y, height), width, height),
        Orientation::FlipVertical => Rect::new(x, far(high, y, height), width, height),
        Orientation::Rotate90FlipH => Rect::new(y, x, height, width),
        Orientation::Rotate90 => Rect::new(y, far(high, x, width), height, width),
        Orientation::Rotate270FlipH => Rect::new(far(wide, y, height), far(high, x, width), height, width),
        Orientation::Rotate270 => Rect::new(far(wide, y, height), x, height, width),
    }
}

/// Whether width and height change places on the way to upright.
fn lies(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    )
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, GenericImage, GenericImageView, Rgba};

    use super::*;

    #[test]
    fn a_region_drawn_upright_is_found_in_the_stored_pixels() {
        let size = (23, 11);
        for value in 1..=8 {
            let orientation = Orientation::from_exif(value).unwrap();
            let region = Rect::new(2, 3, 4, 5);
            let place = stored(region, size, orientation);
            let mut picture = DynamicImage::new_rgb8(size.0, size.1);
            for y in place.y..place.y + place.height {
                for x in place.x..place.x + place.width {
                    picture.put_pixel(x, y, Rgba([255, 0, 0, 255]));
                }
            }
            picture.apply_orientation(orientation);
            assert_eq!(picture.dimensions(), upright(size, orientation));
            for (x, y, pixel) in picture.pixels() {
                let inside = (2..6).contains(&x) && (3..8).contains(&y);
                assert_eq!(pixel.0[0] == 255, inside, "orientation {value} at {x},{y}");
            }
        }
    }

    #[test]
    fn what_lies_outside_is_cut_off() {
        let size = (100, 50);
        assert_eq!(Rect::new(90, 40, 20, 20).within(size), Some(Rect::new(90, 40, 10, 10)));
        assert_eq!(Rect::new(100, 0, 5, 5).within(size), None);
        assert_eq!(Rect::new(0, 0, 0, 5).within(size), None);
        assert_eq!(
            Rect::new(1, 1, u32::MAX, u32::MAX).within(size),
            Some(Rect::new(1, 1, 99, 49))
        );
    }

    #[test]
    fn scaling_rounds_outward() {
        assert_eq!(
            Rect::new(3, 5, 2, 2).scaled((100, 100), (50, 50)),
            Rect::new(1, 2, 2, 2)
        );
        assert_eq!(
            Rect::new(99, 99, 1, 1).scaled((100, 100), (13, 13)),
            Rect::new(12, 12, 1, 1)
        );
    }

    #[test]
    fn cells_cover_the_region_and_its_edge() {
        let grown = Rect::new(17, 32, 10, 15).whole_cells((1000, 1000));
        assert_eq!(grown, Rect::new(0, 16, 32, 48));
        assert_eq!(Rect::new(0, 0, 40, 40).whole_cells((40, 41)), Rect::new(0, 0, 40, 41));
    }
}
