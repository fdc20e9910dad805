//! Knowing makers, countries, label words, classes of objects and part families when they stand on a mark or in a hint.

use std::collections::HashMap;

use super::quick::QuickMap;
use crate::domain::{
    rules::names::{Names, label_word},
    text::{fold_name, fold_part},
};

/// The longest run of words that is looked up as one name.
const LONGEST_PHRASE: usize = 4;

/// Who a word on a mark can mean, and how strongly, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Maybe {
    /// The place of the maker in `Names::makers`.
    pub maker: usize,
    /// How strongly the word points to it.
    pub strength: f64,
}

/// What can be recognized, ready to be looked up.
#[derive(Debug, Clone, Default)]
pub struct Recognition {
    /// Words, abbreviations and countries on marks and labels, as `label_word` folds them.
    printed: QuickMap<String, Printed>,
    /// The bytes of the longest of these.
    longest: usize,
    /// Beginnings of part numbers by their first two characters, longest first.
    prefixes: QuickMap<String, Vec<(String, usize)>>,
    /// Beginnings of part numbers of one family, by their first two characters, longest first.
    families: QuickMap<String, Vec<(String, usize)>>,
    /// Names in hints, folded as names are.
    named: HashMap<String, Vec<usize>>,
    /// Countries named in hints.
    origin_words: HashMap<String, usize>,
    /// Classes of objects named in hints.
    objects: HashMap<String, usize>,
    /// For each maker those it came from, went into or took over.
    kin: Vec<Vec<usize>>,
}

/// What a printed word can be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Printed {
    /// Makers it names.
    pub makers: Vec<Maybe>,
    /// The country it names.
    pub origin: Option<usize>,
    /// The label it is.
    pub label: Option<usize>,
}

impl Recognition {
    /// Prepares the names.
    pub fn new(names: &Names) -> Recognition {
        let mut known = Recognition::default();
        for (at, object) in names.objects.iter().enumerate() {
            for word in &object.words {
                known.objects.entry(word.clone()).or_insert(at);
            }
        }
        for (at, origin) in names.origins.iter().enumerate() {
            for mark in &origin.marks {
                known
                    .printed
                    .entry(label_word(mark))
                    .or_default()
                    .origin
                    .get_or_insert(at);
            }
            for word in origin.words.iter().chain(&origin.marks) {
                known.origin_words.entry(word.clone()).or_insert(at);
            }
        }
        for (at, label) in names.labels.iter().enumerate() {
            for word in &label.words {
                known.printed.entry(word.clone()).or_default().label.get_or_insert(at);
            }
        }
        known.add_makers(names);
        for (at, family) in names.families.iter().enumerate() {
            for prefix in &family.prefixes {
                let key: String = prefix.chars().take(2).collect();
                known.families.entry(key).or_default().push((prefix.clone(), at));
            }
        }
        for beginnings in known.prefixes.values_mut().chain(known.families.values_mut()) {
            beginnings.sort_by(|a, b| b.0.chars().count().cmp(&a.0.chars().count()).then(a.1.cmp(&b.1)));
        }
        known.longest = known.printed.keys().map(String::len).max().unwrap_or_default();
        known.add_kin(names);
        known
    }

    fn add_kin(&mut self, names: &Names) {
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (at, maker) in names.makers.iter().enumerate() {
            places.entry(maker.name.as_str()).or_insert(at);
        }
        self.kin = vec![Vec::new(); names.makers.len()];
        for (at, maker) in names.makers.iter().enumerate() {
            let related = maker.became.iter().map(|(name, _)| name).chain(&maker.took_over);
            for other in related.filter_map(|name| places.get(name.as_str())) {
                for (one, two) in [(at, *other), (*other, at)] {
                    if let Some(kin) = self.kin.get_mut(one).filter(|kin| !kin.contains(&two)) {
                        kin.push(two);
                    }
                }
            }
        }
    }

    /// True when a maker is one of these or came from one or went into one.
    pub fn is_kin(&self, maker: usize, others: &[usize]) -> bool {
        let kin = self.kin.get(maker).map_or(&[][..], Vec::as_slice);
        others.iter().any(|other| *other == maker || kin.contains(other))
    }

    fn add_makers(&mut self, names: &Names) {
        for (at, maker) in names.makers.iter().enumerate() {
            let brackets = |text: &str| text.split(" (").next().unwrap_or(text).trim().to_owned();
            let short = brackets(&maker.name);
            self.print(&short, at, 0.95);
            self.name(&short, at);
            if let Some((_, inside)) = maker.name.split_once(" (") {
                inside.trim_end_matches(')').split(',').for_each(|one| {
                    self.print(one.trim(), at, 0.8);
                    self.name(one.trim(), at);
                });
            }
            // "Nordic" for Nordic Semiconductor; not where the word alone is a class of objects.
            let first = short.split_whitespace().next().unwrap_or_default();
            let folded = fold_name(first);
            if first.chars().count() >= 5 && !self.objects.contains_key(&folded) && !is_plain(&folded) {
                self.print(first, at, 0.7);
                self.name(first, at);
            }
            for mark in &maker.marks {
                let mark = brackets(mark);
                let words = mark.trim_end_matches(" logo");
                let described = mark.contains(' ') && mark.chars().all(|c| !c.is_uppercase());
                if !described {
                    let strength = match label_word(words).chars().count() {
                        0 | 1 => 0.0,
                        2 => 0.4,
                        3 => 0.7,
                        _ => 0.9,
                    };
                    self.print(words, at, strength);
                    self.name(words, at);
                }
            }
            for prefix in &maker.prefixes {
                let prefix = fold_part(prefix);
                if prefix.chars().count() >= 2 {
                    let key: String = prefix.chars().take(2).collect();
                    self.prefixes.entry(key).or_default().push((prefix, at));
                }
            }
        }
    }

    fn print(&mut self, text: &str, maker: usize, strength: f64) {
        let word = label_word(text);
        if strength <= 0.0 || word.chars().count() < 2 {
            return;
        }
        let known = &mut self.printed.entry(word).or_default().makers;
        match known.iter_mut().find(|maybe| maybe.maker == maker) {
            Some(maybe) => maybe.strength = maybe.strength.max(strength),
            None => known.push(Maybe { maker, strength }),
        }
    }

    fn name(&mut self, text: &str, maker: usize) {
        let name = fold_name(text);
        if name.chars().count() < 2 {
            return;
        }
        let known = self.named.entry(name).or_default();
        if !known.contains(&maker) {
            known.push(maker);
        }
    }

    /// What printed words can be; give it one word, or the words of a phrase joined.
    pub fn printed(&self, word: &str) -> Option<&Printed> {
        self.printed.get(word)
    }

    /// No printed word or phrase that is known has more bytes.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The makers whose part numbers begin like this one, with the length of what they share; the number goes on after it.
    pub fn by_prefix<'m>(&'m self, part: &'m str) -> impl Iterator<Item = (usize, usize)> + use<'m> {
        longest_first(&self.prefixes, part)
    }

    /// The families whose part numbers begin like this one, with the length of what they share.
    pub fn by_family<'m>(&'m self, part: &'m str) -> impl Iterator<Item = (usize, usize)> + use<'m> {
        longest_first(&self.families, part)
    }

    /// What free words name: makers, countries, classes of objects. Longer names go before their parts.
    pub fn hint(&self, text: &str, names: &Names) -> Named {
        let words: Vec<String> = text
            .split(|c: char| c.is_whitespace() || matches!(c, '/' | ',' | ';' | '(' | ')' | ':'))
            .map(fold_name)
            .filter(|word| !word.is_empty())
            .collect();
        let mut named = Named::default();
        let mut at = 0;
        while at < words.len() {
            let mut taken = 1;
            for length in (1..=LONGEST_PHRASE.min(words.len() - at)).rev() {
                let phrase = words.get(at..at + length).unwrap_or_default().join(" ");
                if length == 1 && is_verb(&phrase, words.get(at + 1..).unwrap_or_default()) {
                    break;
                }
                if self.take(&phrase, &mut named) {
                    taken = length;
                    break;
                }
            }
            at += taken;
        }
        named.narrow(names);
        named
    }

    fn take(&self, phrase: &str, named: &mut Named) -> bool {
        // A plural is not worth a word of its own in the lists.
        let single = phrase.strip_suffix('s').filter(|stem| stem.chars().count() > 3);
        let mut found = false;
        if let Some(object) = self.objects.get(phrase).or_else(|| self.objects.get(single?)) {
            named.objects.push(*object);
            found = true;
        }
        if let Some(origin) = self.origin_words.get(phrase) {
            named.origins.push(*origin);
            found = true;
        }
        if let Some(makers) = self.named.get(phrase).filter(|_| !found) {
            named.makers.extend(makers);
            found = true;
        }
        found
    }
}

/// What free words name, by their places in the lists of names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// Makers.
    pub makers: Vec<usize>,
    /// Countries.
    pub origins: Vec<usize>,
    /// Classes of objects, the most specific ones.
    pub objects: Vec<usize>,
}

impl Named {
    /// Drops what is said twice, and classes that another named class lies within.
    fn narrow(&mut self, names: &Names) {
        let mut seen = Vec::new();
        self.makers.retain(|maker| {
            !seen.contains(maker) && {
                seen.push(*maker);
                true
            }
        });
        self.origins.sort_unstable();
        self.origins.dedup();
        self.objects.sort_unstable();
        self.objects.dedup();
        let all = self.objects.clone();
        let narrower = |class: usize| all.iter().any(|one| *one != class && names.is_within(*one, class));
        self.objects.retain(|class| !narrower(*class));
    }
}

/// True for a word that could be a thing and here is what somebody does: in "parts bearing the mark" nothing is a bearing. What
/// follows tells: an article or the like, or what is borne.
fn is_verb(word: &str, behind: &[String]) -> bool {
    let can_be = word.ends_with("ing") || matches!(word, "led" | "plug" | "plugs" | "watch" | "film" | "fuse");
    let Some(next) = behind.first() else { return false };
    let article = matches!(
        next.as_str(),
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "its"
            | "their"
            | "his"
            | "her"
            | "our"
            | "no"
            | "any"
            | "some"
            | "such"
            | "all"
            | "both"
            | "only"
            | "other"
            | "another"
            | "several"
            | "many"
            | "similar"
            | "to"
    );
    let of = |word: &String| {
        matches!(
            word.as_str(),
            "of" | "in" | "on" | "from" | "for" | "with" | "and" | "at" | "by"
        )
    };
    let mut borne = behind.iter().take(3).take_while(|word| !of(word)).map(|word| {
        matches!(
            word.strip_suffix('s').unwrap_or(word),
            "mark"
                | "marking"
                | "inscription"
                | "letter"
                | "lettering"
                | "numeral"
                | "digit"
                | "figure"
                | "stamp"
                | "label"
                | "logo"
                | "emblem"
                | "symbol"
                | "name"
                | "date"
                | "trace"
                | "text"
                | "word"
        )
    });
    can_be && (article || (word.ends_with("ing") && borne.any(|one| one)))
}

/// Words that begin a maker's name and are said of many things.
fn is_plain(word: &str) -> bool {
    matches!(
        word,
        "analog" | "linear" | "general" | "national" | "silicon" | "integral" | "alliance" | "power"
    )
}

/// Those that begin like a part number and are not all of it, longest first.
fn longest_first<'m>(
    map: &'m QuickMap<String, Vec<(String, usize)>>,
    part: &'m str,
) -> impl Iterator<Item = (usize, usize)> + use<'m> {
    let key = part
        .char_indices()
        .nth(2)
        .map_or(part, |(end, _)| part.get(..end).unwrap_or(part));
    let known = map.get(key).map_or(&[][..], Vec::as_slice);
    let fits = known
        .iter()
        .filter(|(prefix, _)| part.len() > prefix.len() && part.starts_with(prefix));
    fits.map(|(prefix, at)| (*at, prefix.chars().count()))
}
