//! When a unit was built and how soon it was used: the page, and the chart alone.

use actix_web::{HttpResponse, http::header, web::Data};
use askama::Template;

use super::page;
use crate::{
    domain::{
        dating::{Bar, Bearing, Bound, Row},
        records::Record,
    },
    error::{Error, Say},
    service::dating::{Dated, Ending, Gist},
    web::{
        State,
        actor::Caller,
        charts::dating::{Chart, Width, chart},
        dating::{self, Step, bounds, component, day, lag, likely, mark, rule_title, sentence, span, steps},
        error::PageError,
        extract::Path,
        layout::{Crumb, Layout},
        pages::units,
        urls,
        views::{self, Badge, Fact, date_in_words},
    },
    words::Words,
};

mod shares;

use shares::Share;

/// Width of the picture that stands alone.
const PICTURE: u32 = 920;

#[derive(Template)]
#[template(path = "dating/show.html")]
struct ShowPage {
    layout: Layout,
    title: String,
    crumbs: Vec<Crumb>,
    reference: String,
    release: Badge,
    state: Option<Badge>,
    sentence: String,
    bounds: String,
    likely: String,
    pending: String,
    unit_href: String,
    json_href: String,
    svg_href: String,
    facts: Vec<Fact>,
    chart: Option<Chart>,
    steps: Vec<Step>,
    changes: Vec<Changed>,
    suspicions: Vec<Doubt>,
    excluded: Vec<Left>,
    rows: Vec<Told>,
    shares: Vec<Share>,
}

#[derive(Template)]
#[template(path = "dating/picture.html")]
struct Picture {
    chart: Chart,
}

/// What would move the bound.
struct Changed {
    text: String,
    mark: String,
    href: String,
}

/// A reason to look at a mark again.
struct Doubt {
    component: String,
    component_href: String,
    mark: String,
    href: String,
    text: String,
}

/// A date that is not relied on.
struct Left {
    component: String,
    component_href: String,
    mark: String,
    href: String,
    days: String,
    rule: String,
    why: String,
}

/// A mark with what it means.
struct Told {
    component: String,
    component_href: String,
    mark: String,
    href: String,
    state: String,
    decides: bool,
    meanings: Vec<Meaning>,
}

/// One thing that a mark means.
struct Meaning {
    days: String,
    rule: String,
    rule_href: String,
    live: bool,
    why: String,
}

/// The date of a unit with its proof.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let dated = dating::dated(&state, &caller, path.reference()?).await?;
    page(&show_page(&caller, &dated))
}

/// The dating chart alone.
pub async fn picture(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let dated = dating::dated(&state, &caller, path.reference()?).await?;
    let words = caller.words();
    let unit = units::title(&dated.unit, words);
    let chart = chart(&dated, &unit, Width::Fixed(PICTURE), words).ok_or(Error::NotFound("page"))?;
    let svg = Picture { chart }
        .render()
        .map_err(|cause| PageError(Error::internal(cause)))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "image/svg+xml; charset=utf-8"))
        .body(svg))
}

/// What a unit's page says of its date; `None` for a unit without components.
pub(super) struct Summary {
    pub(super) sentence: String,
    pub(super) bounds: String,
    pub(super) likely: String,
    pub(super) href: String,
}

impl Summary {
    pub(super) fn new(gist: &Gist, path: &str, words: &Words) -> Option<Summary> {
        gist.has_components.then(|| Summary {
            sentence: sentence(gist, words),
            bounds: bounds(gist, words),
            likely: likely(gist, words),
            href: format!("{path}/dating"),
        })
    }
}

fn show_page(caller: &Caller, dated: &Dated) -> ShowPage {
    let words = caller.words();
    let head = dated.unit.head();
    let gist = Gist::of(dated);
    let (path, unit) = (head.path(), units::title(&dated.unit, words));
    let crumb = |href: &str, label: &str| Crumb {
        href: href.to_owned(),
        label: label.to_owned(),
    };
    ShowPage {
        layout: Layout::new(caller, "/units"),
        title: words.say(&Say::new("dating-title").with("unit", unit.trim_end_matches('.'))),
        crumbs: vec![
            crumb("/units", words.t("layout-nav-units")),
            crumb(&path, &unit),
            crumb("", words.t("dating-heading")),
        ],
        reference: head.r#ref.to_string(),
        release: views::release_badge(head.release, words),
        state: views::state_badge(head, words),
        sentence: sentence(&gist, words),
        bounds: bounds(&gist, words),
        likely: likely(&gist, words),
        pending: match dated.uncounted {
            0 => String::new(),
            count => words.say(&Say::new("dating-uncounted").with("count", count)),
        },
        json_href: format!("{path}/dating.json"),
        svg_href: format!("{path}/dating.svg"),
        facts: facts(dated, words),
        chart: chart(dated, &unit, Width::Fluid, words),
        steps: steps(dated, words),
        changes: changes(dated, words),
        suspicions: suspicions(dated, words),
        excluded: excluded(dated, words),
        rows: rows(dated, words),
        shares: shares::shares(dated, words),
        unit_href: path,
    }
}

fn facts(dated: &Dated, words: &Words) -> Vec<Fact> {
    let dating = &dated.dating;
    if dated.marks.is_empty() {
        return Vec::new();
    }
    let plain = |key: &'static str, value: Option<String>| {
        Fact::plain(
            words.t(key),
            &value.unwrap_or_else(|| words.t("layout-not-stated").to_owned()),
        )
    };
    let first = |bound: &Option<Bound>| bound.as_ref().map(|bound| day(bound.day, words));
    let none = || Some(words.t("dating-no-bound").to_owned());
    let ending = match dated.end.as_ref().map(|end| end.ending) {
        Some(Ending::Recovery) => ("dating-fact-recovered", "dating-fact-lag-recovery"),
        _ => ("dating-fact-used", "dating-fact-lag-use"),
    };
    let mut facts = vec![
        plain("dating-fact-certain", first(&dating.certain).or_else(none)),
        plain("dating-fact-likely", first(&dating.likely).or_else(none)),
        plain("dating-fact-latest", dating.latest.map(|last| day(last, words))),
        plain(
            "dating-fact-window",
            dating.window.map(|window| span(window, words)).or_else(none),
        ),
        plain(ending.1, dating.lag.map(|days| lag(days, words)).or_else(none)),
    ];
    for (key, bound) in [
        ("dating-fact-decides", &dating.certain),
        ("dating-fact-second", &dating.second),
    ] {
        let Some(bound) = bound else { continue };
        let (title, href) = component(dated, bound.piece);
        let say = Say::new("dating-fact-part")
            .with("component", title)
            .with("mark", mark(dated, bound.mark).0)
            .with("day", day(bound.day, words));
        facts.push(Fact::plain(words.t(key), &words.say(&say)).map(|fact| Fact {
            href: Some(href),
            ..fact
        }));
    }
    if let Some(end) = &dated.end {
        facts.push(
            Fact::plain(words.t(ending.0), &date_in_words(&end.date, words)).map(|fact| Fact {
                href: Some(end.by.path()),
                doubt: end.date.is_uncertain(),
                ..fact
            }),
        );
    }
    facts.into_iter().flatten().collect()
}

fn changes(dated: &Dated, words: &Words) -> Vec<Changed> {
    let changes = dated.dating.changes.iter().map(|change| {
        let (text, href) = mark(dated, change.mark);
        Changed {
            text: dating::change(dated, change, words),
            mark: text,
            href,
        }
    });
    changes.collect()
}

fn suspicions(dated: &Dated, words: &Words) -> Vec<Doubt> {
    let marks = dated.pieces.iter().flat_map(|piece| &piece.marks);
    let read = marks.filter_map(|one| dated.marks.get(&one.id));
    let doubts = read.flat_map(|read| read.suspicions.iter().map(move |say| (read, say)));
    doubts
        .map(|(read, say)| {
            let (title, component_href) = component(dated, read.piece);
            Doubt {
                component: title,
                component_href,
                mark: read.text.clone(),
                href: read.link.path(),
                text: dating::doubt(say, words),
            }
        })
        .collect()
}

fn excluded(dated: &Dated, words: &Words) -> Vec<Left> {
    let left = dated.dating.excluded.iter().map(|one| {
        let (title, component_href) = component(dated, one.piece);
        let (text, href) = mark(dated, one.mark);
        Left {
            component: title,
            component_href,
            mark: text,
            href,
            days: one.span.map_or_else(String::new, |days| span(days, words)),
            rule: match one.rule.is_empty() {
                true => String::new(),
                false => rule_title(dated, one.mark, &one.rule, words),
            },
            why: words.say(&one.why),
        }
    });
    left.collect()
}

/// Every mark that means a date, the deciding one first, then by how late they begin.
fn rows(dated: &Dated, words: &Words) -> Vec<Told> {
    let decides = |row: &Row| {
        dated
            .dating
            .certain
            .as_ref()
            .is_some_and(|bound| bound.mark == row.mark)
    };
    let mut rows: Vec<&Row> = dated.dating.rows.iter().collect();
    rows.sort_by_key(|row| (!decides(row), std::cmp::Reverse(row.span.map(|days| days.first))));
    rows.into_iter()
        .map(|row| {
            let (title, component_href) = component(dated, row.piece);
            let (text, href) = mark(dated, row.mark);
            let state = match row.bearing {
                _ if decides(row) => "dating-decides",
                Bearing::Firm => "dating-counts",
                Bearing::Open => "dating-may-be-no-date",
                Bearing::Aside | Bearing::Silent => "dating-not-counted",
            };
            Told {
                component: title,
                component_href,
                mark: text,
                href,
                state: words.t(state).to_owned(),
                decides: decides(row),
                meanings: row
                    .bars
                    .iter()
                    .filter_map(|bar| meaning(dated, row, bar, words))
                    .collect(),
            }
        })
        .collect()
}

fn meaning(dated: &Dated, row: &Row, bar: &Bar, words: &Words) -> Option<Meaning> {
    let one = dated.candidates(row.mark).get(bar.reading)?;
    let ground = dated.marks.get(&row.mark)?.grounds.get(bar.reading)?;
    Some(Meaning {
        days: span(one.span, words),
        rule: match &ground.scheme {
            Some(scheme) => scheme.title.clone(),
            None => words.t("dating-own-reading").to_owned(),
        },
        rule_href: ground
            .scheme
            .as_ref()
            .map_or_else(String::new, |scheme| urls::rule(&scheme.id)),
        live: bar.live,
        why: dating::remark(one, ground, Some(bar), words),
    })
}
