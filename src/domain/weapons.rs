//! Weapon types: designs, with what each naming authority calls them.
//!
//! Two names for one design are aliases; two designs that cannot be told apart stay two records, and a unit
//! says that it may be either.

use super::{
    countries::Country,
    fields::Fields,
    forms::{Ask, Question},
    parse::Reader,
    records::{Guard, Head, Link, Record, Shelf},
    release::Sight,
};
use crate::error::{Result, Say};

/// What kinds of weapon there are.
pub const KINDS: &[&str] = &[
    "ballistic_missile",
    "cruise_missile",
    "uav",
    "rocket",
    "artillery",
    "air_defence",
    "other",
];

/// The form.
pub const QUESTIONS: &[Question] = &[
    Question::required("name", Ask::Line).hinted(),
    Question::required("kind", Ask::One(KINDS)),
    Question::optional("origin", Ask::Country).hinted(),
    Question::optional("aliases", Ask::Lines).hinted(),
    Question::optional("description", Ask::Prose),
];

/// A weapon type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weapon {
    /// What all records have.
    pub head: Head,
    /// Its own fields.
    pub what: NewWeapon,
}

/// A weapon type's own fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewWeapon {
    /// The name it is listed under.
    pub name: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// The country whose design it is, as an ISO code; empty when not stated.
    pub origin: String,
    /// What others call it.
    pub aliases: Vec<Alias>,
    /// Anything a reader must know.
    pub description: String,
}

/// What one naming authority calls a weapon type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alias {
    /// Who calls it so; empty when not stated.
    pub authority: String,
    /// The name.
    pub name: String,
}

impl NewWeapon {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` with every wrong field.
    pub fn parse(fields: &Fields) -> Result<NewWeapon> {
        let mut read = Reader::new(fields, QUESTIONS);
        let weapon = NewWeapon {
            name: read.line("name"),
            kind: read.one("kind"),
            origin: read.country("origin", |code| Country::parse(code).is_ok()),
            aliases: aliases(&mut read),
            description: read.prose("description"),
        };
        read.done()?;
        Ok(weapon)
    }
}

/// Lines `authority: name`. A line without a colon is a name whose authority is not stated.
fn aliases(read: &mut Reader<'_>) -> Vec<Alias> {
    let mut aliases: Vec<Alias> = Vec::new();
    for line in read.lines("aliases") {
        let (authority, name) = line.split_once(':').unwrap_or(("", &line));
        let alias = Alias {
            authority: authority.trim().to_owned(),
            name: name.trim().to_owned(),
        };
        if alias.name.is_empty() {
            read.wrong("aliases", Say::new("weapons-alias-nameless").with("given", &line));
        } else if !aliases.contains(&alias) {
            aliases.push(alias);
        }
    }
    aliases
}

fn alias_line(alias: &Alias) -> String {
    let Alias { authority, name } = alias;
    // The colon stays when the name itself holds one, so that it is read again as it was.
    match authority.is_empty() && !name.contains(':') {
        true => name.clone(),
        false => format!("{authority}: {name}"),
    }
}

impl Record for Weapon {
    const SHELF: Shelf = Shelf::Weapons;
    const QUESTIONS: &'static [Question] = QUESTIONS;
    const GUARDS: &'static [Guard] = &[];

    fn head(&self) -> &Head {
        &self.head
    }

    fn fields(&self) -> Fields {
        let NewWeapon {
            name,
            kind,
            origin,
            aliases,
            description,
        } = &self.what;
        let aliases: Vec<String> = aliases.iter().map(alias_line).collect();
        Fields::new()
            .with("name", name)
            .with("kind", kind)
            .with("origin", origin)
            .with("aliases", aliases.join("\n"))
            .with("description", description)
    }

    fn withhold(&mut self, field: &str) {
        let what = &mut self.what;
        match field {
            "name" => {
                what.name.clear();
                self.head.title.clear();
            }
            "kind" => what.kind.clear(),
            "origin" => what.origin.clear(),
            "aliases" => what.aliases.clear(),
            "description" => what.description.clear(),
            _ => {}
        }
    }

    fn links(&self) -> Vec<(&'static str, &Link)> {
        Vec::new()
    }

    fn unlink(&mut self, _: Sight) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(aliases: &str) -> Fields {
        Fields::new()
            .with("name", "KN-23")
            .with("kind", "ballistic_missile")
            .with("aliases", aliases)
    }

    #[test]
    fn every_authority_keeps_its_own_name() {
        let new = NewWeapon::parse(&form("DPRK: Hwasong-11A\nReuters, May 2024: KN-23\nІскандер")).unwrap();
        let told: Vec<_> = new
            .aliases
            .iter()
            .map(|alias| (alias.authority.as_str(), alias.name.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("DPRK", "Hwasong-11A"),
                ("Reuters, May 2024", "KN-23"),
                ("", "Іскандер")
            ]
        );
    }

    #[test]
    fn an_authority_without_a_name_is_refused() {
        assert!(NewWeapon::parse(&form("DPRK:")).is_err());
    }

    #[test]
    fn aliases_are_told_as_they_are_read() {
        let new = NewWeapon::parse(&form("A: B\nC: D: E\nF")).unwrap();
        let lines: Vec<String> = new.aliases.iter().map(alias_line).collect();
        assert_eq!(lines, ["A: B", "C: D: E", "F"]);
    }

    #[test]
    fn an_origin_is_a_country() {
        assert!(NewWeapon::parse(&form("").with("origin", "xq")).is_err());
        let new = NewWeapon::parse(&form("").with("origin", "kp")).unwrap();
        assert_eq!(new.origin, "KP");
    }
}
