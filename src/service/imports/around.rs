//! What rows need around their components before these can be written: units, incidents, assemblies, parts.
//!
//! Units and incidents are few and made one by one, as a form makes them. Assemblies and parts are many: those of a batch of
//! rows are looked up together and made together.

use std::collections::HashSet;

use super::{Known, Row, compare::usable, incident_id, whose, write::Writer};
use crate::{
    domain::{
        components::{Component, NewComponent},
        fields::Fields,
        imports::IncidentKey,
        incidents::Incident,
        parse::Pointer,
        parts::{NewPart, Part},
        records::{Head, Shelf},
        release::Release,
        text,
        units::Unit,
    },
    error::{Error, Result},
    service::search::{self, Term},
    store,
};

/// What names a part: its folded number and its maker.
pub(super) type PartKey = (String, Option<i64>);
/// What names an assembly: its unit and the path to it.
pub(super) type AssemblyKey = (i64, String);

/// An assembly that rows need and that is not there yet.
struct Needed {
    key: AssemblyKey,
    above: Option<AssemblyKey>,
    name: String,
    record_id: String,
    release: Release,
}

impl Writer<'_> {
    pub(super) fn unit(&mut self, row: &Row, known: &Known) -> Result<Head> {
        if let Some(head) = self.units.get(&row.unit) {
            return Ok(head.clone());
        }
        let name = format!("import:{}{}", whose(self.ctx), row.unit);
        let head = match store::records::find_imported(self.conn, Shelf::Units, &name) {
            Ok(head) => head,
            Err(Error::NotFound(_)) => {
                let mut fields = Fields::new()
                    .with("name", &row.unit)
                    .with("identification", "debris")
                    .with("recovered", &row.recovered)
                    .with("record_id", name);
                if let Some(weapon) = known.weapons.get(&row.weapon) {
                    fields.set("weapon", self.reference(*weapon)?.to_string());
                }
                if let Some(incident) = self.incident(row)? {
                    fields.set("incident", incident.r#ref.to_string());
                }
                self.make::<Unit>(fields, row.release)?
            }
            Err(error) => return Err(error),
        };
        self.units.insert(row.unit.clone(), head.clone());
        Ok(head)
    }

    fn incident(&mut self, row: &Row) -> Result<Option<Head>> {
        if row.incident.is_empty() {
            return Ok(None);
        }
        if let Some(head) = self.incidents.get(&row.incident) {
            return Ok(Some(head.clone()));
        }
        let name = incident_id(&whose(self.ctx), &row.incident);
        let head = match store::records::find_imported(self.conn, Shelf::Incidents, &name) {
            Ok(head) => head,
            Err(Error::NotFound(_)) => {
                let IncidentKey {
                    kind,
                    date,
                    place,
                    country,
                } = &row.incident;
                let kind = if kind.is_empty() { "other" } else { kind };
                let title: Vec<&str> = [place.as_str(), date.as_str()]
                    .into_iter()
                    .filter(|text| !text.is_empty())
                    .collect();
                let fields = Fields::new()
                    .with("name", title.join(", "))
                    .with("kind", kind)
                    .with("date", date)
                    .with("place", place)
                    .with("country", country)
                    .with("record_id", name);
                self.make::<Incident>(fields, row.release)?
            }
            Err(error) => return Err(error),
        };
        self.incidents.insert(row.incident.clone(), head.clone());
        Ok(Some(head))
    }

    /// Finds or makes every assembly that these rows stand in.
    pub(super) fn assemblies(&mut self, rows: &[&Row], known: &Known) -> Result<()> {
        let mut needed: Vec<Needed> = Vec::new();
        let mut seen: HashSet<AssemblyKey> = HashSet::new();
        for row in rows {
            let unit = self.unit(row, known)?;
            let mut above = None;
            for depth in 1..=row.path.len() {
                let path = row.path.get(..depth).unwrap_or_default();
                let key = (unit.id, path.join(" / "));
                if !self.assemblies.contains_key(&key) && seen.insert(key.clone()) {
                    needed.push(Needed {
                        record_id: format!("import:{}{}/{}", whose(self.ctx), unit.r#ref, key.1),
                        name: path.last().cloned().unwrap_or_default(),
                        release: row.release,
                        above: above.clone(),
                        key: key.clone(),
                    });
                }
                above = Some(key);
            }
        }
        let names: Vec<&str> = needed.iter().map(|one| one.record_id.as_str()).collect();
        let there = store::records::find_all_imported(self.conn, Shelf::Components, &names)?;
        needed.retain(|one| match there.get(&one.record_id) {
            Some(head) => {
                self.assemblies.insert(one.key.clone(), head.id);
                false
            }
            None => true,
        });
        self.make_assemblies(&needed)
    }

    fn make_assemblies(&mut self, needed: &[Needed]) -> Result<()> {
        let mut refs = self.refs(needed.len())?.into_iter();
        let mut heads = Vec::with_capacity(needed.len());
        for one in needed {
            let r#ref = refs.next().ok_or_else(|| Error::internal("too few references"))?;
            heads.push(self.head(Shelf::Components, r#ref, one.release, Some(one.record_id.clone())));
        }
        let heads = self.named(heads, needed.iter().map(|one| one.name.clone()))?;
        let mut components = Vec::with_capacity(needed.len());
        // An assembly stands after the one around it, so that one's number is known.
        for (head, one) in heads.iter().zip(needed) {
            let parent = one.above.as_ref().and_then(|above| self.assemblies.get(above)).copied();
            self.assemblies.insert(one.key.clone(), head.id);
            components.push(NewComponent {
                unit: pointer(Some(one.key.0)),
                parent: pointer(parent),
                name: one.name.clone(),
                ..NewComponent::default()
            });
        }
        let rows: Vec<(i64, &NewComponent)> = heads.iter().map(|head| head.id).zip(&components).collect();
        store::components::insert_all(self.conn, &rows)?;
        let terms = |(head, one): (&Head, &Needed)| search::uses::<Component>(head, vec![Term::new("name", &one.name)]);
        let uses: Vec<_> = heads.iter().zip(needed).flat_map(terms).collect();
        self.file(&uses)
    }

    /// The innermost assembly of a row's path, once [`Writer::assemblies`] has been there.
    pub(super) fn assembly(&self, unit: i64, row: &Row) -> Option<i64> {
        self.assemblies.get(&(unit, row.path.join(" / "))).copied()
    }

    /// What names the part of a row; `None` for a row without a number.
    pub(super) fn part_key(row: &Row, known: &Known) -> Option<PartKey> {
        let maker = known.makers.get(&row.maker).copied();
        (!row.part_number.is_empty()).then(|| (text::fold_part(&row.part_number), maker))
    }

    /// Finds or makes every part that these rows name.
    pub(super) fn parts(&mut self, rows: &[&Row], known: &Known) -> Result<()> {
        let mut needed: Vec<(PartKey, &Row)> = Vec::new();
        let mut seen: HashSet<PartKey> = HashSet::new();
        for row in rows {
            let Some(key) = Writer::part_key(row, known) else {
                continue;
            };
            if !self.parts.contains_key(&key) && seen.insert(key.clone()) {
                needed.push((key, row));
            }
        }
        let mut folded: Vec<&str> = needed.iter().map(|((folded, _), _)| folded.as_str()).collect();
        folded.sort_unstable();
        folded.dedup();
        for (folded, maker, head) in store::parts::same_all(self.conn, &folded)? {
            if usable(self.ctx, &head) {
                self.parts.entry((folded, maker)).or_insert(head.id);
            }
        }
        needed.retain(|(key, _)| !self.parts.contains_key(key));
        self.make_parts(needed)
    }

    fn make_parts(&mut self, needed: Vec<(PartKey, &Row)>) -> Result<()> {
        let mut refs = self.refs(needed.len())?.into_iter();
        let mut heads = Vec::with_capacity(needed.len());
        for (_, row) in &needed {
            let r#ref = refs.next().ok_or_else(|| Error::internal("too few references"))?;
            heads.push(self.head(Shelf::Parts, r#ref, row.release, None));
        }
        let heads = self.named(heads, needed.iter().map(|(_, row)| row.part_number.clone()))?;
        let parts: Vec<NewPart> = needed
            .iter()
            .map(|((_, maker), row)| NewPart {
                number: row.part_number.clone(),
                maker: pointer(*maker),
                ..NewPart::default()
            })
            .collect();
        let rows: Vec<(i64, &NewPart)> = heads.iter().map(|head| head.id).zip(&parts).collect();
        store::parts::insert_all(self.conn, &rows)?;
        let mut uses = Vec::with_capacity(needed.len());
        for (head, (key, row)) in heads.iter().zip(needed) {
            let terms = vec![Term::new("number", &row.part_number)];
            uses.extend(search::uses::<Part>(head, terms));
            self.parts.insert(key, head.id);
        }
        self.file(&uses)
    }
}

/// A pointer to a record that is known.
pub(super) fn pointer(id: Option<i64>) -> Pointer {
    Pointer {
        text: String::new(),
        id,
    }
}
