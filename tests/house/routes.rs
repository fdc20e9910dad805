//! Every address the server answers is tried as every kind of person.

use crate::rust::Code;
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

/// Complains about addresses that the permission matrix does not name.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let matrix = tree.get(MATRIX).map(Code::read);
    let mut complaints = Vec::new();
    if matrix.is_none() {
        complaints.push(format!("{MATRIX}: missing"));
    }
    let tried: Vec<&str> = matrix
        .iter()
        .flat_map(|code| &code.literals)
        .map(|text| text.text.as_str())
        .collect();

    let mut registered = 0;
    for (path, code) in tree.code("src/web") {
        for text in &code.literals {
            let before = code.before(text.at);
            if !REGISTERED.iter().any(|word| before.ends_with(word)) {
                continue;
            }
            registered += 1;
            if !tried.iter().any(|address| covers(address, &text.text)) {
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

/// Whether the matrix means this route: the same text, or with the prefix of its scope before it.
fn covers(tried: &str, route: &str) -> bool {
    !route.is_empty() && tried.starts_with('/') && tried.ends_with(route)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEB: &str = "fn configure() {\n web::scope(\"/api/v1\").service(web::resource(\"/parts/{ref}\"));\n app.route(\n  \"/parts\", get());\n}\n#[get(\"/healthz\")]\nfn h() { go(\"/elsewhere\") }";

    fn with(matrix: &str) -> Vec<String> {
        check(&Tree::made_up(&[("src/web/mod.rs", WEB), (MATRIX, matrix)]))
    }

    #[test]
    fn a_route_that_is_tried_is_quiet() {
        let matrix = "[(\"/api/v1/parts/{ref}\", 200), (\"/parts\", 200), (\"/healthz\", 200)]";
        assert_eq!(with(matrix), Vec::<String>::new());
    }

    #[test]
    fn a_route_that_is_not_tried_is_named() {
        assert_eq!(
            with("[\"/api/v1/parts/{ref}\", \"/healthz\"] // \"/parts\""),
            ["src/web/mod.rs:4: tests/it/permissions.rs does not try \"/parts\""]
        );
    }

    #[test]
    fn a_missing_matrix_and_a_web_without_routes_are_named() {
        assert_eq!(check(&Tree::default()).len(), 2);
    }
}
