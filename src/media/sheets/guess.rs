//! What a text is written in and how its cells are kept apart, by a look at some of it. What a person says goes before what is
//! guessed.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{
    decode::Decoded,
    fill,
    text::{Form, cut},
};
use crate::{
    domain::imports::mapping::{layout::Layout, raw::RawRow},
    error::Result,
};

/// How much of a beginning is looked at.
const BEGINNING: usize = 1 << 20;
/// How much of the middle and of the end.
const ELSEWHERE: usize = 1 << 18;
/// How many rows are compared.
const ROWS: usize = 200;

/// Some of a text.
#[derive(Debug, Default)]
pub(super) struct Sample {
    begins: Vec<u8>,
    /// Parts from further on; they begin and end anywhere.
    elsewhere: Vec<Vec<u8>>,
}

impl Sample {
    /// How it begins.
    pub(super) fn begins(&self) -> &[u8] {
        &self.begins
    }
}

/// The beginning of a reader.
pub(super) fn sample(reader: &mut impl Read) -> Result<Sample> {
    let mut begins = vec![0; BEGINNING];
    let read = fill(reader, &mut begins)?;
    begins.truncate(read);
    Ok(Sample {
        begins,
        elsewhere: Vec::new(),
    })
}

/// The beginning of a file, and some of its middle and its end: the first words beyond ASCII may come late.
pub(super) fn sample_of_file(file: &mut File) -> Result<Sample> {
    let mut found = sample(file)?;
    let length = file.metadata()?.len();
    let some = u64::try_from(ELSEWHERE).unwrap_or(u64::MAX);
    for at in [length / 2, length.saturating_sub(some)] {
        if at >= u64::try_from(found.begins.len()).unwrap_or(u64::MAX) {
            file.seek(SeekFrom::Start(at))?;
            let mut part = vec![0; ELSEWHERE];
            let read = fill(file, &mut part)?;
            part.truncate(read);
            found.elsewhere.push(part);
        }
    }
    Ok(found)
}

/// How a text is written.
pub(super) fn form(sample: &Sample, layout: &Layout) -> Form {
    let (marked, mark) = match Encoding::for_bom(&sample.begins) {
        Some((encoding, length)) => (Some(encoding), length),
        None => (None, 0),
    };
    // A mark says it even against a person: nothing else begins so.
    let said = Encoding::for_label(layout.encoding.as_bytes());
    let encoding = marked.or(said).unwrap_or_else(|| encoding(sample));
    let begins = sample.begins.get(mark..).unwrap_or_default();
    let mut text = Vec::new();
    // A letter cut in half at the end of the sample does no harm here.
    let _ = Decoded::new(begins, encoding).take(2 << 20).read_to_end(&mut text);
    let whole = sample.begins.len() < BEGINNING;
    let (delimiter, quotes) = separators(&text, whole, layout);
    Form {
        encoding,
        mark,
        delimiter,
        quotes,
    }
}

fn encoding(sample: &Sample) -> &'static Encoding {
    if let Some(wide) = wide(&sample.begins) {
        return wide;
    }
    let parts = || std::iter::once(&sample.begins).chain(&sample.elsewhere);
    if parts().all(|part| is_utf8_inside(part)) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    for part in parts() {
        detector.feed(part, false);
    }
    detector.feed(b"", true);
    detector.guess(None, Utf8Detection::Deny)
}

/// UTF-16 without a mark: every other byte of its ASCII letters is zero.
fn wide(begins: &[u8]) -> Option<&'static Encoding> {
    let begins = begins.get(..begins.len().min(4_096))?;
    let zeros = |parity: usize| begins.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = (begins.len() / 20).max(1);
    // A few letters beyond ASCII have a zero in the other place.
    match (even, odd) {
        (even, odd) if odd >= many && even * 20 < odd => Some(UTF_16LE),
        (even, odd) if even >= many && odd * 20 < even => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether bytes are UTF-8, but for a letter cut off at either end.
fn is_utf8_inside(part: &[u8]) -> bool {
    let begin = part
        .iter()
        .take(3)
        .take_while(|byte| (0x80..0xc0).contains(*byte))
        .count();
    match std::str::from_utf8(part.get(begin..).unwrap_or_default()) {
        Ok(_) => true,
        // Nothing is wrong but that the last letter lacks its end.
        Err(wrong) => wrong.error_len().is_none(),
    }
}

/// What stands between cells, and whether quotation marks hold them together.
fn separators(text: &[u8], whole: bool, layout: &Layout) -> (u8, bool) {
    const COMMON: [u8; 4] = [b';', b',', b'\t', b'|'];
    let delimiters: Vec<u8> = match layout.delimiter() {
        Some(said) => vec![said],
        None => COMMON.to_vec(),
    };
    let quotes: &[bool] = match layout.quotes {
        Some(true) => &[true],
        Some(false) => &[false],
        None => &[true, false],
    };
    let mut best = (0.0, delimiters.first().copied().unwrap_or(b','), true);
    for quotes in quotes {
        for delimiter in &delimiters {
            let mut rows = cut(text, *delimiter, *quotes, ROWS);
            if !whole && rows.len() < ROWS {
                rows.pop();
            }
            let worth = worth(&rows, char::from(*delimiter));
            // Quotes are the rule: without them it must fit clearly better.
            if worth > best.0 * 1.02 + 1e-9 {
                best = (worth, *delimiter, *quotes);
            }
        }
    }
    (best.1, best.2)
}

/// How much rows look like those of one table: how many of them have as many cells as most, how many cells that is, and how few
/// of them hold what looks like the end of one row and the beginning of the next.
fn worth(rows: &[RawRow], delimiter: char) -> f64 {
    let widths: Vec<usize> = rows.iter().filter(|row| !row.is_empty()).map(RawRow::len).collect();
    let mut best = (0_usize, 0_usize);
    let mut counts = std::collections::BTreeMap::new();
    for width in &widths {
        *counts.entry(*width).or_insert(0_usize) += 1;
    }
    for (width, count) in counts {
        if width > 1 && count * width.min(4) > best.0 * best.1.min(4) {
            best = (count, width);
        }
    }
    let (count, width) = best;
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let swallows = |cell: &str| cell.contains('\n') && cell.contains(delimiter);
    let swallowed = rows.iter().filter(|row| row.cells().any(swallows)).count();
    match widths.len() {
        0 => 0.0,
        all => {
            let alike = number(count) / number(all) * (1.0 + number(width.min(30)) / 100.0);
            alike * (1.0 - number(swallowed) / number(all) / 10.0)
        }
    }
}
