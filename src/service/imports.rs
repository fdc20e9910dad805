//! Importing the table of components: check everything, then write everything or nothing.
//!
//! A row is known by its `record_id`, so a file can be imported twice: what is the same stays, what differs becomes a new
//! version. One import is one act in the log; its entry holds the hash of the whole file.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sha2::{Digest, Sha256};

use crate::{
    domain::{
        access::Action,
        fields::Fields,
        imports::{CellError, IncidentKey, Row},
        records::{Shelf, State},
    },
    error::{Error, Result, Say},
    service::{Ctx, audit, links},
    store::Conn,
};

mod write;

/// How many wrong cells a report lists; all are counted.
const LISTED: usize = 1_000;

/// A file, read and checked row by row.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The rows that are sound by themselves.
    pub rows: Vec<Row>,
    /// Rows in the file.
    pub total: u64,
    /// Rows with something wrong.
    pub bad_rows: u64,
    /// What is wrong, at most the first thousand.
    pub errors: Vec<CellError>,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Name of the file, for the log.
    pub name: String,
}

impl Table {
    /// Notes what is wrong with a row.
    pub fn refuse(&mut self, errors: Vec<CellError>) {
        self.bad_rows += 1;
        let room = LISTED.saturating_sub(self.errors.len());
        self.errors.extend(errors.into_iter().take(room));
    }
}

/// What an import found and did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows in the file.
    pub total: u64,
    /// Rows with something wrong; when there is one, nothing is written.
    pub wrong: u64,
    /// What is wrong, at most the first thousand.
    pub errors: Vec<CellError>,
    /// Makers named in the file that the catalogue does not know.
    pub unknown_makers: Vec<String>,
    /// Weapons named in the file that the catalogue does not know.
    pub unknown_weapons: Vec<String>,
    /// Rows that became new components.
    pub made: u64,
    /// Rows that changed a component.
    pub changed: u64,
    /// Rows that the catalogue already held as they are.
    pub same: u64,
    /// Whether anything was written.
    pub written: bool,
}

/// How to import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct How {
    /// Check only.
    pub dry_run: bool,
    /// Make the makers and weapons that the catalogue does not know.
    pub create_missing: bool,
}

/// The makers and weapons that a file names, as row numbers.
#[derive(Debug, Default)]
struct Known {
    makers: HashMap<String, i64>,
    weapons: HashMap<String, i64>,
}

/// Checks a table against the catalogue and, unless something is wrong or it is a dry run, writes it.
/// `progress` is told how many rows are done.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, and those of the database. Wrong rows are no error: they are in the report.
pub fn run(conn: &mut Conn, ctx: &Ctx, mut table: Table, how: How, progress: &dyn Fn(u64)) -> Result<Report> {
    ctx.actor.must(Action::Import)?;
    agree(&mut table);
    let mut known = look_up(conn, ctx, &mut table)?;
    let missing = |names: BTreeSet<String>| names.into_iter().collect::<Vec<_>>();
    let mut report = Report {
        unknown_makers: missing(unknown(&table, &known.makers, |row| &row.maker)),
        unknown_weapons: missing(unknown(&table, &known.weapons, |row| &row.weapon)),
        ..Report::default()
    };
    let nothing_missing = report.unknown_makers.is_empty() && report.unknown_weapons.is_empty();
    if !nothing_missing && !how.create_missing {
        refuse_unknown(&mut table, &known);
    }
    report.total = table.total;
    report.wrong = table.bad_rows;
    report.errors = std::mem::take(&mut table.errors);
    report.errors.sort_by_key(|error| error.line);
    if report.wrong > 0 {
        return Ok(report);
    }
    let mut writer = write::Writer::new(conn, ctx, state_of(ctx))?;
    if how.dry_run {
        writer.count(&table.rows, &known, &mut report)?;
        return Ok(report);
    }
    for name in &report.unknown_makers {
        let id = writer.organization(name)?;
        known.makers.insert(name.clone(), id);
    }
    for name in &report.unknown_weapons {
        let id = writer.weapon(name)?;
        known.weapons.insert(name.clone(), id);
    }
    writer.write(&table.rows, &known, &mut report, progress)?;
    report.written = true;
    note(conn, ctx, &table, &report)?;
    Ok(report)
}

/// What the command line imports is in the catalogue at once; what a person imports waits for another's review.
fn state_of(ctx: &Ctx) -> State {
    match ctx.actor.account {
        None => State::Accepted,
        Some(_) => State::Draft,
    }
}

fn note(conn: &mut Conn, ctx: &Ctx, table: &Table, report: &Report) -> Result<()> {
    let after = Fields::new()
        .with("sha256", &table.sha256)
        .with("rows", report.total.to_string())
        .with("made", report.made.to_string())
        .with("changed", report.changed.to_string())
        .with("same", report.same.to_string());
    let act = audit::Act {
        action: "import",
        shelf: Shelf::Components.as_str(),
        subject: table.name.clone(),
        after: Some(after),
        ..audit::Act::default()
    };
    audit::record(conn, ctx, act)
}

/// Rows with the same `record_id`, and rows of one unit that contradict each other, are wrong.
fn agree(table: &mut Table) {
    let mut seen: HashMap<String, u64> = HashMap::with_capacity(table.rows.len());
    let mut units: HashMap<String, usize> = HashMap::new();
    let mut wrong: BTreeMap<usize, Vec<CellError>> = BTreeMap::new();
    for (place, row) in table.rows.iter().enumerate() {
        if let Some(first) = seen.insert(row.record_id.clone(), row.line) {
            let say = Say::new("import-record-double").with("line", first);
            wrong
                .entry(place)
                .or_default()
                .push(cell_error(row, "record_id", &row.record_id, say));
        }
        let first = *units.entry(row.unit.clone()).or_insert(place);
        let Some(model) = table.rows.get(first).filter(|_| first != place) else {
            continue;
        };
        for ((column, here), (_, there)) in row.of_unit().into_iter().zip(model.of_unit()) {
            if here != there {
                let say = Say::new("import-unit-differs")
                    .with("line", model.line)
                    .with("there", there);
                wrong.entry(place).or_default().push(cell_error(row, column, here, say));
            }
        }
    }
    for errors in wrong.into_values() {
        table.refuse(errors);
    }
}

fn cell_error(row: &Row, column: &'static str, value: &str, say: Say) -> CellError {
    CellError {
        line: row.line,
        column,
        value: value.chars().take(80).collect(),
        say,
    }
}

/// Finds every maker and weapon of the file once. A name that several records have is wrong in each row.
fn look_up(conn: &mut Conn, ctx: &Ctx, table: &mut Table) -> Result<Known> {
    let mut known = Known::default();
    let mut ambiguous: HashMap<(&'static str, String), Say> = HashMap::new();
    let makers: BTreeSet<String> = table.rows.iter().map(|row| row.maker.clone()).collect();
    let weapons: BTreeSet<String> = table.rows.iter().map(|row| row.weapon.clone()).collect();
    let columns = [
        ("maker", Shelf::Organizations, makers, &mut known.makers),
        ("weapon", Shelf::Weapons, weapons, &mut known.weapons),
    ];
    for (column, shelf, names, found) in columns {
        for name in names.into_iter().filter(|name| !name.is_empty()) {
            match links::find(conn, ctx, shelf, &name)? {
                Ok(id) => {
                    found.insert(name, id);
                }
                Err(say) if say.key == "link-ambiguous" => {
                    ambiguous.insert((column, name), say);
                }
                Err(_) => {}
            }
        }
    }
    if !ambiguous.is_empty() {
        let rows = std::mem::take(&mut table.rows);
        for row in &rows {
            let errors: Vec<CellError> = [("maker", &row.maker), ("weapon", &row.weapon)]
                .into_iter()
                .filter_map(|(column, name)| {
                    let say = ambiguous.get(&(column, name.clone()))?;
                    Some(cell_error(row, column, name, say.clone()))
                })
                .collect();
            if !errors.is_empty() {
                table.refuse(errors);
            }
        }
        table.rows = rows;
    }
    Ok(known)
}

fn unknown<'a>(
    table: &'a Table,
    known: &HashMap<String, i64>,
    name: impl Fn(&'a Row) -> &'a String,
) -> BTreeSet<String> {
    table
        .rows
        .iter()
        .map(name)
        .filter(|name| !name.is_empty() && !known.contains_key(*name))
        .cloned()
        .collect()
}

fn refuse_unknown(table: &mut Table, known: &Known) {
    let rows = std::mem::take(&mut table.rows);
    for row in &rows {
        let mut errors = Vec::new();
        if !row.maker.is_empty() && !known.makers.contains_key(&row.maker) {
            errors.push(cell_error(row, "maker", &row.maker, Say::new("import-maker-unknown")));
        }
        if !row.weapon.is_empty() && !known.weapons.contains_key(&row.weapon) {
            errors.push(cell_error(
                row,
                "weapon",
                &row.weapon,
                Say::new("import-weapon-unknown"),
            ));
        }
        if !errors.is_empty() {
            table.refuse(errors);
        }
    }
    table.rows = rows;
}

/// Reads a file into a table: CSV in UTF-8 with the canonical header. What is wrong with the file as a whole is an
/// error; what is wrong with a row is in the table.
///
/// # Errors
/// `Invalid` on the field `file`.
pub fn read(name: &str, reader: impl std::io::Read, sha256: &str) -> Result<Table> {
    let mut table = Table {
        sha256: sha256.to_owned(),
        name: name.to_owned(),
        ..Table::default()
    };
    let mut csv = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(reader);
    let mut record = csv::ByteRecord::new();
    let file = |say: Say| Error::invalid("file", say);
    if !next(&mut csv, &mut record)? {
        return Err(file(Say::new("import-empty")));
    }
    let names: Vec<String> = record
        .iter()
        .map(|cell| String::from_utf8_lossy(cell).into_owned())
        .collect();
    let places = crate::domain::imports::header(names.iter().map(String::as_str)).map_err(file)?;
    while next(&mut csv, &mut record)? {
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(<[u8]>::is_empty) {
            continue;
        }
        table.total += 1;
        match row(line, &record, &places) {
            Ok(row) => table.rows.push(row),
            Err(errors) => table.refuse(errors),
        }
    }
    match table.total {
        0 => Err(file(Say::new("import-empty"))),
        _ => Ok(table),
    }
}

/// SHA-256 of a file, in lower-case hexadecimal.
///
/// # Errors
/// Those of reading.
pub fn digest(mut reader: impl std::io::Read) -> Result<String> {
    let mut hash = Sha256::new();
    let mut part = vec![0_u8; 1 << 16];
    loop {
        match reader.read(&mut part)? {
            0 => return Ok(hex::encode(hash.finalize())),
            read => hash.update(part.get(..read).unwrap_or_default()),
        }
    }
}

/// The longest row, in bytes: a file that is no table must not fill the memory.
const ROW: usize = 1 << 20;

fn next<R: std::io::Read>(csv: &mut csv::Reader<R>, record: &mut csv::ByteRecord) -> Result<bool> {
    let more = csv.read_byte_record(record).map_err(|cause| match cause.into_kind() {
        csv::ErrorKind::Io(cause) => Error::from(cause),
        other => Error::invalid(
            "file",
            Say::new("import-unreadable").with("cause", format!("{other:?}")),
        ),
    })?;
    if record.as_slice().len() > ROW {
        let line = record.position().map_or(0, csv::Position::line);
        return Err(Error::invalid("file", Say::new("import-row-long").with("line", line)));
    }
    Ok(more)
}

fn row(line: u64, record: &csv::ByteRecord, places: &[usize]) -> std::result::Result<Row, Vec<CellError>> {
    use crate::domain::imports::COLUMNS;
    if record.len() != COLUMNS.len() {
        let say = Say::new("import-cells")
            .with("found", record.len())
            .with("expected", COLUMNS.len());
        return Err(vec![CellError {
            line,
            column: "record_id",
            value: String::new(),
            say,
        }]);
    }
    let mut cells: Vec<&str> = Vec::with_capacity(COLUMNS.len());
    let mut errors = Vec::new();
    for (column, place) in COLUMNS.into_iter().zip(places) {
        match std::str::from_utf8(record.get(*place).unwrap_or_default()) {
            Ok(text) => cells.push(text),
            Err(_bad) => {
                cells.push("");
                errors.push(CellError {
                    line,
                    column,
                    value: String::new(),
                    say: Say::new("text-not-utf8"),
                });
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let cell = |name: &str| {
        let place = COLUMNS.iter().position(|column| *column == name);
        place.and_then(|place| cells.get(place).copied()).unwrap_or("")
    };
    Row::parse(line, &cell)
}

/// The name an import gives the incident of its rows, so that the next import finds it.
fn incident_id(key: &IncidentKey) -> String {
    format!("import:{}|{}|{}|{}", key.kind, key.date, key.place, key.country)
        .chars()
        .take(300)
        .collect()
}
