//! What a record's form asks for, as data: one list a shelf serves the page, the API's schema, the
//! CSV header and the history.

use super::records::Shelf;

/// How a field is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// One line.
    Line,
    /// Several lines of prose.
    Prose,
    /// A list, one entry a line.
    Lines,
    /// One of these words; their labels have the Fluent key `<field>-<word>`.
    One(&'static [&'static str]),
    /// Any of these words, one a line.
    Any(&'static [&'static str]),
    /// An EDTF date.
    Date,
    /// A country, as a two-letter ISO code.
    Country,
    /// A transcription in the notation.
    Transcription,
    /// A number with a point.
    Number,
    /// Another record, by reference or name.
    Link(Shelf),
    /// Another record on any shelf, by reference.
    AnyLink,
    /// Several other records, one a line, each line beginning with a reference or name.
    Links(Shelf),
    /// A small table: rows of these columns, kept as [`super::rows`] writes them.
    Rows(&'static [Column]),
}

/// A column of [`Ask::Rows`]. Its label is the Fluent key `<shelf>-<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, unlike that of any field of the shelf.
    pub name: &'static str,
    /// The words that may stand in it, whose labels have the Fluent key `<name>-<word>`; empty for free text.
    pub words: &'static [&'static str],
}

impl Column {
    /// A column of free text.
    pub const fn text(name: &'static str) -> Column {
        Column { name, words: &[] }
    }

    /// A column in which one of a few words stands.
    pub const fn one(name: &'static str, words: &'static [&'static str]) -> Column {
        Column { name, words }
    }
}

/// One field of a form. Its label is the Fluent key `<shelf>-<name>`, its hint `<shelf>-<name>-hint` where there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Name of the field.
    pub name: &'static str,
    /// How it is asked for.
    pub ask: Ask,
    /// Whether it must be answered.
    pub required: bool,
    /// Whether a hint stands under the label.
    pub hint: bool,
}

impl Question {
    /// A field that may stay empty.
    pub const fn optional(name: &'static str, ask: Ask) -> Question {
        Question {
            name,
            ask,
            required: false,
            hint: false,
        }
    }

    /// A field that must be answered.
    pub const fn required(name: &'static str, ask: Ask) -> Question {
        Question {
            required: true,
            ..Question::optional(name, ask)
        }
    }

    /// The same field with a hint.
    #[must_use]
    pub const fn hinted(self) -> Question {
        Question { hint: true, ..self }
    }
}
