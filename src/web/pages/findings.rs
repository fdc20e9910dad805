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
        fields::Fields,
        forms::{Ask, Question},
        incidents, photos,
        records::{Head, Link, Shelf},
        units,
    },
    error::{Error, Say},
    service::{
        self,
        findings::{Desk, Group, OF_INCIDENT, OF_UNIT, Own},
    },
    web::{
        State,
        actor::Caller,
        error::{FieldProblem, PageError, field_errors},
        extract::{Form, Path, Query},
        layout::Layout,
        marks::{self, Mark},
        plates::Plate,
        urls,
        views::{self, Badge, Field, link_title},
    },
    words::Words,
};

/// The routes of findings.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/findings/new", web::get().to(new))
        .route("/findings", web::post().to(begin))
        .route("/units/{ref:[0-9A-Za-z-]{8,12}}/work", web::get().to(work))
        .route("/drafts", web::get().to(drafts));
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
    let begun = begun(&state, &caller).await?;
    page(&form(&caller, begun, &query, None))
}

async fn begun(state: &State, caller: &Caller) -> crate::error::Result<Vec<Link>> {
    let ctx = caller.ctx();
    state.db.read(move |conn| service::findings::begun(conn, &ctx)).await
}

fn form(caller: &Caller, begun: Vec<Link>, given: &Fields, failure: Option<&Error>) -> NewPage {
    let words = caller.words();
    let asked = |shelf: Shelf, questions: &[Question], names: &[&str]| {
        let chosen = questions.iter().filter(|question| names.contains(&question.name));
        // Either half may stay empty: what must be filled in is said when the form comes back.
        let chosen: Vec<Question> = chosen
            .map(|question| Question {
                required: false,
                ..*question
            })
            .collect();
        views::form(shelf, &chosen, given, failure, words)
    };
    NewPage {
        layout: Layout::new(caller, "/findings/new"),
        errors: failure.map_or_else(Vec::new, |failure| field_errors(failure, words)),
        existing: views::form(Shelf::Photos, EXISTING, given, failure, words),
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
            let begun = begun(&state, &caller).await?;
            let view = form(&caller, begun, &form_given.fields, Some(&failure));
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
const ENTRY: [&str; 5] = ["name", "quantity", "part_number", "brand", "path"];

/// A unit's desk.
pub async fn work(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let (reference, ctx) = (path.reference()?, caller.ctx());
    let desk = state
        .db
        .read(move |conn| service::findings::desk(conn, &ctx, &reference))
        .await?;
    let words = caller.words();
    let Desk {
        shown,
        marks: sighted,
        missing,
        drafts,
    } = desk;
    let head = &shown.unit.head;
    let asked: Vec<Question> = photos::QUESTIONS
        .iter()
        .filter(|question| matches!(question.name, "role" | "caption" | "credit" | "session"))
        .copied()
        .collect();
    let back = format!("{}/work", head.path());
    page(&WorkPage {
        layout: Layout::new(&caller, "/findings/new"),
        title: title(head, words),
        href: head.path(),
        edit_href: format!("{}/edit", head.path()),
        action: format!("{}/photos", head.path()),
        fields: views::form(Shelf::Photos, &asked, &Fields::new(), None, words),
        shots: shown.photos.iter().map(|plate| shot(plate, words)).collect(),
        entry_action: format!("{}/components", head.path()),
        entry: ENTRY.map(|name| entry_field(name, words)).into(),
        components: places(&shown, words),
        marks: super::markings::told(&sighted, words),
        missing: missing.iter().map(|say| words.say(say)).collect(),
        submit_href: format!("{}/submit", head.path()),
        drafts,
        drafts_text: words.say(&Say::new("findings-drafts-count").with("count", drafts)),
        back,
    })
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

fn entry_field(name: &str, words: &Words) -> Field {
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
        value: String::new(),
        error: None,
        required: false,
        options: Vec::new(),
        kind: "line",
    }
}

#[derive(Template)]
#[template(path = "findings/drafts.html")]
struct DraftsPage {
    layout: Layout,
    groups: Vec<GroupView>,
}

struct GroupView {
    title: String,
    work_href: Option<String>,
    records: Vec<OwnView>,
}

struct OwnView {
    href: String,
    title: String,
    shelf: String,
    state: Option<Badge>,
    updated: String,
    reason: String,
}

/// Everything of one's own that is not in the catalogue.
pub async fn drafts(state: Data<State>, caller: Caller) -> Result<HttpResponse, PageError> {
    let ctx = caller.ctx();
    let groups = state.db.read(move |conn| service::findings::drafts(conn, &ctx)).await?;
    let words = caller.words();
    page(&DraftsPage {
        layout: Layout::new(&caller, "/drafts"),
        groups: groups.into_iter().map(|group| group_view(group, words)).collect(),
    })
}

fn group_view(group: Group, words: &Words) -> GroupView {
    let Group { unit, records } = group;
    let own = |own: Own| {
        let Own { head, reason } = own;
        OwnView {
            href: head.path(),
            title: match head.title.is_empty() {
                true => head.r#ref.to_string(),
                false => head.title.clone(),
            },
            shelf: words.label("shelf-one", head.shelf.as_str()).into_owned(),
            state: views::state_badge(&head, words),
            updated: views::moment(head.updated_at, words),
            reason,
        }
    };
    GroupView {
        title: unit
            .as_ref()
            .map_or_else(|| words.t("findings-no-unit").to_owned(), link_title),
        work_href: unit.map(|unit| urls::with_query(&format!("{}/work", unit.path()), &[])),
        records: records.into_iter().map(own).collect(),
    }
}
