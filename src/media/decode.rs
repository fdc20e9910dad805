//! From a file to pixels, with limits, and never with a panic that gets out.
//!
//! JPEG is read by `jpeg-decoder`, which can decode straight to a half, a quarter or an eighth of
//! the size and so costs two thirds of the time and a quarter of the memory when only a smaller
//! picture is wanted. PNG, WebP and TIFF are read by `image`, always in full; of an animation or a
//! file of many pages, only the first picture.
//!
//! Colour: the numbers in the file are taken as they are. A profile (Adobe RGB, Display P3) is
//! neither applied nor passed on, so such photos look slightly paler in the copies; the original
//! keeps it. CMYK becomes RGB by simple ink arithmetic.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use image::error::ImageError;
use image::{DynamicImage, GrayImage, ImageBuffer, ImageReader, Limits, RgbImage};
use jpeg_decoder::{CodingProcess, Decoder, PixelFormat};

use crate::error::{Error, Result, Say};

use super::intake::{Format, MAX_PIXELS, MAX_SIDE};

/// Memory a decoder may ask for: four bytes for each pixel of the largest picture. Deep formats (16
/// bits a channel) reach it before they reach the limit of pixels.
const MAX_ALLOC: u64 = MAX_PIXELS * 4;

/// "The picture cannot be read", on the field the file came in.
pub(super) fn broken() -> Error {
    Error::invalid("file", Say::new("media-broken"))
}

/// Width and height as stored, from the header alone, refused if they are too large.
pub(super) fn size(path: &Path, format: Format) -> Result<(u32, u32)> {
    let size = match format {
        Format::Jpeg => {
            let mut decoder = Decoder::new(BufReader::new(File::open(path)?));
            decoder.read_info().map_err(from_jpeg)?;
            let info = decoder.info().ok_or_else(broken)?;
            (u32::from(info.width), u32::from(info.height))
        }
        _ => reader(path, format)?.into_dimensions().map_err(from_image)?,
    };
    check(size)?;
    Ok(size)
}

/// Refuses pictures with too many pixels, before anything of them is decoded.
fn check(size: (u32, u32)) -> Result<()> {
    let (width, height) = size;
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(broken());
    }
    if pixels > MAX_PIXELS || width > MAX_SIDE || height > MAX_SIDE {
        return Err(Error::TooLarge(
            Say::new("media-too-many-pixels")
                .with("field", "file")
                .with("width", width)
                .with("height", height)
                .with("megapixels", pixels.div_ceil(1_000_000))
                .with("limit", MAX_PIXELS / 1_000_000)
                .with("side", MAX_SIDE),
        ));
    }
    Ok(())
}

/// The pixels as stored. A JPEG may come back smaller than it is, but with its longer side not
/// below `wanted`.
pub(super) fn pixels(path: &Path, format: Format, wanted: u32) -> Result<DynamicImage> {
    match format {
        Format::Jpeg => jpeg(path, wanted),
        _ => reader(path, format)?.decode().map_err(from_image),
    }
}

fn reader(path: &Path, format: Format) -> Result<ImageReader<BufReader<File>>> {
    let kind = match format {
        Format::Jpeg => image::ImageFormat::Jpeg,
        Format::Png => image::ImageFormat::Png,
        Format::Webp => image::ImageFormat::WebP,
        Format::Tiff => image::ImageFormat::Tiff,
    };
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_ALLOC);
    let mut reader = ImageReader::with_format(BufReader::new(File::open(path)?), kind);
    reader.limits(limits);
    Ok(reader)
}

fn jpeg(path: &Path, wanted: u32) -> Result<DynamicImage> {
    let mut decoder = Decoder::new(BufReader::new(File::open(path)?));
    decoder.set_max_decoding_buffer_size(usize::try_from(MAX_ALLOC).unwrap_or(usize::MAX));
    decoder.read_info().map_err(from_jpeg)?;
    let info = decoder.info().ok_or_else(broken)?;
    check((u32::from(info.width), u32::from(info.height)))?;
    let mut size = (info.width, info.height);
    if info.coding_process != CodingProcess::Lossless {
        let wanted = u16::try_from(wanted).unwrap_or(u16::MAX);
        // Either axis will do, so that the longer one decides.
        size = decoder.scale(wanted, wanted).map_err(from_jpeg)?;
    }
    let bytes = decoder.decode().map_err(from_jpeg)?;
    let (width, height) = (u32::from(size.0), u32::from(size.1));
    match info.pixel_format {
        PixelFormat::RGB24 => RgbImage::from_raw(width, height, bytes).map(Into::into),
        PixelFormat::L8 => GrayImage::from_raw(width, height, bytes).map(Into::into),
        PixelFormat::L16 => {
            let (pairs, _) = bytes.as_chunks();
            let words = pairs.iter().map(|pair| u16::from_ne_bytes(*pair)).collect();
            ImageBuffer::from_raw(width, height, words).map(DynamicImage::ImageLuma16)
        }
        PixelFormat::CMYK32 => RgbImage::from_raw(width, height, without_ink(&bytes)).map(Into::into),
    }
    .ok_or_else(broken)
}

/// Ink to light: what a colour filter and the black leave of white.
fn without_ink(cmyk: &[u8]) -> Vec<u8> {
    let (pixels, _) = cmyk.as_chunks();
    pixels
        .iter()
        .flat_map(|&[cyan, magenta, yellow, black]| {
            [cyan, magenta, yellow].map(|ink| {
                let light = u16::from(255 - ink) * u16::from(255 - black) / 255;
                u8::try_from(light).unwrap_or(u8::MAX)
            })
        })
        .collect()
}

fn from_jpeg(cause: jpeg_decoder::Error) -> Error {
    match cause {
        jpeg_decoder::Error::Io(cause) => from_io(cause),
        other => {
            tracing::debug!(%other, "a JPEG cannot be decoded");
            broken()
        }
    }
}

fn from_image(cause: ImageError) -> Error {
    match cause {
        ImageError::IoError(cause) => from_io(cause),
        ImageError::Limits(_) => Error::TooLarge(Say::new("media-too-much-memory").with("field", "file")),
        other => {
            tracing::debug!(%other, "a picture cannot be decoded");
            broken()
        }
    }
}

/// A file that ends too soon, or a decoder's complaint dressed as one, is the sender's; a disk that
/// cannot be read is ours.
fn from_io(cause: io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::InvalidData
        | io::ErrorKind::InvalidInput
        | io::ErrorKind::Other => {
            tracing::debug!(%cause, "a picture cannot be decoded");
            broken()
        }
        _ => cause.into(),
    }
}
