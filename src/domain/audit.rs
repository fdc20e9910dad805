//! The log's entries and the hash that chains them.

use chrono::{DateTime, SecondsFormat, Utc};
use sha2::{Digest, Sha256};

/// One act, before it has a place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// The account that acted, if one did.
    pub account: Option<i64>,
    /// Name of who acted, as it was then.
    pub actor: String,
    /// What was done: one verb, for example `submit`.
    pub action: String,
    /// The shelf or area.
    pub shelf: String,
    /// Row number of the record, if it was one.
    pub subject_id: Option<i64>,
    /// Reference or name of the subject, as people cite it.
    pub subject: String,
    /// Why, in the words of who acted; may be empty.
    pub reason: String,
    /// The subject's fields before, as JSON.
    pub before: Option<String>,
    /// The subject's fields after, as JSON.
    pub after: Option<String>,
}

/// One row of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Row number.
    pub id: i64,
    /// Hash of the row before; empty for the first.
    pub previous: String,
    /// Hash of this row.
    pub hash: String,
    /// The act.
    pub what: NewEntry,
}

impl NewEntry {
    /// SHA-256, in lower-case hexadecimal, over the hash of the row before and every part of the act.
    ///
    /// Each part is preceded by its length in bytes, so that no two acts share one input; an absent
    /// part has the length `-`. The row number is left out: it is not known before the row exists, and
    /// the order is told by the chain.
    pub fn hash(&self, previous: &str) -> String {
        let account = self.account.map(|id| id.to_string());
        let subject = self.subject_id.map(|id| id.to_string());
        let at = self.at.to_rfc3339_opts(SecondsFormat::Micros, true);
        let parts = [
            Some(previous),
            Some(at.as_str()),
            account.as_deref(),
            Some(&self.actor),
            Some(&self.action),
            Some(&self.shelf),
            subject.as_deref(),
            Some(&self.subject),
            Some(&self.reason),
            self.before.as_deref(),
            self.after.as_deref(),
        ];
        let mut hash = Sha256::new();
        for part in parts {
            match part {
                Some(text) => {
                    hash.update(text.len().to_string());
                    hash.update(b":");
                    hash.update(text.as_bytes());
                }
                None => hash.update(b"-:"),
            }
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Entry {
    /// True when this row is unchanged and follows the row with the hash `previous`.
    pub fn follows(&self, previous: &str) -> bool {
        self.previous == previous && self.hash == self.what.hash(previous)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(reason: &str) -> NewEntry {
        NewEntry {
            at: DateTime::UNIX_EPOCH,
            account: Some(1),
            actor: "a".into(),
            action: "submit".into(),
            shelf: "units".into(),
            subject_id: Some(7),
            subject: "ABCD1234".into(),
            reason: reason.into(),
            before: None,
            after: Some(String::new()),
        }
    }

    #[test]
    fn any_change_breaks_the_chain() {
        let first = entry("why");
        let hash = first.hash("");
        let row = Entry {
            id: 1,
            previous: String::new(),
            hash: hash.clone(),
            what: first,
        };
        assert!(row.follows(""));
        assert!(!row.follows("0"));
        let mut changed = row.clone();
        changed.what.reason = "why not".into();
        assert!(!changed.follows(""));
        let mut moved = row;
        moved.what.before = Some(String::new());
        assert!(!moved.follows(""));
    }
}
