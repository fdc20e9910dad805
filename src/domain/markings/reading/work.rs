//! How much is done for one mark.
//!
//! A mark of two thousand unreadable characters can mean nearly everything. What is looked at is therefore counted, in steps and
//! not in time, so that a mark is read alike on every machine. When the count is used up, the rules that were not tried everywhere
//! are told together, see [`super::crowd`].

use crate::error::Say;

/// The flag of a mark that was not read to the end.
pub(super) const CUT_SHORT: &str = "cut_short";

/// Steps for laying patterns along the mark.
const LAYING: u32 = 62_000;
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
        take(&mut self.laying, steps)
    }

    /// Takes steps for turning fields into days; false when there are none left.
    pub(super) fn date(&mut self, steps: usize) -> bool {
        take(&mut self.dating, steps)
    }

    /// True when nothing is left for laying patterns.
    pub(super) fn laying_is_over(&self) -> bool {
        self.laying == 0
    }

    /// True when nothing is left for turning fields into days.
    pub(super) fn dating_is_over(&self) -> bool {
        self.dating == 0
    }

    /// Something was left out that no reading stands for.
    pub(super) fn cut(&mut self) {
        self.cut = true;
    }

    /// The reason, when something was left out.
    pub(super) fn left_out(&self) -> Option<Say> {
        self.cut.then(|| Say::new("reading-cut-short"))
    }
}

fn take(left: &mut u32, steps: usize) -> bool {
    let steps = u32::try_from(steps).unwrap_or(u32::MAX);
    let enough = *left > steps;
    *left = left.saturating_sub(steps);
    enough
}
