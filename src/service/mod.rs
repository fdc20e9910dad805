//! What a person can do: one function per act, one file per shelf.
//!
//! Every function takes `&mut Conn` and `&Ctx`, opens no transaction, first asks whether the actor
//! may, and last writes the audit log. What it returns has passed the release gate. This room must
//! never know HTTP, HTML or SQL.

use std::sync::Arc;

use chrono::{DateTime, SubsecRound, Utc};

use crate::{
    domain::{access::Actor, refs::Ref, rules::book::Rulebook},
    error::Result,
};

/// Who asks, when, under which request, and by which rules marks are read.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// Who asks.
    pub actor: Actor,
    /// The moment of the request, to the microsecond: the finest that both databases keep.
    pub now: DateTime<Utc>,
    /// The request's id, for the log.
    pub request: String,
    rules: Option<Arc<Rulebook>>,
}

impl Ctx {
    /// A context at this moment.
    pub fn new(actor: Actor, now: DateTime<Utc>, request: impl Into<String>) -> Ctx {
        Ctx {
            actor,
            now: now.trunc_subsecs(6),
            request: request.into(),
            rules: None,
        }
    }

    /// The same with the rules of this catalogue, which may be an administrator's.
    #[must_use]
    pub fn ruled(self, rules: &Arc<Rulebook>) -> Ctx {
        Ctx {
            rules: Some(Arc::clone(rules)),
            ..self
        }
    }

    /// The rules that marks are read by: those of this catalogue, or those that ship with the program.
    ///
    /// # Errors
    /// As [`rulebook::builtin`].
    pub fn rules(&self) -> Result<Arc<Rulebook>> {
        match &self.rules {
            Some(rules) => Ok(Arc::clone(rules)),
            None => rulebook::builtin(),
        }
    }

    /// A fresh random reference. References tell nothing about order or number.
    pub fn fresh_ref(&self) -> Ref {
        Ref::from_bits(rand::random())
    }
}

pub mod accounts;
pub mod audit;
pub mod batches;
pub mod cases;
pub mod chains;
pub mod citations;
pub mod claims;
pub mod components;
pub mod constellations;
pub mod dating;
pub mod dossiers;
pub mod exchange;
pub mod findings;
pub mod flows;
pub mod imports;
pub mod incidents;
pub mod links;
pub mod mappings;
pub mod markings;
pub mod merges;
pub mod neighbourhoods;
pub mod one_time;
pub mod organizations;
pub mod parties;
pub mod parts;
pub mod photos;
pub mod pictures;
pub mod priority;
pub mod proposals;
pub mod readings;
pub mod records;
pub mod rereadings;
pub mod review;
pub mod rulebook;
pub mod rules;
mod rulings;
pub mod search;
pub mod secrets;
pub mod seeds;
pub mod sign_in;
pub mod sources;
pub mod submissions;
pub mod tables;
pub mod tokens;
pub mod transfers;
pub mod units;
pub mod weapons;
