use super::*;
use crate::error::Error;

fn fields() -> Fields {
    Fields::new()
        .with("component", "7K2M9QXA")
        .with("transcription", "ADSP-21065L\r\nKS-240 / 0?48")
}

#[test]
fn a_mark_is_read_and_its_script_found() {
    let marking = NewMarking::parse(&fields()).unwrap();
    assert_eq!(marking.transcription, "ADSP-21065L / KS-240 / 0?48");
    assert_eq!(marking.script, "latin");
    let stated = NewMarking::parse(&fields().with("script", "mixed")).unwrap();
    assert_eq!(stated.script, "mixed");
    let hangul = fields().with("transcription", "ㅈ");
    assert_eq!(NewMarking::parse(&hangul).unwrap().script, "hangul");
}

#[test]
fn a_region_is_whole_and_on_a_photograph() {
    let wrong = |fields: Fields| match NewMarking::parse(&fields) {
        Err(Error::Invalid(wrong)) => wrong.into_iter().map(|wrong| wrong.field).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let some = fields().with("photo", "A").with("x", "1").with("y", "2");
    assert_eq!(wrong(some.clone()), ["w", "h"]);
    let whole = some.with("w", "30").with("h", "40");
    let area = NewMarking::parse(&whole).unwrap().region;
    assert_eq!(
        area,
        Some(Area {
            x: 1,
            y: 2,
            w: 30,
            h: 40
        })
    );
    assert_eq!(wrong(whole.clone().with("photo", "")), ["photo"]);
    assert_eq!(wrong(whole.clone().with("w", "0")), ["w"]);
    assert_eq!(wrong(whole.with("x", "-1")), ["x"]);
}

#[test]
fn each_alternative_is_in_the_notation() {
    let good = fields().with("alternatives", "ADSP-2106SL\n{8|B}12");
    assert_eq!(NewMarking::parse(&good).unwrap().alternatives.len(), 2);
    let bad = fields().with("alternatives", "fine\n[");
    assert!(NewMarking::parse(&bad).is_err());
}

#[test]
fn masked_and_lost_characters_are_never_searched() {
    let found = searchable("AB##12345 / SN[3]987 X?YZ");
    assert_eq!(found, ["12345", "12345", "987 X", "987"]);
    assert_eq!(searchable("113"), ["113", "113"]);
    assert_eq!(searchable("ㅈ"), ["ㅈ"]);
    assert!(searchable("ADSP / 21065L").contains(&"ADSP 21065L".to_owned()));
    assert!(searchable("[[AB1234]]").is_empty());
    assert!(searchable("{8|B}123").contains(&"B123".to_owned()));
}

#[test]
fn telling_is_the_inverse_of_reading() {
    let given = fields()
        .with("kind", "lot_code")
        .with("technique", "laser_etched")
        .with("documented", "2024-01-11")
        .with("note", "worn");
    let what = NewMarking::parse(&given).unwrap();
    let again = Fields::new()
        .with("component", "7K2M9QXA")
        .with("transcription", &what.transcription)
        .with("kind", &what.kind)
        .with("technique", &what.technique)
        .with("script", &what.script)
        .with("documented", date_text(&what.documented))
        .with("note", &what.note);
    assert_eq!(NewMarking::parse(&again).unwrap(), what);
}
