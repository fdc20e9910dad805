use super::*;

fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).unwrap()
}

fn reading(rule: &str, days: &str, rank: f64) -> Candidate {
    let days = edtf(days);
    Candidate {
        rule: rule.into(),
        span: Span {
            first: days.earliest().unwrap(),
            last: days.latest().unwrap(),
        },
        rank,
        shown: true,
        verdict: Verdict::Open,
        reason: String::new(),
        manufacture: true,
        flags: Vec::new(),
    }
}

fn piece(id: i64, readings: Vec<Candidate>) -> Piece {
    Piece {
        id,
        title: format!("part {id}"),
        count: 1,
        counted: true,
        brand: None,
        country: None,
        marks: vec![DatedMark {
            id: id * 10,
            text: "mark".into(),
            readings,
            impossible: Vec::new(),
            not_relied_on: None,
            of_the_whole: false,
        }],
    }
}

#[test]
fn a_mark_of_the_year_gives_the_lag_from_the_strike() {
    let vanes = piece(1, vec![reading("calendar.juche-year", "2024", 0.8)]);
    let dating = date(&[vanes], Some(&edtf("2024-08-18")), None);
    assert_eq!(dating.lag, Some(Lag { least: 0, most: 230 }));
    assert_eq!(dating.window.unwrap().edtf(), "2024-01-01/2024-08-18");
}

#[test]
fn a_quarter_and_a_strike_give_eight_to_ninety_eight_days() {
    let missile = piece(1, vec![reading("mil.kh101-q2-2024", "2024-04-01/2024-06-30", 0.5)]);
    let dating = date(&[missile], Some(&edtf("2024-07-08")), None);
    assert_eq!(dating.lag, Some(Lag { least: 8, most: 98 }));
}

#[test]
fn the_youngest_part_decides_and_rival_readings_keep_the_certain_bound_early() {
    let old = piece(1, vec![reading("a", "2021-05", 0.6)]);
    let open = piece(2, vec![reading("b", "2013-03", 0.4), reading("b", "2023-03", 0.7)]);
    let mut dating = date(&[old.clone(), open.clone()], None, Some(&edtf("2024-01-02")));
    assert_eq!(dating.certain.as_ref().unwrap().day.to_string(), "2021-05-01");
    assert_eq!(dating.likely.as_ref().unwrap().day.to_string(), "2023-03-01");
    assert_eq!(dating.second.as_ref().unwrap().day.to_string(), "2013-03-01");
    let moved = dating
        .changes
        .iter()
        .find(|change| change.why.key == "dating-if-accepted")
        .unwrap();
    assert_eq!(moved.day.unwrap().to_string(), "2023-03-01");
    let mut accepted = open;
    accepted.marks[0].readings[1].verdict = Verdict::Accepted;
    dating = date(&[old, accepted], None, Some(&edtf("2024-01-02")));
    assert_eq!(dating.certain.as_ref().unwrap().day.to_string(), "2023-03-01");
    assert_eq!(dating.window.unwrap().edtf(), "2023-03-01/2024-01-02");
}

#[test]
fn an_accepted_mark_of_the_whole_closes_the_window() {
    let mut airframe = piece(1, vec![reading("calendar.juche-year", "2023", 0.8)]);
    airframe.marks[0].of_the_whole = true;
    airframe.marks[0].readings[0].verdict = Verdict::Accepted;
    let chip = piece(2, vec![reading("generic.yyww", "2023-03-01/2023-03-31", 0.6)]);
    let dating = date(&[airframe, chip], Some(&edtf("2024-01-02")), None);
    assert_eq!(dating.window.unwrap().edtf(), "2023-03-01/2023-12-31");
}

#[test]
fn what_is_suspect_is_shown_and_not_relied_on() {
    let mut early = reading("x", "2012-03", 0.6);
    early.flags.push("before_part_introduction".into());
    let mut expiry = reading("y", "2023-05", 0.6);
    expiry.manufacture = false;
    let late = reading("z", "2025-01", 0.6);
    let mut dropped = piece(4, vec![reading("w", "2023-09", 0.9)]);
    dropped.marks[0].not_relied_on = Some("sanded".into());
    let pieces = [
        piece(1, vec![early]),
        piece(2, vec![expiry]),
        piece(3, vec![late]),
        dropped,
        piece(5, vec![reading("v", "2020-01", 0.6)]),
    ];
    let dating = date(&pieces, Some(&edtf("2024-01-02")), None);
    assert_eq!(dating.certain.unwrap().piece, 5);
    let keys: Vec<&str> = dating.excluded.iter().map(|one| one.why.key).collect();
    assert_eq!(
        keys,
        [
            "dating-before-introduction",
            "dating-not-manufacture",
            "dating-after-use",
            "dating-not-relied-on"
        ]
    );
}

#[test]
fn shares_carry_their_denominators() {
    let mut many = piece(1, vec![reading("a", "2022-01-03/2022-01-09", 0.6)]);
    many.count = 30;
    many.brand = Some("KEMET".into());
    many.country = Some("US".into());
    let bare = piece(2, Vec::new());
    let dating = date(&[many, bare], None, None);
    assert_eq!(dating.by_brand.parts, [("KEMET".to_owned(), 30)]);
    assert_eq!((dating.by_brand.known, dating.by_brand.documented), (30, 31));
    assert_eq!(dating.by_year.parts, [("2022".to_owned(), 30)]);
    assert_eq!(dating.by_country.known, 30);
}

#[test]
fn nothing_dated_is_no_bound() {
    let dating = date(&[piece(1, Vec::new())], Some(&edtf("2024-01-02")), None);
    assert_eq!((dating.certain, dating.window, dating.lag), (None, None, None));
    assert!(!dating.contradiction);
}
