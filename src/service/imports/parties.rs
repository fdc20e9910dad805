//! Who the parties of a file are. A name stands for an organization only when a record says so: it is, compared as names are, the
//! name or a recorded alias of exactly one, and the countries do not contradict. Any other name becomes an organization of its
//! own, as it is written, and keeps the name of the row it came from, so that the next file finds it again.

use std::collections::{HashMap, HashSet};

mod meant;

pub(super) use meant::Known;
use meant::{Key, Meant, Missing, first, key, known, meet, missing};

use super::{Report, compare::usable, making::Maker, whose};
use crate::{
    domain::{
        fields::Fields,
        imports::transfers::TransferRow,
        organizations::{NewOrganization, Organization, PARTY},
        records::{Shelf, State},
        refs::Ref,
        release,
        sources::Source,
        transfers::{NewTransfer, Side},
    },
    error::{Error, Result, Say},
    service::{Ctx, links, records},
    store::{self, Conn, organizations::Bearer},
};

/// Parties looked for or made together.
const TOGETHER: usize = 5_000;
/// The most sources that one file may name: a column that says another in every row is not one of sources.
const SOURCES: usize = 100_000;

/// The parties and sources of a file, as far as it was read. A file may name a million.
#[derive(Debug, Default)]
pub(super) struct Named {
    parties: HashMap<Key, Meant>,
    sources: HashMap<Box<str>, Meant>,
}

fn party_id(ctx: &Ctx, key: &Key) -> String {
    format!("{PARTY}{}{}", whose(ctx), key.0)
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
    /// Looks for the parties and sources of some more rows, and says in each which organizations its ends are, as far as they are
    /// known.
    pub(super) fn look(&mut self, conn: &mut Conn, ctx: &Ctx, rows: &mut [TransferRow]) -> Result<()> {
        let mut fresh: HashSet<Key> = HashSet::new();
        let mut fresh_sources: HashSet<Box<str>> = HashSet::new();
        let mut ends: Vec<[Option<Key>; 2]> = Vec::with_capacity(rows.len());
        for row in rows.iter() {
            let keys = [&row.new.from, &row.new.to].map(|side| key(&side.name, &side.country));
            for (key, side) in keys.iter().zip([&row.new.from, &row.new.to]) {
                if let Some(key) = key
                    && meet(&mut self.parties, key, (&side.name, ""), row.release)
                {
                    fresh.insert(key.clone());
                }
            }
            ends.push(keys);
            if let Some(key) = source_key(row) {
                let title = match row.source_title.is_empty() {
                    true => &row.source_url,
                    false => &row.source_title,
                };
                let key: Box<str> = key.into();
                if meet(&mut self.sources, &key, (title, &row.source_url), row.release) {
                    fresh_sources.insert(key);
                }
            }
        }
        if self.sources.len() > SOURCES {
            let say = Say::new("import-sources-many").with("max", SOURCES);
            return Err(Error::invalid("file", say));
        }
        self.made_before(conn, ctx, &mut fresh)?;
        self.recorded(conn, ctx, &fresh)?;
        self.sources_made_before(conn, ctx, &mut fresh_sources)?;
        self.sources_recorded(conn, ctx, &fresh_sources)?;
        for (row, [from, to]) in rows.iter_mut().zip(&ends) {
            row.new.from.party.id = from.as_ref().and_then(|key| self.known(key)).map(|known| known.id);
            row.new.to.party.id = to.as_ref().and_then(|key| self.known(key)).map(|known| known.id);
        }
        Ok(())
    }

    /// Parties that an import made before; those that none did are left in `keys`.
    fn made_before(&mut self, conn: &mut Conn, ctx: &Ctx, keys: &mut HashSet<Key>) -> Result<()> {
        let all: Vec<Key> = keys.iter().cloned().collect();
        for some in all.chunks(TOGETHER) {
            let ids: Vec<String> = some.iter().map(|key| party_id(ctx, key)).collect();
            let names: Vec<&str> = ids.iter().map(String::as_str).collect();
            let mut found = store::records::find_all_imported(conn, Shelf::Organizations, &names)?;
            for (key, id) in some.iter().zip(&ids) {
                let Some(head) = found.remove(id) else { continue };
                let head = store::records::standing(conn, head)?;
                if usable(ctx, &head) {
                    keys.remove(key);
                    self.parties.insert(key.clone(), known(head.id, head.r#ref));
                }
            }
        }
        Ok(())
    }

    fn sources_made_before(&mut self, conn: &mut Conn, ctx: &Ctx, keys: &mut HashSet<Box<str>>) -> Result<()> {
        let ids: Vec<(Box<str>, String)> = keys.iter().map(|key| (key.clone(), source_id(ctx, key))).collect();
        let names: Vec<&str> = ids.iter().map(|(_, id)| id.as_str()).collect();
        let mut found = store::records::find_all_imported(conn, Shelf::Sources, &names)?;
        for (key, id) in ids {
            if let Some(head) = found.remove(&id).filter(|head| usable(ctx, head)) {
                keys.remove(&key);
                self.sources.insert(key, known(head.id, head.r#ref));
            }
        }
        Ok(())
    }

    /// Parties that a record names.
    fn recorded(&mut self, conn: &mut Conn, ctx: &Ctx, keys: &HashSet<Key>) -> Result<()> {
        let mut folded: Vec<String> = keys.iter().map(|key| key.folded().to_owned()).collect();
        folded.sort_unstable();
        folded.dedup();
        let mut bearers: HashMap<String, Vec<Bearer>> = HashMap::new();
        for bearer in store::organizations::bearers(conn, &folded)? {
            if let Some(bearer) = as_known(ctx, bearer) {
                bearers.entry(bearer.folded.clone()).or_default().push(bearer);
            }
        }
        for key in keys {
            let mut fitting: Vec<(i64, Ref)> = bearers
                .get(key.folded())
                .into_iter()
                .flatten()
                .filter(|bearer| !contradicts(bearer, key.country()))
                .map(|bearer| (bearer.head.id, bearer.head.r#ref))
                .collect();
            fitting.sort_unstable_by_key(|(id, _)| *id);
            fitting.dedup();
            if let [(id, r#ref)] = fitting.as_slice() {
                self.parties.insert(key.clone(), known(*id, *r#ref));
            }
        }
        Ok(())
    }

    fn sources_recorded(&mut self, conn: &mut Conn, ctx: &Ctx, keys: &HashSet<Box<str>>) -> Result<()> {
        for key in keys {
            let Some(Meant::Missing(missing)) = self.sources.get(key) else {
                continue;
            };
            if let Ok(id) = links::find(conn, ctx, Shelf::Sources, &missing.name)? {
                let head = store::records::get(conn, id)?;
                if usable(ctx, &head) {
                    self.sources.insert(key.clone(), known(head.id, head.r#ref));
                }
            }
        }
        Ok(())
    }

    /// Tells the parties and sources that no record is.
    pub(super) fn tell(&self, report: &mut Report) {
        let told = |key: &Key, name: &str| match key.country() {
            "" => name.to_owned(),
            country => format!("{name} ({country})"),
        };
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        report.new_parties_count = count(missing(&self.parties).count());
        report.new_sources_count = count(missing(&self.sources).count());
        report.new_parties = first(&self.parties, told);
        report.new_sources = first(&self.sources, |_, name| name.to_owned());
    }

    /// Makes what no record is; tells the row numbers of what it made. Somebody else may have made some of it meanwhile.
    pub(super) fn make(&mut self, conn: &mut Conn, ctx: &Ctx, maker: &mut Maker, state: State) -> Result<Vec<i64>> {
        let mut keys: Vec<Key> = missing(&self.parties).cloned().collect();
        keys.sort_unstable();
        let mut made = Vec::with_capacity(keys.len());
        // Some at a time: a file may name a million, and what an organization can say takes half a kilobyte even where it says nothing.
        let mut keys = keys.into_iter();
        while keys.len() > 0 {
            self.make_some(conn, ctx, maker, keys.by_ref().take(TOGETHER).collect(), &mut made)?;
        }
        self.make_sources(conn, ctx, state, &mut made)?;
        Ok(made)
    }

    fn make_some(
        &mut self,
        conn: &mut Conn,
        ctx: &Ctx,
        maker: &mut Maker,
        keys: Vec<Key>,
        made: &mut Vec<i64>,
    ) -> Result<()> {
        let ids: Vec<String> = keys.iter().map(|key| party_id(ctx, key)).collect();
        let names: Vec<&str> = ids.iter().map(String::as_str).collect();
        let mut there = store::records::find_all_imported(conn, Shelf::Organizations, &names)?;
        let mut new = Vec::with_capacity(keys.len());
        let mut of = Vec::with_capacity(keys.len());
        for (key, id) in keys.into_iter().zip(ids) {
            let mut record_id = id;
            if let Some(head) = there.remove(&record_id) {
                let head = store::records::standing(conn, head)?;
                if usable(ctx, &head) {
                    self.parties.insert(key, known(head.id, head.r#ref));
                    continue;
                }
                // A record that may not be used, such as a withdrawn one, keeps the name of its row.
                record_id.clear();
            }
            if let Some(Meant::Missing(missing)) = self.parties.get(&key) {
                let organization = NewOrganization {
                    name: missing.name.to_string(),
                    hq_country: key.country().to_owned(),
                    ..NewOrganization::default()
                };
                new.push((record_id, missing.release, organization));
                of.push(key);
            }
        }
        let heads = maker.organizations(conn, ctx, new)?;
        for (key, head) in of.into_iter().zip(heads) {
            made.push(head.id);
            self.parties.insert(key, known(head.id, head.r#ref));
        }
        Ok(())
    }

    fn make_sources(&mut self, conn: &mut Conn, ctx: &Ctx, state: State, made: &mut Vec<i64>) -> Result<()> {
        let mut keys: HashSet<Box<str>> = missing(&self.sources).cloned().collect();
        self.sources_made_before(conn, ctx, &mut keys)?;
        let mut keys: Vec<Box<str>> = keys.into_iter().collect();
        keys.sort_unstable();
        for key in keys {
            let Some(Meant::Missing(missing)) = self.sources.get(&key) else {
                continue;
            };
            let Missing { name, address, release } = &**missing;
            let fields = Fields::new()
                .with("title", &**name)
                .with("kind", "dataset")
                .with("address", &**address)
                .with("release", release.as_str())
                .with("record_id", free(conn, Shelf::Sources, source_id(ctx, &key))?);
            let head = records::make::<Source>(conn, ctx, &fields, state)?;
            made.push(head.id);
            self.sources.insert(key, known(head.id, head.r#ref));
        }
        Ok(())
    }

    /// Says which organizations the ends of a transfer are, as far as they are known.
    pub(super) fn point(&self, new: &mut NewTransfer) {
        new.from.party.id = self.party(&new.from).map(|known| known.id);
        new.to.party.id = self.party(&new.to).map(|known| known.id);
    }

    /// The organization of an end.
    pub(super) fn party(&self, side: &Side) -> Option<Known> {
        self.known(&key(&side.name, &side.country)?)
    }

    fn known(&self, key: &Key) -> Option<Known> {
        match self.parties.get(key)? {
            Meant::Known(known) => Some(*known),
            Meant::Missing(_) => None,
        }
    }

    /// The source of a row.
    pub(super) fn source(&self, row: &TransferRow) -> Option<Known> {
        match self.sources.get(source_key(row)?.as_str())? {
            Meant::Known(known) => Some(*known),
            Meant::Missing(_) => None,
        }
    }
}

/// The name of a row if no record has it. One that may not be used, such as a withdrawn one, keeps it.
fn free(conn: &mut Conn, shelf: Shelf, record_id: String) -> Result<String> {
    match records::is_imported(conn, shelf, &record_id)? {
        true => Ok(String::new()),
        false => Ok(record_id),
    }
}

/// The bearer of a name as this person may know it; `None` where they may not know that it bears it.
fn as_known(ctx: &Ctx, mut bearer: Bearer) -> Option<Bearer> {
    let tells = |field: &str| release::shows::<Organization>(ctx.actor.sight(), &bearer.head, field);
    let name = if bearer.own { "name" } else { "names" };
    if !usable(ctx, &bearer.head) || !tells(name) {
        return None;
    }
    let (seat, register) = (tells("hq_country"), tells("incorporation_country"));
    if !seat {
        bearer.seat.clear();
    }
    if !register {
        bearer.register.clear();
    }
    Some(bearer)
}

/// Whether the countries speak against it: the file names one, the record knows some, and it is none of those.
fn contradicts(bearer: &Bearer, country: &str) -> bool {
    let known: Vec<&str> = [bearer.seat.as_str(), &bearer.register]
        .into_iter()
        .filter(|code| !code.is_empty())
        .collect();
    !country.is_empty() && !known.is_empty() && !known.contains(&country)
}
