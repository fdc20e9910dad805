//! The published cases: the readable file that ships with the program, put into a catalogue through the same door as any
//! other record. Each becomes `case:<key>` and is made only once, so that a second run changes nothing.

use std::collections::HashMap;

use crate::{
    domain::{
        access::Action,
        fields::Fields,
        records::{Head, Shelf},
    },
    error::{Error, Result},
    service::{Ctx, records},
    store::{self, Conn},
};

/// The file.
pub const CASES: &str = include_str!("../reference/cases.toml");

/// The shelves of the file, in an order in which everything that is pointed to comes first.
const ORDER: [Shelf; 12] = [
    Shelf::Sources,
    Shelf::Weapons,
    Shelf::Organizations,
    Shelf::Parts,
    Shelf::Incidents,
    Shelf::Units,
    Shelf::Components,
    Shelf::Markings,
    Shelf::Readings,
    Shelf::Transfers,
    Shelf::Chains,
    Shelf::Claims,
];

/// A drawing to be made for a component, because no photograph of it can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plate {
    /// Name in the file.
    pub key: String,
    /// The component's head.
    pub component: Head,
    /// What kind of part is drawn.
    pub kind: String,
    /// The mark drawn on it.
    pub mark: String,
    /// Title of the drawing.
    pub subject: String,
    /// Title of the source that it is drawn from.
    pub drawn_from: String,
}

/// What loading did.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// Records made.
    pub made: usize,
    /// Records that were there already.
    pub kept: usize,
    /// Drawings that the cases ask for.
    pub plates: Vec<Plate>,
}

/// Puts the cases into the catalogue.
///
/// # Errors
/// `Forbidden`; `Internal` naming the record and field of the file that is wrong.
pub fn load(conn: &mut Conn, ctx: &Ctx, text: &str) -> Result<Loaded> {
    ctx.actor.must(Action::Administer)?;
    let file: toml::Table = toml::from_str(text).map_err(Error::internal)?;
    let mut heads: HashMap<String, Head> = HashMap::new();
    let mut loaded = Loaded::default();
    for shelf in ORDER {
        for entry in entries(&file, shelf.as_str())? {
            let key = entry.get("key").to_owned();
            let name = format!("case:{key}");
            let head = match store::records::find_imported(conn, shelf, &name) {
                Ok(head) => {
                    loaded.kept += 1;
                    head
                }
                Err(Error::NotFound(_)) => {
                    loaded.made += 1;
                    let fields = fields(&entry, &heads, &name)?;
                    records::create_on(conn, ctx, shelf, &fields)
                        .map_err(|error| Error::internal(format!("{}: {key}: {error}", shelf.as_str())))?
                }
                Err(error) => return Err(error),
            };
            heads.insert(key, head);
        }
    }
    for entry in entries(&file, "plates")? {
        loaded.plates.push(plate(&entry, &heads)?);
    }
    Ok(loaded)
}

/// The records of one table of the file.
fn entries(file: &toml::Table, table: &str) -> Result<Vec<Fields>> {
    let Some(rows) = file.get(table) else {
        return Ok(Vec::new());
    };
    let wrong = |what: &str| Error::internal(format!("cases: {table}: {what}"));
    let rows = rows.as_array().ok_or_else(|| wrong("not a list of tables"))?;
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let row = row.as_table().ok_or_else(|| wrong("not a table"))?;
        let mut fields = Fields::new();
        for (name, value) in row {
            let text = value.as_str().ok_or_else(|| wrong(&format!("{name} is not text")))?;
            fields.set(name, text);
        }
        if fields.get("key").is_empty() {
            return Err(wrong("a record has no key"));
        }
        entries.push(fields);
    }
    Ok(entries)
}

/// The form of a record: as written, with every `@key` replaced by the reference it stands for.
fn fields(entry: &Fields, heads: &HashMap<String, Head>, name: &str) -> Result<Fields> {
    let mut fields = Fields::new();
    for (field, text) in entry.iter().filter(|(field, _)| *field != "key") {
        fields.set(field, resolved(text, heads).map_err(|key| unknown(name, field, &key))?);
    }
    if fields.get("release").is_empty() {
        fields.set("release", "public");
    }
    fields.set("record_id", name);
    Ok(fields)
}

fn unknown(record: &str, field: &str, key: &str) -> Error {
    Error::internal(format!("{record}: {field}: there is no @{key} before it"))
}

/// The text with its `@key`s replaced; the key that is unknown otherwise.
fn resolved(text: &str, heads: &HashMap<String, Head>) -> std::result::Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('@') {
        // Only at the beginning of a cell; an address may contain the sign too.
        let begins = before.is_empty() || before.ends_with(['\n', ' ', '|']);
        let end = after
            .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-' && letter != '_')
            .unwrap_or(after.len());
        let (key, tail) = after.split_at(end);
        out.push_str(before);
        if begins && !key.is_empty() {
            let head = heads.get(key).ok_or_else(|| key.to_owned())?;
            out.push_str(&head.r#ref.to_string());
            rest = tail;
        } else {
            out.push('@');
            rest = after;
        }
    }
    out.push_str(rest);
    Ok(out)
}

fn plate(entry: &Fields, heads: &HashMap<String, Head>) -> Result<Plate> {
    let key = entry.get("key").to_owned();
    let head = |field: &str| {
        let to = entry.get(field).trim_start_matches('@');
        heads.get(to).cloned().ok_or_else(|| unknown(&key, field, to))
    };
    Ok(Plate {
        component: head("component")?,
        drawn_from: head("drawn_from")?.title,
        kind: entry.get("kind").to_owned(),
        mark: entry.get("mark").to_owned(),
        subject: entry.get("subject").to_owned(),
        key,
    })
}
