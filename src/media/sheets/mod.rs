//! Tables of any provider as a stream of rows of text: CSV and its relatives in any encoding, spreadsheets (XLSX), and archives
//! (ZIP) of CSV. Whatever the file holds, reading it takes bounded memory and writes nothing; names inside an archive are only
//! ever told, never used as paths.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
};

use crate::{
    domain::imports::mapping::{layout::Layout, raw::RawRow},
    error::{Error, Result, Say},
};

mod archive;
mod decode;
mod guess;
mod inspect;
mod spreadsheet;
mod text;

#[cfg(test)]
mod tests;

/// What a file turns out to be, as far as it was looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// `text`, `xlsx` or `zip`.
    pub kind: &'static str,
    /// The encoding of its text; empty for a spreadsheet.
    pub encoding: &'static str,
    /// What stands between its cells; nothing for a spreadsheet.
    pub delimiter: Option<char>,
    /// Whether quotation marks hold cells together.
    pub quotes: bool,
    /// The sheets of a spreadsheet, or the tables of an archive.
    pub parts: Vec<String>,
}

/// What a file tells while it is read.
#[derive(Debug)]
pub enum Piece<'a> {
    /// Another table begins: one of an archive, or the only one.
    Part {
        /// Its name in the archive or of the sheet; empty for a plain file.
        name: &'a str,
        /// What was found of its form.
        found: &'a Found,
    },
    /// The next row of it.
    Row(&'a RawRow),
}

/// Is given the pieces in order; answers whether it wants more.
pub type Take<'a> = &'a mut dyn FnMut(Piece<'_>) -> Result<bool>;

/// Reads a file piece by piece. What is wrong with a row is in the row; what is wrong with the file as a whole is an error.
///
/// # Errors
/// `Invalid` on the field `file`; those of `take`.
pub fn read(file: &File, layout: &Layout, take: Take<'_>) -> Result<()> {
    let mut file = file.try_clone()?;
    file.seek(SeekFrom::Start(0))?;
    match kind(&mut file)? {
        Kind::Archive => archive::read(file, layout, take),
        Kind::Spreadsheet => spreadsheet::read(file, layout, take),
        Kind::Text => text::read_file(file, layout, take),
        Kind::Foreign(say) => Err(refused(say)),
    }
}

enum Kind {
    Archive,
    Spreadsheet,
    Text,
    Foreign(Say),
}

/// Knows a file by how it begins; names prove nothing.
fn kind(file: &mut File) -> Result<Kind> {
    let mut begins = [0_u8; 8];
    let read = fill(file, &mut begins)?;
    file.seek(SeekFrom::Start(0))?;
    let begins = begins.get(..read).unwrap_or_default();
    if begins.is_empty() {
        return Ok(Kind::Foreign(Say::new("import-empty")));
    }
    if begins.starts_with(b"PK\x03\x04") || begins.starts_with(b"PK\x05\x06") {
        return Ok(match archive::is_spreadsheet(file)? {
            true => Kind::Spreadsheet,
            false => Kind::Archive,
        });
    }
    Ok(match foreign(begins) {
        Some(what) => Kind::Foreign(Say::new("sheets-foreign").with("what", what)),
        None => Kind::Text,
    })
}

/// What is no table that can be read here, by its first bytes.
fn foreign(begins: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 10] = [
        (b"\xd0\xcf\x11\xe0", "XLS"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"Rar!", "RAR"),
        (b"\x1f\x8b", "gzip"),
        (b"BZh", "bzip2"),
        (b"\xfd7zXZ", "xz"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"%PDF", "PDF"),
        (b"\x89PNG", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
    ];
    KNOWN
        .iter()
        .find(|(sign, _)| begins.starts_with(sign))
        .map(|(_, name)| *name)
}

/// Fills a buffer as far as there are bytes; how many.
fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> Result<usize> {
    let mut read = 0;
    while let Some(room) = buffer.get_mut(read..).filter(|room| !room.is_empty()) {
        match reader.read(room) {
            Ok(0) => break,
            Ok(more) => read += more,
            Err(cause) if cause.kind() == std::io::ErrorKind::Interrupted => {}
            Err(cause) => return Err(broken(cause)),
        }
    }
    Ok(read)
}

/// What is wrong with the file as a whole.
fn refused(say: Say) -> Error {
    Error::invalid("file", say)
}

/// An error while reading: one of ours that was carried through a reader, one of a damaged archive, or one of the disk.
fn broken(cause: std::io::Error) -> Error {
    if cause.get_ref().is_some_and(|inner| inner.is::<Error>()) {
        return match cause.into_inner().map(|inner| inner.downcast::<Error>()) {
            Some(Ok(own)) => *own,
            _ => refused(Say::new("sheets-damaged")),
        };
    }
    // What the system did not say, a library that unpacks did.
    match cause.raw_os_error() {
        Some(_) => Error::from(cause),
        None => refused(Say::new("sheets-damaged")),
    }
}
