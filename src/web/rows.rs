//! Small tables in forms: every cell is an input of its own, `lines:2:quantity`, and comes back into the field as a row.
//!
//! Without a script a form cannot grow, so there is always an empty row at the end, and a button that adds more.

use std::collections::BTreeMap;

use super::views::{Choice, Fact, Field, FieldRow};
use crate::{
    domain::{
        fields::Fields,
        forms::{Ask, Column},
        parse::cell,
        records::{Record, Shelf},
        rows::{self, Row},
    },
    error::Say,
    service::records::on_shelf,
    words::Words,
};

/// What the button that adds rows sends under `then`.
pub(in crate::web) const MORE: &str = "rows";
/// Empty rows at the end of a table.
const EMPTY: usize = 1;
/// Empty rows after asking for more.
const MANY: usize = 6;
/// The most rows that a form shows, empty ones included.
const MOST: usize = 206;

/// Puts the cells of a form back into the fields that they are rows of. A field that comes as text stays as it is.
pub(in crate::web) fn gather(shelf: Shelf, mut fields: Fields) -> Fields {
    for question in on_shelf!(shelf, T => <T as Record>::QUESTIONS) {
        let Ask::Rows(columns) = question.ask else { continue };
        let mut gathered: BTreeMap<usize, Vec<(&'static str, String)>> = BTreeMap::new();
        let names: Vec<String> = fields.iter().map(|(name, _)| name.to_owned()).collect();
        let mut came = false;
        for name in names {
            let Some((number, column)) = place(&name, question.name, columns) else {
                continue;
            };
            came = true;
            let text = fields.get(&name).replace('\n', " ");
            gathered.entry(number).or_default().push((column, text));
            fields.remove(&name);
        }
        if came {
            let lines = gathered.values().map(|cells| {
                // In the order of the columns, whatever order they came in.
                let text = |column: &Column| cells.iter().find(|(name, _)| *name == column.name);
                rows::line(
                    columns
                        .iter()
                        .filter_map(text)
                        .map(|(name, text)| (*name, text.as_str())),
                )
            });
            let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
            fields.set(question.name, lines.join("\n"));
        }
    }
    fields
}

/// The row and the column that an input's name means.
fn place(name: &str, field: &str, columns: &[Column]) -> Option<(usize, &'static str)> {
    let (number, column) = name.strip_prefix(field)?.strip_prefix(':')?.split_once(':')?;
    let number = number
        .parse::<usize>()
        .ok()
        .filter(|number| (1..=MOST).contains(number))?;
    let column = columns.iter().find(|known| known.name == column)?;
    Some((number, column.name))
}

/// The rows of a table as inputs, and empty ones behind them.
pub(in crate::web) fn fields(
    shelf: Shelf,
    field: &str,
    columns: &'static [Column],
    values: &Fields,
    error: &dyn Fn(&str) -> Option<String>,
    words: &Words,
) -> Vec<FieldRow> {
    let mut rows: Vec<Row> = values
        .lines(field)
        .map(|line| Row::parse(line, columns).unwrap_or_default())
        .collect();
    let empty = match values.get("then") {
        MORE => MANY,
        _ => EMPTY,
    };
    rows.resize((rows.len() + empty).min(MOST), Row::default());
    (1..)
        .zip(&rows)
        .map(|(number, row)| FieldRow {
            label: words.say(
                &Say::new("edit-row")
                    .with("what", super::views::field_label(shelf, field, words))
                    .with("number", number),
            ),
            error: error(&cell(field, number, "")),
            cells: columns
                .iter()
                .map(|column| input(shelf, &cell(field, number, column.name), column, row, error, words))
                .collect(),
        })
        .collect()
}

/// What a table of a record says, a fact for each row.
pub(in crate::web) fn facts(shelf: Shelf, field: &str, columns: &[Column], text: &str, words: &Words) -> Vec<Fact> {
    let rows = text.lines().filter_map(|line| Row::parse(line, columns).ok());
    let told = rows.zip(1..).map(|(row, number)| {
        let label = Say::new("edit-row")
            .with("what", super::views::field_label(shelf, field, words))
            .with("number", number);
        let cells = row.iter().map(|(name, text)| {
            let listed = columns
                .iter()
                .any(|column| column.name == name && !column.words.is_empty());
            let text = match listed {
                true => words.label(name, text),
                false => text.into(),
            };
            format!("{}: {text}", super::views::field_label(shelf, name, words))
        });
        Fact::plain(&words.say(&label), &cells.collect::<Vec<_>>().join("; "))
    });
    told.flatten().collect()
}

fn input(
    shelf: Shelf,
    name: &str,
    column: &Column,
    row: &Row,
    error: &dyn Fn(&str) -> Option<String>,
    words: &Words,
) -> Field {
    let value = row.get(column.name);
    let nothing = Choice {
        value: String::new(),
        label: words.t("layout-not-stated").to_owned(),
        selected: value.is_empty(),
    };
    let listed = column.words.iter().map(|word| Choice {
        value: (*word).to_owned(),
        label: words.label(column.name, word).into_owned(),
        selected: crate::domain::transfers::route::one_of(value, column.words).is_ok_and(|chosen| chosen == *word),
    });
    Field {
        name: name.to_owned(),
        label: super::views::field_label(shelf, column.name, words),
        hint: String::new(),
        value: value.to_owned(),
        error: error(name),
        required: false,
        options: match column.words.is_empty() {
            true => Vec::new(),
            false => std::iter::once(nothing).chain(listed).collect(),
        },
        kind: if column.words.is_empty() { "line" } else { "one" },
        rows: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_rows_in_the_order_of_the_form() {
        let fields = Fields::new()
            .with("lines:2:quantity", "5 pcs")
            .with("lines:1:lot", "A|1")
            .with("lines:2:part_number", "X")
            .with("lines:3:lot", "")
            .with("lines:9999:lot", "far")
            .with("lines:1:unknown", "x")
            .with("kind", "sale");
        let gathered = gather(Shelf::Transfers, fields);
        assert_eq!(gathered.get("lines"), "lot=A\\|1\npart_number=X | quantity=5 pcs");
        assert_eq!(gathered.get("kind"), "sale");
        assert!(gather(Shelf::Transfers, Fields::new().with("lines", "lot=B")).get("lines") == "lot=B");
    }
}
