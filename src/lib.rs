//! Sherd: a catalogue of weapon debris that can say what a part is, when its weapon was built, and how it got there.
//!
//! # The house
//!
//! ```text
//!             main.rs ── commands/ ── app.rs   builds everything, knows everyone
//!                          │
//!    HTTP in ───────────▶ web              pages (HTML) and api (JSON); no rules, no SQL
//!                          │
//!                        service           what a person can do; roles, transactions' content, audit
//!                        ╱     ╲
//!                   store       media      rows and SQL  │  files and pixels
//!                        ╲     ╱
//!                        domain            words and rules; no IO, cannot fail on the outside world
//! ```
//!
//! An arrow may only point down. `error` and `words` are the floor everyone stands on; `config` is read by `main`,
//! `commands` and `app` only. `tests/house` reads the tree and fails when a wall is crossed.
//!
//! # One word a shelf
//!
//! `accounts`, `weapons`, `incidents`, `units`, `components`, `photos`, `markings`, `readings`, `parts`, `organizations`,
//! `sources`, `claims`, `audit`; beside them `records` (what all catalogue records share), `review`, `search`, `merges`,
//! `imports`, and `rules` with `rereadings` for what all marks are read as.
//! The word is the file in every room, the table, the address and the test.
//!
//! # How a record goes through it
//!
//! * **Fields.** A record told as its form shows it is a [`domain::fields::Fields`]: forms, JSON bodies, CSV rows, proposed
//!   changes, and the *before* and *after* of the history are all this one shape. A shelf says what its form asks
//!   ([`domain::forms::Question`]), how fields are parsed, and how a record is told; forms, tables, the API's
//!   description, history, revert and conflicts follow from that and exist once.
//! * **Heads.** Reference, version, release level, state, author and title of *every* record lie in the table `records`;
//!   a shelf's own table has the same number. So any record can be named, linked, gated, listed and logged without knowing
//!   its shelf.
//! * **The gate.** Reads end in [`domain::release::release`], which removes what the reader may not see and is the only
//!   maker of [`domain::release::Released`]. `web` never holds anything else.
//! * **[`service::records::Keep`]** is the one trait over shelves. The plan was to have none; it was taken in when history,
//!   review, merging and imports each turned out to need the same ten-armed match.
//! * **Errors** are one enum without HTTP ([`error::Error`]); a message is a Fluent key with arguments until the edge.
//!
//! # Two databases
//!
//! SQLite and PostgreSQL are equals: one `schema.rs`, one set of queries over an enum connection, two migration folders
//! with equal names. Only `store/db.rs` (opening) and `store/dialect.rs`
//! with what lies below it (statements) may tell them apart.

pub mod app;
pub mod config;
pub mod domain;
pub mod error;
pub mod media;
pub mod service;
pub mod store;
pub mod web;
pub mod words;
