//! What people do with incidents.

use crate::{
    domain::{
        claims::Claim,
        dates::Edtf,
        fields::Fields,
        incidents::{Incident, NewIncident},
        records::{Head, Link, Record},
        refs::Ref,
        release::{self, Released},
    },
    error::{Problems, Result},
    service::{
        Ctx,
        citations::{self, Citation},
        claims, links,
        records::{self, Keep},
        search::Term,
    },
    store::{self, Conn, records::Order},
};

/// Most units on an incident's page; the list of units, narrowed to the incident, has them all.
const UNITS: i64 = 500;

impl Keep for Incident {
    type New = NewIncident;
    const NAMED_BY: &'static str = "name";
    const ORDER: Order = Order::Falling;

    fn parse(fields: &Fields) -> Result<NewIncident> {
        NewIncident::parse(fields)
    }

    fn resolve(_: &mut Conn, _: &Ctx, _: &mut NewIncident, _: &mut Problems) -> Result<()> {
        Ok(())
    }

    fn insert(conn: &mut Conn, id: i64, new: &NewIncident) -> Result<()> {
        store::incidents::insert(conn, id, new)
    }

    fn update(conn: &mut Conn, id: i64, new: &NewIncident) -> Result<()> {
        store::incidents::update(conn, id, new)
    }

    fn load(conn: &mut Conn, head: Head) -> Result<Incident> {
        store::incidents::find(conn, head)
    }

    fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Incident>> {
        store::incidents::list(conn, ids)
    }

    fn title(&self) -> String {
        self.what.name.clone()
    }

    /// The earliest day; the place in the list must not tell a date that is more closed than the record.
    fn sort(&self) -> String {
        release::day_to_sort::<Incident>(&self.head, "date", self.what.date.as_ref().and_then(Edtf::earliest))
    }

    fn terms(&self) -> Vec<Term> {
        let mut terms = vec![Term::new("name", &self.what.name)];
        // The dictionary is as open as the field; it cannot give a coarser name to some readers.
        if !self.what.is_place_withheld() {
            terms.push(Term::new("place", &self.what.place));
        }
        terms
    }
}

/// An incident's page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The incident.
    pub incident: Released<Incident>,
    /// Units used or found in it; at most 500.
    pub units: Vec<Link>,
    /// Whether there are more.
    pub more: bool,
    /// What is said about it.
    pub claims: Vec<Released<Claim>>,
    /// What it rests on.
    pub sources: Vec<Citation>,
}

/// An incident with what the catalogue holds of it, as far as the reader sees it.
///
/// # Errors
/// `NotFound`.
pub fn show(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Shown> {
    let incident = records::show::<Incident>(conn, ctx, r#ref)?;
    let id = incident.head().id;
    let heads = store::incidents::units(conn, id, UNITS)?;
    let units = heads
        .iter()
        .filter(|head| links::tells(ctx, head, "incident"))
        .map(Link::to)
        .collect();
    Ok(Shown {
        more: i64::try_from(heads.len()).is_ok_and(|count| count >= UNITS),
        units,
        claims: claims::about(conn, ctx, id)?,
        sources: citations::of(conn, id, ctx.actor.sight())?,
        incident,
    })
}
