//! The review queue, and handing in, taking back and deciding.

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Data, ServiceConfig},
};
use askama::Template;

use super::{
    dossiers::{Late, dossier},
    page, page_with, see_other,
};
use crate::{
    domain::{fields::Fields, records::Shelf, refs::Ref, review::Verdict},
    error::{Error, Say},
    service::{
        self,
        review::{Filed, What},
    },
    web::{
        State,
        actor::Caller,
        error::PageError,
        extract::{Form, Path, Query},
        layout::Layout,
        pages::records::SHELVES,
        urls,
        views::{self, Pager},
    },
    words::Words,
};

/// Rows on a page of the queue.
const ROWS: usize = 50;

/// The routes of the review.
pub fn routes(config: &mut ServiceConfig) {
    let reference = "{ref:[0-9A-Za-z-]{8,12}}";
    config
        .service(web::resource("/review").route(web::get().to(queue)))
        .service(
            web::resource(format!("/review/{reference}"))
                .route(web::get().to(show))
                .route(web::post().to(decide)),
        )
        .service(web::resource(format!("/review/{reference}/take-back")).route(web::post().to(take_back)))
        .service(web::resource(format!("/{{shelf:{SHELVES}}}/{reference}/submit")).route(web::post().to(submit)));
}

/// The address of a submission or a proposal.
pub fn href(reference: Ref) -> String {
    format!("/review/{reference}")
}

#[derive(Template)]
#[template(path = "review/queue.html")]
struct QueuePage {
    layout: Layout,
    rows: Vec<Row>,
    pager: Pager,
}

struct Row {
    href: String,
    title: String,
    what: String,
    author: String,
    since: String,
    since_iso: String,
    note: String,
    yours: bool,
}

/// What an entry of the queue is about, in words.
pub fn what(filed: &Filed, words: &Words) -> String {
    match &filed.what {
        What::Records(counts) => counted(counts, words),
        What::Change(head, fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|field| views::field_label(head.shelf, field, words))
                .collect();
            words.say(&Say::new("review-change").with("fields", fields.join(", ")))
        }
    }
}

/// `1 unit, 12 components`
fn counted(counts: &[(Shelf, i64)], words: &Words) -> String {
    let each = counts.iter().map(|(shelf, count)| {
        let key = match shelf {
            Shelf::Weapons => "review-count-weapons",
            Shelf::Incidents => "review-count-incidents",
            Shelf::Units => "review-count-units",
            Shelf::Components => "review-count-components",
            Shelf::Photos => "review-count-photos",
            Shelf::Markings => "review-count-markings",
            Shelf::Parts => "review-count-parts",
            Shelf::Organizations => "review-count-organizations",
            Shelf::Sources => "review-count-sources",
            Shelf::Readings => "review-count-readings",
            Shelf::Claims => "review-count-claims",
            Shelf::Transfers => "review-count-transfers",
            Shelf::Chains => "review-count-chains",
        };
        words.say(&Say::new(key).with("count", count))
    });
    each.collect::<Vec<_>>().join(", ")
}

/// The queue.
pub async fn queue(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let after = urls::parse_cursor(query.get("after"))?;
    let ctx = caller.ctx();
    let (found, next) = state
        .db
        .read(move |conn| service::review::queue(conn, &ctx, after.as_ref(), ROWS))
        .await?;
    let words = caller.words();
    let rows: Vec<Row> = found
        .into_iter()
        .map(|filed| Row {
            href: href(filed.slot.r#ref),
            what: what(&filed, words),
            title: filed.title,
            author: filed.slot.author,
            since: views::moment(filed.slot.at, words),
            since_iso: filed.slot.at.to_rfc3339(),
            note: filed.slot.note,
            yours: filed.slot.yours,
        })
        .collect();
    let next = next.as_ref().map(urls::cursor);
    let pager = views::pager(&caller, "/review", None, rows.len(), next, query.get("after"));
    page(&QueuePage {
        layout: Layout::new(&caller, "/review").noting(notice(&caller, query.get("note"))),
        pager: Pager {
            csv: None,
            geojson: None,
            json: Some("/api/v1/reviews".to_owned()),
            ..pager
        },
        rows,
    })
}

/// What was just done, in words.
fn notice(caller: &Caller, note: &str) -> Option<String> {
    let key = match note {
        "submitted" => "note-submitted",
        "accepted" => "note-accepted",
        "returned" => "note-returned",
        "taken-back" => "note-taken-back",
        _ => return None,
    };
    Some(caller.words().t(key).to_owned())
}

/// A submission or a proposal.
pub async fn show(
    state: Data<State>,
    caller: Caller,
    path: Path,
    Query(query): Query,
) -> Result<HttpResponse, PageError> {
    let note = notice(&caller, query.get("note"));
    let view = found(&state, &caller, path.reference()?, note, None).await?;
    page(&view)
}

/// The page, as it is or with the input of a decision that was refused.
async fn found(
    state: &State,
    caller: &Caller,
    reference: Ref,
    note: Option<String>,
    late: Option<Late>,
) -> Result<super::dossiers::DossierPage, PageError> {
    let seen = late.as_ref().and_then(|late| Verdict::parse(&late.fields).ok());
    let ctx = caller.ctx();
    let (shown, beside) = state
        .db
        .read(move |conn| service::review::show(conn, &ctx, &reference, seen.as_ref()))
        .await?;
    Ok(dossier(caller, shown, &beside, note, late.as_ref()))
}

/// A decision. When someone decided first, or what is decided on has changed, the page comes back and says so.
pub async fn decide(state: Data<State>, caller: Caller, path: Path, form: Form) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let (ctx, input) = (caller.ctx(), form.fields.clone());
    let decided = state
        .db
        .write(move |conn| service::review::decide(conn, &ctx, &reference, &input))
        .await;
    let (failure, status) = match decided {
        Ok(verdict) if verdict.accept => return Ok(see_other("/review?note=accepted")),
        Ok(_) => return Ok(see_other("/review?note=returned")),
        Err(failure @ Error::Invalid(_)) => (failure, StatusCode::UNPROCESSABLE_ENTITY),
        Err(failure @ (Error::Stale | Error::Conflict(_))) => (failure, StatusCode::CONFLICT),
        Err(failure) => return Err(failure.into()),
    };
    let late = Late {
        fields: form.fields,
        failure,
    };
    let view = found(&state, &caller, reference, None, Some(late)).await?;
    page_with(status, &view)
}

/// Takes back what one handed in.
pub async fn take_back(state: Data<State>, caller: Caller, path: Path, _form: Form) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let ctx = caller.ctx();
    state
        .db
        .write(move |conn| service::review::take_back(conn, &ctx, &reference))
        .await?;
    Ok(see_other(&format!("{}?note=taken-back", href(reference))))
}

/// Hands in a record, or a unit with everything that belongs to it.
pub async fn submit(state: Data<State>, caller: Caller, path: Path, form: Form) -> Result<HttpResponse, PageError> {
    let (shelf, reference) = (path.shelf()?, path.reference()?);
    let ctx = caller.ctx();
    let fields: Fields = form.fields;
    let made = state
        .db
        .write(move |conn| {
            let note = fields.get("note");
            match shelf {
                Shelf::Units => service::submissions::submit_unit(conn, &ctx, &reference, note),
                _ => service::submissions::submit_record(conn, &ctx, shelf, &reference, note),
            }
        })
        .await?;
    Ok(see_other(&format!("{}?note=submitted", href(made.slip.r#ref))))
}
