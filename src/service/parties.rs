//! Organizations that may be one: put before reviewers with the reasons, and decided by them. Nothing is merged by itself.

use crate::{
    domain::{
        access::Action,
        fields::Fields,
        organizations::Organization,
        parties::candidates::{Candidate, Standing},
        records::{Cursor, Head, Link, Shelf},
        refs::Ref,
        release::{self, Released},
        review,
    },
    error::{Error, Result, Say},
    service::{
        Ctx, audit,
        citations::{self, Citation},
        flows,
        imports::desk,
        merges, records,
    },
    store::{
        self, Conn,
        flows::Way,
        parties::{Said, Wish},
    },
};

pub mod comparing;

/// Counts go no further; behind it stands "or more".
pub const COUNTED: usize = 1_000;

/// What a list is narrowed to, and by what.
#[derive(Debug, Clone, Default)]
pub struct Narrowing {
    wish: Wish,
    /// The organization, if one is named.
    pub organization: Option<Link>,
    /// The import, if one is named: its reference.
    pub import: Option<Ref>,
}

impl Narrowing {
    /// How far the pairs of the list are.
    pub fn standing(&self) -> Standing {
        self.wish.standing.unwrap_or(Standing::Open)
    }
}

/// Reads the filters `state`, `organization` and `import` of a list.
///
/// # Errors
/// `Invalid` for a state that is none, `NotFound` for a record out of sight.
pub fn narrowing(conn: &mut Conn, ctx: &Ctx, query: &Fields) -> Result<Narrowing> {
    ctx.actor.must(Action::Review)?;
    let mut narrowing = Narrowing::default();
    narrowing.wish.standing = match query.get("state") {
        "" => None,
        given => {
            let known = Standing::parse(given);
            let say = || Say::new("parties-state-unknown").with("given", given);
            Some(known.ok_or_else(|| Error::invalid("state", say()))?)
        }
    };
    if !query.get("organization").is_empty() {
        let link = records::target(conn, ctx, Some(Shelf::Organizations), query.get("organization"))?;
        narrowing.wish.organization = Some(link.id);
        narrowing.organization = Some(link);
    }
    if !query.get("import").is_empty() {
        let missing = |_say| Error::NotFound("imports");
        let import = Ref::parse(query.get("import")).map_err(missing)?;
        let import = desk::find(conn, ctx, &import)?;
        narrowing.wish.import = Some(import.id);
        narrowing.import = Some(import.r#ref);
    }
    Ok(narrowing)
}

/// A pair as the list tells it.
#[derive(Debug, Clone)]
pub struct Proposed {
    /// The pair.
    pub candidate: Candidate,
    /// The older organization.
    pub one: Released<Organization>,
    /// The other.
    pub other: Released<Organization>,
}

/// A page of pairs, most alike first.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`; those of the database.
pub fn list(
    conn: &mut Conn,
    ctx: &Ctx,
    narrowing: &Narrowing,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<(Vec<Proposed>, Option<Cursor>)> {
    ctx.actor.must(Action::Review)?;
    let wanted = i64::try_from(limit + 1).map_err(Error::internal)?;
    let mut found = store::parties::page(conn, narrowing.wish, ctx.actor.sight(), after, wanted)?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| Cursor {
        sort: last.score.to_string(),
        id: last.id,
    });
    let mut ids: Vec<i64> = found.iter().flat_map(|pair| [pair.one, pair.other]).collect();
    ids.sort_unstable();
    ids.dedup();
    let all = release::release_all(store::organizations::list(conn, &ids)?, &ctx.actor);
    let named = |id: i64| all.iter().find(|one| one.head.id == id).cloned();
    let proposed = found.into_iter().filter_map(|candidate| {
        Some(Proposed {
            one: named(candidate.one)?,
            other: named(candidate.other)?,
            candidate,
        })
    });
    Ok((proposed.collect(), next))
}

/// How many pairs wait, up to [`COUNTED`]; nothing for those who do not decide.
///
/// # Errors
/// Those of the database.
pub fn waiting(conn: &mut Conn, ctx: &Ctx, organization: Option<i64>, import: Option<i64>) -> Result<usize> {
    if !ctx.actor.may(Action::Review) {
        return Ok(0);
    }
    let wish = Wish {
        standing: None,
        organization,
        import,
    };
    let limit = i64::try_from(COUNTED).map_err(Error::internal)?;
    store::parties::count(conn, wish, ctx.actor.sight(), limit)
}

/// How many organizations wait to be compared.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`; those of the database.
pub fn uncompared(conn: &mut Conn, ctx: &Ctx) -> Result<i64> {
    ctx.actor.must(Action::Review)?;
    store::parties::count_asked(conn)
}

/// One of a pair with what tells it from others.
#[derive(Debug, Clone)]
pub struct Side {
    /// The organization.
    pub organization: Released<Organization>,
    /// The sources it rests on.
    pub citations: Vec<Citation>,
    /// Transfers out of its hands, and into them, as far as both ends are known.
    pub transfers: (i64, i64),
    /// What the organization withholds that the other one's readers would learn by a merge into it.
    pub opened: Vec<&'static str>,
}

/// A pair side by side.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The pair.
    pub candidate: Candidate,
    /// The older organization.
    pub one: Side,
    /// The other.
    pub other: Side,
}

/// One pair.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`.
pub fn show(conn: &mut Conn, ctx: &Ctx, id: i64) -> Result<Shown> {
    let (candidate, [one, other]) = find(conn, ctx, id)?;
    Ok(Shown {
        one: side(conn, ctx, one.clone(), &other)?,
        other: side(conn, ctx, other, &one)?,
        candidate,
    })
}

fn find(conn: &mut Conn, ctx: &Ctx, id: i64) -> Result<(Candidate, [Head; 2])> {
    ctx.actor.must(Action::Review)?;
    let missing = || Error::NotFound("parties");
    let candidate = store::parties::find(conn, id)?.ok_or_else(missing)?;
    let sight = ctx.actor.sight();
    let mut head = |id: i64| match store::records::get(conn, id) {
        Ok(head) if sight.sees(&head) => Ok(head),
        Ok(_) => Err(missing()),
        Err(failure) => Err(failure),
    };
    let heads = [head(candidate.one)?, head(candidate.other)?];
    Ok((candidate, heads))
}

fn side(conn: &mut Conn, ctx: &Ctx, head: Head, other: &Head) -> Result<Side> {
    let id = head.id;
    let mut sum = |way: Way| -> Result<i64> {
        let flows = flows::of(conn, ctx, id, way)?;
        Ok(flows.countries.iter().map(|(_, sum)| sum.count).sum())
    };
    let transfers = (sum(Way::Out)?, sum(Way::In)?);
    let opened = merges::opened_by(&head, other);
    let organization = store::organizations::find(conn, head)?;
    Ok(Side {
        organization: release::release(organization, &ctx.actor)?,
        citations: citations::of(conn, id, ctx.actor.sight())?,
        transfers,
        opened,
    })
}

/// What a reviewer says about a pair.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// `same` or `different`.
    pub decision: String,
    /// Which of the two stays: its reference. Only for the same.
    pub stays: String,
    /// Why.
    pub why: String,
    /// That what the one that goes withheld may be told by the one that stays.
    pub opening: bool,
}

/// Decides: merges the two, or remembers that they are two. Returns the record that stays, or `None`.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`; `Conflict` for a pair that was decided on; `Invalid` on `decision`, `stays`, `why`
/// or `opening`.
pub fn decide(conn: &mut Conn, ctx: &Ctx, id: i64, verdict: &Verdict) -> Result<Option<Head>> {
    let (candidate, [one, other]) = find(conn, ctx, id)?;
    let decided = || Error::Conflict(Say::new("parties-decided-already"));
    if candidate.standing != Standing::Open || one.merged_into.is_some() || other.merged_into.is_some() {
        return Err(decided());
    }
    let why = review::remark(&verdict.why).map_err(|say| Error::invalid("why", say))?;
    if why.is_empty() {
        return Err(Error::invalid("why", Say::new("required")));
    }
    match verdict.decision.as_str() {
        "different" => {
            let said = Said {
                standing: Standing::Different,
                by: ctx.actor.account,
                at: ctx.now,
                why: &why,
            };
            if !store::parties::decide(conn, id, said)? {
                return Err(decided());
            }
            let told = Fields::new()
                .with("one", one.r#ref.to_string())
                .with("other", other.r#ref.to_string());
            let act = audit::Act {
                action: "tell_apart",
                shelf: "parties",
                subject: one.r#ref.to_string(),
                reason: &why,
                after: Some(told),
                ..audit::Act::default()
            };
            audit::record(conn, ctx, act)?;
            Ok(None)
        }
        "same" => {
            let stays = Ref::parse(verdict.stays.trim()).ok();
            let (into, from) = match stays {
                Some(stays) if stays == one.r#ref => (one, other),
                Some(stays) if stays == other.r#ref => (other, one),
                _ => return Err(Error::invalid("stays", Say::new("parties-stays-neither"))),
            };
            let wish = merges::Wish {
                into: into.r#ref.to_string(),
                why,
                opening: verdict.opening,
                version: Some(from.version),
                into_version: Some(into.version),
            };
            merges::merge(conn, ctx, Shelf::Organizations, &from.r#ref, &wish).map(Some)
        }
        _ => Err(Error::invalid("decision", Say::new("parties-decision-unknown"))),
    }
}
