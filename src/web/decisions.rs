//! Decisions about readings on pages: what was decided, and who stands behind it.

use chrono::{DateTime, Utc};

use super::views::{self, Badge, date_in_words};
use crate::{
    domain::{
        dates::Edtf,
        readings::{self as decisions, Decision},
        records::{Record, State},
    },
    error::Say,
    service::readings::Stand,
    words::Words,
};

/// A decision beside a reading.
pub struct StandView {
    /// The word of the verdict, for its style.
    pub verdict: &'static str,
    /// The verdict, in words.
    pub label: String,
    /// Who proposed and accepted it, or what it waits for.
    pub said: String,
    /// Whether a second person has accepted it.
    pub counts: bool,
    /// Its days and rule, for decisions that stand apart.
    pub days: String,
    /// Why.
    pub reason: String,
    /// That it was made for an earlier transcription; empty when it was not.
    pub outdated: String,
    /// Address of its page.
    pub href: String,
    /// Its reference.
    pub reference: String,
    /// Its state, unless it is in the catalogue.
    pub state: Option<Badge>,
}

/// A decision, in words.
pub fn stand_view(stand: &Stand, words: &Words) -> StandView {
    let decision = &stand.decision;
    let verdict = decisions::VERDICTS
        .iter()
        .find(|word| **word == decision.what.verdict)
        .copied()
        .unwrap_or_default();
    StandView {
        verdict,
        label: words.label("verdict", verdict).into_owned(),
        said: said(
            decision.head.state,
            (&stand.proposed_by, &stand.accepted_by),
            stand.accepted_at,
            words,
        ),
        counts: decision.counts(),
        days: what_it_reads(decision, words),
        reason: decision.what.reason.clone(),
        outdated: match decision.outdated {
            true => words.t("readings-outdated").to_owned(),
            false => String::new(),
        },
        href: decision.head().path(),
        reference: decision.head.r#ref.to_string(),
        state: views::state_badge(&decision.head, words),
    }
}

/// `May 2023, read from “35K” by ti.ym`; empty for decisions about the whole mark.
pub fn what_it_reads(decision: &Decision, words: &Words) -> String {
    let what = &decision.what;
    let days = what
        .date
        .as_ref()
        .map_or_else(String::new, |date| date_in_words(date, words));
    let key = match (what.rule.is_empty(), what.token.is_empty()) {
        (true, _) => return days,
        (false, true) => "readings-days-by-rule",
        (false, false) => "readings-days-from-word",
    };
    let say = Say::new(key)
        .with("days", days)
        .with("token", &what.token)
        .with("rule", &what.rule);
    words.say(&say)
}

/// Who stands behind a decision: who proposed and who accepted it, and when.
pub fn said(state: State, (author, who): (&str, &str), at: Option<DateTime<Utc>>, words: &Words) -> String {
    let when = at.map_or_else(String::new, |at| {
        let day = Edtf::day(at.date_naive());
        day.map_or_else(|_say| String::new(), |day| date_in_words(&day, words))
    });
    let named = !author.is_empty();
    let key = match (state, named) {
        (State::Accepted, true) if !who.is_empty() => "readings-stands-named",
        (State::Accepted, _) => "readings-stands",
        (State::Submitted, true) => "readings-waits-named",
        (State::Submitted, false) => "readings-waits",
        (State::Draft, _) => "readings-drafted",
        (State::Returned, _) => "readings-returned",
        (State::Withdrawn, _) => "readings-withdrawn",
    };
    let say = Say::new(key).with("author", author).with("who", who).with("when", when);
    words.say(&say)
}
