//! Countries and territories: the codes of ISO 3166-1 and their names in the languages of the interface.
//!
//! A code says where a place lies or a seat is registered, in the standard's words; it takes no side in any dispute.

mod table;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::text::fold_name;
use crate::error::Say;
use table::TABLE;

/// Names that people write and the table does not have.
const ALSO: &[(&str, &str)] = &[
    ("dprk", "KP"),
    ("democratic people s republic of korea", "KP"),
    ("кндр", "KP"),
    ("rok", "KR"),
    ("republic of korea", "KR"),
    ("usa", "US"),
    ("united states of america", "US"),
    ("сша", "US"),
    ("uk", "GB"),
    ("great britain", "GB"),
    ("prc", "CN"),
    ("people s republic of china", "CN"),
    ("кнр", "CN"),
    ("russian federation", "RU"),
    ("рф", "RU"),
    ("islamic republic of iran", "IR"),
    ("czech republic", "CZ"),
    ("the netherlands", "NL"),
    ("holland", "NL"),
    ("turkey", "TR"),
    ("viet nam", "VN"),
    ("macau", "MO"),
];

/// Every folded name with its country: imports look names up a hundred thousand times.
static NAMES: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let listed = Country::all().flat_map(|one| [(one.english, one), (one.ukrainian, one)]);
    let also = ALSO
        .iter()
        .filter_map(|(name, code)| Some((*name, Country::parse(code).ok()?)));
    listed.chain(also).map(|(name, one)| (fold_name(name), one)).collect()
});

/// A country or territory of ISO 3166-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country {
    code: &'static str,
    english: &'static str,
    ukrainian: &'static str,
}

impl Country {
    /// Reads a two-letter code, in either case.
    pub fn parse(text: &str) -> Result<Country, Say> {
        let code = text.trim().to_ascii_uppercase();
        let place = TABLE.binary_search_by(|row| row.0.cmp(code.as_str()));
        let row = place.ok().and_then(|place| TABLE.get(place));
        row.map(Country::from_row).ok_or_else(|| Say::new("country-invalid"))
    }

    /// Reads a code or a name in English or Ukrainian, as it stands in a table someone else made.
    pub fn find(text: &str) -> Result<Country, Say> {
        if let Ok(country) = Country::parse(text) {
            return Ok(country);
        }
        let found = NAMES.get(&fold_name(text)).copied();
        found.ok_or_else(|| Say::new("country-invalid"))
    }

    /// Every country, in the order of the codes.
    pub fn all() -> impl Iterator<Item = Country> {
        TABLE.iter().map(Country::from_row)
    }

    /// The two-letter code, upper case.
    pub fn code(self) -> &'static str {
        self.code
    }

    /// The short English name.
    pub fn english(self) -> &'static str {
        self.english
    }

    /// The short Ukrainian name.
    pub fn ukrainian(self) -> &'static str {
        self.ukrainian
    }

    fn from_row(row: &(&'static str, &'static str, &'static str)) -> Country {
        let (code, english, ukrainian) = *row;
        Country {
            code,
            english,
            ukrainian,
        }
    }
}

impl std::fmt::Display for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_and_in_order() {
        let codes: Vec<&str> = Country::all().map(Country::code).collect();
        assert_eq!(codes.len(), 249);
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
        for country in Country::all() {
            assert_eq!(Country::parse(country.code()).unwrap(), country);
            assert_eq!(Country::find(country.english()).unwrap(), country);
            assert_eq!(Country::find(country.ukrainian()).unwrap(), country);
        }
    }

    #[test]
    fn codes_and_names_are_found() {
        assert_eq!(Country::parse(" ua ").unwrap().ukrainian(), "Україна");
        assert_eq!(Country::find("DPRK").unwrap().english(), "North Korea");
        assert_eq!(Country::find("КНДР").unwrap().code(), "KP");
        assert_eq!(Country::find("south korea").unwrap().code(), "KR");
        assert_eq!(Country::find("США").unwrap().code(), "US");
        for (_, code) in ALSO {
            assert!(Country::parse(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn unknown_countries_are_refused() {
        for text in ["", "XX", "UAE!", "UKR", "Atlantis", "У"] {
            assert_eq!(Country::parse(text).unwrap_err().key, "country-invalid", "{text}");
        }
        assert_eq!(Country::find("Atlantis").unwrap_err().key, "country-invalid");
    }
}
