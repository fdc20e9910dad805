use super::*;

fn form(fields: &[(&str, &str)]) -> Fields {
    let mut all = Fields::new().with("marking", "7Q01ZK1D");
    for (name, text) in fields {
        all.set(name, *text);
    }
    all
}

fn wrong(fields: &[(&str, &str)]) -> Vec<(String, &'static str)> {
    match NewDecision::parse(&form(fields)) {
        Err(crate::error::Error::Invalid(wrong)) => {
            wrong.into_iter().map(|error| (error.field, error.say.key)).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_decision_about_a_reading_names_rule_word_and_days() {
    let missing = wrong(&[("verdict", "accepted")]);
    let named: Vec<&str> = missing.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(named, ["rule", "token", "date"]);
    let sound = [
        ("verdict", "accepted"),
        ("rule", "ti.ym"),
        ("token", "35K"),
        ("date", "2023-05"),
    ];
    let new = NewDecision::parse(&form(&sound)).unwrap();
    assert!(new.is_of_rule());
    assert_eq!(new.span(), Span::months(2023, 5, 5));
}

#[test]
fn whoever_rejects_or_reads_otherwise_says_why() {
    let rejected = [
        ("verdict", "rejected"),
        ("rule", "ti.ym"),
        ("token", "35K"),
        ("date", "2023-05"),
    ];
    assert_eq!(wrong(&rejected), [("reason".to_owned(), "readings-reason-required")]);
    let own = [("verdict", "own"), ("date", "2023")];
    assert_eq!(wrong(&own), [("reason".to_owned(), "readings-basis-required")]);
    let open = [("verdict", "own"), ("date", "2023/.."), ("reason", "delivery note")];
    assert_eq!(wrong(&open), [("date".to_owned(), "readings-date-open")]);
    let whole = [("verdict", "not_relied_on"), ("date", "2023"), ("reason", "sanded")];
    assert_eq!(wrong(&whole), [("date".to_owned(), "readings-whole-mark")]);
}

#[test]
fn decisions_meet_where_only_one_can_stand() {
    let new = |fields: &[(&str, &str)]| NewDecision::parse(&form(fields)).unwrap();
    let of = |verdict: &'static str, date: &'static str| {
        new(&[
            ("verdict", verdict),
            ("rule", "ti.ym"),
            ("token", "35K"),
            ("date", date),
            ("reason", "seen under a lens"),
        ])
    };
    assert!(of("accepted", "2023-05").meets(&of("rejected", "2023-05")));
    assert!(of("accepted", "2023-05").meets(&of("accepted", "2023-05-01/2023-05-31")));
    assert!(!of("accepted", "2023-05").meets(&of("rejected", "2013-05")));
    let whole = new(&[("verdict", "not_relied_on"), ("reason", "sanded")]);
    assert!(whole.meets(&whole.clone()));
    assert!(!whole.meets(&of("accepted", "2023-05")));
}
