//! Two organizations that may be one, put before a person, and what that person said.

use chrono::{DateTime, Utc};

use crate::error::Say;

/// How far a pair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Nobody has decided.
    Open,
    /// They are one: the one was merged into the other.
    Same,
    /// They are two.
    Different,
}

impl Standing {
    /// All of them, for filters.
    pub const ALL: [Standing; 3] = [Standing::Open, Standing::Same, Standing::Different];

    /// The word in the database and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Standing::Open => "open",
            Standing::Same => "same",
            Standing::Different => "different",
        }
    }

    /// The standing that a word names.
    pub fn parse(word: &str) -> Option<Standing> {
        Standing::ALL.into_iter().find(|standing| standing.as_str() == word)
    }
}

/// A pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its number.
    pub id: i64,
    /// The older organization.
    pub one: i64,
    /// The other.
    pub other: i64,
    /// How likely they are one, in thousandths.
    pub score: i32,
    /// Why, most telling first.
    pub reasons: Vec<Say>,
    /// How far it is.
    pub standing: Standing,
    /// When it was found.
    pub found_at: DateTime<Utc>,
    /// When it was decided on.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why it was decided so.
    pub why: String,
}

/// A score in thousandths.
pub fn thousandths(score: f32) -> i32 {
    (0..=1_000_i16)
        .rev()
        .find(|step| f32::from(*step) / 1_000.0 <= score)
        .map_or(0, i32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_kept_in_thousandths() {
        assert_eq!(thousandths(0.0), 0);
        assert_eq!(thousandths(0.7256), 725);
        assert_eq!(thousandths(1.0), 1_000);
        assert_eq!(thousandths(f32::NAN), 0);
        for standing in Standing::ALL {
            assert_eq!(Standing::parse(standing.as_str()), Some(standing));
        }
    }
}
