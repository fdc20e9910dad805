//! From a name as written to weighed words.

use super::{LegalForm, Name, Rarity, Word, legal, words};
use crate::domain::{countries::Country, text};

/// The most words of a name that are looked at.
const MOST_WORDS: usize = 16;

/// A name in words.
pub(super) struct Words {
    pub(super) words: Vec<String>,
    form: Option<LegalForm>,
    translated: bool,
}

/// Folds and weighs.
pub(super) fn name(name: &str, country: &str, rarity: &Rarity) -> Name {
    let Words {
        words,
        form,
        translated,
    } = words_of(name);
    let initials = words.iter().filter_map(|word| word.chars().next()).collect();
    let words: Vec<Word> = words.into_iter().map(|word| weighed(word, rarity)).collect();
    let telling = words.iter().filter(|word| word.weight >= 0.5);
    let mut joined: String = telling.map(|word| word.text.as_str()).collect();
    if joined.is_empty() {
        joined = words.iter().map(|word| word.text.as_str()).collect();
    }
    let mut letters = country.bytes().map(|byte| byte.to_ascii_uppercase());
    Name {
        weight: words.iter().map(|word| word.weight).sum(),
        sound: sound(&joined),
        joined,
        initials,
        words,
        form,
        states: Country::named_in(name),
        country: letters.next().zip(letters.next()).map(|(one, two)| [one, two]),
        translated,
    }
}

fn weighed(text: String, rarity: &Rarity) -> Word {
    let number = text.chars().all(|c| c.is_ascii_digit());
    let weight = match words::common(&text) {
        Some(common) => words::weight(common),
        None if number => 0.5,
        None => {
            let length = match text.chars().count() {
                1 => 0.5,
                2 => 0.8,
                _ => 1.0,
            };
            rarity.weight(&text) * length
        }
    };
    Word {
        sound: sound(&text),
        text,
        weight,
        number,
    }
}

/// The words of a name without its legal form.
pub(super) fn words_of(name: &str) -> Words {
    let translated = name.chars().any(|c| c.is_alphabetic() && !is_latin(c));
    let (latin, mut form) = in_latin(name);
    let folded = text::fold_name(&latin);
    let mut words = joined_letters(&dotted(&latin, folded));
    words.truncate(MOST_WORDS);
    let taken = legal::take_off(&mut words);
    form = form.or(taken);
    let mut words: Vec<String> = words
        .into_iter()
        .filter(|word| !words::is_nothing(word))
        .map(|word| words::common(&word).map_or(word, str::to_owned))
        .collect();
    // `Hong Kong` in two words is the place.
    if let Some(at) = words
        .windows(2)
        .position(|pair| matches!(pair, [one, two] if one == "hong" && two == "kong"))
    {
        words.splice(at..at + 2, ["hongkong".to_owned()]);
    }
    Words {
        words,
        form,
        translated,
    }
}

fn is_latin(c: char) -> bool {
    matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{ff21}'..='\u{ff5a}')
}

/// Latin letters for all; Chinese kinds of business and legal forms are translated, the rest becomes one word per run, because
/// nobody writes syllables apart on purpose.
fn in_latin(name: &str) -> (String, Option<LegalForm>) {
    if name.is_ascii() {
        return (name.to_owned(), None);
    }
    let han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}');
    let (mut text, mut form) = (name.to_owned(), None);
    if name.chars().any(han) {
        for (ending, kind) in legal::HAN {
            if text.contains(ending) {
                text = text.replace(ending, " ");
                form = form.or(Some(*kind));
            }
        }
        for (word, meaning) in words::HAN {
            text = text.replace(word, meaning);
        }
    }
    let mut latin = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        latin.push(' ');
        let letters = deunicode::deunicode(word);
        if word.chars().any(han) {
            latin.extend(letters.chars().filter(|c| !c.is_whitespace()));
        } else {
            latin.push_str(&letters);
        }
    }
    (latin, form)
}

/// `L.L.C.` and `F.Z.E.` are one word: points between single letters are dropped before folding.
fn dotted(latin: &str, folded: String) -> String {
    if !latin.contains('.') {
        return folded;
    }
    let chars: Vec<char> = latin.chars().collect();
    let mut out = String::with_capacity(latin.len());
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let alone = before.is_some_and(|c| c.is_alphabetic())
            && at
                .checked_sub(2)
                .and_then(|at| chars.get(at))
                .is_none_or(|c| !c.is_alphanumeric());
        if *c == '.' && alone {
            continue;
        }
        out.push(*c);
    }
    text::fold_name(&out)
}

/// Single letters in a row are one word: `a b c` as `abc`.
fn joined_letters(folded: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut run = false;
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        let single = word.len() == 1 && word.chars().all(char::is_alphabetic);
        match words.last_mut().filter(|_| single && run) {
            Some(last) => last.push_str(word),
            None => words.push(word.to_owned()),
        }
        run = single;
    }
    words
}

/// How a word sounds, spelling aside: the ways in which the same Cyrillic or Chinese name is put into Latin letters fall
/// together (`kh`/`h`, `ks`/`x`, `ts`/`c`, `ya`/`ia`, `w`/`v`, doubled letters).
pub(super) fn sound(word: &str) -> String {
    const PAIRS: &[(&str, &str)] = &[
        ("shch", "s"),
        ("sch", "s"),
        ("tch", "c"),
        ("kh", "h"),
        ("ch", "h"),
        ("sh", "s"),
        ("zh", "z"),
        ("ph", "f"),
        ("ck", "k"),
        ("ks", "x"),
        ("ts", "c"),
        ("tz", "c"),
        ("ya", "ia"),
        ("yu", "iu"),
        ("ye", "e"),
        ("ay", "ei"),
        ("ai", "ei"),
        ("ey", "ei"),
        ("oo", "u"),
    ];
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let pair = PAIRS.iter().find(|(from, _)| rest.starts_with(from));
        let (sound, length) = match pair {
            Some((from, to)) => (*to, from.len()),
            None => (single(first), first.len_utf8()),
        };
        if sound.is_empty() {
            push(&mut out, first);
        }
        sound.chars().for_each(|c| push(&mut out, c));
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// A letter that is heard like another; empty: itself.
fn single(c: char) -> &'static str {
    match c {
        'c' | 'q' => "k",
        'w' => "v",
        'y' | 'j' => "i",
        // The same letter is `g` from Russian and `h` from Ukrainian.
        'g' => "h",
        _ => "",
    }
}

/// Doubled letters are one.
fn push(out: &mut String, c: char) {
    if !out.ends_with(c) || c.is_ascii_digit() {
        out.push(c);
    }
}
