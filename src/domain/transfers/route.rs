//! By which way it went, and who else the papers name: places, the ship, parties with their roles.

use super::{
    super::{
        countries::Country,
        forms::Column,
        parse::Pointer,
        records::Link,
        rows::{self, Row},
        text,
    },
    CELL, NewTransfer,
    goods::Cells,
};
use crate::error::Say;

/// What export papers call the parties beside the two ends.
pub const ROLES: &[&str] = &[
    "seller",
    "buyer",
    "consignor",
    "consignee",
    "notify_party",
    "intermediate_consignee",
    "ultimate_consignee",
    "end_user",
    "freight_forwarder",
    "broker",
    "carrier",
    "declarant",
];

/// What a place on the way is.
pub const STOPS: &[&str] = &[
    "place",
    "sea_port",
    "airport",
    "rail_station",
    "border_crossing",
    "warehouse",
];

/// The columns of the table of parties.
pub const PARTIES: &[Column] = &[
    Column::one("role", ROLES),
    Column::text("organization"),
    Column::text("party_name"),
    Column::text("party_country"),
];

/// The columns of the table of places.
pub const PLACES: &[Column] = &[
    Column::text("place"),
    Column::text("place_country"),
    Column::one("stop", STOPS),
];

/// A party beside the two ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// One of [`ROLES`].
    pub role: String,
    /// The organization it was taken for.
    pub organization: Pointer,
    /// Its name as the document writes it.
    pub name: String,
    /// Its country as the document says, as a code.
    pub country: String,
    /// The organization, once loaded.
    pub link: Option<Link>,
}

/// A place on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stop {
    /// Its name.
    pub place: String,
    /// Its country, as a code.
    pub country: String,
    /// One of [`STOPS`], or empty.
    pub kind: String,
}

impl NewTransfer {
    /// The countries of the way that the goods are said to have taken, in order: where they left, the places or else the countries
    /// between, where they went. Where the papers name no such country, that of the end stands for it.
    pub fn way(&self) -> Vec<&str> {
        let left = [&self.dispatch_country, &self.from.country]
            .into_iter()
            .find(|code| !code.is_empty());
        let came = [&self.destination_country, &self.to.country]
            .into_iter()
            .find(|code| !code.is_empty());
        let places = self.route.iter().map(|stop| &stop.country);
        let between: Vec<&String> = match self.route.iter().any(|stop| !stop.country.is_empty()) {
            true => places.collect(),
            false => self.transit_countries.iter().collect(),
        };
        let mut way: Vec<&str> = Vec::new();
        for code in left
            .into_iter()
            .chain(between)
            .chain(came)
            .filter(|code| !code.is_empty())
        {
            if way.last() != Some(&code.as_str()) {
                way.push(code);
            }
        }
        way
    }
}

impl Party {
    /// Reads one row.
    pub(super) fn parse(row: &Row, wrong: &mut dyn FnMut(&'static str, Say)) -> Party {
        let mut cells = Cells { wrong };
        let role = word(&mut cells, "role", row.get("role"), ROLES);
        if row.get("role").is_empty() {
            (cells.wrong)("role", Say::new("required"));
        }
        let party = Party {
            role,
            organization: Pointer {
                text: line(&mut cells, "organization", row),
                id: None,
            },
            name: line(&mut cells, "party_name", row),
            country: country(&mut cells, "party_country", row.get("party_country")),
            link: None,
        };
        if party.name.is_empty() && party.organization.text.is_empty() {
            (cells.wrong)("party_name", Say::new("transfers-party-nobody"));
        }
        party
    }

    /// The line that is read back as this party.
    pub fn line(&self) -> String {
        rows::line([
            ("role", self.role.as_str()),
            ("organization", &self.organization.text),
            ("party_name", &self.name),
            ("party_country", &self.country),
        ])
    }
}

impl Stop {
    /// Reads one row.
    pub(super) fn parse(row: &Row, wrong: &mut dyn FnMut(&'static str, Say)) -> Stop {
        let mut cells = Cells { wrong };
        let stop = Stop {
            place: line(&mut cells, "place", row),
            country: country(&mut cells, "place_country", row.get("place_country")),
            kind: word(&mut cells, "stop", row.get("stop"), STOPS),
        };
        if stop.place.is_empty() && stop.country.is_empty() {
            (cells.wrong)("place", Say::new("required"));
        }
        stop
    }

    /// The line that is read back as this place.
    pub fn line(&self) -> String {
        rows::line([
            ("place", self.place.as_str()),
            ("place_country", &self.country),
            ("stop", &self.kind),
        ])
    }

    /// Reads back what [`Stop::line`] wrote; what cannot be read is left out.
    pub fn stored(line: &str) -> Option<Stop> {
        let row = Row::parse(line, PLACES).ok()?;
        Some(Stop {
            place: row.get("place").to_owned(),
            country: row.get("place_country").to_owned(),
            kind: row.get("stop").to_owned(),
        })
    }
}

fn line(cells: &mut Cells<'_>, column: &'static str, row: &Row) -> String {
    let given = text::clean_line(row.get(column), CELL);
    cells.take(column, given).unwrap_or_default()
}

fn country(cells: &mut Cells<'_>, column: &'static str, given: &str) -> String {
    match given {
        "" => String::new(),
        given => cells
            .take(column, Country::find(given))
            .map_or_else(String::new, |country| country.code().to_owned()),
    }
}

fn word(cells: &mut Cells<'_>, column: &'static str, given: &str, listed: &'static [&'static str]) -> String {
    match given {
        "" => String::new(),
        given => cells.take(column, one_of(given, listed)).unwrap_or_default().to_owned(),
    }
}

/// The word of a closed list that is meant by `customs line`, `Customs Line` or `customs_line`.
pub(crate) fn one_of(given: &str, listed: &'static [&'static str]) -> Result<&'static str, Say> {
    let same = |word: &&&str| {
        let plain = |letter: char| match letter {
            ' ' | '-' => '_',
            letter => letter.to_ascii_lowercase(),
        };
        given.trim().chars().map(plain).eq(word.chars())
    };
    let found = listed.iter().find(same).copied();
    found.ok_or_else(|| {
        Say::new("word-not-listed")
            .with("given", given)
            .with("listed", listed.join(", "))
    })
}

/// The seven digits of a ship's IMO number. The last is a check digit: the sum of the first six, each times its place counted
/// from seven down to two, ends with it.
///
/// # Errors
/// A `Say` that tells a wrong form from a wrong check digit.
pub fn imo(given: &str) -> Result<String, Say> {
    let trimmed = given.trim();
    let bare = match trimmed.get(..3) {
        Some(start) if start.eq_ignore_ascii_case("IMO") => trimmed.get(3..).unwrap_or_default(),
        _ => trimmed,
    };
    let digits: Vec<u32> = bare
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '-' | '.' | ':' | '№'))
        .map(|letter| letter.to_digit(10))
        .collect::<Option<_>>()
        .filter(|digits: &Vec<u32>| digits.len() == 7)
        .ok_or_else(|| Say::new("imo-form").with("given", given))?;
    let sum: u32 = digits
        .iter()
        .zip([7, 6, 5, 4, 3, 2])
        .map(|(digit, place)| digit * place)
        .sum();
    let right = sum % 10;
    match digits.last() {
        Some(last) if *last == right => Ok(digits.iter().map(u32::to_string).collect()),
        _ => Err(Say::new("imo-check").with("given", given).with("digit", right)),
    }
}
