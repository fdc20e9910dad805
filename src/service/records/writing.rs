//! What stands behind every write: reading the input, naming the record, filing it for the search.

use super::{Keep, reading::tell};
use crate::{
    domain::{
        fields::Fields,
        records::{Head, Shelf},
        release::{self, FieldReleases, Release},
    },
    error::{Error, Problems, Result, Say},
    service::{Ctx, citations, search},
    store::{self, Conn, rereadings::On},
};

/// Who may see a record and its fields, as far as its form says.
pub(super) struct Levels {
    pub(super) release: Option<Release>,
    pub(super) fields: Option<FieldReleases>,
}

/// Parses the shelf's fields and the common ones, and finds what they point to; one list of errors.
pub(super) fn prepare<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    id: Option<i64>,
    fields: &Fields,
) -> Result<(T::New, Levels, Vec<citations::NewCitation>)> {
    let mut problems = Problems::new();
    let new = match T::parse(fields) {
        Ok(mut new) => {
            T::resolve(conn, ctx, &mut new, &mut problems)?;
            T::check(conn, ctx, id, &new, &mut problems)?;
            Some(new)
        }
        Err(Error::Invalid(wrong)) => {
            for error in wrong {
                problems.add(error.field, error.say);
            }
            None
        }
        Err(error) => return Err(error),
    };
    let levels = levels::<T>(fields, &mut problems);
    let cites = citations::parse(conn, ctx, fields, &mut problems)?;
    problems.done()?;
    // Without a problem there is an input; the other case cannot be reached.
    let new = new.ok_or_else(|| Error::internal("no input and no problem"))?;
    Ok((new, levels, cites))
}

pub(super) fn levels<T: Keep>(fields: &Fields, problems: &mut Problems) -> Levels {
    let release = match fields.get("release") {
        "" => None,
        word => match Release::parse(word) {
            Some(level) => Some(level),
            None => {
                problems.add("release", Say::new("release-unknown").with("given", word));
                None
            }
        },
    };
    let own = if fields.has("field_releases") {
        problems.take("field_releases", FieldReleases::parse(fields.get("field_releases")))
    } else {
        None
    };
    for (field, level) in own.iter().flat_map(FieldReleases::iter) {
        let guard = T::GUARDS.iter().find(|guard| guard.field == field);
        if let Some(guard) = guard.filter(|guard| level > guard.limit) {
            let say = Say::new("release-beyond-limit")
                .with("field", field)
                .with("limit", guard.limit.as_str());
            problems.add("field_releases", say);
        }
    }
    Levels { release, fields: own }
}

/// After a record was written: names it, files it, and returns the head with the fields as they now are.
pub(in crate::service) fn settle<T: Keep>(conn: &mut Conn, head: Head) -> Result<(Head, Fields)> {
    let head = name::<T>(conn, head)?;
    let fields = tell::<T>(conn, &head)?;
    Ok((head, fields))
}

/// Names a record and files it under its terms, from what it says now.
pub(in crate::service) fn name<T: Keep>(conn: &mut Conn, mut head: Head) -> Result<Head> {
    let record = T::load(conn, head.clone())?;
    let named = release::level::<T>(&head, T::NAMED_BY) >= head.release;
    head.title = if named { record.title() } else { String::new() };
    head.sort = if named { record.sort() } else { String::new() };
    store::records::name(conn, head.id, &head.title, &head.sort)?;
    search::file::<T>(conn, &head, record.terms())?;
    record.count(conn)?;
    Ok(head)
}

/// After a change: what other records took from this one's name or openness follows it, and marks that are read with what it
/// says are read again.
pub(super) fn carry(conn: &mut Conn, before: &Head, after: &Head) -> Result<()> {
    let id = after.id;
    let closer = after.openness() < before.openness() || after.field_releases != before.field_releases;
    if let Some(on) = stands_on(after).filter(|on| closer || matches!(on, On::Mark(_))) {
        store::constellations::imprints::forget(conn, on)?;
    }
    match after.shelf {
        Shelf::Markings => store::rereadings::ask_on(conn, On::Mark(id))?,
        Shelf::Components => store::rereadings::ask_on(conn, On::Component(id))?,
        Shelf::Units => store::rereadings::ask_on(conn, On::Unit(id))?,
        Shelf::Weapons | Shelf::Incidents => store::rereadings::ask_on(conn, On::UnitsOf(id))?,
        Shelf::Organizations => store::rereadings::ask_on(conn, On::MadeBy(id))?,
        Shelf::Parts => store::rereadings::ask_on(conn, On::Part(id))?,
        Shelf::Photos | Shelf::Sources | Shelf::Claims | Shelf::Readings | Shelf::Transfers | Shelf::Chains => {}
    }
    let same = before.title == after.title && before.openness() == after.openness();
    match after.shelf {
        Shelf::Weapons | Shelf::Incidents if !same => crate::service::units::rename(conn, after.id),
        Shelf::Organizations if !same => crate::service::transfers::rename(conn, after.id),
        _ => Ok(()),
    }
}

/// The marks from which it could be learned what this record says.
fn stands_on(head: &Head) -> Option<On> {
    match head.shelf {
        Shelf::Markings => Some(On::Mark(head.id)),
        Shelf::Components => Some(On::Component(head.id)),
        Shelf::Units => Some(On::Unit(head.id)),
        Shelf::Organizations => Some(On::MadeBy(head.id)),
        Shelf::Parts => Some(On::Part(head.id)),
        _ => None,
    }
}
