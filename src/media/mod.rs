//! The media room: files and pixels.
//!
//! A photograph comes in through [`vault::Vault::receive`], is looked at by [`intake::inspect`],
//! turned into small public copies by [`renditions::make`], and only then kept for good. Nothing
//! here knows databases, requests or readers. All functions block: call them from a thread that may
//! wait. What must never happen here: an original that changes, a copy that carries metadata, or a
//! picture that takes the process down with it.

pub mod darkroom;
mod decode;
pub mod intake;
pub mod metadata;
pub mod plates;
pub mod receive;
pub mod regions;
pub mod renditions;
pub mod sheets;
pub mod tables;
pub mod vault;

#[cfg(test)]
mod samples;
