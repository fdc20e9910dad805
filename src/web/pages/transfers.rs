//! Transfers: the list with its filters, a transfer's card, and the flows on the page of an organization.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::{listing::Narrowed, page};
use crate::{
    domain::{
        countries::Country,
        dates::Edtf,
        fields::Fields,
        records::{Link, Shelf},
        release::Released,
        transfers::{KINDS, NewTransfer, Side, Transfer, hull},
    },
    error::Say,
    service::{self, transfers::Narrowing},
    web::{
        State,
        actor::Caller,
        error::PageError,
        extract::Query,
        layout::Layout,
        pages::records::may_write,
        urls,
        views::{self, Badge, Choice, Pager, date_in_words, link_title},
    },
    words::Words,
};

mod card;
mod flows;
mod gaps;
mod words;

pub use card::show;
pub use flows::{Flows, map};
pub(super) use words::form as read_form;

/// Rows on a page of the list.
const ROWS: usize = 50;
/// Characters of the goods that a row of the list tells.
const GOODS: usize = 90;

/// The list of transfers that name a record.
pub fn href(filter: &str, reference: &str) -> String {
    urls::with_query("/transfers", &[(filter, reference)])
}

#[derive(Template)]
#[template(path = "transfers/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Row>,
    narrowed: Option<Narrowed>,
    kept: Vec<(String, String)>,
    kinds: Vec<Choice>,
    countries: Vec<Choice>,
    goes_on: bool,
    pager: Pager,
    new_href: Option<&'static str>,
}

struct Row {
    href: String,
    when: String,
    kind: String,
    from: End,
    to: End,
    goods: String,
    more: String,
    grade: String,
    state: Option<Badge>,
}

/// One end of a transfer.
struct End {
    name: String,
    href: Option<String>,
    country: String,
}

impl End {
    fn new(side: &Side, link: Option<&Link>, words: &Words) -> End {
        End {
            name: match side.name.is_empty() {
                true => link.map_or_else(String::new, link_title),
                false => side.name.clone(),
            },
            href: link.map(Link::path),
            country: views::country(&side.country, words),
        }
    }
}

/// A page of the list.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let after = urls::parse_cursor(query.get("after"))?;
    let (ctx, asked) = (caller.ctx(), query.clone());
    let (found, narrowing) = state
        .db
        .read(move |conn| {
            let narrowing = service::transfers::narrowing(conn, &ctx, &asked)?;
            let found = service::transfers::list(conn, &ctx, narrowing.as_ref(), after.as_ref(), ROWS)?;
            Ok((found, narrowing))
        })
        .await?;
    let words = caller.words();
    let next = found.next.as_ref().map(urls::cursor);
    let rows: Vec<Row> = found.items.into_iter().map(|transfer| row(&transfer, words)).collect();
    let filters = filters(narrowing.as_ref());
    page(&ListPage {
        layout: Layout::new(&caller, "/transfers"),
        goes_on: next.is_some() && rows.len() < ROWS,
        pager: pager(&caller, &filters, rows.len(), next, &query),
        kinds: kinds(narrowing.as_ref().map_or("", Narrowing::kind), words),
        countries: countries(narrowing.as_ref().map_or("", Narrowing::country), words),
        kept: filters
            .into_iter()
            .filter(|(name, _)| !matches!(*name, "kind" | "country"))
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        narrowed: narrowing
            .and_then(|narrowing| narrowing.record)
            .map(|(name, link)| Narrowed {
                field: views::field_label(Shelf::Transfers, name, words),
                href: link.path(),
                title: link_title(&link),
                all_href: "/transfers".to_owned(),
            }),
        rows,
        new_href: may_write(&caller).then_some("/transfers/new"),
    })
}

/// The filters in force, as an address has them.
fn filters(narrowing: Option<&Narrowing>) -> Vec<(&'static str, String)> {
    let Some(narrowing) = narrowing else {
        return Vec::new();
    };
    let record = narrowing
        .record
        .as_ref()
        .map(|(name, link)| (*name, link.r#ref.to_string()));
    let words = [
        ("kind", narrowing.kind().to_owned()),
        ("country", narrowing.country().to_owned()),
    ];
    record
        .into_iter()
        .chain(words)
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

fn pager(
    caller: &Caller,
    filters: &[(&'static str, String)],
    shown: usize,
    next: Option<String>,
    query: &Fields,
) -> Pager {
    let address = |path: &str, after: &str| {
        let given = filters.iter().map(|(name, value)| (*name, value.as_str()));
        let pairs: Vec<(&str, &str)> = given.chain([("after", after)]).collect();
        urls::with_query(path, &pairs)
    };
    Pager {
        summary: caller.words().say(&Say::new("list-shown").with("count", shown)),
        previous: (!query.get("after").is_empty()).then(|| address("/transfers", "")),
        next: next.map(|next| address("/transfers", &next)),
        csv: Some(address("/transfers.csv", "")),
        json: Some(address("/transfers.json", "")),
        geojson: Some(address("/transfers.geojson", "")),
    }
}

fn any(selected: bool, words: &Words) -> Choice {
    Choice {
        value: String::new(),
        label: words.t("transfers-any").to_owned(),
        selected,
    }
}

fn kinds(chosen: &str, words: &Words) -> Vec<Choice> {
    let listed = KINDS.iter().map(|kind| Choice {
        value: (*kind).to_owned(),
        label: words.label("kind", kind).into_owned(),
        selected: *kind == chosen,
    });
    std::iter::once(any(chosen.is_empty(), words)).chain(listed).collect()
}

fn countries(chosen: &str, words: &Words) -> Vec<Choice> {
    let mut listed: Vec<Choice> = Country::all()
        .map(|country| Choice {
            value: country.code().to_owned(),
            label: views::country(country.code(), words),
            selected: country.code() == chosen,
        })
        .collect();
    listed.sort_by_cached_key(|choice| crate::domain::text::sort_key(&choice.label));
    std::iter::once(any(chosen.is_empty(), words)).chain(listed).collect()
}

fn row(transfer: &Released<Transfer>, words: &Words) -> Row {
    let Transfer {
        head,
        what,
        from,
        to,
        source: _,
        exchange: _,
    } = &**transfer;
    let (goods, more) = goods(what, words);
    let when = when(what, words);
    Row {
        href: head.path(),
        when: match when.is_empty() {
            true => words.t("transfers-undated").to_owned(),
            false => when,
        },
        kind: words.label("kind", &what.kind).into_owned(),
        from: End::new(&what.from, from.as_ref(), words),
        to: End::new(&what.to, to.as_ref(), words),
        goods,
        more,
        grade: format!("{}{}", what.reliability, what.credibility),
        state: views::state_badge(head, words),
    }
}

/// The first line of the goods, or their description; and how many lines more there are.
fn goods(what: &NewTransfer, words: &Words) -> (String, String) {
    let named = what.lines.first().map(|line| {
        let number = [&line.part_number, &line.family, &line.description, &line.hs6];
        let name = number
            .into_iter()
            .find(|text| !text.is_empty())
            .cloned()
            .unwrap_or_default();
        let amount = line
            .quantity
            .as_ref()
            .map(|amount| amount.render(&|say: &Say| words.say(say)));
        [Some(name).filter(|name| !name.is_empty()), amount]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    });
    let text = named
        .filter(|text| !text.is_empty())
        .unwrap_or_else(|| what.goods.clone());
    let text = match text.char_indices().nth(GOODS) {
        None => text,
        Some((end, _)) => format!("{} …", text.get(..end).unwrap_or_default().trim_end()),
    };
    let more = match what.lines.len() {
        0 | 1 => String::new(),
        count => words.say(&Say::new("transfers-more-lines").with("count", count - 1)),
    };
    (text, more)
}

/// All its dates as one time, in words; empty when none is stated.
fn when(what: &NewTransfer, words: &Words) -> String {
    let dates = [&what.contract, &what.dispatch, &what.border, &what.arrival];
    let mut given = dates.iter().filter_map(|date| date.as_ref());
    if let (Some(only), None) = (given.next(), given.next()) {
        return date_in_words(only, words);
    }
    let time = match hull(dates) {
        (Some(first), Some(last)) => Edtf::between(first, last),
        (Some(first), None) => Edtf::parse(&format!("{first}/..")),
        (None, Some(last)) => Edtf::parse(&format!("../{last}")),
        (None, None) => return String::new(),
    };
    time.map_or_else(|_say| String::new(), |time| date_in_words(&time, words))
}
