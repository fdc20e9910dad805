use image::{ImageFormat, Rgb};
use tempfile::TempDir;

use super::super::samples;
use super::*;

mod broken;
mod cost;
mod kinds;

/// A vault, a darkroom and one upload.
struct Bench {
    folder: TempDir,
    vault: Vault,
    darkroom: Darkroom,
    source: PathBuf,
}

fn bench(upload: &[u8]) -> Bench {
    let (folder, vault) = samples::vault();
    let source = samples::file(folder.path(), "upload", upload);
    Bench {
        folder,
        vault,
        darkroom: Darkroom::new(2),
        source,
    }
}

impl Bench {
    fn make(&self, redactions: &[Rect]) -> Result<Renditions> {
        make(&self.darkroom, &self.vault, &"ab".repeat(32), &self.source, redactions)
    }

    fn crop(&self, region: Rect, side: u32, redactions: &[Rect]) -> Result<RgbImage> {
        let picture = crop(&self.darkroom, &self.source, region, side, redactions)?;
        assert_bare(&picture.jpeg);
        let pixels = image::load_from_memory_with_format(&picture.jpeg, ImageFormat::Jpeg);
        Ok(pixels.unwrap().into_rgb8())
    }

    /// The pixels of the rendition for `side`.
    fn pixels(&self, made: &Renditions, side: u32) -> RgbImage {
        let file = made.files.iter().find(|file| file.side == side).unwrap();
        let pixels = image::open(&file.path).unwrap().into_rgb8();
        assert_eq!(pixels.dimensions(), (file.width, file.height));
        pixels
    }
}

/// Red, green, blue or white, whichever a pixel comes closest to; `k` for black.
fn hue(pixel: &Rgb<u8>) -> char {
    match pixel.0.map(|value| value > 110) {
        [true, false, false] => 'r',
        [false, true, false] => 'g',
        [false, false, true] => 'b',
        [true, true, true] => 'w',
        [false, false, false] => 'k',
        _ => '?',
    }
}

/// The hues in the middle of the four quarters, row by row.
fn corners(picture: &RgbImage) -> String {
    let (width, height) = picture.dimensions();
    [(1, 1), (3, 1), (1, 3), (3, 3)]
        .iter()
        .map(|(x, y)| hue(picture.get_pixel(width * x / 4, height * y / 4)))
        .collect()
}

/// Asserts that a JPEG holds tables, frame and scan behind the plain JFIF header, and nothing else.
fn assert_bare(jpeg: &[u8]) {
    assert!(jpeg.starts_with(b"\xff\xd8\xff\xe0\x00\x10JFIF\0"));
    let mut at = 2;
    loop {
        let (marker, length) = (jpeg[at + 1], u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
        assert_eq!(jpeg[at], 0xFF);
        match marker {
            0xE0 => assert_eq!(length, 16, "a thumbnail"),
            0xDB | 0xC0 | 0xC2 | 0xC4 => {}
            0xDA => break,
            other => panic!("segment {other:x}"),
        }
        at += 2 + usize::from(length);
    }
    assert!(jpeg.ends_with(b"\xff\xd9"));
}

#[test]
fn three_sizes_without_any_metadata() {
    let upload = samples::jpeg(&samples::quarters(2500, 1000), Some(&samples::exif(1)), false);
    assert!(upload.windows(6).any(|part| part == b"secret"));
    let bench = bench(&upload);
    let made = bench.make(&[]).unwrap();
    assert_eq!((made.width, made.height), (2500, 1000));
    let sizes: Vec<_> = made.files.iter().map(|f| (f.side, f.width, f.height)).collect();
    assert_eq!(sizes, [(1920, 1920, 768), (800, 800, 320), (320, 320, 128)]);
    for file in &made.files {
        let bytes = std::fs::read(&file.path).unwrap();
        assert_bare(&bytes);
        for secret in [&b"secret"[..], b"Exif", b"SN-0042", b"Photoshop", b"ICC_PROFILE"] {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret));
        }
        assert_eq!(corners(&bench.pixels(&made, file.side)), "rgbw");
    }
}

#[test]
fn a_small_picture_is_not_enlarged_and_a_thin_one_keeps_a_pixel() {
    let made = bench(&samples::jpeg(&samples::quarters(500, 300), None, true))
        .make(&[])
        .unwrap();
    let sizes: Vec<_> = made.files.iter().map(|f| (f.width, f.height)).collect();
    assert_eq!(sizes, [(500, 300), (500, 300), (320, 192)]);
    let thin = DynamicImage::new_rgb8(3000, 2);
    let made = bench(&samples::encoded(&thin, ImageFormat::Png)).make(&[]).unwrap();
    assert_eq!((made.files[2].width, made.files[2].height), (320, 1));
    let dot = DynamicImage::new_luma8(1, 1);
    let made = bench(&samples::encoded(&dot, ImageFormat::Tiff)).make(&[]).unwrap();
    assert_eq!((made.files[0].width, made.files[0].height), (1, 1));
}

#[test]
fn every_orientation_ends_upright() {
    // What the quarters red, green, blue, white look like after each turn.
    let turned = ["rgbw", "grwb", "wbgr", "bwrg", "rbgw", "brwg", "wgbr", "gwrb"];
    for (value, expected) in (1..).zip(turned) {
        let upload = samples::jpeg(&samples::quarters(900, 400), Some(&samples::exif(value)), false);
        let bench = bench(&upload);
        let made = bench.make(&[]).unwrap();
        let upright = if value < 5 { (900, 400) } else { (400, 900) };
        assert_eq!((made.width, made.height), upright);
        assert_eq!((made.files[0].width, made.files[0].height), upright);
        for side in SIDES {
            assert_eq!(corners(&bench.pixels(&made, side)), expected, "{value}");
        }
    }
}

#[test]
fn what_is_redacted_is_black_in_every_copy_and_nowhere_else() {
    for (value, format) in [(1, "jpg"), (6, "jpg"), (7, "jpg"), (1, "png")] {
        let (width, height) = if value < 5 { (3840, 480) } else { (480, 3840) };
        // Green all over, with a red mark on the upright picture.
        let secret = Rect::new(1003, 205, 61, 37);
        let mut upright = DynamicImage::from(RgbImage::from_pixel(3840, 480, Rgb([20, 200, 20])));
        for (x, y) in (0..61).flat_map(|x| (0..37).map(move |y| (x, y))) {
            upright.put_pixel(secret.x + x, secret.y + y, Rgba([250, 10, 10, 255]));
        }
        // Lay it the way the camera would have stored it: turning back undoes the turn.
        let back = [1, 2, 3, 4, 5, 8, 7, 6][usize::from(value) - 1];
        upright.apply_orientation(Orientation::from_exif(back).unwrap());
        assert_eq!((upright.width(), upright.height()), (width, height));
        let upload = match format {
            "jpg" => samples::jpeg(&upright.into_rgb8(), Some(&samples::exif(value)), false),
            _ => samples::encoded(&upright, ImageFormat::Png),
        };
        let bench = bench(&upload);
        let bare = bench.make(&[]).unwrap();
        assert!(bench.pixels(&bare, 1920).pixels().any(|p| hue(p) == 'r'));
        let made = bench.make(&[secret]).unwrap();
        assert_ne!(made.files[0].recipe, bare.files[0].recipe);
        for side in SIDES {
            let pixels = bench.pixels(&made, side);
            let scale = |at: u32| at * side / 3840;
            let reddest = pixels.pixels().map(|p| i16::from(p.0[0]) - i16::from(p.0[1])).max();
            assert!(reddest < Some(50), "{value} {format} {side}: {reddest:?}");
            assert_eq!(hue(pixels.get_pixel(scale(1033), scale(223))), 'k');
            assert_eq!(hue(pixels.get_pixel(scale(900), scale(223))), 'g');
            assert_eq!(hue(pixels.get_pixel(scale(1033), scale(60))), 'g');
        }
        let close = bench.crop(Rect::new(990, 190, 100, 70), 400, &[secret]).unwrap();
        assert!(close.pixels().all(|p| hue(p) != 'r'));
        assert_eq!(hue(close.get_pixel(40, 35)), 'k');
    }
}

#[test]
fn the_name_of_a_copy_tells_its_redactions_in_any_order() {
    let (one, two) = (Rect::new(1, 2, 3, 4), Rect::new(5, 6, 7, 8));
    assert_eq!(recipe(320, &[]), "320");
    assert_eq!(recipe(320, &[one, two]), recipe(320, &[two, one, two]));
    assert_ne!(recipe(320, &[one]), recipe(320, &[two]));
    assert_eq!(crop_recipe(one, 900, &[]), "crop-1-2-3-4-900");
    let far = Rect::new(u32::MAX, u32::MAX, u32::MAX, u32::MAX);
    let (_folder, vault) = samples::vault();
    let longest = crop_recipe(far, u32::MAX, &[one]);
    assert!(vault.derivative_path(&"ab".repeat(32), &longest).is_ok());
}

#[test]
fn a_crop_is_the_region_as_it_is_seen() {
    for value in [1, 3, 6, 8] {
        let upload = samples::jpeg(&samples::quarters(1504, 1000), Some(&samples::exif(value)), false);
        let bench = bench(&upload);
        let made = bench.make(&[]).unwrap();
        let whole = bench.pixels(&made, 1920);
        // The corner quarter at the lower right, at several scales.
        let region = Rect::new(made.width / 2, made.height / 2, made.width / 2, made.height / 2);
        for side in [100, 700, 5000] {
            let close = bench.crop(region, side, &[]).unwrap();
            let longest = close.width().max(close.height());
            assert!(longest <= side.min(752), "{side}: {longest}");
            let expected = corners(&whole).chars().nth(3).unwrap();
            assert_eq!(corners(&close), expected.to_string().repeat(4), "{value} {side}");
        }
        let across = Rect::new(made.width / 2 - 50, made.height / 2 - 50, 100, 100);
        let close = bench.crop(across, 400, &[]).unwrap();
        assert_eq!(close.dimensions(), (100, 100));
        assert_eq!(corners(&close), corners(&whole));
    }
}

#[test]
fn a_region_outside_is_named() {
    let bench = bench(&samples::jpeg(&samples::quarters(50, 50), None, false));
    for region in [Rect::new(50, 0, 5, 5), Rect::new(0, 0, 0, 9)] {
        let outcome = bench.crop(region, 100, &[]);
        assert!(matches!(outcome, Err(Error::Invalid(fields)) if fields[0].field == "region"));
    }
    let whole = Rect::new(40, 40, u32::MAX, u32::MAX);
    assert_eq!(bench.crop(whole, 100, &[]).unwrap().dimensions(), (10, 10));
}

#[test]
fn pictures_that_look_alike_have_like_hashes() {
    let picture = RgbImage::from_fn(900, 700, |x, y| {
        let value = (x / 37 * 71 + y / 53 * 29) % 256;
        Rgb([value, value / 2, 255 - value].map(|v| u8::try_from(v).unwrap()))
    });
    let hash = |image: &DynamicImage, format| bench(&samples::encoded(image, format)).make(&[]).unwrap().dhash;
    let image = DynamicImage::from(picture);
    let one = hash(&image, ImageFormat::Png);
    let copy = image.resize(400, 400, image::imageops::FilterType::Triangle);
    let same = hash(&copy, ImageFormat::Jpeg);
    let other = hash(&image.fliph(), ImageFormat::Png);
    assert!((one ^ same).count_ones() <= 4, "{one:x} {same:x}");
    assert!((one ^ other).count_ones() > 15, "{one:x} {other:x}");
}
