//! What is known of each mark besides its readings, for judging whether it is plausible.

use chrono::{Days, NaiveDate};

use super::{Full, Reader, is_on};
use crate::domain::{
    components::Component,
    dating::plausibility::Clue,
    markings::reading::Readings,
    organizations::Organization,
    records::Record,
    rules::{kinds::Kind, span::Span},
};

/// One clue a mark, in the order of the marks.
pub(super) fn clues(reader: &Reader<'_>, full: &[Full<'_>]) -> Vec<Clue> {
    let material = reader.material;
    let mut clues = Vec::new();
    for one in full {
        let Some(component) = material.components.iter().find(|part| is_on(one.marking, part)) else {
            continue;
        };
        let mark = one.marking.head().id;
        let about = [mark, component.head().id];
        let published = material.claims.iter().filter(|claim| {
            let subject = claim.about.as_ref().map(|link| link.id);
            subject.is_some_and(|id| about.contains(&id))
        });
        let shown = one
            .readings
            .iter()
            .flat_map(Readings::shown)
            .map(|reading| reading.span);
        let mut clue = Clue {
            mark,
            maker: reader.maker(component),
            lots: lots(one),
            origins: origins(component, one),
            span: Span::hull_of(shown),
            published: published.filter_map(|claim| claim.what.period.clone()).collect(),
            ..Clue::default()
        };
        name(reader, component, &mut clue);
        if let Some(part) = reader.part(component) {
            let what = &part.what;
            let with = |day: Option<NaiveDate>| day.map(|day| (what.number.clone(), day));
            clue.introduced = with(what.introduced.as_ref().and_then(|date| date.earliest()));
            clue.last_made = with(what.last_made.as_ref().and_then(|date| date.latest()));
        }
        clues.push(clue);
    }
    clues
}

/// The lots that a mark names: beside its date, or as a word of its own.
fn lots(full: &Full<'_>) -> Vec<String> {
    let Some(first) = full.readings.first() else {
        return Vec::new();
    };
    let beside = first
        .shown()
        .flat_map(|reading| &reading.asides)
        .filter(|(name, _)| &**name == "lot")
        .map(|(_, text)| text.clone());
    let alone = first
        .tokens
        .iter()
        .flat_map(|token| &token.explained)
        .filter_map(|one| {
            let lot = one.scheme.kind == Kind::LotCode && one.strength >= super::RIVAL;
            lot.then(|| one.token.clone())
        });
    let mut lots: Vec<String> = beside.chain(alone).filter(|lot| lot.chars().count() >= 3).collect();
    lots.sort();
    lots.dedup();
    lots
}

fn origins(component: &Component, full: &Full<'_>) -> Vec<String> {
    let printed = full.readings.first().map_or(&[][..], |one| one.origins.as_slice());
    match (printed, component.what.origin.as_str()) {
        ([], "") => Vec::new(),
        ([], origin) => vec![origin.to_owned()],
        (printed, _) => printed.to_vec(),
    }
}

/// When the name on the part can stand there.
fn name(reader: &Reader<'_>, component: &Component, clue: &mut Clue) {
    let names = &reader.book.names;
    let maker = names.maker(&clue.maker).and_then(|at| names.makers.get(at));
    // A name that is printed on the part is judged with the mark; here it is the name that the record gives.
    let printed = |text: &str| crate::domain::text::fold_name(text);
    let text = component.what.brand.as_str();
    if !text.is_empty() && printed(text) == printed(&clue.maker) || component.brand.is_some() {
        clue.name_since = maker.and_then(|maker| maker.since);
    }
    let organization = reader.organization(component.brand.as_ref().or(component.maker.as_ref()));
    clue.name_until = organization.and_then(|organization| ended(organization));
}

/// The last day of an organization under its name, as the catalogue knows it, and what it went into.
fn ended(organization: &Organization) -> Option<(NaiveDate, String)> {
    let steps = organization.what.succession.iter().zip(&organization.successors);
    let dated = steps.filter_map(|(step, into)| Some((step.since.as_ref()?.latest()?, into.title.clone())));
    let (day, into) = dated.max()?;
    Some((day.checked_sub_days(Days::new(1))?, into))
}
