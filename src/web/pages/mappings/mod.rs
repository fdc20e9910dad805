//! Mappings of providers' tables: the list, one as a file, and the form in which one is made for a file that was sent.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web::{self, Data, ServiceConfig},
};
use askama::Template;

use super::{page, page_with, see_other};
use crate::{
    domain::refs::Ref,
    error::{Error, Result, Say},
    service::mappings,
    web::{
        State,
        actor::Caller,
        error::{self, FieldProblem, PageError},
        extract::{Form, Path, Query},
        layout::Layout,
        views,
    },
    words::Words,
};

mod form;
mod waiting;

/// The routes of mappings.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/mappings", web::get().to(list))
        .route("/mappings/files/{ref:[0-9A-Za-z-]{8,12}}", web::get().to(waiting::show))
        .route(
            "/mappings/files/{ref:[0-9A-Za-z-]{8,12}}",
            web::post().to(waiting::decide),
        )
        .route(
            "/mappings/files/{ref:[0-9A-Za-z-]{8,12}}/discard",
            web::post().to(waiting::discard),
        )
        .route("/mappings/{ref:[0-9A-Za-z-]{8,12}}", web::get().to(show))
        .route("/mappings/{ref:[0-9A-Za-z-]{8,12}}", web::post().to(save))
        .route("/mappings/{ref:[0-9A-Za-z-]{8,12}}/remove", web::post().to(remove))
        .route(
            "/mappings/{ref:[0-9A-Za-z-]{8,12}}/mapping.toml",
            web::get().to(download),
        );
}

/// The address of a mapping's page.
pub(in crate::web) fn href(reference: Ref) -> String {
    format!("/mappings/{reference}")
}

/// The address of the form for a file.
pub(in crate::web) fn file_href(reference: Ref) -> String {
    format!("/mappings/files/{reference}")
}

struct RowView {
    href: String,
    name: String,
    version: i32,
    changed: String,
    changed_iso: String,
}

struct WaitingView {
    href: String,
    name: String,
    sent: String,
    sent_iso: String,
}

#[derive(Template)]
#[template(path = "mappings/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<RowView>,
    waiting: Vec<WaitingView>,
}

/// All mappings, and one's own files that wait for one.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let ctx = caller.ctx();
    let read = state
        .db
        .read(move |conn| Ok((mappings::list(conn, &ctx)?, mappings::waiting(conn, &ctx)?)));
    let (saved, waiting) = read.await?;
    let words = caller.words();
    let note = match query.get("note") {
        "removed" => Some(words.t("mappings-note-removed").to_owned()),
        "discarded" => Some(words.t("mappings-note-discarded").to_owned()),
        _ => None,
    };
    page(&ListPage {
        layout: Layout::new(&caller, "/imports").noting(note),
        rows: saved
            .into_iter()
            .map(|saved| RowView {
                href: href(saved.r#ref),
                name: saved.name,
                version: saved.version,
                changed: views::moment(saved.updated_at, words),
                changed_iso: saved.updated_at.to_rfc3339(),
            })
            .collect(),
        waiting: waiting
            .into_iter()
            .map(|file| WaitingView {
                href: file_href(file.r#ref),
                name: file.file_name,
                sent: views::moment(file.created_at, words),
                sent_iso: file.created_at.to_rfc3339(),
            })
            .collect(),
    })
}

#[derive(Template)]
#[template(path = "mappings/show.html")]
struct ShowPage {
    layout: Layout,
    errors: Vec<FieldProblem>,
    r#ref: String,
    href: String,
    name: String,
    version: i32,
    changed: String,
    text: String,
    may_change: bool,
}

/// A mapping as a file.
pub async fn show(
    state: Data<State>,
    caller: Caller,
    path: Path,
    Query(query): Query,
) -> Result<HttpResponse, PageError> {
    let note = (query.get("note") == "saved").then(|| caller.words().t("mappings-note-saved").to_owned());
    page(&shown(&state, &caller, path.reference()?, note, None).await?)
}

async fn shown(
    state: &State,
    caller: &Caller,
    reference: Ref,
    note: Option<String>,
    failure: Option<(&Error, String)>,
) -> Result<ShowPage> {
    let ctx = caller.ctx();
    let (saved, mapping) = state
        .db
        .read(move |conn| mappings::show(conn, &ctx, &reference))
        .await?;
    let words = caller.words();
    let may_change = mappings::may_change(&caller.ctx, &saved);
    let (errors, text) = match failure {
        Some((failure, text)) => (told(failure, words), text),
        None => (Vec::new(), mappings::file::text(&mapping)),
    };
    Ok(ShowPage {
        layout: Layout::new(caller, "/imports").noting(note),
        errors,
        r#ref: saved.r#ref.to_string(),
        href: href(saved.r#ref),
        name: saved.name,
        version: saved.version,
        changed: views::moment(saved.updated_at, words),
        text,
        may_change,
    })
}

/// What is wrong, with the field for what has none of its own on the page.
fn told(failure: &Error, words: &Words) -> Vec<FieldProblem> {
    let fields = error::field_errors(failure, words);
    match fields.is_empty() {
        true => vec![FieldProblem {
            field: "text".to_owned(),
            message: error::sentence(failure, words),
        }],
        false => fields
            .into_iter()
            .map(|problem| FieldProblem {
                message: format!("{}: {}", problem.field, problem.message),
                field: "text".to_owned(),
            })
            .collect(),
    }
}

/// Saves the next version of a mapping.
pub async fn save(state: Data<State>, caller: Caller, path: Path, form: Form) -> Result<HttpResponse, PageError> {
    let (reference, ctx) = (path.reference()?, caller.ctx());
    let text = form.fields.get("text").to_owned();
    let version = form.fields.get("version").parse().unwrap_or(0);
    let read = mappings::file::fields(&text);
    let done = match read {
        Err(failure) => Err(failure),
        Ok(fields) => {
            let work = move |conn: &mut _| mappings::revise(conn, &ctx, &reference, version, &fields);
            state.db.write(work).await
        }
    };
    let failure = match done {
        Ok(_) => return Ok(see_other(&format!("{}?note=saved", href(reference)))),
        Err(failure) => failure,
    };
    let status = match &failure {
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Stale => StatusCode::CONFLICT,
        _ => return Err(failure.into()),
    };
    page_with(
        status,
        &shown(&state, &caller, reference, None, Some((&failure, text))).await?,
    )
}

/// Removes a mapping.
pub async fn remove(state: Data<State>, caller: Caller, path: Path, _form: Form) -> Result<HttpResponse, PageError> {
    let (reference, ctx) = (path.reference()?, caller.ctx());
    state
        .db
        .write(move |conn| mappings::remove(conn, &ctx, &reference))
        .await?;
    Ok(see_other("/mappings?note=removed"))
}

/// A mapping as a file to keep.
pub async fn download(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let (reference, ctx) = (path.reference()?, caller.ctx());
    let (_, mapping) = state
        .db
        .read(move |conn| mappings::show(conn, &ctx, &reference))
        .await?;
    let disposition = format!("attachment; filename=\"mapping-{reference}.toml\"");
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .body(mappings::file::text(&mapping)))
}

/// A sentence with one argument.
fn say(words: &Words, key: &'static str, name: &'static str, value: impl ToString) -> String {
    words.say(&Say::new(key).with(name, value.to_string()))
}
