//! A tree of text files: the project's, or one made up for a test.

use std::collections::BTreeMap;
use std::path::Path;

use crate::rust;

/// Folders and files of the project that rules look at; everything else is not read.
const ROOTS: &[&str] = &["Cargo.toml", "README.md", "src", "templates", "migrations", "tests"];

/// Text files by their path from the top of the project, with `/` between the parts.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    files: BTreeMap<String, String>,
}

impl Tree {
    /// The project this test was built from.
    pub(crate) fn of_the_project() -> Tree {
        let top = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut tree = Tree::default();
        for root in ROOTS {
            tree.read(top, Path::new(root));
        }
        tree
    }

    /// A tree that exists only here.
    pub(crate) fn made_up(files: &[(&str, &str)]) -> Tree {
        Tree {
            files: files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
                .collect(),
        }
    }

    /// Files that are not text are kept with an empty text: rules still want their names.
    fn read(&mut self, top: &Path, path: &Path) {
        let full = top.join(path);
        if full.is_dir() {
            let entries = std::fs::read_dir(&full).unwrap_or_else(|e| panic!("cannot list {}: {e}", full.display()));
            for entry in entries.flatten() {
                self.read(top, &path.join(entry.file_name()));
            }
        } else if full.is_file() {
            let name = path.to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(&full).unwrap_or_default();
            self.files.insert(name, text);
        }
    }

    /// The text of one file, if it is there.
    pub(crate) fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Path and text of every file in a folder and the folders below it, in order of the path.
    pub(crate) fn under<'t>(&'t self, folder: &str) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.files
            .iter()
            .filter(move |(path, _)| is_in(path, folder))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The Rust code in a folder (or a single file), without comments, texts and test modules.
    pub(crate) fn code<'t>(&'t self, folder: &str) -> Vec<(&'t str, rust::Code)> {
        let read: Vec<_> = self
            .under(folder)
            .filter(|(path, _)| path.ends_with(".rs"))
            .map(|(path, text)| (path, rust::Code::read(text)))
            .collect();
        let of_tests: Vec<String> = read
            .iter()
            .flat_map(|(path, code)| code.test_modules.iter().map(|name| child(path, name)))
            .collect();
        read.into_iter()
            .filter(|(path, _)| {
                !of_tests
                    .iter()
                    .any(|module| *path == format!("{module}.rs") || is_in(path, module))
            })
            .collect()
    }
}

/// Whether `path` is `folder` itself or lies somewhere below it.
fn is_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Where the module `name` of the file `path` lies, without the ending.
fn child(path: &str, name: &str) -> String {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    match file {
        "mod.rs" | "lib.rs" | "main.rs" => format!("{folder}/{name}"),
        _ => format!("{}/{name}", path.trim_end_matches(".rs")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_does_not_hold_its_namesakes() {
        let tree = Tree::made_up(&[("src/web/a.rs", ""), ("src/webby/b.rs", "")]);
        let found: Vec<_> = tree.under("src/web").map(|(path, _)| path).collect();
        assert_eq!(found, ["src/web/a.rs"]);
    }

    #[test]
    fn test_modules_in_files_of_their_own_are_left_out() {
        let tree = Tree::made_up(&[
            ("src/store/mod.rs", "#[cfg(test)]\nmod tests;\nmod rows;"),
            ("src/store/tests.rs", "x"),
            ("src/store/rows.rs", "#[cfg(test)]\nmod cases;"),
            ("src/store/rows/cases.rs", "x"),
        ]);
        let found: Vec<_> = tree.code("src").into_iter().map(|(path, _)| path).collect();
        assert_eq!(found, ["src/store/mod.rs", "src/store/rows.rs"]);
    }

    #[test]
    fn the_project_is_found() {
        let tree = Tree::of_the_project();
        assert!(tree.get("Cargo.toml").is_some());
        assert!(tree.get("tests/house/tree.rs").is_some());
    }
}
