//! Parts: one product of one maker, under the number its maker gave it.

use super::{
    codes::{DualUse, Eccn, Hs6},
    dates::Edtf,
    fields::Fields,
    forms::{Ask, Question},
    merging,
    parse::{Pointer, Reader, date_text},
    records::{Guard, Head, Link, Record, Shelf},
    release::Sight,
    text,
};
use crate::error::{Result, Say};

/// Editions of the Harmonized System; a code means nothing without its edition.
pub const EDITIONS: &[&str] = &["2028", "2022", "2017", "2012", "2007", "2002", "1996"];

/// The form.
pub const QUESTIONS: &[Question] = &[
    Question::required("number", Ask::Line).hinted(),
    Question::optional("maker", Ask::Link(Shelf::Organizations)).hinted(),
    Question::optional("numbers", Ask::Lines).hinted(),
    Question::optional("family", Ask::Line).hinted(),
    Question::optional("description", Ask::Line),
    Question::optional("hs6", Ask::Line).hinted(),
    Question::optional("hs_edition", Ask::One(EDITIONS)),
    Question::optional("eccn", Ask::Line).hinted(),
    Question::optional("dual_use", Ask::Line).hinted(),
    Question::optional("introduced", Ask::Date),
    Question::optional("last_made", Ask::Date),
    Question::optional("note", Ask::Prose),
];

/// A part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What all records have.
    pub head: Head,
    /// Its own fields.
    pub what: NewPart,
    /// Its maker.
    pub maker: Option<Link>,
}

/// A part's own fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPart {
    /// The maker's number for exactly this product.
    pub number: String,
    /// Its maker.
    pub maker: Pointer,
    /// Older and alternative numbers.
    pub numbers: Vec<String>,
    /// The family it belongs to.
    pub family: String,
    /// What it is, in a few words.
    pub description: String,
    /// Six digits of the Harmonized System, as `8542.31`.
    pub hs6: String,
    /// The edition `hs6` is read in, one of [`EDITIONS`].
    pub hs_edition: String,
    /// United States export control classification number, or `EAR99`.
    pub eccn: String,
    /// Code of the European Union's list of dual-use items.
    pub dual_use: String,
    /// When it was first made or sold.
    pub introduced: Option<Edtf>,
    /// When it was last made.
    pub last_made: Option<Edtf>,
    /// Anything a reader must know.
    pub note: String,
}

impl NewPart {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` with every wrong field.
    pub fn parse(fields: &Fields) -> Result<NewPart> {
        let mut read = Reader::new(fields, QUESTIONS);
        let number = read.value("number", part_number).unwrap_or_default();
        let numbers = numbers(&mut read, &number);
        let part = NewPart {
            number,
            maker: read.pointer("maker"),
            numbers,
            family: read.line("family"),
            description: read.line("description"),
            hs6: hs6(&mut read),
            hs_edition: read.one("hs_edition"),
            eccn: read
                .value("eccn", Eccn::parse)
                .map_or_else(String::new, |code| code.to_string()),
            dual_use: read
                .value("dual_use", DualUse::parse)
                .map_or_else(String::new, |code| code.to_string()),
            introduced: read.date("introduced"),
            last_made: read.date("last_made"),
            note: read.prose("note"),
        };
        if let (Some(first), Some(last)) = (&part.introduced, &part.last_made)
            && last.must_be_before(first)
        {
            read.wrong("last_made", Say::new("part-dates-reversed"));
        }
        read.done()?;
        Ok(part)
    }

    /// Takes over the numbers of the other one.
    pub fn absorb(&mut self, other: &NewPart) {
        for number in std::iter::once(&other.number).chain(&other.numbers) {
            let folded = text::fold_part(number);
            let known = std::iter::once(&self.number)
                .chain(&self.numbers)
                .any(|old| text::fold_part(old) == folded);
            if !known {
                self.numbers.push(number.clone());
            }
        }
    }
}

/// The other numbers; those that are the same but for punctuation come once.
fn numbers(read: &mut Reader<'_>, number: &str) -> Vec<String> {
    let mut seen = vec![text::fold_part(number)];
    let mut numbers = Vec::new();
    for line in read.lines("numbers") {
        match part_number(&line) {
            Ok(other) => {
                let folded = text::fold_part(&other);
                if !seen.contains(&folded) {
                    seen.push(folded);
                    numbers.push(other);
                }
            }
            Err(say) => read.wrong("numbers", say),
        }
    }
    numbers
}

/// A part number: one line with at least one letter or digit, or nothing could find it.
pub(super) fn part_number(given: &str) -> Result<String, Say> {
    let number = text::clean_line(given, 120)?;
    match text::fold_part(&number).is_empty() {
        true => Err(Say::new("part-number-empty").with("given", number)),
        false => Ok(number),
    }
}

/// The code with a point in it. Code and edition come together: neither means anything alone.
fn hs6(read: &mut Reader<'_>) -> String {
    let (code, edition) = (read.raw("hs6").to_owned(), read.raw("hs_edition").to_owned());
    if code.is_empty() {
        if !edition.is_empty() {
            read.wrong("hs6", Say::new("required"));
        }
        return String::new();
    }
    match Hs6::new(&code, &edition) {
        Ok(code) => code.dotted(),
        Err(say) if say.key == "hs6-invalid" => {
            read.wrong("hs6", say);
            String::new()
        }
        // An edition that is not listed is named by the list itself.
        Err(say) => {
            if edition.is_empty() {
                read.wrong("hs_edition", say);
            }
            String::new()
        }
    }
}

impl Record for Part {
    const SHELF: Shelf = Shelf::Parts;
    const QUESTIONS: &'static [Question] = QUESTIONS;
    const GUARDS: &'static [Guard] = merging::GUARDS;

    fn head(&self) -> &Head {
        &self.head
    }

    fn fields(&self) -> Fields {
        let NewPart {
            number,
            maker,
            numbers,
            family,
            description,
            hs6,
            hs_edition,
            eccn,
            dual_use,
            introduced,
            last_made,
            note,
        } = &self.what;
        Fields::new()
            .with("number", number)
            .with("maker", &maker.text)
            .with("numbers", numbers.join("\n"))
            .with("family", family)
            .with("description", description)
            .with("hs6", hs6)
            .with("hs_edition", hs_edition)
            .with("eccn", eccn)
            .with("dual_use", dual_use)
            .with("introduced", date_text(introduced))
            .with("last_made", date_text(last_made))
            .with("note", note)
    }

    fn withhold(&mut self, field: &str) {
        let what = &mut self.what;
        match field {
            "number" => {
                what.number.clear();
                self.head.title.clear();
            }
            "maker" => {
                what.maker = Pointer::default();
                self.maker = None;
            }
            "numbers" => what.numbers.clear(),
            "family" => what.family.clear(),
            "description" => what.description.clear(),
            "hs6" => what.hs6.clear(),
            "hs_edition" => what.hs_edition.clear(),
            "eccn" => what.eccn.clear(),
            "dual_use" => what.dual_use.clear(),
            "introduced" => what.introduced = None,
            "last_made" => what.last_made = None,
            "note" => what.note.clear(),
            _ => {}
        }
    }

    fn links(&self) -> Vec<(&'static str, &Link)> {
        self.maker.iter().map(|link| ("maker", link)).collect()
    }

    fn unlink(&mut self, sight: Sight) {
        Link::hide(&mut self.maker, sight);
        if self.maker.is_none() {
            self.what.maker = Pointer::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn form() -> Fields {
        Fields::new()
            .with("number", "ADSP-21065L")
            .with("maker", "Analog Devices")
            .with("numbers", "ADSP-21065LKS-240\nadsp 21065l\nADSP21065LKS240")
            .with("hs6", "854231")
            .with("hs_edition", "2022")
            .with("eccn", "3a991.A.2")
            .with("dual_use", "3A001")
            .with("introduced", "1998")
    }

    #[test]
    fn numbers_that_fold_alike_come_once() {
        let part = NewPart::parse(&form()).unwrap();
        assert_eq!(part.numbers, ["ADSP-21065LKS-240"]);
        assert_eq!(part.hs6, "8542.31");
        assert_eq!(part.eccn, "3A991.a.2");
    }

    #[test]
    fn every_wrong_field_is_named() {
        let wrong = form()
            .with("number", "—")
            .with("numbers", "X1\n///")
            .with("hs6", "85.42")
            .with("hs_edition", "")
            .with("eccn", "EAR98")
            .with("dual_use", "EAR99")
            .with("last_made", "1997");
        let Err(Error::Invalid(errors)) = NewPart::parse(&wrong) else {
            panic!("accepted");
        };
        let mut fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["dual_use", "eccn", "hs6", "last_made", "number", "numbers"]);
    }

    #[test]
    fn a_code_and_its_edition_come_together() {
        let bare = form().with("hs6", "");
        assert!(NewPart::parse(&bare).is_err());
        assert!(NewPart::parse(&form().with("hs_edition", "")).is_err());
        assert!(NewPart::parse(&bare.with("hs_edition", "")).is_ok());
    }

    #[test]
    fn what_absorbs_another_answers_to_its_numbers() {
        let mut one = NewPart::parse(&form()).unwrap();
        let other = Fields::new()
            .with("number", "AD21065L")
            .with("numbers", "ADSP 21065L\nADSP-21065LCS");
        one.absorb(&NewPart::parse(&other).unwrap());
        assert_eq!(one.numbers, ["ADSP-21065LKS-240", "AD21065L", "ADSP-21065LCS"]);
    }
}
