//! Sources: the list, and a source's card.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::page;
use crate::{
    domain::{
        records::Link,
        release::Released,
        sources::{NewSource, Source},
    },
    service::{self, citations::Citation},
    web::{
        State,
        actor::Caller,
        error::PageError,
        extract::{Path, Query},
        layout::Layout,
        pages::records::Card,
        urls,
        views::{self, Fact, Pager, date_in_words, link_title},
    },
};

/// A source that a record rests on, as `records/_sources.html` shows it.
pub struct SourceLine {
    /// Address of its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Where in it; may be empty.
    pub locator: String,
}

impl SourceLine {
    /// The sources that [`service::citations::of`] found.
    pub fn all(citations: Vec<Citation>) -> Vec<SourceLine> {
        citations
            .into_iter()
            .map(|Citation { source, locator }| SourceLine {
                href: source.path(),
                title: link_title(&source),
                locator,
            })
            .collect()
    }
}

/// Rows on a page of a list.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "sources/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Row>,
    pager: Pager,
    new_href: Option<&'static str>,
}

struct Row {
    href: String,
    title: String,
    publisher: String,
    published: String,
    kind: String,
    state: Option<views::Badge>,
}

/// A page of the list.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let after = urls::parse_cursor(query.get("after"))?;
    let ctx = caller.ctx();
    let found = state
        .db
        .read(move |conn| service::records::list::<Source>(conn, &ctx, after.as_ref(), ROWS))
        .await?;
    let words = caller.words();
    let next = found.next.as_ref().map(urls::cursor);
    let row = |source: Released<Source>| {
        let Source { head, what } = source.into_inner();
        Row {
            href: head.path(),
            state: views::state_badge(&head, words),
            title: head.title,
            publisher: what.publisher,
            published: what
                .published
                .map_or_else(String::new, |date| date_in_words(&date, words)),
            kind: words.label("kind", &what.kind).into_owned(),
        }
    };
    let rows: Vec<Row> = found.items.into_iter().map(row).collect();
    page(&ListPage {
        layout: Layout::new(&caller, "/sources"),
        pager: views::pager(&caller, "/sources", rows.len(), next, query.get("after")),
        rows,
        new_href: super::records::may_write(&caller).then_some("/sources/new"),
    })
}

#[derive(Template)]
#[template(path = "sources/show.html")]
struct ShowPage {
    layout: Layout,
    card: Card,
    facts: Vec<Fact>,
    note: String,
    cited_by: Vec<Cited>,
}

struct Cited {
    href: String,
    title: String,
    shelf: String,
}

/// A source's card.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let ctx = caller.ctx();
    let shown = state
        .db
        .read(move |conn| service::sources::show(conn, &ctx, &reference))
        .await;
    let shown = match super::records::or_moved(&state, &caller, "sources", reference, shown).await? {
        Ok(shown) => shown,
        Err(moved) => return Ok(moved),
    };
    let words = caller.words();
    let Source { head, what } = shown.source.into_inner();
    let NewSource {
        title,
        kind,
        publisher,
        published,
        address,
        archived,
        language,
        reliability,
        underlying,
        note,
    } = what;
    let label = |field: &str| views::field_label(head.shelf, field, words);
    let facts = [
        Fact::plain(&label("kind"), &words.label("kind", &kind)),
        Fact::plain(&label("publisher"), &publisher),
        Fact::date(&label("published"), published.as_ref(), words),
        Fact::address(&label("address"), &address),
        Fact::address(&label("archived"), &archived),
        Fact::plain(&label("language"), &language),
        Fact::plain(&label("reliability"), &words.label("reliability", &reliability)),
        Fact::plain(&label("underlying"), &underlying),
    ];
    let cited = |link: Link| Cited {
        href: link.path(),
        title: link_title(&link),
        shelf: words.label("shelf", link.shelf.as_str()).into_owned(),
    };
    page(&ShowPage {
        card: Card::new(&state, &caller, &head, title),
        layout: Layout::new(&caller, "/sources"),
        facts: facts.into_iter().flatten().collect(),
        note,
        cited_by: shown.cited_by.into_iter().map(cited).collect(),
    })
}
