//! Writing the rows of an import: units, incidents and parts one by one as they are met, components, marks and search terms
//! in batches, because those are nearly all of the work.

use std::collections::{HashMap, HashSet};

use super::{
    IncidentKey, Known, Progress, Report, Row,
    around::{AssemblyKey, PartKey, pointer},
    compare::{self, Differs},
};
use crate::{
    domain::{
        components::{Component, NewComponent},
        fields::Fields,
        markings::{Marking, NewMarking, legible, searchable},
        organizations::Organization,
        records::{Head, Shelf, State},
        refs::Ref,
        release::{FieldReleases, Release},
        text,
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
const BATCH: usize = 500;

/// Writes rows and remembers what it has met.
pub(super) struct Writer<'a> {
    pub(super) conn: &'a mut Conn,
    pub(super) ctx: &'a Ctx,
    state: State,
    pub(super) units: HashMap<String, Head>,
    pub(super) incidents: HashMap<IncidentKey, Head>,
    pub(super) parts: HashMap<PartKey, i64>,
    pub(super) assemblies: HashMap<AssemblyKey, i64>,
    brands: HashMap<String, Option<i64>>,
    written: Vec<i64>,
    filed: HashSet<String>,
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
    pub(super) fn new(conn: &'a mut Conn, ctx: &'a Ctx, state: State) -> Writer<'a> {
        Writer {
            conn,
            ctx,
            state,
            units: HashMap::new(),
            incidents: HashMap::new(),
            parts: HashMap::new(),
            assemblies: HashMap::new(),
            brands: HashMap::new(),
            written: Vec::new(),
            filed: HashSet::new(),
        }
    }

    /// The row numbers of everything that was made or changed.
    pub(super) fn written(self) -> Vec<i64> {
        self.written
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
    pub(super) fn count(
        &mut self,
        rows: &[Row],
        known: &Known,
        report: &mut Report,
        progress: Progress<'_>,
    ) -> Result<()> {
        let mut done = 0;
        for some in rows.chunks(BATCH) {
            let before = compare::find(self.conn, self.ctx, some)?;
            for row in some {
                match before.get(&row.record_id) {
                    None => report.made += 1,
                    Some(there) if there.differs(row, known).is_some() => report.changed += 1,
                    Some(_) => report.same += 1,
                }
            }
            done += u64::try_from(some.len()).map_err(Error::internal)?;
            progress(done)?;
        }
        Ok(())
    }

    /// Writes all rows. New ones come first: a change is an entry of the log, which from then on holds others back.
    pub(super) fn write(
        &mut self,
        rows: &[Row],
        known: &Known,
        report: &mut Report,
        progress: Progress<'_>,
    ) -> Result<()> {
        let mut changes: Vec<(&Row, Head, Differs)> = Vec::new();
        let mut done = 0;
        for some in rows.chunks(BATCH) {
            let before = compare::find(self.conn, self.ctx, some)?;
            let waiting = changes.len();
            let new: Vec<&Row> = some.iter().filter(|row| !before.contains_key(&row.record_id)).collect();
            self.assemblies(&new, known)?;
            self.parts(&new, known)?;
            let mut ready = Vec::with_capacity(some.len());
            for row in some {
                match before.get(&row.record_id) {
                    None => {
                        ready.push(self.ready(row, known)?);
                        report.made += 1;
                    }
                    Some(there) => match there.differs(row, known) {
                        Some(differs) => changes.push((row, there.head().clone(), differs)),
                        None => report.same += 1,
                    },
                }
            }
            let later = changes.len() - waiting;
            done += u64::try_from(some.len() - later).map_err(Error::internal)?;
            self.write_batch(ready)?;
            progress(done)?;
        }
        for (row, head, differs) in changes {
            self.change(row, &head, differs, known)?;
            report.changed += 1;
            done += 1;
            if done.is_multiple_of(100) {
                progress(done)?;
            }
        }
        Ok(())
    }

    pub(super) fn reference(&mut self, id: i64) -> Result<Ref> {
        Ok(store::records::get(self.conn, id)?.r#ref)
    }

    fn change(&mut self, row: &Row, head: &Head, differs: Differs, known: &Known) -> Result<()> {
        let Differs { mut fields, part } = differs;
        if let Some(maker) = known.makers.get(&row.maker) {
            fields.set("maker", self.reference(*maker)?.to_string());
        }
        if part {
            self.parts(&[row], known)?;
            let part = Writer::part_key(row, known).and_then(|key| self.parts.get(&key).copied());
            let reference = part.map(|id| self.reference(id)).transpose()?;
            fields.set(
                "part",
                reference.map_or_else(String::new, |reference| reference.to_string()),
            );
        }
        let why = format!("import, line {}", row.line);
        records::apply::<Component>(self.conn, self.ctx, head, &fields, &why, "import_row")?;
        self.written.push(head.id);
        Ok(())
    }

    fn ready(&mut self, row: &Row, known: &Known) -> Result<Ready> {
        let unit = self.unit(row, known)?;
        let parent = self.assembly(unit.id, row);
        let part = Writer::part_key(row, known).and_then(|key| self.parts.get(&key).copied());
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
                dates: String::new(),
                condition: String::new(),
                note: String::new(),
            },
            record_id: row.record_id.clone(),
            release: row.release,
            markings: row.markings.clone(),
        })
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
    pub(super) fn make<T: Keep>(&mut self, mut fields: Fields, release: Release) -> Result<Head> {
        fields.set("release", release.as_str());
        let head = records::make::<T>(self.conn, self.ctx, &fields, self.state)?;
        self.written.push(head.id);
        Ok(head)
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
        self.file(&uses)
    }

    /// Files uses for the search. A term that this import has filed before needs no second look at the dictionary.
    pub(super) fn file(&mut self, uses: &[NewUse]) -> Result<()> {
        let mut fresh: Vec<&str> = Vec::with_capacity(uses.len());
        for one in uses {
            if self.filed.insert(one.folded.clone()) {
                fresh.push(&one.folded);
            }
        }
        store::search::insert_terms(self.conn, fresh)?;
        store::search::insert_uses(self.conn, uses)
    }

    /// References for so many records.
    pub(super) fn refs(&mut self, count: usize) -> Result<Vec<Ref>> {
        fresh_refs(self.conn, self.ctx, count)
    }

    pub(super) fn named(&mut self, heads: Vec<NewHead>, titles: impl Iterator<Item = String>) -> Result<Vec<Head>> {
        let sort = |shelf: Shelf, title: &str| match shelf {
            Shelf::Markings | Shelf::Parts => text::sort_key(title),
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
        let heads = store::records::insert_all(self.conn, named)?;
        self.written.extend(heads.iter().map(|head| head.id));
        Ok(heads)
    }

    pub(super) fn head(&self, shelf: Shelf, r#ref: Ref, release: Release, record_id: Option<String>) -> NewHead {
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
