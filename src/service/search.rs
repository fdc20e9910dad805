//! What records are found by, and finding them.

use std::collections::HashMap;

use crate::{
    domain::{
        self,
        records::{Head, Link, Shelf},
        release,
        search::{After, Hit, Match, SHELVES},
        text,
    },
    error::{Error, Result, Say},
    service::{Ctx, records::Keep},
    store::{
        self, Conn,
        search::{Containing, Found, NewUse},
    },
};

/// One thing a record is found by: the text, and the field it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Name of the field; its release level is the term's.
    pub field: &'static str,
    /// The text as written.
    pub text: String,
    /// Whether the shelf's own rows have an index of it, so that only the dictionary must learn it.
    pub indexed: bool,
}

impl Term {
    /// A term.
    pub fn new(field: &'static str, text: impl Into<String>) -> Term {
        Term {
            field,
            text: text.into(),
            indexed: false,
        }
    }

    /// A term that is found through an index of the shelf's own rows.
    pub fn indexed(field: &'static str, text: impl Into<String>) -> Term {
        Term {
            indexed: true,
            ..Term::new(field, text)
        }
    }

    /// The text as it is compared.
    pub(super) fn folded(&self) -> String {
        text::fold_part(&self.text).chars().take(120).collect()
    }
}

/// Files a record under its terms, each as open as the record and the field allow.
pub(super) fn file<T: Keep>(conn: &mut Conn, head: &Head, terms: Vec<Term>) -> Result<()> {
    let (indexed, terms): (Vec<Term>, Vec<Term>) = terms.into_iter().partition(|term| term.indexed);
    let indexed: Vec<String> = indexed
        .iter()
        .map(Term::folded)
        .filter(|term| !term.is_empty())
        .collect();
    store::search::insert_terms(conn, indexed.iter().map(String::as_str).collect())?;
    store::search::replace(conn, head.id, &uses::<T>(head, terms))
}

/// The uses that [`file()`] writes, for those who write many at once.
pub(super) fn uses<T: Keep>(head: &Head, terms: Vec<Term>) -> Vec<NewUse> {
    let mut uses: Vec<NewUse> = Vec::with_capacity(terms.len());
    for term in terms {
        let folded = term.folded();
        if folded.is_empty() || uses.iter().any(|old| old.folded == folded) {
            continue;
        }
        uses.push(NewUse {
            folded,
            record_id: head.id,
            shelf: head.shelf,
            field: term.field.to_owned(),
            shown: term.text.chars().take(200).collect(),
            openness: head.openness().min(release::level::<T>(head, term.field).rank()),
            created_by: head.created_by,
        });
    }
    uses
}

/// Puts a part of what searching needs in order after much was written; false when all is. Nothing of the catalogue
/// changes, so anyone may, and the log tells nothing.
///
/// # Errors
/// Those of the database.
pub fn tidy(conn: &mut Conn) -> Result<bool> {
    store::search::tidy(conn)
}

/// What a search found on one shelf.
#[derive(Debug, Clone)]
pub struct Group {
    /// The shelf.
    pub shelf: Shelf,
    /// The first hits.
    pub hits: Vec<Hit>,
    /// Whether the shelf has more.
    pub more: bool,
}

/// The first answers on every shelf, the closest first.
///
/// # Errors
/// `Invalid` on the field `q` when nothing of it can be searched.
pub fn overview(conn: &mut Conn, ctx: &Ctx, query: &str, each: usize) -> Result<Vec<Group>> {
    let folded = folded(query)?;
    let terms = containing(conn, &folded)?;
    let mut groups = Vec::new();
    for shelf in SHELVES {
        let (hits, next) = some(conn, ctx, shelf, (&folded, &terms), None, each)?;
        if !hits.is_empty() {
            groups.push(Group {
                shelf,
                hits,
                more: next.is_some(),
            });
        }
    }
    Ok(groups)
}

/// A place in the answers of one shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Whether the answers that begin with the query are through.
    pub containing: bool,
    /// The last answer shown.
    pub after: After,
}

/// A page of the answers on one shelf.
///
/// # Errors
/// As [`overview`].
pub fn page(
    conn: &mut Conn,
    ctx: &Ctx,
    shelf: Shelf,
    query: &str,
    at: Option<&Place>,
    limit: usize,
) -> Result<(Vec<Hit>, Option<Place>)> {
    let folded = folded(query)?;
    let terms = containing(conn, &folded)?;
    some(conn, ctx, shelf, (&folded, &terms), at, limit)
}

fn folded(query: &str) -> Result<String> {
    let folded = domain::search::fold(query);
    match folded.is_empty() {
        true => Err(Error::invalid("q", Say::new("search-empty"))),
        false => Ok(folded),
    }
}

/// The terms that contain the query further in. Fewer than three characters have no trigram; as a fragment they would match
/// nearly everything.
fn containing(conn: &mut Conn, folded: &str) -> Result<Containing> {
    match folded.chars().count() >= 3 {
        true => store::search::containing_terms(conn, folded),
        false => Ok(Containing::Few(Vec::new())),
    }
}

/// The answers after `at`. A record that answers with several terms is shown once, with its first.
fn some(
    conn: &mut Conn,
    ctx: &Ctx,
    shelf: Shelf,
    (folded, terms): (&str, &Containing),
    at: Option<&Place>,
    limit: usize,
) -> Result<(Vec<Hit>, Option<Place>)> {
    let sight = ctx.actor.sight();
    let wanted = i64::try_from(limit + 1).map_err(Error::internal)?;
    let mut uses: Vec<(bool, Found)> = Vec::new();
    if at.is_none_or(|at| !at.containing) {
        let after = at.map(|at| &at.after);
        let found = store::search::beginning(conn, shelf, folded, sight, after, wanted)?;
        uses.extend(found.into_iter().map(|found| (false, found)));
    }
    let missing = wanted - i64::try_from(uses.len()).map_err(Error::internal)?;
    if missing > 0 {
        let after = at.filter(|at| at.containing).map(|at| &at.after);
        let found = store::search::containing(conn, shelf, (folded, terms), sight, after, missing)?;
        uses.extend(found.into_iter().map(|found| (true, found)));
    }
    let more = uses.len() > limit;
    uses.truncate(limit);
    let next = uses.last().filter(|_| more).map(|(containing, found)| Place {
        containing: *containing,
        after: After {
            folded: found.folded.clone(),
            record: found.link.id,
        },
    });
    let mut hits: Vec<Hit> = Vec::with_capacity(uses.len());
    for (
        _,
        Found {
            link,
            folded: term,
            field,
            shown,
        },
    ) in uses
    {
        if hits.iter().all(|hit| hit.link.id != link.id) {
            hits.push(Hit {
                how: Match::of(folded, &term),
                link,
                field,
                shown,
                folded: term,
            });
        }
    }
    Ok((hits, next))
}

/// Most units named under a part.
const UNITS: usize = 6;
/// The newest components of a part that are looked through for units: a few, and when they lie in too few units, more.
const LOOKED_THROUGH: [usize; 2] = [10, 60];

/// What an officer wants to know about a part that was found: who makes it, and where it turned up.
#[derive(Debug, Clone, Default)]
pub struct KnownOfPart {
    /// Its maker, if that is known and in sight.
    pub maker: Option<Link>,
    /// Units it was found in, newest first; at most six.
    pub units: Vec<Link>,
}

/// Maker and units of each hit that is a part, by row number.
///
/// # Errors
/// Those of the database.
pub fn known_of_parts<'a>(
    conn: &mut Conn,
    ctx: &Ctx,
    hits: impl Iterator<Item = &'a Hit>,
) -> Result<HashMap<i64, KnownOfPart>> {
    let sight = ctx.actor.sight();
    let parts: Vec<i64> = hits
        .filter(|hit| hit.link.shelf == Shelf::Parts)
        .map(|hit| hit.link.id)
        .collect();
    if parts.is_empty() {
        return Ok(HashMap::new());
    }
    let makers = store::search::makers_of_parts(conn, &parts)?;
    let mut found: Vec<(i64, Vec<i64>)> = Vec::with_capacity(parts.len());
    for part in parts {
        found.push((part, units_of(conn, ctx, part)?));
    }
    let mut units: Vec<i64> = found.iter().flat_map(|(_, units)| units).copied().collect();
    units.sort_unstable();
    units.dedup();
    let units = store::records::links(conn, &units)?;
    let known = found.into_iter().map(|(part, ids)| {
        let seen = ids
            .iter()
            .filter_map(|id| units.get(id))
            .filter(|unit| sight.sees_link(unit));
        let known = KnownOfPart {
            maker: makers.get(&part).filter(|maker| sight.sees_link(maker)).cloned(),
            units: seen.take(UNITS).cloned().collect(),
        };
        (part, known)
    });
    Ok(known.collect())
}

/// Units in which components of a part lie, as row numbers, the newest component first.
fn units_of(conn: &mut Conn, ctx: &Ctx, part: i64) -> Result<Vec<i64>> {
    let mut units = Vec::new();
    for most in LOOKED_THROUGH {
        let wanted = i64::try_from(most).map_err(Error::internal)?;
        let (all, looked_through) = store::search::units_with_part(conn, part, ctx.actor.sight(), wanted)?;
        units = all;
        if units.len() >= UNITS || looked_through < most {
            break;
        }
    }
    Ok(units)
}
