use image::{DynamicImage, ImageFormat};
use proptest::prelude::*;

use super::super::samples;
use super::*;

/// What the intake says to a file with this content.
fn look(bytes: &[u8], name: &str) -> Result<Inspected> {
    let folder = tempfile::tempdir().unwrap();
    let path = samples::file(folder.path(), "upload", bytes);
    inspect(&Darkroom::new(1), &path, name)
}

fn looks(bytes: &[u8]) -> String {
    match look(bytes, "photo.jpg") {
        Err(Error::Unsupported(say)) => {
            assert_eq!(say.key, "media-unsupported");
            say.args.iter().find(|arg| arg.0 == "looks").unwrap().1.clone()
        }
        other => panic!("not refused: {other:?}"),
    }
}

fn is_broken(outcome: &Result<Inspected>) -> bool {
    matches!(outcome, Err(Error::Invalid(fields)) if fields[0].field == "file")
}

/// The first bytes of a JPEG of this size: start, frame, and nothing after.
fn hollow_jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xc0\x00\x11\x08".to_vec();
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.extend(b"\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01");
    bytes
}

#[test]
fn each_accepted_format_is_told_by_its_content() {
    let picture = samples::quarters(60, 40);
    let image = DynamicImage::from(picture.clone());
    let cases = [
        (samples::jpeg(&picture, None, false), Format::Jpeg),
        (samples::jpeg(&picture, None, true), Format::Jpeg),
        (samples::encoded(&image, ImageFormat::Png), Format::Png),
        (samples::encoded(&image, ImageFormat::WebP), Format::Webp),
        (samples::encoded(&image, ImageFormat::Tiff), Format::Tiff),
    ];
    for (bytes, format) in cases {
        let found = look(&bytes, "lies.pdf").unwrap();
        assert_eq!((found.format, found.width, found.height), (format, 60, 40));
        assert_eq!(found.display_name, "lies.pdf");
        assert_eq!(Format::from_word(format.as_str()), Some(format));
    }
    assert_eq!(Format::from_word("gif"), None);
}

#[test]
fn the_size_is_that_of_the_upright_picture() {
    let bytes = samples::jpeg(&samples::quarters(60, 40), Some(&samples::exif(6)), false);
    let found = look(&bytes, "a.jpg").unwrap();
    assert_eq!((found.width, found.height), (40, 60));
    assert_eq!(found.capture.serial.as_deref(), Some("SN-0042"));
}

#[test]
fn what_is_no_photo_is_refused_by_what_it_looks_like() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    let avif = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf";
    let video = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom";
    let cases: [(&[u8], &str); 17] = [
        (b"", "empty"),
        (b"GIF89a\x01\0\x01\0\0\0\0", "gif"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "pdf"),
        (b"PK\x03\x04\x14\0\0\0\x08\0", "zip"),
        (b"BM\x1e\0\0\0\0\0\0\0\x1a\0\0\0", "bmp"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg"),
        (b"<?xml version='1.0'?><!-- x --><svg/>", "svg"),
        (b"\xef\xbb\xbf<svg onload='alert(1)'/>", "svg"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"dear sirs,\r\n\tthe lot code", "text"),
        ("маркування «113»".as_bytes(), "text"),
        (&"ж".as_bytes()[..1], "other"),
        (heic, "heic"),
        (avif, "avif"),
        (video, "video"),
        (b"II*\0\x10\0\0\0CR\x02\0", "raw"),
        (b"\0\0\0\0\0\0\0\0\0", "other"),
    ];
    for (bytes, word) in cases {
        assert_eq!(looks(bytes), word, "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_raw_file_in_the_dress_of_a_tiff_is_refused() {
    let version = (
        exif::Tag(exif::Context::Tiff, 0xC612),
        exif::Value::Byte(vec![1, 4, 0, 0]),
    );
    assert_eq!(looks(&samples::block(&[version])), "raw");
}

#[test]
fn every_word_for_a_refusal_has_a_sentence_in_every_language() {
    let words = [
        "empty", "heic", "avif", "gif", "bmp", "raw", "svg", "pdf", "office", "zip", "html", "text", "video", "audio",
        "other",
    ];
    for text in [
        include_str!("../../words/en/media.ftl"),
        include_str!("../../words/uk/media.ftl"),
    ] {
        for word in words {
            assert!(text.contains(&format!("[{word}]")), "{word}");
        }
        for key in [
            "media-unsupported",
            "media-broken",
            "media-too-many-bytes",
            "media-too-many-pixels",
            "media-too-much-memory",
            "media-region-outside",
        ] {
            assert!(text.contains(&format!("\n{key} = ")), "{key}");
        }
    }
}

#[test]
fn a_picture_with_too_many_pixels_is_refused_by_its_header_with_both_numbers() {
    let outcome = look(&samples::hollow_png(8, 20_000, 5_001), "a.png");
    let Err(Error::TooLarge(say)) = outcome else {
        panic!("{outcome:?}");
    };
    for (name, value) in [
        ("field", "file"),
        ("width", "20000"),
        ("height", "5001"),
        ("megapixels", "101"),
        ("limit", "100"),
        ("side", "30000"),
    ] {
        assert!(say.args.contains(&(name, value.into())), "{name}");
    }
    for (width, height) in [(30_001, 1), (1, 30_001), (u32::MAX / 2, u32::MAX / 2)] {
        let outcome = look(&samples::hollow_png(8, width, height), "a.png");
        assert!(matches!(outcome, Err(Error::TooLarge(_))), "{outcome:?}");
    }
    assert!(look(&samples::hollow_png(8, 20_000, 5_000), "a.png").is_ok());
    assert!(look(&samples::hollow_png(8, 30_000, 1), "a.png").is_ok());
    let outcome = look(&hollow_jpeg(65_000, 65_000), "a.jpg");
    assert!(matches!(outcome, Err(Error::TooLarge(_))), "{outcome:?}");
}

#[test]
fn a_broken_header_is_the_files_fault() {
    for bytes in [
        &b"\xff\xd8\xff"[..],
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"\xff\xd8\xff\xd9",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x10\0\0\0WEBP",
        b"RIFF\x10\0\0\0WEBPVP8 \xff\xff\xff\xff",
        b"II*\0",
        b"II*\0\xff\xff\xff\xff",
        b"MM\0*\0\0\0\x08\xff\xff",
        b"II+\0\x08\0\0\0",
    ] {
        let outcome = look(bytes, "a.jpg");
        assert!(is_broken(&outcome), "{bytes:?}: {outcome:?}");
    }
    assert!(is_broken(&look(&samples::hollow_png(8, 0, 5), "a.png")));
    assert!(is_broken(&look(&hollow_jpeg(5, 0), "a.jpg")));
}

#[test]
fn a_file_name_is_made_safe_to_show() {
    for (claimed, shown) in [
        ("IMG_0042.JPG", "IMG_0042.JPG"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\olena\\плата 1.jpg", "плата 1.jpg"),
        ("a\u{0}b\r\nc.jpg", "a b c.jpg"),
        ("\u{202e}gpj.exe", "gpj.exe"),
        ("\u{200b}.\u{feff}hidden", "hidden"),
        ("..", "photo.jpg"),
        ("", "photo.jpg"),
        ("dir/", "photo.jpg"),
        ("ㅈ <b>.png", "ㅈ <b>.png"),
    ] {
        assert_eq!(display_name(claimed, Format::Jpeg), shown, "{claimed:?}");
    }
    let long = display_name(&format!("{}.jpeg", "ї".repeat(400)), Format::Jpeg);
    assert!(long.len() <= MAX_NAME && long.ends_with("ї.jpeg"), "{long}");
    let long = display_name(&"x".repeat(400), Format::Jpeg);
    assert_eq!(long.len(), MAX_NAME);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_the_intake_panic(
        start in prop::sample::select(vec![
            &b""[..], b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBPVP8 ",
            b"RIFF\xff\0\0\0WEBPVP8X", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b"\0\0\0\x18ftyp",
        ]),
        rest in prop::collection::vec(any::<u8>(), 0..600),
        name in ".*",
    ) {
        let outcome = look(&[start, &rest].concat(), &name);
        prop_assert!(!matches!(outcome, Err(Error::Internal(_))), "{outcome:?}");
        if let Ok(found) = outcome {
            prop_assert!(found.display_name.len() <= MAX_NAME);
        }
    }

    #[test]
    fn a_name_is_always_one_clean_line(name in any::<String>()) {
        let shown = display_name(&name, Format::Png);
        prop_assert!(!shown.is_empty() && shown.len() <= MAX_NAME);
        prop_assert!(!shown.contains(['/', '\\']));
        prop_assert!(!shown.chars().any(char::is_control));
    }
}
