//! The date of a unit as programs get it.

use actix_web::{HttpResponse, web::Data};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::{openapi, readings::CitationJson, records::LinkJson};
use crate::{
    domain::{
        dating::{Bar, Bearing, Bound, Lag, Row, Shares, Verdict},
        records::{Link, Record},
        rules::span::Span,
    },
    service::dating::{Dated, Ending, Gist},
    web::{
        State,
        actor::Caller,
        dating::{self, bounds, deciding, sentence, steps},
        error::ApiError,
        extract::Path,
    },
    words::Words,
};

/// When a unit was built and how soon it was used.
#[derive(Debug, Serialize, ToSchema)]
pub struct DatingJson {
    /// The unit.
    pub unit: LinkJson,
    /// The one sentence that matters.
    pub sentence: String,
    /// Between which days it was assembled, in words.
    pub bounds: String,
    /// When it was used or recovered.
    pub end: Option<EndJson>,
    /// Not before, for certain.
    pub certain: Option<BoundJson>,
    /// Not before, by the accepted or best readings.
    pub likely: Option<BoundJson>,
    /// The certain bound that another component gives.
    pub second: Option<BoundJson>,
    /// Not after.
    pub latest: Option<String>,
    /// From the certain bound to the latest day.
    pub window: Option<DaysJson>,
    /// Days from the production of the youngest dated part to the use or recovery.
    pub lag: Option<LagJson>,
    /// Whether the certain bound lies after the latest day: some date is wrong.
    pub contradiction: bool,
    /// The proof, each sentence following from those before.
    pub proof: Vec<StepJson>,
    /// What would move the certain bound.
    pub changes: Vec<ChangeJson>,
    /// Every mark that means a date or looks as if it did.
    pub marks: Vec<DatedMarkJson>,
    /// Dates that are not relied on.
    pub not_relied_on: Vec<ExcludedJson>,
    /// Reasons to look again at marks; never verdicts.
    pub suspicions: Vec<SuspicionJson>,
    /// Components by country of the headquarters of the maker, or of the company whose brand they bear.
    pub by_country: SharesJson,
    /// Components by brand.
    pub by_brand: SharesJson,
    /// Components by year of production.
    pub by_year: SharesJson,
    /// What the result does not say.
    pub caveats: Vec<String>,
}

/// When a unit was used or recovered.
#[derive(Debug, Serialize, ToSchema)]
pub struct EndJson {
    /// `use` or `recovery`.
    pub kind: &'static str,
    /// EDTF.
    pub edtf: String,
    /// First day, or null.
    pub earliest: Option<String>,
    /// Last day, or null.
    pub latest: Option<String>,
    /// The record that says so.
    pub by: LinkJson,
}

/// A bound with what it rests on.
#[derive(Debug, Serialize, ToSchema)]
pub struct BoundJson {
    /// Not before this day.
    pub day: String,
    /// The component.
    pub component: LinkJson,
    /// The mark.
    pub mark: LinkJson,
    /// The mark as transcribed.
    pub transcription: String,
    /// The reading that gives it.
    pub reading: Option<MeaningJson>,
    /// All the days that the mark can mean.
    pub days: DaysJson,
    /// Days from the production of this part to the use or recovery.
    pub lag: Option<LagJson>,
}

/// Days from the first to the last.
#[derive(Debug, Serialize, ToSchema)]
pub struct DaysJson {
    /// First day.
    pub earliest: String,
    /// Last day.
    pub latest: String,
    /// The same as EDTF.
    pub edtf: String,
}

/// A lag in days.
#[derive(Debug, Serialize, ToSchema)]
pub struct LagJson {
    /// At least.
    pub least: i64,
    /// At most.
    pub most: i64,
}

/// One sentence of the proof.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepJson {
    /// The sentence.
    pub text: String,
    /// Addresses of what it rests on.
    pub links: Vec<String>,
}

/// What would move the bound.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeJson {
    /// In words.
    pub text: String,
    /// The mark.
    pub mark: LinkJson,
    /// The rule, empty when the whole mark is meant.
    pub rule: String,
    /// Where the bound would lie, or null for none.
    pub day: Option<String>,
}

/// A mark with what it means.
#[derive(Debug, Serialize, ToSchema)]
pub struct DatedMarkJson {
    /// The component.
    pub component: LinkJson,
    /// The mark.
    pub mark: LinkJson,
    /// As transcribed.
    pub transcription: String,
    /// `decides`, `counts`, `may_be_no_date` or `not_relied_on`.
    pub state: &'static str,
    /// All the days that its live readings mean, or null.
    pub days: Option<DaysJson>,
    /// Its readings.
    pub readings: Vec<MeaningJson>,
}

/// One reading of a mark.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeaningJson {
    /// The rule; empty for a reading of a person's own.
    pub scheme: String,
    /// Its version, or null.
    pub version: Option<u32>,
    /// What was read.
    pub token: String,
    /// The days.
    pub days: DaysJson,
    /// From 0 to 1.
    pub rank: f64,
    /// `open`, `accepted` or `rejected`.
    pub verdict: &'static str,
    /// Whether it counts.
    pub live: bool,
    /// Why not, or what the word may be instead; empty when it simply counts.
    pub why: String,
    /// What is odd about it.
    pub flags: Vec<String>,
    /// What documents the rule.
    pub citation: Option<CitationJson>,
}

/// A date that is not relied on.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExcludedJson {
    /// The mark.
    pub mark: LinkJson,
    /// The rule, empty when the whole mark is meant.
    pub rule: String,
    /// The days, or null when it means none.
    pub days: Option<DaysJson>,
    /// Why.
    pub why: String,
}

/// A reason to look again at a mark.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuspicionJson {
    /// The mark.
    pub mark: LinkJson,
    /// The reason.
    pub why: String,
}

/// Counts with what they are counted among.
#[derive(Debug, Serialize, ToSchema)]
pub struct SharesJson {
    /// Each value with its count, largest first.
    pub parts: Vec<PartJson>,
    /// How many have a value at all.
    pub known: u64,
    /// How many components are documented.
    pub documented: u64,
    /// Whether some are counted as "at least".
    pub at_least: bool,
}

/// A value with its count.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartJson {
    /// The value; countries as two-letter codes.
    pub value: String,
    /// How many.
    pub count: u64,
}

/// The date of a unit.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, ApiError> {
    let dated = dating::dated(&state, &caller, path.reference()?).await?;
    Ok(HttpResponse::Ok().json(told(&dated, &state.site, caller.words())))
}

/// The date of a unit as programs get it; sentences in the language of `words`.
pub fn told(dated: &Dated, site: &str, words: &Words) -> DatingJson {
    let teller = Teller { dated, site, words };
    let dating = &dated.dating;
    let gist = Gist::of(dated);
    let bound = |bound: &Option<Bound>| bound.as_ref().map(|bound| teller.bound(bound));
    DatingJson {
        unit: super::records::link(site, &Link::to(dated.unit.head())),
        sentence: sentence(&gist, words),
        bounds: bounds(&gist, words),
        end: teller.end(),
        certain: bound(&dating.certain),
        likely: bound(&dating.likely),
        second: bound(&dating.second),
        latest: dating.latest.map(|day| day.to_string()),
        window: dating.window.map(days),
        lag: dating.lag.map(lag),
        contradiction: dating.contradiction,
        proof: steps(dated, words).into_iter().map(|step| teller.step(step)).collect(),
        changes: teller.changes(),
        marks: dating.rows.iter().map(|row| teller.row(row)).collect(),
        not_relied_on: teller.excluded(),
        suspicions: teller.suspicions(),
        by_country: shares(&dating.by_country),
        by_brand: shares(&dating.by_brand),
        by_year: shares(&dating.by_year),
        caveats: ["dating-caveat-repair", "dating-caveat-rules", "layout-no-accusation"]
            .map(|key| words.t(key).to_owned())
            .into(),
    }
}

fn days(span: Span) -> DaysJson {
    DaysJson {
        earliest: span.first.to_string(),
        latest: span.last.to_string(),
        edtf: span.edtf(),
    }
}

fn lag(lag: Lag) -> LagJson {
    let Lag { least, most } = lag;
    LagJson { least, most }
}

fn shares(of: &Shares) -> SharesJson {
    let Shares {
        parts,
        known,
        documented,
        at_least,
    } = of;
    let part = |(value, count): &(String, u64)| PartJson {
        value: value.clone(),
        count: *count,
    };
    SharesJson {
        parts: parts.iter().map(part).collect(),
        known: *known,
        documented: *documented,
        at_least: *at_least,
    }
}

mod telling;

use telling::Teller;

/// What the description of the API says of this.
pub(super) fn paths(paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>) {
    for (name, schema) in [
        ("DatingJson", openapi::schema_of::<DatingJson>()),
        ("EndJson", openapi::schema_of::<EndJson>()),
        ("BoundJson", openapi::schema_of::<BoundJson>()),
        ("DaysJson", openapi::schema_of::<DaysJson>()),
        ("LagJson", openapi::schema_of::<LagJson>()),
        ("StepJson", openapi::schema_of::<StepJson>()),
        ("ChangeJson", openapi::schema_of::<ChangeJson>()),
        ("DatedMarkJson", openapi::schema_of::<DatedMarkJson>()),
        ("MeaningJson", openapi::schema_of::<MeaningJson>()),
        ("ExcludedJson", openapi::schema_of::<ExcludedJson>()),
        ("SuspicionJson", openapi::schema_of::<SuspicionJson>()),
        ("SharesJson", openapi::schema_of::<SharesJson>()),
        ("PartJson", openapi::schema_of::<PartJson>()),
        ("LinkJson", openapi::schema_of::<LinkJson>()),
    ] {
        schemas.insert(name.to_owned(), schema);
    }
    let path = json!({ "get": {
        "tags": ["units"], "operationId": "date_unit", "security": [{}, { "token": [] }],
        "parameters": [{ "$ref": "#/components/parameters/ref" }],
        "responses": openapi::responses(&[401, 403, 404, 405, 408, 429, 500, 503], &[(200, Some("DatingJson"))]),
    } });
    paths.insert("/api/v1/units/{ref}/dating".to_owned(), path);
}
