//! Reading a file into rows: CSV in UTF-8 with the canonical header, never more than a row at a time.

use std::{
    io::{BufReader, Read as _, Seek},
    sync::Arc,
};

use sha2::{Digest, Sha256};

mod rows;

pub(super) use rows::{Read, Rows};
use rows::{lines, names, places};

use super::{AnyTable, Load, Table};
use crate::{
    domain::{
        imports::{
            Canonical, Row,
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
