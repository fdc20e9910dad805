//! Rows of imports, and which records each made or changed.

pub mod trial;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{
    Conn, dialect,
    schema::{import_records, imports, records, submissions},
};
use crate::{
    domain::{
        imports::stage::{Content, Import, Rows, Stage},
        records::Shelf,
        refs::Ref,
    },
    error::{Error, Result},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = imports)]
struct Row {
    id: i64,
    reference: String,
    file_name: String,
    sha256: String,
    bytes: i64,
    account_id: i64,
    create_missing: bool,
    shelf: String,
    stage: String,
    rows_total: i64,
    rows_new: i64,
    rows_changed: i64,
    rows_same: i64,
    rows_wrong: i64,
    submission_id: Option<i64>,
    created_at: NaiveDateTime,
    finished_at: Option<NaiveDateTime>,
    mapping: String,
    format: String,
}

#[derive(Insertable)]
#[diesel(table_name = imports)]
struct NewRow<'a> {
    reference: String,
    file_name: &'a str,
    sha256: &'a str,
    bytes: i64,
    account_id: i64,
    create_missing: bool,
    shelf: &'a str,
    stage: &'a str,
    rows_total: i64,
    rows_new: i64,
    rows_changed: i64,
    rows_same: i64,
    rows_wrong: i64,
    report: &'a str,
    problems: &'a str,
    created_at: NaiveDateTime,
    mapping: &'a str,
    format: &'a str,
}

#[derive(Insertable)]
#[diesel(table_name = import_records)]
#[diesel(treat_none_as_default_value = false)]
struct NewPart {
    import_id: i64,
    record_id: i64,
}

impl Row {
    fn into_import(self) -> Result<Import> {
        let unknown = |what: &str| Error::internal(format!("import {}: unknown {what}", self.id));
        Ok(Import {
            id: self.id,
            r#ref: Ref::parse(&self.reference).map_err(|_say| unknown("ref"))?,
            stage: Stage::parse(&self.stage).ok_or_else(|| unknown("stage"))?,
            content: Content::parse(&self.format, &self.shelf).ok_or_else(|| unknown("content"))?,
            file_name: self.file_name,
            sha256: self.sha256,
            bytes: self.bytes,
            account: self.account_id,
            create_missing: self.create_missing,
            rows: Rows {
                total: self.rows_total,
                made: self.rows_new,
                changed: self.rows_changed,
                same: self.rows_same,
                wrong: self.rows_wrong,
            },
            submission: self.submission_id,
            created_at: self.created_at.and_utc(),
            finished_at: self.finished_at.map(|at| at.and_utc()),
            mapping: self.mapping,
        })
    }
}

/// What a new import needs.
#[derive(Debug, Clone)]
pub struct New<'a> {
    /// A fresh reference.
    pub r#ref: Ref,
    /// Name of the file.
    pub file_name: &'a str,
    /// Its SHA-256.
    pub sha256: &'a str,
    /// Its length.
    pub bytes: i64,
    /// Whose it is.
    pub account: i64,
    /// Whether missing makers and weapons are made.
    pub create_missing: bool,
    /// What its file holds.
    pub content: Content,
    /// The mapping that its file is read by, as it is kept; empty for a canonical table and for entities.
    pub mapping: &'a str,
    /// Where it begins.
    pub stage: Stage,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Makes an import.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, new: &New<'_>) -> Result<Import> {
    let row = NewRow {
        reference: new.r#ref.to_string(),
        file_name: new.file_name,
        sha256: new.sha256,
        bytes: new.bytes,
        account_id: new.account,
        create_missing: new.create_missing,
        shelf: new.content.shelf().map_or("", Shelf::as_str),
        stage: new.stage.as_str(),
        rows_total: 0,
        rows_new: 0,
        rows_changed: 0,
        rows_same: 0,
        rows_wrong: 0,
        report: "",
        problems: "",
        created_at: new.at.naive_utc(),
        mapping: new.mapping,
        format: new.content.format(),
    };
    diesel::insert_into(imports::table).values(row).execute(conn)?;
    find(conn, &new.r#ref)
}

/// The import with this reference.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, reference: &Ref) -> Result<Import> {
    imports::table
        .filter(imports::reference.eq(reference.to_string()))
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("imports"))?
        .into_import()
}

/// The import of a row number.
///
/// # Errors
/// `NotFound`.
pub fn get(conn: &mut Conn, id: i64) -> Result<Import> {
    imports::table
        .find(id)
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("imports"))?
        .into_import()
}

/// A person's imports, newest first.
///
/// # Errors
/// Those of the database.
pub fn list_own(conn: &mut Conn, account: i64, limit: i64) -> Result<Vec<Import>> {
    let rows: Vec<Row> = imports::table
        .filter(imports::account_id.eq(account))
        .order(imports::id.desc())
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_import).collect()
}

/// A person's imports that have not come to their end.
///
/// # Errors
/// Those of the database.
pub fn list_open(conn: &mut Conn, account: i64) -> Result<Vec<Import>> {
    let rows: Vec<Row> = imports::table
        .filter(imports::account_id.eq(account))
        .filter(imports::stage.eq_any(open_stages()))
        .order(imports::id)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_import).collect()
}

fn open_stages() -> Vec<&'static str> {
    let open = Stage::ALL.into_iter().filter(|stage| stage.is_open());
    open.map(Stage::as_str).collect()
}

/// Whether an import that has not come to its end still needs the file with this hash.
///
/// # Errors
/// Those of the database.
pub fn needs(conn: &mut Conn, sha256: &str) -> Result<bool> {
    let open = imports::table
        .filter(imports::sha256.eq(sha256))
        .filter(imports::stage.eq_any(open_stages()));
    Ok(diesel::select(diesel::dsl::exists(open)).get_result(conn)?)
}

/// Moves an import from one stage to another; false when it is no longer in the first.
///
/// # Errors
/// Those of the database.
pub fn advance(
    conn: &mut Conn,
    id: i64,
    from: Stage,
    to: Stage,
    create_missing: bool,
    at: DateTime<Utc>,
) -> Result<bool> {
    let there = imports::table.find(id).filter(imports::stage.eq(from.as_str()));
    let ended = (!to.is_open()).then(|| at.naive_utc());
    let moved = diesel::update(there)
        .set((
            imports::stage.eq(to.as_str()),
            imports::create_missing.eq(create_missing),
            imports::finished_at.eq(ended),
        ))
        .execute(conn)?;
    Ok(moved > 0)
}

/// Notes what was found: the figures, what the page shows, and every problem.
///
/// # Errors
/// Those of the database.
pub fn report(conn: &mut Conn, id: i64, rows: Rows, report: &str, problems: &str) -> Result<()> {
    diesel::update(imports::table.find(id))
        .set((
            imports::rows_total.eq(rows.total),
            imports::rows_new.eq(rows.made),
            imports::rows_changed.eq(rows.changed),
            imports::rows_same.eq(rows.same),
            imports::rows_wrong.eq(rows.wrong),
            imports::report.eq(report),
            imports::problems.eq(problems),
        ))
        .execute(conn)?;
    Ok(())
}

/// What [`report()`] noted for the page.
///
/// # Errors
/// Those of the database.
pub fn noted(conn: &mut Conn, id: i64) -> Result<String> {
    Ok(imports::table.find(id).select(imports::report).first(conn)?)
}

/// Every problem that [`report()`] noted.
///
/// # Errors
/// Those of the database.
pub fn problems(conn: &mut Conn, id: i64) -> Result<String> {
    Ok(imports::table.find(id).select(imports::problems).first(conn)?)
}

/// Notes that an import was handed in.
///
/// # Errors
/// Those of the database.
pub fn handed_in(conn: &mut Conn, id: i64, submission: i64) -> Result<()> {
    diesel::update(imports::table.find(id))
        .set(imports::submission_id.eq(submission))
        .execute(conn)?;
    Ok(())
}

/// The reference of a submission.
///
/// # Errors
/// `Internal` when there is none.
pub fn submission(conn: &mut Conn, id: i64) -> Result<Ref> {
    let word: String = submissions::table.find(id).select(submissions::reference).first(conn)?;
    Ref::parse(&word).map_err(|_say| Error::internal(format!("submission {id}: unknown ref")))
}

/// Notes which records an import made or changed.
///
/// # Errors
/// Those of the database.
pub fn keep_records(conn: &mut Conn, import: i64, record_ids: &[i64]) -> Result<()> {
    let mut ids = record_ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    for some in ids.chunks(1_000) {
        let rows: Vec<NewPart> = some
            .iter()
            .map(|record_id| NewPart {
                import_id: import,
                record_id: *record_id,
            })
            .collect();
        dialect::insert_many!(conn, import_records::table, &rows)?;
    }
    Ok(())
}

/// Makes a connection ready for writing very much at once, until [`slow_down`].
///
/// # Errors
/// Those of the database.
pub fn hurry(conn: &mut Conn) -> Result<()> {
    dialect::hurry(conn, true)
}

/// Makes a transaction ready for repeating a few statements very often.
///
/// # Errors
/// Those of the database.
pub fn keep_plans(conn: &mut Conn) -> Result<()> {
    dialect::keep_plans(conn)
}

/// Takes back what [`hurry`] did.
///
/// # Errors
/// Those of the database.
pub fn slow_down(conn: &mut Conn) -> Result<()> {
    dialect::hurry(conn, false)
}

/// A person's imports of which records are still theirs to hand in, newest first, with how many.
///
/// # Errors
/// Those of the database.
pub fn list_on_the_desk(conn: &mut Conn, account: i64) -> Result<Vec<(Import, i64)>> {
    let rows: Vec<(i64, i64)> = import_records::table
        .inner_join(records::table)
        .inner_join(imports::table)
        .filter(imports::account_id.eq(account))
        .filter(records::created_by.eq(account))
        .filter(records::state.eq_any(["draft", "returned"]))
        .group_by(imports::id)
        .order(imports::id.desc())
        .select((imports::id, diesel::dsl::count_star()))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, count)| Ok((get(conn, id)?, count)))
        .collect()
}

/// How many records of an import are still its author's to hand in.
///
/// # Errors
/// Those of the database.
pub fn count_on_the_desk(conn: &mut Conn, import: &Import) -> Result<i64> {
    Ok(import_records::table
        .inner_join(records::table)
        .filter(import_records::import_id.eq(import.id))
        .filter(records::created_by.eq(import.account))
        .filter(records::state.eq_any(["draft", "returned"]))
        .count()
        .get_result(conn)?)
}
