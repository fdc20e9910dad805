//! Chains as the command line prints them.

use super::{kept::stand_view, sentence};
use crate::{
    error::{Error, Say},
    service::chains::{Found, Piece},
    web::{
        chains::{length, missing, placed, when},
        decisions::StandView,
    },
    words::Words,
};

/// The chains of a component as the command line prints them, line by line.
pub fn lines(found: &Found, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    if found.chains.is_empty() {
        lines.push(words.t("chains-lead-none").to_owned());
        lines.extend(missing(found, words));
    }
    for chain in &found.chains {
        let heading = Say::new("chains-heading")
            .with("rank", chain.rank)
            .with("score", format!("{:.2}", chain.score));
        lines.push(words.say(&heading));
        if let Some(stand) = found.stand_on(chain) {
            lines.push(stand_line(&stand_view(stand, words)));
        }
        lines.push(sentence(chain, words));
        for piece in &chain.links {
            lines.push(match piece {
                Piece::Step(step) => {
                    let reference = step.transfers.first().map(|one| one.head.r#ref.to_string());
                    let (from, to) = (placed(&step.from, words), placed(&step.to, words));
                    let days = when((step.earliest, step.latest), words);
                    let matched = words.t(step.matched.key());
                    format!("  {from} → {to}; {days}; {matched}; {}", reference.unwrap_or_default())
                }
                Piece::Gap(gap) => {
                    let (from, to) = (placed(&gap.from, words), placed(&gap.to, words));
                    format!("  {from} ⇢ {to}; {}", length(gap, words))
                }
            });
        }
        lines.extend(chain.reasons.iter().map(|say| format!("  - {}", words.say(say))));
        lines.push(String::new());
    }
    if found.cut_short {
        lines.push(words.t("chains-cut-short").to_owned());
    }
    lines.push(words.t("chains-proposed").to_owned());
    lines.push(words.t("layout-no-accusation").to_owned());
    lines
}

/// A decision on one line.
fn stand_line(stand: &StandView) -> String {
    let StandView {
        label, said, reason, ..
    } = stand;
    format!("  {label}: {said}; {reason} ({})", stand.reference)
}

/// What the command line says of a reference that names no component in sight.
pub fn unknown(given: &str) -> Error {
    Error::invalid("component", Say::new("chains-component-unknown").with("given", given))
}
