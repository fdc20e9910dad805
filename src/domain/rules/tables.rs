//! Tables: what the characters of a field mean. "C" is October, "2A" is weeks 26 and 27, "07" is July.
//!
//! The fields that are plain numbers (`{YY}`, `{WW}` …) are tables too, so that a field is read in one way only: by asking which
//! of its texts the characters of a mark can be.

use super::{
    entry::{Entry, RuleError},
    signs::{Alphabet, Sign, Signs},
};
use crate::error::Say;

/// What a text in a table stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// All four digits of the year.
    Year(i32),
    /// The last digits of the year: their value, and 10 or 100.
    YearEnd(i32, i32),
    /// A year that comes again after some years; the first number is one of them.
    YearCycle(i32, i32),
    /// A year of the calendar that the scheme names.
    CalendarYear(i32),
    /// The months from one to the other.
    Months(u32, u32),
    /// The weeks from one to the other; the second may lie in the next year.
    Weeks(u32, u32),
    /// A day of the month.
    Day(u32),
    /// A day of the year.
    DayOfYear(u32),
    /// A block of seven days of the month.
    WeekOfMonth(u32),
    /// Nothing: the table has no such text. Used to tell a misprint from another kind of mark.
    Nothing,
}

/// Which part of a date a table gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Of {
    /// The year.
    Year,
    /// The month, or a run of months.
    Month,
    /// The week, or a run of weeks.
    Week,
    /// The day of the month.
    Day,
    /// The day of the year.
    DayOfYear,
    /// The week of the month.
    WeekOfMonth,
}

impl Of {
    const WORDS: [(&'static str, Of); 6] = [
        ("year", Of::Year),
        ("month", Of::Month),
        ("week", Of::Week),
        ("day", Of::Day),
        ("day-of-year", Of::DayOfYear),
        ("week-of-month", Of::WeekOfMonth),
    ];
}

/// One text with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The text as signs.
    pub signs: Vec<Sign>,
    /// What it means.
    pub meaning: Meaning,
    /// False for a number that no calendar has (month 13): matched to be named, never to be read.
    pub sound: bool,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its word in patterns.
    pub id: String,
    /// Which part of a date it gives.
    pub of: Of,
    /// Its texts, sorted by their first sign.
    pub lines: Vec<Line>,
    /// Where the lines of each first sign begin and end.
    index: Vec<(Sign, usize, usize)>,
    /// The signs each place can hold.
    pub places: Vec<Signs>,
    /// The shortest text.
    pub shortest: usize,
    /// The longest.
    pub longest: usize,
}

impl Table {
    /// Builds a table from its lines.
    pub fn new(id: &str, of: Of, mut lines: Vec<Line>) -> Table {
        lines.sort_by(|a, b| a.signs.cmp(&b.signs));
        let mut index: Vec<(Sign, usize, usize)> = Vec::new();
        let mut places: Vec<Signs> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            match (line.signs.first(), index.last_mut()) {
                (Some(first), Some((sign, _, end))) if sign == first => *end = at + 1,
                (Some(first), _) => index.push((*first, at, at + 1)),
                (None, _) => {}
            }
            for (place, sign) in line.signs.iter().enumerate() {
                match places.get_mut(place) {
                    Some(signs) => signs.add(*sign),
                    None => places.push(Signs::one(*sign)),
                }
            }
        }
        let lengths = || lines.iter().map(|line| line.signs.len());
        Table {
            id: id.to_owned(),
            of,
            shortest: lengths().min().unwrap_or_default(),
            longest: lengths().max().unwrap_or_default(),
            lines,
            index,
            places,
        }
    }

    /// The lines whose first sign is in a set.
    pub fn beginning<'t, 's>(&'t self, signs: &'s Signs) -> impl Iterator<Item = &'t Line> + use<'t, 's> {
        let runs = self.index.iter().filter(|(sign, _, _)| signs.has(*sign));
        runs.flat_map(|(_, from, to)| self.lines.get(*from..*to).unwrap_or_default())
    }

    /// The same table with every other letter and digit meaning nothing, where all its texts are one character long.
    pub fn with_nothing(&self, alphabet: &Alphabet) -> Option<Table> {
        if self.longest != 1 {
            return None;
        }
        let known = self.places.first().copied().unwrap_or_default();
        let mut lines = self.lines.clone();
        let every = alphabet.latin_or_digit();
        for sign in (0_u16..128).filter(|sign| every.has(*sign) && !known.has(*sign)) {
            lines.push(Line {
                signs: vec![sign],
                meaning: Meaning::Nothing,
                sound: false,
            });
        }
        Some(Table::new(&self.id, self.of, lines))
    }

    /// Reads an entry `[[table]]`: `of`, `values = "A=1 B=2 01=6-11"`, for years a `cycle`.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(entry: &Entry, alphabet: &mut Alphabet) -> Result<Table, Vec<RuleError>> {
        let mut wrong = entry.known(&["id", "title", "of", "values", "cycle", "source", "url", "note"]);
        let id = entry.required("id").unwrap_or_else(|error| {
            wrong.push(error);
            ""
        });
        let named = entry.fields.get("of");
        let of = Of::WORDS.into_iter().find(|(word, _)| *word == named).map(|(_, of)| of);
        if of.is_none() {
            let words: Vec<&str> = Of::WORDS.iter().map(|(word, _)| *word).collect();
            let say = Say::new("rule-word")
                .with("given", named)
                .with("known", words.join(", "));
            wrong.push(entry.wrong("of", say));
        }
        let cycle = entry.number("cycle", 2, 100).unwrap_or_else(|error| {
            wrong.push(error);
            None
        });
        let mut lines = Vec::new();
        for pair in entry.fields.get("values").split_whitespace() {
            match of.and_then(|of| line(pair, of, cycle, alphabet)) {
                Some(line) => lines.push(line),
                None => wrong.push(entry.wrong("values", Say::new("rule-table-value").with("given", pair))),
            }
        }
        if lines.is_empty() {
            wrong.push(entry.wrong("values", Say::new("rule-required")));
        }
        match of {
            Some(of) if wrong.is_empty() => Ok(Table::new(id, of, lines)),
            _ => Err(wrong),
        }
    }
}

/// Reads `A=10` or `52=52-5`.
fn line(pair: &str, of: Of, cycle: Option<i32>, alphabet: &mut Alphabet) -> Option<Line> {
    let (text, value) = pair.split_once('=')?;
    let signs = text.chars().map(|c| alphabet.name(c)).collect::<Option<Vec<_>>>()?;
    let (first, last) = value.split_once('-').unwrap_or((value, value));
    let (from, to): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
    let within = |most: u32| (1..=most).contains(&from) && (1..=most).contains(&to);
    let meaning = match of {
        Of::Year => {
            let year: i32 = first.parse().ok().filter(|_| first == last)?;
            match cycle {
                Some(cycle) => Meaning::YearCycle(year, cycle),
                None if year < 100 => Meaning::YearEnd(year, if first.len() == 1 { 10 } else { 100 }),
                None => Meaning::Year(year),
            }
        }
        Of::Month if within(12) && from <= to => Meaning::Months(from, to),
        Of::Week if within(54) => Meaning::Weeks(from, to),
        Of::Day if within(31) && from == to => Meaning::Day(from),
        Of::DayOfYear if within(366) && from == to => Meaning::DayOfYear(from),
        Of::WeekOfMonth if within(5) && from == to => Meaning::WeekOfMonth(from),
        _ => return None,
    };
    Some(Line {
        signs,
        meaning,
        sound: true,
    })
}

/// The fields that are plain numbers: their name in patterns, the part of a date, and the numbers with their widths.
const NUMBERS: &[(&str, Of, Digits)] = &[
    ("YYYY", Of::Year, Digits::Fixed(4, 1930, 2059)),
    ("YY", Of::Year, Digits::Fixed(2, 0, 99)),
    ("Y", Of::Year, Digits::Fixed(1, 0, 9)),
    ("CCCC", Of::Year, Digits::Fixed(4, 1300, 2599)),
    ("CCC", Of::Year, Digits::Fixed(3, 0, 999)),
    ("CC", Of::Year, Digits::Fixed(2, 0, 99)),
    ("C", Of::Year, Digits::Free(1, 999)),
    ("MM", Of::Month, Digits::Fixed(2, 0, 99)),
    ("M", Of::Month, Digits::Free(1, 12)),
    ("WW", Of::Week, Digits::Fixed(2, 0, 99)),
    ("W", Of::Week, Digits::Free(1, 53)),
    ("DD", Of::Day, Digits::Fixed(2, 0, 99)),
    ("D", Of::Day, Digits::Free(1, 31)),
    ("DDD", Of::DayOfYear, Digits::Fixed(3, 0, 999)),
    ("Q", Of::Month, Digits::Fixed(1, 1, 4)),
    ("F", Of::WeekOfMonth, Digits::Fixed(1, 1, 5)),
];

/// How many digits a number is written with.
#[derive(Debug, Clone, Copy)]
enum Digits {
    /// This many, with leading zeros.
    Fixed(usize, u32, u32),
    /// As many as it has.
    Free(u32, u32),
}

/// The tables of the fields that are plain numbers.
pub fn numbers() -> Vec<Table> {
    NUMBERS
        .iter()
        .map(|(name, of, digits)| {
            let (range, width) = match digits {
                Digits::Fixed(width, least, most) => (*least..=*most, *width),
                Digits::Free(least, most) => (*least..=*most, 0),
            };
            let lines = range.filter_map(|number| {
                let text = format!("{number:0width$}");
                let (meaning, sound) = meaning(name, number)?;
                let signs = text.bytes().map(Sign::from).collect();
                Some(Line { signs, meaning, sound })
            });
            Table::new(name, *of, lines.collect())
        })
        .collect()
}

/// What a number means in a field, and whether a calendar has it.
fn meaning(name: &str, number: u32) -> Option<(Meaning, bool)> {
    let year = i32::try_from(number).ok()?;
    Some(match name {
        "YYYY" => (Meaning::Year(year), true),
        "YY" => (Meaning::YearEnd(year, 100), true),
        "Y" => (Meaning::YearEnd(year, 10), true),
        // Four digits are years of the Iranian or of the Buddhist calendar; those between are of none on marks.
        "CCCC" if (1450..2480).contains(&number) => return None,
        "C" | "CC" | "CCC" | "CCCC" => (Meaning::CalendarYear(year), true),
        "MM" | "M" => (Meaning::Months(number, number), (1..=12).contains(&number)),
        "Q" => (Meaning::Months(number * 3 - 2, number * 3), true),
        "WW" | "W" => (Meaning::Weeks(number, number), (1..=54).contains(&number)),
        "DD" | "D" => (Meaning::Day(number), (1..=31).contains(&number)),
        "DDD" => (Meaning::DayOfYear(number), (1..=366).contains(&number)),
        "F" => (Meaning::WeekOfMonth(number), true),
        _ => return None,
    })
}

/// The names of the fields that are plain numbers, for error messages.
pub fn number_names() -> Vec<&'static str> {
    NUMBERS.iter().map(|(name, _, _)| *name).collect()
}
