//! Records as JSON, the same on every shelf: the fields of the form, and around them what the catalogue adds.
//! An answer can be changed and sent back.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, http::header, web::Data};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::{
    domain::{
        dates::Edtf,
        fields::Fields,
        forms::{Ask, Column, Question},
        records::{Head, Link, Record, Shelf},
        rows::Row,
    },
    error::{Error, Result, Say},
    service::{
        self,
        records::{Revised, Told, on_shelf},
    },
    web::{
        State,
        actor::Caller,
        error::ApiError,
        extract::{JsonFields, Path, Query},
        goods, urls,
    },
};

/// Most records in one answer.
const MOST: usize = 200;

/// A record.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecordJson {
    /// The citable reference.
    pub r#ref: String,
    /// The shelf.
    pub shelf: &'static str,
    /// Address of the record's page.
    pub url: String,
    /// What names it in lists; empty when that is withheld.
    pub label: String,
    /// `draft`, `submitted`, `returned`, `accepted` or `withdrawn`.
    pub state: &'static str,
    /// Counts the changes, from 1. The `ETag` says the same.
    pub version: i32,
    /// When it was made, RFC 3339.
    pub created_at: String,
    /// When it last changed, RFC 3339.
    pub updated_at: String,
    /// The records that fields point to, by field.
    pub links: BTreeMap<&'static str, LinkJson>,
    /// Earliest and latest day of each date, by field.
    pub dates: BTreeMap<&'static str, DateJson>,
    /// The fields of the form that the reader may see.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    pub fields: BTreeMap<String, Value>,
}

/// Another record.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkJson {
    /// Its reference.
    pub r#ref: String,
    /// Its shelf.
    pub shelf: &'static str,
    /// Its name.
    pub title: String,
    /// Address of its page.
    pub url: String,
}

/// The days a date spans.
#[derive(Debug, Serialize, ToSchema)]
pub struct DateJson {
    /// First day, or null when the beginning is open.
    pub earliest: Option<String>,
    /// Last day, or null when the end is open.
    pub latest: Option<String>,
}

/// A page of records.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListJson {
    /// The records.
    pub results: Vec<RecordJson>,
    /// Address of the next page, or null on the last.
    pub next: Option<String>,
}

pub(super) fn link(site: &str, link: &Link) -> LinkJson {
    LinkJson {
        r#ref: link.r#ref.to_string(),
        shelf: link.shelf.as_str(),
        title: link.title.clone(),
        url: format!("{site}{}", link.path()),
    }
}

pub(super) fn json(caller: &Caller, site: &str, told: &Told, questions: &[Question]) -> RecordJson {
    let Told { head, fields, links } = told;
    let mut said = values(fields, questions);
    if head.shelf == Shelf::Transfers {
        let found = goods::found(fields, caller.words());
        said.insert(
            "read_from_text".to_owned(),
            serde_json::to_value(found).unwrap_or_default(),
        );
    }
    RecordJson {
        r#ref: head.r#ref.to_string(),
        shelf: head.shelf.as_str(),
        url: format!("{site}{}", head.path()),
        label: head.title.clone(),
        state: head.state.as_str(),
        version: head.version,
        created_at: head.created_at.to_rfc3339(),
        updated_at: head.updated_at.to_rfc3339(),
        links: links.iter().map(|(field, to)| (*field, link(site, to))).collect(),
        dates: dates(fields, questions),
        fields: said,
    }
}

fn dates(fields: &Fields, questions: &[Question]) -> BTreeMap<&'static str, DateJson> {
    questions
        .iter()
        .filter(|question| question.ask == Ask::Date)
        .filter_map(|question| {
            let date = Edtf::parse(fields.get(question.name)).ok()?;
            let day = |day: chrono::NaiveDate| day.to_string();
            Some((
                question.name,
                DateJson {
                    earliest: date.earliest().map(day),
                    latest: date.latest().map(day),
                },
            ))
        })
        .collect()
}

/// Lists as arrays, numbers as numbers, everything else as text. A field that is withheld is absent.
fn values(fields: &Fields, questions: &[Question]) -> BTreeMap<String, Value> {
    let ask = |name: &str| {
        questions
            .iter()
            .find(|question| question.name == name)
            .map(|question| question.ask)
    };
    fields
        .iter()
        .filter(|(name, _)| *name != "state")
        .map(|(name, text)| {
            let value = match ask(name) {
                Some(Ask::Lines | Ask::Any(_) | Ask::Links(_)) => Value::from_iter(text.lines().map(str::to_owned)),
                _ if name == "sources" => Value::from_iter(text.lines().map(str::to_owned)),
                Some(Ask::Rows(columns)) => rows(text, columns),
                Some(Ask::Number) => text.parse::<f64>().map_or(Value::Null, Value::from),
                _ => Value::from(text),
            };
            (name.to_owned(), value)
        })
        .collect()
}

/// Rows as objects, each with the cells that say something.
fn rows(text: &str, columns: &[Column]) -> Value {
    let object = |line: &str| match Row::parse(line, columns) {
        Ok(row) => row
            .iter()
            .map(|(name, text)| (name.to_owned(), Value::from(text)))
            .collect(),
        Err(_say) => Value::from(line),
    };
    Value::from_iter(text.lines().map(object))
}

/// A page of a shelf.
pub async fn list(
    state: Data<State>,
    caller: Caller,
    request: HttpRequest,
    path: Path,
    Query(query): Query,
) -> Result<HttpResponse, ApiError> {
    let shelf = path.shelf()?;
    let questions = on_shelf!(shelf, T => <T as Record>::QUESTIONS);
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
    let record_id = query.get("record_id").to_owned();
    let after = urls::parse_cursor(query.get("after"))?;
    let (ctx, filter) = (caller.ctx(), query.clone());
    let (told, next) = state
        .db
        .read(move |conn| {
            on_shelf!(shelf, T => match record_id.is_empty() {
                true => service::records::tellings::<T>(conn, &ctx, &filter, after.as_ref(), limit),
                false => service::records::imported::<T>(conn, &ctx, &record_id).map(|told| (told, None)),
            })
        })
        .await?;
    let limit = limit.to_string();
    let answer = ListJson {
        results: told
            .iter()
            .map(|told| json(&caller, &state.site, told, questions))
            .collect(),
        next: next.map(|next| {
            let (next, limit) = (urls::cursor(&next), limit.as_str());
            let mut pairs: Vec<(&str, &str)> = query.iter().collect();
            pairs.retain(|(name, _)| !matches!(*name, "after" | "limit"));
            pairs.extend([("after", next.as_str()), ("limit", limit)]);
            format!("{}{}", state.site, urls::with_query(request.path(), &pairs))
        }),
    };
    Ok(HttpResponse::Ok().json(answer))
}

/// One record.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, ApiError> {
    let (shelf, reference) = (path.shelf()?, path.reference()?);
    let questions = on_shelf!(shelf, T => <T as Record>::QUESTIONS);
    let ctx = caller.ctx();
    let told = state
        .db
        .read(move |conn| {
            let found = on_shelf!(shelf, T => service::records::telling::<T>(conn, &ctx, &reference));
            match found {
                Ok(told) => Ok(Ok(told)),
                Err(failure @ Error::NotFound(_)) => {
                    match service::records::merged_into(conn, &ctx, shelf, &reference)? {
                        Some(head) => Ok(Err(head)),
                        None => Err(failure),
                    }
                }
                Err(failure) => Err(failure),
            }
        })
        .await?;
    match told {
        Ok(told) => Ok(tagged(HttpResponse::Ok(), &told.head).json(json(&caller, &state.site, &told, questions))),
        Err(head) => Ok(HttpResponse::MovedPermanently()
            .insert_header((header::LOCATION, format!("/api/v1{}", head.path())))
            .finish()),
    }
}

pub(super) fn tagged(mut answer: actix_web::HttpResponseBuilder, head: &Head) -> actix_web::HttpResponseBuilder {
    answer.insert_header((header::ETAG, format!("\"{}\"", head.version)));
    answer
}

/// A new record: 201 with its address.
pub async fn create(
    state: Data<State>,
    caller: Caller,
    path: Path,
    JsonFields(fields): JsonFields,
) -> Result<HttpResponse, ApiError> {
    let shelf = path.shelf()?;
    let questions = on_shelf!(shelf, T => <T as Record>::QUESTIONS);
    let ctx = caller.ctx();
    let told = state
        .db
        .write(move |conn| {
            on_shelf!(shelf, T => {
                let head = service::records::create::<T>(conn, &ctx, &fields)?;
                service::records::telling::<T>(conn, &ctx, &head.r#ref)
            })
        })
        .await?;
    let place = format!("/api/v1{}", told.head.path());
    Ok(tagged(HttpResponse::Created(), &told.head)
        .insert_header((header::LOCATION, place))
        .json(json(&caller, &state.site, &told, questions)))
}

/// What became of an update that waits for a reviewer.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposedJson {
    /// Reference of the proposal in the review queue.
    pub proposal: String,
    /// A sentence for people.
    pub detail: String,
}

/// A changed record: 200, or 202 when the change waits for a reviewer.
pub async fn update(
    state: Data<State>,
    caller: Caller,
    request: HttpRequest,
    path: Path,
    JsonFields(mut fields): JsonFields,
) -> Result<HttpResponse, ApiError> {
    let (shelf, reference) = (path.shelf()?, path.reference()?);
    let questions = on_shelf!(shelf, T => <T as Record>::QUESTIONS);
    let version = base(&request)?;
    let why = fields.get("why").to_owned();
    fields.remove("why");
    let ctx = caller.ctx();
    let (revised, told) = state
        .db
        .write(move |conn| {
            on_shelf!(shelf, T => {
                let revised = service::records::revise::<T>(conn, &ctx, &reference, version, &fields, &why)?;
                Ok((revised, service::records::telling::<T>(conn, &ctx, &reference)?))
            })
        })
        .await?;
    match revised {
        Revised::Applied(_) => {
            Ok(tagged(HttpResponse::Ok(), &told.head).json(json(&caller, &state.site, &told, questions)))
        }
        Revised::Proposed(proposal) => Ok(HttpResponse::Accepted().json(ProposedJson {
            proposal,
            detail: caller.words().t("note-proposed").to_owned(),
        })),
    }
}

/// The version that `If-Match` names.
///
/// # Errors
/// `Unversioned` without the header, `Stale` for anything that is not one of our tags.
pub(super) fn base(request: &HttpRequest) -> Result<i32> {
    let given = request.headers().get(header::IF_MATCH).ok_or(Error::Unversioned)?;
    given
        .to_str()
        .ok()
        .and_then(|text| text.trim().strip_prefix('"')?.strip_suffix('"')?.parse().ok())
        .ok_or(Error::Stale)
}
