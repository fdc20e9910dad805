//! Files are short, have a noun for a name, say what they are for, and do not panic.
//!
//! Test modules in files of their own are left alone.

use crate::tree::Tree;

const MOST_LINES: usize = 400;

/// Files that are longer, with the lines they may have. This list only ever gets shorter.
const LONG: &[(&str, usize)] = &[
    // The head's row and everything that finds one; lists have moved out already.
    ("src/store/records.rs", 470),
    // From one line of the list of makers to its records.
    ("src/service/seeds.rs", 430),
    // Forms, histories and tables of every shelf.
];

/// Names that say nothing.
const NO_NOUNS: &[&str] = &["utils", "util", "helpers", "helper", "common", "misc"];

/// Calls that end the program instead of answering.
const PANICS: &[&str] = &[
    ".unwrap()",
    ".expect(",
    "panic!(",
    "todo!(",
    "unimplemented!(",
    "unreachable!(",
];

/// Marks of unfinished work.
const UNFINISHED: &[&str] = &["TODO", "FIXME", "XXX"];

/// Complains about long, nameless, silent, panicking and unfinished files.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    check_with(tree, LONG)
}

fn check_with(tree: &Tree, long: &[(&str, usize)]) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, code) in tree.code("src") {
        let text = tree.get(path).unwrap_or_default();
        length(path, text.lines().count(), long, &mut complaints);
        let name = path.rsplit('/').next().unwrap_or(path);
        if NO_NOUNS.contains(&name.trim_end_matches(".rs")) {
            complaints.push(format!("{path}: a file needs a noun for a name"));
        }
        if !text.starts_with("//! ") {
            complaints.push(format!("{path}: begin with what it is for (`//! …`)"));
        }
        for (number, line) in text.lines().enumerate() {
            for word in UNFINISHED {
                if line.contains(word) {
                    complaints.push(format!("{path}:{}: {word}", number + 1));
                }
            }
        }
        for (number, line) in code.text().lines().enumerate() {
            for call in PANICS {
                if line.contains(call) {
                    complaints.push(format!("{path}:{}: {call}", number + 1));
                }
            }
        }
    }
    for (path, _) in long {
        if tree.get(path).is_none() {
            complaints.push(format!("tests/house/tidy.rs: {path} is gone, strike it out"));
        }
    }
    complaints
}

fn length(path: &str, lines: usize, long: &[(&str, usize)], complaints: &mut Vec<String>) {
    let exception = long.iter().find(|(name, _)| *name == path);
    let most = exception.map_or(MOST_LINES, |(_, most)| *most);
    if lines > most {
        complaints.push(format!("{path}: {lines} lines, at most {most}"));
    } else if exception.is_some() && lines <= MOST_LINES {
        complaints.push(format!("tests/house/tidy.rs: {path} is short now, strike it out"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> Vec<String> {
        check_with(&Tree::made_up(&[(path, text)]), &[])
    }

    #[test]
    fn a_tidy_file_is_quiet() {
        let text =
            "//! Parts.\nfn f() { x.unwrap_or(1) } // .unwrap()\n#[cfg(test)]\nmod tests { fn g() { x.unwrap() } }\n";
        assert_eq!(file("src/domain/parts.rs", text), Vec::<String>::new());
    }

    #[test]
    fn panics_are_named_with_their_line() {
        assert_eq!(
            file("src/a.rs", "//! A.\nfn f() {\n    x.unwrap();\n}\n"),
            ["src/a.rs:3: .unwrap()"]
        );
        assert_eq!(file("src/a.rs", "//! A.\nfn f() { x\n .expect(\"y\") }").len(), 1);
    }

    #[test]
    fn empty_names_silence_and_unfinished_work_are_named() {
        assert_eq!(file("src/web/utils.rs", "//! U.\n").len(), 1);
        assert_eq!(file("src/web/parts.rs", "fn f() {}\n").len(), 1);
        assert_eq!(file("src/web/parts.rs", "//! P.\n// TODO later\n").len(), 1);
    }

    #[test]
    fn a_long_file_is_named_unless_listed_and_the_list_shrinks() {
        let long = format!("//! L.\n{}", "//\n".repeat(MOST_LINES));
        let tree = Tree::made_up(&[("src/a.rs", &long)]);
        assert_eq!(check_with(&tree, &[]).len(), 1);
        assert_eq!(check_with(&tree, &[("src/a.rs", 401)]), Vec::<String>::new());
        let short = Tree::made_up(&[("src/a.rs", "//! A.\n")]);
        assert_eq!(check_with(&short, &[("src/a.rs", 401)]).len(), 1);
        assert_eq!(check_with(&short, &[("src/b.rs", 401)]).len(), 1);
    }
}
