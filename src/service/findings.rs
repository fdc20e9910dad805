//! A finding in one go: incident and unit in one form, the desk where it grows, and one's own drafts.

use crate::{
    domain::{
        access::Action,
        chains::kept::KeptChain,
        components::Component,
        fields::Fields,
        findings::{self, Standing},
        imports::stage::Import,
        incidents::{Incident, NewIncident},
        markings::Marking,
        photos::Photo,
        readings::Decision,
        records::{Head, Link, Record, Shelf, State},
        refs::Ref,
        units::{NewUnit, Unit},
        weapons::Weapon,
    },
    error::{Error, Problems, Result, Say},
    service::{
        Ctx, links,
        markings::{self, Sighted},
        photos::Plate,
        records::{self, Keep},
        units,
    },
    store::{self, Conn},
};

/// The fields of the form that make an incident.
pub const OF_INCIDENT: &[&str] = &["name", "kind", "date", "place", "country"];
/// The fields of the form that make a unit.
pub const OF_UNIT: &[&str] = &["incident", "weapon", "identification", "recovered", "session"];

/// Begins a finding: goes on with the unit that is named, or makes one, with its incident where that is new.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `Invalid`.
pub fn begin(conn: &mut Conn, ctx: &Ctx, fields: &Fields) -> Result<Head> {
    ctx.actor.must(Action::Write)?;
    let named = fields.get("unit");
    if !named.is_empty() {
        let id = links::find(conn, ctx, Shelf::Units, named)?;
        let id = id.map_err(|say| Error::invalid("unit", say))?;
        return store::records::get(conn, id);
    }
    let part = |names: &[&str]| {
        let given = names
            .iter()
            .map(|name| ((*name).to_owned(), fields.get(name).to_owned()));
        given.collect::<Fields>()
    };
    let (incident, mut unit) = (part(OF_INCIDENT), part(OF_UNIT));
    let makes_incident = OF_INCIDENT.iter().any(|name| !incident.get(name).is_empty());
    check(&incident, &unit, makes_incident)?;
    if makes_incident {
        let made = records::create::<Incident>(conn, ctx, &incident)?;
        unit.set("incident", made.r#ref.to_string());
    }
    records::create::<Unit>(conn, ctx, &unit)
}

/// Everything wrong with both halves of the form at once.
fn check(incident: &Fields, unit: &Fields, makes_incident: bool) -> Result<()> {
    let mut problems = Problems::new();
    let mut note = |parsed: Result<()>| match parsed {
        Err(Error::Invalid(wrong)) => {
            for error in wrong {
                problems.add(error.field, error.say);
            }
            Ok(())
        }
        other => other,
    };
    let mut whole = unit.clone();
    if makes_incident {
        note(NewIncident::parse(incident).map(|_| ()))?;
        // The unit will be named by the incident that is about to be made.
        whole.set("incident", "0");
    }
    note(NewUnit::parse(&whole).map(|_| ()))?;
    if makes_incident && !unit.get("incident").is_empty() {
        problems.add("incident", Say::new("findings-one-incident"));
    }
    problems.done()
}

/// The desk of a unit.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The unit with its tree.
    pub shown: units::Shown,
    /// The marks on its components.
    pub marks: Vec<Sighted>,
    /// What is missing.
    pub missing: Vec<Say>,
    /// How many records of one's own wait to be handed in with it.
    pub drafts: usize,
    /// Why reviewers sent records of it back, each reason once.
    pub returned: Vec<String>,
}

/// A unit as those who document it work on it.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`.
pub fn desk(conn: &mut Conn, ctx: &Ctx, unit: &Ref) -> Result<Desk> {
    ctx.actor.must(Action::Write)?;
    let shown = units::show(conn, ctx, unit)?;
    let components: Vec<i64> = shown.tree.iter().map(|node| node.line.link.id).collect();
    let marks = markings::of_components(conn, ctx, &components)?;
    let id = shown.unit.head().id;
    let waiting = drafts_of(conn, ctx, id)?;
    Ok(Desk {
        missing: findings::missing(&standing(&shown, &marks)),
        drafts: waiting.len(),
        returned: reasons(&waiting),
        shown,
        marks,
    })
}

fn standing(shown: &units::Shown, marks: &[Sighted]) -> Standing {
    let unit = &shown.unit;
    let photos: Vec<&Photo> = shown.photos.iter().map(|plate: &Plate| &*plate.photo).collect();
    Standing {
        has_weapon: unit.weapon.is_some(),
        has_incident: unit.incident.is_some(),
        has_identification: !unit.what.identification.is_empty(),
        has_debris: unit.what.recovered.is_some() || unit.what.identification.lines().any(|basis| basis == "debris"),
        has_date: unit.what.used.is_some()
            || unit.what.recovered.is_some()
            || shown
                .incident
                .as_ref()
                .is_some_and(|incident| incident.what.date.is_some()),
        photos: photos.len(),
        unexplained: photos
            .iter()
            .filter(|photo| photo.what.caption.is_empty() && photo.what.alt.is_empty())
            .count(),
        has_scale: photos
            .iter()
            .any(|photo| photo.what.pixels_per_mm.is_some() || photo.what.role == "scale"),
        components: shown.tree.len(),
        marks: marks.len(),
        undrawn: marks.iter().filter(|mark| mark.marking.what.region.is_none()).count(),
    }
}

/// What of one's own belongs to a unit and can be handed in.
fn drafts_of(conn: &mut Conn, ctx: &Ctx, unit: i64) -> Result<Vec<Own>> {
    let drafts = drafts(conn, ctx)?;
    let here = drafts
        .into_iter()
        .find(|group| group.unit.as_ref().is_some_and(|link| link.id == unit));
    let mut own = here.map_or_else(Vec::new, |group| group.records);
    own.retain(|own| matches!(own.head.state, State::Draft | State::Returned));
    Ok(own)
}

/// The reasons why records were sent back, each once.
pub fn reasons(records: &[Own]) -> Vec<String> {
    let mut reasons: Vec<String> = Vec::new();
    for own in records {
        if !own.reason.is_empty() && !reasons.contains(&own.reason) {
            reasons.push(own.reason.clone());
        }
    }
    reasons
}

/// One's own records that belong to one unit and are not in the catalogue.
#[derive(Debug, Clone)]
pub struct Group {
    /// The unit; `None` for what belongs to none.
    pub unit: Option<Link>,
    /// The records, newest first.
    pub records: Vec<Own>,
}

/// A record of one's own that is not in the catalogue.
#[derive(Debug, Clone)]
pub struct Own {
    /// Its head.
    pub head: Head,
    /// Why it was sent back; empty when it was not.
    pub reason: String,
}

/// Everything of one's own that is not in the catalogue, unit by unit, the newest first.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`.
pub fn drafts(conn: &mut Conn, ctx: &Ctx) -> Result<Vec<Group>> {
    ctx.actor.must(Action::Write)?;
    let Some(account) = ctx.actor.account else {
        return Ok(Vec::new());
    };
    let states = [State::Draft, State::Returned, State::Submitted];
    let mut groups: Vec<Group> = Vec::new();
    for head in store::records::list_unaccepted(conn, account, &states)? {
        let unit = unit_of(conn, &head)?;
        let reason = match head.state {
            State::Returned => reason(conn, head.id)?,
            _ => String::new(),
        };
        let key = unit.as_ref().map(|link| link.id);
        let own = Own { head, reason };
        match groups
            .iter_mut()
            .find(|group| group.unit.as_ref().map(|link| link.id) == key)
        {
            Some(group) => group.records.push(own),
            None => groups.push(Group {
                unit: unit.filter(|link| ctx.actor.sight().sees_link(link)),
                records: vec![own],
            }),
        }
    }
    Ok(groups)
}

/// One's own imports of which records are still to be handed in, with how many: they are too many to list one by one.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`.
pub fn imports(conn: &mut Conn, ctx: &Ctx) -> Result<Vec<(Import, i64)>> {
    ctx.actor.must(Action::Write)?;
    match ctx.actor.account {
        Some(account) => store::imports::list_on_the_desk(conn, account),
        None => Ok(Vec::new()),
    }
}

/// The unit that one's own record belongs to.
fn unit_of(conn: &mut Conn, head: &Head) -> Result<Option<Link>> {
    let component = match head.shelf {
        Shelf::Units => return Ok(Some(Link::to(head))),
        Shelf::Components => return Ok(Component::load(conn, head.clone())?.unit),
        Shelf::Photos => return Ok(Photo::load(conn, head.clone())?.unit),
        Shelf::Markings => Marking::load(conn, head.clone())?.component,
        Shelf::Chains => KeptChain::load(conn, head.clone())?.component,
        Shelf::Readings => match Decision::load(conn, head.clone())?.marking {
            Some(mark) => {
                let mark = store::records::get(conn, mark.id)?;
                Marking::load(conn, mark)?.component
            }
            None => None,
        },
        _ => None,
    };
    let Some(component) = component else {
        return Ok(None);
    };
    let unit = store::photos::unit_of(conn, component.id)?;
    Ok(store::records::links(conn, &[unit])?.remove(&unit))
}

/// What the reviewer wrote when the record was last sent back.
fn reason(conn: &mut Conn, id: i64) -> Result<String> {
    let past = store::audit::of_subject(conn, id)?;
    let returned = past.into_iter().find(|entry| entry.what.action == "return");
    Ok(returned.map_or_else(String::new, |entry| entry.what.reason))
}

/// What the form of a new finding offers.
#[derive(Debug, Clone, Default)]
pub struct Offered {
    /// The units one has begun, for going on with one of them.
    pub begun: Vec<Link>,
    /// Names of weapon types.
    pub weapons: Vec<String>,
    /// Names of incidents.
    pub incidents: Vec<String>,
    /// Names of units.
    pub units: Vec<String>,
}

/// How many names of a shelf the form offers; whoever wants another types it.
const OFFERED: usize = 100;

/// What one may go on with, and the names that the form offers while one types.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`.
pub fn offered(conn: &mut Conn, ctx: &Ctx) -> Result<Offered> {
    let groups = drafts(conn, ctx)?;
    Ok(Offered {
        begun: groups.into_iter().filter_map(|group| group.unit).take(20).collect(),
        weapons: names::<Weapon>(conn, ctx)?,
        incidents: names::<Incident>(conn, ctx)?,
        units: names::<Unit>(conn, ctx)?,
    })
}

/// The names of the first records of a shelf, each once.
fn names<T: Keep + Record>(conn: &mut Conn, ctx: &Ctx) -> Result<Vec<String>> {
    let page = records::list::<T>(conn, ctx, None, OFFERED)?;
    let mut names: Vec<String> = page.items.iter().map(|one| one.head().title.clone()).collect();
    names.retain(|name| !name.is_empty());
    names.sort();
    names.dedup();
    Ok(names)
}
