//! The date of a unit in words: asked for once, told alike by the page, the chart, the JSON and the command line.

use std::sync::Arc;

use super::{
    State,
    actor::Caller,
    api::readings::reason,
    throttle,
    views::{date_in_words, link_title},
};
use crate::{
    domain::{
        dates::Edtf,
        dating::{Bar, Bound, Candidate, Change, Lag, MAY_BE_NO_DATE},
        records::Record,
        refs::Ref,
        release::Released,
        rules::span::Span,
        units::Unit,
    },
    error::{Error, Result, Say},
    service::{
        self,
        dating::{Asked, Dated, Ending, Gist, Ground},
    },
    words::Words,
};

mod proof;

pub use proof::{Step, StepLink, steps};

/// The date of a unit as this caller may know it. What it rests on is read in one transaction, the marks outside of it.
///
/// # Errors
/// `NotFound`.
pub async fn dated(state: &State, caller: &Caller, reference: Ref) -> Result<Arc<Dated>> {
    let (ctx, memory) = (caller.ctx(), Arc::clone(&state.dates));
    let asked = state
        .db
        .read(move |conn| service::dating::ask(conn, &ctx, &memory, &reference))
        .await?;
    match asked {
        Asked::Known(known) => Ok(known),
        Asked::New(material) => {
            // Reading hundreds of marks takes a tenth of a second: one after another, so that it never takes every processor.
            let turn = throttle::turn(caller).await?;
            let (memory, rules) = (Arc::clone(&state.dates), Arc::clone(&state.rules));
            tokio::task::spawn_blocking(move || {
                let _turn = turn;
                memory.work_out(&rules, *material)
            })
            .await
            .map_err(Error::internal)
        }
    }
}

/// What the date of a unit that the caller was shown comes to, remembered or worked out now.
///
/// # Errors
/// As [`dated`].
pub async fn gist(state: &State, caller: &Caller, unit: &Released<Unit>) -> Result<Gist> {
    let (ctx, memory, asked) = (caller.ctx(), Arc::clone(&state.dates), unit.clone());
    let known = state
        .db
        .glance(move |conn| service::dating::known(conn, &ctx, &memory, &asked))
        .await?;
    match known {
        Some(known) => Ok(known),
        None => dated(state, caller, unit.head().r#ref)
            .await
            .map(|dated| Gist::of(&dated)),
    }
}

/// A day as people write it.
pub fn day(day: chrono::NaiveDate, words: &Words) -> String {
    Edtf::day(day).map_or_else(|_say| day.to_string(), |date| date_in_words(&date, words))
}

/// Days as people write them: a year or a month where they are exactly that.
pub fn span(span: Span, words: &Words) -> String {
    let text = span.edtf();
    Edtf::parse(&text).map_or(text, |date| date_in_words(&date, words))
}

/// A lag as people say it: `0 to 230 days`.
pub fn lag(lag: Lag, words: &Words) -> String {
    let say = match lag.least == lag.most {
        true => Say::new("dating-days").with("days", lag.most),
        false => Say::new("dating-days-between")
            .with("least", lag.least)
            .with("most", lag.most),
    };
    words.say(&say)
}

/// The one sentence that matters.
pub fn sentence(gist: &Gist, words: &Words) -> String {
    let say = match (gist.certain, gist.lag, gist.ending) {
        _ if gist.contradiction => Say::new("dating-contradiction"),
        (Some(_), Some(days), Some(Ending::Use)) => Say::new("dating-lead-use").with("lag", lag(days, words)),
        (Some(_), Some(days), _) => Say::new("dating-lead-recovery").with("lag", lag(days, words)),
        (Some(first), None, _) => Say::new("dating-lead-bound").with("day", day(first, words)),
        (None, _, _) => match gist.likely {
            Some(first) => Say::new("dating-lead-likely").with("day", day(first, words)),
            None if !gist.has_components => Say::new("dating-lead-no-components"),
            None if !gist.has_marks => Say::new("dating-lead-no-marks"),
            None => Say::new("dating-lead-nothing"),
        },
    };
    words.say(&say)
}

/// What stands beside the one sentence: between which days it was assembled.
pub fn bounds(gist: &Gist, words: &Words) -> String {
    let say = match (gist.certain, gist.latest) {
        (Some(first), Some(last)) if gist.contradiction => Say::new("dating-bounds-contradict")
            .with("first", day(first, words))
            .with("last", day(last, words)),
        (Some(first), Some(last)) => Say::new("dating-bounds-window")
            .with("first", day(first, words))
            .with("last", day(last, words)),
        (Some(_), None) => Say::new("dating-bounds-open"),
        (None, Some(last)) => Say::new("dating-bounds-last").with("last", day(last, words)),
        (None, None) => return String::new(),
    };
    words.say(&say)
}

/// What the likely bound adds to the certain one; empty when it adds nothing.
pub fn likely(gist: &Gist, words: &Words) -> String {
    match gist.likely {
        Some(first) if gist.certain.is_some_and(|certain| certain < first) => {
            words.say(&Say::new("dating-likely-later").with("day", day(first, words)))
        }
        _ => String::new(),
    }
}

/// The name of a component, or its reference.
pub fn component(dated: &Dated, id: i64) -> (String, String) {
    match dated.components.get(&id) {
        Some(link) => (link_title(link), link.path()),
        None => (String::new(), dated.unit.head().path()),
    }
}

/// The text of a mark, and its address.
pub fn mark(dated: &Dated, id: i64) -> (String, String) {
    match dated.marks.get(&id) {
        Some(mark) => (mark.text.clone(), mark.link.path()),
        None => (String::new(), dated.unit.head().path()),
    }
}

/// The candidate that a bound rests on, and what it rests on itself.
pub fn deciding<'d>(dated: &'d Dated, bound: &Bound) -> Option<(&'d Candidate, &'d Ground)> {
    let candidate = dated.candidates(bound.mark).get(bound.reading)?;
    let ground = dated.marks.get(&bound.mark)?.grounds.get(bound.reading)?;
    Some((candidate, ground))
}

/// The title of a rule that read one of a mark's words; a reading of a person's own has none.
pub fn rule_title(dated: &Dated, mark: i64, rule: &str, words: &Words) -> String {
    if rule.is_empty() {
        return words.t("dating-own-reading").to_owned();
    }
    let grounds = dated.marks.get(&mark).map_or(&[][..], |mark| mark.grounds.as_slice());
    let mut schemes = grounds.iter().filter_map(|ground| ground.scheme.as_ref());
    let found = schemes.find(|scheme| scheme.id == rule);
    found.map_or_else(|| rule.to_owned(), |scheme| scheme.title.clone())
}

/// A reason to look again at a mark, its dates as people write them.
pub fn doubt(say: &Say, words: &Words) -> String {
    let mut say = say.clone();
    for (name, value) in &mut say.args {
        if matches!(*name, "date" | "day")
            && let Ok(date) = Edtf::parse(value)
        {
            *value = date_in_words(&date, words);
        }
    }
    words.say(&say)
}

/// Why a reading does not live, or what the word may be instead; empty for a reading that simply counts.
pub fn remark(one: &Candidate, ground: &Ground, bar: Option<&Bar>, words: &Words) -> String {
    let rival = ground.reasons_against.iter().find(|why| why.key == "reading-explained");
    match (bar.and_then(|bar| bar.why.as_ref()), rival) {
        (Some(why), _) => words.say(why),
        (None, Some(rival)) if one.is(MAY_BE_NO_DATE) => reason(rival, words),
        (None, _) => String::new(),
    }
}

/// What would move the bound, and where to.
pub fn change(dated: &Dated, change: &Change, words: &Words) -> String {
    let mut why = change.why.clone();
    for (name, value) in &mut why.args {
        if *name == "rule" {
            *value = rule_title(dated, change.mark, value, words);
        }
    }
    why = why
        .with("mark", mark(dated, change.mark).0)
        .with("component", component(dated, change.piece).0);
    let then = match change.day {
        Some(to) => words.say(&Say::new("dating-then").with("day", day(to, words))),
        None => words.t("dating-then-none").to_owned(),
    };
    format!("{} {then}", words.say(&why))
}
