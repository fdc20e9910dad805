//! Going through the pieces of a text: what each is, by what stands around it.

use super::{
    Find, Kind, LONGEST, Makers, UnitKind, products,
    shapes::{self, Shape},
    tokens::{Token, Tokens},
    units,
    words::{self, Label},
};
use crate::error::Say;

/// What a piece must weigh to be taken for a part number.
const ENOUGH: i32 = 4;
/// For how many pieces a kind of product named before still counts.
const NEAR: usize = 8;

/// Reads a text.
pub(super) fn read(text: &str, makers: &Makers) -> Vec<Find> {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let tokens = Tokens::cut(text.get(..end).unwrap_or_default());
    let mut reader = Reader {
        tokens: &tokens,
        makers,
        finds: Vec::new(),
        parts: 0,
        label: None,
        product: None,
        shape: Shape::default(),
    };
    let mut at = 0;
    while at < tokens.list.len() {
        at += reader.piece(at).max(1);
    }
    reader.finds
}

pub(super) struct Reader<'t, 'a> {
    pub(super) tokens: &'t Tokens<'a>,
    makers: &'t Makers,
    pub(super) finds: Vec<Find>,
    /// Part numbers so far.
    pub(super) parts: usize,
    /// What was announced for the piece that comes.
    label: Option<Label>,
    /// Where a kind of product was named last.
    product: Option<usize>,
    shape: Shape,
}

impl Reader<'_, '_> {
    /// Reads a piece; returns how many pieces that took.
    fn piece(&mut self, at: usize) -> usize {
        let Some(token) = self.tokens.get(at) else { return 1 };
        let word = self.tokens.word(at);
        if token.han {
            self.han(at, word);
            return 1;
        }
        if token.digits == 0 {
            return self.word(at, token, word);
        }
        let label = self.label.take();
        if let Some(taken) = self.quantity(at, token, label) {
            return taken;
        }
        match label {
            Some(Label::Lot) if word.chars().count() >= 3 => self.add(at, 1, Kind::Lot, 90, "goods-reason-label-lot"),
            Some(Label::DateCode) if shapes::is_date_code(word) => {
                self.add(at, 1, Kind::DateCode, 95, "goods-reason-label-date-code")
            }
            Some(Label::Hs) if is_hs(word) => self.add(at, 1, Kind::Hs, 95, "goods-reason-label-hs"),
            // What an invoice or a standard is numbered with is no part; its year or page may follow behind a stroke.
            Some(Label::Other | Label::Hs) => {}
            Some(Label::For) if token.letters > 0 => {}
            _ => return self.candidate(at, token, word, label),
        }
        1
    }

    fn han(&mut self, at: usize, run: &str) {
        if products::is_han_product(run) {
            self.product = Some(at);
        }
        self.label = words::han_label(run);
    }

    /// A piece without digits: an announcement, a maker, a package, or nothing.
    fn word(&mut self, at: usize, token: &Token, word: &str) -> usize {
        if products::is_product(word) {
            self.product = Some(at);
        }
        if words::is_filler(word) {
            // `MODEL YEAR` announces nothing, `MODEL NO` still does. `ДАТА ИЗГОТ.` is told by its first word.
            return 1;
        }
        if let Some((name, length)) = self.makers.named(word, |more| {
            self.tokens.get(at + 1 + more).map(|next| self.tokens.capitals(next))
        }) {
            let name = name.to_owned();
            self.add_as(at, length, Kind::Maker, name, 85, "goods-reason-maker");
            self.label = None;
            return length;
        }
        let folded: Vec<char> = shapes::fold(word).collect();
        let next = self.tokens.get(at + 1);
        // `TEN 5-2411`: the maker writes its numbers with a space.
        if let Some(next) = next.filter(|next| next.digits > 1 && !next.han && next.after == ' ' && folded.len() >= 3)
            && self.tokens.capitals(next).starts_with(|c: char| c.is_ascii_digit())
            && self.makers.is_beginning(&folded)
            && self.tokens.capitals(next).contains('-')
            && !shapes::is_measure(self.tokens.capitals(next))
        {
            self.add(at, 2, Kind::Part, 70, "goods-reason-beginning");
            self.label = None;
            return 2;
        }
        let date = matches!(word, "DATE" | "ДАТА" | "ДАТИ")
            && matches!(self.tokens.word(at + 1), "CODE" | "ИЗГОТ" | "ВИРОБНИЦТВА");
        self.label = match (self.label, words::label_of(word)) {
            _ if date => Some(Label::DateCode),
            // `КОД ТОВАРУ`, `SERIAL NUMBER OF PART`: what is said first holds.
            (Some(Label::Other), Some(Label::Part)) if token.after == ' ' => Some(Label::Other),
            (_, found) => found,
        };
        if is_kept_packing(word) {
            self.add(at, 1, Kind::Packing, 60, "goods-reason-packing");
        }
        1
    }

    /// A piece that may be a part number, or a code that stands there without being announced.
    fn candidate(&mut self, at: usize, token: &Token, word: &str, label: Option<Label>) -> usize {
        if let Some(code) = word.strip_prefix("DC").or_else(|| word.strip_prefix("D/C"))
            && shapes::is_date_code(code)
        {
            self.add_part_of(
                at,
                word.len() - code.len(),
                code.len(),
                Kind::DateCode,
                90,
                "goods-reason-label-date-code",
            );
            return 1;
        }
        if token.letters == 0 && self.bare_date_code(at, word) {
            return 1;
        }
        if token.letters == 0 && label != Some(Label::Part) {
            return self.order_number(at, token, word);
        }
        let (from, to) = self.trimmed(at, word);
        let Some(number) = word.get(from..to) else { return 1 };
        let mut shape = std::mem::take(&mut self.shape);
        shape.look(number);
        let (weight, reason) = self.weight(at, number, &shape, label);
        if weight >= ENOUGH {
            let confidence = u8::try_from((50 + weight * 6).clamp(1, 97)).unwrap_or(50);
            self.parts += 1;
            self.add_part_of(at, from, to - from, Kind::Part, confidence, reason);
        } else if shapes::is_package(&shape.folded) {
            self.add(at, 1, Kind::Packing, 70, "goods-reason-packing");
        }
        self.shape = shape;
        self.rest_quantity(at, word, to);
        1
    }

    /// Figures alone are an order number where they stand beside the maker's name: `BOSCH 0281020123`, `744771147 WURTH`.
    fn order_number(&mut self, at: usize, token: &Token, word: &str) -> usize {
        let bare = word.chars().all(|c| c.is_ascii_digit() || c == '-');
        let behind = self.finds.last().is_some_and(|find| {
            let near = at.checked_sub(1).and_then(|before| self.tokens.get(before));
            find.kind == Kind::Maker && near.is_some_and(|near| near.bytes.end == find.bytes.end) && token.after == ' '
        });
        let before = || {
            let next = self.tokens.get(at + 1)?;
            let rest = |more: usize| self.tokens.get(at + 2 + more).map(|next| self.tokens.capitals(next));
            (next.after == ' ')
                .then(|| self.makers.named(self.tokens.capitals(next), rest))
                .flatten()
        };
        if bare && (6..=12).contains(&token.digits) && (behind || before().is_some()) {
            self.add(at, 1, Kind::Part, 60, "goods-reason-beside-maker");
        }
        1
    }

    /// How much speaks for a part number, and what most.
    fn weight(&self, at: usize, number: &str, shape: &Shape, label: Option<Label>) -> (i32, &'static str) {
        let mut weight = shape.weight(number);
        if label == Some(Label::Part)
            && shape.digits > 0
            && shape.folded.len() >= 3
            && !shapes::is_measure(number)
            && !shapes::is_size(number)
        {
            let plain = if shape.letters == 0 && shape.folded.len() < 5 {
                0
            } else {
                5
            };
            return (weight.max(0) + plain, "goods-reason-label-part");
        }
        if weight < 0 {
            return (weight, "");
        }
        let mut reason = "goods-reason-form";
        if self.product.is_some_and(|product| at - product <= NEAR) {
            weight += 1;
            reason = "goods-reason-product";
        }
        if self.makers.begins(&shape.folded) {
            weight += 2;
            reason = "goods-reason-beginning";
        }
        let counted = self.tokens.get(at + 1).is_some_and(|next| next.digits > 0) && self.unit(at + 2).is_some();
        let lettered = shape.folded.iter().filter(|c| c.is_ascii_alphanumeric()).count() == shape.folded.len();
        weight += i32::from(counted && shape.digits >= 2 && (lettered || weight >= 3));
        (weight, reason)
    }

    /// Where the number begins and ends inside its piece: `IC-SN74LVC1G08DBVR-TI-3000PCS-SOT23-5` and `TXS0108EPWR-100 ШТ` hold more.
    fn trimmed(&self, at: usize, word: &str) -> (usize, usize) {
        let mut from = 0;
        let mut to = word.len();
        if let Some((head, rest)) = word.split_once('-')
            && matches!(head, "IC" | "ИМС" | "MCU")
            && rest.contains(|c: char| c.is_ascii_digit())
        {
            from = head.len() + 1;
        }
        let mut place = from;
        for (count, part) in word.get(from..).unwrap_or_default().split('-').enumerate() {
            let figures = part.trim_end_matches(|c: char| !c.is_ascii_digit());
            let unit = part.get(figures.len()..).unwrap_or_default();
            let glued = !unit.is_empty()
                && units::unit_of(unit).is_some_and(|unit| unit.kind == UnitKind::Things)
                && shapes::number(figures).is_some();
            let last = place + part.len() == word.len();
            let counted = last
                && unit.is_empty()
                && part.len() <= 6
                && shapes::number(figures).is_some()
                && self.unit(at + 1).is_some();
            if count > 0 && (glued || (counted && part.len() >= 2)) {
                to = place.saturating_sub(1);
                break;
            }
            place += part.len() + 1;
        }
        // A maker's short name behind the number: `…DBVR-TI`.
        if to < word.len()
            && let Some(cut) = word.get(from..to).and_then(|number| number.rfind('-'))
            && word
                .get(from + cut + 1..to)
                .is_some_and(|tail| matches!(tail, "TI" | "ST" | "NXP" | "ADI" | "ON"))
        {
            to = from + cut;
        }
        (from, to)
    }

    /// Four figures that can be year and week, right behind a part number; or figures with a plus.
    fn bare_date_code(&mut self, at: usize, word: &str) -> bool {
        if !shapes::is_date_code(word) {
            return false;
        }
        let later = word.ends_with('+');
        let behind_part = self.finds.last().is_some_and(|find| {
            let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
            find.kind == Kind::Part
                && before
                    .is_some_and(|before| before.bytes.end >= find.bytes.end && before.bytes.start <= find.bytes.start)
        });
        if later || (behind_part && self.unit(at + 1).is_none()) {
            self.add(
                at,
                1,
                Kind::DateCode,
                if later { 80 } else { 65 },
                "goods-reason-form-date-code",
            );
            return true;
        }
        false
    }

    fn add(&mut self, at: usize, length: usize, kind: Kind, confidence: u8, reason: &'static str) {
        let written = self
            .span(at, length)
            .map(|(bytes, _)| self.tokens.text.get(bytes).unwrap_or_default().to_owned());
        self.parts += usize::from(kind == Kind::Part);
        self.add_as(at, length, kind, written.unwrap_or_default(), confidence, reason);
    }

    fn span(&self, at: usize, length: usize) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
        let first = self.tokens.get(at)?;
        let last = self.tokens.get(at + length.max(1) - 1).unwrap_or(first);
        Some((first.bytes.start..last.bytes.end, first.chars.start..last.chars.end))
    }

    pub(super) fn add_as(
        &mut self,
        at: usize,
        length: usize,
        kind: Kind,
        value: String,
        confidence: u8,
        reason: &'static str,
    ) {
        if let Some((bytes, chars)) = self.span(at, length) {
            self.push(bytes, chars, kind, value, confidence, reason);
        }
    }

    /// A find inside a piece; places are bytes of the piece in capitals, which are as long as the text's own for these scripts.
    fn add_part_of(&mut self, at: usize, from: usize, length: usize, kind: Kind, confidence: u8, reason: &'static str) {
        let Some(token) = self.tokens.get(at) else { return };
        let start = token.bytes.start + from;
        let bytes = start..start + length;
        let (Some(head), Some(value)) = (
            self.tokens.text.get(token.bytes.start..start),
            self.tokens.text.get(bytes.clone()),
        ) else {
            // Capitals of another length: the whole piece is shown.
            self.add_as(at, 1, kind, self.tokens.written(token).to_owned(), confidence, reason);
            return;
        };
        let first = token.chars.start + head.chars().count();
        let chars = first..first + value.chars().count();
        self.push(bytes, chars, kind, value.to_owned(), confidence, reason);
    }

    fn push(
        &mut self,
        bytes: std::ops::Range<usize>,
        chars: std::ops::Range<usize>,
        kind: Kind,
        value: String,
        confidence: u8,
        reason: &'static str,
    ) {
        let say = Say::new(reason);
        let goods = self.parts.saturating_sub(1);
        self.finds.push(Find {
            kind,
            bytes,
            chars,
            value,
            unit: None,
            confidence,
            reason: say,
            goods,
        });
    }
}

/// Four to ten figures, with points perhaps.
fn is_hs(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    (4..=12).contains(&digits) && word.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// Packings that are words of their own.
fn is_kept_packing(word: &str) -> bool {
    matches!(
        word,
        "TRAY" | "TUBE" | "REEL" | "T/R" | "TAPE" | "КОТУШКА" | "КАТУШКА" | "ЛЕНТА"
    )
}
