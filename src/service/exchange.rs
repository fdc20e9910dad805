//! What leaves the catalogue as a whole: walked in pieces, so that memory does not grow with it.
//!
//! Every piece passes the release gate for whoever asks. Between two pieces others may write, so a file that takes minutes is not
//! one moment; each record in it is.

pub mod canonical;
pub mod ftm;
pub mod incoming;
pub mod places;
