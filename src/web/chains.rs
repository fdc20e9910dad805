//! Candidate chains in words: told alike by the page, the drawing, the JSON and the command line.

use chrono::NaiveDate;

use super::{State, actor::Caller, dating, throttle, views};
use crate::{
    domain::{records::Shelf, refs::Ref, rules::span::Span},
    error::{Error, Result, Say},
    service::{
        self,
        chains::{Chain, Diversion, Found, Gap, Piece, Step, Through, Who},
    },
    words::Words,
};

/// The candidate chains of a component as this caller may know them.
///
/// # Errors
/// `NotFound`.
pub async fn found(state: &State, caller: &Caller, reference: Ref) -> Result<Found> {
    // Marks are read and thousands of records weighed: one after another, so that it never takes every processor.
    let turn = throttle::turn(caller).await?;
    let ctx = caller.ctx();
    state
        .db
        .read(move |conn| {
            let _turn = turn;
            service::chains::of_component(conn, &ctx, &reference)
        })
        .await
}

/// The components that could have come through a transfer or an organization, as this caller may know them.
///
/// # Errors
/// `NotFound`.
pub async fn through(state: &State, caller: &Caller, shelf: Shelf, reference: Ref) -> Result<Through> {
    let turn = throttle::turn(caller).await?;
    let ctx = caller.ctx();
    state
        .db
        .read(move |conn| {
            let _turn = turn;
            match shelf {
                Shelf::Organizations => service::chains::of_organization(conn, &ctx, &reference),
                Shelf::Transfers => service::chains::of_transfer(conn, &ctx, &reference),
                _ => Err(Error::NotFound(shelf.as_str())),
            }
        })
        .await
}

/// What a party is called: its name, else its country, else that it is not known.
pub fn name(who: &Who, words: &Words) -> String {
    match (who.name.is_empty(), views::country(&who.country, words)) {
        (false, _) => who.name.clone(),
        (true, country) if !country.is_empty() => country,
        _ => words.t("chains-nobody").to_owned(),
    }
}

/// A party with its country, where both are known.
pub fn placed(who: &Who, words: &Words) -> String {
    let country = views::country(&who.country, words);
    match (who.name.is_empty(), country.is_empty()) {
        (false, false) => format!("{} ({country})", who.name),
        _ => name(who, words),
    }
}

/// Between which days something happened.
pub fn when(days: (Option<NaiveDate>, Option<NaiveDate>), words: &Words) -> String {
    match days {
        (Some(first), Some(last)) if first == last => dating::day(first, words),
        (Some(first), Some(last)) => dating::span(Span { first, last }, words),
        (Some(first), None) => words.say(&Say::new("chains-not-before").with("day", dating::day(first, words))),
        (None, Some(last)) => words.say(&Say::new("chains-not-after").with("day", dating::day(last, words))),
        (None, None) => words.t("chains-undated").to_owned(),
    }
}

/// How long a gap lasted.
pub fn length(gap: &Gap, words: &Words) -> String {
    let say = match gap.days_max {
        None if gap.days_min == 0 => Say::new("chains-gap-unbounded"),
        None => Say::new("chains-gap-at-least").with("days", gap.days_min),
        Some(most) if most == gap.days_min => Say::new("chains-gap-days").with("days", most),
        Some(most) => Say::new("chains-gap-between")
            .with("least", gap.days_min)
            .with("most", most),
    };
    words.say(&say)
}

/// Where the last authorised custodian let go, as a sentence without its full stop; `None` where nobody knows.
pub fn diversion(chain: &Chain, words: &Words) -> Option<String> {
    let (Diversion::Stated(at) | Diversion::InGap(at)) = chain.diversion else {
        return None;
    };
    let say = match chain.links.get(at)? {
        Piece::Step(step) => Say::new("chains-diversion-stated")
            .with("by", placed(&step.from, words))
            .with("to", placed(&step.to, words))
            .with("when", when((step.earliest, step.latest), words)),
        Piece::Gap(gap) if gap.is_last() => Say::new("chains-diversion-last").with("by", placed(&gap.from, words)),
        Piece::Gap(gap) => Say::new("chains-diversion-gap")
            .with("by", placed(&gap.from, words))
            .with("to", placed(&gap.to, words)),
    };
    Some(words.say(&say))
}

/// The grades of a step's records, best first, none twice; empty where nobody graded one.
pub fn grades(step: &Step) -> String {
    let mut all: Vec<String> = Vec::new();
    for one in &step.transfers {
        let grade = format!("{}{}", one.what.reliability, one.what.credibility);
        if !grade.is_empty() && !all.contains(&grade) {
            all.push(grade);
        }
    }
    all.join(", ")
}

/// What is missing where no chain was found: one sentence each.
pub fn missing(found: &Found, words: &Words) -> Vec<String> {
    let mut keys = Vec::new();
    if found.component.part.is_none() {
        keys.push("chains-missing-part");
    }
    match (found.has_marks, found.made) {
        (false, _) => keys.push("chains-missing-marks"),
        (true, None) => keys.push("chains-missing-date"),
        (true, Some(_)) => {}
    }
    if found.recovered.is_none() {
        keys.push("chains-missing-end");
    }
    keys.push(match (found.has_keys, found.looked_at) {
        (false, _) => "chains-missing-keys",
        (true, 0) => "chains-missing-transfers",
        (true, _) => "chains-missing-fit",
    });
    keys.into_iter().map(|key| words.t(key).to_owned()).collect()
}

/// Why a component is told to have been able to come this way.
pub fn reason(one: &service::chains::Carried, words: &Words) -> String {
    let say = Say::new("chains-through-reason")
        .with("count", one.count)
        .with("matched", words.t(one.matched.key()));
    words.say(&say)
}
