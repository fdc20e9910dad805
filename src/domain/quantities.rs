//! Quantities that say no more than their source: a number with a bound, a unit, and what it is a share of.
//!
//! Numbers are whole thousandths, so that `75.5 %` comes back as it was and no total drifts. The text form is the same in every
//! language, because it is what forms, tables and the history hold; [`Quantity::render`] is what people read.

use std::fmt;

use crate::domain::text::clean_line;
use crate::error::Say;

/// Thousandths in one.
const ONE: i64 = 1000;

/// The largest number that is accepted: a million millions.
const LARGEST: i64 = 1_000_000_000_000 * ONE;

/// The longest unit and the longest denominator, in characters.
const LONGEST_WORDS: usize = 120;

/// The longest text that is looked at, in characters.
const LONGEST: usize = 400;

/// How a number bounds what was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// Counted.
    Exact,
    /// "About", "around".
    About,
    /// "At least"; sources that say "more than" and "over" count as this, the next whole thing cannot be known.
    AtLeast,
    /// "At most", "up to", "as many as"; "fewer than" and "under" count as this.
    AtMost,
    /// Between two numbers, both included.
    Range,
}

impl Bound {
    /// Every bound.
    pub const ALL: [Bound; 5] = [Bound::Exact, Bound::About, Bound::AtLeast, Bound::AtMost, Bound::Range];

    /// The stored words, in the order of [`Bound::ALL`].
    pub const WORDS: &'static [&'static str] = &["exact", "about", "at_least", "at_most", "range"];

    /// The stored word.
    pub fn as_str(self) -> &'static str {
        self.words().0
    }

    /// Fluent key of the name people see.
    pub fn key(self) -> &'static str {
        self.words().1
    }

    /// Reads the stored word.
    pub fn parse(text: &str) -> Result<Bound, Say> {
        let found = Bound::ALL.into_iter().find(|one| one.as_str() == text.trim());
        found.ok_or_else(|| Say::new("bound-invalid"))
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Bound::Exact => ("exact", "bound-exact"),
            Bound::About => ("about", "bound-about"),
            Bound::AtLeast => ("at_least", "bound-at_least"),
            Bound::AtMost => ("at_most", "bound-at_most"),
            Bound::Range => ("range", "bound-range"),
        }
    }
}

/// A number with its bound, unit and denominator.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quantity {
    bound: Bound,
    low: i64,
    high: i64,
    unit: String,
    of: String,
}

/// The words before a number, longest first so that "at most" is not read as "at".
const BOUNDS: &[(&str, Bound)] = &[
    ("not fewer than", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("no fewer than", Bound::AtLeast),
    ("no less than", Bound::AtLeast),
    ("no more than", Bound::AtMost),
    ("not more than", Bound::AtMost),
    ("approximately", Bound::About),
    ("as many as", Bound::AtMost),
    ("fewer than", Bound::AtMost),
    ("less than", Bound::AtMost),
    ("more than", Bound::AtLeast),
    ("at least", Bound::AtLeast),
    ("at most", Bound::AtMost),
    ("approx.", Bound::About),
    ("exactly", Bound::Exact),
    ("around", Bound::About),
    ("up to", Bound::AtMost),
    ("about", Bound::About),
    ("under", Bound::AtMost),
    ("circa", Bound::About),
    ("over", Bound::AtLeast),
    ("c.", Bound::About),
    (">=", Bound::AtLeast),
    ("<=", Bound::AtMost),
    ("≥", Bound::AtLeast),
    ("≤", Bound::AtMost),
    (">", Bound::AtLeast),
    ("<", Bound::AtMost),
    ("~", Bound::About),
    ("≈", Bound::About),
];

impl Quantity {
    /// Reads `50`, `about 50`, `at least 290 components`, `2-4`, `75.5 % of documented components`.
    pub fn parse(raw: &str) -> Result<Quantity, Say> {
        let text = clean_line(raw, LONGEST)?;
        if text.is_empty() {
            return Err(Say::new("quantity-required"));
        }
        let (bound, rest) = bound_of(&text);
        let (low, rest) = number(rest).ok_or_else(|| Say::new("quantity-invalid"))?;
        let (bound, high, rest) = match second(rest) {
            Some(_) if !matches!(bound, None | Some(Bound::Range)) => {
                return Err(Say::new("quantity-range-bound"));
            }
            Some((high, rest)) => (Bound::Range, high, rest),
            None => (bound.unwrap_or(Bound::Exact), low, rest),
        };
        let (unit, of) = match rest.trim().split_once(" of ") {
            Some((unit, of)) => (unit.trim(), of.trim()),
            None => (rest.trim(), ""),
        };
        Quantity::new(bound, low, high, unit, of)
    }

    /// From its parts; numbers in thousandths. `high` counts for a range only.
    pub fn new(bound: Bound, low: i64, high: i64, unit: &str, of: &str) -> Result<Quantity, Say> {
        let high = if bound == Bound::Range { high } else { low };
        if !(0..=LARGEST).contains(&low) || high > LARGEST {
            return Err(Say::new("quantity-too-large").with("max", plain(LARGEST)));
        }
        if high < low || (bound == Bound::Range && high == low) {
            return Err(Say::new("quantity-reversed"));
        }
        let (unit, of) = (clean_line(unit, LONGEST_WORDS)?, clean_line(of, LONGEST_WORDS)?);
        if unit.starts_with(|first: char| !first.is_alphabetic() && first != '%')
            || unit.split(' ').any(|word| word == "of")
        {
            return Err(Say::new("quantity-invalid"));
        }
        if unit.is_empty() && !of.is_empty() {
            return Err(Say::new("quantity-invalid"));
        }
        Ok(Quantity {
            bound,
            low,
            high,
            unit,
            of,
        })
    }

    /// How the number bounds what was counted.
    pub fn bound(&self) -> Bound {
        self.bound
    }

    /// The number, or the lower end of a range, in thousandths.
    pub fn low(&self) -> i64 {
        self.low
    }

    /// The upper end of a range in thousandths; the number itself otherwise.
    pub fn high(&self) -> i64 {
        self.high
    }

    /// What is counted; empty when it is not said.
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// What it is a share of; empty when it is none.
    pub fn of(&self) -> &str {
        &self.of
    }

    /// True for a percentage that does not say of what; the page then says so, because a share without its whole means little.
    pub fn lacks_whole(&self) -> bool {
        self.unit == "%" && self.of.is_empty()
    }

    /// The share that this is of a counted whole of the same unit, in per cent with one decimal; `None` where the whole is no
    /// single number or of another unit. The bound stays: at least a million of half a million is at least 200 %.
    pub fn share_of(&self, whole: &Quantity) -> Option<Quantity> {
        let same = self.unit == whole.unit && !self.unit.is_empty() && self.unit != "%";
        if !same || whole.bound != Bound::Exact || whole.low == 0 {
            return None;
        }
        let of = |part: i64| {
            let tenths = (i128::from(part) * 1_000 + i128::from(whole.low) / 2) / i128::from(whole.low);
            i64::try_from(tenths * 100).ok()
        };
        Quantity::new(self.bound, of(self.low)?, of(self.high)?, "%", &whole.to_string()).ok()
    }

    /// The quantity as a reader of some language sees it; `tell` turns one message into that language.
    pub fn render(&self, tell: &dyn Fn(&Say) -> String) -> String {
        let key = match self.bound {
            Bound::Exact => "quantity-exact",
            Bound::About => "quantity-about",
            Bound::AtLeast => "quantity-at_least",
            Bound::AtMost => "quantity-at_most",
            Bound::Range => "quantity-range",
        };
        let number = Say::new(key)
            .with("number", grouped(self.low))
            .with("high", grouped(self.high));
        let number = tell(&number);
        if self.unit.is_empty() {
            return number;
        }
        let key = if self.lacks_whole() {
            "quantity-of-unknown"
        } else if self.of.is_empty() {
            "quantity-unit"
        } else {
            "quantity-of"
        };
        tell(
            &Say::new(key)
                .with("number", number)
                .with("unit", self.unit.as_str())
                .with("of", self.of.as_str()),
        )
    }
}

impl fmt::Display for Quantity {
    /// The text form; reading it again gives the same quantity.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.bound {
            Bound::Exact => {}
            Bound::About => f.write_str("about ")?,
            Bound::AtLeast => f.write_str("at least ")?,
            Bound::AtMost => f.write_str("at most ")?,
            Bound::Range => write!(f, "{}-", plain(self.low))?,
        }
        f.write_str(&plain(self.high))?;
        if !self.unit.is_empty() {
            write!(f, " {}", self.unit)?;
        }
        if !self.of.is_empty() {
            write!(f, " of {}", self.of)?;
        }
        Ok(())
    }
}

/// The bound a text begins with, and the rest.
fn bound_of(text: &str) -> (Option<Bound>, &str) {
    for (word, bound) in BOUNDS {
        let begins = text
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word));
        let rest = text.get(word.len()..).unwrap_or_default();
        // A word must end where it ends: "overs 5" does not begin with "over".
        let whole = !word.ends_with(char::is_alphabetic) || rest.starts_with(' ');
        if begins && whole {
            return (Some(*bound), rest.trim_start());
        }
    }
    (None, text)
}

/// A number at the start of a text, in thousandths, and the rest. Thousands may be separated by a comma or a space when three
/// digits follow; a comma before one or two last digits is a decimal comma.
fn number(text: &str) -> Option<(i64, &str)> {
    let mut whole = String::new();
    let mut rest = text;
    loop {
        let digits = leading_digits(rest);
        whole.push_str(digits);
        rest = rest.get(digits.len()..)?;
        let group = rest
            .strip_prefix([',', ' ', '\u{202f}', '\u{a0}'])
            .map(|after| leading_digits(after).len());
        if group != Some(3) || whole.is_empty() || whole.len() > 15 || digits.len() > 3 {
            break;
        }
        rest = rest.strip_prefix([',', ' ', '\u{202f}', '\u{a0}'])?;
    }
    if whole.is_empty() || whole.len() > 15 {
        return None;
    }
    let mut decimals = "";
    if let Some(after) = rest.strip_prefix(['.', ',']) {
        decimals = leading_digits(after);
        rest = after.get(decimals.len()..)?;
        if decimals.is_empty() || decimals.len() > 3 {
            return None;
        }
    }
    let thousandths: String = decimals.chars().chain("000".chars()).take(3).collect();
    let value = whole
        .parse::<i64>()
        .ok()?
        .checked_mul(ONE)?
        .checked_add(thousandths.parse::<i64>().ok()?)?;
    Some((value, rest))
}

fn leading_digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The second number of a range, after a hyphen, a dash or "to".
fn second(text: &str) -> Option<(i64, &str)> {
    let text = text.trim_start();
    let rest = text
        .strip_prefix(['-', '–', '—'])
        .or_else(|| text.strip_prefix("to "))?;
    number(rest.trim_start())
}

/// A number without separators and with no more decimals than it needs.
fn plain(thousandths: i64) -> String {
    let decimals = format!("{:03}", thousandths % ONE);
    match decimals.trim_end_matches('0') {
        "" => (thousandths / ONE).to_string(),
        decimals => format!("{}.{decimals}", thousandths / ONE),
    }
}

/// A number with narrow spaces between thousands, which every language reads.
fn grouped(thousandths: i64) -> String {
    let text = plain(thousandths);
    let (whole, decimals) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::with_capacity(text.len() + 6);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 && whole.len() > 4 {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push('.');
        out.push_str(decimals);
    }
    out
}

#[cfg(test)]
mod tests;
