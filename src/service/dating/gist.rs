//! What a date comes to, small enough to be remembered of every unit.

use chrono::NaiveDate;

use super::{Dated, Ending};
use crate::domain::dating::Lag;

/// What a date comes to, without its proof: what a unit's own page tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gist {
    /// Not assembled before this day, for certain.
    pub certain: Option<NaiveDate>,
    /// Not assembled before this day, by the accepted or best readings.
    pub likely: Option<NaiveDate>,
    /// Not assembled after this day.
    pub latest: Option<NaiveDate>,
    /// Days from production to use.
    pub lag: Option<Lag>,
    /// Whether some date must be wrong.
    pub contradiction: bool,
    /// What happened on the last day.
    pub ending: Option<Ending>,
    /// Whether there is a component to be dated.
    pub has_components: bool,
    /// Whether there is a mark on one of them.
    pub has_marks: bool,
}

impl Gist {
    /// What a date comes to.
    pub fn of(dated: &Dated) -> Gist {
        let dating = &dated.dating;
        Gist {
            certain: dating.certain.as_ref().map(|bound| bound.day),
            likely: dating.likely.as_ref().map(|bound| bound.day),
            latest: dating.latest,
            lag: dating.lag,
            contradiction: dating.contradiction,
            ending: dated.end.as_ref().map(|end| end.ending),
            has_components: !dated.pieces.is_empty(),
            has_marks: !dated.marks.is_empty(),
        }
    }
}
