//! The rules that marks are read by: the list, and each with its citation, its examples and the marks it reads.

use std::sync::Arc;

use actix_web::{
    HttpResponse,
    http::header,
    web::{self, Bytes, Data, ServiceConfig},
};
use askama::Template;
use futures_util::stream;

use super::page;
use crate::{
    domain::{
        markings::Marking,
        records::Cursor,
        release::Released,
        rules::{book::Rulebook, examples::Example, scheme::Scheme},
    },
    error::{Error, Result, Say},
    service::{Ctx, rules},
    web::{
        State,
        actor::Caller,
        api, csv,
        error::PageError,
        extract::{Path, Query},
        layout::Layout,
        marks::{self, Lines},
        patterns::Pattern,
        urls,
        views::{self, Choice, Fact, Pager, date_in_words, link_title},
    },
    words::Words,
};

/// Marks on a page of a rule.
const ROWS: usize = 50;
/// Marks read in one transaction while a table streams.
const CHUNK: usize = 500;

/// The routes of the rules.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/rules").route(web::get().to(list)))
        .service(web::resource("/rules/{id:[a-z0-9._-]{1,60}}").route(web::get().to(show)))
        .service(web::resource("/rules/{id:[a-z0-9._-]{1,60}}/marks.csv").route(web::get().to(table)));
}

#[derive(Template)]
#[template(path = "rules/list.html")]
struct ListPage {
    layout: Layout,
    q: String,
    makers: Vec<Choice>,
    kinds: Vec<Choice>,
    grades: Vec<Choice>,
    rows: Vec<Row>,
    summary: String,
}

struct Row {
    href: String,
    title: String,
    id: String,
    makers: String,
    kind: String,
    stage: String,
    confidence: String,
}

/// The list.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let words = caller.words();
    let book = &state.rules;
    let found = rules::list(book, &query);
    let row = |scheme: &Arc<Scheme>| Row {
        href: format!("/rules/{}", scheme.id),
        title: scheme.title.clone(),
        id: scheme.id.clone(),
        makers: match rules::makers(book, scheme) {
            none if none.is_empty() => words.t("rules-nobody").to_owned(),
            makers => makers.join(", "),
        },
        kind: words.label("mark-kind", scheme.kind.as_str()).into_owned(),
        stage: match scheme.stage.as_str() {
            "unknown" => String::new(),
            word => words.label("stage", word).into_owned(),
        },
        confidence: words.label("confidence", scheme.confidence.as_str()).into_owned(),
    };
    let all = book.schemes();
    let kinds = all.iter().map(|scheme| scheme.kind.as_str());
    let kinds = kinds.map(|word| (word.to_owned(), words.label("mark-kind", word).into_owned()));
    let grades = all.iter().map(|scheme| scheme.confidence.as_str());
    let grades = grades.map(|word| (word.to_owned(), words.label("confidence", word).into_owned()));
    let makers = all.iter().flat_map(|scheme| rules::makers(book, scheme));
    let makers = makers.map(|name| (name.to_owned(), name.to_owned())).collect();
    let any = words.t("rules-any");
    page(&ListPage {
        layout: Layout::new(&caller, "/rules"),
        q: query.get("q").to_owned(),
        makers: choices(makers, query.get("maker"), any),
        kinds: choices(kinds.collect(), query.get("kind"), any),
        grades: choices(grades.collect(), query.get("confidence"), any),
        summary: words.say(
            &Say::new("rules-shown")
                .with("count", found.len())
                .with("all", all.len()),
        ),
        rows: found.iter().map(row).collect(),
    })
}

#[derive(Template)]
#[template(path = "rules/show.html")]
struct ShowPage {
    layout: Layout,
    title: String,
    id: String,
    version: u32,
    lead: String,
    patterns: Vec<Pattern>,
    facts: Vec<Fact>,
    note: String,
    doubt: String,
    source: String,
    url: String,
    confidence: String,
    examples: Vec<ExampleView>,
    count: String,
    marks: Vec<MarkRow>,
    pager: Pager,
}

struct ExampleView {
    mark: Lines,
    known: String,
    reads: String,
}

struct MarkRow {
    href: String,
    lines: Lines,
    component: Option<(String, String)>,
    reference: String,
}

/// A rule.
pub async fn show(
    state: Data<State>,
    caller: Caller,
    path: Path,
    Query(query): Query,
) -> Result<HttpResponse, PageError> {
    let scheme = rules::find(&state.rules, path.get("id"))?;
    let after = urls::parse_cursor(query.get("after"))?.map_or(0, |cursor| cursor.id);
    let (ctx, rule) = (caller.ctx(), scheme.id.clone());
    let (found, count) = state
        .db
        .read(move |conn| rules::show(conn, &ctx, &rule, after, ROWS))
        .await?;
    let words = caller.words();
    let book = &state.rules;
    let here = format!("/rules/{}", scheme.id);
    let next = found.next.map(|id| Cursor {
        sort: String::new(),
        id,
    });
    let next = next.as_ref().map(urls::cursor);
    let pager = views::pager(&caller, &here, None, found.marks.len(), next, query.get("after"));
    let row = |mark: &Released<Marking>| MarkRow {
        href: mark.head.path(),
        lines: marks::lines(&mark.what.transcription, words),
        component: mark.component.as_ref().map(|link| (link.path(), link_title(link))),
        reference: mark.head.r#ref.to_string(),
    };
    page(&ShowPage {
        layout: Layout::new(&caller, "/rules"),
        lead: lead(book, &scheme, words),
        patterns: scheme
            .patterns
            .iter()
            .map(|pattern| Pattern::new(pattern, words))
            .collect(),
        facts: facts(book, &scheme, words),
        note: scheme.note.clone(),
        doubt: scheme.doubt.clone(),
        source: scheme.source.clone(),
        url: scheme.url.clone(),
        confidence: words.label("confidence", scheme.confidence.as_str()).into_owned(),
        examples: scheme.examples.iter().map(|one| example(one, words)).collect(),
        count: match count {
            rules::MOST.. => format!("{}+", rules::MOST),
            count => count.to_string(),
        },
        marks: found.marks.iter().map(row).collect(),
        pager: Pager {
            csv: Some(format!("{here}/marks.csv")),
            geojson: None,
            json: Some(format!("/api/v1{here}")),
            ..pager
        },
        title: scheme.title.clone(),
        id: scheme.id.clone(),
        version: scheme.version,
    })
}

/// `date of production, assembly, by Texas Instruments`
fn lead(book: &Rulebook, scheme: &Scheme, words: &Words) -> String {
    let mut said = vec![words.label("mark-kind", scheme.kind.as_str()).into_owned()];
    if scheme.kind.is_date() && scheme.stage.as_str() != "unknown" {
        said.push(words.label("stage", scheme.stage.as_str()).into_owned());
    }
    let makers = rules::makers(book, scheme);
    if !makers.is_empty() {
        said.push(makers.join(", "));
    }
    said.join(" · ")
}

fn facts(book: &Rulebook, scheme: &Scheme, words: &Words) -> Vec<Fact> {
    let label = |key: &'static str| words.t(key);
    let years = |count: u32| words.say(&Say::new("rules-years").with("count", count));
    let day = |day: Option<chrono::NaiveDate>| {
        let date = day.and_then(|day| crate::domain::dates::Edtf::day(day).ok());
        date.map_or_else(String::new, |date| date_in_words(&date, words))
    };
    let origins: Vec<String> = scheme.origins.iter().map(|code| views::country(code, words)).collect();
    let dated = scheme.kind.is_date();
    let when = |fact: Option<Fact>, holds: bool| fact.filter(|_| holds);
    let spread = Say::new("rules-weeks-around")
        .with("before", scheme.spread.0)
        .with("after", scheme.spread.1);
    let counted = scheme.patterns.iter().any(|pattern| pattern.contains("{W"));
    let facts = [
        Fact::plain(
            label("rules-fact-kind"),
            &words.label("mark-kind", scheme.kind.as_str()),
        ),
        when(
            Fact::plain(label("rules-fact-stage"), &words.label("stage", scheme.stage.as_str())),
            dated,
        ),
        Fact::plain(label("rules-fact-makers"), &rules::makers(book, scheme).join(", ")),
        Fact::plain(label("rules-fact-objects"), &rules::objects(book, scheme).join(", ")),
        Fact::plain(label("rules-fact-origins"), &origins.join(", ")),
        when(
            Fact::plain(label("rules-fact-weeks"), &words.label("weeks", scheme.weeks.as_str())),
            dated && counted,
        ),
        Fact::plain(
            label("rules-fact-calendar"),
            scheme.calendar.as_ref().map_or("", |calendar| &calendar.id),
        ),
        when(
            Fact::plain(label("rules-fact-window"), &years(scheme.window)),
            dated && scheme.is_open(),
        ),
        when(
            Fact::plain(label("rules-fact-life"), &years(scheme.life)),
            scheme.life > 0,
        ),
        when(
            Fact::plain(label("rules-fact-spread"), &words.say(&spread)),
            scheme.spread != (0, 0),
        ),
        Fact::plain(
            label("rules-fact-place"),
            &words.label("place", api::rules::place(scheme)),
        ),
        Fact::plain(label("rules-fact-from"), &day(scheme.from)),
        Fact::plain(label("rules-fact-until"), &day(scheme.until)),
        Fact::plain(
            label("rules-fact-confidence"),
            &words.label("confidence", scheme.confidence.as_str()),
        ),
        Fact::mono(label("rules-fact-version"), &scheme.version.to_string()),
    ];
    facts.into_iter().flatten().collect()
}

fn example(example: &Example, words: &Words) -> ExampleView {
    let (given, reads) = example.text.rsplit_once("=>").unwrap_or((&example.text, ""));
    let known = given.split_once(" ; ").map_or("", |(_, known)| known);
    let in_words = |one: &str| match one.trim() {
        "yes" => words.t("rules-example-yes").to_owned(),
        "none" => words.t("rules-example-none").to_owned(),
        date => crate::domain::dates::Edtf::parse(date)
            .map_or_else(|_say| date.to_owned(), |date| date_in_words(&date, words)),
    };
    let reads: Vec<String> = reads.split('|').map(in_words).collect();
    ExampleView {
        mark: marks::lines(&example.mark, words),
        known: known.trim().to_owned(),
        reads: reads.join("; "),
    }
}

/// Where a stream of rows stands.
enum At {
    Header,
    After(i64),
    End,
}

/// Every mark that a rule reads and this reader sees, as CSV.
pub async fn table(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let scheme = rules::find(&state.rules, path.get("id"))?;
    let name = format!("attachment; filename=\"{}.csv\"", scheme.id);
    let (ctx, state) = (caller.ctx(), state.into_inner());
    let rows = stream::unfold(At::Header, move |at| {
        let (state, ctx, rule) = (state.clone(), ctx.clone(), scheme.id.clone());
        async move {
            match at {
                At::Header => Some((header_row(), At::After(0))),
                At::End => None,
                At::After(after) => match chunk(&state, ctx, rule, after).await {
                    Ok((bytes, next)) => Some((Ok(bytes), next)),
                    // The answer has begun: breaking it off is the only way left to say that it failed.
                    Err(error) => Some((Err(error), At::End)),
                },
            }
        }
    });
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .streaming(rows))
}

fn header_row() -> Result<Bytes> {
    Ok(Bytes::from(csv::rows([[
        "ref",
        "transcription",
        "component",
        "address",
    ]])?))
}

async fn chunk(state: &State, ctx: Ctx, rule: String, after: i64) -> Result<(Bytes, At)> {
    let found = state
        .db
        .read(move |conn| rules::read_by(conn, &ctx, &rule, after, CHUNK))
        .await?;
    let line = |mark: &Released<Marking>| {
        let component = mark.component.as_ref();
        [
            mark.head.r#ref.to_string(),
            mark.what.transcription.clone(),
            component.map_or_else(String::new, |link| link.r#ref.to_string()),
            format!("{}{}", state.site, mark.head.path()),
        ]
    };
    let lines: Vec<[String; 4]> = found.marks.iter().map(line).collect();
    let bytes = csv::rows(lines.iter().map(|line| line.iter().map(String::as_str)))?;
    Ok((Bytes::from(bytes), found.next.map_or(At::End, At::After)))
}

/// A place in the marks of a rule, from the query of an address.
///
/// # Errors
/// `Invalid` on the field `after`.
pub fn place(after: &str) -> Result<i64, Error> {
    Ok(urls::parse_cursor(after)?.map_or(0, |cursor| cursor.id))
}

/// What a filter offers: every label once, in order.
fn choices(mut all: Vec<(String, String)>, chosen: &str, any: &str) -> Vec<Choice> {
    all.sort_by(|a, b| a.1.cmp(&b.1));
    all.dedup();
    let choice = |(value, label): (String, String)| Choice {
        selected: value == chosen,
        value,
        label,
    };
    std::iter::once((String::new(), any.to_owned()))
        .chain(all)
        .map(choice)
        .collect()
}
