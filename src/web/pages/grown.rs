//! The form of a record shown again with room for more rows; nothing is saved.

use actix_web::HttpResponse;

use super::{page, records};
use crate::{
    domain::{
        access::Action,
        fields::Fields,
        records::{Head, Shelf},
        refs::Ref,
    },
    web::{State, actor::Caller, error::PageError},
};

/// The form with what was typed, and more empty rows.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`.
pub(super) async fn form(
    state: &State,
    caller: &Caller,
    shelf: Shelf,
    record: Option<(Ref, i32)>,
    fields: &Fields,
) -> Result<HttpResponse, PageError> {
    caller.ctx.actor.must(Action::Write)?;
    let head = match record {
        Some((reference, version)) => {
            let (head, _) = records::current(state, caller, shelf, reference).await?;
            Some(Head { version, ..head })
        }
        None => None,
    };
    page(&records::form_page(
        caller,
        &records::Draft {
            shelf,
            head: head.as_ref(),
            values: fields,
            links: &[],
            failure: None,
        },
    ))
}
