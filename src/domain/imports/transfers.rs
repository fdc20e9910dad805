//! The canonical table of transfers: its columns, and what a row says. Nothing is looked up: a row is text in, a transfer and a
//! list of what is wrong out.

use super::{Canonical, CellError, RECORD_ID};
use crate::{
    domain::{
        codes::{Credibility, Reliability},
        countries::Country,
        dates::Edtf,
        parse::{ENTRIES, LINE, PROSE},
        quantities::Quantity,
        release::Release,
        text,
        transfers::{
            KINDS, Line, NewTransfer, Side,
            goods::{amount, hs_code, money},
            imo,
            route::one_of,
        },
    },
    error::Say,
};

/// The columns, in the order of the header.
pub const COLUMNS: [&str; 29] = [
    "record_id",
    "kind",
    "from_name",
    "from_country",
    "to_name",
    "to_country",
    "date_from",
    "date_to",
    "part_number",
    "maker",
    "lot",
    "date_code",
    "hs6",
    "quantity",
    "unit",
    "value",
    "currency",
    "origin_country",
    "dispatch_country",
    "transit_countries",
    "destination_country",
    "vessel_imo",
    "goods",
    "document",
    "source_title",
    "source_url",
    "reliability",
    "credibility",
    "release",
];

/// The longest text of a cell that names something, in characters.
const NAME: usize = 300;

/// One row, checked as far as it can be by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferRow {
    /// Line of the file on which it begins, from 1.
    pub line: u64,
    /// The name of the row, unique in the file and kept for the next import.
    pub record_id: String,
    /// Release level of everything the row makes.
    pub release: Release,
    /// Title of the data set or document.
    pub source_title: String,
    /// Its address.
    pub source_url: String,
    /// What it says; nothing in it points to a record yet.
    pub new: NewTransfer,
}

/// What is wrong, by column.
pub type Wrong = Vec<(&'static str, Say)>;

/// Reads the cells of a row, which stand in the order of [`COLUMNS`]; missing ones are empty.
pub fn read(line: u64, cells: &[&str]) -> (TransferRow, Wrong) {
    let mut read = Cells {
        cells,
        wrong: Wrong::new(),
        last: std::cell::Cell::new(0),
    };
    let release = match read.cell("release") {
        "" => Release::Sealed,
        given => {
            let level = Release::parse(&given.to_ascii_lowercase());
            let say = || Say::new("release-unknown").with("given", given);
            read.take("release", level.ok_or_else(say)).unwrap_or(Release::Sealed)
        }
    };
    let row = TransferRow {
        line,
        record_id: read.required("record_id", RECORD_ID),
        release,
        source_title: read.text("source_title", LINE),
        source_url: read.address(),
        new: read.transfer(),
    };
    for (field, say) in row.new.wrong() {
        // The exchange and the single dates have no columns here.
        read.wrong.push((field, say));
    }
    (row, read.wrong)
}

impl Canonical for TransferRow {
    const COLUMNS: &'static [&'static str] = &COLUMNS;

    fn parse(line: u64, cells: &[&str]) -> Result<TransferRow, Vec<CellError>> {
        let (row, wrong) = read(line, cells);
        match wrong.is_empty() {
            true => Ok(row),
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

struct Cells<'a> {
    cells: &'a [&'a str],
    wrong: Wrong,
    /// The place of the column asked for last.
    last: std::cell::Cell<usize>,
}

impl<'a> Cells<'a> {
    fn cell(&self, column: &'static str) -> &'a str {
        // Columns are asked for nearly in their order, and several times in a row: looking through all names each time took a tenth
        // of an import.
        let last = self.last.get();
        let near = (last..last + 2).find(|place| COLUMNS.get(*place) == Some(&column));
        let place = near.or_else(|| COLUMNS.iter().position(|name| *name == column));
        self.last.set(place.unwrap_or(last));
        place
            .and_then(|place| self.cells.get(place))
            .map_or("", |cell| cell.trim())
    }

    fn take<T>(&mut self, column: &'static str, value: Result<T, Say>) -> Option<T> {
        value.map_err(|say| self.wrong.push((column, say))).ok()
    }

    fn text(&mut self, column: &'static str, longest: usize) -> String {
        let given = self.cell(column);
        self.take(column, text::clean_line(given, longest)).unwrap_or_default()
    }

    fn required(&mut self, column: &'static str, longest: usize) -> String {
        let text = self.text(column, longest);
        if text.is_empty() {
            self.wrong.push((column, Say::new("required")));
        }
        text
    }

    fn address(&mut self) -> String {
        let address = self.text("source_url", LINE);
        let lower = address.get(..8).unwrap_or(&address).to_ascii_lowercase();
        let sound = lower.starts_with("http://") || lower.starts_with("https://");
        if !address.is_empty() && (!sound || address.contains(char::is_whitespace)) {
            self.wrong.push(("source_url", Say::new("address-unsound")));
        }
        address
    }

    fn country(&mut self, column: &'static str) -> String {
        match self.cell(column) {
            "" => String::new(),
            given => self
                .take(column, Country::find(given))
                .map_or_else(String::new, |country| country.code().to_owned()),
        }
    }

    fn side(&mut self, name: &'static str, country: &'static str) -> Side {
        Side {
            name: self.text(name, LINE),
            country: self.country(country),
            ..Side::default()
        }
    }

    fn transfer(&mut self) -> NewTransfer {
        let kind = match self.cell("kind") {
            "" => Err(Say::new("required")),
            given => one_of(given, KINDS),
        };
        let kind = self.take("kind", kind).unwrap_or_default();
        let when = self.when();
        let (contract, dispatch, border) = match kind {
            "sale" => (when, None, None),
            "customs_line" => (None, None, when),
            _ => (None, when, None),
        };
        let goods = self.cell("goods");
        NewTransfer {
            kind: kind.to_owned(),
            from: self.side("from_name", "from_country"),
            to: self.side("to_name", "to_country"),
            contract,
            dispatch,
            border,
            lines: self.lines(),
            goods: self.take("goods", text::clean_text(goods, PROSE)).unwrap_or_default(),
            origin_country: self.country("origin_country"),
            dispatch_country: self.country("dispatch_country"),
            transit_countries: self.transit(),
            destination_country: self.country("destination_country"),
            vessel_imo: match self.cell("vessel_imo") {
                "" => String::new(),
                given => self.take("vessel_imo", imo(given)).unwrap_or_default(),
            },
            document: self.text("document", LINE),
            reliability: match self.cell("reliability") {
                "" => String::new(),
                given => self
                    .take("reliability", Reliability::parse(given))
                    .map_or_else(String::new, |grade| grade.as_str().to_owned()),
            },
            credibility: match self.cell("credibility") {
                "" => String::new(),
                given => self
                    .take("credibility", Credibility::parse(given))
                    .map_or_else(String::new, |grade| grade.as_str().to_owned()),
            },
            ..NewTransfer::default()
        }
    }

    fn transit(&mut self) -> Vec<String> {
        let mut countries = Vec::new();
        for given in several(self.cell("transit_countries")) {
            if let Some(country) = self.take("transit_countries", Country::find(given)) {
                countries.push(country.code().to_owned());
            }
        }
        countries
    }

    /// The time between the two dates. One date alone leaves the other end open: the file does not say that it was that day.
    fn when(&mut self) -> Option<Edtf> {
        let (from, to) = (self.cell("date_from"), self.cell("date_to"));
        let from = self.date("date_from", from);
        let to = self.date("date_to", to);
        let say = Say::new("import-date-interval");
        let (text, column) = match (&from, &to) {
            (None, None) => return None,
            (Some(from), Some(to)) if from == to => return Some(from.clone()),
            (Some(from), Some(to)) if to.must_be_before(from) => {
                self.wrong.push(("date_to", Say::new("date-reversed")));
                return None;
            }
            (Some(from), None) if from.text().contains('/') => return Some(from.clone()),
            (None, Some(to)) if to.text().contains('/') => return Some(to.clone()),
            (Some(from), Some(to)) => (format!("{from}/{to}"), "date_to"),
            (Some(from), None) => (format!("{from}/.."), "date_from"),
            (None, Some(to)) => (format!("../{to}"), "date_to"),
        };
        // Two intervals make no date.
        self.take(column, Edtf::parse(&text).map_err(|_say| say))
    }

    fn date(&mut self, column: &'static str, given: &str) -> Option<Edtf> {
        match given {
            "" => None,
            given => self.take(column, Edtf::parse(given)),
        }
    }

    /// The goods of the row. A column with several values, separated by `|`, says one for each line, and a column with one says it
    /// for every line; only an amount is never said twice: one amount for several lines stands in a line of its own.
    fn lines(&mut self) -> Vec<Line> {
        const SAID: [&str; 9] = [
            "part_number",
            "maker",
            "lot",
            "date_code",
            "hs6",
            "quantity",
            "unit",
            "value",
            "currency",
        ];
        let given: [&str; 9] = SAID.map(|column| self.cell(column));
        let count = given.iter().map(|cell| several(cell).count()).max().unwrap_or(0);
        if count > ENTRIES {
            let say = Say::new("list-too-long").with("max", ENTRIES);
            self.wrong.push(("part_number", say));
            return Vec::new();
        }
        let mut apart = false;
        for (column, cell) in SAID.iter().zip(&given) {
            let own = several(cell).count();
            if own > 1 && own != count {
                let say = Say::new("import-values-uneven")
                    .with("found", own)
                    .with("expected", count);
                self.wrong.push((column, say));
            }
            apart |= own == 1 && count > 1 && matches!(*column, "quantity" | "value");
        }
        let value = |place: usize, line: usize| {
            let mut values = several(given.get(place).copied().unwrap_or_default());
            match values.clone().count() {
                1 => values.next(),
                _ => values.nth(line),
            }
            .unwrap_or_default()
        };
        let mut lines: Vec<Line> = Vec::with_capacity(count + usize::from(apart));
        for line in 0..count {
            let amounts = match apart {
                true => None,
                false => Some([value(5, line), value(6, line), value(7, line), value(8, line)]),
            };
            let names = [
                value(0, line),
                value(1, line),
                value(2, line),
                value(3, line),
                value(4, line),
            ];
            lines.push(self.line(names, amounts));
        }
        if apart {
            let whole = [value(5, 0), value(6, 0), value(7, 0), value(8, 0)];
            lines.push(self.line([""; 5], Some(whole)));
        }
        lines
    }

    fn line(&mut self, [number, maker, lot, date_code, hs6]: [&str; 5], amounts: Option<[&str; 4]>) -> Line {
        let (hs6, hs_edition) = match hs6 {
            "" => <(String, String)>::default(),
            given => self.take("hs6", hs_code(given)).unwrap_or_default(),
        };
        let [quantity, unit, value, currency] = amounts.unwrap_or_default();
        Line {
            part_number: self
                .take("part_number", text::clean_line(number, NAME))
                .unwrap_or_default(),
            maker: self.take("maker", text::clean_line(maker, NAME)).unwrap_or_default(),
            lot: self.take("lot", text::clean_line(lot, NAME)).unwrap_or_default(),
            date_code: self
                .take("date_code", text::clean_line(date_code, NAME))
                .unwrap_or_default(),
            hs6,
            hs_edition,
            quantity: self.with_unit("quantity", quantity, unit, amount),
            value: match (value, currency) {
                ("", _) => None,
                (_, "") if !value.ends_with(|last: char| last.is_alphabetic()) => {
                    self.wrong.push(("currency", Say::new("currency-missing")));
                    None
                }
                (value, currency) => self.with_unit("value", value, currency, money),
            },
            ..Line::default()
        }
    }

    fn with_unit(
        &mut self,
        column: &'static str,
        number: &str,
        unit: &str,
        parse: fn(&str) -> Result<Quantity, Say>,
    ) -> Option<Quantity> {
        let read = match (number, unit) {
            ("", _) => return None,
            (number, "") => parse(number),
            (number, unit) => parse(&format!("{number} {unit}")),
        };
        // What is wrong with a currency is not wrong with its amount.
        let column = match &read {
            Err(say) if say.key == "currency-unknown" => "currency",
            _ => column,
        };
        self.take(column, read)
    }
}

/// The values of a cell that may hold several.
fn several(cell: &str) -> impl Iterator<Item = &str> + Clone {
    cell.split('|').map(str::trim).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests;
