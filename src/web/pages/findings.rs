//! The investigator's way: begin a finding, work on it in one place, see one's own drafts.

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Data, ServiceConfig},
};
use askama::Template;

use super::{page, page_with, see_other};
use crate::{
    domain::{
        access::Action,
        countries::Country,
        fields::Fields,
        forms::{Ask, Question},
        incidents, photos,
        records::{Head, Shelf},
        refs::Ref,
        units,
    },
    error::{Error, Say},
    service::{
        self,
        findings::{Desk, OF_INCIDENT, OF_UNIT, Offered},
    },
    web::{
        State,
        actor::Caller,
        error::{FieldProblem, PageError, field_errors},
        extract::{Form, Path, Query},
        layout::Layout,
        marks::{self, Mark},
        plates::Plate,
        views::{self, Badge, Field, link_title},
    },
    words::Words,
};

/// The routes of findings.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/findings/new").route(web::get().to(new)))
        .service(web::resource("/findings").route(web::post().to(begin)))
        .service(web::resource("/units/{ref:[0-9A-Za-z-]{8,12}}/work").route(web::get().to(work)))
        .service(web::resource("/drafts").route(web::get().to(super::drafts::show)));
}

/// What goes on with a unit that is already there.
const EXISTING: &[Question] = &[Question::optional("unit", Ask::Link(Shelf::Units))];

#[derive(Template)]
#[template(path = "findings/new.html")]
struct NewPage {
    layout: Layout,
    errors: Vec<FieldProblem>,
    existing: Vec<Field>,
    incident: Vec<Field>,
    unit: Vec<Field>,
    begun: Vec<Begun>,
}

struct Begun {
    href: String,
    title: String,
}

/// The form, begun by the link that led here.
pub async fn new(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    caller.ctx.actor.must(Action::Write)?;
    let offered = offered(&state, &caller).await?;
    page(&form(&caller, offered, &query, None))
}

async fn offered(state: &State, caller: &Caller) -> crate::error::Result<Offered> {
    let ctx = caller.ctx();
    state.db.read(move |conn| service::findings::offered(conn, &ctx)).await
}

fn form(caller: &Caller, offered: Offered, given: &Fields, failure: Option<&Error>) -> NewPage {
    let words = caller.words();
    let Offered {
        begun,
        weapons,
        incidents: known,
        units: others,
    } = offered;
    let countries = Country::all()
        .map(|country| views::country(country.code(), words))
        .collect();
    let offers = [
        ("weapon", weapons),
        ("incident", known),
        ("unit", others),
        ("country", countries),
    ];
    let asked = |shelf: Shelf, questions: &[Question], names: &[&str]| {
        let chosen = questions.iter().filter(|question| names.contains(&question.name));
        // Either half may stay empty: what must be filled in is said when the form comes back.
        let chosen: Vec<Question> = chosen
            .map(|question| Question {
                required: false,
                ..*question
            })
            .collect();
        let mut fields = views::form(shelf, &chosen, given, failure, words);
        for (name, names) in &offers {
            fields
                .iter_mut()
                .filter(|field| field.name == *name)
                .for_each(|field| field.offer(names));
        }
        fields
    };
    NewPage {
        layout: Layout::new(caller, "/findings/new"),
        errors: failure.map_or_else(Vec::new, |failure| field_errors(failure, words)),
        existing: asked(Shelf::Photos, EXISTING, &["unit"]),
        incident: asked(Shelf::Incidents, incidents::QUESTIONS, OF_INCIDENT),
        unit: asked(Shelf::Units, units::QUESTIONS, OF_UNIT),
        begun: begun
            .into_iter()
            .map(|link| Begun {
                href: format!("{}/work", link.path()),
                title: link_title(&link),
            })
            .collect(),
    }
}

/// Begins a finding and goes to its desk.
pub async fn begin(state: Data<State>, caller: Caller, form_given: Form) -> Result<HttpResponse, PageError> {
    let (ctx, fields) = (caller.ctx(), form_given.fields.clone());
    let made = state
        .db
        .write(move |conn| service::findings::begin(conn, &ctx, &fields))
        .await;
    match made {
        Ok(head) => Ok(see_other(&format!("{}/work", head.path()))),
        Err(failure @ Error::Invalid(_)) => {
            let offered = offered(&state, &caller).await?;
            let view = form(&caller, offered, &form_given.fields, Some(&failure));
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "findings/work.html")]
struct WorkPage {
    layout: Layout,
    title: String,
    href: String,
    edit_href: String,
    back: String,
    action: String,
    fields: Vec<Field>,
    shots: Vec<Shot>,
    entry_action: String,
    entry: Vec<Field>,
    errors: Vec<FieldProblem>,
    returned: Vec<String>,
    components: Vec<Place>,
    marks: Vec<Mark>,
    missing: Vec<String>,
    submit_href: String,
    drafts: usize,
    drafts_text: String,
}

/// A photograph with what can be done with it.
struct Shot {
    plate: Plate,
    edit_href: String,
    mark_href: Option<String>,
    state: Option<Badge>,
}

/// A component with what can be done with it.
struct Place {
    href: String,
    title: String,
    depth: usize,
    photos_href: String,
    mark_href: String,
    state: Option<Badge>,
}

/// What quick entry asks for.
const ENTRY: [&str; 5] = ["path", "name", "part_number", "brand", "quantity"];

/// A unit's desk.
pub async fn work(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let desk = desk(&state, &caller, path.reference()?).await?;
    page(&work_page(&caller, desk, &Fields::new(), None))
}

/// The desk once more, with a component that could not be filed and the reason.
pub(super) async fn work_again(
    state: &State,
    caller: &Caller,
    unit: Ref,
    given: &Fields,
    failure: &Error,
) -> Result<HttpResponse, PageError> {
    let desk = desk(state, caller, unit).await?;
    page_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &work_page(caller, desk, given, Some(failure)),
    )
}

async fn desk(state: &State, caller: &Caller, unit: Ref) -> crate::error::Result<Desk> {
    let ctx = caller.ctx();
    state
        .db
        .read(move |conn| service::findings::desk(conn, &ctx, &unit))
        .await
}

/// The address of a unit's desk.
pub(super) fn desk_of(unit: &str) -> String {
    format!("{unit}/work")
}

fn work_page(caller: &Caller, desk: Desk, given: &Fields, failure: Option<&Error>) -> WorkPage {
    let words = caller.words();
    let Desk {
        shown,
        marks: sighted,
        missing,
        drafts,
        returned,
    } = desk;
    let head = &shown.unit.head;
    let asked: Vec<Question> = photos::QUESTIONS
        .iter()
        .filter(|question| matches!(question.name, "role" | "caption" | "credit" | "session"))
        .copied()
        .collect();
    let problems = failure.map_or_else(Vec::new, |failure| entry_problems(failure, words));
    let entry = ENTRY.map(|name| entry_field(name, given, &problems, words));
    WorkPage {
        layout: Layout::new(caller, "/findings/new"),
        title: title(head, words),
        href: head.path(),
        edit_href: format!("{}/edit", head.path()),
        action: format!("{}/photos", head.path()),
        fields: views::form(Shelf::Photos, &asked, &Fields::new(), None, words),
        shots: shown.photos.iter().map(|plate| shot(plate, words)).collect(),
        entry_action: format!("{}/components", head.path()),
        entry: entry.into(),
        errors: problems,
        returned,
        components: places(&shown, words),
        marks: super::markings::told(&sighted, words),
        missing: missing.iter().map(|say| words.say(say)).collect(),
        submit_href: format!("{}/submit", head.path()),
        drafts,
        drafts_text: words.say(&Say::new("findings-drafts-count").with("count", drafts)),
        back: desk_of(&head.path()),
    }
}

/// What is wrong with quick entry, at the fields that it shows.
fn entry_problems(failure: &Error, words: &Words) -> Vec<FieldProblem> {
    let at_shown = |problem: FieldProblem| {
        let field = match problem.field.as_str() {
            "part" => "part_number",
            "parent" => "path",
            other if ENTRY.contains(&other) => other,
            _ => "name",
        };
        FieldProblem {
            field: field.to_owned(),
            message: problem.message,
        }
    };
    field_errors(failure, words).into_iter().map(at_shown).collect()
}

fn title(head: &Head, words: &Words) -> String {
    match head.title.is_empty() {
        true => words.label("shelf-one", head.shelf.as_str()).into_owned(),
        false => head.title.clone(),
    }
}

fn shot(plate: &service::photos::Plate, words: &Words) -> Shot {
    let photo = &plate.photo;
    Shot {
        plate: marks::outlined(plate, words),
        edit_href: format!("{}/edit", photo.head.path()),
        mark_href: photo
            .component
            .as_ref()
            .map(|link| super::photos::new_mark(&link.path(), &photo.head)),
        state: views::state_badge(&photo.head, words),
    }
}

fn places(shown: &service::units::Shown, words: &Words) -> Vec<Place> {
    let place = |node: &service::units::Node| {
        let link = &node.line.link;
        let part = node.line.part.as_ref().map_or_else(String::new, link_title);
        let title = match (link.title.is_empty(), part.is_empty()) {
            (false, false) => format!("{} {part}", link.title),
            (true, false) => part,
            _ => link_title(link),
        };
        Place {
            href: link.path(),
            title,
            depth: node.depth.min(8),
            photos_href: format!("{}/photos", link.path()),
            mark_href: format!("{}/markings/new", link.path()),
            state: super::tree::badge(node.line.state, words),
        }
    };
    shown.tree.iter().map(place).collect()
}

fn entry_field(name: &str, given: &Fields, problems: &[FieldProblem], words: &Words) -> Field {
    let problem = problems.iter().find(|problem| problem.field == name);
    let label = match name {
        "path" => words.t("findings-path").to_owned(),
        "part_number" => words.t("findings-part-number").to_owned(),
        other => views::field_label(Shelf::Components, other, words),
    };
    let hint = match name {
        "path" => words.t("findings-path-help").to_owned(),
        _ => String::new(),
    };
    Field {
        name: name.to_owned(),
        label,
        hint,
        value: given.get(name).to_owned(),
        error: problem.map(|problem| problem.message.clone()),
        required: false,
        options: Vec::new(),
        kind: "line",
        rows: Vec::new(),
    }
}
