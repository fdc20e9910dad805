//! Is a mark plausible beside the others, beside its part and beside what was published of it? Reasons to look again at a
//! mark; never a verdict. What the mark alone tells is said by `markings::reading::suspicion`.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use crate::{
    domain::{dates::Edtf, rules::span::Span, text::fold_name},
    error::Say,
};

/// How many months a name may stay on parts after its firm went into another: makers use up names and logos for years.
const NAME_STAYS: Months = Months::new(120);
/// The measures under which a published date of production is filed as a claim, folded.
const MEASURES: [&str; 6] = [
    "date of production",
    "production date",
    "date of manufacture",
    "manufacturing date",
    "дата виготовлення",
    "дата виробництва",
];

/// What is known of a mark besides its readings.
#[derive(Debug, Clone, Default)]
pub struct Clue {
    /// The mark.
    pub mark: i64,
    /// The name of the maker, or of the brand where the maker is not stated.
    pub maker: String,
    /// Lots that the mark names.
    pub lots: Vec<String>,
    /// Countries that the mark or the record names as origin, as two-letter codes.
    pub origins: Vec<String>,
    /// All the days its readings mean that pass the threshold of display.
    pub span: Option<Span>,
    /// The first day on which the name can stand on a part.
    pub name_since: Option<NaiveDate>,
    /// The last day of the firm under that name, and what it went into.
    pub name_until: Option<(NaiveDate, String)>,
    /// The number of the part and the first day on which one can have been made.
    pub introduced: Option<(String, NaiveDate)>,
    /// The number of the part and the last day on which one can have been made.
    pub last_made: Option<(String, NaiveDate)>,
    /// Dates of production that were published of it.
    pub published: Vec<Edtf>,
}

/// True for a claim that tells when something was made.
pub fn is_production(measure: &str) -> bool {
    MEASURES.contains(&fold_name(measure).as_str())
}

/// Reasons to look again at marks, each with its mark, in the order of the clues.
pub fn suspicions(clues: &[Clue]) -> Vec<(i64, Say)> {
    let lots = origins_of_lots(clues);
    let mut found = Vec::new();
    for clue in clues {
        let mut add = |say: Say| found.push((clue.mark, say));
        for lot in &clue.lots {
            let countries = lots.get(&key(clue, lot)).map_or(&[][..], Vec::as_slice);
            if countries.len() > 1 && !clue.origins.is_empty() {
                let say = Say::new("dating-suspicion-two-origins").with("lot", lot);
                add(say.with("countries", countries.join(", ")));
            }
        }
        if let Some(span) = clue.span {
            dates(clue, span, &mut add);
        }
    }
    found
}

/// The countries under which each lot of each maker is found in the unit.
fn origins_of_lots(clues: &[Clue]) -> BTreeMap<(String, String), Vec<String>> {
    let mut lots: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for clue in clues.iter().filter(|clue| !clue.maker.is_empty()) {
        for lot in &clue.lots {
            let origins = lots.entry(key(clue, lot)).or_default();
            // A mark that lists several countries lists alternatives and tells nothing of this lot.
            if let [only] = clue.origins.as_slice()
                && !origins.contains(only)
            {
                origins.push(only.clone());
            }
        }
    }
    lots
}

fn key(clue: &Clue, lot: &str) -> (String, String) {
    (fold_name(&clue.maker), lot.to_owned())
}

/// What does not agree with the days of the mark.
fn dates(clue: &Clue, span: Span, add: &mut impl FnMut(Say)) {
    if let Some(since) = clue.name_since.filter(|since| span.last < *since) {
        let say = Say::new("suspicion-name-too-young").with("maker", &clue.maker);
        add(say.with("day", since));
    }
    if let Some((until, into)) = &clue.name_until
        && until
            .checked_add_months(NAME_STAYS)
            .is_some_and(|gone| span.first > gone)
    {
        let say = Say::new("dating-suspicion-name-ended").with("maker", &clue.maker);
        add(say.with("into", into).with("day", until));
    }
    if let Some((number, day)) = clue.introduced.as_ref().filter(|(_, day)| span.last < *day) {
        add(Say::new("dating-suspicion-introduced")
            .with("part", number)
            .with("day", day));
    }
    if let Some((number, day)) = clue.last_made.as_ref().filter(|(_, day)| span.first > *day) {
        add(Say::new("dating-suspicion-last-made")
            .with("part", number)
            .with("day", day));
    }
    for date in &clue.published {
        let before = date.latest().is_some_and(|last| last < span.first);
        let after = date.earliest().is_some_and(|first| first > span.last);
        if before || after {
            add(Say::new("dating-suspicion-published").with("date", date));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(first: &str, last: &str) -> Option<Span> {
        Some(Span {
            first: first.parse().unwrap(),
            last: last.parse().unwrap(),
        })
    }

    fn keys(clues: &[Clue]) -> Vec<(i64, &'static str)> {
        suspicions(clues)
            .into_iter()
            .map(|(mark, say)| (mark, say.key))
            .collect()
    }

    #[test]
    fn one_lot_of_one_maker_comes_from_one_country() {
        let clue = |mark, maker: &str, origin: &str| Clue {
            mark,
            maker: maker.into(),
            lots: vec!["4A77".into()],
            origins: vec![origin.into()],
            ..Clue::default()
        };
        let two = [clue(1, "Example Works", "MY"), clue(2, "EXAMPLE works", "PH")];
        assert_eq!(
            keys(&two),
            [(1, "dating-suspicion-two-origins"), (2, "dating-suspicion-two-origins")]
        );
        assert_eq!(keys(&[clue(1, "A", "MY"), clue(2, "A", "MY")]), []);
        assert_eq!(keys(&[clue(1, "A", "MY"), clue(2, "B", "PH")]), []);
        let mut listed = clue(2, "A", "PH");
        listed.origins.push("MY".into());
        assert_eq!(keys(&[clue(1, "A", "MY"), listed]), []);
    }

    #[test]
    fn names_parts_and_published_dates_are_held_against_the_days() {
        let clue = Clue {
            mark: 7,
            maker: "Example".into(),
            span: span("2021-05-01", "2021-05-31"),
            name_since: Some("2022-01-01".parse().unwrap()),
            name_until: Some(("2005-06-30".parse().unwrap(), "Other".into())),
            introduced: Some(("X1".into(), "2021-06-01".parse().unwrap())),
            last_made: Some(("X1".into(), "2021-04-30".parse().unwrap())),
            published: vec![Edtf::parse("2025-01").unwrap(), Edtf::parse("2021").unwrap()],
            ..Clue::default()
        };
        assert_eq!(
            keys(&[clue]).into_iter().map(|(_, key)| key).collect::<Vec<_>>(),
            [
                "suspicion-name-too-young",
                "dating-suspicion-name-ended",
                "dating-suspicion-introduced",
                "dating-suspicion-last-made",
                "dating-suspicion-published"
            ]
        );
        assert!(is_production("Date of production") && is_production("Дата виготовлення"));
        assert!(!is_production("missiles launched"));
    }
}
