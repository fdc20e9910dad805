//! What is the same for every shelf: the form, the conflict page, history, revert, withdrawal, tables.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web::{self, Data, ServiceConfig},
};
use askama::Template;

use super::{
    drawing::{self, Drawn},
    levels, page, page_with, see_other,
    transfers::read_form,
};
use crate::{
    domain::{
        access::Action,
        fields::Fields,
        forms::Question,
        records::{Head, Link, Record, Shelf},
        refs::Ref,
        release::{FieldReleases, Release},
    },
    error::{Error, Say},
    service::{
        self,
        records::{Revised, on_shelf},
    },
    web::{
        State,
        actor::Caller,
        error::{FieldProblem, PageError, field_errors},
        extract::{Form, Path, Query},
        goods::Reading,
        layout::Layout,
        readings::{Acts, Told},
        rows, urls,
        views::{self, Diff, Field},
    },
};

pub use super::cards::{Card, Citation};

/// The shelves whose records are made and changed by the plain form.
pub(super) const SHELVES: &str =
    "units|components|markings|readings|photos|parts|organizations|transfers|chains|weapons|incidents|claims|sources";

/// The routes of all shelves; making and changing a record have the addresses of its list and its card, and stand there.
pub fn routes(config: &mut ServiceConfig) {
    let at = |rest: &str| format!("/{{shelf:{SHELVES}}}{rest}");
    let one = |rest: &str| at(&format!("/{{ref:[0-9A-Za-z-]{{8,12}}}}{rest}"));
    config
        .service(web::resource(at("/new")).route(web::get().to(new)))
        .service(web::resource(at(".csv")).route(web::get().to(super::tables::csv)))
        .service(web::resource(at(".json")).route(web::get().to(crate::web::api::records::list)))
        .service(web::resource(one(".json")).route(web::get().to(crate::web::api::records::show)))
        .service(web::resource(one("/edit")).route(web::get().to(edit)))
        .service(web::resource(one("/history")).route(web::get().to(super::history::show)))
        .service(web::resource(one("/revert")).route(web::post().to(super::history::revert)))
        .service(web::resource(one("/withdraw")).route(web::post().to(withdraw)));
}

/// Whether the page should offer to write.
pub fn may_write(caller: &Caller) -> bool {
    caller.ctx.actor.may(Action::Write)
}

/// What a page shows, or where its record went: the old address of a merged record leads to the new one.
///
/// # Errors
/// What finding it said.
pub async fn or_moved<T>(
    state: &State,
    caller: &Caller,
    shelf: &'static str,
    reference: Ref,
    shown: crate::error::Result<T>,
) -> Result<Result<T, HttpResponse>, PageError> {
    let failure = match shown {
        Ok(shown) => return Ok(Ok(shown)),
        Err(failure @ Error::NotFound(_)) => failure,
        Err(failure) => return Err(failure.into()),
    };
    let Some(shelf) = Shelf::parse(shelf) else {
        return Err(failure.into());
    };
    let ctx = caller.ctx();
    let moved = state
        .db
        .read(move |conn| service::records::merged_into(conn, &ctx, shelf, &reference))
        .await;
    match moved {
        Ok(Some(head)) => Ok(Err(HttpResponse::MovedPermanently()
            .insert_header((header::LOCATION, head.path()))
            .finish())),
        _ => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "records/edit.html")]
pub(super) struct EditPage {
    layout: Layout,
    title: String,
    action: String,
    cancel: String,
    errors: Vec<FieldProblem>,
    fields: Vec<Field>,
    release: Field,
    levels: Vec<Field>,
    version: i32,
    why: String,
    is_new: bool,
    is_proposal: bool,
    reads: bool,
    /// Reading the words of the form.
    pub(super) goods: Reading,
    /// The photograph that a mark can be drawn on again.
    pub(super) photo: Option<Drawn>,
    component: String,
    pub(super) readings: Option<Told>,
    acts: Option<Acts>,
}

/// What stands in a form: for which record, with which text.
pub(super) struct Draft<'a> {
    pub(super) shelf: Shelf,
    pub(super) head: Option<&'a Head>,
    pub(super) values: &'a Fields,
    pub(super) links: &'a [(&'static str, Link)],
    pub(super) failure: Option<&'a Error>,
}

pub(super) fn form_page(caller: &Caller, draft: &Draft<'_>) -> EditPage {
    let Draft {
        shelf,
        head,
        values,
        links,
        failure,
    } = *draft;
    let words = caller.words();
    let (questions, guards) = on_shelf!(shelf, T => (<T as Record>::QUESTIONS, <T as Record>::GUARDS));
    let set = FieldReleases::parse(values.get("field_releases")).unwrap_or_default();
    let levels = questions
        .iter()
        .map(|question| {
            let guard = guards.iter().find(|guard| guard.field == question.name);
            let limit = guard.map_or(Release::Public, |guard| guard.limit);
            let level = set.get(question.name).or(guard.map(|guard| guard.level));
            let label = views::field_label(shelf, question.name, words);
            views::release_field(
                &format!("level:{}", question.name),
                &label,
                level.or(Some(Release::Public)),
                limit,
                words,
            )
        })
        .collect();
    let mut fields = views::form(shelf, questions, values, failure, words);
    fields.extend(views::form(shelf, COMMON, values, failure, words));
    views::name_links(&mut fields, links, words);
    let chosen = Release::parse(values.get("release")).unwrap_or(Release::Sealed);
    let title = match head {
        None => words.say(&Say::new("record-new").with("shelf", words.label("shelf-one", shelf.as_str()))),
        Some(head) => words.say(&Say::new("record-edit").with("title", &head.title)),
    };
    EditPage {
        layout: Layout::new(caller, &format!("/{}", shelf.as_str())),
        title,
        action: head.map_or_else(|| format!("/{}", shelf.as_str()), Head::path),
        cancel: head.map_or_else(|| format!("/{}", shelf.as_str()), Head::path),
        errors: failure.map_or_else(Vec::new, |failure| field_errors(failure, words)),
        fields,
        release: views::release_field(
            "release",
            words.t("field-release"),
            Some(chosen),
            Release::Public,
            words,
        ),
        levels,
        version: head.map_or(0, |head| head.version),
        why: values.get("why").to_owned(),
        is_new: head.is_none(),
        is_proposal: head.is_some_and(|head| service::records::would_propose(&caller.ctx, head)),
        reads: shelf == Shelf::Markings,
        goods: Reading::offered(shelf == Shelf::Transfers),
        photo: None,
        component: String::new(),
        readings: None,
        acts: None,
    }
}

/// The field that every shelf has beside its own.
const COMMON: &[Question] = &[Question::optional("sources", crate::domain::forms::Ask::Links(Shelf::Sources)).hinted()];

/// An empty form, or one begun by the link that led here.
pub async fn new(caller: Caller, path: Path, Query(query): Query) -> Result<HttpResponse, PageError> {
    let shelf = path.shelf()?;
    caller.ctx.actor.must(Action::Write)?;
    page(&form_page(
        &caller,
        &Draft {
            shelf,
            head: None,
            values: &query,
            links: &[],
            failure: None,
        },
    ))
}

/// A new record.
pub async fn create(state: Data<State>, caller: Caller, path: Path, form: Form) -> Result<HttpResponse, PageError> {
    let shelf = path.shelf()?;
    let fields = levels::gather(shelf, form.fields);
    match fields.get("then") {
        "read" if shelf == Shelf::Transfers => return read_form(&state, &caller, None, fields).await,
        "read" => return super::readings::beside_form(&state, &caller, shelf, None, &fields).await,
        rows::MORE => return super::grown::form(&state, &caller, shelf, None, &fields).await,
        _ => {}
    }
    let (ctx, input) = (caller.ctx(), fields.clone());
    let made = state
        .db
        .write(move |conn| on_shelf!(shelf, T => service::records::create::<T>(conn, &ctx, &input)))
        .await;
    match made {
        Ok(head) => Ok(see_other(&head.path())),
        Err(failure @ (Error::Invalid(_) | Error::Taken(_))) => page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &form_page(
                &caller,
                &Draft {
                    shelf,
                    head: None,
                    values: &fields,
                    links: &[],
                    failure: Some(&failure),
                },
            ),
        ),
        Err(failure) => Err(failure.into()),
    }
}

/// The form of a record.
pub async fn edit(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let (shelf, reference) = (path.shelf()?, path.reference()?);
    caller.ctx.actor.must(Action::Write)?;
    let (head, values) = current(&state, &caller, shelf, reference).await?;
    let ctx = caller.ctx();
    let told = state
        .db
        .read(move |conn| on_shelf!(shelf, T => service::records::telling::<T>(conn, &ctx, &reference)))
        .await?;
    let draft = Draft {
        shelf,
        head: Some(&head),
        values: &values,
        links: &told.links,
        failure: None,
    };
    page(&with_photo(&state, &caller, &draft).await?)
}

/// The form; that of a mark with the photograph it is on.
///
/// # Errors
/// Those of the database.
pub(super) async fn with_photo(state: &State, caller: &Caller, draft: &Draft<'_>) -> crate::error::Result<EditPage> {
    let photo = match draft.shelf {
        Shelf::Markings => drawing::again(state, caller, draft.head.map(|head| head.r#ref), draft.values).await?,
        _ => None,
    };
    Ok(EditPage {
        photo,
        ..form_page(caller, draft)
    })
}

/// A record's head and fields as this caller sees them.
pub(super) async fn current(
    state: &State,
    caller: &Caller,
    shelf: Shelf,
    reference: Ref,
) -> crate::error::Result<(Head, Fields)> {
    let ctx = caller.ctx();
    state
        .db
        .read(move |conn| on_shelf!(shelf, T => service::records::fields::<T>(conn, &ctx, &reference)))
        .await
}

/// A changed record. When someone else was faster, nothing is lost: both versions are shown.
pub async fn update(state: Data<State>, caller: Caller, path: Path, form: Form) -> Result<HttpResponse, PageError> {
    let (shelf, reference) = (path.shelf()?, path.reference()?);
    let mut fields = levels::gather(shelf, form.fields);
    let version = fields.get("version").parse().unwrap_or(0);
    let why = fields.get("why").to_owned();
    fields.remove("version");
    let here = Some((reference, version));
    match fields.get("then") {
        "read" if shelf == Shelf::Transfers => return read_form(&state, &caller, here, fields).await,
        "read" => return super::readings::beside_form(&state, &caller, shelf, here, &fields).await,
        rows::MORE => return super::grown::form(&state, &caller, shelf, here, &fields).await,
        _ => {}
    }
    let (ctx, input) = (caller.ctx(), fields.clone());
    let revised = state
        .db
        .write(move |conn| {
            on_shelf!(shelf, T => service::records::revise::<T>(conn, &ctx, &reference, version, &input, &why))
        })
        .await;
    match revised {
        Ok(Revised::Applied(head)) => Ok(see_other(&head.path())),
        Ok(Revised::Proposed(_)) => Ok(see_other(&format!("{}?note=proposed", urls::record(shelf, reference)))),
        Err(Error::Stale) => conflict(&state, &caller, shelf, reference, fields).await,
        Err(failure @ (Error::Invalid(_) | Error::Taken(_))) => {
            let (head, _) = current(&state, &caller, shelf, reference).await?;
            let head = Head { version, ..head };
            let draft = Draft {
                shelf,
                head: Some(&head),
                values: &fields,
                links: &[],
                failure: Some(&failure),
            };
            let view = with_photo(&state, &caller, &draft).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "records/conflict.html")]
struct ConflictPage {
    layout: Layout,
    title: String,
    diff: Vec<Diff>,
    form: EditPage,
}

/// Both versions, and the form with one's own text, based on the version that is there now.
async fn conflict(
    state: &State,
    caller: &Caller,
    shelf: Shelf,
    reference: Ref,
    mine: Fields,
) -> Result<HttpResponse, PageError> {
    let (head, theirs) = current(state, caller, shelf, reference).await?;
    let words = caller.words();
    let mut shared = mine.clone();
    shared.remove("why");
    let changes: Vec<_> = theirs.changes(&theirs.overlaid(&shared)).into_iter().collect();
    let view = ConflictPage {
        layout: Layout::new(caller, &format!("/{}", shelf.as_str())),
        title: words.say(&Say::new("conflict-title").with("title", &head.title)),
        diff: views::diff(shelf, &changes, words),
        form: form_page(
            caller,
            &Draft {
                shelf,
                head: Some(&head),
                values: &mine,
                links: &[],
                failure: None,
            },
        ),
    };
    page_with(StatusCode::CONFLICT, &view)
}

/// Takes a record out of the catalogue.
pub async fn withdraw(state: Data<State>, caller: Caller, path: Path, form: Form) -> Result<HttpResponse, PageError> {
    let (shelf, reference) = (path.shelf()?, path.reference()?);
    let version = form.fields.get("version").parse().unwrap_or(0);
    let why = form.fields.get("why").to_owned();
    let ctx = caller.ctx();
    state
        .db
        .write(
            move |conn| on_shelf!(shelf, T => service::records::withdraw::<T>(conn, &ctx, &reference, version, &why)),
        )
        .await?;
    Ok(see_other(&format!("/{}", shelf.as_str())))
}
