//! Text: what people may type, and the forms that are searched and sorted.
//!
//! Cleaning ([`clean_line`], [`clean_text`]) is for what is stored and shown: it keeps the writing and drops what nobody can
//! see. Folding is for what is compared: stored once beside the text, computed the same way from every query, never shown.
//!
//! | function | for | `ADSP-21065L` | `Київ` |
//! |---|---|---|---|
//! | [`fold_part`] | part numbers, lots, marks | `ADSP21065L` | `KИЇB`, with Latin K and B |
//! | [`fold_loose`] | the same, misread characters allowed | `A05P210651` | `KИЇ8` |
//! | [`fold_name`] | names in any script | `adsp 21065l` | `київ` without its dots |
//! | [`transliterate`] | names typed in Latin letters | `adsp 21065l` | `kiyiv` |
//! | [`sort_key`] | the order of lists | numbers by value | the Ukrainian alphabet |

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_security::confusable_detection::skeleton;

use crate::error::Say;

/// One line of text as it is stored: composed (NFC), visible characters only, single spaces, none at the ends.
/// Fails when more than `max` characters are left.
pub fn clean_line(raw: &str, max: usize) -> Result<String, Say> {
    if is_plain_line(raw) {
        return fits(raw.to_owned(), max);
    }
    bounded(raw, max)?;
    let seen: String = raw.chars().filter(|c| !is_hidden(*c)).nfc().collect();
    let line = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    fits(line, max)
}

/// Whether a text is one line of visible ASCII with single spaces inside, from which cleaning takes nothing: nearly every cell of the
/// millions that imports read.
fn is_plain_line(raw: &str) -> bool {
    let mut after_space = true;
    for byte in raw.bytes() {
        match byte {
            b' ' if after_space => return false,
            b' ' => after_space = true,
            b'!'..=b'~' => after_space = false,
            _ => return false,
        }
    }
    !after_space || raw.is_empty()
}

/// Text of several lines as it is stored: like [`clean_line`], but line breaks stay (`\n`), at most one empty line in a row.
pub fn clean_text(raw: &str, max: usize) -> Result<String, Say> {
    if is_plain_line(raw) {
        return fits(raw.to_owned(), max);
    }
    bounded(raw, max)?;
    let seen: String = raw
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}'], "\n")
        .chars()
        .filter(|c| !is_hidden(*c))
        .nfc()
        .collect();
    let mut text = String::with_capacity(seen.len());
    let mut empty = 0;
    for line in seen.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !text.is_empty() {
            text.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        text.push_str(&line);
    }
    fits(text, max)
}

/// The text, or the message that something must be filled in. Give it cleaned text.
pub fn required(text: String) -> Result<String, Say> {
    if text.is_empty() {
        Err(Say::new("text-required"))
    } else {
        Ok(text)
    }
}

/// The text, or nothing when the field was left empty. Give it cleaned text.
pub fn optional(text: String) -> Option<String> {
    if text.is_empty() { None } else { Some(text) }
}

/// Refuses, before any work is done, what cannot come out short enough: cleaning shortens text only by spaces and a few
/// invisible characters, so sixteen bytes a character and some room for spaces are ample.
fn bounded(raw: &str, max: usize) -> Result<(), Say> {
    if raw.len() > max.saturating_mul(16).saturating_add(4096) {
        Err(too_long(max))
    } else {
        Ok(())
    }
}

fn fits(text: String, max: usize) -> Result<String, Say> {
    if text.chars().count() > max {
        Err(too_long(max))
    } else {
        Ok(text)
    }
}

fn too_long(max: usize) -> Say {
    Say::new("text-too-long").with("max", max.to_string())
}

/// Characters that may not be stored: control characters other than white space, marks that turn the direction of writing
/// (they can make a text read differently from what it is), and characters that are never visible.
/// The joiners U+200C and U+200D stay, Persian and Indic spelling needs them.
pub fn is_hidden(character: char) -> bool {
    if character.is_whitespace() {
        return false;
    }
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}'
            | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

/// The form in which part numbers and marks are compared: upper case, letters and digits only, compatibility forms unified,
/// Cyrillic, Greek and other letters that look exactly like a Latin capital replaced by it, the micro sign read as `U`
/// (`µPD7220` is listed as `UPD7220`; people type the Greek letter for it too, so a small mu is a `U` as well).
pub fn fold_part(text: &str) -> String {
    if text.is_ascii() {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        return letters.map(|c| c.to_ascii_uppercase()).collect();
    }
    fold_any_part(text)
}

fn fold_any_part(text: &str) -> String {
    text.chars()
        .map(|c| if matches!(c, '\u{b5}' | '\u{3bc}') { 'U' } else { c })
        .nfkc()
        .flat_map(char::to_uppercase)
        .nfkc()
        .map(latin_twin)
        .filter(|c| c.is_alphanumeric() && canonical_combining_class(*c) == 0)
        .nfc()
        .collect()
}

/// [`fold_part`] with the characters that are commonly misread on worn marks made equal:
/// `O Q D` as `0`, `I L` as `1`, `Z` as `2`, `S` as `5`, `G` as `6`, `B` as `8`.
pub fn fold_loose(text: &str) -> String {
    fold_part(text)
        .chars()
        .map(|c| match c {
            'O' | 'Q' | 'D' => '0',
            'I' | 'L' => '1',
            'Z' => '2',
            'S' => '5',
            'G' => '6',
            'B' => '8',
            other => other,
        })
        .collect()
}

/// The Latin capital that an upper-case letter of another alphabet cannot be told from in print, or the letter itself.
/// Only alphabets whose capitals share shapes with Latin ones are looked up: the Unicode list also equates, for example, the
/// Arabic alef with `l`, which would make nonsense of an Arabic mark.
fn latin_twin(character: char) -> char {
    let shares_shapes = matches!(character,
        '\u{370}'..='\u{52f}' | '\u{530}'..='\u{58f}' | '\u{13a0}'..='\u{13f5}' | '\u{2c80}'..='\u{2cff}'
        | '\u{a4d0}'..='\u{a4ff}' | '\u{a640}'..='\u{a69f}');
    if !shares_shapes {
        return character;
    }
    let alone = character.to_string();
    let mut shape = skeleton(&alone);
    match (shape.next(), shape.next()) {
        // The list writes the shape of a vertical stroke as a small L; for a capital that is an I.
        (Some('l'), None) => 'I',
        (Some(twin), None) if twin.is_ascii_uppercase() => twin,
        _ => character,
    }
}

/// The form in which names are compared: lower case, diacritics gone, apostrophes gone, every other punctuation a single
/// space; any script.
pub fn fold_name(text: &str) -> String {
    // Imports fold millions of names, most of them in plain letters that nothing is taken off.
    match text.is_ascii() {
        true => fold_plain(text.len(), text.chars().map(|c| c.to_ascii_lowercase())),
        false => {
            let plain = text
                .nfkd()
                .filter(|c| canonical_combining_class(*c) == 0)
                .flat_map(char::to_lowercase)
                .nfkd()
                .filter(|c| canonical_combining_class(*c) == 0)
                .nfc();
            fold_plain(text.len(), plain)
        }
    }
}

/// Folds small letters without diacritics.
fn fold_plain(length: usize, plain: impl Iterator<Item = char>) -> String {
    let mut folded = String::with_capacity(length);
    let mut gap = false;
    for character in plain {
        if is_apostrophe(character) || is_hidden(character) {
            continue;
        }
        if !character.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        match letter_with_stroke(character) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(character),
        }
    }
    folded
}

/// A name in Latin letters, folded: what a reader without the name's keyboard would type. Approximate by nature.
pub fn transliterate(text: &str) -> String {
    fold_name(&deunicode::deunicode(&text.nfc().collect::<String>()))
}

/// A key whose plain byte order is the order people expect in lists: folded, `KN-9` before `KN-23`,
/// and the Ukrainian letters that Unicode places after `я` in their alphabetical place.
pub fn sort_key(text: &str) -> String {
    let folded = fold_name(text);
    let mut key = String::with_capacity(folded.len() + 4);
    let mut number = String::new();
    for character in folded.chars() {
        if character.is_ascii_digit() {
            number.push(character);
            continue;
        }
        push_number(&mut key, &mut number);
        match character {
            // A second letter after every other letter sorts the pair behind the first letter alone.
            'ґ' => key.push_str("гяя"),
            'є' => key.push_str("еяя"),
            'і' => key.push_str("ияя"),
            other => key.push(other),
        }
    }
    push_number(&mut key, &mut number);
    key
}

/// Writes a number so that longer numbers sort behind shorter ones: how many digits (in base 36), then the digits.
fn push_number(key: &mut String, number: &mut String) {
    if number.is_empty() {
        return;
    }
    let digits = number.trim_start_matches('0');
    let length = u32::try_from(digits.len()).unwrap_or(35).min(35);
    key.push(char::from_digit(length, 36).unwrap_or('z'));
    key.push_str(digits);
    number.clear();
}

fn is_apostrophe(character: char) -> bool {
    matches!(
        character,
        '\'' | '`' | '\u{b4}' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bb}' | '\u{2bc}' | '\u{2032}' | '\u{ff07}'
    )
}

/// Letters whose stroke is no diacritic to Unicode, but is one to a person who searches.
fn letter_with_stroke(character: char) -> Option<&'static str> {
    Some(match character {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
