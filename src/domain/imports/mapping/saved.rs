//! Mappings that are kept, and files that wait for theirs.

use chrono::{DateTime, Utc};

use crate::domain::refs::Ref;

/// A mapping as the catalogue keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Row number; never shown.
    pub id: i64,
    /// Its reference.
    pub r#ref: Ref,
    /// The provider's name.
    pub name: String,
    /// How often it was saved.
    pub version: i32,
    /// Its fields, as they are kept.
    pub kept: String,
    /// Who may change it; nobody for one that the command line saved.
    pub account: Option<i64>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last saved.
    pub updated_at: DateTime<Utc>,
}

/// A provider's file whose mapping is being made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Row number; never shown.
    pub id: i64,
    /// Its reference.
    pub r#ref: Ref,
    /// Whose it is.
    pub account: i64,
    /// The name its sender gave it.
    pub file_name: String,
    /// Its SHA-256.
    pub sha256: String,
    /// Its length.
    pub bytes: i64,
    /// When it arrived.
    pub created_at: DateTime<Utc>,
}
