//! Codes of customs and export control, checked for their form, and the grades of the Admiralty code.
//!
//! A code that passes has the right form; whether it applies to a part is for people and sources to say. In particular an ECCN
//! does not follow from an HS code.

use std::fmt;

use crate::error::Say;

/// The editions of the Harmonized System that customs records of the last decades use.
pub const HS_EDITIONS: [u16; 7] = [1996, 2002, 2007, 2012, 2017, 2022, 2028];

/// A six-digit code of the Harmonized System with its edition, without which the digits mean nothing certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hs6 {
    code: u32,
    edition: u16,
}

impl Hs6 {
    /// From the digits (`8542.31`, `854231`, `8542 31`) and the edition (`2022` or `HS 2022`).
    pub fn new(code: &str, edition: &str) -> Result<Hs6, Say> {
        let digits: String = code.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
        let number = digits
            .parse::<u32>()
            .ok()
            .filter(|_| digits.len() == 6 && plain_digits(&digits));
        // Chapters run from 01 to 97 with 77 held back; each begins with heading 01.
        let sound = |code: &u32| {
            (1..=97).contains(&(code / 10_000)) && code / 10_000 != 77 && !(code / 100).is_multiple_of(100)
        };
        let code = number.filter(sound).ok_or_else(|| Say::new("hs6-invalid"))?;
        let year = edition.trim().trim_start_matches(['H', 'h', 'S', 's']).trim();
        let edition = year.parse::<u16>().ok().filter(|year| HS_EDITIONS.contains(year));
        let edition = edition.ok_or_else(|| {
            let known: Vec<String> = HS_EDITIONS.iter().map(u16::to_string).collect();
            Say::new("hs6-edition").with("editions", known.join(", "))
        })?;
        Ok(Hs6 { code, edition })
    }

    /// Reads `8542.31 (HS 2022)` or `8542.31 HS2022`.
    pub fn parse(text: &str) -> Result<Hs6, Say> {
        let text = text.trim();
        let cut = text.find(['H', 'h', '(']).unwrap_or(text.len());
        let (code, edition) = text.split_at_checked(cut).unwrap_or((text, ""));
        Hs6::new(code.trim(), edition.trim_matches(['(', ')', ' ']))
    }

    /// The six digits.
    pub fn digits(self) -> String {
        format!("{:06}", self.code)
    }

    /// The digits as they are printed: `8542.31`.
    pub fn dotted(self) -> String {
        format!("{:04}.{:02}", self.code / 100, self.code % 100)
    }

    /// The year of the edition.
    pub fn edition(self) -> u16 {
        self.edition
    }
}

impl fmt::Display for Hs6 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (HS {})", self.dotted(), self.edition)
    }
}

fn plain_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// An entry of a control list: category, product group, three digits, and paragraphs: `3A001.a.2`.
fn list_entry(text: &str) -> Option<String> {
    let mut parts = text.split('.');
    let entry = parts.next()?.to_ascii_uppercase();
    let mut letters = entry.chars();
    let category = letters.next().is_some_and(|c| c.is_ascii_digit());
    let group = letters.next().is_some_and(|c| matches!(c, 'A'..='E'));
    let digits = letters.as_str();
    if !category || !group || digits.len() != 3 || !plain_digits(digits) {
        return None;
    }
    let mut code = entry;
    for (depth, part) in parts.enumerate() {
        // Letters and numbers take turns: .a.2.b; a letter may be doubled (.aa), a number has at most two digits.
        let letters = part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let numbers = part.len() <= 2 && plain_digits(part);
        let fits = if depth % 2 == 0 { letters } else { numbers };
        if part.is_empty() || !fits || depth > 5 {
            return None;
        }
        code.push('.');
        code.push_str(&part.to_ascii_lowercase());
    }
    Some(code)
}

/// A United States export control classification number, or EAR99.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Eccn(String);

impl Eccn {
    /// Reads `3A001`, `3a001.A.2.c` or `EAR99`.
    pub fn parse(text: &str) -> Result<Eccn, Say> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("EAR99") {
            return Ok(Eccn("EAR99".to_owned()));
        }
        list_entry(text).map(Eccn).ok_or_else(|| Say::new("eccn-invalid"))
    }

    /// The code in its usual spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Eccn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An entry of Annex I of the European dual-use regulation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DualUse(String);

impl DualUse {
    /// Reads `5A002` or `3A001.a.2`.
    pub fn parse(text: &str) -> Result<DualUse, Say> {
        list_entry(text.trim())
            .map(DualUse)
            .ok_or_else(|| Say::new("dual-use-invalid"))
    }

    /// The code in its usual spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DualUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How reliable a source is, judged apart from what it says (Admiralty code).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Reliability cannot be judged.
    F,
}

impl Reliability {
    /// Every grade, best first; F is no grade below E, it says that nobody can judge.
    pub const ALL: [Reliability; 6] = [
        Reliability::A,
        Reliability::B,
        Reliability::C,
        Reliability::D,
        Reliability::E,
        Reliability::F,
    ];

    /// The stored words, in the order of [`Reliability::ALL`].
    pub const WORDS: &'static [&'static str] = &["A", "B", "C", "D", "E", "F"];

    /// The letter.
    pub fn as_str(self) -> &'static str {
        self.words().0
    }

    /// Fluent key of the meaning.
    pub fn key(self) -> &'static str {
        self.words().1
    }

    /// Reads the letter, in either case.
    pub fn parse(text: &str) -> Result<Reliability, Say> {
        let found = Reliability::ALL
            .into_iter()
            .find(|one| one.as_str().eq_ignore_ascii_case(text.trim()));
        found.ok_or_else(|| Say::new("reliability-invalid"))
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Reliability::A => ("A", "reliability-A"),
            Reliability::B => ("B", "reliability-B"),
            Reliability::C => ("C", "reliability-C"),
            Reliability::D => ("D", "reliability-D"),
            Reliability::E => ("E", "reliability-E"),
            Reliability::F => ("F", "reliability-F"),
        }
    }
}

/// How credible a piece of information is, judged apart from who gave it (Admiralty code).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Credibility {
    /// Confirmed by other sources.
    Confirmed,
    /// Probably true.
    Probable,
    /// Possibly true.
    Possible,
    /// Doubtful.
    Doubtful,
    /// Improbable.
    Improbable,
    /// Truth cannot be judged.
    Unjudged,
}

impl Credibility {
    /// Every grade, best first; 6 is no grade below 5, it says that nobody can judge.
    pub const ALL: [Credibility; 6] = [
        Credibility::Confirmed,
        Credibility::Probable,
        Credibility::Possible,
        Credibility::Doubtful,
        Credibility::Improbable,
        Credibility::Unjudged,
    ];

    /// The stored words, in the order of [`Credibility::ALL`].
    pub const WORDS: &'static [&'static str] = &["1", "2", "3", "4", "5", "6"];

    /// The digit.
    pub fn as_str(self) -> &'static str {
        self.words().0
    }

    /// Fluent key of the meaning.
    pub fn key(self) -> &'static str {
        self.words().1
    }

    /// Reads the digit.
    pub fn parse(text: &str) -> Result<Credibility, Say> {
        let found = Credibility::ALL.into_iter().find(|one| one.as_str() == text.trim());
        found.ok_or_else(|| Say::new("credibility-invalid"))
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Credibility::Confirmed => ("1", "credibility-1"),
            Credibility::Probable => ("2", "credibility-2"),
            Credibility::Possible => ("3", "credibility-3"),
            Credibility::Doubtful => ("4", "credibility-4"),
            Credibility::Improbable => ("5", "credibility-5"),
            Credibility::Unjudged => ("6", "credibility-6"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hs_codes_need_their_edition() {
        for text in ["8542.31 (HS 2022)", "854231 HS2022", "8542 31 hs 2022"] {
            assert_eq!(Hs6::parse(text).unwrap().to_string(), "8542.31 (HS 2022)", "{text}");
        }
        assert_eq!(Hs6::new("0101.21", "2017").unwrap().digits(), "010121");
        for text in ["8542.31", "8542.31 (HS 2021)", "8542.31 HS"] {
            assert_eq!(Hs6::parse(text).unwrap_err().key, "hs6-edition", "{text}");
        }
        for text in [
            "8542 (HS 2022)",
            "8542.3100 HS 2022",
            "7701.00 HS 2022",
            "0000.00 HS 2022",
            "9801.00 HS 2022",
            "+85423 HS 2022",
            "8500.10 HS 2022",
            "",
        ] {
            assert_eq!(Hs6::parse(text).unwrap_err().key, "hs6-invalid", "{text}");
        }
    }

    #[test]
    fn control_list_entries_have_one_spelling() {
        assert_eq!(Eccn::parse("3a001.A.2.C").unwrap().as_str(), "3A001.a.2.c");
        assert_eq!(Eccn::parse("ear99").unwrap().as_str(), "EAR99");
        assert_eq!(Eccn::parse("9A515.aa").unwrap().as_str(), "9A515.aa");
        assert_eq!(DualUse::parse(" 5a002 ").unwrap().as_str(), "5A002");
        assert_eq!(DualUse::parse("3A001.a.2").unwrap().as_str(), "3A001.a.2");
        for text in [
            "",
            "3A01",
            "3F001",
            "AA001",
            "3A001.",
            "3A001.2",
            "3A001.a.b",
            "3A0011",
            "3A001.a.2.c.1.d.2.e",
            "3A00é",
        ] {
            assert_eq!(Eccn::parse(text).unwrap_err().key, "eccn-invalid", "{text}");
        }
        assert_eq!(DualUse::parse("EAR99").unwrap_err().key, "dual-use-invalid");
    }

    #[test]
    fn grades_are_read_back() {
        for (one, word) in Reliability::ALL.into_iter().zip(Reliability::WORDS) {
            assert_eq!(
                (one.as_str(), one.key()),
                (*word, format!("reliability-{word}").as_str())
            );
            assert_eq!(Reliability::parse(&word.to_lowercase()).unwrap(), one);
        }
        for (one, word) in Credibility::ALL.into_iter().zip(Credibility::WORDS) {
            assert_eq!(
                (one.as_str(), one.key()),
                (*word, format!("credibility-{word}").as_str())
            );
            assert_eq!(Credibility::parse(word).unwrap(), one);
        }
        assert_eq!(Reliability::parse("G").unwrap_err().key, "reliability-invalid");
        assert_eq!(Credibility::parse("0").unwrap_err().key, "credibility-invalid");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>(), near in "[0-9][A-E][0-9]{3}(\\.[a-z0-9]{0,2}){0,3}", hs in "[0-9. ]{0,8}( ?\\(?HS ?[0-9]{0,4}\\)?)?") {
            for text in [text, near, hs] {
                if let Ok(read) = Eccn::parse(&text) {
                    prop_assert_eq!(Eccn::parse(read.as_str()), Ok(read.clone()));
                }
                if let Ok(read) = DualUse::parse(&text) {
                    prop_assert_eq!(DualUse::parse(read.as_str()), Ok(read.clone()));
                }
                if let Ok(read) = Hs6::parse(&text) {
                    prop_assert_eq!(Hs6::parse(&read.to_string()), Ok(read));
                }
            }
        }
    }
}
