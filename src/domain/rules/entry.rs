//! One entry of a rule file, and what may be wrong with it.

use crate::{domain::fields::Fields, error::Say};

/// An entry as it stands in its file: which table it belongs to and its fields as text, lists one entry a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The file, as the reader of the error knows it.
    pub file: String,
    /// The name of the table: `scheme`, `table`, `calendar`, `object`, `label`, `place`, `family`, `maker`, `lookalike`.
    pub table: String,
    /// Which of the tables of that name, from 1; names the entry when it has no id.
    pub number: usize,
    /// Its fields.
    pub fields: Fields,
}

impl Entry {
    /// What an error calls the entry: its id, else its place in the file.
    pub fn name(&self) -> String {
        match self.fields.get("id") {
            "" => format!("{} {}", self.table, self.number),
            id => id.to_owned(),
        }
    }

    /// An error on one of its fields.
    pub fn wrong(&self, field: &str, say: Say) -> RuleError {
        RuleError {
            file: self.file.clone(),
            entry: self.name(),
            field: field.to_owned(),
            say,
        }
    }

    /// The text of a field that must be there.
    ///
    /// # Errors
    /// A [`RuleError`] when it is missing.
    pub fn required(&self, field: &str) -> Result<&str, RuleError> {
        match self.fields.get(field) {
            "" => Err(self.wrong(field, Say::new("rule-required"))),
            text => Ok(text),
        }
    }

    /// A number between two others, or `None` when the field is missing.
    ///
    /// # Errors
    /// A [`RuleError`] when it is no such number.
    pub fn number<T: std::str::FromStr + PartialOrd + ToString>(
        &self,
        field: &str,
        least: T,
        most: T,
    ) -> Result<Option<T>, RuleError> {
        let text = self.fields.get(field);
        if text.is_empty() {
            return Ok(None);
        }
        let wrong = || {
            let say = Say::new("rule-number").with("given", text);
            self.wrong(
                field,
                say.with("least", least.to_string()).with("most", most.to_string()),
            )
        };
        let number = text.parse::<T>().ok().ok_or_else(wrong)?;
        if number < least || number > most {
            return Err(wrong());
        }
        Ok(Some(number))
    }

    /// Complains about fields that no entry of this table has, which are slips of the pen.
    pub fn known(&self, names: &[&str]) -> Vec<RuleError> {
        let strange = self.fields.iter().filter(|(name, _)| !names.contains(name));
        strange
            .map(|(name, _)| self.wrong(name, Say::new("rule-field-unknown").with("known", names.join(", "))))
            .collect()
    }
}

/// What is wrong with one field of one entry of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleError {
    /// The file.
    pub file: String,
    /// The entry: its id, or its table and number.
    pub entry: String,
    /// The field, empty when the whole entry or file is meant.
    pub field: String,
    /// What is wrong and what would be right.
    pub say: Say,
}
