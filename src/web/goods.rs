//! What was read from the words of a transfer, for pages and programs: the words with every find marked in its place, and the
//! finds with their reasons.

use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::{
        fields::Fields,
        goods::Find,
        records::Shelf,
        transfers::{self, TextRead, Words as Whose},
    },
    error::Say,
    web::views::field_label,
    words::Words,
};

/// Some words and what was found in them.
#[derive(Debug)]
pub struct Read {
    /// Whose words.
    pub of: String,
    /// The words, line by line.
    pub lines: Vec<Vec<Piece>>,
    /// What was found, in the order of the words.
    pub finds: Vec<Found>,
}

/// Reading the words of a form.
#[derive(Debug, Default)]
pub struct Reading {
    /// Whether the form has words to be read.
    pub offered: bool,
    /// What they hold, once they were read.
    pub read: Vec<Read>,
    /// What became of reading them.
    pub noted: Option<String>,
}

impl Reading {
    /// Nothing read yet.
    pub fn offered(offered: bool) -> Reading {
        Reading {
            offered,
            ..Reading::default()
        }
    }
}

/// A piece of the words.
#[derive(Debug)]
pub struct Piece {
    /// The piece.
    pub text: String,
    /// What it was found to be; empty for what stands between.
    pub kind: String,
}

/// Something found.
#[derive(Debug)]
pub struct Found {
    /// What it is.
    pub kind: String,
    /// What it says.
    pub value: String,
    /// Why it is taken for that.
    pub reason: String,
}

/// Something found, as programs get it.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoundJson {
    /// Whose words: `goods`, or `lines.2.description` for the second line.
    pub r#in: String,
    /// `part`, `maker`, `lot`, `date code`, `quantity`, `hs` or `packing`.
    pub kind: &'static str,
    /// The piece of the words.
    pub text: String,
    /// What it says: a maker's name as it is listed, the number of a quantity with a decimal point, else the piece itself.
    pub value: String,
    /// The unit of a quantity, or null.
    pub unit: Option<&'static str>,
    /// The first character of the piece, counted from 0 in Unicode characters.
    pub start: usize,
    /// The character behind it.
    pub end: usize,
    /// Why it is taken for that.
    pub reason: String,
}

/// What the words of a record hold, for its page or its form.
pub fn reads(texts: &[TextRead], words: &Words) -> Vec<Read> {
    texts
        .iter()
        .map(|read| Read {
            of: match read.words {
                Whose::Goods => field_label(Shelf::Transfers, "goods", words),
                Whose::Line(at) => words.say(&Say::new("transfers-words-of-line").with("number", at + 1)),
            },
            lines: marked(read, words),
            finds: read
                .finds
                .iter()
                .map(|find| Found {
                    kind: words.t(find.kind.key()).to_owned(),
                    value: value(find),
                    reason: words.say(&find.reason),
                })
                .collect(),
        })
        .collect()
}

fn value(find: &Find) -> String {
    match find.unit {
        Some(unit) => format!("{} {}", find.value, unit.name),
        None => find.value.clone(),
    }
}

/// The words cut at the finds and at the ends of lines.
fn marked(read: &TextRead, words: &Words) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut at = 0;
    for find in &read.finds {
        // A date code may stand inside a number, and is listed all the same.
        if find.bytes.start < at {
            continue;
        }
        add(&mut lines, read.text.get(at..find.bytes.start), "");
        add(&mut lines, read.text.get(find.bytes.clone()), words.t(find.kind.key()));
        at = find.bytes.end;
    }
    add(&mut lines, read.text.get(at..), "");
    lines.retain(|line| !line.is_empty());
    lines
}

fn add(lines: &mut Vec<Vec<Piece>>, text: Option<&str>, kind: &str) {
    for (number, text) in text.unwrap_or_default().split('\n').enumerate() {
        if number > 0 {
            lines.push(Vec::new());
        }
        if let Some(line) = lines.last_mut().filter(|_| !text.is_empty()) {
            line.push(Piece {
                text: text.to_owned(),
                kind: kind.to_owned(),
            });
        }
    }
}

/// The same for programs, from the fields of a record as its reader sees them.
pub fn found(fields: &Fields, words: &Words) -> Vec<FoundJson> {
    let mut all = Vec::new();
    for read in transfers::form_read(fields) {
        let whose = match read.words {
            Whose::Goods => "goods".to_owned(),
            Whose::Line(at) => format!("lines.{}.description", at + 1),
        };
        all.extend(read.finds.iter().map(|find| FoundJson {
            r#in: whose.clone(),
            kind: find.kind.as_str(),
            text: read.text.get(find.bytes.clone()).unwrap_or_default().to_owned(),
            value: find.value.clone(),
            unit: find.unit.map(|unit| unit.name),
            start: find.chars.start,
            end: find.chars.end,
            reason: words.say(&find.reason),
        }));
    }
    all
}
