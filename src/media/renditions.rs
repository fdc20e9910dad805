//! Renditions are the copies of a photo that readers get: at most 1920, 800 and 320 pixels on the
//! longer side, upright, as JPEG, and without a single byte of metadata.
//!
//! What is redacted is painted black on the decoded pixels before anything is made smaller, so no
//! later step ever sees it. Transparency is laid on white. Colours are copied as they
//! stand in the file: a colour profile is neither applied nor passed on.
//!
//! What it costs, in a release build with a made-up JPEG of 4032 × 3024 pixels and 3.4 MB, on two cores
//! that others used too: decoding at half size 64 ms of processor time (at full size 82), making it
//! smaller 15, encoding 26. A whole upload, from the first byte received over hashing, three copies
//! and `fsync` to the kept original, takes 155 ms (215 when the machine was busiest) and 45 MB;
//! twenty at once stay below 120 MB.
//! `cargo test --release --lib renditions -- --ignored --nocapture` measures the upload again.

use std::path::{Path, PathBuf};

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, GenericImage, GrayImage, RgbImage, Rgba};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result, Say};

use super::darkroom::Darkroom;
use super::intake::{self, Format};
use super::regions::{self, Rect};
use super::vault::Vault;
use super::{decode, metadata};

/// The longer sides that are made, largest first. 1920 is the largest that half of a phone's 4032
/// pixels can serve, which lets the decoder skip three quarters of the work.
pub const SIDES: [u32; 3] = [1920, 800, 320];

/// JPEG quality: no artefact shows at normal size, and marks stay readable.
const QUALITY: u8 = 82;

/// What was made of one photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renditions {
    /// Width of the upright original.
    pub width: u32,
    /// Height of the upright original.
    pub height: u32,
    /// Difference hash of the picture: pictures that look alike differ in few bits.
    pub dhash: u64,
    /// The files, largest first, one for each of [`SIDES`]. A picture smaller than a side is not
    /// enlarged.
    pub files: Vec<Rendition>,
}

/// One file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// Which of [`SIDES`] it serves.
    pub side: u32,
    /// Its name in the vault.
    pub recipe: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// A JPEG in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub jpeg: Vec<u8>,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// The name of a rendition in the vault. Redactions are part of it: a copy made before something
/// was redacted can never be taken for one made after.
pub fn recipe(side: u32, redactions: &[Rect]) -> String {
    format!("{side}{}", mark(redactions))
}

/// The name of a crop in the vault.
pub fn crop_recipe(region: Rect, side: u32, redactions: &[Rect]) -> String {
    let Rect { x, y, width, height } = region;
    format!("crop-{x}-{y}-{width}-{height}-{side}{}", mark(redactions))
}

/// A short digest of the redactions, whatever their order; nothing when there are none.
fn mark(redactions: &[Rect]) -> String {
    if redactions.is_empty() {
        return String::new();
    }
    let mut each: Vec<_> = redactions.iter().map(|r| format!("{r:?}")).collect();
    each.sort();
    each.dedup();
    let digest = hex::encode(Sha256::digest(each.join(";")));
    format!("-r{}", digest.get(..16).unwrap_or_default())
}

/// Makes all renditions of the picture in `source` and puts them into the vault under `sha256`.
/// Redactions are regions of the upright picture. The whole picture is decoded, so this is also the
/// proof that it can be: `Invalid` on `file` if it is cut short or broken inside.
pub fn make(
    darkroom: &Darkroom,
    vault: &Vault,
    sha256: &str,
    source: &Path,
    redactions: &[Rect],
) -> Result<Renditions> {
    let (format, stored) = look(source)?;
    let developed = darkroom.enter(count(stored), || {
        let turn = metadata::read(source)?.turn();
        develop(source, format, stored, turn, redactions)
    })?;
    let mut files = Vec::with_capacity(SIDES.len());
    for (side, picture) in SIDES.into_iter().zip(&developed.pictures) {
        let recipe = recipe(side, redactions);
        let path = vault.put_derivative(sha256, &recipe, &picture.jpeg)?;
        files.push(Rendition {
            side,
            recipe,
            path,
            width: picture.width,
            height: picture.height,
        });
    }
    let (width, height) = developed.size;
    Ok(Renditions {
        width,
        height,
        dhash: developed.dhash,
        files,
    })
}

/// Cuts a region of the upright picture out, for the close-up of a mark, with its longer side at
/// most `side` pixels. Never enlarged. `Invalid` on `region` if it lies outside.
pub fn crop(darkroom: &Darkroom, source: &Path, region: Rect, side: u32, redactions: &[Rect]) -> Result<Picture> {
    let (format, stored) = look(source)?;
    darkroom.enter(count(stored), || {
        let turn = metadata::read(source)?.turn();
        let region = region
            .within(regions::upright(stored, turn))
            .ok_or_else(|| Error::invalid("region", Say::new("media-region-outside")))?;
        // As much of the whole as makes the region large enough.
        let longest = u64::from(stored.0.max(stored.1));
        let wanted = (longest * u64::from(side)).div_ceil(u64::from(region.width.max(region.height)));
        let wanted = u32::try_from(wanted).unwrap_or(u32::MAX);
        let whole = blackened(source, format, stored, turn, redactions, wanted)?;
        let place = regions::stored(region, stored, turn).scaled(stored, (whole.width(), whole.height()));
        let part = whole.crop_imm(place.x, place.y, place.width, place.height);
        drop(whole);
        let size = fit((part.width(), part.height()), side);
        let mut part = shrink(part, size)?;
        part.apply_orientation(turn);
        encode(&flatten(part))
    })
}

/// What the darkroom hands out.
struct Developed {
    size: (u32, u32),
    dhash: u64,
    pictures: Vec<Picture>,
}

fn look(source: &Path) -> Result<(Format, (u32, u32))> {
    let format = intake::sniff(source)?;
    Ok((format, decode::size(source, format)?))
}

fn count(size: (u32, u32)) -> u64 {
    u64::from(size.0) * u64::from(size.1)
}

fn develop(
    source: &Path,
    format: Format,
    stored: (u32, u32),
    turn: Orientation,
    redactions: &[Rect],
) -> Result<Developed> {
    let [largest, ..] = SIDES;
    let whole = blackened(source, format, stored, turn, redactions, largest)?;
    let mut small = shrink(whole, fit(stored, largest))?;
    small.apply_orientation(turn);
    let mut current = flatten(small);
    let mut pictures: Vec<Picture> = Vec::with_capacity(SIDES.len());
    for side in SIDES {
        let size = fit(current.dimensions(), side);
        match pictures.last() {
            Some(last) if current.dimensions() == size => pictures.push(last.clone()),
            _ => {
                current = shrink(current.into(), size)?.into_rgb8();
                pictures.push(encode(&current)?);
            }
        }
    }
    Ok(Developed {
        size: regions::upright(stored, turn),
        dhash: dhash(current)?,
        pictures,
    })
}

/// The stored pixels, perhaps already smaller, with all redactions painted over.
fn blackened(
    source: &Path,
    format: Format,
    stored: (u32, u32),
    turn: Orientation,
    redactions: &[Rect],
    wanted: u32,
) -> Result<DynamicImage> {
    let mut whole = decode::pixels(source, format, wanted)?;
    let size = (whole.width(), whole.height());
    for region in redactions {
        let Some(region) = region.within(regions::upright(stored, turn)) else {
            continue;
        };
        let mut region = regions::stored(region, stored, turn);
        if format == Format::Jpeg {
            region = region.whole_cells(stored);
        }
        let region = region.scaled(stored, size);
        for y in region.y..region.y + region.height {
            for x in region.x..region.x + region.width {
                whole.put_pixel(x, y, Rgba([0, 0, 0, 255]));
            }
        }
    }
    Ok(whole)
}

/// The size that fits into a square of `side`, no larger than it was.
fn fit(size: (u32, u32), side: u32) -> (u32, u32) {
    let longest = u64::from(size.0.max(size.1)).max(1);
    if longest <= u64::from(side) {
        return size;
    }
    let scale = |length: u32| {
        let scaled = (u64::from(length) * u64::from(side) + longest / 2) / longest;
        u32::try_from(scaled).unwrap_or(side).max(1)
    };
    (scale(size.0), scale(size.1))
}

fn shrink(picture: DynamicImage, size: (u32, u32)) -> Result<DynamicImage> {
    if (picture.width(), picture.height()) == size {
        return Ok(picture);
    }
    let mut small = DynamicImage::new(size.0, size.1, picture.color());
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new()
        .resize(&picture, &mut small, &options)
        .map_err(Error::internal)?;
    Ok(small)
}

/// Eight bits of red, green and blue, on white where the picture lets something through.
fn flatten(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let (width, height) = picture.dimensions();
    let mut flat = RgbImage::new(width, height);
    for (from, to) in picture.pixels().zip(flat.pixels_mut()) {
        let [red, green, blue, alpha] = from.0;
        to.0 = [red, green, blue].map(|colour| {
            let (colour, alpha) = (u32::from(colour), u32::from(alpha));
            let mixed = (colour * alpha + 255 * (255 - alpha) + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        });
    }
    flat
}

/// A JPEG of nothing but the pixels.
fn encode(picture: &RgbImage) -> Result<Picture> {
    let (width, height) = picture.dimensions();
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder
        .encode(
            picture.as_raw(),
            u16::try_from(width).map_err(Error::internal)?,
            u16::try_from(height).map_err(Error::internal)?,
            ColorType::Rgb,
        )
        .map_err(Error::internal)?;
    Ok(Picture { jpeg, width, height })
}

/// A 64-bit difference hash: in a grey thumbnail of nine by eight, whether each pixel is brighter
/// than its right neighbour.
fn dhash(picture: RgbImage) -> Result<u64> {
    let grey: GrayImage = DynamicImage::from(picture).into_luma8();
    let small = shrink(grey.into(), (9, 8))?.into_luma8();
    let mut hash = 0;
    for row in small.as_raw().chunks_exact(9) {
        for pair in row.windows(2) {
            let brighter = matches!(pair, [left, right] if left > right);
            hash = hash << 1 | u64::from(brighter);
        }
    }
    Ok(hash)
}

#[cfg(test)]
mod tests;
