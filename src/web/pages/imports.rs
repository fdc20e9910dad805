//! Importing a table: send it, look at what was found, let it be written, hand in what became of it.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::{self, Data, ServiceConfig},
};
use askama::Template;

use super::{page, page_with, see_other};
use crate::{
    domain::{access::Action, imports, refs::Ref},
    error::{Error, Result},
    service::{
        imports::{How, desk},
        mappings,
    },
    web::{
        State,
        actor::Caller,
        api, csv,
        error::{self, FieldProblem, PageError},
        extract::{Form, Path, Query},
        layout::Layout,
        upload,
        views::Choice,
    },
    words::Words,
};

mod cells;
mod showing;

pub(in crate::web) use cells::sentence;
use cells::{NEW, RowView, offered, paced, row};
pub(super) use cells::{ProblemView, problem};
use showing::{ShowPage, view};

/// The routes of imports.
pub fn routes(config: &mut ServiceConfig) {
    let one = "/imports/{ref:[0-9A-Za-z-]{8,12}}";
    config
        .route("/imports", web::get().to(list))
        .route("/imports", web::post().to(begin))
        .route(one, web::get().to(show))
        .route("/imports/{ref:[0-9A-Za-z-]{8,12}}/progress", web::get().to(progress))
        .route(
            "/imports/{ref:[0-9A-Za-z-]{8,12}}/problems.csv",
            web::get().to(problems),
        )
        .route("/imports/{ref:[0-9A-Za-z-]{8,12}}/go", web::post().to(go))
        .route("/imports/{ref:[0-9A-Za-z-]{8,12}}/cancel", web::post().to(cancel))
        .route("/imports/{ref:[0-9A-Za-z-]{8,12}}/submit", web::post().to(submit));
}

#[derive(Template)]
#[template(path = "imports/list.html")]
struct ListPage {
    layout: Layout,
    errors: Vec<FieldProblem>,
    columns: String,
    organization_columns: String,
    transfer_columns: String,
    mappings: Vec<Choice>,
    rows: Vec<RowView>,
}

/// The address of an import's page.
pub(in crate::web) fn href(reference: Ref) -> String {
    format!("/imports/{reference}")
}

/// The form, and one's own imports.
pub async fn list(state: Data<State>, caller: Caller) -> Result<HttpResponse, PageError> {
    page(&listed(&state, &caller, None).await?)
}

async fn listed(state: &State, caller: &Caller, failure: Option<&Error>) -> Result<ListPage> {
    let (ctx, board) = (caller.ctx(), state.imports.clone());
    let read = state
        .db
        .read(move |conn| Ok((desk::list(conn, &ctx, &board)?, mappings::list(conn, &ctx)?)));
    let (found, saved) = read.await?;
    let words = caller.words();
    Ok(ListPage {
        mappings: offered(&saved, words),
        layout: Layout::new(caller, "/imports"),
        errors: failure.map_or_else(Vec::new, |failure| told(failure, words)),
        columns: imports::COLUMNS.join(","),
        organization_columns: imports::organizations::COLUMNS.join(","),
        transfer_columns: imports::transfers::COLUMNS.join(","),
        rows: found
            .into_iter()
            .map(|(import, pace)| row(&import, pace, words))
            .collect(),
    })
}

/// Why a file was not taken, field by field or in one sentence.
fn told(failure: &Error, words: &Words) -> Vec<FieldProblem> {
    match error::field_errors(failure, words) {
        fields if fields.is_empty() => vec![FieldProblem {
            field: "file".to_owned(),
            message: error::sentence(failure, words),
        }],
        fields => fields,
    }
}

/// A file arrives; it is checked first.
pub async fn begin(
    state: Data<State>,
    caller: Caller,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, PageError> {
    let begun = take(&state, &caller, &request, payload).await;
    let failure = match begun {
        Ok(place) => return Ok(see_other(&place)),
        Err(failure) => failure,
    };
    let accept = request.headers().get(header::ACCEPT);
    let accept = accept.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let by_script = accept.contains("application/json") && !accept.contains("text/html");
    match failure {
        Error::Unauthenticated | Error::Forbidden(_) | Error::Slow | Error::Internal(_) | Error::Busy => {
            Err(failure.into())
        }
        failure if by_script => Err(failure.into()),
        failure => {
            let (status, _, _) = error::entry(&failure);
            page_with(status, &listed(&state, &caller, Some(&failure)).await?)
        }
    }
}

/// Takes a file; where to go on.
async fn take(state: &State, caller: &Caller, request: &HttpRequest, payload: web::Payload) -> Result<String> {
    let (fields, mut sent) = upload::tables::read(state, caller, request, payload.into_inner(), None, false).await?;
    let how = How {
        dry_run: true,
        create_missing: false,
    };
    let (ctx, named) = (caller.ctx(), fields.get("mapping").to_owned());
    if named == NEW {
        let waiting = state.db.write(move |conn| mappings::wait(conn, &ctx, &sent)).await?;
        return Ok(super::mappings::file_href(waiting.r#ref));
    }
    let begun = state.db.write(move |conn| {
        if !named.is_empty() {
            let (_, mapping) = mappings::named(conn, &ctx, &named)?;
            sent.mapping = mappings::kept(&mapping);
        }
        desk::begin(conn, &ctx, &sent, how)
    });
    let import = begun.await?;
    state.imports.ring();
    Ok(href(import.r#ref))
}

/// An import.
pub async fn show(
    state: Data<State>,
    caller: Caller,
    path: Path,
    Query(query): Query,
) -> Result<HttpResponse, PageError> {
    let note = match query.get("note") {
        "cancelled" => Some("imports-note-cancelled"),
        _ => None,
    };
    page(&found(&state, &caller, path.reference()?, note, None).await?)
}

async fn found(
    state: &State,
    caller: &Caller,
    reference: Ref,
    note: Option<&'static str>,
    failure: Option<&Error>,
) -> Result<ShowPage> {
    let (ctx, board) = (caller.ctx(), state.imports.clone());
    let shown = state
        .db
        .read(move |conn| desk::show(conn, &ctx, &reference, &board))
        .await?;
    let note = note.map(|key| caller.words().t(key).to_owned());
    Ok(view(caller, shown, note, failure))
}

/// How far an import is, for the script of its page.
pub async fn progress(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let (reference, ctx, board) = (path.reference()?, caller.ctx(), state.imports.clone());
    let (import, pace) = state
        .db
        .read(move |conn| desk::progress(conn, &ctx, &reference, &board))
        .await?;
    let words = caller.words();
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(api::imports::ProgressJson::new(
            &import,
            pace,
            pace.map_or_else(String::new, |pace| paced(pace, words)),
        )))
}

/// Everything that is wrong, as CSV.
pub async fn problems(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let (reference, ctx) = (path.reference()?, caller.ctx());
    let (_import, found) = state
        .db
        .read(move |conn| desk::problems(conn, &ctx, &reference))
        .await?;
    let words = caller.words();
    let mut rows = vec![["line", "column", "value", "problem"].map(str::to_owned)];
    rows.extend(found.iter().map(|one| {
        let ProblemView {
            line,
            column,
            value,
            message,
        } = problem(one, words);
        [line, column, value, message]
    }));
    let bytes = csv::rows(rows.iter().map(|row| row.iter().map(String::as_str)))?;
    let disposition = format!("attachment; filename=\"problems-{reference}.csv\"");
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .body(bytes))
}

/// Lets a checked import be written.
pub async fn go(state: Data<State>, caller: Caller, path: Path, form: Form) -> Result<HttpResponse, PageError> {
    let (reference, ctx) = (path.reference()?, caller.ctx());
    let create = form.fields.get("create_missing") == "yes";
    let gone = state
        .db
        .write(move |conn| desk::go(conn, &ctx, &reference, create))
        .await;
    state.imports.ring();
    after(&state, &caller, reference, gone.map(|_| ())).await
}

/// Back to the page, with what was wrong if something was.
async fn after(state: &State, caller: &Caller, reference: Ref, done: Result<()>) -> Result<HttpResponse, PageError> {
    let (failure, status) = match done {
        Ok(()) => return Ok(see_other(&href(reference))),
        Err(failure @ Error::Invalid(_)) => (failure, StatusCode::UNPROCESSABLE_ENTITY),
        Err(failure @ Error::Conflict(_)) => (failure, StatusCode::CONFLICT),
        Err(failure) => return Err(failure.into()),
    };
    page_with(status, &found(state, caller, reference, None, Some(&failure)).await?)
}

/// Calls an import off.
pub async fn cancel(state: Data<State>, caller: Caller, path: Path, _form: Form) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let done = call_off(&state, &caller, reference).await;
    match done {
        Ok(()) => Ok(see_other(&format!("{}?note=cancelled", href(reference)))),
        failed => after(&state, &caller, reference, failed).await,
    }
}

/// Asks the worker of this process first: while it writes, a database with one writer cannot be asked.
pub(in crate::web) async fn call_off(state: &State, caller: &Caller, reference: Ref) -> Result<()> {
    caller.ctx.actor.must(Action::Import)?;
    let ctx = caller.ctx();
    let job = state
        .db
        .read(move |conn| desk::under_way(conn, &ctx, &reference))
        .await?;
    if job.is_some_and(|job| state.imports.stop(job)) {
        return Ok(());
    }
    let ctx = caller.ctx();
    state.db.write(move |conn| desk::cancel(conn, &ctx, &reference)).await
}

/// Hands in what became of an import.
pub async fn submit(state: Data<State>, caller: Caller, path: Path, form: Form) -> Result<HttpResponse, PageError> {
    let (reference, ctx) = (path.reference()?, caller.ctx());
    let made = state
        .db
        .write(move |conn| desk::hand_in(conn, &ctx, &reference, form.fields.get("note")))
        .await;
    match made {
        Ok(made) => Ok(see_other(&format!(
            "{}?note=submitted",
            super::review::href(made.slip.r#ref)
        ))),
        Err(failure) => after(&state, &caller, reference, Err(failure)).await,
    }
}
