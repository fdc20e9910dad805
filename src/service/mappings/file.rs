//! A mapping as a file in TOML, for the command line and for keeping it beside the provider's papers.

use toml::{Table, Value};

use crate::{
    domain::{
        fields::Fields,
        imports::mapping::{Mapping, TARGETS},
    },
    error::{Error, Result, Say},
};

/// The parts of a mapping that are said for each canonical column.
const PARTS: [&str; 4] = ["from", "join", "fixed", "words"];

/// The fields that a file says.
///
/// # Errors
/// `Invalid` on the field `file` for what is no TOML, or for a value that is no text.
pub fn fields(text: &str) -> Result<Fields> {
    let table: Table = text.parse().map_err(|cause: toml::de::Error| {
        let line = cause.span().map_or(1, |span| {
            let before = text.get(..span.start).unwrap_or_default();
            before.matches('\n').count() + 1
        });
        let say = Say::new("mappings-toml")
            .with("line", line)
            .with("cause", cause.message());
        Error::invalid("file", say)
    })?;
    let mut fields = Fields::new();
    for (name, value) in &table {
        match value {
            Value::Table(columns) if PARTS.contains(&name.as_str()) => {
                for (column, value) in columns {
                    let field = format!("{name}-{column}");
                    let text = match value {
                        Value::Table(words) => words_of(&field, words)?,
                        value => text_of(&field, value)?,
                    };
                    fields.set(&field, text);
                }
            }
            value => fields.set(name, text_of(name, value)?),
        }
    }
    Ok(fields)
}

fn words_of(field: &str, words: &Table) -> Result<String> {
    let lines = words
        .iter()
        .map(|(theirs, ours)| Ok(format!("{theirs} = {}", text_of(field, ours)?)));
    Ok(lines.collect::<Result<Vec<String>>>()?.join("\n"))
}

fn text_of(field: &str, value: &Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Integer(number) => Ok(number.to_string()),
        Value::Boolean(yes) => Ok(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Array(list) => {
            let lines: Result<Vec<String>> = list.iter().map(|entry| text_of(field, entry)).collect();
            Ok(lines?.join("\n"))
        }
        _ => Err(Error::invalid(field, Say::new("value-not-text"))),
    }
}

/// A mapping as a file that [`fields`] reads back.
pub fn text(mapping: &Mapping) -> String {
    draft(&mapping.fields())
}

/// The same for a mapping that is not whole yet.
pub fn draft(fields: &Fields) -> String {
    let mut table = Table::new();
    for name in [
        "name",
        "encoding",
        "delimiter",
        "quotes",
        "sheet",
        "header",
        "dates",
        "decimal",
    ] {
        if !fields.get(name).is_empty() {
            table.insert(name.to_owned(), Value::from(fields.get(name)));
        }
    }
    for name in ["key", "ignore", "needs"] {
        if !fields.get(name).is_empty() {
            table.insert(name.to_owned(), lines(fields, name));
        }
    }
    for part in PARTS {
        let mut columns = Table::new();
        for target in TARGETS {
            let field = format!("{part}-{target}");
            let Some((_, raw)) = fields
                .iter()
                .find(|(name, raw)| *name == field && !raw.trim().is_empty())
            else {
                continue;
            };
            let value = match part {
                "from" => lines(fields, &field),
                "words" => words(raw),
                _ => Value::from(raw),
            };
            columns.insert((*target).to_owned(), value);
        }
        if !columns.is_empty() {
            table.insert(part.to_owned(), Value::Table(columns));
        }
    }
    table.to_string()
}

fn lines(fields: &Fields, field: &str) -> Value {
    let lines: Vec<Value> = fields.lines(field).map(Value::from).collect();
    match lines.as_slice() {
        [one] => one.clone(),
        _ => Value::Array(lines),
    }
}

fn words(lines: &str) -> Value {
    let pairs = lines.lines().filter_map(|line| line.rsplit_once('='));
    let table: Table = pairs
        .map(|(theirs, ours)| (theirs.trim().to_owned(), Value::from(ours.trim())))
        .collect();
    Value::Table(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r##"
name = "Customs of Examplia"
delimiter = "semicolon"
encoding = "windows-1251"
header = 2
dates = "dmy"
decimal = "comma"
key = ["Номер ДТ", "#3"]

[from]
from_name = "Отправитель"
to_name = ["Получатель", "ИНН"]

[join]
to_name = ", ИНН "

[fixed]
kind = "customs line"

[words.unit]
"тыс. шт" = "thousand pcs"
"##;

    #[test]
    fn a_file_is_read_and_written_alike() {
        let mapping = Mapping::parse(&fields(FILE).unwrap()).unwrap();
        assert_eq!(mapping.layout.header, Some(2));
        assert_eq!(mapping.key, ["Номер ДТ", "#3"]);
        assert_eq!(mapping.rule("to_name").unwrap().join, ", ИНН ");
        let again = Mapping::parse(&fields(&super::text(&mapping)).unwrap()).unwrap();
        assert_eq!(again, mapping);
    }

    #[test]
    fn what_is_no_mapping_is_told_by_line_or_field() {
        let wrong = |text: &str| match fields(text) {
            Err(Error::Invalid(fields)) => (fields[0].field.clone(), fields[0].say.key),
            other => panic!("{other:?}"),
        };
        assert_eq!(wrong("name = \"x\"\nname = "), ("file".to_owned(), "mappings-toml"));
        assert_eq!(wrong("name = 1.5"), ("name".to_owned(), "value-not-text"));
    }
}
