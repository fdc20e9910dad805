//! Moving a record from one state to the next: handed in, accepted, sent back, taken out.

use super::{
    Keep,
    reading::tell,
    writing::{carry, settle},
};
use crate::{
    domain::{
        fields::Fields,
        records::{Head, State},
    },
    error::Result,
    service::{Ctx, audit},
    store::{self, Conn},
};

/// Asks the shelf once more whether a record may enter the catalogue.
pub(in crate::service) fn admit<T: Keep>(conn: &mut Conn, ctx: &Ctx, head: &Head) -> Result<()> {
    let record = T::load(conn, head.clone())?;
    T::admit(conn, ctx, &record)
}

/// Moves a record to another state or release level. Not for handlers.
pub(in crate::service) fn transition<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    next: &Head,
    why: &str,
    action: &str,
) -> Result<Head> {
    let step = step::<T>(conn, ctx, next)?;
    step.log(conn, ctx, why, action)
}

/// A move that is made but not yet in the log.
pub(in crate::service) struct Step {
    head: Head,
    before: Fields,
    after: Fields,
}

impl Step {
    /// Writes the move to the log.
    pub(in crate::service) fn log(self, conn: &mut Conn, ctx: &Ctx, why: &str, action: &str) -> Result<Head> {
        let act = audit::Act {
            before: Some(self.before),
            after: Some(self.after),
            reason: why,
            ..audit::Act::on(action, &self.head)
        };
        audit::record(conn, ctx, act)?;
        Ok(self.head)
    }
}

/// The first half of [`transition`]. Whoever moves several records makes all steps before the first is logged:
/// on PostgreSQL the log holds other writers back, and one of those may hold a record that is still to be moved.
pub(in crate::service) fn step<T: Keep>(conn: &mut Conn, ctx: &Ctx, next: &Head) -> Result<Step> {
    let now = store::records::get(conn, next.id)?;
    let before = tell::<T>(conn, &now)?;
    let next = store::records::advance(conn, next, ctx.now)?;
    if next.state == State::Accepted && now.state != State::Accepted {
        admit::<T>(conn, ctx, &next)?;
    }
    let (head, after) = settle::<T>(conn, next)?;
    carry(conn, &now, &head)?;
    Ok(Step { head, before, after })
}
