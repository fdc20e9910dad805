//! Weapon types: the list, and a weapon type's card.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::{
    listing::{Listing, Narrowed, listing},
    page,
};
use crate::{
    domain::{
        records::Link,
        release::Released,
        weapons::{Alias, NewWeapon, Weapon},
    },
    service,
    web::{
        State,
        actor::Caller,
        error::PageError,
        extract::{Path, Query},
        layout::Layout,
        pages::{claims::Claims, records::Card, sources::SourceLine},
        views::{self, Fact, Pager, link_title},
    },
};

#[derive(Template)]
#[template(path = "weapons/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Row>,
    narrowed: Option<Narrowed>,
    pager: Pager,
    new_href: Option<String>,
}

struct Row {
    href: String,
    reference: String,
    title: String,
    aliases: String,
    kind: String,
    origin: String,
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
    } = listing::<Weapon>(&state, &caller, &query).await?;
    let words = caller.words();
    let row = |weapon: Released<Weapon>| {
        let Weapon { head, what } = weapon.into_inner();
        Row {
            href: head.path(),
            reference: head.r#ref.to_string(),
            state: views::state_badge(&head, words),
            aliases: other_names(&what).join(", "),
            title: head.title,
            kind: words.label("kind", &what.kind).into_owned(),
            origin: views::country(&what.origin, words),
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

/// The names beside the one it is listed under, each once.
fn other_names(what: &NewWeapon) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for Alias { authority: _, name } in &what.aliases {
        if *name != what.name && !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

#[derive(Template)]
#[template(path = "weapons/show.html")]
struct ShowPage {
    layout: Layout,
    card: Card,
    lead: String,
    facts: Vec<Fact>,
    description: String,
    aliases: Vec<Alias>,
    units: Vec<LinkRow>,
    possible_units: Vec<LinkRow>,
    all_units_href: Option<String>,
    parts: Vec<LinkRow>,
    claims: Claims,
    sources: Vec<SourceLine>,
}

/// A link to another record, with how often it was seen.
struct LinkRow {
    href: String,
    title: String,
    reference: String,
    count: usize,
}

impl LinkRow {
    fn new(link: Link, count: usize) -> LinkRow {
        LinkRow {
            href: link.path(),
            title: link_title(&link),
            reference: link.r#ref.to_string(),
            count,
        }
    }

    fn all(links: Vec<Link>) -> Vec<LinkRow> {
        links.into_iter().map(|link| LinkRow::new(link, 1)).collect()
    }
}

/// A weapon type's card.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let ctx = caller.ctx();
    let shown = state
        .db
        .read(move |conn| service::weapons::show(conn, &ctx, &reference))
        .await;
    let shown = match super::records::or_moved(&state, &caller, "weapons", reference, shown).await? {
        Ok(shown) => shown,
        Err(moved) => return Ok(moved),
    };
    let words = caller.words();
    let Weapon { head, what } = shown.weapon.into_inner();
    let lead = other_names(&what).join(", ");
    let NewWeapon {
        name,
        kind,
        origin,
        aliases,
        description,
    } = what;
    let label = |field: &str| views::field_label(head.shelf, field, words);
    let facts = [
        Fact::plain(&label("kind"), &words.label("kind", &kind)),
        Fact::plain(&label("origin"), &views::country(&origin, words)),
    ];
    page(&ShowPage {
        card: Card::new(&state, &caller, &head, name),
        layout: Layout::new(&caller, "/weapons"),
        lead,
        facts: facts.into_iter().flatten().collect(),
        description,
        aliases,
        all_units_href: shown.more.then(|| format!("/units?weapon={}", head.r#ref)),
        units: LinkRow::all(shown.units),
        possible_units: LinkRow::all(shown.possible_units),
        parts: shown
            .parts
            .into_iter()
            .map(|(link, count)| LinkRow::new(link, count))
            .collect(),
        claims: Claims::new(shown.claims, words),
        sources: SourceLine::all(shown.sources),
    })
}
