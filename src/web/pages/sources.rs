//! Sources: the list, and a source's card.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::{
    listing::{Listing, Narrowed, listing},
    page, transfers,
};
use crate::{
    domain::{
        records::{Link, Shelf},
        refs::Ref,
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
        views::{self, Fact, Pager, date_in_words, link_title},
    },
    words::Words,
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

#[derive(Template)]
#[template(path = "sources/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Row>,
    narrowed: Option<Narrowed>,
    pager: Pager,
    new_href: Option<String>,
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
    let Listing {
        items,
        layout,
        narrowed,
        pager,
        new_href,
    } = listing::<Source>(&state, &caller, &query).await?;
    let words = caller.words();
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
    let rows: Vec<Row> = items.into_iter().map(row).collect();
    page(&ListPage {
        rows,
        layout,
        narrowed,
        pager,
        new_href,
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
    lists: Vec<Cited>,
    transfers_href: Option<String>,
}

struct Cited {
    href: String,
    title: String,
    shelf: String,
}

/// The whole lists of the shelves that have records resting on the source; claims also by the source they were read in.
fn all_lists(cited_by: &[Link], source: Ref, words: &Words) -> Vec<Cited> {
    let mut lists: Vec<Cited> = Vec::new();
    for shelf in Shelf::ALL {
        if cited_by.iter().all(|link| link.shelf != shelf) {
            continue;
        }
        let filters: &[&str] = if shelf == Shelf::Claims {
            &["source", "cites"]
        } else {
            &["cites"]
        };
        for filter in filters {
            lists.push(Cited {
                href: format!("/{}?{filter}={source}", shelf.as_str()),
                title: format!(
                    "{}: {}",
                    words.label("shelf", shelf.as_str()),
                    views::field_label(shelf, filter, words)
                ),
                shelf: String::new(),
            });
        }
    }
    lists
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
    let lists = match shown.more {
        true => all_lists(&shown.cited_by, head.r#ref, words),
        false => Vec::new(),
    };
    page(&ShowPage {
        card: Card::new(&state, &caller, &head, title),
        layout: Layout::new(&caller, "/sources"),
        facts: facts.into_iter().flatten().collect(),
        note,
        transfers_href: shown
            .transfers
            .then(|| transfers::href("source", &head.r#ref.to_string())),
        lists,
        cited_by: shown.cited_by.into_iter().map(cited).collect(),
    })
}
