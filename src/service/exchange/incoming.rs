//! Taking in entities of FollowTheMoney: they become rows of the canonical tables, and those are imported as ever, so that a file
//! sent twice changes nothing. Everything is written or nothing.

use std::{
    collections::BTreeMap,
    io::{BufRead, Read as _},
};

use serde_json::Value;

use crate::{
    domain::{
        access::Action,
        exchange::{
            canonical,
            ftm::reading::{self, Given, Row},
        },
        imports::CellError,
        records::Shelf,
    },
    error::{Error, FieldError, Result, Say},
    service::{
        Ctx,
        imports::{self, How, Progress, Report},
    },
    store::Conn,
};

/// The longest line, in bytes.
const LINE: u64 = 1 << 20;
/// The most entities of one file: more would not fit beside everything else in memory.
const ENTITIES: usize = 500_000;

/// A file that was read.
#[derive(Debug, Clone)]
pub struct Incoming {
    read: reading::Read,
    name: String,
    sha256: String,
}

/// What became of a file.
#[derive(Debug, Clone, Default)]
pub struct Done {
    /// Of its organizations.
    pub organizations: Report,
    /// Of its transfers.
    pub transfers: Report,
    /// Schemata and properties that have no place here, with how often they were met.
    pub left: BTreeMap<String, u64>,
    /// What is wrong with its lines; where there is something, nothing is written.
    pub wrong: Vec<CellError>,
}

/// Reads a file of entities, one a line.
///
/// # Errors
/// `Invalid` on the field `file` for a file that is too long or has too long a line, those of reading.
pub fn read(name: &str, sha256: &str, mut reader: impl BufRead) -> Result<Incoming> {
    let mut given = Vec::new();
    let mut wrong = Vec::new();
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        let length = reader.by_ref().take(LINE + 1).read_until(b'\n', &mut line)?;
        if length == 0 {
            break;
        }
        if u64::try_from(length).is_ok_and(|length| length > LINE) {
            return Err(Error::invalid("file", Say::new("import-row-long").with("line", number)));
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        if given.len() >= ENTITIES {
            return Err(Error::invalid(
                "file",
                Say::new("import-rows-many").with("max", ENTITIES),
            ));
        }
        match entity(number, &line) {
            Some(entity) => given.push(entity),
            None => wrong.push(CellError {
                line: number,
                column: "entity",
                value: String::from_utf8_lossy(&line).trim().chars().take(80).collect(),
                say: Say::new("exchange-no-entity"),
            }),
        }
    }
    if given.is_empty() && wrong.is_empty() {
        return Err(Error::invalid("file", Say::new("import-empty")));
    }
    let mut read = reading::read(&given);
    read.wrong.extend(wrong);
    read.wrong.sort_by_key(|error| error.line);
    Ok(Incoming {
        read,
        name: name.to_owned(),
        sha256: sha256.to_owned(),
    })
}

/// An entity, if the line holds one.
fn entity(line: u64, text: &[u8]) -> Option<Given> {
    let value: Value = serde_json::from_slice(text).ok()?;
    let said = |name: &str| {
        value
            .get(name)?
            .as_str()
            .map(str::to_owned)
            .filter(|text| !text.is_empty())
    };
    let mut properties: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, values) in value.get("properties").and_then(Value::as_object)? {
        let values = values.as_array()?.iter();
        // Entities can stand inside one another; then what counts is their id.
        let text = |one: &Value| one.as_str().or_else(|| one.get("id")?.as_str()).map(str::to_owned);
        let values: Vec<String> = values.filter_map(text).filter(|text| !text.trim().is_empty()).collect();
        if !values.is_empty() {
            properties.insert(name.clone(), values);
        }
    }
    Some(Given {
        line,
        id: said("id")?,
        schema: said("schema")?,
        properties,
    })
}

/// Checks a file against the catalogue and, unless something is wrong or it is a dry run, writes it.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, those of the database; `Invalid` with the lines of transfers that turn out to be wrong only
/// once the organizations are there: then nothing may be kept of what was written.
pub fn run(conn: &mut Conn, ctx: &Ctx, incoming: &Incoming, how: How, progress: Progress<'_>) -> Result<Done> {
    ctx.actor.must(Action::Import)?;
    let reading::Read {
        organizations,
        transfers,
        wrong,
        left,
    } = &incoming.read;
    let mut done = Done {
        left: left.clone(),
        wrong: wrong.clone(),
        ..Done::default()
    };
    let check = How { dry_run: true, ..how };
    let quiet: Progress<'_> = &|_done| Ok(());
    for (shelf, rows, report) in [
        (Shelf::Organizations, organizations, &mut done.organizations),
        (Shelf::Transfers, transfers, &mut done.transfers),
    ] {
        *report = table(conn, ctx, incoming, (shelf, rows), check, quiet)?;
        done.wrong.append(&mut report.errors);
    }
    done.wrong.sort_by_key(|error| error.line);
    if how.dry_run || !done.wrong.is_empty() {
        return Ok(done);
    }
    done.organizations = table(
        conn,
        ctx,
        incoming,
        (Shelf::Organizations, organizations),
        how,
        progress,
    )?;
    done.transfers = table(conn, ctx, incoming, (Shelf::Transfers, transfers), how, progress)?;
    let late: Vec<FieldError> = [&done.organizations, &done.transfers]
        .into_iter()
        .flat_map(|report| &report.errors)
        .map(|error| FieldError::new(format!("{}: {}", error.line, error.column), error.say.clone()))
        .collect();
    match late.is_empty() {
        true => Ok(done),
        false => Err(Error::Invalid(late)),
    }
}

/// Imports the rows of one table; lines are those of the file of entities.
fn table(
    conn: &mut Conn,
    ctx: &Ctx,
    incoming: &Incoming,
    (shelf, rows): (Shelf, &[Row]),
    how: How,
    progress: Progress<'_>,
) -> Result<Report> {
    if rows.is_empty() {
        return Ok(Report::default());
    }
    let (text, lines) = written(shelf, rows)?;
    let table = imports::open(
        shelf,
        &incoming.name,
        text.as_slice(),
        &incoming.sha256,
        imports::LISTED,
    )?;
    let mut report = imports::run_any(conn, ctx, table, how, progress)?;
    for error in &mut report.errors {
        // The last row that begins on that line of the table, or before it.
        let at = lines.partition_point(|(begins, _)| *begins <= error.line);
        if let Some((_, line)) = at.checked_sub(1).and_then(|at| lines.get(at)) {
            error.line = *line;
        }
    }
    Ok(report)
}

/// The line on which each row of a table begins, and the line of its entity.
type Lines = Vec<(u64, u64)>;

/// The rows as a canonical file, and for the line on which each begins the line of its entity.
fn written(shelf: Shelf, rows: &[Row]) -> Result<(Vec<u8>, Lines)> {
    let columns = match shelf {
        Shelf::Organizations => canonical::ORGANIZATIONS,
        _ => canonical::TRANSFERS,
    };
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns).map_err(Error::internal)?;
    let mut lines = Vec::with_capacity(rows.len());
    let mut begins = 2;
    for (line, cells) in rows {
        lines.push((begins, *line));
        writer.write_record(cells).map_err(Error::internal)?;
        let breaks = cells.iter().flat_map(|cell| cell.bytes()).filter(|byte| *byte == b'\n');
        begins += 1 + u64::try_from(breaks.count()).map_err(Error::internal)?;
    }
    let text = writer
        .into_inner()
        .map_err(|cause| Error::internal(cause.to_string()))?;
    Ok((text, lines))
}
