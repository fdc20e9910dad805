//! Going back: an earlier state as a new version, and taking a record out.

use super::{
    Keep, apply,
    reading::{standing, tell},
    transition,
};
use crate::{
    domain::{
        access::Action,
        records::{Head, State},
        refs::Ref,
    },
    error::{Error, Result, Say},
    service::{Ctx, audit},
    store::{self, Conn},
};

/// Brings a record back to what an earlier log entry says it was, as a new version.
///
/// # Errors
/// As [`super::revise`]; `NotFound` when the entry is not one of this record's.
pub fn revert<T: Keep>(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref, version: i32, entry: i64, why: &str) -> Result<Head> {
    ctx.actor.must(Action::Review)?;
    let head = standing::<T>(conn, ctx, r#ref)?;
    if head.version != version {
        return Err(Error::Stale);
    }
    let then = store::audit::of_subject(conn, head.id)?
        .into_iter()
        .find(|past| past.id == entry)
        .and_then(|past| past.what.after)
        .ok_or(Error::NotFound("audit"))?;
    let then = audit::from_json(&then)?;
    let mut input = tell::<T>(conn, &head)?;
    // Fields that were empty then are not in the log, so every field of now is emptied first.
    let names: Vec<String> = input.iter().map(|(name, _)| name.to_owned()).collect();
    for name in names {
        input.set(&name, then.get(&name));
    }
    // Opening and closing a record is a decision of its own, not a matter of its text.
    for name in ["release", "field_releases", "state"] {
        input.remove(name);
    }
    apply::<T>(conn, ctx, &head, &input, why, "revert")
}

/// Takes a record out of the catalogue; the record, its reference and its history stay.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`, `Invalid` without a reason.
pub fn withdraw<T: Keep>(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref, version: i32, why: &str) -> Result<Head> {
    ctx.actor.must(Action::Write)?;
    let head = standing::<T>(conn, ctx, r#ref)?;
    let own_draft = matches!(head.state, State::Draft | State::Returned) && head.created_by == ctx.actor.account;
    if !own_draft {
        ctx.actor.must(Action::Review)?;
    }
    if head.version != version {
        return Err(Error::Stale);
    }
    if why.trim().is_empty() {
        return Err(Error::invalid("why", Say::new("required")));
    }
    let next = Head {
        state: State::Withdrawn,
        ..head
    };
    transition::<T>(conn, ctx, &next, why.trim(), "withdraw")
}
