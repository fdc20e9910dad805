//! A row of somebody else's table: text in cells, and what kept some of them from being read.

/// The longest row, in bytes of UTF-8.
pub const LONGEST: usize = 1 << 20;
/// The most cells of a row.
pub const WIDEST: usize = 2_000;

/// What kept a cell, or a row, from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bad {
    /// Bytes that are no text in the encoding of the file.
    Bytes,
    /// Text in another encoding than the rest of the file.
    Mixed,
    /// The row is longer than [`LONGEST`].
    Long,
    /// The row has more cells than [`WIDEST`].
    Wide,
    /// The spreadsheet could not work the cell out: `#N/A`, `#REF!`.
    Formula,
}

/// One row. It is filled again and again, so that reading millions costs no memory.
#[derive(Debug, Clone, Default)]
pub struct RawRow {
    text: String,
    ends: Vec<usize>,
    /// Line or row of the file on which it begins, from 1.
    pub line: u64,
    /// Cells that could not be read as they are, from 0.
    pub bad: Vec<(usize, Bad)>,
    /// Why the row as a whole could not be read.
    pub whole: Option<Bad>,
    /// Rows of spreadsheets end with the last cell that holds something; those of text with the last of the table.
    pub ragged: bool,
    /// Cells that hold a number with a decimal point, whatever the language of the file.
    pointed: Vec<usize>,
}

impl RawRow {
    /// Forgets what was in it.
    pub fn clear(&mut self, line: u64) {
        self.text.clear();
        self.ends.clear();
        self.bad.clear();
        self.pointed.clear();
        self.whole = None;
        self.line = line;
    }

    /// Adds a cell; what is too long or too wide is noted instead.
    pub fn push(&mut self, cell: &str) {
        if self.text.len() + cell.len() > LONGEST {
            self.whole = Some(Bad::Long);
        } else if self.ends.len() >= WIDEST {
            self.whole = Some(Bad::Wide);
        } else {
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
    }

    /// Takes cells that stand one after the other, as their text and where each ends.
    pub fn fill(&mut self, text: &str, ends: &[usize]) {
        self.text.push_str(text);
        self.ends.extend_from_slice(ends);
    }

    /// Notes that the cell added last could not be read as it is.
    pub fn spoil(&mut self, bad: Bad) {
        self.bad.push((self.ends.len().saturating_sub(1), bad));
    }

    /// Notes that the cell added last is a number with a decimal point.
    pub fn point(&mut self) {
        self.pointed.push(self.ends.len().saturating_sub(1));
    }

    /// Whether a cell is a number with a decimal point.
    pub fn is_pointed(&self, place: usize) -> bool {
        self.pointed.contains(&place)
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.whole.is_none() && self.text.trim().is_empty()
    }

    /// A cell without surrounding white space; empty when there is none.
    pub fn cell(&self, place: usize) -> &str {
        let begin = match place.checked_sub(1) {
            None => 0,
            Some(before) => self.ends.get(before).copied().unwrap_or(self.text.len()),
        };
        let end = self.ends.get(place).copied().unwrap_or(begin);
        self.text.get(begin..end).unwrap_or_default().trim()
    }

    /// All cells.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|place| self.cell(place))
    }

    /// What kept this cell from being read.
    pub fn bad(&self, place: usize) -> Option<Bad> {
        self.bad.iter().find(|(at, _)| *at == place).map(|(_, bad)| *bad)
    }

    /// How many cells there are up to the last that holds something.
    pub fn width(&self) -> usize {
        (0..self.len())
            .rev()
            .find(|place| !self.cell(*place).is_empty())
            .map_or(0, |place| place + 1)
    }
}
