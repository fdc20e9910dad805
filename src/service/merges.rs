//! Two records that are one: a reviewer merges them, and the old reference leads to the record that stays.
//!
//! Nothing is deleted. The record that goes keeps its row and its history, what pointed to it points to the other one, and the
//! log holds the references of everything that was turned round, so that a merge can be undone by hand.

use crate::{
    domain::{
        access::Action,
        fields::{Change, Fields},
        merging::{MERGED, MOVED},
        organizations::{NewOrganization, Organization},
        parties::candidates::Standing,
        parts::{NewPart, Part},
        records::{Head, Record, Shelf, State},
        refs::Ref,
        release, succession,
    },
    error::{Error, Result, Say},
    service::{
        Ctx, audit, links,
        records::{self, Keep},
        transfers,
    },
    store::{self, Conn, merges::Holder, parties::Said, rereadings::On},
};

/// The shelves on which records are merged.
pub const SHELVES: [Shelf; 2] = [Shelf::Parts, Shelf::Organizations];

/// What a reviewer asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// The record that stays: reference, address or name.
    pub into: String,
    /// Why the two are one.
    pub why: String,
    /// That what the other record withheld may be told by the one that stays.
    pub opening: bool,
    /// The version of the record that goes, as last seen; nothing to check when absent.
    pub version: Option<i32>,
    /// The version of the record that stays, as last seen.
    pub into_version: Option<i32>,
}

/// What a merge would do.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The record that would go.
    pub from: Head,
    /// The record that would stay.
    pub into: Head,
    /// How the record that stays would change.
    pub changes: Vec<Change>,
    /// How many records in sight would be turned round, by holder.
    pub moved: Vec<(Holder, i64)>,
    /// The fields that the record that goes withholds from readers of the record that stays.
    pub opened: Vec<&'static str>,
}

/// Looks ahead; changes nothing.
///
/// # Errors
/// `Forbidden` for anyone but reviewers, `NotFound`, `Invalid` on the field `into`.
pub fn preview(conn: &mut Conn, ctx: &Ctx, shelf: Shelf, r#ref: &Ref, into: &str) -> Result<Preview> {
    ctx.actor.must(Action::Review)?;
    let (from, into) = pair(conn, ctx, shelf, r#ref, into)?;
    let (before, after, opened) = match shelf {
        Shelf::Parts => {
            let (stays, goes) = load::<Part>(conn, &into, &from)?;
            let (what, _) = merged_parts(&stays, &goes);
            let after = Part { what, ..stays.clone() };
            (
                stays.fields(),
                after.fields(),
                opened::<Part>(&from, &into, PART_FIELDS),
            )
        }
        _ => {
            let (stays, goes) = load::<Organization>(conn, &into, &from)?;
            let (what, _) = merged_organizations(&stays, &goes);
            let after = Organization { what, ..stays.clone() };
            let opened = opened::<Organization>(&from, &into, ORGANIZATION_FIELDS);
            (stays.fields(), after.fields(), opened)
        }
    };
    let sight = ctx.actor.sight();
    let moved = Holder::of(shelf)
        .iter()
        .map(|holder| Ok((*holder, store::merges::count(conn, *holder, from.id, sight)?)))
        .collect::<Result<Vec<_>>>()?;
    Ok(Preview {
        changes: before.changes(&after),
        moved,
        opened,
        from,
        into,
    })
}

/// Merges a record into another one, which is returned as it now is. What stays keeps its own release levels.
///
/// # Errors
/// `Forbidden` for anyone but reviewers, `NotFound`, `Stale`, and `Invalid` on the field `into`, `why` or `opening`.
pub fn merge(conn: &mut Conn, ctx: &Ctx, shelf: Shelf, r#ref: &Ref, wish: &Wish) -> Result<Head> {
    ctx.actor.must(Action::Review)?;
    let (from, into) = pair(conn, ctx, shelf, r#ref, &wish.into)?;
    let stale = wish.version.is_some_and(|version| version != from.version)
        || wish.into_version.is_some_and(|version| version != into.version);
    if stale {
        return Err(Error::Stale);
    }
    if wish.why.trim().is_empty() {
        return Err(Error::invalid("why", Say::new("required")));
    }
    match shelf {
        Shelf::Parts => {
            may_open(opened::<Part>(&from, &into, PART_FIELDS), wish)?;
            let (stays, goes) = load::<Part>(conn, &into, &from)?;
            let (what, rest) = merged_parts(&stays, &goes);
            finish::<Part>(conn, ctx, &into, &from, (&what, &rest), wish.why.trim())
        }
        _ => {
            may_open(opened::<Organization>(&from, &into, ORGANIZATION_FIELDS), wish)?;
            no_circle(conn, &into, &from)?;
            let (stays, goes) = load::<Organization>(conn, &into, &from)?;
            let (what, rest) = merged_organizations(&stays, &goes);
            finish::<Organization>(conn, ctx, &into, &from, (&what, &rest), wish.why.trim())
        }
    }
}

/// The record that goes and the record that stays, both in the catalogue and not the same.
fn pair(conn: &mut Conn, ctx: &Ctx, shelf: Shelf, r#ref: &Ref, into: &str) -> Result<(Head, Head)> {
    if !SHELVES.contains(&shelf) {
        return Err(Error::NotFound(shelf.as_str()));
    }
    let from = store::records::find(conn, shelf, r#ref)?;
    if from.merged_into.is_some() || !ctx.actor.sight().sees(&from) {
        return Err(Error::NotFound(shelf.as_str()));
    }
    let wrong = |say: Say| Error::invalid("into", say);
    if into.trim().is_empty() {
        return Err(wrong(Say::new("required")));
    }
    let into = links::find(conn, ctx, shelf, into.trim())?.map_err(wrong)?;
    let into = store::records::get(conn, into)?;
    if from.id == into.id {
        return Err(wrong(Say::new("merge-same")));
    }
    // What waits for a reviewer or was taken out is decided on first; a merge must not decide it on the way.
    for head in [&from, &into] {
        if head.state != State::Accepted {
            return Err(wrong(Say::new("merge-not-accepted").with("ref", head.r#ref)));
        }
    }
    if store::merges::has_proposals(conn, from.id)? {
        return Err(wrong(Say::new("merge-proposals").with("ref", from.r#ref)));
    }
    Ok((from, into))
}

fn load<T: Keep>(conn: &mut Conn, into: &Head, from: &Head) -> Result<(T, T)> {
    Ok((T::load(conn, into.clone())?, T::load(conn, from.clone())?))
}

/// Fields of the record that goes, each with the field of the record that stays into which its text is taken over.
const PART_FIELDS: &[(&str, &str)] = &[("number", "numbers"), ("numbers", "numbers")];
/// See [`PART_FIELDS`].
const ORGANIZATION_FIELDS: &[(&str, &str)] = &[
    ("name", "names"),
    ("names", "names"),
    ("roles", "roles"),
    ("identifiers", "identifiers"),
    ("prefixes", "prefixes"),
    ("marks", "marks"),
    ("succession", "succession"),
];

/// The fields whose text more people could read after the merge than before.
fn opened<T: Keep>(from: &Head, into: &Head, fields: &[(&'static str, &'static str)]) -> Vec<&'static str> {
    let level = |head: &Head, field: &str| release::level::<T>(head, field).min(head.release);
    fields
        .iter()
        .filter(|(old, new)| level(from, old) < level(into, new))
        .map(|(old, _)| *old)
        .collect()
}

/// The fields of an organization whose text more people could read once it is merged into another.
pub(super) fn opened_by(from: &Head, into: &Head) -> Vec<&'static str> {
    opened::<Organization>(from, into, ORGANIZATION_FIELDS)
}

fn may_open(opened: Vec<&'static str>, wish: &Wish) -> Result<()> {
    match opened.is_empty() || wish.opening {
        true => Ok(()),
        false => Err(Error::invalid("opening", Say::new("merge-opens"))),
    }
}

/// The part that stays with what it takes over, and what is left of the other one.
fn merged_parts(stays: &Part, goes: &Part) -> (NewPart, NewPart) {
    let mut what = stays.what.clone();
    what.absorb(&goes.what);
    (what, goes.what.clone())
}

/// The organization that stays with what it takes over, and what is left of the other one.
fn merged_organizations(stays: &Organization, goes: &Organization) -> (NewOrganization, NewOrganization) {
    let mut what = stays.what.clone();
    what.absorb(&goes.what);
    what.succession.retain(|step| step.to.id != Some(goes.head.id));
    for step in &goes.what.succession {
        let known = step.to.id == Some(stays.head.id) || what.succession.iter().any(|old| old.to.id == step.to.id);
        if !known {
            what.succession.push(step.clone());
        }
    }
    let mut rest = goes.what.clone();
    rest.succession.clear();
    (what, rest)
}

/// Refuses a merge after which an organization would have become itself.
fn no_circle(conn: &mut Conn, into: &Head, from: &Head) -> Result<()> {
    let both = [into.id, from.id];
    let mut next = store::organizations::successors(conn, &both)?;
    next.retain(|id| !both.contains(id));
    let circles = succession::would_circle(into.id, &next, |ids| {
        let mut next = store::organizations::successors(conn, ids)?;
        for id in &mut next {
            if *id == from.id {
                *id = into.id;
            }
        }
        Ok::<_, Error>(next)
    })?;
    match circles {
        true => Err(Error::invalid("into", Say::new("merge-circle"))),
        false => Ok(()),
    }
}

/// Turns everything round, writes both records, and tells both histories.
fn finish<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    into: &Head,
    from: &Head,
    (what, rest): (&T::New, &T::New),
    why: &str,
) -> Result<Head> {
    let (before_into, before_from) = (records::tell::<T>(conn, into)?, records::tell::<T>(conn, from)?);
    let moved = turn(conn, T::SHELF, into, from)?;
    T::update(conn, from.id, rest)?;
    T::update(conn, into.id, what)?;
    move_citations(conn, into, from)?;
    let into_now = store::records::advance(conn, into, ctx.now)?;
    let (into_now, after_into) = records::settle::<T>(conn, into_now)?;
    if T::SHELF == Shelf::Organizations {
        transfers::rename(conn, into.id)?;
        let said = Said {
            standing: Standing::Same,
            by: ctx.actor.account,
            at: ctx.now,
            why,
        };
        store::parties::merged(conn, from.id, into.id, said)?;
    }
    let gone = Head {
        merged_into: Some(into.id),
        ..from.clone()
    };
    let gone = store::records::advance(conn, &gone, ctx.now)?;
    store::search::replace(conn, from.id, &[])?;
    let after_from = records::tell::<T>(conn, &gone)?
        .with(MERGED, into.r#ref.to_string())
        .with(MOVED, moved);
    tell(conn, ctx, &gone, why, (before_from, after_from))?;
    let after_into = after_into.with(MERGED, from.r#ref.to_string());
    tell(conn, ctx, &into_now, why, (before_into, after_into))?;
    Ok(into_now)
}

/// Makes what held the one hold the other; returns a line for each record that did.
fn turn(conn: &mut Conn, shelf: Shelf, into: &Head, from: &Head) -> Result<String> {
    // The record that stays may be more closed: what was counted of the other must not tell for a moment longer.
    let gone = match shelf {
        Shelf::Parts => On::Part(from.id),
        _ => On::MadeBy(from.id),
    };
    store::constellations::imprints::forget(conn, gone)?;
    let mut lines = String::new();
    for holder in Holder::of(shelf) {
        for reference in store::merges::holding(conn, *holder, from.id)? {
            lines.push_str(holder.as_str());
            lines.push(' ');
            lines.push_str(&reference.to_string());
            lines.push('\n');
        }
        store::merges::repoint(conn, *holder, from.id, into.id)?;
    }
    let on = match shelf {
        Shelf::Parts => On::Part(into.id),
        _ => {
            store::flows::merge(conn, from.id, into.id)?;
            On::MadeBy(into.id)
        }
    };
    store::rereadings::ask_on(conn, on)?;
    lines.truncate(lines.trim_end().len());
    Ok(lines)
}

/// The record that stays rests on the sources of both.
fn move_citations(conn: &mut Conn, into: &Head, from: &Head) -> Result<()> {
    let mut pairs: Vec<(i64, String)> = Vec::new();
    for record in [into.id, from.id] {
        for (source, locator) in store::citations::of(conn, record)? {
            let pair = (source.id, locator);
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
    }
    store::citations::replace(conn, into.id, &pairs)?;
    store::citations::replace(conn, from.id, &[])
}

fn tell(conn: &mut Conn, ctx: &Ctx, head: &Head, why: &str, (before, after): (Fields, Fields)) -> Result<()> {
    audit::record(
        conn,
        ctx,
        audit::Act {
            before: Some(before),
            after: Some(after),
            reason: why,
            ..audit::Act::on("merge", head)
        },
    )
}
