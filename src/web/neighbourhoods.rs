//! Asking for a neighbourhood: by the page and by the API alike.

use super::{State, actor::Caller, throttle};
use crate::{
    domain::refs::Ref,
    error::Result,
    service::{
        self,
        neighbourhoods::{Bounds, Neighbourhood},
    },
};

/// The neighbourhood of an organization as this caller may know it.
///
/// # Errors
/// `NotFound`.
pub async fn found(state: &State, caller: &Caller, reference: Ref, bounds: Bounds) -> Result<Neighbourhood> {
    // Thousands of rows are looked at: one after another, so that it never takes every processor.
    let turn = throttle::turn(caller).await?;
    let ctx = caller.ctx();
    state
        .db
        .read(move |conn| {
            let _turn = turn;
            service::neighbourhoods::of(conn, &ctx, &reference, bounds)
        })
        .await
}
