//! How far the reading is, and the marks that other rules read otherwise, for reviewers.

use std::collections::HashMap;

use crate::{
    domain::{
        access::Action,
        fields::Fields,
        markings::Marking,
        readings::Decision,
        records::Cursor,
        release::{self, Released},
        rereadings::{Change, Walk},
        review,
    },
    error::{Error, Result},
    service::{Ctx, audit, readings},
    store::{self, Conn},
};

/// How far the reading is.
#[derive(Debug, Clone)]
pub struct Progress {
    /// The newest walk over all marks.
    pub walk: Option<Walk>,
    /// Marks that were written and wait to be read.
    pub waiting: i64,
    /// Changes that nobody has looked at.
    pub changes: i64,
}

/// How far the reading is, for reviewers.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`.
pub fn progress(conn: &mut Conn, ctx: &Ctx) -> Result<Progress> {
    ctx.actor.must(Action::Review)?;
    Ok(Progress {
        walk: store::rereadings::walk(conn)?,
        waiting: store::rereadings::count_asked(conn)?,
        changes: store::rereadings::count_changes(conn)?,
    })
}

/// A mark that is read otherwise than before.
#[derive(Debug, Clone)]
pub struct Differing {
    /// What changed.
    pub change: Change,
    /// The mark.
    pub mark: Released<Marking>,
    /// What was decided about it.
    pub decisions: Vec<Released<Decision>>,
}

/// A page of the changes that nobody has looked at, those of marks with decisions first.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`; those of the database.
pub fn differing(
    conn: &mut Conn,
    ctx: &Ctx,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<(Vec<Differing>, Option<Cursor>)> {
    ctx.actor.must(Action::Review)?;
    let wanted = i64::try_from(limit + 1).map_err(Error::internal)?;
    let place = after.map(|after| (after.sort == "decided", after.id));
    let mut changes = store::rereadings::changes(conn, place, wanted)?;
    let more = changes.len() > limit;
    changes.truncate(limit);
    let next = changes.last().filter(|_| more).map(|change| Cursor {
        sort: if change.decided { "decided" } else { "" }.to_owned(),
        id: change.id,
    });
    let ids: Vec<i64> = changes.iter().map(|change| change.mark).collect();
    let marks = release::release_all(store::markings::list(conn, &ids)?, &ctx.actor);
    let mut marks: HashMap<i64, Released<Marking>> = marks.into_iter().map(|mark| (mark.head.id, mark)).collect();
    let mut decisions = readings::decided(conn, ctx, &ids)?;
    let differing = changes.into_iter().filter_map(|change| {
        Some(Differing {
            mark: marks.remove(&change.mark)?,
            decisions: decisions.remove(&change.mark).unwrap_or_default(),
            change,
        })
    });
    Ok((differing.collect(), next))
}

/// Notes that a reviewer has looked at a change.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`; `NotFound` when there is none, or another has looked at it; `Invalid` for a note that
/// cannot be kept.
pub fn see(conn: &mut Conn, ctx: &Ctx, id: i64, note: &str) -> Result<()> {
    ctx.actor.must(Action::Review)?;
    let note = review::remark(note).map_err(|say| Error::invalid("note", say))?;
    let missing = || Error::NotFound("rereadings");
    let change = store::rereadings::change(conn, id)?.ok_or_else(missing)?;
    if !store::rereadings::see(conn, id, ctx.actor.account, &note, ctx.now)? {
        return Err(missing());
    }
    let mark = store::records::get(conn, change.mark)?;
    let told = |shown: &str| Fields::new().with("shown", shown);
    let act = audit::Act {
        action: "see",
        shelf: "rereadings",
        subject: mark.r#ref.to_string(),
        reason: &note,
        before: Some(told(&change.before)),
        after: Some(told(&change.after)),
        ..audit::Act::default()
    };
    audit::record(conn, ctx, act)
}
