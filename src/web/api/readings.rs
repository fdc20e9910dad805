//! Reading marks: one or a thousand at once, without storing anything.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, http::header::ContentType, web::Data};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::openapi;
use crate::{
    domain::markings::reading::{Reading, Token},
    error::{Error, Result, Say},
    service::readings::{self, Read},
    web::{
        State,
        actor::Caller,
        error::ApiError,
        extract::{JsonBody, json_fields},
        throttle,
    },
    words::Words,
};

/// Marks that may be read at once.
const MOST: usize = 1_000;

/// A mark with every date it can mean.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadJson {
    /// The mark as it was given.
    pub transcription: String,
    /// What the words about the object were taken to mean.
    pub context: ContextJson,
    /// The words of the mark.
    pub tokens: Vec<TokenJson>,
    /// The dates, best first.
    pub readings: Vec<ReadingJson>,
    /// Who may have made it, likeliest first.
    pub makers: Vec<MakerJson>,
    /// What is odd about the mark as a whole.
    pub flags: Vec<&'static str>,
    /// Reasons to suspect that the part was marked anew; never a verdict.
    pub suspicions: Vec<String>,
    /// Whether no reading is fit to be shown.
    pub undatable: bool,
}

/// What is known besides the mark.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContextJson {
    /// The maker.
    pub maker: Option<String>,
    /// The class of object.
    pub object: Option<String>,
    /// Two-letter code of a country.
    pub origin: Option<String>,
    /// When it was recovered, EDTF.
    pub recovered: Option<String>,
}

/// A word of a mark.
#[derive(Debug, Serialize, ToSchema)]
pub struct TokenJson {
    /// As transcribed.
    pub text: String,
    /// The number of its line, from 1.
    pub line: usize,
    /// What it can be, likeliest first.
    pub kinds: Vec<&'static str>,
}

/// One date that a mark can mean.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadingJson {
    /// The rule.
    pub scheme: String,
    /// Its version.
    pub version: u32,
    /// `production_date`, `expiry_date` or `other_date`.
    pub kind: &'static str,
    /// The stage of production that the date stands for.
    pub stage: &'static str,
    /// What the rule was laid along.
    pub token: String,
    /// First day.
    pub earliest: String,
    /// Last day.
    pub latest: String,
    /// The days as EDTF.
    pub edtf: String,
    /// From 0 to 1.
    pub rank: f64,
    /// Whether it passes the threshold of display.
    pub shown: bool,
    /// What speaks for it.
    pub reasons_for: Vec<String>,
    /// What speaks against it.
    pub reasons_against: Vec<String>,
    /// What is odd about it.
    pub flags: Vec<&'static str>,
    /// What documents the rule.
    pub citation: CitationJson,
}

/// What documents a rule.
#[derive(Debug, Serialize, ToSchema)]
pub struct CitationJson {
    /// Title.
    pub title: String,
    /// Address.
    pub url: String,
}

/// Who may have made it.
#[derive(Debug, Serialize, ToSchema)]
pub struct MakerJson {
    /// Name.
    pub name: String,
    /// From 0 to 1.
    pub rank: f64,
    /// Why.
    pub why: String,
}

/// A mark as programs get it; the reasons in the language of `words`.
pub fn told(read: &Read, words: &Words) -> ReadJson {
    let token = |token: &Token| TokenJson {
        text: token.text.clone(),
        line: token.line,
        kinds: token.kinds.clone(),
    };
    let Read {
        transcription,
        context,
        readings,
        suspicions,
    } = read;
    ReadJson {
        transcription: transcription.clone(),
        context: ContextJson {
            maker: context.maker.clone(),
            object: context.object.clone(),
            origin: context.origin.clone(),
            recovered: context.recovered.as_ref().map(ToString::to_string),
        },
        tokens: readings.tokens.iter().map(token).collect(),
        readings: readings.readings.iter().map(|one| reading(one, words)).collect(),
        makers: readings
            .makers
            .iter()
            .map(|maker| MakerJson {
                name: maker.name.clone(),
                rank: hundredths(maker.rank),
                why: words.say(&maker.why),
            })
            .collect(),
        flags: readings.flags.clone(),
        suspicions: suspicions.iter().map(|say| words.say(say)).collect(),
        undatable: readings.is_undatable(),
    }
}

fn reading(reading: &Reading, words: &Words) -> ReadingJson {
    let scheme = &reading.scheme;
    let said = |reasons: &[Say]| reasons.iter().map(|say| reason(say, words)).collect();
    ReadingJson {
        scheme: scheme.id.clone(),
        version: scheme.version,
        kind: scheme.kind.as_str(),
        stage: scheme.stage.as_str(),
        token: reading.token.clone(),
        earliest: reading.span.first.to_string(),
        latest: reading.span.last.to_string(),
        edtf: reading.span.edtf(),
        rank: hundredths(reading.rank),
        shown: reading.shown,
        reasons_for: said(&reading.reasons_for),
        reasons_against: said(&reading.reasons_against),
        flags: reading.flags.clone(),
        citation: CitationJson {
            title: scheme.source.clone(),
            url: scheme.url.clone(),
        },
    }
}

/// A reason in words: what a word of the mark rather is, is named as people name it.
pub fn reason(say: &Say, words: &Words) -> String {
    let mut say = say.clone();
    for (name, value) in &mut say.args {
        if *name == "kind" {
            *value = words.label("mark-kind", value).into_owned();
        }
    }
    words.say(&say)
}

/// More digits would claim a precision that no rank has.
pub(super) fn hundredths(rank: f64) -> f64 {
    (rank * 100.0).round() / 100.0
}

/// Reads one mark, an object, or up to a thousand, a list of objects. Open to everyone, for it tells nothing of the
/// catalogue; visitors wait for each other and may ask for so many a minute.
pub async fn read(
    state: Data<State>,
    request: HttpRequest,
    caller: Caller,
    JsonBody(body): JsonBody,
) -> Result<HttpResponse, ApiError> {
    let list = serde_json::from_slice::<Vec<Value>>(&body).ok();
    let count = list.as_ref().map_or(1, Vec::len);
    if count > MOST {
        let say = Say::new("list-too-long").with("max", MOST);
        return Err(ApiError(Error::invalid("body", say)));
    }
    throttle::marks(&request, &caller, count)?;
    let turn = throttle::turn(&caller).await?;
    let (ctx, words, rules) = (caller.ctx(), caller.words(), Arc::clone(&state.rules));
    let work = move || -> Result<Vec<u8>> {
        // Held by the work itself: when the asker goes away, the thread still reads on.
        let _turn = turn;
        let one = |fields: &[u8]| Ok(told(&readings::read(&rules, &ctx, &json_fields(fields)?)?, words));
        let written = match list {
            None => serde_json::to_vec(&one(&body)?),
            Some(list) => {
                let at = |(place, value): (usize, &Value)| {
                    one(value.to_string().as_bytes()).map_err(|error| placed(error, place))
                };
                serde_json::to_vec(&list.iter().enumerate().map(at).collect::<Result<Vec<_>>>()?)
            }
        };
        written.map_err(Error::internal)
    };
    let told = tokio::task::spawn_blocking(work).await.map_err(Error::internal)??;
    Ok(HttpResponse::Ok().content_type(ContentType::json()).body(told))
}

/// The error of one mark of a list, its fields named with the mark's place from 0, as in `3.transcription`.
fn placed(error: Error, place: usize) -> Error {
    match error {
        Error::Invalid(mut wrong) => {
            for problem in &mut wrong {
                problem.field = format!("{place}.{}", problem.field);
            }
            Error::Invalid(wrong)
        }
        other => other,
    }
}

/// What the description of the API says of this.
pub(super) fn paths(paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>) {
    for (name, schema) in [
        ("ReadJson", openapi::schema_of::<ReadJson>()),
        ("ContextJson", openapi::schema_of::<ContextJson>()),
        ("TokenJson", openapi::schema_of::<TokenJson>()),
        ("ReadingJson", openapi::schema_of::<ReadingJson>()),
        ("CitationJson", openapi::schema_of::<CitationJson>()),
        ("MakerJson", openapi::schema_of::<MakerJson>()),
    ] {
        schemas.insert(name.to_owned(), schema);
    }
    let properties: Map<String, Value> = readings::FIELDS
        .into_iter()
        .map(|name| (name.to_owned(), json!({ "type": "string" })))
        .collect();
    let mark = json!({ "type": "object", "required": ["transcription"], "properties": properties });
    let path = json!({ "post": {
        "tags": ["markings"], "operationId": "read_marks", "security": [{}, { "token": [] }],
        "requestBody": { "required": true, "content": { "application/json": { "schema": {
            "oneOf": [mark, { "type": "array", "maxItems": MOST, "items": mark }],
        } } } },
        "responses": openapi::responses(&[401, 403, 405, 408, 413, 415, 422, 429, 500, 503], &[(200, Some("ReadJson"))]),
    } });
    paths.insert("/api/v1/read".to_owned(), path);
}
