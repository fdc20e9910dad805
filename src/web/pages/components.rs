//! Components: the list and its filters, and a component's card.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::page;
use crate::{
    domain::{
        components::{Component, Line, NewComponent},
        records::Shelf,
        refs::Ref,
        release::Released,
    },
    error::Say,
    service::{self, components::Shown},
    web::{
        State,
        actor::Caller,
        constellations,
        error::PageError,
        extract::{Path, Query},
        layout::{Crumb, Layout},
        marks::{self, Mark},
        pages::{
            chains::kept::Apart,
            listing::Narrowed,
            records::{Card, may_write, or_moved},
            sources::SourceLine,
            tree::{Tree, badge, quantity, title},
        },
        plates::Plate,
        urls,
        views::{self, Badge, Fact, Pager, link_title},
    },
    words::Words,
};

/// Rows on a page of a list.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "components/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Row>,
    pager: Pager,
    narrowed: Option<Narrowed>,
    new_href: Option<&'static str>,
}

/// A line of the list; links of other shelves are reference and title.
struct Row {
    r#ref: Ref,
    name: String,
    part: Option<(Ref, String)>,
    brand: String,
    maker: Option<(Ref, String)>,
    unit: Option<(Ref, String)>,
    weapon: String,
    quantity: String,
    state: Option<Badge>,
}

/// A page of the list.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let after = urls::parse_cursor(query.get("after"))?;
    let (ctx, asked) = (caller.ctx(), query.clone());
    let (found, narrowing) = state
        .db
        .glance(move |conn| {
            let narrowing = service::components::narrowing(conn, &ctx, &asked)?;
            let found = service::components::list(conn, &ctx, narrowing.as_ref(), after.as_ref(), ROWS)?;
            Ok((found, narrowing))
        })
        .await?;
    let words = caller.words();
    let next = found.next.as_ref().map(urls::cursor);
    let rows: Vec<Row> = found.items.into_iter().map(|line| row(line, words)).collect();
    let filter = narrowing
        .as_ref()
        .map(|narrowing| (narrowing.field, narrowing.link.r#ref));
    page(&ListPage {
        layout: Layout::new(&caller, "/components"),
        pager: views::pager(&caller, "/components", filter, rows.len(), next, query.get("after")),
        rows,
        narrowed: narrowing.map(|narrowing| Narrowed {
            field: views::field_label(Shelf::Components, narrowing.field, words),
            href: narrowing.link.path(),
            title: link_title(&narrowing.link),
            all_href: "/components".to_owned(),
        }),
        new_href: may_write(&caller).then_some("/components/new"),
    })
}

fn row(line: Released<Line>, words: &Words) -> Row {
    let Line {
        link,
        state,
        quantity: pieces,
        brand,
        part,
        maker,
        unit,
        weapon,
        ..
    } = line.into_inner();
    let named = |link: crate::domain::records::Link| (link.r#ref, title(link));
    Row {
        r#ref: link.r#ref,
        name: link.title,
        part: part.map(named),
        brand,
        maker: maker.map(named),
        unit: unit.map(named),
        weapon: weapon.map_or_else(String::new, title),
        quantity: quantity(pieces.as_ref(), words),
        state: badge(state, words),
    }
}

#[derive(Template)]
#[template(path = "components/show.html")]
struct ShowPage {
    layout: Layout,
    card: Card,
    crumbs: Vec<Crumb>,
    mark: String,
    lead: String,
    facts: Vec<Fact>,
    note: String,
    names_someone: bool,
    tree: Tree,
    elsewhere: Vec<Elsewhere>,
    all_href: String,
    add_href: Option<String>,
    plates: Vec<Plate>,
    marks: Vec<Mark>,
    photos_href: Option<String>,
    mark_href: Option<String>,
    came_by: Option<Apart>,
    shares: Vec<Share>,
    sources: Vec<SourceLine>,
}

/// What its marks have in common with those in other units.
struct Share {
    href: String,
    others: String,
    odds: String,
}

/// The same part in another unit.
struct Elsewhere {
    r#ref: Ref,
    name: String,
    unit: Option<(Ref, String)>,
}

/// A component's card.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let ctx = caller.ctx();
    let shown = state
        .db
        .glance(move |conn| service::components::show(conn, &ctx, &reference))
        .await;
    let shown = match or_moved(&state, &caller, "components", reference, shown).await? {
        Ok(shown) => shown,
        Err(moved) => return Ok(moved),
    };
    let words = caller.words();
    let Shown {
        component,
        maker_seat,
        brand_seat,
        above,
        below,
        elsewhere,
        photos,
        marks: sighted,
        came_by,
        shares,
        sources,
    } = shown;
    let (name, mark) = called(&component);
    let add_href = component.unit.as_ref().filter(|_| may_write(&caller));
    page(&ShowPage {
        card: Card::new(&state, &caller, &component.head, name),
        layout: Layout::new(&caller, "/components"),
        crumbs: crumbs(&component, &above, words),
        lead: lead(&component, words),
        facts: facts(&component, &maker_seat, &brand_seat, words),
        note: component.what.note.clone(),
        names_someone: component.maker.is_some() || !component.what.brand.is_empty(),
        tree: Tree::new(below, words),
        elsewhere: elsewhere.into_iter().map(elsewhere_row).collect(),
        all_href: component.part.as_ref().map_or_else(String::new, |part| {
            urls::with_query("/components", &[("part", &part.r#ref.to_string())])
        }),
        add_href: add_href.map(|unit| super::tree::open_at(unit.r#ref, Some(component.head.r#ref))),
        plates: photos.iter().map(|plate| marks::outlined(plate, words)).collect(),
        marks: super::markings::told(&sighted, words),
        photos_href: may_write(&caller).then(|| format!("{}/photos", component.head.path())),
        mark_href: may_write(&caller).then(|| format!("{}/markings/new", component.head.path())),
        shares: shares
            .iter()
            .map(|one| Share {
                href: format!("/constellations/{}", one.key),
                others: constellations::others(one, words),
                odds: constellations::odds(one, words),
            })
            .collect(),
        came_by: came_by.map(|stand| Apart::new(&stand, words)),
        sources: SourceLine::all(sources),
        mark,
    })
}

/// What heads the card: the name, and the part number beside it; without a name the number alone.
fn called(component: &Component) -> (String, String) {
    let number = component.part.as_ref().map_or_else(String::new, link_title);
    match component.head.title.is_empty() {
        true => (number, String::new()),
        false => (component.head.title.clone(), number),
    }
}

fn crumbs(component: &Component, above: &[Released<Line>], words: &Words) -> Vec<Crumb> {
    let unit = component.unit.iter().map(|unit| Crumb {
        href: unit.path(),
        label: link_title(unit),
    });
    let assemblies = above.iter().map(|line| Crumb {
        href: line.link.path(),
        label: link_title(&line.link),
    });
    let here = Crumb {
        href: String::new(),
        label: words.t("shelf-one-components").to_owned(),
    };
    unit.chain(assemblies).chain([here]).collect()
}

/// Where it was found and how many there are; then what its origin mark says, as something the mark says.
fn lead(component: &Component, words: &Words) -> String {
    let mut sentences = Vec::new();
    if let Some(unit) = &component.unit {
        let found = match &component.what.quantity {
            None => Say::new("components-lead-found"),
            Some(pieces) => Say::new("components-lead-pieces").with("pieces", quantity(Some(pieces), words)),
        };
        sentences.push(words.say(&found.with("unit", link_title(unit))));
    }
    let country = views::country(&component.what.origin, words);
    if !country.is_empty() {
        sentences.push(words.say(&Say::new("components-lead-origin").with("country", country)));
    }
    sentences.join(" ")
}

fn facts(component: &Component, maker_seat: &str, brand_seat: &str, words: &Words) -> Vec<Fact> {
    let NewComponent {
        position,
        quantity: pieces,
        brand,
        origin,
        domestic,
        dates,
        condition,
        ..
    } = &component.what;
    let label = |field: &str| views::field_label(Shelf::Components, field, words);
    let brand = Fact::plain(&label("brand"), brand).map(|fact| Fact {
        href: component.brand.as_ref().map(|owner| owner.path()),
        ..fact
    });
    let word = |list: &str, word: &str| match word {
        "" => String::new(),
        word => words.label(list, word).into_owned(),
    };
    let facts = [
        Fact::link(&label("unit"), component.unit.as_ref()),
        Fact::link(&label("parent"), component.parent.as_ref()),
        Fact::plain(&label("position"), position),
        Fact::plain(&label("quantity"), &quantity(pieces.as_ref(), words)),
        Fact::link(&label("part"), component.part.as_ref()).map(|fact| Fact { mono: true, ..fact }),
        brand,
        Fact::plain(words.t("components-brand-seat"), &views::country(brand_seat, words)),
        Fact::link(&label("maker"), component.maker.as_ref()),
        Fact::plain(words.t("components-maker-seat"), &views::country(maker_seat, words)),
        Fact::plain(&label("origin"), &views::country(origin, words)),
        Fact::plain(&label("domestic"), &word("domestic", domestic)),
        Fact::plain(&label("dates"), &word("dates", dates)),
        Fact::plain(&label("condition"), &word("condition", condition)),
    ];
    facts.into_iter().flatten().collect()
}

fn elsewhere_row(line: Released<Line>) -> Elsewhere {
    let Line { link, unit, .. } = line.into_inner();
    Elsewhere {
        r#ref: link.r#ref,
        name: title(link),
        unit: unit.map(|unit| (unit.r#ref, title(unit))),
    }
}
