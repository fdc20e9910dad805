//! What is read in single lines, and what must hold for any text.

use proptest::prelude::*;

use super::{labelled::makers, *};

fn said(text: &str) -> Vec<String> {
    let finds = read(text, &makers());
    finds
        .iter()
        .map(|find| format!("{}={}", find.kind.as_str(), find.value))
        .collect()
}

#[test]
fn the_line_everyone_knows() {
    let text = "MICROCHIP ATMEGA328P-AU 2148 QTY 500 PCS";
    let expected = [
        "maker=Microchip Technology",
        "part=ATMEGA328P-AU",
        "date code=2148",
        "quantity=500",
    ];
    assert_eq!(said(text), expected);
    let finds = read(text, &makers());
    assert_eq!(&text[finds[1].bytes.clone()], "ATMEGA328P-AU");
    assert_eq!(finds[1].chars, 10..23);
    assert_eq!(finds[3].unit.unwrap().name, "pcs");
}

#[test]
fn the_makers_that_ship_are_those_of_the_list() {
    assert_eq!(*Makers::known(), makers());
}

#[test]
fn spans_count_bytes_and_characters() {
    let text = "МИКРОСХЕМЫ, АРТ. STM32F103C8T6 - 1000 ШТ";
    let finds = read(text, &makers());
    assert_eq!(&text[finds[0].bytes.clone()], "STM32F103C8T6");
    let chars: String = text
        .chars()
        .skip(finds[0].chars.start)
        .take(finds[0].chars.len())
        .collect();
    assert_eq!(chars, "STM32F103C8T6");
    assert_eq!(
        said("集成电路 型号:XC7Z020 数量:200个"),
        ["part=XC7Z020", "quantity=200"]
    );
}

#[test]
fn goods_of_a_list_keep_their_quantities() {
    let finds = read("AD8130ARZ - 200 ШТ; AD8221ARMZ - 100 ШТ", &makers());
    let goods: Vec<(usize, &str)> = finds.iter().map(|find| (find.goods, find.value.as_str())).collect();
    assert_eq!(goods, [(0, "AD8130ARZ"), (0, "200"), (1, "AD8221ARMZ"), (1, "100")]);
}

#[test]
fn what_only_looks_like_a_part_number_is_left_alone() {
    for text in [
        "INVOICE NO. INV-2022-0417 OF 21/01/2022",
        "CONTAINER MSKU7654321 SEAL 7788991",
        "IMO 9161003 VOYAGE 22N",
        "TEL +971 4 3551234, P.O. BOX 12345",
        "ГОСТ 31996-2012, ТУ АЕЯР.431290.711ТУ",
        "HS CODE 8542.31.9000",
        "5V 100MHZ 0.1UF 50V 16GB 60X40X40 M4X12 DDR3 X7R USB3.0",
        "MODEL YEAR 2023, 15.08.2022",
        "合同号YW20230518 电话:0755-83456789 邮编518031",
    ] {
        assert!(
            read(text, &makers()).iter().all(|find| find.kind != Kind::Part),
            "{text}: {:?}",
            said(text)
        );
    }
}

#[test]
fn numbers_of_people_are_read() {
    for (written, value) in [
        ("1,000", "1000"),
        ("119.000", "119"),
        ("2,000.00", "2000"),
        ("1250,5", "1250.5"),
        ("007", "7"),
        ("1.000.000", "1000000"),
    ] {
        assert_eq!(shapes::number(written).as_deref(), Some(value), "{written}");
    }
    assert_eq!(shapes::number("12A"), None);
}

#[test]
fn letters_whose_capital_is_longer_move_no_span() {
    for text in ["ὒ0A0A 0A00A", "ŉ0A0A 0A00A", "ß0A0A 0A00A", "ɐ0A0A 0A00A"] {
        let finds = read(text, &makers());
        let mut end = 0;
        for find in finds.iter().filter(|find| find.kind == Kind::Part) {
            assert!(find.bytes.start >= end, "{text}: {finds:?}");
            end = find.bytes.end;
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read_and_every_span_is_of_the_text(text in "(\\PC|[A-Z0-9]{1,9}|[-/., ()#:+]| ШТ| PCS|型号|数量|LOT |D/C |P/N |ǅ|ŉ|İ){0,40}") {
        let makers = makers();
        let finds = read(&text, &makers);
        let mut end = 0;
        for find in &finds {
            let written = text.get(find.bytes.clone());
            prop_assert!(written.is_some_and(|written| !written.is_empty()));
            prop_assert_eq!(written.unwrap().chars().count(), find.chars.len());
            prop_assert_eq!(text[..find.bytes.start].chars().count(), find.chars.start);
            prop_assert!((1..=100).contains(&find.confidence));
            // One piece of text is one thing, but for a number and the quantity written onto it.
            prop_assert!(find.bytes.start >= end || find.kind == Kind::Quantity || find.kind == Kind::DateCode);
            end = find.bytes.end;
        }
        prop_assert_eq!(finds, read(&text, &makers));
    }
}
