//! The way back: a transcription written in its notation. See `notation` for what the signs mean.

use unicode_normalization::UnicodeNormalization;

use super::glyphs::{Glyph, Transcription};
use super::notation::DOT;

impl Transcription {
    /// The transcription in its notation; reading it again gives the same glyphs.
    pub fn to_text(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(|line| line_text(line)).collect();
        lines.join(" / ").nfc().collect()
    }
}

fn line_text(line: &[Glyph]) -> String {
    let mut text = String::new();
    let mut before = None;
    let mut rest = line.iter().peekable();
    while let Some(glyph) = rest.next() {
        let mut accents = String::new();
        while let Some(Glyph::Certain(c) | Glyph::Uncertain(c)) = rest.next_if(|next| next.leans()) {
            accents.push(*c);
        }
        let blank = |glyph: Option<&Glyph>| glyph.is_none_or(|glyph| *glyph == Glyph::Certain(' '));
        match glyph {
            Glyph::Certain('/') if accents.is_empty() && blank(before) && blank(rest.peek().copied()) => {
                text.push_str("\\/")
            }
            Glyph::Certain(c) => {
                let dotted = c.nfd().chain(accents.chars().nfd()).any(|c| c == DOT);
                if dotted || must_escape(*c) {
                    text.push('\\');
                }
                text.push(*c);
                text.push_str(&accents);
            }
            Glyph::Uncertain(c) => {
                if must_escape(*c) {
                    text.push('\\');
                }
                text.push(*c);
                text.push_str(&accents);
                text.push(DOT);
            }
            other => text.push_str(&bracketed(other)),
        }
        before = Some(glyph);
    }
    text
}

/// The glyphs that are more than one character.
fn bracketed(glyph: &Glyph) -> String {
    match glyph {
        Glyph::Certain(_) | Glyph::Uncertain(_) => String::new(),
        Glyph::Unreadable => "?".to_owned(),
        Glyph::Masked => "#".to_owned(),
        Glyph::Lost { min, max: Some(max) } if min == max => format!("[{min}]"),
        Glyph::Lost { min, max: Some(max) } => format!("[{min}-{max}]"),
        Glyph::Lost { min: 1, max: None } => "[-]".to_owned(),
        Glyph::Lost { min, max: None } => format!("[{min}-]"),
        Glyph::Either(choices) => {
            let choices: Vec<String> = choices.iter().map(|choice| shielded(choice, "\\|}?#[]{<")).collect();
            format!("{{{}}}", choices.join("|"))
        }
        Glyph::Supplied(text) => format!("[[{}]]", shielded(text, "\\]")),
        Glyph::Logo(text) => format!("<logo: {}>", shielded(text, "\\>")),
    }
}

fn must_escape(character: char) -> bool {
    matches!(character, '?' | '#' | '[' | ']' | '{' | '}' | '<' | '\\')
}

fn shielded(text: &str, dangerous: &str) -> String {
    let mut shielded = String::with_capacity(text.len());
    for character in text.chars() {
        if dangerous.contains(character) {
            shielded.push('\\');
        }
        shielded.push(character);
    }
    shielded
}
