//! Taking in entities of FollowTheMoney: they become rows of the canonical tables, and those are imported as ever, so that a file
//! sent twice changes nothing. Everything is written or nothing.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader, Read},
};

use serde_json::Value;

use crate::{
    domain::{
        access::Action,
        exchange::{
            canonical,
            ftm::reading::{self, Given, Row},
        },
        imports::{
            CellError,
            stage::{Content, Import},
        },
        records::Shelf,
    },
    error::{Error, Result, Say},
    service::{
        Ctx,
        imports::{self, How, Progress, Report},
    },
    store::{self, Conn},
};

/// The longest line, in bytes.
const LINE: u64 = 1 << 20;
/// The most entities of one file: more would not fit beside everything else in memory.
const ENTITIES: usize = 500_000;
/// The most values of all its properties together, for the same reason.
const VALUES: usize = 5_000_000;
/// What some programs put before a text in UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A file that was read.
#[derive(Debug, Clone)]
pub struct Incoming {
    read: reading::Read,
    refused: BTreeMap<Option<Shelf>, u64>,
    name: String,
    sha256: String,
    /// How many problems are listed.
    pub listed: usize,
    /// The import that keeps account of what is written; `None` for the command line.
    pub import: Option<Import>,
}

/// What became of a file.
#[derive(Debug, Clone, Default)]
pub struct Done {
    /// Of its organizations.
    pub organizations: Report,
    /// Of its transfers.
    pub transfers: Report,
    /// Lines that are wrong and would have become neither.
    pub strange: u64,
    /// Schemata and properties that have no place here, with how often they were met.
    pub left: BTreeMap<String, u64>,
    /// What is wrong with its lines; where there is something, nothing is written.
    pub wrong: Vec<CellError>,
}

impl Done {
    /// All of it as one report, with what each shelf has of it.
    pub fn whole(self) -> Report {
        let Done {
            organizations,
            transfers,
            strange,
            left,
            wrong,
        } = self;
        let both = [&organizations, &transfers];
        let sum = |figure: fn(&Report) -> u64| both.into_iter().map(figure).sum::<u64>();
        Report {
            total: sum(|report| report.total) + strange,
            wrong: sum(|report| report.wrong) + strange,
            made: sum(|report| report.made),
            changed: sum(|report| report.changed),
            same: sum(|report| report.same),
            written: organizations.written || transfers.written,
            errors: wrong,
            left,
            shelves: Content::OF_ENTITIES
                .into_iter()
                .zip(both)
                .map(|(shelf, report)| (shelf, report.rows()))
                .collect(),
            ..transfers
        }
    }

    /// Nothing of it was written; of a file with something wrong, nothing would be.
    fn take_back(&mut self) {
        let is_wrong = !self.wrong.is_empty();
        for report in [&mut self.organizations, &mut self.transfers] {
            report.written = false;
            if is_wrong {
                (report.made, report.changed, report.same) = (0, 0, 0);
            }
        }
    }
}

impl Incoming {
    /// Rows that its entities become.
    pub fn total(&self) -> u64 {
        let rows = self.read.organizations.len() + self.read.transfers.len();
        u64::try_from(rows).unwrap_or(u64::MAX)
    }
}

/// Reads a file of entities, one a line.
///
/// # Errors
/// `Invalid` on the field `file` for a file that is too long or has too long a line, those of reading.
pub fn read(name: &str, sha256: &str, mut reader: impl BufRead) -> Result<Incoming> {
    let mut given = Vec::new();
    let mut wrong = Vec::new();
    let mut line = Vec::new();
    let mut values = 0;
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
        let many = |key, max: usize| Error::invalid("file", Say::new(key).with("max", max));
        if given.len() + wrong.len() >= ENTITIES {
            return Err(many("import-rows-many", ENTITIES));
        }
        match entity(number, line.strip_prefix(MARK).unwrap_or(&line)) {
            Some(entity) => {
                values += entity.properties.values().map(Vec::len).sum::<usize>();
                if values > VALUES {
                    return Err(many("exchange-values-many", VALUES));
                }
                given.push(entity);
            }
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
    let lines: BTreeSet<u64> = read.wrong.iter().map(|error| error.line).collect();
    let mut refused = BTreeMap::from([(None, u64::try_from(wrong.len()).map_err(Error::internal)?)]);
    for one in given.iter().filter(|one| lines.contains(&one.line)) {
        *refused.entry(reading::becomes(&one.schema)).or_default() += 1;
    }
    read.wrong.extend(wrong);
    read.wrong.sort_by_key(|error| error.line);
    Ok(Incoming {
        read,
        refused,
        name: name.to_owned(),
        sha256: sha256.to_owned(),
        listed: imports::LISTED,
        import: None,
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

/// Whether a file begins as one of entities does: its first line that is not blank is one. `begins` is what was read of it
/// already, `rest` what comes behind that.
///
/// # Errors
/// `Invalid` on the field `file` for other JSON, and for too long a line; those of reading.
pub fn is_one(begins: &[u8], rest: impl Read) -> Result<bool> {
    let begins = begins.strip_prefix(MARK).unwrap_or(begins);
    let blank = begins.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let (before, begins) = begins.split_at(blank);
    // Tables do not begin so; a first cell may well stand in brackets.
    let after = |sign: u8| begins.strip_prefix(&[sign]).map(<[u8]>::trim_ascii_start);
    let is_json = after(b'{').is_some_and(|next| matches!(next.first(), None | Some(b'"' | b'}')))
        || after(b'[').is_some_and(|next| matches!(next.first(), None | Some(b'"' | b'{' | b'[' | b']')));
    if !is_json {
        return Ok(false);
    }
    let mut line = Vec::new();
    begins
        .chain(BufReader::new(rest))
        .take(LINE + 1)
        .read_until(b'\n', &mut line)?;
    if u64::try_from(line.len()).is_ok_and(|length| length > LINE) {
        let number = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        return Err(Error::invalid("file", Say::new("import-row-long").with("line", number)));
    }
    match entity(1, &line) {
        Some(_) => Ok(true),
        None => Err(Error::invalid("file", Say::new("imports-other-json"))),
    }
}

/// Checks a file against the catalogue and, unless something is wrong or it is a dry run, writes it. Its transfers can only be
/// checked beside its organizations: also a dry run writes those, and takes them back.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, those of the database and of `progress`.
pub fn run(conn: &mut Conn, ctx: &Ctx, incoming: &Incoming, how: How, progress: Progress<'_>) -> Result<Done> {
    ctx.actor.must(Action::Import)?;
    store::imports::trial::attempt(conn, |conn| {
        let reading::Read {
            organizations,
            transfers,
            wrong,
            left,
        } = &incoming.read;
        let refused = |shelf: Option<Shelf>| incoming.refused.get(&shelf).copied().unwrap_or_default();
        let mut done = Done {
            left: left.clone(),
            wrong: wrong.clone(),
            strange: refused(None),
            ..Done::default()
        };
        let first = How {
            dry_run: how.dry_run && transfers.is_empty(),
            ..how
        };
        let rows = (Shelf::Organizations, organizations.as_slice());
        done.organizations = table(conn, ctx, incoming, rows, first, progress)?;
        let before = done.organizations.total;
        let then = How {
            dry_run: how.dry_run || !wrong.is_empty() || done.organizations.wrong > 0,
            ..how
        };
        let rows = (Shelf::Transfers, transfers.as_slice());
        done.transfers = table(conn, ctx, incoming, rows, then, &|done| progress(before + done))?;
        for (shelf, report) in Content::OF_ENTITIES
            .into_iter()
            .zip([&mut done.organizations, &mut done.transfers])
        {
            done.wrong.append(&mut report.errors);
            report.total += refused(Some(shelf));
            report.wrong += refused(Some(shelf));
        }
        if incoming.total() == 0 && done.wrong.is_empty() {
            done.wrong.push(CellError {
                line: 0,
                column: "file",
                value: String::new(),
                say: Say::new("exchange-nothing-here"),
            });
        }
        done.wrong.sort_by_key(|error| error.line);
        done.wrong.truncate(incoming.listed);
        let stays = !then.dry_run && done.transfers.wrong == 0;
        if !stays {
            done.take_back();
        }
        Ok((done, stays))
    })
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
    let mut table = imports::open(
        shelf,
        &incoming.name,
        text.as_slice(),
        &incoming.sha256,
        incoming.listed,
    )?;
    if let Some(import) = &incoming.import {
        table = table.of(import);
    }
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
