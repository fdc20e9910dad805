//! Marks: what stands on a component, as far as it can be read.
//!
//! [`notation`] turns what a person types into glyphs, [`written`] turns them back; [`glyphs`] says what is known of each glyph and which forms of
//! a mark may be shown, searched or hidden. [`technique`], [`script`] and [`kind`] are the words a mark is described with.
//! [`reading`] says what a mark can mean, by the rules of `domain::rules`.
//! A mark is never completed here: what is not legible stays so.

pub mod glyphs;
pub mod kind;
pub mod notation;
pub mod reading;
mod record;
pub mod script;
pub mod technique;
pub mod written;

pub use record::{Marking, NewMarking, QUESTIONS, legible, searchable};
