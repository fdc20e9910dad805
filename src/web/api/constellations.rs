//! Constellations as programs get them.

use actix_web::{HttpResponse, web::Data};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::{openapi, records::LinkJson};
use crate::{
    domain::{constellations::chance, dates::Edtf, parse::date_text, records::Link},
    service::constellations::{self, Constellation, Listed, Member, Shown},
    web::{
        State,
        actor::Caller,
        constellations::{asked_kind, basis, cursor, parse_cursor},
        error::ApiError,
        extract::{Path, Query},
    },
    words::Words,
};

/// Constellations in one answer.
const ROWS: usize = 100;

/// What several units share.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConstellationJson {
    /// Its address: `/constellations/KEY`.
    pub key: String,
    /// `lot`, `date_code` or `serial`.
    pub kind: &'static str,
    /// The lot or date code; of serial numbers the lowest. Without punctuation, in capitals.
    pub first: String,
    /// The same, or the highest serial number.
    pub last: String,
    /// The part, where one is on record.
    pub part: Option<LinkJson>,
    /// One of the components.
    pub component: Option<LinkJson>,
    /// Units that share it.
    pub units: u32,
    /// Units in which such things were seen with a mark of this kind.
    pub seen_units: u32,
    /// Different lots or date codes on them; of serial numbers, how many numbers lie between the lowest and the highest.
    pub seen_values: u64,
    /// How many such cases one would expect by accident, at most 1.
    pub expected: f64,
    /// What that rests on.
    pub basis: Vec<String>,
}

/// A page of constellations.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConstellationListJson {
    /// The most surprising first.
    pub results: Vec<ConstellationJson>,
    /// The value of `after` for the next page, or null.
    pub next: Option<String>,
}

/// The constellations of a component.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComponentConstellationsJson {
    /// The most surprising first.
    pub results: Vec<ConstellationJson>,
}

/// A constellation with its marks.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConstellationShownJson {
    /// What is shared.
    #[serde(flatten)]
    pub constellation: ConstellationJson,
    /// The marks, in the order of what they say.
    pub marks: Vec<ConstellationMarkJson>,
    /// Whether there are more marks than are told.
    pub more: bool,
}

/// A mark of a constellation.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConstellationMarkJson {
    /// The lot, date code or serial number, without punctuation, in capitals.
    pub value: String,
    /// The mark.
    pub mark: LinkJson,
    /// The component it stands on.
    pub component: LinkJson,
    /// The unit that was found in.
    pub unit: LinkJson,
    /// The type of weapon, or null.
    pub weapon: Option<LinkJson>,
    /// Where and when, or null.
    pub incident: Option<LinkJson>,
    /// When the unit was used, EDTF, or null.
    pub used: Option<String>,
    /// When it was recovered, EDTF, or null.
    pub recovered: Option<String>,
}

/// A page of constellations.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, ApiError> {
    let after = parse_cursor(query.get("after"))?;
    let only = asked_kind(query.get("kind"))?;
    let (ctx, part) = (caller.ctx(), query.get("part").to_owned());
    let Listed { items, next, .. } = state
        .db
        .read(move |conn| constellations::list(conn, &ctx, only, &part, after.as_ref(), ROWS))
        .await?;
    Ok(HttpResponse::Ok().json(ConstellationListJson {
        results: told(&items, &state.site, caller.words()),
        next: next.as_ref().map(cursor),
    }))
}

/// One with its marks.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, ApiError> {
    let key = path.get("key").to_owned();
    let ctx = caller.ctx();
    let shown = state
        .db
        .read(move |conn| constellations::show(conn, &ctx, &key))
        .await?;
    let Shown {
        constellation,
        members,
        more,
    } = shown;
    Ok(HttpResponse::Ok().json(ConstellationShownJson {
        constellation: one(&constellation, &state.site, caller.words()),
        marks: members.iter().map(|member| mark(member, &state.site)).collect(),
        more,
    }))
}

/// Those of a component.
pub async fn component(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, ApiError> {
    let reference = path.reference()?;
    let ctx = caller.ctx();
    let (_, found) = state
        .db
        .read(move |conn| constellations::of_component(conn, &ctx, &reference))
        .await?;
    Ok(HttpResponse::Ok().json(ComponentConstellationsJson {
        results: told(&found, &state.site, caller.words()),
    }))
}

/// Constellations as programs get them; sentences in the language of `words`.
pub fn told(all: &[Constellation], site: &str, words: &Words) -> Vec<ConstellationJson> {
    all.iter()
        .map(|constellation| one(constellation, site, words))
        .collect()
}

fn one(constellation: &Constellation, site: &str, words: &Words) -> ConstellationJson {
    let shared = &constellation.shared;
    let link = |link: &Link| super::records::link(site, link);
    ConstellationJson {
        key: constellation.key.clone(),
        kind: constellation.kind.as_str(),
        first: shared.first.clone(),
        last: shared.last.clone(),
        part: constellation.part.as_ref().map(link),
        component: constellation.component.as_ref().map(link),
        units: shared.units,
        seen_units: shared.seen_units,
        seen_values: shared.seen_values,
        expected: chance::expected(shared.surprise),
        basis: basis(constellation, words),
    }
}

fn mark(member: &Member, site: &str) -> ConstellationMarkJson {
    let link = |link: &Link| super::records::link(site, link);
    let text = |date: &Option<Edtf>| Some(date_text(date).to_owned()).filter(|text: &String| !text.is_empty());
    ConstellationMarkJson {
        value: member.value.clone(),
        mark: link(&Link::to(&member.mark.marking.head)),
        component: link(&Link::to(&member.component.head)),
        unit: link(&Link::to(&member.unit.head)),
        weapon: member.unit.weapon.as_ref().map(link),
        incident: member.incident.as_ref().map(|one| link(&Link::to(&one.head))),
        used: text(&member.unit.what.used),
        recovered: text(&member.unit.what.recovered),
    }
}

/// What the description of the API says of this.
pub(super) fn paths(paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>) {
    for (name, schema) in [
        ("ConstellationJson", openapi::schema_of::<ConstellationJson>()),
        ("ConstellationMarkJson", openapi::schema_of::<ConstellationMarkJson>()),
        ("ConstellationList", openapi::schema_of::<ConstellationListJson>()),
        ("ConstellationShown", openapi::schema_of::<ConstellationShownJson>()),
        (
            "ComponentConstellations",
            openapi::schema_of::<ComponentConstellationsJson>(),
        ),
    ] {
        schemas.insert(name.to_owned(), schema);
    }
    let query = |name: &str| json!({ "name": name, "in": "query", "schema": { "type": "string" } });
    let get = |operation: &str, parameters: Value, answer: &str| {
        json!({ "get": {
            "tags": ["components"], "operationId": operation, "security": [{}, { "token": [] }],
            "parameters": parameters,
            "responses": openapi::responses(&[401, 403, 404, 405, 408, 422, 429, 500, 503], &[(200, Some(answer))]),
        } })
    };
    let key = json!({ "name": "key", "in": "path", "required": true, "schema": { "type": "string" } });
    let reference = json!({ "$ref": "#/components/parameters/ref" });
    let asked = json!([query("kind"), query("part"), query("after")]);
    paths.insert(
        "/api/v1/constellations".to_owned(),
        get("constellations", asked, "ConstellationList"),
    );
    paths.insert(
        "/api/v1/constellations/{key}".to_owned(),
        get("constellation", json!([key]), "ConstellationShown"),
    );
    paths.insert(
        "/api/v1/components/{ref}/constellations".to_owned(),
        get(
            "constellations_of_component",
            json!([reference]),
            "ComponentConstellations",
        ),
    );
}
