//! Reads Rust source just well enough: what is code, what is a text, what belongs to tests.

/// One source file, taken apart.
#[derive(Debug)]
pub(crate) struct Code {
    /// The source with comments, the inside of texts and test modules replaced by blanks; every
    /// character keeps its place.
    chars: Vec<char>,
    /// The texts outside test modules.
    pub(crate) literals: Vec<Literal>,
    /// Names of test modules that lie in files of their own.
    pub(crate) test_modules: Vec<String>,
}

/// A text in the source, as it is written there (escapes are not undone).
#[derive(Debug)]
pub(crate) struct Literal {
    /// Place of its opening quote, in characters.
    pub(crate) at: usize,
    /// What stands between the quotes.
    pub(crate) text: String,
}

impl Code {
    /// Takes a source file apart.
    pub(crate) fn read(source: &str) -> Code {
        let mut reader = Reader {
            source: source.chars().collect(),
            chars: Vec::with_capacity(source.len()),
            literals: Vec::new(),
        };
        while reader.step() {}
        let mut code = Code {
            chars: reader.chars,
            literals: reader.literals,
            test_modules: Vec::new(),
        };
        code.drop_tests();
        code
    }

    /// The code as text, with blanks where comments, texts and tests were.
    pub(crate) fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// A little of the code before a place, without white space at its end.
    pub(crate) fn before(&self, at: usize) -> String {
        const ENOUGH: usize = 200;
        let blank = |at: &usize| self.chars.get(*at).is_some_and(|c| c.is_whitespace());
        let end = at - (0..at).rev().take_while(blank).count();
        let start = end.saturating_sub(ENOUGH);
        self.chars.iter().take(end).skip(start).collect()
    }

    /// The number of the line a place is in, from 1.
    pub(crate) fn line(&self, at: usize) -> usize {
        1 + self.chars.iter().take(at).filter(|c| **c == '\n').count()
    }

    /// Every name in the code with its place.
    pub(crate) fn names(&self) -> Vec<(usize, String)> {
        let mut names: Vec<(usize, String)> = Vec::new();
        let mut open = false;
        for (at, c) in self.chars.iter().enumerate() {
            let is_name = c.is_alphanumeric() || *c == '_';
            match names.last_mut() {
                Some((_, name)) if is_name && open => name.push(*c),
                _ if is_name => names.push((at, c.to_string())),
                _ => {}
            }
            open = is_name;
        }
        names
    }

    /// What follows a place: the first character that is not white space, and its place.
    pub(crate) fn next(&self, at: usize) -> Option<(usize, char)> {
        self.chars
            .iter()
            .enumerate()
            .skip(at)
            .find(|(_, c)| !c.is_whitespace())
            .map(|(at, c)| (at, *c))
    }

    /// Whether the code at a place begins with `words`.
    pub(crate) fn has(&self, at: usize, words: &str) -> bool {
        let mut here = self.chars.iter().skip(at);
        words.chars().all(|c| here.next() == Some(&c))
    }

    /// All paths that begin after the `::` before `at`, with groups taken apart:
    /// `a::{b, c::d}` gives `a::b` and `a::c::d`.
    pub(crate) fn paths(&self, at: usize) -> Vec<Vec<String>> {
        let mut found = Vec::new();
        self.path(at, &[], &mut found);
        found
    }

    fn path(&self, at: usize, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
        match self.next(at) {
            Some((open, '{')) => {
                let mut here = open + 1;
                while let Some((next, c)) = self.next(here) {
                    match c {
                        '}' => return next + 1,
                        ',' => here = next + 1,
                        _ => {
                            let end = self.path(next, before, found);
                            here = end.max(next + 1);
                        }
                    }
                }
                here
            }
            Some((start, _)) => {
                let name: String = self
                    .chars
                    .iter()
                    .skip(start)
                    .take_while(|c| c.is_alphanumeric() || **c == '_' || **c == '*')
                    .collect();
                let end = start + name.chars().count();
                let mut whole = before.to_vec();
                whole.push(name);
                let goes_on = self.has(end, "::") && !self.has(end + 2, "<");
                if goes_on {
                    return self.path(end + 2, &whole, found);
                }
                found.push(whole);
                self.behind_alias(end)
            }
            None => at,
        }
    }

    /// Behind ` as name`, if that is what stands at `at`.
    fn behind_alias(&self, at: usize) -> usize {
        if !self.has(at, " as ") {
            return at;
        }
        let name = self.chars.iter().skip(at + 4);
        at + 4 + name.take_while(|c| c.is_alphanumeric() || **c == '_').count()
    }

    /// Blanks every item under `#[cfg(test)]` and notes test modules in files of their own.
    fn drop_tests(&mut self) {
        const MARK: &str = "#[cfg(test)]";
        let mut at = 0;
        while at < self.chars.len() {
            if !self.has(at, MARK) {
                at += 1;
                continue;
            }
            let end = self.item_end(at + MARK.len());
            let item: String = self.chars.iter().take(end).skip(at).collect();
            if let Some(name) = item.strip_suffix(';').and_then(|item| item.rsplit_once("mod ")) {
                self.test_modules.push(name.1.trim().to_owned());
            }
            for c in self.chars.iter_mut().take(end).skip(at) {
                if *c != '\n' {
                    *c = ' ';
                }
            }
            self.literals.retain(|text| text.at < at || text.at >= end);
            at = end;
        }
    }

    /// Just behind the item that begins at `at`: behind its `;` or its closing brace.
    fn item_end(&self, at: usize) -> usize {
        let mut depth = 0_usize;
        for (here, c) in self.chars.iter().enumerate().skip(at) {
            match c {
                '{' => depth += 1,
                '}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return here + 1;
                    }
                }
                ';' if depth == 0 => return here + 1,
                _ => {}
            }
        }
        self.chars.len()
    }
}

/// Walks through the source once.
struct Reader {
    source: Vec<char>,
    chars: Vec<char>,
    literals: Vec<Literal>,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.source.get(self.chars.len() + ahead).copied()
    }

    fn keep(&mut self) {
        if let Some(c) = self.peek(0) {
            self.chars.push(c);
        }
    }

    /// Line breaks stay, so that line numbers hold.
    fn blank(&mut self) {
        if let Some(c) = self.peek(0) {
            self.chars.push(if c == '\n' { c } else { ' ' });
        }
    }

    fn starts(&self, words: &str) -> bool {
        words.chars().enumerate().all(|(n, c)| self.peek(n) == Some(c))
    }

    /// Takes the next piece; false at the end.
    fn step(&mut self) -> bool {
        let Some(c) = self.peek(0) else {
            return false;
        };
        if self.starts("//") {
            while self.peek(0).is_some_and(|c| c != '\n') {
                self.blank();
            }
        } else if self.starts("/*") {
            self.comment();
        } else if c == '"' {
            self.text(0, false);
        } else if let Some(hashes) = self.raw() {
            self.keep();
            while self.peek(0) != Some('"') {
                self.keep();
            }
            self.text(hashes, true);
        } else if c == '\'' && (self.peek(1) == Some('\\') || self.peek(2) == Some('\'')) {
            self.character();
        } else {
            self.keep();
        }
        true
    }

    /// How many `#` a raw text has that begins here.
    fn raw(&self) -> Option<usize> {
        let inside_a_name = self
            .chars
            .last()
            .is_some_and(|c| (c.is_alphanumeric() || *c == '_') && *c != 'b' && *c != 'c');
        if self.peek(0) != Some('r') || inside_a_name {
            return None;
        }
        let mut hashes = 0;
        while self.peek(1 + hashes) == Some('#') {
            hashes += 1;
        }
        (self.peek(1 + hashes) == Some('"')).then_some(hashes)
    }

    fn comment(&mut self) {
        let mut depth = 0_usize;
        loop {
            if self.starts("/*") {
                depth += 1;
                self.blank();
            } else if self.starts("*/") {
                depth -= 1;
                self.blank();
            }
            self.blank();
            if depth == 0 || self.peek(0).is_none() {
                return;
            }
        }
    }

    fn text(&mut self, hashes: usize, raw: bool) {
        let at = self.chars.len();
        let closing: String = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
        let mut text = String::new();
        self.keep();
        while let Some(c) = self.peek(0) {
            if self.starts(&closing) {
                break;
            }
            text.push(c);
            self.blank();
            if c == '\\' && !raw {
                text.extend(self.peek(0));
                self.blank();
            }
        }
        for _ in closing.chars() {
            self.keep();
        }
        self.literals.push(Literal { at, text });
    }

    fn character(&mut self) {
        self.blank();
        while let Some(c) = self.peek(0) {
            self.blank();
            if c == '\\' {
                self.blank();
            } else if c == '\'' {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(code: &Code) -> Vec<&str> {
        code.literals.iter().map(|text| text.text.as_str()).collect()
    }

    #[test]
    fn comments_and_texts_are_not_code() {
        let code = Code::read("a; // diesel\n/* diesel /* diesel */ diesel */ b(\"die\\\"sel\", r#\"die\"sel\"#);");
        assert!(!code.text().contains("diesel"));
        assert!(code.text().contains("a; "));
        assert!(code.text().contains("b(\""));
        assert_eq!(texts(&code), ["die\\\"sel", "die\"sel"]);
    }

    #[test]
    fn quotes_as_characters_and_lifetimes_open_no_text() {
        let code = Code::read("fn f<'a>(x: &'a str) { g('\"', '\\'', 'x'); h(\"t\"); }");
        assert_eq!(texts(&code), ["t"]);
        assert!(code.text().contains("fn f<'a>(x: &'a str)"));
    }

    #[test]
    fn tests_are_dropped_and_what_follows_stays() {
        let code = Code::read(
            "#[cfg(test)]\nmod tests {\n fn x() { y(\"no\"); }\n}\nfn after() { z(\"yes\") }\n#[cfg(test)]\nmod more;\n",
        );
        assert_eq!(texts(&code), ["yes"]);
        assert_eq!(code.test_modules, ["more"]);
        assert!(code.text().contains("fn after"));
        assert_eq!(code.literals.first().map(|text| code.line(text.at)), Some(5));
    }

    #[test]
    fn grouped_paths_are_taken_apart() {
        let source = "use crate::{store::{Conn, components as c}, error::Error};\n";
        let code = Code::read(source);
        let paths: Vec<String> = code
            .paths("use crate::".len())
            .iter()
            .map(|path| path.join("::"))
            .collect();
        assert_eq!(paths, ["store::Conn", "store::components", "error::Error"]);
    }
}
