//! A mark as the catalogue keeps it: on which component, where on which photograph, and what stands there.

use super::{glyphs::Glyph, glyphs::Transcription, kind::MarkingKind, notation, script::Script, technique::Technique};
use crate::{
    domain::{
        dates::Edtf,
        fields::Fields,
        forms::{Ask, Question},
        parse::{Pointer, Reader, date_text},
        photos::Area,
        records::{Guard, Head, Link, Record, Shelf},
        release::{Release, Sight},
        text,
    },
    error::{Result, Say},
};

/// The largest pixel a region can name.
const SIDE: i32 = 30_000;
/// The most other ways to transcribe one mark.
const ALTERNATIVES: usize = 20;
/// The shortest part of a mark that it is found by.
const SHORTEST: usize = 3;

/// The form.
pub const QUESTIONS: &[Question] = &[
    Question::required("component", Ask::Link(Shelf::Components)),
    Question::optional("photo", Ask::Link(Shelf::Photos)).hinted(),
    Question::optional("x", Ask::Number).hinted(),
    Question::optional("y", Ask::Number),
    Question::optional("w", Ask::Number),
    Question::optional("h", Ask::Number),
    Question::required("transcription", Ask::Transcription).hinted(),
    Question::optional("alternatives", Ask::Lines).hinted(),
    Question::optional("kind", Ask::One(MarkingKind::WORDS)),
    Question::optional("technique", Ask::One(Technique::WORDS)),
    Question::optional("script", Ask::One(Script::WORDS)).hinted(),
    Question::optional("documented", Ask::Date).hinted(),
    Question::optional("session", Ask::Line).hinted(),
    Question::optional("note", Ask::Prose),
];

/// A mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking {
    /// What all records have.
    pub head: Head,
    /// Its own fields; the pointers in it are empty, what they lead to stands beside it.
    pub what: NewMarking,
    /// The component it stands on.
    pub component: Option<Link>,
    /// The photograph that shows it.
    pub photo: Option<Link>,
}

/// A mark's own fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewMarking {
    /// The component it stands on.
    pub component: Pointer,
    /// The photograph that shows it.
    pub photo: Pointer,
    /// Where on the photograph.
    pub region: Option<Area>,
    /// One of [`MarkingKind::WORDS`].
    pub kind: String,
    /// One of [`Technique::WORDS`].
    pub technique: String,
    /// One of [`Script::WORDS`]; found by itself when nobody said.
    pub script: String,
    /// What stands there, in the notation, as it was typed.
    pub transcription: String,
    /// What it could also be, each in the notation.
    pub alternatives: Vec<String>,
    /// When it was documented.
    pub documented: Option<Edtf>,
    /// The documentation session; never public.
    pub session: String,
    /// Anything a reader must know.
    pub note: String,
}

impl NewMarking {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` with every wrong field.
    pub fn parse(fields: &Fields) -> Result<NewMarking> {
        let mut read = Reader::new(fields, QUESTIONS);
        let mut marking = NewMarking {
            component: read.pointer("component"),
            photo: read.pointer("photo"),
            region: region(&mut read),
            kind: read.one("kind"),
            technique: read.one("technique"),
            script: read.one("script"),
            transcription: read.value("transcription", sound).unwrap_or_default(),
            alternatives: alternatives(&mut read),
            documented: read.date("documented"),
            session: read.line("session"),
            note: read.prose("note"),
        };
        read.done()?;
        if marking.script.is_empty() {
            let script = Script::detect(&legible(&marking.transcription));
            script.as_str().clone_into(&mut marking.script);
        }
        Ok(marking)
    }
}

impl NewMarking {
    /// A mark of which only the transcription is known, on a component already known. `transcription` is sound.
    pub fn transcribed(component: i64, transcription: &str) -> NewMarking {
        let script = Script::detect(&legible(transcription));
        NewMarking {
            component: Pointer {
                text: String::new(),
                id: Some(component),
            },
            photo: Pointer::default(),
            region: None,
            kind: String::new(),
            technique: String::new(),
            script: script.as_str().to_owned(),
            transcription: transcription.to_owned(),
            alternatives: Vec::new(),
            documented: None,
            session: String::new(),
            note: String::new(),
        }
    }
}

/// The text as it was typed, line breaks written as ` / `, once it is known to be readable.
fn sound(raw: &str) -> Result<String, Say> {
    notation::parse(raw)?;
    let lines: Vec<&str> = raw.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Ok(lines.join(" / "))
}

fn alternatives(read: &mut Reader<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let given: Vec<String> = read
        .raw("alternatives")
        .lines()
        .map(|line| line.trim().to_owned())
        .collect();
    for line in given.into_iter().filter(|line| !line.is_empty()) {
        match sound(&line) {
            Ok(line) if found.len() < ALTERNATIVES => found.push(line),
            Ok(_) => {
                read.wrong("alternatives", Say::new("list-too-long").with("max", ALTERNATIVES));
                break;
            }
            Err(say) => read.wrong("alternatives", say),
        }
    }
    found
}

/// All four numbers or none.
fn region(read: &mut Reader<'_>) -> Option<Area> {
    let names = ["x", "y", "w", "h"];
    if names.iter().all(|name| read.raw(name).is_empty()) {
        return None;
    }
    let least = [0, 0, 1, 1];
    let mut numbers = [None; 4];
    for ((name, least), number) in names.iter().zip(least).zip(&mut numbers) {
        if read.raw(name).is_empty() {
            read.wrong(name, Say::new("markings-region-incomplete"));
        }
        *number = read
            .whole(name, least, SIDE)
            .and_then(|number| u32::try_from(number).ok());
    }
    let [x, y, w, h] = numbers;
    let area = Area {
        x: x?,
        y: y?,
        w: w?,
        h: h?,
    };
    if read.raw("photo").is_empty() {
        read.wrong("photo", Say::new("markings-region-without-photo"));
    }
    Some(area)
}

/// What can be read of a stored transcription.
pub fn legible(raw: &str) -> String {
    notation::parse(raw).map_or_else(|_say| String::new(), |marks| marks.legible())
}

/// What a mark is found by: each line's unbroken runs, the words in them, and the whole mark where nothing of it is
/// missing. Masked characters end a run like lost ones, so they are never in it.
pub fn searchable(raw: &str) -> Vec<String> {
    let Ok(transcription) = notation::parse(raw) else {
        return Vec::new();
    };
    let mut found: Vec<String> = Vec::new();
    let mut keep = |text: &str, whole: bool| {
        let text = text.trim();
        if whole || text.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST {
            found.push(text.to_owned());
        }
    };
    let mut all_whole = true;
    for line in transcription.lines() {
        let runs = runs(line);
        let whole = line.iter().all(is_legible);
        all_whole &= whole;
        for run in &runs {
            keep(run, whole);
            run.split_whitespace().for_each(|word| keep(word, false));
        }
    }
    if all_whole && transcription.lines().count() > 1 {
        keep(&transcription.legible().replace(" / ", " "), false);
    }
    // Alternatives inside the notation give every spelling; these come folded.
    if transcription
        .glyphs()
        .any(|glyph| matches!(glyph, Glyph::Either(_) | Glyph::Logo(_)))
    {
        transcription
            .folded_searchable()
            .split(' ')
            .for_each(|piece| keep(piece, false));
    }
    found
}

fn is_legible(glyph: &Glyph) -> bool {
    matches!(glyph, Glyph::Certain(_) | Glyph::Uncertain(_))
}

fn runs(line: &[Glyph]) -> Vec<String> {
    let mut runs = vec![String::new()];
    for glyph in line {
        match (glyph, runs.last_mut()) {
            (Glyph::Certain(c) | Glyph::Uncertain(c), Some(run)) => run.push(*c),
            _ => runs.push(String::new()),
        }
    }
    runs.retain(|run| !run.trim().is_empty());
    runs
}

impl Marking {
    /// The transcription, read; `None` when it was withheld.
    pub fn transcription(&self) -> Option<Transcription> {
        notation::parse(&self.what.transcription).ok()
    }

    /// What names it: what can be read, on one line.
    pub fn public_name(&self) -> String {
        legible(&self.what.transcription).chars().take(120).collect()
    }

    /// Where it stands in lists.
    pub fn place_in_order(&self) -> String {
        text::sort_key(&self.public_name())
    }
}

fn link_text(link: Option<&Link>) -> String {
    link.map_or_else(String::new, |link| link.r#ref.to_string())
}

impl Record for Marking {
    const SHELF: Shelf = Shelf::Markings;
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
        let NewMarking {
            component: _,
            photo: _,
            region,
            kind,
            technique,
            script,
            transcription,
            alternatives,
            documented,
            session,
            note,
        } = &self.what;
        let number = |pick: fn(&Area) -> u32| region.as_ref().map_or_else(String::new, |area| pick(area).to_string());
        Fields::new()
            .with("component", link_text(self.component.as_ref()))
            .with("photo", link_text(self.photo.as_ref()))
            .with("x", number(|area| area.x))
            .with("y", number(|area| area.y))
            .with("w", number(|area| area.w))
            .with("h", number(|area| area.h))
            .with("transcription", transcription)
            .with("alternatives", alternatives.join("\n"))
            .with("kind", kind)
            .with("technique", technique)
            .with("script", script)
            .with("documented", date_text(documented))
            .with("session", session)
            .with("note", note)
    }

    fn withhold(&mut self, field: &str) {
        let what = &mut self.what;
        match field {
            "component" => self.component = None,
            "photo" => {
                self.photo = None;
                what.region = None;
            }
            "x" | "y" | "w" | "h" => what.region = None,
            "transcription" => {
                what.transcription.clear();
                // The script was found from it, and it names the record.
                what.script.clear();
                self.head.title.clear();
                self.head.sort.clear();
            }
            "alternatives" => what.alternatives.clear(),
            "kind" => what.kind.clear(),
            "technique" => what.technique.clear(),
            "script" => what.script.clear(),
            "documented" => what.documented = None,
            "session" => what.session.clear(),
            "note" => what.note.clear(),
            _ => {}
        }
    }

    fn links(&self) -> Vec<(&'static str, &Link)> {
        [("component", &self.component), ("photo", &self.photo)]
            .into_iter()
            .filter_map(|(field, link)| Some((field, link.as_ref()?)))
            .collect()
    }

    fn unlink(&mut self, sight: Sight) {
        Link::hide(&mut self.component, sight);
        Link::hide(&mut self.photo, sight);
        if self.photo.is_none() {
            // A place on a picture that is out of sight tells of that picture.
            self.what.region = None;
        }
    }
}

#[cfg(test)]
mod tests;
