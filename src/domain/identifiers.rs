//! Numbers that registers give to organizations, with the check digits that catch a slip of the pen.
//!
//! A scheme this file does not know is kept as it is written: better an unchecked number than none.

use super::text;
use crate::error::Say;

/// The longest name of a scheme, in characters.
const SCHEME: usize = 20;
/// The longest number, in characters.
const NUMBER: usize = 80;

/// A number in a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// The register, in capitals: `LEI`, `CAGE`, `INN`.
    pub scheme: String,
    /// The number as the register writes it.
    pub value: String,
}

impl Identifier {
    /// Reads `scheme: value`. The schemes LEI, INN, OGRN and USCC are checked by their check digits, CAGE and DUNS by their form.
    ///
    /// # Errors
    /// A `Say` naming the line and what is wrong with it.
    pub fn parse(line: &str) -> Result<Identifier, Say> {
        let parts = line
            .split_once(':')
            .map(|(scheme, value)| (scheme.trim().to_uppercase(), value));
        let Some((scheme, value)) = parts.filter(|(scheme, _)| is_scheme(scheme)) else {
            return Err(Say::new("identifier-form").with("given", line));
        };
        let value = text::clean_line(value, NUMBER)?;
        let plain: String = value
            .chars()
            .filter(|c| !matches!(c, ' ' | '-'))
            .flat_map(char::to_uppercase)
            .collect();
        let checked = match scheme.as_str() {
            "LEI" => Some(is_lei(&plain)),
            "INN" => Some(is_inn(&plain)),
            "OGRN" | "OGRNIP" => Some(is_ogrn(&plain)),
            "USCC" => Some(is_uscc(&plain)),
            "CAGE" | "NCAGE" => Some(is_cage(&plain)),
            "DUNS" => Some(plain.len() == 9 && digits(&plain).is_some()),
            _ => None,
        };
        match checked {
            Some(true) => Ok(Identifier { scheme, value: plain }),
            Some(false) => Err(Say::new("identifier-wrong").with("scheme", scheme).with("given", value)),
            None if value.is_empty() => Err(Say::new("identifier-form").with("given", line)),
            None => Ok(Identifier { scheme, value }),
        }
    }

    /// The line that [`Identifier::parse`] reads.
    pub fn line(&self) -> String {
        format!("{}: {}", self.scheme, self.value)
    }
}

fn is_scheme(word: &str) -> bool {
    let length = word.chars().count();
    (1..=SCHEME).contains(&length)
        && word
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | ' ' | '.'))
}

/// The digits of a number, when it consists of digits only.
fn digits(text: &str) -> Option<Vec<u32>> {
    text.chars().map(|c| c.to_digit(10)).collect()
}

/// The sum of digits times weights.
fn weighed(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// ISO 17442: twenty letters and digits whose number, letters as 10 to 35, leaves 1 when divided by 97.
fn is_lei(text: &str) -> bool {
    let rest = text.chars().try_fold(0_u32, |rest, c| {
        let value = c.to_digit(36).filter(|_| c.is_ascii())?;
        let shift = if value < 10 { 10 } else { 100 };
        Some((rest * shift + value) % 97)
    });
    text.len() == 20 && rest == Some(1)
}

/// The Russian taxpayer number: ten digits for a firm, twelve for a person, the last one or two being check digits.
fn is_inn(text: &str) -> bool {
    const FIRM: [u32; 9] = [2, 4, 10, 3, 5, 9, 4, 6, 8];
    const FIRST: [u32; 10] = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    const SECOND: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    let Some(digits) = digits(text) else {
        return false;
    };
    let agrees = |weights: &[u32]| digits.get(weights.len()) == Some(&(weighed(&digits, weights) % 11 % 10));
    match digits.len() {
        10 => agrees(&FIRM),
        12 => agrees(&FIRST) && agrees(&SECOND),
        _ => false,
    }
}

/// The Russian registration number: what stands before the last digit, divided by 11 (13 digits) or 13 (15 digits), gives it.
fn is_ogrn(text: &str) -> bool {
    let divisor = match text.len() {
        13 => 11,
        15 => 13,
        _ => return false,
    };
    let (Some(_), Some((body, check))) = (digits(text), text.split_at_checked(text.len() - 1)) else {
        return false;
    };
    let remainder = body.parse::<u64>().map(|body| body % divisor % 10);
    remainder.ok() == check.parse().ok()
}

/// The Chinese unified social credit code, GB 32100: eighteen characters, the last a check character modulo 31.
fn is_uscc(text: &str) -> bool {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    let values: Option<Vec<u32>> = text
        .chars()
        .map(|c| ALPHABET.find(c).and_then(|place| u32::try_from(place).ok()))
        .collect();
    let Some(values) = values.filter(|values| values.len() == 18) else {
        return false;
    };
    values.last() == Some(&((31 - weighed(&values, &WEIGHTS) % 31) % 31))
}

/// NATO's commercial and government entity code: five letters and digits, never `I` or `O`.
fn is_cage(text: &str) -> bool {
    text.len() == 5
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() && !matches!(c, 'I' | 'O'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(line: &str) -> bool {
        Identifier::parse(line).is_ok()
    }

    #[test]
    fn a_number_is_told_with_its_register() {
        let lei = Identifier::parse("lei: 5493 00GR MM7H 8PW1 CV32").err();
        assert_eq!(lei.map(|say| say.key), Some("identifier-wrong"));
        let cage = Identifier::parse(" cage :1aa11").unwrap();
        assert_eq!(cage.line(), "CAGE: 1AA11");
        assert_eq!(Identifier::parse(&cage.line()).unwrap(), cage);
        assert_eq!(Identifier::parse("HRB: 12 345 B").unwrap().line(), "HRB: 12 345 B");
    }

    #[test]
    fn a_slip_of_the_pen_is_caught() {
        // Numbers that are printed as examples of their schemes, and their neighbours.
        assert!(reads("LEI: 506700GE1G29325QX363"));
        assert!(!reads("LEI: 506700GE1G29325QX364"));
        assert!(!reads("LEI: 506700GE1G29325QX36"));
        assert!(reads("INN: 7707083893"));
        assert!(!reads("INN: 7707083894"));
        assert!(reads("INN: 500100732259"));
        assert!(!reads("INN: 500100732258"));
        assert!(reads("OGRN: 1027700132195"));
        assert!(!reads("OGRN: 1027700132196"));
        assert!(reads("USCC: 91350100M000100Y43"));
        assert!(!reads("USCC: 91350100M000100Y44"));
        assert!(!reads("USCC: 91350100M000100I43"));
        assert!(!reads("CAGE: 1AAI1"));
        assert!(reads("DUNS: 15-048-3782"));
        assert!(!reads("DUNS: 15-048-378"));
    }

    #[test]
    fn a_line_without_a_register_or_a_number_is_refused() {
        for line in [
            "5493",
            ": 5493",
            "CAGE:",
            "HRB:",
            "a name far too long for a scheme: 1",
            "ÄЖ€: 1",
        ] {
            assert!(!reads(line), "{line}");
        }
    }
}
