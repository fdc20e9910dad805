//! The rules that marks are read by, for programs.

use actix_web::{HttpResponse, web::Data};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::openapi;
use crate::{
    domain::{
        records::Cursor,
        rules::{book::Rulebook, kinds::Place, scheme::Scheme},
    },
    error::{Error, Say},
    service::rules,
    web::{
        State,
        actor::Caller,
        error::ApiError,
        extract::{Path, Query},
        pages, urls,
    },
};

/// Marks in one answer.
const MARKS: usize = 100;

/// A rule.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleJson {
    /// Its name in addresses and readings; never given to another rule.
    pub id: String,
    /// Counted up when what it says changes.
    pub version: u32,
    /// What it is, in one line.
    pub title: String,
    /// What it says a mark is.
    pub kind: &'static str,
    /// The stage of production it dates.
    pub stage: &'static str,
    /// The makers that use it; empty when it is nobody's own.
    pub makers: Vec<String>,
    /// The classes of objects it is used on; empty for any.
    pub objects: Vec<String>,
    /// The countries it belongs to, as two-letter codes; empty for any.
    pub origins: Vec<String>,
    /// The forms of a mark, in the field language.
    pub patterns: Vec<String>,
    /// How weeks are counted.
    pub weeks: &'static str,
    /// The calendar of its years, where it is not the Gregorian one.
    pub calendar: Option<String>,
    /// How many years before the recovery an open year is looked for.
    pub window: u32,
    /// Years from production to the date in the mark.
    pub life: u32,
    /// By how many weeks the true week may lie before the one in the mark.
    pub weeks_before: u32,
    /// By how many after it.
    pub weeks_after: u32,
    /// Where in a mark it applies: `any`, `line` or `mark`.
    pub place: &'static str,
    /// The first day it was in use.
    pub from: Option<String>,
    /// The last day it was in use.
    pub until: Option<String>,
    /// How well it is documented: `low`, `medium` or `high`.
    pub confidence: &'static str,
    /// What documents it.
    pub citation: super::readings::CitationJson,
    /// What a reader should know.
    pub note: String,
    /// What speaks against it.
    pub doubt: String,
    /// Worked examples: a mark, what is known besides, and what the rule reads.
    pub examples: Vec<String>,
    /// Address of its page.
    pub page: String,
}

/// All rules that fit a question.
#[derive(Debug, Serialize, ToSchema)]
pub struct RulesJson {
    /// The rules.
    pub results: Vec<RuleJson>,
}

/// A rule with marks that it reads.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleMarksJson {
    /// The rule.
    #[serde(flatten)]
    pub rule: RuleJson,
    /// Marks that it reads and this reader sees.
    pub marks: Vec<RuleMarkJson>,
    /// How many there are, counted up to a thousand.
    pub count: i64,
    /// Address of the next marks, or null on the last.
    pub next: Option<String>,
}

/// A mark that a rule reads.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleMarkJson {
    /// Its reference.
    pub r#ref: String,
    /// What stands there.
    pub transcription: String,
    /// Address of its page.
    pub url: String,
}

/// Where in a mark a rule applies, as rule files say it.
pub fn place(scheme: &Scheme) -> &'static str {
    let mut words = Place::WORDS.into_iter();
    words
        .find(|(_, place)| *place == scheme.place)
        .map_or("any", |(word, _)| word)
}

fn told(book: &Rulebook, scheme: &Scheme, site: &str) -> RuleJson {
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    RuleJson {
        id: scheme.id.clone(),
        version: scheme.version,
        title: scheme.title.clone(),
        kind: scheme.kind.as_str(),
        stage: scheme.stage.as_str(),
        makers: owned(rules::makers(book, scheme)),
        objects: owned(rules::objects(book, scheme)),
        origins: scheme.origins.clone(),
        patterns: scheme.patterns.clone(),
        weeks: scheme.weeks.as_str(),
        calendar: scheme.calendar.as_ref().map(|calendar| calendar.id.clone()),
        window: scheme.window,
        life: scheme.life,
        weeks_before: scheme.spread.0,
        weeks_after: scheme.spread.1,
        place: place(scheme),
        from: day(scheme.from),
        until: day(scheme.until),
        confidence: scheme.confidence.as_str(),
        citation: super::readings::CitationJson {
            title: scheme.source.clone(),
            url: scheme.url.clone(),
        },
        note: scheme.note.clone(),
        doubt: scheme.doubt.clone(),
        examples: scheme.examples.iter().map(|example| example.text.clone()).collect(),
        page: format!("{site}/rules/{}", scheme.id),
    }
}

/// `/api/v1/rules`: all rules, or those that `q`, `maker`, `kind` and `confidence` name.
pub async fn list(state: Data<State>, _caller: Caller, Query(query): Query) -> Result<HttpResponse, ApiError> {
    let strange = query.iter().find(|(name, _)| !rules::FILTERS.contains(name));
    if let Some((name, _)) = strange {
        return Err(ApiError(Error::invalid(name, Say::new("rules-filter-unknown"))));
    }
    let found = rules::list(&state.rules, &query);
    let results = found.iter().map(|scheme| told(&state.rules, scheme, &state.site));
    Ok(HttpResponse::Ok().json(RulesJson {
        results: results.collect(),
    }))
}

/// `/api/v1/rules/{id}`: a rule, and marks that it reads.
pub async fn show(
    state: Data<State>,
    caller: Caller,
    path: Path,
    Query(query): Query,
) -> Result<HttpResponse, ApiError> {
    let scheme = rules::find(&state.rules, path.get("id"))?;
    let after = pages::rules::place(query.get("after"))?;
    let (ctx, rule) = (caller.ctx(), scheme.id.clone());
    let (found, count) = state
        .db
        .read(move |conn| rules::show(conn, &ctx, &rule, after, MARKS))
        .await?;
    let marks = found.marks.iter().map(|mark| RuleMarkJson {
        r#ref: mark.head.r#ref.to_string(),
        transcription: mark.what.transcription.clone(),
        url: format!("{}{}", state.site, mark.head.path()),
    });
    let next = found.next.map(|id| {
        let cursor = urls::cursor(&Cursor {
            sort: String::new(),
            id,
        });
        let here = format!("{}/api/v1/rules/{}", state.site, scheme.id);
        urls::with_query(&here, &[("after", &cursor)])
    });
    Ok(HttpResponse::Ok().json(RuleMarksJson {
        rule: told(&state.rules, &scheme, &state.site),
        marks: marks.collect(),
        count,
        next,
    }))
}

/// What the description of the API says of this.
pub(super) fn paths(paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>) {
    for (name, schema) in [
        ("RuleJson", openapi::schema_of::<RuleJson>()),
        ("RulesJson", openapi::schema_of::<RulesJson>()),
        ("RuleMarksJson", openapi::schema_of::<RuleMarksJson>()),
        ("RuleMarkJson", openapi::schema_of::<RuleMarkJson>()),
    ] {
        schemas.insert(name.to_owned(), schema);
    }
    let filters: Vec<Value> = rules::FILTERS
        .into_iter()
        .map(|name| json!({ "name": name, "in": "query", "required": false, "schema": { "type": "string" } }))
        .collect();
    let failures = [401, 403, 405, 408, 422, 429, 500, 503];
    let list = json!({ "get": {
        "tags": ["markings"], "operationId": "list_rules", "security": [{}, { "token": [] }], "parameters": filters,
        "responses": openapi::responses(&failures, &[(200, Some("RulesJson"))]),
    } });
    let id = json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string", "pattern": "^[a-z0-9._-]{1,60}$" } });
    let show = json!({ "get": {
        "tags": ["markings"], "operationId": "get_rule", "security": [{}, { "token": [] }],
        "parameters": [id, { "$ref": "#/components/parameters/after" }],
        "responses": openapi::responses(&[401, 403, 404, 405, 408, 422, 429, 500, 503], &[(200, Some("RuleMarksJson"))]),
    } });
    paths.insert("/api/v1/rules".to_owned(), list);
    paths.insert("/api/v1/rules/{id}".to_owned(), show);
}
