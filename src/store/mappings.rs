//! Rows of saved mappings, and of the files that wait for theirs.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{
    Conn,
    schema::{mappings, provider_files},
};
use crate::{
    domain::{
        imports::mapping::saved::{Saved, Waiting},
        refs::Ref,
    },
    error::{Error, Result},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = mappings)]
struct Row {
    id: i64,
    reference: String,
    name: String,
    version: i32,
    fields: String,
    account_id: Option<i64>,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = mappings)]
struct NewRow<'a> {
    reference: String,
    name: &'a str,
    name_folded: &'a str,
    version: i32,
    fields: &'a str,
    account_id: Option<i64>,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = provider_files)]
struct FileRow {
    id: i64,
    reference: String,
    account_id: i64,
    file_name: String,
    sha256: String,
    bytes: i64,
    created_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = provider_files)]
struct NewFileRow<'a> {
    reference: String,
    account_id: i64,
    file_name: &'a str,
    sha256: &'a str,
    bytes: i64,
    created_at: NaiveDateTime,
}

impl Row {
    fn into_saved(self) -> Result<Saved> {
        let unknown = |_say| Error::internal(format!("mapping {}: unknown ref", self.id));
        Ok(Saved {
            id: self.id,
            r#ref: Ref::parse(&self.reference).map_err(unknown)?,
            name: self.name,
            version: self.version,
            kept: self.fields,
            account: self.account_id,
            created_at: self.created_at.and_utc(),
            updated_at: self.updated_at.and_utc(),
        })
    }
}

impl FileRow {
    fn into_waiting(self) -> Result<Waiting> {
        let unknown = |_say| Error::internal(format!("provider file {}: unknown ref", self.id));
        Ok(Waiting {
            id: self.id,
            r#ref: Ref::parse(&self.reference).map_err(unknown)?,
            account: self.account_id,
            file_name: self.file_name,
            sha256: self.sha256,
            bytes: self.bytes,
            created_at: self.created_at.and_utc(),
        })
    }
}

/// All mappings by name, at most so many.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, most: i64) -> Result<Vec<Saved>> {
    let rows: Vec<Row> = mappings::table
        .order((mappings::name_folded, mappings::id))
        .limit(most)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_saved).collect()
}

/// The mapping with this reference.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, reference: &Ref) -> Result<Saved> {
    mappings::table
        .filter(mappings::reference.eq(reference.to_string()))
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("mappings"))
        .and_then(Row::into_saved)
}

/// The mapping with this folded name.
///
/// # Errors
/// Those of the database.
pub fn find_named(conn: &mut Conn, folded: &str) -> Result<Option<Saved>> {
    mappings::table
        .filter(mappings::name_folded.eq(folded))
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .map(Row::into_saved)
        .transpose()
}

/// What is written of a mapping.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// The provider's name.
    pub name: &'a str,
    /// The same, folded.
    pub folded: &'a str,
    /// The mapping as it is kept.
    pub kept: &'a str,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Makes a mapping.
///
/// # Errors
/// `Taken` for a name in use.
pub fn insert(conn: &mut Conn, reference: &Ref, account: Option<i64>, new: New<'_>) -> Result<Saved> {
    let row = NewRow {
        reference: reference.to_string(),
        name: new.name,
        name_folded: new.folded,
        version: 1,
        fields: new.kept,
        account_id: account,
        created_at: new.at.naive_utc(),
        updated_at: new.at.naive_utc(),
    };
    diesel::insert_into(mappings::table).values(row).execute(conn)?;
    find(conn, reference)
}

/// Writes the next version of a mapping; false when it is no longer the one that was read.
///
/// # Errors
/// `Taken` for a name in use.
pub fn update(conn: &mut Conn, saved: &Saved, new: New<'_>) -> Result<bool> {
    let changed = diesel::update(
        mappings::table
            .find(saved.id)
            .filter(mappings::version.eq(saved.version)),
    )
    .set((
        mappings::name.eq(new.name),
        mappings::name_folded.eq(new.folded),
        mappings::fields.eq(new.kept),
        mappings::version.eq(saved.version + 1),
        mappings::updated_at.eq(new.at.naive_utc()),
    ))
    .execute(conn)?;
    Ok(changed == 1)
}

/// Removes a mapping; imports keep theirs.
///
/// # Errors
/// Those of the database.
pub fn delete(conn: &mut Conn, id: i64) -> Result<()> {
    diesel::delete(mappings::table.find(id)).execute(conn)?;
    Ok(())
}

/// Keeps a file that waits for its mapping.
///
/// # Errors
/// Those of the database.
pub fn insert_file(conn: &mut Conn, waiting: &Waiting) -> Result<Waiting> {
    let row = NewFileRow {
        reference: waiting.r#ref.to_string(),
        account_id: waiting.account,
        file_name: &waiting.file_name,
        sha256: &waiting.sha256,
        bytes: waiting.bytes,
        created_at: waiting.created_at.naive_utc(),
    };
    diesel::insert_into(provider_files::table).values(row).execute(conn)?;
    find_file(conn, &waiting.r#ref)
}

/// The file with this reference.
///
/// # Errors
/// `NotFound`.
pub fn find_file(conn: &mut Conn, reference: &Ref) -> Result<Waiting> {
    provider_files::table
        .filter(provider_files::reference.eq(reference.to_string()))
        .select(FileRow::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("mappings"))
        .and_then(FileRow::into_waiting)
}

/// A person's files, newest first.
///
/// # Errors
/// Those of the database.
pub fn list_files(conn: &mut Conn, account: i64) -> Result<Vec<Waiting>> {
    let rows: Vec<FileRow> = provider_files::table
        .filter(provider_files::account_id.eq(account))
        .order(provider_files::id.desc())
        .limit(100)
        .select(FileRow::as_select())
        .load(conn)?;
    rows.into_iter().map(FileRow::into_waiting).collect()
}

/// Lets go of a file.
///
/// # Errors
/// Those of the database.
pub fn delete_file(conn: &mut Conn, id: i64) -> Result<()> {
    diesel::delete(provider_files::table.find(id)).execute(conn)?;
    Ok(())
}

/// Lets go of the files that have waited since before this moment.
///
/// # Errors
/// Those of the database.
pub fn forget_files(conn: &mut Conn, before: DateTime<Utc>) -> Result<()> {
    let old = provider_files::table.filter(provider_files::created_at.lt(before.naive_utc()));
    diesel::delete(old).execute(conn)?;
    Ok(())
}

/// Whether a person's file with this hash still waits.
///
/// # Errors
/// Those of the database.
pub fn needs(conn: &mut Conn, sha256: &str) -> Result<bool> {
    let waiting = provider_files::table.filter(provider_files::sha256.eq(sha256));
    Ok(diesel::select(diesel::dsl::exists(waiting)).get_result(conn)?)
}
