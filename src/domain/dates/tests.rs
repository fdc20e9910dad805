//! Dates that are accepted, refused and compared.

use super::*;
use proptest::prelude::*;

fn bounds(text: &str) -> (String, String) {
    let date = Edtf::parse(text).unwrap();
    let show = |day: Option<NaiveDate>| day.map_or("none".to_owned(), |d| d.to_string());
    (show(date.earliest()), show(date.latest()))
}

fn key(text: &str) -> &'static str {
    Edtf::parse(text).unwrap_err().key
}

#[test]
fn every_form_of_level_one_has_its_bounds() {
    let cases = [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024?", "2024-01-01", "2024-12-31"),
        ("2024-03~", "2024-03-01", "2024-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-08-18", "2024-08-18", "2024-08-18"),
        ("2024-08-18%", "2024-08-18", "2024-08-18"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2024-XX", "2024-01-01", "2024-12-31"),
        ("2024-XX-XX", "2024-01-01", "2024-12-31"),
        ("2024-08-XX", "2024-08-01", "2024-08-31"),
        ("2024-21", "2024-03-01", "2024-06-21"),
        ("2024-24", "2023-12-01", "2025-03-21"),
        ("2023-03/2024-01-02", "2023-03-01", "2024-01-02"),
        ("../2024-02-27", "none", "2024-02-27"),
        ("/2024-02-27", "none", "2024-02-27"),
        ("2023-09/..", "2023-09-01", "none"),
        ("2023-09/", "2023-09-01", "none"),
        ("2024-08-18T23:30:00Z", "2024-08-18", "2024-08-18"),
        ("2024-08-18T23:30:00-05:00", "2024-08-18", "2024-08-18"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
    ];
    for (text, first, last) in cases {
        assert_eq!(bounds(text), (first.to_owned(), last.to_owned()), "{text}");
    }
}

#[test]
fn mistakes_are_named() {
    assert_eq!(key(""), "date-required");
    assert_eq!(key("   "), "date-required");
    for text in [
        "2023-02-30",
        "2023-13",
        "2023-13-01",
        "2023-02-29",
        "2024-00",
        "2023-04-31/2024",
    ] {
        assert_eq!(key(text), "date-impossible", "{text}");
    }
    for text in ["2024-09/2024-03", "2025/2024", "2024-08-19/2024-08-18"] {
        assert_eq!(key(text), "date-reversed", "{text}");
    }
    for text in [
        "0000", "-0044", "Y12345", "000X", "00XX", "0000-05", "9999-24", "0001-24",
    ] {
        assert_eq!(key(text), "date-year-range", "{text}");
    }
    for text in [
        "18.08.2024",
        "18 Aug 2024",
        "2024-8",
        "2024-08-18/x",
        "/",
        "../..",
        "nonsense",
        "2X24",
        "2024-0X",
    ] {
        assert_eq!(key(text), "date-invalid", "{text}");
    }
    assert_eq!(key(&"2".repeat(5000)), "date-invalid");
}

#[test]
fn text_is_kept_and_qualifiers_are_known() {
    let date = Edtf::parse(" 2024? ").unwrap();
    assert_eq!(date.text(), "2024?");
    assert!(date.is_uncertain() && !date.is_approximate());
    let date = Edtf::parse("2024-03~/2024-05").unwrap();
    assert!(!date.is_uncertain() && date.is_approximate());
    let date = Edtf::parse("2024%").unwrap();
    assert!(date.is_uncertain() && date.is_approximate());
}

#[test]
fn dates_compare_as_sets_of_days() {
    let date = |text: &str| Edtf::parse(text).unwrap();
    assert!(date("2024").overlaps(&date("2024-08-18")));
    assert!(date("2024/..").overlaps(&date("../2024-01-01")));
    assert!(!date("2024/..").overlaps(&date("../2023")));
    assert!(date("2024").could_be_before(&date("2024-08-18")));
    assert!(!date("2024").could_be_before(&date("2024-01-01")));
    assert!(date("2023").must_be_before(&date("2024")));
    assert!(!date("2023/..").must_be_before(&date("2024")));
    let day = NaiveDate::from_ymd_opt(2024, 8, 18).unwrap();
    assert!(date("2024-08").allows(day) && date("../2024-08-18").allows(day) && !date("2025/..").allows(day));
}

#[test]
fn known_days_become_dates() {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    assert_eq!(Edtf::day(day(2024, 8, 18)).unwrap().text(), "2024-08-18");
    assert_eq!(
        Edtf::between(day(2024, 1, 1), day(2024, 6, 30)).unwrap().text(),
        "2024-01-01/2024-06-30"
    );
    assert_eq!(
        Edtf::between(day(2024, 1, 1), day(2024, 1, 1)).unwrap().text(),
        "2024-01-01"
    );
    assert_eq!(
        Edtf::between(day(2024, 1, 2), day(2024, 1, 1)).unwrap_err().key,
        "date-reversed"
    );
    assert_eq!(Edtf::day(day(12024, 1, 1)).unwrap_err().key, "date-year-range");
}

proptest! {
    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _ = Edtf::parse(&text);
    }

    #[test]
    fn nothing_close_to_a_date_panics(text in "[-0-9XYT:.?~%/Z+]{0,24}") {
        if let Ok(date) = Edtf::parse(&text) {
            prop_assert_eq!(date.text(), text.as_str());
            prop_assert!(starts_by(date.earliest(), date.latest()));
            prop_assert_eq!(Edtf::parse(date.text()).unwrap(), date);
        }
    }

    #[test]
    fn every_day_comes_back(days in 0i32..3_650_000) {
        if let Some(day) = NaiveDate::from_num_days_from_ce_opt(days + 1).filter(|d| d.year() <= 9999) {
            let date = Edtf::day(day).unwrap();
            prop_assert_eq!((date.earliest(), date.latest()), (Some(day), Some(day)));
        }
    }
}
