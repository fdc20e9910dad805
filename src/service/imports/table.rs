//! A file that was read: its sound rows, what is wrong with the others, and which kind of table it is.

use super::{How, LISTED, Load, Progress, Report, organizations, run};
use crate::{
    domain::imports::{CellError, Row, organizations::OrganizationRow, stage::Import},
    error::Result,
    service::{
        Ctx,
        exchange::incoming::{self, Incoming},
    },
    store::Conn,
};

/// A file, read and checked row by row.
#[derive(Debug, Clone)]
pub struct Table<R = Row> {
    /// The rows that are sound by themselves.
    pub rows: Vec<R>,
    /// Rows in the file.
    pub total: u64,
    /// Rows with something wrong.
    pub bad_rows: u64,
    /// What is wrong, at most as many as are listed.
    pub errors: Vec<CellError>,
    /// How many errors are listed.
    pub listed: usize,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Name of the file, for the log.
    pub name: String,
    /// The import that keeps account of what is written; `None` for the command line.
    pub import: Option<Import>,
}

/// A table of any of the kinds that can be imported.
#[derive(Debug)]
pub enum AnyTable {
    /// Of components.
    Components(Table),
    /// Of organizations.
    Organizations(Table<OrganizationRow>),
    /// Of transfers.
    Transfers(Box<Load>),
    /// No table but entities, which become rows of organizations and transfers.
    Entities(Box<Incoming>),
}

impl AnyTable {
    /// Rows in the file; 0 while nobody has counted them.
    pub fn total(&self) -> u64 {
        match self {
            AnyTable::Components(table) => table.total,
            AnyTable::Organizations(table) => table.total,
            AnyTable::Transfers(load) => load.total(),
            AnyTable::Entities(incoming) => incoming.total(),
        }
    }

    /// The same table, for which this import keeps account.
    #[must_use]
    pub fn of(mut self, import: &Import) -> AnyTable {
        let import = Some(import.clone());
        match &mut self {
            AnyTable::Components(table) => table.import = import,
            AnyTable::Organizations(table) => table.import = import,
            AnyTable::Transfers(load) => load.keep_account(import),
            AnyTable::Entities(incoming) => incoming.import = import,
        }
        self
    }
}

/// [`run`] for a table of any kind.
///
/// # Errors
/// As [`run`].
pub fn run_any(conn: &mut Conn, ctx: &Ctx, table: AnyTable, how: How, progress: Progress<'_>) -> Result<Report> {
    match table {
        AnyTable::Components(table) => run(conn, ctx, table, how, progress),
        AnyTable::Organizations(table) => organizations::run(conn, ctx, table, how, progress),
        AnyTable::Transfers(load) => load.run(conn, ctx, how, progress),
        AnyTable::Entities(incoming) => Ok(incoming::run(conn, ctx, &incoming, how, progress)?.whole()),
    }
}

impl<R> Table<R> {
    /// An empty one.
    pub fn new(name: &str, sha256: &str) -> Table<R> {
        Table {
            rows: Vec::new(),
            total: 0,
            bad_rows: 0,
            errors: Vec::new(),
            listed: LISTED,
            sha256: sha256.to_owned(),
            name: name.to_owned(),
            import: None,
        }
    }

    /// Notes what is wrong with a row.
    pub fn refuse(&mut self, errors: Vec<CellError>) {
        self.bad_rows += 1;
        let room = self.listed.saturating_sub(self.errors.len());
        self.errors.extend(errors.into_iter().take(room));
    }
}
