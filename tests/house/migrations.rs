//! Migrations exist for both databases under the same names, numbered, each with a way back.

use std::collections::BTreeSet;

use crate::tree::Tree;

const DATABASES: [&str; 2] = ["sqlite", "postgres"];

/// Complains about migrations without a twin, without a way back, or out of order.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    let [sqlite, postgres] = DATABASES.map(|database| names(tree, database));
    if sqlite.is_empty() && postgres.is_empty() {
        complaints.push("migrations: there are none".to_owned());
    }
    for name in sqlite.symmetric_difference(&postgres) {
        let missing = if sqlite.contains(name) { 1 } else { 0 };
        let database = DATABASES.get(missing).copied().unwrap_or_default();
        complaints.push(format!("migrations/{database}/{name}: missing"));
    }
    for (database, names) in DATABASES.iter().zip([&sqlite, &postgres]) {
        for (number, name) in names.iter().enumerate() {
            let expected = format!("{:04}_", number + 1);
            if !name.starts_with(&expected) {
                complaints.push(format!("migrations/{database}/{name}: should begin with {expected}"));
            }
            for file in ["up.sql", "down.sql"] {
                let path = format!("migrations/{database}/{name}/{file}");
                if tree.get(&path).is_none_or(|text| text.trim().is_empty()) {
                    complaints.push(format!("{path}: missing or empty"));
                }
            }
        }
    }
    complaints
}

/// Names of the migrations of one database.
fn names<'a>(tree: &'a Tree, database: &str) -> BTreeSet<&'a str> {
    let folder = format!("migrations/{database}/");
    tree.under("migrations")
        .filter_map(|(path, _)| path.strip_prefix(&folder)?.split_once('/'))
        .map(|(name, _)| name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn twins(extra: &[(&str, &str)]) -> Vec<String> {
        let mut files = vec![
            ("migrations/sqlite/0001_parts/up.sql", "create"),
            ("migrations/sqlite/0001_parts/down.sql", "drop"),
            ("migrations/postgres/0001_parts/up.sql", "create"),
            ("migrations/postgres/0001_parts/down.sql", "drop"),
        ];
        files.extend_from_slice(extra);
        check(&Tree::made_up(&files))
    }

    #[test]
    fn twins_in_order_are_quiet() {
        assert_eq!(twins(&[]), Vec::<String>::new());
    }

    #[test]
    fn a_migration_of_one_database_only_is_named() {
        assert_eq!(
            twins(&[
                ("migrations/sqlite/0002_units/up.sql", "create"),
                ("migrations/sqlite/0002_units/down.sql", "drop"),
            ]),
            ["migrations/postgres/0002_units: missing"]
        );
    }

    #[test]
    fn an_empty_way_back_is_named() {
        assert_eq!(
            twins(&[("migrations/postgres/0001_parts/down.sql", " \n")]),
            ["migrations/postgres/0001_parts/down.sql: missing or empty"]
        );
    }

    #[test]
    fn a_gap_in_the_numbers_is_named() {
        let gap = twins(&[
            ("migrations/sqlite/0003_units/up.sql", "create"),
            ("migrations/sqlite/0003_units/down.sql", "drop"),
            ("migrations/postgres/0003_units/up.sql", "create"),
            ("migrations/postgres/0003_units/down.sql", "drop"),
        ]);
        assert_eq!(gap.len(), 2, "{gap:?}");
    }

    #[test]
    fn no_migrations_at_all_is_a_complaint() {
        assert_eq!(check(&Tree::default()).len(), 1);
    }
}
