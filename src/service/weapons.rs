//! What people do with weapon types.

use std::collections::HashMap;

use crate::{
    domain::{
        claims::Claim,
        fields::Fields,
        records::{Head, Link, Record},
        refs::Ref,
        release::Released,
        text,
        weapons::{NewWeapon, Weapon},
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

/// Most units of one kind on a weapon type's page; the list of units, narrowed to the type, has them all.
const UNITS: i64 = 200;
/// Most components looked through for the parts seen.
const COMPONENTS: i64 = 5_000;

impl Keep for Weapon {
    type New = NewWeapon;
    const NAMED_BY: &'static str = "name";
    const ORDER: Order = Order::Rising;

    fn parse(fields: &Fields) -> Result<NewWeapon> {
        NewWeapon::parse(fields)
    }

    fn resolve(_: &mut Conn, _: &Ctx, _: &mut NewWeapon, _: &mut Problems) -> Result<()> {
        Ok(())
    }

    fn insert(conn: &mut Conn, id: i64, new: &NewWeapon) -> Result<()> {
        store::weapons::insert(conn, id, new)
    }

    fn update(conn: &mut Conn, id: i64, new: &NewWeapon) -> Result<()> {
        store::weapons::update(conn, id, new)
    }

    fn load(conn: &mut Conn, head: Head) -> Result<Weapon> {
        store::weapons::find(conn, head)
    }

    fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Weapon>> {
        store::weapons::list(conn, ids)
    }

    fn title(&self) -> String {
        self.what.name.clone()
    }

    fn sort(&self) -> String {
        text::sort_key(&self.what.name)
    }

    fn terms(&self) -> Vec<Term> {
        let aliases = self.what.aliases.iter();
        std::iter::once(Term::new("name", &self.what.name))
            .chain(aliases.map(|alias| Term::new("aliases", &alias.name)))
            .collect()
    }
}

/// A weapon type's page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The weapon type.
    pub weapon: Released<Weapon>,
    /// Units identified as this type, newest first; at most 200.
    pub units: Vec<Link>,
    /// Units that may be of this type or of another, newest first; at most 200.
    pub possible_units: Vec<Link>,
    /// Whether there are more units than these.
    pub more: bool,
    /// Parts seen in these units, with the number of component records, the most frequent first.
    pub parts: Vec<(Link, usize)>,
    /// What is said about it.
    pub claims: Vec<Released<Claim>>,
    /// What it rests on.
    pub sources: Vec<Citation>,
}

/// A weapon type with what the catalogue holds of it, as far as the reader sees it.
///
/// # Errors
/// `NotFound`.
pub fn show(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Shown> {
    let weapon = records::show::<Weapon>(conn, ctx, r#ref)?;
    let id = weapon.head().id;
    let sight = ctx.actor.sight();
    let (units, possible_units, more) = units(conn, ctx, id)?;
    let seen: Vec<i64> = units.iter().chain(&possible_units).map(|unit| unit.id).collect();
    let parts = parts(conn, ctx, &seen)?;
    Ok(Shown {
        units,
        possible_units,
        more,
        parts,
        claims: claims::about(conn, ctx, id)?,
        sources: citations::of(conn, id, sight)?,
        weapon,
    })
}

/// The units that are of this type, and those that may be: a unit with more than one possible type is never counted as
/// certain, whichever of them stands first.
fn units(conn: &mut Conn, ctx: &Ctx, weapon: i64) -> Result<(Vec<Link>, Vec<Link>, bool)> {
    let told = |head: &Head, field: &str| links::tells(ctx, head, field);
    let (mut certain, mut possible) = (Vec::new(), Vec::new());
    let named = store::weapons::units(conn, weapon, UNITS)?;
    let others = store::weapons::possible_units(conn, weapon, UNITS)?;
    let full = |count: usize| i64::try_from(count).is_ok_and(|count| count >= UNITS);
    let more = full(named.len()) || full(others.len());
    for (head, doubtful) in named {
        if told(&head, "weapon") {
            let list = if doubtful { &mut possible } else { &mut certain };
            list.push(Link::to(&head));
        }
    }
    possible.extend(others.iter().filter(|head| told(head, "or_weapons")).map(Link::to));
    possible.sort_by_key(|unit| std::cmp::Reverse(unit.id));
    possible.dedup_by_key(|unit| unit.id);
    Ok((certain, possible, more))
}

fn parts(conn: &mut Conn, ctx: &Ctx, units: &[i64]) -> Result<Vec<(Link, usize)>> {
    let sight = ctx.actor.sight();
    let mut counted: HashMap<i64, (Link, usize)> = HashMap::new();
    for (component, part) in store::weapons::parts_in(conn, units, COMPONENTS)? {
        if links::tells(ctx, &component, "part") && sight.sees_link(&part) {
            counted.entry(part.id).or_insert((part, 0)).1 += 1;
        }
    }
    let mut parts: Vec<(Link, usize)> = counted.into_values().collect();
    parts.sort_by(|(a, many), (b, other)| {
        other
            .cmp(many)
            .then_with(|| a.title.cmp(&b.title))
            .then_with(|| a.id.cmp(&b.id))
    });
    Ok(parts)
}
