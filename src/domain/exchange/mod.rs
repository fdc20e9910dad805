//! What the catalogue hands to other programs, and takes from them, in the shapes that these know.
//!
//! Only released records come here, and what is made of them is text: nothing is looked up, nothing is decided.

pub mod canonical;
pub mod ftm;
