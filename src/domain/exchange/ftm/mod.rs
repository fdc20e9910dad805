//! FollowTheMoney: the shape in which data about companies, goods and ships goes from one investigation to the next.
//!
//! An entity has an id, a schema and properties, each with any number of texts. It knows no parts, lots or bounds: a part, a
//! component, a unit and a weapon type are each an `Asset`, what they have to do with each other is an `UnknownLink` with a role,
//! and what has no property stands in the description, one `field: text` a line, as the form of the record has it.

use chrono::{Datelike, NaiveDate};

use crate::domain::{
    dates::Edtf,
    fields::Fields,
    records::{Head, Link},
    refs::Ref,
};

pub mod reading;
pub mod things;
pub mod trade;

/// The longest identifier that FollowTheMoney keeps, in characters.
const IDENTIFIER: usize = 64;

/// One entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The same for the same thing in every export.
    pub id: String,
    /// What it is.
    pub schema: &'static str,
    /// What is said of it; no property is empty or stands twice.
    pub properties: Vec<(&'static str, Vec<String>)>,
    /// Ids under which it was known before records were merged.
    pub referents: Vec<String>,
}

impl Entity {
    /// An entity of which nothing is said yet.
    pub fn new(id: String, schema: &'static str) -> Entity {
        Entity {
            id,
            schema,
            properties: Vec::new(),
            referents: Vec::new(),
        }
    }

    /// The entity of a record: with the address of its page and the day of its last change.
    pub(crate) fn of(head: &Head, schema: &'static str, site: &str) -> Entity {
        Entity::new(id(head.r#ref), schema)
            .with("sourceUrl", format!("{site}{}", head.path()))
            .with("modifiedAt", head.updated_at.date_naive().to_string())
    }

    /// Says one thing more; what is empty or said already is left out.
    #[must_use]
    pub fn with(mut self, property: &'static str, value: impl Into<String>) -> Entity {
        let value = value.into();
        if value.trim().is_empty() {
            return self;
        }
        match self.properties.iter_mut().find(|(name, _)| *name == property) {
            Some((_, values)) if values.contains(&value) => {}
            Some((_, values)) => values.push(value),
            None => self.properties.push((property, vec![value])),
        }
        self
    }

    /// Says all of these.
    #[must_use]
    pub fn all<T: Into<String>>(self, property: &'static str, values: impl IntoIterator<Item = T>) -> Entity {
        values
            .into_iter()
            .fold(self, |entity, value| entity.with(property, value))
    }

    /// Names the documents that it rests on.
    #[must_use]
    pub fn proven<'a>(self, sources: impl IntoIterator<Item = &'a Link>) -> Entity {
        self.all("proof", sources.into_iter().map(|source| id(source.r#ref)))
    }

    /// Says these fields in the description, one `field: text` a line.
    #[must_use]
    pub(crate) fn described(self, fields: &Fields, names: &[&str]) -> Entity {
        let lines: Vec<String> = names
            .iter()
            .flat_map(|name| fields.get(name).lines().map(move |line| format!("{name}: {line}")))
            .collect();
        self.with("description", lines.join("\n"))
    }

    /// Says when it was: as one date where that can be said so, else as what bounds it.
    #[must_use]
    pub(crate) fn dated(self, date: &Edtf) -> Entity {
        match plain(date) {
            Some(date) => self.with("date", date),
            None => self.between((date.earliest(), date.latest())),
        }
    }

    /// Says the first and the last day, as far as they are known.
    #[must_use]
    pub(crate) fn between(self, (first, last): (Option<NaiveDate>, Option<NaiveDate>)) -> Entity {
        match (first, last) {
            (Some(first), Some(last)) if first == last => self.with("date", iso(first)),
            (first, last) => self.all("startDate", first.map(iso)).all("endDate", last.map(iso)),
        }
    }
}

/// The id of a record's entity.
pub fn id(reference: Ref) -> String {
    format!("sherd-{reference}")
}

/// The id of something that belongs to a record and has no record of its own.
pub(crate) fn part_of(reference: Ref, what: &str) -> String {
    format!("sherd-{reference}-{what}")
}

/// What two things have to do with each other.
pub(crate) fn link(subject: &Head, field: &str, object: &Link, role: &str) -> Entity {
    Entity::new(part_of(subject.r#ref, field), "UnknownLink")
        .with("subject", id(subject.r#ref))
        .with("object", id(object.r#ref))
        .with("role", role)
}

/// A day, where FollowTheMoney can say its year.
fn iso(day: NaiveDate) -> String {
    match day.year() {
        1..=9999 => day.format("%Y-%m-%d").to_string(),
        _ => String::new(),
    }
}

/// A date that is a year, a month or a day and nothing else.
fn plain(date: &Edtf) -> Option<&str> {
    let text = date.text();
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = text.split('-');
    let sound = parts.next().is_some_and(|year| digits(year, 4))
        && parts
            .clone()
            .all(|part| digits(part, 2) && part.parse::<u32>().is_ok_and(|number| number <= 31))
        && parts.clone().count() <= 2
        // `2024-21` is the spring of that year.
        && parts.next().is_none_or(|month| month.parse::<u32>().is_ok_and(|month| month <= 12));
    sound.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_said_as_plainly_as_it_can_be() {
        let said = |text: &str| {
            let entity = Entity::new("a".into(), "Event").dated(&Edtf::parse(text).unwrap());
            entity.properties
        };
        let one = |name: &'static str, value: &str| (name, vec![value.to_owned()]);
        assert_eq!(said("2023-05"), [one("date", "2023-05")]);
        assert_eq!(said("2023-05-20"), [one("date", "2023-05-20")]);
        assert_eq!(said("2023-05-20/.."), [one("startDate", "2023-05-20")]);
        assert_eq!(
            said("2023-05~"),
            [one("startDate", "2023-05-01"), one("endDate", "2023-05-31")]
        );
        assert_eq!(said("2024-21").len(), 2);
    }

    #[test]
    fn nothing_is_said_twice_or_emptily() {
        let entity = Entity::new("a".into(), "Asset")
            .with("name", "A")
            .with("name", "A")
            .with("name", " ")
            .all("name", ["B"]);
        assert_eq!(entity.properties, [("name", vec!["A".to_owned(), "B".to_owned()])]);
    }
}
