//! A provider's file as a canonical table: read row by row, turned by its mapping, written to a file without a name, and told back
//! in the provider's lines and columns. Memory is bounded whatever the file holds, and a row said twice counts once.

use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write},
    sync::{Mutex, PoisonError},
};

use super::repeats::Prints;
use crate::{
    domain::imports::{
        self, CellError,
        mapping::{
            Mapping,
            convert::{Canonical, Converter, Wrong},
            raw::RawRow,
        },
        stage::Problem,
        transfers,
    },
    error::{Error, FieldError, Result, Say},
    media::{
        sheets::{self, Piece},
        vault::Vault,
    },
};

/// How often it is told how many rows are done.
const STEP: u64 = 5_000;
/// Of how many rows that were passed over it is told where they stand.
const PASSED: usize = 20;

/// A provider's file, turned.
#[derive(Debug)]
pub struct Converted {
    /// The canonical table.
    pub table: File,
    /// Rows in the provider's file.
    pub total: u64,
    /// Rows with something wrong; they are not in the table.
    pub wrong: u64,
    /// What is wrong, at most as many as are listed.
    pub problems: Vec<Problem>,
    /// How to tell of its rows.
    pub told: Told,
}

/// How the rows of a canonical table are called in the provider's.
#[derive(Debug)]
pub struct Told {
    mapping: Mapping,
    /// Eight bytes for each row: its line in the provider's file.
    lines: Mutex<File>,
    /// The first row of each table of an archive, and its name; nothing for a single table.
    parts: Vec<(u64, String)>,
    /// Rows that say the same as a row before them; they are not in the canonical table.
    pub repeated: u64,
    /// Rows that are none of goods.
    pub passed: Passed,
}

/// Rows that leave a column empty which the mapping says every row of goods fills. Those who read the report can look them up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passed {
    /// How many they are.
    pub count: u64,
    /// Where the first of them stand: the line, behind the name of its table in an archive.
    pub places: Vec<String>,
}

impl Passed {
    /// One more, in a table of an archive or in the only one.
    pub fn add(&mut self, part: &str, line: u64) {
        self.count += 1;
        if self.places.len() < PASSED {
            self.places.push(in_part(part, line.to_string()));
        }
    }

    /// What people are told of them; nothing when there are none.
    pub fn say(&self) -> Option<Say> {
        let shown = count(self.places.len());
        let more = if self.count > shown { ", …" } else { "" };
        let places = format!("{}{more}", self.places.join(", "));
        let say = Say::new("mappings-passed")
            .with("count", self.count)
            .with("places", places);
        (self.count > 0).then_some(say)
    }
}

/// Is told how many rows are done; its error calls the whole off.
pub type Progress<'a> = &'a dyn Fn(u64) -> Result<()>;

/// How to turn a file.
#[derive(Debug, Clone, Copy)]
pub struct How {
    /// How many problems are listed.
    pub listed: usize,
    /// Check each row as the import will, so that all that is wrong with it is told at once.
    pub check: bool,
}

struct Work<'a> {
    mapping: &'a Mapping,
    how: How,
    progress: Progress<'a>,
    writer: csv::Writer<BufWriter<File>>,
    lines: BufWriter<File>,
    prints: Prints<'a>,
    converter: Option<Converter<'a>>,
    part: String,
    parts: Vec<(u64, String)>,
    out: Canonical,
    total: u64,
    written: u64,
    wrong: u64,
    passed: Passed,
    problems: Vec<Problem>,
}

/// Turns a provider's file into a canonical table.
///
/// # Errors
/// `Invalid` on the field `file` for what is wrong with it as a whole; `NoSpace`; those of `progress`.
pub fn convert(vault: &Vault, file: &File, mapping: &Mapping, how: How, progress: Progress<'_>) -> Result<Converted> {
    let mut work = Work {
        mapping,
        how,
        progress,
        writer: csv::Writer::from_writer(BufWriter::with_capacity(1 << 18, vault.scratch()?)),
        lines: BufWriter::with_capacity(1 << 16, vault.scratch()?),
        prints: Prints::new(vault),
        converter: None,
        part: String::new(),
        parts: Vec::new(),
        out: Canonical::default(),
        total: 0,
        written: 0,
        wrong: 0,
        passed: Passed::default(),
        problems: Vec::new(),
    };
    work.writer
        .write_record(imports::transfers::COLUMNS)
        .map_err(unwritten)?;
    sheets::read(file, &mapping.layout, &mut |piece| {
        match piece {
            Piece::Part { name, .. } => work.begin(name),
            Piece::Row(row) => work.row(row)?,
        }
        Ok(true)
    })?;
    work.finish(vault)
}

/// Which row of a table names its columns, if any does.
pub(crate) fn is_header(mapping: &Mapping, row: &RawRow) -> bool {
    match mapping.layout.header {
        None => !row.is_empty(),
        Some(line) => row.line >= line && !row.is_empty(),
    }
}

/// What a table lacks that its mapping names, as an error of the file.
pub(crate) fn lacking(part: &str, missing: Vec<Say>) -> Error {
    let told = missing.into_iter().map(|say| match part {
        "" => FieldError::new("file", say),
        part => FieldError::new(format!("file: {part}"), say),
    });
    Error::Invalid(told.collect())
}

impl Work<'_> {
    fn begin(&mut self, name: &str) {
        name.clone_into(&mut self.part);
        self.parts.push((self.written, name.to_owned()));
        self.converter = match self.mapping.layout.header {
            Some(0) => Converter::new(self.mapping, &RawRow::default()).ok(),
            _ => None,
        };
    }

    fn row(&mut self, row: &RawRow) -> Result<()> {
        let Some(converter) = &mut self.converter else {
            if is_header(self.mapping, row) {
                let made = Converter::new(self.mapping, row);
                self.converter = Some(made.map_err(|missing| lacking(&self.part, missing))?);
            }
            return Ok(());
        };
        if row.is_empty() {
            return Ok(());
        }
        if converter.passes_over(row) {
            self.passed.add(&self.part, row.line);
            return Ok(());
        }
        self.total += 1;
        if self.total.is_multiple_of(STEP) {
            (self.progress)(self.total)?;
        }
        match converter.row(row, &mut self.out) {
            Err(wrong) => self.refuse(row.line, wrong),
            Ok(()) if self.how.check && !self.is_sound(row.line) => {}
            Ok(()) => {
                self.writer.write_record(&self.out.cells).map_err(unwritten)?;
                self.lines.write_all(&row.line.to_le_bytes())?;
                self.prints.push(self.out.print, self.written)?;
                self.written += 1;
            }
        }
        Ok(())
    }

    fn refuse(&mut self, line: u64, wrong: Vec<Wrong>) {
        self.wrong += 1;
        let room = self.how.listed.saturating_sub(self.problems.len());
        for Wrong { column, value, say } in wrong.into_iter().take(room) {
            self.problems
                .push(problem(line, &in_part(&self.part, column), value, &say));
        }
    }

    /// Whether the import will take the row; what it would say is told by the provider's columns.
    fn is_sound(&mut self, line: u64) -> bool {
        let cells: Vec<&str> = self.out.cells.iter().map(String::as_str).collect();
        let (_, wrong) = transfers::read(line, &cells);
        if wrong.is_empty() {
            return true;
        }
        let told = wrong.into_iter().map(|(column, say)| {
            let place = transfers::COLUMNS.iter().position(|name| *name == column);
            let value = place.and_then(|place| cells.get(place)).copied().unwrap_or_default();
            Wrong {
                column: self.mapping.told(column),
                value: value.chars().take(80).collect(),
                say,
            }
        });
        let told = told.collect();
        self.refuse(line, told);
        false
    }

    fn finish(mut self, vault: &Vault) -> Result<Converted> {
        if self.total == 0 {
            let say = self.passed.say().unwrap_or_else(|| Say::new("import-empty"));
            return Err(Error::invalid("file", say));
        }
        (self.progress)(self.total)?;
        self.writer.flush()?;
        let inner = self.writer.into_inner().map_err(|_unflushed| Error::NoSpace)?;
        let mut table = inner
            .into_inner()
            .map_err(|unflushed| Error::from(unflushed.into_error()))?;
        let mut lines = self
            .lines
            .into_inner()
            .map_err(|unflushed| Error::from(unflushed.into_error()))?;
        let repeats = self.prints.repeats()?;
        let mut parts = self.parts;
        if !repeats.is_empty() {
            (table, lines) = without(vault, table, lines, &repeats)?;
            for (first, _) in &mut parts {
                let before = *first;
                *first -= count(repeats.partition_point(|row| *row < before));
            }
        }
        if parts.len() < 2 {
            parts.clear();
        }
        table.seek(SeekFrom::Start(0))?;
        Ok(Converted {
            table,
            total: self.total,
            wrong: self.wrong,
            problems: self.problems,
            told: Told {
                repeated: count(repeats.len()),
                passed: self.passed,
                mapping: self.mapping.clone(),
                lines: Mutex::new(lines),
                parts,
            },
        })
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn in_part(part: &str, column: String) -> String {
    match (part, column.as_str()) {
        ("", _) => column,
        (part, "") => part.to_owned(),
        (part, column) => format!("{part}: {column}"),
    }
}

fn problem(line: u64, column: &str, value: String, say: &Say) -> Problem {
    Problem {
        line,
        column: column.to_owned(),
        value,
        key: say.key.to_owned(),
        args: say
            .args
            .iter()
            .map(|(name, text)| ((*name).to_owned(), text.clone()))
            .collect(),
    }
}

fn unwritten(cause: csv::Error) -> Error {
    match cause.into_kind() {
        csv::ErrorKind::Io(cause) => Error::from(cause),
        other => Error::internal(format!("a canonical row could not be written: {other:?}")),
    }
}

/// The same table without these rows, which are in order.
fn without(vault: &Vault, mut table: File, mut lines: File, repeats: &[u64]) -> Result<(File, File)> {
    table.seek(SeekFrom::Start(0))?;
    lines.seek(SeekFrom::Start(0))?;
    let mut rows = BufReader::with_capacity(1 << 18, table);
    let mut numbers = BufReader::with_capacity(1 << 16, lines);
    let mut kept_rows = BufWriter::with_capacity(1 << 18, vault.scratch()?);
    let mut kept_numbers = BufWriter::with_capacity(1 << 16, vault.scratch()?);
    let mut line = Vec::new();
    // A canonical row never takes more than a line, because its cells hold none.
    rows.read_until(b'\n', &mut line)?;
    kept_rows.write_all(&line)?;
    let (mut row, mut ahead) = (0, repeats.iter().peekable());
    let mut number = [0; 8];
    loop {
        line.clear();
        if rows.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        numbers.read_exact(&mut number)?;
        match ahead.peek() {
            Some(repeat) if **repeat == row => {
                ahead.next();
            }
            _ => {
                kept_rows.write_all(&line)?;
                kept_numbers.write_all(&number)?;
            }
        }
        row += 1;
    }
    let whole = |file: BufWriter<File>| {
        file.into_inner()
            .map_err(|unflushed| Error::from(unflushed.into_error()))
    };
    Ok((whole(kept_rows)?, whole(kept_numbers)?))
}

impl Told {
    /// What the import found wrong with a row, in the provider's line and column.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn problem(&self, error: &CellError) -> Result<Problem> {
        let CellError {
            line,
            column,
            value,
            say,
        } = error;
        // The header is on the first line.
        let Some(row) = line.checked_sub(2) else {
            return Ok(Problem::from(error.clone()));
        };
        let part = self.parts.iter().rev().find(|(first, _)| *first <= row);
        let part = part.map_or("", |(_, name)| name.as_str());
        let column = in_part(part, self.mapping.told(column));
        let mut say = say.clone();
        for (name, text) in &mut say.args {
            if *name == "line"
                && let Some(other) = text.parse::<u64>().ok().and_then(|line| line.checked_sub(2))
            {
                *text = self.line(other)?.to_string();
            }
        }
        Ok(problem(self.line(row)?, &column, value.clone(), &say))
    }

    fn line(&self, row: u64) -> Result<u64> {
        let mut file = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(row * 8))?;
        let mut number = [0; 8];
        file.read_exact(&mut number)?;
        Ok(u64::from_le_bytes(number))
    }
}
