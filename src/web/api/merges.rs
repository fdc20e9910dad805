//! Merging two parts or two organizations.

use actix_web::{HttpResponse, web::Data};
use serde_json::{Map, Value, json};

use super::{
    openapi::{responses, schema_name},
    records::{json, tagged},
};
use crate::{
    domain::records::Record,
    service::{self, merges::SHELVES, records::on_shelf},
    web::{
        State,
        actor::Caller,
        error::ApiError,
        extract::{JsonFields, Path},
        pages::merges::wish,
    },
};

/// Merges the record into the one that `into` names, and answers with that one. From now on the old address leads to it.
pub async fn merge(
    state: Data<State>,
    caller: Caller,
    path: Path,
    JsonFields(fields): JsonFields,
) -> Result<HttpResponse, ApiError> {
    let (shelf, reference) = (path.shelf()?, path.reference()?);
    let questions = on_shelf!(shelf, T => <T as Record>::QUESTIONS);
    let (ctx, wish) = (caller.ctx(), wish(&fields));
    let told = state
        .db
        .write(move |conn| {
            let head = service::merges::merge(conn, &ctx, shelf, &reference, &wish)?;
            on_shelf!(shelf, T => service::records::telling::<T>(conn, &ctx, &head.r#ref))
        })
        .await?;
    Ok(tagged(HttpResponse::Ok(), &told.head).json(json(&caller, &state.site, &told, questions)))
}

/// The paths of this file, for the API's description.
pub(super) fn paths(paths: &mut Map<String, Value>) {
    for shelf in SHELVES {
        let name = shelf.as_str();
        let schema = schema_name(shelf);
        let path = json!({
            "parameters": [{ "$ref": "#/components/parameters/ref" }],
            "post": {
                "tags": [name], "operationId": format!("merge_{name}"), "security": [{ "token": [] }],
                "requestBody": { "required": true, "content": { "application/json": { "schema": {
                    "type": "object", "required": ["into", "why"],
                    "properties": {
                        "into": { "type": "string" },
                        "why": { "type": "string" },
                        "opening": { "type": "boolean", "default": false },
                    },
                } } } },
                "responses": responses(
                    &[401, 403, 404, 405, 408, 412, 413, 415, 422, 429, 500, 503, 507],
                    &[(200, Some(&schema))],
                ),
            },
        });
        paths.insert(format!("/api/v1/{name}/{{ref}}/merge"), path);
    }
}
