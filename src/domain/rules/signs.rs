//! Signs: the characters a rule can tell apart, as small numbers, and sets of them.
//!
//! Case is folded away, because engraved and stamped marks rarely carry it reliably. Characters of other scripts get a number
//! when some rule names them; all others are "another letter" or "another sign". That keeps a set of signs small enough to be
//! compared in a few machine instructions, which is what makes reading a million marks bearable.

use std::collections::HashMap;

/// The number of a sign.
pub type Sign = u16;

/// A letter of some script that no rule names.
pub const OTHER_LETTER: Sign = 128;
/// Any other character that no rule names.
pub const OTHER_SIGN: Sign = 129;
/// The first number given to a character that is named by a rule and not in ASCII.
const FIRST_NAMED: Sign = 130;
/// How many signs there can be.
const ROOM: usize = 512;

/// A set of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signs([u64; 8]);

impl Signs {
    /// The empty set.
    pub const NONE: Signs = Signs([0; 8]);
    /// Every sign.
    pub const ALL: Signs = Signs([u64::MAX; 8]);

    /// Every sign that is seen on a mark: all but those of control characters and the gap.
    pub const VISIBLE: Signs = Signs([
        u64::MAX << 33,
        u64::MAX,
        u64::MAX,
        u64::MAX,
        u64::MAX,
        u64::MAX,
        u64::MAX,
        u64::MAX,
    ]);

    /// The set of one sign.
    pub fn one(sign: Sign) -> Signs {
        let mut set = Signs::NONE;
        set.add(sign);
        set
    }

    /// Adds a sign.
    pub fn add(&mut self, sign: Sign) {
        if let Some(word) = self.0.get_mut(usize::from(sign / 64)) {
            *word |= 1 << (sign % 64);
        }
    }

    /// Adds all of another set.
    pub fn join(&mut self, other: &Signs) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
    }

    /// True when the sign is in it.
    pub fn has(&self, sign: Sign) -> bool {
        let word = self.0.get(usize::from(sign / 64)).copied().unwrap_or_default();
        word >> (sign % 64) & 1 == 1
    }

    /// True when some sign is in both.
    pub fn meets(&self, other: &Signs) -> bool {
        self.0.iter().zip(other.0).any(|(mine, theirs)| mine & theirs != 0)
    }

    /// Every sign in it, in order.
    pub fn iter(&self) -> impl Iterator<Item = Sign> {
        let words = (0_u16..).zip(self.0);
        words.flat_map(|(word, bits)| {
            let mut rest = bits;
            std::iter::from_fn(move || {
                let lowest = u16::try_from(rest.trailing_zeros()).ok().filter(|_| rest != 0)?;
                rest &= rest - 1;
                Some(word * 64 + lowest)
            })
        })
    }

    /// True when nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// The signs of ASCII that pass a test.
    fn ascii(test: impl Fn(u8) -> bool) -> Signs {
        let mut set = Signs::NONE;
        for byte in 0_u8..128 {
            if test(byte) {
                set.add(Sign::from(byte));
            }
        }
        set
    }
}

/// The numbers given to characters.
#[derive(Debug, Clone, Default)]
pub struct Alphabet {
    named: HashMap<char, Sign>,
    order: Vec<char>,
}

impl Alphabet {
    /// The number of a character on a mark; characters no rule names share one number.
    pub fn sign(&self, character: char) -> Sign {
        let folded = fold(character);
        match u8::try_from(folded) {
            Ok(byte) if byte.is_ascii() => Sign::from(byte),
            _ => self.named.get(&folded).copied().unwrap_or(if folded.is_alphabetic() {
                OTHER_LETTER
            } else {
                OTHER_SIGN
            }),
        }
    }

    /// The number of a character in a rule; gives it one of its own if it has none. `None` when there are too many.
    pub fn name(&mut self, character: char) -> Option<Sign> {
        let known = self.sign(character);
        if known != OTHER_LETTER && known != OTHER_SIGN {
            return Some(known);
        }
        let next = usize::from(FIRST_NAMED).saturating_add(self.order.len());
        let sign = Sign::try_from(next).ok().filter(|_| next < ROOM)?;
        let folded = fold(character);
        self.named.insert(folded, sign);
        self.order.push(folded);
        Some(sign)
    }

    /// The character of a number, for explanations.
    pub fn character(&self, sign: Sign) -> char {
        match u8::try_from(sign) {
            Ok(byte) if byte.is_ascii() => char::from(byte),
            _ => {
                let place = usize::from(sign.saturating_sub(FIRST_NAMED));
                self.order.get(place).copied().unwrap_or('?')
            }
        }
    }

    /// Digits.
    pub fn digits(&self) -> Signs {
        Signs::ascii(|byte| byte.is_ascii_digit())
    }

    /// Latin capitals, which stand for both cases.
    pub fn latin(&self) -> Signs {
        Signs::ascii(|byte| byte.is_ascii_uppercase())
    }

    /// Letters of every script.
    pub fn letters(&self) -> Signs {
        let mut set = self.latin();
        set.add(OTHER_LETTER);
        for character in self.order.iter().filter(|character| character.is_alphabetic()) {
            set.add(self.sign(*character));
        }
        set
    }

    /// Latin letters and digits.
    pub fn latin_or_digit(&self) -> Signs {
        Signs::ascii(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    }
}

/// One case for all: the capital, where there is a single one.
pub fn fold(character: char) -> char {
    let mut upper = character.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(one), None) => one,
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_cases_are_one_sign_and_unknown_letters_share_one() {
        let mut alphabet = Alphabet::default();
        assert_eq!(alphabet.sign('a'), alphabet.sign('A'));
        assert_eq!(alphabet.sign('ж'), OTHER_LETTER);
        let named = alphabet.name('ж').unwrap();
        assert_eq!(alphabet.sign('Ж'), named);
        assert_eq!(alphabet.character(named), 'Ж');
        assert!(alphabet.letters().has(named));
        assert!(!alphabet.latin().has(named));
        assert_eq!(alphabet.sign('年'), OTHER_LETTER);
    }
}
