//! Sources: the documents, statements and data sets that everything in the catalogue rests on.

use super::{
    dates::Edtf,
    fields::Fields,
    forms::{Ask, Question},
    parse::{Reader, date_text},
    records::{Guard, Head, Link, Record, Shelf},
    release::Sight,
};
use crate::error::Result;

/// What kinds of source there are.
pub const KINDS: &[&str] = &["report", "statement", "press", "dataset", "document", "web"];
/// The Admiralty code's reliability of a source, A (completely reliable) to F (cannot be judged).
pub const RELIABILITIES: &[&str] = &["A", "B", "C", "D", "E", "F"];

/// The form.
pub const QUESTIONS: &[Question] = &[
    Question::required("title", Ask::Line),
    Question::required("kind", Ask::One(KINDS)),
    Question::optional("publisher", Ask::Line),
    Question::optional("published", Ask::Date),
    Question::optional("address", Ask::Line),
    Question::optional("archived", Ask::Line).hinted(),
    Question::optional("language", Ask::Line).hinted(),
    Question::optional("reliability", Ask::One(RELIABILITIES)).hinted(),
    Question::optional("underlying", Ask::Line).hinted(),
    Question::optional("note", Ask::Prose),
];

/// A source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What all records have.
    pub head: Head,
    /// Its own fields.
    pub what: NewSource,
}

/// A source's own fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSource {
    /// Title as published.
    pub title: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// Who published it.
    pub publisher: String,
    /// When.
    pub published: Option<Edtf>,
    /// Web address, `http` or `https`.
    pub address: String,
    /// Address of an archived copy.
    pub archived: String,
    /// Language, as a BCP 47 tag.
    pub language: String,
    /// One of [`RELIABILITIES`], or empty when nobody graded it.
    pub reliability: String,
    /// The evidence it rests on: sources with the same text here are not independent of each other.
    pub underlying: String,
    /// Anything a reader must know, for example that only a reprint was read.
    pub note: String,
}

impl NewSource {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` with every wrong field.
    pub fn parse(fields: &Fields) -> Result<NewSource> {
        let mut read = Reader::new(fields, QUESTIONS);
        let source = NewSource {
            title: read.line("title"),
            kind: read.one("kind"),
            publisher: read.line("publisher"),
            published: read.date("published"),
            address: read.address("address"),
            archived: read.address("archived"),
            language: read.line("language"),
            reliability: read.one("reliability"),
            underlying: read.line("underlying"),
            note: read.prose("note"),
        };
        read.done()?;
        Ok(source)
    }
}

impl Record for Source {
    const SHELF: Shelf = Shelf::Sources;
    const QUESTIONS: &'static [Question] = QUESTIONS;
    const GUARDS: &'static [Guard] = &[];

    fn head(&self) -> &Head {
        &self.head
    }

    fn fields(&self) -> Fields {
        let NewSource {
            title,
            kind,
            publisher,
            published,
            address,
            archived,
            language,
            reliability,
            underlying,
            note,
        } = &self.what;
        Fields::new()
            .with("title", title)
            .with("kind", kind)
            .with("publisher", publisher)
            .with("published", date_text(published))
            .with("address", address)
            .with("archived", archived)
            .with("language", language)
            .with("reliability", reliability)
            .with("underlying", underlying)
            .with("note", note)
    }

    fn withhold(&mut self, field: &str) {
        let what = &mut self.what;
        match field {
            "title" => {
                what.title.clear();
                self.head.title.clear();
            }
            "kind" => what.kind.clear(),
            "publisher" => what.publisher.clear(),
            "published" => what.published = None,
            "address" => what.address.clear(),
            "archived" => what.archived.clear(),
            "language" => what.language.clear(),
            "reliability" => what.reliability.clear(),
            "underlying" => what.underlying.clear(),
            "note" => what.note.clear(),
            _ => {}
        }
    }

    fn links(&self) -> Vec<(&'static str, &Link)> {
        Vec::new()
    }

    fn unlink(&mut self, _: Sight) {}
}
