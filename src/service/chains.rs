//! By which recorded transfers a component may have come from its maker to where it was found, as its reader may know it; and the
//! way back, from a party or a transfer to the components that could have come through it.
//!
//! Nothing is stored of what is proposed: the chains are worked out from the records in sight each time they are asked for. A transfer, a party, a
//! mark or a date that is out of sight is in no step, no gap, no count, no rank and no reason.

use chrono::NaiveDate;

use crate::{
    domain::{
        chains::{self, GapAt, Matched},
        components::Component,
        records::Link,
        refs::Ref,
        release::Released,
        transfers::Transfer,
        units::Unit,
    },
    error::{Result, Say},
    service::{Ctx, records},
    store::Conn,
};

mod decisions;
mod gathering;
mod looking_up;
mod parties;
mod retelling;
mod reverse;
mod subject;
mod telling;
mod words;

pub use decisions::{Shown, Stand, decide, decided, show};
pub use looking_up::{LookedUp, look_up};
pub use reverse::{Carried, Through, of_organization, of_transfer};

/// The most chains that are told.
pub const MOST: usize = 10;

/// A component with its candidate chains.
#[derive(Debug, Clone)]
pub struct Found {
    /// The component.
    pub component: Released<Component>,
    /// The unit it was found in.
    pub unit: Option<Released<Unit>>,
    /// The first day it can have been made, by its marks.
    pub made: Option<NaiveDate>,
    /// The last day.
    pub made_latest: Option<NaiveDate>,
    /// The last day on which anything can have been done with it.
    pub recovered: Option<NaiveDate>,
    /// Whether it has a mark that can be read.
    pub has_marks: bool,
    /// Whether anything is known by which a transfer can be looked for.
    pub has_keys: bool,
    /// How many transfers in sight agree with it and lie in its time.
    pub looked_at: usize,
    /// Whether a bound was met, so that a chain may be missing.
    pub cut_short: bool,
    /// Best first.
    pub chains: Vec<Chain>,
    /// What people decided about chains of this component, newest first.
    pub stands: Vec<Stand>,
}

/// A candidate chain.
#[derive(Debug, Clone)]
pub struct Chain {
    /// From 1.
    pub rank: usize,
    /// From 0 to 1.
    pub score: f64,
    /// Steps and gaps in their order.
    pub links: Vec<Piece>,
    /// Where the last authorised custodian let go.
    pub diversion: Diversion,
    /// Why it stands where it stands.
    pub reasons: Vec<Say>,
}

/// A part of a chain.
#[derive(Debug, Clone)]
pub enum Piece {
    /// A recorded transfer.
    Step(Box<Step>),
    /// A hole in the record.
    Gap(Box<Gap>),
}

/// A recorded transfer in a chain.
#[derive(Debug, Clone)]
pub struct Step {
    /// The records that tell it, best graded first; never empty.
    pub transfers: Vec<Released<Transfer>>,
    /// Who let go.
    pub from: Who,
    /// Who took.
    pub to: Who,
    /// The first day that fits into this chain.
    pub earliest: Option<NaiveDate>,
    /// The last day that fits into this chain.
    pub latest: Option<NaiveDate>,
    /// In what it agrees with the component.
    pub matched: Matched,
    /// How many other transfers between the same parties would fit in its place.
    pub others: usize,
}

impl Found {
    /// What was decided about a chain.
    pub fn stand_on(&self, chain: &Chain) -> Option<&Stand> {
        self.stands
            .iter()
            .find(|stand| chain.is_of(&stand.decision.transfers()))
    }

    /// Decisions about chains that are not among those proposed.
    pub fn apart(&self) -> impl Iterator<Item = &Stand> {
        let proposed = |stand: &&Stand| {
            let transfers = stand.decision.transfers();
            self.chains.iter().any(|chain| chain.is_of(&transfers))
        };
        self.stands.iter().filter(move |stand| !proposed(stand))
    }
}

impl Step {
    /// Whether somebody graded one of its records.
    pub fn is_graded(&self) -> bool {
        let graded = |one: &Released<Transfer>| !one.what.reliability.is_empty() || !one.what.credibility.is_empty();
        self.transfers.iter().any(graded)
    }
}

/// A stretch for which no record in sight says who had the component.
#[derive(Debug, Clone)]
pub struct Gap {
    /// Where it is.
    pub at: GapAt,
    /// It lasted at least so many days.
    pub days_min: i64,
    /// It lasted at most so many days; `None`: nothing bounds it.
    pub days_max: Option<i64>,
    /// Last known before it.
    pub from: Who,
    /// First known behind it; behind the last gap, the unit.
    pub to: Who,
}

/// A party at a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Who {
    /// The record of the organization, or of the unit.
    pub link: Option<Link>,
    /// Its name; empty when not known.
    pub name: String,
    /// Its country, as a code; empty when not known.
    pub country: String,
}

/// Where the last authorised custodian let go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Diversion {
    /// With the step at this place of the chain.
    Stated(usize),
    /// In the gap at this place of the chain.
    InGap(usize),
    /// No authorised custodian is on record in the chain.
    Unknown,
}

/// The candidate chains of a component, as far as the reader may know.
///
/// # Errors
/// `NotFound`.
pub fn of_component(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Found> {
    let component = records::show::<Component>(conn, ctx, r#ref)?;
    let known = subject::known(conn, ctx, component)?;
    let gathered = gathering::gather(conn, ctx, &known)?;
    let subject = gathered.parties.resolved(&known.subject);
    let proposed = chains::propose(&subject, &gathered.steps, MOST);
    let chains = telling::tell(conn, ctx, &known, &gathered.parties, &proposed.chains)?;
    let stands = decided(conn, ctx, known.component.head.id)?;
    Ok(Found {
        stands,
        has_keys: known.has_keys(),
        made: subject.made,
        made_latest: subject.made_latest,
        recovered: subject.recovered,
        has_marks: known.marks > 0,
        looked_at: gathered.steps.len(),
        cut_short: gathered.cut_short || proposed.cut_short,
        chains,
        component: known.component,
        unit: known.unit,
    })
}
