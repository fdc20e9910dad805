//! The rulebook as data: which forms of marks are documented, and what they say.
//!
//! Rules are entries in plain files (`reference/rules/*.toml`, and files of an administrator), read into [`entry::Entry`]s
//! by whoever may read files. Here they are checked, compiled once and looked up: [`book::Rulebook`]. The field language is
//! told in [`pattern`]; tables of letters and numbers are in [`tables`], week conventions in [`weeks`], other calendars in
//! [`calendars`], the look-alikes of characters in [`lookalikes`], and what rules refer to in [`names`].
//!
//! Nothing here knows a maker, a month letter or a year of its own: what is not in a file is not known.

pub mod book;
pub mod calendars;
mod check;
pub mod entry;
pub mod examples;
pub(crate) mod index;
pub mod kinds;
pub mod lookalikes;
pub mod names;
pub mod pattern;
pub mod scheme;
pub mod signs;
pub mod span;
pub mod tables;
pub mod weeks;
