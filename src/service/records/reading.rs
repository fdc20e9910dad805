//! Reading records: one, a page, a table, each as far as its reader may see it.

use super::Keep;
use crate::{
    domain::{
        access::Action,
        fields::Fields,
        records::{Cursor, Head, Link, Shelf, State},
        refs::Ref,
        release::{self, Released},
    },
    error::{Error, Result},
    service::{Ctx, citations},
    store::{self, Conn},
};

/// One record as this reader may see it.
///
/// # Errors
/// `NotFound`.
pub fn show<T: Keep>(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Released<T>> {
    let head = unmerged(conn, T::SHELF, r#ref)?;
    let record = T::load(conn, head)?;
    release::release(record, &ctx.actor)
}

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The records.
    pub items: Vec<Released<T>>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// A page of a shelf in its order, as this reader may see it.
///
/// # Errors
/// Those of the database.
pub fn list<T: Keep>(conn: &mut Conn, ctx: &Ctx, after: Option<&Cursor>, limit: usize) -> Result<Page<T>> {
    let (ids, next) = places::<T>(conn, ctx, after, limit)?;
    Ok(Page {
        items: release::release_all(T::list(conn, &ids)?, &ctx.actor),
        next,
    })
}

/// The row numbers of a page, and where the next begins.
pub(super) fn places<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<(Vec<i64>, Option<Cursor>)> {
    let wanted = i64::try_from(limit + 1).map_err(Error::internal)?;
    let mut places = store::records::page(conn, T::SHELF, ctx.actor.sight(), T::ORDER, after, wanted)?;
    let more = places.len() > limit;
    places.truncate(limit);
    let ids = places.iter().map(|place| place.id).collect();
    Ok((ids, places.pop().filter(|_| more)))
}

/// The record that a merged one became, if the reader may see it: where its old address leads.
///
/// # Errors
/// `NotFound`.
pub fn merged_into(conn: &mut Conn, ctx: &Ctx, shelf: Shelf, r#ref: &Ref) -> Result<Option<Head>> {
    let old = store::records::find(conn, shelf, r#ref)?;
    let moved = old.merged_into.is_some();
    let head = store::records::standing(conn, old)?;
    if moved && !ctx.actor.sight().sees(&head) {
        return Err(Error::NotFound(shelf.as_str()));
    }
    Ok(moved.then_some(head))
}

/// Every field of a record in the order of its form, with its release level, state and sources. Unreleased:
/// for the log, the review and merging, never for printing without [`drop_hidden`].
pub(in crate::service) fn tell<T: Keep>(conn: &mut Conn, head: &Head) -> Result<Fields> {
    let mut fields = T::load(conn, head.clone())?.fields();
    fields.set("sources", citations::text(conn, head.id)?);
    fields.set("release", head.release.as_str());
    fields.set("field_releases", head.field_releases.text());
    fields.set("state", head.state.as_str());
    Ok(fields)
}

/// The fields of a record that this reader may see, as a form shows them.
///
/// # Errors
/// `NotFound`.
pub fn fields<T: Keep>(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<(Head, Fields)> {
    let told = telling::<T>(conn, ctx, r#ref)?;
    Ok((told.head, told.fields))
}

/// A record as programs and tables get it.
#[derive(Debug, Clone)]
pub struct Told {
    /// What all records have.
    pub head: Head,
    /// The fields that the reader may see.
    pub fields: Fields,
    /// The records that fields point to.
    pub links: Vec<(&'static str, Link)>,
}

/// One record as programs get it.
///
/// # Errors
/// `NotFound`.
pub fn telling<T: Keep>(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Told> {
    let head = unmerged(conn, T::SHELF, r#ref)?;
    told::<T>(conn, ctx, head)
}

pub(super) fn told<T: Keep>(conn: &mut Conn, ctx: &Ctx, head: Head) -> Result<Told> {
    let record = release::release(T::load(conn, head)?, &ctx.actor)?;
    let head = record.head().clone();
    let mut fields = record.fields();
    fields.set("sources", citations::text_in_sight(conn, head.id, ctx.actor.sight())?);
    fields.set("release", head.release.as_str());
    if ctx.actor.may(Action::ReadInside) {
        fields.set("field_releases", head.field_releases.text());
    }
    let coarse: Vec<(&str, String)> = T::COARSENED
        .iter()
        .map(|field| (*field, fields.get(field).to_owned()))
        .collect();
    drop_hidden::<T>(ctx, &head, &mut fields);
    for (field, text) in coarse {
        fields.set(field, text);
    }
    let links = record
        .links()
        .into_iter()
        .map(|(field, link)| (field, link.clone()))
        .collect();
    Ok(Told { head, fields, links })
}

/// A page of a shelf, narrowed by what `query` names, as programs get it: complete with every list inside the records.
///
/// # Errors
/// `NotFound` when a filter names no record in sight.
pub fn tellings<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    query: &Fields,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<(Vec<Told>, Option<Cursor>)> {
    let (ids, next) = match T::narrowed(conn, ctx, query, after, limit)? {
        Some(page) => page,
        None => places::<T>(conn, ctx, after, limit)?,
    };
    let mut told_all = Vec::with_capacity(ids.len());
    let mut heads = store::records::get_all(conn, &ids)?;
    for id in ids {
        if let Some(head) = heads.remove(&id) {
            match told::<T>(conn, ctx, head) {
                Ok(told) => told_all.push(told),
                // Hidden by what it belongs to.
                Err(Error::NotFound(_)) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok((told_all, next))
}

/// Whether a row of an imported file has become a record already.
///
/// # Errors
/// Those of the database.
pub fn is_imported(conn: &mut Conn, shelf: Shelf, record_id: &str) -> Result<bool> {
    match store::records::find_imported(conn, shelf, record_id) {
        Ok(_) => Ok(true),
        Err(Error::NotFound(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// What an imported row became, if the reader may see it: none or one.
///
/// # Errors
/// Those of the database.
pub fn imported<T: Keep>(conn: &mut Conn, ctx: &Ctx, record_id: &str) -> Result<Vec<Told>> {
    let found = store::records::find_imported(conn, T::SHELF, record_id).and_then(|head| told::<T>(conn, ctx, head));
    match found {
        // Whoever may not know the name of the row must not find it by guessing.
        Ok(told) => Ok(Some(told)
            .filter(|told| told.head.record_id.as_deref() == Some(record_id))
            .into_iter()
            .collect()),
        Err(Error::NotFound(_)) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Records as rows of a table.
pub type Rows = Vec<(Head, Fields)>;

/// A page of a shelf, narrowed by what `query` names, as a table has it.
///
/// # Errors
/// As [`tellings`].
pub fn table<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    query: &Fields,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<(Rows, Option<Cursor>)> {
    let (told, next) = tellings::<T>(conn, ctx, query, after, limit)?;
    Ok((told.into_iter().map(|told| (told.head, told.fields)).collect(), next))
}

/// Whether a change by this person to what this record says would wait for a reviewer.
pub fn would_propose(ctx: &Ctx, head: &Head) -> bool {
    let own = ctx.actor.account.is_some() && head.created_by == ctx.actor.account;
    head.state == State::Accepted && (own || !ctx.actor.may(Action::Review))
}

/// Removes the fields of a record that are out of the actor's sight.
pub(in crate::service) fn drop_hidden<T: Keep>(ctx: &Ctx, head: &Head, fields: &mut Fields) {
    let sight = ctx.actor.sight();
    if ctx.actor.account.is_some() && head.created_by == ctx.actor.account {
        return;
    }
    let names: Vec<String> = fields.iter().map(|(name, _)| name.to_owned()).collect();
    for name in names {
        if release::level::<T>(head, &name).rank() < sight.reach {
            fields.remove(&name);
        }
    }
}

/// The head behind a reference, when the actor may see the record. The gate is asked, not the head alone: a
/// record can also be hidden by what it belongs to.
pub(in crate::service) fn in_sight<T: Keep>(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Head> {
    let head = store::records::find(conn, T::SHELF, r#ref)?;
    release::release(T::load(conn, head.clone())?, &ctx.actor)?;
    Ok(head)
}

/// [`in_sight`], unless the record was merged into another: then there is nothing left to change.
pub(super) fn standing<T: Keep>(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Head> {
    let head = in_sight::<T>(conn, ctx, r#ref)?;
    match head.merged_into {
        None => Ok(head),
        Some(_) => Err(Error::NotFound(T::SHELF.as_str())),
    }
}

/// The head behind a reference that has not been merged into another record.
pub(super) fn unmerged(conn: &mut Conn, shelf: Shelf, r#ref: &Ref) -> Result<Head> {
    let head = store::records::find(conn, shelf, r#ref)?;
    match head.merged_into {
        None => Ok(head),
        Some(_) => Err(Error::NotFound(shelf.as_str())),
    }
}

/// A reference that no record has.
pub(in crate::service) fn unused_ref(conn: &mut Conn, ctx: &Ctx) -> Result<Ref> {
    for _ in 0..8 {
        let fresh = ctx.fresh_ref();
        if store::records::taken(conn, &[fresh])?.is_empty() {
            return Ok(fresh);
        }
    }
    Err(Error::internal("eight random references in a row were taken"))
}
