//! What an organization handed over and received, as tables.

use chrono::NaiveDate;

use crate::{
    domain::{dates::Edtf, transfers::NewTransfer},
    error::Say,
    service::flows::{self, Sum},
    web::{
        charts::maps::{Leg, Map, maps},
        views::{self, date_in_words, link_title},
    },
    words::Words,
};

/// The flows of an organization one way, as `transfers/_flows.html` shows them.
pub struct Flows {
    /// What the table is of.
    pub title: String,
    /// What its first column is of.
    pub other: String,
    /// What the table by countries is of.
    pub by_country: String,
    /// A row for each partner.
    pub partners: Vec<FlowRow>,
    /// A row for each country.
    pub countries: Vec<FlowRow>,
    /// What the tables leave out; empty when they are whole.
    pub more: String,
}

/// A row of either table.
pub struct FlowRow {
    /// Address of the partner.
    pub href: String,
    /// Its name.
    pub name: String,
    /// The country, in words.
    pub country: String,
    /// How many transfers.
    pub count: i64,
    /// The first day.
    pub first: String,
    /// The last day.
    pub last: String,
}

impl Flows {
    /// The tables that have rows: out, then in.
    pub fn of(out: flows::Flows, into: flows::Flows, words: &Words) -> Vec<Flows> {
        let keys = |way: &'static str| match way {
            "out" => ["transfers-out", "transfers-to", "transfers-out-countries"],
            _ => ["transfers-in", "transfers-from", "transfers-in-countries"],
        };
        [(out, keys("out")), (into, keys("in"))]
            .into_iter()
            .filter(|(flows, _)| !flows.partners.is_empty())
            .map(|(flows, keys)| Flows::new(flows, keys, words))
            .collect()
    }

    fn new(flows: flows::Flows, [title, other, by_country]: [&str; 3], words: &Words) -> Flows {
        let unstated = |code: &str| match code {
            "" => words.t("layout-not-stated").to_owned(),
            code => views::country(code, words),
        };
        let more = match (flows.cut, flows.more) {
            (true, _) => words.t("transfers-partners-cut").to_owned(),
            (false, true) => words.say(&Say::new("transfers-partners-more").with("count", flows.partners.len())),
            (false, false) => String::new(),
        };
        // One country is one of the partners' column already.
        let countries = match flows.countries.len() {
            0 | 1 => Vec::new(),
            _ => flows.countries,
        };
        Flows {
            title: words.t(title).to_owned(),
            other: words.t(other).to_owned(),
            by_country: words.t(by_country).to_owned(),
            partners: flows
                .partners
                .iter()
                .map(|(link, country, sum)| FlowRow {
                    href: link.path(),
                    name: link_title(link),
                    country: unstated(country),
                    ..row(*sum, words)
                })
                .collect(),
            countries: countries
                .iter()
                .map(|(country, sum)| FlowRow {
                    country: unstated(country),
                    ..row(*sum, words)
                })
                .collect(),
            more,
        }
    }
}

fn row(sum: Sum, words: &Words) -> FlowRow {
    let day = |day: Option<NaiveDate>| {
        let date = day.and_then(|day| Edtf::day(day).ok());
        date.map_or_else(
            || words.t("layout-not-stated").to_owned(),
            |date| date_in_words(&date, words),
        )
    };
    FlowRow {
        href: String::new(),
        name: String::new(),
        country: String::new(),
        count: sum.count,
        first: day(sum.first),
        last: day(sum.last),
    }
}

/// What an organization with its seat in `seat` handed over and received, from country to country.
pub fn map(seat: &str, out: &flows::Flows, into: &flows::Flows, words: &Words) -> Option<Map> {
    let leg = |from: &str, to: &str| Leg {
        from: from.to_owned(),
        to: to.to_owned(),
        kind: "step",
    };
    let there = out.countries.iter().map(|(country, _)| leg(seat, country));
    let back = into.countries.iter().map(|(country, _)| leg(country, seat));
    let legs = there.chain(back).filter(|leg| leg.from != leg.to);
    maps(&[legs.collect()], false, words).pop().flatten()
}

/// The way of a transfer from country to country.
pub(super) fn route_map(what: &NewTransfer, words: &Words) -> Option<Map> {
    let way = what.way();
    let legs = way.windows(2).filter_map(|pair| match pair {
        [from, to] => Some(Leg {
            from: (*from).to_owned(),
            to: (*to).to_owned(),
            kind: "step",
        }),
        _ => None,
    });
    maps(&[legs.collect()], true, words).pop().flatten()
}
