//! The transcription notation: how a person types a mark, and how it is written back.
//!
//! | typed | means |
//! |---|---|
//! | `A` | a character that is certain |
//! | `Ạ` (the character, then U+0323, the underdot) | a character that is doubtful |
//! | `?` | one character that cannot be read |
//! | `[3]` · `[2-4]` · `[2-]` · `[-]` | characters that are lost: three, two to four, two or more, nobody knows |
//! | `{8|B}` | one or the other |
//! | `#` | a character hidden by us |
//! | `[[AB]]` | added by the transcriber: shown, never evidence |
//! | `<logo: …>` | a picture, in words |
//! | ` / ` or a line break | the next line |
//! | `\` before `? # [ ] { } < > | / \` | that character itself |
//!
//! A slash without spaces around it is an ordinary character: `A/B` needs nothing. A letter that is *printed* with a dot below
//! (Vietnamese `Ệ`) is typed `\Ệ`, because composed and decomposed spelling are the same text and the dot alone means doubt.
//! Runs of spaces count as one, spaces at the ends of a line as none. Positions in errors count characters from 1.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::glyphs::{Glyph, Transcription};
use crate::domain::text::is_hidden;
use crate::error::Say;

/// The longest transcription, in characters.
pub const LONGEST: usize = 2000;

/// The most characters that can be said to be lost at one place.
pub const MOST_LOST: u32 = 1000;

/// The most alternatives at one place, and the longest of them in characters.
const MOST_CHOICES: usize = 8;
const LONGEST_CHOICE: usize = 20;

/// The underdot.
pub(super) const DOT: char = '\u{323}';

/// What a backslash turns into an ordinary character.
const SPECIAL: &str = "?#[]{}<>|/\\";

/// Reads a transcription; an error names the position and what was expected there.
pub fn parse(raw: &str) -> Result<Transcription, Say> {
    if raw.chars().take(LONGEST + 1).count() > LONGEST {
        return Err(too_long());
    }
    let seen: String = raw.chars().filter(|c| !is_hidden(*c)).collect();
    let chars: Vec<char> = seen.trim_end().nfc().collect();
    let mut reader = Reader {
        chars,
        at: 0,
        lines: Vec::new(),
        line: Vec::new(),
    };
    reader.skip_space();
    if reader.peek(0).is_none() {
        return Err(Say::new("notation-empty"));
    }
    while let Some(next) = reader.peek(0) {
        reader.step(next)?;
    }
    reader.end_line()?;
    let transcription = Transcription { lines: reader.lines };
    // Written back it may be longer than it was typed, and what is stored must be readable again.
    if transcription.to_text().chars().take(LONGEST + 1).count() > LONGEST {
        return Err(too_long());
    }
    Ok(transcription)
}

fn too_long() -> Say {
    Say::new("notation-too-long").with("max", LONGEST.to_string())
}

/// A place in the text that is being read.
struct Reader {
    chars: Vec<char>,
    at: usize,
    lines: Vec<Vec<Glyph>>,
    line: Vec<Glyph>,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at.saturating_add(ahead)).copied()
    }

    /// An error at this place.
    fn wrong(key: &'static str, at: usize) -> Say {
        Say::new(key).with("position", at.saturating_add(1).to_string())
    }

    fn step(&mut self, next: char) -> Result<(), Say> {
        match next {
            _ if next.is_whitespace() => return self.space(),
            '?' => self.push(Glyph::Unreadable),
            '#' => self.push(Glyph::Masked),
            '[' if self.peek(1) == Some('[') => return self.supplied(),
            '[' => return self.lost(),
            '{' => return self.either(),
            '<' => return self.logo(),
            ']' | '}' => {
                return Err(Self::wrong("notation-stray", self.at).with("found", next.to_string()));
            }
            '\\' => return self.escaped(),
            _ if is_combining_mark(next) => return Err(Self::wrong("notation-combining", self.at)),
            _ => self.letter(false),
        }
        Ok(())
    }

    /// Takes a glyph that is one character of the text.
    fn push(&mut self, glyph: Glyph) {
        self.at += 1;
        self.line.push(glyph);
    }

    fn skip_space(&mut self) {
        while self.peek(0).is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    /// Space: the end of a line if it holds a line break or surrounds a slash, otherwise one blank.
    fn space(&mut self) -> Result<(), Say> {
        let start = self.at;
        self.skip_space();
        let gone = self.chars.get(start..self.at).unwrap_or_default();
        let breaks = gone.iter().any(|c| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}'));
        let slash = |reader: &Reader| reader.peek(0) == Some('/') && reader.peek(1).is_some_and(char::is_whitespace);
        if slash(self) {
            self.at += 1;
            self.skip_space();
            if slash(self) {
                return Err(Self::wrong("notation-empty-line", self.at));
            }
            return self.end_line();
        }
        if breaks {
            return self.end_line();
        }
        self.line.push(Glyph::Certain(' '));
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), Say> {
        if self.line.is_empty() {
            return Err(Self::wrong("notation-empty-line", self.at));
        }
        self.lines.push(std::mem::take(&mut self.line));
        Ok(())
    }

    /// A letter with its accents. An underdot among them makes it doubtful, unless the letter is meant literally.
    fn letter(&mut self, literal: bool) {
        let start = self.at;
        self.at += 1;
        while self.peek(0).is_some_and(is_combining_mark) {
            self.at += 1;
        }
        let typed = self.chars.get(start..self.at).unwrap_or_default().iter().copied();
        if !literal && typed.clone().nfd().any(|c| c == DOT) {
            self.line
                .extend(typed.nfd().filter(|c| *c != DOT).nfc().map(Glyph::Uncertain));
        } else {
            self.line.extend(typed.map(Glyph::Certain));
        }
    }

    /// What follows a backslash: a character of the notation itself, or a letter printed with a dot below.
    fn escaped(&mut self) -> Result<(), Say> {
        let start = self.at;
        self.at += 1;
        match self.peek(0) {
            Some(next) if SPECIAL.contains(next) => {
                if self.peek(1) == Some(DOT) {
                    self.at += 1;
                    self.push(Glyph::Uncertain(next));
                } else {
                    self.push(Glyph::Certain(next));
                }
                Ok(())
            }
            Some(next) if !next.is_whitespace() && !is_combining_mark(next) => {
                let before = self.line.len();
                self.letter(true);
                let letter = self.line.get(before..).unwrap_or_default().iter();
                let dotted = letter
                    .flat_map(|glyph| if let Glyph::Certain(c) = glyph { Some(*c) } else { None })
                    .nfd();
                if dotted.into_iter().any(|c| c == DOT) {
                    Ok(())
                } else {
                    Err(Self::wrong("notation-escape", start))
                }
            }
            _ => Err(Self::wrong("notation-escape", start)),
        }
    }

    /// `[3]`, `[2-4]`, `[2-]`, `[-4]`, `[-]`.
    fn lost(&mut self) -> Result<(), Say> {
        let start = self.at;
        self.at += 1;
        let inside = self.body(start, "]", "")?;
        let number = |text: &str, missing| match text.trim() {
            "" => Ok(missing),
            digits if digits.len() > 4 && digits.bytes().all(|b| b.is_ascii_digit()) => {
                Err(Self::wrong("notation-lost-limit", start).with("max", MOST_LOST.to_string()))
            }
            digits if digits.bytes().all(|b| b.is_ascii_digit()) => digits
                .parse::<u32>()
                .map(Some)
                .map_err(|_not_a_number| Self::wrong("notation-lost", start)),
            _ => Err(Self::wrong("notation-lost", start)),
        };
        let (min, max) = match inside.split_once(['-', '–']) {
            Some((min, max)) => (number(min, Some(1))?, number(max, None)?),
            None => (number(&inside, None)?, number(&inside, None)?),
        };
        let min = min
            .filter(|min| *min > 0)
            .ok_or_else(|| Self::wrong("notation-lost", start))?;
        if min > MOST_LOST || max.is_some_and(|max| max > MOST_LOST) {
            return Err(Self::wrong("notation-lost-limit", start).with("max", MOST_LOST.to_string()));
        }
        if max.is_some_and(|max| max < min) {
            return Err(Self::wrong("notation-lost", start));
        }
        self.line.push(Glyph::Lost { min, max });
        Ok(())
    }

    fn supplied(&mut self) -> Result<(), Say> {
        let start = self.at;
        self.at += 2;
        let text = self.body(start, "]]", "")?;
        self.filled(text, start)
            .map(|text| self.line.push(Glyph::Supplied(text)))
    }

    fn logo(&mut self) -> Result<(), Say> {
        let start = self.at;
        let rest: String = self.chars.iter().skip(start).take(6).collect();
        if !rest.eq_ignore_ascii_case("<logo:") {
            return Err(Self::wrong("notation-angle", start));
        }
        self.at += 6;
        let text = self.body(start, ">", "")?;
        self.filled(text, start).map(|text| self.line.push(Glyph::Logo(text)))
    }

    fn either(&mut self) -> Result<(), Say> {
        let start = self.at;
        self.at += 1;
        let mut choices: Vec<String> = Vec::new();
        loop {
            let choice = self.body(start, "|}", "?#[]{<")?;
            let choice = self.filled(choice, start)?;
            let dotted = choice.chars().nfd().any(|c| c == DOT);
            if dotted || choices.contains(&choice) {
                return Err(Self::wrong("notation-either", start));
            }
            if choice.chars().count() > LONGEST_CHOICE || choices.len() == MOST_CHOICES {
                return Err(Self::wrong("notation-either-limit", start)
                    .with("count", MOST_CHOICES.to_string())
                    .with("length", LONGEST_CHOICE.to_string()));
            }
            choices.push(choice);
            if self.chars.get(self.at.saturating_sub(1)) == Some(&'}') {
                break;
            }
        }
        if choices.len() < 2 {
            return Err(Self::wrong("notation-either", start));
        }
        self.line.push(Glyph::Either(choices));
        Ok(())
    }

    /// The text inside brackets that were opened at `opened`, up to and past its end, backslashes resolved, spaces tidied.
    /// The end is `]]`, or any one of the characters given otherwise; characters of `never` may not occur unescaped.
    fn body(&mut self, opened: usize, end: &str, never: &str) -> Result<String, Say> {
        let unclosed = || {
            let expected = end.trim_start_matches('|').to_owned();
            Self::wrong("notation-unclosed", opened).with("expected", expected)
        };
        let mut text = String::new();
        loop {
            let next = self.peek(0).ok_or_else(unclosed)?;
            self.at += 1;
            match next {
                ']' if end == "]]" => {
                    if self.peek(0) == Some(']') {
                        self.at += 1;
                        break;
                    }
                    text.push(next);
                }
                _ if end != "]]" && end.contains(next) => break,
                '\\' => {
                    let literal = self.peek(0).filter(|c| SPECIAL.contains(*c));
                    text.push(literal.ok_or_else(|| Self::wrong("notation-escape", self.at.saturating_sub(1)))?);
                    self.at += 1;
                }
                _ if never.contains(next) => {
                    return Err(
                        Self::wrong("notation-stray", self.at.saturating_sub(1)).with("found", next.to_string())
                    );
                }
                _ => text.push(next),
            }
        }
        Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn filled(&self, text: String, start: usize) -> Result<String, Say> {
        if text.is_empty() {
            Err(Self::wrong("notation-nothing-inside", start))
        } else {
            Ok(text)
        }
    }
}

#[cfg(test)]
mod tests;
