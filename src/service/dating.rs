//! When a unit was built and how soon it was used, as its reader may know it.
//!
//! What the date rests on is loaded in one read transaction and passes the release gate first: a component, mark, maker or
//! part that is out of sight moves no bound and is in no count. The marks are then read outside any transaction by the
//! rules of the process; nothing is stored. What was worked out is remembered until the log of changes grows.

use std::{collections::HashMap, sync::Arc};

use chrono::NaiveDate;

use crate::{
    domain::{
        claims::Claim,
        components::Component,
        dates::Edtf,
        dating::{Dating, Verdict, plausibility},
        incidents::Incident,
        markings::Marking,
        organizations::Organization,
        parts::Part,
        readings::Decision,
        records::{Head, Link, Record},
        refs::Ref,
        release::{self, Released},
        rules::{book::Rulebook, scheme::Scheme, span::Span},
        units::Unit,
    },
    error::{Result, Say},
    service::{
        Ctx,
        citations::Citation,
        links,
        readings::{self, Whole},
        records,
    },
    store::{self, Conn},
};

mod gist;
mod memory;
mod piece;
mod reading;

pub use gist::Gist;
use memory::Key;
pub use memory::Memory;
pub(in crate::service) use piece::{Made, piece};

/// What happened on the day that ends the time in which a weapon can have been assembled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It was used.
    Use,
    /// It was recovered; when it was used is not stated.
    Recovery,
}

/// The day that ends the time in which a weapon can have been assembled.
#[derive(Debug, Clone)]
pub struct End {
    /// What happened.
    pub ending: Ending,
    /// When.
    pub date: Edtf,
    /// The record that says so: the unit, or its incident.
    pub by: Link,
}

/// What a person decided about a mark, with who and why.
#[derive(Debug, Clone)]
pub struct Ruling {
    /// The record of the decision.
    pub link: Link,
    /// Whether it is about a reading of a rule; a reading of a person's own otherwise.
    pub rule: String,
    /// The days.
    pub span: Span,
    /// The word that was read.
    pub token: String,
    /// What was decided.
    pub verdict: Verdict,
    /// Whether it dates manufacture.
    pub manufacture: bool,
    /// Why.
    pub reason: String,
}

/// What one reading of a mark rests on; stands at the same place as its candidate.
#[derive(Debug, Clone)]
pub struct Ground {
    /// The rule; `None` for a reading of a person's own.
    pub scheme: Option<Arc<Scheme>>,
    /// The decision on it.
    pub ruling: Option<Link>,
    /// The word that is read, as transcribed.
    pub token: String,
    /// What speaks for it.
    pub reasons_for: Vec<Say>,
    /// What speaks against it.
    pub reasons_against: Vec<Say>,
}

/// A mark with what it means and why.
#[derive(Debug, Clone)]
pub struct MarkRead {
    /// The mark.
    pub link: Link,
    /// The component it stands on.
    pub piece: i64,
    /// As transcribed.
    pub text: String,
    /// What is known of each candidate, in the same order as the candidates.
    pub grounds: Vec<Ground>,
    /// Reasons to look at it again; never a verdict.
    pub suspicions: Vec<Say>,
}

/// A unit, dated.
#[derive(Debug, Clone)]
pub struct Dated {
    /// The unit.
    pub unit: Released<Unit>,
    /// What ends the time in which it can have been assembled.
    pub end: Option<End>,
    /// Its components with their marks and readings, in the order they were entered.
    pub pieces: Vec<crate::domain::dating::Piece>,
    /// The components by their row numbers.
    pub components: HashMap<i64, Link>,
    /// The marks by their row numbers.
    pub marks: HashMap<i64, MarkRead>,
    /// The sources in sight that components and marks rest on, by their row numbers.
    pub sources: HashMap<i64, Vec<Citation>>,
    /// The result.
    pub dating: Dating,
    /// Components and marks in sight that are not in the catalogue yet and therefore move nothing.
    pub uncounted: usize,
}

impl Dated {
    /// The candidates of a mark.
    pub fn candidates(&self, mark: i64) -> &[crate::domain::dating::Candidate] {
        let marks = self.pieces.iter().flat_map(|piece| &piece.marks);
        let found = marks.into_iter().find(|one| one.id == mark);
        found.map_or(&[], |mark| mark.readings.as_slice())
    }

    /// How many marks mean a date.
    pub fn dated_marks(&self) -> usize {
        use crate::domain::dating::Bearing;
        let dated = |row: &&crate::domain::dating::Row| matches!(row.bearing, Bearing::Firm | Bearing::Open);
        self.dating.rows.iter().filter(dated).count()
    }
}

/// What a date is worked out from, released to its reader.
#[derive(Debug)]
pub struct Material {
    key: Key,
    stamp: String,
    today: NaiveDate,
    unit: Released<Unit>,
    whole: Whole,
    incident: Option<Released<Incident>>,
    components: Vec<Released<Component>>,
    marks: Vec<Released<Marking>>,
    organizations: HashMap<i64, Released<Organization>>,
    parts: HashMap<i64, Released<Part>>,
    claims: Vec<Released<Claim>>,
    rulings: HashMap<i64, Vec<Ruling>>,
    dropped: HashMap<i64, String>,
    sources: HashMap<i64, Vec<Citation>>,
    uncounted: usize,
}

/// A date, or what it is to be worked out from.
#[derive(Debug)]
pub enum Asked {
    /// It was worked out before, and nothing has changed since.
    Known(Arc<Dated>),
    /// It is to be worked out by [`Memory::work_out`].
    New(Box<Material>),
}

/// What the date of a unit comes to, if that is remembered. The reader must have been shown the unit.
///
/// # Errors
/// Those of the database.
pub fn known(conn: &mut Conn, ctx: &Ctx, memory: &Memory, unit: &Released<Unit>) -> Result<Option<Gist>> {
    let stamp = store::audit::head(conn)?.unwrap_or_default();
    Ok(memory.gist(&key(ctx, unit), &stamp))
}

fn key(ctx: &Ctx, unit: &Released<Unit>) -> Key {
    Key {
        unit: unit.head().id,
        sight: ctx.actor.sight(),
        today: ctx.now.date_naive(),
    }
}

/// Loads what the date of a unit rests on, unless it is remembered.
///
/// # Errors
/// `NotFound`.
pub fn ask(conn: &mut Conn, ctx: &Ctx, memory: &Memory, r#ref: &Ref) -> Result<Asked> {
    let unit = records::show::<Unit>(conn, ctx, r#ref)?;
    let stamp = store::audit::head(conn)?.unwrap_or_default();
    let key = key(ctx, &unit);
    match memory.recall(&key, &stamp) {
        Some(known) => Ok(Asked::Known(known)),
        None => Ok(Asked::New(Box::new(gather(conn, ctx, unit, key, stamp)?))),
    }
}

/// Loads what the date of a unit rests on.
///
/// # Errors
/// `NotFound`.
pub fn material(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Material> {
    match ask(conn, ctx, &Memory::default(), r#ref)? {
        Asked::New(material) => Ok(*material),
        // A memory that has just been made remembers nothing.
        Asked::Known(_) => Err(crate::error::Error::internal("a date was remembered by nobody")),
    }
}

fn gather(conn: &mut Conn, ctx: &Ctx, unit: Released<Unit>, key: Key, stamp: String) -> Result<Material> {
    let actor = &ctx.actor;
    let (components, marks, uncounted) = found(conn, ctx, &unit)?;
    let organizations = {
        let named = components.iter().flat_map(|one| one.maker.iter().chain(&one.brand));
        let found = store::organizations::list(conn, &row_numbers(named))?;
        by_id(release::release_all(found, actor))
    };
    let parts = {
        let found = store::parts::list(
            conn,
            &row_numbers(components.iter().filter_map(|one| one.part.as_ref())),
        )?;
        by_id(release::release_all(found, actor))
    };
    let incident = match &unit.incident {
        Some(link) => Some(records::show::<Incident>(conn, ctx, &link.r#ref)?),
        None => None,
    };
    let heads = components
        .iter()
        .map(|one| one.head())
        .chain(marks.iter().map(|one| one.head()));
    let about: Vec<i64> = heads.map(|head| head.id).collect();
    let (rulings, dropped) = decided(conn, ctx, &marks)?;
    Ok(Material {
        whole: readings::whole(conn, ctx, &unit)?,
        key,
        stamp,
        today: ctx.now.date_naive(),
        claims: claims(conn, ctx, &about)?,
        sources: sources(conn, ctx, &components, &marks)?,
        unit,
        incident,
        components,
        marks,
        organizations,
        parts,
        rulings,
        dropped,
        uncounted,
    })
}

/// Components, marks, and how many of both are not counted.
type Found = (Vec<Released<Component>>, Vec<Released<Marking>>, usize);

/// The components of a unit and the marks on them that a date rests on, and how many in sight it does not rest on.
fn found(conn: &mut Conn, ctx: &Ctx, unit: &Unit) -> Result<Found> {
    let actor = &ctx.actor;
    let counts = |head: &Head| readings::beside::counts(&unit.head, head);
    let ids = store::dating::components_of(conn, unit.head.id)?;
    let mut components: Vec<Released<Component>> = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        components.extend(release::release_all(store::components::list(conn, some)?, actor));
    }
    // A component that does not tell its unit is not told by the unit either; a mark and its component likewise.
    components.retain(|one| one.unit.is_some());
    let seen = components.len();
    components.retain(|one| counts(one.head()));
    let ids: Vec<i64> = components.iter().map(|one| one.head().id).collect();
    let mut marks = Vec::new();
    for some in store::dating::marks_on(conn, &ids)?.chunks(500) {
        marks.extend(release::release_all(store::markings::list(conn, some)?, actor));
    }
    marks.retain(|one| one.component.is_some());
    let uncounted = seen - components.len() + marks.len();
    marks.retain(|one| counts(one.head()));
    let uncounted = uncounted - marks.len();
    Ok((components, marks, uncounted))
}

/// Each row number once.
fn row_numbers<'a>(links: impl Iterator<Item = &'a Link>) -> Vec<i64> {
    let mut ids: Vec<i64> = links.map(|link| link.id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn by_id<T: Record>(all: Vec<Released<T>>) -> HashMap<i64, Released<T>> {
    all.into_iter().map(|one| (one.head().id, one)).collect()
}

/// The claims in sight that tell when one of these was made.
fn claims(conn: &mut Conn, ctx: &Ctx, about: &[i64]) -> Result<Vec<Released<Claim>>> {
    let ids = store::dating::dated_claims(conn, about)?;
    let mut claims = release::release_all(store::claims::list(conn, &ids)?, &ctx.actor);
    claims.retain(|claim| claim.about.is_some() && plausibility::is_production(&claim.what.measure));
    Ok(claims)
}

/// Decisions by mark, and the reasons why marks are not relied on.
type Decided = (HashMap<i64, Vec<Ruling>>, HashMap<i64, String>);

/// What people decided about these marks, as far as the reader sees it and as long as the mark is transcribed as it was.
fn decided(conn: &mut Conn, ctx: &Ctx, marks: &[Released<Marking>]) -> Result<Decided> {
    let ids: Vec<i64> = marks.iter().map(|one| one.head().id).collect();
    let (mut rulings, mut dropped): Decided = Default::default();
    for decision in release::release_all(store::readings::of(conn, &ids)?, &ctx.actor) {
        let Some(mark) = decision.marking.as_ref().map(|link| link.id) else {
            continue;
        };
        if !decision.counts() || decision.outdated {
            continue;
        }
        if decision.what.verdict == "not_relied_on" {
            dropped.insert(mark, decision.what.reason.clone());
        } else if let Some(ruling) = ruling(&decision) {
            rulings.entry(mark).or_default().push(ruling);
        }
    }
    Ok((rulings, dropped))
}

/// The decision on one reading; `None` where what it says is withheld.
fn ruling(decision: &Decision) -> Option<Ruling> {
    let what = &decision.what;
    Some(Ruling {
        link: Link::to(&decision.head),
        rule: what.rule.clone(),
        span: what.span()?,
        token: what.token.clone(),
        verdict: match what.verdict.as_str() {
            "accepted" | "own" => Verdict::Accepted,
            "rejected" => Verdict::Rejected,
            _ => return None,
        },
        manufacture: what.kind == "production_date",
        reason: what.reason.clone(),
    })
}

/// The sources in sight that components and marks rest on.
fn sources(
    conn: &mut Conn,
    ctx: &Ctx,
    components: &[Released<Component>],
    marks: &[Released<Marking>],
) -> Result<HashMap<i64, Vec<Citation>>> {
    let sight = ctx.actor.sight();
    let heads: Vec<&Head> = components
        .iter()
        .map(|one| one.head())
        .chain(marks.iter().map(|one| one.head()))
        .filter(|head| links::tells(ctx, head, "sources"))
        .collect();
    let ids: Vec<i64> = heads.iter().map(|head| head.id).collect();
    let all = store::citations::of_all(conn, &ids)?;
    let seen = |(source, locator): (Link, String)| sight.sees_link(&source).then_some(Citation { source, locator });
    Ok(all
        .into_iter()
        .map(|(id, cited)| (id, cited.into_iter().filter_map(seen).collect()))
        .collect())
}

impl Material {
    /// Works the date out. Reads every mark, so it belongs outside transactions.
    pub fn work_out(self, book: &Rulebook) -> Dated {
        reading::work_out(self, book)
    }
}
