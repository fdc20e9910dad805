//! What a spreadsheet holds, part by part, before the library that reads it sees any: it takes a file at its word, and a reservation
//! of memory that cannot be met ends the whole server.

use std::{fs::File, io::Read};

use super::{
    archive::{self, Archive, Unpacked},
    refused,
};
use crate::error::{Result, Say};

/// The most bytes of a part that is held in memory: shared words, styles, the list of sheets.
const HELD: u64 = 96 << 20;
/// The most bytes of a sheet.
const SHEET: u64 = 4 << 30;
/// The longest text or tag of a sheet, in bytes: spreadsheets end a cell at 32,767 letters.
const STRETCH: usize = 1 << 20;
/// The most bytes inside one cell or one piece of its text, tags and all, even where every letter has a format of its own: the library
/// adds up whatever stands between the two tags.
const CELL: u64 = 8 << 20;
/// The tags between which it does.
const HOLDERS: [&[u8]; 4] = [b"c", b"is", b"t", b"v"];

/// The fewest bytes that a shared text takes: `<si/>`.
const SHORTEST: u64 = 5;

/// Unpacks every part once and keeps nothing of it, to learn whether it may be unpacked in memory.
///
/// # Errors
/// `Invalid` on `file` for what would fill the memory, and for a damaged archive.
pub(super) fn inspect(file: File) -> Result<()> {
    let mut archive: Archive = archive::open(file)?;
    for place in 0..archive.len() {
        let name = match archive.name_for_index(place) {
            Some(Ok(name)) => name.to_ascii_lowercase().replace('\\', "/"),
            _ => return Err(refused(Say::new("sheets-damaged"))),
        };
        let mut part = archive::unpacked(&mut archive, place)?;
        part.most = HELD;
        let last = name.rsplit('/').next().unwrap_or_default();
        let is_xml = last.ends_with(".xml") || last.ends_with(".rels");
        match last {
            _ if name == "_rels/.rels" => choose(part)?,
            "sharedstrings.xml" => count(part)?,
            _ if name.starts_with("xl/worksheets/") && !last.ends_with(".rels") => {
                part.most = SHEET;
                measure(part)?;
            }
            _ if is_xml => pass(part)?,
            // Pictures and the like are not opened, but a workbook may name any part as its sheet. That they pack well is no
            // sign of harm.
            _ => pass(part.by_length())?,
        }
    }
    Ok(())
}

fn pass<R: Read>(mut part: Unpacked<R>) -> Result<()> {
    std::io::copy(&mut part, &mut std::io::sink())
        .map(|_| ())
        .map_err(super::broken)
}

/// Refuses what names a workbook among the sheets, where parts are longer than what is held in memory.
fn choose<R: Read>(mut part: Unpacked<R>) -> Result<()> {
    let mut buffer = vec![0_u8; STRETCH];
    let read = super::fill(&mut part, &mut buffer)?;
    buffer.truncate(read);
    buffer.make_ascii_lowercase();
    let has = |word: &[u8]| memchr::memmem::find(&buffer, word).is_some();
    // No file of this kind is long, and no letter of a place needs to be written as its number.
    match read == STRETCH || has(b"worksheets") || has(b"&#") || has(b"\0") {
        true => Err(refused(Say::new("sheets-damaged"))),
        false => Ok(()),
    }
}

/// Refuses shared texts that say to be more than their bytes can hold: the library makes room for as many as are told.
/// (`count` beside it tells how often they are used, which nothing limits, and is not believed by anybody.)
fn count<R: Read>(mut part: Unpacked<R>) -> Result<()> {
    let mut buffer = vec![0_u8; 1 << 16];
    let (mut told, mut bytes) = (Told::default(), 0_u64);
    loop {
        let read = super::fill(&mut part, &mut buffer)?;
        let held = buffer.get(..read).unwrap_or_default();
        if held.is_empty() {
            break;
        }
        // No XML has zero bytes, unless its letters take two bytes, in which the words below would not be seen.
        if held.contains(&0) {
            return Err(refused(Say::new("sheets-bomb")));
        }
        held.iter().for_each(|byte| told.take(*byte));
        bytes = bytes.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
    }
    match told.largest > bytes / SHORTEST {
        true => Err(refused(Say::new("sheets-bomb"))),
        false => Ok(()),
    }
}

/// The numbers that follow `uniqueCount`, wherever it stands.
#[derive(Default)]
struct Told {
    /// How many letters of the name were seen.
    letters: usize,
    number: u64,
    largest: u64,
}

impl Told {
    fn take(&mut self, byte: u8) {
        const NAME: &[u8] = b"uniqueCount";
        if self.letters < NAME.len() {
            self.letters = match NAME.get(self.letters) == Some(&byte) {
                true => self.letters + 1,
                false => usize::from(NAME.first() == Some(&byte)),
            };
            return;
        }
        match byte {
            b'0'..=b'9' => {
                self.number = self.number.saturating_mul(10).saturating_add(u64::from(byte - b'0'));
                self.largest = self.largest.max(self.number);
            }
            b'=' | b'"' | b'\'' | b'+' | b' ' | b'\t' | b'\r' | b'\n' if self.number == 0 => {}
            _ => (self.letters, self.number) = (0, 0),
        }
    }
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
    bytes: u64,
    tag: Tag,
    /// Where each of [`HOLDERS`] was opened that is not closed again.
    opened: [Option<u64>; HOLDERS.len()],
}

/// The tag that is being read.
#[derive(Default)]
struct Tag {
    /// The name without what stands before a colon, as far as it matters.
    name: Vec<u8>,
    is_named: bool,
    is_end: bool,
    last: u8,
}

impl Tag {
    fn take(&mut self, byte: u8) {
        self.last = byte;
        match byte {
            _ if self.is_named => {}
            b'/' if self.name.is_empty() => self.is_end = true,
            b' ' | b'\t' | b'\r' | b'\n' | b'/' => self.is_named = true,
            b':' => self.name.clear(),
            // Longer than any of those that are looked for.
            _ if self.name.len() > 2 => {}
            _ => self.name.push(byte),
        }
    }
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
        self.bytes += 1;
        match (self.at, next) {
            (Place::Words, Place::TagBegins) => self.tag = Tag::default(),
            (Place::TagBegins | Place::Tag, Place::Words) => self.end_tag(),
            (Place::TagBegins | Place::Tag, Place::Tag) => self.tag.take(byte),
            _ => {}
        }
        self.at = next;
        let is_short = |opened: &Option<u64>| opened.is_none_or(|at| self.bytes - at <= CELL);
        self.run <= STRETCH && (next != Place::Words || self.run > 0 || self.opened.iter().all(is_short))
    }

    fn end_tag(&mut self) {
        let Some(place) = HOLDERS.iter().position(|holder| *holder == self.tag.name.as_slice()) else {
            return;
        };
        let Some(opened) = self.opened.get_mut(place) else {
            return;
        };
        match (self.tag.is_end, self.tag.last == b'/') {
            (true, _) => *opened = None,
            (false, true) => {}
            (false, false) => *opened = opened.or(Some(self.bytes)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        Layout,
        tests::{SHEET, key, parts, spreadsheet, told, zipped},
    };

    /// The smallest spreadsheet, with something of it exchanged.
    fn changed(part: &str, from: &str, to: &str) -> Vec<u8> {
        both(part, from, to, &[])
    }

    fn both(part: &str, from: &str, to: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
        let mut parts = parts(SHEET);
        let (_, text) = parts.iter_mut().find(|(name, _)| *name == part).unwrap();
        assert!(text.contains(from), "{text}");
        *text = text.replace(from, to);
        let mut all: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        all.extend(more);
        zipped(&all)
    }

    /// The smallest spreadsheet, with one part more.
    fn with(name: &str, bytes: &[u8]) -> Vec<u8> {
        both("_rels/.rels", "xl/workbook.xml", "xl/workbook.xml", &[(name, bytes)])
    }

    /// The smallest spreadsheet, with another part as its sheet.
    fn moved(place: &str, sheet: &[u8]) -> Vec<u8> {
        let name = format!("xl/{place}");
        both(
            "xl/_rels/workbook.xml.rels",
            "worksheets/sheet1.xml",
            place,
            &[(&name, sheet)],
        )
    }

    fn outcome(bytes: &[u8]) -> &'static str {
        key(told(bytes, &Layout::default()))
    }

    #[test]
    fn shared_texts_that_say_to_be_more_than_they_can_be_are_refused() {
        let counted =
            |attribute: &str| outcome(&changed("xl/sharedStrings.xml", "<sst ", &format!("<sst {attribute} ")));
        for attribute in [
            "uniqueCount=\"1000000000000000\"",
            "count=\"2\" uniqueCount = '1000000000000000'",
            "uniqueCount=\"+0001000000\"",
            "uniqueCount=\"99999999999999999999999999\"",
        ] {
            assert_eq!(counted(attribute), "sheets-bomb", "{attribute}");
        }
        // How often texts are used is more than they are in every table.
        assert_eq!(counted("count=\"9000000\" uniqueCount=\"2\""), "");
        assert_eq!(outcome(&spreadsheet(SHEET)), "");
    }

    fn passes(sheet: &str) -> bool {
        let mut scan = super::Scan::default();
        sheet.bytes().all(|byte| scan.passes(byte))
    }

    #[test]
    fn a_cell_that_never_ends_is_refused_however_its_tags_are_mixed() {
        let run = "<r><t>0123456789</t></r>".repeat(600_000);
        let empty = "<x>0123456789</x>".repeat(600_000);
        for cell in [
            format!("<c t=\"inlineStr\"><is>{run}</is></c>"),
            format!("<c t=\"inlineStr\"><is><t></is></c>{empty}"),
            format!("<x:c t='inlineStr'><is><t a='/'>{empty}</t></is></x:c>"),
        ] {
            let sheet = format!("<worksheet><sheetData><row>{cell}</row></sheetData></worksheet>");
            assert!(!passes(&sheet));
        }
        let cells = "<c><v>1</v></c><c/><c r='A1' /><c><is><t/></is></c>".repeat(300_000);
        let sheet = format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>");
        assert!(passes(&sheet));
    }

    #[test]
    fn a_sheet_under_any_name_is_looked_at_like_a_sheet() {
        let long = "<a>".repeat(1_000_000);
        for place in ["worksheets/sheet1.bin", "worksheets/sheet1", "WORKSHEETS/sheet1.png"] {
            let sheet = format!("<worksheet><sheetData><!--{long}-->{SHEET}</sheetData></worksheet>");
            assert_eq!(outcome(&moved(place, sheet.as_bytes())), "sheets-bomb", "{place}");
        }
        let room = usize::try_from(super::HELD).unwrap();
        assert_eq!(
            outcome(&moved("media/sheet1.png", &vec![b' '; room + 1])),
            "sheets-bomb"
        );
        let among = changed("_rels/.rels", "xl/workbook.xml", "xl/worksheets/workbook.xml");
        assert_eq!(outcome(&among), "sheets-damaged");
    }

    #[test]
    fn pictures_in_a_spreadsheet_are_no_bomb() {
        // A blank picture without compression of its own packs better than any bomb.
        let blank = vec![0_u8; 20 << 20];
        assert_eq!(outcome(&with("xl/media/image1.bmp", &blank)), "");
        assert_eq!(outcome(&with("xl/drawings/drawing1.xml", &blank)), "sheets-bomb");
    }
}
