use super::{
    convert::{Canonical, Converter},
    *,
};
use crate::error::Error;
use raw::RawRow;

fn row(line: u64, cells: &[&str]) -> RawRow {
    let mut row = RawRow::default();
    row.clear(line);
    cells.iter().for_each(|cell| row.push(cell));
    row
}

const HEADER: [&str; 9] = [
    "Номер декларации",
    "Дата",
    "Отправитель (наименование)",
    "Получатель (наименование)",
    "Страна отправления",
    "Код ТН ВЭД",
    "Количество",
    "Ед. изм.",
    "Стоимость",
];

fn mapping() -> Mapping {
    of(&[
        ("name", "Customs"),
        ("from-from_name", "отправитель  (наименование)"),
        ("from-to_name", "#4"),
        ("fixed-kind", "customs line"),
        ("from-date_from", "Дата"),
        ("from-date_to", "Дата"),
        ("from-dispatch_country", "Страна отправления"),
        ("from-hs6", "Код ТН ВЭД"),
        ("from-quantity", "Количество"),
        ("from-unit", "Ед. изм."),
        ("words-unit", "короба = box\nA = B = pcs"),
        ("from-value", "Стоимость"),
        ("fixed-currency", "USD"),
        ("from-goods", "Номер декларации\nДата"),
        ("join-goods", " / "),
    ])
    .unwrap()
}

fn convert(mapping: &Mapping, cells: &[&str]) -> Result<Vec<String>, Vec<convert::Wrong>> {
    let mut converter = Converter::new(mapping, &row(1, &HEADER)).unwrap();
    let mut out = Canonical::default();
    converter.row(&row(2, cells), &mut out).map(|()| out.cells)
}

fn cell<'a>(cells: &'a [String], column: &str) -> &'a str {
    let place = transfers::COLUMNS.iter().position(|name| *name == column).unwrap();
    &cells[place]
}

const ROW: [&str; 9] = [
    "10005030/150323/0012345",
    "15.03.2023",
    "ACME LTD",
    "ООО «ПРИМЕР»",
    "ГОНКОНГ",
    "8542319010",
    "1 500,00",
    "796",
    "12 345,6789",
];

#[test]
fn a_row_becomes_a_canonical_one_that_is_sound() {
    let cells = convert(&mapping(), &ROW).unwrap();
    for (column, expected) in [
        ("kind", "customs line"),
        ("from_name", "ACME LTD"),
        ("to_name", "ООО «ПРИМЕР»"),
        ("date_from", "2023-03-15"),
        ("date_to", "2023-03-15"),
        ("dispatch_country", "HK"),
        ("hs6", "854231"),
        ("quantity", "1500"),
        ("unit", "pcs"),
        ("value", "about 12345.679"),
        ("currency", "USD"),
        ("goods", "10005030/150323/0012345 / 15.03.2023"),
    ] {
        assert_eq!(cell(&cells, column), expected, "{column}");
    }
    assert!(cells[0].starts_with("Customs:") && cells[0].len() == "Customs:".len() + 32);
    let borrowed: Vec<&str> = cells.iter().map(String::as_str).collect();
    let (read, wrong) = transfers::read(2, &borrowed);
    assert_eq!(wrong, []);
    assert_eq!(read.new.lines[0].quantity.as_ref().unwrap().to_string(), "1500 pcs");
}

#[test]
fn a_row_without_a_key_is_named_by_what_it_says_and_the_same_row_has_the_same_name() {
    let mapping = mapping();
    let (one, same) = (convert(&mapping, &ROW).unwrap(), convert(&mapping, &ROW).unwrap());
    assert_eq!(one[0], same[0]);
    let mut other = ROW;
    other[8] = "1";
    assert_ne!(convert(&mapping, &other).unwrap()[0], one[0]);
    // A mended mapping still means the same row.
    let mut fields = mapping.fields();
    fields.set("fixed-currency", "EUR");
    let mended = Mapping::parse(&fields).unwrap();
    assert_eq!(convert(&mended, &ROW).unwrap()[0], one[0]);
    // What is said not to count does not.
    fields.set("ignore", "Стоимость");
    let ignoring = Mapping::parse(&fields).unwrap();
    assert_eq!(
        convert(&ignoring, &other).unwrap()[0],
        convert(&ignoring, &ROW).unwrap()[0]
    );
    fields.set("key", "Номер декларации\nДата");
    let keyed = Mapping::parse(&fields).unwrap();
    assert_eq!(
        convert(&keyed, &ROW).unwrap()[0],
        "Customs:10005030/150323/0012345/15.03.2023"
    );
    let mut nameless = ROW;
    (nameless[0], nameless[1]) = ("", "");
    let wrong = convert(&keyed, &nameless).unwrap_err();
    assert_eq!(
        (wrong[0].column.as_str(), wrong[0].say.key),
        ("Номер декларации + Дата", "mappings-key-empty")
    );
}

#[test]
fn what_is_wrong_is_told_by_the_providers_column() {
    let mut cells = ROW;
    (cells[1], cells[4], cells[6]) = ("средина марта", "Атлантида", "-5");
    let wrong = convert(&mapping(), &cells).unwrap_err();
    let told: Vec<(&str, &str)> = wrong.iter().map(|one| (one.column.as_str(), one.say.key)).collect();
    assert_eq!(
        told,
        [
            ("Дата", "mappings-date"),
            ("Дата", "mappings-date"),
            ("Количество", "quantity-negative"),
            ("Страна отправления", "country-invalid"),
        ]
    );
    assert_eq!(convert(&mapping(), &ROW[..5]).unwrap_err()[0].say.key, "import-cells");
    let wide: Vec<&str> = ROW.iter().copied().chain(["more"]).collect();
    assert_eq!(convert(&mapping(), &wide).unwrap_err()[0].say.key, "import-cells");
    let trailing: Vec<&str> = ROW.iter().copied().chain([""]).collect();
    assert!(convert(&mapping(), &trailing).is_ok());
}

#[test]
fn a_table_that_lacks_columns_is_refused_with_all_their_names() {
    let mapping = mapping();
    let missing = |header: &[&str]| -> Vec<(&str, String)> {
        let wrong = Converter::new(&mapping, &row(1, header)).err().unwrap_or_default();
        wrong.into_iter().map(|say| (say.key, say.args[0].1.clone())).collect()
    };
    let told = missing(&["Дата", "Отправитель (наименование)", "дата"]);
    assert!(told.contains(&("mappings-column-double", "Дата".to_owned())));
    assert!(told.contains(&("mappings-column-missing", "Код ТН ВЭД".to_owned())));
    assert!(missing(&HEADER).is_empty());
}

#[test]
fn a_mapping_is_read_back_from_its_fields_and_wrong_ones_are_refused_by_field() {
    let mapping = mapping();
    assert_eq!(Mapping::parse(&mapping.fields()).unwrap(), mapping);
    assert_eq!(
        mapping.rule("unit").unwrap().words[1],
        ("A = B".to_owned(), "pcs".to_owned())
    );
    let fields = |error: Error| match error {
        Error::Invalid(all) => all.into_iter().map(|one| one.field).collect::<Vec<_>>(),
        other => panic!("{other}"),
    };
    let wrong = of(&[
        ("name", "a/b"),
        ("encoding", "klingon"),
        ("header", "many"),
        ("fixed-kind", "gift"),
        ("fixed-origin_country", "Atlantis"),
        ("fixed-reliability", "Z"),
        ("words-unit", "no sign"),
        ("colour", "red"),
        ("from-colour", "red"),
        ("from-to_name", "x"),
    ]);
    let mut wrong = fields(wrong.unwrap_err());
    wrong.sort();
    assert_eq!(
        wrong,
        [
            "colour",
            "encoding",
            "fixed-kind",
            "fixed-origin_country",
            "fixed-reliability",
            "from-colour",
            "header",
            "name",
            "words-unit"
        ]
    );
    let mut nobody = fields(of(&[("name", "x")]).unwrap_err());
    nobody.sort();
    assert_eq!(nobody, ["fixed-from_name", "fixed-kind", "fixed-to_name"]);
}

#[test]
fn a_draft_is_guessed_from_the_header_and_the_first_rows() {
    let title = row(1, &["Выгрузка за 2023 год"]);
    let rows = [title, row(3, &HEADER), row(4, &ROW), row(5, &ROW)];
    let draft = guess::draft(&rows);
    for (field, expected) in [
        ("header", "3"),
        ("from-from_name", "Отправитель (наименование)"),
        ("from-to_name", "Получатель (наименование)"),
        ("from-date_from", "Дата"),
        ("from-date_to", "Дата"),
        ("from-dispatch_country", "Страна отправления"),
        ("from-hs6", "Код ТН ВЭД"),
        ("from-quantity", "Количество"),
        ("from-unit", "Ед. изм."),
        ("from-value", "Стоимость"),
        ("from-document", "Номер декларации"),
        ("dates", "dmy"),
        ("decimal", "comma"),
        ("fixed-kind", "customs line"),
    ] {
        assert_eq!(draft.get(field), expected, "{field}");
    }
}

#[test]
fn a_draft_of_an_english_file_reads_months_first() {
    let english = [
        row(
            1,
            &[
                "Shipper Name",
                "Shipper Country",
                "Consignee",
                "Arrival Date",
                "HS Code",
                "Product Description",
                "Qty",
                "Unit",
                "Value (USD)",
                "Country of Origin",
            ],
        ),
        row(
            2,
            &[
                "ACME",
                "US",
                "X",
                "03/25/2023",
                "854231",
                "IC",
                "5.5",
                "PCS",
                "1,200.50",
                "MY",
            ],
        ),
    ];
    let draft = guess::draft(&english);
    for (field, expected) in [
        ("header", ""),
        ("from-from_name", "Shipper Name"),
        ("from-from_country", "Shipper Country"),
        ("from-to_name", "Consignee"),
        ("from-goods", "Product Description"),
        ("from-origin_country", "Country of Origin"),
        ("from-value", "Value (USD)"),
        ("fixed-currency", "USD"),
        ("dates", "mdy"),
        ("decimal", "point"),
    ] {
        assert_eq!(draft.get(field), expected, "{field}");
    }
}

#[test]
fn numbers_of_a_spreadsheet_are_read_by_their_value_not_by_the_language_of_the_file() {
    let mapping = mapping();
    let mut converter = Converter::new(&mapping, &row(1, &HEADER)).unwrap();
    let mut numbers = row(2, &ROW[..6]);
    numbers.push("1.234");
    numbers.point();
    numbers.push("кг");
    numbers.push("5");
    let mut out = Canonical::default();
    converter.row(&numbers, &mut out).unwrap();
    assert_eq!(cell(&out.cells, "quantity"), "1.234");
    // As text it would be a thousand and more.
    let mut text = ROW;
    text[6] = "1.234";
    assert_eq!(cell(&convert(&mapping, &text).unwrap(), "quantity"), "1234");
}

#[test]
fn no_canonical_cell_holds_a_line_break_whatever_it_came_through() {
    let mut given = ROW.map(str::to_owned);
    for place in [0, 2, 3, 6, 7, 8] {
        given[place] = format!("{} \r\nmore", ROW[place]);
    }
    let mut keyed = mapping();
    keyed.key = vec![HEADER[0].to_owned(), HEADER[6].to_owned()];
    for mapping in [mapping(), keyed] {
        let cells: Vec<&str> = given.iter().map(String::as_str).collect();
        let cells = convert(&mapping, &cells).unwrap();
        let broken = cells.iter().find(|cell| cell.contains(char::is_control));
        assert_eq!(broken, None);
    }
}
