//! The canonical tables. Here that of components: its columns, and what a row says.

use super::{
    countries::Country, dates::Edtf, incidents, markings::notation, parse::LINE, parts, quantities::Quantity,
    release::Release, text,
};
use crate::error::Say;

mod canonical;
pub mod mapping;
pub mod organizations;
pub mod stage;
pub mod transfers;

use canonical::cell_errors;
pub use canonical::{Canonical, RECORD_ID, header};

/// The columns, in the order of the header.
pub const COLUMNS: [&str; 16] = [
    "record_id",
    "unit",
    "weapon",
    "incident_kind",
    "incident_date",
    "place",
    "country",
    "recovered",
    "path",
    "quantity",
    "part_number",
    "maker",
    "brand",
    "origin",
    "markings",
    "release",
];

/// The deepest assembly path.
const DEPTH: usize = 10;
/// The most marks of one component.
const MARKS: usize = 50;
/// The longest path, in characters.
const CELL: usize = 4_000;

/// What is wrong with one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellError {
    /// Line of the file on which the row begins, from 1.
    pub line: u64,
    /// The column.
    pub column: &'static str,
    /// What stands there, shortened.
    pub value: String,
    /// What is wrong.
    pub say: Say,
}

/// The incident that a row's unit belongs to. Equal values are one incident.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IncidentKey {
    /// One of [`incidents::KINDS`].
    pub kind: String,
    /// EDTF.
    pub date: String,
    /// Settlement.
    pub place: String,
    /// ISO code.
    pub country: String,
}

impl IncidentKey {
    /// True when the row names no incident.
    pub fn is_empty(&self) -> bool {
        self.date.is_empty() && self.place.is_empty()
    }
}

/// One row, checked as far as it can be by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Line of the file on which it begins, from 1.
    pub line: u64,
    /// The name of the row, unique in the file and kept for the next import.
    pub record_id: String,
    /// What groups rows into units.
    pub unit: String,
    /// Name of the weapon; may be empty.
    pub weapon: String,
    /// The incident; may be empty.
    pub incident: IncidentKey,
    /// When the unit was recovered, EDTF.
    pub recovered: String,
    /// The assemblies from the outside in.
    pub path: Vec<String>,
    /// How many pieces.
    pub quantity: Option<Quantity>,
    /// The maker's number.
    pub part_number: String,
    /// Name or reference of the maker.
    pub maker: String,
    /// The brand as printed.
    pub brand: String,
    /// The country of the origin mark, ISO code.
    pub origin: String,
    /// Transcriptions in their stored form.
    pub markings: Vec<String>,
    /// Release level of everything the row makes.
    pub release: Release,
}

/// Reads a row's cells, one by one, and notes what is wrong with each.
struct Cells<'a> {
    line: u64,
    cell: &'a dyn Fn(&str) -> &'a str,
    errors: Vec<CellError>,
}

impl<'a> Cells<'a> {
    fn wrong(&mut self, column: &'static str, say: Say) {
        let value = (self.cell)(column).chars().take(80).collect();
        self.errors.push(CellError {
            line: self.line,
            column,
            value,
            say,
        });
    }

    fn take<T>(&mut self, column: &'static str, value: Result<T, Say>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(say) => {
                self.wrong(column, say);
                None
            }
        }
    }

    fn line_of_text(&mut self, column: &'static str) -> String {
        self.line_within(column, LINE)
    }

    fn line_within(&mut self, column: &'static str, longest: usize) -> String {
        let text = text::clean_line((self.cell)(column), longest);
        self.take(column, text).unwrap_or_default()
    }

    fn part_number(&mut self) -> String {
        match (self.cell)("part_number").trim() {
            "" => String::new(),
            given => self.take("part_number", parts::part_number(given)).unwrap_or_default(),
        }
    }

    fn required(&mut self, column: &'static str) -> String {
        let text = self.line_of_text(column);
        if text.is_empty() {
            self.wrong(column, Say::new("required"));
        }
        text
    }

    fn date(&mut self, column: &'static str) -> String {
        match (self.cell)(column).trim() {
            "" => String::new(),
            given => self
                .take(column, Edtf::parse(given))
                .map_or_else(String::new, |date| date.text().to_owned()),
        }
    }

    fn country(&mut self, column: &'static str) -> String {
        let given = (self.cell)(column).trim();
        if given.is_empty() {
            return String::new();
        }
        self.take(column, Country::find(given))
            .map_or_else(String::new, |country| country.code().to_owned())
    }

    fn path(&mut self) -> Vec<String> {
        let raw = self.line_within("path", CELL);
        let path: Vec<String> = raw
            .split(" / ")
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect();
        if let Some(long) = path.iter().find(|name| name.chars().count() > LINE) {
            let given: String = long.chars().take(40).collect();
            self.wrong("path", Say::new("text-too-long").with("max", LINE).with("given", given));
        }
        if path.len() > DEPTH {
            self.wrong("path", Say::new("import-path-deep").with("max", DEPTH));
        }
        path
    }

    fn quantity(&mut self) -> Option<Quantity> {
        match (self.cell)("quantity").trim() {
            "" => None,
            given => self.take("quantity", Quantity::parse(given)),
        }
    }

    fn markings(&mut self) -> Vec<String> {
        let raw = (self.cell)("markings");
        let mut marks = Vec::new();
        for part in raw.split(" ;; ").map(str::trim).filter(|part| !part.is_empty()) {
            if let Some(read) = self.take("markings", notation::parse(part)) {
                marks.push(read.to_text());
            }
        }
        if marks.len() > MARKS {
            self.wrong("markings", Say::new("list-too-long").with("max", MARKS));
        }
        marks
    }

    fn kind(&mut self) -> String {
        let kind = (self.cell)("incident_kind").trim().to_lowercase();
        if !kind.is_empty() && !incidents::KINDS.contains(&kind.as_str()) {
            let listed = incidents::KINDS.join(", ");
            self.wrong(
                "incident_kind",
                Say::new("word-not-listed").with("given", &kind).with("listed", listed),
            );
        }
        kind
    }

    fn release(&mut self) -> Release {
        let given = (self.cell)("release").trim().to_lowercase();
        match (given.as_str(), Release::parse(&given)) {
            ("", _) => Release::Sealed,
            (_, Some(level)) => level,
            _ => {
                self.wrong("release", Say::new("release-unknown").with("given", &given));
                Release::Sealed
            }
        }
    }
}

impl Canonical for Row {
    const COLUMNS: &'static [&'static str] = &COLUMNS;

    fn parse(line: u64, cells: &[&str]) -> Result<Row, Vec<CellError>> {
        let cell = |name: &str| {
            let place = COLUMNS.iter().position(|column| *column == name);
            place.and_then(|place| cells.get(place).copied()).unwrap_or("")
        };
        Row::read(line, &cell)
    }

    fn line(&self) -> u64 {
        self.line
    }

    fn record_id(&self) -> &str {
        &self.record_id
    }
}

impl Row {
    /// Reads a row. `cell` gives the text of a column.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read<'a>(line: u64, cell: &'a dyn Fn(&str) -> &'a str) -> Result<Row, Vec<CellError>> {
        let mut cells = Cells {
            line,
            cell,
            errors: Vec::new(),
        };
        let row = Row {
            line,
            record_id: cells.required("record_id"),
            unit: cells.required("unit"),
            weapon: cells.line_of_text("weapon"),
            incident: IncidentKey {
                kind: cells.kind(),
                date: cells.date("incident_date"),
                place: cells.line_of_text("place"),
                country: cells.country("country"),
            },
            recovered: cells.date("recovered"),
            path: cells.path(),
            quantity: cells.quantity(),
            part_number: cells.part_number(),
            maker: cells.line_of_text("maker"),
            brand: cells.line_of_text("brand"),
            origin: cells.country("origin"),
            markings: cells.markings(),
            release: cells.release(),
        };
        if row.record_id.chars().count() > RECORD_ID {
            cells.wrong("record_id", Say::new("text-too-long").with("max", RECORD_ID));
        }
        match cells.errors.is_empty() {
            true => Ok(row),
            false => Err(cells.errors),
        }
    }

    /// What the row is called in lists: its part number, or the first mark that can be read, or its brand.
    pub fn name(&self) -> String {
        if !self.part_number.is_empty() {
            return self.part_number.clone();
        }
        self.markings
            .first()
            .cloned()
            .or_else(|| Some(self.brand.clone()).filter(|brand| !brand.is_empty()))
            .unwrap_or_else(|| self.record_id.clone())
    }

    /// The fields that must be the same in all rows of a unit, by column.
    pub fn of_unit(&self) -> [(&'static str, &str); 6] {
        [
            ("weapon", &self.weapon),
            ("incident_kind", &self.incident.kind),
            ("incident_date", &self.incident.date),
            ("place", &self.incident.place),
            ("country", &self.incident.country),
            ("recovered", &self.recovered),
        ]
    }
}

#[cfg(test)]
mod tests;
