//! The only file where a statement may differ by database, each time with its reason.

use diesel::{
    QueryableByName, RunQueryDsl, SqliteConnection,
    result::{DatabaseErrorKind, Error as SqlError},
    sql_query,
    sql_types::{BigInt, Text},
};

use super::db::Conn;
use crate::error::{Error, Result};

/// Expands one body once per backend. Only for what the enum connection cannot do: upserts,
/// multi-row inserts, `as_returning`.
macro_rules! on_each {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            $crate::store::db::Conn::Postgres($c) => $body,
            $crate::store::db::Conn::Sqlite($c) => $body,
        }
    };
}
pub(super) use on_each;

impl From<SqlError> for Error {
    /// Once for the whole house: what a database says becomes what the house says.
    fn from(cause: SqlError) -> Error {
        match &cause {
            SqlError::NotFound => Error::NotFound("records"),
            SqlError::DatabaseError(DatabaseErrorKind::UniqueViolation, info) => {
                Error::Taken(column(info.constraint_name(), info.table_name(), info.message()))
            }
            SqlError::DatabaseError(
                DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::ClosedConnection,
                _,
            ) => Error::Busy,
            SqlError::DatabaseError(_, info) => {
                let said = info.message();
                if said.contains("disk is full") || said.contains("No space left") {
                    Error::NoSpace
                } else if said.contains("database is locked")
                    || said.contains("deadlock detected")
                    || said.contains("lock timeout")
                    || said.contains("statement timeout")
                {
                    Error::Busy
                } else {
                    Error::internal(cause)
                }
            }
            _ => Error::internal(cause),
        }
    }
}

/// The column of a broken unique rule. PostgreSQL names the constraint (`parts_folded_key`), SQLite
/// only says `UNIQUE constraint failed: parts.folded`.
fn column(constraint: Option<&str>, table: Option<&str>, said: &str) -> String {
    if let Some(name) = constraint {
        let name = name.strip_suffix("_key").unwrap_or(name);
        let name = table.and_then(|table| name.strip_prefix(table)).unwrap_or(name);
        return name.trim_start_matches('_').to_owned();
    }
    said.rsplit('.').next().unwrap_or("value").to_owned()
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// Takes `count` fresh record numbers. PostgreSQL hands them out from a sequence, without a lock that
/// would outlive the statement; SQLite has one writer, so its own counter can be moved.
pub(super) fn fresh_ids(conn: &mut Conn, count: usize) -> Result<Vec<i64>> {
    let count = i64::try_from(count).map_err(Error::internal)?;
    if count == 0 {
        return Ok(Vec::new());
    }
    match conn {
        Conn::Postgres(conn) => {
            let rows: Vec<Id> = sql_query("SELECT nextval('records_id_seq') AS id FROM generate_series(1, $1)")
                .bind::<BigInt, _>(count)
                .load(conn)?;
            let mut ids: Vec<i64> = rows.into_iter().map(|row| row.id).collect();
            ids.sort_unstable();
            Ok(ids)
        }
        Conn::Sqlite(conn) => {
            let moved: Vec<Id> =
                sql_query("UPDATE sqlite_sequence SET seq = seq + ?1 WHERE name = 'records' RETURNING seq AS id")
                    .bind::<BigInt, _>(count)
                    .load(conn)?;
            let last = match moved.first() {
                Some(row) => row.id,
                None => {
                    sql_query("INSERT INTO sqlite_sequence (name, seq) VALUES ('records', ?1)")
                        .bind::<BigInt, _>(count)
                        .execute(conn)?;
                    count
                }
            };
            Ok((last - count + 1..=last).collect())
        }
    }
}

/// Lets one writer at a time append to the audit log until its transaction ends. SQLite has one
/// writer anyway; PostgreSQL needs an advisory lock, or two writers would follow the same row.
pub(super) fn hold_audit(conn: &mut Conn) -> Result<()> {
    match conn {
        Conn::Postgres(conn) => {
            sql_query("SELECT pg_advisory_xact_lock(7310578)").execute(conn)?;
        }
        Conn::Sqlite(_) => {}
    }
    Ok(())
}

/// Lets one writer at a time decide who may sign in, until its transaction ends. Taken before
/// [`hold_audit`], always in this order. SQLite has one writer anyway.
pub(super) fn hold_accounts(conn: &mut Conn) -> Result<()> {
    match conn {
        Conn::Postgres(conn) => {
            sql_query("SELECT pg_advisory_xact_lock(7310579)").execute(conn)?;
        }
        Conn::Sqlite(_) => {}
    }
    Ok(())
}

/// Gives a connection the memory that writing very much at once needs, or takes it away again. SQLite would write the
/// same pages of its indexes to the disk over and over; PostgreSQL would sort every few terms into its trigram index.
pub(super) fn hurry(conn: &mut Conn, on: bool) -> Result<()> {
    match (conn, on) {
        (Conn::Sqlite(conn), true) => sql_query("PRAGMA cache_size = -160000").execute(conn)?,
        (Conn::Sqlite(conn), false) => sql_query("PRAGMA cache_size = -8000").execute(conn)?,
        (Conn::Postgres(conn), true) => {
            sql_query("SET LOCAL gin_pending_list_limit = '64MB'").execute(conn)?;
            // A statement planned while the tables were nearly empty would go on reading them whole as they grow.
            sql_query("SET LOCAL plan_cache_mode = 'force_custom_plan'").execute(conn)?;
            sql_query("SET LOCAL enable_seqscan = off").execute(conn)?
        }
        // Ends with the transaction.
        (Conn::Postgres(_), false) => 0,
    };
    Ok(())
}

#[derive(QueryableByName)]
struct Broken {
    #[diesel(sql_type = Text)]
    table: String,
}

/// After a migration with foreign keys off: none may be broken.
pub(super) fn check_foreign_keys(conn: &mut SqliteConnection) -> Result<()> {
    let broken: Vec<Broken> =
        sql_query("SELECT \"table\" AS \"table\" FROM pragma_foreign_key_check LIMIT 1").load(conn)?;
    match broken.first() {
        None => Ok(()),
        Some(Broken { table }) => Err(Error::internal(format!("a migration broke a foreign key of {table}"))),
    }
}

/// Loads rows by their numbers, a few hundred at once, because both databases limit how many values a statement may carry.
///
/// On SQLite a few rows are loaded one by one: a statement about one row is prepared once and kept, one about a list is
/// prepared anew each time, which costs more than the rows. On PostgreSQL a list is one value, and every statement a trip.
pub(super) fn each<T>(
    conn: &mut Conn,
    ids: &[i64],
    load: impl Fn(&mut Conn, &[i64]) -> diesel::QueryResult<Vec<T>>,
) -> Result<Vec<T>> {
    let at_once = match conn {
        Conn::Sqlite(_) if ids.len() <= ONE_BY_ONE => 1,
        _ => 500,
    };
    let mut rows = Vec::with_capacity(ids.len());
    for some in ids.chunks(at_once) {
        rows.extend(load(conn, some)?);
    }
    Ok(rows)
}

/// The most rows that SQLite is asked for one by one.
const ONE_BY_ONE: usize = 8;

/// The condition, on `search_terms`, that a folded term contains the text bound at `$1`. SQLite asks
/// its trigram table, PostgreSQL its trigram index; both need three characters or more.
pub(super) fn containing(conn: &Conn) -> &'static str {
    match conn {
        Conn::Postgres(_) => "folded LIKE '%' || $1 || '%'",
        Conn::Sqlite(_) => "id IN (SELECT rowid FROM search_trigrams WHERE search_trigrams MATCH '\"' || $1 || '\"')",
    }
}
