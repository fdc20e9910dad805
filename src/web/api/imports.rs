//! Importing for programs: send a table, ask how far it is, let it be written, hand in what became of it.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Payload},
};
use serde_json::{Map, Value, json};

use super::openapi;
use crate::{
    domain::{imports::stage::Import, records::Shelf},
    error::{Error, Result, Say},
    service::{
        self,
        imports::{How, desk},
    },
    web::{
        State,
        actor::Caller,
        error::ApiError,
        extract::{JsonFields, Path, Query},
        pages, upload,
    },
};

mod telling;

use telling::told;
pub use telling::{ImportJson, ImportLeftJson, ImportProblemJson, ImportShelfJson, ProgressJson};

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

/// A file arrives: a table of what the address says, or of any kind or entities where it says none. It is checked, and unless it is a dry run written when nothing is wrong.
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
    if !named.is_empty() && asked_shelf.is_some_and(|shelf| shelf != Shelf::Transfers) {
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

/// What the description says of sending a file of one kind, or of any.
fn sending_of(kind: Option<&str>) -> Value {
    let sending = [401, 403, 405, 408, 409, 413, 415, 422, 429, 500, 503, 507];
    let asked = |name: &str, kind: &str| json!({ "name": name, "in": "query", "schema": { "type": kind } });
    let text = json!({ "schema": { "type": "string" } });
    let binary = json!({ "schema": { "type": "string", "format": "binary" } });
    let file = json!({ "type": "string", "format": "binary" });
    let mut parameters = vec![
        asked("dry_run", "boolean"),
        asked("create_missing", "boolean"),
        asked("name", "string"),
    ];
    let mut properties = Map::from_iter([("file".to_owned(), file)]);
    let mut content = Map::from_iter([("text/csv".to_owned(), text.clone())]);
    if kind.is_none_or(|kind| kind == "transfers") {
        parameters.push(asked("mapping", "string"));
        properties.insert("mapping".to_owned(), json!({ "type": "string" }));
        for one in ["application/zip", "application/octet-stream"] {
            content.insert(one.to_owned(), binary.clone());
        }
    }
    if kind.is_none() {
        for one in ["application/json+ftm", "application/x-ndjson", "application/json"] {
            content.insert(one.to_owned(), text.clone());
        }
    }
    let form = json!({ "type": "object", "required": ["file"], "properties": properties });
    content.insert("multipart/form-data".to_owned(), json!({ "schema": form }));
    json!({ "post": {
        "tags": ["imports"], "security": [{ "token": [] }], "parameters": parameters,
        "operationId": kind.map_or("import_any".to_owned(), |kind| format!("import_{kind}")),
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
    schemas.insert("ImportShelfJson".to_owned(), openapi::schema_of::<ImportShelfJson>());
    schemas.insert("ImportLeftJson".to_owned(), openapi::schema_of::<ImportLeftJson>());
    let deciding = [401, 403, 404, 405, 408, 409, 413, 415, 422, 429, 500, 503, 507];
    let reading = [401, 403, 404, 405, 408, 429, 500, 503];
    let reference = json!({ "$ref": "#/components/parameters/ref" });
    paths.insert("/api/v1/imports".to_owned(), sending_of(None));
    for kind in ["components", "organizations", "transfers"] {
        paths.insert(format!("/api/v1/imports/{kind}"), sending_of(Some(kind)));
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
