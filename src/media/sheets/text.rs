//! Text cut into rows and cells, never more of it in memory than one row may hold.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
};

use csv_core::ReadRecordResult;
use encoding_rs::{Encoding, UTF_8};

use super::{Found, Piece, Take, broken, decode::Decoded, guess};
use crate::{
    domain::imports::mapping::{
        layout::Layout,
        raw::{Bad, LONGEST, RawRow, WIDEST},
    },
    error::Result,
};

const CHUNK: usize = 1 << 18;

/// Reads a plain file.
///
/// # Errors
/// As [`super::read`].
pub(super) fn read_file(mut file: File, layout: &Layout, take: Take<'_>) -> Result<()> {
    let sample = guess::sample_of_file(&mut file)?;
    file.seek(SeekFrom::Start(0))?;
    let form = guess::form(&sample, layout);
    read_part("", file, form, take).map(|_more| ())
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) encoding: &'static Encoding,
    /// Bytes of the byte order mark.
    pub(super) mark: usize,
    pub(super) delimiter: u8,
    pub(super) quotes: bool,
}

impl Form {
    pub(super) fn found(self, kind: &'static str, parts: Vec<String>) -> Found {
        Found {
            kind,
            encoding: self.encoding.name(),
            delimiter: Some(char::from(self.delimiter)),
            quotes: self.quotes,
            parts,
        }
    }
}

/// Reads one text; answers whether more is wanted.
///
/// # Errors
/// As [`super::read`].
pub(super) fn read_part(name: &str, mut reader: impl Read, form: Form, take: Take<'_>) -> Result<bool> {
    let mut mark = vec![0; form.mark];
    super::fill(&mut reader, &mut mark)?;
    let found = form.found("text", Vec::new());
    if !take(Piece::Part { name, found: &found })? {
        return Ok(false);
    }
    let mut rows = Rows::new(Decoded::new(reader, form.encoding), form);
    let mut row = RawRow::default();
    while rows.next(&mut row)? {
        if !take(Piece::Row(&row))? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The rows of a text.
pub(super) struct Rows<R> {
    reader: R,
    core: csv_core::Reader,
    buffer: Vec<u8>,
    begin: usize,
    end: usize,
    over: bool,
    /// Line breaks between rows, which the parser does not see.
    skipped: u64,
    output: Vec<u8>,
    ends: Vec<usize>,
    /// The encoding, when it has one byte a letter and so can hide UTF-8.
    narrow: Option<Narrow>,
    /// What is wrong in UTF-8 is most likely sound in another encoding.
    is_utf8: bool,
}

impl<R: Read> Rows<R> {
    /// The rows of a reader of UTF-8.
    pub(super) fn new(reader: R, form: Form) -> Rows<R> {
        let core = csv_core::ReaderBuilder::new()
            .delimiter(form.delimiter)
            .quoting(form.quotes)
            .build();
        Rows {
            reader,
            core,
            buffer: vec![0; CHUNK],
            begin: 0,
            end: 0,
            over: false,
            skipped: 0,
            output: vec![0; 1 << 14],
            ends: vec![0; 256],
            narrow: form.encoding.is_single_byte().then(|| Narrow::new(form.encoding)),
            is_utf8: form.encoding == UTF_8,
        }
    }

    fn refill(&mut self) -> Result<()> {
        if self.begin == self.end && !self.over {
            self.begin = 0;
            self.end = loop {
                match self.reader.read(&mut self.buffer) {
                    Ok(read) => break read,
                    Err(cause) if cause.kind() == std::io::ErrorKind::Interrupted => {}
                    Err(cause) => return Err(broken(cause)),
                }
            };
            self.over = self.end == 0;
        }
        Ok(())
    }

    /// Passes the line breaks before a row, so that the row has the number of its own line.
    fn skip_breaks(&mut self) -> Result<()> {
        loop {
            self.refill()?;
            match self.buffer.get(self.begin) {
                Some(b'\n') if self.begin < self.end => self.skipped += 1,
                Some(b'\r') if self.begin < self.end => {}
                _ => return Ok(()),
            }
            self.begin += 1;
        }
    }

    /// Reads the next row; false when there is none.
    pub(super) fn next(&mut self, row: &mut RawRow) -> Result<bool> {
        self.skip_breaks()?;
        row.clear(self.core.line() + self.skipped);
        let (mut written, mut cells) = (0, 0);
        loop {
            self.refill()?;
            let input = self.buffer.get(self.begin..self.end).unwrap_or_default();
            let output = self.output.get_mut(written..).unwrap_or_default();
            let ends = self.ends.get_mut(cells..).unwrap_or_default();
            let (result, read, wrote, ended) = self.core.read_record(input, output, ends);
            self.begin += read;
            written += wrote;
            cells += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.output.len() > LONGEST => {
                    // The rest of the row is read and forgotten.
                    row.whole = Some(Bad::Long);
                    written = 0;
                }
                ReadRecordResult::OutputFull => self.output.resize(self.output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if self.ends.len() > WIDEST => {
                    row.whole = row.whole.or(Some(Bad::Wide));
                    cells = 0;
                }
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    self.finish(row, written, cells);
                    return Ok(true);
                }
                ReadRecordResult::End => return Ok(false),
            }
        }
    }

    fn finish(&self, row: &mut RawRow, written: usize, cells: usize) {
        if row.whole.is_some() {
            return;
        }
        let bytes = self.output.get(..written).unwrap_or_default();
        let ends = self.ends.get(..cells).unwrap_or_default();
        match std::str::from_utf8(bytes) {
            Ok(_) if written > LONGEST => row.whole = Some(Bad::Long),
            Ok(text) => {
                row.fill(text, ends);
                self.look_for_mixed(row);
            }
            Err(_bad) => {
                let mut begin = 0;
                for end in ends {
                    let cell = bytes.get(begin..*end).unwrap_or_default();
                    begin = *end;
                    match std::str::from_utf8(cell) {
                        Ok(text) => row.push(text),
                        Err(_bad) => {
                            row.push(&String::from_utf8_lossy(cell));
                            row.spoil(if self.is_utf8 { Bad::Mixed } else { Bad::Bytes });
                        }
                    }
                }
            }
        }
    }

    /// UTF-8 in a file of one byte a letter reads as nonsense without any byte being wrong, and bytes that such an encoding does
    /// not have become control characters.
    fn look_for_mixed(&self, row: &mut RawRow) {
        let Some(narrow) = &self.narrow else { return };
        let bad = |cell: &str| {
            let first = cell.bytes().position(|byte| byte >= 0x80)?;
            let text = cell.get(first..)?;
            if narrow.hides_utf8(text) {
                return Some(Bad::Mixed);
            }
            let unknown = |letter: char| ('\u{80}'..='\u{9f}').contains(&letter);
            text.contains(unknown).then_some(Bad::Bytes)
        };
        let found: Vec<(usize, Bad)> = row
            .cells()
            .enumerate()
            .filter_map(|(place, cell)| Some((place, bad(cell)?)))
            .collect();
        row.bad.extend(found);
    }
}

/// An encoding of one byte a letter, with the letters of the bytes that go on a letter in UTF-8.
struct Narrow {
    encoding: &'static Encoding,
    tails: Vec<char>,
}

impl Narrow {
    fn new(encoding: &'static Encoding) -> Narrow {
        let bytes: Vec<u8> = (0x80..0xc0).collect();
        let (letters, _) = encoding.decode_without_bom_handling(&bytes);
        let mut tails: Vec<char> = letters.chars().collect();
        tails.sort_unstable();
        Narrow { encoding, tails }
    }

    /// Whether the bytes of this text, which begins beyond ASCII, are UTF-8 with at least two such letters.
    fn hides_utf8(&self, text: &str) -> bool {
        let mut letters = text.chars().skip(1);
        let begins = letters.next();
        if begins.is_none_or(|second| self.tails.binary_search(&second).is_err()) {
            return false;
        }
        let (bytes, _, unknown) = self.encoding.encode(text);
        let beyond = |text: &str| text.chars().filter(|letter| !letter.is_ascii()).count();
        !unknown && std::str::from_utf8(&bytes).is_ok_and(|text| beyond(text) > 1)
    }
}

/// Rows of a sample, as a delimiter and quotes would cut it; at most `most`.
pub(super) fn cut(sample: &[u8], delimiter: u8, quotes: bool, most: usize) -> Vec<RawRow> {
    let form = Form {
        encoding: UTF_8,
        mark: 0,
        delimiter,
        quotes,
    };
    let mut rows = Rows::new(sample, form);
    let mut cut = Vec::new();
    while cut.len() < most {
        let mut row = RawRow::default();
        match rows.next(&mut row) {
            Ok(true) => cut.push(row),
            _ => break,
        }
    }
    cut
}
