use super::*;

fn cells(given: &[(&str, &'static str)]) -> Vec<&'static str> {
    for (name, _) in given {
        assert!(COLUMNS.contains(name), "{name}");
    }
    let cell = |column: &&str| {
        given
            .iter()
            .find(|(name, _)| name == column)
            .map_or("", |(_, text)| *text)
    };
    COLUMNS.iter().map(cell).collect()
}

fn sound(more: &[(&str, &'static str)]) -> TransferRow {
    let base = [
        ("record_id", "r1"),
        ("kind", "sale"),
        ("from_name", "A"),
        ("to_name", "B"),
    ];
    let mut all = more.to_vec();
    all.extend(
        base.into_iter()
            .filter(|(name, _)| !more.iter().any(|(other, _)| other == name)),
    );
    let (row, wrong) = read(2, &cells(&all));
    assert_eq!(wrong, [], "{more:?}");
    row
}

#[test]
fn a_row_is_read_into_a_transfer() {
    let row = sound(&[
        ("kind", "customs line"),
        ("from_country", "HK"),
        ("date_from", "2023-05-01"),
        ("date_to", "2023-05-31"),
        ("part_number", "ADSP-21065L | LTC1234"),
        ("lot", "KS-240"),
        ("hs6", "8542.31"),
        ("quantity", "500 | at least 20"),
        ("unit", "pcs"),
        ("value", "1200.50"),
        ("currency", "usd"),
        ("transit_countries", "CN|KZ"),
        ("vessel_imo", "9074729"),
        ("reliability", "b"),
        ("credibility", "2"),
        ("release", "public"),
    ]);
    let new = row.new;
    assert_eq!(new.kind, "customs_line");
    assert_eq!(new.border.unwrap().text(), "2023-05-01/2023-05-31");
    assert_eq!(new.transit_countries, ["CN", "KZ"]);
    let numbers: Vec<&str> = new.lines.iter().map(|line| line.part_number.as_str()).collect();
    // One value for two lines is the value of neither: it stands beside them.
    assert_eq!(numbers, ["ADSP-21065L", "LTC1234", ""]);
    assert!(
        new.lines
            .iter()
            .take(2)
            .all(|line| line.lot == "KS-240" && line.quantity.is_none())
    );
    assert_eq!(new.lines[2].value.as_ref().unwrap().to_string(), "1200.5 USD");
    let even = sound(&[("part_number", "A|B"), ("quantity", "1|2"), ("unit", "pcs")]);
    let pieces: Vec<String> = even
        .new
        .lines
        .iter()
        .map(|line| line.quantity.as_ref().unwrap().to_string())
        .collect();
    assert_eq!(pieces, ["1 pcs", "2 pcs"]);
}

#[test]
fn one_date_leaves_the_other_end_open() {
    let text = |more: &[(&str, &'static str)]| sound(more).new.contract.unwrap().text().to_owned();
    assert_eq!(text(&[("date_from", "2023-05")]), "2023-05/..");
    assert_eq!(text(&[("date_to", "2023-05-02")]), "../2023-05-02");
    assert_eq!(
        text(&[("date_from", "2023-05-02"), ("date_to", "2023-05-02")]),
        "2023-05-02"
    );
    assert_eq!(text(&[("date_from", "2023/2024")]), "2023/2024");
}

#[test]
fn every_wrong_cell_is_named() {
    for (column, text, key) in [
        ("record_id", "", "required"),
        ("kind", "", "required"),
        ("kind", "gift", "word-not-listed"),
        ("from_country", "Atlantis", "country-invalid"),
        ("date_from", "02.05.2023", "date-invalid"),
        ("quantity", "-5", "quantity-negative"),
        ("quantity", "9999999999999", "quantity-too-large"),
        ("hs6", "85.42", "hs6-invalid"),
        ("hs6", "8542.31 (HS 2021)", "hs6-edition"),
        ("vessel_imo", "9074728", "imo-check"),
        ("source_url", "javascript:1", "address-unsound"),
        ("reliability", "G", "reliability-invalid"),
        ("release", "open", "release-unknown"),
    ] {
        let base = [
            ("record_id", "r1"),
            ("kind", "sale"),
            ("from_name", "A"),
            ("to_name", "B"),
        ];
        let mut all: Vec<(&str, &'static str)> = base.into_iter().filter(|(name, _)| *name != column).collect();
        all.push((column, text));
        let (_, wrong) = read(2, &cells(&all));
        let named: Vec<(&str, &str)> = wrong.iter().map(|(column, say)| (*column, say.key)).collect();
        assert_eq!(named, [(column, key)], "{column} {text}");
    }
    let (_, wrong) = read(
        2,
        &cells(&[
            ("record_id", "r"),
            ("kind", "sale"),
            ("from_name", "A"),
            ("to_name", "a"),
        ]),
    );
    assert_eq!(wrong.first().map(|(column, _)| *column), Some("to_name"));
    let base = [
        ("record_id", "r"),
        ("kind", "sale"),
        ("from_name", "A"),
        ("to_name", "B"),
    ];
    let dates = [("date_from", "2023-05-02"), ("date_to", "2023-05-01")];
    let (_, wrong) = read(2, &cells(&[base.as_slice(), &dates].concat()));
    assert_eq!(
        wrong.first().map(|(column, say)| (*column, say.key)),
        Some(("date_to", "date-reversed"))
    );
    let (_, wrong) = read(2, &cells(&[base.as_slice(), &[("value", "5")]].concat()));
    assert_eq!(wrong.first().map(|(column, _)| *column), Some("currency"));
}
