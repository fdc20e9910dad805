//! Words and rules: pure values and functions, no input or output, no clock, no randomness.
//!
//! This room must never learn of the database, the web, files, time or chance.

pub mod access;
pub mod accounts;
pub mod audit;
pub mod fields;
pub mod records;
pub mod refs;
pub mod release;
pub mod dates;
pub mod date_words;
pub mod forms;
pub mod parse;
pub mod secrets;
pub mod sources;
pub mod text;
pub mod codes;
pub mod countries;
pub mod markings;
pub mod places;
pub mod quantities;
