//! Writing the rows of an import: units, incidents and parts one by one as they are met, components, marks and search terms
//! in batches, because those are nearly all of the work.

use std::collections::HashMap;

use super::{IncidentKey, Known, Report, Row, incident_id};
use crate::{
    domain::{
        components::{Component, NewComponent},
        fields::Fields,
        incidents::Incident,
        markings::{Marking, NewMarking, legible, searchable},
        organizations::Organization,
        parse::Pointer,
        parts::Part,
        records::{Head, Shelf, State},
        refs::Ref,
        release::{FieldReleases, Release},
        text,
        units::Unit,
        weapons::Weapon,
    },
    error::{Error, Result},
    service::{
        Ctx,
        records::{self, Keep},
        search::{self, Term},
    },
    store::{self, Conn, records::NewHead, search::NewUse},
};

/// Rows written together.
const BATCH: usize = 250;

/// Writes rows and remembers what it has met.
pub(super) struct Writer<'a> {
    conn: &'a mut Conn,
    ctx: &'a Ctx,
    state: State,
    units: HashMap<String, Head>,
    incidents: HashMap<IncidentKey, Head>,
    parts: HashMap<(String, Option<i64>), i64>,
    assemblies: HashMap<(i64, String), i64>,
    brands: HashMap<String, Option<i64>>,
}

/// What one row becomes.
struct Ready {
    component: NewComponent,
    record_id: String,
    release: Release,
    markings: Vec<String>,
}

impl<'a> Writer<'a> {
    /// A writer whose new records begin in `state`.
    pub(super) fn new(conn: &'a mut Conn, ctx: &'a Ctx, state: State) -> Result<Writer<'a>> {
        Ok(Writer {
            conn,
            ctx,
            state,
            units: HashMap::new(),
            incidents: HashMap::new(),
            parts: HashMap::new(),
            assemblies: HashMap::new(),
            brands: HashMap::new(),
        })
    }

    /// A maker that the catalogue did not know; its row number.
    pub(super) fn organization(&mut self, name: &str) -> Result<i64> {
        let fields = Fields::new().with("name", name).with("roles", "maker");
        self.make::<Organization>(fields, Release::Public).map(|head| head.id)
    }

    /// A weapon that the catalogue did not know; its row number.
    pub(super) fn weapon(&mut self, name: &str) -> Result<i64> {
        let fields = Fields::new().with("name", name).with("kind", "other");
        self.make::<Weapon>(fields, Release::Public).map(|head| head.id)
    }

    /// What writing would do, without doing it.
    pub(super) fn count(&mut self, rows: &[Row], known: &Known, report: &mut Report) -> Result<()> {
        for some in rows.chunks(BATCH) {
            let before = self.imported(some)?;
            for row in some {
                match before.get(&row.record_id) {
                    None => report.made += 1,
                    Some(head) if self.changes(row, head, known)?.is_some() => report.changed += 1,
                    Some(_) => report.same += 1,
                }
            }
        }
        Ok(())
    }

    /// Writes all rows.
    pub(super) fn write(
        &mut self,
        rows: &[Row],
        known: &Known,
        report: &mut Report,
        progress: &dyn Fn(u64),
    ) -> Result<()> {
        let mut done = 0;
        for some in rows.chunks(BATCH) {
            let before = self.imported(some)?;
            let mut ready = Vec::with_capacity(some.len());
            for row in some {
                match before.get(&row.record_id) {
                    None => {
                        ready.push(self.ready(row, known)?);
                        report.made += 1;
                    }
                    Some(head) => match self.changes(row, head, known)? {
                        Some(fields) => {
                            self.change(row, head, &fields)?;
                            report.changed += 1;
                        }
                        None => report.same += 1,
                    },
                }
            }
            self.write_batch(ready)?;
            done += u64::try_from(some.len()).map_err(Error::internal)?;
            progress(done);
        }
        Ok(())
    }

    fn imported(&mut self, rows: &[Row]) -> Result<HashMap<String, Head>> {
        let names: Vec<&str> = rows.iter().map(|row| row.record_id.as_str()).collect();
        store::records::find_all_imported(self.conn, Shelf::Components, &names)
    }

    /// The fields in which a row differs from the component it became, or `None` when it does not.
    fn changes(&mut self, row: &Row, head: &Head, known: &Known) -> Result<Option<Fields>> {
        let now = records::tell::<Component>(self.conn, head)?;
        let mut wanted = Fields::new()
            .with(
                "quantity",
                row.quantity.as_ref().map_or_else(String::new, ToString::to_string),
            )
            .with("brand", &row.brand)
            .with("origin", &row.origin)
            .with("name", row.name());
        if let Some(maker) = known.makers.get(&row.maker) {
            wanted.set("maker", self.reference(*maker)?.to_string());
        }
        let differs = wanted.iter().any(|(name, text)| now.get(name) != text);
        let number = self.part_number(&now)?;
        let other_part = text::fold_part(&number) != text::fold_part(&row.part_number);
        if other_part {
            let part = self.part(row, known)?;
            let reference = part.map(|id| self.reference(id)).transpose()?;
            wanted.set(
                "part",
                reference.map_or_else(String::new, |reference| reference.to_string()),
            );
        }
        Ok((differs || other_part).then_some(wanted))
    }

    fn part_number(&mut self, fields: &Fields) -> Result<String> {
        match Ref::parse(fields.get("part")) {
            Ok(reference) => Ok(store::records::find_anywhere(self.conn, &reference)?.title),
            Err(_none) => Ok(String::new()),
        }
    }

    fn reference(&mut self, id: i64) -> Result<Ref> {
        Ok(store::records::get(self.conn, id)?.r#ref)
    }

    fn change(&mut self, row: &Row, head: &Head, fields: &Fields) -> Result<()> {
        let why = format!("import, line {}", row.line);
        records::apply::<Component>(self.conn, self.ctx, head, fields, &why, "import_row")?;
        Ok(())
    }

    fn ready(&mut self, row: &Row, known: &Known) -> Result<Ready> {
        let unit = self.unit(row, known)?;
        let parent = self.assembly(&unit, row)?;
        let part = self.part(row, known)?;
        let maker = known.makers.get(&row.maker).copied();
        Ok(Ready {
            component: NewComponent {
                unit: pointer(Some(unit.id)),
                parent: pointer(parent),
                name: row.name(),
                position: String::new(),
                quantity: row.quantity.clone(),
                part: pointer(part),
                maker: pointer(maker),
                brand: row.brand.clone(),
                brand_id: self.brand(&row.brand)?,
                origin: row.origin.clone(),
                domestic: String::new(),
                condition: String::new(),
                note: String::new(),
            },
            record_id: row.record_id.clone(),
            release: row.release,
            markings: row.markings.clone(),
        })
    }

    fn unit(&mut self, row: &Row, known: &Known) -> Result<Head> {
        if let Some(head) = self.units.get(&row.unit) {
            return Ok(head.clone());
        }
        let name = format!("import:{}", row.unit);
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
        let name = incident_id(&row.incident);
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

    /// The innermost assembly of the row's path, with all around it.
    fn assembly(&mut self, unit: &Head, row: &Row) -> Result<Option<i64>> {
        let mut parent = None;
        let mut path = String::new();
        for name in &row.path {
            if !path.is_empty() {
                path.push_str(" / ");
            }
            path.push_str(name);
            let key = (unit.id, path.clone());
            let id = match self.assemblies.get(&key) {
                Some(id) => *id,
                None => self.find_or_make_assembly(unit, parent, name, &path, row.release)?,
            };
            self.assemblies.insert(key, id);
            parent = Some(id);
        }
        Ok(parent)
    }

    fn find_or_make_assembly(
        &mut self,
        unit: &Head,
        parent: Option<i64>,
        name: &str,
        path: &str,
        release: Release,
    ) -> Result<i64> {
        let record_id = format!("import:{}/{path}", unit.r#ref);
        match store::records::find_imported(self.conn, Shelf::Components, &record_id) {
            Ok(head) => return Ok(head.id),
            Err(Error::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
        let parent = parent.map(|id| self.reference(id)).transpose()?;
        let fields = Fields::new()
            .with("unit", unit.r#ref.to_string())
            .with("parent", parent.map_or_else(String::new, |parent| parent.to_string()))
            .with("name", name)
            .with("record_id", record_id);
        self.make::<Component>(fields, release).map(|head| head.id)
    }

    fn part(&mut self, row: &Row, known: &Known) -> Result<Option<i64>> {
        if row.part_number.is_empty() {
            return Ok(None);
        }
        let maker = known.makers.get(&row.maker).copied();
        let key = (text::fold_part(&row.part_number), maker);
        if let Some(id) = self.parts.get(&key) {
            return Ok(Some(*id));
        }
        let same = store::parts::same(self.conn, &row.part_number, maker)?;
        let id = match same.first() {
            Some(head) => head.id,
            None => {
                let mut fields = Fields::new().with("number", &row.part_number);
                if let Some(maker) = maker {
                    fields.set("maker", self.reference(maker)?.to_string());
                }
                self.make::<Part>(fields, row.release)?.id
            }
        };
        self.parts.insert(key, id);
        Ok(Some(id))
    }

    fn brand(&mut self, brand: &str) -> Result<Option<i64>> {
        if brand.is_empty() {
            return Ok(None);
        }
        if let Some(id) = self.brands.get(brand) {
            return Ok(*id);
        }
        let folded = text::fold_part(brand);
        let named = store::search::exactly(self.conn, Shelf::Organizations, &folded, self.ctx.actor.sight())?;
        let id = match named.as_slice() {
            [one] => Some(*one),
            _ => None,
        };
        self.brands.insert(brand.to_owned(), id);
        Ok(id)
    }

    /// A record of its own that a row needs. The import as a whole is one entry of the log.
    fn make<T: Keep>(&mut self, mut fields: Fields, release: Release) -> Result<Head> {
        fields.set("release", release.as_str());
        records::make::<T>(self.conn, self.ctx, &fields, self.state)
    }

    fn write_batch(&mut self, ready: Vec<Ready>) -> Result<()> {
        let marks: usize = ready.iter().map(|one| one.markings.len()).sum();
        let mut refs = fresh_refs(self.conn, self.ctx, ready.len() + marks)?.into_iter();
        let mut next = || refs.next().ok_or_else(|| Error::internal("too few references"));
        let mut heads = Vec::with_capacity(ready.len());
        for one in &ready {
            heads.push(self.head(Shelf::Components, next()?, one.release, Some(one.record_id.clone())));
        }
        let heads = self.named(heads, ready.iter().map(|one| one.component.name.clone()))?;
        let rows: Vec<(i64, &NewComponent)> = heads
            .iter()
            .map(|head| head.id)
            .zip(ready.iter().map(|one| &one.component))
            .collect();
        store::components::insert_all(self.conn, &rows)?;
        let mut uses: Vec<NewUse> = Vec::new();
        let mut markings: Vec<(NewHead, NewMarking)> = Vec::with_capacity(marks);
        for (head, one) in heads.iter().zip(&ready) {
            let terms = vec![
                Term::new("name", &one.component.name),
                Term::new("brand", &one.component.brand),
            ];
            uses.extend(search::uses::<Component>(head, terms));
            for transcription in &one.markings {
                let new = NewMarking::transcribed(head.id, transcription);
                markings.push((self.head(Shelf::Markings, next()?, one.release, None), new));
            }
        }
        let (new_heads, new): (Vec<NewHead>, Vec<NewMarking>) = markings.into_iter().unzip();
        let heads = self.named(new_heads, new.iter().map(|new| title(&new.transcription)))?;
        let rows: Vec<(i64, &NewMarking)> = heads.iter().map(|head| head.id).zip(&new).collect();
        store::markings::insert_all(self.conn, &rows)?;
        for (head, new) in heads.iter().zip(&new) {
            let terms = searchable(&new.transcription)
                .into_iter()
                .map(|text| Term::new("transcription", text));
            uses.extend(search::uses::<Marking>(head, terms.collect()));
        }
        store::search::insert(self.conn, &uses)
    }

    fn named(&mut self, heads: Vec<NewHead>, titles: impl Iterator<Item = String>) -> Result<Vec<Head>> {
        let sort = |shelf: Shelf, title: &str| match shelf {
            Shelf::Markings => text::sort_key(title),
            _ => String::new(),
        };
        let named = heads
            .into_iter()
            .zip(titles)
            .map(|(head, title)| NewHead {
                sort: sort(head.shelf, &title),
                title,
                ..head
            })
            .collect();
        store::records::insert_all(self.conn, named)
    }

    fn head(&self, shelf: Shelf, r#ref: Ref, release: Release, record_id: Option<String>) -> NewHead {
        NewHead {
            shelf,
            r#ref,
            title: String::new(),
            sort: String::new(),
            release,
            field_releases: FieldReleases::none(),
            state: self.state,
            created_by: self.ctx.actor.account,
            at: self.ctx.now,
            record_id,
        }
    }
}

/// What names a mark in lists, as its own shelf has it.
fn title(transcription: &str) -> String {
    legible(transcription).chars().take(120).collect()
}

fn pointer(id: Option<i64>) -> Pointer {
    Pointer {
        text: String::new(),
        id,
    }
}

/// References that no record has and that differ from each other.
fn fresh_refs(conn: &mut Conn, ctx: &Ctx, count: usize) -> Result<Vec<Ref>> {
    let mut refs: Vec<Ref> = Vec::with_capacity(count);
    while refs.len() < count {
        let mut more: Vec<Ref> = (refs.len()..count).map(|_| ctx.fresh_ref()).collect();
        let taken = store::records::taken(conn, &more)?;
        more.retain(|fresh| !taken.contains(fresh));
        refs.extend(more);
        refs.sort_unstable();
        refs.dedup();
    }
    Ok(refs)
}
