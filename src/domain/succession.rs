//! What became of an organization: Xilinx became AMD in 2022.

use super::{
    dates::Edtf,
    parse::{Pointer, date_text},
    refs::Ref,
    text,
};
use crate::error::Say;

/// The longest remark, in characters.
const NOTE: usize = 300;

/// One step: the organization became, or became part of, another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// What it became.
    pub to: Pointer,
    /// When.
    pub since: Option<Edtf>,
    /// A remark, for example "in part".
    pub note: String,
}

impl Succession {
    /// Reads `became REF [date] [note]`. Instead of a reference a name may stand, up to the date; where that could be misread,
    /// `became name | date | note` says what is what.
    ///
    /// # Errors
    /// A `Say` on the line.
    pub fn parse(line: &str) -> Result<Succession, Say> {
        let wrong = || Say::new("succession-form").with("given", line);
        let rest = match line.split_once(char::is_whitespace) {
            Some((verb, rest)) if verb.eq_ignore_ascii_case("became") => rest.trim(),
            _ => return Err(wrong()),
        };
        let (who, date, note) = match rest.contains('|') {
            true => parted(rest),
            false => spaced(rest),
        };
        if who.is_empty() {
            return Err(wrong());
        }
        let since = match date.as_str() {
            "" => None,
            date => Some(Edtf::parse(date)?),
        };
        Ok(Succession {
            to: Pointer { text: who, id: None },
            since,
            note: text::clean_line(&note, NOTE)?,
        })
    }

    /// The line that [`Succession::parse`] reads back as this step.
    pub fn line(&self) -> String {
        let date = date_text(&self.since);
        let words = [self.to.text.as_str(), date, self.note.as_str()];
        let plain: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let plain = plain.join(" ");
        let read_back = match plain.contains('|') {
            true => parted(&plain),
            false => spaced(&plain),
        };
        if read_back == (self.to.text.clone(), date.to_owned(), self.note.clone()) {
            return format!("became {plain}");
        }
        format!("became {}", words.join(" | "))
    }
}

fn parted(rest: &str) -> (String, String, String) {
    let mut parts = rest.splitn(3, '|').map(|part| part.trim().to_owned());
    let mut next = || parts.next().unwrap_or_default();
    (next(), next(), next())
}

/// A reference is one word; a name goes on until a date.
fn spaced(rest: &str) -> (String, String, String) {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let is_date = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit() || c == '.') && Edtf::parse(word).is_ok();
    let named_by_ref = words.first().is_some_and(|word| is_reference(word));
    let end = match named_by_ref {
        true => 1,
        false => words
            .iter()
            .skip(1)
            .position(is_date)
            .map_or(words.len(), |place| place + 1),
    };
    let (who, rest) = words.split_at_checked(end).unwrap_or((&words, &[]));
    let dated = rest.first().is_some_and(is_date);
    let (date, note) = rest.split_at_checked(usize::from(dated)).unwrap_or((&[], rest));
    (who.join(" "), date.join(" "), note.join(" "))
}

/// Whether a word is a reference as the catalogue prints it, or the address of a page. Names of eight letters may look like a
/// carelessly typed reference, so only the printed form counts.
fn is_reference(word: &str) -> bool {
    let last = word.trim_end_matches('/').rsplit('/').next().unwrap_or(word);
    Ref::parse(last).is_ok_and(|reference| reference.to_string() == last.to_ascii_uppercase())
}

/// Whether making `from` become `to` would let an organization become itself, given what each became already.
///
/// # Errors
/// Those of `successors`.
pub fn would_circle<E>(
    from: i64,
    to: &[i64],
    mut successors: impl FnMut(&[i64]) -> Result<Vec<i64>, E>,
) -> Result<bool, E> {
    let mut seen: Vec<i64> = Vec::new();
    let mut next: Vec<i64> = to.to_vec();
    while !next.is_empty() {
        if next.contains(&from) {
            return Ok(true);
        }
        seen.extend(&next);
        next = successors(&next)?;
        next.sort_unstable();
        next.dedup();
        next.retain(|id| !seen.contains(id));
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str) -> (String, String, String) {
        let step = Succession::parse(line).unwrap();
        assert_eq!(Succession::parse(&step.line()).unwrap(), step, "{line}");
        let date = date_text(&step.since).to_owned();
        (step.to.text, date, step.note)
    }

    fn told(who: &str, date: &str, note: &str) -> (String, String, String) {
        (who.to_owned(), date.to_owned(), note.to_owned())
    }

    #[test]
    fn a_reference_a_date_and_a_note_are_told_apart() {
        assert_eq!(parts("became 7K2M9QXA 2011"), told("7K2M9QXA", "2011", ""));
        assert_eq!(parts("Became 7K2M9QXA"), told("7K2M9QXA", "", ""));
        assert_eq!(parts("became 7K2M9QXA in part"), told("7K2M9QXA", "", "in part"));
        assert_eq!(
            parts("became 7K2M9QXA 2009-04/2010 memory business"),
            told("7K2M9QXA", "2009-04/2010", "memory business")
        );
    }

    #[test]
    fn a_name_goes_on_until_the_date() {
        assert_eq!(
            parts("became Infineon Technologies 2015 in full"),
            told("Infineon Technologies", "2015", "in full")
        );
        assert_eq!(
            parts("became Intel | | 2015 or later"),
            told("Intel", "", "2015 or later")
        );
        assert_eq!(parts("became 3 Com | 1999 | a | b"), told("3 Com", "1999", "a | b"));
    }

    #[test]
    fn what_says_no_succession_is_refused() {
        for line in [
            "became",
            "7K2M9QXA 2011",
            "became | 2011",
            "became 7K2M9QXA | never",
            "",
        ] {
            assert!(Succession::parse(line).is_err(), "{line}");
        }
    }

    #[test]
    fn nothing_becomes_itself_by_any_way() {
        let next = |ids: &[i64]| -> Result<Vec<i64>, ()> {
            Ok(ids.iter().filter_map(|id| (*id < 4).then_some(id + 1)).collect())
        };
        assert_eq!(would_circle(3, &[1], next), Ok(true));
        assert_eq!(would_circle(1, &[1], next), Ok(true));
        assert_eq!(would_circle(1, &[2], next), Ok(false));
        // Even a circle that is already there ends the search.
        assert_eq!(would_circle(9, &[1], |_| Ok::<_, ()>(vec![1, 2])), Ok(false));
    }
}
