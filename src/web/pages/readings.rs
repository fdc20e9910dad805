//! Decisions about readings: the list, a decision's card, deciding on a mark's page, and readings while somebody types.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};
use askama::Template;

use super::{
    listing::{Listing, Narrowed, listing},
    markings, page, records, see_other,
};
use crate::{
    domain::{
        fields::Fields,
        readings::{Decision, NewDecision},
        records::{Head, Record, Shelf, State as Standing},
        refs::Ref,
        release::Released,
    },
    error::{Error, Result},
    service::readings,
    web::{
        State,
        actor::Caller,
        axis::{Axis, Bar, days},
        decisions::what_it_reads,
        error::PageError,
        extract::{Form, Path, Query},
        layout::Layout,
        marks::Mark,
        pages::sources::SourceLine,
        readings::{Acts, Told},
        throttle,
        views::{self, Badge, Fact, Pager, link_title},
    },
    words::Words,
};

#[derive(Template)]
#[template(path = "readings/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Row>,
    narrowed: Option<Narrowed>,
    pager: Pager,
}

struct Row {
    href: String,
    days: String,
    verdict: String,
    mark: Option<(String, String)>,
    outdated: bool,
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
    } = listing::<Decision>(&state, &caller, &query).await?;
    let words = caller.words();
    let row = |decision: Released<Decision>| Row {
        href: decision.head.path(),
        days: what_it_reads(&decision, words),
        verdict: words.label("verdict", &decision.what.verdict).into_owned(),
        mark: decision.marking.as_ref().map(|link| (link.path(), link_title(link))),
        outdated: decision.outdated,
        reference: decision.head.r#ref.to_string(),
        state: views::state_badge(&decision.head, words),
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
#[template(path = "readings/show.html")]
struct ShowPage {
    layout: Layout,
    card: records::Card,
    lead: String,
    outdated: bool,
    bar: Option<(Bar, Vec<String>)>,
    facts: Vec<Fact>,
    marks: Vec<Mark>,
    sources: Vec<SourceLine>,
}

/// A decision's card.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let ctx = caller.ctx();
    let shown = state.db.read(move |conn| readings::show(conn, &ctx, &reference)).await;
    let shown = match records::or_moved(&state, &caller, "readings", reference, shown).await? {
        Ok(shown) => shown,
        Err(moved) => return Ok(moved),
    };
    let words = caller.words();
    let readings::Shown {
        decision,
        mark,
        sources,
    } = shown;
    let title = title(&decision, words);
    page(&ShowPage {
        layout: Layout::new(&caller, "/readings"),
        card: records::Card::new(&state, &caller, decision.head(), title),
        lead: words.label("verdict-lead", &decision.what.verdict).into_owned(),
        outdated: decision.outdated,
        bar: axis(&decision, words),
        facts: facts(&decision, words),
        marks: mark.iter().map(|mark| Mark::new(mark, words)).collect(),
        sources: SourceLine::all(sources),
    })
}

/// The days of a decision on an axis of their own, with its ends.
pub(super) fn axis(decision: &Decision, words: &Words) -> Option<(Bar, Vec<String>)> {
    let span = decision.what.span()?;
    let axis = Axis::of(std::iter::once(span), None);
    Some((axis.bar(span, &days(span, words)), axis.ends()))
}

/// What a decision is called.
fn title(decision: &Decision, words: &Words) -> String {
    match what_it_reads(decision, words) {
        days if days.is_empty() => words.label("verdict", &decision.what.verdict).into_owned(),
        days => days,
    }
}

fn facts(decision: &Decision, words: &Words) -> Vec<Fact> {
    let shelf = decision.head.shelf;
    let label = |field: &str| views::field_label(shelf, field, words);
    let listed = |list: &str, word: &str| match word {
        "" => String::new(),
        word => words.label(list, word).into_owned(),
    };
    let NewDecision {
        marking: _,
        verdict,
        rule,
        rule_version,
        token,
        date,
        stage,
        kind,
        reason,
        transcription: _,
    } = &decision.what;
    let version = rule_version.map_or_else(String::new, |version| version.to_string());
    let facts = [
        Fact::link(&label("marking"), decision.marking.as_ref()),
        Fact::plain(&label("verdict"), &listed("verdict", verdict)),
        Fact::mono(&label("rule"), rule).map(|fact| Fact {
            href: Some(format!("/rules/{rule}")),
            ..fact
        }),
        Fact::mono(&label("rule_version"), &version),
        Fact::mono(&label("token"), token),
        Fact::date(&label("date"), date.as_ref(), words),
        Fact::plain(&label("stage"), &listed("stage", stage)),
        Fact::plain(&label("kind"), &listed("kind", kind)),
        Fact::plain(&label("reason"), reason),
    ];
    facts.into_iter().flatten().collect()
}

/// A decision about a reading of a mark. When it cannot be taken, the mark's page comes back and says why.
pub async fn decide(state: Data<State>, caller: Caller, path: Path, form: Form) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let (ctx, input) = (caller.ctx(), form.fields.clone());
    let decided = state
        .db
        .write(move |conn| readings::decide(conn, &ctx, &reference, &input))
        .await;
    let (failure, status) = match decided {
        Ok(head) => {
            let note = match head.state {
                Standing::Draft => "drafted",
                _ => "decided",
            };
            return Ok(see_other(&format!("/markings/{reference}?note={note}#readings")));
        }
        Err(failure @ Error::Invalid(_)) => (failure, StatusCode::UNPROCESSABLE_ENTITY),
        Err(failure @ Error::Conflict(_)) => (failure, StatusCode::CONFLICT),
        Err(failure) => return Err(failure.into()),
    };
    markings::refused(&state, &caller, reference, &form.fields, &failure, status).await
}

#[derive(Template)]
#[template(path = "readings/preview.html")]
struct PreviewPart {
    layout: Layout,
    readings: Told,
    acts: Option<Acts>,
}

/// The readings of what somebody is typing, as a part of a page.
pub async fn preview(
    state: Data<State>,
    request: HttpRequest,
    caller: Caller,
    form: Form,
) -> Result<HttpResponse, PageError> {
    throttle::marks(&request, &caller, 1)?;
    page(&PreviewPart {
        readings: typed(&state, &caller, &form.fields).await?,
        layout: Layout::new(&caller, "/components"),
        acts: None,
    })
}

/// Reads what stands in the form of a mark, in what the catalogue tells of its component.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`; `Busy` when others are read too long.
pub(super) async fn typed(state: &State, caller: &Caller, fields: &Fields) -> Result<Told> {
    let (ctx, input) = (caller.ctx(), fields.clone());
    let asked = state.db.read(move |conn| readings::typed(conn, &ctx, &input)).await?;
    let turn = throttle::turn(caller).await?;
    let (ctx, rules, text) = (
        caller.ctx(),
        Arc::clone(&state.rules),
        fields.get("transcription").to_owned(),
    );
    let work = move || {
        let _turn = turn;
        readings::read_here(&rules, &ctx, text.trim(), &asked)
    };
    let read = tokio::task::spawn_blocking(work).await.map_err(Error::internal)?;
    Ok(Told::typed(read, caller.words()))
}

/// The plain form again, with what its transcription can mean beside it: what the button does where no script runs.
pub(super) async fn beside_form(
    state: &State,
    caller: &Caller,
    shelf: Shelf,
    record: Option<(Ref, i32)>,
    fields: &Fields,
) -> Result<HttpResponse, PageError> {
    let head = match record {
        Some((reference, version)) => {
            let (head, _) = records::current(state, caller, shelf, reference).await?;
            Some(Head { version, ..head })
        }
        None => None,
    };
    let told = typed(state, caller, fields).await?;
    let draft = records::Draft {
        shelf,
        head: head.as_ref(),
        values: fields,
        links: &[],
        failure: None,
    };
    let mut view = records::with_photo(state, caller, &draft).await?;
    view.readings = Some(told);
    page(&view)
}
