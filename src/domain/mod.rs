//! Words and rules: pure values and functions, no input or output, no clock, no randomness.
//!
//! This room must never learn of the database, the web, files, time or chance.

pub mod access;
pub mod accounts;
pub mod audit;
pub mod chains;
pub mod claims;
pub mod codes;
pub mod components;
pub mod countries;
pub mod currencies;
pub mod date_words;
pub mod dates;
pub mod dating;
pub mod fields;
pub mod findings;
pub mod forms;
pub mod goods;
pub mod identifiers;
pub mod imports;
pub mod incidents;
pub mod markings;
pub mod merging;
pub mod organizations;
pub mod parse;
pub mod parties;
pub mod parts;
pub mod photos;
pub mod places;
pub mod quantities;
pub mod readings;
pub mod records;
pub mod refs;
pub mod release;
pub mod rereadings;
pub mod review;
pub mod rows;
pub mod rules;
pub mod search;
pub mod secrets;
pub mod sources;
pub mod succession;
pub mod text;
pub mod transfers;
pub mod units;
pub mod weapons;
