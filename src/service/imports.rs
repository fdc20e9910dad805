//! Importing canonical tables: check everything, then write everything or nothing. Here that of components; the others stand
//! beside it.
//!
//! A row is known by its `record_id`, so a file can be imported twice: what is the same stays, what differs becomes a new
//! version. One import is one act in the log; its entry holds the hash of the whole file.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::{
    domain::{
        access::Action,
        fields::Fields,
        imports::{Canonical, CellError, IncidentKey, Row, stage::Rows},
        records::{Shelf, State},
    },
    error::{Result, Say},
    service::{Ctx, audit, links},
    store::{self, Conn},
};

mod around;
pub mod board;
mod compare;
pub mod converted;
pub mod desk;
mod making;
mod noted;
mod organizations;
mod ours;
mod parties;
pub mod queue;
mod reading;
mod repeats;
mod table;
mod transfers;
mod write;

pub use reading::{File, digest, look, open, open_any, read, read_listing};
pub use table::{AnyTable, Table, run_any};
pub use transfers::{Load, Portion, Prepared, Preparer, Reader, Written, owes, pay_off, pay_off_left};

/// How many wrong cells a report lists unless more are asked for; all are counted.
pub const LISTED: usize = 1_000;

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
    /// Parties that are made from their names as written, because no record says who they are; at most the first hundred.
    pub new_parties: Vec<String>,
    /// How many they are.
    pub new_parties_count: u64,
    /// Sources that are made from their titles; at most the first hundred.
    pub new_sources: Vec<String>,
    /// How many they are.
    pub new_sources_count: u64,
    /// Of a file whose rows become records of several shelves: what each has of it.
    pub shelves: Vec<(Shelf, Rows)>,
    /// What has no place in the catalogue, with how often it was met.
    pub left: BTreeMap<String, u64>,
    /// Rows that became new records.
    pub made: u64,
    /// Rows that changed a record.
    pub changed: u64,
    /// Rows that the catalogue already held as they are.
    pub same: u64,
    /// Whether anything was written.
    pub written: bool,
}

impl Report {
    /// Its figures as they are kept.
    pub fn rows(&self) -> Rows {
        let number = |figure: u64| i64::try_from(figure).unwrap_or(i64::MAX);
        Rows {
            total: number(self.total),
            made: number(self.made),
            changed: number(self.changed),
            same: number(self.same),
            wrong: number(self.wrong),
        }
    }
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

/// Is told how many rows are done; its error calls the whole off.
pub type Progress<'a> = &'a dyn Fn(u64) -> Result<()>;

/// Checks a table against the catalogue and, unless something is wrong or it is a dry run, writes it.
/// `progress` is told how many rows are done, and may call the whole off.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, those of the database and of `progress`. Wrong rows are no error: they are in the
/// report.
pub fn run(conn: &mut Conn, ctx: &Ctx, mut table: Table, how: How, progress: Progress<'_>) -> Result<Report> {
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
    compare::refuse_others(conn, ctx, &mut table, &known)?;
    report.total = table.total;
    report.wrong = table.bad_rows;
    report.errors = std::mem::take(&mut table.errors);
    report.errors.sort_by_key(|error| error.line);
    if report.wrong > 0 {
        return Ok(report);
    }
    if how.dry_run {
        let mut writer = write::Writer::new(conn, ctx, state_of(ctx));
        writer.count(&table.rows, &known, &mut report, progress)?;
        return Ok(report);
    }
    store::imports::hurry(conn)?;
    let made = write_all(conn, ctx, &table, &mut known, &mut report, progress);
    // The connection goes back to the others without the memory it needed, also after a failure.
    store::imports::slow_down(conn)?;
    let made = made?;
    report.written = true;
    if let Some(import) = &table.import {
        store::imports::keep_records(conn, import.id, &made)?;
    }
    note(conn, ctx, Shelf::Components, &table, &report)?;
    Ok(report)
}

/// Writes what the table names and the catalogue lacks, then its rows; tells what the import made.
fn write_all(
    conn: &mut Conn,
    ctx: &Ctx,
    table: &Table,
    known: &mut Known,
    report: &mut Report,
    progress: Progress<'_>,
) -> Result<Vec<i64>> {
    let mut writer = write::Writer::new(conn, ctx, state_of(ctx));
    for name in &report.unknown_makers {
        let id = writer.organization(name)?;
        known.makers.insert(name.clone(), id);
    }
    for name in &report.unknown_weapons {
        let id = writer.weapon(name)?;
        known.weapons.insert(name.clone(), id);
    }
    writer.write(&table.rows, known, report, progress)?;
    Ok(writer.written())
}

/// What the command line imports is in the catalogue at once; what a person imports waits for another's review.
fn state_of(ctx: &Ctx) -> State {
    match ctx.actor.account {
        None => State::Accepted,
        Some(_) => State::Draft,
    }
}

fn note<R>(conn: &mut Conn, ctx: &Ctx, shelf: Shelf, table: &Table<R>, report: &Report) -> Result<()> {
    let after = Fields::new()
        .with("sha256", &table.sha256)
        .with("file", &table.name)
        .with("rows", report.total.to_string())
        .with("made", report.made.to_string())
        .with("changed", report.changed.to_string())
        .with("same", report.same.to_string());
    let act = audit::Act {
        action: "import",
        shelf: shelf.as_str(),
        subject: match &table.import {
            Some(import) => import.r#ref.to_string(),
            None => table.name.clone(),
        },
        after: Some(after),
        ..audit::Act::default()
    };
    audit::record(conn, ctx, act)
}

/// Rows with the same `record_id` are wrong.
fn each_once<R: Canonical>(table: &mut Table<R>) {
    let mut seen: HashMap<&str, u64> = HashMap::with_capacity(table.rows.len());
    let mut wrong: Vec<CellError> = Vec::new();
    for row in &table.rows {
        if let Some(first) = seen.insert(row.record_id(), row.line()) {
            let say = Say::new("import-record-double").with("line", first);
            wrong.push(wrong_cell(row, "record_id", row.record_id(), say));
        }
    }
    for error in wrong {
        table.refuse(vec![error]);
    }
}

fn wrong_cell<R: Canonical>(row: &R, column: &'static str, value: &str, say: Say) -> CellError {
    CellError {
        line: row.line(),
        column,
        value: value.chars().take(80).collect(),
        say,
    }
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
    wrong_cell(row, column, value, say)
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

/// Whose names an import gives to what its rows share: a person's are their own, so that nobody's rows come to stand in
/// somebody else's unit only because both are called "1".
fn whose(ctx: &Ctx) -> String {
    ctx.actor
        .account
        .map_or_else(String::new, |account| format!("{account}/"))
}

/// The name an import gives the incident of its rows, so that the next import finds it.
fn incident_id(whose: &str, key: &IncidentKey) -> String {
    format!("import:{whose}{}|{}|{}|{}", key.kind, key.date, key.place, key.country)
        .chars()
        .take(300)
        .collect()
}
