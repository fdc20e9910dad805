//! Countries and territories: the codes of ISO 3166-1 and their names in the languages of the interface, and in Russian for
//! the files of customs.
//!
//! A code says where a place lies or a seat is registered, in the standard's words; it takes no side in any dispute.

mod codes;
mod middles;
mod table;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::text::fold_name;
use crate::error::Say;
use codes::CODES;
use table::TABLE;

/// Names that people write and the table does not have.
const ALSO: &[(&str, &str)] = &[
    ("dprk", "KP"),
    ("democratic people's republic of korea", "KP"),
    ("кндр", "KP"),
    ("rok", "KR"),
    ("republic of korea", "KR"),
    ("usa", "US"),
    ("united states of america", "US"),
    ("сша", "US"),
    ("uk", "GB"),
    ("great britain", "GB"),
    ("prc", "CN"),
    ("people's republic of china", "CN"),
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
    ("соединенные штаты америки", "US"),
    ("объединенные арабские эмираты", "AE"),
    ("корея республика", "KR"),
    ("южная корея", "KR"),
    ("корея народно демократическая республика", "KP"),
    ("северная корея", "KP"),
    ("тайвань китай", "TW"),
    ("тайвань провинция китая", "TW"),
    ("taiwan province of china", "TW"),
    ("taiwan china", "TW"),
    ("китайская народная республика", "CN"),
    ("российская федерация", "RU"),
    ("россия рф", "RU"),
    ("чешская республика", "CZ"),
    ("соединенное королевство", "GB"),
    ("турецкая республика", "TR"),
    ("турция республика", "TR"),
    ("кыргызстан", "KG"),
    ("киргизская республика", "KG"),
    ("белоруссия", "BY"),
    ("республика беларусь", "BY"),
    ("республика казахстан", "KZ"),
    ("республика армения", "AM"),
    ("молдавия", "MD"),
    ("иран исламская республика", "IR"),
    ("сирийская арабская республика", "SY"),
    ("вьетнам социалистическая республика", "VN"),
    ("мьянма", "MM"),
    ("hong kong sar", "HK"),
    ("сянган", "HK"),
    ("hongkong", "HK"),
];

/// Every folded name with its country: imports look names up a hundred thousand times.
static NAMES: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let listed = Country::all().flat_map(|one| [(one.english, one), (one.ukrainian, one)]);
    let also = ALSO
        .iter()
        .filter_map(|(name, code)| Some((*name, Country::parse(code).ok()?)));
    let others = CODES
        .iter()
        .filter_map(|(code, three, _, russian)| Some((*three, *russian, Country::parse(code).ok()?)))
        .flat_map(|(three, russian, one)| [(three, one), (russian, one)]);
    // What stands earlier wins: a name of the interface means there what it means here.
    let mut names = HashMap::new();
    for (name, one) in listed.chain(also).chain(others) {
        names.entry(fold_name(name)).or_insert(one);
    }
    names
});

/// The first words of names that are more than a code, each with how many words the longest such name has.
static BEGINNINGS: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let mut beginnings: HashMap<&str, usize> = HashMap::new();
    for name in NAMES.keys().filter(|name| name.chars().count() > 3) {
        let first = name.split(' ').next().unwrap_or_default();
        let longest = beginnings.entry(first).or_default();
        *longest = (*longest).max(name.split(' ').count());
    }
    beginnings
});

/// The countries by their number in the standard.
static NUMBERS: LazyLock<HashMap<u16, Country>> = LazyLock::new(|| {
    let numbered = CODES.iter();
    numbered
        .filter_map(|(code, _, number, _)| Some((*number, Country::parse(code).ok()?)))
        .collect()
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

    /// Reads a code of two or three letters or a name in English, Ukrainian or Russian, as it stands in a table someone else made.
    pub fn find(text: &str) -> Result<Country, Say> {
        if let Ok(country) = Country::parse(text) {
            return Ok(country);
        }
        let found = NAMES.get(&fold_name(text)).copied();
        found.ok_or_else(|| Say::new("country-invalid"))
    }

    /// Reads what [`Country::find`] does, and the number that the standard gives the country: `643`, `036`, `36`.
    pub fn find_numbered(text: &str) -> Result<Country, Say> {
        let digits = text.trim();
        if !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            let found = digits
                .parse()
                .ok()
                .and_then(|number: u16| NUMBERS.get(&number).copied());
            return found.ok_or_else(|| Say::new("country-invalid"));
        }
        Country::find(text)
    }

    /// The countries that a text names among other words, in English, Ukrainian or Russian. Codes do not count: `and` is a word.
    pub fn named_in(text: &str) -> Vec<Country> {
        let folded = fold_name(text);
        let words: Vec<&str> = folded.split(' ').collect();
        let mut found = Vec::new();
        let mut rest = words.as_slice();
        while let Some((first, behind)) = rest.split_first() {
            // The longest name counts: `Democratic People's Republic of Korea` does not name the other one.
            let longest = BEGINNINGS.get(*first).copied().unwrap_or(0).min(rest.len());
            let name = (1..=longest).rev().find_map(|count| {
                let (name, behind) = rest.split_at_checked(count)?;
                Some((*NAMES.get(&name.join(" "))?, behind))
            });
            rest = match name {
                None => behind,
                Some((country, behind)) => {
                    found.push(country);
                    behind
                }
            };
        }
        found
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
    fn the_other_codes_and_the_russian_names_are_found() {
        assert_eq!(CODES.len(), 249);
        for (code, three, number, russian) in CODES {
            assert_eq!(Country::find(three).unwrap().code(), *code);
            assert_eq!(Country::find(russian).unwrap().code(), *code, "{russian}");
            assert_eq!(Country::find_numbered(&format!("{number:03}")).unwrap().code(), *code);
        }
        for (name, code) in [
            ("КОРЕЯ, РЕСПУБЛИКА", "KR"),
            ("ТАЙВАНЬ (КИТАЙ)", "TW"),
            ("36", "AU"),
            ("россия", "RU"),
        ] {
            assert_eq!(Country::find_numbered(name).unwrap().code(), code, "{name}");
        }
        assert_eq!(Country::find_numbered("999").unwrap_err().key, "country-invalid");
    }

    #[test]
    fn codes_and_names_are_found() {
        assert_eq!(Country::parse(" ua ").unwrap().ukrainian(), "Україна");
        assert_eq!(Country::find("DPRK").unwrap().english(), "North Korea");
        assert_eq!(Country::find("КНДР").unwrap().code(), "KP");
        assert_eq!(
            Country::find("Democratic People’s Republic of Korea").unwrap().code(),
            "KP"
        );
        assert_eq!(Country::find("south korea").unwrap().code(), "KR");
        assert_eq!(Country::find("США").unwrap().code(), "US");
        for (_, code) in ALSO {
            assert!(Country::parse(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn countries_are_found_among_other_words() {
        let codes = |text: &str| -> Vec<&str> { Country::named_in(text).into_iter().map(Country::code).collect() };
        assert_eq!(codes("Permanent Mission of Ukraine to the United Nations"), ["UA"]);
        assert_eq!(codes("Embassy of the Democratic People's Republic of Korea"), ["KP"]);
        assert_eq!(codes("Trading House Russia-Belarus"), ["RU", "BY"]);
        assert_eq!(
            codes("Постійне представництво України"),
            Vec::<&str>::new(),
            "only as it is listed"
        );
        assert_eq!(codes("Arm and Per Can USA"), Vec::<&str>::new());
        assert_eq!(codes(""), Vec::<&str>::new());
    }

    #[test]
    fn unknown_countries_are_refused() {
        for text in ["", "XX", "UAE!", "UKR", "Atlantis", "У"] {
            assert_eq!(Country::parse(text).unwrap_err().key, "country-invalid", "{text}");
        }
        assert_eq!(Country::find("Atlantis").unwrap_err().key, "country-invalid");
    }
}
