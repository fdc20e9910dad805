//! How well the labelled pairs are told apart, and what must never happen.

use proptest::prelude::*;

use super::*;

const PAIRS: &str = include_str!("../../../tests/files/party_names.csv");

fn name(text: &str, country: &str) -> Name {
    Name::fold(text, country, &Rarity::unknown())
}

fn score_of(one: &str, other: &str) -> f32 {
    compare(&name(one, ""), &name(other, "")).score
}

/// Right, wrongly queued, missed and sharing a key, of the pairs at even or at odd places.
fn counted(odd: usize, show: bool) -> (u32, u32, u32, u32) {
    let (mut right, mut wrong, mut missed, mut keyless) = (0, 0, 0, 0);
    for (at, row) in csv::Reader::from_reader(PAIRS.as_bytes()).records().enumerate() {
        let row = row.unwrap();
        if at % 2 != odd {
            continue;
        }
        let (one, other) = (name(&row[1], &row[2]), name(&row[3], &row[4]));
        let likeness = compare(&one, &other);
        let queued = likeness.score >= QUEUE;
        match &row[0] {
            "same" if queued => right += 1,
            "same" => missed += 1,
            "different" if queued => wrong += 1,
            _ => {}
        }
        if &row[0] == "same" && !one.keys().iter().any(|key| other.keys().contains(key)) {
            keyless += 1;
            if show {
                println!("no key: {} / {}", &row[1], &row[3]);
            }
        }
        let surprising = (&row[0] == "same" && !queued) || (&row[0] == "different" && queued);
        if show && surprising {
            let keys: Vec<&str> = likeness.reasons.iter().map(|say| say.key).collect();
            println!("{} {:.2} {} / {} {keys:?}", &row[0], likeness.score, &row[1], &row[3]);
        }
    }
    (right, wrong, missed, keyless)
}

#[test]
fn labelled_pairs_are_told_apart() {
    for (odd, what) in [(0, "tuned on"), (1, "held out")] {
        let (right, wrong, missed, keyless) = counted(odd, odd == 0);
        println!(
            "{what}: precision {:.3}, recall {:.3} ({right} right, {wrong} wrong, {missed} missed), {keyless} without a common key",
            f64::from(right) / f64::from(right + wrong),
            f64::from(right) / f64::from(right + missed)
        );
        assert!(right * 100 >= 90 * (right + wrong), "{what}: {wrong} wrong");
        assert!(right * 100 >= 90 * (right + missed), "{what}: {missed} missed");
    }
}

#[test]
fn a_common_word_makes_nobody_alike() {
    for other in [
        "Company",
        "Alpha Company",
        "X-Y-Z Company",
        "Company Limited",
        "Trading Company",
    ] {
        assert!(
            score_of("A-B-C Company", other) < 0.5,
            "{other}: {}",
            score_of("A-B-C Company", other)
        );
    }
    assert!(score_of("Shenzhen Technology Co Ltd", "Shenzhen Electronics Co Ltd") < QUEUE);
    assert!(score_of("Global Trading LLC", "Global Logistics LLC") < QUEUE);
}

#[test]
fn short_true_names_and_one_letter_more_are_found() {
    assert!(score_of("VMK LLC", "ООО ВМК") >= QUEUE);
    assert!(score_of("A-B-C Company", "ABC Company") >= 0.95);
    assert!(score_of("Petroengineering", "Petroenginneering") >= QUEUE);
    assert!(score_of("Tanhoi Electronics", "Tanhooi Electronics") >= QUEUE);
    assert!(score_of("Radiotekhkomplekt", "Radiotekhkomplektt") >= QUEUE);
}

#[test]
fn legal_forms_of_many_languages_are_taken_off() {
    for text in [
        "Vektor LLC",
        "ООО Вектор",
        "Vektor GmbH & Co. KG",
        "Vektor Co., Ltd.",
        "VEKTOR L.L.C.",
        "Limited Liability Company Vektor",
        "Vektor Ltd Sti",
    ] {
        let folded = name(text, "");
        assert_eq!(folded.form(), Some(LegalForm::Limited), "{text}");
        assert_eq!(folded.joined, "vektor", "{text}");
    }
    assert_eq!(name("АО Вектор", "").form(), Some(LegalForm::Stock));
    assert_eq!(name("Vektor FZE", "").form(), Some(LegalForm::FreeZone));
    assert_eq!(name("ФОП Вектор", "").form(), Some(LegalForm::Person));
    // A name that is nothing but a legal form is a name.
    assert!(!name("LLC", "").is_empty());
}

#[test]
fn reasons_say_what_was_seen() {
    let keys = |one: &Name, other: &Name| -> Vec<&'static str> {
        compare(one, other).reasons.iter().map(|say| say.key).collect()
    };
    let found = keys(&name("Sfera LLC", "RU"), &name("Sfera JSC", "KZ"));
    assert_eq!(
        found,
        ["party-reason-same-words", "party-reason-form", "party-reason-country"]
    );
    assert_eq!(
        keys(&name("Plant 12", ""), &name("Plant 21", "")),
        ["party-reason-only-common", "party-reason-number"]
    );
    assert_eq!(
        keys(&name("Xing Hua", ""), &name("Xinghua", "")),
        ["party-reason-together"]
    );
    assert!(keys(&name("Микротех", ""), &name("Microtech", "")).contains(&"party-reason-transliterated"));
}

#[test]
fn names_that_name_different_countries_are_two() {
    let (one, other) = (
        name("Permanent Mission of France to the United Nations", ""),
        name("Permanent Mission of Japan to the United Nations", ""),
    );
    assert!(score(&one, &other) < QUEUE);
    assert!(
        compare(&one, &other)
            .reasons
            .iter()
            .any(|say| say.key == "party-reason-state")
    );
    let same = name("Permanent Mission of France to the UN", "");
    assert!(score(&one, &same) > score(&other, &same));
    // One of several is enough, and a name that names none says nothing.
    assert!(score(&name("Sfera Kenya Uganda", ""), &name("Sfera Uganda", "")) >= QUEUE);
    assert_eq!(score(&name("Sfera Kenya", ""), &name("Sfera Kenya", "")), 1.0);
}

#[test]
fn what_is_common_in_the_catalogue_counts_less() {
    let names: Vec<String> = (0..1000).map(|at| format!("Wostok firm{at}")).collect();
    let rarity = Rarity::of(names.iter().map(String::as_str));
    let fold = |text: &str| Name::fold(text, "", &rarity);
    assert!(score(&fold("Wostok Alpha"), &fold("Wostok Omega")) < 0.3);
    assert!(score(&fold("Wostok Alpha"), &fold("Alpha")) > QUEUE);
}

proptest! {
    #[test]
    fn any_two_texts_can_be_compared(one in "\\PC{0,60}", other in "\\PC{0,60}") {
        let (one, other) = (name(&one, "RU"), name(&other, ""));
        let likeness = compare(&one, &other);
        prop_assert!((0.0..=1.0).contains(&likeness.score));
        prop_assert_eq!(likeness.score, compare(&other, &one).score);
        prop_assert!(one.keys().len() <= 12);
    }

    #[test]
    fn a_name_is_itself_in_any_order_and_case(words in prop::collection::vec("[a-z]{3,9}", 1..5)) {
        let text = words.join(" ");
        let turned = words.iter().rev().cloned().collect::<Vec<_>>().join(" ").to_uppercase();
        let (one, other) = (name(&text, ""), name(&turned, ""));
        // A word that is a legal form or nothing may be taken off at one end only.
        if one.words.len() == words.len() && other.words.len() == words.len() {
            let only_common = one.words.iter().all(|word| word.weight < 0.5);
            let same = compare(&one, &one).score;
            prop_assert!(only_common || compare(&one, &other).score > 0.99);
            // A common word alone, such as `Far` or `Star`, makes nobody the same.
            prop_assert!(if only_common && words.len() == 1 { same < QUEUE } else { same > 0.8 }, "{}", same);
        }
    }

    #[test]
    fn one_letter_changed_in_a_long_word_is_still_queued(word in "[bdfkmnprstv][aeiou][bdfkmnprstv][aeiou][bdfkmnprstv][aeiou][bdfkmnprstv][aeiou]", at in 1_usize..8, letter in "[a-z]") {
        let mut changed = word.clone();
        changed.insert_str(at, &letter);
        let (one, other) = (name(&format!("{word} Trading LLC"), ""), name(&format!("{changed} Trading LLC"), ""));
        prop_assert!(score(&one, &other) >= QUEUE, "{} {} {}", word, changed, score(&one, &other));
        prop_assert!(one.keys().iter().any(|key| other.keys().contains(key)), "{} {}", word, changed);
    }
}
