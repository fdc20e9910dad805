//! From what a person typed into a field that names another record to that record.

use crate::{
    domain::{
        parse::Pointer,
        records::{Head, Link, Shelf},
        refs::Ref,
        release, text,
    },
    error::{Error, Problems, Result, Say},
    service::{Ctx, records, records::on_shelf},
    store::{self, Conn},
};

/// The record on `shelf` that `word` names: by reference, by the address of its page, or by a name that
/// only one record in sight has. The inner error says, for the field, why there is none.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut Conn, ctx: &Ctx, shelf: Shelf, word: &str) -> Result<std::result::Result<i64, Say>> {
    let unknown = || {
        Say::new("link-unknown")
            .with("given", word)
            .with("shelf", shelf.as_str())
    };
    let last = word.trim_end_matches('/').rsplit('/').next().unwrap_or(word);
    if let Ok(reference) = Ref::parse(last) {
        match store::records::find(conn, shelf, &reference) {
            Ok(head) if ctx.actor.sight().sees(&head) => {
                return Ok(Ok(store::records::standing(conn, head)?.id));
            }
            Ok(_) | Err(Error::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
    }
    let mut named = named(conn, ctx, shelf, word)?;
    // What bears the name itself goes before what is also known by it.
    let folded = text::fold_part(word);
    let own: Vec<Link> = named
        .iter()
        .filter(|link| text::fold_part(&link.title) == folded)
        .cloned()
        .collect();
    if own.len() == 1 {
        named = own;
    }
    Ok(match named.as_slice() {
        [] => Err(unknown()),
        [one] => Ok(one.id),
        [one, other, ..] => Err(Say::new("link-ambiguous")
            .with("given", word)
            .with("one", one.r#ref)
            .with("other", other.r#ref)),
    })
}

/// Whether the actor may learn, from a record with this head, what its `field` says: for lists on the page of the record
/// that the field names.
pub(super) fn tells(ctx: &Ctx, head: &Head, field: &str) -> bool {
    on_shelf!(head.shelf, T => release::shows::<T>(ctx.actor.sight(), head, field))
}

/// Whether the actor may see a record: the gate is asked, because what it belongs to can hide it.
///
/// # Errors
/// Those of the database.
pub(super) fn is_in_sight(conn: &mut Conn, ctx: &Ctx, head: &Head) -> Result<bool> {
    let seen = on_shelf!(head.shelf, T => records::in_sight::<T>(conn, ctx, &head.r#ref));
    match seen {
        Ok(_) => Ok(true),
        Err(Error::NotFound(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The records in sight on `shelf` that have exactly this name, however it is punctuated.
fn named(conn: &mut Conn, ctx: &Ctx, shelf: Shelf, word: &str) -> Result<Vec<Link>> {
    let folded = text::fold_part(word);
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    let ids = store::search::exactly(conn, shelf, &folded, ctx.actor.sight())?;
    let mut links: Vec<Link> = store::records::links(conn, &ids)?.into_values().collect();
    links.sort_by_key(|link| link.id);
    Ok(links)
}

/// Finds the record that a pointer names, or notes on `field` why there is none. An empty pointer stays empty.
///
/// # Errors
/// Those of the database.
pub fn point(
    conn: &mut Conn,
    ctx: &Ctx,
    shelf: Shelf,
    field: &str,
    pointer: &mut Pointer,
    problems: &mut Problems,
) -> Result<()> {
    pointer.id = match pointer.text.is_empty() {
        true => None,
        false => problems.take(field, find(conn, ctx, shelf, &pointer.text)?),
    };
    Ok(())
}
