//! What an organization handed over and received, with whom and in which countries, as far as a reader may know it.
//!
//! The counts are of transfers whose ends and days the reader may read, with organizations the reader may see: there is no sum
//! here of what is kept back.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::{
    domain::{
        organizations::Organization,
        records::{Head, Link},
        release,
    },
    error::Result,
    service::Ctx,
    store::{
        self, Conn,
        flows::{Partner, Way},
    },
};

/// The most partners that are looked at, those with most transfers first.
const LOOKED_AT: i64 = 1_000;
/// The partners that are told one by one.
const TOLD: usize = 25;

/// Some transfers, and the days between which they lie, as far as these are known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub count: i64,
    /// The first day.
    pub first: Option<NaiveDate>,
    /// The last day.
    pub last: Option<NaiveDate>,
}

impl Sum {
    fn add(&mut self, other: Sum) {
        let both =
            |a: Option<NaiveDate>, b: Option<NaiveDate>, pick: fn(NaiveDate, NaiveDate) -> NaiveDate| match (a, b) {
                (Some(a), Some(b)) => Some(pick(a, b)),
                (a, b) => a.or(b),
            };
        self.count += other.count;
        self.first = both(self.first, other.first, NaiveDate::min);
        self.last = both(self.last, other.last, NaiveDate::max);
    }
}

/// The flows of an organization one way.
#[derive(Debug, Clone, Default)]
pub struct Flows {
    /// With whom: the other, its country where that may be told, and how much.
    pub partners: Vec<(Link, String, Sum)>,
    /// With which countries; empty for partners whose country is not stated.
    pub countries: Vec<(String, Sum)>,
    /// Whether there are partners that are not told one by one.
    pub more: bool,
    /// Whether there are so many that the countries leave some out.
    pub cut: bool,
}

/// What leads out of an organization, or into it.
///
/// # Errors
/// Those of the database.
pub fn of(conn: &mut Conn, ctx: &Ctx, organization: i64, way: Way) -> Result<Flows> {
    let sight = ctx.actor.sight();
    let found = store::flows::partners(conn, organization, way, sight.reach, LOOKED_AT)?;
    let cut = i64::try_from(found.len()).is_ok_and(|count| count == LOOKED_AT);
    let ids: Vec<i64> = found.iter().map(|partner| partner.other).collect();
    let heads: HashMap<i64, (Head, String)> = store::organizations::seats(conn, &ids)?
        .into_iter()
        .map(|(head, country)| (head.id, (head, country)))
        .collect();
    let mut flows = Flows {
        cut,
        ..Flows::default()
    };
    let mut countries: BTreeMap<String, Sum> = BTreeMap::new();
    for Partner {
        other,
        count,
        first,
        last,
    } in found
    {
        let Some((head, country)) = heads.get(&other).filter(|(head, _)| sight.sees(head)) else {
            continue;
        };
        let sum = Sum { count, first, last };
        let country = match release::shows::<Organization>(sight, head, "hq_country") {
            true => country.clone(),
            false => String::new(),
        };
        countries.entry(country.clone()).or_default().add(sum);
        match flows.partners.len() < TOLD {
            true => flows.partners.push((Link::to(head), country, sum)),
            false => flows.more = true,
        }
    }
    flows.countries = countries.into_iter().collect();
    flows.countries.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.count));
    Ok(flows)
}
