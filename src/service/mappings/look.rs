//! A look at a provider's file: its first rows, a draft of its mapping, and what a mapping makes of some of it. Nothing is written.

use std::fs::File;

use crate::{
    domain::{
        fields::Fields,
        imports::{
            mapping::{
                Mapping,
                convert::{Canonical, Converter},
                guess,
                layout::Layout,
                raw::RawRow,
            },
            stage::Problem,
            transfers,
        },
    },
    error::Result,
    media::sheets::{self, Found, Piece},
    service::imports::converted::{Passed, is_header, lacking},
};

/// How many rows a draft is made from.
const DRAFT: usize = 200;
/// How many rows are shown.
const SHOWN: usize = 6;
/// How many rows a mapping is tried on.
const TRIED: u64 = 1_000;
/// How many of them are shown as they become.
const BECOME: usize = 8;
/// How many problems are shown.
const PROBLEMS: usize = 50;

/// How a file begins.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// What was found of its form.
    pub found: Found,
    /// The names of its columns, as a mapping names them.
    pub columns: Vec<String>,
    /// Its first rows after the header.
    pub rows: Vec<Vec<String>>,
    /// A draft of its mapping.
    pub draft: Fields,
}

/// What a mapping makes of the first rows of a file.
#[derive(Debug, Clone, Default)]
pub struct Trial {
    /// Rows that were tried.
    pub tried: u64,
    /// Rows with something wrong.
    pub wrong: u64,
    /// Rows that are none of goods.
    pub passed: Passed,
    /// What is wrong, the first of it.
    pub problems: Vec<Problem>,
    /// The first sound rows: the line, and the canonical cells in the order of the header.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// Looks at the beginning of a file. `layout` says what a person has said of its form; the header is looked for unless they said
/// where it is.
///
/// # Errors
/// `Invalid` on the field `file` for what is no table that can be read.
pub fn begins(file: &File, layout: &Layout) -> Result<Look> {
    let mut look = Look::default();
    let mut rows: Vec<RawRow> = Vec::new();
    sheets::read(file, layout, &mut |piece| {
        match piece {
            Piece::Part { found, .. } => look.found = found.clone(),
            Piece::Row(row) if !row.is_empty() => rows.push(row.clone()),
            Piece::Row(_) => {}
        }
        Ok(rows.len() < DRAFT)
    })?;
    look.draft = guess::draft(&rows);
    let line = layout.header.or_else(|| look.draft.get("header").parse().ok());
    let header = match line {
        Some(0) => None,
        Some(line) => rows.iter().position(|row| row.line >= line),
        None => (!rows.is_empty()).then_some(0),
    };
    let begin = header.map_or(0, |place| place + 1);
    let shown = || rows.iter().skip(begin).take(SHOWN);
    let width = shown().map(RawRow::width).max().unwrap_or(0);
    look.columns = match header.and_then(|place| rows.get(place)) {
        Some(header) => guess::columns(header),
        None => (1..=width).map(|number| format!("#{number}")).collect(),
    };
    let clipped = |cell: &str| cell.chars().take(60).collect();
    look.rows = shown()
        .map(|row| {
            (0..look.columns.len().max(row.width()))
                .map(|place| clipped(row.cell(place)))
                .collect()
        })
        .collect();
    Ok(look)
}

/// Tries a mapping on the first rows of a file.
///
/// # Errors
/// `Invalid` on the field `file` for what is no table that can be read, or lacks what the mapping names.
pub fn trial(file: &File, mapping: &Mapping) -> Result<Trial> {
    let mut trial = Trial::default();
    let mut converter = match mapping.layout.header {
        Some(0) => Converter::new(mapping, &RawRow::default()).ok(),
        _ => None,
    };
    let mut out = Canonical::default();
    sheets::read(file, &mapping.layout, &mut |piece| {
        let row = match piece {
            Piece::Row(row) if !row.is_empty() => row,
            // Of an archive, the first table is looked at.
            Piece::Part { .. } => return Ok(trial.tried == 0),
            Piece::Row(_) => return Ok(true),
        };
        let Some(converter) = &mut converter else {
            if is_header(mapping, row) {
                let made = Converter::new(mapping, row);
                converter = Some(made.map_err(|missing| lacking("", missing))?);
            }
            return Ok(true);
        };
        if converter.passes_over(row) {
            trial.passed.add("", row.line);
            return Ok(trial.passed.count < TRIED);
        }
        trial.tried += 1;
        trial.take(mapping, converter, row, &mut out);
        Ok(trial.tried < TRIED)
    })?;
    Ok(trial)
}

impl Trial {
    fn take(&mut self, mapping: &Mapping, converter: &mut Converter<'_>, row: &RawRow, out: &mut Canonical) {
        let wrong: Vec<(String, String, crate::error::Say)> = match converter.row(row, out) {
            Err(wrong) => wrong.into_iter().map(|one| (one.column, one.value, one.say)).collect(),
            Ok(()) => {
                let cells: Vec<&str> = out.cells.iter().map(String::as_str).collect();
                let (_, wrong) = transfers::read(row.line, &cells);
                let value = |column: &str| {
                    let place = transfers::COLUMNS.iter().position(|name| *name == column);
                    let text = place.and_then(|place| cells.get(place)).copied().unwrap_or_default();
                    text.chars().take(80).collect()
                };
                let told = wrong.into_iter();
                told.map(|(column, say)| (mapping.told(column), value(column), say))
                    .collect()
            }
        };
        if wrong.is_empty() {
            if self.rows.len() < BECOME {
                self.rows.push((row.line, out.cells.clone()));
            }
            return;
        }
        self.wrong += 1;
        for (column, value, say) in wrong {
            if self.problems.len() < PROBLEMS {
                let args = say.args.into_iter().map(|(name, text)| (name.to_owned(), text));
                self.problems.push(Problem {
                    line: row.line,
                    column,
                    value,
                    key: say.key.to_owned(),
                    args: args.collect(),
                });
            }
        }
    }
}
