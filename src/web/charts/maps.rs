//! Maps of routes: a world outline, a dot in the middle of each country on the way, and a line for each leg.
//!
//! Nothing finer than a country is drawn, because a route says no more. The outline knows no borders, so it takes no side in any
//! dispute. Lines are wide where they begin and thin where they end; what is not known is dashed. The list below a map says the
//! same in words.

use std::sync::LazyLock;

use crate::{domain::countries::Country, error::Say, web::views, words::Words};

/// The outline: pieces of land in tenths of a degree east, and in twelfths and a half of one south, so that shapes in the middle
/// of Europe and Asia keep their form.
static LAND: LazyLock<Vec<Piece>> = LazyLock::new(|| {
    let rows = include_str!("../../reference/world.csv").lines().skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split(',');
        let mut edge = || cells.next()?.parse::<f64>().ok();
        Some(Piece {
            left: edge()?,
            top: edge()?,
            right: edge()?,
            bottom: edge()?,
            path: cells.next()?,
        })
    })
    .collect()
});

struct Piece {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    path: &'static str,
}

const EAST: f64 = 10.0;
const SOUTH: f64 = 12.5;
/// Width and height of what is shown at least, and their ratio.
const LEAST: f64 = 500.0;
const RATIO: f64 = 1.5;
/// Half the width of a line where it begins, as a share of the width.
const WIDE: f64 = 0.0045;

/// From one country to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leg {
    /// Code of the country where it begins; empty when it is not known.
    pub from: String,
    /// Code of the country where it ends.
    pub to: String,
    /// `step`, `pale` or `gap`.
    pub kind: &'static str,
}

/// A map, ready to be printed.
#[derive(Debug)]
pub struct Map {
    /// Tells it from the others on its page.
    pub number: usize,
    /// Its name.
    pub title: String,
    /// What it shows, in words.
    pub desc: String,
    /// The part of the outline that it shows.
    pub view: String,
    /// The outline; empty where another map of the page has it already.
    pub land: Vec<&'static str>,
    /// The lines.
    pub lines: Vec<Stroke>,
    /// The countries.
    pub spots: Vec<Spot>,
    /// The legs in words, numbered as on the map.
    pub legs: Vec<String>,
    shown: View,
}

/// A line.
#[derive(Debug)]
pub struct Stroke {
    /// Its course.
    pub path: String,
    /// `step`, `pale` or `gap`.
    pub kind: &'static str,
    /// The numbers of its legs; empty on a map whose legs have no order.
    pub label: String,
    /// Where they stand, across.
    pub x: String,
    /// Where they stand, down.
    pub y: String,
}

/// A country.
#[derive(Debug)]
pub struct Spot {
    /// Where, across.
    pub x: String,
    /// Where, down.
    pub y: String,
    /// How far beside it its name stands, and how far below.
    pub dx: i32,
    /// See `dx`.
    pub dy: i32,
    /// Which side of that place the name stands on.
    pub anchor: &'static str,
    /// Its code.
    pub short: String,
    /// Its name.
    pub label: String,
}

#[derive(Debug, Clone, Copy)]
struct View {
    left: f64,
    top: f64,
    width: f64,
}

impl View {
    fn height(self) -> f64 {
        self.width / RATIO
    }

    /// What holds all these points with room around them.
    fn around(points: &[(f64, f64)]) -> View {
        let edge = |pick: fn(&(f64, f64)) -> f64, better: fn(f64, f64) -> f64, from: f64| {
            points.iter().map(pick).fold(from, better)
        };
        let (left, right) = (edge(|p| p.0, f64::min, f64::MAX), edge(|p| p.0, f64::max, f64::MIN));
        let (top, bottom) = (edge(|p| p.1, f64::min, f64::MAX), edge(|p| p.1, f64::max, f64::MIN));
        let width = ((right - left) * 1.35).max((bottom - top) * 1.5 * RATIO).max(LEAST);
        let view = View {
            left: f64::midpoint(left, right) - width / 2.0,
            top: 0.0,
            width,
        };
        View {
            top: f64::midpoint(top, bottom) - view.height() / 2.0,
            ..view
        }
    }

    fn share(self, (x, y): (f64, f64)) -> (f64, f64) {
        (
            (x - self.left) / self.width * 100.0,
            (y - self.top) / self.height() * 100.0,
        )
    }

    fn shows(self, piece: &Piece) -> bool {
        piece.left < self.left + self.width
            && piece.right > self.left
            && piece.top < self.top + self.height()
            && piece.bottom > self.top
    }
}

/// The maps of a page, each from its legs; a map whose legs leave no country is left out. The outline stands in the first.
/// `numbered` says that the legs of a map have an order.
pub fn maps(all: &[Vec<Leg>], numbered: bool, words: &Words) -> Vec<Option<Map>> {
    let mut maps: Vec<Option<Map>> = (1..)
        .zip(all)
        .map(|(number, legs)| map(number, legs, numbered, words))
        .collect();
    let views: Vec<View> = maps.iter().flatten().map(|map| map.shown).collect();
    let land = LAND.iter().filter(|piece| views.iter().any(|view| view.shows(piece)));
    if let Some(first) = maps.iter_mut().flatten().next() {
        first.land = land.map(|piece| piece.path).collect();
    }
    maps
}

fn map(number: usize, legs: &[Leg], numbered: bool, words: &Words) -> Option<Map> {
    let mut codes: Vec<&str> = Vec::new();
    for code in legs.iter().flat_map(|leg| [leg.from.as_str(), &leg.to]) {
        if place(code).is_some() && !codes.contains(&code) {
            codes.push(code);
        }
    }
    if codes.len() < 2 {
        return None;
    }
    let points: Vec<(f64, f64)> = codes.iter().filter_map(|code| place(code)).collect();
    let shown = View::around(&points);
    let told: Vec<String> = legs.iter().map(|leg| told(leg, words)).collect();
    Some(Map {
        number,
        title: words.t("maps-title").to_owned(),
        desc: told.join(" "),
        view: format!(
            "{:.1} {:.1} {:.1} {:.1}",
            shown.left,
            shown.top,
            shown.width,
            shown.height()
        ),
        land: Vec::new(),
        lines: lines(legs, numbered, shown),
        spots: spots(&codes, shown, words),
        legs: if numbered { told } else { Vec::new() },
        shown,
    })
}

/// Where the middle of a country is on the outline.
fn place(code: &str) -> Option<(f64, f64)> {
    let middle = Country::parse(code).ok()?.middle()?;
    Some((middle.lon() * EAST, -middle.lat() * SOUTH))
}

fn told(leg: &Leg, words: &Words) -> String {
    let name = |code: &str| match views::country(code, words) {
        name if name.is_empty() => words.t("chains-country-unknown").to_owned(),
        name => name,
    };
    let say = match leg.kind {
        "gap" => Say::new("maps-gap"),
        _ => Say::new("maps-leg"),
    };
    words.say(&say.with("from", name(&leg.from)).with("to", name(&leg.to)))
}

/// One line for all legs from one country to another; a leg within a country, or with an end that nobody knows, has none.
fn lines(legs: &[Leg], numbered: bool, shown: View) -> Vec<Stroke> {
    let mut drawn: Vec<(&Leg, String)> = Vec::new();
    for (number, leg) in (1..).zip(legs) {
        let number = if numbered { number.to_string() } else { String::new() };
        match drawn.iter_mut().find(|(old, _)| *old == leg) {
            Some((_, label)) if !label.is_empty() => *label = format!("{label}, {number}"),
            Some(_) => {}
            None => drawn.push((leg, number)),
        }
    }
    let stroke = |(leg, label): (&Leg, String)| {
        let (from, to) = (place(&leg.from)?, place(&leg.to)?);
        let across = (to.0 - from.0, to.1 - from.1);
        let length = across.0.hypot(across.1);
        if length == 0.0 {
            return None;
        }
        // To the left of its way, so that a way back is another line.
        let normal = (across.1 / length, -across.0 / length);
        let beside = |(x, y): (f64, f64), by: f64| (x + normal.0 * by, y + normal.1 * by);
        let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
        let bend = beside(middle, length * 0.16);
        let point = |(x, y): (f64, f64)| format!("{x:.1} {y:.1}");
        let path = match leg.kind {
            "gap" => format!("M{}Q{} {}", point(from), point(bend), point(to)),
            _ => {
                let wide = shown.width * WIDE;
                format!(
                    "M{}Q{} {}L{}Q{} {}Z",
                    point(beside(from, wide)),
                    point(beside(bend, wide * 0.6)),
                    point(beside(to, wide * 0.15)),
                    point(beside(to, -wide * 0.15)),
                    point(beside(bend, -wide * 0.6)),
                    point(beside(from, -wide)),
                )
            }
        };
        let (x, y) = shown.share(beside(middle, length * 0.08));
        Some(Stroke {
            path,
            kind: leg.kind,
            label,
            x: share(x),
            y: share(y),
        })
    };
    drawn.into_iter().filter_map(stroke).collect()
}

fn spots(codes: &[&str], shown: View, words: &Words) -> Vec<Spot> {
    // Where names stand already: across, and down with what was added.
    let mut names: Vec<(f64, f64)> = Vec::new();
    let spot = |code: &&str| {
        let (x, y) = shown.share(place(code)?);
        let mut dy = 4;
        let taken = |down: f64| {
            names
                .iter()
                .any(|(at, old)| (at - x).abs() < 22.0 && (old - down).abs() < 4.0)
        };
        while dy < 60 && taken(y + f64::from(dy) / 4.0) {
            dy += 15;
        }
        names.push((x, y + f64::from(dy) / 4.0));
        let right = x > 68.0;
        Some(Spot {
            x: share(x),
            y: share(y),
            dx: if right { -9 } else { 9 },
            dy,
            anchor: if right { "end" } else { "start" },
            short: (*code).to_owned(),
            label: views::country(code, words),
        })
    };
    codes.iter().filter_map(spot).collect()
}

fn share(hundredths: f64) -> String {
    format!("{hundredths:.2}%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{self, Lang};

    fn leg(from: &str, to: &str) -> Leg {
        Leg {
            from: from.into(),
            to: to.into(),
            kind: "step",
        }
    }

    #[test]
    fn legs_of_one_way_share_a_line_and_unknown_ends_have_none() {
        let legs = vec![
            leg("US", "HK"),
            leg("HK", "RU"),
            leg("US", "HK"),
            leg("", "RU"),
            leg("RU", "RU"),
        ];
        let maps = maps(&[vec![leg("US", "US")], legs], true, words::of(Lang::En));
        assert!(maps[0].is_none());
        let map = maps[1].as_ref().unwrap();
        let labels: Vec<&str> = map.lines.iter().map(|line| line.label.as_str()).collect();
        assert_eq!(labels, ["1, 3", "2"]);
        assert_eq!((map.spots.len(), map.legs.len()), (3, 5));
        assert!(!map.land.is_empty());
    }

    #[test]
    fn everything_drawn_is_in_view() {
        for (from, to) in [("US", "NZ"), ("NL", "BE"), ("FJ", "KP"), ("AQ", "GL")] {
            let map = maps(&[vec![leg(from, to), leg(to, from)]], false, words::of(Lang::Uk))
                .pop()
                .flatten()
                .unwrap();
            for spot in &map.spots {
                for share in [&spot.x, &spot.y] {
                    let share: f64 = share.trim_end_matches('%').parse().unwrap();
                    assert!((5.0..=95.0).contains(&share), "{from} {to}: {share}");
                }
            }
            assert_ne!(map.lines[0].path, map.lines[1].path);
        }
    }

    #[test]
    fn the_outline_is_read_whole() {
        let lines = include_str!("../../reference/world.csv").lines().count();
        assert_eq!(LAND.len(), lines - 1);
        assert!(
            LAND.iter()
                .all(|piece| piece.path.starts_with('M') && piece.path.ends_with('z'))
        );
    }
}
