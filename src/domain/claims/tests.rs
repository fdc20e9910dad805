//! Claims that are accepted and refused, and how lines of evidence are counted.

use super::*;
use crate::error::Error;

fn form() -> Fields {
    Fields::new()
        .with("about", "7Q01ZK1D")
        .with("statement", "75.5 % carried brands of companies in the United States.")
        .with("quantity", "75.5 %")
        .with("out_of", "290+ documented non-domestic components")
        .with("basis", "observed")
        .with("grade", "b2")
}

fn wrong(fields: &Fields) -> Vec<String> {
    match NewClaim::parse(fields) {
        Err(Error::Invalid(wrong)) => wrong.into_iter().map(|one| one.field).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_claim_keeps_its_number_its_whole_and_its_grade() {
    let claim = NewClaim::parse(&form()).unwrap();
    assert_eq!(claim.quantity.unwrap().to_string(), "75.5 %");
    assert_eq!(claim.grade, "B2");
}

#[test]
fn a_whole_belongs_to_one_part() {
    assert_eq!(wrong(&form().with("quantity", "")), ["quantity"]);
    assert_eq!(wrong(&form().with("quantity", "75 % of parts")), ["out_of"]);
}

#[test]
fn only_admiralty_grades_are_grades() {
    for no in ["B", "G2", "B7", "2B", "B2 "] {
        let parsed = NewClaim::parse(&form().with("grade", no));
        assert_eq!(parsed.is_ok(), no.trim() == "B2", "{no}");
    }
}

#[test]
fn positions_name_a_party_and_a_stance() {
    let text = "Ministry of Defence | no_reply | 2024-05-07 | 7Q01ZK1D\nMission | denies";
    let claim = NewClaim::parse(&form().with("positions", text)).unwrap();
    let told: Vec<_> = claim
        .positions
        .iter()
        .map(|one| (one.who.as_str(), one.stance.as_str(), date_text(&one.date)))
        .collect();
    assert_eq!(
        told,
        [
            ("Ministry of Defence", "no_reply", "2024-05-07"),
            ("Mission", "denies", "")
        ]
    );
    assert_eq!(wrong(&form().with("positions", "Mission | laughs")), ["positions"]);
    assert_eq!(wrong(&form().with("positions", " | denies")), ["positions"]);
    assert_eq!(
        wrong(&form().with("positions", "Mission | denies | soon")),
        ["positions"]
    );
}

#[test]
fn many_reports_of_one_document_are_one_line() {
    let claim = |underlying: &str, status: &str| NewClaim {
        underlying: underlying.to_owned(),
        status: status.to_owned(),
        ..NewClaim::default()
    };
    let claims = [
        claim("Debris, Kharkiv", ""),
        claim("debris  kharkiv", "confirmed"),
        claim("AIS", ""),
        claim("", ""),
        claim("hearsay", "withdrawn"),
    ];
    let Independence { lines, unstated } = independence(&claims);
    assert_eq!((lines, unstated), (2, 1));
}
