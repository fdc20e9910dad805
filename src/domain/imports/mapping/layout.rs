//! How a provider's file is to be read: what a person says of it. What they leave out is guessed.

/// The encodings that can be asked for.
pub const ENCODINGS: &[&str] = &[
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1251",
    "windows-1252",
    "windows-1250",
    "windows-1254",
    "windows-1256",
    "koi8-r",
    "koi8-u",
    "ibm866",
    "iso-8859-5",
    "iso-8859-1",
    "gb18030",
    "big5",
    "shift_jis",
    "euc-kr",
];

/// The words for what stands between cells.
pub const DELIMITERS: &[&str] = &["comma", "semicolon", "tab", "pipe"];

/// How a file is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// One of [`ENCODINGS`]; empty to guess.
    pub encoding: String,
    /// One of [`DELIMITERS`]; empty to guess.
    pub delimiter: String,
    /// Whether quotation marks hold cells together; nothing to guess.
    pub quotes: Option<bool>,
    /// The sheet of a spreadsheet; empty for the first that holds something.
    pub sheet: String,
    /// The line or row on which the header stands: 0 when there is none, nothing for the first row that holds something.
    pub header: Option<u64>,
}

impl Layout {
    /// The byte between cells, if a person said.
    pub fn delimiter(&self) -> Option<u8> {
        match self.delimiter.as_str() {
            "comma" => Some(b','),
            "semicolon" => Some(b';'),
            "tab" => Some(b'\t'),
            "pipe" => Some(b'|'),
            _ => None,
        }
    }
}
