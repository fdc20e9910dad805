//! Chains: by which recorded transfers a component may have come from its maker to where it was found.
//!
//! Pure: the caller reads the transfers that agree with the component in some way and hands them over; [`propose`] answers with
//! ranked chains. A chain is a proposal, a person accepts it. Nothing here invents a transfer: what no record tells is a [`Gap`].
//!
//! **Time.** A chain needs days `made ≤ d1 ≤ d2 ≤ … ≤ recovered` with every `d` inside what its record says; such days exist
//! exactly when, going forward, the latest beginning so far never passes the end of the next step. Both directions narrow
//! what is shown for each step.
//!
//! **Gaps.** Custody is known from the day a party receives until it passes on, however long it keeps the goods. It is unknown
//! before the first step unless that one leaves the maker, after the last one unless it reaches a holder of the unit, and
//! between two steps where the second does not leave from the party the first one reached. Such a *middle* gap is proposed
//! only where it raises the evidence: both records beside it name the item, its lot or its date code, and no record of that
//! strength says how the sender after the gap was supplied. Two mere trades in the same product are never joined so.
//!
//! **Ranking**: see `standing`. **Bounds**: a chain has at most [`LONGEST`] steps and [`MOST_MIDDLE_GAPS`] middle gaps; a party
//! occurs once. The search keeps a few best beginnings per party and stretch of time instead of listing all of them, so its
//! time and memory grow with the number of steps, never with the number of chains; [`Proposals::cut_short`] says when a bound
//! was met. Beginnings that are dropped are worse than several others that reach the same party at about the same time.

mod facts;
pub mod kept;
mod keys;
mod outcome;
mod search;
mod shelves;
mod standing;

use chrono::NaiveDate;

use super::{
    codes::{Credibility, Reliability},
    countries::Country,
};
use crate::error::Say;

pub use keys::{Keys, LineKeys};

/// What a transfer must tell before a chain may use it: the flow of goods and its days.
pub const NEEDED: [&str; 7] = ["from", "to", "lines", "contract", "dispatch", "border", "arrival"];
/// The most steps in one chain.
pub const LONGEST: usize = 8;
/// The most gaps between two recorded steps of one chain.
pub const MOST_MIDDLE_GAPS: u8 = 2;
/// The most steps that are looked at; of more, those that agree best are taken.
pub const MOST_STEPS: usize = 60_000;

/// In what a record agrees with the component, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matched {
    /// The serial number, or a range of them.
    Serial,
    /// The production lot.
    Lot,
    /// The part and its date code.
    DateCode,
    /// The part number.
    Part,
    /// The family of parts.
    Family,
    /// The customs heading only.
    Hs,
}

impl Matched {
    /// Every way, strongest first.
    pub const ALL: [Matched; 6] = [
        Matched::Serial,
        Matched::Lot,
        Matched::DateCode,
        Matched::Part,
        Matched::Family,
        Matched::Hs,
    ];

    /// The word in JSON and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Matched::Serial => "serial",
            Matched::Lot => "lot",
            Matched::DateCode => "date code",
            Matched::Part => "part",
            Matched::Family => "family",
            Matched::Hs => "hs",
        }
    }

    /// Fluent key of the name people see.
    pub fn key(self) -> &'static str {
        match self {
            Matched::Serial => "chain-matched-serial",
            Matched::Lot => "chain-matched-lot",
            Matched::DateCode => "chain-matched-date-code",
            Matched::Part => "chain-matched-part",
            Matched::Family => "chain-matched-family",
            Matched::Hs => "chain-matched-hs",
        }
    }

    /// True where the record tells this item, its lot or its date code from others of the same product.
    pub fn anchors(self) -> bool {
        self <= Matched::DateCode
    }
}

/// What a party is on record as, where the component comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Custody {
    /// A maker.
    Maker,
    /// An authorised distributor.
    Authorised,
    /// Anything else, or nothing on record.
    Other,
    /// A consignee or an end user, and nothing else: where goods arrive to stay, as far as is on record.
    Last,
}

impl Custody {
    /// True for those whose letting go is the diversion point.
    pub fn is_authorised(self) -> bool {
        matches!(self, Custody::Maker | Custody::Authorised)
    }
}

/// One end of a step: the party, once it is resolved, where it is, and what it is on record as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct End {
    /// The organization; aliases and successors already stand for one of them. `None`: the record does not say.
    pub party: Option<i64>,
    /// Its country in this record.
    pub country: Option<Country>,
    /// Its custody.
    pub custody: Custody,
}

/// A recorded transfer that agrees with the component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The transfer's id.
    pub transfer: i64,
    /// Who gave.
    pub from: End,
    /// Who received.
    pub to: End,
    /// The first day it can have happened; `None`: open.
    pub earliest: Option<NaiveDate>,
    /// The last day it can have happened; `None`: open.
    pub latest: Option<NaiveDate>,
    /// In what it agrees with the component.
    pub matched: Matched,
    /// How reliable its source is; `None`: not graded.
    pub reliability: Option<Reliability>,
    /// How credible the record is; `None`: not graded.
    pub credibility: Option<Credibility>,
    /// The data set it comes from.
    pub dataset: Option<i64>,
}

/// What is known of the component and the unit it was found in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// The first day it can have been made, by its marks.
    pub made: Option<NaiveDate>,
    /// The last day it can have been made.
    pub made_latest: Option<NaiveDate>,
    /// The first day it can have been recovered.
    pub recovered_earliest: Option<NaiveDate>,
    /// The last day it can have been recovered: nothing happened later.
    pub recovered: Option<NaiveDate>,
    /// Its maker; where it is not known, a chain may begin at any party on record as a maker.
    pub maker: Option<i64>,
    /// Where its maker sits.
    pub maker_country: Option<Country>,
    /// Parties on record as having built or held the unit: a chain that reaches one has no gap at its end.
    pub holders: Vec<i64>,
    /// Where it was found.
    pub recovered_country: Option<Country>,
}

/// A proposed chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    /// Steps and gaps in their order.
    pub links: Vec<Link>,
    /// 0 to 1; never higher than that of a chain ranked before it, and comparable between components.
    pub score: f64,
    /// Where the last authorised custodian let go.
    pub diversion: Diversion,
    /// Why it stands where it stands.
    pub reasons: Vec<Say>,
}

/// A part of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// A recorded transfer.
    Step(ChainStep),
    /// A hole in the record.
    Gap(Gap),
}

/// A transfer in a chain; told by one record or by several of different data sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainStep {
    /// The transfers that tell it, best graded first; never empty.
    pub transfers: Vec<i64>,
    /// Who gave.
    pub from: End,
    /// Who received.
    pub to: End,
    /// The first day that fits into this chain.
    pub earliest: Option<NaiveDate>,
    /// The last day that fits into this chain.
    pub latest: Option<NaiveDate>,
    /// In what it agrees with the component.
    pub matched: Matched,
    /// How many other transfers between the same parties would fit in its place.
    pub others: usize,
}

/// A place on one side of a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The party, where one is known.
    pub party: Option<i64>,
    /// The country, where one is known.
    pub country: Option<Country>,
}

/// Where in a chain a gap is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapAt {
    /// Between the maker and the first step.
    Beginning,
    /// Between two steps.
    Middle,
    /// Between the last step and the unit.
    End,
}

/// A stretch for which no record says who had the component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Where it is.
    pub at: GapAt,
    /// It lasted at least so many days.
    pub days_min: i64,
    /// It lasted at most so many days; `None`: the record has no bound.
    pub days_max: Option<i64>,
    /// Last known before it.
    pub from: Place,
    /// First known after it.
    pub to: Place,
}

/// Where the last authorised custodian, the maker or an authorised distributor on record, let go of the component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Diversion {
    /// With this step.
    Stated {
        /// Index into [`Chain::links`].
        link: usize,
        /// The custodian.
        by: Place,
    },
    /// Somewhere in this gap: the custodian is known, to whom and when it let go is not.
    InGap {
        /// Index into [`Chain::links`].
        link: usize,
        /// The custodian.
        by: Place,
    },
    /// No authorised custodian occurs in the chain.
    Unknown,
}

/// What [`propose`] found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proposals {
    /// Best first.
    pub chains: Vec<Chain>,
    /// True when a bound was met, so that a chain may be missing.
    pub cut_short: bool,
    /// Records that cannot be part of any chain: outside the time between making and recovery.
    pub out_of_time: usize,
    /// Records in which a party passes goods to itself: they move nothing.
    pub to_itself: usize,
}

/// The best chains, at most `limit`, at most one for the same parties in the same order; a chain that is only a piece of one
/// ranked before it is left out. The order of `steps` does not matter.
pub fn propose(subject: &Subject, steps: &[Step], limit: usize) -> Proposals {
    let gathered = facts::gather(subject, steps);
    let found = search::run(subject, &gathered.facts, &gathered.parties, limit);
    let chains = found
        .paths
        .iter()
        .map(|path| outcome::chain(subject, steps, &gathered, path))
        .collect();
    Proposals {
        chains,
        cut_short: found.cut_short || gathered.cut_short,
        out_of_time: gathered.out_of_time,
        to_itself: gathered.to_itself,
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod worlds;
