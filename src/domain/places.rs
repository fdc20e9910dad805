//! Places, and how precisely they may be told.
//!
//! A precision has two uses: how well a place is known, and how well it may be shown. [`Place::snapped`] never makes a place
//! finer, and what it removes is gone: coordinates move to the centre of a fixed cell, and a name narrower than the precision
//! is dropped. A place's `name` is meant to be a settlement or an area; an address belongs into a field that can be sealed.

pub mod coordinates;
mod grid;

use crate::domain::countries::Country;
use crate::error::Say;
use coordinates::Coordinates;

/// How precisely a place is known or shown, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// To the metre.
    Exact,
    /// A cell of about one kilometre.
    Km1,
    /// A cell of about ten kilometres.
    Km10,
    /// A cell of about a hundred kilometres; the name of a narrower place is not shown.
    Region,
    /// Nothing but the country.
    Country,
}

impl Precision {
    /// Every precision, finest first.
    pub const ALL: [Precision; 5] = [
        Precision::Exact,
        Precision::Km1,
        Precision::Km10,
        Precision::Region,
        Precision::Country,
    ];

    /// The stored words, in the order of [`Precision::ALL`].
    pub const WORDS: &'static [&'static str] = &["exact", "km1", "km10", "region", "country"];

    /// The stored word.
    pub fn as_str(self) -> &'static str {
        self.words().0
    }

    /// Fluent key of the name people see.
    pub fn key(self) -> &'static str {
        self.words().1
    }

    /// Reads the stored word.
    pub fn parse(text: &str) -> Result<Precision, Say> {
        let found = Precision::ALL.into_iter().find(|one| one.as_str() == text.trim());
        found.ok_or_else(|| Say::new("precision-invalid"))
    }

    /// How many decimals of a degree are honest at this precision; `None` where coordinates are not told.
    pub fn decimals(self) -> Option<u32> {
        match self {
            Precision::Exact => Some(5),
            Precision::Km1 => Some(2),
            Precision::Km10 => Some(1),
            Precision::Region => Some(0),
            Precision::Country => None,
        }
    }

    /// Height of a grid row in micro-degrees; `None` where there is no grid.
    fn step(self) -> Option<i64> {
        match self {
            Precision::Km1 => Some(10_000),
            Precision::Km10 => Some(100_000),
            Precision::Region => Some(1_000_000),
            Precision::Exact | Precision::Country => None,
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Precision::Exact => ("exact", "precision-exact"),
            Precision::Km1 => ("km1", "precision-km1"),
            Precision::Km10 => ("km10", "precision-km10"),
            Precision::Region => ("region", "precision-region"),
            Precision::Country => ("country", "precision-country"),
        }
    }
}

/// A place on the earth, as precisely as `precision` says and not more.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// Settlement or area; empty when not known or not told.
    pub name: String,
    /// The country it lies in, when known.
    pub country: Option<Country>,
    /// Where it is; the centre of its cell when the precision is a cell.
    pub at: Option<Coordinates>,
    /// How well `at` is known.
    pub precision: Precision,
    /// Metres around `at` that cover where the place can be; `None` when exact or without coordinates.
    pub radius: Option<u32>,
}

impl Place {
    /// A place as recorded: coordinates are put on the grid of the precision at once, so that a place known to ten kilometres
    /// is never stored finer.
    pub fn new(name: String, country: Option<Country>, at: Option<Coordinates>, precision: Precision) -> Place {
        let (at, radius) = told(at, precision);
        Place {
            name,
            country,
            at,
            precision,
            radius,
        }
    }

    /// The place as it may be shown at a precision; a place that is known less precisely stays as it is.
    #[must_use]
    pub fn snapped(&self, to: Precision) -> Place {
        let precision = self.precision.max(to);
        let (at, radius) = told(self.at, precision);
        // From a region on, the name of a narrower place would say more than the cell.
        let narrower = to >= Precision::Region && self.precision < to;
        let name = if narrower { String::new() } else { self.name.clone() };
        Place {
            name,
            country: self.country,
            at,
            precision,
            radius,
        }
    }

    /// The coordinates with as many decimals as the precision allows; `None` when they are not known or not told.
    pub fn coordinates_text(&self) -> Option<String> {
        Some(self.at?.to_text(self.precision.decimals()?))
    }
}

/// Coordinates at a precision, with the metres around them.
fn told(at: Option<Coordinates>, precision: Precision) -> (Option<Coordinates>, Option<u32>) {
    match (at, precision.step()) {
        (Some(at), Some(step)) => {
            let (centre, radius) = grid::cell(at, step);
            (Some(centre), Some(radius))
        }
        (Some(at), None) if precision == Precision::Exact => (Some(at), None),
        _ => (None, None),
    }
}

#[cfg(test)]
mod tests;
