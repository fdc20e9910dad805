//! Pictures for the tests of this room, drawn by code so that no photograph has to be kept.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::{DynamicImage, ImageFormat, RgbImage};
use jpeg_encoder::{ColorType, Encoder};
use tempfile::TempDir;

use super::vault::Vault;

/// A vault in a folder that goes away with the test.
pub(super) fn vault() -> (TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::open(folder.path().join("blobs")).unwrap();
    (folder, vault)
}

/// A file with this content.
pub(super) fn file(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// A picture whose four quarters are red, green, blue and white, with a little texture.
pub(super) fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let grain = u8::try_from((x * 7 + y * 13) % 9).unwrap();
        let colour = match (x < width / 2, y < height / 2) {
            (true, true) => [220, 20, 20],
            (false, true) => [20, 200, 20],
            (true, false) => [20, 20, 220],
            (false, false) => [240, 240, 240],
        };
        image::Rgb(colour.map(|value: u8| value + grain))
    })
}

/// A picture in one of the formats of `image`.
pub(super) fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG with this EXIF block (a TIFF structure) and a comment.
pub(super) fn jpeg(picture: &RgbImage, exif: Option<&[u8]>, progressive: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    encoder.set_progressive(progressive);
    if let Some(exif) = exif {
        encoder.add_exif_metadata(exif).unwrap();
        encoder
            .add_app_segment(13, b"Photoshop 3.0\08BIM secret-iptc".to_vec())
            .unwrap();
        encoder.add_icc_profile(b"secret-profile").unwrap();
    }
    let (width, height) = picture.dimensions();
    encoder
        .encode(
            picture.as_raw(),
            width.try_into().unwrap(),
            height.try_into().unwrap(),
            ColorType::Rgb,
        )
        .unwrap();
    bytes
}

/// An EXIF block of a phone at a known place, saying how it was held.
pub(super) fn exif(orientation: u16) -> Vec<u8> {
    let text = |text: &str| Value::Ascii(vec![text.as_bytes().to_vec()]);
    let ratio = |num, denom| Rational { num, denom };
    let fields = [
        (Tag::Orientation, Value::Short(vec![orientation])),
        (Tag::Make, text("secret-maker")),
        (Tag::Model, text("  Phone\u{7} \u{202e}9  ")),
        (Tag::Software, text(&"long ".repeat(200))),
        (Tag::BodySerialNumber, text("SN-0042")),
        (Tag::DateTimeOriginal, text("2024:01:11 10:22:33")),
        (Tag::OffsetTimeOriginal, text("+02:00")),
        (Tag::DateTime, text("2025:05:05 05:05:05")),
        (Tag::GPSLatitudeRef, text("N")),
        (
            Tag::GPSLatitude,
            Value::Rational(vec![ratio(49, 1), ratio(59, 1), ratio(2400, 100)]),
        ),
        (Tag::GPSLongitudeRef, text("W")),
        (
            Tag::GPSLongitude,
            Value::Rational(vec![ratio(36, 1), ratio(15, 1), ratio(0, 1)]),
        ),
        (Tag::GPSAltitudeRef, Value::Byte(vec![1])),
        (Tag::GPSAltitude, Value::Rational(vec![ratio(115, 10)])),
    ];
    block(&fields)
}

/// An EXIF block of these fields.
pub(super) fn block(fields: &[(Tag, Value)]) -> Vec<u8> {
    let fields: Vec<Field> = fields
        .iter()
        .map(|(tag, value)| Field {
            tag: *tag,
            ifd_num: In::PRIMARY,
            value: value.clone(),
        })
        .collect();
    let mut writer = Writer::new();
    for field in &fields {
        writer.push_field(field);
    }
    let mut bytes = Cursor::new(Vec::new());
    writer.write(&mut bytes, false).unwrap();
    bytes.into_inner()
}

/// A PNG that says it has so many pixels of so many bits a channel and holds none.
pub(super) fn hollow_png(depth: u8, width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = b"IHDR".to_vec();
    chunk.extend(width.to_be_bytes());
    chunk.extend(height.to_be_bytes());
    chunk.extend([depth, 2, 0, 0, 0]);
    for (name, body) in [(&chunk[..4], &chunk[4..]), (b"IDAT", b"x"), (b"IEND", b"")] {
        bytes.extend(png_chunk(name, body));
    }
    bytes
}

/// One chunk of a PNG.
pub(super) fn png_chunk(name: &[u8], body: &[u8]) -> Vec<u8> {
    let mut bytes = u32::try_from(body.len()).unwrap().to_be_bytes().to_vec();
    bytes.extend(name);
    bytes.extend(body);
    bytes.extend(crc(&[name, body].concat()).to_be_bytes());
    bytes
}

/// The checksum of PNG chunks.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 * (crc & 1)))
    })
}
