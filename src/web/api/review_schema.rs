//! What the description of the API says of handing in and deciding.

use serde_json::{Map, Value, json};

use super::{
    openapi,
    review::{ChangeJson, QueueJson, ReviewJson, UnderReviewJson},
};

/// As everywhere, but these answers carry no `ETag`: what is decided on has a version for each record.
fn answers(failures: &[u16], successes: &[(u16, Option<&str>)]) -> Value {
    let mut all = openapi::responses(failures, successes);
    for answer in all.as_object_mut().into_iter().flat_map(Map::values_mut) {
        if let Some(answer) = answer.as_object_mut() {
            answer.remove("headers");
        }
    }
    all
}

/// What the description of the API says of all this.
#[expect(clippy::too_many_lines, reason = "one document, told from top to bottom")]
pub(super) fn paths(paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>) {
    schemas.insert("ReviewJson".to_owned(), openapi::schema_of::<ReviewJson>());
    schemas.insert("UnderReviewJson".to_owned(), openapi::schema_of::<UnderReviewJson>());
    schemas.insert("ChangeJson".to_owned(), openapi::schema_of::<ChangeJson>());
    schemas.insert("ReviewList".to_owned(), openapi::schema_of::<QueueJson>());
    let reading = [401, 403, 404, 405, 408, 422, 429, 500, 503];
    let deciding = [
        401, 403, 404, 405, 408, 409, 412, 413, 415, 422, 428, 429, 500, 503, 507,
    ];
    let body = |schema: Value| json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    let reference = json!({ "$ref": "#/components/parameters/ref" });
    let after = json!({ "$ref": "#/components/parameters/after" });
    let verdict = json!({
        "type": "object", "required": ["decision"],
        "properties": {
            "decision": { "type": "string", "enum": ["accept", "return"] },
            "reason": { "type": "string" },
            "release": { "type": "string", "enum": ["", "sealed", "partner", "officer", "public"] },
            "seen": { "type": "string" },
        },
        "patternProperties": {
            "^version:": { "type": "integer" }, "^decision:": { "type": "string" },
            "^release:": { "type": "string" }, "^level:": { "type": "string" },
        },
    });
    let handed_in = json!({
        "type": "object",
        "properties": {
            "unit": { "type": "string" }, "import": { "type": "string" }, "note": { "type": "string" },
            "records": { "type": "array", "items": { "type": "string" } },
        },
    });
    paths.insert(
        "/api/v1/submissions".to_owned(),
        json!({ "post": {
        "tags": ["review"], "operationId": "submit", "security": [{ "token": [] }],
        "requestBody": body(handed_in),
        "responses": answers(&deciding, &[(201, Some("ReviewJson"))]),
    } }),
    );
    paths.insert(
        "/api/v1/reviews".to_owned(),
        json!({ "get": {
        "tags": ["review"], "operationId": "list_reviews", "security": [{ "token": [] }], "parameters": [after],
        "responses": answers(&reading, &[(200, Some("ReviewList"))]),
    } }),
    );
    paths.insert(
        "/api/v1/reviews/{ref}".to_owned(),
        json!({
            "parameters": [reference],
            "get": {
                "tags": ["review"], "operationId": "show_review", "security": [{ "token": [] }],
                "responses": answers(&reading, &[(200, Some("ReviewJson"))]),
            },
            "post": {
                "tags": ["review"], "operationId": "decide_review", "security": [{ "token": [] }],
                "requestBody": body(verdict),
                "responses": answers(&deciding, &[(200, Some("ReviewJson"))]),
            },
            "delete": {
                "tags": ["review"], "operationId": "take_back_review", "security": [{ "token": [] }],
                "responses": answers(&deciding, &[(204, None)]),
            },
        }),
    );
}
