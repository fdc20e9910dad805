use super::*;
use crate::error::Error;

fn form() -> Fields {
    Fields::new()
        .with("kind", "customs line")
        .with("from_name", "Acme Components Ltd")
        .with("from_country", "hk")
        .with("to_name", "OOO Romashka")
        .with("to_country", "Russia")
        .with(
            "parties",
            "role=notify party | party_name=Bank of Nowhere | party_country=CY",
        )
        .with("contract", "2023-01")
        .with("dispatch", "2023-05-02")
        .with("border", "2023-05-20")
        .with("arrival", "2023-05/2023-06")
        .with(
            "lines",
            "part_number=ADSP-21065L | lot=KS-240 | hs6=854231 | quantity=at least 500 pcs | value=1,200.50 usd\n\n\
             description=SUNDRIES \\| VARIOUS | hs6=8542.39 (HS 2017)",
        )
        .with("transit_countries", "CN\nKZ")
        .with("route", "place=Hong Kong | place_country=HK | stop=sea port")
        .with("vessel_imo", "IMO 9074729")
        .with("reliability", "B")
        .with("credibility", "2")
}

fn wrong(fields: &Fields) -> Vec<(String, &'static str)> {
    match NewTransfer::parse(fields) {
        Err(Error::Invalid(errors)) => errors.into_iter().map(|error| (error.field, error.say.key)).collect(),
        other => panic!("{other:?}"),
    }
}

fn only(field: &str, text: &str) -> (String, &'static str) {
    let mut errors = wrong(&form().with(field, text));
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.remove(0)
}

#[test]
fn a_customs_line_is_read_into_its_parts() {
    let new = NewTransfer::parse(&form()).unwrap();
    assert_eq!(new.kind, "customs_line");
    assert_eq!((new.from.country.as_str(), new.to.country.as_str()), ("HK", "RU"));
    assert_eq!(new.parties.first().unwrap().role, "notify_party");
    let [first, second] = new.lines.as_slice() else {
        panic!("{:?}", new.lines)
    };
    assert_eq!((first.hs6.as_str(), first.hs_edition.as_str()), ("8542.31", ""));
    assert_eq!((second.hs6.as_str(), second.hs_edition.as_str()), ("8542.39", "2017"));
    assert_eq!(first.quantity.as_ref().unwrap().to_string(), "at least 500 pcs");
    assert_eq!(first.value.as_ref().unwrap().to_string(), "1200.5 USD");
    assert_eq!(second.description, "SUNDRIES | VARIOUS");
    assert_eq!(new.vessel_imo, "9074729");
    assert_eq!(new.countries(), ["HK", "RU", "CN", "KZ", "CY"]);
    let days = new.days();
    assert_eq!(days.0.unwrap().to_string(), "2023-01-01");
    assert_eq!(days.1.unwrap().to_string(), "2023-06-30");
}

#[test]
fn an_open_date_opens_the_hull() {
    let open = NewTransfer::parse(&form().with("arrival", "2023-05-25/..")).unwrap();
    assert_eq!((open.days().0.is_some(), open.days().1), (true, None));
    let none = ["contract", "dispatch", "border", "arrival"]
        .iter()
        .fold(form(), |form, field| form.with(field, ""));
    assert_eq!(NewTransfer::parse(&none).unwrap().days(), (None, None));
}

#[test]
fn every_wrong_cell_is_named_by_its_row_and_column() {
    let fields = form().with(
        "lines",
        "quantity=-5 pcs\nquantity=9999999999999999 | value=12\nvalue=12 ABC | hs6=8542.31 (HS 2021)\nserial_to=9\nserial_from=B9 | serial_to=A9",
    );
    assert_eq!(
        wrong(&fields),
        [
            ("lines:1:quantity".to_owned(), "quantity-negative"),
            ("lines:2:quantity".to_owned(), "quantity-invalid"),
            ("lines:2:value".to_owned(), "currency-missing"),
            ("lines:3:hs6".to_owned(), "hs6-edition"),
            ("lines:3:value".to_owned(), "currency-unknown"),
            ("lines:4:serial_to".to_owned(), "transfers-serial-alone"),
            ("lines:5:serial_to".to_owned(), "transfers-serials-reversed"),
        ]
    );
    assert_eq!(
        only("lines", "quantity=2000000000000 pcs"),
        ("lines:1:quantity".to_owned(), "quantity-too-large")
    );
    assert_eq!(
        only("parties", "role=spy | party_name=X").0,
        "parties:1:role".to_owned()
    );
    assert_eq!(
        only("parties", "role=buyer"),
        ("parties:1:party_name".to_owned(), "transfers-party-nobody")
    );
    assert_eq!(only("lines", "nonsense"), ("lines:1".to_owned(), "row-cell-unknown"));
}

#[test]
fn countries_ships_and_kinds_are_checked() {
    for (field, text, key) in [
        ("from_country", "Atlantis", "country-invalid"),
        ("transit_countries", "CN\nXX", "country-invalid"),
        ("kind", "gift", "word-not-listed"),
        ("vessel_imo", "9074728", "imo-check"),
        ("vessel_imo", "907472", "imo-form"),
        ("vessel_imo", "IMO", "imo-form"),
        ("reliability", "G", "word-not-listed"),
        ("credibility", "0", "word-not-listed"),
        ("dispatch", "2023-02-30", "date-impossible"),
    ] {
        assert_eq!(only(field, text), (field.to_owned(), key), "{field} {text}");
    }
    assert_eq!(imo("imo 9319466").unwrap(), "9319466");
}

#[test]
fn nothing_arrives_before_it_left_unless_a_date_is_in_doubt() {
    assert_eq!(
        only("arrival", "2023-04"),
        ("arrival".to_owned(), "transfers-dates-reversed")
    );
    assert_eq!(
        only("border", "2023-05-01"),
        ("border".to_owned(), "transfers-dates-reversed")
    );
    for sound in [
        "2023-05-20",
        "2023-05",
        "2023",
        "2023-04~",
        "2023-04?",
        "../2023-05-02",
        "",
    ] {
        let fields = form().with("border", "").with("arrival", sound);
        assert!(NewTransfer::parse(&fields).is_ok(), "{sound}");
    }
    // A contract may be signed when the goods have gone.
    assert!(NewTransfer::parse(&form().with("contract", "2024")).is_ok());
}

#[test]
fn a_change_of_hands_needs_two_hands() {
    let same = form().with("to_name", "ACME COMPONENTS, LTD.");
    assert!(NewTransfer::parse(&same).is_ok(), "its own goods over a border");
    let at_home = same.clone().with("to_country", "HK");
    assert_eq!(wrong(&at_home), [("to_name".to_owned(), "transfers-to-itself")]);
    let unplaced = same.clone().with("to_country", "");
    assert_eq!(wrong(&unplaced), [("to_name".to_owned(), "transfers-to-itself")]);
    for kind in ["sale", "delivery", "service", "data", "unknown"] {
        let fields = same.clone().with("kind", kind);
        assert_eq!(
            wrong(&fields),
            [("to_name".to_owned(), "transfers-to-itself")],
            "{kind}"
        );
    }
    let nobody = ["from_name", "from_country", "to_name", "to_country", "parties"]
        .iter()
        .fold(form(), |form, field| form.with(field, ""));
    assert_eq!(wrong(&nobody), [("from_name".to_owned(), "transfers-nobody")]);
}

#[test]
fn what_was_given_in_exchange_is_a_claim_and_needs_a_source() {
    let claimed = form()
        .with("exchange_for", "7K2M9QXA")
        .with("exchange_note", "A minister said so.");
    assert_eq!(wrong(&claimed), [("source".to_owned(), "transfers-exchange-unsourced")]);
    assert!(NewTransfer::parse(&claimed.with("source", "8K2M9QXA")).is_ok());
    assert_eq!(
        only("exchange_note", "For nothing."),
        ("exchange_for".to_owned(), "transfers-exchange-for-nothing")
    );
}
