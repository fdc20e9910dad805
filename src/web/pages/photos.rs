//! Photographs: the list, and a photograph's card.

use actix_web::{
    HttpResponse,
    web::{self, Data, ServiceConfig},
};
use askama::Template;

use super::{drawing, markings, page, pictures, uploads};
use crate::{
    domain::{
        access::Action,
        photos::{NewPhoto, Photo},
        records::{Head, Link},
        release::Released,
    },
    error::Say,
    service::{self, photos::Shown},
    web::{
        State,
        actor::Caller,
        error::PageError,
        extract::{Path, Query},
        layout::Layout,
        marks,
        pages::{
            listing::{Listing, Narrowed, listing},
            records::{Card, may_write, or_moved},
            sources::SourceLine,
        },
        plates::{self, Plate},
        urls,
        views::{self, Badge, Fact, Pager, link_title},
    },
    words::Words,
};

/// The routes of photographs and of the marks on them.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/photos")
                .route(web::get().to(list))
                .route(web::post().to(uploads::to_nothing)),
        )
        .service(web::resource("/photos/new").route(web::get().to(uploads::new)))
        .service(
            web::resource("/photos/{ref:[0-9A-Za-z-]{8,12}}")
                .route(web::get().to(show))
                .route(web::post().to(super::records::update)),
        )
        .service(web::resource("/photos/{ref:[0-9A-Za-z-]{8,12}}/original").route(web::get().to(pictures::original)))
        .service(
            web::resource("/photos/{ref:[0-9A-Za-z-]{8,12}}/{side:[0-9]{1,5}}.jpg")
                .route(web::get().to(pictures::whole)),
        )
        .service(
            web::resource("/photos/{ref:[0-9A-Za-z-]{8,12}}/mark/{mark:[0-9A-Za-z-]{8,12}}.jpg")
                .route(web::get().to(pictures::close)),
        )
        .service(
            web::resource("/units/{ref:[0-9A-Za-z-]{8,12}}/photos")
                .route(web::get().to(uploads::of_unit))
                .route(web::post().to(uploads::to_unit)),
        )
        .service(
            web::resource("/components/{ref:[0-9A-Za-z-]{8,12}}/photos")
                .route(web::get().to(uploads::of_component))
                .route(web::post().to(uploads::to_component)),
        )
        .service(
            web::resource("/markings")
                .route(web::get().to(markings::list))
                .route(web::post().to(super::records::create)),
        )
        .service(
            web::resource("/markings/{ref:[0-9A-Za-z-]{8,12}}")
                .route(web::get().to(markings::show))
                .route(web::post().to(super::records::update)),
        )
        .service(web::resource("/components/{ref:[0-9A-Za-z-]{8,12}}/markings/new").route(web::get().to(drawing::new)))
        .service(web::resource("/components/{ref:[0-9A-Za-z-]{8,12}}/markings").route(web::post().to(drawing::create)));
}

#[derive(Template)]
#[template(path = "photos/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Row>,
    narrowed: Option<Narrowed>,
    pager: Pager,
    new_href: Option<String>,
}

struct Row {
    href: String,
    src: String,
    title: String,
    shows: Option<(String, String)>,
    role: String,
    reference: String,
    state: Option<Badge>,
}

/// A page of the list.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let Listing {
        items,
        layout,
        narrowed,
        pager,
        new_href,
    } = listing::<Photo>(&state, &caller, &query).await?;
    let words = caller.words();
    let row = |photo: Released<Photo>| Row {
        href: photo.head.path(),
        src: plates::picture(&photo, 320),
        title: title(&photo, words),
        shows: photo
            .component
            .as_ref()
            .or(photo.unit.as_ref())
            .map(|link| (link.path(), link_title(link))),
        role: words.label("role", &photo.what.role).into_owned(),
        reference: photo.head.r#ref.to_string(),
        state: views::state_badge(&photo.head, words),
    };
    let rows: Vec<Row> = items.into_iter().map(row).collect();
    page(&ListPage {
        rows,
        layout,
        narrowed,
        pager,
        new_href,
    })
}

/// The photograph's name, or that it is one.
pub fn title(photo: &Photo, words: &Words) -> String {
    match photo.head.title.is_empty() {
        true => words.label("shelf-one", "photos").into_owned(),
        false => photo.head.title.clone(),
    }
}

#[derive(Template)]
#[template(path = "photos/show.html")]
struct ShowPage {
    layout: Layout,
    card: Card,
    lead: String,
    plate: Plate,
    facts: Vec<Fact>,
    inside: Vec<Fact>,
    marks: Vec<MarkLine>,
    mark_href: Option<String>,
    work_href: Option<String>,
    original_href: Option<String>,
    same: Vec<Thumb>,
    alike: Vec<Thumb>,
    sources: Vec<SourceLine>,
}

/// A mark outlined on the photograph.
struct MarkLine {
    href: String,
    lines: marks::Lines,
    reference: String,
}

/// Another photograph.
struct Thumb {
    href: String,
    src: String,
    title: String,
}

/// A photograph's card.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let ctx = caller.ctx();
    let shown = state
        .db
        .read(move |conn| service::photos::show(conn, &ctx, &reference))
        .await;
    let shown = match or_moved(&state, &caller, "photos", reference, shown).await? {
        Ok(shown) => shown,
        Err(moved) => return Ok(moved),
    };
    let words = caller.words();
    let Shown {
        photo,
        marks: drawn,
        same,
        alike,
        sources,
    } = shown;
    let regions = drawn.iter().filter_map(|mark| marks::outline(mark, false)).collect();
    let may_open = caller.ctx.actor.may(Action::OpenOriginal);
    let component = photo.component.as_ref().filter(|_| may_write(&caller));
    let unit = photo.unit.as_ref().filter(|_| may_write(&caller));
    page(&ShowPage {
        layout: Layout::new(&caller, "/photos"),
        card: Card::new(&state, &caller, &photo.head, title(&photo, words)),
        lead: lead(&photo, words),
        plate: Plate {
            src: plates::picture(&photo, 1920),
            href: String::new(),
            ..plates::plate(&photo, regions, words)
        },
        facts: facts(&photo, words),
        inside: inside(&photo, words),
        marks: drawn
            .iter()
            .map(|mark| MarkLine {
                href: mark.head.path(),
                lines: marks::lines(&mark.what.transcription, words),
                reference: mark.head.r#ref.to_string(),
            })
            .collect(),
        mark_href: component.map(|link| new_mark(&link.path(), &photo.head)),
        work_href: unit.map(|link| super::findings::desk_of(&link.path())),
        original_href: may_open.then(|| format!("{}/original", photo.head.path())),
        same: same.into_iter().map(thumb).collect(),
        alike: alike.into_iter().map(thumb).collect(),
        sources: SourceLine::all(sources),
    })
}

/// Where a mark on this photograph is begun.
pub fn new_mark(component: &str, photo: &Head) -> String {
    urls::with_query(
        &format!("{component}/markings/new"),
        &[("photo", &photo.r#ref.to_string())],
    )
}

fn thumb(link: Link) -> Thumb {
    Thumb {
        src: format!("{}/320.jpg", link.path()),
        href: link.path(),
        title: link_title(&link),
    }
}

fn lead(photo: &Photo, words: &Words) -> String {
    match photo.what.illustration {
        true => words.t("photos-lead-illustration").to_owned(),
        false => String::new(),
    }
}

fn facts(photo: &Photo, words: &Words) -> Vec<Fact> {
    let NewPhoto {
        role,
        credit,
        pixels_per_mm,
        ..
    } = &photo.what;
    let label = |field: &str| views::field_label(photo.head.shelf, field, words);
    let size = Say::new("photos-size-value")
        .with("width", photo.file.width)
        .with("height", photo.file.height);
    let scale = pixels_per_mm.map_or_else(String::new, |scale| scale.to_string());
    let role = match role.as_str() {
        "" => String::new(),
        role => words.label("role", role).into_owned(),
    };
    let facts = [
        Fact::link(&label("unit"), photo.unit.as_ref()),
        Fact::link(&label("component"), photo.component.as_ref()),
        Fact::plain(&label("role"), &role),
        Fact::plain(&label("credit"), credit),
        Fact::plain(words.t("photos-size"), &words.say(&size)),
        Fact::mono(&label("pixels_per_mm"), &scale),
    ];
    facts.into_iter().flatten().collect()
}

/// What only those inside are told; whatever was withheld is empty and leaves no line.
fn inside(photo: &Photo, words: &Words) -> Vec<Fact> {
    let label = |field: &str| views::field_label(photo.head.shelf, field, words);
    let file = &photo.file;
    let degrees = |degrees: Option<f64>| degrees.map_or_else(String::new, |degrees| format!("{degrees:.5}"));
    let black: Vec<String> = photo.what.redactions.iter().map(|redaction| redaction.line()).collect();
    let facts = [
        Fact::mono(&label("taken"), &file.taken),
        Fact::plain(&label("device"), &file.device),
        Fact::mono(&label("lat"), &degrees(file.lat)),
        Fact::mono(&label("lon"), &degrees(file.lon)),
        Fact::mono(&label("file_name"), &file.file_name),
        Fact::plain(&label("session"), &photo.what.session),
        Fact::mono(&label("redactions"), &black.join("; ")),
        Fact::mono(&label("sha256"), &file.sha256),
    ];
    facts.into_iter().flatten().collect()
}
