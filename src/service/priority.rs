//! The Common High Priority List: HS codes that sanctions authorities ask to be watched most. A signal, never a licence duty.

use std::sync::LazyLock;

/// The list as it ships; where it comes from stands in `reference/README.md`.
const FILE: &str = include_str!("../reference/chpl.csv");

/// A code of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The code as it is printed: `8542.31`.
    pub hs6: String,
    /// Its tier: `1`, `2`, `3.A`, `3.B`, `4.A` or `4.B`.
    pub tier: String,
    /// What the code covers.
    pub description: String,
}

static LIST: LazyLock<Vec<Listed>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(FILE.as_bytes());
    // The file is part of the program; a test reads every line of it.
    reader
        .records()
        .filter_map(|row| {
            let row = row.ok()?;
            let cell = |place: usize| row.get(place).map(str::to_owned);
            Some(Listed {
                hs6: cell(0)?,
                tier: cell(1)?,
                description: cell(2)?,
            })
        })
        .collect()
});

/// What the list says about a code, if it is on it.
pub fn find(hs6: &str) -> Option<&'static Listed> {
    LIST.iter().find(|listed| listed.hs6 == hs6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::Hs6;

    #[test]
    fn the_list_is_whole() {
        assert_eq!(LIST.len(), FILE.lines().count() - 1);
        assert_eq!(LIST.len(), 50);
        for listed in LIST.iter() {
            assert_eq!(Hs6::new(&listed.hs6, "2022").unwrap().dotted(), listed.hs6);
            assert!(["1", "2", "3.A", "3.B", "4.A", "4.B"].contains(&listed.tier.as_str()));
            assert!(!listed.description.is_empty());
        }
    }

    #[test]
    fn only_listed_codes_are_found() {
        assert_eq!(find("8542.31").map(|listed| listed.tier.as_str()), Some("1"));
        assert_eq!(find("8542.3"), None);
        assert_eq!(find(""), None);
    }
}
