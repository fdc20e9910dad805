//! What a merge of two records leaves in their histories.

use super::{records::Guard, release::Release};

/// In the history of either record: the reference of the other.
pub const MERGED: &str = "merged";
/// In the history of the record that went: the references of every record that pointed to it, one a line behind the field that did.
pub const MOVED: &str = "moved";

/// Both name records that a reader of this one need not be allowed to know of.
pub const GUARDS: &[Guard] = &[
    Guard {
        field: MERGED,
        level: Release::Sealed,
        limit: Release::Sealed,
    },
    Guard {
        field: MOVED,
        level: Release::Sealed,
        limit: Release::Sealed,
    },
];
