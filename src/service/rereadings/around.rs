//! What marks stand on and what stands beside them, loaded for a batch and told as whoever sees a mark's transcription sees it.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use sha2::{Digest, Sha256};

use crate::{
    domain::{
        access::{Actor, Role},
        components::Component,
        constellations::Scope,
        incidents::Incident,
        markings::{Marking, reading::context::Asked},
        parts::Part,
        records::Link,
        release::{self, Released},
        rules::book::Rulebook,
        text::fold_part,
        units::Unit,
        weapons::Weapon,
    },
    error::{Error, Result},
    service::{
        readings::{
            self,
            beside::{MOST, Neighbour},
        },
        records::Keep,
    },
    store::{self, Conn, constellations::imprints::Place},
};

/// The marks of an assembly.
#[derive(Debug)]
pub(super) struct Beside {
    /// The marks.
    pub(super) marks: Vec<Neighbour>,
    /// What they are read from, in a few characters; empty where a component stands alone.
    pub(super) digest: String,
}

impl Beside {
    fn of(marks: Vec<Neighbour>) -> Beside {
        let first = marks.first().map(|mark| mark.component);
        let alone = marks.iter().all(|mark| Some(mark.component) == first);
        let mut hash = Sha256::new();
        for mark in &marks {
            hash.update(format!(
                "{} {}:{}\n",
                mark.component,
                mark.transcription.len(),
                mark.transcription
            ));
        }
        let digest = if alone {
            String::new()
        } else {
            hex::encode(hash.finalize())
        };
        Beside { marks, digest }
    }
}

/// What some marks stand on, unreleased.
pub(super) struct Around {
    components: HashMap<i64, Component>,
    parts: HashMap<i64, Part>,
    units: HashMap<i64, Unit>,
    weapons: HashMap<i64, Weapon>,
    incidents: HashMap<i64, Incident>,
    /// The marks of an assembly of a unit, as readers of one role see them.
    known: HashMap<(i64, Option<i64>, Option<Role>), Arc<Beside>>,
}

impl Around {
    pub(super) fn load(conn: &mut Conn, marks: &[Marking]) -> Result<Around> {
        let components = all::<Component>(conn, marks.iter().map(|mark| mark.component.as_ref()))?;
        let parts = all::<Part>(conn, components.values().map(|one| one.part.as_ref()))?;
        let units = all::<Unit>(conn, components.values().map(|one| one.unit.as_ref()))?;
        let weapons = all::<Weapon>(conn, units.values().map(|one| one.weapon.as_ref()))?;
        let incidents = all::<Incident>(conn, units.values().map(|one| one.incident.as_ref()))?;
        Ok(Around {
            components,
            parts,
            units,
            weapons,
            incidents,
            known: HashMap::new(),
        })
    }

    /// Where a mark stands, and within what its words are compared with those of other marks; as open as everything that this
    /// is told from. `None` where it stands in no unit or on nothing that could be compared.
    pub(super) fn stands(&self, mark: &Marking, openness: i16) -> Option<(Place, Scope)> {
        let component = self.components.get(&mark.component.as_ref()?.id)?;
        let unit = component.unit.as_ref()?;
        let mut open = openness
            .min(release::level::<Marking>(&mark.head, "component").rank())
            .min(component.head.openness())
            .min(release::level::<Component>(&component.head, "unit").rank())
            .min(unit.openness);
        let mut close = |field: &str, link: Option<&Link>| {
            open = open.min(release::level::<Component>(&component.head, field).rank());
            open = link.map_or(open, |link| open.min(link.openness));
        };
        let mut scope = Scope {
            part: component.part.as_ref().map(|part| part.id),
            ..Scope::default()
        };
        match &component.part {
            Some(part) => close("part", Some(part)),
            None => {
                scope.name = fold_part(&component.what.name);
                close("name", None);
                if let Some(maker) = &component.maker {
                    scope.maker = Some(maker.id);
                    close("maker", Some(maker));
                }
            }
        }
        let place = Place {
            component: component.head.id,
            unit: unit.id,
            openness: open,
        };
        scope.is_known().then_some((place, scope))
    }

    pub(super) fn asked(&self, book: &Rulebook, mark: &Marking, reader: &Actor) -> Asked {
        let documented = mark.what.documented.as_ref();
        let Some(component) = open(&self.components, mark.component.as_ref(), reader) else {
            return Asked {
                recovered: documented.cloned(),
                ..Asked::default()
            };
        };
        let part = open(&self.parts, component.part.as_ref(), reader);
        let whole = match open(&self.units, component.unit.as_ref(), reader) {
            None => readings::Whole::default(),
            Some(unit) => self.whole(&unit, reader),
        };
        readings::asked(book, &component, part.as_deref(), &whole, documented)
    }

    fn whole(&self, unit: &Unit, reader: &Actor) -> readings::Whole {
        let weapon = open(&self.weapons, unit.weapon.as_ref(), reader);
        let incident = open(&self.incidents, unit.incident.as_ref(), reader);
        readings::Whole::of(unit, weapon.as_deref(), incident.as_deref())
    }

    /// The component a mark stands on, and the marks of its assembly, as this reader sees them; looked up once an assembly.
    pub(super) fn beside(
        &mut self,
        conn: &mut Conn,
        book: &Rulebook,
        mark: &Marking,
        reader: &Actor,
    ) -> Result<Option<(i64, Arc<Beside>)>> {
        let Some(component) = open(&self.components, mark.component.as_ref(), reader) else {
            return Ok(None);
        };
        let Some(unit) = open(&self.units, component.unit.as_ref(), reader) else {
            return Ok(None);
        };
        let place = component.parent.as_ref().map(|link| link.id);
        let key = (unit.head.id, place, reader.role);
        if let Some(known) = self.known.get(&key) {
            return Ok(Some((component.head.id, Arc::clone(known))));
        }
        let limit = i64::try_from(MOST).map_err(Error::internal)?;
        let ids = store::dating::marks_of_assembly(conn, unit.head.id, place, limit)?;
        let marks = store::markings::list(conn, &ids)?;
        let more = all::<Component>(conn, marks.iter().map(|mark| mark.component.as_ref()))?;
        let parts = all::<Part>(conn, more.values().map(|one| one.part.as_ref()))?;
        let whole = self.whole(&unit, reader);
        let neighbour = |mark: Marking| {
            let mark = release::release(mark, reader).ok()?;
            let other = open(&more, mark.component.as_ref(), reader)?;
            let part = open(&parts, other.part.as_ref(), reader);
            readings::beside::beside(book, (&unit, &whole, place), &mark, &other, part.as_deref())
        };
        let beside = Arc::new(Beside::of(marks.into_iter().filter_map(neighbour).collect()));
        self.known.insert(key, Arc::clone(&beside));
        Ok(Some((component.head.id, beside)))
    }
}

/// The records that some links lead to, by row number.
fn all<'l, T: Keep>(conn: &mut Conn, links: impl Iterator<Item = Option<&'l Link>>) -> Result<HashMap<i64, T>> {
    let ids: HashSet<i64> = links.flatten().map(|link| link.id).collect();
    let mut ids: Vec<i64> = ids.into_iter().collect();
    ids.sort_unstable();
    let found = match ids.is_empty() {
        true => Vec::new(),
        false => T::list(conn, &ids)?,
    };
    Ok(found.into_iter().map(|record| (record.head().id, record)).collect())
}

/// The record behind a link, as this reader may see it.
fn open<T: Keep>(all: &HashMap<i64, T>, link: Option<&Link>, reader: &Actor) -> Option<Released<T>> {
    release::release(all.get(&link?.id)?.clone(), reader).ok()
}
