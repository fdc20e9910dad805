//! From the records of a unit to its date: each mark is read with what is known of its component, then the dates are weighed.

use std::collections::HashMap;

use super::{Dated, End, Ending, MarkRead, Material};
use crate::domain::{
    components::Component,
    dates::Edtf,
    dating::{self, DatedMark, Piece, plausibility::suspicions},
    incidents::Incident,
    markings::{
        Marking, notation,
        reading::{Reading, Readings, context::Context},
    },
    organizations::Organization,
    parts::Part,
    quantities::{self, Quantity},
    records::{Link, Record},
    release::Released,
    rules::{book::Rulebook, span::Span},
    units::Unit,
};
use crate::service::readings::{self, beside};

pub(super) mod candidates;
mod clues;

/// How strongly a word must be explained as something else before it may be no date.
const RIVAL: f64 = 0.3;

/// A mark with everything it can mean.
struct Full<'m> {
    marking: &'m Released<Marking>,
    readings: Vec<Readings>,
}

impl Full<'_> {
    fn all(&self) -> impl Iterator<Item = (&Readings, &Reading)> {
        self.readings
            .iter()
            .flat_map(|one| one.readings.iter().map(move |reading| (one, reading)))
    }

    /// Its best reading, where that is sure enough to speak for others.
    fn sure(&self) -> Option<Span> {
        beside::sure(self.readings.first()?)
    }
}

/// Works the date of a unit out.
pub(super) fn work_out(material: Material, book: &Rulebook) -> Dated {
    let (used, found, end) = ends(&material.unit, material.incident.as_ref());
    let reader = Reader {
        material: &material,
        book,
    };
    let full = reader.read_all();
    let clues = clues::clues(&reader, &full);
    let mut beside: HashMap<i64, Vec<_>> = HashMap::new();
    for (mark, say) in suspicions(&clues) {
        beside.entry(mark).or_default().push(say);
    }
    let mut marks: HashMap<i64, MarkRead> = HashMap::new();
    let mut pieces = Vec::with_capacity(material.components.len());
    for component in &material.components {
        let mine = full.iter().filter(|one| is_on(one.marking, component));
        let mut dated = Vec::new();
        for one in mine {
            let (mark, mut read) = reader.mark(component, one);
            read.suspicions.extend(beside.remove(&mark.id).unwrap_or_default());
            marks.insert(mark.id, read);
            dated.push(mark);
        }
        pieces.push(reader.piece(component, dated));
    }
    let dating = dating::date(&counted(&material, &pieces), used.as_ref(), found.as_ref());
    let title = |one: &Released<Component>| (one.head().id, named(one));
    Dated {
        components: material.components.iter().map(title).collect(),
        end,
        pieces,
        marks,
        dating,
        sources: material.sources,
        uncounted: material.uncounted,
        unit: material.unit,
    }
}

/// The component as its reader may name it.
fn named(component: &Component) -> Link {
    Link {
        title: component.public_name(),
        ..Link::to(&component.head)
    }
}

fn is_on(marking: &Marking, component: &Component) -> bool {
    marking
        .component
        .as_ref()
        .is_some_and(|link| link.id == component.head.id)
}

/// When it was used and when it was found, and which of the two ends the time in which it can have been assembled.
pub(super) fn ends(unit: &Unit, incident: Option<&Released<Incident>>) -> (Option<Edtf>, Option<Edtf>, Option<End>) {
    let mut used = unit.what.used.clone();
    let mut found = unit.what.recovered.clone();
    let mut by = Link::to(&unit.head);
    if used.is_none() && found.is_none() {
        let dated = incident.and_then(|incident| Some((incident, incident.what.date.clone()?)));
        if let Some((incident, date)) = dated {
            by = Link::to(incident.head());
            match incident.what.kind.as_str() {
                "strike" | "launch_series" | "crash" => used = Some(date),
                _ => found = Some(date),
            }
        }
    }
    let (ending, date) = match (&used, &found) {
        (Some(used), _) => (Ending::Use, Some(used.clone())),
        (None, found) => (Ending::Recovery, found.clone()),
    };
    let end = date.map(|date| End { ending, date, by });
    (used, found, end)
}

/// The pieces that are counted in shares: an assembly whose parts are documented is not one more component.
fn counted(material: &Material, pieces: &[Piece]) -> Vec<Piece> {
    let parents: Vec<i64> = material
        .components
        .iter()
        .filter_map(|one| Some(one.parent.as_ref()?.id))
        .collect();
    let assembly = |piece: &Piece| {
        parents.contains(&piece.id) && piece.brand.is_none() && piece.country.is_none() && piece.marks.is_empty()
    };
    pieces.iter().filter(|piece| !assembly(piece)).cloned().collect()
}

/// Reads the marks of one unit.
struct Reader<'m> {
    material: &'m Material,
    book: &'m Rulebook,
}

impl<'m> Reader<'m> {
    /// Every mark, first alone, then beside the sure dates of the others in its assembly.
    fn read_all(&self) -> Vec<Full<'m>> {
        let place = |component: &Component| component.parent.as_ref().map(|parent| parent.id);
        let on: HashMap<i64, &Released<Component>> = self
            .material
            .components
            .iter()
            .map(|one| (one.head().id, one))
            .collect();
        let mut full: Vec<(&Released<Component>, Full<'m>)> = Vec::new();
        for marking in &self.material.marks {
            let Some(component) = marking.component.as_ref().and_then(|link| on.get(&link.id)) else {
                continue;
            };
            full.push((component, self.read(component, marking, Vec::new())));
        }
        let mut sure: HashMap<Option<i64>, Vec<(i64, Option<Span>)>> = HashMap::new();
        for (component, one) in &full {
            let here = sure.entry(place(component)).or_default();
            if here.len() < beside::MOST {
                here.push((component.head().id, one.sure()));
            }
        }
        let again = |(component, one): (&Released<Component>, Full<'m>)| {
            let here = sure.get(&place(component)).map_or(&[][..], Vec::as_slice);
            let days = here.iter().filter_map(|(id, span)| Some((*id, (*span)?)));
            let spans = beside::of(component.head().id, days);
            match spans.is_empty() || !beside::is_open(&one.readings) {
                true => one,
                false => self.read(component, one.marking, spans),
            }
        };
        full.into_iter().map(again).collect()
    }

    /// What a mark can mean, with every way in which it was transcribed.
    fn read(&self, component: &Component, marking: &'m Released<Marking>, companions: Vec<Span>) -> Full<'m> {
        let documented = marking.what.documented.as_ref();
        let Some(context) = self.context(component, documented, companions) else {
            return Full {
                marking,
                readings: Vec::new(),
            };
        };
        let texts = std::iter::once(&marking.what.transcription).chain(&marking.what.alternatives);
        let marks = texts.filter_map(|text| notation::parse(text).ok());
        Full {
            marking,
            readings: marks.map(|mark| self.book.read(&mark, &context)).collect(),
        }
    }

    fn organization(&self, link: Option<&Link>) -> Option<&'m Released<Organization>> {
        self.material.organizations.get(&link?.id)
    }

    fn part(&self, component: &Component) -> Option<&'m Released<Part>> {
        self.material.parts.get(&component.part.as_ref()?.id)
    }

    /// Who made it: the maker, else the name on it.
    fn maker(&self, component: &Component) -> String {
        let named = component.maker.as_ref().or(component.brand.as_ref());
        match named.map(|link| link.title.clone()).filter(|title| !title.is_empty()) {
            Some(title) => title,
            None => component.what.brand.clone(),
        }
    }

    /// What is known of a component besides its marks.
    fn context(&self, component: &Component, documented: Option<&Edtf>, companions: Vec<Span>) -> Option<Context> {
        let part = self.part(component).map(|part| &**part);
        let mut asked = readings::asked(self.book, component, part, &self.material.whole, documented);
        asked.companions = companions;
        let resolved = self.book.context(&asked, self.material.today).or_else(|_no_country| {
            asked.origin.clear();
            self.book.context(&asked, self.material.today)
        });
        resolved.ok()
    }

    fn piece(&self, component: &Component, marks: Vec<DatedMark>) -> Piece {
        let (count, counted) = pieces(component.what.quantity.as_ref());
        let seat = |link: Option<&Link>| {
            let country = self.organization(link)?.what.hq_country.clone();
            (!country.is_empty()).then_some(country)
        };
        let branded = component.brand.as_ref().map(|link| link.title.clone());
        let brand = branded
            .filter(|title| !title.is_empty())
            .or_else(|| Some(component.what.brand.clone()));
        Piece {
            id: component.head.id,
            title: component.public_name(),
            count,
            counted,
            brand: brand.filter(|brand| !brand.is_empty()),
            country: seat(component.maker.as_ref()).or_else(|| seat(component.brand.as_ref())),
            marks,
        }
    }
}

/// How many pieces a record stands for at least, and whether exactly so many.
fn pieces(quantity: Option<&Quantity>) -> (u64, bool) {
    let Some(quantity) = quantity.filter(|quantity| quantity.unit() != "%") else {
        return (1, true);
    };
    let exact = quantity.bound() == quantities::Bound::Exact;
    let low = match quantity.bound() {
        quantities::Bound::AtMost => 1,
        _ => u64::try_from(quantity.low() / 1_000).unwrap_or(1).max(1),
    };
    (low, exact)
}
