//! Marks: the list, and a mark's card with what it can mean.

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use askama::Template;

use super::{page, page_with};
use crate::{
    domain::{fields::Fields, markings::Marking, refs::Ref, release::Released},
    error::Error,
    service::{
        self,
        markings::{Shown, Sighted},
    },
    web::{
        State,
        actor::Caller,
        error::{FieldProblem, PageError, field_errors, sentence},
        extract::{Path, Query},
        layout::{Crumb, Layout},
        marks::{self, Lines, Mark},
        pages::{
            listing::{Listing, Narrowed, listing},
            records::{Card, or_moved},
            sources::SourceLine,
        },
        plates::{self, Plate},
        readings::{Acts, Told},
        views::{self, Badge, Fact, Pager, date_in_words, link_title},
    },
    words::Words,
};

#[derive(Template)]
#[template(path = "markings/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Row>,
    narrowed: Option<Narrowed>,
    pager: Pager,
}

struct Row {
    href: String,
    lines: Lines,
    kind: String,
    technique: String,
    component: Option<(String, String)>,
    reference: String,
    state: Option<Badge>,
}

/// A page of the list.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let Listing {
        items,
        layout,
        narrowed,
        pager,
        ..
    } = listing::<Marking>(&state, &caller, &query).await?;
    let words = caller.words();
    let row = |marking: Released<Marking>| Row {
        href: marking.head.path(),
        lines: marks::lines(&marking.what.transcription, words),
        kind: words.label("kind", &marking.what.kind).into_owned(),
        technique: words.label("technique", &marking.what.technique).into_owned(),
        component: marking.component.as_ref().map(|link| (link.path(), link_title(link))),
        reference: marking.head.r#ref.to_string(),
        state: views::state_badge(&marking.head, words),
    };
    let rows: Vec<Row> = items.into_iter().map(row).collect();
    page(&ListPage {
        rows,
        layout,
        narrowed,
        pager,
    })
}

#[derive(Template)]
#[template(path = "markings/show.html")]
struct ShowPage {
    layout: Layout,
    card: Card,
    crumbs: Vec<Crumb>,
    described: String,
    work_href: Option<String>,
    marks: Vec<Mark>,
    whole: Option<Plate>,
    readings: Told,
    acts: Option<Acts>,
    errors: Vec<FieldProblem>,
    late: String,
    facts: Vec<Fact>,
    sources: Vec<SourceLine>,
}

/// A mark's card.
pub async fn show(
    state: Data<State>,
    caller: Caller,
    path: Path,
    Query(query): Query,
) -> Result<HttpResponse, PageError> {
    let note = match query.get("note") {
        "decided" => Some("note-reading-proposed"),
        "drafted" => Some("note-reading-drafted"),
        _ => None,
    };
    let late = Late {
        given: Fields::new(),
        failure: None,
        note: note.map(|key| caller.words().t(key).to_owned()),
    };
    match card(&state, &caller, path.reference()?, late).await? {
        Ok(view) => page(&view),
        Err(moved) => Ok(moved),
    }
}

/// A mark's card, with a decision that was refused and why.
///
/// # Errors
/// `NotFound`.
pub(super) async fn refused(
    state: &State,
    caller: &Caller,
    reference: Ref,
    given: &Fields,
    failure: &Error,
    status: StatusCode,
) -> Result<HttpResponse, PageError> {
    let late = Late {
        given: given.clone(),
        failure: Some(failure),
        note: None,
    };
    match card(state, caller, reference, late).await? {
        Ok(view) => page_with(status, &view),
        Err(moved) => Ok(moved),
    }
}

/// What became of a decision that was just posted.
struct Late<'a> {
    given: Fields,
    failure: Option<&'a Error>,
    note: Option<String>,
}

async fn card(
    state: &State,
    caller: &Caller,
    reference: Ref,
    late: Late<'_>,
) -> Result<Result<ShowPage, HttpResponse>, PageError> {
    let ctx = caller.ctx();
    let shown = state
        .db
        .glance(move |conn| service::markings::show(conn, &ctx, &reference))
        .await;
    Ok(or_moved(state, caller, "markings", reference, shown)
        .await?
        .map(|shown| told_card(state, caller, shown, late)))
}

fn told_card(state: &State, caller: &Caller, shown: Shown, late: Late<'_>) -> ShowPage {
    let words = caller.words();
    let Shown {
        mark,
        component,
        readings,
        sources,
    } = shown;
    let marking = &mark.marking;
    let whole = mark.photo.as_ref().map(|photo| {
        let regions = marks::outline(marking, true).into_iter().collect();
        plates::plate(photo, regions, words)
    });
    let unit = component.as_ref().and_then(|component| component.unit.as_ref());
    let may_write = super::records::may_write(caller);
    let work_href = unit
        .filter(|_| may_write)
        .map(|unit| super::findings::desk_of(&unit.path()));
    let above = unit.into_iter().chain(marking.component.as_ref());
    let here = Crumb {
        href: String::new(),
        label: words.label("shelf-one", "markings").into_owned(),
    };
    let crumbs = above
        .map(|link| Crumb {
            href: link.path(),
            label: link_title(link),
        })
        .chain([here]);
    let told = Mark::new(&mark, words);
    let acts = may_write.then(|| Acts::new(&marking.head.path(), &readings, &late.given, late.failure, words));
    ShowPage {
        layout: Layout::new(caller, "/components").noting(late.note),
        described: told.described.clone(),
        work_href,
        marks: vec![told],
        card: Card::new(state, caller, &marking.head, marking.head.title.clone()),
        crumbs: crumbs.collect(),
        facts: facts(marking, words),
        readings: Told::new(readings, words),
        acts,
        errors: late
            .failure
            .map_or_else(Vec::new, |failure| field_errors(failure, words)),
        late: match late.failure {
            Some(failure @ Error::Conflict(_)) => sentence(failure, words),
            _ => String::new(),
        },
        whole,
        sources: SourceLine::all(sources),
    }
}

fn facts(marking: &Marking, words: &Words) -> Vec<Fact> {
    let what = &marking.what;
    let label = |field: &str| views::field_label(marking.head.shelf, field, words);
    let listed = |list: &str, word: &str| match word {
        "" => String::new(),
        word => words.label(list, word).into_owned(),
    };
    let documented = what
        .documented
        .as_ref()
        .map_or_else(String::new, |date| date_in_words(date, words));
    let facts = [
        Fact::link(&label("component"), marking.component.as_ref()),
        Fact::link(&label("photo"), marking.photo.as_ref()),
        Fact::plain(&label("kind"), &listed("kind", &what.kind)),
        Fact::plain(&label("technique"), &listed("technique", &what.technique)),
        Fact::plain(&label("script"), &listed("script", &what.script)),
        Fact::plain(&label("documented"), &documented),
        Fact::plain(&label("session"), &what.session),
        // As it was typed, for those who want to search or cite it sign by sign.
        Fact::mono(words.t("markings-as-typed"), &what.transcription),
    ];
    facts.into_iter().flatten().collect()
}

/// Marks with their close-ups, for the pages of units and components.
pub fn told(marks: &[Sighted], words: &Words) -> Vec<Mark> {
    marks.iter().map(|mark| Mark::new(mark, words)).collect()
}
