//! What has one place: comparing roles, telling the databases apart.

use crate::tree::Tree;

/// Rooms that do neither.
const ROOMS: &[&str] = &["src/store", "src/media", "src/service", "src/web"];

/// Complains where a role is compared outside `domain`.
pub(crate) fn check_roles(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for room in ROOMS {
        for (path, code) in tree.code(room) {
            for (at, name) in code.names() {
                if name != "Role" || !code.has(at + name.len(), "::") {
                    continue;
                }
                let before = code.before(at);
                let compared = ["==", "!=", ">=", "<=", " <", " >"]
                    .iter()
                    .any(|sign| before.ends_with(sign));
                let line = before.rsplit('\n').next().unwrap_or_default();
                if compared || line.contains("matches!(") {
                    complaints.push(format!(
                        "{path}:{}: roles are compared in domain/access.rs only",
                        code.line(at)
                    ));
                }
            }
        }
    }
    complaints
}

/// Complains where a database is named outside the places that may.
pub(crate) fn check_backends(tree: &Tree) -> Vec<String> {
    const MAY: &[&str] = &["src/store/db.rs", "src/store/dialect.rs"];
    const NAMES: &[&str] = &["Sqlite", "SqliteConnection", "Pg", "PgConnection", "Postgres"];
    let mut complaints = Vec::new();
    for room in ROOMS {
        for (path, code) in tree.code(room) {
            if MAY.contains(&path) || path.starts_with("src/store/dialect/") {
                continue;
            }
            for (at, name) in code.names() {
                if NAMES.contains(&name.as_str()) {
                    complaints.push(format!(
                        "{path}:{}: only db.rs and dialect.rs may say {name}",
                        code.line(at)
                    ));
                }
            }
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_compared_elsewhere_is_noticed() {
        let bad = [
            "if actor.role == Role::Admin {}",
            "if matches!(role, Role::Admin | Role::Officer) {}",
        ];
        for text in bad {
            let tree = Tree::made_up(&[("src/web/a.rs", text)]);
            assert!(!check_roles(&tree).is_empty(), "{text}");
        }
        let fine = Tree::made_up(&[("src/web/a.rs", "let all = Role::ALL; Role::parse(x)")]);
        assert!(check_roles(&fine).is_empty());
    }

    #[test]
    fn a_database_named_elsewhere_is_noticed() {
        let tree = Tree::made_up(&[
            ("src/store/db.rs", "enum Conn { Postgres(PgConnection) }"),
            ("src/store/parts.rs", "\nmatch c { Conn::Postgres(c) => x }"),
        ]);
        assert_eq!(
            check_backends(&tree),
            ["src/store/parts.rs:2: only db.rs and dialect.rs may say Postgres"]
        );
    }
}
