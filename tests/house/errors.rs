//! Every way to fail has a status and a code, and a test that looks at both.

use crate::rust::Code;
use crate::tree::Tree;

const ENUM: &str = "src/error.rs";
const TABLE: &str = "src/web/error.rs";
const MATRIX: &str = "tests/it/errors.rs";

/// Complains about variants of `Error` that the table or the matrix does not know.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let variants = variants(tree.get(ENUM).unwrap_or_default());
    let mut complaints = Vec::new();
    if variants.is_empty() {
        complaints.push(format!("{ENUM}: no `pub enum Error` found"));
    }
    for file in [TABLE, MATRIX] {
        let Some(text) = tree.get(file) else {
            complaints.push(format!("{file}: missing"));
            continue;
        };
        let names = Code::read(text).names();
        for variant in &variants {
            if !names.iter().any(|(_, name)| name == variant) {
                complaints.push(format!("{file}: Error::{variant} does not occur"));
            }
        }
    }
    complaints
}

/// Names of the variants of `pub enum Error`.
fn variants(source: &str) -> Vec<String> {
    let text = Code::read(source).text();
    let Some((_, body)) = text.split_once("pub enum Error {") else {
        return Vec::new();
    };
    let mut variants = Vec::new();
    let mut depth = 0_i32;
    let mut name = String::new();
    for c in body.chars() {
        match c {
            '{' | '(' | '[' | '<' => depth += 1,
            '}' | ')' | ']' | '>' => depth -= 1,
            ',' if depth == 0 => variants.push(std::mem::take(&mut name)),
            c if depth == 0 && c.is_alphanumeric() => name.push(c),
            _ => {}
        }
        if depth < 0 {
            break;
        }
    }
    variants.push(name);
    variants.retain(|name| !name.is_empty());
    variants
}

#[cfg(test)]
mod tests {
    use super::*;

    const ERRORS: &str = "/// All, really.\npub enum Error {\n /// Gone, or never there.\n NotFound(&'static str),\n Throttled { seconds: u64, },\n Internal(Box<dyn Error + Send>)\n}\nimpl Error { fn x() {} }";

    #[test]
    fn variants_are_read_with_all_their_shapes() {
        assert_eq!(variants(ERRORS), ["NotFound", "Throttled", "Internal"]);
    }

    #[test]
    fn a_variant_without_status_or_test_is_named() {
        let complaints = check(&Tree::made_up(&[
            (ENUM, ERRORS),
            (TABLE, "match e { Error::NotFound(_) => a, Error::Internal(_) => b }"),
            (MATRIX, "[Error::NotFound, Error::Throttled] // Error::Internal"),
        ]));
        assert_eq!(
            complaints,
            [
                "src/web/error.rs: Error::Throttled does not occur",
                "tests/it/errors.rs: Error::Internal does not occur",
            ]
        );
    }

    #[test]
    fn missing_files_are_named() {
        assert_eq!(check(&Tree::default()).len(), 3);
    }
}
