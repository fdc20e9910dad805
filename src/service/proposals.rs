//! Changes to records of the catalogue that wait for a second person.

use crate::{
    domain::{
        access::Action,
        fields::Fields,
        records::{Head, State},
        refs::Ref,
        release::Sight,
        review::{self, Merge, Proposal, Standing, Verdict},
    },
    error::{Error, Result, Say},
    service::{
        Ctx, audit,
        records::{self, Keep, on_shelf},
        review::{Slot, already, own},
        rulings::strangers,
    },
    store::{self, Conn},
};

/// Keeps a change to a record of the catalogue until a reviewer decides; returns the proposal's reference.
pub(super) fn propose(
    conn: &mut Conn,
    ctx: &Ctx,
    head: &Head,
    base: &Fields,
    input: &Fields,
    why: &str,
) -> Result<String> {
    let changed = base.changes(&base.overlaid(input));
    if changed.is_empty() {
        return Err(Error::invalid("why", Say::new("proposal-empty")));
    }
    let why = review::remark(why).map_err(|say| Error::invalid("why", say))?;
    let (mut before, mut after) = (Fields::new(), Fields::new());
    for change in changed {
        before.set(&change.field, change.before);
        after.set(&change.field, change.after);
    }
    let r#ref = records::unused_ref(conn, ctx)?;
    let new = store::proposals::New {
        r#ref,
        record: head.id,
        base_version: head.version,
        base: &audit::to_json(base),
        fields: &kept(&after),
        why: &why,
        author: ctx.actor.account,
        at: ctx.now,
    };
    store::proposals::insert(conn, &new)?;
    let act = audit::Act {
        reason: &why,
        before: Some(before),
        after: Some(after),
        ..act("propose", r#ref)
    };
    audit::record(conn, ctx, act)?;
    Ok(r#ref.to_string())
}

/// An act on the proposal itself; what it does to the record is the record's own act.
fn act(action: &str, r#ref: Ref) -> audit::Act<'_> {
    audit::Act {
        action,
        shelf: "proposals",
        subject: r#ref.to_string(),
        ..audit::Act::default()
    }
}

/// Fields with the empty ones among them, which [`audit::to_json`] leaves out: emptying a field is a change.
fn kept(fields: &Fields) -> String {
    serde_json::Value::from_iter(fields.iter().map(|(name, text)| vec![name, text])).to_string()
}

/// A proposal as its reader finds it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The proposal.
    pub slot: Slot,
    /// The record as it is now.
    pub head: Head,
    /// The version its author saw.
    pub base_version: i32,
    /// What it changes, what others changed since, and where the two meet. The author is told only the first.
    pub merge: Merge,
}

/// A proposal as this reader may see it.
pub(super) fn show(conn: &mut Conn, ctx: &Ctx, proposal: Proposal) -> Result<Shown> {
    let reviewer = ctx.actor.may(Action::Review);
    let head = store::records::get(conn, proposal.record)?;
    let mut merge = merge(conn, &head, &proposal)?;
    if !reviewer {
        merge.meanwhile.clear();
        merge.clashes.clear();
    }
    on_shelf!(head.shelf, T => keep_in_sight::<T>(ctx, &head, &mut merge));
    let slot = Slot::new(conn, ctx, proposal.slip)?;
    Ok(Shown {
        slot,
        base_version: proposal.base_version,
        head,
        merge,
    })
}

/// Takes out fields that the reader may no longer see.
fn keep_in_sight<T: Keep>(ctx: &Ctx, head: &Head, merge: &mut Merge) {
    let Sight { reach, .. } = ctx.actor.sight();
    let seen = |field: &str| crate::domain::release::level::<T>(head, field).rank() >= reach;
    merge.proposed.retain(|change| seen(&change.field));
    merge.meanwhile.retain(|change| seen(&change.field));
    merge.clashes.retain(|clash| seen(&clash.field));
}

fn merge(conn: &mut Conn, head: &Head, proposal: &Proposal) -> Result<Merge> {
    let now = on_shelf!(head.shelf, T => records::tell::<T>(conn, head))?;
    let base = audit::from_json(&proposal.base)?;
    let fields = audit::from_json(&proposal.fields)?;
    Ok(review::merge(&base, &fields, &now))
}

/// Accepts a proposal, which changes the record at once, or sends it back with a reason.
///
/// # Errors
/// `Forbidden` for one's own; `Conflict` when it has been decided or the record has left the catalogue;
/// `Unversioned`, `Stale` when the record is not the one the reviewer saw, or someone else changed the same fields;
/// `Invalid` without a reason for sending back.
pub(super) fn decide(conn: &mut Conn, ctx: &Ctx, proposal: Proposal, verdict: &Verdict) -> Result<()> {
    ctx.actor.must(Action::Review)?;
    if own(ctx, &proposal.slip) {
        return Err(Error::Forbidden("forbidden-review-own"));
    }
    let r#ref = proposal.slip.r#ref;
    if !verdict.accept && verdict.reason.is_empty() {
        return Err(Error::invalid("reason", Say::new("review-reason-required")));
    }
    let standing = match verdict.accept {
        true => Standing::Accepted,
        false => Standing::Returned,
    };
    let (by, id) = (ctx.actor.account, proposal.slip.id);
    if !store::proposals::close(conn, id, standing, by, ctx.now, &verdict.reason)? {
        let slip = store::proposals::find(conn, &r#ref)?.slip;
        return Err(already(conn, &slip)?);
    }
    if verdict.accept {
        enter(conn, ctx, &proposal, verdict)?;
    }
    let action = if verdict.accept { "accept" } else { "return" };
    let act = audit::Act {
        reason: &verdict.reason,
        after: Some(audit::from_json(&proposal.fields)?),
        ..act(action, r#ref)
    };
    audit::record(conn, ctx, act)
}

/// Writes an accepted proposal into its record.
fn enter(conn: &mut Conn, ctx: &Ctx, proposal: &Proposal, verdict: &Verdict) -> Result<()> {
    let head = store::records::get(conn, proposal.record)?;
    if head.state != State::Accepted || head.merged_into.is_some() {
        return Err(Error::Conflict(Say::new("proposal-record-gone")));
    }
    strangers(verdict, std::slice::from_ref(&head))?;
    match verdict.on(head.r#ref).version {
        None => return Err(Error::Unversioned),
        Some(seen) if seen != head.version => return Err(Error::Stale),
        Some(_) => {}
    }
    let merge = merge(conn, &head, proposal)?;
    if !merge.clashes.is_empty() {
        return Err(Error::Stale);
    }
    // Someone made the same change meanwhile: nothing is left to write.
    if merge.input.iter().next().is_none() {
        return Ok(());
    }
    let why = match verdict.reason.is_empty() {
        true => &proposal.slip.note,
        false => &verdict.reason,
    };
    on_shelf!(head.shelf, T => records::apply::<T>(conn, ctx, &head, &merge.input, why, "adopt"))?;
    Ok(())
}

/// Takes back one's own proposal while nobody has decided.
pub(super) fn take_back(conn: &mut Conn, ctx: &Ctx, proposal: &Proposal) -> Result<()> {
    let slip = &proposal.slip;
    let by = ctx.actor.account;
    if !store::proposals::close(conn, slip.id, Standing::TakenBack, by, ctx.now, "")? {
        let slip = store::proposals::find(conn, &slip.r#ref)?.slip;
        return Err(already(conn, &slip)?);
    }
    audit::record(conn, ctx, act("take_back", slip.r#ref))
}
