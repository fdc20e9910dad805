//! Marks that can mean more than is listed: rules are told together then, and nothing is lost.

use super::*;

#[test]
fn a_mark_that_can_mean_too_much_says_so() {
    let mark = "{8|BB}".repeat(300);
    let found = read_mark(&mark, "", "2024-01-01");
    assert!(found.left_out.is_some());
    assert!(found.flags.contains(&"cut_short"));
    assert_eq!(found, read_mark(&mark, "", "2024-01-01"));
    let told = |reading: &Reading| reading.reasons_against.iter().any(|why| why.key == "reading-cut-short");
    assert!(found.readings.iter().all(told));
    for mark in [
        "?? ".repeat(600),
        "2148 ".repeat(390),
        "2148 ".repeat(10),
        "???? ".repeat(10),
    ] {
        let found = read_mark(&mark, "", "2024-01-01");
        assert_eq!(found.left_out, None, "{mark}");
        assert!(found.flags.contains(&"told_together"), "{mark}");
        let together = found.readings.iter().filter(|one| is_together(one));
        for one in together {
            assert!(!one.shown && one.rank < 0.05 && one.flags.contains(&"wide"), "{mark}");
            assert!(one.reasons_against.iter().any(|why| why.key == "reading-told-together"));
            let twice = found
                .readings
                .iter()
                .filter(|other| is_together(other) && other.scheme.id == one.scheme.id);
            assert_eq!(twice.count(), 1, "{mark}: {}", one.scheme.id);
        }
    }
    for mark in [
        "?".repeat(40),
        "2148 ".repeat(8),
        "????".to_owned(),
        "21?? / ???".to_owned(),
    ] {
        let found = read_mark(&mark, "", "2024-01-01");
        assert_eq!(found.left_out, None, "{mark}");
        assert!(!found.flags.contains(&"told_together"), "{mark}");
    }
}

#[test]
fn where_rules_are_told_together_the_likely_dates_are_still_listed() {
    let lots: Vec<String> = (1..60)
        .map(|lot| format!("LOT {lot:03}X7 / 12{lot:02} R{lot}"))
        .collect();
    let mark = format!("TI / 35KAZXO / 2148 / {}", lots.join(" / "));
    let found = read_mark(&mark, "Texas Instruments", "2024-01-01");
    assert!(found.flags.contains(&"told_together"));
    let listed = |token: &str, edtf: &str| {
        let mut all = found.readings.iter();
        all.any(|reading| reading.token == token && reading.shown && reading.span.edtf() == edtf)
    };
    assert!(listed("35KAZXO", "2023-05"));
    assert!(found.shown().count() > 10);
}

/// Labels full of codes, with up to four unreadable characters in each word.
fn labels() -> impl Strategy<Value = String> {
    let word = prop_oneof!["[0-9]{1,8}", "[0-9A-F]{2,9}", "[0-9A-Z.-]{1,10}"];
    let damaged = (word, proptest::collection::vec(any::<prop::sample::Index>(), 0..5)).prop_map(|(word, places)| {
        let mut word: Vec<char> = word.chars().collect();
        for place in places {
            let place = place.index(word.len());
            word[place] = '?';
        }
        word.into_iter().collect::<String>()
    });
    let line = proptest::collection::vec(damaged, 1..9).prop_map(|words| {
        let line: String = words.join(" ").chars().take(40).collect();
        line.trim().to_owned()
    });
    proptest::collection::vec(line, 1..13).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(cases())]

    // Labels of up to twelve lines of forty characters, four of each word unreadable: read to the end, and what they mean stays
    // when one more character cannot be read.
    #[test]
    fn no_label_is_cut_short_and_damage_removes_no_reading_of_it(mark in labels(), hint in hints(), at in 0usize..480) {
        let before = read_mark(&mark, hint, "2015-06-15");
        prop_assert_eq!(&before.left_out, &None, "{}", &mark);
        let places: Vec<usize> =
            mark.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric()).map(|(at, _)| at).collect();
        prop_assume!(!places.is_empty());
        let place = places[at % places.len()];
        let damaged = format!("{}?{}", &mark[..place], &mark[place + 1..]);
        let after = read_mark(&damaged, hint, "2015-06-15");
        prop_assert_eq!(&after.left_out, &None, "{}", &damaged);
        for reading in before.readings.iter().filter(|one| !is_together(one)) {
            let kept = after.readings.iter().any(|other| is_within(reading, other));
            prop_assert!(kept, "{mark} -> {damaged}: {} {}", reading.scheme.id, reading.span.edtf());
        }
    }
}
