//! Every sentence exists in every language, with the same arguments, and somebody says it.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::Tree;

const LANGUAGES: [&str; 2] = ["en", "uk"];

/// Beginnings of keys that are put together at run time in a way that cannot be read off a text
/// like `"role-{name}"`. Every key that begins so counts as used.
const DYNAMIC: &[&str] = &[
    "basis-",
    "condition-",
    "dates-",
    "domestic-",
    "released_precision-",
    "status-",
];

/// Groups whose keys are the labels of fields: `parts-note` and `parts-note-hint` are said where
/// the code names the field `note`.
const FIELDS: &[&str] = &[
    "field",
    "accounts",
    "weapons",
    "incidents",
    "units",
    "components",
    "photos",
    "markings",
    "parts",
    "organizations",
    "transfers",
    "sources",
    "claims",
    "readings",
    "chains",
];

/// Texts in the code that look like a key and are none.
const NO_KEYS: &[&str] = &[];

/// One language: key to the names of its arguments.
type Messages = BTreeMap<String, BTreeSet<String>>;

/// Complains about missing, uneven, doubled and unused messages.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    let [en, uk] = LANGUAGES.map(|language| messages(tree, language, &mut complaints));
    if en.is_empty() {
        complaints.push("src/words/en: no messages found".to_owned());
    }
    compare(&en, &uk, &mut complaints);

    let groups: BTreeSet<&str> = en.keys().map(|key| group(key)).collect();
    let said = said(tree);
    for text in &said.texts {
        let certainly = said.keys.contains(text);
        let looks_like_one = is_key(text) && groups.contains(group(text)) && text.contains('-');
        let known = en.contains_key(text) || DYNAMIC.contains(&text.as_str()) || NO_KEYS.contains(&text.as_str());
        if (certainly || looks_like_one) && !known {
            complaints.push(format!("src/words/en: no message \"{text}\", but it is used"));
        }
    }
    let beginnings = || {
        let read_off = said.texts.iter().filter_map(|text| beginning(text));
        read_off
            .chain(DYNAMIC.iter().copied())
            .filter(|start| groups.contains(group(start)))
            .chain(said.lists.iter().map(String::as_str))
    };
    for key in en.keys() {
        let dynamic = beginnings().any(|start| key.starts_with(start));
        let is_said = said.texts.contains(key) || field(key).is_some_and(|f| said.texts.contains(f));
        if !dynamic && !is_said {
            complaints.push(format!("src/words/en: nobody says \"{key}\""));
        }
    }
    for start in beginnings() {
        if !en.keys().any(|key| key.starts_with(start)) {
            complaints.push(format!("src/words/en: no key begins with \"{start}\""));
        }
    }
    complaints
}

fn compare(en: &Messages, uk: &Messages, complaints: &mut Vec<String>) {
    for (key, arguments) in en {
        match uk.get(key) {
            None => complaints.push(format!("src/words/uk: \"{key}\" is missing")),
            Some(other) if other != arguments => complaints.push(format!(
                "src/words/uk: \"{key}\" has the arguments {other:?}, in English {arguments:?}"
            )),
            Some(_) => {}
        }
    }
    for key in uk.keys().filter(|key| !en.contains_key(*key)) {
        complaints.push(format!("src/words/en: \"{key}\" is missing"));
    }
}

/// The part of a key before its first dash.
fn group(key: &str) -> &str {
    key.split('-').next().unwrap_or(key)
}

/// The field whose label or hint this key is.
fn field(key: &str) -> Option<&str> {
    let (group, field) = key.split_once('-')?;
    FIELDS
        .contains(&group)
        .then(|| field.strip_suffix("-hint").unwrap_or(field))
}

/// The fixed part of a key that a text like `"role-{name}"` makes.
fn beginning(text: &str) -> Option<&str> {
    let (start, _) = text.split_once('{')?;
    let words = start.strip_suffix('-')?;
    is_key(words).then_some(start)
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && !text.ends_with('-')
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The messages of one language, read from all its files.
fn messages(tree: &Tree, language: &str, complaints: &mut Vec<String>) -> Messages {
    let mut messages = Messages::new();
    let folder = format!("src/words/{language}");
    for (path, text) in tree.under(&folder) {
        let mut current = None;
        for (number, line) in text.lines().enumerate() {
            if let Some(key) = opening(line) {
                let place = format!("{path}:{}", number + 1);
                if messages.contains_key(key) {
                    complaints.push(format!("{place}: \"{key}\" is there twice"));
                }
                messages.insert(key.to_owned(), BTreeSet::new());
                current = Some(key);
            } else if line.starts_with(|c: char| !c.is_whitespace() && c != '}') {
                current = None;
            }
            let Some(found) = current.and_then(|key| messages.get_mut(key)) else {
                continue;
            };
            found.extend(arguments(line));
        }
    }
    messages
}

/// The key, if a message begins in this line.
fn opening(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim_end();
    key.starts_with(|c: char| c.is_ascii_alphabetic())
        .then_some(key)
        .filter(|key| key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'))
}

/// Names behind a `$`.
fn arguments(line: &str) -> impl Iterator<Item = String> {
    line.split('$').skip(1).map(|rest| {
        rest.chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
            .collect()
    })
}

/// What the code says.
#[derive(Default)]
struct Said {
    /// Every text in the code and in the tags of templates.
    texts: BTreeSet<String>,
    /// Those of them that are certainly keys.
    keys: BTreeSet<String>,
    /// Those that begin the keys of a list of words, as in `label("state", …)`, with the dash.
    lists: BTreeSet<String>,
}

impl Said {
    /// Notes a text and what the code before it makes of it.
    fn note(&mut self, before: &str, text: &str) {
        let before = before.trim_end();
        if before.ends_with(".label(") {
            self.lists.insert(format!("{text}-"));
            return;
        }
        if before.ends_with("Say::new(") || before.ends_with(".t(") {
            self.keys.insert(text.to_owned());
        }
        self.texts.insert(text.to_owned());
    }
}

fn said(tree: &Tree) -> Said {
    let mut said = Said::default();
    for (_, code) in tree.code("src") {
        for text in &code.literals {
            said.note(&code.before(text.at), &text.text);
        }
    }
    for (_, text) in tree.under("templates") {
        for (open, close) in [("{{", "}}"), ("{%", "%}")] {
            let tags = text.split(open).skip(1);
            for (tag, _) in tags.filter_map(|tag| tag.split_once(close)) {
                let mut before = "";
                for (number, piece) in tag.split('"').enumerate() {
                    if number % 2 == 1 {
                        said.note(before, piece);
                    }
                    before = piece;
                }
            }
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "fn f() { Say::new(\"part-gone\"); words.get(\"part-name\"); header(\"content-type\"); }";
    const PAGE: &str = "{{ layout.t(\"part-title\") }}<p class=\"part-lead\">";
    const EN: &str = "# Parts\npart-gone = Gone since { $day }\npart-name = Name\npart-title =\n    Part\n";
    const UK: &str = "part-gone = Немає з { $day }\npart-name = Назва\npart-title = Деталь\n";

    fn house(code: &str, page: &str, en: &str, uk: &str) -> Vec<String> {
        check(&Tree::made_up(&[
            ("src/web/parts.rs", code),
            ("templates/parts.html", page),
            ("src/words/en/parts.ftl", en),
            ("src/words/uk/parts.ftl", uk),
        ]))
    }

    #[test]
    fn languages_that_agree_are_quiet() {
        assert_eq!(house(CODE, PAGE, EN, UK), Vec::<String>::new());
    }

    #[test]
    fn a_message_missing_in_one_language_is_named() {
        let short = UK.replace("part-name = Назва\n", "");
        assert_eq!(
            house(CODE, PAGE, EN, &short),
            ["src/words/uk: \"part-name\" is missing"]
        );
        let long = format!("{UK}part-more = Ще\n");
        assert_eq!(house(CODE, PAGE, EN, &long), ["src/words/en: \"part-more\" is missing"]);
    }

    #[test]
    fn other_arguments_are_named() {
        let other = UK.replace("$day", "$date");
        assert_eq!(house(CODE, PAGE, EN, &other).len(), 1);
    }

    #[test]
    fn a_message_there_twice_is_named() {
        let twice = format!("{EN}part-name = Title\n");
        assert_eq!(
            house(CODE, PAGE, &twice, UK),
            ["src/words/en/parts.ftl:6: \"part-name\" is there twice"]
        );
    }

    #[test]
    fn a_key_without_a_message_is_named() {
        let code = format!("{CODE} fn g() {{ x(\"part-lost\"); Say::new(\"alien\") }}");
        assert_eq!(house(&code, PAGE, EN, UK).len(), 2);
        let page = format!("{PAGE}{{% if layout.t(\"part-lost\") %}}");
        assert_eq!(house(CODE, &page, EN, UK).len(), 1);
    }

    #[test]
    fn a_message_nobody_says_is_named() {
        assert_eq!(house(CODE, "", EN, UK), ["src/words/en: nobody says \"part-title\""]);
    }

    #[test]
    fn keys_made_at_run_time_count_as_said_while_there_are_any() {
        for made in [
            "format!(\"part-state-{}\", state)",
            "words.label(\"part-state\", state)",
        ] {
            let code = format!("{CODE} fn g() {{ {made} }}");
            let en = format!("{EN}part-state-new = New\n");
            let uk = format!("{UK}part-state-new = Нове\n");
            assert_eq!(house(&code, PAGE, &en, &uk), Vec::<String>::new());
            assert_eq!(
                house(&code, PAGE, EN, UK),
                ["src/words/en: no key begins with \"part-state-\""]
            );
        }
    }

    #[test]
    fn labels_and_hints_of_fields_are_said_by_the_name_of_the_field() {
        let more = "units-place = X\nunits-place-hint = X\nfield-place = X\nunits-lost = X\n";
        let (en, uk) = (format!("{EN}{more}"), format!("{UK}{more}"));
        let code = format!("{CODE} fn g() {{ fields.get(\"place\") }}");
        assert_eq!(
            house(&code, PAGE, &en, &uk),
            ["src/words/en: nobody says \"units-lost\""]
        );
    }

    #[test]
    fn no_messages_at_all_is_a_complaint() {
        assert_eq!(house("", "", "", "").len(), 1);
    }
}
