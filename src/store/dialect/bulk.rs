//! What writing very much at once needs of either database.

use diesel::{
    ExpressionMethods, OptionalExtension, QueryableByName, RunQueryDsl,
    connection::SimpleConnection,
    sql_query,
    sql_types::{Array, Text},
};

use crate::{
    error::Result,
    store::{db::Conn, schema::search_terms},
};

/// Gives a connection the memory that writing very much at once needs, or takes it away again. SQLite would write the
/// same pages of its indexes to the disk over and over; PostgreSQL would sort every few terms into its trigram index.
pub(in crate::store) fn hurry(conn: &mut Conn, on: bool) -> Result<()> {
    match (conn, on) {
        (Conn::Sqlite(conn), true) => sql_query("PRAGMA cache_size = -160000").execute(conn).map(drop)?,
        (Conn::Sqlite(conn), false) => sql_query("PRAGMA cache_size = -16000").execute(conn).map(drop)?,
        (conn, true) => keep_plans(conn)?,
        // Ends with the transaction.
        (Conn::Postgres(_), false) => {}
    }
    Ok(())
}

/// Lets PostgreSQL keep the plans of a transaction that repeats a few statements very often.
pub(in crate::store) fn keep_plans(conn: &mut Conn) -> Result<()> {
    let Conn::Postgres(conn) = conn else { return Ok(()) };
    // A statement planned while the tables were nearly empty would go on reading them whole as they grow. Planned for an index from
    // the start, it need not be planned anew at each use: that was half of the work of checking every row's foreign keys.
    conn.batch_execute(
        "SET LOCAL gin_pending_list_limit = '64MB'; DISCARD PLANS; SET LOCAL plan_cache_mode = 'force_generic_plan';
         SET LOCAL enable_seqscan = off;",
    )?;
    Ok(())
}

/// Lets one statement of this transaction take as long as it needs: making an index of ten million rows anew takes minutes.
pub(in crate::store) fn take_time(conn: &mut Conn) -> Result<()> {
    if let Conn::Postgres(conn) = conn {
        conn.batch_execute(
            "SET LOCAL statement_timeout = 0; SET LOCAL maintenance_work_mem = '128MB'; SET LOCAL work_mem = '128MB';",
        )?;
    }
    Ok(())
}

/// Makes this transaction ready for sorting ten million rows. SQLite's two threads each hold as much of them as its cache may take.
/// PostgreSQL would count what is to be in order anyway in a table of hashes first, which takes twice the time of sorting it.
pub(in crate::store) fn sort_much(conn: &mut Conn) -> Result<()> {
    match conn {
        Conn::Sqlite(conn) => conn.batch_execute("PRAGMA cache_size = -32000")?,
        Conn::Postgres(conn) => conn.batch_execute("SET LOCAL enable_hashagg = off")?,
    }
    Ok(())
}

/// Makes room, outside of any transaction, for one that writes or sorts very much, or takes it away again. SQLite would otherwise
/// sort ten million rows in memory, the pages of its file that it reads as memory would count as this program's own, and every few
/// thousand pages would be carried from its log into the file, most of them to be written again; and the thread that
/// reads would do all the sorting.
pub(in crate::store) fn make_room(conn: &mut Conn, on: bool) -> Result<()> {
    let Conn::Sqlite(conn) = conn else { return Ok(()) };
    conn.batch_execute(if on {
        "PRAGMA temp_store = FILE; PRAGMA mmap_size = 0; PRAGMA cache_size = -64000; PRAGMA wal_autocheckpoint = 16000;
         PRAGMA threads = 1;"
    } else {
        "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 1099511627776; PRAGMA cache_size = -16000;
         PRAGMA wal_autocheckpoint = 1000; PRAGMA threads = 0;"
    })?;
    Ok(())
}

#[derive(QueryableByName)]
struct Statement {
    #[diesel(sql_type = Text)]
    statement: String,
}

/// The statement that makes an index, as the database keeps it; `None` when there is no such index.
pub(in crate::store) fn index_statement(conn: &mut Conn, name: &str) -> Result<Option<String>> {
    let found: Option<Statement> = match conn {
        Conn::Sqlite(conn) => {
            sql_query("SELECT sql AS statement FROM sqlite_master WHERE type = 'index' AND name = ?1")
                .bind::<Text, _>(name)
                .get_result(conn)
                .optional()?
        }
        Conn::Postgres(conn) => sql_query(
            "SELECT indexdef AS statement FROM pg_indexes WHERE indexname = $1 AND schemaname = current_schema()",
        )
        .bind::<Text, _>(name)
        .get_result(conn)
        .optional()?,
    };
    Ok(found.map(|row| row.statement))
}

/// Lets one at a time pay off what a very large import put off, until its transaction ends, and nobody else move a flow that is
/// owed. SQLite has one writer anyway.
pub(in crate::store) fn hold_owed(conn: &mut Conn) -> Result<()> {
    if let Conn::Postgres(conn) = conn {
        sql_query("SELECT pg_advisory_xact_lock(7310581)").execute(conn)?;
    }
    Ok(())
}

/// Keeps [`hold_owed`] waiting until this transaction ends, but not others that do the same. To be taken before anything is written
/// to the transfers: whoever pays off holds its lock and waits for those that write.
pub(in crate::store) fn share_owed(conn: &mut Conn) -> Result<()> {
    if let Conn::Postgres(conn) = conn {
        sql_query("SELECT pg_advisory_xact_lock_shared(7310581)").execute(conn)?;
    }
    Ok(())
}

/// Adds to the dictionary the terms it lacks. PostgreSQL takes them as one list: a statement with a thousand values was read anew each
/// time; SQLite takes them one by one with a statement that stays prepared.
pub(in crate::store) fn add_terms(conn: &mut Conn, folded: &[&str]) -> Result<()> {
    match conn {
        Conn::Postgres(conn) => {
            sql_query("INSERT INTO search_terms (folded) SELECT unnest($1) ON CONFLICT DO NOTHING")
                .bind::<Array<Text>, _>(folded)
                .execute(conn)?;
        }
        Conn::Sqlite(conn) => {
            for one in folded {
                diesel::insert_into(search_terms::table)
                    .values(search_terms::folded.eq(one))
                    .on_conflict_do_nothing()
                    .execute(conn)?;
            }
        }
    }
    Ok(())
}
