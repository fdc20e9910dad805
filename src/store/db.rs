//! Opening the database: which of the two it is, the pool, and the two kinds of transaction.
//!
//! [`Db::read`] shows one moment; [`Db::write`] is all or nothing. Both leave the async runtime
//! before they touch the database. On SQLite a writing transaction begins *immediate*: a deferred
//! one that turns into a writer fails at once when another writer was faster, and the busy
//! timeout does not help it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use diesel::{
    Connection, PgConnection, RunQueryDsl, SqliteConnection,
    connection::{AnsiTransactionManager, SimpleConnection, TransactionManager},
    r2d2,
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::{Error, Result, Say};

/// How long a writer waits for its turn.
const PATIENCE: Duration = Duration::from_secs(20);

const SQLITE_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// PostgreSQL.
    Postgres(PgConnection),
    /// SQLite.
    Sqlite(SqliteConnection),
}

/// Where the catalogue is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A file.
    Sqlite(PathBuf),
    /// A server, as a `postgres://` address.
    Postgres(String),
}

impl Address {
    /// Reads `sqlite://PATH`, `postgres://…` or `postgresql://…`; anything else is refused, so that a
    /// misspelt address never creates an empty database.
    ///
    /// # Errors
    /// A `Say` on the setting `database`.
    pub fn parse(text: &str) -> Result<Address> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Address::Postgres(text.to_owned()));
        }
        match text.strip_prefix("sqlite://") {
            Some(path) if !path.is_empty() => Ok(Address::Sqlite(PathBuf::from(path))),
            _ => Err(Error::invalid(
                "database",
                Say::new("database-address-unknown").with("given", text),
            )),
        }
    }
}

/// How far a commit must have got before it is acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// On the disk: survives loss of power. What a catalogue of evidence runs with.
    Disk,
    /// Handed to the operating system: survives `kill -9`. For throw-away databases.
    System,
}

/// The pool. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pool: r2d2::Pool<Opener>,
    address: Address,
    /// With one writer, the others wait here and not with a connection in their hands: a long import must leave the
    /// connections to those who read.
    pen: Option<Arc<Semaphore>>,
}

struct Opener {
    address: Address,
    durability: Durability,
}

impl std::fmt::Debug for Opener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opener").finish_non_exhaustive()
    }
}

impl Opener {
    fn open(&self) -> diesel::ConnectionResult<Conn> {
        match &self.address {
            Address::Postgres(address) => {
                let mut conn = PgConnection::establish(address)?;
                conn.batch_execute("SET TIME ZONE 'UTC'; SET statement_timeout = '60s'; SET lock_timeout = '20s';")
                    .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
                Ok(Conn::Postgres(conn))
            }
            Address::Sqlite(path) => {
                let mut conn = SqliteConnection::establish(&path.to_string_lossy())?;
                let synchronous = match self.durability {
                    Durability::Disk => "FULL",
                    Durability::System => "NORMAL",
                };
                // The file is read as memory where the system can: copying its pages was a third of the work of a page
                // at a million components (0.35 ms instead of 0.25). What is written still goes through the log.
                conn.batch_execute(&format!(
                    "PRAGMA busy_timeout = 20000; PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous};
                     PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;
                     PRAGMA mmap_size = 1099511627776;"
                ))
                .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
                Ok(Conn::Sqlite(conn))
            }
        }
    }
}

impl r2d2::ManageConnection for Opener {
    type Connection = Conn;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Conn, Self::Error> {
        self.open().map_err(diesel::r2d2::Error::ConnectionError)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), Self::Error> {
        diesel::sql_query("SELECT 1")
            .execute(conn)
            .map(|_| ())
            .map_err(diesel::r2d2::Error::QueryError)
    }

    /// A panic inside a transaction leaves it open, so such a connection must not be used again.
    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking()
            || match conn {
                Conn::Postgres(conn) => is_broken(conn),
                Conn::Sqlite(conn) => is_broken(conn),
            }
    }
}

fn is_broken<C>(conn: &mut C) -> bool
where
    C: Connection<TransactionManager = AnsiTransactionManager>,
    AnsiTransactionManager: TransactionManager<C, TransactionStateData = AnsiTransactionManager>,
{
    AnsiTransactionManager::is_broken_transaction_manager(conn)
}

impl Db {
    /// Opens the pool; does not migrate.
    ///
    /// # Errors
    /// `Internal` when the database cannot be reached within ten seconds.
    pub fn open(address: Address, durability: Durability, size: u32) -> Result<Db> {
        if let Address::Sqlite(path) = &address
            && let Some(folder) = path.parent()
        {
            std::fs::create_dir_all(folder)?;
        }
        let opener = Opener {
            address: address.clone(),
            durability,
        };
        let pool = r2d2::Pool::builder()
            .max_size(size)
            .min_idle(Some(1))
            .test_on_check_out(matches!(address, Address::Postgres(_)))
            .connection_timeout(Duration::from_secs(10))
            .build(opener)
            .map_err(Error::internal)?;
        let pen = matches!(address, Address::Sqlite(_)).then(|| Arc::new(Semaphore::new(1)));
        Ok(Db { pool, address, pen })
    }

    /// The address this pool was opened with.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Whether only one transaction can write at a time, however many connections there are.
    pub fn has_one_writer(&self) -> bool {
        matches!(self.address, Address::Sqlite(_))
    }

    /// The file, when the database is one.
    pub fn file(&self) -> Option<&Path> {
        match &self.address {
            Address::Sqlite(path) => Some(path),
            Address::Postgres(_) => None,
        }
    }

    /// Runs `work` in a transaction that only reads and sees one moment.
    ///
    /// # Errors
    /// What `work` returns; `Busy` when no connection is free.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let db = self.clone();
        off_the_runtime(move || db.read_now(work)).await
    }

    /// [`Db::read`] for a few dozen rows at known places, which is most pages. On SQLite it runs here and now: handing so
    /// little to another thread and waiting for it costs a fifth of the whole, and the few connections that are then in use
    /// keep their pages in memory. Never for what may read much: everyone else on this thread waits.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub async fn glance<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let free = match self.address {
            Address::Sqlite(_) => self.pool.try_get(),
            Address::Postgres(_) => None,
        };
        match free {
            Some(mut conn) => read_with(&mut conn, work),
            None => self.read(work).await,
        }
    }

    /// Runs `work` in a transaction that is committed when it returns `Ok` and otherwise leaves nothing.
    ///
    /// # Errors
    /// What `work` returns; `Busy` when no connection or lock is to be had; `NoSpace` on a full disk.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (db, pen) = (self.clone(), self.turn().await?);
        off_the_runtime(move || {
            let _pen = pen;
            db.write_now(work)
        })
        .await
    }

    /// [`Db::read`] for code that is not async: commands and jobs.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub fn read_now<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut conn = self.checkout()?;
        read_with(&mut conn, work)
    }

    /// [`Db::write`] for code that is not async: commands and jobs.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub fn write_now<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut conn = self.checkout()?;
        within(&mut conn, "BEGIN IMMEDIATE", "BEGIN", work)
    }

    /// [`Db::write`] for a transaction that writes or sorts very much.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub async fn write_much<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (db, pen) = (self.clone(), self.turn().await?);
        off_the_runtime(move || {
            let _pen = pen;
            let mut conn = db.checkout()?;
            super::dialect::make_room(&mut conn, true)?;
            let done = within(&mut conn, "BEGIN IMMEDIATE", "BEGIN", work);
            super::dialect::make_room(&mut conn, false).and(done)
        })
        .await
    }

    /// Waits for one's turn to write, where only one at a time can.
    async fn turn(&self) -> Result<Option<OwnedSemaphorePermit>> {
        let Some(pen) = &self.pen else { return Ok(None) };
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(pen).acquire_owned());
        let turn = turn.await.map_err(|_elapsed| Error::Busy)?;
        turn.map(Some).map_err(Error::internal)
    }

    fn checkout(&self) -> Result<r2d2::PooledConnection<Opener>> {
        let none = |cause: &r2d2::PoolError| tracing::warn!(%cause, "no database connection");
        self.pool.get().inspect_err(none).map_err(|_cause| Error::Busy)
    }

    /// Brings the database to this program's shape; returns the names of the steps taken.
    ///
    /// On PostgreSQL several servers may start at once: an advisory lock lets one migrate while
    /// the others wait. On SQLite foreign keys are off meanwhile, because a table rebuild needs
    /// it, and checked afterwards.
    ///
    /// # Errors
    /// `Internal` with the step that failed.
    pub fn migrate(&self) -> Result<Vec<String>> {
        let mut conn = self.checkout()?;
        match &mut *conn {
            Conn::Sqlite(conn) => {
                conn.batch_execute("PRAGMA foreign_keys = OFF")?;
                let done = names(conn.run_pending_migrations(SQLITE_MIGRATIONS));
                conn.batch_execute("PRAGMA foreign_keys = ON")?;
                // Reads the whole file, so only after a step that could have broken something.
                if done.as_ref().is_ok_and(|steps| !steps.is_empty()) {
                    super::dialect::check_foreign_keys(conn)?;
                }
                done
            }
            Conn::Postgres(conn) => {
                conn.batch_execute(
                    "SET statement_timeout = 0; SET lock_timeout = 0; SELECT pg_advisory_lock(7310577)",
                )?;
                let done = names(conn.run_pending_migrations(POSTGRES_MIGRATIONS));
                conn.batch_execute(
                    "SELECT pg_advisory_unlock(7310577); SET statement_timeout = '60s'; SET lock_timeout = '20s'",
                )?;
                done
            }
        }
    }

    /// Takes every migration back, newest first. Tests walk this road; nobody else does.
    ///
    /// # Errors
    /// `Internal` with the step that failed.
    pub fn unmigrate(&self) -> Result<()> {
        let mut conn = self.checkout()?;
        match &mut *conn {
            Conn::Sqlite(conn) => names(conn.revert_all_migrations(SQLITE_MIGRATIONS)),
            Conn::Postgres(conn) => names(conn.revert_all_migrations(POSTGRES_MIGRATIONS)),
        }
        .map(|_| ())
    }

    /// True when the database answers and has this program's shape.
    pub fn is_ready(&self) -> bool {
        let Ok(mut conn) = self.checkout() else {
            return false;
        };
        match &mut *conn {
            Conn::Sqlite(conn) => conn.has_pending_migration(SQLITE_MIGRATIONS),
            Conn::Postgres(conn) => conn.has_pending_migration(POSTGRES_MIGRATIONS),
        }
        .is_ok_and(|pending| !pending)
    }
}

fn names<'a>(done: diesel::migration::Result<Vec<diesel::migration::MigrationVersion<'a>>>) -> Result<Vec<String>> {
    done.map(|steps| steps.iter().map(ToString::to_string).collect())
        .map_err(Error::Internal)
}

async fn off_the_runtime<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|cause| Err(Error::internal(cause)))
}

fn read_with<T>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    within(conn, "BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work)
}

/// Begins with the backend's own words, then commits or rolls back through diesel's bookkeeping, so
/// that an inner `transaction` becomes a savepoint.
fn within<T>(conn: &mut Conn, sqlite: &str, postgres: &str, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    match conn {
        Conn::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(conn, sqlite)?,
        Conn::Postgres(conn) => AnsiTransactionManager::begin_transaction_sql(conn, postgres)?,
    }
    match work(conn) {
        Ok(value) => match <Conn as Connection>::TransactionManager::commit_transaction(conn) {
            Ok(()) => Ok(value),
            Err(cause) => {
                let _ = <Conn as Connection>::TransactionManager::rollback_transaction(conn);
                Err(cause.into())
            }
        },
        Err(error) => {
            // A failed rollback leaves a broken connection, which the pool then throws away.
            if let Err(cause) = <Conn as Connection>::TransactionManager::rollback_transaction(conn) {
                tracing::warn!(%cause, "roll back failed");
            }
            Err(error)
        }
    }
}
