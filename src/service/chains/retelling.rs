//! Whether given transfers make a chain for a component, and how that chain is told.

use super::{Chain, Piece, gathering, subject, telling};
use crate::{
    domain::{
        chains::{self, LONGEST},
        components::Component,
        release::Released,
    },
    error::Result,
    service::Ctx,
    store::Conn,
};

/// More than all pieces of a chain of [`LONGEST`] steps, which are proposed beside the whole.
const PIECES: usize = 1 << LONGEST;

/// The chain that these transfers make for a component, in this order and no other; `None` where they make none for this reader:
/// they agree with it in nothing, cannot have happened in this order, or lie outside the time between making and recovery.
pub(super) fn retell(
    conn: &mut Conn,
    ctx: &Ctx,
    component: Released<Component>,
    transfers: &[i64],
) -> Result<Option<Chain>> {
    let known = subject::known(conn, ctx, component)?;
    let gathered = gathering::gather_these(conn, ctx, &known, transfers)?;
    let subject = gathered.parties.resolved(&known.subject);
    let mut proposed = chains::propose(&subject, &gathered.steps, PIECES).chains;
    proposed.retain(|chain| {
        let steps = chain.links.iter().filter_map(|link| match link {
            chains::Link::Step(step) => Some(step),
            chains::Link::Gap(_) => None,
        });
        tells(steps.map(|step| step.transfers.as_slice()), transfers)
    });
    proposed.truncate(1);
    Ok(telling::tell(conn, ctx, &known, &gathered.parties, &proposed)?.pop())
}

/// Whether each step is told by the transfer that stands in its place, and none is left over.
fn tells<'a>(steps: impl Iterator<Item = &'a [i64]>, transfers: &[i64]) -> bool {
    let mut left = transfers.iter();
    let mut all = true;
    for step in steps {
        all &= left.next().is_some_and(|transfer| step.contains(transfer));
    }
    all && left.next().is_none()
}

impl Chain {
    /// Whether it is the chain of these transfers.
    pub fn is_of(&self, transfers: &[i64]) -> bool {
        let steps: Vec<Vec<i64>> = self
            .links
            .iter()
            .filter_map(|piece| match piece {
                Piece::Step(step) => Some(step.transfers.iter().map(|one| one.head.id).collect()),
                Piece::Gap(_) => None,
            })
            .collect();
        tells(steps.iter().map(Vec::as_slice), transfers)
    }
}
