//! Spreadsheets (XLSX), cell by cell. The words that cells share are the only thing held in memory as a whole, so their length is
//! looked at before anything is read; sheets of any length stream.

use std::{
    fs::File,
    io::{BufReader, Seek, SeekFrom},
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};

use super::{Found, Piece, Take, inspect::inspect, refused};
use crate::{
    domain::imports::mapping::{
        layout::Layout,
        raw::{Bad, RawRow, WIDEST},
    },
    error::{Error, Result, Say},
};

type Book = Xlsx<BufReader<File>>;

/// Reads one sheet.
///
/// # Errors
/// As [`super::read`].
pub(super) fn read(mut file: File, layout: &Layout, take: Take<'_>) -> Result<()> {
    file.seek(SeekFrom::Start(0))?;
    inspect(file.try_clone()?)?;
    file.seek(SeekFrom::Start(0))?;
    // The library promises no panics; a file that was made to break it must not take the worker down all the same.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut book: Book = Xlsx::new(BufReader::with_capacity(1 << 18, file)).map_err(|cause| damaged(&cause))?;
        let names = book.sheet_names();
        let sheet = choose(&mut book, &names, &layout.sheet)?;
        let found = Found {
            kind: "xlsx",
            parts: names,
            ..Found::default()
        };
        match take(Piece::Part {
            name: &sheet,
            found: &found,
        })? {
            true => rows(&mut book, &sheet, take),
            false => Ok(()),
        }
    }));
    read.unwrap_or_else(|_panic| Err(refused(Say::new("sheets-damaged"))))
}

fn damaged(cause: &XlsxError) -> Error {
    match cause {
        XlsxError::Password => refused(Say::new("sheets-locked").with("name", "XLSX")),
        _ => refused(Say::new("sheets-damaged")),
    }
}

/// The sheet that was asked for, or the first that holds something.
fn choose(book: &mut Book, names: &[String], asked: &str) -> Result<String> {
    if !asked.is_empty() {
        let found = names.iter().find(|name| name.trim().eq_ignore_ascii_case(asked.trim()));
        let say = || {
            refused(
                Say::new("sheets-no-such-sheet")
                    .with("given", asked)
                    .with("listed", names.join(", ")),
            )
        };
        return found.cloned().ok_or_else(say);
    }
    for name in names {
        // Charts are listed as sheets too, and have no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(name) else {
            continue;
        };
        while let Some(cell) = cells.next_cell().map_err(|cause| damaged(&cause))? {
            if !matches!(cell.get_value(), DataRef::Empty) {
                return Ok(name.clone());
            }
        }
    }
    Err(refused(Say::new("import-empty")))
}

fn rows(book: &mut Book, sheet: &str, take: Take<'_>) -> Result<()> {
    let mut cells = book.worksheet_cells_reader(sheet).map_err(|cause| damaged(&cause))?;
    let mut row = RawRow::default();
    row.ragged = true;
    let mut begun = false;
    let mut text = String::new();
    while let Some(cell) = cells.next_cell().map_err(|cause| damaged(&cause))? {
        if matches!(cell.get_value(), DataRef::Empty) {
            continue;
        }
        let (line, column) = cell.get_position();
        let line = u64::from(line) + 1;
        if begun && line != row.line {
            if line < row.line {
                return Err(refused(Say::new("sheets-damaged")));
            }
            if !take(Piece::Row(&row))? {
                return Ok(());
            }
            begun = false;
        }
        if !begun {
            row.clear(line);
            begun = true;
        }
        let column = usize::try_from(column).map_err(Error::internal)?;
        if column >= WIDEST {
            row.whole = Some(Bad::Wide);
            continue;
        }
        if column < row.len() {
            return Err(refused(Say::new("sheets-damaged")));
        }
        while row.len() < column && row.whole.is_none() {
            row.push("");
        }
        text.clear();
        let sound = write(cell.get_value(), &mut text);
        row.push(&text);
        if matches!(cell.get_value(), DataRef::Float(_)) && text.contains('.') {
            row.point();
        }
        if !sound {
            row.spoil(Bad::Formula);
        }
    }
    if begun {
        take(Piece::Row(&row))?;
    }
    Ok(())
}

/// A cell as text: dates as dates, numbers without needless decimals. False for what the spreadsheet could not work out.
fn write(value: &DataRef<'_>, text: &mut String) -> bool {
    use std::fmt::Write as _;
    // Writing to a text cannot fail.
    let _ = match value {
        DataRef::Empty => Ok(()),
        DataRef::Int(number) => write!(text, "{number}"),
        DataRef::Float(number) => write!(text, "{number}"),
        DataRef::String(words) => text.write_str(words),
        DataRef::SharedString(words) => text.write_str(words),
        DataRef::Bool(yes) => write!(text, "{yes}"),
        DataRef::DateTime(moment) => write_moment(*moment, text),
        DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => text.write_str(words),
        DataRef::Error(error) => write!(text, "{error}"),
    };
    !matches!(value, DataRef::Error(_))
}

fn write_moment(moment: ExcelDateTime, text: &mut String) -> std::fmt::Result {
    use std::fmt::Write as _;
    // Below one it is a time of day, and far beyond it is a number somebody painted as a date.
    if moment.is_duration() || !(1.0..2_958_466.0).contains(&moment.as_f64()) {
        return write!(text, "{}", moment.as_f64());
    }
    let (year, month, day, hour, minute, _, _) = moment.to_ymd_hms_milli();
    write!(text, "{year:04}-{month:02}-{day:02}")?;
    match (hour, minute) {
        (0, 0) => Ok(()),
        _ => write!(text, "T{hour:02}:{minute:02}"),
    }
}
