use image::{Rgb, RgbImage};

use super::*;

fn drawn(part: Part, mark: &[&str]) -> (RgbImage, Option<Rect>) {
    let plate = plate(&Spec {
        part,
        mark,
        subject: "Jet vane actuator from the second missile",
        source: "A published report, 2024",
    })
    .unwrap();
    let picture = image::load_from_memory_with_format(&plate.png, ImageFormat::Png).unwrap();
    (picture.into_rgb8(), plate.region)
}

/// How many pixels of a region have this colour.
fn count(picture: &RgbImage, region: Rect, colour: [u8; 3]) -> usize {
    let columns = region.x..region.x + region.width;
    columns
        .flat_map(|x| (region.y..region.y + region.height).map(move |y| (x, y)))
        .filter(|&(x, y)| *picture.get_pixel(x, y) == Rgb(colour))
        .count()
}

#[test]
fn every_part_has_its_mark_where_it_says_and_the_warning_below() {
    for part in Part::ALL {
        let (plain, none) = drawn(part, &[]);
        let (marked, region) = drawn(part, &["ADSP-21065L", "ㅈ 0#ЖЇ"]);
        assert_eq!(plain.dimensions(), (WIDTH, HEIGHT));
        assert_eq!(none, None, "{part:?}");
        let region = region.unwrap();
        assert_eq!(region.within((WIDTH, 1000)), Some(region), "{part:?}");
        let dark = matches!(part, Part::Chip | Part::Capacitor);
        let letters = if dark { [0xEF, 0xE8, 0xD9] } else { [0x1D, 0x1A, 0x16] };
        let found = count(&marked, region, letters);
        assert!(found > 1500, "{part:?}: {found}");
        // Around the letters there is a margin, so that the outline of a region touches none.
        let rim = Rect::new(region.x, region.y, region.width, 3);
        assert_eq!(count(&marked, rim, letters), 0, "{part:?}");
        let warning = Rect::new(70, 1030, 540, 80);
        assert!(count(&marked, warning, [0xAD, 0x32, 0x13]) > 3000);
        assert_eq!(Part::from_word(part.as_str()), Some(part));
    }
    assert_eq!(Part::from_word("tank"), None);
}

#[test]
fn the_same_plate_is_the_same_file() {
    let spec = Spec {
        part: Part::Barometer,
        mark: &["ㅈ"],
        subject: "Barometer",
        source: "A report",
    };
    assert_eq!(plate(&spec).unwrap(), plate(&spec).unwrap());
    let other = Spec { mark: &["1"], ..spec };
    assert_ne!(plate(&spec).unwrap().png, plate(&other).unwrap().png);
}

#[test]
fn marks_of_any_length_stay_on_the_part() {
    let long = "9".repeat(400);
    let many = ["7"; 40];
    for mark in [&[""][..], &[&long], &many, &["\u{202e}漢字\u{0}"], &["", "A", ""]] {
        let (_, region) = drawn(Part::Chip, mark);
        if let Some(region) = region {
            assert_eq!(
                Rect::new(270, 230, 580, 580).within((WIDTH, HEIGHT)).map(|room| {
                    region.x >= room.x
                        && region.y >= room.y
                        && region.x + region.width <= room.x + room.width
                        && region.y + region.height <= room.y + room.height
                }),
                Some(true),
                "{mark:?} {region:?}"
            );
        } else {
            assert_eq!(mark, [""]);
        }
    }
}

#[test]
fn letters_of_all_scripts_in_the_marks_are_drawn_and_differ() {
    let mut seen: Vec<Vec<u8>> = Vec::new();
    for letter in ["A", "Ж", "Ї", "ㅈ", "µ", "Ω", "Ø", "0", "O", "?"] {
        let mut pen = Pen::new(60, 60).unwrap();
        pen.write(letter, 10.0, 50.0, Hold::Left, bold(50.0, INK));
        let pixels = pen.into_picture().unwrap().into_raw();
        assert!(!seen.contains(&pixels), "{letter}");
        seen.push(pixels);
    }
}

#[test]
fn long_texts_are_broken_and_cut_with_an_ellipsis() {
    let pen = Pen::new(10, 10).unwrap();
    let set = plain(20.0, INK);
    // One letter is 12 pixels wide.
    assert_eq!(pen.wrap("ab cd ef", 60.0, 3, set), ["ab cd", "ef"]);
    assert_eq!(pen.wrap("ab cd ef gh ij", 60.0, 2, set), ["ab cd", "ef g…"]);
    assert_eq!(pen.wrap("abcdefgh i", 60.0, 2, set), ["abcde", "i"]);
    assert!(pen.wrap("  ", 60.0, 2, set).is_empty());
}

#[test]
fn lengths_become_whole_pixels() {
    for (length, whole) in [(-3.0, 0), (0.0, 0), (0.9, 0), (1.0, 1), (1599.9, 1599), (9e9, 8191)] {
        assert_eq!(pixels(length), whole, "{length}");
    }
    assert_eq!(pixels(f32::NAN), 0);
}
