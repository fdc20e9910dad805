//! The form that draws a mark on a photograph and transcribes it, with what it can mean beside it.

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use askama::Template;

use super::{page, page_with, see_other};
use crate::{
    domain::{
        fields::Fields,
        forms::Question,
        markings::{Marking, QUESTIONS},
        photos::Photo,
        records::{Head, Record, Shelf},
        refs::Ref,
    },
    error::{Error, Say},
    service::{self, markings::Begun},
    web::{
        State,
        actor::Caller,
        error::{FieldProblem, PageError, field_errors},
        extract::{Form, Path, Query},
        layout::Layout,
        marks::{self, Lines},
        plates::{self, Plate, Region},
        readings::{Acts, Told},
        urls,
        views::{self, Field},
    },
    words::Words,
};

#[derive(Template)]
#[template(path = "markings/new.html")]
struct NewPage {
    layout: Layout,
    title: String,
    action: String,
    cancel: String,
    errors: Vec<FieldProblem>,
    photo: Option<Drawn>,
    others: Vec<Other>,
    region: Vec<Field>,
    transcription: Vec<Field>,
    rest: Vec<Field>,
    lines: Lines,
    component: String,
    readings: Option<Told>,
    acts: Option<Acts>,
}

/// The photograph that the mark is drawn on.
pub(super) struct Drawn {
    pub(super) reference: String,
    pub(super) plate: Plate,
}

/// Another photograph it could be drawn on.
struct Other {
    href: String,
    src: String,
    title: String,
}

const REGION: [&str; 4] = ["x", "y", "w", "h"];
const REST: [&str; 7] = [
    "alternatives",
    "kind",
    "technique",
    "script",
    "documented",
    "session",
    "note",
];

/// The form, on the photograph that the address names.
pub async fn new(
    state: Data<State>,
    caller: Caller,
    path: Path,
    Query(query): Query,
) -> Result<HttpResponse, PageError> {
    let begun = begin(&state, &caller, path.reference()?, query.get("photo")).await?;
    page(&form(&caller, begun, &query, None))
}

async fn begin(state: &State, caller: &Caller, component: Ref, photo: &str) -> crate::error::Result<Begun> {
    let (ctx, photo) = (caller.ctx(), Ref::parse(photo).ok());
    state
        .db
        .read(move |conn| service::markings::begin(conn, &ctx, &component, photo.as_ref()))
        .await
}

fn form(caller: &Caller, begun: Begun, given: &Fields, failure: Option<&Error>) -> NewPage {
    let words = caller.words();
    let Begun {
        component,
        photo,
        photos,
    } = begun;
    let head: &Head = component.head();
    let asked = |names: &[&str]| -> Vec<Field> {
        let questions = QUESTIONS.iter().filter(|question| names.contains(&question.name));
        let questions: Vec<Question> = questions.copied().collect();
        views::form(Shelf::Markings, &questions, given, failure, words)
    };
    let other = |plate: &service::photos::Plate| Other {
        href: super::photos::new_mark(&head.path(), &plate.photo.head),
        src: plates::picture(&plate.photo, 320),
        title: told_apart(&plate.photo, words),
    };
    NewPage {
        layout: Layout::new(caller, "/components"),
        title: words.say(&Say::new("markings-new-on").with("title", &head.title)),
        action: format!("{}/markings", head.path()),
        cancel: head.path(),
        errors: failure.map_or_else(Vec::new, |failure| field_errors(failure, words)),
        photo: photo.map(|plate| drawn(&plate, None, given, words)),
        others: photos.iter().map(other).collect(),
        // What the numbers count is said once, below all four.
        region: asked(&REGION).into_iter().map(Field::without_hint).collect(),
        transcription: asked(&["transcription"]),
        rest: asked(&REST),
        lines: marks::lines(given.get("transcription"), words),
        component: head.r#ref.to_string(),
        readings: None,
        acts: None,
    }
}

/// A photograph's caption; without one, what it is for and its reference: the unit's name would be the same for all.
fn told_apart(photo: &Photo, words: &Words) -> String {
    let what = &photo.what;
    match (what.caption.as_str(), what.role.as_str()) {
        ("", "") => photo.head.r#ref.to_string(),
        ("", role) => format!("{}, {}", photo.head.r#ref, words.label("role", role)),
        (caption, _) => caption.to_owned(),
    }
}

/// The photograph that a mark's form names, to draw the mark on again; `None` when it names none in sight.
///
/// # Errors
/// Those of the database.
pub(super) async fn again(
    state: &State,
    caller: &Caller,
    own: Option<Ref>,
    given: &Fields,
) -> crate::error::Result<Option<Drawn>> {
    let (Ok(component), false) = (Ref::parse(given.get("component")), given.get("photo").is_empty()) else {
        return Ok(None);
    };
    match begin(state, caller, component, given.get("photo")).await {
        Ok(begun) => Ok(begun.photo.map(|plate| drawn(&plate, own, given, caller.words()))),
        Err(Error::NotFound(_)) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// The photograph with the other marks that are on it, and the region as far as it was given.
fn drawn(plate: &service::photos::Plate, own: Option<Ref>, given: &Fields, words: &Words) -> Drawn {
    let mut regions: Vec<Region> = plate
        .marks
        .iter()
        .filter(|mark| Some(mark.head.r#ref) != own)
        .filter_map(|mark| marks::outline(mark, false))
        .collect();
    let number = |name: &str| given.get(name).parse::<u32>().ok();
    if let [Some(x), Some(y), Some(w), Some(h)] = REGION.map(number) {
        let area = crate::domain::photos::Area { x, y, w, h };
        regions.push(Region::new(area, String::new(), true));
    }
    Drawn {
        reference: plate.photo.head.r#ref.to_string(),
        plate: Plate {
            src: plates::picture(&plate.photo, 1920),
            href: String::new(),
            ..plates::plate(&plate.photo, regions, words)
        },
    }
}

/// Files a mark and goes on: to the next mark on the same photograph, or to the mark.
pub async fn create(
    state: Data<State>,
    caller: Caller,
    path: Path,
    form_given: Form,
) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let mut fields = form_given.fields;
    let then = fields.get("then").to_owned();
    let go_on = then == "another";
    fields.remove("then");
    fields.set("component", reference.to_string());
    if then == "read" {
        let begun = begin(&state, &caller, reference, fields.get("photo")).await?;
        let readings = super::readings::typed(&state, &caller, &fields).await?;
        return page(&NewPage {
            readings: Some(readings),
            ..form(&caller, begun, &fields, None)
        });
    }
    let (ctx, input) = (caller.ctx(), fields.clone());
    let made = state
        .db
        .write(move |conn| service::records::create::<Marking>(conn, &ctx, &input))
        .await;
    match made {
        Ok(_) if go_on => {
            let again = format!("/components/{reference}/markings/new");
            Ok(see_other(&urls::with_query(&again, &[("photo", fields.get("photo"))])))
        }
        Ok(head) => Ok(see_other(&head.path())),
        Err(failure @ Error::Invalid(_)) => {
            let begun = begin(&state, &caller, reference, fields.get("photo")).await?;
            let view = form(&caller, begun, &fields, Some(&failure));
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(failure) => Err(failure.into()),
    }
}
