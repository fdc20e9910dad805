//! Candidate chains as programs get them, and the way back from a party or a transfer to components.

use actix_web::{HttpResponse, web::Data};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::{openapi, records::LinkJson};
use crate::{
    domain::records::Shelf,
    service::{
        self,
        chains::{Carried, Chain, Found, Gap, Piece, Stand, Step, Through},
    },
    web::{
        State,
        actor::Caller,
        chains::{self, diversion, name},
        error::ApiError,
        extract::{Path, Query},
        throttle,
    },
    words::Words,
};

/// A candidate chain.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChainJson {
    /// From 1, the best.
    pub rank: usize,
    /// From 0 to 1.
    pub score: f64,
    /// Transfers and gaps in their order.
    pub steps: Vec<ChainLinkJson>,
    /// Where the last authorised custodian let go, or `unknown`.
    pub diversion_point: String,
    /// Why it stands where it stands.
    pub reasons: Vec<String>,
    /// What people decided about it; missing where nobody did, or nobody the reader may know of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<ChainDecisionJson>,
}

/// What people decided about a chain.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChainDecisionJson {
    /// The reference of the decision, on the shelf `chains`.
    pub r#ref: String,
    /// `accepted` or `rejected`.
    pub verdict: String,
    /// `accepted` once a second person has accepted it; until then it counts for nothing.
    pub state: &'static str,
    /// Why.
    pub reason: String,
    /// The day on which the second person accepted it, or null.
    pub accepted_on: Option<String>,
    /// Whether a step has changed, was closed or taken out since.
    pub outdated: bool,
}

/// A part of a chain.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum ChainLinkJson {
    /// A recorded transfer.
    Step(ChainStepJson),
    /// A hole in the record.
    Gap(ChainHoleJson),
}

/// A recorded transfer in a chain.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChainStepJson {
    /// The reference of the record; of several that tell the same, the best graded.
    pub transfer: String,
    /// The name its import gave the row, or null.
    pub record_id: Option<String>,
    /// Who let go.
    pub from: String,
    /// Who took.
    pub to: String,
    /// The first day that fits into this chain, or null.
    pub date_earliest: Option<String>,
    /// The last day that fits into this chain, or null.
    pub date_latest: Option<String>,
    /// `serial`, `lot`, `date code`, `part`, `family` or `hs`.
    pub matched_by: &'static str,
}

/// A hole in the record.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChainHoleJson {
    /// The hole.
    pub gap: ChainGapJson,
}

/// A stretch for which no record says who had the component.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChainGapJson {
    /// It lasted at least so many days.
    pub days_min: i64,
    /// It lasted at most so many days, or null where nothing bounds it.
    pub days_max: Option<i64>,
    /// Last known before it.
    pub from: String,
    /// First known behind it.
    pub to: String,
}

/// Components that could have come through a transfer or an organization.
#[derive(Debug, Serialize, ToSchema)]
pub struct ThroughJson {
    /// The components, those that agree best first.
    pub results: Vec<CarriedJson>,
    /// Whether a bound was met, so that a component may be missing.
    pub cut_short: bool,
}

/// A component that could have come this way.
#[derive(Debug, Serialize, ToSchema)]
pub struct CarriedJson {
    /// The component.
    pub component: LinkJson,
    /// The unit it was found in, or null.
    pub unit: Option<LinkJson>,
    /// `serial`, `lot`, `date code` or `part`.
    pub matched_by: &'static str,
    /// Some of the transfers that agree so.
    pub transfers: Vec<LinkJson>,
    /// How many agree so.
    pub count: usize,
    /// The same in words.
    pub reason: String,
}

/// What a lot or a serial number leads to.
#[derive(Debug, Serialize, ToSchema)]
pub struct LookedUpJson {
    /// Found components that carry it on a mark.
    pub carrying: Vec<CarriedJson>,
    /// Recorded transfers that name it.
    pub transfers: Vec<LinkJson>,
    /// Found components that could have come through one of these.
    pub through: Vec<CarriedJson>,
    /// Whether a bound was met, so that something may be missing.
    pub cut_short: bool,
}

/// What a lot or a serial number leads to.
pub async fn look_up(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, ApiError> {
    let turn = throttle::turn(&caller).await?;
    let ctx = caller.ctx();
    let found = state
        .db
        .read(move |conn| {
            let _turn = turn;
            service::chains::look_up(conn, &ctx, query.get("lot"), query.get("serial"))
        })
        .await?;
    let (site, words) = (&state.site, caller.words());
    let carried = |all: &[Carried]| all.iter().map(|one| carried(one, site, words)).collect();
    Ok(HttpResponse::Ok().json(LookedUpJson {
        carrying: carried(&found.carrying),
        transfers: found
            .transfers
            .iter()
            .map(|link| super::records::link(site, link))
            .collect(),
        through: carried(&found.through),
        cut_short: found.cut_short,
    }))
}

/// The candidate chains of a component.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, ApiError> {
    let found = chains::found(&state, &caller, path.reference()?).await?;
    Ok(HttpResponse::Ok().json(told(&found, caller.words())))
}

/// The components that could have come through the hands of an organization.
pub async fn organization(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, ApiError> {
    let through = chains::through(&state, &caller, Shelf::Organizations, path.reference()?).await?;
    Ok(HttpResponse::Ok().json(through_told(&through, &state.site, caller.words())))
}

/// The components that could have come through a transfer.
pub async fn transfer(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, ApiError> {
    let through = chains::through(&state, &caller, Shelf::Transfers, path.reference()?).await?;
    Ok(HttpResponse::Ok().json(through_told(&through, &state.site, caller.words())))
}

/// The chains as programs get them; sentences in the language of `words`.
pub fn told(found: &Found, words: &Words) -> Vec<ChainJson> {
    let told = |one: &Chain| chain(one, found.stand_on(one), words);
    found.chains.iter().map(told).collect()
}

fn decision(stand: &Stand) -> ChainDecisionJson {
    let kept = &stand.decision;
    ChainDecisionJson {
        r#ref: kept.head.r#ref.to_string(),
        verdict: kept.what.verdict.clone(),
        state: kept.head.state.as_str(),
        reason: kept.what.reason.clone(),
        accepted_on: stand.accepted_at.map(|at| at.date_naive().to_string()),
        outdated: kept.is_shaken(),
    }
}

fn chain(chain: &Chain, stand: Option<&Stand>, words: &Words) -> ChainJson {
    let link = |piece: &Piece| match piece {
        Piece::Step(one) => ChainLinkJson::Step(step(one, words)),
        Piece::Gap(one) => ChainLinkJson::Gap(ChainHoleJson { gap: gap(one, words) }),
    };
    ChainJson {
        rank: chain.rank,
        // More digits would claim a precision that no score has; fewer would tie chains that are not equal.
        score: (chain.score * 10_000.0).round() / 10_000.0,
        steps: chain.links.iter().map(link).collect(),
        diversion_point: diversion(chain, words).unwrap_or_else(|| "unknown".to_owned()),
        reasons: chain.reasons.iter().map(|say| words.say(say)).collect(),
        decision: stand.map(decision),
    }
}

fn step(step: &Step, words: &Words) -> ChainStepJson {
    let head = step.transfers.first().map(|one| &one.head);
    ChainStepJson {
        transfer: head.map_or_else(String::new, |head| head.r#ref.to_string()),
        record_id: head.and_then(|head| head.record_id.clone()),
        from: name(&step.from, words),
        to: name(&step.to, words),
        date_earliest: step.earliest.map(|day| day.to_string()),
        date_latest: step.latest.map(|day| day.to_string()),
        matched_by: step.matched.as_str(),
    }
}

fn gap(gap: &Gap, words: &Words) -> ChainGapJson {
    ChainGapJson {
        days_min: gap.days_min,
        days_max: gap.days_max,
        from: name(&gap.from, words),
        to: name(&gap.to, words),
    }
}

fn through_told(through: &Through, site: &str, words: &Words) -> ThroughJson {
    let results = through.components.iter().map(|one| carried(one, site, words));
    ThroughJson {
        results: results.collect(),
        cut_short: through.cut_short,
    }
}

fn carried(one: &Carried, site: &str, words: &Words) -> CarriedJson {
    let link = |link| super::records::link(site, link);
    CarriedJson {
        component: link(&one.component),
        unit: one.unit.as_ref().map(link),
        matched_by: one.matched.as_str(),
        transfers: one.transfers.iter().map(link).collect(),
        count: one.count,
        reason: match one.count {
            0 => String::new(),
            _ => chains::reason(one, words),
        },
    }
}

/// What the description of the API says of this.
pub(super) fn paths(paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>) {
    for (name, schema) in [
        ("ChainJson", openapi::schema_of::<ChainJson>()),
        ("ChainLinkJson", openapi::schema_of::<ChainLinkJson>()),
        ("ChainStepJson", openapi::schema_of::<ChainStepJson>()),
        ("ChainDecisionJson", openapi::schema_of::<ChainDecisionJson>()),
        ("ChainHoleJson", openapi::schema_of::<ChainHoleJson>()),
        ("ChainGapJson", openapi::schema_of::<ChainGapJson>()),
        ("ThroughList", openapi::schema_of::<ThroughJson>()),
        ("LookedUp", openapi::schema_of::<LookedUpJson>()),
        ("CarriedJson", openapi::schema_of::<CarriedJson>()),
    ] {
        schemas.insert(name.to_owned(), schema);
    }
    let query = |name: &str| json!({ "name": name, "in": "query", "schema": { "type": "string" } });
    let path = json!({ "get": {
        "tags": ["chains"], "operationId": "look_up", "security": [{}, { "token": [] }],
        "parameters": [query("lot"), query("serial")],
        "responses": openapi::responses(&[401, 403, 405, 408, 422, 429, 500, 503], &[(200, Some("LookedUp"))]),
    } });
    paths.insert("/api/v1/chains/look-up".to_owned(), path);
    let list = json!({ "type": "array", "items": { "$ref": "#/components/schemas/ChainJson" } });
    schemas.insert("CandidateChains".to_owned(), list);
    let asked = [
        ("components", "chains", "chains_of_component", "CandidateChains"),
        (
            "organizations",
            "components",
            "components_through_organization",
            "ThroughList",
        ),
        ("transfers", "components", "components_through_transfer", "ThroughList"),
    ];
    for (shelf, what, operation, answer) in asked {
        let path = json!({ "get": {
            "tags": [shelf], "operationId": operation, "security": [{}, { "token": [] }],
            "parameters": [{ "$ref": "#/components/parameters/ref" }],
            "responses": openapi::responses(&[401, 403, 404, 405, 408, 429, 500, 503], &[(200, Some(answer))]),
        } });
        paths.insert(format!("/api/v1/{shelf}/{{ref}}/{what}"), path);
    }
}
