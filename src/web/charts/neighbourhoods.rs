//! The drawing of a neighbourhood: the organization in the middle on top, those one step away below it and one step in, and so on.
//! A full line leads to the one over which each was come to, a dotted one to any other with which it has to do.
//!
//! Places across are shares of the width, as in the drawing of a chain, so that names stay readable on a phone and on paper. Each
//! name leads to the neighbourhood of its bearer. The same data gives the same drawing.

use crate::{
    domain::records::Link,
    error::Say,
    service::neighbourhoods::{Neighbour, Neighbourhood, Tie},
    web::views::{self, link_title},
    words::Words,
};

/// Height of a line of the drawing.
const ROW: usize = 32;
/// Height of the first.
const TOP: usize = 24;
/// Where the middle stands, and how far in one step leads, in hundredths of the width.
const LEFT: usize = 2;
const STEP: usize = 7;
/// Letters of a name on a phone, and on a wide page.
const SHORT: usize = 26;
const WIDE: usize = 70;

/// A drawing, ready to be printed.
#[derive(Debug)]
pub struct Drawing {
    /// Its name.
    pub title: String,
    /// What it shows, in words.
    pub desc: String,
    /// Its height.
    pub height: usize,
    /// The lines.
    pub lines: Vec<Stroke>,
    /// The organizations.
    pub dots: Vec<Dot>,
}

/// A line.
#[derive(Debug)]
pub struct Stroke {
    /// Where it begins, in hundredths of the width.
    pub x1: usize,
    /// Where it begins, from the top.
    pub y1: usize,
    /// Where it ends, in hundredths of the width.
    pub x2: usize,
    /// Where it ends, from the top.
    pub y2: usize,
    /// `stem` or `cross`.
    pub kind: &'static str,
}

/// An organization.
#[derive(Debug)]
pub struct Dot {
    /// Where, in hundredths of the width.
    pub x: usize,
    /// Where, from the top.
    pub y: usize,
    /// Height of the name.
    pub text_y: usize,
    /// Address of its neighbourhood.
    pub href: String,
    /// Which way the goods went, from the one nearer to the middle; empty for the middle.
    pub way: &'static str,
    /// The name, short.
    pub short: String,
    /// The name, where there is room.
    pub label: String,
    /// Country and number of transfers, where there is room.
    pub about: String,
    /// Whether it is the one in the middle.
    pub is_middle: bool,
}

/// What leads from a neighbour to the one over which it was come to, and back.
pub fn between<'a>(found: &'a Neighbourhood, place: usize, node: &Neighbour) -> (Option<&'a Tie>, Option<&'a Tie>) {
    let tie = |from: usize, to: usize| {
        let place = found
            .ties
            .binary_search_by_key(&(from, to), |tie| (tie.from, tie.to))
            .ok()?;
        found.ties.get(place)
    };
    match place == node.over {
        true => (None, None),
        false => (tie(node.over, place), tie(place, node.over)),
    }
}

/// Which way goods went, seen from the one nearer to the middle.
pub fn way(ties: (Option<&Tie>, Option<&Tie>)) -> &'static str {
    match ties {
        (Some(_), Some(_)) => "↔",
        (Some(_), None) => "→",
        (None, Some(_)) => "←",
        (None, None) => "",
    }
}

/// The places in the order in which they are drawn: each below the one over which it was come to.
pub fn order(nodes: &[Neighbour]) -> Vec<usize> {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    // Backwards, because the last that is put away is the first that is taken up.
    for (place, node) in nodes.iter().enumerate().skip(1).rev() {
        if let Some(list) = below.get_mut(node.over).filter(|_| node.over < place) {
            list.push(place);
        }
    }
    let mut order = Vec::with_capacity(nodes.len());
    let mut next = vec![0];
    while let Some(place) = next.pop() {
        order.push(place);
        next.extend(below.get_mut(place).map(std::mem::take).into_iter().flatten());
    }
    order
}

/// Draws a neighbourhood.
pub fn drawing(found: &Neighbourhood, words: &Words) -> Drawing {
    let order = order(&found.nodes);
    let mut heights = vec![TOP; found.nodes.len()];
    for (row, place) in order.iter().enumerate() {
        if let Some(height) = heights.get_mut(*place) {
            *height = TOP + row * ROW;
        }
    }
    let at = |place: usize| {
        let hop = found.nodes.get(place).map_or(0, |node| node.hop);
        (LEFT + hop * STEP, heights.get(place).copied().unwrap_or(TOP))
    };
    let lines = strokes(found, &at);
    let dots = order
        .iter()
        .filter_map(|place| Some((*place, found.nodes.get(*place)?)))
        .map(|(place, node)| dot(found, (place, node), at(place), words))
        .collect();
    let name = link_title(&Link::to(&found.centre.head));
    Drawing {
        title: words.say(&Say::new("neighbourhoods-of").with("organization", name)),
        desc: words.say(&Say::new("neighbourhoods-desc").with("count", found.nodes.len().saturating_sub(1))),
        height: TOP + order.len() * ROW,
        lines,
        dots,
    }
}

/// The dotted lines first, so that the full ones lie over them.
fn strokes(found: &Neighbourhood, at: &dyn Fn(usize) -> (usize, usize)) -> Vec<Stroke> {
    let mut lines = Vec::new();
    for tie in &found.ties {
        let is_stem = |one: usize, other: usize| found.nodes.get(one).is_some_and(|node| node.over == other);
        let back = found
            .ties
            .iter()
            .any(|other| (other.from, other.to) == (tie.to, tie.from));
        if is_stem(tie.from, tie.to) || is_stem(tie.to, tie.from) || (back && tie.from > tie.to) {
            continue;
        }
        let ((x1, y1), (x2, y2)) = (at(tie.from), at(tie.to));
        lines.push(Stroke {
            x1,
            y1,
            x2,
            y2,
            kind: "cross",
        });
    }
    for (place, node) in found.nodes.iter().enumerate().skip(1) {
        let ((x1, y1), (x2, y2)) = (at(node.over), at(place));
        lines.push(Stroke {
            x1,
            y1,
            x2: x1,
            y2,
            kind: "stem",
        });
        lines.push(Stroke {
            x1,
            y1: y2,
            x2,
            y2,
            kind: "stem",
        });
    }
    lines
}

fn dot(found: &Neighbourhood, (place, node): (usize, &Neighbour), (x, y): (usize, usize), words: &Words) -> Dot {
    let name = link_title(&node.link);
    let ties = between(found, place, node);
    let count: i64 = [ties.0, ties.1].into_iter().flatten().map(|tie| tie.count).sum();
    let country = views::country(&node.country, words);
    let counted = match count {
        0 => String::new(),
        count => words.say(&Say::new("neighbourhoods-transfers").with("count", count)),
    };
    let about: Vec<String> = [country, counted].into_iter().filter(|text| !text.is_empty()).collect();
    Dot {
        x,
        y,
        text_y: y + 4,
        href: address(&node.link.path(), found.hops),
        way: way(ties),
        short: cut(&name, SHORT.saturating_sub(node.hop * 3)),
        label: cut(&name, WIDE.saturating_sub(node.hop * 6)),
        about: about.join(", "),
        is_middle: place == 0,
    }
}

/// The address of a neighbourhood.
pub fn address(path: &str, hops: usize) -> String {
    format!("{path}/neighbourhood?hops={hops}")
}

/// The first letters of a text; a cut is shown.
fn cut(text: &str, most: usize) -> String {
    match text.chars().count() > most {
        true => text.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
        false => text.to_owned(),
    }
}
