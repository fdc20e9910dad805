//! Incidents: the list and an incident's card.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::{
    listing::{Listing, Narrowed, listing},
    page,
};
use crate::{
    domain::{
        incidents::{Incident, NewIncident},
        places::{Place, Precision},
        release::Released,
    },
    error::Say,
    service,
    web::{
        State,
        actor::Caller,
        error::PageError,
        extract::{Path, Query},
        layout::Layout,
        pages::{claims::Claims, records::Card, sources::SourceLine},
        views::{self, Fact, Pager, date_in_words, link_title},
    },
    words::Words,
};

#[derive(Template)]
#[template(path = "incidents/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Row>,
    narrowed: Option<Narrowed>,
    pager: Pager,
    new_href: Option<String>,
}

struct Row {
    href: String,
    reference: String,
    title: String,
    date: String,
    kind: String,
    place: String,
    state: Option<views::Badge>,
}

/// A page of the list.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let Listing {
        items,
        layout,
        narrowed,
        pager,
        new_href,
    } = listing::<Incident>(&state, &caller, &query).await?;
    let words = caller.words();
    let row = |incident: Released<Incident>| {
        let Incident { head, what } = incident.into_inner();
        Row {
            href: head.path(),
            reference: head.r#ref.to_string(),
            state: views::state_badge(&head, words),
            place: place_name(&what, words),
            title: head.title,
            date: what.date.map_or_else(String::new, |date| date_in_words(&date, words)),
            kind: words.label("kind", &what.kind).into_owned(),
        }
    };
    let rows: Vec<Row> = items.into_iter().map(row).collect();
    page(&ListPage {
        rows,
        layout,
        narrowed,
        pager,
        new_href,
    })
}

/// `Kharkiv, Ukraine`; the country is not said twice.
pub(super) fn place_name(what: &NewIncident, words: &Words) -> String {
    let country = views::country(&what.country, words);
    match (
        what.place.is_empty(),
        country.is_empty() || what.place.contains(&country),
    ) {
        (true, _) => country,
        (false, true) => what.place.clone(),
        (false, false) => format!("{}, {country}", what.place),
    }
}

/// `49.9, 36.2, within about 8 km`: coordinates are never shown without how far they can be off.
fn point(place: &Place, words: &Words) -> Option<String> {
    let coordinates = place.coordinates_text()?;
    let told = match place.radius {
        Some(metres) => Say::new("incidents-point-within")
            .with("point", coordinates)
            .with("km", metres.div_ceil(1_000)),
        None => Say::new("incidents-point-exact").with("point", coordinates),
    };
    Some(words.say(&told))
}

#[derive(Template)]
#[template(path = "incidents/show.html")]
struct ShowPage {
    layout: Layout,
    card: Card,
    lead: String,
    facts: Vec<Fact>,
    is_coarse: bool,
    summary: String,
    units: Vec<UnitRow>,
    all_units_href: Option<String>,
    claims: Claims,
    sources: Vec<SourceLine>,
}

struct UnitRow {
    href: String,
    title: String,
    reference: String,
}

/// An incident's card.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let ctx = caller.ctx();
    let shown = state
        .db
        .read(move |conn| service::incidents::show(conn, &ctx, &reference))
        .await;
    let shown = match super::records::or_moved(&state, &caller, "incidents", reference, shown).await? {
        Ok(shown) => shown,
        Err(moved) => return Ok(moved),
    };
    let words = caller.words();
    let Incident { head, what } = shown.incident.into_inner();
    let facts = facts(&what, words);
    let place = what.place();
    let unit = |link: crate::domain::records::Link| UnitRow {
        href: link.path(),
        title: link_title(&link),
        reference: link.r#ref.to_string(),
    };
    page(&ShowPage {
        card: Card::new(&state, &caller, &head, what.name.clone()),
        layout: Layout::new(&caller, "/incidents"),
        lead: lead(&what, words),
        facts,
        is_coarse: place.radius.is_some(),
        summary: what.summary,
        all_units_href: shown.more.then(|| format!("/units?incident={}", head.r#ref)),
        units: shown.units.into_iter().map(unit).collect(),
        claims: Claims::new(shown.claims, words),
        sources: SourceLine::all(shown.sources),
    })
}

/// `Strike, 2 Jan 2024, Kharkiv, Ukraine`: begins with a capital in any language.
fn lead(what: &NewIncident, words: &Words) -> String {
    let kind = match what.kind.as_str() {
        "" => String::new(),
        kind => words.label("kind", kind).into_owned(),
    };
    let date = what
        .date
        .as_ref()
        .map_or_else(String::new, |date| date_in_words(date, words));
    let parts = [kind, date, place_name(what, words)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let lead = parts.join(", ");
    let mut letters = lead.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => lead,
    }
}

fn facts(what: &NewIncident, words: &Words) -> Vec<Fact> {
    let NewIncident {
        name: _,
        kind,
        date,
        place,
        country,
        at: _,
        precision,
        released_precision,
        summary: _,
        session,
    } = what;
    let label = |field: &str| views::field_label(crate::domain::records::Shelf::Incidents, field, words);
    let known = precision.map_or("", |precision| words.t(precision.key()));
    let told = match *released_precision {
        // What the public is told is only worth a line where more is known.
        Precision::Exact => "",
        told if precision.is_some_and(|precision| precision < told) => words.t(told.key()),
        _ => "",
    };
    let facts = [
        Fact::plain(&label("kind"), &words.label("kind", kind)),
        Fact::date(&label("date"), date.as_ref(), words),
        Fact::plain(&label("place"), place),
        Fact::plain(&label("country"), &views::country(country, words)),
        point(&what.place(), words).and_then(|point| Fact::mono(words.t("incidents-point"), &point)),
        Fact::plain(&label("precision"), known),
        Fact::plain(&label("released_precision"), told),
        Fact::plain(&label("session"), session),
    ];
    facts.into_iter().flatten().collect()
}
