//! How much is done for one mark.
//!
//! A mark of two thousand unreadable characters can mean nearly everything. What is looked at is therefore counted, in steps and
//! not in time, so that a mark is read alike on every machine; and when the count is used up the result says so.

use crate::error::Say;

/// The flag of a mark that was not read to the end.
pub(super) const CUT_SHORT: &str = "cut_short";

/// Steps for laying patterns along the mark.
const LAYING: u32 = 65_000;
/// Steps for turning what was laid into days.
const DATING: u32 = 100_000;

/// What is left to be done for one mark.
#[derive(Debug, Clone)]
pub(super) struct Work {
    laying: u32,
    dating: u32,
    cut: bool,
}

impl Work {
    /// All of it.
    pub(super) fn new() -> Work {
        Work {
            laying: LAYING,
            dating: DATING,
            cut: false,
        }
    }

    /// Takes steps for laying patterns; false when there are none left.
    pub(super) fn lay(&mut self, steps: usize) -> bool {
        take(&mut self.laying, steps, &mut self.cut)
    }

    /// Takes steps for turning fields into days; false when there are none left.
    pub(super) fn date(&mut self, steps: usize) -> bool {
        take(&mut self.dating, steps, &mut self.cut)
    }

    /// Something was left out.
    pub(super) fn cut(&mut self) {
        self.cut = true;
    }

    /// The reason, when something was left out.
    pub(super) fn left_out(&self) -> Option<Say> {
        self.cut.then(|| Say::new("reading-cut-short"))
    }
}

fn take(left: &mut u32, steps: usize, cut: &mut bool) -> bool {
    let steps = u32::try_from(steps).unwrap_or(u32::MAX);
    match left.checked_sub(steps) {
        Some(rest) => {
            *left = rest;
            true
        }
        None => {
            *left = 0;
            *cut = true;
            false
        }
    }
}
