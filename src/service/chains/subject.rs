//! What is known of a component by which transfers can be looked for, and the time and the parties a chain must agree with.

use crate::{
    domain::{
        chains::{Keys, Subject},
        components::Component,
        constellations::prints::{Prints, certain},
        countries::Country,
        incidents::Incident,
        organizations::Organization,
        parts::Part,
        records::{Link, Record, Shelf},
        release::{self, Released},
        text::fold_part,
        units::Unit,
    },
    error::{Error, Result},
    service::{
        Ctx,
        dating::{Made, piece},
        links,
        records::{self, Keep},
    },
    store::{self, Conn},
};

/// The most texts of one kind that goods are looked for by.
const TEXTS: usize = 16;
/// Questions whose answer names somebody who built or held the unit.
const HELD: [&str; 3] = ["made_by", "transferred_by", "launched_by"];

/// A component and what is known of it.
pub(super) struct Known {
    pub(super) component: Released<Component>,
    pub(super) unit: Option<Released<Unit>>,
    /// Folded, for comparing.
    pub(super) keys: Keys,
    /// The serial number as it may be written.
    pub(super) serials: Vec<String>,
    /// The codes of the Harmonized System as they may be written.
    pub(super) hs: Vec<String>,
    /// The parties in it stand as they are on record, not yet for their successors.
    pub(super) subject: Subject,
    /// The maker: of the component, else of its part.
    pub(super) maker: Option<Link>,
    /// How many marks can be read.
    pub(super) marks: usize,
}

impl Known {
    /// Whether there is anything to look for.
    pub(super) fn has_keys(&self) -> bool {
        self.keys != Keys::default()
    }
}

/// Everything about a component that this reader may know and a chain needs.
pub(super) fn known(conn: &mut Conn, ctx: &Ctx, component: Released<Component>) -> Result<Known> {
    let unit = linked::<Unit>(conn, ctx, component.unit.as_ref())?;
    let part = linked::<Part>(conn, ctx, component.part.as_ref())?;
    let made = piece(conn, ctx, &component, unit.as_ref(), part.as_ref())?;
    let maker = component
        .maker
        .as_ref()
        .or(part.as_ref().and_then(|part| part.maker.as_ref()));
    let maker = maker.cloned();
    let incident = match &unit {
        Some(unit) => linked::<Incident>(conn, ctx, unit.incident.as_ref())?,
        None => None,
    };
    let ended = made.ended.as_ref();
    let subject = Subject {
        made: made.first,
        made_latest: made.last,
        recovered_earliest: ended.and_then(|date| date.earliest()),
        recovered: ended.and_then(|date| date.latest()),
        maker: maker.as_ref().map(|link| link.id),
        maker_country: match &maker {
            Some(link) => seat(conn, ctx, link.id)?,
            None => None,
        },
        holders: holders(conn, ctx, unit.as_ref())?,
        recovered_country: incident.and_then(|incident| Country::parse(&incident.what.country).ok()),
    };
    let words = Words::read(&made, part.is_some());
    let (keys, hs) = keys(&words, part.as_ref());
    let mut serials: Vec<String> = words.serials.into_iter().take(1).collect();
    if !keys.serial.is_empty() && !serials.contains(&keys.serial) {
        serials.push(keys.serial.clone());
    }
    Ok(Known {
        component,
        unit,
        keys,
        serials,
        hs,
        subject,
        maker,
        marks: made.marks,
    })
}

/// By what goods are compared with the component, and the codes of the Harmonized System as lines may write them.
fn keys(words: &Words, part: Option<&Released<Part>>) -> (Keys, Vec<String>) {
    let mut keys = Keys {
        serial: words
            .serials
            .first()
            .map(|serial| fold_part(serial))
            .unwrap_or_default(),
        lots: folded(&words.lots),
        date_codes: folded(&words.dates),
        parts: folded(&words.parts),
        families: Vec::new(),
        hs6: Vec::new(),
    };
    let mut hs = Vec::new();
    if let Some(part) = part {
        let numbers: Vec<String> = [&part.what.number]
            .into_iter()
            .chain(&part.what.numbers)
            .cloned()
            .collect();
        keys.parts = folded(&numbers);
        keys.families = folded(std::slice::from_ref(&part.what.family));
        let digits: String = part.what.hs6.chars().filter(char::is_ascii_digit).collect();
        if !digits.is_empty() {
            keys.hs6.push(digits.clone());
            hs.extend([part.what.hs6.clone(), digits]);
            hs.dedup();
        }
    }
    (keys, hs)
}

/// Where an organization has its seat, if this reader may know.
fn seat(conn: &mut Conn, ctx: &Ctx, organization: i64) -> Result<Option<Country>> {
    let seats = store::organizations::seats(conn, &[organization])?;
    let known = seats
        .iter()
        .find(|(head, _)| release::shows::<Organization>(ctx.actor.sight(), head, "hq_country"));
    Ok(known.and_then(|(_, country)| Country::parse(country).ok()))
}

/// The organizations that are named, by a name only one of them has, as having built or held the unit.
fn holders(conn: &mut Conn, ctx: &Ctx, unit: Option<&Released<Unit>>) -> Result<Vec<i64>> {
    let mut found = Vec::new();
    let answers = unit.map_or(&[][..], |unit| unit.what.attributions.as_slice());
    for answer in answers.iter().filter(|one| HELD.contains(&one.question.as_str())) {
        if let Ok(id) = links::find(conn, ctx, Shelf::Organizations, &answer.answer)? {
            found.push(id);
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The words of the marks that goods may be looked for by, as transcribed.
#[derive(Default)]
struct Words {
    serials: Vec<String>,
    lots: Vec<String>,
    dates: Vec<String>,
    parts: Vec<String>,
}

impl Words {
    /// Takes from the marks what is whole and certain on the object; `known`: the part is on record and needs no guess.
    fn read(made: &Made, known: bool) -> Words {
        let mut prints = Prints::default();
        for read in &made.reads {
            prints.take(&read.readings);
        }
        let Prints { serials, lots, parts } = prints;
        Words {
            serials,
            lots,
            dates: made.tokens.iter().filter_map(|token| certain(token, 3)).collect(),
            parts: match known {
                true => Vec::new(),
                false => parts,
            },
        }
    }
}

/// Folded, each once, none empty.
fn folded(texts: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for text in texts.iter().map(|text| fold_part(text)) {
        if !text.is_empty() && !all.contains(&text) && all.len() < TEXTS {
            all.push(text);
        }
    }
    all
}

/// The record behind a link, if this reader sees it.
fn linked<T: Keep + Record>(conn: &mut Conn, ctx: &Ctx, link: Option<&Link>) -> Result<Option<Released<T>>> {
    let Some(link) = link else { return Ok(None) };
    match records::show::<T>(conn, ctx, &link.r#ref) {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound(_)) => Ok(None),
        Err(failure) => Err(failure),
    }
}
