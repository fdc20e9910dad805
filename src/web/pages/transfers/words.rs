//! The words of a transfer: on its card, what each line's number was read from; in its form, filling lines from the words.

use actix_web::HttpResponse;

use super::super::{page, records};
use crate::{
    domain::{
        access::Action,
        fields::Fields,
        records::{Head, Shelf},
        refs::Ref,
        transfers::{self, NewTransfer},
    },
    error::Say,
    web::{State, actor::Caller, error::PageError, goods},
    words::Words,
};

/// For each line the sentence that its part number was read from the text; empty where it was not.
pub(super) fn beside_lines(what: &NewTransfer, words: &Words) -> Vec<String> {
    let mut said = vec![String::new(); what.lines.len()];
    for read in transfers::parts_read(what) {
        if let Some(line) = read.line.and_then(|at| said.get_mut(at)) {
            *line = words.say(&Say::new("transfers-read-from-text").with("number", read.number));
        }
    }
    said
}

/// What the words of a transfer hold.
pub(super) fn read(what: &NewTransfer, words: &Words) -> Vec<goods::Read> {
    let descriptions = what.lines.iter().map(|line| line.description.as_str());
    goods::reads(&transfers::texts_read(descriptions, &what.goods), words)
}

/// The form with its lines filled from its words, nothing saved.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`.
pub(in crate::web::pages) async fn form(
    state: &State,
    caller: &Caller,
    record: Option<(Ref, i32)>,
    mut fields: Fields,
) -> Result<HttpResponse, PageError> {
    caller.ctx.actor.must(Action::Write)?;
    let head = match record {
        Some((reference, version)) => {
            let (head, _) = records::current(state, caller, Shelf::Transfers, reference).await?;
            Some(Head { version, ..head })
        }
        None => None,
    };
    let words = caller.words();
    let filled = transfers::fill(&mut fields);
    let mut view = records::form_page(
        caller,
        &records::Draft {
            shelf: Shelf::Transfers,
            head: head.as_ref(),
            values: &fields,
            links: &[],
            failure: None,
        },
    );
    view.goods.read = goods::reads(&transfers::form_read(&fields), words);
    view.goods.noted = Some(words.say(&Say::new("transfers-filled").with("count", filled)));
    page(&view)
}
