//! What was done to a record: when, what, and for those inside also who, why, before and after.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::{page, see_other};
use crate::{
    domain::access::Action,
    error::Say,
    service::{self, audit::Event, records::on_shelf},
    web::{
        State,
        actor::Caller,
        error::PageError,
        extract::{Form, Path},
        layout::Layout,
        views::{self, Diff},
    },
};

#[derive(Template)]
#[template(path = "records/history.html")]
struct HistoryPage {
    layout: Layout,
    title: String,
    record_href: String,
    version: i32,
    may_withdraw: bool,
    events: Vec<EventView>,
}

struct EventView {
    id: i64,
    what: String,
    at: String,
    at_iso: String,
    who: String,
    why: String,
    diff: Vec<Diff>,
    fields: String,
    revertible: bool,
}

/// The history page.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let (shelf, reference) = (path.shelf()?, path.reference()?);
    let ctx = caller.ctx();
    let (head, events) = state
        .db
        .read(move |conn| on_shelf!(shelf, T => service::audit::history::<T>(conn, &ctx, &reference)))
        .await?;
    let words = caller.words();
    let may_revert = caller.ctx.actor.may(Action::Review);
    // The newest state is what the record already is.
    let newest = events.iter().position(|event| event.has_after);
    let view = |(place, event): (usize, Event)| EventView {
        id: event.id,
        what: words.label("act", &event.action).into_owned(),
        at: views::moment(event.at, words),
        at_iso: event.at.to_rfc3339(),
        who: event.who,
        why: event.why,
        fields: event
            .fields
            .iter()
            .map(|field| views::field_label(shelf, field, words))
            .collect::<Vec<_>>()
            .join(", "),
        diff: views::diff(shelf, &event.changes, words),
        revertible: may_revert && event.has_after && newest.is_some_and(|newest| place > newest),
    };
    page(&HistoryPage {
        layout: Layout::new(&caller, &format!("/{}", shelf.as_str())),
        title: words.say(&Say::new("history-title").with("title", &head.title)),
        record_href: head.path(),
        version: head.version,
        may_withdraw: may_revert && head.state.as_str() != "withdrawn",
        events: events.into_iter().enumerate().map(view).collect(),
    })
}

/// Makes an earlier state the newest version.
pub async fn revert(state: Data<State>, caller: Caller, path: Path, form: Form) -> Result<HttpResponse, PageError> {
    let (shelf, reference) = (path.shelf()?, path.reference()?);
    let number = |name: &str| form.fields.get(name).parse().unwrap_or(0);
    let (version, entry) = (number("version"), i64::from(number("entry")));
    let why = form.fields.get("why").to_owned();
    let ctx = caller.ctx();
    let head = state
        .db
        .write(move |conn| {
            on_shelf!(shelf, T => service::records::revert::<T>(conn, &ctx, &reference, version, entry, &why))
        })
        .await?;
    Ok(see_other(&head.path()))
}
