//! Steps whose agreement rests on a part number that no line of a record states: it was read from the text, and a chain must say
//! so.

use super::{Piece, Step};
use crate::{
    domain::{
        chains::{Keys, Matched},
        text::fold_part,
        transfers::{self, Transfer},
    },
    error::Say,
};

/// What is to be said of such steps, once for each number.
pub(super) fn reasons(keys: &Keys, links: &[Piece]) -> Vec<Say> {
    let mut numbers: Vec<String> = Vec::new();
    for piece in links {
        let Piece::Step(step) = piece else { continue };
        if let Some(number) = read(keys, step)
            && !numbers.contains(&number)
        {
            numbers.push(number);
        }
    }
    let say = |number: String| Say::new("chain-reason-read-from-text").with("number", number);
    numbers.into_iter().map(say).collect()
}

/// The number, where every record of the step holds it in its words only.
fn read(keys: &Keys, step: &Step) -> Option<String> {
    if !matches!(step.matched, Matched::DateCode | Matched::Part | Matched::Family) {
        return None;
    }
    let mut number = None;
    for record in &step.transfers {
        number = Some(unstated(keys, record)?);
    }
    number
}

fn unstated(keys: &Keys, transfer: &Transfer) -> Option<String> {
    let is_known = |folded: &String| keys.parts.contains(folded);
    let lines = &transfer.what.lines;
    let stated = lines.iter().any(|line| {
        is_known(&fold_part(&line.part_number))
            || keys.families.contains(&fold_part(&line.family))
            || line.link.is_some()
    });
    if stated {
        return None;
    }
    let mut read = transfers::parts_read(&transfer.what).into_iter();
    read.find(|one| is_known(&one.folded)).map(|one| one.number)
}
