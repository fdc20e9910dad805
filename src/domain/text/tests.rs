//! What folds to the same form, what is dropped, and the order of lists.

use super::*;
use proptest::prelude::*;

#[test]
fn part_numbers_meet_whatever_the_punctuation() {
    for text in [
        "adsp 21065l",
        "ADSP-21065L",
        "ADSP_21065.L",
        "ＡＤＳＰ－２１０６５Ｌ",
        "АDSР-21065L",
        "adsp\u{ad}21065l",
    ] {
        assert_eq!(fold_part(text), "ADSP21065L", "{text}");
    }
    assert_eq!(fold_part("µPD7220"), "UPD7220");
    assert_eq!(fold_part("К561ЛА7"), "K561ЛA7");
    assert_eq!(fold_part("k561лa7"), "K561ЛA7");
    assert_eq!(fold_part("ㅈ-113"), fold_part("ᄌ113"));
    assert_eq!(fold_part(" / - "), "");
}

#[test]
fn capitals_of_other_alphabets_meet_their_latin_twins() {
    for (foreign, latin) in [
        ("АВСЕНІЈКМОРЅТХУ", "ABCEHIJKMOPSTXY"),
        ("ΑΒΕΖΗΙΚΝΟΡΤΥΧ", "ABEZHIKNOPTYX"),
    ] {
        assert_eq!(fold_part(foreign), latin);
        assert_eq!(fold_part(&foreign.to_lowercase()), latin);
    }
    assert_eq!(fold_part("Μ"), "M");
    for kept in ["ЖЮЯЇЄҐБД", "ΣΩΔ", "ابپ", "조선", "電子", "טלפון"] {
        assert_eq!(fold_part(kept), kept);
    }
}

#[test]
fn misread_characters_meet_in_the_loose_form() {
    assert_eq!(fold_loose("OQD-IL-ZSGB"), "00011".to_owned() + "2568");
    assert_eq!(fold_loose("LM78L05"), fold_loose("1M7BLOS"));
}

#[test]
fn names_meet_whatever_the_accents() {
    assert_eq!(fold_name("Société  Générale, S.A."), "societe generale s a");
    assert_eq!(fold_name("O’Brien & Sons"), "obrien sons");
    assert_eq!(fold_name("Солом'янський"), fold_name("СОЛОМʼЯНСЬКИИ"));
    assert_eq!(fold_name("Łódź Straße"), "lodz strasse");
    assert_eq!(fold_name("삼성전자"), "삼성전자");
    assert_eq!(fold_name("هسا‌"), "هسا");
    assert_eq!(fold_name("  "), "");
}

#[test]
fn names_can_be_typed_in_latin_letters() {
    assert_eq!(transliterate("Київ"), "kiyiv");
    assert_eq!(transliterate("Микрон"), "mikron");
    assert!(transliterate("삼성전자").is_ascii());
}

#[test]
fn lists_are_in_the_order_people_expect() {
    let mut names = [
        "KN-23",
        "KN-9",
        "kn-02",
        "Їжак",
        "Іскра",
        "Зоря",
        "Йод",
        "KN-100",
        "яр",
        "Ґрати",
        "Гора",
        "Дон",
        "Єва",
        "Жук",
    ];
    names.sort_by_key(|name| sort_key(name));
    let kn: Vec<_> = names
        .iter()
        .filter(|n| n.to_lowercase().starts_with("kn"))
        .copied()
        .collect();
    assert_eq!(kn, ["kn-02", "KN-9", "KN-23", "KN-100"]);
    let place = |name: &str| names.iter().position(|n| *n == name);
    assert!(place("Гора") < place("Ґрати") && place("Ґрати") < place("Дон"));
    assert!(place("Єва") < place("Жук") && place("Зоря") < place("Іскра") && place("Іскра") < place("яр"));
}

#[test]
fn what_nobody_can_see_is_dropped() {
    assert_eq!(clean_line("  a\u{202e}b\t\nc\0 \u{feff}", 10).unwrap(), "ab c");
    assert_eq!(clean_line("e\u{301}", 1).unwrap(), "é");
    assert_eq!(clean_text(" a  b \r\n\r\n\r\n c\rd\u{7} ", 20).unwrap(), "a b\n\nc\nd");
    assert_eq!(clean_text("\n\n", 20).unwrap(), "");
    assert_eq!(clean_line("می\u{200c}روم", 20).unwrap(), "می\u{200c}روم");
}

#[test]
fn length_is_counted_in_characters() {
    assert_eq!(clean_line("їїї", 3).unwrap(), "їїї");
    let say = clean_line("їїїї", 3).unwrap_err();
    assert_eq!((say.key, say.args), ("text-too-long", vec![("max", "3".to_owned())]));
    assert_eq!(
        clean_text(&"x".repeat(10_000_000), 2_000).unwrap_err().key,
        "text-too-long"
    );
    assert_eq!(required(String::new()).unwrap_err().key, "text-required");
    assert_eq!(required("x".to_owned()).unwrap(), "x");
    assert_eq!(
        (optional(String::new()), optional("x".to_owned())),
        (None, Some("x".to_owned()))
    );
}

proptest! {
    #[test]
    fn plain_text_is_cleaned_and_folded_as_any_other(text in "[ -~]{0,40}", line in "[!-~]{1,9}( [!-~]{1,9}){0,4}") {
        prop_assert_eq!(fold_part(&text), fold_any_part(&text));
        // A character that is dropped takes the long way.
        let marked = format!("{text}\u{feff}");
        prop_assert_eq!(clean_line(&text, 99), clean_line(&marked, 99));
        prop_assert_eq!(clean_text(&text, 99), clean_text(&marked, 99));
        prop_assert_eq!(clean_line(&line, 99).unwrap(), line);
    }
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in any::<String>()) {
        for fold in [fold_part, fold_loose, fold_name, transliterate] {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
        let _ = sort_key(&text);
    }

    #[test]
    fn cleaning_twice_changes_nothing(text in "\\PC{0,40}|[ \\n\\r\\ta-zé\u{301}\u{323}\u{202e}]{0,40}") {
        let line = clean_line(&text, 500).unwrap();
        prop_assert_eq!(&clean_line(&line, 500).unwrap(), &line);
        let block = clean_text(&text, 500).unwrap();
        prop_assert_eq!(&clean_text(&block, 500).unwrap(), &block);
        prop_assert!(!block.chars().any(|c| is_hidden(c) || (c.is_control() && c != '\n')));
    }

    #[test]
    fn case_and_punctuation_never_matter(text in "[A-Za-z0-9 ./_-]{0,30}") {
        let bare: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        prop_assert_eq!(fold_part(&text), bare.to_ascii_uppercase());
        prop_assert_eq!(fold_part(&text.to_lowercase()), fold_part(&text));
    }
}
