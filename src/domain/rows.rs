//! Rows of a small table inside a field: one a line, `name=value` pairs with `|` between them.
//!
//! Cells are named, so that a row says what it says wherever it is read: in a form, a history, a CSV file, an answer of the
//! API. A `|` inside a value is written `\|`, a backslash `\\`.

use super::forms::Column;
use crate::error::Say;

/// One row; cells that say nothing are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row(Vec<(String, String)>);

impl Row {
    /// Reads a line.
    ///
    /// # Errors
    /// A `Say` naming the piece that is no cell of these columns.
    pub fn parse(line: &str, columns: &[Column]) -> Result<Row, Say> {
        let mut row = Row::default();
        for piece in pieces(line) {
            let Some((name, value)) = piece.split_once('=') else {
                return Err(unknown(&piece, columns));
            };
            let (name, value) = (name.trim(), value.trim());
            if !columns.iter().any(|column| column.name == name) || row.0.iter().any(|(old, _)| old == name) {
                return Err(unknown(&piece, columns));
            }
            if !value.is_empty() {
                row.0.push((name.to_owned(), value.to_owned()));
            }
        }
        Ok(row)
    }

    /// The text of a cell; empty when it says nothing.
    pub fn get(&self, column: &str) -> &str {
        let cell = self.0.iter().find(|(name, _)| name == column);
        cell.map_or("", |(_, value)| value.as_str())
    }

    /// Whether no cell says anything.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The cells that say something.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// The line of a row with these cells; empty ones are left out.
pub fn line<'a>(cells: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut line = String::new();
    for (name, value) in cells.into_iter().filter(|(_, value)| !value.is_empty()) {
        if !line.is_empty() {
            line.push_str(" | ");
        }
        line.push_str(name);
        line.push('=');
        for letter in value.chars() {
            if matches!(letter, '|' | '\\') {
                line.push('\\');
            }
            line.push(letter);
        }
    }
    line
}

/// The pieces between the separators, trimmed, without empty ones.
fn pieces(line: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        let plain = match letter {
            '|' => {
                pieces.push(String::new());
                continue;
            }
            '\\' => letters.next().unwrap_or('\\'),
            letter => letter,
        };
        if let Some(last) = pieces.last_mut() {
            last.push(plain);
        }
    }
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces
}

fn unknown(piece: &str, columns: &[Column]) -> Say {
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    Say::new("row-cell-unknown")
        .with("given", piece.trim().chars().take(80).collect::<String>())
        .with("columns", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COLUMNS: &[Column] = &[Column::text("lot"), Column::text("quantity")];

    #[test]
    fn a_row_says_its_cells_by_name() {
        let row = Row::parse("lot=KS-240 | quantity=about 50 = many", COLUMNS).unwrap();
        assert_eq!((row.get("lot"), row.get("quantity")), ("KS-240", "about 50 = many"));
        assert!(Row::parse(" | lot= ", COLUMNS).unwrap().is_empty());
        for wrong in ["KS-240", "batch=1", "lot=1 | lot=2"] {
            assert_eq!(
                Row::parse(wrong, COLUMNS).unwrap_err().key,
                "row-cell-unknown",
                "{wrong}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_value_comes_back(lot in "[^\\s]{0,12}", quantity in "[a|\\\\= ]{0,12}") {
            let (lot, quantity) = (lot.trim(), quantity.trim());
            let written = line([("lot", lot), ("quantity", quantity)]);
            let row = Row::parse(&written, COLUMNS).unwrap();
            prop_assert_eq!(row.get("lot"), lot);
            prop_assert_eq!(row.get("quantity"), quantity);
        }
    }
}
