//! The candidate chains of a component: drawn, in a table, with their reasons and records; and the way back from a party or a
//! transfer to components.

use actix_web::{
    HttpResponse,
    web::{self, Data, ServiceConfig},
};
use askama::Template;

use super::page;
use crate::{
    domain::{
        components::Component,
        records::{Link, Record, Shelf},
    },
    error::{Error, Say},
    service::chains::{Chain, Found, Gap, Piece, Step, Through, Who},
    web::{
        State,
        actor::Caller,
        chains::{self, diversion, grades, length, missing, name, placed, when},
        charts::{
            chains::{Drawing, drawing},
            maps::{Leg, Map, maps},
        },
        error::PageError,
        extract::Path,
        layout::Layout,
        views::{self, Badge, Fact, link_title},
    },
    words::Words,
};

#[derive(Template)]
#[template(path = "chains/show.html")]
struct ShowPage {
    layout: Layout,
    title: String,
    crumbs: Vec<Crumb>,
    reference: String,
    release: Badge,
    state: Option<Badge>,
    lead: String,
    component_href: String,
    json_href: String,
    facts: Vec<Fact>,
    chains: Vec<ChainView>,
    missing: Vec<String>,
    cut_short: bool,
}

struct Crumb {
    href: String,
    label: String,
}

struct ChainView {
    rank: usize,
    score: String,
    diversion: String,
    drawing: Drawing,
    map: Option<Map>,
    rows: Vec<RowView>,
    reasons: Vec<String>,
}

/// A transfer or a gap in the table.
struct RowView {
    gap: bool,
    from: WhoView,
    to: WhoView,
    when: String,
    matched: String,
    grade: String,
    others: String,
    records: Vec<RecordView>,
}

struct WhoView {
    name: String,
    href: Option<String>,
    country: String,
}

/// A record that tells a step, with what it was read in.
struct RecordView {
    href: String,
    reference: String,
    source: Option<(String, String)>,
    locator: String,
}

#[derive(Template)]
#[template(path = "chains/through.html")]
struct ThroughPage {
    layout: Layout,
    title: String,
    crumbs: Vec<Crumb>,
    json_href: String,
    rows: Vec<CarriedView>,
    cut_short: bool,
}

struct CarriedView {
    href: String,
    chains_href: String,
    name: String,
    unit: Option<(String, String)>,
    matched: String,
    reason: String,
    records: Vec<(String, String)>,
}

/// The routes of these pages.
pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/components/{ref:[0-9A-Za-z-]{8,12}}/chains").route(web::get().to(show)))
        .service(web::resource("/organizations/{ref:[0-9A-Za-z-]{8,12}}/components").route(web::get().to(organization)))
        .service(web::resource("/transfers/{ref:[0-9A-Za-z-]{8,12}}/components").route(web::get().to(transfer)));
}

/// The candidate chains of a component.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let found = chains::found(&state, &caller, path.reference()?).await?;
    page(&show_page(&caller, &found))
}

/// The components that could have come through the hands of an organization.
pub async fn organization(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    through(&state, &caller, Shelf::Organizations, &path).await
}

/// The components that could have come through a transfer.
pub async fn transfer(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    through(&state, &caller, Shelf::Transfers, &path).await
}

async fn through(state: &State, caller: &Caller, shelf: Shelf, path: &Path) -> Result<HttpResponse, PageError> {
    let Through {
        by,
        components,
        cut_short,
    } = chains::through(state, caller, shelf, path.reference()?).await?;
    let words = caller.words();
    let by_name = link_title(&by);
    let say = Say::new("chains-through-title").with("by", &by_name);
    let rows = components.iter().map(|one| CarriedView {
        href: one.component.path(),
        chains_href: format!("{}/chains", one.component.path()),
        name: called(&one.component),
        unit: one.unit.as_ref().map(|unit| (unit.path(), link_title(unit))),
        matched: words.t(one.matched.key()).to_owned(),
        reason: chains::reason(one, words),
        records: one
            .transfers
            .iter()
            .map(|link| (link.path(), link_title(link)))
            .collect(),
    });
    page(&ThroughPage {
        title: words.say(&say),
        json_href: format!("/api/v1{}/components", by.path()),
        crumbs: vec![
            Crumb {
                href: by.path(),
                label: by_name,
            },
            Crumb {
                href: String::new(),
                label: words.t("chains-through-here").to_owned(),
            },
        ],
        rows: rows.collect(),
        layout: Layout::new(caller, "/components"),
        cut_short,
    })
}

fn called(link: &Link) -> String {
    match link.title.is_empty() {
        true => link.r#ref.to_string(),
        false => link.title.clone(),
    }
}

fn show_page(caller: &Caller, found: &Found) -> ShowPage {
    let words = caller.words();
    let component: &Component = &found.component;
    let head = found.component.head();
    let named = called(&Link {
        title: component.public_name(),
        ..Link::to(head)
    });
    let unit = found.unit.as_ref().map(|unit| Link::to(unit.head()));
    let mut crumbs: Vec<Crumb> = unit
        .iter()
        .map(|unit| Crumb {
            href: unit.path(),
            label: link_title(unit),
        })
        .collect();
    crumbs.push(Crumb {
        href: head.path(),
        label: named.clone(),
    });
    crumbs.push(Crumb {
        href: String::new(),
        label: words.t("chains-title").to_owned(),
    });
    let lead = match found.chains.first() {
        None => words.t("chains-lead-none").to_owned(),
        Some(best) => {
            let say = Say::new("chains-lead").with("count", found.chains.len());
            format!("{} {}", words.say(&say), sentence(best, words))
        }
    };
    ShowPage {
        layout: Layout::new(caller, "/components"),
        title: words.say(&Say::new("chains-of").with("component", &named)),
        crumbs,
        reference: head.r#ref.to_string(),
        release: views::release_badge(head.release, words),
        state: views::state_badge(head, words),
        lead,
        component_href: head.path(),
        json_href: format!("/api/v1{}/chains", head.path()),
        facts: facts(found, words),
        missing: match found.chains.is_empty() {
            true => missing(found, words),
            false => Vec::new(),
        },
        chains: chain_views(&found.chains, words),
        cut_short: found.cut_short,
    }
}

/// Where the best chain says the component was let go.
fn sentence(chain: &Chain, words: &Words) -> String {
    match diversion(chain, words) {
        Some(told) => words.say(&Say::new("chains-diversion").with("told", told)),
        None => words.t("chains-diversion-unknown").to_owned(),
    }
}

fn facts(found: &Found, words: &Words) -> Vec<Fact> {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| crate::web::dating::day(day, words));
    let made = match (found.made, found.made_latest) {
        (None, None) => String::new(),
        days => when(days, words),
    };
    let facts = [
        Fact::plain(words.t("chains-fact-made"), &made),
        Fact::plain(
            words.t("chains-fact-recovered"),
            &day(found.recovered).unwrap_or_default(),
        ),
        Fact::plain(words.t("chains-fact-looked-at"), &found.looked_at.to_string()),
    ];
    facts.into_iter().flatten().collect()
}

fn chain_views(chains: &[Chain], words: &Words) -> Vec<ChainView> {
    let legs: Vec<Vec<Leg>> = chains.iter().map(legs).collect();
    let maps = maps(&legs, true, words);
    chains
        .iter()
        .zip(maps)
        .map(|(chain, map)| view(chain, map, words))
        .collect()
}

/// The chain from country to country.
fn legs(chain: &Chain) -> Vec<Leg> {
    let leg = |piece: &Piece| {
        let (from, to, kind) = match piece {
            Piece::Step(step) => (&step.from, &step.to, if step.is_graded() { "step" } else { "pale" }),
            Piece::Gap(gap) => (&gap.from, &gap.to, "gap"),
        };
        Leg {
            from: from.country.clone(),
            to: to.country.clone(),
            kind,
        }
    };
    chain.links.iter().map(leg).collect()
}

fn view(chain: &Chain, map: Option<Map>, words: &Words) -> ChainView {
    let row = |piece: &Piece| match piece {
        Piece::Step(step) => step_row(step, words),
        Piece::Gap(gap) => gap_row(gap, words),
    };
    ChainView {
        rank: chain.rank,
        score: format!("{:.2}", chain.score),
        diversion: sentence(chain, words),
        drawing: drawing(chain, words),
        map,
        rows: chain.links.iter().map(row).collect(),
        reasons: chain.reasons.iter().map(|say| words.say(say)).collect(),
    }
}

fn who(who: &Who, words: &Words) -> WhoView {
    WhoView {
        name: name(who, words),
        href: who.link.as_ref().map(Link::path),
        country: match who.name.is_empty() {
            true => String::new(),
            false => views::country(&who.country, words),
        },
    }
}

fn step_row(step: &Step, words: &Words) -> RowView {
    let record = |one: &crate::domain::release::Released<crate::domain::transfers::Transfer>| RecordView {
        href: one.head.path(),
        reference: one.head.r#ref.to_string(),
        source: one.source.as_ref().map(|link| (link.path(), link_title(link))),
        locator: one.what.locator.clone(),
    };
    RowView {
        gap: false,
        from: who(&step.from, words),
        to: who(&step.to, words),
        when: when((step.earliest, step.latest), words),
        matched: words.t(step.matched.key()).to_owned(),
        grade: grades(step),
        others: match step.others {
            0 => String::new(),
            others => words.say(&Say::new("chains-others").with("count", others)),
        },
        records: step.transfers.iter().map(record).collect(),
    }
}

fn gap_row(gap: &Gap, words: &Words) -> RowView {
    RowView {
        gap: true,
        from: who(&gap.from, words),
        to: who(&gap.to, words),
        when: length(gap, words),
        matched: String::new(),
        grade: String::new(),
        others: String::new(),
        records: Vec::new(),
    }
}

/// The chains of a component as the command line prints them, line by line.
pub fn lines(found: &Found, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    if found.chains.is_empty() {
        lines.push(words.t("chains-lead-none").to_owned());
        lines.extend(missing(found, words));
    }
    for chain in &found.chains {
        let heading = Say::new("chains-heading")
            .with("rank", chain.rank)
            .with("score", format!("{:.2}", chain.score));
        lines.push(words.say(&heading));
        lines.push(sentence(chain, words));
        for piece in &chain.links {
            lines.push(match piece {
                Piece::Step(step) => {
                    let reference = step.transfers.first().map(|one| one.head.r#ref.to_string());
                    let (from, to) = (placed(&step.from, words), placed(&step.to, words));
                    let days = when((step.earliest, step.latest), words);
                    let matched = words.t(step.matched.key());
                    format!("  {from} → {to}; {days}; {matched}; {}", reference.unwrap_or_default())
                }
                Piece::Gap(gap) => {
                    let (from, to) = (placed(&gap.from, words), placed(&gap.to, words));
                    format!("  {from} ⇢ {to}; {}", length(gap, words))
                }
            });
        }
        lines.extend(chain.reasons.iter().map(|say| format!("  - {}", words.say(say))));
        lines.push(String::new());
    }
    if found.cut_short {
        lines.push(words.t("chains-cut-short").to_owned());
    }
    lines.push(words.t("chains-proposed").to_owned());
    lines.push(words.t("layout-no-accusation").to_owned());
    lines
}

/// What the command line says of a reference that names no component in sight.
pub fn unknown(given: &str) -> Error {
    Error::invalid("component", Say::new("chains-component-unknown").with("given", given))
}
