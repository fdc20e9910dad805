//! Entities of FollowTheMoney as rows of the canonical tables: organizations and transfers, with the ships, documents and
//! predecessors that they name. What fits nowhere is counted, so that nobody takes the rest for the whole.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::{
    domain::{
        countries::Country, exchange::canonical::several, identifiers::Identifier, imports::CellError,
        organizations::ROLES, records::Shelf, transfers::route::one_of,
    },
    error::Say,
};

mod trade;

/// What becomes an organization.
const ORGANIZATIONS: [&str; 4] = ["Company", "Organization", "PublicBody", "LegalEntity"];
/// What is read only where a transfer names it, with what is read of it.
const NAMED: [(&str, &[&str]); 2] = [
    ("Vessel", &["imoNumber"]),
    ("Document", &["title", "name", "fileName", "sourceUrl"]),
];
/// The longest name of what is left out: a file that means no good may have some as long as a line.
const LEFT: usize = 120;
/// The most names of what is left out; those beyond are counted together.
const KINDS: usize = 10_000;

/// An entity as a line gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// The line, from 1.
    pub line: u64,
    /// Its id.
    pub id: String,
    /// Its schema.
    pub schema: String,
    /// What is said of it.
    pub properties: BTreeMap<String, Vec<String>>,
}

/// A row of a table, with the line it was read in.
pub type Row = (u64, Vec<String>);

/// What was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// Rows of organizations.
    pub organizations: Vec<Row>,
    /// Rows of transfers.
    pub transfers: Vec<Row>,
    /// What is wrong.
    pub wrong: Vec<CellError>,
    /// Schemata, and properties of schemata, that have no place here, with how often they were met.
    pub left: BTreeMap<String, u64>,
}

/// What an entity of this schema becomes.
pub fn becomes(schema: &str) -> Option<Shelf> {
    match schema {
        "EconomicActivity" => Some(Shelf::Transfers),
        schema if ORGANIZATIONS.contains(&schema) => Some(Shelf::Organizations),
        _ => None,
    }
}

/// Reads entities. One that has the id of an earlier one is wrong, and read no further.
pub fn read(given: &[Given]) -> Read {
    let mut reading = Reading::default();
    let mut each = Vec::with_capacity(given.len());
    for one in given {
        if let Some(first) = reading.by_id.get(one.id.as_str()) {
            let say = Say::new("import-record-double").with("line", first.line);
            reading.wrong(one, "id", &one.id, say);
            continue;
        }
        reading.by_id.insert(&one.id, one);
        each.push(one);
        match one.schema.as_str() {
            "EconomicActivity" => {
                for end in ["sender", "receiver", "declarant"] {
                    reading.ends.extend(one.all(end).iter().map(String::as_str));
                }
            }
            "Succession" => {
                for (before, after) in one.all("predecessor").iter().zip(one.all("successor")) {
                    let date = one.date();
                    reading.became.entry(after).or_default().push((before, date));
                }
            }
            _ => {}
        }
    }
    for one in &each {
        match becomes(&one.schema) {
            Some(Shelf::Transfers) => reading.transfer(one),
            Some(_) if reading.is_name_only(one) => {}
            Some(_) => reading.organization(one),
            None if one.schema == "Succession" || read_of(one).is_some() => {}
            None => reading.leave(one.schema.clone()),
        }
    }
    for one in each {
        match read_of(one) {
            Some(taken) if reading.named.contains(one.id.as_str()) => reading.leave_but(one, taken),
            Some(_) => reading.leave(one.schema.clone()),
            None if one.schema == "Succession" && !reading.is_of_organizations(one) => {
                reading.leave(one.schema.clone())
            }
            None => {}
        }
    }
    reading.read
}

fn read_of(one: &Given) -> Option<&'static [&'static str]> {
    let found = NAMED.iter().find(|(schema, _)| *schema == one.schema);
    found.map(|(_, taken)| *taken)
}

impl Given {
    fn all(&self, property: &str) -> &[String] {
        self.properties.get(property).map_or(&[], Vec::as_slice)
    }

    fn first(&self, property: &str) -> &str {
        self.all(property).first().map_or("", String::as_str)
    }

    /// The lines `field: text` of the description, as our own files have them.
    fn told(&self, field: &str) -> Vec<&str> {
        let prefix = format!("{field}: ");
        let lines = self.all("description").iter().flat_map(|text| text.lines());
        lines
            .filter_map(|line| line.strip_prefix(&prefix).map(str::trim))
            .collect()
    }

    /// A date as EDTF has it; empty when there is none.
    fn date(&self) -> String {
        // A moment is told as its day.
        let day = |property: &str| {
            self.first(property)
                .get(..10)
                .unwrap_or(self.first(property))
                .to_owned()
        };
        match (day("date"), day("startDate"), day("endDate")) {
            (date, _, _) if !date.is_empty() => date,
            (_, start, end) if start.is_empty() && end.is_empty() => String::new(),
            (_, start, end) if start == end => start,
            (_, start, end) => {
                let open = |date: String| if date.is_empty() { "..".to_owned() } else { date };
                format!("{}/{}", open(start), open(end))
            }
        }
    }
}

#[derive(Default)]
struct Reading<'a> {
    by_id: HashMap<&'a str, &'a Given>,
    /// Ids at the ends of transfers.
    ends: BTreeSet<&'a str>,
    /// Ids of ships and documents that a transfer names.
    named: BTreeSet<&'a str>,
    /// What something was before, and since when it is what it became.
    became: HashMap<&'a str, Vec<(&'a str, String)>>,
    read: Read,
}

impl<'a> Reading<'a> {
    /// Whether a succession leads to an organization of the file.
    fn is_of_organizations(&self, one: &Given) -> bool {
        let mut to = one.all("successor").iter().filter_map(|id| self.by_id.get(id.as_str()));
        to.any(|to| becomes(&to.schema) == Some(Shelf::Organizations))
    }

    fn wrong(&mut self, one: &Given, column: &'static str, value: &str, say: Say) {
        self.read.wrong.push(CellError {
            line: one.line,
            column,
            value: value.chars().take(80).collect(),
            say,
        });
    }

    fn leave(&mut self, what: String) {
        let what: String = what.chars().take(LEFT).collect();
        let left = &mut self.read.left;
        let what = match left.len() < KINDS || left.contains_key(&what) {
            true => what,
            false => "*".to_owned(),
        };
        *left.entry(what).or_default() += 1;
    }

    /// Counts the properties that are not among these.
    fn leave_but(&mut self, one: &Given, taken: &[&str]) {
        for name in one.properties.keys().filter(|name| !taken.contains(&name.as_str())) {
            self.leave(format!("{}.{name}", one.schema));
        }
    }

    /// Whether an entity is no more than a name at the end of a transfer: such a name is compared with those that the catalogue
    /// knows, as it would be out of a customs file.
    fn is_name_only(&self, one: &Given) -> bool {
        let bare = one
            .properties
            .keys()
            .all(|name| matches!(name.as_str(), "name" | "country"));
        one.schema == "LegalEntity" && bare && self.ends.contains(one.id.as_str())
    }

    /// A country that the catalogue knows; others are left out.
    fn country(&mut self, one: &Given, property: &str) -> String {
        let given = one.first(property);
        match Country::parse(given) {
            Ok(country) => country.code().to_owned(),
            Err(_say) => {
                if !given.is_empty() {
                    self.leave(format!("{}.{property} {given}", one.schema));
                }
                String::new()
            }
        }
    }

    fn organization(&mut self, one: &'a Given) {
        let seat = match self.country(one, "mainCountry") {
            code if code.is_empty() => self.country(one, "country"),
            code => code,
        };
        let register = self.country(one, "jurisdiction");
        let names: Vec<&str> = match one.told("names") {
            told if told.is_empty() => ["alias", "weakAlias", "previousName", "abbreviation"]
                .iter()
                .flat_map(|property| one.all(property))
                .map(String::as_str)
                .collect(),
            told => told,
        };
        // Further names of its own are other names here.
        let more = one.all("name").iter().skip(1).map(String::as_str);
        let names: Vec<&str> = names.into_iter().chain(more).collect();
        let before = self.became.get(one.id.as_str()).cloned().unwrap_or_default();
        let cells = vec![
            one.id.clone(),
            one.first("name").to_owned(),
            several(names),
            self.roles(one),
            seat,
            register,
            self.identifiers(one),
            several(before.iter().map(|(id, _)| *id)),
            before
                .iter()
                .map(|(_, since)| since.clone())
                .find(|since| !since.is_empty())
                .unwrap_or_default(),
        ];
        self.read.organizations.push((one.line, cells));
        self.leave_but(
            one,
            &[
                "name",
                "alias",
                "weakAlias",
                "previousName",
                "abbreviation",
                "mainCountry",
                "country",
                "jurisdiction",
                "classification",
                "leiCode",
                "innCode",
                "ogrnCode",
                "uscCode",
                "cageCode",
                "dunsCode",
                "registrationNumber",
                "description",
            ],
        );
    }

    fn roles(&mut self, one: &Given) -> String {
        let mut roles: Vec<&str> = Vec::new();
        for given in one.all("classification") {
            match one_of(given, ROLES) {
                Ok(role) => roles.push(role),
                Err(_say) => self.leave(format!("{}.classification", one.schema)),
            }
        }
        if roles.is_empty() && one.schema == "PublicBody" {
            roles.push("authority");
        }
        several(roles)
    }

    fn identifiers(&mut self, one: &Given) -> String {
        let told = one.told("identifiers");
        if !told.is_empty() {
            return several(told);
        }
        let schemes = [
            ("leiCode", "LEI"),
            ("innCode", "INN"),
            ("ogrnCode", "OGRN"),
            ("uscCode", "USCC"),
            ("cageCode", "CAGE"),
            ("dunsCode", "DUNS"),
            ("registrationNumber", "REG"),
        ];
        let mut numbers = Vec::new();
        for (property, scheme) in schemes {
            for value in one.all(property) {
                match Identifier::parse(&format!("{scheme}: {value}")) {
                    Ok(number) => numbers.push(number.line()),
                    Err(_say) => self.leave(format!("{}.{property}", one.schema)),
                }
            }
        }
        several(numbers)
    }
}
