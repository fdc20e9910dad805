//! Every kind of pixels that may arrive.

use image::{ImageBuffer, Luma, LumaA, RgbaImage};

use super::*;

#[test]
fn every_kind_of_pixels_comes_out_right() {
    let picture = samples::quarters(400, 300);
    let rgb = DynamicImage::from(picture.clone());
    let cases = [
        (DynamicImage::from(rgb.to_rgba8()), ImageFormat::WebP),
        (rgb.clone(), ImageFormat::WebP),
        (rgb.clone(), ImageFormat::Tiff),
        (rgb.to_rgb16().into(), ImageFormat::Tiff),
        (rgb.to_rgba16().into(), ImageFormat::Tiff),
        (rgb.to_rgb32f().into(), ImageFormat::Tiff),
        (rgb.to_rgb16().into(), ImageFormat::Png),
        (rgb.to_rgba16().into(), ImageFormat::Png),
    ];
    for (image, format) in cases {
        let bench = bench(&samples::encoded(&image, format));
        let made = bench.make(&[]).unwrap();
        assert_eq!(
            corners(&bench.pixels(&made, 320)),
            "rgbw",
            "{format:?} {:?}",
            image.color()
        );
    }
    let grey: [DynamicImage; 4] = [
        ImageBuffer::from_fn(40, 40, |x, _| Luma([if x < 20 { 0u8 } else { 250 }])).into(),
        ImageBuffer::from_fn(40, 40, |x, _| Luma([if x < 20 { 0u16 } else { 64_000 }])).into(),
        ImageBuffer::from_fn(40, 40, |x, _| LumaA([0u8, if x < 20 { 255 } else { 0 }])).into(),
        ImageBuffer::from_fn(40, 40, |x, _| LumaA([0u16, if x < 20 { 65_535 } else { 0 }])).into(),
    ];
    for image in grey {
        let bench = bench(&samples::encoded(&image, ImageFormat::Png));
        let made = bench.make(&[]).unwrap();
        assert_eq!(corners(&bench.pixels(&made, 320)), "kwkw", "{:?}", image.color());
    }
}

#[test]
fn four_inks_and_one_channel_in_a_jpeg() {
    let four: Vec<u8> = samples::quarters(64, 64)
        .pixels()
        .flat_map(|pixel| {
            let [red, green, blue] = pixel.0;
            [255 - red, 255 - green, 255 - blue, 0]
        })
        .collect();
    for kind in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        let mut upload = Vec::new();
        Encoder::new(&mut upload, 95).encode(&four, 64, 64, kind).unwrap();
        let bench = bench(&upload);
        let made = bench.make(&[]).unwrap();
        assert_eq!(corners(&bench.pixels(&made, 320)), "rgbw", "{kind:?}");
    }
    let mut upload = Vec::new();
    Encoder::new(&mut upload, 95)
        .encode(&[128; 64], 8, 8, ColorType::Luma)
        .unwrap();
    let bench = bench(&upload);
    let made = bench.make(&[]).unwrap();
    let [red, green, blue] = bench.pixels(&made, 320).get_pixel(4, 4).0;
    assert!(red.abs_diff(128) < 3 && red == green && green == blue);
}

#[test]
fn transparency_is_laid_on_white() {
    let image = RgbaImage::from_fn(30, 30, |x, _| match x / 10 {
        0 => image::Rgba([255, 0, 0, 255]),
        1 => image::Rgba([255, 0, 0, 0]),
        _ => image::Rgba([0, 0, 0, 128]),
    });
    let bench = bench(&samples::encoded(&image.into(), ImageFormat::Png));
    let made = bench.make(&[]).unwrap();
    let pixels = bench.pixels(&made, 320);
    assert_eq!(hue(pixels.get_pixel(3, 15)), 'r');
    assert_eq!(hue(pixels.get_pixel(14, 15)), 'w');
    assert!(pixels.get_pixel(27, 15).0[1].abs_diff(127) < 12);
}

/// An animated PNG: red first, then a picture that must not be shown.
fn animated_png() -> Vec<u8> {
    let still = samples::encoded(
        &DynamicImage::from(RgbImage::from_pixel(8, 8, Rgb([250, 0, 0]))),
        ImageFormat::Png,
    );
    let second = samples::encoded(
        &DynamicImage::from(RgbImage::from_pixel(8, 8, Rgb([0, 250, 0]))),
        ImageFormat::Png,
    );
    // Signature and header are 33 bytes; the end chunk is the last twelve.
    let data = |png: &[u8]| png[33 + 8..png.len() - 12 - 4].to_vec();
    let control = |number: u32| {
        let words = [number, 8, 8, 0, 0].map(u32::to_be_bytes).concat();
        [words, vec![0, 1, 0, 10, 0, 0]].concat()
    };
    let mut bytes = still[..33].to_vec();
    bytes.extend(samples::png_chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]));
    bytes.extend(samples::png_chunk(b"fcTL", &control(0)));
    bytes.extend(&still[33..still.len() - 12]);
    bytes.extend(samples::png_chunk(b"fcTL", &control(1)));
    bytes.extend(samples::png_chunk(b"fdAT", &[vec![0, 0, 0, 2], data(&second)].concat()));
    bytes.extend(samples::png_chunk(b"IEND", b""));
    bytes
}

/// An animated WebP: red first, then green.
fn animated_webp() -> Vec<u8> {
    let chunk = |name: &[u8], body: &[u8]| {
        let length = u32::try_from(body.len()).unwrap().to_le_bytes();
        let pad = vec![0; body.len() % 2];
        [name, &length, body, &pad].concat()
    };
    let frame = |colour| {
        let still = DynamicImage::from(RgbImage::from_pixel(8, 8, Rgb(colour)));
        let still = samples::encoded(&still, ImageFormat::WebP);
        // Place 0,0; size 8 by 8, less one; 100 ms; then the still picture's own chunk.
        let head = [0, 0, 0, 0, 0, 0, 7, 0, 0, 7, 0, 0, 100, 0, 0, 0];
        chunk(b"ANMF", &[&head[..], &still[12..]].concat())
    };
    let body = [
        b"WEBP".to_vec(),
        chunk(b"VP8X", &[0b10, 0, 0, 0, 7, 0, 0, 7, 0, 0]),
        chunk(b"ANIM", &[255, 255, 255, 255, 0, 0]),
        frame([250, 0, 0]),
        frame([0, 250, 0]),
    ]
    .concat();
    chunk(b"RIFF", &body)
}

/// A TIFF of two pages of one grey value each, dark first.
fn two_pages() -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    for (value, last) in [(30u8, false), (220, true)] {
        let start = u32::try_from(bytes.len()).unwrap();
        // Eight entries of twelve bytes, the link to the next page, then one byte of pixels.
        let pixels = start + 2 + 8 * 12 + 4;
        let entries: [(u16, u16, u32); 8] = [
            (256, 4, 1),
            (257, 4, 1),
            (258, 3, 8),
            (259, 3, 1),
            (262, 3, 1),
            (273, 4, pixels),
            (278, 4, 1),
            (279, 4, 1),
        ];
        bytes.extend(8u16.to_le_bytes());
        for (tag, kind, content) in entries {
            bytes.extend(tag.to_le_bytes());
            bytes.extend(kind.to_le_bytes());
            bytes.extend(1u32.to_le_bytes());
            bytes.extend(content.to_le_bytes());
        }
        let next = if last { 0 } else { pixels + 2 };
        bytes.extend(next.to_le_bytes());
        bytes.extend([value, 0]);
    }
    bytes
}

#[test]
fn of_an_animation_or_a_file_of_pages_the_first_picture_is_taken() {
    for upload in [animated_png(), animated_webp()] {
        let bench = bench(&upload);
        let made = bench.make(&[]).unwrap();
        assert_eq!((made.width, made.height), (8, 8));
        assert_eq!(corners(&bench.pixels(&made, 320)), "rrrr");
    }
    let bench = bench(&two_pages());
    let made = bench.make(&[]).unwrap();
    assert!(bench.pixels(&made, 320).get_pixel(0, 0).0[0].abs_diff(30) < 4);
}
