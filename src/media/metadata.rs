//! What the camera wrote into the file: time, place, device, and which way is up.
//!
//! All of it except the orientation is secret: it names a person's phone and where they stood. It is
//! read for the people who document a finding and never reaches a derivative. Cameras write nonsense
//! here often enough, so whatever does not make sense is left out and never fails an upload.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use exif::{Exif, In, Rational, Reader, Tag, Value};
use image::metadata::Orientation;

use crate::error::Result;

/// Longest text taken over from one field, in characters.
const MAX_TEXT: usize = 120;

/// What is known about the taking of a photo.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Capture {
    /// Local time by the camera's clock, as `2024-01-11T10:22:33`.
    pub taken: Option<String>,
    /// That clock's distance from UTC, as `+02:00`, where the camera knew it.
    pub offset: Option<String>,
    /// Where the camera stood.
    pub place: Option<Place>,
    /// Who made the camera.
    pub make: Option<String>,
    /// Which camera.
    pub model: Option<String>,
    /// The body's serial number.
    pub serial: Option<String>,
    /// The program that wrote the file.
    pub software: Option<String>,
    /// How the stored pixels must be turned to stand upright: EXIF values 1 to 8.
    pub orientation: Option<u8>,
}

/// A point on the earth in WGS 84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Degrees north; negative is south.
    pub latitude: f64,
    /// Degrees east; negative is west.
    pub longitude: f64,
    /// Metres above the sea; negative is below.
    pub altitude: Option<f64>,
}

impl Capture {
    /// The orientation as pixels need it; upright where nothing sensible is said.
    pub fn turn(&self) -> Orientation {
        self.orientation
            .and_then(Orientation::from_exif)
            .unwrap_or(Orientation::NoTransforms)
    }
}

/// Reads the EXIF part of a file. No part, or one that makes no sense, is an empty [`Capture`]; only
/// a file that cannot be opened is an error.
pub fn read(path: &Path) -> Result<Capture> {
    let mut file = BufReader::new(File::open(path)?);
    Ok(fields(&mut file).map_or_else(Capture::default, |exif| capture(&exif)))
}

/// The fields of a file, including those before the first broken one.
fn fields(file: &mut BufReader<File>) -> Option<Exif> {
    Reader::new()
        .continue_on_error(true)
        .read_from_container(file)
        .or_else(|cause| cause.distill_partial_result(|_| ()))
        .ok()
}

fn capture(exif: &Exif) -> Capture {
    let (taken, offset) = moment(exif);
    Capture {
        taken,
        offset,
        place: place(exif),
        make: text(exif, Tag::Make),
        model: text(exif, Tag::Model),
        serial: text(exif, Tag::BodySerialNumber),
        software: text(exif, Tag::Software),
        orientation: value(exif, Tag::Orientation)
            .and_then(|value| value.get_uint(0))
            .and_then(|value| u8::try_from(value).ok())
            .filter(|value| (1..=8).contains(value)),
    }
}

/// Whether this is a camera's raw file in the dress of a TIFF (Adobe DNG): its first picture is a
/// thumbnail, so taking it for the photo would lose the photo.
pub(super) fn is_raw(path: &Path) -> Result<bool> {
    let dng_version = Tag(exif::Context::Tiff, 0xC612);
    let mut file = BufReader::new(File::open(path)?);
    Ok(fields(&mut file).is_some_and(|exif| value(&exif, dng_version).is_some()))
}

fn value(exif: &Exif, tag: Tag) -> Option<&Value> {
    exif.get_field(tag, In::PRIMARY).map(|field| &field.value)
}

/// The moment of the shot: when it was taken, else when it was digitised, else the file's own time.
fn moment(exif: &Exif) -> (Option<String>, Option<String>) {
    let clocks = [
        (Tag::DateTimeOriginal, Tag::OffsetTimeOriginal),
        (Tag::DateTimeDigitized, Tag::OffsetTimeDigitized),
        (Tag::DateTime, Tag::OffsetTime),
    ];
    for (time, offset) in clocks {
        if let Some(time) = ascii(exif, time).and_then(local_time) {
            return (
                Some(time.format("%Y-%m-%dT%H:%M:%S").to_string()),
                ascii(exif, offset).and_then(clean_offset),
            );
        }
    }
    (None, None)
}

fn ascii(exif: &Exif, tag: Tag) -> Option<&[u8]> {
    match value(exif, tag)? {
        Value::Ascii(parts) => parts.first().map(Vec::as_slice),
        _ => None,
    }
}

/// A real day and time of day; cameras without a set clock write zeros or 1970.
fn local_time(text: &[u8]) -> Option<NaiveDateTime> {
    let time = exif::DateTime::from_ascii(text).ok()?;
    let day = NaiveDate::from_ymd_opt(time.year.into(), time.month.into(), time.day.into())?;
    let moment = day.and_hms_opt(time.hour.into(), time.minute.into(), time.second.into())?;
    (time.year > 1980).then_some(moment)
}

/// `+02:00` and the like, up to 14 hours.
fn clean_offset(text: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(text).ok()?.trim();
    let (sign, rest) = text.split_at_checked(1)?;
    let (hours, minutes) = rest.split_once(':')?;
    let whole = |part: &str, most: u8| {
        let sound = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        sound && part.parse().is_ok_and(|value: u8| value <= most)
    };
    let sound = (sign == "+" || sign == "-") && whole(hours, 14) && whole(minutes, 59);
    sound.then(|| text.to_owned())
}

/// One field as clean, short text: no control or invisible characters, no runs of blanks.
fn text(exif: &Exif, tag: Tag) -> Option<String> {
    let bytes = match value(exif, tag)? {
        Value::Ascii(parts) => parts.join(&b' '),
        Value::Undefined(bytes, _) | Value::Byte(bytes) => bytes.clone(),
        _ => return None,
    };
    let clean = super::intake::visible(&String::from_utf8_lossy(&bytes));
    let short: String = clean.chars().take(MAX_TEXT).collect();
    let short = short.trim_end();
    (!short.is_empty()).then(|| short.to_owned())
}

fn place(exif: &Exif) -> Option<Place> {
    let latitude = degrees(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, b'N', b'S', 90.0)?;
    let longitude = degrees(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, b'E', b'W', 180.0)?;
    // A receiver without a fix writes zeros; the real point lies in the open sea off Africa.
    if latitude == 0.0 && longitude == 0.0 {
        return None;
    }
    Some(Place {
        latitude,
        longitude,
        altitude: altitude(exif),
    })
}

/// Degrees, minutes and seconds as one number, with its sign from the letter beside it.
fn degrees(exif: &Exif, tag: Tag, side: Tag, positive: u8, negative: u8, most: f64) -> Option<f64> {
    let Value::Rational(parts) = value(exif, tag)? else {
        return None;
    };
    let mut total = 0.0;
    for (part, unit) in parts.iter().zip([1.0, 60.0, 3600.0]) {
        total += ratio(part)? / unit;
    }
    let letter = ascii(exif, side)?.first()?.to_ascii_uppercase();
    let sign = match letter {
        letter if letter == positive => 1.0,
        letter if letter == negative => -1.0,
        _ => return None,
    };
    (!parts.is_empty() && total <= most).then_some(sign * total)
}

fn altitude(exif: &Exif) -> Option<f64> {
    let Value::Rational(parts) = value(exif, Tag::GPSAltitude)? else {
        return None;
    };
    let metres = ratio(parts.first()?)?;
    let below = value(exif, Tag::GPSAltitudeRef).and_then(|value| value.get_uint(0)) == Some(1);
    (metres < 100_000.0).then_some(if below { -metres } else { metres })
}

fn ratio(value: &Rational) -> Option<f64> {
    (value.denom != 0).then(|| f64::from(value.num) / f64::from(value.denom))
}

#[cfg(test)]
mod tests;
