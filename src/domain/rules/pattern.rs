//! The field language: how a rule file writes down the form of a mark, and what the engine makes of it.
//!
//! | in a pattern | stands for |
//! |---|---|
//! | `A`, `7`, `-` | that character, in either case |
//! | a space | a gap between words on the same line |
//! | ` / ` | the end of a line |
//! | `~` | nothing, or one of space `-` `.` `/` `,` `'` `:` |
//! | `[ … ]` | the same with or without what stands inside |
//! | `{YY}` `{WW}` … | part of a date as a plain number, see [`super::tables`] |
//! | `{table}` | part of a date by the table of that name |
//! | `{lot:X 3-4}` | a field that says nothing of the date: its name, the kind of character, how many |
//! | `\` | the next character itself |
//!
//! Kinds of character: `9` a digit, `A` a Latin letter, `X` either, `L` a letter of any script, `*` any visible character,
//! `[ABC0-4]` one of these. A stranger's guide with examples is `src/reference/rules/README.md`.

use std::{collections::HashMap, sync::Arc};

use super::{
    signs::{Alphabet, OTHER_LETTER, OTHER_SIGN, Sign, Signs},
    tables::{Table, number_names},
};
use crate::error::Say;

/// The sign of a gap between words.
pub const GAP: Sign = 32;
/// The sign of the end of a line.
pub const BREAK: Sign = 10;
/// The sign of a character that is there and not told: it fits only fields that say nothing.
pub const HIDDEN: Sign = 1;
/// The most ways to write one pattern that its options may make.
const MOST_WAYS: usize = 64;
/// The longest run of one field.
const LONGEST_FIELD: usize = 40;

/// One step along a mark.
#[derive(Debug, Clone)]
pub enum Step {
    /// One fixed character.
    Literal(Signs),
    /// Characters that say nothing of the date.
    Opaque {
        /// The name of the field.
        name: Arc<str>,
        /// Which characters.
        signs: Signs,
        /// At least so many.
        least: usize,
        /// At most so many.
        most: usize,
    },
    /// Part of a date.
    Value(Arc<Table>),
}

impl Step {
    /// The fewest characters the step takes.
    fn shortest(&self) -> usize {
        match self {
            Step::Literal(_) => 1,
            Step::Opaque { least, .. } => *least,
            Step::Value(table) => table.shortest,
        }
    }

    /// The most characters the step takes.
    fn longest(&self) -> usize {
        match self {
            Step::Literal(_) => 1,
            Step::Opaque { most, .. } => *most,
            Step::Value(table) => table.longest,
        }
    }
}

/// One way to write a mark: a pattern with its options decided.
#[derive(Debug, Clone)]
pub struct Sequence {
    /// The steps in order.
    pub steps: Vec<Step>,
    /// The fewest characters.
    pub shortest: usize,
    /// The most characters.
    pub longest: usize,
    /// What each place can hold, as far as the places are fixed; all of them when `shortest == longest`.
    pub places: Vec<Signs>,
    /// For each step the fewest and the most characters from it to the end.
    pub rest: Vec<(usize, usize)>,
    /// How many characters are fixed by the pattern: literals that are no gaps.
    pub fixed: usize,
}

impl Sequence {
    /// Measures the steps.
    pub fn of(steps: Vec<Step>) -> Sequence {
        let shortest = steps.iter().map(Step::shortest).sum();
        let longest = steps.iter().map(Step::longest).sum();
        let mut places = Vec::new();
        let mut fixed = 0;
        let mut certain = true;
        for step in &steps {
            if let Step::Literal(signs) = step {
                fixed += usize::from(!signs.has(GAP) && !signs.has(BREAK));
            }
            if !certain {
                continue;
            }
            match step {
                Step::Literal(signs) => places.push(*signs),
                Step::Opaque { signs, least, .. } => places.extend(std::iter::repeat_n(*signs, *least)),
                Step::Value(table) => places.extend(table.places.iter().take(table.shortest)),
            }
            // Behind a step of variable length nobody knows which place comes next.
            certain = step.shortest() == step.longest();
        }
        let mut rest = vec![(0, 0)];
        for step in steps.iter().rev() {
            let (least, most) = rest.last().copied().unwrap_or_default();
            rest.push((least + step.shortest(), most + step.longest()));
        }
        rest.reverse();
        Sequence {
            steps,
            rest,
            shortest,
            longest,
            places,
            fixed,
        }
    }
}

/// The tables patterns may name.
pub type Tables = HashMap<String, Arc<Table>>;

/// Compiles a pattern into the ways to write it.
///
/// # Errors
/// What is wrong, with the position counted from 1.
pub fn compile(text: &str, tables: &Tables, alphabet: &mut Alphabet) -> Result<Vec<Sequence>, Say> {
    let mut reader = Reader {
        chars: text.chars().collect(),
        at: 0,
        tables,
        alphabet,
    };
    let ways = reader.group(false)?;
    if ways.iter().any(Vec::is_empty) {
        return Err(Say::new("rule-pattern-empty"));
    }
    Ok(ways.into_iter().map(Sequence::of).collect())
}

struct Reader<'r> {
    chars: Vec<char>,
    at: usize,
    tables: &'r Tables,
    alphabet: &'r mut Alphabet,
}

impl Reader<'_> {
    fn wrong(&self, key: &'static str, at: usize) -> Say {
        let text: String = self.chars.iter().collect();
        Say::new(key)
            .with("position", (at + 1).to_string())
            .with("pattern", text)
    }

    /// Reads up to the end, or to the `]` that closes an option.
    fn group(&mut self, inside: bool) -> Result<Vec<Vec<Step>>, Say> {
        let opened = self.at;
        let mut ways: Vec<Vec<Step>> = vec![Vec::new()];
        while let Some(next) = self.chars.get(self.at).copied() {
            self.at += 1;
            match next {
                ']' if inside => return Ok(ways),
                ']' | '}' => return Err(self.wrong("rule-pattern-stray", self.at - 1)),
                '[' => {
                    let options = self.group(true)?;
                    let mut more = ways.clone();
                    for way in &ways {
                        more.extend(options.iter().map(|option| [way.as_slice(), option].concat()));
                    }
                    ways = more;
                }
                '~' => {
                    let separator = Step::Literal(separators());
                    let with = ways
                        .iter()
                        .map(|way| [way.as_slice(), std::slice::from_ref(&separator)].concat());
                    let with: Vec<Vec<Step>> = with.collect();
                    ways.extend(with);
                }
                '{' => {
                    let step = self.field()?;
                    ways.iter_mut().for_each(|way| way.push(step.clone()));
                }
                _ => {
                    let step = self.literal(next)?;
                    ways.iter_mut().for_each(|way| way.push(step.clone()));
                }
            }
            if ways.len() > MOST_WAYS {
                return Err(self
                    .wrong("rule-pattern-ways", self.at - 1)
                    .with("most", MOST_WAYS.to_string()));
            }
        }
        if inside {
            return Err(self.wrong("rule-pattern-open", opened.saturating_sub(1)));
        }
        Ok(ways)
    }

    fn literal(&mut self, next: char) -> Result<Step, Say> {
        let at = self.at - 1;
        let rest: String = self.chars.iter().skip(self.at).take(2).collect();
        let sign = match next {
            ' ' if rest == "/ " => {
                self.at += 2;
                BREAK
            }
            ' ' => GAP,
            '\\' => {
                let escaped = self.chars.get(self.at).copied();
                let escaped = escaped.ok_or_else(|| self.wrong("rule-pattern-escape", at))?;
                self.at += 1;
                self.name(escaped)?
            }
            _ => self.name(next)?,
        };
        Ok(Step::Literal(Signs::one(sign)))
    }

    fn name(&mut self, character: char) -> Result<Sign, Say> {
        let sign = self.alphabet.name(character);
        sign.ok_or_else(|| self.wrong("rule-pattern-alphabet", self.at.saturating_sub(1)))
    }

    /// Reads what stands between braces.
    fn field(&mut self) -> Result<Step, Say> {
        let start = self.at;
        let length = self.chars.iter().skip(start).position(|c| *c == '}');
        let length = length.ok_or_else(|| self.wrong("rule-pattern-open", start - 1))?;
        let inside: String = self.chars.iter().skip(start).take(length).collect();
        self.at = start + length + 1;
        let Some((name, kind)) = inside.split_once(':') else {
            let table = self.tables.get(inside.trim());
            return table.map(|table| Step::Value(Arc::clone(table))).ok_or_else(|| {
                let known = number_names().join(" ");
                let say = self.wrong("rule-pattern-field", start - 1);
                say.with("given", inside.trim()).with("known", known)
            });
        };
        let kind = kind.trim();
        let say = self.wrong("rule-pattern-kind", start - 1).with("given", kind);
        let wrong = || say.clone();
        let (signs, count) = match kind.strip_prefix('[') {
            Some(rest) => {
                let (set, count) = rest.split_once(']').ok_or_else(wrong)?;
                (self.set(set, start)?, count)
            }
            None => {
                let mut rest = kind.chars();
                let signs = rest.next().and_then(|class| self.class(class)).ok_or_else(wrong)?;
                (signs, rest.as_str())
            }
        };
        let (least, most) = range(count.trim()).ok_or_else(wrong)?;
        let mut signs = signs;
        signs.add(HIDDEN);
        Ok(Step::Opaque {
            name: Arc::from(name.trim()),
            signs,
            least,
            most,
        })
    }

    fn class(&self, class: char) -> Option<Signs> {
        Some(match class {
            '9' => self.alphabet.digits(),
            'A' => self.alphabet.latin(),
            'X' => self.alphabet.latin_or_digit(),
            // Letters that a later rule names are letters too; the set is made when all files are read.
            'L' => any(|sign| sign > OTHER_SIGN || sign == OTHER_LETTER).with(&self.alphabet.latin()),
            '*' => any(|sign| sign > GAP),
            _ => return None,
        })
    }

    /// A set such as `ABC0-4`.
    fn set(&mut self, text: &str, start: usize) -> Result<Signs, Say> {
        let wrong = |reader: &Self| reader.wrong("rule-pattern-kind", start - 1).with("given", text);
        let mut signs = Signs::NONE;
        let mut rest = text.chars().peekable();
        while let Some(first) = rest.next() {
            let last = match rest.next_if_eq(&'-') {
                Some(_) => rest.next().ok_or_else(|| wrong(self))?,
                None => first,
            };
            if last < first {
                return Err(wrong(self));
            }
            for character in first..=last {
                signs.add(self.name(character)?);
            }
        }
        if signs.is_empty() { Err(wrong(self)) } else { Ok(signs) }
    }
}

impl Signs {
    /// The same set with another added.
    fn with(mut self, other: &Signs) -> Signs {
        self.join(other);
        self
    }
}

/// The signs that pass a test.
fn any(test: impl Fn(Sign) -> bool) -> Signs {
    let mut signs = Signs::NONE;
    (0..512).filter(|sign| test(*sign)).for_each(|sign| signs.add(sign));
    signs
}

/// What `~` can be.
fn separators() -> Signs {
    let mut signs = Signs::one(GAP);
    "-./,':".bytes().for_each(|byte| signs.add(Sign::from(byte)));
    signs
}

/// Reads `3` or `3-5`; nothing is one.
fn range(text: &str) -> Option<(usize, usize)> {
    if text.is_empty() {
        return Some((1, 1));
    }
    let (least, most) = text.split_once('-').unwrap_or((text, text));
    let (least, most) = (least.trim().parse().ok()?, most.trim().parse().ok()?);
    (least <= most && (1..=LONGEST_FIELD).contains(&most)).then_some((least, most))
}

#[cfg(test)]
mod tests;
