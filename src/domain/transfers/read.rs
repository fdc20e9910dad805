//! Part numbers that no line of a transfer states and its words hold: `MICROCHIP ATMEGA328P-AU 2148 QTY 500 PCS` under a
//! customs code.
//!
//! What is found here never becomes what the record says. Whoever keeps or shows it must say that it was read from the text;
//! see `goods` for how a text is read, and why one number in twenty may be none.

use std::ops::Range;

use super::{Line, NewTransfer};
use crate::{
    domain::{
        goods::{self, Find, Kind, Makers},
        text,
    },
    error::Say,
};

/// What was found in some words of a transfer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRead {
    /// Whose words.
    pub words: Words,
    /// The words.
    pub text: String,
    /// What was found in them, in their order.
    pub finds: Vec<Find>,
}

/// Everything that the words of a transfer hold, also what its lines state: for whoever shows the words. `descriptions` are those
/// of the lines, in their order. Words without a find are left out.
pub fn texts_read<'a>(descriptions: impl IntoIterator<Item = &'a str>, goods: &'a str) -> Vec<TextRead> {
    let lines = (0..).zip(descriptions).map(|(at, text)| (Words::Line(at), text));
    lines
        .chain([(Words::Goods, goods)])
        .filter(|(_, text)| !text.is_empty())
        .map(|(words, text)| TextRead {
            words,
            text: text.to_owned(),
            finds: goods::read(text, Makers::known()),
        })
        .filter(|read| !read.finds.is_empty())
        .collect()
}

/// The most numbers that are read from the words of one transfer.
const MOST: usize = 16;
/// The longest number that is kept, in bytes of its folded form.
const LONGEST: usize = 80;

/// Whose words a number was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Words {
    /// The description of the line at this place, from 0.
    Line(usize),
    /// What the document says of all goods.
    Goods,
}

/// A part number read from the words of a transfer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRead {
    /// Whose words.
    pub words: Words,
    /// The line that it is the number of, from 0, where the words are about that line and name one number only. It then counts
    /// together with the line's lot and date code. `None`: it stands by itself.
    pub line: Option<usize>,
    /// The number as written.
    pub number: String,
    /// The number as compared.
    pub folded: String,
    /// Where it stands, in characters of the words.
    pub chars: Range<usize>,
    /// Why it is taken for one.
    pub reason: Say,
}

/// The part numbers that no line states, in the order of the lines and then of the text. Each number comes once, and a number that
/// a line states comes never.
pub fn parts_read(new: &NewTransfer) -> Vec<PartRead> {
    let mut read: Vec<PartRead> = Vec::new();
    if !new.lines.is_empty() && !new.lines.iter().any(is_open) {
        return read;
    }
    let stated: Vec<String> = new
        .lines
        .iter()
        .filter(|line| !line.part_number.is_empty())
        .map(|line| text::fold_part(&line.part_number))
        .collect();
    let mut silent = new.lines.is_empty();
    for (at, line) in new.lines.iter().enumerate().filter(|(_, line)| is_open(line)) {
        let found = numbers(&line.description, Words::Line(at), &stated, &read);
        silent |= found.is_empty();
        add(&mut read, found, Some(at));
    }
    if silent {
        let found = numbers(&new.goods, Words::Goods, &stated, &read);
        // The text of a record with one line is about that line.
        add(&mut read, found, (new.lines.len() == 1).then_some(0));
    }
    read
}

/// Whether nobody says which part a line is.
fn is_open(line: &Line) -> bool {
    line.part_number.is_empty() && line.part.text.is_empty() && line.part.id.is_none()
}

fn add(read: &mut Vec<PartRead>, mut found: Vec<PartRead>, line: Option<usize>) {
    if let [only] = found.as_mut_slice() {
        only.line = line;
    }
    read.append(&mut found);
    read.truncate(MOST);
}

fn numbers(text: &str, words: Words, stated: &[String], before: &[PartRead]) -> Vec<PartRead> {
    let mut found: Vec<PartRead> = Vec::new();
    if text.is_empty() {
        return found;
    }
    let parts = goods::read(text, Makers::known())
        .into_iter()
        .filter(|find| find.kind == Kind::Part);
    for find in parts {
        let folded = text::fold_part(&find.value);
        let known = stated.contains(&folded) || before.iter().chain(&found).any(|one| one.folded == folded);
        if known || folded.is_empty() || folded.len() > LONGEST || found.len() >= MOST {
            continue;
        }
        found.push(PartRead {
            words,
            line: None,
            number: find.value,
            folded,
            chars: find.chars,
            reason: find.reason,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(part_number: &str, description: &str) -> Line {
        Line {
            part_number: part_number.to_owned(),
            description: description.to_owned(),
            ..Line::default()
        }
    }

    fn read(lines: Vec<Line>, goods: &str) -> Vec<(Words, Option<usize>, String)> {
        let new = NewTransfer {
            lines,
            goods: goods.to_owned(),
            ..NewTransfer::default()
        };
        let read = parts_read(&new);
        for one in &read {
            let words = match one.words {
                Words::Line(at) => &new.lines[at].description,
                Words::Goods => &new.goods,
            };
            let span: String = words.chars().skip(one.chars.start).take(one.chars.len()).collect();
            assert_eq!(span, one.number);
            assert_eq!(text::fold_part(&one.number), one.folded);
        }
        read.into_iter().map(|one| (one.words, one.line, one.number)).collect()
    }

    #[test]
    fn a_line_without_a_number_takes_the_one_its_words_name() {
        let text = "MICROCHIP ATMEGA328P-AU 2148 QTY 500 PCS";
        let number = || "ATMEGA328P-AU".to_owned();
        assert_eq!(read(vec![line("", text)], ""), [(Words::Line(0), Some(0), number())]);
        // The text of the whole record is about its only line.
        assert_eq!(read(vec![line("", "")], text), [(Words::Goods, Some(0), number())]);
        // Without a line, or with several, it stands by itself.
        assert_eq!(read(Vec::new(), text), [(Words::Goods, None, number())]);
        assert_eq!(
            read(vec![line("", ""), line("", "")], text),
            [(Words::Goods, None, number())]
        );
    }

    #[test]
    fn what_a_line_states_is_never_read() {
        assert_eq!(read(vec![line("AD8130ARZ", "AD8221ARMZ - 100 PCS")], "AD8221ARMZ"), []);
        let mut taken = line("", "AD8221ARMZ - 100 PCS");
        taken.part.id = Some(7);
        assert_eq!(read(vec![taken], "AD8221ARMZ"), []);
        let found = read(
            vec![line("AD8130-ARZ", ""), line("", "")],
            "AD8130ARZ - 200 ШТ; AD8221ARMZ - 100 ШТ",
        );
        assert_eq!(found, [(Words::Goods, None, "AD8221ARMZ".to_owned())]);
    }

    #[test]
    fn words_that_name_several_numbers_fill_no_line() {
        let found = read(vec![line("", "")], "AD8130ARZ - 200 ШТ; AD8221ARMZ - 100 ШТ; AD8130ARZ");
        assert_eq!(
            found,
            [
                (Words::Goods, None, "AD8130ARZ".to_owned()),
                (Words::Goods, None, "AD8221ARMZ".to_owned())
            ]
        );
        let many: Vec<String> = (10..60).map(|at| format!("AD82{at}ARMZ - 100 ШТ")).collect();
        assert_eq!(read(vec![line("", "")], &many.join("; ")).len(), MOST);
    }
}
