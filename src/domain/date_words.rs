//! How a date is said, free of any language: the shape ("between … and …"), the units, the doubts.
//!
//! [`DateWords::render`] puts the words together through a look-up function that the caller brings, so this room knows no
//! language and the reader still gets "18 Aug 2024", "about March 2024" or "on or before 27 Feb 2024". Numbers are passed as
//! text, so that no language groups the digits of a year.

use chrono::{Datelike, NaiveDate};

use crate::error::Say;

/// The sentence a date makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateWords {
    /// One day, month, year …
    At(Point),
    /// Known to begin and end within these.
    Between(Point, Point),
    /// On or before: `../2024`.
    Before(Point),
    /// On or after: `2024/..`.
    After(Point),
    /// Ended then, and nobody knows when it began: `/2024`.
    StartUnknown(Point),
    /// Began then, and nobody knows when it ended: `2024/`.
    EndUnknown(Point),
    /// No date at all; for fields that were left empty.
    Unknown,
}

/// One end of a date, with its doubts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    /// The day or the longer unit.
    pub when: When,
    /// `?` or `%`: the source may be wrong.
    pub uncertain: bool,
    /// `~` or `%`: "about".
    pub approximate: bool,
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// A day.
    Day(NaiveDate),
    /// A month of a year, 1 to 12.
    Month {
        /// The year.
        year: i32,
        /// 1 to 12.
        month: u32,
    },
    /// A season of a year.
    Season {
        /// The year.
        year: i32,
        /// The season.
        season: Season,
    },
    /// A year.
    Year(i32),
    /// Ten years from this one, `202X`.
    Decade(i32),
    /// A hundred years from this one, `20XX`.
    Century(i32),
}

/// The four seasons of EDTF level 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Season {
    /// 21
    Spring,
    /// 22
    Summer,
    /// 23
    Autumn,
    /// 24
    Winter,
}

/// The grammatical place of a unit in the sentence: languages with cases need to know.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It stands alone: "August 2024".
    Alone,
    /// After a preposition: "before August 2024".
    Inside,
}

impl Point {
    /// A unit without doubts.
    pub fn new(when: When) -> Point {
        Point {
            when,
            uncertain: false,
            approximate: false,
        }
    }

    fn is_day(self) -> bool {
        matches!(self.when, When::Day(_))
    }

    fn render(self, place: Place, tell: &dyn Fn(&Say) -> String) -> String {
        // "about" governs the unit, so the unit behind it is never alone.
        let unit = if self.approximate { Place::Inside } else { place };
        let mut text = self.when.render(unit, tell);
        if self.approximate {
            text = tell(&Say::new("date-about").with("date", text));
        }
        if self.uncertain {
            let key = if place == Place::Alone {
                "date-uncertain"
            } else {
                "date-uncertain-inside"
            };
            text = tell(&Say::new(key).with("date", text));
        }
        text
    }
}

impl When {
    fn render(self, place: Place, tell: &dyn Fn(&Say) -> String) -> String {
        let inside = place == Place::Inside;
        let say = match self {
            When::Day(day) => Say::new("date-day")
                .with("day", day.day().to_string())
                .with("month", tell(&Say::new(month_keys(day.month()).in_day)))
                .with("year", day.year().to_string()),
            When::Month { year, month } => {
                let keys = month_keys(month);
                let month = tell(&Say::new(if inside { keys.of } else { keys.alone }));
                Say::new("date-month")
                    .with("month", month)
                    .with("year", year.to_string())
            }
            When::Season { year, season } => {
                let season = tell(&Say::new(season.key(place)));
                Say::new("date-season")
                    .with("season", season)
                    .with("year", year.to_string())
            }
            When::Year(year) => Say::new("date-year").with("year", year.to_string()),
            When::Decade(year) => {
                Say::new(if inside { "date-decade-of" } else { "date-decade" }).with("decade", year.to_string())
            }
            When::Century(year) => Say::new("date-century")
                .with("from", year.to_string())
                .with("to", year.saturating_add(99).to_string()),
        };
        tell(&say)
    }
}

impl Season {
    fn key(self, place: Place) -> &'static str {
        match (self, place) {
            (Season::Spring, Place::Alone) => "season-spring",
            (Season::Spring, Place::Inside) => "season-spring-of",
            (Season::Summer, Place::Alone) => "season-summer",
            (Season::Summer, Place::Inside) => "season-summer-of",
            (Season::Autumn, Place::Alone) => "season-autumn",
            (Season::Autumn, Place::Inside) => "season-autumn-of",
            (Season::Winter, Place::Alone) => "season-winter",
            (Season::Winter, Place::Inside) => "season-winter-of",
        }
    }
}

impl DateWords {
    /// The points the sentence names, in order.
    pub fn points(&self) -> impl Iterator<Item = Point> {
        let (first, second) = match *self {
            DateWords::Between(from, to) => (Some(from), Some(to)),
            DateWords::At(point)
            | DateWords::Before(point)
            | DateWords::After(point)
            | DateWords::StartUnknown(point)
            | DateWords::EndUnknown(point) => (Some(point), None),
            DateWords::Unknown => (None, None),
        };
        first.into_iter().chain(second)
    }

    /// The date as a reader of some language sees it; `tell` turns one message into that language.
    pub fn render(&self, tell: &dyn Fn(&Say) -> String) -> String {
        let one = |key, point: Point| tell(&Say::new(key).with("date", point.render(Place::Inside, tell)));
        match *self {
            DateWords::At(point) => point.render(Place::Alone, tell),
            DateWords::Between(from, to) => tell(
                &Say::new("date-between")
                    .with("from", from.render(Place::Inside, tell))
                    .with("to", to.render(Place::Inside, tell)),
            ),
            DateWords::Before(point) if point.is_day() => one("date-before-day", point),
            DateWords::Before(point) => one("date-before", point),
            DateWords::After(point) if point.is_day() => one("date-after-day", point),
            DateWords::After(point) => one("date-after", point),
            DateWords::StartUnknown(point) => one("date-start-unknown", point),
            DateWords::EndUnknown(point) => one("date-end-unknown", point),
            DateWords::Unknown => tell(&Say::new("date-unknown")),
        }
    }
}

/// The three forms of a month's name.
struct MonthKeys {
    alone: &'static str,
    of: &'static str,
    in_day: &'static str,
}

/// Keys of a month; months outside 1 to 12 do not exist in a parsed date and read as December.
fn month_keys(month: u32) -> MonthKeys {
    let (alone, of, in_day) = match month {
        1 => ("month-1", "month-1-of", "month-1-in-day"),
        2 => ("month-2", "month-2-of", "month-2-in-day"),
        3 => ("month-3", "month-3-of", "month-3-in-day"),
        4 => ("month-4", "month-4-of", "month-4-in-day"),
        5 => ("month-5", "month-5-of", "month-5-in-day"),
        6 => ("month-6", "month-6-of", "month-6-in-day"),
        7 => ("month-7", "month-7-of", "month-7-in-day"),
        8 => ("month-8", "month-8-of", "month-8-in-day"),
        9 => ("month-9", "month-9-of", "month-9-in-day"),
        10 => ("month-10", "month-10-of", "month-10-in-day"),
        11 => ("month-11", "month-11-of", "month-11-in-day"),
        _ => ("month-12", "month-12-of", "month-12-in-day"),
    };
    MonthKeys { alone, of, in_day }
}

#[cfg(test)]
mod tests {
    use crate::domain::dates::Edtf;
    use crate::error::Say;

    /// Shows which messages were asked for, in place of a language.
    fn skeleton(text: &str) -> String {
        let tell = |say: &Say| {
            let args: Vec<&str> = say.args.iter().map(|(_, value)| value.as_str()).collect();
            if args.is_empty() {
                say.key.to_owned()
            } else {
                format!("{}({})", say.key, args.join(","))
            }
        };
        Edtf::parse(text).unwrap().words().render(&tell)
    }

    #[test]
    fn each_shape_asks_for_its_words() {
        let cases = [
            ("2024-08-18", "date-day(18,month-8-in-day,2024)"),
            ("2024-08", "date-month(month-8,2024)"),
            ("2024-08-XX", "date-month(month-8,2024)"),
            ("2024?", "date-uncertain(date-year(2024))"),
            ("2024-03~", "date-about(date-month(month-3-of,2024))"),
            ("2024%", "date-uncertain(date-about(date-year(2024)))"),
            ("2024-22", "date-season(season-summer,2024)"),
            ("202X", "date-decade(2020)"),
            ("20XX", "date-century(2000,2099)"),
            ("../2024-02-27", "date-before-day(date-day(27,month-2-in-day,2024))"),
            (
                "2024-02?/..",
                "date-after(date-uncertain-inside(date-month(month-2-of,2024)))",
            ),
            ("/202X", "date-start-unknown(date-decade-of(2020))"),
            ("2024-24/", "date-end-unknown(date-season(season-winter-of,2024))"),
            (
                "2023/2024-05",
                "date-between(date-year(2023),date-month(month-5-of,2024))",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(skeleton(text), expected, "{text}");
        }
    }
}
