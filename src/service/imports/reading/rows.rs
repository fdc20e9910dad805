//! Rows out of CSV: what each says, or what is wrong with it.

use std::thread;

use crate::{
    domain::imports::{self, Canonical, CellError},
    error::{Error, Result, Say},
};

/// The longest row, in bytes: a file that is no table must not fill the memory.
const ROW: usize = 1 << 20;

/// Rows of so many bytes are held before it is told what they say: five thousand of the longest would fill the memory.
const HELD: usize = 1 << 24;

/// A row that is sound by itself, or what is wrong with it.
pub(in crate::service::imports) type Read<R> = std::result::Result<R, Vec<CellError>>;

/// The rows of a file, one after the other, however many: never more than one is in memory.
pub struct Rows<R, I> {
    csv: csv::Reader<I>,
    record: csv::ByteRecord,
    places: Vec<usize>,
    kind: std::marker::PhantomData<fn() -> R>,
}

impl<R: Canonical, I: std::io::Read> Rows<R, I> {
    /// Reads the header.
    ///
    /// # Errors
    /// As [`read()`](super::read()).
    pub fn begin(reader: I) -> Result<Rows<R, I>> {
        let mut csv = lines(reader);
        let mut record = csv::ByteRecord::new();
        let places = header(R::COLUMNS, &mut csv, &mut record)?;
        Ok(Rows {
            csv,
            record,
            places,
            kind: std::marker::PhantomData,
        })
    }

    /// The next row that is not empty; `None` behind the last.
    ///
    /// # Errors
    /// As [`read()`](super::read()).
    pub fn next(&mut self) -> Result<Option<Read<R>>> {
        Ok(self.advance()?.then(|| row(&self.record, &self.places)))
    }

    /// The next rows that are not empty, at most so many. To tell what cells say takes far longer than to split a file into them, so two
    /// threads do it.
    ///
    /// # Errors
    /// As [`read()`](super::read()).
    pub fn some(&mut self, most: usize) -> Result<Vec<Read<R>>>
    where
        R: Send,
    {
        let mut rows = Vec::with_capacity(most);
        while rows.len() < most {
            let (mut records, mut bytes) = (Vec::new(), 0);
            while rows.len() + records.len() < most && bytes < HELD && self.advance()? {
                bytes += self.record.as_slice().len();
                records.push(alone(&self.record));
            }
            if records.is_empty() {
                break;
            }
            rows.extend(self.told(&records)?);
        }
        Ok(rows)
    }

    fn told(&self, records: &[csv::ByteRecord]) -> Result<Vec<Read<R>>>
    where
        R: Send,
    {
        let (first, rest) = records.split_at(records.len() / 2);
        let places = &self.places;
        let told = |some: &[csv::ByteRecord]| some.iter().map(|one| row(one, places)).collect::<Vec<_>>();
        thread::scope(|scope| {
            let rest = thread::Builder::new().spawn_scoped(scope, || told(rest))?;
            let mut rows = told(first);
            let rest = rest.join();
            rows.extend(rest.map_err(|_panic| Error::internal("a thread that reads rows has died"))?);
            Ok(rows)
        })
    }

    /// Goes on to the next row that is not empty; false behind the last.
    fn advance(&mut self) -> Result<bool> {
        while next(&mut self.csv, &mut self.record)? {
            if self.record.iter().any(|cell| !cell.is_empty()) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl<R, I> std::fmt::Debug for Rows<R, I> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rows").finish_non_exhaustive()
    }
}

/// A record that takes no more room than its cells: the reader's own keeps that of the longest row so far.
fn alone(record: &csv::ByteRecord) -> csv::ByteRecord {
    let mut alone = csv::ByteRecord::with_capacity(record.as_slice().len(), record.len());
    alone.extend(record);
    alone.set_position(record.position().cloned());
    alone
}

/// Lines of cells, however many each has.
pub(super) fn lines<R: std::io::Read>(reader: R) -> csv::Reader<R> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(reader)
}

/// Reads the first line: where each column stands.
fn header<R: std::io::Read>(
    columns: &[&'static str],
    csv: &mut csv::Reader<R>,
    record: &mut csv::ByteRecord,
) -> Result<Vec<usize>> {
    let names = names(csv, record)?;
    places(columns, &names)
}

/// The cells of the first line.
pub(super) fn names<R: std::io::Read>(csv: &mut csv::Reader<R>, record: &mut csv::ByteRecord) -> Result<Vec<String>> {
    if !next(csv, record)? {
        return Err(Error::invalid("file", Say::new("import-empty")));
    }
    let cells = record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned());
    Ok(cells.collect())
}

/// Where each column stands in a header.
pub(super) fn places(columns: &[&'static str], names: &[String]) -> Result<Vec<usize>> {
    imports::header(columns, names.iter().map(String::as_str)).map_err(|say| Error::invalid("file", say))
}

fn next<R: std::io::Read>(csv: &mut csv::Reader<R>, record: &mut csv::ByteRecord) -> Result<bool> {
    let more = csv.read_byte_record(record).map_err(|cause| match cause.into_kind() {
        csv::ErrorKind::Io(cause) => Error::from(cause),
        other => Error::invalid(
            "file",
            Say::new("import-unreadable").with("cause", format!("{other:?}")),
        ),
    })?;
    if record.as_slice().len() > ROW {
        let line = record.position().map_or(0, csv::Position::line);
        return Err(Error::invalid("file", Say::new("import-row-long").with("line", line)));
    }
    Ok(more)
}

/// A cell without the apostrophe that our own files put before what a spreadsheet would run.
fn disarmed(cell: &str) -> &str {
    let rest = cell.strip_prefix('\'');
    rest.filter(|rest| rest.starts_with(['=', '+', '-', '@']))
        .unwrap_or(cell)
}

fn row<R: Canonical>(record: &csv::ByteRecord, places: &[usize]) -> Read<R> {
    let line = record.position().map_or(0, csv::Position::line);
    if record.len() != R::COLUMNS.len() {
        let say = Say::new("import-cells")
            .with("found", record.len())
            .with("expected", R::COLUMNS.len());
        return Err(vec![CellError {
            line,
            column: "record_id",
            value: String::new(),
            say,
        }]);
    }
    let mut cells: Vec<&str> = Vec::with_capacity(R::COLUMNS.len());
    let mut errors = Vec::new();
    for (column, place) in R::COLUMNS.iter().copied().zip(places) {
        match std::str::from_utf8(record.get(*place).unwrap_or_default()) {
            Ok(text) => cells.push(disarmed(text)),
            Err(_bad) => {
                cells.push("");
                errors.push(CellError {
                    line,
                    column,
                    value: String::new(),
                    say: Say::new("text-not-utf8"),
                });
            }
        }
    }
    match errors.is_empty() {
        true => R::parse(line, &cells),
        false => Err(errors),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::imports::transfers::{COLUMNS, TransferRow};

    #[test]
    fn rows_read_together_are_those_read_one_by_one() {
        let mut text = format!("{}\n", COLUMNS.join(","));
        for row in 0..200 {
            let cell = match row % 3 {
                0 => "x".repeat(ROW / 2),
                1 => String::new(),
                _ => format!("Trade {row}"),
            };
            let rest = ",".repeat(COLUMNS.len() - 4);
            text.push_str(&format!("R{row},sale,\"{cell}\",{rest}\n\n"));
        }
        let begin = || Rows::<TransferRow, _>::begin(text.as_bytes()).unwrap();
        let (mut one, mut single) = (begin(), Vec::new());
        while let Some(row) = one.next().unwrap() {
            single.push(row);
        }
        assert_eq!(single.len(), 200);
        let mut together = begin();
        let mut all = together.some(150).unwrap();
        assert_eq!(all.len(), 150);
        all.extend(together.some(150).unwrap());
        assert!(together.some(150).unwrap().is_empty());
        assert_eq!(all, single);
    }
}
