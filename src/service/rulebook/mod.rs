//! Where rules come from: the files inside the program, and files of an administrator.
//!
//! A rule file is TOML with tables such as `[[scheme]]`; each becomes an entry of plain text fields, which the domain checks and
//! compiles. The list of makers and the table of look-alikes are CSV and become entries of the same kind.

use std::{
    collections::HashSet,
    sync::{Arc, LazyLock},
};

use crate::{
    domain::{
        fields::Fields,
        rules::{
            book::Rulebook,
            entry::{Entry, RuleError},
        },
    },
    error::{Error, Result, Say},
};

/// The rule files inside the program. Order matters only where an entry refers to another one.
const FILES: &[(&str, &str)] = &[
    ("names.toml", include_str!("../../reference/rules/names.toml")),
    ("tables.toml", include_str!("../../reference/rules/tables.toml")),
    ("calendars.toml", include_str!("../../reference/rules/calendars.toml")),
    ("standards.toml", include_str!("../../reference/rules/standards.toml")),
    ("military.toml", include_str!("../../reference/rules/military.toml")),
    ("makers.toml", include_str!("../../reference/rules/makers.toml")),
    (
        "more-makers.toml",
        include_str!("../../reference/rules/more-makers.toml"),
    ),
    (
        "semiconductors.toml",
        include_str!("../../reference/rules/semiconductors.toml"),
    ),
    ("industrial.toml", include_str!("../../reference/rules/industrial.toml")),
    ("motors.toml", include_str!("../../reference/rules/motors.toml")),
    (
        "power-supplies.toml",
        include_str!("../../reference/rules/power-supplies.toml"),
    ),
    ("radios.toml", include_str!("../../reference/rules/radios.toml")),
    ("batteries.toml", include_str!("../../reference/rules/batteries.toml")),
    ("vehicles.toml", include_str!("../../reference/rules/vehicles.toml")),
    ("passives.toml", include_str!("../../reference/rules/passives.toml")),
    (
        "part-numbers.toml",
        include_str!("../../reference/rules/part-numbers.toml"),
    ),
    ("not-dates.toml", include_str!("../../reference/rules/not-dates.toml")),
];
/// The list of makers.
const MAKERS: &str = include_str!("../../reference/makers.csv");
/// The table of characters that are misread for each other.
const CONFUSABLES: &str = include_str!("../../reference/confusables.csv");

/// The rules inside the program, compiled at the first use.
static BUILTIN: LazyLock<std::result::Result<Arc<Rulebook>, Vec<RuleError>>> =
    LazyLock::new(|| with_files(&[]).map(Arc::new));

/// The rulebook that ships with the program.
///
/// # Errors
/// `Internal` when the files inside the program are wrong, which a test rules out.
pub fn builtin() -> Result<Arc<Rulebook>> {
    match &*BUILTIN {
        Ok(book) => Ok(Arc::clone(book)),
        Err(wrong) => {
            let told: Vec<String> = wrong.iter().map(told).collect();
            Err(Error::internal(told.join("; ")))
        }
    }
}

/// The rulebook with an administrator's files: name and text. A later entry with the same id replaces an earlier one.
/// Examples are not run; see [`Rulebook::check`].
///
/// # Errors
/// Everything that is wrong, each with file, entry and field.
pub fn with_files(files: &[(String, String)]) -> std::result::Result<Rulebook, Vec<RuleError>> {
    let mut entries = Vec::new();
    let mut wrong = Vec::new();
    let builtin = FILES
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    for (name, text) in builtin.chain(files.iter().cloned()) {
        match read(&name, &text) {
            Ok(more) => entries.extend(more),
            Err(error) => wrong.push(error),
        }
    }
    for read in [makers(), lookalikes()] {
        match read {
            Ok(more) => entries.splice(0..0, more).for_each(drop),
            Err(error) => wrong.push(error),
        }
    }
    let compiled = Rulebook::compile(&entries);
    match compiled {
        Ok(book) if wrong.is_empty() => Ok(book),
        Ok(_) => Err(wrong),
        Err(more) => {
            wrong.extend(more);
            Err(wrong)
        }
    }
}

/// The same, with every example of these files run.
///
/// # Errors
/// As [`with_files`], and every example that is not read as it says.
pub fn checked(files: &[(String, String)]) -> std::result::Result<Rulebook, Vec<RuleError>> {
    let book = with_files(files)?;
    let mut entries = Vec::new();
    for (name, text) in files {
        entries.extend(read(name, text).map_err(|error| vec![error])?);
    }
    match book.check(&entries) {
        wrong if wrong.is_empty() => Ok(book),
        wrong => Err(wrong),
    }
}

/// The entries of a rule file.
///
/// # Errors
/// What is no TOML, with its place, or is shaped otherwise than a rule file.
pub fn read(file: &str, text: &str) -> std::result::Result<Vec<Entry>, RuleError> {
    let wrong = |field: &str, say: Say| RuleError {
        file: file.to_owned(),
        entry: String::new(),
        field: field.to_owned(),
        say,
    };
    let root = text
        .parse::<toml::Table>()
        .map_err(|error| wrong("", Say::new("rule-file").with("why", error.to_string().trim())))?;
    let mut entries = Vec::new();
    for (table, list) in root {
        let shape = || wrong(&table, Say::new("rule-shape").with("given", &table));
        for (at, one) in list.as_array().ok_or_else(shape)?.iter().enumerate() {
            let mut fields = Fields::new();
            for (name, value) in one.as_table().ok_or_else(shape)? {
                fields.set(
                    name,
                    plain(value).ok_or_else(|| wrong(name, Say::new("rule-shape").with("given", name)))?,
                );
            }
            entries.push(Entry {
                file: file.to_owned(),
                table: table.clone(),
                number: at + 1,
                fields,
            });
        }
    }
    Ok(entries)
}

/// A value as text; a list as one line an entry.
fn plain(value: &toml::Value) -> Option<String> {
    Some(match value {
        toml::Value::String(text) => text.trim().replace(['\r', '\n'], " "),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => number.to_string(),
        toml::Value::Boolean(yes) => yes.to_string(),
        toml::Value::Datetime(date) => date.to_string(),
        toml::Value::Array(list) => {
            let lines: Option<Vec<String>> = list.iter().map(plain).collect();
            lines?.join("\n")
        }
        toml::Value::Table(_) => return None,
    })
}

/// The list of makers as entries.
fn makers() -> std::result::Result<Vec<Entry>, RuleError> {
    let columns = ["name", "country", "prefixes", "marks", "took_over", "became"];
    rows("makers.csv", MAKERS, "maker", &columns)
}

/// The table of look-alikes as entries.
fn lookalikes() -> std::result::Result<Vec<Entry>, RuleError> {
    rows("confusables.csv", CONFUSABLES, "lookalike", &["a", "b", "cost", "why"])
}

/// The rows of a CSV file as entries; `|` separates the entries of a list, except where it is the whole cell.
fn rows(file: &str, text: &str, table: &str, columns: &[&str]) -> std::result::Result<Vec<Entry>, RuleError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut entries = Vec::new();
    for (at, row) in reader.records().enumerate() {
        let row = row.map_err(|error| RuleError {
            file: file.to_owned(),
            entry: format!("{table} {}", at + 1),
            field: String::new(),
            say: Say::new("rule-file").with("why", error.to_string()),
        })?;
        let mut fields = Fields::new();
        for (column, cell) in columns.iter().zip(&row) {
            let cell = if cell == "|" {
                cell.to_owned()
            } else {
                cell.replace('|', "\n")
            };
            fields.set(column, cell);
        }
        entries.push(Entry {
            file: file.to_owned(),
            table: table.to_owned(),
            number: at + 1,
            fields,
        });
    }
    Ok(entries)
}

/// What is wrong with a rule, for the log of the program's own failures: file, entry, field and the key of the message.
fn told(error: &RuleError) -> String {
    let RuleError {
        file,
        entry,
        field,
        say,
    } = error;
    let args: Vec<String> = say.args.iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!("{file}: {entry}: {field}: {} {}", say.key, args.join(" "))
}

/// The entries of a rule file that stand in the place of one of the program's own: their ids.
///
/// # Errors
/// As [`builtin`] and [`read`].
pub fn replaced(file: &str, text: &str) -> Result<Vec<String>> {
    let known: HashSet<(String, String)> = FILES
        .iter()
        .filter_map(|(name, text)| read(name, text).ok())
        .flatten()
        .map(|entry| (entry.table.clone(), entry.fields.get("id").to_owned()))
        .collect();
    let entries = read(file, text).map_err(|error| Error::internal(told(&error)))?;
    let named = entries
        .into_iter()
        .map(|entry| (entry.table, entry.fields.get("id").to_owned()));
    Ok(named
        .filter(|pair| !pair.1.is_empty() && known.contains(pair))
        .map(|(_, id)| id)
        .collect())
}

#[cfg(test)]
mod tests;
