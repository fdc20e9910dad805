//! What people do with units.

use crate::{
    domain::{
        claims::Claim,
        components::Line,
        fields::Fields,
        incidents::Incident,
        records::{Head, Record, Shelf},
        refs::Ref,
        release::Released,
        units::{NewUnit, Unit},
    },
    error::{Problems, Result},
    service::{
        Ctx,
        citations::{self, Citation},
        claims, components, links,
        photos::{self, Plate},
        records::{self, Keep, Narrow},
        search::Term,
    },
    store::{
        self, Conn,
        records::{Among, Order},
    },
};

/// The most nodes of a tree on one page; a list leads to the others.
const NODES: usize = 1_000;

impl Keep for Unit {
    type New = NewUnit;
    const NAMED_BY: &'static str = "name";
    const ORDER: Order = Order::Falling;
    const NARROWS: &'static [Narrow] = &[
        Narrow {
            name: "weapon",
            shelf: Some(Shelf::Weapons),
            fields: &["weapon", "or_weapons"],
            among: Among::UnitsOf,
        },
        Narrow {
            name: "incident",
            shelf: Some(Shelf::Incidents),
            fields: &["incident"],
            among: Among::UnitsAt,
        },
    ];

    fn parse(fields: &Fields) -> Result<NewUnit> {
        NewUnit::parse(fields)
    }

    fn resolve(conn: &mut Conn, ctx: &Ctx, new: &mut NewUnit, problems: &mut Problems) -> Result<()> {
        links::point(conn, ctx, Shelf::Weapons, "weapon", &mut new.weapon, problems)?;
        links::point(conn, ctx, Shelf::Incidents, "incident", &mut new.incident, problems)?;
        for weapon in &mut new.or_weapons {
            links::point(conn, ctx, Shelf::Weapons, "or_weapons", weapon, problems)?;
        }
        for answer in &mut new.attributions {
            links::point(conn, ctx, Shelf::Sources, "attributions", &mut answer.source, problems)?;
        }
        Ok(())
    }

    fn insert(conn: &mut Conn, id: i64, new: &NewUnit) -> Result<()> {
        store::units::insert(conn, id, new)
    }

    fn update(conn: &mut Conn, id: i64, new: &NewUnit) -> Result<()> {
        store::units::update(conn, id, new)
    }

    fn load(conn: &mut Conn, head: Head) -> Result<Unit> {
        store::units::find(conn, head)
    }

    fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Unit>> {
        store::units::list(conn, ids)
    }

    fn title(&self) -> String {
        self.public_name()
    }

    fn sort(&self) -> String {
        self.last_day()
    }

    fn terms(&self) -> Vec<Term> {
        vec![Term::new("name", self.public_name())]
    }
}

/// One component in a tree.
#[derive(Debug, Clone)]
pub struct Node {
    /// The component.
    pub line: Released<Line>,
    /// How many levels stand above it here.
    pub depth: usize,
}

/// A unit's page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The unit.
    pub unit: Released<Unit>,
    /// The incident it was used or found in, with as much of the place as may be told.
    pub incident: Option<Released<Incident>>,
    /// What was found in it, as a tree in reading order.
    pub tree: Vec<Node>,
    /// Whether there is more than the tree shows.
    pub more: bool,
    /// Photographs of it and its components.
    pub photos: Vec<Plate>,
    /// What is said about it.
    pub claims: Vec<Released<Claim>>,
    /// The sources it rests on.
    pub sources: Vec<Citation>,
}

/// A unit with everything on its page, as far as the reader sees it.
///
/// # Errors
/// `NotFound`.
pub fn show(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Shown> {
    let unit = records::show::<Unit>(conn, ctx, r#ref)?;
    let sight = ctx.actor.sight();
    let id = unit.head().id;
    let (tree, more) = components::tree(conn, ctx, id, NODES)?;
    let incident = unit.incident.as_ref().map(|incident| incident.r#ref);
    let incident = incident.map(|incident| records::show::<Incident>(conn, ctx, &incident));
    Ok(Shown {
        incident: incident.transpose()?,
        photos: photos::of_unit(conn, ctx, id)?,
        claims: claims::about(conn, ctx, id)?,
        tree,
        more,
        sources: citations::of(conn, id, sight)?,
        unit,
    })
}

/// Names again the units that are named by a weapon type or an incident, after that changed its name or its
/// openness: a unit must not keep the name of what was closed. No act of its own, so no version and no log.
pub(super) fn rename(conn: &mut Conn, id: i64) -> Result<()> {
    for unit in store::units::naming(conn, id)? {
        let head = store::records::get(conn, unit)?;
        records::name::<Unit>(conn, head)?;
    }
    Ok(())
}
