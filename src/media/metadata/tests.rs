use exif::SRational;
use image::{DynamicImage, ImageFormat};

use super::super::samples;
use super::*;

/// What is read from a small JPEG with this EXIF block.
fn read_block(block: &[u8]) -> Capture {
    let folder = tempfile::tempdir().unwrap();
    let bytes = samples::jpeg(&samples::quarters(16, 16), Some(block), false);
    read(&samples::file(folder.path(), "a.jpg", &bytes)).unwrap()
}

fn text(text: &str) -> Value {
    Value::Ascii(vec![text.as_bytes().to_vec()])
}

#[test]
fn time_place_and_device_are_read_and_cleaned() {
    let capture = read_block(&samples::exif(6));
    assert_eq!(capture.taken.as_deref(), Some("2024-01-11T10:22:33"));
    assert_eq!(capture.offset.as_deref(), Some("+02:00"));
    let place = capture.place.unwrap();
    assert!((place.latitude - 49.99).abs() < 1e-9);
    assert!((place.longitude + 36.25).abs() < 1e-9);
    assert_eq!(place.altitude, Some(-11.5));
    assert_eq!(capture.make.as_deref(), Some("secret-maker"));
    assert_eq!(capture.model.as_deref(), Some("Phone 9"));
    assert_eq!(capture.serial.as_deref(), Some("SN-0042"));
    assert!(capture.software.unwrap().chars().count() <= MAX_TEXT);
    assert_eq!(capture.orientation, Some(6));
}

#[test]
fn every_format_carries_it() {
    let folder = tempfile::tempdir().unwrap();
    let block = samples::exif(8);
    // A TIFF file is an EXIF block with pixels; without pixels it can still be read here.
    let tiff = read(&samples::file(folder.path(), "a.tif", &block)).unwrap();
    assert_eq!(tiff.orientation, Some(8));
    let picture = DynamicImage::from(samples::quarters(16, 16));
    let mut png = samples::encoded(&picture, ImageFormat::Png);
    // The chunk goes before the end chunk, the last twelve bytes; this reader checks no checksum.
    let end = png.split_off(png.len() - 12);
    png.extend(u32::try_from(block.len()).unwrap().to_be_bytes());
    png.extend(b"eXIf");
    png.extend(&block);
    png.extend([0; 4]);
    png.extend(end);
    let png = read(&samples::file(folder.path(), "a.png", &png)).unwrap();
    assert_eq!(png.orientation, Some(8));
    assert_eq!(png.taken.as_deref(), Some("2024-01-11T10:22:33"));
}

#[test]
fn nonsense_is_left_out() {
    let ratio = |num, denom| Rational { num, denom };
    let capture = read_block(&samples::block(&[
        (Tag::Orientation, Value::Short(vec![9])),
        (Tag::DateTimeOriginal, text("0000:00:00 00:00:00")),
        (Tag::DateTimeDigitized, text("2024:02:30 10:00:00")),
        (Tag::DateTime, text("2024:02:29 10:00:00")),
        (Tag::OffsetTime, text("+99:00")),
        (Tag::Make, text(" \u{202e}\u{1} ")),
        (Tag::Model, Value::SRational(vec![SRational { num: 1, denom: 0 }])),
        (Tag::GPSLatitudeRef, text("N")),
        (Tag::GPSLatitude, Value::Rational(vec![ratio(91, 1)])),
        (Tag::GPSLongitudeRef, text("E")),
        (Tag::GPSLongitude, Value::Rational(vec![ratio(36, 0)])),
    ]));
    assert_eq!(
        capture,
        Capture {
            taken: Some("2024-02-29T10:00:00".into()),
            ..Capture::default()
        }
    );
}

#[test]
fn a_receiver_without_a_fix_is_nowhere() {
    let ratio = |num, denom| Rational { num, denom };
    let capture = read_block(&samples::block(&[
        (Tag::GPSLatitudeRef, text("N")),
        (Tag::GPSLatitude, Value::Rational(vec![ratio(0, 1)])),
        (Tag::GPSLongitudeRef, text("E")),
        (Tag::GPSLongitude, Value::Rational(vec![ratio(0, 1)])),
    ]));
    assert_eq!(capture.place, None);
}

#[test]
fn a_broken_block_never_fails_and_keeps_what_came_before_the_break() {
    let whole = samples::exif(6);
    for cut in (0..whole.len()).step_by(3) {
        read_block(&whole[..cut.max(1)]);
    }
    for place in 0..whole.len() {
        let mut broken = whole.clone();
        broken[place] ^= 0xFF;
        read_block(&broken);
    }
    assert_eq!(read_block(b"II*\0\xff\xff\xff\xff"), Capture::default());
}

#[test]
fn offsets_are_clock_offsets() {
    for (written, read) in [
        (" -03:30", Some("-03:30")),
        ("+14:00", Some("+14:00")),
        ("+15:00", None),
        ("+02:60", None),
        ("02:00", None),
        ("+2:00", None),
        ("ä", None),
        ("", None),
    ] {
        assert_eq!(clean_offset(written.as_bytes()).as_deref(), read, "{written}");
    }
}
