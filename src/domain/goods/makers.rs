//! The makers as this room needs them: names that occur in texts, and how their part numbers begin.

use std::{collections::HashMap, sync::LazyLock};

use sha2::{Digest, Sha256};

use super::shapes::fold;

/// The list as it ships; what its columns hold stands in `reference/README.md`.
const LIST: &str = include_str!("../../reference/makers.csv");

static KNOWN: LazyLock<Makers> = LazyLock::new(|| {
    let several = |cell: &String| {
        cell.split('|')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let makers: Vec<Maker> = LIST
        .lines()
        .skip(1)
        .filter_map(|line| {
            let cells = cells(line);
            let [name, _, prefixes, abbreviations, ..] = cells.as_slice() else {
                return None;
            };
            Some(Maker {
                name: name.clone(),
                prefixes: several(prefixes),
                abbreviations: several(abbreviations),
            })
        })
        .collect();
    Makers::new(&makers)
});

/// The list in a few characters.
pub(super) fn digest() -> String {
    let whole = hex::encode(Sha256::digest(LIST));
    whole.get(..16).unwrap_or(&whole).to_owned()
}

/// The cells of a line of the list. A cell in quotes may hold commas; no cell of the list goes over two lines.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            letter => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(letter);
                }
            }
        }
    }
    cells
}

/// One maker as the list has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Maker {
    /// Its name.
    pub name: String,
    /// How its part numbers begin.
    pub prefixes: Vec<String>,
    /// Short names on marks and in papers.
    pub abbreviations: Vec<String>,
}

/// A list of makers, made once and used for every text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Makers {
    names: Vec<String>,
    /// First words of names, folded, with the number of words and the maker.
    words: HashMap<String, Vec<(Vec<String>, usize)>>,
    /// Beginnings, folded; by their first two characters.
    prefixes: HashMap<[char; 2], Vec<Vec<char>>>,
}

/// Words too common to name a maker alone.
const COMMON: &[&str] = &[
    "DATA",
    "MINI",
    "ALLIANCE",
    "GENERAL",
    "SHARP",
    "ORDER",
    "LOGO",
    "MICRON",
    "INTEGRATED",
    "DIALOG",
    "SILICON",
    "ON",
    "AMP",
    "MAX",
    "ERA",
    "LEAD",
    "DEUTSCH",
];

impl Makers {
    /// The makers of the list that ships with the program: the same for everybody, so that what is read from a text does not
    /// depend on what a catalogue holds.
    pub fn known() -> &'static Makers {
        &KNOWN
    }

    /// From a list.
    pub fn new(list: &[Maker]) -> Makers {
        let mut makers = Makers::default();
        for (at, maker) in list.iter().enumerate() {
            makers.names.push(maker.name.clone());
            let first = maker.name.split([' ', '(']).next().unwrap_or_default();
            // A maker is written with its whole name or with the first word of it.
            makers.name(&maker.name, at);
            if !COMMON.contains(&first.to_uppercase().as_str()) && first.chars().count() >= 4 {
                makers.name(first, at);
            }
            for short in maker
                .abbreviations
                .iter()
                .filter(|short| short.chars().count() >= 3 && short.is_ascii())
            {
                if !COMMON.contains(&short.to_uppercase().as_str()) {
                    makers.name(short, at);
                }
            }
            for prefix in &maker.prefixes {
                makers.prefix(prefix);
            }
        }
        makers
    }

    fn name(&mut self, name: &str, maker: usize) {
        let mut words = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_uppercase);
        if let Some(first) = words.next() {
            let rest: Vec<String> = words.collect();
            let list = self.words.entry(first).or_default();
            if !list.iter().any(|(known, _)| *known == rest) {
                list.push((rest, maker));
                list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
            }
        }
    }

    fn prefix(&mut self, prefix: &str) {
        let folded: Vec<char> = fold(prefix).collect();
        // One letter, and bare figures, begin too much.
        if let [first, second, ..] = folded.as_slice()
            && folded.iter().any(|c| c.is_alphabetic())
        {
            let list = self.prefixes.entry([*first, *second]).or_default();
            if !list.contains(&folded) {
                list.push(folded);
            }
        }
    }

    /// The maker whose name begins at a word, and how many words it takes. `rest` gives the words behind, in capitals.
    pub(super) fn named<'a>(&self, first: &str, rest: impl Fn(usize) -> Option<&'a str>) -> Option<(&str, usize)> {
        let list = self.words.get(first)?;
        let fits = |words: &Vec<String>| {
            words
                .iter()
                .enumerate()
                .all(|(at, word)| rest(at) == Some(word.as_str()))
        };
        let (words, maker) = list.iter().find(|(words, _)| fits(words))?;
        Some((self.names.get(*maker)?, words.len() + 1))
    }

    /// True where a folded number begins as some maker's numbers do.
    pub(super) fn begins(&self, folded: &[char]) -> bool {
        let [first, second, ..] = folded else { return false };
        let list = self.prefixes.get(&[*first, *second]);
        list.into_iter().flatten().any(|prefix| {
            // Two letters begin half of all words; a figure behind them makes it a number.
            let next = folded.get(prefix.len());
            folded.starts_with(prefix) && next.is_some_and(|next| prefix.len() > 2 || next.is_ascii_digit())
        })
    }

    /// True where a word is exactly such a beginning, and the number follows behind a space: `TEN 5-2411`.
    pub(super) fn is_beginning(&self, folded: &[char]) -> bool {
        let [first, second, ..] = folded else { return false };
        let list = self.prefixes.get(&[*first, *second]);
        list.into_iter().flatten().any(|prefix| folded == prefix.as_slice())
    }
}
