//! What every list has around its rows: the frame, what it is narrowed to, its foot.

use actix_web::web::Data;

use crate::{
    domain::{fields::Fields, release::Released},
    service::records::{self, Keep},
    web::{
        State,
        actor::Caller,
        error::PageError,
        layout::Layout,
        pages::records::may_write,
        urls,
        views::{self, Pager, link_title},
    },
};

/// Rows on a page of a list.
const ROWS: usize = 50;

/// A page of a shelf.
pub(super) struct Listing<T> {
    /// The records.
    pub(super) items: Vec<Released<T>>,
    /// The frame.
    pub(super) layout: Layout,
    /// What the list is narrowed to.
    pub(super) narrowed: Option<Narrowed>,
    /// The foot.
    pub(super) pager: Pager,
    /// Where a record is made, for those who may.
    pub(super) new_href: Option<String>,
}

/// What a list is narrowed to, as `records/_narrowed.html` shows it.
pub(super) struct Narrowed {
    /// In which way.
    pub(super) field: String,
    /// The record.
    pub(super) href: String,
    /// Its name.
    pub(super) title: String,
    /// Address of the whole list.
    pub(super) all_href: String,
}

/// The page of a shelf that `query` asks for: `after` and the filters of the shelf.
///
/// # Errors
/// `NotFound` when a filter names no record in sight, `Invalid` for a cursor that is none.
pub(super) async fn listing<T: Keep + Send + 'static>(
    state: &Data<State>,
    caller: &Caller,
    query: &Fields,
) -> Result<Listing<T>, PageError> {
    let after = urls::parse_cursor(query.get("after"))?;
    let (ctx, asked) = (caller.ctx(), query.clone());
    let (found, narrowed) = state
        .db
        .read(move |conn| records::listed::<T>(conn, &ctx, &asked, after.as_ref(), ROWS))
        .await?;
    let path = format!("/{}", T::SHELF.as_str());
    let next = found.next.as_ref().map(urls::cursor);
    let filter = narrowed.as_ref().map(|narrowed| (narrowed.name, narrowed.link.r#ref));
    Ok(Listing {
        layout: Layout::new(caller, &path),
        pager: views::pager(caller, &path, filter, found.items.len(), next, query.get("after")),
        items: found.items,
        narrowed: narrowed.map(|narrowed| Narrowed {
            field: views::field_label(T::SHELF, narrowed.name, caller.words()),
            href: narrowed.link.path(),
            title: link_title(&narrowed.link),
            all_href: path.clone(),
        }),
        new_href: may_write(caller).then(|| format!("{path}/new")),
    })
}
