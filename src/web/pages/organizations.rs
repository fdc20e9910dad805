//! Organizations: the list, and an organization's card.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::{
    listing::{Listing, Narrowed, listing},
    merges, page, parties,
    transfers::{self, Flows},
};
use crate::{
    domain::{
        components::Line,
        organizations::{Name, NewOrganization, Organization},
        records::Link,
        release::Released,
    },
    error::Say,
    service::{
        self,
        organizations::{Found, Step},
    },
    web::{
        State,
        actor::Caller,
        charts::{
            flows::{Drawing, drawing},
            maps::Map,
        },
        error::PageError,
        extract::{Path, Query},
        layout::Layout,
        pages::{claims::Claims, records::Card, sources::SourceLine},
        urls,
        views::{self, Fact, Pager, date_in_words, link_title},
    },
    words::Words,
};

#[derive(Template)]
#[template(path = "organizations/list.html")]
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
    others: String,
    roles: String,
    country: String,
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
    } = listing::<Organization>(&state, &caller, &query).await?;
    let words = caller.words();
    let row = |organization: Released<Organization>| {
        let Organization { head, what, .. } = organization.into_inner();
        let others: Vec<&str> = what.names.iter().map(|name| name.name.as_str()).take(4).collect();
        Row {
            href: head.path(),
            state: views::state_badge(&head, words),
            title: link_title(&Link::to(&head)),
            others: others.join(" · "),
            roles: roles(&what.roles, words),
            country: views::country(&what.hq_country, words),
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

pub(super) fn roles(roles: &str, words: &Words) -> String {
    let roles: Vec<_> = roles.lines().map(|role| words.label("roles", role)).collect();
    roles.join(", ")
}

#[derive(Template)]
#[template(path = "organizations/show.html")]
struct ShowPage {
    layout: Layout,
    card: Card,
    lead: String,
    merge_href: Option<String>,
    alike: Option<(String, String)>,
    facts: Vec<Fact>,
    names: Vec<Name>,
    marks: Vec<String>,
    prefixes: Vec<String>,
    note: String,
    succession: Vec<StepView>,
    parts: Vec<Named>,
    more_parts: bool,
    made: FoundView,
    branded: FoundView,
    flows: Vec<Flows>,
    drawing: Option<Drawing>,
    map: Option<Map>,
    transfers_href: Option<String>,
    claims: Claims,
    sources: Vec<SourceLine>,
}

/// A step of the line of succession; the organization itself has no address.
struct StepView {
    href: String,
    title: String,
    since: String,
    note: String,
}

/// Another record.
struct Named {
    href: String,
    title: String,
}

fn named(link: &Link) -> Named {
    Named {
        href: link.path(),
        title: link_title(link),
    }
}

/// Components on a record's page.
pub(super) struct FoundView {
    /// The first of them.
    pub(super) rows: Vec<FoundRow>,
    /// Address of the list of all of them.
    pub(super) all: String,
    /// Whether there are more.
    pub(super) more: bool,
}

/// A component, and where it was found.
pub(super) struct FoundRow {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) part: Option<(String, String)>,
    pub(super) quantity: String,
    pub(super) unit: Option<(String, String)>,
    pub(super) weapon: Option<(String, String)>,
}

impl FoundView {
    /// Finished rows; `field` is what the whole list is narrowed to by.
    pub(super) fn new(found: Found, field: &str, reference: &str, words: &Words) -> FoundView {
        let address = |link: &Link| (link.path(), link_title(link));
        let row = |line: Released<Line>| {
            let line = line.into_inner();
            FoundRow {
                href: line.link.path(),
                title: link_title(&line.link),
                part: line.part.as_ref().map(address),
                quantity: line
                    .quantity
                    .map_or_else(String::new, |quantity| quantity.render(&|say: &Say| words.say(say))),
                unit: line.unit.as_ref().map(address),
                weapon: line.weapon.as_ref().map(address),
            }
        };
        FoundView {
            rows: found.lines.into_iter().map(row).collect(),
            all: urls::with_query("/components", &[(field, reference)]),
            more: found.next.is_some(),
        }
    }
}

/// An organization's card.
#[expect(
    clippy::too_many_lines,
    reason = "every part of the card is named once, so that a new field stops the build"
)]
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let ctx = caller.ctx();
    let shown = state
        .db
        .read(move |conn| service::organizations::show(conn, &ctx, &reference))
        .await;
    let shown = match super::records::or_moved(&state, &caller, "organizations", reference, shown).await? {
        Ok(shown) => shown,
        Err(moved) => return Ok(moved),
    };
    let words = caller.words();
    let Organization { head, what, .. } = shown.organization.into_inner();
    let NewOrganization {
        name,
        names,
        roles: role_words,
        hq_country,
        incorporation_country,
        identifiers,
        prefixes,
        marks,
        succession: _,
        note,
    } = what;
    let label = |field: &str| views::field_label(head.shelf, field, words);
    let mut facts: Vec<Fact> = [
        Fact::plain(&label("roles"), &roles(&role_words, words)),
        Fact::plain(&label("hq_country"), &views::country(&hq_country, words)),
        Fact::plain(
            &label("incorporation_country"),
            &views::country(&incorporation_country, words),
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    facts.extend(
        identifiers
            .iter()
            .filter_map(|number| Fact::mono(&number.scheme, &number.value)),
    );
    let own = head.r#ref.to_string();
    page(&ShowPage {
        lead: lead(&hq_country, &incorporation_country, words),
        succession: line_of_succession(shown.predecessors, &name, shown.successors, words),
        merge_href: merges::href(&caller, &head),
        alike: parties::waiting("organizations-alike", shown.alike, words)
            .map(|said| (parties::href("organization", &own), said)),
        card: Card::new(&state, &caller, &head, name),
        layout: Layout::new(&caller, "/organizations"),
        facts,
        names,
        marks,
        prefixes,
        note,
        parts: shown.parts.iter().map(named).collect(),
        more_parts: shown.more_parts,
        made: FoundView::new(shown.made, "maker", &own, words),
        branded: FoundView::new(shown.branded, "brand", &own, words),
        drawing: drawing(&shown.handed_over, &shown.received, words),
        map: transfers::map(&hq_country, &shown.handed_over, &shown.received, words),
        flows: Flows::of(shown.handed_over, shown.received, words),
        transfers_href: shown.transfers.then(|| transfers::href("organization", &own)),
        claims: Claims::new(shown.claims, words),
        sources: SourceLine::all(shown.citations),
    })
}

/// Where the seat is, and that it is not where the firm is incorporated, or not known to be.
fn lead(hq: &str, incorporation: &str, words: &Words) -> String {
    let seat = views::country(hq, words);
    match (hq.is_empty(), incorporation.is_empty()) {
        (true, _) => String::new(),
        (false, true) => words.say(&Say::new("organizations-lead-seat").with("seat", seat)),
        (false, false) if hq == incorporation => words.say(&Say::new("organizations-lead-both").with("seat", seat)),
        (false, false) => words.say(
            &Say::new("organizations-lead-apart")
                .with("seat", seat)
                .with("incorporation", views::country(incorporation, words)),
        ),
    }
}

/// What was before, the organization itself, what came after; nothing when there is neither.
fn line_of_succession(before: Vec<Step>, name: &str, after: Vec<Step>, words: &Words) -> Vec<StepView> {
    if before.is_empty() && after.is_empty() {
        return Vec::new();
    }
    let view = |step: Step| StepView {
        href: step.link.path(),
        title: link_title(&step.link),
        since: step.since.map_or_else(String::new, |date| date_in_words(&date, words)),
        note: step.note,
    };
    let here = StepView {
        href: String::new(),
        title: name.to_owned(),
        since: String::new(),
        note: String::new(),
    };
    before
        .into_iter()
        .map(view)
        .chain(std::iter::once(here))
        .chain(after.into_iter().map(view))
        .collect()
}
