//! Archives (ZIP) of CSV: one table after the other, straight from the archive. Nothing is unpacked onto the disk, and what
//! unpacks to far more than it looks is refused before or while it does.

use std::{
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
};

use zip::{ZipArchive, result::ZipError};

use super::{Found, Take, foreign, guess, refused, text};
use crate::{
    domain::imports::mapping::layout::Layout,
    error::{Error, Result, Say},
};

/// The most files of an archive.
const MEMBERS: usize = 5_000;
/// The most bytes that an archive may unpack to.
const TOTAL: u64 = 64 << 30;
/// How many times its packed length a file may unpack to; tables hardly reach a fifth of it.
const RATIO: u64 = 250;
/// Below this length nothing is a bomb.
const HARMLESS: u64 = 8 << 20;

pub(super) type Archive = ZipArchive<BufReader<File>>;

/// Opens an archive.
///
/// # Errors
/// `Invalid` on `file` for one that is damaged or has too many files.
pub(super) fn open(file: File) -> Result<Archive> {
    let file = crowded(file)?;
    let mut archive = ZipArchive::new(BufReader::with_capacity(1 << 18, file)).map_err(damaged)?;
    // Files that share their bytes make a large archive out of a small one.
    if archive.has_overlapping_entries().map_err(damaged)? {
        return Err(refused(Say::new("sheets-bomb")));
    }
    Ok(archive)
}

/// Counts what an archive says to hold before any of it is taken into memory.
fn crowded(mut file: File) -> Result<File> {
    const ENTRY: &[u8] = b"PK\x01\x02";
    file.seek(SeekFrom::Start(0))?;
    let mut buffer = vec![0_u8; 1 << 18];
    let (mut kept, mut count) = (0, 0);
    loop {
        let read = super::fill(&mut file, buffer.get_mut(kept..).unwrap_or_default())?;
        let held = buffer.get(..kept + read).unwrap_or_default();
        count += memchr::memmem::find_iter(held, ENTRY).count();
        if count > MEMBERS {
            return Err(refused(Say::new("sheets-members-many").with("max", MEMBERS)));
        }
        if read == 0 {
            break;
        }
        // The mark may lie across the end of what was read.
        let from = held.len().saturating_sub(ENTRY.len() - 1);
        kept = held.len() - from;
        buffer.copy_within(from..from + kept, 0);
    }
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

/// What is wrong with an archive, told without the library's words.
pub(super) fn damaged(cause: ZipError) -> Error {
    match cause {
        ZipError::Io(cause) => super::broken(cause),
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            refused(Say::new("sheets-packed-strangely"))
        }
        _ => refused(Say::new("sheets-damaged")),
    }
}

/// Whether an archive is a spreadsheet.
///
/// # Errors
/// As [`open`].
pub(super) fn is_spreadsheet(file: &File) -> Result<bool> {
    let mut file = file.try_clone()?;
    file.seek(SeekFrom::Start(0))?;
    let archive = open(file)?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    Ok(has("[Content_Types].xml") && has("xl/workbook.xml"))
}

/// Reads every table of an archive.
///
/// # Errors
/// As [`super::read`].
pub(super) fn read(file: File, layout: &Layout, take: Take<'_>) -> Result<()> {
    let mut archive = open(file)?;
    let members = members(&mut archive)?;
    let names: Vec<String> = members.iter().map(|(_, name)| name.clone()).collect();
    for (place, name) in &members {
        let mut reader = unpacked(&mut archive, *place)?;
        let sample = guess::sample(&mut reader)?;
        drop(reader);
        if sample.begins().starts_with(b"PK\x03\x04") || foreign(sample.begins()).is_some() {
            return Err(refused(Say::new("sheets-nested").with("name", name)));
        }
        let form = guess::form(&sample, layout);
        let all = names.clone();
        let mut told = |piece: super::Piece<'_>| match piece {
            super::Piece::Part { name, found } => {
                let found = Found {
                    kind: "zip",
                    parts: all.clone(),
                    ..found.clone()
                };
                take(super::Piece::Part { name, found: &found })
            }
            row => take(row),
        };
        let reader = unpacked(&mut archive, *place)?;
        if !text::read_part(name, reader, form, &mut told)? {
            break;
        }
    }
    Ok(())
}

/// The tables of an archive with their names, in its order; what systems put in beside them is passed over.
fn members(archive: &mut Archive) -> Result<Vec<(usize, String)>> {
    let mut members = Vec::new();
    let mut total: u64 = 0;
    for place in 0..archive.len() {
        let member = archive.by_index_raw(place).map_err(damaged)?;
        let name = String::from_utf8_lossy(member.name_raw()).into_owned();
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        if member.is_dir() || last.is_empty() || last.starts_with('.') || name.starts_with("__MACOSX/") {
            continue;
        }
        if member.encrypted() {
            return Err(refused(Say::new("sheets-locked").with("name", &name)));
        }
        let kind = last.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        if matches!(
            kind.as_str(),
            "zip" | "xlsx" | "xls" | "7z" | "rar" | "gz" | "tar" | "ods"
        ) {
            return Err(refused(Say::new("sheets-nested").with("name", &name)));
        }
        total = total.saturating_add(member.size());
        if total > TOTAL || is_bomb(member.size(), member.compressed_size()) {
            return Err(refused(Say::new("sheets-bomb")));
        }
        members.push((place, name));
    }
    match members.is_empty() {
        true => Err(refused(Say::new("import-empty"))),
        false => Ok(members),
    }
}

fn is_bomb(bytes: u64, packed: u64) -> bool {
    bytes > HARMLESS && bytes / packed.max(1) > RATIO
}

/// A file of an archive as it unpacks, watched: what its header says of its length proves nothing.
///
/// # Errors
/// As [`open`].
pub(super) fn unpacked(archive: &mut Archive, place: usize) -> Result<Unpacked<impl Read + '_>> {
    let member = archive.by_index(place).map_err(damaged)?;
    Ok(Unpacked {
        packed: member.compressed_size(),
        bytes: 0,
        most: TOTAL,
        inner: member,
    })
}

/// A reader that stops a bomb.
pub(super) struct Unpacked<R> {
    inner: R,
    packed: u64,
    bytes: u64,
    /// The most bytes that are let through.
    pub(super) most: u64,
}

impl<R> Unpacked<R> {
    /// The same, watched only by how long it becomes and not by how well it was packed.
    pub(super) fn by_length(self) -> Unpacked<R> {
        Unpacked {
            packed: u64::MAX,
            ..self
        }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes = self.bytes.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        if self.bytes > self.most || is_bomb(self.bytes, self.packed) {
            return Err(io::Error::other(refused(Say::new("sheets-bomb"))));
        }
        Ok(read)
    }
}
