//! The words of a mark by which goods are told from others: serial numbers, lots, date codes, part numbers, as the rules and the
//! labels on the mark explain them. Only what is whole and certain on the object counts.

use super::{Imprint, Kind, Scope};
use crate::domain::{
    markings::{
        glyphs::Glyph,
        notation,
        reading::{Readings, Token},
    },
    rules::kinds::Kind as Explained,
    text::fold_part,
};

/// How well a rule must explain a word as a serial number or a lot before goods are looked for by it.
const SURE: f64 = 0.3;
/// The shortest serial number or lot that tells goods from others.
pub const SHORTEST: usize = 4;
/// The most imprints of one kind that a mark leaves.
const MOST: usize = 4;

/// The words of a mark, as transcribed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prints {
    /// Serial numbers, the surest first.
    pub serials: Vec<String>,
    /// Lots.
    pub lots: Vec<String>,
    /// Part numbers.
    pub parts: Vec<String>,
}

impl Prints {
    /// Takes from what a mark was read as.
    pub fn take(&mut self, readings: &Readings) {
        let asides = readings.shown().flat_map(|one| &one.asides);
        let lots = asides.filter(|(name, _)| &**name == "lot");
        self.lots.extend(lots.filter_map(|(_, text)| certain(text, SHORTEST)));
        self.labelled(&readings.tokens);
        for token in &readings.tokens {
            self.explained(token);
        }
    }

    fn explained(&mut self, token: &Token) {
        for one in token.explained.iter().filter(|one| one.strength >= SURE) {
            let list = match one.scheme.kind {
                Explained::SerialNumber => &mut self.serials,
                Explained::LotCode => &mut self.lots,
                _ => continue,
            };
            list.extend(certain(&one.token, SHORTEST));
        }
        if token.kinds.contains(&Explained::PartNumber.as_str()) {
            self.parts.extend(certain(&token.text, SHORTEST));
        }
    }

    /// What stands behind a label that says what it is: `S/N 12345`, `LOT: A17`.
    fn labelled(&mut self, tokens: &[Token]) {
        for (at, token) in tokens.iter().enumerate() {
            let serial = token.kinds.contains(&"label_serial");
            if !serial && !token.kinds.contains(&"label_lot") {
                continue;
            }
            let inside = token
                .text
                .split_once(':')
                .map(|(_, value)| value)
                .filter(|value| !value.is_empty());
            let next = tokens.get(at + 1).filter(|next| next.line == token.line);
            let value = inside.or(next.map(|next| next.text.as_str()));
            let list = match serial {
                true => &mut self.serials,
                false => &mut self.lots,
            };
            // What a label names is what it says, however short; and it goes before what a rule takes for one.
            if let Some(value) = value.and_then(|value| certain(value, 2)) {
                list.insert(0, value);
            }
        }
    }
}

/// The words that are read as the date of production, as transcribed, the likeliest first.
fn dates(readings: &Readings) -> impl Iterator<Item = &str> {
    let made = readings
        .shown()
        .filter(|one| one.scheme.kind == Explained::ProductionDate);
    made.map(|one| one.token.as_str())
}

/// What a mark on such a thing leaves, in all the ways in which it was transcribed.
pub fn imprints<'r>(scope: &Scope, all: impl Iterator<Item = &'r Readings>) -> Vec<Imprint> {
    if !scope.is_known() {
        return Vec::new();
    }
    let mut prints = Prints::default();
    let mut codes: Vec<String> = Vec::new();
    for readings in all {
        prints.take(readings);
        codes.extend(dates(readings).filter_map(|text| certain(text, 2)));
    }
    let within = scope.text();
    let mut left = Vec::new();
    let mut leave = |kind: Kind, texts: &[String]| {
        let mut values: Vec<String> = texts.iter().map(|text| fold_part(text)).collect();
        values.dedup();
        for value in values.into_iter().filter(|value| !value.is_empty()).take(MOST) {
            let scope = match kind {
                Kind::Serial => match pattern(&value) {
                    Some(pattern) => format!("{within} {pattern}"),
                    None => continue,
                },
                Kind::Lot | Kind::DateCode => within.clone(),
            };
            left.push(Imprint { kind, scope, value });
        }
    };
    leave(Kind::Lot, &prints.lots);
    leave(Kind::DateCode, &codes);
    leave(Kind::Serial, prints.serials.get(..1).unwrap_or_default());
    left.sort();
    left.dedup();
    left
}

/// What serial numbers must have in common before their numbers can be compared: what stands before the running number, and how
/// long that is. `None` where there is no running number, or one so short that all would be neighbours.
pub fn pattern(serial: &str) -> Option<String> {
    let head = serial.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = serial.len() - head.len();
    (3..=15).contains(&digits).then(|| format!("{head}#{digits}"))
}

/// The running number at the end of a serial number.
pub fn running(serial: &str) -> Option<u64> {
    let head = serial.trim_end_matches(|c: char| c.is_ascii_digit());
    serial.strip_prefix(head)?.parse().ok()
}

/// The word, if every sign of it was read without doubt and it is long enough: what is lost, masked, doubtful or supplied names
/// no goods.
pub fn certain(token: &str, shortest: usize) -> Option<String> {
    let read = notation::parse(token.trim()).ok()?;
    let mut text = String::new();
    for glyph in read.lines().flatten() {
        match glyph {
            Glyph::Certain(character) => text.push(*character),
            _ => return None,
        }
    }
    (fold_part(&text).chars().count() >= shortest).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_doubtful_names_nothing() {
        assert_eq!(certain("KS240A", 4).as_deref(), Some("KS240A"));
        assert_eq!(certain("KS24##", 4), None);
        assert_eq!(certain("A1", 4), None);
    }

    #[test]
    fn serial_numbers_are_compared_within_their_pattern() {
        assert_eq!(pattern("0004711").as_deref(), Some("#7"));
        assert_eq!(pattern("AB0004711").as_deref(), Some("AB#7"));
        assert_eq!(pattern("4711AB"), None);
        assert_eq!(pattern("A12"), None);
        assert_eq!(running("AB0004711"), Some(4_711));
    }
}
