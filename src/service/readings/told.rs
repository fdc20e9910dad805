//! The readings of one mark as its page tells them: what the rules give, and what people decided.

use chrono::{DateTime, Utc};

use crate::{
    domain::{
        access::Action,
        markings::Marking,
        readings::Decision,
        records::{Head, State},
        release::Released,
    },
    error::Result,
    service::Ctx,
    store::{self, Conn},
};

use super::{Read, around, decided, read_all};

/// What a mark can mean, and what was decided about that.
#[derive(Debug, Clone)]
pub struct OfMark {
    /// What the rules give, for each way in which it was transcribed; empty where no transcription is released.
    pub reads: Vec<Read>,
    /// What people decided, oldest first.
    pub stands: Vec<Stand>,
}

/// A decision, and who stands behind it.
#[derive(Debug, Clone)]
pub struct Stand {
    /// The decision.
    pub decision: Released<Decision>,
    /// What the person who proposed it is called; empty for readers who may not know, and for the command line.
    pub proposed_by: String,
    /// What the person who accepted it is called, as `proposed_by`.
    pub accepted_by: String,
    /// When it was accepted.
    pub accepted_at: Option<DateTime<Utc>>,
}

/// What a mark can mean, as far as its reader may know.
///
/// # Errors
/// Those of the database.
pub fn of_mark(conn: &mut Conn, ctx: &Ctx, marking: &Released<Marking>) -> Result<OfMark> {
    let asked = around(conn, ctx, marking)?;
    let book = ctx.rules()?;
    let id = marking.head.id;
    let decisions = decided(conn, ctx, &[id])?.remove(&id).unwrap_or_default();
    Ok(OfMark {
        reads: read_all(&book, ctx, &marking.what, &asked),
        stands: decisions
            .into_iter()
            .map(|decision| stand(conn, ctx, decision))
            .collect::<Result<_>>()?,
    })
}

fn stand(conn: &mut Conn, ctx: &Ctx, decision: Released<Decision>) -> Result<Stand> {
    let behind = behind(conn, ctx, &decision.head)?;
    Ok(Stand {
        proposed_by: behind.proposed_by,
        accepted_by: behind.accepted_by,
        accepted_at: behind.accepted_at,
        decision,
    })
}

/// Who stands behind a decision of any kind.
#[derive(Debug, Clone, Default)]
pub(in crate::service) struct Behind {
    /// What the person who proposed it is called; empty for readers who may not know, and for the command line.
    pub(in crate::service) proposed_by: String,
    /// What the person who accepted it is called, as `proposed_by`.
    pub(in crate::service) accepted_by: String,
    /// When it was accepted.
    pub(in crate::service) accepted_at: Option<DateTime<Utc>>,
}

/// Who proposed and who accepted a record, as far as the reader may know.
pub(in crate::service) fn behind(conn: &mut Conn, ctx: &Ctx, head: &Head) -> Result<Behind> {
    let mut accepted = None;
    if head.state == State::Accepted {
        let past = store::audit::of_subject(conn, head.id)?;
        accepted = past
            .into_iter()
            .find(|entry| matches!(entry.what.action.as_str(), "accept" | "create"));
    }
    let people: Vec<i64> = match ctx.actor.may(Action::ReadInside) {
        true => [head.created_by, accepted.as_ref().and_then(|entry| entry.what.account)]
            .into_iter()
            .flatten()
            .collect(),
        false => Vec::new(),
    };
    let names = store::submissions::names(conn, &people)?;
    let name = |id: Option<i64>| id.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
    Ok(Behind {
        proposed_by: name(head.created_by),
        accepted_by: name(accepted.as_ref().and_then(|entry| entry.what.account)),
        accepted_at: accepted.map(|entry| entry.what.at),
    })
}
