//! Importing for programs: send a table, ask how far it is, let it be written, hand in what became of it.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Payload},
};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::openapi;
use crate::{
    domain::{
        imports::stage::{Import, Problem, Stage},
        records::Shelf,
    },
    error::{Error, Result, Say},
    service::{
        self,
        imports::{
            How,
            desk::{self, Pace, Shown},
        },
    },
    web::{
        State,
        actor::Caller,
        error::ApiError,
        extract::{JsonFields, Path, Query},
        pages, upload,
    },
    words::Words,
};

/// How far an import is.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgressJson {
    /// `running` while there is something to wait for, otherwise the stage.
    pub state: &'static str,
    /// Rows done.
    pub done: i64,
    /// Rows there are; 0 while that is unknown.
    pub total: i64,
    /// How far, in words.
    pub pace: String,
}

impl ProgressJson {
    /// How far an import is.
    pub fn new(import: &Import, pace: Option<Pace>, words: String) -> ProgressJson {
        let Pace { done, total, .. } = pace.unwrap_or_default();
        ProgressJson {
            state: match import.stage.work() {
                Some(_) => "running",
                None => import.stage.as_str(),
            },
            done,
            total,
            pace: words,
        }
    }
}

/// An import.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportJson {
    /// Its reference.
    pub r#ref: String,
    /// Address of its page.
    pub url: String,
    /// Name of the file.
    pub file_name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Its length.
    pub bytes: i64,
    /// `checking`, `checked`, `refused`, `writing`, `done`, `failed` or `cancelled`.
    pub state: &'static str,
    /// Whether a worker has it.
    pub running: bool,
    /// Whether its worker was interrupted; another takes it up.
    pub interrupted: bool,
    /// Whether missing makers and weapons are made.
    pub create_missing: bool,
    /// Rows done by the work under way.
    pub rows_done: i64,
    /// Rows in the file; 0 while that is unknown.
    pub rows_total: i64,
    /// Rows that are new to the catalogue.
    pub rows_new: i64,
    /// Rows that differ from what the catalogue has.
    pub rows_changed: i64,
    /// Rows that the catalogue has as they are.
    pub rows_same: i64,
    /// Rows with something wrong; when there is one, nothing is written.
    pub rows_wrong: i64,
    /// Makers that the catalogue does not know.
    pub unknown_makers: Vec<String>,
    /// Weapons that the catalogue does not know.
    pub unknown_weapons: Vec<String>,
    /// What its rows become: `components`, `organizations` or `transfers`.
    pub shelf: &'static str,
    /// The provider whose mapping reads the file, or null for a canonical table.
    pub mapping: Option<String>,
    /// Rows that say the same as a row before them, which count once.
    pub rows_repeated: u64,
    /// Parties that are made from their names as written, because no record says who they are: the first hundred.
    pub new_parties: Vec<String>,
    /// How many they are.
    pub new_parties_count: u64,
    /// Sources that are made from their titles: the first hundred.
    pub new_sources: Vec<String>,
    /// How many they are.
    pub new_sources_count: u64,
    /// What is wrong, the first hundred.
    pub problems: Vec<ImportProblemJson>,
    /// Address of all that is wrong, as CSV.
    pub problems_url: String,
    /// Pairs of organizations that may be one, one of them made by it, that wait for a decision; for reviewers, up to 1,000.
    pub likely_same: usize,
    /// How many of its records can be handed in.
    pub drafts: i64,
    /// The submission its records were handed in with, or null.
    pub submission: Option<String>,
    /// When it was sent, RFC 3339.
    pub created_at: String,
    /// When it came to its end, RFC 3339, or null.
    pub finished_at: Option<String>,
}

/// What is wrong with one cell.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportProblemJson {
    /// Line of the file on which the row begins; 0 for what is wrong with the whole.
    pub line: u64,
    /// The column; `file` for what is wrong with the whole.
    pub column: String,
    /// What stands there, shortened.
    pub value: String,
    /// What is wrong and what to do.
    pub message: String,
}

fn told(site: &str, shown: Shown, words: &Words) -> ImportJson {
    let Shown {
        import,
        pace,
        found,
        submission,
        drafts,
        // The figures of an import that ended early tell it.
        kept: _,
        alike,
    } = shown;
    let url = format!("{site}{}", pages::imports::href(import.r#ref));
    let Pace {
        running,
        interrupted,
        done,
        total,
    } = pace.unwrap_or_default();
    let rows = import.rows;
    let provider = service::mappings::provider(&import.mapping);
    ImportJson {
        r#ref: import.r#ref.to_string(),
        problems_url: format!("{url}/problems.csv"),
        url,
        file_name: import.file_name,
        sha256: import.sha256,
        bytes: import.bytes,
        state: import.stage.as_str(),
        running,
        interrupted,
        create_missing: import.create_missing,
        rows_done: match import.stage {
            Stage::Done => rows.total,
            _ => done,
        },
        rows_total: rows.total.max(total),
        rows_new: rows.made,
        rows_changed: rows.changed,
        rows_same: rows.same,
        rows_wrong: rows.wrong,
        unknown_makers: found.makers,
        unknown_weapons: found.weapons,
        shelf: import.shelf.as_str(),
        mapping: provider,
        rows_repeated: found.repeated,
        likely_same: alike,
        new_parties: found.parties,
        new_parties_count: found.parties_count,
        new_sources: found.sources,
        new_sources_count: found.sources_count,
        problems: found.problems.iter().map(|problem| wrong(problem, words)).collect(),
        drafts,
        submission: submission.map(|reference| reference.to_string()),
        created_at: import.created_at.to_rfc3339(),
        finished_at: import.finished_at.map(|at| at.to_rfc3339()),
    }
}

fn wrong(problem: &Problem, words: &Words) -> ImportProblemJson {
    ImportProblemJson {
        line: problem.line,
        column: problem.column.clone(),
        value: problem.value.clone(),
        message: pages::imports::sentence(problem, words),
    }
}

async fn found(state: &State, caller: &Caller, import: &Import) -> Result<ImportJson> {
    let (ctx, board, reference) = (caller.ctx(), state.imports.clone(), import.r#ref);
    let shown = state
        .db
        .read(move |conn| desk::show(conn, &ctx, &reference, &board))
        .await?;
    Ok(told(&state.site, shown, caller.words()))
}

async fn accepted(state: &State, caller: &Caller, import: &Import) -> Result<HttpResponse> {
    let body = found(state, caller, import).await?;
    Ok(HttpResponse::Accepted()
        .insert_header((header::LOCATION, format!("/api/v1/imports/{}", import.r#ref)))
        .json(body))
}

fn is_yes(text: &str) -> bool {
    matches!(text, "1" | "true" | "yes")
}

/// A table arrives. It is checked, and unless it is a dry run written when nothing is wrong.
pub async fn create(
    state: Data<State>,
    caller: Caller,
    request: HttpRequest,
    Query(query): Query,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let asked_shelf = request.path().rsplit('/').next().and_then(Shelf::parse);
    let named = query.get("mapping").to_owned();
    let body = payload.into_inner();
    let (fields, mut sent) =
        upload::tables::read(&state, &caller, &request, body, asked_shelf, !named.is_empty()).await?;
    let asked = |name: &str| is_yes(query.get(name)) || is_yes(fields.get(name));
    let how = How {
        dry_run: asked("dry_run"),
        create_missing: asked("create_missing"),
    };
    if sent.name.is_empty() {
        query.get("name").clone_into(&mut sent.name);
    }
    let named = match named.as_str() {
        "" => fields.get("mapping").to_owned(),
        _ => named,
    };
    if !named.is_empty() && asked_shelf != Some(Shelf::Transfers) {
        return Err(Error::invalid("mapping", Say::new("mappings-transfers-only")).into());
    }
    let ctx = caller.ctx();
    let begun = state.db.write(move |conn| {
        if !named.is_empty() {
            let (_, mapping) = service::mappings::named(conn, &ctx, &named)?;
            sent.mapping = service::mappings::kept(&mapping);
        }
        desk::begin(conn, &ctx, &sent, how)
    });
    let import = begun.await?;
    state.imports.ring();
    Ok(accepted(&state, &caller, &import).await?)
}

/// One import.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, ApiError> {
    let (reference, ctx, board) = (path.reference()?, caller.ctx(), state.imports.clone());
    let shown = state
        .db
        .read(move |conn| desk::show(conn, &ctx, &reference, &board))
        .await?;
    Ok(HttpResponse::Ok().json(told(&state.site, shown, caller.words())))
}

/// Lets a checked import be written: `{"create_missing": true}`.
pub async fn go(state: Data<State>, caller: Caller, path: Path, input: JsonFields) -> Result<HttpResponse, ApiError> {
    let (reference, ctx) = (path.reference()?, caller.ctx());
    let create = is_yes(input.0.get("create_missing"));
    let import = state
        .db
        .write(move |conn| desk::go(conn, &ctx, &reference, create))
        .await?;
    state.imports.ring();
    Ok(accepted(&state, &caller, &import).await?)
}

/// Calls an import off.
pub async fn cancel(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, ApiError> {
    pages::imports::call_off(&state, &caller, path.reference()?).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The answers, without the headers that only records have.
pub(super) fn answers(failures: &[u16], successes: &[(u16, Option<&str>)]) -> Value {
    let mut all = openapi::responses(failures, successes);
    for answer in all.as_object_mut().into_iter().flat_map(Map::values_mut) {
        if let Some(answer) = answer.as_object_mut() {
            answer.remove("headers");
        }
    }
    all
}

/// What the description says of sending a table of one kind.
fn sending_of(kind: &str) -> Value {
    let sending = [401, 403, 405, 408, 409, 413, 415, 422, 429, 500, 503, 507];
    let asked = |name: &str, kind: &str| json!({ "name": name, "in": "query", "schema": { "type": kind } });
    let binary = json!({ "schema": { "type": "string", "format": "binary" } });
    let mut parameters = vec![
        asked("dry_run", "boolean"),
        asked("create_missing", "boolean"),
        asked("name", "string"),
    ];
    let form =
        |properties: Value| json!({ "schema": { "type": "object", "required": ["file"], "properties": properties } });
    let file = json!({ "type": "string", "format": "binary" });
    let csv = json!({ "schema": { "type": "string" } });
    let content = match kind {
        "transfers" => {
            parameters.push(asked("mapping", "string"));
            json!({
                "multipart/form-data": form(json!({ "file": file, "mapping": { "type": "string" } })),
                "text/csv": csv, "application/zip": binary, "application/octet-stream": binary,
            })
        }
        _ => json!({ "multipart/form-data": form(json!({ "file": file })), "text/csv": csv }),
    };
    json!({ "post": {
        "tags": ["imports"], "operationId": format!("import_{kind}"), "security": [{ "token": [] }],
        "parameters": parameters,
        "requestBody": { "required": true, "content": content },
        "responses": answers(&sending, &[(202, Some("ImportJson"))]),
    } })
}

/// What the description of the API says of all this.
pub(super) fn paths(paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>) {
    schemas.insert("ImportJson".to_owned(), openapi::schema_of::<ImportJson>());
    schemas.insert(
        "ImportProblemJson".to_owned(),
        openapi::schema_of::<ImportProblemJson>(),
    );
    let deciding = [401, 403, 404, 405, 408, 409, 413, 415, 422, 429, 500, 503, 507];
    let reading = [401, 403, 404, 405, 408, 429, 500, 503];
    let reference = json!({ "$ref": "#/components/parameters/ref" });
    for kind in ["components", "organizations", "transfers"] {
        paths.insert(format!("/api/v1/imports/{kind}"), sending_of(kind));
    }
    paths.insert(
        "/api/v1/imports/{ref}".to_owned(),
        json!({
            "parameters": [reference.clone()],
            "get": {
                "tags": ["imports"], "operationId": "show_import", "security": [{ "token": [] }],
                "responses": answers(&reading, &[(200, Some("ImportJson"))]),
            },
            "delete": {
                "tags": ["imports"], "operationId": "cancel_import", "security": [{ "token": [] }],
                "responses": answers(&deciding, &[(204, None)]),
            },
        }),
    );
    paths.insert(
        "/api/v1/imports/{ref}/go".to_owned(),
        json!({
            "parameters": [reference],
            "post": {
                "tags": ["imports"], "operationId": "write_import", "security": [{ "token": [] }],
                "requestBody": { "required": true, "content": { "application/json": { "schema": {
                    "type": "object", "properties": { "create_missing": { "type": "boolean" } },
                } } } },
                "responses": answers(&deciding, &[(202, Some("ImportJson"))]),
            },
        }),
    );
}
