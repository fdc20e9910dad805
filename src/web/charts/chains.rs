//! The drawing of a chain: countries as columns, time downwards, a line for each recorded transfer, a dashed one for each gap.
//!
//! Places across are shares of the width, so that the drawing fills a phone and a sheet of paper alike. What is known and what is
//! not differ in the shape of the line, not only in its colour. The table beside the drawing says the same in words.

use crate::{
    error::Say,
    service::chains::{Chain, Piece, Who},
    web::{
        chains::{length, name, when},
        views,
    },
    words::Words,
};

/// Room for the names of the countries.
const TOP: i64 = 34;
/// Height between two ends of a line, at least.
const ROW: i64 = 72;
/// What a long time adds to that at most, and the days that add one pixel.
const LONG: i64 = 48;
const DAYS: i64 = 20;
/// Room below the last party.
const FOOT: i64 = 28;
/// How far words stand from a dot or a line.
const BESIDE: i64 = 8;
/// Letters of a name on a phone, and on a wide page.
const SHORT: usize = 20;
const WIDE: usize = 48;

/// A drawing, ready to be printed.
#[derive(Debug)]
pub struct Drawing {
    /// Tells it from the others on its page.
    pub number: usize,
    /// Its name.
    pub title: String,
    /// What it shows, in words.
    pub desc: String,
    /// Its height.
    pub height: i64,
    /// Where the columns end.
    pub foot: i64,
    /// The countries.
    pub columns: Vec<Column>,
    /// Transfers, gaps, and ways of one party from one country to another.
    pub lines: Vec<Stroke>,
    /// The parties.
    pub dots: Vec<Dot>,
}

/// A country.
#[derive(Debug)]
pub struct Column {
    /// Where.
    pub x: String,
    /// Which side of that place the name stands on.
    pub anchor: &'static str,
    /// Its name.
    pub label: String,
    /// Its code, for where there is no room.
    pub short: String,
}

/// A line.
#[derive(Debug)]
pub struct Stroke {
    /// Where it begins.
    pub x1: String,
    /// Where it begins, from the top.
    pub y1: i64,
    /// Where it ends.
    pub x2: String,
    /// Where it ends, from the top.
    pub y2: i64,
    /// `step`, `pale`, `gap` or `stay`.
    pub kind: &'static str,
    /// Its word; empty for none.
    pub label: String,
    /// Where the word stands.
    pub at: String,
    /// How far beside the line.
    pub gap: i64,
    /// Where the word stands, from the top.
    pub y: i64,
    /// Which side of that place it stands on.
    pub anchor: &'static str,
}

/// A party.
#[derive(Debug)]
pub struct Dot {
    /// Where.
    pub x: String,
    /// Where, from the top.
    pub y: i64,
    /// Height of the name.
    pub text_y: i64,
    /// How far the name stands from the dot.
    pub gap: i64,
    /// Which side of the dot it stands on.
    pub anchor: &'static str,
    /// The name, short.
    pub short: String,
    /// The name, where there is room.
    pub label: String,
    /// Whether a record names it here; otherwise it is only where a gap begins or ends.
    pub known: bool,
}

/// Draws a chain.
pub fn drawing(chain: &Chain, words: &Words) -> Drawing {
    let countries = countries(chain);
    let pen = Pen {
        countries: &countries,
        words,
    };
    let mut lines = Vec::new();
    let mut dots: Vec<Dot> = Vec::new();
    let mut y = TOP + 26;
    let mut before: Option<&Who> = None;
    for (at, piece) in chain.links.iter().enumerate() {
        let (from, to, days) = match piece {
            Piece::Step(step) => (&step.from, &step.to, span(step.earliest, step.latest)),
            Piece::Gap(gap) => (&gap.from, &gap.to, gap.days_max.unwrap_or(gap.days_min)),
        };
        let moved = before.filter(|last| last.country != from.country || name(last, words) != name(from, words));
        match (before, moved) {
            (None, _) => dots.push(pen.dot(from, y, is_step(Some(piece)), None)),
            (Some(last), Some(_)) => {
                lines.push(pen.stay(last, from, y, y + ROW / 2));
                y += ROW / 2;
                dots.push(pen.dot(from, y, is_step(Some(piece)), Some(last)));
            }
            (Some(_), None) => {}
        }
        let next = y + ROW + (days / DAYS).clamp(0, LONG);
        lines.push(pen.stroke(piece, (from, y), (to, next)));
        let known = is_step(Some(piece)) || is_step(chain.links.get(at + 1));
        dots.push(pen.dot(to, next, known, Some(from)));
        before = Some(to);
        y = next;
    }
    let title = Say::new("chains-drawing-title").with("rank", chain.rank);
    Drawing {
        number: chain.rank,
        title: words.say(&title),
        desc: described(chain, words),
        height: y + FOOT + 4,
        foot: y + FOOT,
        columns: (0..countries.len()).map(|place| pen.column(place)).collect(),
        lines,
        dots,
    }
}

fn is_step(piece: Option<&Piece>) -> bool {
    matches!(piece, Some(Piece::Step(_)))
}

fn span(first: Option<chrono::NaiveDate>, last: Option<chrono::NaiveDate>) -> i64 {
    first.zip(last).map_or(0, |(first, last)| (last - first).num_days())
}

/// The countries in the order in which the chain comes to them; what is not known is one of them.
fn countries(chain: &Chain) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for piece in &chain.links {
        let ends = match piece {
            Piece::Step(step) => [&step.from, &step.to],
            Piece::Gap(gap) => [&gap.from, &gap.to],
        };
        for who in ends {
            if !all.contains(&who.country) {
                all.push(who.country.clone());
            }
        }
    }
    all
}

/// The chain as one sentence a link.
fn described(chain: &Chain, words: &Words) -> String {
    let told = chain.links.iter().map(|piece| {
        let say = match piece {
            Piece::Step(step) => Say::new("chains-drawing-step")
                .with("from", name(&step.from, words))
                .with("to", name(&step.to, words))
                .with("when", when((step.earliest, step.latest), words)),
            Piece::Gap(gap) => Say::new("chains-drawing-gap")
                .with("from", name(&gap.from, words))
                .with("to", name(&gap.to, words))
                .with("length", length(gap, words)),
        };
        words.say(&say)
    });
    told.collect::<Vec<_>>().join(" ")
}

struct Pen<'a> {
    countries: &'a [String],
    words: &'a Words,
}

impl Pen<'_> {
    /// The middle of a column in thousandths of the width.
    fn place(&self, country: &str) -> u32 {
        let at = self.countries.iter().position(|one| one == country).unwrap_or_default();
        self.middle(at)
    }

    fn middle(&self, at: usize) -> u32 {
        let all = u32::try_from(self.countries.len()).unwrap_or(1).max(1);
        let at = u32::try_from(at).unwrap_or_default();
        (2 * at + 1) * 1_000 / (2 * all)
    }

    fn column(&self, at: usize) -> Column {
        let code = self.countries.get(at).map(String::as_str).unwrap_or_default();
        let label = views::country(code, self.words);
        Column {
            x: share(self.middle(at)),
            anchor: "middle",
            short: match code.is_empty() {
                true => "?".to_owned(),
                false => code.to_owned(),
            },
            label: match label.is_empty() {
                true => self.words.t("chains-country-unknown").to_owned(),
                false => label,
            },
        }
    }

    /// A dot with its name on the side where there is more room, and below it where a line comes in from that side.
    fn dot(&self, who: &Who, y: i64, known: bool, after: Option<&Who>) -> Dot {
        let place = self.place(&who.country);
        let called = name(who, self.words);
        let right = place > 500;
        let before = after.map_or(place, |after| self.place(&after.country));
        let below = if right { before < place } else { before > place };
        Dot {
            x: share(place),
            y,
            text_y: if below { y + 18 } else { y - 9 },
            gap: if right { -BESIDE } else { BESIDE },
            anchor: if right { "end" } else { "start" },
            short: cut(&called, SHORT),
            label: cut(&called, WIDE),
            known,
        }
    }

    fn stroke(&self, piece: &Piece, (from, y1): (&Who, i64), (to, y2): (&Who, i64)) -> Stroke {
        let (x1, x2) = (self.place(&from.country), self.place(&to.country));
        let middle = u32::midpoint(x1, x2);
        let (kind, label) = match piece {
            Piece::Step(step) => {
                let days = when((step.earliest, step.latest), self.words);
                let kind = if step.is_graded() { "step" } else { "pale" };
                (kind, days)
            }
            Piece::Gap(gap) => ("gap", length(gap, self.words)),
        };
        // Beside the line, on the side it leaves free, where the word has more room.
        let right = middle <= 500;
        let lift = match (x1.cmp(&x2), right) {
            (std::cmp::Ordering::Equal, _) => 4,
            (std::cmp::Ordering::Less, true) | (std::cmp::Ordering::Greater, false) => -2,
            (std::cmp::Ordering::Less, false) | (std::cmp::Ordering::Greater, true) => 12,
        };
        Stroke {
            x1: share(x1),
            y1,
            x2: share(x2),
            y2,
            kind,
            label,
            at: share(middle),
            gap: if right { BESIDE } else { -BESIDE },
            y: y1.midpoint(y2) + lift,
            anchor: if right { "start" } else { "end" },
        }
    }

    /// A party that is in one country when it takes and in another, or under another name, when it lets go.
    fn stay(&self, from: &Who, to: &Who, y1: i64, y2: i64) -> Stroke {
        Stroke {
            x1: share(self.place(&from.country)),
            y1,
            x2: share(self.place(&to.country)),
            y2,
            kind: "stay",
            label: String::new(),
            at: String::new(),
            gap: 0,
            y: y2,
            anchor: "start",
        }
    }
}

/// Thousandths as a share of the width.
fn share(thousandths: u32) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

/// The first letters of a text; a cut is shown.
fn cut(text: &str, most: usize) -> String {
    match text.chars().count() > most {
        true => text.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
        false => text.to_owned(),
    }
}
