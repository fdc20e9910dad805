//! What a search asks for and how its answers are told apart.

use super::{
    records::{Link, Shelf},
    text,
};

/// How a term answers a query. The order is the order of the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// The same, punctuation and case aside.
    Same,
    /// Begins with it.
    Begins,
    /// Contains it.
    Contains,
}

impl Match {
    /// The word for the Fluent key `match-<word>`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Match::Same => "same",
            Match::Begins => "begins",
            Match::Contains => "contains",
        }
    }

    /// How `folded` answers a query folded to `query`.
    pub fn of(query: &str, folded: &str) -> Match {
        if folded == query {
            Match::Same
        } else if folded.starts_with(query) {
            Match::Begins
        } else {
            Match::Contains
        }
    }
}

/// The shelves that a search looks through, most telling first.
pub const SHELVES: [Shelf; 10] = [
    Shelf::Parts,
    Shelf::Organizations,
    Shelf::Units,
    Shelf::Weapons,
    Shelf::Components,
    Shelf::Markings,
    Shelf::Incidents,
    Shelf::Transfers,
    Shelf::Claims,
    Shelf::Sources,
];

/// One answer, with the reason for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub link: Link,
    /// How it answers.
    pub how: Match,
    /// The field that answers.
    pub field: String,
    /// Its text as written.
    pub shown: String,
    /// Its text as compared.
    pub folded: String,
}

/// Where a list of uses stands: everything after it, by term and record, comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// The last folded term shown.
    pub folded: String,
    /// The last record shown under it.
    pub record: i64,
}

/// A query as compared: letters and digits only. At most 120 characters, as terms are.
pub fn fold(query: &str) -> String {
    text::fold_part(query).chars().take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_case_and_spaces_do_not_matter() {
        for typed in ["adsp 21065l", "ADSP-21065L", "АDSP21065L"] {
            assert_eq!(fold(typed), "ADSP21065L");
        }
    }

    #[test]
    fn a_match_is_named_by_its_closeness() {
        assert_eq!(Match::of("21065", "ADSP21065L"), Match::Contains);
        assert_eq!(Match::of("ADSP", "ADSP21065L"), Match::Begins);
        assert_eq!(Match::of("ADSP21065L", "ADSP21065L"), Match::Same);
    }
}
