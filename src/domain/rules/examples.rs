//! Worked examples: what a rule must read from a mark. Every example of every entry is run by a test.
//!
//! `35KAZXO ; recovered 2025-08-01 => 2013-05 | 2023-05`: the mark, what is known besides it, and what the rule reads, as EDTF.
//! The rule's first maker, class of object and country count as known unless the example names others. `=> none` says that the
//! rule must not read this mark; an entry that is no date says `=> yes`.

use super::span::Span;
use crate::{domain::dates::Edtf, error::Say};

/// A worked example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The mark, in the notation.
    pub mark: String,
    /// When the object was recovered.
    pub recovered: Option<Edtf>,
    /// The maker, where it is not the rule's first.
    pub maker: Option<String>,
    /// The class of object, where it is not the rule's first.
    pub object: Option<String>,
    /// The country, where it is not the rule's first.
    pub origin: Option<String>,
    /// What the rule reads.
    pub reads: Expected,
    /// The example as it is written.
    pub text: String,
}

/// What a rule reads from an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// These days, each by a reading of its own.
    Dates(Vec<Span>),
    /// The rule fits; for what is no date.
    Yes,
    /// The rule must not fit.
    No,
}

impl Example {
    /// Reads the line.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(line: &str) -> Result<Example, Say> {
        let wrong = || Say::new("rule-example-form").with("given", line);
        let (left, right) = line.rsplit_once("=>").ok_or_else(wrong)?;
        let mut pieces = left.split(" ; ").map(str::trim);
        let mark = pieces
            .next()
            .filter(|mark| !mark.is_empty())
            .ok_or_else(wrong)?
            .to_owned();
        let mut example = Example {
            mark,
            recovered: None,
            maker: None,
            object: None,
            origin: None,
            reads: expected(right.trim())?,
            text: line.to_owned(),
        };
        for piece in pieces {
            let (what, value) = piece.split_once(' ').ok_or_else(wrong)?;
            let value = value.trim();
            match what {
                "recovered" => example.recovered = Some(Edtf::parse(value)?),
                "maker" => example.maker = Some(value.to_owned()),
                "object" => example.object = Some(value.to_owned()),
                "origin" => example.origin = Some(value.to_owned()),
                _ => return Err(wrong()),
            }
        }
        Ok(example)
    }
}

fn expected(text: &str) -> Result<Expected, Say> {
    match text {
        "none" => return Ok(Expected::No),
        "yes" => return Ok(Expected::Yes),
        _ => {}
    }
    let spans = text.split('|').map(|one| {
        let date = Edtf::parse(one)?;
        match (date.earliest(), date.latest()) {
            (Some(first), Some(last)) => Ok(Span { first, last }),
            _ => Err(Say::new("rule-example-form").with("given", text)),
        }
    });
    Ok(Expected::Dates(spans.collect::<Result<Vec<_>, Say>>()?))
}
