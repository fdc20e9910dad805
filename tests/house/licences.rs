//! Every crate we link comes under a licence that lets us ship `MIT OR Apache-2.0`.

use std::process::Command;

use serde_json::Value;

/// Licences that ask for no more than a notice, or (MPL-2.0) for the source of their own files.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "IJG",
    "ISC",
    "MIT",
    "MPL-2.0",
    "PostgreSQL",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// What cargo knows of the project's dependencies on this kind of machine, with every feature on.
pub(crate) fn of_the_project() -> Value {
    let cargo = env!("CARGO");
    let host = output(Command::new(cargo).arg("-vV"));
    let host = host
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap_or_default();
    let metadata = output(
        Command::new(cargo)
            .args(["metadata", "--format-version=1", "--locked", "--all-features"])
            .args(["--filter-platform", host])
            .current_dir(env!("CARGO_MANIFEST_DIR")),
    );
    serde_json::from_str(&metadata).unwrap_or_default()
}

fn output(command: &mut Command) -> String {
    let done = command
        .output()
        .unwrap_or_else(|e| panic!("{command:?} does not start: {e}"));
    assert!(
        done.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// Complains about crates without a licence we can use.
pub(crate) fn check(metadata: &Value) -> Vec<String> {
    let packages = metadata.get("packages").and_then(Value::as_array);
    let mut complaints = Vec::new();
    for package in packages.into_iter().flatten() {
        let say = |key| package.get(key).and_then(Value::as_str).unwrap_or("");
        let (name, licence) = (say("name"), say("license"));
        if licence.is_empty() {
            complaints.push(format!("{name}: states no licence"));
        } else if !allowed(licence) {
            complaints.push(format!("{name}: {licence} is not on the list"));
        }
    }
    if packages.is_none_or(Vec::is_empty) {
        complaints.push("cargo metadata names no packages".to_owned());
    }
    complaints
}

/// Whether an SPDX expression can be met with allowed licences; `/` is an old way to write OR.
fn allowed(expression: &str) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace(" WITH ", "~WITH~");
    let mut words = spaced.split_whitespace().peekable();
    either(&mut words) && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn either(words: &mut Words) -> bool {
    let mut good = both(words);
    while words.next_if_eq(&"OR").is_some() {
        good |= both(words);
    }
    good
}

fn both(words: &mut Words) -> bool {
    let mut good = one(words);
    while words.next_if_eq(&"AND").is_some() {
        good &= one(words);
    }
    good
}

fn one(words: &mut Words) -> bool {
    match words.next() {
        Some("(") => {
            let good = either(words);
            good & words.next_if_eq(&")").is_some()
        }
        Some(licence) => ALLOWED.contains(&licence.replace('~', " ").as_str()),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_weighed() {
        for good in [
            "MIT",
            "MIT OR Apache-2.0",
            "Apache-2.0/MIT",
            "(MIT OR GPL-3.0-only) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR GPL-2.0-only",
            "Apache-2.0 OR GPL-2.0-only",
        ] {
            assert!(allowed(good), "{good}");
        }
        for bad in [
            "",
            "GPL-3.0-only",
            "AGPL-3.0-or-later",
            "MIT AND GPL-3.0-only",
            "MIT AND (GPL-2.0-only OR LGPL-3.0-only)",
            "(MIT",
            "MIT)",
            "MIT Apache-2.0",
            "GPL-2.0-only WITH Classpath-exception-2.0",
        ] {
            assert!(!allowed(bad), "{bad}");
        }
    }

    #[test]
    fn a_crate_that_may_not_be_shipped_is_named() {
        let metadata = serde_json::json!({"packages": [
            {"name": "fine", "license": "MIT"},
            {"name": "viral", "license": "AGPL-3.0-only"},
            {"name": "mute", "license": null},
        ]});
        assert_eq!(
            check(&metadata),
            ["viral: AGPL-3.0-only is not on the list", "mute: states no licence"]
        );
        assert_eq!(check(&Value::Null).len(), 1);
    }
}
