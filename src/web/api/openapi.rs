//! The API's own description, OpenAPI 3.1, made from the same tables the forms and routes are made from.

use std::sync::LazyLock;

use actix_web::{HttpResponse, http::header, web::Data};
use serde_json::{Map, Value, json};
use utoipa::PartialSchema;

use super::records::{DateJson, LinkJson, ProposedJson};
use crate::{
    domain::{
        forms::{Ask, Column, Question},
        records::{Record, Shelf, State as RecordState},
        release::Release,
    },
    service::records::on_shelf,
    web::{State, goods::FoundJson},
    words::{self, Lang},
};

static DOCUMENT: LazyLock<Value> = LazyLock::new(document);

/// `/api/openapi.json`
pub async fn show(state: Data<State>) -> HttpResponse {
    let mut document = DOCUMENT.clone();
    if let Some(object) = document.as_object_mut() {
        object.insert("servers".to_owned(), json!([{ "url": state.site }]));
    }
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .json(document)
}

/// The format of a moment, RFC 3339.
const MOMENT: &str = concat!("date", "-time");

/// What can go wrong with a request, by what kind of request it is.
const READING: &[u16] = &[401, 403, 404, 405, 408, 422, 429, 500, 503];
const WRITING: &[u16] = &[401, 403, 404, 405, 408, 409, 413, 415, 422, 429, 500, 503, 507];
const REPLACING: &[u16] = &[
    401, 403, 404, 405, 408, 409, 412, 413, 415, 422, 428, 429, 500, 503, 507,
];

fn document() -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    schemas.insert("Problem".to_owned(), problem());
    schemas.insert("Link".to_owned(), schema_of::<LinkJson>());
    schemas.insert("DateSpan".to_owned(), schema_of::<DateJson>());
    schemas.insert("Proposed".to_owned(), schema_of::<ProposedJson>());
    for shelf in Shelf::ALL {
        let questions = on_shelf!(shelf, T => <T as Record>::QUESTIONS);
        shelf_schemas(shelf, questions, &mut schemas);
        shelf_paths(shelf, &mut paths);
    }
    super::extra_paths(&mut paths);
    super::imports::paths(&mut paths, &mut schemas);
    super::mappings::paths(&mut paths, &mut schemas);
    super::readings::paths(&mut paths, &mut schemas);
    super::rules::paths(&mut paths, &mut schemas);
    super::dating::paths(&mut paths, &mut schemas);
    super::chains::paths(&mut paths, &mut schemas);
    super::exchange::paths(&mut paths, &mut schemas);
    super::neighbourhoods::paths(&mut paths, &mut schemas);
    super::parties::paths(&mut paths, &mut schemas);
    super::constellations::paths(&mut paths, &mut schemas);
    super::review_schema::paths(&mut paths, &mut schemas);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Sherd",
            "version": env!("CARGO_PKG_VERSION"),
            "description": words::of(Lang::En).t("api-about"),
            "license": { "name": "MIT OR Apache-2.0" },
        },
        "servers": [],
        "security": [{}, { "token": [] }],
        "tags": Shelf::ALL.map(Shelf::as_str).into_iter().chain(["exchange"]).map(|name| json!({ "name": name })).collect::<Vec<_>>(),
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "schemas": schemas,
            "parameters": {
                "ref": parameter("ref", "path", true, &json!({ "type": "string", "pattern": "^[0-9A-HJKMNP-TV-Z]{8}$" })),
                "after": parameter("after", "query", false, &json!({ "type": "string" })),
                "limit": parameter("limit", "query", false, &json!({ "type": "integer", "minimum": 1, "maximum": 200, "default": 50 })),
                "record_id": parameter("record_id", "query", false, &json!({ "type": "string" })),
                "if-match": parameter("If-Match", "header", true, &json!({ "type": "string", "examples": ["\"3\""] })),
            },
        },
    })
}

/// The schema of a type of ours.
pub(super) fn schema_of<T: PartialSchema>() -> Value {
    serde_json::to_value(T::schema()).unwrap_or_default()
}

fn parameter(name: &str, place: &str, required: bool, schema: &Value) -> Value {
    json!({
        "name": name, "in": place, "required": required, "schema": schema,
        "description": words::of(Lang::En).t(match name {
            "ref" => "api-parameter-ref",
            "after" => "api-parameter-after",
            "limit" => "api-parameter-limit",
            "record_id" => "api-parameter-record-id",
            _ => "api-parameter-if-match",
        }),
    })
}

fn problem() -> Value {
    json!({
        "type": "object",
        "required": ["type", "title", "status", "code", "detail", "request", "fields"],
        "properties": {
            "type": { "type": "string" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "code": { "type": "string" },
            "detail": { "type": "string" },
            "request": { "type": "string" },
            "fields": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["field", "message"],
                    "properties": { "field": { "type": "string" }, "message": { "type": "string" } },
                },
            },
        },
    })
}

fn field(shelf: Shelf, question: &Question) -> Value {
    let words = words::of(Lang::En);
    let mut schema = match question.ask {
        Ask::Lines | Ask::Links(_) => json!({ "type": "array", "items": { "type": "string" } }),
        Ask::Rows(columns) => {
            let cells: Map<String, Value> = columns
                .iter()
                .map(|column| (column.name.to_owned(), cell(shelf, column)))
                .collect();
            json!({ "type": "array", "items": { "type": "object", "properties": cells } })
        }
        Ask::Any(listed) => {
            json!({ "type": "array", "items": { "type": "string", "enum": listed } })
        }
        Ask::One(listed) => {
            let all: Vec<&str> = listed.iter().copied().chain([""]).collect();
            json!({ "type": "string", "enum": all })
        }
        Ask::Number => json!({ "type": ["number", "null"] }),
        Ask::Date => {
            json!({ "type": "string", "format": "edtf", "examples": ["2024-08-18", "2024-03~", "../2024-02-27"] })
        }
        _ => json!({ "type": "string" }),
    };
    if let Some(object) = schema.as_object_mut() {
        let label = crate::web::views::field_label(shelf, question.name, words);
        object.insert("description".to_owned(), Value::from(label));
    }
    schema
}

/// A cell of a small table.
fn cell(shelf: Shelf, column: &Column) -> Value {
    let label = crate::web::views::field_label(shelf, column.name, words::of(Lang::En));
    match column.words {
        [] => json!({ "type": "string", "description": label }),
        listed => json!({ "type": "string", "enum": listed, "description": label }),
    }
}

/// What is sent (`<Shelf>Input`) and what comes back (`<Shelf>`).
#[expect(clippy::too_many_lines, reason = "one document, told from top to bottom")]
fn shelf_schemas(shelf: Shelf, questions: &[Question], schemas: &mut Map<String, Value>) {
    let mut fields: Map<String, Value> = questions
        .iter()
        .map(|question| (question.name.to_owned(), field(shelf, question)))
        .collect();
    fields.insert(
        "sources".to_owned(),
        json!({ "type": "array", "items": { "type": "string" } }),
    );
    fields.insert(
        "release".to_owned(),
        json!({ "type": "string", "enum": Release::ALL.map(Release::as_str) }),
    );
    fields.insert(
        "field_releases".to_owned(),
        json!({ "type": "string", "examples": ["place=officer;note=sealed"] }),
    );
    let required: Vec<&str> = questions
        .iter()
        .filter(|question| question.required)
        .map(|question| question.name)
        .collect();
    let name = schema_name(shelf);
    let mut input = fields.clone();
    input.insert("record_id".to_owned(), json!({ "type": "string" }));
    input.insert("why".to_owned(), json!({ "type": "string" }));
    schemas.insert(
        format!("{name}Input"),
        json!({ "type": "object", "properties": input, "required": required, "additionalProperties": true }),
    );
    let mut output = fields;
    for (key, schema) in [
        ("ref", json!({ "type": "string" })),
        ("shelf", json!({ "type": "string", "const": shelf.as_str() })),
        ("url", json!({ "type": "string", "format": "uri" })),
        ("label", json!({ "type": "string" })),
        (
            "state",
            json!({ "type": "string", "enum": RecordState::ALL.map(RecordState::as_str) }),
        ),
        ("version", json!({ "type": "integer", "minimum": 1 })),
        ("created_at", json!({ "type": "string", "format": MOMENT })),
        ("updated_at", json!({ "type": "string", "format": MOMENT })),
        (
            "links",
            json!({ "type": "object", "additionalProperties": reference("Link") }),
        ),
        (
            "dates",
            json!({ "type": "object", "additionalProperties": reference("DateSpan") }),
        ),
    ] {
        output.insert(key.to_owned(), schema);
    }
    if shelf == Shelf::Transfers {
        let found = json!({ "type": "array", "items": reference("FoundInText") });
        output.insert("read_from_text".to_owned(), found);
        schemas.insert("FoundInText".to_owned(), schema_of::<FoundJson>());
    }
    let always = [
        "ref",
        "shelf",
        "url",
        "label",
        "state",
        "version",
        "created_at",
        "updated_at",
        "links",
        "dates",
    ];
    schemas.insert(
        name.clone(),
        json!({ "type": "object", "properties": output, "required": always }),
    );
    schemas.insert(
        format!("{name}List"),
        json!({
            "type": "object",
            "required": ["results", "next"],
            "properties": {
                "results": { "type": "array", "items": reference(&name) },
                "next": { "type": ["string", "null"], "format": "uri" },
            },
        }),
    );
}

pub(super) fn schema_name(shelf: Shelf) -> String {
    let word = shelf.as_str().trim_end_matches('s');
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_ascii_uppercase().to_string() + letters.as_str()
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn shelf_paths(shelf: Shelf, paths: &mut Map<String, Value>) {
    let (word, name) = (shelf.as_str(), schema_name(shelf));
    let parameter = |name: &str| json!({ "$ref": format!("#/components/parameters/{name}") });
    let body = json!({ "required": true, "content": { "application/json": { "schema": reference(&format!("{name}Input")) } } });
    paths.insert(
        format!("/api/v1/{word}"),
        json!({
            "get": {
                "tags": [word], "operationId": format!("list_{word}"),
                "parameters": [parameter("after"), parameter("limit"), parameter("record_id")],
                "responses": responses(READING, &[(200, Some(&format!("{name}List")))]),
            },
            "post": {
                "tags": [word], "operationId": format!("create_{word}"), "security": [{ "token": [] }],
                "requestBody": body,
                "responses": responses(WRITING, &[(201, Some(&name))]),
            },
        }),
    );
    paths.insert(
        format!("/api/v1/{word}/{{ref}}"),
        json!({
            "parameters": [parameter("ref")],
            "get": {
                "tags": [word], "operationId": format!("show_{word}"),
                "responses": responses(READING, &[(200, Some(&name)), (301, None)]),
            },
            "put": {
                "tags": [word], "operationId": format!("update_{word}"), "security": [{ "token": [] }],
                "parameters": [parameter("if-match")],
                "requestBody": body,
                "responses": responses(REPLACING, &[(200, Some(&name)), (202, Some("Proposed"))]),
            },
        }),
    );
}

/// The responses of an operation: the failures of its kind, and what it answers when it succeeds.
pub(super) fn responses(failures: &[u16], successes: &[(u16, Option<&str>)]) -> Value {
    let words = words::of(Lang::En);
    let describe = |status: u16| words.t(super::status_key(status)).to_owned();
    let mut all = Map::new();
    for (status, schema) in successes {
        let mut answer = json!({ "description": describe(*status) });
        if let (Some(schema), Some(object)) = (schema, answer.as_object_mut()) {
            object.insert(
                "content".to_owned(),
                json!({ "application/json": { "schema": reference(schema) } }),
            );
            if matches!(status, 200 | 201) && !schema.ends_with("List") {
                object.insert(
                    "headers".to_owned(),
                    json!({ "ETag": { "schema": { "type": "string" } } }),
                );
            }
        }
        all.insert(status.to_string(), answer);
    }
    for status in failures {
        let answer = json!({
            "description": describe(*status),
            "content": { "application/problem+json": { "schema": reference("Problem") } },
        });
        all.insert(status.to_string(), answer);
    }
    Value::Object(all)
}
