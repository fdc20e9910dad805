//! What was handed over, line by line: each as far as a document says, with bounds, units and currencies kept.

use super::{
    super::{
        codes::Hs6,
        currencies,
        forms::Column,
        parse::Pointer,
        quantities::Quantity,
        records::Link,
        rows::{self, Row},
        text,
    },
    CELL,
};
use crate::error::Say;

/// The columns of the table of goods.
pub const COLUMNS: &[Column] = &[
    Column::text("part_number"),
    Column::text("maker"),
    Column::text("family"),
    Column::text("lot"),
    Column::text("date_code"),
    Column::text("serial_from"),
    Column::text("serial_to"),
    Column::text("hs6"),
    Column::text("quantity"),
    Column::text("value"),
    Column::text("description"),
    Column::text("part"),
];

/// The longest description of one line, in characters.
const DESCRIPTION: usize = 1_000;

/// One line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// The part number as the document writes it.
    pub part_number: String,
    /// The maker as the document names it.
    pub maker: String,
    /// The family or series.
    pub family: String,
    /// The lot.
    pub lot: String,
    /// The date code.
    pub date_code: String,
    /// The serial number, or the first of a range.
    pub serial_from: String,
    /// The last of a range; empty for a single one.
    pub serial_to: String,
    /// Six digits of the Harmonized System, with a point.
    pub hs6: String,
    /// The edition they are read in; empty when the document does not say.
    pub hs_edition: String,
    /// How many, or how much.
    pub quantity: Option<Quantity>,
    /// What for; the unit is a currency.
    pub value: Option<Quantity>,
    /// The line in its own words.
    pub description: String,
    /// The part of the catalogue that a person took it for.
    pub part: Pointer,
    /// That part, once loaded.
    pub link: Option<Link>,
}

/// Notes what is wrong with the cells of one line.
pub(super) struct Cells<'a> {
    /// Is told the column and what is wrong with it.
    pub(super) wrong: &'a mut dyn FnMut(&'static str, Say),
}

impl Cells<'_> {
    /// What `parse` makes of a cell, or nothing and a complaint.
    pub(super) fn take<T>(&mut self, column: &'static str, value: Result<T, Say>) -> Option<T> {
        value.map_err(|say| (self.wrong)(column, say)).ok()
    }

    fn text(&mut self, column: &'static str, given: &str, longest: usize) -> String {
        match given {
            "" => String::new(),
            given => self.take(column, text::clean_line(given, longest)).unwrap_or_default(),
        }
    }
}

impl Line {
    /// Reads the cells of one line.
    pub(super) fn parse(row: &Row, wrong: &mut dyn FnMut(&'static str, Say)) -> Line {
        let mut cells = Cells { wrong };
        let (hs6, hs_edition) = match row.get("hs6") {
            "" => <(String, String)>::default(),
            given => cells.take("hs6", hs_code(given)).unwrap_or_default(),
        };
        let line = Line {
            part_number: cells.text("part_number", row.get("part_number"), CELL),
            maker: cells.text("maker", row.get("maker"), CELL),
            family: cells.text("family", row.get("family"), CELL),
            lot: cells.text("lot", row.get("lot"), CELL),
            date_code: cells.text("date_code", row.get("date_code"), CELL),
            serial_from: cells.text("serial_from", row.get("serial_from"), CELL),
            serial_to: cells.text("serial_to", row.get("serial_to"), CELL),
            hs6,
            hs_edition,
            quantity: match row.get("quantity") {
                "" => None,
                given => cells.take("quantity", amount(given)),
            },
            value: match row.get("value") {
                "" => None,
                given => cells.take("value", money(given)),
            },
            description: cells.text("description", row.get("description"), DESCRIPTION),
            part: Pointer {
                text: cells.text("part", row.get("part"), CELL),
                id: None,
            },
            link: None,
        };
        if let Some(say) = line.serials_wrong() {
            (cells.wrong)("serial_to", say);
        }
        line
    }

    /// What is wrong with the range of serial numbers, if anything is.
    fn serials_wrong(&self) -> Option<Say> {
        if self.serial_to.is_empty() {
            return None;
        }
        if self.serial_from.is_empty() {
            return Some(Say::new("transfers-serial-alone"));
        }
        // Only numbers written alike can be compared: A9 comes before A10 and B100 beside both.
        let alike = self.serial_from.len() == self.serial_to.len();
        (alike && self.serial_to < self.serial_from).then(|| Say::new("transfers-serials-reversed"))
    }

    /// The line that is read back as this one.
    pub fn line(&self) -> String {
        let Line {
            part_number,
            maker,
            family,
            lot,
            date_code,
            serial_from,
            serial_to,
            hs6: _,
            hs_edition: _,
            quantity,
            value,
            description,
            part,
            link: _,
        } = self;
        let code = self.code();
        let written = |amount: &Option<Quantity>| amount.as_ref().map_or_else(String::new, Quantity::to_string);
        let (quantity, value) = (written(quantity), written(value));
        rows::line([
            ("part_number", part_number.as_str()),
            ("maker", maker),
            ("family", family),
            ("lot", lot),
            ("date_code", date_code),
            ("serial_from", serial_from),
            ("serial_to", serial_to),
            ("hs6", &code),
            ("quantity", &quantity),
            ("value", &value),
            ("description", description),
            ("part", &part.text),
        ])
    }

    /// The code with its edition, as people write it; without one when none is stated.
    pub fn code(&self) -> String {
        match (self.hs6.is_empty(), self.hs_edition.is_empty()) {
            (true, _) => String::new(),
            (false, true) => self.hs6.clone(),
            (false, false) => format!("{} (HS {})", self.hs6, self.hs_edition),
        }
    }
}

/// Six digits with a point, and the edition where it is stated: customs files often leave it out, and guessing it from the date
/// would say more than they do.
pub(crate) fn hs_code(given: &str) -> Result<(String, String), Say> {
    let cut = given.find(['H', 'h', '(']).unwrap_or(given.len());
    let (code, edition) = given.split_at_checked(cut).unwrap_or((given, ""));
    if edition.trim_matches(['(', ')', ' ']).is_empty() {
        // The digits of a code are sound in any edition or in none.
        let sound = Hs6::new(code.trim(), "2022")?;
        return Ok((sound.dotted(), String::new()));
    }
    let code = Hs6::parse(given)?;
    Ok((code.dotted(), code.edition().to_string()))
}

/// A quantity; less than nothing was never handed over.
pub(crate) fn amount(given: &str) -> Result<Quantity, Say> {
    match is_negative(given) {
        true => Err(Say::new("quantity-negative").with("given", given)),
        false => Quantity::parse(given),
    }
}

/// An amount of money: a quantity whose unit is a currency.
pub(crate) fn money(given: &str) -> Result<Quantity, Say> {
    let read = amount(given)?;
    if read.unit().is_empty() {
        return Err(Say::new("currency-missing"));
    }
    if !read.of().is_empty() {
        return Err(Say::new("quantity-invalid"));
    }
    let currency = currencies::parse(read.unit())?;
    Quantity::new(read.bound(), read.low(), read.high(), currency, "")
}

fn is_negative(given: &str) -> bool {
    let mut before = ' ';
    for letter in given.chars() {
        if letter.is_ascii_digit() {
            return matches!(before, '-' | '−');
        }
        before = letter;
    }
    false
}
