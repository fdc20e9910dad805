//! What every canonical table has: a header with every column once, and rows with a name of their own.

use super::CellError;
use crate::error::Say;

/// The longest name of a row, in characters.
pub const RECORD_ID: usize = 200;

/// A row of a canonical table.
pub trait Canonical: Sized {
    /// The columns, in the order of the header.
    const COLUMNS: &'static [&'static str];

    /// Reads a row whose cells stand in the order of [`Canonical::COLUMNS`].
    ///
    /// # Errors
    /// Everything that is wrong with it.
    fn parse(line: u64, cells: &[&str]) -> Result<Self, Vec<CellError>>;
    /// Line of the file on which it begins, from 1.
    fn line(&self) -> u64;
    /// The name of the row.
    fn record_id(&self) -> &str;
}

/// Complaints about the columns of a row, each with what stands in its cell.
pub(super) fn cell_errors(
    line: u64,
    columns: &[&'static str],
    cells: &[&str],
    wrong: impl IntoIterator<Item = (&'static str, Say)>,
) -> Vec<CellError> {
    let value = |column: &str| {
        let place = columns.iter().position(|name| *name == column);
        let text = place.and_then(|place| cells.get(place)).copied().unwrap_or_default();
        text.chars().take(80).collect()
    };
    wrong
        .into_iter()
        .map(|(column, say)| CellError {
            line,
            column,
            value: value(column),
            say,
        })
        .collect()
}

/// Reads the header: every one of these columns exactly once, in any order. Their places in it.
///
/// # Errors
/// What is missing, unknown or double.
pub fn header<'a>(columns: &[&'static str], cells: impl Iterator<Item = &'a str>) -> Result<Vec<usize>, Say> {
    let cells: Vec<String> = cells
        .map(|cell| cell.trim_start_matches('\u{feff}').trim().to_ascii_lowercase())
        .collect();
    let missing: Vec<&str> = columns
        .iter()
        .copied()
        .filter(|column| !cells.iter().any(|cell| cell == column))
        .collect();
    if !missing.is_empty() {
        return Err(Say::new("import-header-missing")
            .with("columns", missing.join(", "))
            .with("count", columns.len()));
    }
    let unknown: Vec<&str> = cells
        .iter()
        .map(String::as_str)
        .filter(|cell| !columns.contains(cell))
        .collect();
    if !unknown.is_empty() {
        return Err(Say::new("import-header-unknown").with("columns", unknown.join(", ")));
    }
    if cells.len() != columns.len() {
        return Err(Say::new("import-header-double"));
    }
    Ok(columns
        .iter()
        .filter_map(|column| cells.iter().position(|cell| cell == column))
        .collect())
}
