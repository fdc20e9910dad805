//! What becomes of handed-in records: in the catalogue at a release level, or back to their author.

use std::collections::HashMap;

use crate::{
    domain::{
        access::Action,
        records::{Head, Record, State},
        release::{self, FieldReleases, Release},
        review::{Ruling, Standing, Submission, Verdict},
    },
    error::{Error, Problems, Result, Say},
    service::{
        Ctx,
        records::{Keep, on_shelf},
        review::{already, own},
        submissions::{log, move_all},
    },
    store::{self, Conn},
};

/// Accepts the records of a submission, each at its release level, or sends them back with a reason; single
/// records may be ruled on apart from the others.
///
/// # Errors
/// `Forbidden` for one's own; `Conflict` when it has been decided; `Unversioned`, `Stale` when a record is not
/// the one the reviewer saw; `Invalid` without a reason for sending back, or for a level beyond a field's limit.
pub(super) fn decide(conn: &mut Conn, ctx: &Ctx, submission: &Submission, verdict: &Verdict) -> Result<()> {
    ctx.actor.must(Action::Review)?;
    let slip = &submission.slip;
    let ids = store::submissions::records_of(conn, slip.id)?;
    let mut heads: Vec<Head> = store::records::get_all(conn, &ids)?.into_values().collect();
    heads.sort_by_key(|head| head.id);
    let made = |head: &Head| ctx.actor.account.is_some() && head.created_by == ctx.actor.account;
    if own(ctx, slip) || heads.iter().any(made) {
        return Err(Error::Forbidden("forbidden-review-own"));
    }
    strangers(verdict, &heads)?;
    heads.retain(|head| head.state == State::Submitted);
    let returns = !verdict.accept || heads.iter().any(|head| !verdict.accepts(head.r#ref));
    let standing = match returns {
        true => Standing::Returned,
        false => Standing::Accepted,
    };
    let reason = verdict.reason.as_str();
    if !store::submissions::close(conn, slip.id, standing, ctx.actor.account, ctx.now, reason)? {
        let slip = store::submissions::find(conn, &slip.r#ref)?.slip;
        return Err(already(conn, &slip)?);
    }
    if returns && reason.is_empty() {
        return Err(Error::invalid("reason", Say::new("review-reason-required")));
    }
    let mut problems = Problems::new();
    let mut next = Vec::with_capacity(heads.len());
    for head in heads {
        let ruling = verdict.on(head.r#ref);
        next.push(on_shelf!(head.shelf, T => ruled::<T>(head, &ruling, &mut problems))?);
    }
    problems.done()?;
    let told = move_all(conn, ctx, next, |head| match head.state {
        State::Accepted => ("accept", reason),
        _ => ("return", reason),
    })?;
    let action = if returns { "return" } else { "accept" };
    log(conn, ctx, action, submission, reason, &told)
}

/// Refuses a ruling on a record that is not under review here: it was meant for another one.
pub(super) fn strangers(verdict: &Verdict, heads: &[Head]) -> Result<()> {
    let mut problems = Problems::new();
    for r#ref in verdict
        .refs()
        .filter(|named| heads.iter().all(|head| head.r#ref != *named))
    {
        problems.add("records", Say::new("review-not-here").with("ref", r#ref));
    }
    problems.done()
}

/// What a ruling makes of a record.
fn ruled<T: Keep>(head: Head, ruling: &Ruling, problems: &mut Problems) -> Result<Head> {
    if ruling.accept != Some(true) {
        return Ok(Head {
            state: State::Returned,
            ..head
        });
    }
    match ruling.version {
        None => return Err(Error::Unversioned),
        Some(seen) if seen != head.version => return Err(Error::Stale),
        Some(_) => {}
    }
    let field_releases = levels::<T>(&head, ruling, problems);
    Ok(Head {
        state: State::Accepted,
        release: ruling.release.unwrap_or(head.release),
        field_releases,
        ..head
    })
}

/// The levels of single fields after a ruling: those it names, over those the record has. A level that is the
/// shelf's own is not kept.
fn levels<T: Keep>(head: &Head, ruling: &Ruling, problems: &mut Problems) -> FieldReleases {
    let mut chosen: HashMap<&str, Release> = head.field_releases.iter().collect();
    for (field, level) in &ruling.levels {
        let name = format!("level:{}:{field}", head.r#ref);
        let guard = <T as Record>::GUARDS.iter().find(|guard| guard.field == field);
        let asked = T::QUESTIONS.iter().any(|question| question.name == field) || field == "sources";
        if !asked && guard.is_none() {
            problems.add(name, Say::new("review-name-unknown").with("given", field));
        } else if let Some(guard) = guard.filter(|guard| *level > guard.limit) {
            let say = Say::new("release-beyond-limit")
                .with("field", field)
                .with("limit", guard.limit.as_str());
            problems.add(name, say);
        } else {
            chosen.insert(field, *level);
        }
    }
    let bare = Head {
        field_releases: FieldReleases::none(),
        ..head.clone()
    };
    let mut levels = FieldReleases::none();
    for (field, level) in chosen {
        if level != release::level::<T>(&bare, field) {
            levels.set(field, level);
        }
    }
    levels
}
