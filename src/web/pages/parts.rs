//! Parts: the list, and a part's card.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::{
    listing::{Listing, Narrowed, listing},
    merges,
    organizations::FoundView,
    page, transfers,
};
use crate::{
    domain::{
        parts::{NewPart, Part},
        records::{Link, Shelf},
        release::Released,
    },
    error::Say,
    service::{self, priority::Listed},
    web::{
        State,
        actor::Caller,
        error::PageError,
        extract::{Path, Query},
        layout::Layout,
        pages::{claims::Claims, records::Card, sources::SourceLine},
        urls,
        views::{self, Fact, Pager, link_title},
    },
    words::Words,
};

#[derive(Template)]
#[template(path = "parts/list.html")]
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
    description: String,
    maker: Option<(String, String)>,
    family: String,
    hs6: String,
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
    } = listing::<Part>(&state, &caller, &query).await?;
    let words = caller.words();
    let row = |part: Released<Part>| {
        let Part { head, what, maker } = part.into_inner();
        Row {
            href: head.path(),
            state: views::state_badge(&head, words),
            title: link_title(&Link::to(&head)),
            description: what.description,
            maker: maker.map(|maker| (maker.path(), link_title(&maker))),
            family: what.family,
            hs6: what.hs6,
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
#[template(path = "parts/show.html")]
struct ShowPage {
    layout: Layout,
    card: Card,
    lead: String,
    merge_href: Option<String>,
    transfers_href: Option<String>,
    facts: Vec<Fact>,
    numbers: Vec<String>,
    priority: Option<Priority>,
    note: String,
    found: FoundView,
    pager: Pager,
    claims: Claims,
    sources: Vec<SourceLine>,
}

/// What the Common High Priority List says.
struct Priority {
    /// The tier and what it means.
    tier: String,
    /// The code, and its edition.
    code: String,
    /// What the code covers.
    description: String,
}

/// A part's card, with a page of the components it was found as.
pub async fn show(
    state: Data<State>,
    caller: Caller,
    path: Path,
    Query(query): Query,
) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let after = urls::parse_cursor(query.get("after"))?;
    let ctx = caller.ctx();
    let shown = state
        .db
        .read(move |conn| service::parts::show(conn, &ctx, &reference, after.as_ref()))
        .await;
    let shown = match super::records::or_moved(&state, &caller, "parts", reference, shown).await? {
        Ok(shown) => shown,
        Err(moved) => return Ok(moved),
    };
    let words = caller.words();
    let Part { head, what, maker } = shown.part.into_inner();
    let lead = lead(&what.description, maker.as_ref(), words);
    let facts = facts(&what, maker.as_ref(), words);
    let NewPart {
        number, numbers, note, ..
    } = what;
    let next = shown.found.next.as_ref().map(urls::cursor);
    let own = head.r#ref.to_string();
    let mut pager = views::pager(
        &caller,
        &head.path(),
        None,
        shown.found.lines.len(),
        next,
        query.get("after"),
    );
    pager.csv = Some(urls::with_query("/components.csv", &[("part", &own)]));
    pager.json = None;
    page(&ShowPage {
        merge_href: merges::href(&caller, &head),
        transfers_href: shown.transfers.then(|| transfers::href("part", &own)),
        card: Card::new(&state, &caller, &head, number),
        layout: Layout::new(&caller, "/parts"),
        lead,
        facts,
        numbers,
        priority: shown.priority.map(|listed| priority(listed, words)),
        note,
        found: FoundView::new(shown.found, "part", &own, words),
        pager,
        claims: Claims::new(shown.claims, words),
        sources: SourceLine::all(shown.citations),
    })
}

/// What the card tells in columns; numbers, description and note stand elsewhere on it.
fn facts(what: &NewPart, maker: Option<&Link>, words: &Words) -> Vec<Fact> {
    let NewPart {
        number: _,
        maker: _,
        numbers: _,
        family,
        description: _,
        hs6,
        hs_edition,
        eccn,
        dual_use,
        introduced,
        last_made,
        note: _,
    } = what;
    let label = |field: &str| views::field_label(Shelf::Parts, field, words);
    let code = match hs6.is_empty() || hs_edition.is_empty() {
        true => hs6.clone(),
        false => format!("{hs6} (HS {hs_edition})"),
    };
    let facts = [
        Fact::link(&label("maker"), maker),
        Fact::mono(&label("family"), family),
        Fact::date(&label("introduced"), introduced.as_ref(), words),
        Fact::date(&label("last_made"), last_made.as_ref(), words),
        Fact::mono(&label("hs6"), &code),
        Fact::mono(&label("eccn"), eccn),
        Fact::mono(&label("dual_use"), dual_use),
    ];
    facts.into_iter().flatten().collect()
}

/// What it is and who made it, in one line.
fn lead(description: &str, maker: Option<&Link>, words: &Words) -> String {
    match (description.is_empty(), maker) {
        (_, None) => description.to_owned(),
        (true, Some(maker)) => words.say(&Say::new("parts-lead-maker").with("maker", link_title(maker))),
        (false, Some(maker)) => words.say(
            &Say::new("parts-lead")
                .with("description", description)
                .with("maker", link_title(maker)),
        ),
    }
}

fn priority(listed: &Listed, words: &Words) -> Priority {
    let meaning = words.label("parts-tier", &listed.tier.replace('.', "")).into_owned();
    Priority {
        tier: words.say(
            &Say::new("parts-tier")
                .with("tier", &listed.tier)
                .with("meaning", meaning),
        ),
        code: format!("{} (HS 2022)", listed.hs6),
        description: listed.description.clone(),
    }
}
