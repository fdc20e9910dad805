//! Goods: part numbers, lots, date codes, quantities and makers pulled out of the free text of customs and shipment records.
//!
//! `MICROCHIP ATMEGA328P-AU 2148 QTY 500 PCS` says five things; this room says which, where in the text each stands, and why it
//! is thought so. Nothing is completed or corrected: every find is a piece of the text. Looking up what a number means is for
//! others.
//!
//! How it works: the text is cut into `tokens`; words that announce something (`words`: `P/N`, `ПАРТИЯ`, `数量`, and
//! those that announce what is *no* part number: `INVOICE`, `ГОСТ`, `电话`) are looked up; what is left and has the form of a part
//! number (`shapes`) is weighed: its form, a known beginning of a maker's numbers, a label or a product word before it, a
//! quantity behind it. What weighs too little is left out: a missed number can still be found by searching the text, a wrong one
//! leads a search astray.

mod amounts;
mod makers;
mod products;
mod reading;
mod shapes;
mod tokens;
mod units;
mod words;

use std::ops::Range;

use crate::error::Say;

pub use makers::{Maker, Makers};
pub use units::{Unit, UnitKind, named as unit};

/// The longest text that is read, in bytes; what stands behind is not looked at.
pub const LONGEST: usize = 8_192;

/// What a find is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A part number.
    Part,
    /// A maker's name or brand.
    Maker,
    /// A lot or batch.
    Lot,
    /// A date code.
    DateCode,
    /// A number of goods with its unit.
    Quantity,
    /// A code of the Harmonized System.
    Hs,
    /// How the part is housed or packed: `LQFP64`, `REEL`.
    Packing,
}

impl Kind {
    /// The word in JSON and tables.
    pub fn as_str(self) -> &'static str {
        self.words().0
    }

    /// Fluent key of the name people see.
    pub fn key(self) -> &'static str {
        self.words().1
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Kind::Part => ("part", "goods-kind-part"),
            Kind::Maker => ("maker", "goods-kind-maker"),
            Kind::Lot => ("lot", "goods-kind-lot"),
            Kind::DateCode => ("date code", "goods-kind-date-code"),
            Kind::Quantity => ("quantity", "goods-kind-quantity"),
            Kind::Hs => ("hs", "goods-kind-hs"),
            Kind::Packing => ("packing", "goods-kind-packing"),
        }
    }
}

/// Something found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Find {
    /// What it is.
    pub kind: Kind,
    /// Where it stands, in bytes of the text.
    pub bytes: Range<usize>,
    /// Where it stands, in characters of the text.
    pub chars: Range<usize>,
    /// What it says: a part number, lot or date code as written; the name of a maker as it is listed; a code's digits; the number
    /// of a quantity with a decimal point.
    pub value: String,
    /// The unit of a quantity.
    pub unit: Option<Unit>,
    /// How sure, 1 to 100.
    pub confidence: u8,
    /// Why.
    pub reason: Say,
    /// Which of the goods in the text it belongs to, from 0: each part number begins one.
    pub goods: usize,
}

/// What tells how this program reads texts from how another one does.
pub fn edition() -> String {
    format!("{} {}", env!("CARGO_PKG_VERSION"), makers::digest())
}

/// Everything found in a text, in the order of the text.
pub fn read(text: &str, makers: &Makers) -> Vec<Find> {
    reading::read(text, makers)
}

#[cfg(test)]
mod labelled;
#[cfg(test)]
mod tests;
