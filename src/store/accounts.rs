//! The accounts' rows, and the count of failures to sign in.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::{prelude::*, upsert::excluded};

use super::{
    Conn,
    dialect::{self, on_each},
    schema::{accounts, sign_in_failures},
};
use crate::{
    domain::{
        access::Role,
        accounts::{Account, NewAccount, fold_email},
        refs::Ref,
    },
    error::{Error, Result},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub(super) struct Row {
    id: i64,
    reference: String,
    email: String,
    name: String,
    role: String,
    password: Option<String>,
    language: String,
    disabled: bool,
    created_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = accounts)]
struct NewRow<'a> {
    reference: String,
    email: &'a str,
    email_folded: String,
    name: &'a str,
    role: &'a str,
    password: Option<&'a str>,
    language: &'a str,
    disabled: bool,
    created_at: NaiveDateTime,
}

impl Row {
    /// The account as the domain knows it.
    ///
    /// # Errors
    /// `Internal` when the row holds a word this program does not know.
    pub(super) fn into_account(self) -> Result<Account> {
        let Row {
            id,
            reference,
            email,
            name,
            role,
            password,
            language,
            disabled,
            created_at,
        } = self;
        let unknown = |what: &str| Error::internal(format!("account {id}: unknown {what}"));
        Ok(Account {
            id,
            r#ref: Ref::parse(&reference).map_err(|_say| unknown("ref"))?,
            email,
            name,
            role: Role::parse(&role).ok_or_else(|| unknown("role"))?,
            language,
            disabled,
            has_password: password.is_some(),
            created_at: created_at.and_utc(),
        })
    }
}

fn one(row: QueryResult<Row>) -> Result<Account> {
    row.optional()?.ok_or(Error::NotFound("accounts"))?.into_account()
}

/// Holds back every other change of who may sign in, until the transaction ends: two administrators
/// must not shut each other out at the same moment, nor two first administrators arrive.
///
/// # Errors
/// Those of the database.
pub fn hold(conn: &mut Conn) -> Result<()> {
    dialect::hold_accounts(conn)
}

/// The account with this row number.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, id: i64) -> Result<Account> {
    one(accounts::table.find(id).select(Row::as_select()).first(conn))
}

/// The account with this reference.
///
/// # Errors
/// `NotFound`.
pub fn find_ref(conn: &mut Conn, r#ref: &Ref) -> Result<Account> {
    one(accounts::table
        .filter(accounts::reference.eq(r#ref.to_string()))
        .select(Row::as_select())
        .first(conn))
}

/// The account with this address, however it is capitalised.
///
/// # Errors
/// `NotFound`.
pub fn find_email(conn: &mut Conn, email: &str) -> Result<Account> {
    one(accounts::table
        .filter(accounts::email_folded.eq(fold_email(email)))
        .select(Row::as_select())
        .first(conn))
}

/// The stored hash of an account's password, if one was set.
///
/// # Errors
/// `NotFound`.
pub fn password(conn: &mut Conn, id: i64) -> Result<Option<String>> {
    accounts::table
        .find(id)
        .select(accounts::password)
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound("accounts"))
}

/// All accounts, by address.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn) -> Result<Vec<Account>> {
    let rows: Vec<Row> = accounts::table
        .order(accounts::email_folded.asc())
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_account).collect()
}

/// True when there is any account.
///
/// # Errors
/// Those of the database.
pub fn any(conn: &mut Conn) -> Result<bool> {
    let first: Option<i64> = accounts::table.select(accounts::id).first(conn).optional()?;
    Ok(first.is_some())
}

/// True when a person other than `id` can sign in as an administrator.
///
/// # Errors
/// Those of the database.
pub fn has_other_admin(conn: &mut Conn, id: i64) -> Result<bool> {
    let other: Option<i64> = accounts::table
        .filter(accounts::id.ne(id))
        .filter(accounts::role.eq(Role::Admin.as_str()))
        .filter(accounts::disabled.eq(false))
        .filter(accounts::password.is_not_null())
        .select(accounts::id)
        .first(conn)
        .optional()?;
    Ok(other.is_some())
}

/// Writes a new account.
///
/// # Errors
/// `Taken("email")`.
pub fn insert(
    conn: &mut Conn,
    r#ref: &Ref,
    new: &NewAccount,
    password: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Account> {
    let NewAccount {
        email,
        name,
        role,
        language,
    } = new;
    let id: i64 = diesel::insert_into(accounts::table)
        .values(NewRow {
            reference: r#ref.to_string(),
            email,
            email_folded: fold_email(email),
            name,
            role: role.as_str(),
            password,
            language,
            disabled: false,
            created_at: now.naive_utc(),
        })
        .returning(accounts::id)
        .get_result(conn)
        .map_err(|cause| match Error::from(cause) {
            Error::Taken(field) if field == "email_folded" => Error::Taken("email".to_owned()),
            other => other,
        })?;
    find(conn, id)
}

/// Changes role, language and whether the account is shut.
///
/// # Errors
/// Those of the database.
pub fn update(conn: &mut Conn, account: &Account) -> Result<()> {
    diesel::update(accounts::table.find(account.id))
        .set((
            accounts::role.eq(account.role.as_str()),
            accounts::language.eq(&account.language),
            accounts::disabled.eq(account.disabled),
        ))
        .execute(conn)?;
    Ok(())
}

/// Sets the hash of the password.
///
/// # Errors
/// Those of the database.
pub fn set_password(conn: &mut Conn, id: i64, hash: &str) -> Result<()> {
    diesel::update(accounts::table.find(id))
        .set(accounts::password.eq(hash))
        .execute(conn)?;
    Ok(())
}

/// Until when nobody may try to sign in under this name, if that is after `now`.
///
/// # Errors
/// Those of the database.
pub fn locked_until(conn: &mut Conn, who: &str, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    let until: Option<Option<NaiveDateTime>> = sign_in_failures::table
        .find(who)
        .select(sign_in_failures::locked_until)
        .first(conn)
        .optional()?;
    Ok(until
        .flatten()
        .map(|until| until.and_utc())
        .filter(|until| *until > now))
}

/// Counts one more failure and returns how many there are now. Names that failed long ago are forgotten
/// first, so that the table stays small whatever strangers type.
///
/// # Errors
/// Those of the database.
pub fn count_failure(conn: &mut Conn, who: &str, now: DateTime<Utc>, forget: Duration) -> Result<i32> {
    diesel::delete(sign_in_failures::table.filter(sign_in_failures::last_at.lt((now - forget).naive_utc())))
        .execute(conn)?;
    let row = (
        sign_in_failures::who.eq(who),
        sign_in_failures::failures.eq(1),
        sign_in_failures::last_at.eq(now.naive_utc()),
    );
    Ok(on_each!(conn, c => diesel::insert_into(sign_in_failures::table)
        .values(row)
        .on_conflict(sign_in_failures::who)
        .do_update()
        .set((
            sign_in_failures::failures.eq(sign_in_failures::failures + 1),
            sign_in_failures::last_at.eq(excluded(sign_in_failures::last_at)),
        ))
        .returning(sign_in_failures::failures)
        .get_result(c)?))
}

/// Refuses every try under this name until then.
///
/// # Errors
/// Those of the database.
pub fn lock(conn: &mut Conn, who: &str, until: DateTime<Utc>) -> Result<()> {
    diesel::update(sign_in_failures::table.find(who))
        .set(sign_in_failures::locked_until.eq(until.naive_utc()))
        .execute(conn)?;
    Ok(())
}

/// Forgets the failures under this name.
///
/// # Errors
/// Those of the database.
pub fn forgive(conn: &mut Conn, who: &str) -> Result<()> {
    diesel::delete(sign_in_failures::table.find(who)).execute(conn)?;
    Ok(())
}
