//! Mappings of providers' tables, for programs.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, http::header, web::Data};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::{imports::answers, openapi, records::base};
use crate::{
    domain::imports::mapping::{Mapping, saved::Saved},
    error::Result,
    service::mappings,
    web::{
        State,
        actor::Caller,
        error::ApiError,
        extract::{JsonFields, Path},
        pages,
    },
};

/// A mapping of a provider's table.
#[derive(Debug, Serialize, ToSchema)]
pub struct MappingJson {
    /// Its reference.
    pub r#ref: String,
    /// Address of its page.
    pub url: String,
    /// How often it was saved; also its entity tag.
    pub version: i32,
    /// When it was made, RFC 3339.
    pub created_at: String,
    /// When it was last saved, RFC 3339.
    pub updated_at: String,
    /// What it says, as its form has it: `name`, `encoding`, `delimiter`, `quotes`, `sheet`, `header`, `dates`, `decimal`, `key`,
    /// `ignore`, `needs`, and for each canonical column `from-…`, `join-…`, `fixed-…` and `words-…`. Lists have an entry a line.
    #[serde(flatten)]
    pub fields: BTreeMap<String, String>,
}

/// The mappings there are.
#[derive(Debug, Serialize, ToSchema)]
pub struct MappingsJson {
    /// By name.
    pub results: Vec<MappingJson>,
}

fn told(site: &str, saved: &Saved, mapping: &Mapping) -> MappingJson {
    let fields = mapping.fields();
    MappingJson {
        r#ref: saved.r#ref.to_string(),
        url: format!("{site}{}", pages::mappings::href(saved.r#ref)),
        version: saved.version,
        created_at: saved.created_at.to_rfc3339(),
        updated_at: saved.updated_at.to_rfc3339(),
        fields: fields
            .iter()
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .collect(),
    }
}

fn answer(mut builder: HttpResponseBuilder, state: &State, saved: &Saved) -> Result<HttpResponse> {
    let mapping = mappings::read(&saved.kept)?;
    Ok(builder
        .insert_header((header::ETAG, format!("\"{}\"", saved.version)))
        .json(told(&state.site, saved, &mapping)))
}

/// All mappings.
pub async fn list(state: Data<State>, caller: Caller) -> Result<HttpResponse, ApiError> {
    let ctx = caller.ctx();
    let found = state.db.read(move |conn| mappings::list(conn, &ctx)).await?;
    let results = found
        .iter()
        .map(|saved| Ok(told(&state.site, saved, &mappings::read(&saved.kept)?)))
        .collect::<Result<Vec<_>>>()?;
    Ok(HttpResponse::Ok().json(MappingsJson { results }))
}

/// One mapping.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, ApiError> {
    let (ctx, reference) = (caller.ctx(), path.reference()?);
    let (saved, _) = state
        .db
        .read(move |conn| mappings::show(conn, &ctx, &reference))
        .await?;
    Ok(answer(HttpResponse::Ok(), &state, &saved)?)
}

/// Saves a new mapping.
pub async fn create(
    state: Data<State>,
    caller: Caller,
    JsonFields(fields): JsonFields,
) -> Result<HttpResponse, ApiError> {
    let ctx = caller.ctx();
    let saved = state
        .db
        .write(move |conn| mappings::create(conn, &ctx, &fields))
        .await?;
    let mut created = HttpResponse::Created();
    created.insert_header((header::LOCATION, format!("/api/v1/mappings/{}", saved.r#ref)));
    Ok(answer(created, &state, &saved)?)
}

/// Saves the next version of a mapping, which `If-Match` names the last of. What is left out is no longer said.
pub async fn update(
    state: Data<State>,
    caller: Caller,
    request: HttpRequest,
    path: Path,
    JsonFields(fields): JsonFields,
) -> Result<HttpResponse, ApiError> {
    let (ctx, reference, version) = (caller.ctx(), path.reference()?, base(&request)?);
    let saved = state
        .db
        .write(move |conn| mappings::revise(conn, &ctx, &reference, version, &fields))
        .await?;
    Ok(answer(HttpResponse::Ok(), &state, &saved)?)
}

/// Removes a mapping.
pub async fn remove(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, ApiError> {
    let (ctx, reference) = (caller.ctx(), path.reference()?);
    state
        .db
        .write(move |conn| mappings::remove(conn, &ctx, &reference))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What the description of the API says of all this.
pub(super) fn paths(paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>) {
    schemas.insert("MappingJson".to_owned(), openapi::schema_of::<MappingJson>());
    schemas.insert("MappingsJson".to_owned(), openapi::schema_of::<MappingsJson>());
    let reading = [401, 403, 404, 405, 408, 429, 500, 503];
    let writing = [401, 403, 404, 405, 408, 409, 413, 415, 422, 428, 429, 500, 503, 507];
    let body = json!({ "required": true, "content": { "application/json": { "schema": {
        "type": "object", "required": ["name"],
        "additionalProperties": { "oneOf": [
            { "type": "string" }, { "type": "array", "items": { "type": "string" } },
        ] },
        "properties": { "name": { "type": "string" } },
    } } } });
    let reference = json!({ "$ref": "#/components/parameters/ref" });
    let matching = json!({ "$ref": "#/components/parameters/if-match" });
    let secured = json!([{ "token": [] }]);
    paths.insert(
        "/api/v1/mappings".to_owned(),
        json!({
            "get": {
                "tags": ["imports"], "operationId": "list_mappings", "security": secured,
                "responses": answers(&[401, 403, 405, 408, 429, 500, 503], &[(200, Some("MappingsJson"))]),
            },
            "post": {
                "tags": ["imports"], "operationId": "create_mapping", "security": secured, "requestBody": body,
                "responses": answers(&[401, 403, 405, 408, 413, 415, 422, 429, 500, 503, 507], &[(201, Some("MappingJson"))]),
            },
        }),
    );
    paths.insert(
        "/api/v1/mappings/{ref}".to_owned(),
        json!({
            "parameters": [reference],
            "get": {
                "tags": ["imports"], "operationId": "show_mapping", "security": secured,
                "responses": answers(&reading, &[(200, Some("MappingJson"))]),
            },
            "put": {
                "tags": ["imports"], "operationId": "update_mapping", "security": secured, "requestBody": body,
                "parameters": [matching],
                "responses": answers(&writing, &[(200, Some("MappingJson"))]),
            },
            "delete": {
                "tags": ["imports"], "operationId": "remove_mapping", "security": secured,
                "responses": answers(&reading, &[(204, None)]),
            },
        }),
    );
}
