//! In what a goods line agrees with a component.

use super::Matched;

/// What is known of a component, folded by `text::fold_part` (codes of the Harmonized System: six digits). Empty texts count as
/// unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// Its serial number.
    pub serial: String,
    /// Its lots: every reading of its marks that counts.
    pub lots: Vec<String>,
    /// Its date codes: every reading that counts.
    pub date_codes: Vec<String>,
    /// Its part numbers, alternative ones included.
    pub parts: Vec<String>,
    /// Its families.
    pub families: Vec<String>,
    /// Its customs codes, six digits.
    pub hs6: Vec<String>,
}

/// What a goods line says, folded in the same way. Empty texts count as not said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LineKeys<'a> {
    /// The first serial number.
    pub serial_from: &'a str,
    /// The last serial number; empty: only the first one.
    pub serial_to: &'a str,
    /// The lot.
    pub lot: &'a str,
    /// The date code.
    pub date_code: &'a str,
    /// The part number.
    pub part: &'a str,
    /// The family.
    pub family: &'a str,
    /// The customs code, six digits.
    pub hs6: &'a str,
}

impl Keys {
    /// The strongest way in which a line agrees, `None` where it agrees in nothing.
    ///
    /// A line about the same part that names **another** serial range, lot or date code is about other goods of the same
    /// product: it says no more than that the parties deal in the product, so it counts as [`Matched::Family`]. A date code
    /// agrees only together with the part: every maker used `2148`. A lot agrees alone unless another part is named.
    pub fn matched(&self, line: &LineKeys<'_>) -> Option<Matched> {
        let part = found(&self.parts, line.part);
        let family = found(&self.families, line.family);
        let other_part = !line.part.is_empty() && !self.parts.is_empty() && !part;
        if within(&self.serial, line) && !other_part {
            return Some(Matched::Serial);
        }
        if found(&self.lots, line.lot) && !other_part {
            return Some(Matched::Lot);
        }
        if part {
            let other_serial = !self.serial.is_empty() && !line.serial_from.is_empty();
            let other_lot = !self.lots.is_empty() && !line.lot.is_empty();
            let dated = found(&self.date_codes, line.date_code);
            let other_date = !dated && !self.date_codes.is_empty() && !line.date_code.is_empty();
            return Some(match (other_serial || other_lot || other_date, dated) {
                (true, _) => Matched::Family,
                (false, true) => Matched::DateCode,
                (false, false) => Matched::Part,
            });
        }
        if family {
            return Some(Matched::Family);
        }
        found(&self.hs6, line.hs6).then_some(Matched::Hs)
    }
}

fn found(known: &[String], said: &str) -> bool {
    !said.is_empty() && known.iter().any(|one| one == said)
}

/// True when the serial number is the line's, or lies in its range. A range orders serials of the same length and the same
/// letters before the running number; anything else cannot be ordered and does not agree.
fn within(serial: &str, line: &LineKeys<'_>) -> bool {
    if serial.is_empty() || line.serial_from.is_empty() {
        return false;
    }
    if serial == line.serial_from || serial == line.serial_to {
        return true;
    }
    let (Some((head, number)), Some((first_head, first)), Some((last_head, last))) =
        (running(serial), running(line.serial_from), running(line.serial_to))
    else {
        return false;
    };
    let alike = head == first_head && head == last_head;
    alike
        && serial.len() == line.serial_from.len()
        && serial.len() == line.serial_to.len()
        && (first..=last).contains(&number)
}

/// What stands before the last run of digits, and that run as a number.
fn running(serial: &str) -> Option<(&str, u64)> {
    let head = serial.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = serial.strip_prefix(head)?.parse().ok()?;
    Some((head, number))
}
