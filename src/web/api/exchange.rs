//! The catalogue as files for other programs.

use actix_web::{
    HttpResponse,
    http::header,
    web::{self, Data, ServiceConfig},
};
use serde_json::{Map, Value, json};

use super::openapi;
use crate::{
    domain::{fields::Fields, records::Shelf},
    service::exchange::places::SHELVES,
    web::{State, actor::Caller, error::ApiError, exchange, geojson},
};

/// What tables are sent as.
const TABLE: &str = "text/csv; charset=utf-8";

/// The routes of these files.
pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/api/v1/exchange/entities.ftm.json").route(web::get().to(entities)))
        .service(web::resource("/api/v1/exchange/catalogue.geojson").route(web::get().to(places)))
        .service(web::resource("/api/v1/exchange/organizations.csv").route(web::get().to(organizations)))
        .service(web::resource("/api/v1/exchange/transfers.csv").route(web::get().to(transfers)))
        .service(web::resource("/api/v1/exchange/index.json").route(web::get().to(index)));
}

/// Everything in sight as entities of FollowTheMoney, one a line.
pub async fn entities(state: Data<State>, caller: Caller) -> Result<HttpResponse, ApiError> {
    Ok(file("entities.ftm.json", exchange::LINES).streaming(exchange::entities(&state, caller.ctx())))
}

/// Everything in sight that has a place.
pub async fn places(state: Data<State>, caller: Caller) -> Result<HttpResponse, ApiError> {
    let features = geojson::features(&state, caller.ctx(), &SHELVES, &Fields::new());
    Ok(file("catalogue.geojson", geojson::KIND).streaming(features))
}

/// The organizations in sight as the table that an import reads.
pub async fn organizations(state: Data<State>, caller: Caller) -> Result<HttpResponse, ApiError> {
    let table = exchange::table(&state, caller.ctx(), Shelf::Organizations)?;
    Ok(file("organizations.csv", TABLE).streaming(table))
}

/// The transfers in sight as the table that an import reads.
pub async fn transfers(state: Data<State>, caller: Caller) -> Result<HttpResponse, ApiError> {
    let table = exchange::table(&state, caller.ctx(), Shelf::Transfers)?;
    Ok(file("transfers.csv", TABLE).streaming(table))
}

/// An answer that is kept as a file.
pub(crate) fn file(name: &str, kind: &str) -> actix_web::HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(kind)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
    answer
}

/// Where the entities are, as programs that keep copies of data sets ask for it.
pub async fn index(state: Data<State>, caller: Caller) -> Result<HttpResponse, ApiError> {
    Ok(HttpResponse::Ok().json(exchange::index(&state.site, caller.ctx().now)))
}

/// What the description of the API says of this.
pub(super) fn paths(paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>) {
    schemas.insert(
        "FtmEntity".to_owned(),
        json!({
            "type": "object",
            "required": ["id", "schema", "properties"],
            "properties": {
                "id": { "type": "string" },
                "caption": { "type": "string" },
                "schema": { "type": "string" },
                "properties": {
                    "type": "object",
                    "additionalProperties": { "type": "array", "items": { "type": "string" } },
                },
                "referents": { "type": "array", "items": { "type": "string" } },
                "datasets": { "type": "array", "items": { "type": "string" } },
            },
        }),
    );
    schemas.insert("Table".to_owned(), json!({ "type": "string" }));
    schemas.insert(
        "Places".to_owned(),
        json!({
            "type": "object",
            "required": ["type", "features"],
            "properties": {
                "type": { "type": "string", "const": "FeatureCollection" },
                "features": { "type": "array", "items": { "type": "object" } },
            },
        }),
    );
    schemas.insert(
        "FtmIndex".to_owned(),
        json!({
            "type": "object", "required": ["datasets"],
            "properties": { "datasets": { "type": "array", "items": { "type": "object" } } },
        }),
    );
    let asked = [
        ("entities.ftm.json", "export_ftm", "application/x-ndjson", "FtmEntity"),
        ("organizations.csv", "export_organizations", "text/csv", "Table"),
        ("transfers.csv", "export_transfers", "text/csv", "Table"),
        ("catalogue.geojson", "export_places", geojson::KIND, "Places"),
        ("index.json", "export_index", "application/json", "FtmIndex"),
    ];
    for (name, operation, kind, schema) in asked {
        let mut responses = openapi::responses(&[401, 403, 405, 408, 429, 500, 503], &[(200, None)]);
        if let Some(answer) = responses.get_mut("200").and_then(Value::as_object_mut) {
            let reference = json!({ "$ref": format!("#/components/schemas/{schema}") });
            answer.insert("content".to_owned(), json!({ kind: { "schema": reference } }));
        }
        let path = json!({ "get": {
            "tags": ["exchange"], "operationId": operation, "security": [{}, { "token": [] }], "responses": responses,
        } });
        paths.insert(format!("/api/v1/exchange/{name}"), path);
    }
}
