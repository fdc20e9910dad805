//! The twins are alike: both databases have the same tables, and every migration has a way back.

use std::collections::BTreeMap;

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Text};

use crate::harness::{TestApp, database::on_postgres};

#[derive(QueryableByName, Debug)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    is_nullable: String,
}

/// Tables with their columns and whether each may be empty, as the live database says.
fn live(app: &TestApp) -> BTreeMap<String, BTreeMap<String, bool>> {
    let statement = if on_postgres() {
        "SELECT table_name::text AS table_name, column_name::text AS column_name, is_nullable::text AS is_nullable
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'"
    } else {
        "SELECT m.name AS table_name, c.name AS column_name,
                CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN 'NO' ELSE 'YES' END AS is_nullable
         FROM sqlite_master m, pragma_table_info(m.name) c
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\'
           AND m.name NOT LIKE 'search\\_trigrams%' ESCAPE '\\'"
    };
    let rows: Vec<Column> = app.read(|conn| Ok(sql_query(statement).load(conn)?));
    let mut tables: BTreeMap<String, BTreeMap<String, bool>> = BTreeMap::new();
    for row in rows {
        tables
            .entry(row.table_name)
            .or_default()
            .insert(row.column_name, row.is_nullable == "YES");
    }
    tables
}

/// The same, as the files below `schema.rs` say.
fn written() -> BTreeMap<String, BTreeMap<String, bool>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/schema");
    let files = std::fs::read_dir(folder).unwrap();
    let text: String = files
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    let mut tables = BTreeMap::new();
    let mut name = String::new();
    let mut sql_name = None;
    for line in text.lines().map(str::trim) {
        if let Some((table, _)) = line.split_once(" (").filter(|_| line.ends_with(") {")) {
            table.clone_into(&mut name);
            tables.insert(name.clone(), BTreeMap::new());
        } else if let Some(other) = line.strip_prefix("#[sql_name = \"") {
            sql_name = Some(other.trim_end_matches("\"]").to_owned());
        } else if let Some((column, kind)) = line.split_once(" -> ").filter(|_| line.ends_with(',')) {
            let column = sql_name.take().unwrap_or_else(|| column.to_owned());
            tables
                .get_mut(&name)
                .unwrap()
                .insert(column, kind.starts_with("Nullable"));
        }
    }
    tables
}

#[actix_web::test]
async fn the_live_schema_is_the_written_one() {
    let app = TestApp::start().await;
    let (live, written) = (live(&app), written());
    let names = |tables: &BTreeMap<String, _>| tables.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&live), names(&written));
    for (table, columns) in &written {
        assert_eq!(&live[table], columns, "{table}");
    }
}

#[actix_web::test]
async fn every_migration_can_be_taken_back_and_done_again() {
    let app = TestApp::start().await;
    app.state.db.unmigrate().unwrap();
    assert!(!app.state.db.is_ready());
    assert!(live(&app).is_empty());
    assert!(!app.state.db.migrate().unwrap().is_empty());
    assert!(app.state.db.is_ready());
    assert_eq!(app.state.db.migrate().unwrap(), Vec::<String>::new());
}
