//! Reading all marks again: how far it is, and what is read otherwise than before, for reviewers to look at.

use actix_web::{
    HttpResponse,
    http::header,
    web::{self, Data, ServiceConfig},
};
use askama::Template;
use serde_json::json;

use super::{page, see_other};
use crate::{
    domain::rereadings::{Shown, Walk},
    error::{Error, Say},
    service::rereadings::{self, Differing, Progress},
    web::{
        State,
        actor::Caller,
        axis::days,
        decisions::what_it_reads,
        error::PageError,
        extract::{Form, Path, Query},
        layout::Layout,
        marks::{self, Lines},
        urls,
        views::{self, Pager},
    },
    words::Words,
};

/// Changes on a page.
const ROWS: usize = 50;

/// The routes; they stand before those of single reviews, whose references look alike.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/review/rereadings").route(web::get().to(list)))
        .service(web::resource("/review/rereadings/progress").route(web::get().to(progress)))
        .service(web::resource("/review/rereadings/{id:[0-9]{1,18}}").route(web::post().to(see)));
}

#[derive(Template)]
#[template(path = "rereadings/list.html")]
struct ListPage {
    layout: Layout,
    pace: Option<Pace>,
    said: String,
    waiting: String,
    rows: Vec<Row>,
    pager: Pager,
}

/// The bar of a walk that goes on.
struct Pace {
    done: i64,
    total: i64,
    words: String,
}

struct Row {
    href: String,
    action: String,
    lines: Lines,
    reference: String,
    noticed: String,
    noticed_iso: String,
    gone: Vec<String>,
    come: Vec<String>,
    kept: usize,
    decisions: Vec<(String, String)>,
    note_id: String,
}

/// How far it is, and what came out differently.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let after = urls::parse_cursor(query.get("after"))?;
    let ctx = caller.ctx();
    let (progress, (found, next)) = state
        .db
        .read(move |conn| {
            let progress = rereadings::progress(conn, &ctx)?;
            Ok((progress, rereadings::differing(conn, &ctx, after.as_ref(), ROWS)?))
        })
        .await?;
    let words = caller.words();
    let next = next.as_ref().map(urls::cursor);
    let pager = views::pager(
        &caller,
        "/review/rereadings",
        None,
        found.len(),
        next,
        query.get("after"),
    );
    let note = (query.get("note") == "seen").then(|| words.t("note-reread-seen").to_owned());
    let Progress { walk, waiting, changes } = progress;
    page(&ListPage {
        layout: Layout::new(&caller, "/review").noting(note),
        said: said(walk.as_ref(), changes, words),
        waiting: match waiting {
            0 => String::new(),
            count => words.say(&Say::new("rereadings-waiting").with("count", count)),
        },
        pace: walk.filter(|walk| walk.ended_at.is_none()).map(|walk| Pace {
            done: walk.done,
            total: walk.total.max(1),
            words: paced(&walk, words),
        }),
        rows: found.iter().map(|one| row(one, words)).collect(),
        pager: Pager {
            csv: None,
            geojson: None,
            json: None,
            ..pager
        },
    })
}

fn said(walk: Option<&Walk>, changes: i64, words: &Words) -> String {
    let Some(walk) = walk else {
        return words.t("rereadings-never").to_owned();
    };
    let key = match walk.ended_at {
        Some(_) => "rereadings-done",
        None => "rereadings-running",
    };
    let say = Say::new(key)
        .with("when", views::moment(walk.ended_at.unwrap_or(walk.began_at), words))
        .with("total", walk.done)
        .with("changes", changes);
    words.say(&say)
}

fn paced(walk: &Walk, words: &Words) -> String {
    let say = Say::new("rereadings-pace")
        .with("done", walk.done)
        .with("total", walk.total)
        .with("changed", walk.changed);
    words.say(&say)
}

fn row(differing: &Differing, words: &Words) -> Row {
    let Differing {
        change,
        mark,
        decisions,
    } = differing;
    let (before, after) = (Shown::read(&change.before), Shown::read(&change.after));
    let told = |one: &Shown| {
        let say = Say::new("readings-days-from-word")
            .with("days", days(one.span, words))
            .with("token", &one.token)
            .with("rule", &one.rule);
        words.say(&say)
    };
    let without = |all: &[Shown], others: &[Shown]| -> Vec<String> {
        all.iter().filter(|one| !others.contains(one)).map(told).collect()
    };
    Row {
        href: mark.head.path(),
        action: format!("/review/rereadings/{}", change.id),
        lines: marks::lines(&mark.what.transcription, words),
        reference: mark.head.r#ref.to_string(),
        noticed: views::moment(change.noticed_at, words),
        noticed_iso: change.noticed_at.to_rfc3339(),
        gone: without(&before, &after),
        come: without(&after, &before),
        kept: before.iter().filter(|one| after.contains(one)).count(),
        decisions: decisions
            .iter()
            .filter(|decision| decision.counts())
            .map(|decision| {
                let verdict = words.label("verdict", &decision.what.verdict);
                let said = format!("{verdict}: {}", what_it_reads(decision, words));
                (decision.head.path(), said.trim_end_matches([':', ' ']).to_owned())
            })
            .collect(),
        note_id: format!("note-{}", change.id),
    }
}

/// How far it is, for the script of the page.
pub async fn progress(state: Data<State>, caller: Caller) -> Result<HttpResponse, PageError> {
    let ctx = caller.ctx();
    let Progress { walk, waiting, .. } = state.db.read(move |conn| rereadings::progress(conn, &ctx)).await?;
    let words = caller.words();
    let running = walk.as_ref().filter(|walk| walk.ended_at.is_none());
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(json!({
            "state": if running.is_some() { "running" } else { "done" },
            "done": walk.as_ref().map_or(0, |walk| walk.done),
            "total": walk.as_ref().map_or(0, |walk| walk.total),
            "pace": running.map_or_else(String::new, |walk| paced(walk, words)),
            "counts": { "changed": walk.as_ref().map_or(0, |walk| walk.changed), "waiting": waiting },
        })))
}

/// A reviewer has looked at a change.
pub async fn see(state: Data<State>, caller: Caller, path: Path, form: Form) -> Result<HttpResponse, PageError> {
    let id: i64 = path
        .get("id")
        .parse()
        .map_err(|_too_long| Error::NotFound("rereadings"))?;
    let ctx = caller.ctx();
    let note = form.fields.get("note").to_owned();
    state
        .db
        .write(move |conn| rereadings::see(conn, &ctx, id, &note))
        .await?;
    Ok(see_other("/review/rereadings?note=seen"))
}
