//! When one component was made, by its own marks: the same readings, decisions and rules as in the date of its unit, without what
//! stands beside it there.

use chrono::NaiveDate;

use super::{
    Ruling, decided,
    reading::{
        candidates::{candidate, own_reading},
        ends,
    },
};
use crate::{
    domain::{
        components::Component,
        dates::Edtf,
        dating::{self, Bearing, Candidate, DatedMark, Piece},
        incidents::Incident,
        markings::{Marking, reading::ranking::SHOWN},
        parts::Part,
        records::{Head, Record, State},
        release::{self, Released},
        units::Unit,
    },
    error::{Error, Result},
    service::{
        Ctx,
        readings::{self, Read, Whole},
        records,
    },
    store::{self, Conn},
};

/// What the marks of a component tell, and what its unit says of its end.
#[derive(Debug, Clone, Default)]
pub(in crate::service) struct Made {
    /// The first day it can have been made.
    pub(in crate::service) first: Option<NaiveDate>,
    /// The last day.
    pub(in crate::service) last: Option<NaiveDate>,
    /// When its unit was used or recovered; of both dates the one that ends first.
    pub(in crate::service) ended: Option<Edtf>,
    /// The marks, in every way in which they were transcribed.
    pub(in crate::service) reads: Vec<Read>,
    /// The words that are read as the date of production, as transcribed.
    pub(in crate::service) tokens: Vec<String>,
    /// How many marks with a transcription there are.
    pub(in crate::service) marks: usize,
}

/// What the marks of a component tell of its making, as far as this reader may know.
///
/// # Errors
/// Those of the database.
pub(in crate::service) fn piece(
    conn: &mut Conn,
    ctx: &Ctx,
    component: &Released<Component>,
    unit: Option<&Released<Unit>>,
    part: Option<&Released<Part>>,
) -> Result<Made> {
    let marks = marks(conn, ctx, component)?;
    let (rulings, dropped) = decided(conn, ctx, &marks)?;
    let incident = match unit.and_then(|unit| unit.incident.as_ref()) {
        Some(link) => seen(records::show::<Incident>(conn, ctx, &link.r#ref))?,
        None => None,
    };
    let (used, found) = match unit {
        Some(unit) => {
            let (used, found, _) = ends(unit, incident.as_ref());
            (used, found)
        }
        None => (None, None),
    };
    let whole = match unit {
        Some(unit) => readings::whole(conn, ctx, unit)?,
        None => Whole::default(),
    };
    let book = ctx.rules()?;
    let mut made = Made::default();
    let mut dated: Vec<(DatedMark, Vec<String>)> = Vec::with_capacity(marks.len());
    for marking in &marks {
        let asked = readings::asked(
            &book,
            component,
            part.map(|part| &**part),
            &whole,
            marking.what.documented.as_ref(),
        );
        let reads = readings::read_all(&book, ctx, &marking.what, &asked);
        made.marks += usize::from(!reads.is_empty());
        let id = marking.head().id;
        let ruled = rulings.get(&id).map_or(&[][..], Vec::as_slice);
        let (readings, tokens) = candidates(part, &reads, ruled).into_iter().unzip();
        let mark = DatedMark {
            id,
            text: marking.what.transcription.clone(),
            readings,
            impossible: Vec::new(),
            not_relied_on: dropped.get(&id).cloned(),
            of_the_whole: component.dates_whole(),
        };
        if mark.not_relied_on.is_none() {
            made.reads.extend(reads);
        }
        dated.push((mark, tokens));
    }
    made.weigh(component, dated, used.as_ref(), found.as_ref());
    let ended = [used, found]
        .into_iter()
        .flatten()
        .filter(|date| date.latest().is_some());
    made.ended = ended.min_by_key(Edtf::latest);
    Ok(made)
}

impl Made {
    fn weigh(
        &mut self,
        component: &Released<Component>,
        dated: Vec<(DatedMark, Vec<String>)>,
        used: Option<&Edtf>,
        found: Option<&Edtf>,
    ) {
        let (marks, tokens): (Vec<DatedMark>, Vec<Vec<String>>) = dated.into_iter().unzip();
        let piece = Piece {
            id: component.head().id,
            title: String::new(),
            count: 1,
            counted: true,
            brand: None,
            country: None,
            marks,
        };
        let [piece] = [piece];
        let dating = dating::date(std::slice::from_ref(&piece), used, found);
        for row in &dating.rows {
            let Some(place) = piece.marks.iter().position(|mark| mark.id == row.mark) else {
                continue;
            };
            let live = row.bars.iter().filter(|bar| bar.live).map(|bar| bar.reading);
            let words = tokens.get(place);
            self.tokens
                .extend(live.filter_map(|reading| words?.get(reading).cloned()));
        }
        self.first = dating.certain.as_ref().map(|bound| bound.day);
        let firm = dating.rows.iter().filter(|row| row.bearing == Bearing::Firm);
        self.last = firm.filter_map(|row| row.span).map(|span| span.last).max();
    }
}

/// The marks in sight that a date rests on.
fn marks(conn: &mut Conn, ctx: &Ctx, component: &Released<Component>) -> Result<Vec<Released<Marking>>> {
    let head = component.head();
    // What is not in the catalogue yet dates nothing, except on a component that is not there yet either.
    let counts = |one: &Head| match head.state {
        State::Accepted => one.state == State::Accepted,
        _ => one.state != State::Withdrawn,
    };
    let ids = store::dating::marks_on(conn, &[head.id])?;
    let mut marks = release::release_all(store::markings::list(conn, &ids)?, &ctx.actor);
    marks.retain(|mark| mark.component.is_some() && counts(mark.head()));
    Ok(marks)
}

/// What is shown or decided of a mark, each with the word that is read.
fn candidates(part: Option<&Released<Part>>, reads: &[Read], rulings: &[Ruling]) -> Vec<(Candidate, String)> {
    let part = part.map(|part| &part.what);
    let mut given: Vec<(Candidate, String)> = Vec::new();
    let mut met = vec![false; rulings.len()];
    for read in reads {
        for reading in &read.readings.readings {
            let about = rulings.iter().zip(&mut met).find(|(one, _)| {
                one.rule == reading.scheme.id && one.token == reading.token && one.span == reading.span
            });
            let ruling = about.map(|(one, met)| {
                *met = true;
                one
            });
            if reading.rank >= SHOWN || ruling.is_some() {
                let one = candidate(part, &read.readings, reading, ruling);
                given.push((one, reading.token.clone()));
            }
        }
    }
    // What a person read alone, and what was decided on a reading that the rules of today no longer give.
    let rest = rulings.iter().zip(met).filter(|(_, met)| !met);
    given.extend(rest.map(|(one, _)| (own_reading(one), one.token.clone())));
    given
}

/// The record, or nothing where it is out of sight.
fn seen<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound(_)) => Ok(None),
        Err(failure) => Err(failure),
    }
}
