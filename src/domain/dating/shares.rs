//! Shares of components, each with what it is a share of.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::{Piece, weighing::Weighed};

/// Counts by a property, with what they are counted among.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shares {
    /// Each value with its count, largest first.
    pub parts: Vec<(String, u64)>,
    /// How many have a value at all.
    pub known: u64,
    /// How many components are documented.
    pub documented: u64,
    /// True when some are counted as "at least": then no percentage can be given.
    pub at_least: bool,
}

impl Shares {
    pub(super) fn of(pieces: &[Piece], of: impl Fn(&Piece) -> Option<String>) -> Shares {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        let mut shares = Shares::default();
        for piece in pieces {
            shares.documented = shares.documented.saturating_add(piece.count);
            shares.at_least |= !piece.counted;
            if let Some(value) = of(piece) {
                shares.known = shares.known.saturating_add(piece.count);
                let count = counts.entry(value).or_default();
                *count = count.saturating_add(piece.count);
            }
        }
        shares.parts = counts.into_iter().collect();
        shares.parts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        shares
    }
}

/// The year of production of a piece, where its best live reading lies within one year.
pub(super) fn year(weighed: &[Weighed<'_>], piece: &Piece) -> Option<String> {
    let mine = weighed.iter().filter(|one| one.piece.id == piece.id);
    let best = mine.filter_map(|one| Some(one.mark.readings.get(one.row.best?)?.span));
    let span = best.max_by_key(|span| span.first)?;
    // A week may begin in the last days of the year before; the year of its middle is the year it is counted in.
    let days = (span.last - span.first).num_days();
    let middle = span.first + chrono::Duration::days(days / 2);
    (span.last.year() - span.first.year() <= 1 && days <= 366).then(|| middle.year().to_string())
}
