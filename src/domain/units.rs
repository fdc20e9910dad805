//! Units: one physical weapon, or one known only from tracking or a tally; also a group of them.
//!
//! Who made it, who passed it on, who launched it and from where are separate questions: each answer has
//! its own basis and grade, one question may have several, and "not independently established" is an answer.

use super::{
    codes::{Credibility, Reliability},
    dates::Edtf,
    fields::Fields,
    forms::{Ask, Question},
    parse::{Pointer, Reader, date_text},
    quantities::Quantity,
    records::{Guard, Head, Link, Record, Shelf},
    release::{self, Release, Sight},
};
use crate::error::{Result, Say};

/// What an identification can rest on.
pub const IDENTIFICATIONS: &[&str] = &[
    "debris",
    "marks",
    "dimensions",
    "trajectory_speed_launch_site",
    "video",
    "intelligence_tally",
];
/// What is asked about where a unit comes from, in the order a page answers it.
pub const ATTRIBUTIONS: &[&str] = &["made_by", "transferred_by", "launched_by", "launched_from"];
/// The most other weapon types a unit may be.
const ALTERNATIVES: usize = 20;

/// The form.
pub const QUESTIONS: &[Question] = &[
    Question::optional("name", Ask::Line).hinted(),
    Question::optional("weapon", Ask::Link(Shelf::Weapons)),
    Question::optional("or_weapons", Ask::Links(Shelf::Weapons)).hinted(),
    Question::optional("incident", Ask::Link(Shelf::Incidents)),
    Question::optional("identification", Ask::Any(IDENTIFICATIONS)).hinted(),
    Question::optional("count", Ask::Line).hinted(),
    Question::optional("recovered", Ask::Date),
    Question::optional("used", Ask::Date),
    Question::optional("attributions", Ask::Lines).hinted(),
    Question::optional("note", Ask::Prose),
    Question::optional("session", Ask::Line).hinted(),
];

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// What all records have.
    pub head: Head,
    /// Its own fields; the pointers in it are empty, what they lead to stands beside it.
    pub what: NewUnit,
    /// The weapon type.
    pub weapon: Option<Link>,
    /// Other weapon types it may be.
    pub or_weapons: Vec<Link>,
    /// Where it was used or found.
    pub incident: Option<Link>,
}

/// A unit's own fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewUnit {
    /// Name; empty when weapon and incident name it well enough.
    pub name: String,
    /// The weapon type.
    pub weapon: Pointer,
    /// Other weapon types it may be.
    pub or_weapons: Vec<Pointer>,
    /// Where it was used or found.
    pub incident: Pointer,
    /// What the identification rests on: some of [`IDENTIFICATIONS`], one a line.
    pub identification: String,
    /// How many a group record stands for; `None` for one.
    pub count: Option<Quantity>,
    /// When it was recovered.
    pub recovered: Option<Edtf>,
    /// When it was used.
    pub used: Option<Edtf>,
    /// Answers about where it comes from.
    pub attributions: Vec<Attribution>,
    /// Anything a reader must know.
    pub note: String,
    /// The documentation session; never public.
    pub session: String,
}

/// One answer to one question about where a unit comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attribution {
    /// One of [`ATTRIBUTIONS`].
    pub question: String,
    /// The answer, in words: a country, an organization, "not independently established".
    pub answer: String,
    /// What the answer rests on.
    pub basis: String,
    /// Admiralty grade, `B2`; empty when nobody graded it.
    pub grade: String,
    /// The source, as typed; empty once loaded.
    pub source: Pointer,
    /// The source, once loaded.
    pub link: Option<Link>,
}

impl NewUnit {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` with every wrong field.
    pub fn parse(fields: &Fields) -> Result<NewUnit> {
        let mut read = Reader::new(fields, QUESTIONS);
        let unit = NewUnit {
            name: read.line("name"),
            weapon: read.pointer("weapon"),
            or_weapons: alternatives(&mut read),
            incident: read.pointer("incident"),
            identification: read.any("identification"),
            count: read.value("count", Quantity::parse),
            recovered: read.date("recovered"),
            used: read.date("used"),
            attributions: attributions(&mut read),
            note: read.prose("note"),
            session: read.line("session"),
        };
        if unit.name.is_empty() && unit.weapon.text.is_empty() && unit.incident.text.is_empty() {
            read.wrong("name", Say::new("units-unnamed"));
        }
        read.done()?;
        Ok(unit)
    }
}

fn alternatives(read: &mut Reader<'_>) -> Vec<Pointer> {
    let lines = read.lines("or_weapons");
    if lines.len() > ALTERNATIVES {
        read.wrong("or_weapons", Say::new("list-too-long").with("max", ALTERNATIVES));
    }
    let pointer = |text| Pointer { text, id: None };
    lines.into_iter().take(ALTERNATIVES).map(pointer).collect()
}

fn attributions(read: &mut Reader<'_>) -> Vec<Attribution> {
    let mut answers = Vec::new();
    for [question, answer, basis, grade, source] in read.rows("attributions") {
        let grade = grade.to_ascii_uppercase();
        if !ATTRIBUTIONS.contains(&question.as_str()) {
            let say = Say::new("units-question-unknown")
                .with("given", &question)
                .with("listed", ATTRIBUTIONS.join(", "));
            read.wrong("attributions", say);
        }
        if answer.is_empty() {
            read.wrong(
                "attributions",
                Say::new("units-answer-missing").with("given", &question),
            );
        }
        if !is_grade(&grade) {
            read.wrong("attributions", Say::new("units-grade-unknown").with("given", &grade));
        }
        answers.push(Attribution {
            question,
            answer,
            basis,
            grade,
            source: Pointer { text: source, id: None },
            link: None,
        });
    }
    answers
}

/// A letter for the source and a digit for what it says, or nothing.
fn is_grade(text: &str) -> bool {
    let mut letters = text.char_indices();
    match (letters.next(), letters.next()) {
        (None, _) => true,
        (Some(_), Some((at, _))) => {
            let (source, statement) = text.split_at(at);
            Reliability::parse(source).is_ok() && Credibility::parse(statement).is_ok()
        }
        (Some(_), None) => false,
    }
}

impl Unit {
    /// What names the unit wherever its record is seen: its name, or weapon and incident as far as they are
    /// at least as open as the unit itself.
    pub fn public_name(&self) -> String {
        if !self.what.name.is_empty() {
            return self.what.name.clone();
        }
        let open = |field: &str| release::level::<Unit>(&self.head, field) >= self.head.release;
        let seen = |link: &&Link| link.openness >= self.head.openness();
        let mut names = Vec::new();
        if open("weapon") {
            names.extend(self.weapon.as_ref().filter(seen));
        }
        if open("or_weapons") {
            names.extend(self.or_weapons.iter().filter(seen));
        }
        let incident = self.incident.as_ref().filter(|link| open("incident") && seen(link));
        named(&names, incident, " or ")
    }

    /// What names the unit to a reader for whom it was released; `or` stands between weapon types.
    pub fn seen_name(&self, or: &str) -> String {
        if !self.what.name.is_empty() {
            return self.what.name.clone();
        }
        let weapons: Vec<&Link> = self.weapon.iter().chain(&self.or_weapons).collect();
        named(&weapons, self.incident.as_ref(), or)
    }

    /// The last day of its use, else of its recovery, as lists sort it; empty when neither is stated or when
    /// the date is more closed than the unit.
    pub fn last_day(&self) -> String {
        let open = |field: &str| release::level::<Unit>(&self.head, field) >= self.head.release;
        let used = self.what.used.as_ref().filter(|_| open("used"));
        let recovered = self.what.recovered.as_ref().filter(|_| open("recovered"));
        used.or(recovered)
            .and_then(|date| date.latest().or(date.earliest()))
            .map_or_else(String::new, |day| day.format("%Y-%m-%d").to_string())
    }
}

fn named(weapons: &[&Link], incident: Option<&Link>, or: &str) -> String {
    let titles = weapons.iter().map(|link| link.title.as_str());
    let titles: Vec<&str> = titles.filter(|title| !title.is_empty()).collect();
    let incident = incident.map_or("", |link| link.title.as_str());
    match (titles.is_empty(), incident.is_empty()) {
        (false, false) => format!("{}, {incident}", titles.join(or)),
        _ => format!("{}{incident}", titles.join(or)),
    }
}

fn link_text(link: Option<&Link>) -> String {
    link.map_or_else(String::new, |link| link.r#ref.to_string())
}

fn attribution_line(answer: &Attribution) -> String {
    let Attribution {
        question,
        answer,
        basis,
        grade,
        link,
        ..
    } = answer;
    let source = link_text(link.as_ref());
    let line = [question.as_str(), answer, basis, grade, &source].join(" | ");
    line.trim_end_matches([' ', '|']).to_owned()
}

fn join<T>(items: &[T], line: impl Fn(&T) -> String) -> String {
    items.iter().map(line).collect::<Vec<_>>().join("\n")
}

impl Record for Unit {
    const SHELF: Shelf = Shelf::Units;
    const QUESTIONS: &'static [Question] = QUESTIONS;
    const GUARDS: &'static [Guard] = &[Guard {
        field: "session",
        level: Release::Sealed,
        limit: Release::Partner,
    }];

    fn head(&self) -> &Head {
        &self.head
    }

    fn fields(&self) -> Fields {
        let NewUnit {
            name,
            weapon: _,
            or_weapons: _,
            incident: _,
            identification,
            count,
            recovered,
            used,
            attributions,
            note,
            session,
        } = &self.what;
        Fields::new()
            .with("name", name)
            .with("weapon", link_text(self.weapon.as_ref()))
            .with("or_weapons", join(&self.or_weapons, |link| link.r#ref.to_string()))
            .with("incident", link_text(self.incident.as_ref()))
            .with("identification", identification)
            .with("count", count.as_ref().map_or_else(String::new, ToString::to_string))
            .with("recovered", date_text(recovered))
            .with("used", date_text(used))
            .with("attributions", join(attributions, attribution_line))
            .with("note", note)
            .with("session", session)
    }

    fn withhold(&mut self, field: &str) {
        let what = &mut self.what;
        match field {
            "name" => {
                what.name.clear();
                self.head.title.clear();
                self.head.sort.clear();
            }
            "weapon" => self.weapon = None,
            "or_weapons" => self.or_weapons.clear(),
            "incident" => self.incident = None,
            "identification" => what.identification.clear(),
            "count" => what.count = None,
            "recovered" => what.recovered = None,
            "used" => what.used = None,
            "attributions" => what.attributions.clear(),
            "note" => what.note.clear(),
            "session" => what.session.clear(),
            _ => {}
        }
    }

    fn links(&self) -> Vec<(&'static str, &Link)> {
        let mut links = Vec::new();
        links.extend(self.weapon.iter().map(|link| ("weapon", link)));
        links.extend(self.or_weapons.iter().map(|link| ("or_weapons", link)));
        links.extend(self.incident.iter().map(|link| ("incident", link)));
        let sources = self.what.attributions.iter().filter_map(|answer| answer.link.as_ref());
        links.extend(sources.map(|link| ("attributions", link)));
        links
    }

    fn unlink(&mut self, sight: Sight) {
        Link::hide(&mut self.weapon, sight);
        Link::hide(&mut self.incident, sight);
        self.or_weapons.retain(|link| sight.sees_link(link));
        for answer in &mut self.what.attributions {
            Link::hide(&mut answer.link, sight);
        }
    }
}

#[cfg(test)]
mod tests;
