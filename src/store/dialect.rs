//! The only place where a statement may differ by database, each time with its reason: this file and those below it.

use std::marker::PhantomData;

use chrono::NaiveDate;
use diesel::{
    AppearsOnTable, Expression, QueryResult, QueryableByName, RunQueryDsl, SqliteConnection,
    expression::{SqlLiteral, ValidGrouping, is_aggregate},
    pg::Pg,
    query_builder::{AstPass, QueryFragment, QueryId},
    result::{DatabaseErrorKind, Error as SqlError},
    serialize::ToSql,
    sql_query,
    sql_types::{Array, BigInt, Bool, Date, HasSqlType, Nullable, SmallInt, Text},
    sqlite::Sqlite,
};

mod bulk;
mod walks;

pub(super) use bulk::{
    add_terms, hold_owed, hurry, index_statement, keep_plans, make_room, share_owed, sort_much, take_time,
};
pub(super) use walks::closed_organizations;

use super::{db::Conn, flows::Flow, schema::search_terms};
use crate::error::{Error, Result};

/// Expands one body once per backend. For what the enum connection cannot do: upserts, multi-row inserts, `as_returning`. And for
/// what is read at every request: the enum connection writes out the text of a statement twice at each use to look it up among
/// those it has prepared (a tenth of a component page), the databases' own connections know it by its type.
macro_rules! on_each {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            $crate::store::db::Conn::Postgres($c) => $body,
            $crate::store::db::Conn::Sqlite($c) => $body,
        }
    };
}
pub(super) use on_each;

/// Writes many flat rows at once, given as a slice. PostgreSQL reads them as a stream: a statement with thousands of values is
/// parsed and planned anew each time, which cost more than the rows. SQLite, which is no journey away, takes them one by one with
/// a statement that stays prepared; one for all of them was parsed anew each time, and needed a journal of its own.
macro_rules! insert_many {
    ($conn:expr, $table:expr, $rows:expr) => {
        match $conn {
            $crate::store::db::Conn::Postgres(c) if $rows.len() > $crate::store::dialect::A_STREAM => {
                diesel::copy_from($table).from_insertable($rows).execute(c)
            }
            $crate::store::db::Conn::Postgres(c) => diesel::insert_into($table).values($rows).execute(c),
            $crate::store::db::Conn::Sqlite(c) => $rows
                .iter()
                .try_for_each(|row| diesel::insert_into($table).values(row).execute(c).map(drop))
                .map(|()| $rows.len()),
        }
    };
}
pub(super) use insert_many;

/// Rows written or asked for in one statement: so many that its own cost no longer counts, so few that little is held at a time.
pub(super) const TOGETHER: usize = 5_000;

/// Rows from which on a stream is worth its begin and end.
pub(super) const A_STREAM: usize = 50;

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

/// Takes a lock of PostgreSQL until the transaction ends. SQLite has one writer anyway.
fn lock(conn: &mut Conn, call: &str) -> Result<()> {
    if let Conn::Postgres(conn) = conn {
        sql_query(format!("SELECT {call}")).execute(conn)?;
    }
    Ok(())
}

/// Lets one writer at a time append to the audit log until its transaction ends, or two writers would follow the same row.
pub(super) fn hold_audit(conn: &mut Conn) -> Result<()> {
    lock(conn, "pg_advisory_xact_lock(7310578)")
}

/// Lets one writer at a time decide who may sign in, until its transaction ends. Taken before [`hold_audit`], always in this
/// order.
pub(super) fn hold_accounts(conn: &mut Conn) -> Result<()> {
    lock(conn, "pg_advisory_xact_lock(7310579)")
}

/// Says until the transaction ends that something is being closed, so that nobody counts meanwhile what it lets others know.
/// Whoever closes does not wait for another who does.
pub(super) fn beside_imprints(conn: &mut Conn) -> Result<()> {
    lock(conn, "pg_advisory_xact_lock_shared(7310580)")
}

#[derive(QueryableByName)]
struct Got {
    #[diesel(sql_type = Bool)]
    got: bool,
}

/// Whether nobody is closing anything now; if so, nobody does until the transaction ends. It is tried and not waited for: who
/// waits here would keep those from closing who hold what others wait for.
pub(super) fn alone_with_imprints(conn: &mut Conn) -> Result<bool> {
    match conn {
        Conn::Postgres(conn) => {
            let rows: Vec<Got> = sql_query("SELECT pg_try_advisory_xact_lock(7310580) AS got").load(conn)?;
            Ok(rows.first().is_some_and(|row| row.got))
        }
        Conn::Sqlite(_) => Ok(true),
    }
}

/// Tells PostgreSQL how large a table has become within this transaction. Planned for the few rows it held before, a statement
/// over many would go through all of them for each. SQLite looks for an index in any case.
pub(super) fn count_anew(conn: &mut Conn, table: &str) -> Result<()> {
    match conn {
        Conn::Postgres(conn) => {
            sql_query(format!("ANALYZE {table}")).execute(conn)?;
        }
        Conn::Sqlite(_) => {}
    }
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

/// The condition that a column holds one of these numbers, as one bound value, however many: such a statement is always of
/// the same text, so it is prepared once and kept. Diesel's own `eq_any` writes a list on SQLite, prepared anew each time.
pub(super) fn any<C>(column: C, ids: &[i64]) -> AnyOf<C, i64, BigInt> {
    let written: Vec<String> = ids.iter().map(ToString::to_string).collect();
    AnyOf {
        column,
        values: ids.to_vec(),
        json: format!("[{}]", written.join(",")),
        kind: PhantomData,
    }
}

/// The same for texts.
pub(super) fn any_text<C>(column: C, texts: &[String]) -> AnyOf<C, String, Text> {
    AnyOf {
        column,
        values: texts.to_vec(),
        json: serde_json::Value::from(texts.to_vec()).to_string(),
        kind: PhantomData,
    }
}

/// A condition that is always met and keeps a statement from being kept. PostgreSQL holds on to the plan of a kept one: made while
/// a table was empty, it goes through the whole of it when an import has filled it.
pub(super) fn planned_anew() -> SqlLiteral<Bool> {
    diesel::dsl::sql("1 = 1")
}

/// See [`any()`].
pub(super) struct AnyOf<C, T, K> {
    column: C,
    values: Vec<T>,
    json: String,
    kind: PhantomData<K>,
}

impl<C: QueryId, T: 'static, K: 'static> QueryId for AnyOf<C, T, K> {
    type QueryId = AnyOf<C::QueryId, T, K>;
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID;
}

impl<C, T, K> Expression for AnyOf<C, T, K> {
    type SqlType = Bool;
}

impl<C: AppearsOnTable<From>, T, K, From> AppearsOnTable<From> for AnyOf<C, T, K> {}

impl<C: ValidGrouping<Clause>, T, K, Clause> ValidGrouping<Clause> for AnyOf<C, T, K> {
    type IsAggregate = C::IsAggregate;
}

impl<C: QueryFragment<Sqlite>, T, K> QueryFragment<Sqlite> for AnyOf<C, T, K> {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        self.column.walk_ast(pass.reborrow())?;
        pass.push_sql(" IN (SELECT value FROM json_each(");
        pass.push_bind_param::<Text, _>(&self.json)?;
        pass.push_sql("))");
        Ok(())
    }
}

impl<C, T, K: 'static> QueryFragment<Pg> for AnyOf<C, T, K>
where
    C: QueryFragment<Pg>,
    Pg: HasSqlType<Array<K>>,
    Vec<T>: ToSql<Array<K>, Pg>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.column.walk_ast(pass.reborrow())?;
        pass.push_sql(" = ANY(");
        pass.push_bind_param::<Array<K>, _>(&self.values)?;
        pass.push_sql(")");
        Ok(())
    }
}

/// The condition that a term of the dictionary contains a text of three characters or more, as a statement that is kept.
pub(super) fn has(folded: &str) -> Has {
    Has {
        quoted: format!("\"{folded}\""),
        pattern: format!("%{folded}%"),
    }
}

/// See [`has()`]. Folded text holds neither quotes nor the signs that a pattern gives a meaning to.
#[derive(QueryId)]
pub(super) struct Has {
    quoted: String,
    pattern: String,
}

impl Expression for Has {
    type SqlType = Bool;
}

impl AppearsOnTable<search_terms::table> for Has {}

impl ValidGrouping<()> for Has {
    type IsAggregate = is_aggregate::No;
}

impl QueryFragment<Sqlite> for Has {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        pass.push_sql("search_terms.id IN (SELECT rowid FROM search_trigrams WHERE search_trigrams MATCH ");
        pass.push_bind_param::<Text, _>(&self.quoted)?;
        pass.push_sql(")");
        Ok(())
    }
}

impl QueryFragment<Pg> for Has {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        pass.push_sql("search_terms.folded LIKE ");
        pass.push_bind_param::<Text, _>(&self.pattern)?;
        Ok(())
    }
}

/// Writes flows, each pair once, `into` a table and its columns; `meeting` is what happens to a pair that is there already. One
/// journey to PostgreSQL for all of them; SQLite is no journey away.
pub(super) fn add_flows(conn: &mut Conn, some: &[Flow], into: &str, meeting: &str) -> Result<()> {
    match conn {
        Conn::Sqlite(conn) => {
            for flow in some {
                sql_query(format!("INSERT INTO {into} VALUES (?, ?, ?, ?, ?, ?) {meeting}"))
                    .bind::<BigInt, _>(flow.from)
                    .bind::<BigInt, _>(flow.to)
                    .bind::<SmallInt, _>(flow.openness)
                    .bind::<BigInt, _>(flow.count)
                    .bind::<Nullable<Date>, _>(flow.first)
                    .bind::<Nullable<Date>, _>(flow.last)
                    .execute(conn)?;
            }
        }
        Conn::Postgres(conn) => {
            let all = |number: fn(&Flow) -> i64| some.iter().map(number).collect::<Vec<i64>>();
            let days = |day: fn(&Flow) -> Option<NaiveDate>| some.iter().map(day).collect::<Vec<_>>();
            sql_query(format!(
                "INSERT INTO {into} SELECT * FROM unnest($1, $2, $3, $4, $5, $6) {meeting}"
            ))
            .bind::<Array<BigInt>, _>(all(|flow| flow.from))
            .bind::<Array<BigInt>, _>(all(|flow| flow.to))
            .bind::<Array<SmallInt>, _>(some.iter().map(|flow| flow.openness).collect::<Vec<i16>>())
            .bind::<Array<BigInt>, _>(all(|flow| flow.count))
            .bind::<Array<Nullable<Date>>, _>(days(|flow| flow.first))
            .bind::<Array<Nullable<Date>>, _>(days(|flow| flow.last))
            .execute(conn)?;
        }
    }
    Ok(())
}

#[derive(QueryableByName)]
struct Changes {
    #[diesel(sql_type = BigInt)]
    total: i64,
}

/// Puts together a few of the pieces in which writing left the index of fragments; false when it is whole. Each piece is
/// asked at every search: at a million components they made an exact search cost a third more. PostgreSQL does it by itself.
pub(super) fn gather_fragments(conn: &mut Conn) -> Result<bool> {
    let Conn::Sqlite(conn) = conn else { return Ok(false) };
    let changes = "SELECT total_changes() AS total";
    let before: Changes = sql_query(changes).get_result(conn)?;
    // About 4 MB at a time, so that others may write in between. Fewer than two changes say that nothing was left to do
    // (https://sqlite.org/fts5.html, section 6.9).
    sql_query("INSERT INTO search_trigrams (search_trigrams, rank) VALUES ('merge', -1000)").execute(conn)?;
    let after: Changes = sql_query(changes).get_result(conn)?;
    Ok(after.total - before.total >= 2)
}

/// The condition, on `search_terms`, that a folded term contains the text bound at `$1`. SQLite asks
/// its trigram table, PostgreSQL its trigram index; both need three characters or more.
pub(super) fn containing(conn: &Conn) -> &'static str {
    match conn {
        Conn::Postgres(_) => "folded LIKE '%' || $1 || '%'",
        Conn::Sqlite(_) => "id IN (SELECT rowid FROM search_trigrams WHERE search_trigrams MATCH '\"' || $1 || '\"')",
    }
}
