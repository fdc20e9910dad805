//! Organizations that may be one, as programs get and decide them.

use actix_web::{HttpResponse, web::Data};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::{openapi, records::LinkJson};
use crate::{
    domain::{
        parties::candidates::{Candidate, Standing},
        records::{Head, Link},
    },
    error::{Error, Say},
    service::{self, parties::Proposed},
    web::{
        State,
        actor::Caller,
        error::ApiError,
        extract::{JsonFields, Path, Query},
        pages::parties::verdict,
        parties::reasons,
        urls,
    },
    words::Words,
};

/// Most pairs in one answer.
const MOST: usize = 200;

/// Two organizations that may be one.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidateJson {
    /// Its number.
    pub id: i64,
    /// How likely they are one, from 0 to 1.
    pub score: f64,
    /// The older organization.
    pub one: LinkJson,
    /// The other.
    pub other: LinkJson,
    /// What speaks for it and against it.
    pub reasons: Vec<ReasonJson>,
    /// `open`, `same` or `different`.
    pub state: &'static str,
    /// When it was found, RFC 3339.
    pub found_at: String,
    /// When it was decided on, RFC 3339, or null.
    pub decided_at: Option<String>,
    /// Why it was decided so; empty while it is open.
    pub why: String,
}

/// A reason.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReasonJson {
    /// Its key, the same in all languages.
    pub key: &'static str,
    /// Whether it speaks against.
    pub against: bool,
    /// In words.
    pub text: String,
}

/// A page of pairs.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidatesJson {
    /// The pairs, most alike first.
    pub results: Vec<CandidateJson>,
    /// Address of the next page, or null on the last.
    pub next: Option<String>,
}

/// A pair as programs get it.
pub fn told(candidate: &Candidate, [one, other]: [&Head; 2], site: &str, words: &Words) -> CandidateJson {
    let link = |head: &Head| super::records::link(site, &Link::to(head));
    CandidateJson {
        id: candidate.id,
        score: f64::from(candidate.score) / 1_000.0,
        one: link(one),
        other: link(other),
        reasons: reasons(&candidate.reasons, words)
            .into_iter()
            .map(|reason| ReasonJson {
                key: reason.key,
                against: reason.against,
                text: reason.text,
            })
            .collect(),
        state: candidate.standing.as_str(),
        found_at: candidate.found_at.to_rfc3339(),
        decided_at: candidate.decided_at.map(|at| at.to_rfc3339()),
        why: candidate.why.clone(),
    }
}

/// The same from a list.
pub fn listed(proposed: &Proposed, site: &str, words: &Words) -> CandidateJson {
    let Proposed { candidate, one, other } = proposed;
    told(candidate, [&one.head, &other.head], site, words)
}

/// A page of pairs.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, ApiError> {
    let after = urls::parse_cursor(query.get("after"))?;
    let limit = match query.get("limit") {
        "" => 50,
        text => match text.parse::<usize>() {
            Ok(limit) if (1..=MOST).contains(&limit) => limit,
            _ => {
                let say = Say::new("number-out-of-range").with("low", 1).with("high", MOST);
                return Err(Error::invalid("limit", say).into());
            }
        },
    };
    let (ctx, asked) = (caller.ctx(), query.clone());
    let (found, next) = state
        .db
        .read(move |conn| {
            let narrowing = service::parties::narrowing(conn, &ctx, &asked)?;
            service::parties::list(conn, &ctx, &narrowing, after.as_ref(), limit)
        })
        .await?;
    let words = caller.words();
    Ok(HttpResponse::Ok().json(CandidatesJson {
        results: found.iter().map(|one| listed(one, &state.site, words)).collect(),
        next: next.map(|next| {
            let (next, limit) = (urls::cursor(&next), limit.to_string());
            let mut pairs: Vec<(&str, &str)> = query.iter().collect();
            pairs.retain(|(name, _)| !matches!(*name, "after" | "limit"));
            pairs.extend([("after", next.as_str()), ("limit", limit.as_str())]);
            format!(
                "{}{}",
                state.site,
                urls::with_query("/api/v1/parties/candidates", &pairs)
            )
        }),
    }))
}

fn number(path: &Path) -> Result<i64, Error> {
    path.get("id").parse().map_err(|_too_long| Error::NotFound("parties"))
}

/// One pair.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, ApiError> {
    let (id, ctx) = (number(&path)?, caller.ctx());
    let shown = state
        .db
        .read(move |conn| service::parties::show(conn, &ctx, id))
        .await?;
    let heads = [&shown.one.organization.head, &shown.other.organization.head];
    Ok(HttpResponse::Ok().json(told(&shown.candidate, heads, &state.site, caller.words())))
}

/// Decides on a pair, and answers with it as it now is.
pub async fn decide(
    state: Data<State>,
    caller: Caller,
    path: Path,
    JsonFields(fields): JsonFields,
) -> Result<HttpResponse, ApiError> {
    let (id, ctx, said) = (number(&path)?, caller.ctx(), verdict(&fields));
    let shown = state
        .db
        .write(move |conn| {
            service::parties::decide(conn, &ctx, id, &said)?;
            service::parties::show(conn, &ctx, id)
        })
        .await?;
    let heads = [&shown.one.organization.head, &shown.other.organization.head];
    Ok(HttpResponse::Ok().json(told(&shown.candidate, heads, &state.site, caller.words())))
}

/// What the description of the API says of this.
pub(super) fn paths(paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>) {
    for (name, schema) in [
        ("CandidateJson", openapi::schema_of::<CandidateJson>()),
        ("ReasonJson", openapi::schema_of::<ReasonJson>()),
        ("CandidateList", openapi::schema_of::<CandidatesJson>()),
    ] {
        schemas.insert(name.to_owned(), schema);
    }
    let text = |name: &str| json!({ "name": name, "in": "query", "schema": { "type": "string" } });
    let states = Standing::ALL.map(Standing::as_str);
    let reading = [401, 403, 404, 405, 408, 422, 429, 500, 503];
    let list = json!({ "get": {
        "tags": ["organizations"], "operationId": "list_candidates", "security": [{ "token": [] }],
        "parameters": [
            { "name": "state", "in": "query", "schema": { "type": "string", "enum": states, "default": "open" } },
            text("organization"), text("import"),
            { "$ref": "#/components/parameters/after" },
            { "name": "limit", "in": "query", "schema": { "type": "integer", "minimum": 1, "maximum": MOST, "default": 50 } },
        ],
        "responses": openapi::responses(&reading, &[(200, Some("CandidateList"))]),
    } });
    paths.insert("/api/v1/parties/candidates".to_owned(), list);
    let body = json!({ "required": true, "content": { "application/json": { "schema": {
        "type": "object", "required": ["decision", "why"],
        "properties": {
            "decision": { "type": "string", "enum": ["same", "different"] },
            "stays": { "type": "string" },
            "why": { "type": "string" },
            "opening": { "type": "boolean", "default": false },
        },
    } } } });
    let deciding = [401, 403, 404, 405, 408, 409, 412, 413, 415, 422, 429, 500, 503, 507];
    let one = json!({
        "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "integer", "minimum": 1 } }],
        "get": {
            "tags": ["organizations"], "operationId": "show_candidate", "security": [{ "token": [] }],
            "responses": openapi::responses(&reading, &[(200, Some("CandidateJson"))]),
        },
        "post": {
            "tags": ["organizations"], "operationId": "decide_candidate", "security": [{ "token": [] }],
            "requestBody": body,
            "responses": openapi::responses(&deciding, &[(200, Some("CandidateJson"))]),
        },
    });
    paths.insert("/api/v1/parties/candidates/{id}".to_owned(), one);
}
