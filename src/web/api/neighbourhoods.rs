//! The neighbourhood of an organization as programs get it.

use actix_web::{HttpResponse, web::Data};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::openapi;
use crate::{
    service::neighbourhoods::{Bounds, HOPS, Neighbour, Neighbourhood, Tie},
    web::{
        State,
        actor::Caller,
        error::ApiError,
        extract::{Path, Query},
        neighbourhoods::found,
        views::link_title,
    },
};

/// Organizations in one answer.
const MOST: usize = 1_000;

/// A neighbourhood.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeighbourhoodJson {
    /// Reference of the organization in the middle.
    pub centre: String,
    /// Steps asked for.
    pub hops: usize,
    /// The organizations: the one in the middle, then nearest first.
    pub nodes: Vec<NeighbourJson>,
    /// What leads from one of them to another.
    pub edges: Vec<TieJson>,
    /// Whether a bound was met, so that there may be more.
    pub cut_short: bool,
}

/// An organization of a neighbourhood.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeighbourJson {
    /// Its reference.
    pub r#ref: String,
    /// Its name.
    pub title: String,
    /// Address of its page.
    pub url: String,
    /// Its country as a code; empty when it is not stated.
    pub country: String,
    /// Steps from the middle.
    pub hop: usize,
    /// Reference of the one over which it was come to; null for the middle.
    pub over: Option<String>,
}

/// Transfers from one organization to another.
#[derive(Debug, Serialize, ToSchema)]
pub struct TieJson {
    /// Reference of the one that let go.
    pub from: String,
    /// Reference of the one that took.
    pub to: String,
    /// How many.
    pub count: i64,
    /// The first of their days, or null.
    pub first: Option<String>,
    /// The last of their days, or null.
    pub last: Option<String>,
}

/// The neighbourhood of an organization.
pub async fn show(
    state: Data<State>,
    caller: Caller,
    path: Path,
    Query(query): Query,
) -> Result<HttpResponse, ApiError> {
    let bounds = Bounds::parse(query.get("hops"), 2, MOST)?;
    let found = found(&state, &caller, path.reference()?, bounds).await?;
    Ok(HttpResponse::Ok().json(told(&found, &state.site)))
}

fn told(found: &Neighbourhood, site: &str) -> NeighbourhoodJson {
    let name = |place: usize| {
        let node = found.nodes.get(place);
        node.map_or_else(String::new, |node| node.link.r#ref.to_string())
    };
    let node = |(place, node): (usize, &Neighbour)| NeighbourJson {
        r#ref: name(place),
        title: link_title(&node.link),
        url: format!("{site}{}", node.link.path()),
        country: node.country.clone(),
        hop: node.hop,
        over: (place > 0).then(|| name(node.over)),
    };
    let tie = |tie: &Tie| TieJson {
        from: name(tie.from),
        to: name(tie.to),
        count: tie.count,
        first: tie.first.map(|day| day.to_string()),
        last: tie.last.map(|day| day.to_string()),
    };
    NeighbourhoodJson {
        centre: name(0),
        hops: found.hops,
        nodes: found.nodes.iter().enumerate().map(node).collect(),
        edges: found.ties.iter().map(tie).collect(),
        cut_short: found.cut,
    }
}

/// What the description of the API says of this.
pub(super) fn paths(paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>) {
    for (name, schema) in [
        ("NeighbourhoodList", openapi::schema_of::<NeighbourhoodJson>()),
        ("NeighbourJson", openapi::schema_of::<NeighbourJson>()),
        ("TieJson", openapi::schema_of::<TieJson>()),
    ] {
        schemas.insert(name.to_owned(), schema);
    }
    let hops = json!({
        "name": "hops", "in": "query", "required": false,
        "schema": { "type": "integer", "minimum": 1, "maximum": HOPS, "default": 2 },
    });
    let path = json!({ "get": {
        "tags": ["organizations"], "operationId": "neighbourhood_of_organization", "security": [{}, { "token": [] }],
        "parameters": [{ "$ref": "#/components/parameters/ref" }, hops],
        "responses": openapi::responses(&[401, 403, 404, 405, 408, 422, 429, 500, 503], &[(200, Some("NeighbourhoodList"))]),
    } });
    paths.insert("/api/v1/organizations/{ref}/neighbourhood".to_owned(), path);
}
