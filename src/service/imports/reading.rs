//! Reading a file into rows: CSV in UTF-8 with the canonical header, never more than a row at a time.

use std::{
    io::{BufReader, Read as _, Seek},
    sync::Arc,
    thread,
};

use sha2::{Digest, Sha256};

use super::{AnyTable, Load, Table};
use crate::{
    domain::{
        imports::{
            self, Canonical, CellError, Row,
            organizations::OrganizationRow,
            stage::{Content, Import},
            transfers::TransferRow,
        },
        records::Shelf,
    },
    error::{Error, Result, Say},
    service::exchange::incoming,
};

/// The most rows of one file of components: more would not fit beside everything else in memory.
const ROWS: u64 = 500_000;
/// The most of one file of organizations, whose rows are shorter.
const ORGANIZATIONS: u64 = 1_500_000;

/// Reads a file into a table: CSV in UTF-8 with the canonical header. What is wrong with the file as a whole is an
/// error; what is wrong with a row is in the table.
///
/// # Errors
/// `Invalid` on the field `file`.
pub fn read(name: &str, reader: impl std::io::Read, sha256: &str) -> Result<Table> {
    read_listing(name, reader, sha256, super::LISTED)
}

/// Reads a file into a table of what `shelf` says its rows become, listing as many wrong cells as said. Large files of transfers
/// are better not held in memory: see [`Load`].
///
/// # Errors
/// As [`read()`]; `NotFound` for a shelf that has no canonical table.
pub fn open(shelf: Shelf, name: &str, mut reader: impl std::io::Read, sha256: &str, listed: usize) -> Result<AnyTable> {
    Ok(match shelf {
        Shelf::Components => AnyTable::Components(read_listing(name, reader, sha256, listed)?),
        Shelf::Organizations => AnyTable::Organizations(read_listing(name, reader, sha256, listed)?),
        Shelf::Transfers => {
            let mut bytes = Vec::new();
            reader.read_to_end(&mut bytes)?;
            let bytes: Arc<[u8]> = bytes.into();
            let file = File::new(name, sha256, listed, move || {
                Ok(std::io::Cursor::new(Arc::clone(&bytes)))
            });
            AnyTable::Transfers(Box::new(Load::new(file)))
        }
        other => return Err(Error::NotFound(other.as_str())),
    })
}

/// [`open`] for a file of whatever it holds.
///
/// # Errors
/// As [`open`].
pub fn open_any(
    content: Content,
    name: &str,
    reader: impl std::io::Read,
    sha256: &str,
    listed: usize,
) -> Result<AnyTable> {
    match content {
        Content::Table(shelf) => open(shelf, name, reader, sha256, listed),
        Content::Entities => {
            let mut incoming = incoming::read(name, sha256, BufReader::new(reader))?;
            incoming.listed = listed;
            Ok(AnyTable::Entities(Box::new(incoming)))
        }
    }
}

/// [`read()`], listing as many wrong cells as said.
///
/// # Errors
/// As [`read()`].
pub fn read_listing<R: Canonical>(
    name: &str,
    reader: impl std::io::Read,
    sha256: &str,
    listed: usize,
) -> Result<Table<R>> {
    let mut table = Table {
        listed,
        ..Table::new(name, sha256)
    };
    let mut rows = Rows::begin(reader)?;
    let most = match R::COLUMNS == OrganizationRow::COLUMNS {
        true => ORGANIZATIONS,
        false => ROWS,
    };
    let file = |say: Say| Error::invalid("file", say);
    while let Some(row) = rows.next()? {
        table.total += 1;
        if table.total > most {
            return Err(file(Say::new("import-rows-many").with("max", most)));
        }
        match row {
            Ok(row) => table.rows.push(row),
            Err(errors) => table.refuse(errors),
        }
    }
    match table.total {
        0 => Err(file(Say::new("import-empty"))),
        _ => Ok(table),
    }
}

/// A row that is sound by itself, or what is wrong with it.
pub(super) type Read<R> = std::result::Result<R, Vec<CellError>>;

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
    /// As [`read()`].
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
    /// As [`read()`].
    pub fn next(&mut self) -> Result<Option<Read<R>>> {
        Ok(self.advance()?.then(|| row(&self.record, &self.places)))
    }

    /// The next rows that are not empty, at most so many. To split a file into cells takes a fifth of the time of telling what the
    /// cells say, which two threads do.
    ///
    /// # Errors
    /// As [`read()`].
    pub fn some(&mut self, most: usize) -> Result<Vec<Read<R>>>
    where
        R: Send,
    {
        let mut records = Vec::with_capacity(most);
        while records.len() < most && self.advance()? {
            records.push(self.record.clone());
        }
        let (first, rest) = records.split_at(records.len() / 2);
        let told = |some: &[csv::ByteRecord]| some.iter().map(|one| row(one, &self.places)).collect::<Vec<_>>();
        thread::scope(|scope| {
            let rest = scope.spawn(|| told(rest));
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

/// A file that can be read from its beginning as often as needed.
#[derive(Clone)]
pub struct File {
    /// Its name, for the log.
    pub name: String,
    /// Its SHA-256.
    pub sha256: String,
    /// The import that keeps account of what is written; `None` for the command line.
    pub import: Option<Import>,
    /// How many errors are listed.
    pub listed: usize,
    open: Arc<Opener>,
}

type Opener = dyn Fn() -> Result<Box<dyn std::io::Read + Send>> + Send + Sync;

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("File").field("name", &self.name).finish_non_exhaustive()
    }
}

impl File {
    /// A file that `open` opens.
    pub fn new<I: std::io::Read + Send + 'static>(
        name: &str,
        sha256: &str,
        listed: usize,
        open: impl Fn() -> Result<I> + Send + Sync + 'static,
    ) -> File {
        let open = move || -> Result<Box<dyn std::io::Read + Send>> {
            let reader = std::io::BufReader::with_capacity(1 << 18, open()?);
            Ok(Box::new(reader))
        };
        File {
            name: name.to_owned(),
            sha256: sha256.to_owned(),
            import: None,
            listed,
            open: Arc::new(open),
        }
    }

    /// A file that is open and has no name any more; its readers come one after the other.
    pub fn kept(name: &str, sha256: &str, listed: usize, file: std::fs::File) -> File {
        File::new(name, sha256, listed, move || {
            let mut again = file.try_clone()?;
            again.seek(std::io::SeekFrom::Start(0))?;
            Ok(again)
        })
    }

    /// Its rows from the first on.
    ///
    /// # Errors
    /// Those of opening; as [`read()`].
    pub fn rows<R: Canonical>(&self) -> Result<Rows<R, Box<dyn std::io::Read + Send>>> {
        Rows::begin((self.open)()?)
    }
}

/// Looks at the beginning of a file: whether it is text, and is entities or has a canonical header. Tells what it holds: what was
/// asked for, or what the columns say that only one table has. A file with a mapping may be any but entities, and is not looked at
/// further.
///
/// # Errors
/// `Unsupported` for what is no text, `Invalid` on the field `file` for another header or none, for other JSON, and for entities
/// where a table was asked for; on the field `mapping` for entities with one.
pub fn look(mut reader: impl std::io::Read, asked: Option<Shelf>, is_mapped: bool) -> Result<Content> {
    let mut begins = Vec::new();
    reader.by_ref().take(1 << 16).read_to_end(&mut begins)?;
    // No text in UTF-8 has such a byte; pictures, archives and spreadsheets do.
    if begins.contains(&0) {
        return match is_mapped {
            true => Ok(Content::Table(Shelf::Transfers)),
            false => Err(Error::Unsupported(Say::new("imports-not-a-table"))),
        };
    }
    match (incoming::is_one(&begins, reader)?, asked) {
        (true, _) if is_mapped => Err(Error::invalid("mapping", Say::new("mappings-not-for-entities"))),
        (true, Some(_)) => Err(Error::invalid("file", Say::new("imports-entities-elsewhere"))),
        (true, None) => Ok(Content::Entities),
        (false, _) if is_mapped => Ok(Content::Table(Shelf::Transfers)),
        (false, asked) => headed(&begins, asked).map(Content::Table),
    }
}

/// What the rows of a table become, as its header says.
fn headed(begins: &[u8], asked: Option<Shelf>) -> Result<Shelf> {
    let mut first = csv::ByteRecord::new();
    let named = names(&mut lines(begins), &mut first)?;
    let has = |column: &str| named.iter().any(|name| name.trim().eq_ignore_ascii_case(column));
    let shelf = asked.unwrap_or(
        match (
            has("from_name") || has("to_name"),
            has("successor_of") || has("aliases"),
        ) {
            (true, _) => Shelf::Transfers,
            (false, true) => Shelf::Organizations,
            (false, false) => Shelf::Components,
        },
    );
    let columns = match shelf {
        Shelf::Transfers => TransferRow::COLUMNS,
        Shelf::Organizations => OrganizationRow::COLUMNS,
        _ => Row::COLUMNS,
    };
    places(columns, &named)?;
    Ok(shelf)
}

fn lines<R: std::io::Read>(reader: R) -> csv::Reader<R> {
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

fn names<R: std::io::Read>(csv: &mut csv::Reader<R>, record: &mut csv::ByteRecord) -> Result<Vec<String>> {
    if !next(csv, record)? {
        return Err(Error::invalid("file", Say::new("import-empty")));
    }
    let cells = record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned());
    Ok(cells.collect())
}

fn places(columns: &[&'static str], names: &[String]) -> Result<Vec<usize>> {
    imports::header(columns, names.iter().map(String::as_str)).map_err(|say| Error::invalid("file", say))
}

/// SHA-256 of a file, in lower-case hexadecimal.
///
/// # Errors
/// Those of reading.
pub fn digest(mut reader: impl std::io::Read) -> Result<String> {
    let mut hash = Sha256::new();
    let mut part = vec![0_u8; 1 << 16];
    loop {
        match reader.read(&mut part)? {
            0 => return Ok(hex::encode(hash.finalize())),
            read => hash.update(part.get(..read).unwrap_or_default()),
        }
    }
}

/// The longest row, in bytes: a file that is no table must not fill the memory.
const ROW: usize = 1 << 20;

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
