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
