//! Constellations: the list, the most surprising first, and the page of one with its units, marks, weapons, places and dates.

use actix_web::{
    HttpResponse,
    web::{self, Data, ServiceConfig},
};
use askama::Template;

use super::page;
use crate::{
    domain::{
        constellations::Kind,
        records::{Link, Record},
    },
    error::Say,
    service::constellations::{self, Constellation, Listed, Member, Shown},
    web::{
        State,
        actor::Caller,
        constellations::{asked_kind, basis, cursor, kind, link, odds, of, parse_cursor, what},
        error::PageError,
        extract::{Path, Query},
        layout::Layout,
        marks::Mark,
        urls,
        views::{Fact, Pager, date_in_words, link_title},
    },
    words::Words,
};

/// Rows on a page of the list.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "constellations/list.html")]
struct ListPage {
    layout: Layout,
    tabs: Vec<Tab>,
    part: Option<(String, String)>,
    all_href: String,
    rows: Vec<Row>,
    pager: Pager,
}

/// A kind to narrow the list to.
struct Tab {
    href: String,
    label: String,
    current: bool,
}

struct Row {
    href: String,
    what: String,
    of: String,
    of_href: Option<String>,
    units: u32,
    odds: String,
}

#[derive(Template)]
#[template(path = "constellations/show.html")]
struct ShowPage {
    layout: Layout,
    title: String,
    lead: String,
    json_href: String,
    facts: Vec<Fact>,
    basis: Vec<String>,
    members: Vec<MemberView>,
    marks: Vec<Mark>,
    more: bool,
}

/// A mark in the table.
struct MemberView {
    unit: (String, String),
    weapon: Option<(String, String)>,
    place: Option<(String, String)>,
    when: String,
    component: (String, String),
    value: String,
    mark: (String, String),
}

/// The routes of these pages.
pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/constellations").route(web::get().to(list)))
        .service(web::resource("/constellations/{key:[0-9a-f]{16}}").route(web::get().to(show)));
}

/// A page of the list.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let after = parse_cursor(query.get("after"))?;
    let only = asked_kind(query.get("kind"))?;
    let (ctx, part) = (caller.ctx(), query.get("part").to_owned());
    let Listed { items, next, part } = state
        .db
        .glance(move |conn| constellations::list(conn, &ctx, only, &part, after.as_ref(), ROWS))
        .await?;
    let words = caller.words();
    let part_ref = part.as_ref().map_or_else(String::new, |link| link.r#ref.to_string());
    let at = |kind: Option<Kind>, after: &str| {
        let kind = kind.map_or("", Kind::as_str);
        urls::with_query(
            "/constellations",
            &[("kind", kind), ("part", &part_ref), ("after", after)],
        )
    };
    let tab = |one: Option<Kind>| Tab {
        href: at(one, ""),
        label: match one {
            Some(one) => kind(one, words).to_owned(),
            None => words.t("constellations-kind-all").to_owned(),
        },
        current: one == only,
    };
    let api = urls::with_query(
        "/api/v1/constellations",
        &[("kind", only.map_or("", Kind::as_str)), ("part", &part_ref)],
    );
    page(&ListPage {
        layout: Layout::new(&caller, "/components"),
        tabs: std::iter::once(None).chain(Kind::ALL.map(Some)).map(tab).collect(),
        all_href: urls::with_query("/constellations", &[("kind", only.map_or("", Kind::as_str))]),
        pager: Pager {
            geojson: None,
            summary: words.say(&Say::new("list-shown").with("count", items.len())),
            previous: (!query.get("after").is_empty()).then(|| at(only, "")),
            next: next.map(|next| at(only, &cursor(&next))),
            csv: None,
            json: Some(api),
        },
        part: part.as_ref().map(|link| (link.path(), link_title(link))),
        rows: items.iter().map(|one| row(one, words)).collect(),
    })
}

fn row(one: &Constellation, words: &Words) -> Row {
    Row {
        href: format!("/constellations/{}", one.key),
        what: what(one, words),
        of: of(one, words),
        of_href: link(one).map(Link::path),
        units: one.shared.units,
        odds: odds(one, words),
    }
}

/// The page of one.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let key = path.get("key").to_owned();
    let ctx = caller.ctx();
    let Shown {
        constellation,
        members,
        more,
    } = state
        .db
        .glance(move |conn| constellations::show(conn, &ctx, &key))
        .await?;
    let words = caller.words();
    let one = &constellation;
    let title = Say::new("constellations-of")
        .with("what", what(one, words))
        .with("of", of(one, words));
    let facts = [
        Fact::link(words.t("constellations-part"), one.part.as_ref()),
        Fact::plain(words.t("constellations-kind"), kind(one.kind, words)),
        Fact::plain(words.t("constellations-number"), &one.shared.units.to_string()),
        Fact::plain(words.t("constellations-surprise"), &odds(one, words)),
    ];
    page(&ShowPage {
        layout: Layout::new(&caller, "/components"),
        title: words.say(&title),
        lead: words.say(&Say::new("constellations-lead").with("count", one.shared.units)),
        json_href: format!("/api/v1/constellations/{}", one.key),
        facts: facts.into_iter().flatten().collect(),
        basis: basis(one, words),
        marks: members.iter().map(|member| Mark::new(&member.mark, words)).collect(),
        members: members.iter().map(|member| member_view(member, words)).collect(),
        more,
    })
}

fn member_view(member: &Member, words: &Words) -> MemberView {
    let to = |link: &Link| (link.path(), link_title(link));
    let (unit, mark) = (&member.unit, &member.mark.marking);
    let when = unit.what.used.as_ref().or(unit.what.recovered.as_ref());
    let when = when.or(member.incident.as_ref().and_then(|one| one.what.date.as_ref()));
    MemberView {
        unit: to(&Link::to(unit.head())),
        weapon: unit.weapon.as_ref().map(to),
        place: member.incident.as_ref().map(|one| to(&Link::to(one.head()))),
        when: when.map_or_else(String::new, |date| date_in_words(date, words)),
        component: to(&Link {
            title: member.component.public_name(),
            ..Link::to(member.component.head())
        }),
        value: member.value.clone(),
        mark: to(&Link::to(mark.head())),
    }
}
