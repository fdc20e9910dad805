//! What an organization received and handed over, as a drawing: from the left those it received from, to the right those it handed
//! over to, lines the thicker the more transfers. The tables beside it say the same, and more.

use crate::{
    domain::records::Link,
    error::Say,
    service::flows::{Flows, Sum},
    web::views::{self, link_title},
    words::Words,
};

/// Partners a side.
const MOST: usize = 8;
/// Height of a partner.
const ROW: usize = 38;
/// Where the first line runs.
const TOP: usize = 34;
/// Letters of a name on a phone, and on a wide page.
const SHORT: usize = 19;
const WIDE: usize = 44;

/// A drawing, ready to be printed.
#[derive(Debug)]
pub struct Drawing {
    /// Its name.
    pub title: String,
    /// What it shows, in words.
    pub desc: String,
    /// Its height.
    pub height: usize,
    /// Where the organization stands, from the top.
    pub middle: usize,
    /// The partners.
    pub partners: Vec<Partner>,
}

/// A partner with its line.
#[derive(Debug)]
pub struct Partner {
    /// Address of its page.
    pub href: String,
    /// The name, short, with the number of transfers.
    pub short: String,
    /// The name, where there is room, with country and number.
    pub label: String,
    /// Where its line begins or ends, in hundredths of the width.
    pub edge: usize,
    /// Where the line bends.
    pub bend: usize,
    /// Where it runs, from the top.
    pub y: usize,
    /// Where the name stands, from the top.
    pub text_y: usize,
    /// Which side of that place the name stands on.
    pub anchor: &'static str,
    /// How thick the line is.
    pub thick: u32,
}

/// Draws the flows of an organization; nothing where there are none.
pub fn drawing(out: &Flows, into: &Flows, words: &Words) -> Option<Drawing> {
    let rows = out.partners.len().max(into.partners.len()).min(MOST);
    if rows == 0 {
        return None;
    }
    let height = TOP + rows * ROW;
    let mut partners = side(into, 0, rows, words);
    partners.extend(side(out, 100, rows, words));
    let say = Say::new("transfers-flows-desc")
        .with("in", into.partners.len().min(MOST))
        .with("out", out.partners.len().min(MOST));
    Some(Drawing {
        title: words.t("transfers-flows-title").to_owned(),
        desc: words.say(&say),
        height,
        middle: TOP + (rows - 1) * ROW / 2,
        partners,
    })
}

fn side(flows: &Flows, edge: usize, rows: usize, words: &Words) -> Vec<Partner> {
    let shown = flows.partners.len().min(MOST);
    // The shorter side stands in the middle of the longer one.
    let down = TOP + (rows - shown.min(rows)) * ROW / 2;
    let partner = |(place, (link, country, sum)): (usize, &(Link, String, Sum))| {
        let name = link_title(link);
        let y = down + place * ROW;
        let about = match views::country(country, words) {
            country if country.is_empty() => sum.count.to_string(),
            country => format!("{country}, {}", sum.count),
        };
        Partner {
            href: link.path(),
            short: format!("{} · {}", cut(&name, SHORT), sum.count),
            label: format!("{} · {about}", cut(&name, WIDE)),
            edge,
            bend: if edge == 0 { 30 } else { 70 },
            y,
            text_y: y.saturating_sub(8),
            anchor: if edge == 0 { "start" } else { "end" },
            thick: 1 + u32::try_from(sum.count).unwrap_or(u32::MAX).max(1).ilog2().min(9),
        }
    };
    flows.partners.iter().take(MOST).enumerate().map(partner).collect()
}

/// The first letters of a text; a cut is shown.
fn cut(text: &str, most: usize) -> String {
    match text.chars().count() > most {
        true => text.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
        false => text.to_owned(),
    }
}
