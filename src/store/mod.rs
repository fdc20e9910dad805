//! Rows and SQL. Functions on `&mut Conn`, one file per shelf; rows never leave their file.
//!
//! This room must never know roles, files, HTTP or HTML. Only `db.rs` (opening) and `dialect.rs`
//! (statements) may say SQLite or PostgreSQL.

pub(crate) mod db;
mod dialect;
mod links;
#[rustfmt::skip]
mod schema;
mod types;

pub use db::{Address, Conn, Db, Durability};

pub mod accounts;
pub mod audit;
pub mod batches;
pub mod chains;
pub mod citations;
pub mod claims;
pub mod components;
pub mod constellations;
pub mod dating;
pub mod flows;
pub mod imports;
pub mod incidents;
pub mod jobs;
pub mod mappings;
pub mod markings;
pub mod merges;
pub mod one_time;
pub mod organizations;
pub mod owed;
pub mod parties;
pub mod parts;
pub mod photos;
pub mod proposals;
pub mod readings;
pub mod records;
pub mod rereadings;
pub mod search;
pub mod sessions;
pub mod sources;
pub mod submissions;
pub mod ties;
pub mod tokens;
pub mod transfers;
pub mod units;
pub mod weapons;
