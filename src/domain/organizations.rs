//! Organizations: makers, brands, distributors, consignees, authorities, publishers.
//!
//! Where an organization has its seat and where it is incorporated are two facts, and neither says where a part was made.

use super::{
    countries::Country,
    fields::Fields,
    forms::{Ask, Question},
    identifiers::Identifier,
    merging,
    parse::Reader,
    records::{Guard, Head, Link, Record, Shelf},
    release::Sight,
    succession::Succession,
    text,
};
use crate::error::{Result, Say};

/// What an organization can be for the catalogue.
pub const ROLES: &[&str] = &[
    "maker",
    "brand",
    "authorised_distributor",
    "broker",
    "freight_forwarder",
    "consignee",
    "end_user",
    "authority",
    "publisher",
];

/// Before the name of a row that no file has: that of a party which an import made an organization of.
pub const PARTY: &str = "party:";

/// The form.
pub const QUESTIONS: &[Question] = &[
    Question::required("name", Ask::Line).hinted(),
    Question::optional("names", Ask::Lines).hinted(),
    Question::optional("roles", Ask::Any(ROLES)),
    Question::optional("hq_country", Ask::Country).hinted(),
    Question::optional("incorporation_country", Ask::Country).hinted(),
    Question::optional("identifiers", Ask::Lines).hinted(),
    Question::optional("prefixes", Ask::Lines).hinted(),
    Question::optional("marks", Ask::Lines).hinted(),
    Question::optional("succession", Ask::Links(Shelf::Organizations)).hinted(),
    Question::optional("note", Ask::Prose),
];

/// An organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// What all records have.
    pub head: Head,
    /// Its own fields.
    pub what: NewOrganization,
    /// What it became, in the order of `what.succession`.
    pub successors: Vec<Link>,
}

/// An organization's own fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewOrganization {
    /// The name used throughout the catalogue.
    pub name: String,
    /// Other names, in any script.
    pub names: Vec<Name>,
    /// Words of [`ROLES`], one a line.
    pub roles: String,
    /// Country of the headquarters.
    pub hq_country: String,
    /// Country of incorporation.
    pub incorporation_country: String,
    /// Numbers in registers.
    pub identifiers: Vec<Identifier>,
    /// Beginnings of part numbers in common use.
    pub prefixes: Vec<String>,
    /// Names, abbreviations and logos seen on parts.
    pub marks: Vec<String>,
    /// What it became or became part of.
    pub succession: Vec<Succession>,
    /// Anything a reader must know.
    pub note: String,
}

/// Another name of an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its language as a BCP 47 tag; empty when nobody said.
    pub lang: String,
    /// The name.
    pub name: String,
}

impl Name {
    /// Reads `language: name`, or a name alone.
    fn parse(line: &str) -> Name {
        let tagged = line
            .split_once(':')
            .map(|(lang, name)| (lang.trim(), name.trim()))
            .filter(|(lang, name)| is_tag(lang) && !name.is_empty());
        let (lang, name) = tagged.unwrap_or(("", line));
        Name {
            lang: lang.to_ascii_lowercase(),
            name: name.to_owned(),
        }
    }

    /// The line that is read back as this name.
    pub fn line(&self) -> String {
        match self.lang.is_empty() {
            true => self.name.clone(),
            false => format!("{}: {}", self.lang, self.name),
        }
    }
}

/// Whether a word has the form of a language tag: `uk`, `zh-hans`.
fn is_tag(word: &str) -> bool {
    let mut parts = word.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

impl NewOrganization {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` with every wrong field.
    pub fn parse(fields: &Fields) -> Result<NewOrganization> {
        let mut read = Reader::new(fields, QUESTIONS);
        let name = read.line("name");
        let mut names: Vec<Name> = Vec::new();
        for line in read.lines("names") {
            let other = Name::parse(&line);
            if other.name != name && !names.contains(&other) {
                names.push(other);
            }
        }
        let organization = NewOrganization {
            name,
            names,
            roles: read.any("roles"),
            hq_country: country(&mut read, "hq_country"),
            incorporation_country: country(&mut read, "incorporation_country"),
            identifiers: each(&mut read, "identifiers", Identifier::parse),
            prefixes: each(&mut read, "prefixes", short),
            marks: each(&mut read, "marks", short),
            succession: each(&mut read, "succession", Succession::parse),
            note: read.prose("note"),
        };
        read.done()?;
        Ok(organization)
    }

    /// Takes over what the other one is known by. Its own name stays; the other's becomes one more name.
    pub fn absorb(&mut self, other: &NewOrganization) {
        let named = Name {
            lang: String::new(),
            name: other.name.clone(),
        };
        for name in std::iter::once(&named).chain(&other.names) {
            let known = self.name == name.name || self.names.iter().any(|old| old.name == name.name);
            if !known {
                self.names.push(name.clone());
            }
        }
        add_new(&mut self.identifiers, &other.identifiers);
        add_new(&mut self.prefixes, &other.prefixes);
        add_new(&mut self.marks, &other.marks);
        let roles: Vec<&str> = ROLES
            .iter()
            .copied()
            .filter(|role| {
                [&self.roles, &other.roles]
                    .iter()
                    .any(|had| had.lines().any(|word| word == *role))
            })
            .collect();
        self.roles = roles.join("\n");
    }
}

fn add_new<T: Clone + PartialEq>(list: &mut Vec<T>, more: &[T]) {
    for entry in more {
        if !list.contains(entry) {
            list.push(entry.clone());
        }
    }
}

/// A country by code or by name, kept as its code.
fn country(read: &mut Reader<'_>, field: &str) -> String {
    let found = read.value(field, Country::find);
    found.map_or_else(String::new, |country| country.code().to_owned())
}

/// The entries of a list as `parse` reads them, each once.
fn each<T: PartialEq>(read: &mut Reader<'_>, field: &str, parse: impl Fn(&str) -> Result<T, Say>) -> Vec<T> {
    let mut entries = Vec::new();
    for line in read.lines(field) {
        match parse(&line) {
            Ok(entry) if entries.contains(&entry) => {}
            Ok(entry) => entries.push(entry),
            Err(say) => read.wrong(field, say),
        }
    }
    entries
}

/// A prefix or a mark.
fn short(line: &str) -> Result<String, Say> {
    text::clean_line(line, 80)
}

impl Record for Organization {
    const SHELF: Shelf = Shelf::Organizations;
    const QUESTIONS: &'static [Question] = QUESTIONS;
    const GUARDS: &'static [Guard] = merging::GUARDS;

    fn head(&self) -> &Head {
        &self.head
    }

    fn fields(&self) -> Fields {
        let NewOrganization {
            name,
            names,
            roles,
            hq_country,
            incorporation_country,
            identifiers,
            prefixes,
            marks,
            succession,
            note,
        } = &self.what;
        Fields::new()
            .with("name", name)
            .with("names", lines(names, Name::line))
            .with("roles", roles)
            .with("hq_country", hq_country)
            .with("incorporation_country", incorporation_country)
            .with("identifiers", lines(identifiers, Identifier::line))
            .with("prefixes", prefixes.join("\n"))
            .with("marks", marks.join("\n"))
            .with("succession", lines(succession, Succession::line))
            .with("note", note)
    }

    fn withhold(&mut self, field: &str) {
        let what = &mut self.what;
        match field {
            "name" => {
                what.name.clear();
                self.head.title.clear();
            }
            "names" => what.names.clear(),
            "roles" => what.roles.clear(),
            "hq_country" => what.hq_country.clear(),
            "incorporation_country" => what.incorporation_country.clear(),
            "identifiers" => what.identifiers.clear(),
            "prefixes" => what.prefixes.clear(),
            "marks" => what.marks.clear(),
            "succession" => {
                what.succession.clear();
                self.successors.clear();
            }
            "note" => what.note.clear(),
            _ => {}
        }
    }

    fn links(&self) -> Vec<(&'static str, &Link)> {
        self.successors.iter().map(|link| ("succession", link)).collect()
    }

    fn unlink(&mut self, sight: Sight) {
        self.successors.retain(|link| sight.sees_link(link));
        let seen: Vec<Option<i64>> = self.successors.iter().map(|link| Some(link.id)).collect();
        self.what.succession.retain(|step| seen.contains(&step.to.id));
        // Such a name was put together by an import from what this organization was called, where it was and who sent the file.
        if self.head.record_id.as_deref().is_some_and(|id| id.starts_with(PARTY)) {
            self.head.record_id = None;
        }
    }
}

fn lines<T>(entries: &[T], line: impl Fn(&T) -> String) -> String {
    entries.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn form() -> Fields {
        Fields::new()
            .with("name", "Analog Devices")
            .with(
                "names",
                "uk: Аналог Девайсез\nADI Corp\nzh-Hans: 亚德诺\nADI Corp\nAnalog Devices",
            )
            .with("roles", "brand\nmaker")
            .with("hq_country", "United States")
            .with("incorporation_country", "us")
            .with("identifiers", "lei: 506700GE1G29325QX363")
            .with("prefixes", "AD\nADSP")
            .with("marks", "ADI\ntriangle-in-square logo")
    }

    #[test]
    fn names_keep_their_scripts_and_come_once() {
        let new = NewOrganization::parse(&form()).unwrap();
        let lines: Vec<String> = new.names.iter().map(Name::line).collect();
        assert_eq!(lines, ["uk: Аналог Девайсез", "ADI Corp", "zh-hans: 亚德诺"]);
        assert_eq!(new.roles, "maker\nbrand");
        assert_eq!(
            (new.hq_country.as_str(), new.incorporation_country.as_str()),
            ("US", "US")
        );
    }

    #[test]
    fn every_wrong_field_is_named() {
        let wrong = form()
            .with("name", "")
            .with("hq_country", "Atlantis")
            .with("roles", "spy")
            .with("identifiers", "LEI: 1")
            .with("succession", "became");
        let Err(Error::Invalid(errors)) = NewOrganization::parse(&wrong) else {
            panic!("accepted");
        };
        let mut fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["hq_country", "identifiers", "name", "roles", "succession"]);
    }

    #[test]
    fn what_absorbs_another_answers_to_all_its_names() {
        let mut one = NewOrganization::parse(&form()).unwrap();
        let other = form()
            .with("name", "Linear Technology")
            .with("names", "uk: Аналог Девайсез\nLTC")
            .with("roles", "broker")
            .with("marks", "LT logo\nADI");
        one.absorb(&NewOrganization::parse(&other).unwrap());
        let names: Vec<&str> = one.names.iter().map(|name| name.name.as_str()).collect();
        assert_eq!(
            names,
            ["Аналог Девайсез", "ADI Corp", "亚德诺", "Linear Technology", "LTC"]
        );
        assert_eq!(one.marks, ["ADI", "triangle-in-square logo", "LT logo"]);
        assert_eq!(one.roles, "maker\nbrand\nbroker");
        assert_eq!(one.name, "Analog Devices");
    }
}
