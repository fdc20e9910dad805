//! Every template is rendered by someone, and none holds what the content security policy blocks.

use crate::tree::Tree;

/// What must not stand in a template, and why.
const NEVER: &[(&str, &str)] = &[
    ("<style", "styles belong into static/css"),
    (" style=\"", "the policy blocks inline styles"),
    ("javascript:", "the policy blocks inline code"),
];

/// The only file that may mark text as safe HTML.
const MAY_SAY_SAFE: &str = "templates/_macros.html";

/// Complains about unused templates and about inline code in them.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    for (_, code) in tree.code("src") {
        named.extend(code.literals.iter().map(|text| text.text.clone()));
    }
    for (_, text) in tree.under("templates") {
        named.extend(mentions(text));
    }

    let mut complaints = Vec::new();
    for (path, text) in tree.under("templates") {
        let name = path.trim_start_matches("templates/");
        if !named.iter().any(|other| other == name) {
            complaints.push(format!("{path}: no page and no other template uses it"));
        }
        for (number, line) in text.lines().enumerate() {
            let mut complain = |what: &str| {
                complaints.push(format!("{path}:{}: {what}", number + 1));
            };
            for (never, why) in NEVER {
                if line.contains(never) {
                    complain(why);
                }
            }
            if line.contains("<script") && !line.contains("src=") {
                complain("the policy blocks inline scripts");
            }
            if has_handler(line) {
                complain("the policy blocks inline event handlers");
            }
            if path != MAY_SAY_SAFE && (line.contains("|safe") || line.contains("| safe")) {
                complain("only _macros.html may mark text as safe");
            }
        }
    }
    complaints
}

/// Templates that this one extends, includes or imports.
fn mentions(text: &str) -> Vec<String> {
    text.split("{%")
        .skip(1)
        .filter_map(|tag| tag.split_once("%}"))
        .map(|(tag, _)| tag.trim_start_matches(['-', '~', '+']).trim_start())
        .filter(|tag| {
            ["extends ", "include ", "import "]
                .iter()
                .any(|word| tag.starts_with(word))
        })
        .filter_map(|tag| tag.split('"').nth(1))
        .map(str::to_owned)
        .collect()
}

/// Whether a line holds an attribute like `onclick="…"`.
fn has_handler(line: &str) -> bool {
    line.split(" on").skip(1).any(|rest| {
        rest.split_once('=').is_some_and(|(name, value)| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase()) && value.starts_with('"')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(text: &str) -> Vec<String> {
        check(&Tree::made_up(&[
            ("src/web/pages/parts.rs", "#[template(path = \"parts/show.html\")]"),
            ("templates/parts/show.html", text),
            ("templates/layout.html", "<main>"),
        ]))
    }

    #[test]
    fn a_template_is_used_by_a_page_or_by_another() {
        assert_eq!(
            with("{% extends \"layout.html\" %}<script src=\"/x.js\"></script>"),
            Vec::<String>::new()
        );
        assert_eq!(
            with("<p>layout.html</p>"),
            ["templates/layout.html: no page and no other template uses it"]
        );
    }

    #[test]
    fn inline_code_is_named_with_its_line() {
        for bad in [
            "<script>x()</script>",
            "<a onclick=\"x()\">",
            "<p style=\"x\">",
            "<style>",
            "<a href=\"javascript:x()\">",
            "{{ text|safe }}",
        ] {
            let complaints = with(&format!("{{%- include \"layout.html\" -%}}\n{bad}"));
            assert_eq!(complaints.len(), 1, "{bad}: {complaints:?}");
            assert!(complaints.iter().all(|one| one.contains("show.html:2:")));
        }
    }
}
