//! A record as its form shows it: field name to text.
//!
//! Forms, JSON bodies, CSV rows, proposed changes, the history's *before* and *after* and a revert
//! all meet in this one shape, so a record has one way in (`New…::parse`) and one way to be told
//! (`Record::fields`). Lists inside a field hold one entry per line.

/// Field names with their text, in the order of the form. A missing field and an empty one are the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

/// One field that differs between two states of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Name of the field.
    pub field: String,
    /// Text before; empty when there was none.
    pub before: String,
    /// Text after; empty when it was removed.
    pub after: String,
}

impl Fields {
    /// No fields.
    pub fn new() -> Fields {
        Fields::default()
    }

    /// The text of a field without surrounding white space; empty when it is missing.
    pub fn get(&self, field: &str) -> &str {
        self.0
            .iter()
            .find(|(name, _)| name == field)
            .map_or("", |(_, text)| text.trim())
    }

    /// True when the field is named at all, even if empty.
    pub fn has(&self, field: &str) -> bool {
        self.0.iter().any(|(name, _)| name == field)
    }

    /// The lines of a list field, trimmed, empty ones left out.
    pub fn lines(&self, field: &str) -> impl Iterator<Item = &str> {
        self.get(field).lines().map(str::trim).filter(|line| !line.is_empty())
    }

    /// Sets a field; a field named twice in a form becomes one list, an entry per line.
    pub fn push(&mut self, field: impl Into<String>, text: impl Into<String>) {
        let (field, text) = (field.into(), text.into());
        match self.0.iter_mut().find(|(name, _)| *name == field) {
            Some((_, before)) if before.is_empty() => *before = text,
            Some((_, before)) => {
                before.push('\n');
                before.push_str(&text);
            }
            None => self.0.push((field, text)),
        }
    }

    /// Sets a field to exactly this text.
    pub fn set(&mut self, field: &str, text: impl Into<String>) {
        let text = text.into();
        match self.0.iter_mut().find(|(name, _)| name == field) {
            Some((_, before)) => *before = text,
            None => self.0.push((field.to_owned(), text)),
        }
    }

    /// The same fields with one more, for building.
    #[must_use]
    pub fn with(mut self, field: &str, text: impl Into<String>) -> Fields {
        self.set(field, text);
        self
    }

    /// Removes a field.
    pub fn remove(&mut self, field: &str) {
        self.0.retain(|(name, _)| name != field);
    }

    /// Whether nothing is named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All fields in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// These fields, with those that `other` names taken from `other`. How a partial update is read.
    #[must_use]
    pub fn overlaid(&self, other: &Fields) -> Fields {
        let mut all = self.clone();
        for (name, text) in other.iter() {
            all.set(name, text);
        }
        all
    }

    /// Those of these fields that say something else than `seen`. Browsers send every field of a form, and lines
    /// with ends of their own; what a person did not touch must not count as their change.
    #[must_use]
    pub fn differing(&self, seen: &Fields) -> Fields {
        let mut changed = Fields::new();
        for (name, text) in self.iter() {
            let text = text.replace("\r\n", "\n");
            if text.trim() != seen.get(name) {
                changed.set(name, text);
            }
        }
        changed
    }

    /// What differs from `self` (before) to `after`, in the order of the form.
    pub fn changes(&self, after: &Fields) -> Vec<Change> {
        let mut names: Vec<&str> = self.iter().map(|(name, _)| name).collect();
        names.extend(after.iter().map(|(name, _)| name).filter(|name| !self.has(name)));
        names
            .into_iter()
            .filter(|name| self.get(name) != after.get(name))
            .map(|name| Change {
                field: name.to_owned(),
                before: self.get(name).to_owned(),
                after: after.get(name).to_owned(),
            })
            .collect()
    }
}

impl FromIterator<(String, String)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Fields {
        let mut fields = Fields::new();
        for (name, text) in pairs {
            fields.push(name, text);
        }
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_given_twice_becomes_a_list() {
        let mut fields = Fields::new();
        fields.push("alias", "KN-23");
        fields.push("alias", "Hwasong-11A");
        assert_eq!(fields.lines("alias").collect::<Vec<_>>(), ["KN-23", "Hwasong-11A"]);
    }

    #[test]
    fn changes_name_each_field_once() {
        let before = Fields::new().with("name", "A").with("note", "x");
        let after = Fields::new().with("name", "B").with("place", "Kyiv");
        let changed: Vec<_> = before.changes(&after).into_iter().map(|c| c.field).collect();
        assert_eq!(changed, ["name", "note", "place"]);
    }

    #[test]
    fn what_was_not_touched_is_no_change() {
        let seen = Fields::new().with("note", "one\ntwo").with("name", "DSP");
        let sent = Fields::new()
            .with("note", "one\r\ntwo\r\n")
            .with("name", "Processor")
            .with("maker", "");
        assert_eq!(sent.differing(&seen), Fields::new().with("name", "Processor"));
    }

    #[test]
    fn a_missing_field_equals_an_empty_one() {
        let before = Fields::new().with("note", "");
        assert!(before.changes(&Fields::new()).is_empty());
    }
}
