//! The papers keep up with the code: README and the notes beside test files.

use crate::rust::Code;
use crate::tree::Tree;

const README: &str = "README.md";
const SETTINGS: &str = "src/config.rs";
const COMMANDS: &str = "src/main.rs";
const TEST_FILES: &str = "tests/files";

/// Complains about commands and settings that README.md does not name.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let readme = tree.get(README).unwrap_or_default();
    let mut complaints = Vec::new();
    let settings = members(tree.get(SETTINGS).unwrap_or_default(), "pub struct Config {");
    if settings.is_empty() {
        complaints.push(format!("{SETTINGS}: no `pub struct Config` found"));
    }
    for setting in settings {
        let variable = format!("SHERD_{}", setting.to_uppercase());
        if !has_word(readme, &variable) {
            complaints.push(format!("{README}: does not name the setting {variable}"));
        }
    }
    let commands = members(tree.get(COMMANDS).unwrap_or_default(), "enum Command {");
    if commands.is_empty() {
        complaints.push(format!("{COMMANDS}: no `enum Command` found"));
    }
    for command in commands {
        let command = format!("sherd {}", kebab(&command));
        if !has_word(readme, &command) {
            complaints.push(format!("{README}: does not name `{command}`"));
        }
    }
    complaints
}

/// Complains about files in tests/files whose README does not name them.
pub(crate) fn check_test_files(tree: &Tree) -> Vec<String> {
    let readme = format!("{TEST_FILES}/README.md");
    let told = tree.get(&readme).unwrap_or_default();
    tree.under(TEST_FILES)
        .map(|(path, _)| path.trim_start_matches(TEST_FILES).trim_start_matches('/'))
        .filter(|name| *name != "README.md" && !has_word(told, name))
        .map(|name| format!("{readme}: does not say how {name} was made"))
        .collect()
}

/// Names of the fields of a struct or the variants of an enum that begins with `opening`.
fn members(source: &str, opening: &str) -> Vec<String> {
    let text = Code::read(source).text();
    let Some((_, body)) = text.split_once(opening) else {
        return Vec::new();
    };
    let mut members = Vec::new();
    let mut depth = 0_i32;
    let mut words = String::new();
    for c in body.chars() {
        let outside = depth == 0;
        match c {
            '{' | '(' | '[' | '<' => depth += 1,
            '}' | ')' | ']' | '>' => depth -= 1,
            _ => {}
        }
        if outside && (c == ',' || depth < 0) {
            let before = words.split(':').next().unwrap_or_default();
            members.extend(before.split_whitespace().last().map(str::to_owned));
            words.clear();
        } else if outside && depth == 0 && c != '#' {
            words.push(c);
        }
        if depth < 0 {
            break;
        }
    }
    members
}

fn kebab(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// Whether `text` holds `word` with nothing word-like right before or behind it.
fn has_word(text: &str, word: &str) -> bool {
    let word_like = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let behind = text.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(word_like) && !behind.is_some_and(word_like)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = "/// All settings.\npub struct Config {\n /// Where.\n #[serde(default)]\n pub data: PathBuf,\n pub public_url: Option<String>,\n}\n";
    const MAIN: &str = "enum Command {\n /// Serves, mostly.\n Serve(Serve),\n #[command(name = \"x\", about)]\n UserAdd { email: String, role: Role },\n}";

    fn with(readme: &str) -> Vec<String> {
        check(&Tree::made_up(&[
            (SETTINGS, CONFIG),
            (COMMANDS, MAIN),
            (README, readme),
        ]))
    }

    #[test]
    fn members_are_read_with_all_their_shapes() {
        assert_eq!(members(CONFIG, "pub struct Config {"), ["data", "public_url"]);
        assert_eq!(members(MAIN, "enum Command {"), ["Serve", "UserAdd"]);
    }

    #[test]
    fn a_setting_or_command_left_out_is_named() {
        let whole = "`SHERD_DATA` `SHERD_PUBLIC_URL` `sherd serve` `sherd user-add EMAIL`";
        assert_eq!(with(whole), Vec::<String>::new());
        assert_eq!(
            with("SHERD_DATABASE SHERD_PUBLIC_URL sherd serve sherd user-add"),
            ["README.md: does not name the setting SHERD_DATA"]
        );
        assert_eq!(with("").len(), 4);
        assert_eq!(check(&Tree::default()).len(), 2);
    }

    #[test]
    fn a_test_file_without_a_line_is_named() {
        let tree = Tree::made_up(&[
            ("tests/files/README.md", "`mark.jpg`: drawn by hand"),
            ("tests/files/mark.jpg", ""),
            ("tests/files/ark.jpg", ""),
        ]);
        assert_eq!(
            check_test_files(&tree),
            ["tests/files/README.md: does not say how ark.jpg was made"]
        );
    }
}
