//! Writing that may turn out to be in vain.

use diesel::{Connection, result::Error as SqlError};

use crate::{
    error::{Error, Result},
    store::Conn,
};

/// Does work that says whether what it wrote is to stay; if not, and when it fails, the transaction goes on as if it had written
/// nothing.
///
/// # Errors
/// What `work` returns; those of the database.
pub fn attempt<T>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<(T, bool)>) -> Result<T> {
    let mut done = Err(Error::internal("an attempt that was never made"));
    let ended = conn.transaction(|conn| {
        let (outcome, stays) = match work(conn) {
            Ok((outcome, stays)) => (Ok(outcome), stays),
            Err(failure) => (Err(failure), false),
        };
        done = outcome;
        match stays {
            true => Ok(()),
            false => Err(SqlError::RollbackTransaction),
        }
    });
    match ended {
        Ok(()) | Err(SqlError::RollbackTransaction) => done,
        Err(cause) => Err(cause.into()),
    }
}
