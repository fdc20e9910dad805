//! The public name of a record: eight characters of Crockford's base 32, random, the same for the life of the record.
//!
//! Refs are read aloud and typed from paper, so reading is forgiving: lower case, hyphens and spaces, `O` for `0`, `I` and `L`
//! for `1`. Printing has one form only. Randomness comes from outside, because this room has none.

use std::fmt;
use std::str::FromStr;

use crate::error::Say;

/// Crockford's digits: no I, L, O, U.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many characters a ref has.
const LENGTH: usize = 8;

/// Eight characters carry forty bits.
const BITS: u64 = (1 << 40) - 1;

/// The public name of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref(u64);

impl Ref {
    /// Makes a ref from forty random bits; higher bits are ignored.
    pub fn from_bits(bits: u64) -> Ref {
        Ref(bits & BITS)
    }

    /// One of the 65,536 refs that lie in the same stretch, in an order that does not show: each `place` below 65,536 gives
    /// another.
    pub fn scattered(self, place: u32) -> Ref {
        // An odd factor takes every place to another one (https://en.wikipedia.org/wiki/Linear_congruential_generator).
        let place = u64::from(place).wrapping_mul(40_503).wrapping_add(self.0) & 0xFFFF;
        Ref((self.0 & !0xFFFF) | place)
    }

    /// The first and the last ref of the stretch in which all that [`Ref::scattered`] gives lie, in the order of their texts.
    pub fn stretch(self) -> (Ref, Ref) {
        (Ref(self.0 & !0xFFFF), Ref(self.0 | 0xFFFF))
    }

    /// The forty bits again.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// Reads a ref as people write it.
    pub fn parse(text: &str) -> Result<Ref, Say> {
        let mut bits: u64 = 0;
        let mut count = 0;
        for character in text.trim().chars().filter(|c| *c != '-' && *c != ' ') {
            let value = digit(character).ok_or_else(|| Say::new("ref-invalid"))?;
            count += 1;
            if count > LENGTH {
                return Err(Say::new("ref-invalid"));
            }
            bits = (bits << 5) | value;
        }
        if count == LENGTH {
            Ok(Ref(bits))
        } else {
            Err(Say::new("ref-invalid"))
        }
    }
}

/// The value of one character, look-alikes included.
fn digit(character: char) -> Option<u64> {
    let plain = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = DIGITS.iter().position(|digit| char::from(*digit) == plain)?;
    u64::try_from(place).ok()
}

impl fmt::Display for Ref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text: String = (0..8u32)
            .rev()
            .filter_map(|place| usize::try_from((self.0 >> (place * 5)) & 31).ok())
            .filter_map(|value| DIGITS.get(value).copied().map(char::from))
            .collect();
        f.pad(&text)
    }
}

impl FromStr for Ref {
    type Err = Say;

    fn from_str(text: &str) -> Result<Ref, Say> {
        Ref::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_stretch_gives_every_ref_once() {
        let begin = Ref::from_bits(0x12_3456_789A);
        let all: std::collections::HashSet<Ref> = (0..65_536).map(|place| begin.scattered(place)).collect();
        assert_eq!(all.len(), 65_536);
        assert!(all.iter().all(|one| one.bits() >> 16 == begin.bits() >> 16));
        // Between the ends also as texts, which is how the index has them.
        let (first, last) = begin.stretch();
        let ends = first.to_string()..=last.to_string();
        assert!(all.iter().all(|one| ends.contains(&one.to_string())));
        assert!(all.contains(&first) && all.contains(&last));
    }

    #[test]
    fn a_ref_is_read_as_people_write_it() {
        let canonical = Ref::parse("7Q01ZK1D").unwrap();
        assert_eq!(canonical.to_string(), "7Q01ZK1D");
        for text in ["7q01zk1d", "7QO1-ZKLD", " 7qoi-zkid ", "7Q01 ZK1D"] {
            assert_eq!(Ref::parse(text).unwrap(), canonical, "{text}");
        }
        assert_eq!(Ref::from_bits(0).to_string(), "00000000");
        assert_eq!(Ref::from_bits(u64::MAX).to_string(), "ZZZZZZZZ");
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "",
            "7Q01ZK1",
            "7Q01ZK1DD",
            "7Q01ZK1U",
            "7Q01ZK1é",
            "--------",
            "7Q01/K1D",
        ] {
            assert_eq!(Ref::parse(text).unwrap_err().key, "ref-invalid", "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_ref_comes_back(bits in any::<u64>()) {
            let made = Ref::from_bits(bits);
            prop_assert_eq!(made.to_string().len(), 8);
            prop_assert_eq!(Ref::parse(&made.to_string()).unwrap(), made);
            prop_assert_eq!(Ref::from_bits(made.bits()), made);
        }

        #[test]
        fn order_is_the_order_of_the_text(a in any::<u64>(), b in any::<u64>()) {
            let (a, b) = (Ref::from_bits(a), Ref::from_bits(b));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = Ref::parse(&text);
        }
    }
}
