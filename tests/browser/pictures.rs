//! Pictures for uploading: parts as the program draws them for its demonstration, without the words below.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat};
use sherd::media::plates::{Part, Spec, plate};

/// Width and height of every picture here.
pub(crate) const SIZE: (u32, u32) = (1600, 1000);

/// A part with a mark on it, in this format.
pub(crate) fn part(part: Part, mark: &[&str], format: ImageFormat) -> Vec<u8> {
    let spec = Spec {
        part,
        mark,
        subject: "",
        source: "",
    };
    let drawn = plate(&spec).unwrap_or_else(|e| panic!("cannot draw: {e}"));
    let whole = image::load_from_memory(&drawn.png).unwrap_or_else(|e| panic!("cannot read the drawing: {e}"));
    let cut = whole.crop_imm(0, 0, SIZE.0, SIZE.1);
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(cut.into_rgb8())
        .write_to(&mut bytes, format)
        .unwrap_or_else(|e| panic!("cannot write the picture: {e}"));
    bytes.into_inner()
}
