//! A database for one test, copied from a template that has the shape and one account a role.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{
        Mutex, OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use chrono::{TimeZone, Utc};
use diesel::{Connection, PgConnection, RunQueryDsl, sql_query};
use sherd::{
    domain::{access::Actor, fields::Fields},
    service::{self, Ctx},
    store::{Address, Db, Durability},
};

/// Name, role: everyone a test may need.
const PEOPLE: [(&str, &str); 6] = [
    ("investigator", "investigator"),
    ("colleague", "investigator"),
    ("reviewer", "reviewer"),
    ("second", "reviewer"),
    ("officer", "officer"),
    ("admin", "admin"),
];

/// A database that is gone when the test is.
pub(crate) struct Database {
    pub(crate) db: Db,
    /// Token of each of the people.
    pub(crate) tokens: HashMap<String, String>,
    drop: Option<String>,
}

struct Template {
    place: Place,
    tokens: HashMap<String, String>,
}

enum Place {
    File(PathBuf),
    Server { url: String, name: String },
}

static TEMPLATE: OnceLock<Template> = OnceLock::new();
static COPIES: AtomicU32 = AtomicU32::new(0);
static COPYING: Mutex<()> = Mutex::new(());

impl Database {
    /// A copy of the template; a file lies in `folder`.
    pub(crate) fn fresh(folder: &Path) -> Database {
        let template = TEMPLATE.get_or_init(make_template);
        match &template.place {
            Place::File(file) => {
                let copy = folder.join("catalogue.sqlite");
                std::fs::copy(file, &copy).unwrap();
                Database {
                    db: Db::open(Address::Sqlite(copy), Durability::System, 4).unwrap(),
                    tokens: template.tokens.clone(),
                    drop: None,
                }
            }
            Place::Server { url, name } => {
                let number = COPIES.fetch_add(1, Ordering::Relaxed);
                let copy = format!("sherd_{}_{number}", std::process::id());
                {
                    let _one_at_a_time = COPYING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                    run(url, &format!("CREATE DATABASE {copy} TEMPLATE {name}"));
                }
                Database {
                    db: Db::open(Address::Postgres(at(url, &copy)), Durability::System, 4).unwrap(),
                    tokens: template.tokens.clone(),
                    drop: Some(copy),
                }
            }
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let (Some(name), Ok(url)) = (&self.drop, std::env::var("TEST_DATABASE_URL")) {
            run(&url, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

/// Whether this run is on PostgreSQL.
pub(crate) fn on_postgres() -> bool {
    std::env::var("TEST_DATABASE_URL").is_ok()
}

fn make_template() -> Template {
    match std::env::var("TEST_DATABASE_URL") {
        Ok(url) => {
            let name = format!("sherd_template_{}", std::process::id());
            run(&url, &format!("CREATE DATABASE {name}"));
            let db = Db::open(Address::Postgres(at(&url, &name)), Durability::System, 1).unwrap();
            let tokens = fill(&db);
            drop(db);
            // The pool closes its connections in threads of its own; a template must have none.
            run(
                &url,
                &format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"),
            );
            Template {
                place: Place::Server { url, name },
                tokens,
            }
        }
        Err(_) => {
            println!("TEST_DATABASE_URL is not set: PostgreSQL is not tested in this run");
            let folder = std::env::temp_dir().join(format!("sherd-template-{}", std::process::id()));
            std::fs::create_dir_all(&folder).unwrap();
            let file = folder.join("template.sqlite");
            let _ = std::fs::remove_file(&file);
            let db = Db::open(Address::Sqlite(file.clone()), Durability::System, 1).unwrap();
            let tokens = fill(&db);
            checkpoint(&file);
            drop(db);
            Template {
                place: Place::File(file),
                tokens,
            }
        }
    }
}

/// Everything into the one file, so that copying it is enough.
fn checkpoint(file: &Path) {
    let mut conn = diesel::SqliteConnection::establish(&file.to_string_lossy()).unwrap();
    sql_query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut conn).unwrap();
}

fn fill(db: &Db) -> HashMap<String, String> {
    db.migrate().unwrap();
    let now = Utc.with_ymd_and_hms(2024, 9, 1, 11, 0, 0).unwrap();
    let ctx = Ctx::new(Actor::command_line(), now, "template");
    db.write_now(|conn| {
        let mut tokens = HashMap::new();
        for (who, role) in PEOPLE {
            let email = format!("{who}@sherd.test");
            let account = Fields::new().with("email", &email).with("name", who).with("role", role);
            service::accounts::add(conn, &ctx, &account)?;
            let token = Fields::new().with("name", "tests").with("days", "300");
            let made = service::tokens::create_for(conn, &ctx, &email, &token)?;
            tokens.insert(who.to_owned(), made.secret.reveal().to_owned());
        }
        Ok(tokens)
    })
    .unwrap()
}

fn at(url: &str, name: &str) -> String {
    let (server, _) = url.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}

fn run(url: &str, statement: &str) {
    let mut conn = PgConnection::establish(url).unwrap();
    sql_query(statement).execute(&mut conn).unwrap();
}
