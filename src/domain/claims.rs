//! Claims: what a source says about a record, with its bound, basis, period and grade, and who disputes it.
//!
//! Claims stand side by side. Nothing here adds them up, averages them or lets a newer one replace an older:
//! a correction is another claim, and a retraction is a status with its history.

use std::collections::BTreeSet;

use super::{
    codes::{Credibility, Reliability},
    dates::Edtf,
    fields::Fields,
    forms::{Ask, Question},
    parse::{Pointer, Reader, date_text},
    quantities::Quantity,
    records::{Guard, Head, Link, Record, Shelf},
    release::Sight,
    text,
};
use crate::error::{Result, Say};

/// What a number can rest on.
pub const BASES: &[&str] = &["observed", "extrapolated", "notified", "estimated", "unspecified"];
/// Where a claim stands.
pub const STATUSES: &[&str] = &["preliminary", "corroborated", "confirmed", "disputed", "withdrawn"];
/// What a party says to a claim.
pub const STANCES: &[&str] = &["disputes", "denies", "confirms", "no_reply", "declined"];

/// The form.
pub const QUESTIONS: &[Question] = &[
    Question::required("about", Ask::AnyLink).hinted(),
    Question::required("statement", Ask::Prose).hinted(),
    Question::optional("measure", Ask::Line).hinted(),
    Question::optional("quantity", Ask::Line).hinted(),
    Question::optional("out_of", Ask::Line).hinted(),
    Question::optional("basis", Ask::One(BASES)),
    Question::optional("period", Ask::Date),
    Question::optional("said", Ask::Date),
    Question::optional("said_by", Ask::Line),
    Question::optional("status", Ask::One(STATUSES)),
    Question::optional("source", Ask::Link(Shelf::Sources)),
    Question::optional("locator", Ask::Line).hinted(),
    Question::optional("grade", Ask::Line).hinted(),
    Question::optional("underlying", Ask::Line).hinted(),
    Question::optional("positions", Ask::Lines).hinted(),
];

/// A claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What all records have.
    pub head: Head,
    /// Its own fields; the pointers in it are empty, what they lead to stands beside it.
    pub what: NewClaim,
    /// What it is about; `None` only when that is withheld.
    pub about: Option<Link>,
    /// Who says so: the source.
    pub source: Option<Link>,
}

/// A claim's own fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewClaim {
    /// The record it is about.
    pub about: Pointer,
    /// What is said, as closely as it was said.
    pub statement: String,
    /// What is counted or asserted: claims with the same measure are shown together.
    pub measure: String,
    /// How much, with its bound.
    pub quantity: Option<Quantity>,
    /// The whole that the quantity is a part of, in words.
    pub out_of: String,
    /// One of [`BASES`], or empty.
    pub basis: String,
    /// The time it speaks of.
    pub period: Option<Edtf>,
    /// When it was said.
    pub said: Option<Edtf>,
    /// Who said it, with the chain it came through.
    pub said_by: String,
    /// One of [`STATUSES`], or empty.
    pub status: String,
    /// The source it was read in.
    pub source: Pointer,
    /// Where in the source.
    pub locator: String,
    /// Admiralty grade, `B2`; empty when nobody graded it.
    pub grade: String,
    /// The evidence it rests on: claims with the same text here are one line of evidence.
    pub underlying: String,
    /// What the parties say to it.
    pub positions: Vec<Position>,
}

/// What one party says to a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Position {
    /// The party.
    pub who: String,
    /// One of [`STANCES`].
    pub stance: String,
    /// When.
    pub date: Option<Edtf>,
    /// Where it was read, as typed; empty once loaded.
    pub source: Pointer,
    /// Where it was read, once loaded.
    pub link: Option<Link>,
}

impl NewClaim {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` with every wrong field.
    pub fn parse(fields: &Fields) -> Result<NewClaim> {
        let mut read = Reader::new(fields, QUESTIONS);
        let claim = NewClaim {
            about: read.pointer("about"),
            statement: read.prose("statement"),
            measure: read.line("measure"),
            quantity: read.value("quantity", Quantity::parse),
            out_of: read.line("out_of"),
            basis: read.one("basis"),
            period: read.date("period"),
            said: read.date("said"),
            said_by: read.line("said_by"),
            status: read.one("status"),
            source: read.pointer("source"),
            locator: read.line("locator"),
            grade: read.value("grade", grade).unwrap_or_default(),
            underlying: read.line("underlying"),
            positions: positions(&mut read),
        };
        match &claim.quantity {
            None if !claim.out_of.is_empty() && read.raw("quantity").is_empty() => {
                read.wrong("quantity", Say::new("claims-whole-without-part"));
            }
            Some(quantity) if !claim.out_of.is_empty() && !quantity.of().is_empty() => {
                read.wrong("out_of", Say::new("claims-whole-twice"));
            }
            _ => {}
        }
        read.done()?;
        Ok(claim)
    }
}

/// A letter for the source and a digit for what it says.
fn grade(text: &str) -> Result<String, Say> {
    let text = text.to_ascii_uppercase();
    let mut characters = text.chars();
    let sound = match (characters.next(), characters.next(), characters.next()) {
        (Some(source), Some(statement), None) => {
            Reliability::parse(&source.to_string()).is_ok() && Credibility::parse(&statement.to_string()).is_ok()
        }
        _ => false,
    };
    match sound {
        true => Ok(text),
        false => Err(Say::new("claims-grade-unknown").with("given", text)),
    }
}

/// Lines `who | stance | date | source`.
fn positions(read: &mut Reader<'_>) -> Vec<Position> {
    let mut positions = Vec::new();
    for [who, stance, date, source] in read.rows("positions") {
        if who.is_empty() {
            read.wrong("positions", Say::new("claims-position-nobody").with("given", &stance));
        }
        if !STANCES.contains(&stance.as_str()) {
            let say = Say::new("word-not-listed")
                .with("given", &stance)
                .with("listed", STANCES.join(", "));
            read.wrong("positions", say);
        }
        let date = match date.as_str() {
            "" => None,
            text => match Edtf::parse(text) {
                Ok(date) => Some(date),
                Err(say) => {
                    read.wrong("positions", say);
                    None
                }
            },
        };
        positions.push(Position {
            who,
            stance,
            date,
            source: Pointer { text: source, id: None },
            link: None,
        });
    }
    positions
}

fn link_text(link: Option<&Link>) -> String {
    link.map_or_else(String::new, |link| link.r#ref.to_string())
}

fn position_line(position: &Position) -> String {
    let Position {
        who,
        stance,
        date,
        source: _,
        link,
    } = position;
    let source = link_text(link.as_ref());
    let line = [who.as_str(), stance, date_text(date), &source].join(" | ");
    line.trim_end_matches([' ', '|']).to_owned()
}

/// How many independent lines of evidence some claims rest on, as far as they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Independence {
    /// Different bodies of underlying evidence that are named.
    pub lines: usize,
    /// Claims that do not say what they rest on.
    pub unstated: usize,
}

/// Counts lines of evidence, not mouths: ten reports of one document are one line. Withdrawn claims count for nothing.
pub fn independence<'a>(claims: impl IntoIterator<Item = &'a NewClaim>) -> Independence {
    let mut lines = BTreeSet::new();
    let mut unstated = 0;
    for claim in claims.into_iter().filter(|claim| claim.status != "withdrawn") {
        match text::fold_loose(&claim.underlying) {
            folded if folded.is_empty() => unstated += 1,
            folded => {
                lines.insert(folded);
            }
        }
    }
    Independence {
        lines: lines.len(),
        unstated,
    }
}

impl Record for Claim {
    const SHELF: Shelf = Shelf::Claims;
    const QUESTIONS: &'static [Question] = QUESTIONS;
    const GUARDS: &'static [Guard] = &[];

    fn head(&self) -> &Head {
        &self.head
    }

    fn within(&self) -> Option<&Link> {
        self.about.as_ref()
    }

    fn fields(&self) -> Fields {
        let NewClaim {
            about: _,
            statement,
            measure,
            quantity,
            out_of,
            basis,
            period,
            said,
            said_by,
            status,
            source: _,
            locator,
            grade,
            underlying,
            positions,
        } = &self.what;
        let positions: Vec<String> = positions.iter().map(position_line).collect();
        Fields::new()
            .with("about", link_text(self.about.as_ref()))
            .with("statement", statement)
            .with("measure", measure)
            .with(
                "quantity",
                quantity.as_ref().map_or_else(String::new, Quantity::to_string),
            )
            .with("out_of", out_of)
            .with("basis", basis)
            .with("period", date_text(period))
            .with("said", date_text(said))
            .with("said_by", said_by)
            .with("status", status)
            .with("source", link_text(self.source.as_ref()))
            .with("locator", locator)
            .with("grade", grade)
            .with("underlying", underlying)
            .with("positions", positions.join("\n"))
    }

    fn withhold(&mut self, field: &str) {
        let what = &mut self.what;
        match field {
            "about" => self.about = None,
            "statement" => {
                what.statement.clear();
                self.head.title.clear();
            }
            "measure" => what.measure.clear(),
            "quantity" => what.quantity = None,
            "out_of" => what.out_of.clear(),
            "basis" => what.basis.clear(),
            "period" => what.period = None,
            "said" => what.said = None,
            "said_by" => what.said_by.clear(),
            "status" => what.status.clear(),
            "source" => self.source = None,
            "locator" => what.locator.clear(),
            "grade" => what.grade.clear(),
            "underlying" => what.underlying.clear(),
            "positions" => what.positions.clear(),
            _ => {}
        }
    }

    fn links(&self) -> Vec<(&'static str, &Link)> {
        let own = [("about", &self.about), ("source", &self.source)];
        let parties = self.what.positions.iter().map(|position| ("positions", &position.link));
        own.into_iter()
            .chain(parties)
            .filter_map(|(field, link)| Some((field, link.as_ref()?)))
            .collect()
    }

    fn unlink(&mut self, sight: Sight) {
        Link::hide(&mut self.about, sight);
        Link::hide(&mut self.source, sight);
        for position in &mut self.what.positions {
            Link::hide(&mut position.link, sight);
        }
    }
}

#[cfg(test)]
mod tests;
