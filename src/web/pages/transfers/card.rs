//! A transfer's card: who, what, when, by which way, on whose word; and what nobody says.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::{
    super::page,
    End,
    flows::route_map,
    gaps, when,
    words::{beside_lines, read},
};
use crate::{
    domain::{
        quantities::Quantity,
        records::{Link, Shelf},
        transfers::{Line, NewTransfer, Party, Side, Stop, Transfer},
    },
    error::Say,
    service,
    web::{
        State,
        actor::Caller,
        charts::maps::Map,
        error::PageError,
        extract::Path,
        goods::Read,
        layout::Layout,
        pages::{claims::Claims, records::Card, sources::SourceLine},
        views::{self, Fact, link_title},
    },
    words::Words,
};

#[derive(Template)]
#[template(path = "transfers/show.html")]
struct ShowPage {
    layout: Layout,
    card: Card,
    lead: String,
    parties: Vec<PartyView>,
    dates: Vec<Fact>,
    lines: Vec<LineView>,
    goods: String,
    read: Vec<Read>,
    way: Vec<Fact>,
    stops: Vec<StopView>,
    map: Option<Map>,
    told_by: Vec<Fact>,
    note: String,
    exchange: Option<ExchangeView>,
    given_for: Vec<ExchangeView>,
    gaps: Vec<&'static str>,
    claims: Claims,
    sources: Vec<SourceLine>,
}

struct PartyView {
    role: String,
    name: String,
    country: String,
    organization: Option<(String, String)>,
}

struct LineView {
    name: String,
    href: Option<String>,
    read: String,
    about: String,
    marks: Vec<MarkView>,
    code: String,
    unedited: bool,
    quantity: String,
    value: String,
}

struct MarkView {
    label: String,
    value: String,
}

struct StopView {
    place: String,
    about: String,
}

struct ExchangeView {
    href: String,
    title: String,
    note: String,
    source: Option<(String, String)>,
}

fn label(field: &str, words: &Words) -> String {
    views::field_label(Shelf::Transfers, field, words)
}

fn joined(parts: impl IntoIterator<Item = String>, between: &str) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(between)
}

/// A transfer's card.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let ctx = caller.ctx();
    let shown = state
        .db
        .read(move |conn| service::transfers::show(conn, &ctx, &reference))
        .await;
    let shown = match super::super::records::or_moved(&state, &caller, "transfers", reference, shown).await? {
        Ok(shown) => shown,
        Err(moved) => return Ok(moved),
    };
    let words = caller.words();
    let transfer = shown.transfer.into_inner();
    let (lead, gaps, exchange) = (lead(&transfer, words), gaps::of(&transfer, words), exchange(&transfer));
    let Transfer {
        head,
        what,
        from,
        to,
        source,
        exchange: _,
    } = transfer;
    page(&ShowPage {
        card: Card::new(&state, &caller, &head, head.title.clone()),
        layout: Layout::new(&caller, "/transfers"),
        lead,
        parties: parties(&what, from.as_ref(), to.as_ref(), words),
        dates: dates(&what, words),
        lines: lines(&what, words),
        read: read(&what, words),
        way: way(&what, words),
        stops: what.route.iter().map(|stop| stop_view(stop, words)).collect(),
        map: route_map(&what, words),
        told_by: told_by(&what, source.as_ref(), words),
        goods: what.goods,
        note: what.note,
        exchange,
        given_for: shown
            .given_for
            .iter()
            .map(|other| ExchangeView {
                href: other.head.path(),
                title: link_title(&Link::to(&other.head)),
                note: other.what.exchange_note.clone(),
                source: other.source.as_ref().map(|link| (link.path(), link_title(link))),
            })
            .collect(),
        gaps,
        claims: Claims::new(shown.claims, words),
        sources: SourceLine::all(shown.citations),
    })
}

/// What kind of transfer, from whom, to whom, when; what is not said is said to be so.
fn lead(transfer: &Transfer, words: &Words) -> String {
    let what = &transfer.what;
    let end = |side: &Side, link: Option<&Link>| {
        let End { name, country, .. } = End::new(side, link, words);
        match (name.is_empty(), country.is_empty()) {
            (true, true) => words.t("transfers-somebody").to_owned(),
            (true, false) => country,
            (false, true) => name,
            (false, false) => format!("{name} ({country})"),
        }
    };
    let when = when(what, words);
    let kind = match what.kind.as_str() {
        "" => words.label("kind", "unknown"),
        kind => words.label("kind", kind),
    };
    words.say(
        &Say::new("transfers-lead")
            .with("kind", kind)
            .with("from", end(&what.from, transfer.from.as_ref()))
            .with("to", end(&what.to, transfer.to.as_ref()))
            .with(
                "when",
                if when.is_empty() {
                    words.t("transfers-undated")
                } else {
                    &when
                },
            ),
    )
}

fn parties(what: &NewTransfer, from: Option<&Link>, to: Option<&Link>, words: &Words) -> Vec<PartyView> {
    let view = |role: String, name: &str, country: &str, link: Option<&Link>| PartyView {
        role,
        name: name.to_owned(),
        country: views::country(country, words),
        organization: link.map(|link| (link.path(), link_title(link))),
    };
    let ends = [("from", &what.from, from), ("to", &what.to, to)];
    let ends = ends.map(|(field, side, link)| view(label(field, words), &side.name, &side.country, link));
    let beside = what.parties.iter().map(|party| {
        let Party {
            role,
            organization: _,
            name,
            country,
            link,
        } = party;
        view(words.label("role", role).into_owned(), name, country, link.as_ref())
    });
    ends.into_iter().chain(beside).collect()
}

/// A fact that says so when there is nothing to say.
fn stated(label: &str, value: &str, words: &Words) -> Option<Fact> {
    Fact::plain(
        label,
        if value.is_empty() {
            words.t("layout-not-stated")
        } else {
            value
        },
    )
}

fn dates(what: &NewTransfer, words: &Words) -> Vec<Fact> {
    let each = [
        ("contract", &what.contract),
        ("dispatch", &what.dispatch),
        ("border", &what.border),
        ("arrival", &what.arrival),
    ];
    let count = each.iter().filter(|(_, date)| date.is_some()).count();
    let mut facts: Vec<Fact> = each
        .into_iter()
        .filter_map(|(field, date)| match date {
            Some(date) => Fact::date(&label(field, words), Some(date), words),
            None => stated(&label(field, words), "", words),
        })
        .collect();
    if count > 1 {
        facts.extend(Fact::plain(words.t("transfers-whole-time"), &when(what, words)));
    }
    facts
}

fn lines(what: &NewTransfer, words: &Words) -> Vec<LineView> {
    let read = beside_lines(what, words);
    let views = what.lines.iter().map(|line| line_view(line, words));
    views.zip(read).map(|(line, read)| LineView { read, ..line }).collect()
}

fn line_view(line: &Line, words: &Words) -> LineView {
    let Line {
        part_number,
        maker,
        family,
        lot,
        date_code,
        serial_from,
        serial_to,
        hs6,
        hs_edition,
        quantity,
        value,
        description,
        part: _,
        link,
    } = line;
    let serials = match serial_to.is_empty() {
        true => serial_from.clone(),
        false => words.say(
            &Say::new("transfers-serials")
                .with("first", serial_from)
                .with("last", serial_to),
        ),
    };
    let marks = [("lot", lot), ("date_code", date_code), ("serial_from", &serials)];
    let amount = |amount: &Option<Quantity>| {
        let amount = amount.as_ref();
        amount.map_or_else(String::new, |amount| amount.render(&|say: &Say| words.say(say)))
    };
    LineView {
        name: match part_number.is_empty() {
            true => link.as_ref().map_or_else(String::new, link_title),
            false => part_number.clone(),
        },
        href: link.as_ref().map(Link::path),
        read: String::new(),
        about: joined([maker.clone(), family.clone(), description.clone()], " · "),
        marks: marks
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(field, value)| MarkView {
                label: label(field, words),
                value: value.clone(),
            })
            .collect(),
        code: line.code(),
        unedited: !hs6.is_empty() && hs_edition.is_empty(),
        quantity: amount(quantity),
        value: amount(value),
    }
}

fn way(what: &NewTransfer, words: &Words) -> Vec<Fact> {
    let country = |field: &str, code: &str| stated(&label(field, words), &views::country(code, words), words);
    let transit = what.transit_countries.iter().map(|code| views::country(code, words));
    let facts = [
        country("origin_country", &what.origin_country),
        country("dispatch_country", &what.dispatch_country),
        stated(&label("transit_countries", words), &joined(transit, " → "), words),
        country("destination_country", &what.destination_country),
        Fact::plain(&label("vessel", words), &what.vessel),
        Fact::mono(&label("vessel_imo", words), &what.vessel_imo),
        Fact::plain(&label("voyage", words), &what.voyage),
    ];
    facts.into_iter().flatten().collect()
}

fn stop_view(stop: &Stop, words: &Words) -> StopView {
    let Stop { place, country, kind } = stop;
    let country = views::country(country, words);
    let kind = match kind.as_str() {
        "" => String::new(),
        kind => words.label("stop", kind).into_owned(),
    };
    match place.is_empty() {
        true => StopView {
            place: country,
            about: kind,
        },
        false => StopView {
            place: place.clone(),
            about: joined([country, kind], ", "),
        },
    }
}

fn told_by(what: &NewTransfer, source: Option<&Link>, words: &Words) -> Vec<Fact> {
    let grade = format!("{}{}", what.reliability, what.credibility);
    let meant = |list: &str, word: &str| match word {
        "" => String::new(),
        word => words.label(list, word).into_owned(),
    };
    let meaning = joined(
        [
            meant("reliability", &what.reliability),
            meant("credibility", &what.credibility),
        ],
        "; ",
    );
    let grade = match grade.is_empty() {
        true => words.t("transfers-ungraded").to_owned(),
        false => format!("{grade} ({meaning})"),
    };
    let facts = [
        Fact::link(&label("source", words), source).or_else(|| stated(&label("source", words), "", words)),
        Fact::plain(&label("locator", words), &what.locator),
        stated(&label("document", words), &what.document, words),
        Fact::plain(words.t("transfers-grade"), &grade),
    ];
    facts.into_iter().flatten().collect()
}

fn exchange(transfer: &Transfer) -> Option<ExchangeView> {
    let link = transfer.exchange.as_ref()?;
    Some(ExchangeView {
        href: link.path(),
        title: link_title(link),
        note: transfer.what.exchange_note.clone(),
        source: transfer
            .source
            .as_ref()
            .map(|source| (source.path(), link_title(source))),
    })
}
