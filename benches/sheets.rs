//! How many lines of a provider's file are turned into canonical ones in a second on one core, as text in windows-1251 and as a
//! spreadsheet: `cargo bench --bench sheets -- [LINES]`.
//!
//! Reads, decodes, maps and writes; the import that follows is not part of it. The bar: 200,000 lines of text a second, in 200 MB
//! of memory at most. Ends with 1 when it is missed.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::as_conversions,
    reason = "a bench prints, and stops at the first surprise"
)]

use std::{
    fs::File,
    io::{BufWriter, Write},
    process::ExitCode,
    time::Instant,
};

use sherd::{
    domain::{fields::Fields, imports::mapping::Mapping},
    media::vault::Vault,
    service::imports::converted::{How, convert},
};

/// The program's own allocator: making small texts is part of the work.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Lines a second.
const LEAST: f64 = 200_000.0;
/// Kilobytes of memory.
const MOST: u64 = 200 * 1024;

const HEADER: [&str; 12] = [
    "Номер декларации",
    "Номер товара",
    "Дата",
    "Отправитель",
    "Страна отправителя",
    "Получатель",
    "Страна происхождения",
    "Код ТН ВЭД",
    "Описание товара",
    "Количество",
    "Ед. изм.",
    "Стоимость, долл. США",
];

fn row(n: u64) -> [String; 12] {
    [
        format!("10005030/{:02}0323/{:07}", n % 28 + 1, n / 3),
        (n % 3 + 1).to_string(),
        format!("{:02}.03.2023", n % 28 + 1),
        format!("EXAMPLE COMPONENTS {} (H.K.) LTD", n % 5_000),
        "ГОНКОНГ".to_owned(),
        format!("ООО «ПРИМЕР-ИМПОРТ {}»", n % 3_000),
        "КИТАЙ".to_owned(),
        "8542319010".to_owned(),
        format!("МИКРОСХЕМЫ ИНТЕГРАЛЬНЫЕ МОНОЛИТНЫЕ ЦИФРОВЫЕ: ОБРАЗЕЦ-{n}; КОД ДАТЫ 2148; НЕ ВОЕННОГО НАЗНАЧЕНИЯ"),
        format!("{} {:03},00", n % 9 + 1, n % 1_000),
        "ШТ".to_owned(),
        format!("{},{:02}", n % 90_000, n % 100),
    ]
}

fn mapping() -> Mapping {
    let mut fields = Fields::new();
    for (name, text) in [
        ("name", "Examplia"),
        ("key", "Номер декларации\nНомер товара"),
        ("fixed-kind", "customs line"),
        ("fixed-currency", "USD"),
        ("from-document", "Номер декларации"),
        ("from-date_from", "Дата"),
        ("from-date_to", "Дата"),
        ("from-from_name", "Отправитель"),
        ("from-from_country", "Страна отправителя"),
        ("from-to_name", "Получатель"),
        ("from-origin_country", "Страна происхождения"),
        ("from-hs6", "Код ТН ВЭД"),
        ("from-goods", "Описание товара"),
        ("from-quantity", "Количество"),
        ("from-unit", "Ед. изм."),
        ("from-value", "Стоимость, долл. США"),
    ] {
        fields.set(name, text);
    }
    Mapping::parse(&fields).unwrap()
}

fn text(lines: u64) -> File {
    let mut file = BufWriter::new(tempfile::tempfile().unwrap());
    let mut line = |cells: &[String]| {
        let text = cells.join("\t");
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&text);
        file.write_all(&bytes).unwrap();
        file.write_all(b"\r\n").unwrap();
    };
    line(&HEADER.map(str::to_owned));
    (0..lines).for_each(|n| line(&row(n)));
    file.into_inner().unwrap()
}

fn spreadsheet(lines: u64) -> File {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let mut writer = zip::ZipWriter::new(tempfile::tempfile().unwrap());
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let mut part = |name: &str, text: String| {
        writer.start_file(name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    };
    part(
        "[Content_Types].xml",
        format!("<Types xmlns=\"{PACKAGE}/content-types\"/>"),
    );
    part(
        "_rels/.rels",
        format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    part(
        "xl/workbook.xml",
        format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
        ),
    );
    part(
        "xl/_rels/workbook.xml.rels",
        format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"r1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
        ),
    );
    writer.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    write!(writer, "<worksheet xmlns=\"{MAIN}\"><sheetData>").unwrap();
    for line in 0..=lines {
        let cells = match line {
            0 => HEADER.map(str::to_owned),
            line => row(line),
        };
        write!(writer, "<row r=\"{}\">", line + 1).unwrap();
        for (cell, column) in cells.iter().zip('A'..) {
            write!(
                writer,
                "<c r=\"{column}{}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>",
                line + 1
            )
            .unwrap();
        }
        write!(writer, "</row>").unwrap();
    }
    write!(writer, "</sheetData></worksheet>").unwrap();
    writer.finish().unwrap()
}

/// The most memory that this process has held, in kilobytes.
fn held() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

fn main() -> ExitCode {
    let lines: u64 = std::env::args()
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(500_000);
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::open(folder.path()).unwrap();
    let mapping = mapping();
    let measure = |name: &str, file: &File, lines: u64, check: bool| -> f64 {
        let how = How { listed: 10, check };
        let began = Instant::now();
        let turned = convert(&vault, file, &mapping, how, &|_| Ok(())).unwrap();
        let speed = lines as f64 / began.elapsed().as_secs_f64();
        assert_eq!((turned.total, turned.wrong), (lines, 0));
        println!("{name}: {speed:.0} lines a second, {} MB held at most", held() / 1_024);
        speed
    };
    let file = text(lines);
    let speed = measure("text in windows-1251", &file, lines, false);
    measure("the same, each row checked", &file, lines, true);
    let memory = held();
    let sheet = spreadsheet(lines / 5);
    measure("spreadsheet", &sheet, lines / 5, false);
    match speed >= LEAST && memory <= MOST {
        true => ExitCode::SUCCESS,
        false => {
            println!(
                "missed: at least {LEAST:.0} lines of text a second in {} MB",
                MOST / 1_024
            );
            ExitCode::FAILURE
        }
    }
}
