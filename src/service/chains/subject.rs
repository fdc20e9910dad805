//! What is known of a component by which transfers can be looked for, and the time and the parties a chain must agree with.

use crate::{
    domain::{
        chains::{Keys, Subject},
        components::Component,
        countries::Country,
        incidents::Incident,
        markings::{glyphs::Glyph, notation, reading::Token},
        organizations::Organization,
        parts::Part,
        records::{Link, Record, Shelf},
        release::{self, Released},
        rules::kinds::Kind,
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

/// How well a rule must explain a word as a serial number or a lot before goods are looked for by it.
const SURE: f64 = 0.3;
/// The shortest serial number or lot that tells goods from others.
const SHORTEST: usize = 4;
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
    let mut words = Words::default();
    words.read(&made, part.is_some());
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
    fn read(&mut self, made: &Made, known: bool) {
        self.dates
            .extend(made.tokens.iter().filter_map(|token| certain(token, 3)));
        for read in &made.reads {
            let asides = read.readings.shown().flat_map(|one| &one.asides);
            let lots = asides.filter(|(name, _)| &**name == "lot");
            self.lots.extend(lots.filter_map(|(_, text)| certain(text, SHORTEST)));
            self.labelled(&read.readings.tokens);
            for token in &read.readings.tokens {
                self.explained(token, known);
            }
        }
    }

    fn explained(&mut self, token: &Token, known: bool) {
        for one in token.explained.iter().filter(|one| one.strength >= SURE) {
            let list = match one.scheme.kind {
                Kind::SerialNumber => &mut self.serials,
                Kind::LotCode => &mut self.lots,
                _ => continue,
            };
            list.extend(certain(&one.token, SHORTEST));
        }
        if !known && token.kinds.contains(&Kind::PartNumber.as_str()) {
            self.parts.extend(certain(&token.text, SHORTEST));
        }
    }

    /// What stands behind a label that says what it is: `S/N 12345`, `LOT: A17`.
    fn labelled(&mut self, tokens: &[Token]) {
        for (at, token) in tokens.iter().enumerate() {
            let serial = token.kinds.contains(&"label_serial");
            if !serial && !token.kinds.contains(&"label_lot") {
                continue;
            }
            let inside = token
                .text
                .split_once(':')
                .map(|(_, value)| value)
                .filter(|value| !value.is_empty());
            let next = tokens.get(at + 1).filter(|next| next.line == token.line);
            let value = inside.or(next.map(|next| next.text.as_str()));
            let list = match serial {
                true => &mut self.serials,
                false => &mut self.lots,
            };
            // What a label names is what it says, however short; and it goes before what a rule takes for one.
            if let Some(value) = value.and_then(|value| certain(value, 2)) {
                list.insert(0, value);
            }
        }
    }
}

/// The word, if every sign of it was read without doubt and it is long enough: what is lost, masked, doubtful or supplied names
/// no goods.
fn certain(token: &str, shortest: usize) -> Option<String> {
    let read = notation::parse(token.trim()).ok()?;
    let mut text = String::new();
    for glyph in read.lines().flatten() {
        match glyph {
            Glyph::Certain(character) => text.push(*character),
            _ => return None,
        }
    }
    (fold_part(&text).chars().count() >= shortest).then_some(text)
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
