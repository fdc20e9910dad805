//! Every address the server answers is tried as every kind of person.

use crate::rust::{Code, Literal};
use crate::tree::Tree;

const MATRIX: &str = "tests/it/permissions.rs";

/// What stands before the address where a route is registered.
const REGISTERED: &[&str] = &[
    "resource(",
    "route(",
    "#[get(",
    "#[post(",
    "#[put(",
    "#[patch(",
    "#[delete(",
    "#[head(",
];

/// Stands for what is only known at run time.
const HOLE: char = '*';

/// Complains about addresses that the permission matrix does not name.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    let matrix = tree.get(MATRIX).map(Code::read);
    if matrix.is_none() {
        complaints.push(format!("{MATRIX}: missing"));
    }
    let tried: Vec<String> = matrix
        .iter()
        .flat_map(|code| &code.literals)
        .map(|text| plain(&text.text))
        .filter(|text| text.starts_with('/'))
        .collect();

    let web = tree.code("src/web");
    let mut scopes = vec![String::new()];
    for (_, code) in &web {
        scopes.extend(after(code, &["scope("]).map(|(_, scope)| scope));
    }
    let mut registered = 0;
    for (path, code) in &web {
        for (text, route) in after(code, REGISTERED) {
            registered += 1;
            let is_tried = scopes.iter().any(|scope| {
                let whole = format!("{scope}{route}");
                tried.iter().any(|tried| same(tried, &whole))
            });
            if !is_tried {
                complaints.push(format!(
                    "{path}:{}: {MATRIX} does not try \"{}\"",
                    code.line(text.at),
                    text.text
                ));
            }
        }
    }
    if registered == 0 {
        complaints.push("src/web: no route found".to_owned());
    }
    complaints
}

/// Texts that stand right behind one of these words, with the address each of them means.
fn after<'c>(code: &'c Code, words: &'c [&str]) -> impl Iterator<Item = (&'c Literal, String)> + use<'c> {
    code.literals.iter().filter_map(|text| {
        let before = code.before(text.at);
        let made = before
            .strip_suffix("format!(")
            .map(|rest| rest.trim_end_matches('&').trim_end());
        let place = made.unwrap_or(&before);
        let address = if made.is_some() {
            plain(&with_holes(&text.text))
        } else {
            plain(&text.text)
        };
        words
            .iter()
            .any(|word| place.ends_with(word))
            .then_some((text, address))
    })
}

/// What `format!` makes of a text: holes for arguments, single braces for double ones.
fn with_holes(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' | '}' if chars.peek() == Some(&c) => {
                chars.next();
                out.push(c);
            }
            '{' => {
                out.push(HOLE);
                while chars.next_if(|c| *c != '}').is_some() {}
                chars.next();
            }
            _ => out.push(c),
        }
    }
    out
}

/// An address without the patterns of its parameters: `/parts/{ref:[0-9]{8}}` is `/parts/{ref}`.
fn plain(route: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    let mut pattern = false;
    for c in route.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ':' if depth == 1 => pattern = true,
            _ => {}
        }
        if depth == 0 {
            pattern = false;
        }
        if !pattern {
            out.push(c);
        }
    }
    out
}

/// Whether both mean the same address; a part with a hole is like any other part.
fn same(tried: &str, route: &str) -> bool {
    let (tried, route): (Vec<_>, Vec<_>) = (tried.split('/').collect(), route.split('/').collect());
    tried.len() == route.len()
        && tried
            .iter()
            .zip(&route)
            .all(|(tried, route)| tried == route || route.contains(HOLE))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEB: &str = "fn configure() {\n web::scope(\"/api/v1\").service(web::resource(\"/units/{ref:[a-z]{2,3}}\"));\n app.route(\n  \"/parts\", get());\n app.route(&format!(\"/{shelf}/{{ref}}/edit\"), get());\n}\n#[get(\"/healthz\")]\nfn h() { go(\"/elsewhere\") }";

    fn with(matrix: &str) -> Vec<String> {
        check(&Tree::made_up(&[("src/web/mod.rs", WEB), (MATRIX, matrix)]))
    }

    #[test]
    fn a_route_that_is_tried_is_quiet() {
        let matrix = "[\"/api/v1/units/{ref}\", \"/parts\", \"/healthz\", \"/parts/{ref}/edit\"]";
        assert_eq!(with(matrix), Vec::<String>::new());
    }

    #[test]
    fn a_route_that_is_not_tried_is_named() {
        assert_eq!(
            with("[\"/other/units/{ref}\", \"/healthz\", \"/x/{ref}/edit\"] // \"/parts\""),
            [
                "src/web/mod.rs:2: tests/it/permissions.rs does not try \"/units/{ref:[a-z]{2,3}}\"",
                "src/web/mod.rs:4: tests/it/permissions.rs does not try \"/parts\"",
            ]
        );
        assert_eq!(with("").len(), 4);
    }

    #[test]
    fn a_missing_matrix_and_a_web_without_routes_are_named() {
        assert_eq!(check(&Tree::default()).len(), 2);
    }
}
