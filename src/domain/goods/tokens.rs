//! Cutting a text into pieces: words, numbers and part numbers with their inner signs, and runs of Chinese characters.

use std::ops::Range;

/// A piece of the text.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// Where it stands, in bytes.
    pub(super) bytes: Range<usize>,
    /// Where it stands, in characters.
    pub(super) chars: Range<usize>,
    /// In capitals; its place in [`Tokens::capitals`].
    capitals: Range<usize>,
    /// Han characters.
    pub(super) han: bool,
    /// Letters in it.
    pub(super) letters: u16,
    /// Digits in it.
    pub(super) digits: u16,
    /// The strongest sign between the piece before and this one; a space where there is none stronger.
    pub(super) after: char,
}

/// A text in pieces.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    pub(super) text: &'a str,
    pub(super) list: Vec<Token>,
    capitals: String,
}

impl<'a> Tokens<'a> {
    /// Cuts.
    pub(super) fn cut(text: &'a str) -> Tokens<'a> {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let mut cutter = Cutter {
            tokens: Tokens {
                text,
                list: Vec::with_capacity(chars.len() / 5 + 1),
                capitals: String::with_capacity(text.len() + 8),
            },
            chars: &chars,
            after: ' ',
        };
        let mut at = 0;
        while at < chars.len() {
            at = cutter.piece(at);
        }
        cutter.tokens
    }

    /// A piece by its number.
    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        self.list.get(at)
    }

    /// A piece in capitals; nothing where there is none.
    pub(super) fn word(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |token| self.capitals(token))
    }

    /// A piece in capitals.
    pub(super) fn capitals(&self, token: &Token) -> &str {
        self.capitals.get(token.capitals.clone()).unwrap_or_default()
    }

    /// A piece as written.
    pub(super) fn written(&self, token: &Token) -> &'a str {
        self.text.get(token.bytes.clone()).unwrap_or_default()
    }
}

struct Cutter<'t, 'a> {
    tokens: Tokens<'a>,
    chars: &'t [(usize, char)],
    after: char,
}

impl Cutter<'_, '_> {
    fn char(&self, at: usize) -> char {
        self.chars.get(at).map_or(' ', |(_, c)| *c)
    }

    /// The piece or the sign at a place; the place behind it.
    fn piece(&mut self, from: usize) -> usize {
        let first = self.char(from);
        if is_han(first) {
            let mut to = from + 1;
            while is_han(self.char(to)) {
                to += 1;
            }
            self.push(from, to, true);
            return to;
        }
        if !first.is_alphanumeric() {
            let strength = |c: char| match c {
                ';' | '；' | '。' | '|' | '\n' => 5,
                '(' | ')' | '（' | '）' | '[' | ']' => 4,
                ',' | '，' | '、' => 3,
                ':' | '：' => 2,
                c if c.is_whitespace() => 0,
                _ => 1,
            };
            if strength(first) > strength(self.after) {
                self.after = first;
            }
            return from + 1;
        }
        let to = self.run(from);
        self.push(from, to, false);
        to
    }

    /// The end of a piece that begins here: signs stay inside where part numbers have them.
    fn run(&self, from: usize) -> usize {
        let (mut letters, mut digits) = (false, false);
        let mut at = from;
        loop {
            let c = self.char(at);
            if is_han(c) {
                return at;
            }
            if c.is_alphanumeric() {
                digits |= c.is_ascii_digit();
                letters |= c.is_alphabetic();
                at += 1;
                continue;
            }
            match self.joined(from, at, letters, digits) {
                0 => return at,
                length => at += length,
            }
        }
    }

    /// How many characters from a sign on belong to the piece: none, the sign, or the sign and what it closes with.
    fn joined(&self, from: usize, at: usize, letters: bool, digits: bool) -> usize {
        let plain = |at: usize| self.char(at).is_alphanumeric() && !is_han(self.char(at));
        let (sign, next) = (self.char(at), plain(at + 1));
        let joins = match sign {
            '-' | '/' | '_' => next,
            '.' => digits && next,
            // `LTC2208CUP#PBF`, but not `LOT#1023`.
            '#' => digits && letters && next,
            // `ESE+T`, `21+`.
            '+' => digits,
            // `MT29F4G08-IT:D`.
            ':' => letters && digits && next && self.char(at + 1).is_alphabetic() && !plain(at + 2),
            ',' => self.comma(from, at, letters),
            // `PT06E-14-19S(SR)`.
            '(' => {
                let suffix = letters && digits && plain(at + 1) && plain(at + 2) && self.char(at + 3) == ')';
                let hyphened = (from..at).any(|place| self.char(place) == '-');
                return if suffix && hyphened { 4 } else { 0 };
            }
            _ => false,
        };
        usize::from(joins)
    }

    /// A comma in a number (`1,000`, `0,25`), or before the three figures of an ordering code (`BAS16,215`).
    fn comma(&self, from: usize, at: usize, letters: bool) -> bool {
        let figures = (at + 1..at + 8)
            .take_while(|place| self.char(*place).is_ascii_digit())
            .count();
        let before = self.char(at.saturating_sub(1));
        if !before.is_alphanumeric() || figures == 0 {
            return false;
        }
        if !letters {
            return true;
        }
        let tenths = before == '0' && at >= from + 2 && self.char(at - 2) == '-';
        if tenths {
            return true;
        }
        // A quantity may follow the number without a space; then a unit stands behind the figures.
        let behind = (at + 1 + figures..at + 4 + figures)
            .map(|place| self.char(place))
            .find(|c| !c.is_whitespace());
        let boundary = !self.char(at + 1 + figures).is_alphanumeric();
        figures == 3
            && boundary
            && !behind.is_some_and(|c| matches!(c, 'P' | 'p' | 'Ш' | 'ш') && from > 0 && self.char(at + 4) != ' ')
    }

    fn push(&mut self, from: usize, to: usize, han: bool) {
        let byte = |at: usize| self.chars.get(at).map_or(self.tokens.text.len(), |(byte, _)| *byte);
        let bytes = byte(from)..byte(to);
        let start = self.tokens.capitals.len();
        let (mut letters, mut digits) = (0_u16, 0_u16);
        for (_, c) in self.chars.get(from..to).into_iter().flatten() {
            if c.is_ascii() {
                letters += u16::from(c.is_ascii_alphabetic());
                digits += u16::from(c.is_ascii_digit());
                self.tokens.capitals.push(c.to_ascii_uppercase());
            } else {
                letters += u16::from(c.is_alphabetic());
                self.tokens.capitals.push(capital(*c));
            }
        }
        let capitals = start..self.tokens.capitals.len();
        self.tokens.list.push(Token {
            bytes,
            chars: from..to,
            capitals,
            han,
            letters,
            digits,
            after: self.after,
        });
        self.after = ' ';
    }
}

/// A letter's capital if that is one letter of the same length: places in the capitals are places in the text.
fn capital(c: char) -> char {
    let mut capitals = c.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
        _ => c,
    }
}

/// Chinese characters; they stand beside figures and Latin letters without spaces.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
