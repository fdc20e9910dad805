//! What records are found by, and finding them.

use crate::{
    domain::{records::Head, release, text},
    error::Result,
    service::records::Keep,
    store::{self, Conn, search::NewUse},
};

/// One thing a record is found by: the text, and the field it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Name of the field; its release level is the term's.
    pub field: &'static str,
    /// The text as written.
    pub text: String,
}

impl Term {
    /// A term.
    pub fn new(field: &'static str, text: impl Into<String>) -> Term {
        Term {
            field,
            text: text.into(),
        }
    }
}

/// Files a record under its terms, each as open as the record and the field allow.
pub(super) fn file<T: Keep>(conn: &mut Conn, head: &Head, terms: Vec<Term>) -> Result<()> {
    store::search::replace(conn, head.id, &uses::<T>(head, terms))
}

/// The uses that [`file()`] writes, for those who write many at once.
pub(super) fn uses<T: Keep>(head: &Head, terms: Vec<Term>) -> Vec<NewUse> {
    let mut uses: Vec<NewUse> = Vec::with_capacity(terms.len());
    for term in terms {
        let folded: String = text::fold_part(&term.text).chars().take(120).collect();
        if folded.is_empty() || uses.iter().any(|old| old.folded == folded) {
            continue;
        }
        uses.push(NewUse {
            folded,
            record_id: head.id,
            shelf: head.shelf,
            field: term.field.to_owned(),
            shown: term.text.chars().take(200).collect(),
            openness: head
                .openness()
                .min(release::level::<T>(head, term.field).rank()),
            created_by: head.created_by,
        });
    }
    uses
}
