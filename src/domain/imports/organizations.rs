//! The canonical table of organizations: its columns, and what a row says.

use super::{Canonical, CellError, RECORD_ID};
use crate::{
    domain::{
        countries::Country,
        dates::Edtf,
        fields::Fields,
        identifiers::Identifier,
        organizations::{NewOrganization, ROLES},
        parse::LINE,
        text,
        transfers::route::one_of,
    },
    error::{Error, Say},
};

/// The columns, in the order of the header.
pub const COLUMNS: [&str; 9] = [
    "record_id",
    "name",
    "aliases",
    "roles",
    "hq_country",
    "incorporation_country",
    "identifiers",
    "successor_of",
    "valid_from",
];

/// One row, checked as far as it can be by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationRow {
    /// Line of the file on which it begins, from 1.
    pub line: u64,
    /// The name of the row, unique in the file and kept for the next import.
    pub record_id: String,
    /// What it says: the texts of [`SAID`], one behind the other. A file may have a million rows.
    said: Box<str>,
    /// The rows whose organizations became this one.
    pub successor_of: Vec<String>,
    /// Since when, EDTF; empty when that is not said.
    pub valid_from: String,
}

/// The fields of the form that a row fills.
const SAID: [&str; 6] = [
    "name",
    "names",
    "roles",
    "hq_country",
    "incorporation_country",
    "identifiers",
];
/// Stands in no text that was checked.
const BETWEEN: &str = "\u{1f}";

impl OrganizationRow {
    /// What it says, as the form of an organization has it.
    pub fn fields(&self) -> Fields {
        SAID.iter()
            .zip(self.said.split(BETWEEN))
            .fold(Fields::new(), |fields, (name, text)| fields.with(name, text))
    }
}

impl Canonical for OrganizationRow {
    const COLUMNS: &'static [&'static str] = &COLUMNS;

    fn parse(line: u64, cells: &[&str]) -> Result<OrganizationRow, Vec<CellError>> {
        let cell = |column: &str| {
            let place = COLUMNS.iter().position(|name| *name == column);
            place.and_then(|place| cells.get(place)).map_or("", |cell| cell.trim())
        };
        let mut wrong = Wrong::new();
        let listed = |column: &str| several(cell(column));
        let record_id = text::clean_line(cell("record_id"), RECORD_ID).and_then(text::required);
        let record_id = record_id
            .map_err(|say| wrong.push(("record_id", say)))
            .unwrap_or_default();
        let roles = roles(cell("roles"), &mut wrong);
        for column in ["hq_country", "incorporation_country"] {
            if !cell(column).is_empty()
                && let Err(say) = Country::find(cell(column))
            {
                wrong.push((column, say));
            }
        }
        for number in listed("identifiers") {
            if let Err(say) = Identifier::parse(number) {
                wrong.push(("identifiers", say));
            }
        }
        let valid_from = cell("valid_from");
        if !valid_from.is_empty()
            && let Err(say) = Edtf::parse(valid_from)
        {
            wrong.push(("valid_from", say));
        }
        let lines = |column: &str| listed(column).collect::<Vec<_>>().join("\n");
        let fields = Fields::new()
            .with("name", cell("name"))
            .with("names", lines("aliases"))
            .with("roles", roles.join("\n"))
            .with("hq_country", cell("hq_country"))
            .with("incorporation_country", cell("incorporation_country"))
            .with("identifiers", lines("identifiers"));
        if let Err(Error::Invalid(errors)) = NewOrganization::parse(&fields) {
            let own = errors.into_iter().filter_map(|error| match error.field.as_str() {
                "name" => Some(("name", error.say)),
                "names" => Some(("aliases", error.say)),
                // Told above, by column.
                _ => None,
            });
            wrong.extend(own);
        }
        let successor_of = predecessors(cell("successor_of"), &record_id, &mut wrong);
        match wrong.is_empty() {
            true => Ok(OrganizationRow {
                line,
                record_id,
                said: SAID.map(|field| fields.get(field)).join(BETWEEN).into(),
                successor_of,
                valid_from: valid_from.to_owned(),
            }),
            false => Err(super::cell_errors(line, Self::COLUMNS, cells, wrong)),
        }
    }

    fn line(&self) -> u64 {
        self.line
    }

    fn record_id(&self) -> &str {
        &self.record_id
    }
}

/// What is wrong, by column.
type Wrong = Vec<(&'static str, Say)>;

fn roles(cell: &str, wrong: &mut Wrong) -> Vec<&'static str> {
    let mut roles = Vec::new();
    for role in several(cell) {
        match one_of(role, ROLES) {
            Ok(role) => roles.push(role),
            Err(say) => wrong.push(("roles", say)),
        }
    }
    roles
}

/// The rows that became the one called `own`.
fn predecessors(cell: &str, own: &str, wrong: &mut Wrong) -> Vec<String> {
    let mut names = Vec::new();
    for name in several(cell) {
        match text::clean_line(name, LINE) {
            Ok(name) if name == own => wrong.push(("successor_of", Say::new("import-successor-of-itself"))),
            Ok(name) => names.push(name),
            Err(say) => wrong.push(("successor_of", say)),
        }
    }
    names
}

/// The values of a cell that may hold several.
fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_into_the_form_of_an_organization() {
        let row = OrganizationRow::parse(
            2,
            &[
                "o1",
                "Acme",
                "ACME Ltd | Акме",
                "authorised distributor|broker",
                "HK",
                "",
                "CAGE: 1ABC5",
                "o0",
                "2019",
            ],
        )
        .unwrap();
        assert_eq!(row.fields().get("roles"), "authorised_distributor\nbroker");
        assert_eq!(row.fields().get("names"), "ACME Ltd\nАкме");
        assert_eq!(
            (row.successor_of, row.valid_from.as_str()),
            (vec!["o0".to_owned()], "2019")
        );
    }

    #[test]
    fn every_wrong_cell_is_named() {
        let wrong =
            OrganizationRow::parse(3, &["o1", "", "", "spy", "Atlantis", "", "LEI: 1", "o1", "soon"]).unwrap_err();
        let mut columns: Vec<&str> = wrong.iter().map(|error| error.column).collect();
        columns.sort_unstable();
        assert_eq!(
            columns,
            [
                "hq_country",
                "identifiers",
                "name",
                "roles",
                "successor_of",
                "valid_from"
            ]
        );
    }
}
