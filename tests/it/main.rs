//! The app's tests: real routes, a real database, no network. One program, because linking dominates.
//!
//! Each test owns a database: a copy of a template that is migrated once a program. With `TEST_DATABASE_URL` set the
//! same tests run on PostgreSQL. Time stands still unless a test moves it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::allow_attributes,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::too_many_lines,
    clippy::bool_assert_comparison,
    clippy::redundant_closure,
    reason = "a test that meets the unexpected should stop"
)]

mod harness;

mod accounts;
mod chain_worlds;
mod chains;
mod claims;
mod components;
mod constellations;
mod crash;
mod dating;
mod decisions;
mod errors;
mod exchange;
mod explorations;
mod findings;
mod goods;
mod hardship;
mod import_jobs;
mod imports;
mod incidents;
mod incoming;
mod kept_chains;
mod large_imports;
mod lists;
mod mappings;
mod markings;
mod merges;
mod neighbourhoods;
mod organizations;
mod parties;
mod parts;
mod permissions;
mod photos;
mod readings;
mod records;
mod rereadings;
mod review;
mod rules;
mod schema;
mod search;
mod secrecy;
mod sideways;
mod sources;
mod transfers;
mod units;
mod weapons;
