//! Files that are cut short, damaged or made to do harm.

use proptest::prelude::*;

use super::*;

#[test]
fn a_picture_cut_short_is_refused_and_leaves_no_copy() {
    let picture = samples::quarters(320, 200);
    let image = DynamicImage::from(picture.clone());
    for (name, whole) in [
        ("jpeg", samples::jpeg(&picture, None, false)),
        ("progressive", samples::jpeg(&picture, None, true)),
        ("png", samples::encoded(&image, ImageFormat::Png)),
        ("webp", samples::encoded(&image, ImageFormat::WebP)),
        ("tiff", samples::encoded(&image, ImageFormat::Tiff)),
    ] {
        assert!(bench(&whole).make(&[]).is_ok(), "{name}");
        for parts in 1..=20 {
            let cut = bench(&whole[..whole.len() * parts / 21]);
            let outcome = cut.make(&[]);
            assert!(
                matches!(&outcome, Err(Error::Invalid(fields)) if fields[0].field == "file"),
                "{name} {parts}/21: {outcome:?}"
            );
            assert!(!cut.folder.path().join("blobs/derivatives/ab").exists());
        }
    }
}

#[test]
fn a_picture_that_would_need_too_much_memory_is_refused() {
    let outcome = bench(&samples::hollow_png(16, 10_000, 10_000)).make(&[]);
    let Err(Error::TooLarge(say)) = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(say.key, "media-too-much-memory");
    let outcome = bench(&samples::hollow_png(8, 10_000, 10_001)).make(&[]);
    assert!(matches!(outcome, Err(Error::TooLarge(say)) if say.key == "media-too-many-pixels"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn no_damage_makes_the_darkroom_fail_in_another_way(
        kind in 0usize..5,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        redaction in (0u32..80, 0u32..80, 0u32..80, any::<u32>()),
    ) {
        let picture = samples::quarters(64, 48);
        let image = DynamicImage::from(picture.clone());
        let mut bytes = match kind {
            0 => samples::jpeg(&picture, Some(&samples::exif(6)), false),
            1 => samples::jpeg(&picture, Some(&samples::exif(3)), true),
            2 => samples::encoded(&image, ImageFormat::Png),
            3 => samples::encoded(&image, ImageFormat::WebP),
            _ => samples::encoded(&image, ImageFormat::Tiff),
        };
        for (place, value) in damage {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        let (x, y, width, height) = redaction;
        let outcome = bench(&bytes).make(&[Rect::new(x, y, width, height)]);
        prop_assert!(
            matches!(
                outcome,
                Ok(_) | Err(Error::Invalid(_) | Error::Unsupported(_) | Error::TooLarge(_))
            ),
            "{outcome:?}"
        );
    }
}
