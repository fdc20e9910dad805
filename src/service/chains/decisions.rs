//! What people decide about chains: proposing it, and letting it into the catalogue only while its steps make a chain.

use chrono::{DateTime, Utc};

use super::{Chain, of_component, retelling::retell};
use crate::{
    domain::{
        access::Action,
        chains::kept::{self, KeptChain, NewKeptChain, NewStep},
        components::Component,
        fields::Fields,
        records::{Head, Link, Record, Shelf, State},
        refs::Ref,
        release::{self, Release, Released},
    },
    error::{Error, Problems, Result, Say},
    service::{
        Ctx,
        citations::{self, Citation},
        links,
        readings::behind,
        records::{self, Keep, Narrow},
        search::Term,
        submissions,
    },
    store::{
        self, Conn,
        chains::kept as rows,
        records::{Among, Order},
    },
};

impl Keep for KeptChain {
    type New = NewKeptChain;
    const NAMED_BY: &'static str = "component";
    const ORDER: Order = Order::Falling;
    const NARROWS: &'static [Narrow] = &[Narrow {
        name: "component",
        shelf: Some(Shelf::Components),
        fields: &["component"],
        among: Among::ChainsOf,
    }];

    fn parse(fields: &Fields) -> Result<NewKeptChain> {
        NewKeptChain::parse(fields)
    }

    fn resolve(conn: &mut Conn, ctx: &Ctx, new: &mut NewKeptChain, problems: &mut Problems) -> Result<()> {
        links::point(conn, ctx, Shelf::Components, "component", &mut new.component, problems)?;
        for step in &mut new.steps {
            links::point(conn, ctx, Shelf::Transfers, "steps", &mut step.transfer, problems)?;
            if let (Some(id), None) = (step.transfer.id, step.version) {
                step.version = Some(store::records::get(conn, id)?.version);
            }
        }
        Ok(())
    }

    fn check(conn: &mut Conn, ctx: &Ctx, id: Option<i64>, new: &NewKeptChain, problems: &mut Problems) -> Result<()> {
        let (Some(component), Some(transfers)) = (new.component.id, new.transfers()) else {
            return Ok(());
        };
        if let Some(id) = id {
            let head = store::records::get(conn, id)?;
            // What stays as it was decided stays, also when a step has changed since.
            if is_same(&rows::find(conn, head)?, new) {
                return Ok(());
            }
        }
        for (step, id) in new.steps.iter().zip(&transfers) {
            let head = store::records::get(conn, *id)?;
            if step.version != Some(head.version) {
                let say = Say::new("chains-step-newer").with("ref", head.r#ref);
                problems.add("steps", say.with("version", head.version));
                return Ok(());
            }
        }
        unopposed(conn, ctx, id, component, &transfers, &new.verdict)?;
        if !makes_a_chain(conn, ctx, component, &transfers)? {
            problems.add("steps", Say::new("chains-make-none"));
        }
        Ok(())
    }

    /// The steps must be in the catalogue and make a chain as they stand now, and nothing else may have been decided.
    fn admit(conn: &mut Conn, ctx: &Ctx, record: &KeptChain) -> Result<()> {
        let Some(component) = record.component.as_ref().map(|link| link.id) else {
            return Ok(());
        };
        let transfers = record.transfers();
        for head in store::records::get_all(conn, &transfers)?.into_values() {
            if head.state != State::Accepted || head.merged_into.is_some() {
                let say = Say::new("chains-step-not-in").with("ref", head.r#ref);
                return Err(Error::Conflict(say));
            }
        }
        unopposed(
            conn,
            ctx,
            Some(record.head.id),
            component,
            &transfers,
            &record.what.verdict,
        )?;
        if !makes_a_chain(conn, ctx, component, &transfers)? {
            return Err(Error::invalid("steps", Say::new("chains-make-none")));
        }
        rows::stamp(conn, record.head.id, &transfers)
    }

    fn insert(conn: &mut Conn, id: i64, new: &NewKeptChain) -> Result<()> {
        rows::insert(conn, id, new)
    }

    fn update(conn: &mut Conn, id: i64, new: &NewKeptChain) -> Result<()> {
        rows::update(conn, id, new)
    }

    fn load(conn: &mut Conn, head: Head) -> Result<KeptChain> {
        rows::find(conn, head)
    }

    fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<KeptChain>> {
        rows::list(conn, ids)
    }

    fn title(&self) -> String {
        self.component
            .as_ref()
            .map_or_else(String::new, |link| link.title.clone())
    }

    /// Nothing: the newest come first.
    fn sort(&self) -> String {
        String::new()
    }

    /// None: a decision is found through its component, because it may never be more open than its steps.
    fn terms(&self) -> Vec<Term> {
        Vec::new()
    }
}

fn is_same(kept: &KeptChain, new: &NewKeptChain) -> bool {
    let component = kept.component.as_ref().map(|link| link.id);
    let before = kept
        .steps
        .iter()
        .map(|step| (Some(step.transfer.id), Some(step.version)));
    let after = new.steps.iter().map(|step| (step.transfer.id, step.version));
    component == new.component.id && kept.what.verdict == new.verdict && before.eq(after)
}

/// Whether the transfers make a chain for the component as the actor may know both: by themselves, or as one that is proposed.
fn makes_a_chain(conn: &mut Conn, ctx: &Ctx, component: i64, transfers: &[i64]) -> Result<bool> {
    let head = store::records::get(conn, component)?;
    let reference = head.r#ref;
    let component = records::show::<Component>(conn, ctx, &reference)?;
    if retell(conn, ctx, component, transfers)?.is_some() {
        return Ok(true);
    }
    let proposed = of_component(conn, ctx, &reference)?.chains;
    Ok(proposed.iter().any(|chain| chain.is_of(transfers)))
}

/// No other decision in the actor's sight may stand about the same chain, and no component came by two.
fn unopposed(
    conn: &mut Conn,
    ctx: &Ctx,
    id: Option<i64>,
    component: i64,
    transfers: &[i64],
    verdict: &str,
) -> Result<()> {
    let others = release::release_all(rows::of(conn, &[component])?, &ctx.actor);
    // What is being accepted is only opposed by what has been.
    let entering = match id {
        Some(id) => store::records::get(conn, id)?.state == State::Accepted,
        None => false,
    };
    let counts = |other: &KeptChain| match other.head.state {
        State::Accepted => true,
        State::Submitted => !entering,
        State::Draft => !entering && other.head.created_by == ctx.actor.account,
        State::Returned | State::Withdrawn => false,
    };
    for other in others {
        if Some(other.head.id) == id || !counts(&other) {
            continue;
        }
        let key = match (other.transfers() == transfers, other.what.verdict == verdict) {
            (true, true) if other.counts() => "chains-decided-already",
            (true, true) => "chains-proposed-already",
            (true, false) if other.counts() => "chains-decided-otherwise",
            (true, false) => "chains-proposed-otherwise",
            (false, true) if other.counts() && other.is_for() => "chains-other-stands",
            (false, _) => continue,
        };
        return Err(Error::Conflict(Say::new(key).with("ref", other.head.r#ref)));
    }
    Ok(())
}

/// Proposes a decision about a chain of a component, as open as the most closed of what it rests on, and hands it in at once
/// where nothing of that is still on its author's desk.
///
/// # Errors
/// As [`records::create`]; `NotFound` for a component out of sight; `Conflict` when someone has decided about the same chain.
pub fn decide(conn: &mut Conn, ctx: &Ctx, component: &Ref, fields: &Fields) -> Result<Head> {
    ctx.actor.must(Action::Write)?;
    let component = records::show::<Component>(conn, ctx, component)?;
    let mut fields = fields.clone();
    fields.set("component", component.head().r#ref.to_string());
    if fields.get("release").is_empty() {
        fields.set("release", lowest(conn, ctx, component.head(), &fields)?.as_str());
    }
    let head = records::create::<KeptChain>(conn, ctx, &fields)?;
    let made = rows::find(conn, head.clone())?;
    let heads = store::records::get_all(conn, &made.rests_on.iter().map(|link| link.id).collect::<Vec<_>>())?;
    let on_the_desk = heads
        .values()
        .any(|head| matches!(head.state, State::Draft | State::Returned));
    if on_the_desk || head.state != State::Draft {
        return Ok(head);
    }
    submissions::submit_record(conn, ctx, Shelf::Chains, &head.r#ref, "")?;
    store::records::get(conn, head.id)
}

/// The level of the most closed of what the decision would rest on.
fn lowest(conn: &mut Conn, ctx: &Ctx, component: &Head, fields: &Fields) -> Result<Release> {
    let mut level = component.release;
    for step in fields.lines("steps").filter_map(|line| NewStep::parse(line).ok()) {
        if let Ok(id) = links::find(conn, ctx, Shelf::Transfers, &step.transfer.text)? {
            level = level.min(kept::needed(&store::records::get(conn, id)?));
        }
    }
    Ok(level)
}

/// A decision about a chain, and who stands behind it.
#[derive(Debug, Clone)]
pub struct Stand {
    /// The decision.
    pub decision: Released<KeptChain>,
    /// What the person who proposed it is called; empty for readers who may not know, and for the command line.
    pub proposed_by: String,
    /// What the person who accepted it is called, as `proposed_by`.
    pub accepted_by: String,
    /// When it was accepted.
    pub accepted_at: Option<DateTime<Utc>>,
}

/// The decisions about chains of a component that this reader may see, newest first; those taken out of the catalogue are left
/// out. Only those whose [`KeptChain::counts`] is true have been accepted by a second person.
///
/// # Errors
/// Those of the database.
pub fn decided(conn: &mut Conn, ctx: &Ctx, component: i64) -> Result<Vec<Stand>> {
    let found = release::release_all(rows::of(conn, &[component])?, &ctx.actor);
    let standing = found
        .into_iter()
        // Whoever may not know what it is about must not find it here.
        .filter(|one| one.component.is_some())
        .filter(|one| one.head.state != State::Withdrawn && one.head.merged_into.is_none());
    standing.map(|decision| stand(conn, ctx, decision)).collect()
}

fn stand(conn: &mut Conn, ctx: &Ctx, decision: Released<KeptChain>) -> Result<Stand> {
    let behind = behind(conn, ctx, &decision.head)?;
    Ok(Stand {
        proposed_by: behind.proposed_by,
        accepted_by: behind.accepted_by,
        accepted_at: behind.accepted_at,
        decision,
    })
}

/// The page of a decision.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The decision, with who stands behind it.
    pub stand: Stand,
    /// What the component is called.
    pub component: Option<Link>,
    /// The chain as its steps stand now; `None` where they make none any more, or none that this reader may know of.
    pub chain: Option<Chain>,
    /// What it rests on.
    pub sources: Vec<Citation>,
}

/// A decision with its chain, as far as the reader sees them.
///
/// # Errors
/// `NotFound`.
pub fn show(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Shown> {
    let decision = records::show::<KeptChain>(conn, ctx, r#ref)?;
    let transfers = decision.transfers();
    let mut chain = None;
    let mut named = None;
    if let Some(link) = &decision.component {
        let component = records::show::<Component>(conn, ctx, &link.r#ref)?;
        named = Some(Link {
            title: component.public_name(),
            ..link.clone()
        });
        chain = retell(conn, ctx, component, &transfers)?;
    }
    Ok(Shown {
        sources: citations::of(conn, decision.head().id, ctx.actor.sight())?,
        component: named,
        chain,
        stand: stand(conn, ctx, decision)?,
    })
}
