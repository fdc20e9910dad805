//! Quantities in a text: a number, its unit, and which of the goods it counts.

use super::{Kind, Unit, UnitKind, reading::Reader, shapes, tokens::Token, units, words::Label};

impl Reader<'_, '_> {
    /// A number with a unit, or announced as a quantity.
    pub(super) fn quantity(&mut self, at: usize, token: &Token, label: Option<Label>) -> Option<usize> {
        let word = self.tokens.word(at);
        let figures = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        let glued = word.get(figures.len()..).unwrap_or_default();
        let mut length = 1;
        let mut written = figures.to_owned();
        shapes::number(figures)?;
        // `1 200 PCS`: groups of three figures.
        if glued.is_empty() && figures.len() <= 3 {
            while let Some(next) = self
                .tokens
                .get(at + length)
                .filter(|next| next.after == ' ' && next.letters == 0 && next.digits == 3)
            {
                let group = self.tokens.capitals(next);
                let unit_behind = self.unit(at + length + 1).is_some();
                if group.len() != 3 || !unit_behind {
                    break;
                }
                written.push_str(group);
                length += 1;
            }
        }
        let unit = if glued.is_empty() {
            self.unit(at + length)
        } else {
            units::unit_of(glued.split('/').next().unwrap_or_default()).map(|unit| (unit, 0, glued.contains('/')))
        };
        let value = shapes::number(&written)?;
        match unit {
            Some((unit, more, each)) => {
                // `4000 PCS/REEL`, `100 ШТ В УП.` and `每箱500个` tell how it is packed, not how much there is.
                let before = at.checked_sub(1).map_or("", |before| self.tokens.word(before));
                if each || before.ends_with('每') || before.contains('每') || self.is_each(at + length + more) {
                    return Some(length + more);
                }
                let (confidence, reason) = match label {
                    Some(Label::Quantity) => (98, "goods-reason-quantity-both"),
                    _ => (90, "goods-reason-quantity-unit"),
                };
                // Weights and lengths belong to the record; they are quantities of goods only where nothing else is counted.
                self.measure(at, length + more, value, Some(unit), confidence, reason);
                Some(length + more)
            }
            None if label == Some(Label::Quantity) && glued.is_empty() && token.letters == 0 => {
                self.measure(at, length, value, None, 80, "goods-reason-quantity-label");
                Some(length)
            }
            None => None,
        }
    }

    /// A unit at a place: the unit, how many pieces it takes, and whether it is said per package.
    pub(super) fn unit(&self, at: usize) -> Option<(Unit, usize, bool)> {
        let token = self.tokens.get(at)?;
        let word = self.tokens.capitals(token);
        if token.han {
            let unit = units::han_unit(word)?;
            let each = word.chars().count() == 1 && self.slash_behind(token);
            // What follows in the same run is not eaten: it can announce something.
            return Some((unit, 0, each));
        }
        let mut parts = word.split('/');
        let unit = units::unit_of(parts.next()?)?;
        (token.after == ' ' || token.after == '.').then(|| (unit, 1, parts.next().is_some()))
    }

    fn slash_behind(&self, token: &Token) -> bool {
        self.tokens
            .text
            .get(token.bytes.end..)
            .is_some_and(|rest| rest.starts_with('/'))
    }

    fn is_each(&self, at: usize) -> bool {
        matches!(self.tokens.word(at), "В" | "PER" | "В/") && units::unit_of(self.tokens.word(at + 1)).is_some()
    }

    fn measure(
        &mut self,
        at: usize,
        length: usize,
        value: String,
        unit: Option<Unit>,
        confidence: u8,
        reason: &'static str,
    ) {
        let goods = self.parts.saturating_sub(1);
        let rank = |unit: Option<Unit>| unit.map_or(UnitKind::Things, |unit| unit.kind);
        let same = self
            .finds
            .iter()
            .position(|find| find.kind == Kind::Quantity && find.goods == goods);
        if let Some(old) = same.and_then(|at| self.finds.get(at)) {
            // Things are counted before packages, and those before weights; of two counts of things the later is the total.
            if rank(old.unit) < rank(unit) {
                return;
            }
            self.finds
                .retain(|find| find.kind != Kind::Quantity || find.goods != goods);
        }
        self.add_as(at, length, Kind::Quantity, value, confidence, reason);
        if let Some(find) = self.finds.last_mut() {
            find.unit = unit;
        }
    }

    /// The quantity that stood at the end of a number's piece.
    pub(super) fn rest_quantity(&mut self, at: usize, word: &str, to: usize) {
        let Some(rest) = word.get(to..).filter(|rest| !rest.is_empty()) else {
            return;
        };
        for part in rest.split('-') {
            let figures = part.trim_end_matches(|c: char| !c.is_ascii_digit());
            let glued = units::unit_of(part.get(figures.len()..).unwrap_or_default());
            let unit = glued.or_else(|| self.unit(at + 1).map(|(unit, ..)| unit));
            if let (Some(value), Some(unit)) = (shapes::number(figures), unit) {
                self.measure(at, 1, value, Some(unit), 75, "goods-reason-quantity-unit");
                return;
            }
        }
    }
}
