//! Organizations that may be one: the list for reviewers, a pair side by side, and what they say about it.

use actix_web::{
    HttpResponse,
    web::{self, Data, ServiceConfig},
};
use askama::Template;

use super::page;
use crate::{
    domain::{
        organizations::{NewOrganization, Organization},
        parties::candidates::Standing,
        records::Link,
        release::Released,
    },
    error::Say,
    service::{
        self,
        parties::{COUNTED, Narrowing, Proposed},
    },
    web::{
        State,
        actor::Caller,
        error::PageError,
        extract::Query,
        layout::Layout,
        parties::{Reason, percent, reasons},
        urls,
        views::{self, Choice, Pager, link_title},
    },
    words::Words,
};

mod pair;

pub(in crate::web) use pair::verdict;
use pair::{decide, show};

/// Pairs on a page.
const ROWS: usize = 50;

/// The routes; they stand before those of single reviews.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/review/parties").route(web::get().to(list)))
        .service(
            web::resource("/review/parties/{id:[0-9]{1,18}}")
                .route(web::get().to(show))
                .route(web::post().to(decide)),
        );
}

#[derive(Template)]
#[template(path = "parties/list.html")]
struct ListPage {
    layout: Layout,
    waiting: String,
    states: Vec<Choice>,
    narrowed: Option<(String, String)>,
    kept: Vec<(&'static str, String)>,
    rows: Vec<Row>,
    pager: Pager,
}

struct Row {
    href: String,
    score: String,
    one: Named,
    other: Named,
    reasons: Vec<Reason>,
    why: String,
}

/// An organization by name and country.
struct Named {
    title: String,
    reference: String,
    country: String,
}

impl Named {
    fn of(organization: &Released<Organization>, words: &Words) -> Named {
        Named {
            title: link_title(&Link::to(&organization.head)),
            reference: organization.head.r#ref.to_string(),
            country: countries(&organization.what, words),
        }
    }
}

/// The countries of seat and register, each once.
fn countries(what: &NewOrganization, words: &Words) -> String {
    let mut codes = vec![what.hq_country.as_str(), &what.incorporation_country];
    codes.dedup();
    let names: Vec<String> = codes
        .into_iter()
        .filter(|code| !code.is_empty())
        .map(|code| views::country(code, words))
        .collect();
    names.join(", ")
}

/// Address of the pairs that wait, narrowed to an organization or an import.
pub(super) fn href(filter: &str, reference: &str) -> String {
    urls::with_query("/review/parties", &[(filter, reference)])
}

/// "2 organizations are likely the same": for the pages of an organization and of an import; `None` where none waits.
pub(super) fn waiting(key: &'static str, count: usize, words: &Words) -> Option<String> {
    let said = match count {
        0 => return None,
        COUNTED.. => format!("{COUNTED}+"),
        count => count.to_string(),
    };
    Some(words.say(&Say::new(key).with("count", count).with("said", said)))
}

/// The pairs that wait, or those that were decided on.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let after = urls::parse_cursor(query.get("after"))?;
    let (ctx, asked) = (caller.ctx(), query.clone());
    let (narrowing, uncompared, (found, next)) = state
        .db
        .read(move |conn| {
            let narrowing = service::parties::narrowing(conn, &ctx, &asked)?;
            let uncompared = service::parties::uncompared(conn, &ctx)?;
            let found = service::parties::list(conn, &ctx, &narrowing, after.as_ref(), ROWS)?;
            Ok((narrowing, uncompared, found))
        })
        .await?;
    let words = caller.words();
    let kept = kept(&narrowing);
    let address = |path: &str, after: &str| {
        let given = kept.iter().map(|(name, value)| (*name, value.as_str()));
        let state = narrowing.standing().as_str();
        let pairs: Vec<(&str, &str)> = given.chain([("state", state), ("after", after)]).collect();
        urls::with_query(path, &pairs)
    };
    let noted = match query.get("note") {
        "same" => Some("parties-noted-same"),
        "different" => Some("parties-noted-different"),
        _ => None,
    };
    page(&ListPage {
        layout: Layout::new(&caller, "/review").noting(noted.map(|key| words.t(key).to_owned())),
        waiting: match uncompared {
            0 => String::new(),
            count => words.say(&Say::new("parties-uncompared").with("count", count)),
        },
        states: Standing::ALL
            .iter()
            .map(|standing| Choice {
                value: standing.as_str().to_owned(),
                label: words.label("parties-state", standing.as_str()).into_owned(),
                selected: *standing == narrowing.standing(),
            })
            .collect(),
        narrowed: match (&narrowing.organization, narrowing.import) {
            (Some(link), _) => Some((link.path(), link_title(link))),
            (None, Some(import)) => Some((super::imports::href(import), import.to_string())),
            (None, None) => None,
        },
        pager: Pager {
            geojson: None,
            summary: words.say(&Say::new("list-shown").with("count", found.len())),
            previous: (!query.get("after").is_empty()).then(|| address("/review/parties", "")),
            next: next
                .as_ref()
                .map(|next| address("/review/parties", &urls::cursor(next))),
            csv: None,
            json: Some(address("/api/v1/parties/candidates", "")),
        },
        rows: found.iter().map(|one| row(one, words)).collect(),
        kept,
    })
}

/// The filters in force beside the state.
fn kept(narrowing: &Narrowing) -> Vec<(&'static str, String)> {
    let organization = narrowing.organization.as_ref().map(|link| link.r#ref);
    [("organization", organization), ("import", narrowing.import)]
        .into_iter()
        .filter_map(|(name, reference)| Some((name, reference?.to_string())))
        .collect()
}

fn row(proposed: &Proposed, words: &Words) -> Row {
    let Proposed { candidate, one, other } = proposed;
    Row {
        href: format!("/review/parties/{}", candidate.id),
        score: percent(candidate.score),
        one: Named::of(one, words),
        other: Named::of(other, words),
        reasons: reasons(&candidate.reasons, words),
        why: candidate.why.clone(),
    }
}
