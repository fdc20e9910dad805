//! The neighbourhood of an organization: drawn, with a table beside the drawing; every name leads on.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::page;
use crate::{
    domain::records::Link,
    error::Say,
    service::neighbourhoods::{Bounds, HOPS, Neighbour, Neighbourhood, Tie},
    web::{
        State,
        actor::Caller,
        charts::neighbourhoods::{Drawing, address, between, drawing, order},
        dating,
        error::PageError,
        extract::{Path, Query},
        layout::{Crumb, Layout},
        neighbourhoods::found,
        views::{self, link_title},
    },
    words::Words,
};

/// Organizations on the page, beside the one in the middle.
const MOST: usize = 60;

#[derive(Template)]
#[template(path = "neighbourhoods/show.html")]
struct ShowPage {
    layout: Layout,
    title: String,
    crumbs: Vec<Crumb>,
    lead: String,
    steps: Vec<StepView>,
    json_href: String,
    explore_href: String,
    drawing: Drawing,
    rows: Vec<RowView>,
    cut: String,
}

/// How many steps can be asked for.
struct StepView {
    href: String,
    label: String,
    current: bool,
}

/// An organization in the table.
struct RowView {
    href: String,
    around_href: String,
    name: String,
    country: String,
    hop: usize,
    over: Option<(String, String)>,
    took: i64,
    gave: i64,
    when: String,
}

/// A neighbourhood as a page.
pub async fn show(
    state: Data<State>,
    caller: Caller,
    path: Path,
    Query(query): Query,
) -> Result<HttpResponse, PageError> {
    let bounds = Bounds::parse(query.get("hops"), 2, MOST)?;
    let found = found(&state, &caller, path.reference()?, bounds).await?;
    let words = caller.words();
    let middle = Link::to(&found.centre.head);
    let (path, name) = (middle.path(), link_title(&middle));
    let count = found.nodes.len().saturating_sub(1);
    let lead = Say::new("neighbourhoods-lead")
        .with("count", count)
        .with("hops", found.hops);
    page(&ShowPage {
        layout: Layout::new(&caller, "/organizations"),
        title: words.say(&Say::new("neighbourhoods-of").with("organization", &name)),
        crumbs: vec![
            Crumb {
                href: path.clone(),
                label: name,
            },
            Crumb {
                href: String::new(),
                label: words.t("neighbourhoods-title").to_owned(),
            },
        ],
        lead: words.say(&lead),
        steps: (1..=HOPS)
            .map(|hops| StepView {
                href: address(&path, hops),
                label: words.say(&Say::new("neighbourhoods-steps").with("count", hops)),
                current: hops == found.hops,
            })
            .collect(),
        json_href: format!("/api/v1{}", address(&path, found.hops)),
        explore_href: format!("{path}/explore"),
        drawing: drawing(&found, words),
        rows: rows(&found, words),
        cut: match found.cut {
            true => words.say(&Say::new("neighbourhoods-cut").with("count", count)),
            false => String::new(),
        },
    })
}

/// The rows in the order of the drawing, without the middle.
fn rows(found: &Neighbourhood, words: &Words) -> Vec<RowView> {
    let row = |place: usize| {
        let node: &Neighbour = found.nodes.get(place)?;
        let over = found.nodes.get(node.over)?;
        let (took, gave) = between(found, place, node);
        let count = |tie: Option<&Tie>| tie.map_or(0, |tie| tie.count);
        let both = || [took, gave].into_iter().flatten();
        let days = (
            both().filter_map(|tie| tie.first).min(),
            both().filter_map(|tie| tie.last).max(),
        );
        Some(RowView {
            href: node.link.path(),
            around_href: address(&node.link.path(), found.hops),
            name: link_title(&node.link),
            country: views::country(&node.country, words),
            hop: node.hop,
            over: (node.over > 0).then(|| (over.link.path(), link_title(&over.link))),
            took: count(took),
            gave: count(gave),
            when: match days {
                (Some(first), Some(last)) if first != last => {
                    format!("{} – {}", dating::day(first, words), dating::day(last, words))
                }
                (Some(day), _) | (None, Some(day)) => dating::day(day, words),
                (None, None) => String::new(),
            },
        })
    };
    order(&found.nodes).into_iter().skip(1).filter_map(row).collect()
}
