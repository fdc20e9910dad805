use super::*;
use crate::{domain::records::State, error::Error};

fn parsed(fields: Fields) -> NewUnit {
    NewUnit::parse(&fields.with("name", "x")).unwrap()
}

fn wrong(fields: &Fields) -> Vec<(String, &'static str)> {
    match NewUnit::parse(fields) {
        Err(Error::Invalid(wrong)) => wrong.into_iter().map(|error| (error.field, error.say.key)).collect(),
        other => panic!("accepted: {other:?}"),
    }
}

fn link(shelf: Shelf, title: &str, openness: i16) -> Link {
    Link {
        id: 7,
        shelf,
        r#ref: crate::domain::refs::Ref::from_bits(7),
        title: title.to_owned(),
        openness,
        created_by: None,
    }
}

fn unit() -> Unit {
    Unit {
        head: Head {
            id: 1,
            shelf: Shelf::Units,
            r#ref: crate::domain::refs::Ref::from_bits(1),
            title: String::new(),
            sort: String::new(),
            version: 1,
            release: Release::Public,
            field_releases: Default::default(),
            state: State::Accepted,
            created_by: None,
            created_at: Default::default(),
            updated_at: Default::default(),
            merged_into: None,
            record_id: None,
        },
        what: NewUnit::default(),
        weapon: Some(link(Shelf::Weapons, "KN-23", 3)),
        or_weapons: vec![link(Shelf::Weapons, "KN-24", 3)],
        incident: Some(link(Shelf::Incidents, "Kharkiv, 2 January 2024", 3)),
    }
}

#[test]
fn each_answer_keeps_its_own_basis_grade_and_source() {
    let new = parsed(Fields::new().with(
        "attributions",
        "made_by | North Korea | debris | b2 | 7Q01ZK1D\nlaunched_from | not independently established",
    ));
    let [made, launched] = new.attributions.as_slice() else {
        panic!("{new:?}")
    };
    assert_eq!((made.answer.as_str(), made.grade.as_str()), ("North Korea", "B2"));
    assert_eq!(made.source.text, "7Q01ZK1D");
    assert_eq!(launched.answer, "not independently established");
    assert!(launched.basis.is_empty() && launched.grade.is_empty());
}

#[test]
fn what_is_no_question_no_answer_or_no_grade_is_refused() {
    for (line, key) in [
        ("sold_by | KP", "units-question-unknown"),
        ("made_by", "units-answer-missing"),
        ("made_by | KP | debris | B7", "units-grade-unknown"),
        ("made_by | KP | debris | B", "units-grade-unknown"),
        ("made_by | KP | debris | Б2", "units-grade-unknown"),
        ("made_by | KP | debris | B22", "units-grade-unknown"),
        ("made_by | a | b | B2 | x | y", "list-too-many-parts"),
    ] {
        let fields = Fields::new().with("name", "x").with("attributions", line);
        assert_eq!(wrong(&fields), [("attributions".to_owned(), key)], "{line}");
    }
}

#[test]
fn a_group_has_a_count_with_its_bound() {
    assert_eq!(
        parsed(Fields::new().with("count", "around 50"))
            .count
            .unwrap()
            .to_string(),
        "about 50"
    );
    assert!(parsed(Fields::new()).count.is_none());
    let bad = Fields::new().with("name", "x").with("count", "some");
    assert_eq!(wrong(&bad), [("count".to_owned(), "quantity-invalid")]);
}

#[test]
fn something_must_name_a_unit() {
    assert_eq!(wrong(&Fields::new()), [("name".to_owned(), "units-unnamed")]);
    assert!(NewUnit::parse(&Fields::new().with("weapon", "KN-23")).is_ok());
}

#[test]
fn a_unit_without_a_name_is_named_by_weapons_and_incident() {
    let mut unit = unit();
    assert_eq!(unit.public_name(), "KN-23 or KN-24, Kharkiv, 2 January 2024");
    assert_eq!(unit.seen_name(" або "), "KN-23 або KN-24, Kharkiv, 2 January 2024");
    unit.incident = None;
    assert_eq!(unit.public_name(), "KN-23 or KN-24");
}

#[test]
fn a_public_name_never_holds_what_is_closed() {
    let mut closed = unit();
    closed.incident = Some(link(Shelf::Incidents, "secret", 2));
    assert_eq!(closed.public_name(), "KN-23 or KN-24");
    let mut guarded = unit();
    guarded.head.field_releases.set("or_weapons", Release::Officer);
    guarded.head.field_releases.set("incident", Release::Sealed);
    assert_eq!(guarded.public_name(), "KN-23");
}

#[test]
fn lists_run_by_the_last_day_of_use_that_may_be_told() {
    let mut unit = unit();
    assert_eq!(unit.last_day(), "");
    unit.what.recovered = Edtf::parse("2024-09").ok();
    assert_eq!(unit.last_day(), "2024-09-30");
    unit.what.used = Edtf::parse("2023-12-30/2024-02-27").ok();
    assert_eq!(unit.last_day(), "2024-02-27");
    unit.head.field_releases.set("used", Release::Partner);
    assert_eq!(unit.last_day(), "2024-09-30");
}

#[test]
fn told_as_fields_it_reads_the_same() {
    let mut before = unit();
    before.what = parsed(
        Fields::new()
            .with("identification", "marks\ndebris")
            .with("count", "at least 2")
            .with("used", "2024-08-18")
            .with(
                "attributions",
                "made_by | North Korea | debris | B2\nlaunched_by | Russia",
            )
            .with("session", "notebook 4"),
    );
    let fields = before.fields();
    assert_eq!(fields.get("identification"), "debris\nmarks");
    assert_eq!(
        fields.get("attributions"),
        "made_by | North Korea | debris | B2\nlaunched_by | Russia"
    );
    let mut again = NewUnit::parse(&fields).unwrap();
    assert_eq!(again.weapon.text, before.weapon.as_ref().unwrap().r#ref.to_string());
    again.weapon = Pointer::default();
    again.or_weapons.clear();
    again.incident = Pointer::default();
    assert_eq!(again, before.what);
}

#[test]
fn every_field_can_be_withheld() {
    for question in QUESTIONS {
        let mut unit = unit();
        unit.what = parsed(
            Fields::new()
                .with("identification", "debris")
                .with("count", "2")
                .with("used", "2024")
                .with("recovered", "2024")
                .with("attributions", "made_by | KP")
                .with("note", "n")
                .with("session", "s"),
        );
        assert!(!unit.fields().get(question.name).is_empty(), "{}", question.name);
        unit.withhold(question.name);
        assert!(unit.fields().get(question.name).is_empty(), "{}", question.name);
    }
}
