//! What a very large import put off and somebody has to pay off.

use chrono::{DateTime, Duration, Utc};

use crate::{
    error::Result,
    store::{self, Conn},
};

/// Whether a very large import was interrupted before it paid off what it had put off: nobody has worked on that for a minute.
///
/// # Errors
/// Those of the database.
pub fn owes(conn: &mut Conn, now: DateTime<Utc>) -> Result<bool> {
    let touched = store::owed::touched(conn)?;
    Ok(touched.is_some_and(|at| at < now - Duration::seconds(60)))
}

/// Does a part of what an interrupted import put off, unless somebody has taken it up since `now`; false when nothing is left to do.
///
/// # Errors
/// Those of the database.
pub fn pay_off_left(conn: &mut Conn, now: DateTime<Utc>) -> Result<bool> {
    let taken_up = store::owed::touched(conn)?.is_some_and(|at| at > now);
    Ok(!taken_up && store::owed::pay_off(conn, now)?)
}

/// Does a part of what a very large import put off; false when nothing is left. Nothing of the catalogue changes, so anyone may,
/// and the log tells nothing.
///
/// # Errors
/// Those of the database.
pub fn pay_off(conn: &mut Conn, now: DateTime<Utc>) -> Result<bool> {
    store::owed::pay_off(conn, now)
}
