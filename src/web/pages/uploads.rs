//! Sending photographs: the form of a unit, of a component, and of none; with a script one request a file, without one
//! request for all.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::{self, Data},
};
use askama::Template;

use super::{page, page_with, see_other};
use crate::{
    domain::{
        access::Action,
        components::Component,
        fields::Fields,
        forms::Question,
        photos::QUESTIONS,
        records::{Head, Record, Shelf},
        refs::Ref,
        units::Unit,
    },
    error::{Error, Result},
    service::{self, photos::Filed},
    web::{
        State,
        actor::Caller,
        api,
        error::{self, FieldProblem, PageError},
        extract::{Path, Query},
        layout::Layout,
        marks,
        plates::Plate,
        upload, urls,
        views::{self, Field},
    },
};

/// What is asked of photographs that are sent together.
const ASKED: [&str; 4] = ["role", "caption", "credit", "session"];

/// What the photographs of a form show.
#[derive(Clone, Copy)]
enum Of {
    Unit(Ref),
    Component(Ref),
    Nothing,
}

/// What stands around the form.
struct Around {
    head: Option<Head>,
    unit: Option<String>,
    photos: Vec<service::photos::Plate>,
}

#[derive(Template)]
#[template(path = "photos/upload.html")]
struct UploadPage {
    layout: Layout,
    title: String,
    action: String,
    next: String,
    back: String,
    fields: Vec<Field>,
    errors: Vec<FieldProblem>,
    results: Vec<Outcome>,
    plates: Vec<Plate>,
}

/// What became of one file.
struct Outcome {
    name: String,
    href: String,
    problem: String,
    duplicates: Vec<String>,
}

/// The form of a unit.
pub async fn of_unit(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    form(&state, &caller, Of::Unit(path.reference()?)).await
}

/// The form of a component.
pub async fn of_component(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    form(&state, &caller, Of::Component(path.reference()?)).await
}

/// The form of none, or of what the address names.
pub async fn new(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let named = |name: &str| Ref::parse(query.get(name)).ok();
    let of = match (named("component"), named("unit")) {
        (Some(component), _) => Of::Component(component),
        (None, Some(unit)) => Of::Unit(unit),
        (None, None) => Of::Nothing,
    };
    form(&state, &caller, of).await
}

async fn form(state: &State, caller: &Caller, of: Of) -> Result<HttpResponse, PageError> {
    caller.ctx.actor.must(Action::Write)?;
    let around = around(state, caller, of).await?;
    page(&view(caller, of, around, &Fields::new(), None, Vec::new()))
}

async fn around(state: &State, caller: &Caller, of: Of) -> Result<Around> {
    let ctx = caller.ctx();
    state
        .db
        .read(move |conn| {
            Ok(match of {
                Of::Unit(unit) => {
                    let unit = service::records::show::<Unit>(conn, &ctx, &unit)?;
                    Around {
                        photos: service::photos::of_unit(conn, &ctx, unit.head().id)?,
                        unit: Some(unit.head().path()),
                        head: Some(unit.head().clone()),
                    }
                }
                Of::Component(component) => {
                    let component = service::records::show::<Component>(conn, &ctx, &component)?;
                    Around {
                        photos: service::photos::of_component(conn, &ctx, component.head().id)?,
                        unit: component.unit.as_ref().map(|unit| unit.path()),
                        head: Some(component.head().clone()),
                    }
                }
                Of::Nothing => Around {
                    head: None,
                    unit: None,
                    photos: Vec::new(),
                },
            })
        })
        .await
}

fn view(
    caller: &Caller,
    of: Of,
    around: Around,
    given: &Fields,
    failure: Option<&Error>,
    results: Vec<Outcome>,
) -> UploadPage {
    let words = caller.words();
    let asked: Vec<Question> = QUESTIONS
        .iter()
        .filter(|question| ASKED.contains(&question.name))
        .copied()
        .collect();
    let Around { head, unit, photos } = around;
    let title = match &head {
        Some(head) if !head.title.is_empty() => {
            words.say(&crate::error::Say::new("photos-upload-of").with("title", &head.title))
        }
        _ => words.t("photos-upload-title").to_owned(),
    };
    UploadPage {
        layout: Layout::new(caller, "/units"),
        title,
        action: action(of),
        back: unit.as_deref().map_or_else(String::new, super::findings::desk_of),
        next: unit.map_or_else(|| "/photos".to_owned(), |unit| super::findings::desk_of(&unit)),
        fields: views::form(Shelf::Photos, &asked, given, failure, words),
        errors: failure.map_or_else(Vec::new, |failure| error::field_errors(failure, words)),
        results,
        plates: photos.iter().map(|plate| marks::outlined(plate, words)).collect(),
    }
}

fn action(of: Of) -> String {
    match of {
        Of::Unit(unit) => format!("/units/{unit}/photos"),
        Of::Component(component) => format!("/components/{component}/photos"),
        Of::Nothing => "/photos".to_owned(),
    }
}

/// Photographs of a unit arrive.
pub async fn to_unit(
    state: Data<State>,
    caller: Caller,
    request: HttpRequest,
    path: Path,
    payload: web::Payload,
) -> Result<HttpResponse, PageError> {
    take(&state, &caller, &request, payload, Of::Unit(path.reference()?)).await
}

/// Photographs of a component arrive.
pub async fn to_component(
    state: Data<State>,
    caller: Caller,
    request: HttpRequest,
    path: Path,
    payload: web::Payload,
) -> Result<HttpResponse, PageError> {
    take(&state, &caller, &request, payload, Of::Component(path.reference()?)).await
}

/// Photographs of what their fields say arrive.
pub async fn to_nothing(
    state: Data<State>,
    caller: Caller,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, PageError> {
    take(&state, &caller, &request, payload, Of::Nothing).await
}

async fn take(
    state: &State,
    caller: &Caller,
    request: &HttpRequest,
    payload: web::Payload,
    of: Of,
) -> Result<HttpResponse, PageError> {
    let mut uploaded = upload::read(state, caller, request, payload.into_inner()).await?;
    match of {
        Of::Unit(unit) => uploaded.fields.set("unit", unit.to_string()),
        Of::Component(component) => uploaded.fields.set("component", component.to_string()),
        Of::Nothing => {}
    }
    let back = uploaded.fields.get("return").to_owned();
    uploaded.fields.remove("return");
    let accept = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    if accept.is_some_and(|accept| accept.contains("application/json") && !accept.contains("text/html")) {
        return Ok(api::photos::answer(state, caller, uploaded).await?);
    }
    let given = uploaded.fields.clone();
    let outcome = match uploaded.files.is_empty() {
        true => Err(Error::invalid("file", crate::error::Say::new("photos-file-missing"))),
        false => upload::file_all(state, caller, uploaded).await,
    };
    let (results, failure) = match outcome {
        Ok(results) if results.iter().all(|(_, one)| one.is_ok()) => {
            let place = match back.is_empty() {
                true => form_address(of),
                false => urls::back(&back).to_owned(),
            };
            return Ok(see_other(&place));
        }
        Ok(results) => (results, None),
        Err(failure @ Error::Invalid(_)) => (Vec::new(), Some(failure)),
        Err(failure) => return Err(failure.into()),
    };
    let around = around(state, caller, of).await?;
    let refused = results.iter().find_map(|(_, one)| one.as_ref().err());
    let status = refused
        .or(failure.as_ref())
        .map_or(StatusCode::OK, |failure| error::entry(failure).0);
    let results = results.into_iter().map(|one| told(caller, one)).collect();
    page_with(status, &view(caller, of, around, &given, failure.as_ref(), results))
}

fn form_address(of: Of) -> String {
    match of {
        Of::Nothing => "/photos/new".to_owned(),
        of => action(of),
    }
}

fn told(caller: &Caller, (name, one): (String, Result<Filed>)) -> Outcome {
    let words = caller.words();
    match one {
        Ok(filed) => Outcome {
            name,
            href: filed.head.path(),
            problem: String::new(),
            duplicates: filed.same.iter().map(|link| link.r#ref.to_string()).collect(),
        },
        Err(failure) => Outcome {
            name,
            href: String::new(),
            problem: problem(&failure, words),
            duplicates: Vec::new(),
        },
    }
}

/// Why a file was refused, in one sentence.
fn problem(failure: &Error, words: &crate::words::Words) -> String {
    match error::field_errors(failure, words).into_iter().next() {
        Some(problem) => problem.message,
        None => error::sentence(failure, words),
    }
}
