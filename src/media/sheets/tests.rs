use std::{
    fs::File,
    io::{Seek, Write},
};

use proptest::prelude::*;

use super::*;
use crate::domain::imports::mapping::raw::{Bad, LONGEST};

fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    file
}

pub(super) type Rows = Vec<(u64, Vec<String>)>;

/// What a file is, its rows, and what is wrong with it by line.
pub(super) type Told = (Found, Rows, Vec<(u64, Bad)>);

/// What a file holds: its form, its rows, and what was wrong with some.
pub(super) fn told(bytes: &[u8], layout: &Layout) -> Result<Told> {
    let (mut form, mut rows, mut bad) = (Found::default(), Vec::new(), Vec::new());
    read(&file(bytes), layout, &mut |piece| {
        match piece {
            Piece::Part { found, .. } => form = found.clone(),
            Piece::Row(row) => {
                bad.extend(row.whole.iter().map(|why| (row.line, *why)));
                bad.extend(row.bad.iter().map(|(_, why)| (row.line, *why)));
                rows.push((row.line, row.cells().map(str::to_owned).collect()));
            }
        }
        Ok(true)
    })?;
    Ok((form, rows, bad))
}

fn plain(bytes: &[u8]) -> (Found, Rows, Vec<(u64, Bad)>) {
    told(bytes, &Layout::default()).unwrap()
}

pub(super) fn key(outcome: Result<Told>) -> &'static str {
    match outcome {
        Err(Error::Invalid(fields)) => fields[0].say.key,
        Err(other) => panic!("{other}"),
        Ok(_) => "",
    }
}

const TEXT: &str = "Дата;Товар;Количество\n15.03.2023;Микросхема «ПРИМЕР»;500\n16.03.2023;Конденсатор;1 000\n";

#[test]
fn the_same_table_is_read_in_every_encoding_and_with_every_delimiter() {
    let (_, expected, _) = plain(TEXT.as_bytes());
    assert_eq!(expected.len(), 3);
    assert_eq!(
        expected[1],
        (
            2,
            vec![
                "15.03.2023".to_owned(),
                "Микросхема «ПРИМЕР»".to_owned(),
                "500".to_owned()
            ]
        )
    );
    for (label, name) in [
        ("windows-1251", "windows-1251"),
        ("koi8-u", "KOI8-U"),
        ("ibm866", "IBM866"),
    ] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        // Angle quotes are not in all of these; a table of ordinary words is.
        let text = TEXT.replace(['«', '»'], "").repeat(20);
        let (bytes, _, unknown) = encoding.encode(&text);
        assert!(!unknown, "{label}");
        let (found, rows, bad) = plain(&bytes);
        assert_eq!(rows[1].1[1], "Микросхема ПРИМЕР", "{label}");
        assert_eq!(bad, []);
        assert!(
            found.encoding == name || label == "koi8-u",
            "{label}: {}",
            found.encoding
        );
    }
    let wide = |little: bool, mark: bool| -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(TEXT.encode_utf16());
        let bytes = units.flat_map(|unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() });
        bytes.collect()
    };
    for (little, mark) in [(true, true), (false, true), (true, false), (false, false)] {
        let (found, rows, bad) = plain(&wide(little, mark));
        assert_eq!((rows, bad), (expected.clone(), vec![]), "{little} {mark} {found:?}");
    }
    for delimiter in [",", "\t", "|"] {
        let (found, rows, _) = plain(TEXT.replace(';', delimiter).as_bytes());
        assert_eq!(rows, expected, "{delimiter}");
        assert_eq!(found.delimiter, delimiter.chars().next());
    }
    let marked = ["\u{feff}".as_bytes(), TEXT.replace('\n', "\r\n").as_bytes()].concat();
    assert_eq!(plain(&marked).1, expected);
}

#[test]
fn rows_keep_the_lines_on_which_they_begin() {
    let text = "a;b\n\n\"one\ntwo\";2\r\n\r\n3;4";
    let (_, rows, _) = plain(text.as_bytes());
    let lines: Vec<u64> = rows.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [1, 3, 6]);
    assert_eq!(rows[1].1[0], "one\ntwo");
}

#[test]
fn stray_quotation_marks_do_not_swallow_a_table() {
    let mut text = "name;goods;n\n".to_owned();
    for n in 0..50 {
        text.push_str(&format!("\"ROMASHKA LLC;part {n};{n}\n"));
    }
    let (found, rows, _) = plain(text.as_bytes());
    assert_eq!((found.quotes, rows.len()), (false, 51));
    assert_eq!(rows[1].1, ["\"ROMASHKA LLC", "part 0", "0"]);
    let quoted = text.replace("LLC;", "LLC\";");
    let (found, rows, _) = plain(quoted.as_bytes());
    assert_eq!((found.quotes, rows[1].1[0].as_str()), (true, "ROMASHKA LLC"));
}

#[test]
fn bytes_that_are_no_text_and_lines_in_another_encoding_are_told_by_line() {
    let cp = |text: &str| encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
    let utf8 = Layout {
        encoding: "utf-8".to_owned(),
        ..Layout::default()
    };
    let mixed = [TEXT.as_bytes(), &cp("17.03.2023;Микросхема;5\n"), TEXT.as_bytes()].concat();
    let (_, rows, bad) = told(&mixed, &utf8).unwrap();
    assert_eq!((rows.len(), bad), (7, vec![(4, Bad::Mixed)]));
    let other = [cp(TEXT), b"17.03.2023;".to_vec(), "Микросхема;5\n".as_bytes().to_vec()].concat();
    let narrow = Layout {
        encoding: "windows-1251".to_owned(),
        ..Layout::default()
    };
    assert_eq!(told(&other, &narrow).unwrap().2, [(4, Bad::Mixed)]);
    // 98 is the one byte that windows-1251 does not have.
    let hole = [cp(TEXT), b"17.03.2023;a\x98b;5\n".to_vec()].concat();
    assert_eq!(told(&hole, &narrow).unwrap().2, [(4, Bad::Bytes)]);
    // Half a letter of UTF-16.
    let cut: Vec<u8> = TEXT
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .chain([0x00, 0xd8, b'\n', 0])
        .collect();
    let (_, rows, bad) = plain(&cut);
    assert_eq!((rows.len(), bad.len()), (4, 1));
}

#[test]
fn a_line_without_end_costs_no_memory_and_its_neighbours_stay() {
    struct Endless(u64);
    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let some = buffer.len().min(usize::try_from(self.0).unwrap());
            buffer[..some].fill(b'x');
            self.0 -= u64::try_from(some).unwrap();
            Ok(some)
        }
    }
    let long = b"a;b\n1;2\n".chain(Endless(2 << 30)).chain(&b";y\n3;4\n"[..]);
    let form = guess::form(&guess::sample(&mut &b"a;b\n1;2\n"[..]).unwrap(), &Layout::default());
    let (mut rows, mut held) = (Vec::new(), 0);
    text::read_part("", long, form, &mut |piece| {
        if let Piece::Row(row) = piece {
            held = held.max(row.cells().map(str::len).sum());
            rows.push((row.line, row.whole));
        }
        Ok(true)
    })
    .unwrap();
    assert_eq!(rows, [(1, None), (2, None), (3, Some(Bad::Long)), (4, None)]);
    assert!(held <= LONGEST);
    let wide = format!("a;b\n{}\n1;2\n", ";".repeat(100_000));
    assert_eq!(plain(wide.as_bytes()).2, [(2, Bad::Wide)]);
}

#[test]
fn files_of_other_kinds_are_named_and_empty_ones_refused() {
    assert_eq!(key(told(b"", &Layout::default())), "import-empty");
    for begins in [
        &b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..],
        b"Rar!\x1a\x07",
        b"%PDF-1.7",
        b"\x1f\x8b\x08\x00",
    ] {
        assert_eq!(key(told(begins, &Layout::default())), "sheets-foreign");
    }
}

pub(super) fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in members {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn every_table_of_an_archive_is_read_in_order_and_names_lead_nowhere() {
    let archive = zipped(&[
        ("../../etc/2023.csv", TEXT.as_bytes()),
        ("__MACOSX/._x.csv", b"junk"),
        (".DS_Store", b"junk"),
        ("C:\\b.csv", TEXT.replace("500", "700").as_bytes()),
    ]);
    let mut names = Vec::new();
    let mut cells = Vec::new();
    read(&file(&archive), &Layout::default(), &mut |piece| {
        match piece {
            Piece::Part { name, found } => {
                assert_eq!(found.kind, "zip");
                names.push(name.to_owned());
            }
            Piece::Row(row) => cells.push(row.cell(2).to_owned()),
        }
        Ok(true)
    })
    .unwrap();
    assert_eq!(names, ["../../etc/2023.csv", "C:\\b.csv"]);
    assert_eq!(cells, ["Количество", "500", "1 000", "Количество", "700", "1 000"]);
    assert!(!std::path::Path::new("/etc/2023.csv").exists());
}

#[test]
fn archives_in_archives_and_bombs_are_refused() {
    let inner = zipped(&[("a.csv", b"a;b\n1;2\n")]);
    assert_eq!(
        key(told(&zipped(&[("in.zip", &inner)]), &Layout::default())),
        "sheets-nested"
    );
    assert_eq!(
        key(told(&zipped(&[("in.csv", &inner)]), &Layout::default())),
        "sheets-nested"
    );
    let bomb = zipped(&[("a.csv", &vec![b'a'; 12 << 20])]);
    assert!(bomb.len() < 1 << 16);
    assert_eq!(key(told(&bomb, &Layout::default())), "sheets-bomb");
    // The same with a header that lies about its length.
    let mut lying = bomb.clone();
    let length = u32::to_le_bytes(12 << 20);
    let places: Vec<usize> = memchr::memmem::find_iter(&bomb, &length).collect();
    assert!(!places.is_empty());
    for place in places {
        lying[place..place + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    assert_ne!(key(told(&lying, &Layout::default())), "");
    let many: Vec<(String, Vec<u8>)> = (0..5_001).map(|n| (format!("{n}.csv"), Vec::new())).collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    assert_eq!(key(told(&zipped(&many), &Layout::default())), "sheets-members-many");
}

/// The parts of a spreadsheet as small as one can be: shared words, a date, numbers, a formula that failed.
pub(super) fn parts(sheet: &str) -> [(&'static str, String); 7] {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    [
        (
            "[Content_Types].xml",
            format!(
                "{head}<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "{head}<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "{head}<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "{head}<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{office}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId3\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "{head}<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ),
        (
            "xl/sharedStrings.xml",
            format!("{head}<sst xmlns=\"{main}\"><si><t>Дата</t></si><si><t>Товар</t></si></sst>"),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("{head}<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>"),
        ),
    ]
}

pub(super) fn spreadsheet(sheet: &str) -> Vec<u8> {
    zipped(&parts(sheet).each_ref().map(|(name, text)| (*name, text.as_bytes())))
}

pub(super) const SHEET: &str = "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c></row>\
<row r=\"4\"><c r=\"A4\" s=\"1\"><v>45000</v></c><c r=\"B4\"><v>1234.5</v></c><c r=\"C4\" t=\"inlineStr\"><is><t>ПРИМЕР</t></is></c><c r=\"D4\" t=\"e\"><v>#N/A</v></c></row>";

#[test]
fn a_spreadsheet_is_read_with_dates_as_dates_and_rows_by_their_number() {
    let (found, rows, bad) = plain(&spreadsheet(SHEET));
    assert_eq!((found.kind, found.parts.as_slice()), ("xlsx", &["Data".to_owned()][..]));
    assert_eq!(rows[0], (2, vec!["Дата".to_owned(), String::new(), "Товар".to_owned()]));
    assert_eq!(rows[1].0, 4);
    assert_eq!(rows[1].1[..3], ["2023-03-15", "1234.5", "ПРИМЕР"]);
    assert_eq!(bad, [(4, Bad::Formula)]);
    let other = Layout {
        sheet: "Nothing".to_owned(),
        ..Layout::default()
    };
    assert_eq!(key(told(&spreadsheet(SHEET), &other)), "sheets-no-such-sheet");
    assert_eq!(key(told(&spreadsheet(""), &Layout::default())), "import-empty");
}

#[test]
fn spreadsheets_that_would_fill_the_memory_are_refused() {
    let cell = |text: &str| format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>");
    let letters: String = (0..3_000_000_u64)
        .map(|n| char::from(b'a' + u8::try_from(n * 7919 % 26).unwrap()))
        .collect();
    for sheet in [
        cell(&letters),
        cell(&format!("<![CDATA[{}]]>", "<a>".repeat(1_000_000))),
        format!("<!-- {} -->{SHEET}", "<a>".repeat(10)),
        format!("<row r=\"{}\"></row>", "<>".repeat(2_000_000)),
    ] {
        assert_eq!(key(told(&spreadsheet(&sheet), &Layout::default())), "sheets-bomb");
    }
    assert_eq!(plain(&spreadsheet(&cell("small"))).1.len(), 1);
}

#[test]
fn a_file_cut_off_anywhere_is_told_and_never_a_panic() {
    for whole in [
        spreadsheet(SHEET),
        zipped(&[("a.csv", TEXT.as_bytes()), ("b.csv", TEXT.as_bytes())]),
    ] {
        for length in 1..whole.len() {
            let cut = told(&whole[..length], &Layout::default());
            // Before the sign of an archive is whole it is text like any other.
            assert!(length < 4 || cut.is_err(), "{length}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = told(&bytes, &Layout::default());
    }

    #[test]
    fn a_damaged_spreadsheet_is_read_or_refused(place in any::<proptest::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = spreadsheet(SHEET);
        let place = place.index(bytes.len());
        bytes[place] = byte;
        let _ = told(&bytes, &Layout::default());
    }

    #[test]
    fn what_was_written_with_quotes_is_read_back(rows in proptest::collection::vec(proptest::collection::vec("[a-zА-я \";\n]{0,12}", 3), 2..12)) {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let layout = Layout { delimiter: "semicolon".to_owned(), quotes: Some(true), encoding: "utf-8".to_owned(), ..Layout::default() };
        let (_, read, _) = told(&writer.into_inner().unwrap(), &layout).unwrap();
        let read: Vec<Vec<String>> = read.into_iter().map(|(_, cells)| cells).collect();
        let trimmed: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect();
        prop_assert_eq!(read, trimmed);
    }
}
