//! The writing a mark is in.

use crate::error::Say;

/// The writing of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// Latin letters.
    Latin,
    /// Cyrillic letters.
    Cyrillic,
    /// Korean letters.
    Hangul,
    /// Chinese characters alone.
    Han,
    /// Japanese: kana, with or without Chinese characters.
    Kana,
    /// Arabic letters.
    Arabic,
    /// Arabic letters or digits that only Persian uses.
    Persian,
    /// Hebrew letters.
    Hebrew,
    /// Digits and no letters.
    Digits,
    /// Letters of more than one script.
    Mixed,
    /// Any other script, or no letters and digits at all.
    Other,
}

impl Script {
    /// Every script, in the order of the form.
    pub const ALL: [Script; 11] = [
        Script::Latin,
        Script::Cyrillic,
        Script::Hangul,
        Script::Han,
        Script::Kana,
        Script::Arabic,
        Script::Persian,
        Script::Hebrew,
        Script::Digits,
        Script::Mixed,
        Script::Other,
    ];

    /// The stored words, in the order of [`Script::ALL`].
    pub const WORDS: &'static [&'static str] = &[
        "latin", "cyrillic", "hangul", "han", "kana", "arabic", "persian", "hebrew", "digits", "mixed", "other",
    ];

    /// The stored word.
    pub fn as_str(self) -> &'static str {
        self.words().0
    }

    /// Fluent key of the name people see.
    pub fn key(self) -> &'static str {
        self.words().1
    }

    /// Reads the stored word.
    pub fn parse(text: &str) -> Result<Script, Say> {
        let found = Script::ALL.into_iter().find(|one| one.as_str() == text.trim());
        found.ok_or_else(|| Say::new("script-invalid"))
    }

    /// The script that a text is written in. Digits count only where there are no letters, except that Persian digits make
    /// Arabic letters Persian. Give it `Transcription::legible`, not the notation: `logo` is not on the object.
    pub fn detect(text: &str) -> Script {
        let mut found: Option<Script> = None;
        let mut digits: Option<Script> = None;
        for character in text.chars() {
            match character {
                '\u{6f0}'..='\u{6f9}' => digits = Some(join(digits, Script::Persian)),
                '\u{660}'..='\u{669}' => digits = Some(join(digits, Script::Arabic)),
                _ if character.is_numeric() => digits = Some(join(digits, Script::Digits)),
                _ if character.is_alphabetic() => found = Some(join(found, of_letter(character))),
                _ => {}
            }
        }
        match (found, digits) {
            (Some(Script::Arabic), Some(Script::Persian)) => Script::Persian,
            (Some(letters), _) => letters,
            (None, Some(digits)) => digits,
            (None, None) => Script::Other,
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Script::Latin => ("latin", "script-latin"),
            Script::Cyrillic => ("cyrillic", "script-cyrillic"),
            Script::Hangul => ("hangul", "script-hangul"),
            Script::Han => ("han", "script-han"),
            Script::Kana => ("kana", "script-kana"),
            Script::Arabic => ("arabic", "script-arabic"),
            Script::Persian => ("persian", "script-persian"),
            Script::Hebrew => ("hebrew", "script-hebrew"),
            Script::Digits => ("digits", "script-digits"),
            Script::Mixed => ("mixed", "script-mixed"),
            Script::Other => ("other", "script-other"),
        }
    }
}

/// The script of a text that holds both: scripts that are written together keep the narrower name.
fn join(before: Option<Script>, next: Script) -> Script {
    match (before, next) {
        (None, next) => next,
        (Some(before), next) if before == next => next,
        (Some(Script::Kana), Script::Han) | (Some(Script::Han), Script::Kana) => Script::Kana,
        (Some(Script::Arabic), Script::Persian) | (Some(Script::Persian), Script::Arabic) => Script::Persian,
        _ => Script::Mixed,
    }
}

fn of_letter(character: char) -> Script {
    match character {
        'A'..='Z'
        | 'a'..='z'
        | '\u{aa}'
        | '\u{ba}'
        | '\u{c0}'..='\u{2b8}'
        | '\u{1e00}'..='\u{1eff}'
        | '\u{2c60}'..='\u{2c7f}'
        | '\u{a720}'..='\u{a7ff}'
        | '\u{ab30}'..='\u{ab64}'
        | '\u{fb00}'..='\u{fb06}'
        | '\u{ff21}'..='\u{ff3a}'
        | '\u{ff41}'..='\u{ff5a}' => Script::Latin,
        '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c88}' | '\u{2de0}'..='\u{2dff}' | '\u{a640}'..='\u{a69f}' => {
            Script::Cyrillic
        }
        '\u{1100}'..='\u{11ff}'
        | '\u{3131}'..='\u{318e}'
        | '\u{a960}'..='\u{a97c}'
        | '\u{ac00}'..='\u{d7fb}'
        | '\u{ffa0}'..='\u{ffdc}' => Script::Hangul,
        '\u{3005}'
        | '\u{3007}'
        | '\u{2e80}'..='\u{2fd5}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' => Script::Han,
        '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => {
            Script::Kana
        }
        'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' => Script::Persian,
        '\u{600}'..='\u{6ff}'
        | '\u{750}'..='\u{77f}'
        | '\u{8a0}'..='\u{8ff}'
        | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}' => Script::Arabic,
        '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => Script::Hebrew,
        _ => Script::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_word_is_read_back() {
        for (one, word) in Script::ALL.into_iter().zip(Script::WORDS) {
            assert_eq!(one.as_str(), *word);
            assert_eq!(Script::parse(one.as_str()).unwrap(), one);
            assert_eq!(one.key(), format!("script-{}", one.as_str()));
        }
        assert_eq!(Script::parse("runes").unwrap_err().key, "script-invalid");
    }

    #[test]
    fn scripts_are_told_apart() {
        let cases = [
            ("ADSP-21065L", Script::Latin),
            ("К561ЛА7", Script::Cyrillic),
            ("ㅈ", Script::Hangul),
            ("룡성 113", Script::Hangul),
            ("電子", Script::Han),
            ("ソニー", Script::Kana),
            ("日本の", Script::Kana),
            ("هسا", Script::Arabic),
            ("شرکت", Script::Persian),
            ("هسا ۱۴۰۲", Script::Persian),
            ("۱۴۰۲", Script::Persian),
            ("١٤٠٢", Script::Arabic),
            ("רפאל", Script::Hebrew),
            ("113", Script::Digits),
            ("AБ", Script::Mixed),
            ("ΑΒΓ", Script::Other),
            ("…/-", Script::Other),
            ("", Script::Other),
        ];
        for (text, script) in cases {
            assert_eq!(Script::detect(text), script, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = Script::detect(&text);
        }
    }
}
