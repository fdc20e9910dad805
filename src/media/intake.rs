//! The intake looks at a file that has just arrived and decides whether it is a photograph this
//! catalogue can keep. The name and the type the sender claims are never believed.
//!
//! Looking costs little: magic bytes, the size from the header, the EXIF part. Whether the picture
//! can be decoded to its last row is found by [`super::renditions::make`], which must succeed before
//! an upload is acknowledged.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::error::{Error, Result, Say};

use super::darkroom::Darkroom;
use super::metadata::{self, Capture};
use super::{decode, regions};

/// Most pixels a picture may have: 100 megapixels.
pub const MAX_PIXELS: u64 = 100_000_000;

/// Most pixels along one side.
pub const MAX_SIDE: u32 = 30_000;

/// Longest display name, in bytes.
const MAX_NAME: usize = 255;

/// How much of a file is read to tell what it is.
const HEAD: usize = 4096;

/// A kind of picture that is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG; of an animated one, the first picture.
    Png,
    /// WebP; of an animated one, the first picture.
    Webp,
    /// TIFF; of several pages, the first.
    Tiff,
}

impl Format {
    /// The word stored for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Format::Jpeg => "jpeg",
            Format::Png => "png",
            Format::Webp => "webp",
            Format::Tiff => "tiff",
        }
    }

    /// The format a stored word stands for.
    pub fn from_word(word: &str) -> Option<Format> {
        [Format::Jpeg, Format::Png, Format::Webp, Format::Tiff]
            .into_iter()
            .find(|format| format.as_str() == word)
    }

    /// The media type.
    pub const fn mime(self) -> &'static str {
        match self {
            Format::Jpeg => "image/jpeg",
            Format::Png => "image/png",
            Format::Webp => "image/webp",
            Format::Tiff => "image/tiff",
        }
    }

    /// The usual file extension.
    pub const fn extension(self) -> &'static str {
        match self {
            Format::Jpeg => "jpg",
            Format::Png => "png",
            Format::Webp => "webp",
            Format::Tiff => "tif",
        }
    }
}

/// What the intake found.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspected {
    /// The kind of picture, by its content.
    pub format: Format,
    /// Width of the upright picture.
    pub width: u32,
    /// Height of the upright picture.
    pub height: u32,
    /// The sender's file name, made safe to show.
    pub display_name: String,
    /// What the camera wrote down; secret.
    pub capture: Capture,
}

/// Looks at a file without decoding it. `Unsupported` if it is no picture we take, `Invalid` on
/// `file` if it only pretends to be one, `TooLarge` if it has too many pixels.
pub fn inspect(darkroom: &Darkroom, path: &Path, claimed_name: &str) -> Result<Inspected> {
    darkroom.enter(1, || {
        let format = sniff(path)?;
        let stored = decode::size(path, format)?;
        let capture = metadata::read(path)?;
        let (width, height) = regions::upright(stored, capture.turn());
        Ok(Inspected {
            format,
            width,
            height,
            display_name: display_name(claimed_name, format),
            capture,
        })
    })
}

/// The format by magic bytes, or a refusal that says what the file looks like instead.
pub(super) fn sniff(path: &Path) -> Result<Format> {
    let mut head = Vec::with_capacity(HEAD);
    let most = u64::try_from(HEAD).unwrap_or(u64::MAX);
    File::open(path)?.take(most).read_to_end(&mut head)?;
    match accepted(&head) {
        Some(Format::Tiff) if metadata::is_raw(path)? => Err(refusal("raw")),
        Some(format) => Ok(format),
        None => Err(refusal(likeness(&head))),
    }
}

fn refusal(looks: &'static str) -> Error {
    Error::Unsupported(Say::new("media-unsupported").with("field", "file").with("looks", looks))
}

/// The four formats by their first bytes; a TIFF of more than 4 GB addresses too.
fn accepted(head: &[u8]) -> Option<Format> {
    let webp = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP");
    // Canon's raw files begin like a TIFF and then say so.
    let canon = head.get(8..10) == Some(b"CR");
    match head {
        [0xFF, 0xD8, 0xFF, ..] => Some(Format::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(Format::Png),
        _ if webp => Some(Format::Webp),
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] if !canon => Some(Format::Tiff),
        _ => None,
    }
}

/// A word for what a refused file looks like; `words/*/media.ftl` puts it into a sentence.
fn likeness(head: &[u8]) -> &'static str {
    if head.is_empty() {
        return "empty";
    }
    if let Some(kind) = infer::get(head) {
        return match kind.mime_type() {
            "image/heif" | "image/heic" | "image/heif-sequence" | "image/heic-sequence" => "heic",
            "image/avif" => "avif",
            "image/gif" => "gif",
            "image/bmp" => "bmp",
            "image/x-canon-cr2" => "raw",
            "image/svg+xml" => "svg",
            "application/pdf" => "pdf",
            "application/zip" => "zip",
            "text/html" => "html",
            "text/xml" if is_svg(head) => "svg",
            mime if mime.starts_with("video/") => "video",
            mime if mime.starts_with("audio/") => "audio",
            mime if mime.starts_with("text/") => "text",
            mime if mime.starts_with("application/vnd.openxmlformats") => "office",
            mime if mime.starts_with("application/vnd.oasis") => "office",
            "application/msword" => "office",
            _ => "other",
        };
    }
    match head.get(4..12) {
        Some(b"ftypheic" | b"ftypheix" | b"ftypheim" | b"ftypheis" | b"ftyphevc" | b"ftypmif1") => "heic",
        Some(b"ftypavif" | b"ftypavis") => "avif",
        _ if is_svg(head) => "svg",
        _ if is_text(head) => "text",
        _ => "other",
    }
}

fn is_svg(head: &[u8]) -> bool {
    head.windows(4).any(|part| part.eq_ignore_ascii_case(b"<svg"))
}

/// Readable as UTF-8 without control characters, apart from a last character cut in half.
fn is_text(head: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(end) if head.len().saturating_sub(end.valid_up_to()) < 4 => {
            let whole = head.get(..end.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(whole).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.is_empty() && text.chars().all(|c| !c.is_control() || "\t\r\n\u{c}".contains(c))
}

/// The sender's file name without folders, control or direction-changing characters, at most 255
/// bytes, keeping its extension. For showing only: no file is ever named after it.
fn display_name(claimed: &str, format: Format) -> String {
    let last = claimed.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean = visible(last);
    let clean = clean.trim_start_matches('.').trim();
    if clean.is_empty() {
        return format!("photo.{}", format.extension());
    }
    if clean.len() <= MAX_NAME {
        return clean.to_owned();
    }
    let (stem, extension) = match clean.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= 8 => (stem, format!(".{extension}")),
        _ => (clean, String::new()),
    };
    let room = stem.floor_char_boundary(MAX_NAME - extension.len());
    format!("{}{extension}", stem.get(..room).unwrap_or_default())
}

/// Text without characters that cannot be seen or that change how their neighbours are shown, and
/// with single blanks.
pub(super) fn visible(text: &str) -> String {
    let hidden = |c: char| {
        matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffd}'
                | '\u{e0000}'..='\u{e007f}'
        )
    };
    let spaced: String = text
        .chars()
        .filter(|&c| !hidden(c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
