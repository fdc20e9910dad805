//! API tokens, found by the hash of their secret. A revoked one stays as a row, so that the log's words
//! about it keep a subject.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{
    Conn,
    accounts::Row as AccountRow,
    schema::{accounts, tokens},
};
use crate::{
    domain::accounts::{Account, Token},
    error::{Error, Result},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = tokens)]
struct Row {
    id: i64,
    account_id: i64,
    name: String,
    read_only: bool,
    created_at: NaiveDateTime,
    expires_at: Option<NaiveDateTime>,
    used_at: Option<NaiveDateTime>,
}

#[derive(Insertable)]
#[diesel(table_name = tokens)]
struct NewRow<'a> {
    hash: &'a str,
    account_id: i64,
    name: &'a str,
    read_only: bool,
    created_at: NaiveDateTime,
    expires_at: Option<NaiveDateTime>,
}

impl Row {
    fn into_token(self) -> Token {
        let Row {
            id,
            account_id,
            name,
            read_only,
            created_at,
            expires_at,
            used_at,
        } = self;
        Token {
            id,
            account: account_id,
            name,
            read_only,
            created_at: created_at.and_utc(),
            expires_at: expires_at.map(|at| at.and_utc()),
            used_at: used_at.map(|at| at.and_utc()),
        }
    }
}

/// The live token with this hash and the account it acts for, unless that is shut.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, hash: &str, now: DateTime<Utc>) -> Result<(Token, Account)> {
    let (token, account): (Row, AccountRow) = tokens::table
        .inner_join(accounts::table)
        .filter(tokens::hash.eq(hash))
        .filter(tokens::revoked_at.is_null())
        .filter(accounts::disabled.eq(false))
        .select((Row::as_select(), AccountRow::as_select()))
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("tokens"))?;
    let token = token.into_token();
    if token.expires_at.is_some_and(|end| end <= now) {
        return Err(Error::NotFound("tokens"));
    }
    Ok((token, account.into_account()?))
}

/// An account's tokens that are not revoked, the newest first; expired ones too, so that their owner
/// learns why a program stopped.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, account: i64) -> Result<Vec<Token>> {
    let rows: Vec<Row> = tokens::table
        .filter(tokens::account_id.eq(account))
        .filter(tokens::revoked_at.is_null())
        .order(tokens::id.desc())
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Row::into_token).collect())
}

/// Writes a new token; its number is given by the database.
///
/// # Errors
/// Those of the database.
pub fn insert(conn: &mut Conn, hash: &str, token: &Token) -> Result<Token> {
    let Token {
        id: _,
        account,
        name,
        read_only,
        created_at,
        expires_at,
        used_at: _,
    } = token;
    let id = diesel::insert_into(tokens::table)
        .values(NewRow {
            hash,
            account_id: *account,
            name,
            read_only: *read_only,
            created_at: created_at.naive_utc(),
            expires_at: expires_at.map(|at| at.naive_utc()),
        })
        .returning(tokens::id)
        .get_result(conn)?;
    Ok(Token { id, ..token.clone() })
}

/// Notes that a token was used.
///
/// # Errors
/// Those of the database.
pub fn update(conn: &mut Conn, id: i64, used: DateTime<Utc>) -> Result<()> {
    diesel::update(tokens::table.find(id))
        .set(tokens::used_at.eq(used.naive_utc()))
        .execute(conn)?;
    Ok(())
}

/// Revokes a token of an account and returns its name.
///
/// # Errors
/// `NotFound` when the account has no live token with this number.
pub fn delete(conn: &mut Conn, account: i64, id: i64, now: DateTime<Utc>) -> Result<String> {
    diesel::update(
        tokens::table
            .filter(tokens::id.eq(id))
            .filter(tokens::account_id.eq(account))
            .filter(tokens::revoked_at.is_null()),
    )
    .set(tokens::revoked_at.eq(now.naive_utc()))
    .returning(tokens::name)
    .get_result(conn)
    .optional()?
    .ok_or(Error::NotFound("tokens"))
}
