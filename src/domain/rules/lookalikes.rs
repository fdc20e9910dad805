//! Look-alikes: what a character on a worn mark can be instead of what was read.
//!
//! Two tables are needed. The Unicode list of confusables (UTS #39) knows letters of different scripts that have one shape; it
//! has no 5 and S, 8 and B, 2 and Z, 6 and G, which is what people misread. The optical table ships as
//! `reference/confusables.csv`; transliterations in it are for comparing names and are no reading of a shape, so they are left out here.

use std::{collections::HashMap, sync::Arc};

use unicode_security::confusable_detection::skeleton;

use super::{
    entry::{Entry, RuleError},
    signs::{Alphabet, Sign, Signs, fold},
};
use crate::error::Say;

/// The dearest look-alike that is the same shape in another script or case, and so no misreading.
pub const SAME_LOOK: f64 = 0.1;

/// The dearest look-alike that a character read without doubt is tried as: the classes that readers of number plates confuse.
/// A character read with doubt can be anything in the table.
pub const EASILY: f64 = 0.3;

/// One other way to read a character.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Way {
    /// What it can be.
    pub sign: Sign,
    /// How far-fetched that is, from 0 (the same character) to 1.
    pub cost: f64,
}

/// What a character on a mark can be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shape {
    /// The character itself, and what is the same in other writing: Persian digits are digits.
    pub exact: Signs,
    /// What it is easily misread for, and itself.
    pub near: Signs,
    /// Everything it can be.
    pub all: Signs,
    /// The other ways to read it, likeliest first.
    pub ways: Vec<Way>,
    /// Its place among the shapes that are ready; equal shapes of one mark share a number.
    pub number: usize,
}

/// What each character can be.
#[derive(Debug, Clone, Default)]
pub struct Lookalikes {
    ways: HashMap<char, Vec<Way>>,
    /// Ready for the characters of most marks, by their number.
    shapes: Vec<Arc<Shape>>,
    /// The numbers of those beyond ASCII; an ASCII character is its own number.
    numbers: HashMap<char, usize>,
}

impl Lookalikes {
    /// Reads the entries `[[lookalike]]` with `a`, `b`, `cost`, `why`.
    ///
    /// # Errors
    /// Every wrong entry.
    pub fn parse<'e>(
        entries: impl Iterator<Item = &'e Entry>,
        alphabet: &mut Alphabet,
    ) -> Result<Lookalikes, Vec<RuleError>> {
        let mut wrong = Vec::new();
        let mut pairs: HashMap<char, Vec<(char, f64)>> = HashMap::new();
        for entry in entries {
            let cost = match entry.number("cost", 0.0, 1.0) {
                Ok(Some(cost)) => cost,
                Ok(None) => {
                    wrong.push(entry.wrong("cost", Say::new("rule-required")));
                    continue;
                }
                Err(error) => {
                    wrong.push(error);
                    continue;
                }
            };
            let (a, b) = (single(entry.fields.get("a")), single(entry.fields.get("b")));
            let transliterated = entry.fields.get("why").starts_with("transliteration");
            // Pairs such as W and VV change the length of a mark; they serve the search, not the rules.
            if let (Some(a), Some(b), false) = (a, b, transliterated) {
                pairs.entry(a).or_default().push((b, cost));
                pairs.entry(b).or_default().push((a, cost));
            }
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Lookalikes::compile(&pairs, alphabet))
    }

    fn compile(pairs: &HashMap<char, Vec<(char, f64)>>, alphabet: &Alphabet) -> Lookalikes {
        let mut all: HashMap<char, Vec<Way>> = HashMap::new();
        for (character, direct) in pairs {
            let mut ways: Vec<Way> = Vec::new();
            let mut add = |other: char, cost: f64| {
                let sign = alphabet.sign(other);
                // Case is folded away, so what looks like a small l or q must not come out as a capital L or Q.
                if other.is_ascii_lowercase() || sign == alphabet.sign(*character) {
                    return;
                }
                match ways.iter_mut().find(|way| way.sign == sign) {
                    Some(way) => way.cost = way.cost.min(cost),
                    None => ways.push(Way { sign, cost }),
                }
            };
            for (other, cost) in direct {
                add(*other, *cost);
                // What has the same look may in turn be misread: a small s is an S, and an S a 5.
                if *cost <= SAME_LOOK {
                    let further = pairs.get(other).into_iter().flatten();
                    further.for_each(|(third, more)| add(*third, cost + more));
                }
            }
            ways.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.sign.cmp(&b.sign)));
            all.insert(*character, ways);
        }
        let mut known = Lookalikes {
            ways: all,
            ..Lookalikes::default()
        };
        let mut beyond: Vec<char> = known.ways.keys().copied().filter(|c| !c.is_ascii()).collect();
        beyond.sort_unstable();
        let ascii = (0_u8..128).map(char::from);
        for (number, character) in ascii.chain(beyond).enumerate() {
            let shape = known.build(character, alphabet, number);
            known.shapes.push(Arc::new(shape));
            if !character.is_ascii() {
                known.numbers.insert(character, number);
            }
        }
        known
    }

    /// What a character on a mark can be, where that is ready.
    pub fn shape(&self, character: char) -> Option<&Arc<Shape>> {
        let number = match u8::try_from(character) {
            Ok(byte) if byte.is_ascii() => usize::from(byte),
            _ => *self.numbers.get(&character)?,
        };
        self.shapes.get(number)
    }

    /// Every shape that is ready, in the order of their numbers.
    pub fn shapes(&self) -> &[Arc<Shape>] {
        &self.shapes
    }

    /// Makes out what a character can be, under a number of its own.
    pub fn build(&self, character: char, alphabet: &Alphabet, number: usize) -> Shape {
        let mut exact = Signs::one(alphabet.sign(character));
        let mut ways = self.of(character, alphabet);
        // A Persian seven is a 7; a 7 is not a letter because some script writes it as one.
        let ascii = |sign: Sign| sign < 128;
        ways.iter()
            .filter(|way| way.cost == 0.0 && ascii(way.sign))
            .for_each(|way| exact.add(way.sign));
        ways.retain(|way| way.cost > 0.0);
        ways.retain(|way| !exact.has(way.sign));
        let (mut near, mut all) = (exact, exact);
        for way in &ways {
            all.add(way.sign);
            if way.cost <= EASILY {
                near.add(way.sign);
            }
        }
        Shape {
            exact,
            near,
            all,
            ways,
            number,
        }
    }

    /// The other ways to read a character, likeliest first.
    fn of(&self, character: char, alphabet: &Alphabet) -> Vec<Way> {
        if let Some(ways) = self.ways.get(&character) {
            return ways.clone();
        }
        if character.is_ascii() {
            return Vec::new();
        }
        // Digits of other scripts and wide forms are the same character; look-alikes of Unicode have the same look.
        let same = character.to_digit(10).and_then(|digit| char::from_digit(digit, 10));
        let twin = same.or_else(|| {
            let folded = fold(character).to_string();
            let mut shape = skeleton(&folded);
            match (shape.next(), shape.next()) {
                (Some(one), None) if one.is_ascii_alphanumeric() && shares_shapes(character) => Some(one),
                _ => None,
            }
        });
        let Some(twin) = twin else { return Vec::new() };
        let mut ways = vec![Way {
            sign: alphabet.sign(twin),
            cost: if same.is_some() { 0.0 } else { SAME_LOOK / 2.0 },
        }];
        let further = self.ways.get(&fold(twin)).into_iter().flatten();
        ways.extend(further.map(|way| Way {
            sign: way.sign,
            cost: way.cost + SAME_LOOK / 2.0,
        }));
        ways
    }
}

/// Alphabets whose letters share shapes with Latin ones; the Unicode list also equates an Arabic alef with `l`.
fn shares_shapes(character: char) -> bool {
    matches!(character,
        '\u{370}'..='\u{52f}' | '\u{530}'..='\u{58f}' | '\u{13a0}'..='\u{13f5}' | '\u{2c80}'..='\u{2cff}'
        | '\u{a4d0}'..='\u{a4ff}' | '\u{a640}'..='\u{a69f}' | '\u{ff10}'..='\u{ff5a}')
}

fn single(text: &str) -> Option<char> {
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
}
