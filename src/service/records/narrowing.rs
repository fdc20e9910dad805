//! Lists narrowed to what belongs to one other record: the units of a weapon type, the claims read in a source.

use super::{Keep, Page};
use crate::{
    domain::{
        fields::Fields,
        records::{Cursor, Link, Shelf},
        refs::Ref,
        release::{self, Released},
    },
    error::{Error, Result},
    service::{Ctx, links},
    store::{self, Conn, records::Among},
};

/// One way in which a shelf's list can be narrowed.
#[derive(Debug, Clone, Copy)]
pub struct Narrow {
    /// The name of the filter in the query.
    pub name: &'static str,
    /// The shelf it names a record of; `None` for any.
    pub shelf: Option<Shelf>,
    /// The fields in which a listed record may name that record.
    pub fields: &'static [&'static str],
    /// What belongs to the record with this row number.
    pub among: fn(i64) -> Among,
}

/// The filter that every shelf knows: what cites a source.
const CITING: Narrow = Narrow {
    name: "cites",
    shelf: Some(Shelf::Sources),
    fields: &["sources"],
    among: Among::Citing,
};

/// What a list is narrowed to.
#[derive(Debug, Clone)]
pub struct Narrowed {
    /// The name of the filter.
    pub name: &'static str,
    /// The record that was named, or the one it was merged into.
    pub link: Link,
    narrow: Narrow,
}

impl Narrowed {
    /// Whether a record still says, after its release, what the list is narrowed to: otherwise listing it here would tell
    /// what was withheld.
    fn tells<T: Keep>(&self, ctx: &Ctx, record: &Released<T>) -> bool {
        if self.narrow.name == CITING.name {
            return links::tells(ctx, record.head(), "sources");
        }
        let named = |(field, link): &(&str, &Link)| self.narrow.fields.contains(field) && link.id == self.link.id;
        record.links().iter().any(named)
    }
}

/// Reads the filter of a list from its query: the first of the shelf's that is given.
///
/// # Errors
/// `NotFound` when it names no record in sight.
pub fn narrowed<T: Keep>(conn: &mut Conn, ctx: &Ctx, query: &Fields) -> Result<Option<Narrowed>> {
    let given = T::NARROWS
        .iter()
        .chain([&CITING])
        .find(|narrow| !query.get(narrow.name).is_empty());
    let Some(narrow) = given else { return Ok(None) };
    let link = target(conn, ctx, narrow.shelf, query.get(narrow.name))?;
    Ok(Some(Narrowed {
        name: narrow.name,
        link,
        narrow: *narrow,
    }))
}

/// The record that a filter names, or the one it was merged into.
///
/// # Errors
/// `NotFound` when there is none in sight.
pub(in crate::service) fn target(conn: &mut Conn, ctx: &Ctx, shelf: Option<Shelf>, word: &str) -> Result<Link> {
    let missing = || Error::NotFound(shelf.map_or("records", Shelf::as_str));
    let reference = Ref::parse(word).map_err(|_say| missing())?;
    let head = match shelf {
        Some(shelf) => store::records::find(conn, shelf, &reference)?,
        None => store::records::find_anywhere(conn, &reference)?,
    };
    let head = store::records::standing(conn, head)?;
    match links::is_in_sight(conn, ctx, &head)? {
        true => Ok(Link::to(&head)),
        false => Err(missing()),
    }
}

/// A page of a shelf, narrowed by what `query` names, and what it is narrowed to.
///
/// # Errors
/// `NotFound` when a filter names no record in sight.
pub fn listed<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    query: &Fields,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<(Page<T>, Option<Narrowed>)> {
    match narrowed::<T>(conn, ctx, query)? {
        None => Ok((super::list::<T>(conn, ctx, after, limit)?, None)),
        Some(narrowed) => Ok((page::<T>(conn, ctx, &narrowed, after, limit)?, Some(narrowed))),
    }
}

/// A page of what belongs to the record that the list is narrowed to.
///
/// # Errors
/// Those of the database.
pub(in crate::service) fn page<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    narrowed: &Narrowed,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Page<T>> {
    let wanted = i64::try_from(limit + 1).map_err(Error::internal)?;
    let among = (narrowed.narrow.among)(narrowed.link.id);
    let mut places = store::records::among(conn, T::SHELF, among, ctx.actor.sight(), T::ORDER, after, wanted)?;
    let more = places.len() > limit;
    places.truncate(limit);
    let ids: Vec<i64> = places.iter().map(|place| place.id).collect();
    let mut items = release::release_all(T::list(conn, &ids)?, &ctx.actor);
    items.retain(|record| narrowed.tells(ctx, record));
    Ok(Page {
        items,
        next: places.pop().filter(|_| more),
    })
}
