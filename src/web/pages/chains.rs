//! The candidate chains of a component: drawn, in a table, with their reasons, their records and what was decided about them.

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Data, ServiceConfig},
};
use askama::Template;

use super::{page, page_with, records};
use crate::{
    domain::{
        components::Component,
        fields::Fields,
        records::{Link, Record},
        refs::Ref,
    },
    error::{Error, Say},
    service::chains::{Chain, Found, Gap, Piece, Step, Who},
    web::{
        State,
        actor::Caller,
        chains::{self, diversion, grades, length, missing, name, when},
        charts::{
            chains::{Drawing, drawing},
            maps::{Leg, Map, maps},
        },
        decisions::StandView,
        error::{FieldProblem, PageError, field_errors, sentence as error_sentence},
        extract::{Path, Query},
        layout::{Crumb, Layout},
        views::{self, Badge, Fact, link_title},
    },
    words::Words,
};

pub mod kept;
pub mod looking_up;
pub mod printed;
pub mod reverse;

use kept::{Apart, stand_view};

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
    apart: Vec<Apart>,
    decide_href: Option<String>,
    errors: Vec<FieldProblem>,
    late: String,
}

struct ChainView {
    rank: usize,
    score: String,
    diversion: String,
    drawing: Drawing,
    map: Option<Map>,
    rows: Vec<RowView>,
    reasons: Vec<String>,
    stand: Option<StandView>,
    /// Its steps as a decision names them.
    steps: String,
    /// The reason that was typed when the decision was refused.
    typed: Option<String>,
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

/// The routes of these pages.
pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/components/{ref:[0-9A-Za-z-]{8,12}}/chains")
                .route(web::get().to(show))
                .route(web::post().to(kept::decide)),
        )
        .service(web::resource("/chains/look-up").route(web::get().to(looking_up::show)))
        .service(
            web::resource("/chains")
                .route(web::get().to(kept::list))
                .route(web::post().to(records::create)),
        )
        .service(
            web::resource("/chains/{ref:[0-9A-Za-z-]{8,12}}")
                .route(web::get().to(kept::show))
                .route(web::post().to(records::update)),
        )
        .service(
            web::resource("/organizations/{ref:[0-9A-Za-z-]{8,12}}/components")
                .route(web::get().to(reverse::organization)),
        )
        .service(
            web::resource("/transfers/{ref:[0-9A-Za-z-]{8,12}}/components").route(web::get().to(reverse::transfer)),
        );
}

/// The candidate chains of a component.
pub async fn show(
    state: Data<State>,
    caller: Caller,
    path: Path,
    Query(query): Query,
) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let found = chains::found(&state, &caller, reference).await;
    let found = match records::or_moved(&state, &caller, "components", reference, found).await? {
        Ok(found) => found,
        Err(moved) => return Ok(moved),
    };
    let note = match query.get("note") {
        "decided" => Some("note-chain-proposed"),
        "drafted" => Some("note-chain-drafted"),
        _ => None,
    };
    let mut view = show_page(&caller, &found, None);
    view.layout = view.layout.noting(note.map(|key| caller.words().t(key).to_owned()));
    page(&view)
}

/// The same page with a decision that was refused, and why.
async fn refused(
    state: &State,
    caller: &Caller,
    reference: Ref,
    given: &Fields,
    failure: &Error,
    status: StatusCode,
) -> Result<HttpResponse, PageError> {
    let found = chains::found(state, caller, reference).await?;
    page_with(status, &show_page(caller, &found, Some((given, failure))))
}

fn called(link: &Link) -> String {
    match link.title.is_empty() {
        true => link.r#ref.to_string(),
        false => link.title.clone(),
    }
}

fn show_page(caller: &Caller, found: &Found, late: Option<(&Fields, &Error)>) -> ShowPage {
    let words = caller.words();
    let head = found.component.head();
    let (named, crumbs) = way(found, words);
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
        chains: found
            .chains
            .iter()
            .zip(chain_views(&found.chains, words))
            .map(|(chain, view)| ChainView {
                stand: found.stand_on(chain).map(|stand| stand_view(stand, words)),
                typed: late
                    .filter(|(given, _)| given.lines("steps").eq(named_steps(chain).lines()))
                    .map(|(given, _)| given.get("reason").to_owned()),
                ..view
            })
            .collect(),
        cut_short: found.cut_short,
        apart: found.apart().map(|stand| Apart::new(stand, words)).collect(),
        decide_href: records::may_write(caller).then(|| format!("{}/chains", head.path())),
        errors: late.map_or_else(Vec::new, |(_, failure)| field_errors(failure, words)),
        late: match late {
            Some((_, failure @ Error::Conflict(_))) => error_sentence(failure, words),
            _ => String::new(),
        },
    }
}

/// What the component is called, and the way to its chains.
fn way(found: &Found, words: &Words) -> (String, Vec<Crumb>) {
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
    (named, crumbs)
}

/// The steps of a chain as a decision names them: reference and version, one a line.
fn named_steps(chain: &Chain) -> String {
    let steps = chain.links.iter().filter_map(|piece| match piece {
        Piece::Step(step) => step.transfers.first(),
        Piece::Gap(_) => None,
    });
    let lines: Vec<String> = steps
        .map(|one| format!("{} {}", one.head.r#ref, one.head.version))
        .collect();
    lines.join("\n")
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
        stand: None,
        steps: named_steps(chain),
        typed: None,
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
