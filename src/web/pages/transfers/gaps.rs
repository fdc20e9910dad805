//! What the record of a transfer leaves open.

use crate::{
    domain::{
        records::Link,
        transfers::{Line, Side, Transfer},
    },
    words::Words,
};

/// What a reader would want to know and the record does not tell.
pub(super) fn of(transfer: &Transfer, words: &'static Words) -> Vec<&'static str> {
    let Transfer { what, from, to, .. } = transfer;
    let nobody = |side: &Side, link: &Option<Link>| side.name.is_empty() && link.is_none();
    let uncounted = !what.lines.is_empty() && what.lines.iter().all(|line| line.quantity.is_none());
    let marked = |line: &Line| {
        [&line.lot, &line.serial_from, &line.date_code]
            .iter()
            .any(|mark| !mark.is_empty())
    };
    // Only parts bear marks that could be compared with what was found.
    let parts = what
        .lines
        .iter()
        .any(|line| !line.part_number.is_empty() || line.link.is_some());
    let unmarked = parts && !what.lines.iter().any(marked);
    let unplaced = what.route.is_empty() && what.transit_countries.is_empty();
    let undated = what.days() == (None, None);
    let gaps = [
        (nobody(&what.from, from), "transfers-gap-from"),
        (nobody(&what.to, to), "transfers-gap-to"),
        (undated, "transfers-gap-when"),
        (what.lines.is_empty() && what.goods.is_empty(), "transfers-gap-what"),
        (uncounted, "transfers-gap-how-many"),
        (unmarked, "transfers-gap-marks"),
        (unplaced, "transfers-gap-way"),
        (transfer.source.is_none(), "transfers-gap-source"),
    ];
    gaps.into_iter()
        .filter(|(missing, _)| *missing)
        .map(|(_, key)| words.t(key))
        .collect()
}
