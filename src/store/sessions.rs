//! Signed-in browsers, found by the hash of their secret.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{
    Conn,
    accounts::Row as AccountRow,
    schema::{accounts, sessions},
};
use crate::{
    domain::accounts::{Account, Session},
    error::{Error, Result},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions)]
struct Row {
    id: i64,
    csrf: String,
    account_id: i64,
    agent: String,
    created_at: NaiveDateTime,
    seen_at: NaiveDateTime,
    expires_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = sessions)]
struct NewRow<'a> {
    hash: &'a str,
    csrf: &'a str,
    account_id: i64,
    agent: &'a str,
    created_at: NaiveDateTime,
    seen_at: NaiveDateTime,
    expires_at: NaiveDateTime,
}

impl Row {
    fn into_session(self) -> Session {
        let Row {
            id,
            csrf,
            account_id,
            agent,
            created_at,
            seen_at,
            expires_at,
        } = self;
        Session {
            id,
            account: account_id,
            csrf,
            agent,
            created_at: created_at.and_utc(),
            seen_at: seen_at.and_utc(),
            expires_at: expires_at.and_utc(),
        }
    }
}

/// The live session with this hash and the account it signs in, unless that is shut.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, hash: &str, now: DateTime<Utc>) -> Result<(Session, Account)> {
    let (session, account): (Row, AccountRow) = sessions::table
        .inner_join(accounts::table)
        .filter(sessions::hash.eq(hash))
        .filter(sessions::expires_at.gt(now.naive_utc()))
        .filter(accounts::disabled.eq(false))
        .select((Row::as_select(), AccountRow::as_select()))
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("sessions"))?;
    Ok((session.into_session(), account.into_account()?))
}

/// An account's live sessions, the last used first.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, account: i64, now: DateTime<Utc>) -> Result<Vec<Session>> {
    let rows: Vec<Row> = sessions::table
        .filter(sessions::account_id.eq(account))
        .filter(sessions::expires_at.gt(now.naive_utc()))
        .order((sessions::seen_at.desc(), sessions::id.desc()))
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Row::into_session).collect())
}

/// Writes a new session; its number is given by the database.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, hash: &str, session: &Session) -> Result<Session> {
    let Session {
        id: _,
        account,
        csrf,
        agent,
        created_at,
        seen_at,
        expires_at,
    } = session;
    let id = diesel::insert_into(sessions::table)
        .values(NewRow {
            hash,
            csrf,
            account_id: *account,
            agent,
            created_at: created_at.naive_utc(),
            seen_at: seen_at.naive_utc(),
            expires_at: expires_at.naive_utc(),
        })
        .returning(sessions::id)
        .get_result(conn)?;
    Ok(Session { id, ..session.clone() })
}

/// Notes that a session was used.
///
/// # Errors
/// Those of the database.
pub fn update(conn: &mut Conn, id: i64, seen: DateTime<Utc>, expires: DateTime<Utc>) -> Result<()> {
    diesel::update(sessions::table.find(id))
        .set((
            sessions::seen_at.eq(seen.naive_utc()),
            sessions::expires_at.eq(expires.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends one session of an account; false when it has none with this number.
///
/// # Errors
/// Those of the database.
pub fn delete(conn: &mut Conn, account: i64, id: i64) -> Result<bool> {
    let gone = diesel::delete(
        sessions::table
            .filter(sessions::id.eq(id))
            .filter(sessions::account_id.eq(account)),
    )
    .execute(conn)?;
    Ok(gone > 0)
}

/// Ends all sessions of an account but one; returns how many.
///
/// # Errors
/// Those of the database.
pub fn delete_all(conn: &mut Conn, account: i64, but: Option<i64>) -> Result<usize> {
    Ok(diesel::delete(
        sessions::table
            .filter(sessions::account_id.eq(account))
            .filter(sessions::id.ne(but.unwrap_or_default())),
    )
    .execute(conn)?)
}

/// Removes an account's sessions that are over.
///
/// # Errors
/// Those of the database.
pub fn delete_expired(conn: &mut Conn, account: i64, now: DateTime<Utc>) -> Result<()> {
    diesel::delete(
        sessions::table
            .filter(sessions::account_id.eq(account))
            .filter(sessions::expires_at.le(now.naive_utc())),
    )
    .execute(conn)?;
    Ok(())
}
