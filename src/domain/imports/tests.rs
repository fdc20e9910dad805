use super::*;

fn read(cells: &[(&str, &'static str)]) -> Result<Row, Vec<CellError>> {
    let cell = |column: &str| {
        cells
            .iter()
            .find(|(name, _)| *name == column)
            .map_or("", |(_, text)| *text)
    };
    Row::read(2, &cell)
}

#[test]
fn a_row_is_read_into_its_parts() {
    let row = read(&[
        ("record_id", "r1"),
        ("unit", "u1"),
        ("incident_date", "2024-01-02"),
        ("country", "UA"),
        ("path", "guidance section / board A"),
        ("quantity", "2"),
        ("part_number", "ADSP-21065L"),
        ("markings", "ADSP-21065L / KS-240 ;; 2229?"),
        ("release", "public"),
    ])
    .unwrap();
    assert_eq!(row.path, ["guidance section", "board A"]);
    assert_eq!(row.markings.len(), 2);
    assert_eq!(row.name(), "ADSP-21065L");
}

#[test]
fn every_wrong_cell_is_named() {
    let wrong = read(&[
        ("unit", "u1"),
        ("incident_date", "2023-02-30"),
        ("country", "Atlantis"),
        ("quantity", "many"),
        ("markings", "[3"),
        ("release", "open"),
    ])
    .unwrap_err();
    let columns: Vec<_> = wrong.iter().map(|error| error.column).collect();
    assert_eq!(
        columns,
        [
            "record_id",
            "incident_date",
            "country",
            "quantity",
            "markings",
            "release"
        ]
    );
}

#[test]
fn the_header_may_be_in_any_order_but_must_be_whole() {
    let mut names = COLUMNS.to_vec();
    names.reverse();
    let places = header(&COLUMNS, names.into_iter()).unwrap();
    assert_eq!(places.first(), Some(&15));
    assert_eq!(
        header(&COLUMNS, ["record_id"].into_iter()).unwrap_err().key,
        "import-header-missing"
    );
    let with_extra = COLUMNS.into_iter().chain(["extra"]);
    assert_eq!(header(&COLUMNS, with_extra).unwrap_err().key, "import-header-unknown");
}
