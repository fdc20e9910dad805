//! One-time links (table `links`), found by the hash of their secret.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{Conn, schema::links};
use crate::{
    domain::accounts::Purpose,
    error::{Error, Result},
};

#[derive(Insertable)]
#[diesel(table_name = links)]
struct NewRow<'a> {
    hash: &'a str,
    account_id: Option<i64>,
    purpose: &'a str,
    created_at: NaiveDateTime,
    expires_at: NaiveDateTime,
}

/// What a live link opens, and for which account.
///
/// # Errors
/// `NotFound` when there is none, or it was used, or its time is over.
pub fn find(conn: &mut Conn, hash: &str, now: DateTime<Utc>) -> Result<(Purpose, Option<i64>)> {
    let found: Option<(String, Option<i64>)> = links::table
        .filter(links::hash.eq(hash))
        .filter(links::used_at.is_null())
        .filter(links::expires_at.gt(now.naive_utc()))
        .select((links::purpose, links::account_id))
        .first(conn)
        .optional()?;
    let (purpose, account) = found.ok_or(Error::NotFound("links"))?;
    let purpose =
        Purpose::parse(&purpose).ok_or_else(|| Error::internal(format!("link: unknown purpose {purpose:?}")))?;
    Ok((purpose, account))
}

/// Uses a live link up. In one statement, so that of two who follow it at the same moment only one gets in.
///
/// # Errors
/// `NotFound` when there is none for this purpose, or it was used, or its time is over.
pub fn take(conn: &mut Conn, hash: &str, purpose: Purpose, now: DateTime<Utc>) -> Result<Option<i64>> {
    let taken: Option<Option<i64>> = diesel::update(
        links::table
            .filter(links::hash.eq(hash))
            .filter(links::purpose.eq(purpose.as_str()))
            .filter(links::used_at.is_null())
            .filter(links::expires_at.gt(now.naive_utc())),
    )
    .set(links::used_at.eq(now.naive_utc()))
    .returning(links::account_id)
    .get_result(conn)
    .optional()?;
    taken.ok_or(Error::NotFound("links"))
}

/// Writes a new link.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, hash: &str, account: Option<i64>, purpose: Purpose, now: DateTime<Utc>) -> Result<()> {
    diesel::insert_into(links::table)
        .values(NewRow {
            hash,
            account_id: account,
            purpose: purpose.as_str(),
            created_at: now.naive_utc(),
            expires_at: (now + purpose.life()).naive_utc(),
        })
        .execute(conn)?;
    Ok(())
}

/// Makes all unused links of an account useless; with a purpose, only those.
///
/// # Errors
/// Those of the database.
pub fn delete_unused(conn: &mut Conn, account: i64, purpose: Option<Purpose>) -> Result<()> {
    let unused = links::table
        .filter(links::account_id.eq(account))
        .filter(links::used_at.is_null());
    match purpose {
        Some(purpose) => diesel::delete(unused.filter(links::purpose.eq(purpose.as_str()))).execute(conn)?,
        None => diesel::delete(unused).execute(conn)?,
    };
    Ok(())
}
