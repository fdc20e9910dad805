//! Every sentence people read, in their language: Fluent files, and looking a message up.
//!
//! A key stands in `<language>/<word>.ftl` of each language; a test compares the languages and
//! finds keys that nobody uses. Messages without arguments are formatted once.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use rust_embed::RustEmbed;

use crate::error::Say;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English, also what is used when nothing else is asked for.
    En,
    /// Ukrainian.
    Uk,
}

impl Lang {
    /// All languages, English first.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Uk];

    /// The BCP 47 tag.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Uk => "uk",
        }
    }

    /// The language's own name.
    pub const fn name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Uk => "Українська",
        }
    }

    /// The language a tag names.
    pub fn parse(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The best language for an `Accept-Language` header.
    pub fn negotiate(header: &str) -> Lang {
        let mut best = (0.0_f32, Lang::En);
        for part in header.split(',').take(20) {
            let mut pieces = part.split(';').map(str::trim);
            let tag = pieces.next().unwrap_or_default();
            let weight = pieces
                .find_map(|piece| piece.strip_prefix("q="))
                .map_or(Some(1.0), |q| q.parse::<f32>().ok());
            let primary = tag.split('-').next().unwrap_or_default();
            if let (Some(lang), Some(weight)) = (Lang::parse(&primary.to_ascii_lowercase()), weight)
                && weight > best.0
            {
                best = (weight, lang);
            }
        }
        best.1
    }
}

#[derive(RustEmbed)]
#[folder = "src/words"]
#[include = "*.ftl"]
struct Files;

/// The messages of one language.
pub struct Words {
    lang: Lang,
    plain: HashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

static WORDS: LazyLock<[Words; 2]> = LazyLock::new(|| Lang::ALL.map(Words::load));

/// The messages of a language.
pub fn of(lang: Lang) -> &'static Words {
    let [en, uk] = &*WORDS;
    match lang {
        Lang::En => en,
        Lang::Uk => uk,
    }
}

impl Words {
    fn load(lang: Lang) -> Words {
        let mut bundle = FluentBundle::new_concurrent(vec![lang.code().parse().unwrap_or_default()]);
        // Direction marks around arguments would end up in part numbers that people copy.
        bundle.set_use_isolating(false);
        let mut keys = Vec::new();
        for name in Files::iter().filter(|name| name.starts_with(lang.code())) {
            let Some(file) = Files::get(&name) else {
                continue;
            };
            let text = String::from_utf8_lossy(&file.data).into_owned();
            // A test reads every file strictly; here a broken message must not take the others with it.
            let resource = match FluentResource::try_new(text) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    tracing::error!(%name, ?errors, "a Fluent file has errors");
                    resource
                }
            };
            keys.extend(resource.entries().filter_map(|entry| match entry {
                fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                _ => None,
            }));
            bundle.add_resource_overriding(resource);
        }
        let mut words = Words {
            lang,
            plain: HashMap::new(),
            bundle,
        };
        for key in keys {
            if let Some(text) = words.format(&key, None) {
                words.plain.insert(key, text);
            }
        }
        words
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A message without arguments. An unknown key comes back as it is, which a test forbids.
    pub fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.plain.get(key).map_or(key, String::as_str)
    }

    /// A message without arguments, or `None` for an unknown key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.plain.get(key).map(String::as_str)
    }

    /// A sentence with its arguments. An argument that is itself a key of a message in a place where words
    /// are shown (`shelf`, `field`, `limit`) is given by the caller already in words.
    pub fn say(&self, say: &Say) -> String {
        self.tell(say.key, say.args.iter().map(|(name, value)| (*name, value.as_str())))
    }

    /// [`Words::say`] for a sentence that was kept: its key and arguments come from the disk.
    pub fn tell<'a>(&self, key: &str, args: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
        let mut given = args.into_iter().peekable();
        if given.peek().is_none() {
            return self.t(key).to_owned();
        }
        let mut args = FluentArgs::new();
        for (name, value) in given {
            // Numbers as numbers, so that plural rules apply.
            match value.parse::<i64>() {
                Ok(number) if value == "0" || value.len() < 10 && !value.starts_with(['0', '+']) => {
                    args.set(name, number);
                }
                _ => args.set(name, value),
            }
        }
        self.format(key, Some(&args)).unwrap_or_else(|| key.to_owned())
    }

    /// The label of a word from a closed list: the message `<list>-<word>`, or the word itself.
    pub fn label<'a>(&'a self, list: &str, word: &'a str) -> Cow<'a, str> {
        match self.get(&format!("{list}-{word}")) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Borrowed(word),
        }
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        // A message that lacks an argument is not plain; with arguments given it is better than nothing.
        (errors.is_empty() || args.is_some()).then(|| text.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_sound() {
        for name in Files::iter() {
            let file = Files::get(&name).unwrap();
            let text = String::from_utf8(file.data.into_owned()).unwrap();
            assert!(FluentResource::try_new(text).is_ok(), "{name} has errors");
        }
    }

    #[test]
    fn nothing_has_words_of_its_own() {
        let say = |count: usize| of(Lang::En).say(&Say::new("list-shown").with("count", count));
        assert_eq!(say(0), "Nothing on this page");
        assert!(say(3).contains('3'), "{}", say(3));
    }

    #[test]
    fn the_asked_for_language_wins_by_weight() {
        assert_eq!(Lang::negotiate("de, uk;q=0.8, en;q=0.5"), Lang::Uk);
        assert_eq!(Lang::negotiate("uk-UA"), Lang::Uk);
        assert_eq!(Lang::negotiate("fr"), Lang::En);
        assert_eq!(Lang::negotiate("en;q=x, uk;q=nan"), Lang::En);
    }
}
