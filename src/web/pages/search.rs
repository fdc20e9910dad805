//! One search box: what is found on every shelf, each shelf's answers to their end, and both as tables.

use std::collections::HashMap;

use actix_web::{
    HttpResponse,
    http::header,
    web::{Bytes, Data},
};
use askama::Template;
use futures_util::stream;

use super::page;
use crate::{
    domain::{
        records::{Link, Shelf},
        search::{After, Hit, SHELVES},
    },
    error::{Error, Result, Say},
    service::{self, Ctx, search::Place},
    web::{
        State,
        actor::Caller,
        csv,
        error::PageError,
        extract::Query,
        layout::Layout,
        urls,
        views::{self, Pager, link_title},
    },
    words::Words,
};

/// Answers of each shelf on the overview.
const FIRST: usize = 6;
/// Answers on a page of one shelf.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "search/show.html")]
struct SearchPage {
    layout: Layout,
    query: String,
    lead: String,
    error: Option<String>,
    groups: Vec<GroupView>,
    others: Vec<Other>,
    pager: Option<Pager>,
    csv: Option<String>,
    is_empty: bool,
}

struct GroupView {
    id: &'static str,
    title: String,
    count: String,
    hits: Vec<HitView>,
    all: Option<String>,
}

struct HitView {
    href: String,
    title: String,
    r#ref: String,
    shown: Option<String>,
    why: String,
    about: Vec<About>,
}

/// A row under a part: its maker, the units it was found in.
struct About {
    label: String,
    links: Vec<(String, String)>,
}

struct Other {
    href: String,
    label: String,
}

/// Search first: everything that answers, by shelf, or one shelf's answers to their end.
pub async fn show(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let text = query.get("q").to_owned();
    if text.is_empty() {
        return page(&blank(&caller, text, None));
    }
    let shelf = match query.get("in") {
        "" => None,
        word => Some(Shelf::parse(word).ok_or_else(|| Error::invalid("in", Say::new("search-shelf-unknown")))?),
    };
    let shown = match shelf {
        None => overview(&state, &caller, &text).await,
        Some(shelf) => one_shelf(&state, &caller, &text, shelf, query.get("after")).await,
    };
    match shown {
        Ok(view) => page(&view),
        Err(failure @ Error::Invalid(_)) => {
            let said = crate::web::error::field_errors(&failure, caller.words());
            let said = said
                .into_iter()
                .map(|problem| problem.message)
                .collect::<Vec<_>>()
                .join(" ");
            super::page_with(
                actix_web::http::StatusCode::UNPROCESSABLE_ENTITY,
                &blank(&caller, text, Some(said)),
            )
        }
        Err(failure) => Err(failure.into()),
    }
}

fn blank(caller: &Caller, query: String, error: Option<String>) -> SearchPage {
    SearchPage {
        layout: Layout::new(caller, "/search").searching(&query),
        lead: caller.words().t("search-lead-empty").to_owned(),
        query,
        error,
        groups: Vec::new(),
        others: Vec::new(),
        pager: None,
        csv: None,
        is_empty: false,
    }
}

async fn overview(state: &State, caller: &Caller, text: &str) -> Result<SearchPage> {
    let (ctx, asked) = (caller.ctx(), text.to_owned());
    let (groups, known) = state
        .db
        .read(move |conn| {
            let groups = service::search::overview(conn, &ctx, &asked, FIRST)?;
            let hits = groups.iter().flat_map(|group| &group.hits);
            let known = service::search::known_of_parts(conn, &ctx, hits)?;
            Ok((groups, known))
        })
        .await?;
    let words = caller.words();
    let is_empty = groups.is_empty();
    let groups: Vec<GroupView> = groups
        .into_iter()
        .map(|group| {
            let all = in_shelf(text, group.shelf);
            GroupView {
                id: group.shelf.as_str(),
                title: words.label("shelf", group.shelf.as_str()).into_owned(),
                count: match group.more {
                    true => format!("{}+", group.hits.len()),
                    false => group.hits.len().to_string(),
                },
                hits: group.hits.into_iter().map(|hit| hit_view(hit, &known, words)).collect(),
                all: group.more.then_some(all),
            }
        })
        .collect();
    let other = |shelf: Shelf| Other {
        href: in_shelf(text, shelf),
        label: words.label("shelf", shelf.as_str()).into_owned(),
    };
    Ok(SearchPage {
        layout: Layout::new(caller, "/search").searching(text),
        lead: match is_empty {
            true => words.t("search-nothing").to_owned(),
            false => words.t("search-lead").to_owned(),
        },
        query: text.to_owned(),
        error: None,
        groups,
        others: SHELVES.into_iter().map(other).collect(),
        pager: None,
        csv: (!is_empty).then(|| urls::with_query("/search.csv", &[("q", text)])),
        is_empty,
    })
}

async fn one_shelf(state: &State, caller: &Caller, text: &str, shelf: Shelf, after: &str) -> Result<SearchPage> {
    let at = parse_place(after)?;
    let (ctx, asked) = (caller.ctx(), text.to_owned());
    let ((hits, next), known) = state
        .db
        .read(move |conn| {
            let found = service::search::page(conn, &ctx, shelf, &asked, at.as_ref(), ROWS)?;
            let known = service::search::known_of_parts(conn, &ctx, found.0.iter())?;
            Ok((found, known))
        })
        .await?;
    let words = caller.words();
    let here = in_shelf(text, shelf);
    let is_empty = hits.is_empty();
    let shown = hits.len();
    let csv = urls::with_query("/search.csv", &[("q", text), ("in", shelf.as_str())]);
    let group = GroupView {
        id: shelf.as_str(),
        title: words.label("shelf", shelf.as_str()).into_owned(),
        count: shown.to_string(),
        hits: hits.into_iter().map(|hit| hit_view(hit, &known, words)).collect(),
        all: None,
    };
    let next = next.map(|next| {
        urls::with_query(
            "/search",
            &[("q", text), ("in", shelf.as_str()), ("after", &place_text(&next))],
        )
    });
    Ok(SearchPage {
        layout: Layout::new(caller, "/search").searching(text),
        lead: match is_empty {
            true => words.t("search-nothing").to_owned(),
            false => words.t("search-lead").to_owned(),
        },
        query: text.to_owned(),
        error: None,
        groups: if is_empty { Vec::new() } else { vec![group] },
        others: vec![Other {
            href: urls::with_query("/search", &[("q", text)]),
            label: words.t("search-everywhere").to_owned(),
        }],
        pager: Some(Pager {
            summary: words.say(&Say::new("list-shown").with("count", shown)),
            previous: (!after.is_empty()).then_some(here),
            next,
            csv: Some(csv.clone()),
            geojson: None,
            json: None,
        }),
        csv: (!is_empty).then_some(csv),
        is_empty,
    })
}

fn hit_view(hit: Hit, known: &HashMap<i64, service::search::KnownOfPart>, words: &Words) -> HitView {
    let field = views::field_label(hit.link.shelf, &hit.field, words);
    let why = Say::new(match hit.how {
        crate::domain::search::Match::Same => "match-same",
        crate::domain::search::Match::Begins => "match-begins",
        crate::domain::search::Match::Contains => "match-contains",
    });
    let title = link_title(&hit.link);
    let mut about = Vec::new();
    if let Some(known) = known.get(&hit.link.id) {
        let mut row = |key: &str, links: &[Link]| {
            if !links.is_empty() {
                about.push(About {
                    label: words.t(key).to_owned(),
                    links: links.iter().map(|link| (link.path(), link_title(link))).collect(),
                });
            }
        };
        row("search-made-by", known.maker.as_slice());
        row("search-found-in", &known.units);
    }
    HitView {
        href: hit.link.path(),
        r#ref: hit.link.r#ref.to_string(),
        shown: (title != hit.shown).then_some(hit.shown),
        title,
        why: words.say(&why.with("field", field)),
        about,
    }
}

fn in_shelf(text: &str, shelf: Shelf) -> String {
    urls::with_query("/search", &[("q", text), ("in", shelf.as_str())])
}

fn place_text(place: &Place) -> String {
    let class = if place.containing { 'c' } else { 'b' };
    hex::encode(format!("{class}{}\n{}", place.after.record, place.after.folded))
}

fn parse_place(text: &str) -> Result<Option<Place>> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = hex::decode(text)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .and_then(|text| {
            let (class, rest) = (text.chars().next()?, text.get(1..)?);
            let (record, folded) = rest.split_once('\n')?;
            Some(Place {
                containing: match class {
                    'c' => true,
                    'b' => false,
                    _ => return None,
                },
                after: After {
                    folded: folded.to_owned(),
                    record: record.parse().ok()?,
                },
            })
        });
    match read {
        Some(place) => Ok(Some(place)),
        None => Err(Error::invalid("after", Say::new("cursor-unknown"))),
    }
}

/// Where the table of answers stands.
enum At {
    Header,
    In(usize, Option<Place>),
    End,
}

/// Every answer as CSV: of one shelf, or of all, one after the other.
pub async fn csv(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let text = query.get("q").to_owned();
    let shelves: Vec<Shelf> = match Shelf::parse(query.get("in")) {
        Some(shelf) => vec![shelf],
        None => SHELVES.to_vec(),
    };
    if crate::domain::search::fold(&text).is_empty() {
        return Err(Error::invalid("q", Say::new("search-empty")).into());
    }
    let ctx = caller.ctx();
    let state = state.into_inner();
    let rows = stream::unfold(At::Header, move |at| {
        let (state, ctx, text, shelves) = (state.clone(), ctx.clone(), text.clone(), shelves.clone());
        async move {
            match at {
                At::Header => {
                    let header = [
                        "shelf",
                        "ref",
                        "title",
                        "matched_field",
                        "matched_text",
                        "match",
                        "address",
                    ];
                    Some((csv::rows([header]).map(Bytes::from), At::In(0, None)))
                }
                At::In(number, place) => {
                    let shelf = *shelves.get(number)?;
                    match chunk(&state, ctx, shelf, text, place).await {
                        Ok((bytes, Some(next))) => Some((Ok(bytes), At::In(number, Some(next)))),
                        Ok((bytes, None)) => Some((Ok(bytes), At::In(number + 1, None))),
                        Err(error) => Some((Err(error), At::End)),
                    }
                }
                At::End => None,
            }
        }
    });
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"search.csv\""))
        .streaming(rows))
}

async fn chunk(
    state: &State,
    ctx: Ctx,
    shelf: Shelf,
    text: String,
    place: Option<Place>,
) -> Result<(Bytes, Option<Place>)> {
    let (hits, next) = state
        .db
        .read(move |conn| service::search::page(conn, &ctx, shelf, &text, place.as_ref(), 500))
        .await?;
    let lines: Vec<[String; 7]> = hits
        .into_iter()
        .map(|hit| {
            [
                hit.link.shelf.as_str().to_owned(),
                hit.link.r#ref.to_string(),
                hit.link.title.clone(),
                hit.field,
                hit.shown,
                hit.how.as_str().to_owned(),
                format!("{}{}", state.site, hit.link.path()),
            ]
        })
        .collect();
    let bytes = csv::rows(lines.iter().map(|line| line.iter().map(String::as_str)))?;
    Ok((Bytes::from(bytes), next))
}
