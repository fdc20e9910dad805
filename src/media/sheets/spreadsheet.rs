//! Spreadsheets (XLSX), cell by cell. The words that cells share are the only thing held in memory as a whole, so their length is
//! looked at before anything is read; sheets of any length stream.

use std::{
    fs::File,
    io::{BufReader, Read, Seek, SeekFrom},
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};

use super::{
    Found, Piece, Take,
    archive::{self, Archive, Unpacked},
    refused,
};
use crate::{
    domain::imports::mapping::{
        layout::Layout,
        raw::{Bad, RawRow, WIDEST},
    },
    error::{Error, Result, Say},
};

/// The most bytes of a part that is held in memory: shared words, styles, the list of sheets.
const HELD: u64 = 96 << 20;
/// The most bytes of a sheet.
const SHEET: u64 = 4 << 30;
/// The longest text or tag of a sheet, in bytes: spreadsheets end a cell at 32,767 letters.
const STRETCH: usize = 1 << 20;

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

/// Unpacks every part once and keeps nothing of it, to learn whether it may be unpacked in memory.
fn inspect(file: File) -> Result<()> {
    let mut archive: Archive = archive::open(file)?;
    for place in 0..archive.len() {
        let name = match archive.name_for_index(place) {
            Some(Ok(name)) => name.to_ascii_lowercase(),
            _ => return Err(refused(Say::new("sheets-damaged"))),
        };
        // Pictures and the like are never opened.
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        let is_sheet = name.starts_with("xl/worksheets/");
        let mut part = archive::unpacked(&mut archive, place)?;
        part.most = if is_sheet { SHEET } else { HELD };
        match is_sheet {
            true => measure(part)?,
            false => std::io::copy(&mut part, &mut std::io::sink())
                .map(|_| ())
                .map_err(super::broken)?,
        }
    }
    Ok(())
}

/// Refuses a sheet with a text or a tag so long that it would fill the memory, and what no spreadsheet writes and a long text
/// could hide in: comments, instructions, zero bytes.
fn measure<R: Read>(mut part: Unpacked<R>) -> Result<()> {
    let mut buffer = vec![0_u8; 1 << 16];
    let mut scan = Scan::default();
    loop {
        let read = super::fill(&mut part, &mut buffer)?;
        let held = buffer.get(..read).unwrap_or_default();
        if held.is_empty() {
            return Ok(());
        }
        if !held.iter().all(|byte| scan.passes(*byte)) {
            return Err(refused(Say::new("sheets-bomb")));
        }
    }
}

#[derive(Default)]
struct Scan {
    at: Place,
    run: usize,
    far: bool,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Place {
    #[default]
    Words,
    TagBegins,
    Tag,
    Quoted(u8),
}

impl Scan {
    fn passes(&mut self, byte: u8) -> bool {
        let next = match (self.at, byte) {
            (_, 0) | (Place::TagBegins, b'!') => return false,
            (Place::TagBegins, b'?') if self.far => return false,
            (Place::Words, b'<') => Place::TagBegins,
            (Place::TagBegins | Place::Tag, b'>') => Place::Words,
            (Place::TagBegins | Place::Tag, b'"' | b'\'') => Place::Quoted(byte),
            (Place::TagBegins, _) => Place::Tag,
            (Place::Quoted(mark), byte) if mark == byte => Place::Tag,
            (same, _) => same,
        };
        match next == self.at {
            true => self.run += 1,
            false => self.run = 0,
        }
        self.far |= next == Place::Tag;
        self.at = next;
        self.run <= STRETCH
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
