//! Photographs on pages, and the regions drawn over them.

use crate::{
    domain::{
        photos::{Area, Photo},
        records::Record,
    },
    words::Words,
};

/// A photograph with its regions; stands for the macro `plate`.
pub struct Plate {
    /// Address of the picture.
    pub src: String,
    /// The sizes there are.
    pub srcset: String,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// The sentence under it.
    pub caption: String,
    /// Where it leads; empty for nowhere.
    pub href: String,
    /// Width of the original.
    pub width: u32,
    /// Height of the original.
    pub height: u32,
    /// What is outlined.
    pub regions: Vec<Region>,
    /// The scale bar, where the scale is known.
    pub scale: Option<Scale>,
    /// The words that say it is no evidence; empty for a photograph.
    pub illustration: String,
}

/// An outlined region, in pixels of the original.
pub struct Region {
    /// Left edge.
    pub x: u32,
    /// Top edge.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// What stands there.
    pub label: String,
    /// Whether it is the one the page is about.
    pub current: bool,
}

/// A scale bar.
pub struct Scale {
    /// Its length in pixels of the original.
    pub pixels: u32,
    /// What it stands for.
    pub label: String,
}

impl Region {
    /// An outline.
    pub fn new(area: Area, label: String, current: bool) -> Region {
        let Area { x, y, w, h } = area;
        Region {
            x,
            y,
            width: w,
            height: h,
            label,
            current,
        }
    }
}

/// The sizes pictures come in.
const SIDES: [u32; 3] = [320, 800, 1920];

/// The address of a picture. The version in it lets a change, say a redaction, be seen at once.
pub fn picture(photo: &Photo, side: u32) -> String {
    let head = photo.head();
    format!("{}/{side}.jpg?v={}", head.path(), head.version)
}

/// The address of the close-up of a mark; `version` as in [`picture`].
pub fn close_up(photo: &str, mark: &str, version: impl std::fmt::Display) -> String {
    format!("{photo}/mark/{mark}.jpg?v={version}")
}

/// A photograph as far as it was released.
pub fn plate(photo: &Photo, regions: Vec<Region>, words: &Words) -> Plate {
    let (width, height) = (photo.file.width, photo.file.height);
    let longest = width.max(height).max(1);
    let sizes = SIDES.map(|side| {
        let shown = u64::from(width) * u64::from(side.min(longest)) / u64::from(longest);
        format!("{} {}w", picture(photo, side), shown.max(1))
    });
    let caption = match photo.what.credit.is_empty() {
        true => photo.what.caption.clone(),
        false => format!("{} © {}", photo.what.caption, photo.what.credit)
            .trim()
            .to_owned(),
    };
    Plate {
        src: picture(photo, 800),
        srcset: sizes.join(", "),
        alt: alt(photo, words),
        caption,
        href: photo.head().path(),
        width,
        height,
        regions,
        scale: photo.what.pixels_per_mm.and_then(|scale| bar(scale, width)),
        illustration: match photo.what.illustration {
            true => words.t("photos-illustration-stated").to_owned(),
            false => String::new(),
        },
    }
}

fn alt(photo: &Photo, words: &Words) -> String {
    let what = &photo.what;
    [&what.alt, &what.caption, &photo.head().title]
        .into_iter()
        .find(|text| !text.is_empty())
        .cloned()
        .unwrap_or_else(|| words.t("photos-alt-none").to_owned())
}

/// The longest of 1, 2, 5, 10 … 1000 mm that takes at most a third of the width.
fn bar(pixels_per_mm: f64, width: u32) -> Option<Scale> {
    const LENGTHS: [u32; 10] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
    let fits = |mm: &u32| f64::from(*mm) * pixels_per_mm <= f64::from(width) / 3.0;
    let mm = LENGTHS.into_iter().rev().find(fits)?;
    // Counting up avoids a cast; a picture has at most 30,000 pixels a side.
    let length = f64::from(mm) * pixels_per_mm;
    let pixels = (1..=width).take_while(|pixel| f64::from(*pixel) <= length).last()?;
    Some(Scale {
        pixels,
        label: format!("{mm} mm"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_bar_takes_a_round_length() {
        let scale = bar(12.5, 1000).unwrap();
        assert_eq!((scale.pixels, scale.label.as_str()), (250, "20 mm"));
        assert!(bar(5000.0, 100).is_none());
    }
}
