//! Who the parties of a file are. A name stands for an organization only when a record says so: it is, compared as names are, the
//! name or a recorded alias of exactly one, and the countries do not contradict. Any other name becomes an organization of its
//! own, as it is written, and keeps the name of the row it came from, so that the next file finds it again.

use std::collections::{BTreeMap, HashMap};

use super::{compare::usable, whose};
use crate::{
    domain::{
        fields::Fields,
        imports::transfers::TransferRow,
        organizations::Organization,
        records::{Link, Shelf, State},
        refs::Ref,
        release::Release,
        sources::Source,
        text,
        transfers::Side,
    },
    error::Result,
    service::{Ctx, links, records},
    store::{self, Conn, organizations::Bearer},
};

/// A name as it is compared, and the country beside it.
type Key = (String, String);

/// An organization or a source that a file names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) id: i64,
    pub(super) r#ref: Ref,
}

/// Something that no record is, as the file has it.
#[derive(Debug, Clone)]
struct Missing {
    name: String,
    release: Release,
}

/// The parties and sources of a file.
#[derive(Debug, Default)]
pub(super) struct Named {
    parties: HashMap<Key, Known>,
    new_parties: BTreeMap<Key, Missing>,
    sources: HashMap<String, Known>,
    new_sources: BTreeMap<String, (Missing, String)>,
}

fn key(name: &str, country: &str) -> Option<Key> {
    if name.is_empty() {
        return None;
    }
    let folded = text::fold_name(name);
    // A name of signs alone is still a name.
    let folded = if folded.is_empty() { name.to_owned() } else { folded };
    Some((folded, country.to_owned()))
}

fn party_id(ctx: &Ctx, (folded, country): &Key) -> String {
    format!("party:{}{folded}|{country}", whose(ctx))
}

/// What names a source in a file: its address, else its title.
fn source_key(row: &TransferRow) -> Option<String> {
    let key = if row.source_url.is_empty() {
        &row.source_title
    } else {
        &row.source_url
    };
    Some(key.clone()).filter(|key| !key.is_empty())
}

fn source_id(ctx: &Ctx, key: &str) -> String {
    format!("import:{}source:{key}", whose(ctx))
}

impl Named {
    /// Looks for every party and source of the rows.
    pub(super) fn find(conn: &mut Conn, ctx: &Ctx, rows: &[TransferRow]) -> Result<Named> {
        let mut named = Named::default();
        for row in rows {
            for Side { name, country, .. } in [&row.new.from, &row.new.to] {
                if let Some(key) = key(name, country) {
                    widen(&mut named.new_parties, key, || name.clone(), row.release);
                }
            }
            if let Some(key) = source_key(row) {
                let title = if row.source_title.is_empty() {
                    &row.source_url
                } else {
                    &row.source_title
                };
                let entry = named.new_sources.entry(key).or_insert_with(|| {
                    let missing = Missing {
                        name: title.clone(),
                        release: row.release,
                    };
                    (missing, row.source_url.clone())
                });
                entry.0.release = entry.0.release.max(row.release);
            }
        }
        named.made_before(conn, ctx)?;
        named.recorded(conn, ctx)?;
        named.sources_recorded(conn, ctx)?;
        Ok(named)
    }

    /// Those that an import made before.
    fn made_before(&mut self, conn: &mut Conn, ctx: &Ctx) -> Result<()> {
        let ids: Vec<(Key, String)> = self
            .new_parties
            .keys()
            .map(|key| (key.clone(), party_id(ctx, key)))
            .collect();
        let names: Vec<&str> = ids.iter().map(|(_, id)| id.as_str()).collect();
        let mut found = store::records::find_all_imported(conn, Shelf::Organizations, &names)?;
        for (key, id) in ids {
            if let Some(head) = found.remove(&id) {
                let head = store::records::standing(conn, head)?;
                if usable(ctx, &head) {
                    self.take(key, head.id, head.r#ref);
                }
            }
        }
        let ids: Vec<(String, String)> = self
            .new_sources
            .keys()
            .map(|key| (key.clone(), source_id(ctx, key)))
            .collect();
        let names: Vec<&str> = ids.iter().map(|(_, id)| id.as_str()).collect();
        let mut found = store::records::find_all_imported(conn, Shelf::Sources, &names)?;
        for (key, id) in ids {
            if let Some(head) = found.remove(&id).filter(|head| usable(ctx, head)) {
                self.take_source(key, head.id, head.r#ref);
            }
        }
        Ok(())
    }

    fn take(&mut self, key: Key, id: i64, r#ref: Ref) {
        self.new_parties.remove(&key);
        self.parties.insert(key, Known { id, r#ref });
    }

    fn take_source(&mut self, key: String, id: i64, r#ref: Ref) {
        self.new_sources.remove(&key);
        self.sources.insert(key, Known { id, r#ref });
    }

    /// Those that a record names.
    fn recorded(&mut self, conn: &mut Conn, ctx: &Ctx) -> Result<()> {
        let mut folded: Vec<String> = self.new_parties.keys().map(|(folded, _)| folded.clone()).collect();
        folded.dedup();
        let mut bearers: HashMap<String, Vec<Bearer>> = HashMap::new();
        for bearer in store::organizations::bearers(conn, &folded)? {
            if usable(ctx, &bearer.head) {
                bearers.entry(bearer.folded.clone()).or_default().push(bearer);
            }
        }
        let keys: Vec<Key> = self.new_parties.keys().cloned().collect();
        for key in keys {
            let (folded, country) = &key;
            let mut fitting: Vec<(i64, Ref)> = bearers
                .get(folded)
                .into_iter()
                .flatten()
                .filter(|bearer| !contradicts(bearer, country))
                .map(|bearer| (bearer.head.id, bearer.head.r#ref))
                .collect();
            fitting.sort_unstable_by_key(|(id, _)| *id);
            fitting.dedup();
            if let [(id, r#ref)] = fitting.as_slice() {
                self.take(key, *id, *r#ref);
            }
        }
        Ok(())
    }

    fn sources_recorded(&mut self, conn: &mut Conn, ctx: &Ctx) -> Result<()> {
        let missing: Vec<(String, String)> = self
            .new_sources
            .iter()
            .map(|(key, (missing, _))| (key.clone(), missing.name.clone()))
            .collect();
        for (key, title) in missing {
            if let Ok(id) = links::find(conn, ctx, Shelf::Sources, &title)? {
                let head = store::records::get(conn, id)?;
                if usable(ctx, &head) {
                    self.take_source(key, head.id, head.r#ref);
                }
            }
        }
        Ok(())
    }

    /// Names of parties that no record is.
    pub(super) fn new_parties(&self) -> Vec<String> {
        let told = |((_, country), missing): (&Key, &Missing)| match country.is_empty() {
            true => missing.name.clone(),
            false => format!("{} ({country})", missing.name),
        };
        self.new_parties.iter().map(told).collect()
    }

    /// Titles of sources that no record is.
    pub(super) fn new_sources(&self) -> Vec<String> {
        self.new_sources
            .values()
            .map(|(missing, _)| missing.name.clone())
            .collect()
    }

    /// Makes what no record is; tells the row numbers of what it made.
    pub(super) fn make(&mut self, conn: &mut Conn, ctx: &Ctx, state: State) -> Result<Vec<i64>> {
        let mut made = Vec::new();
        for (key, missing) in std::mem::take(&mut self.new_parties) {
            let fields = Fields::new()
                .with("name", &missing.name)
                .with("hq_country", &key.1)
                .with("release", missing.release.as_str())
                .with("record_id", free(conn, Shelf::Organizations, party_id(ctx, &key))?);
            let head = records::make::<Organization>(conn, ctx, &fields, state)?;
            made.push(head.id);
            self.take(key, head.id, head.r#ref);
        }
        for (key, (missing, address)) in std::mem::take(&mut self.new_sources) {
            let fields = Fields::new()
                .with("title", &missing.name)
                .with("kind", "dataset")
                .with("address", address)
                .with("release", missing.release.as_str())
                .with("record_id", free(conn, Shelf::Sources, source_id(ctx, &key))?);
            let head = records::make::<Source>(conn, ctx, &fields, state)?;
            made.push(head.id);
            self.take_source(key, head.id, head.r#ref);
        }
        Ok(made)
    }

    /// The organization of an end.
    pub(super) fn party(&self, side: &Side) -> Option<Known> {
        key(&side.name, &side.country)
            .and_then(|key| self.parties.get(&key))
            .copied()
    }

    /// The same as a link that says no more than which record it is.
    pub(super) fn link(&self, side: &Side) -> Option<Link> {
        self.party(side).map(|Known { id, r#ref }| Link {
            id,
            shelf: Shelf::Organizations,
            r#ref,
            title: String::new(),
            openness: 0,
            created_by: None,
        })
    }

    /// The source of a row.
    pub(super) fn source(&self, row: &TransferRow) -> Option<Known> {
        source_key(row).and_then(|key| self.sources.get(&key)).copied()
    }
}

/// The name of a row if no record has it. One that may not be used, such as a withdrawn one, keeps it.
fn free(conn: &mut Conn, shelf: Shelf, record_id: String) -> Result<String> {
    match records::is_imported(conn, shelf, &record_id)? {
        true => Ok(String::new()),
        false => Ok(record_id),
    }
}

fn widen(map: &mut BTreeMap<Key, Missing>, key: Key, name: impl FnOnce() -> String, release: Release) {
    let entry = map.entry(key).or_insert_with(|| Missing { name: name(), release });
    entry.release = entry.release.max(release);
}

/// Whether the countries speak against it: the file names one, the record knows some, and it is none of those.
fn contradicts(bearer: &Bearer, country: &str) -> bool {
    let known: Vec<&str> = [bearer.seat.as_str(), &bearer.register]
        .into_iter()
        .filter(|code| !code.is_empty())
        .collect();
    !country.is_empty() && !known.is_empty() && !known.contains(&country)
}
