//! Who the parties of a file are. A name stands for an organization only when a record says so: it is, compared as names are, the
//! name or a recorded alias of exactly one, and the countries do not contradict. Any other name becomes an organization of its
//! own, as it is written, and keeps the name of the row it came from, so that the next file finds it again.

use std::collections::HashMap;

mod meant;

use meant::{Key, Meanings, Place, Said, key};
pub(super) use meant::{Known, Texts};

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
    parties: Meanings,
    sources: Meanings,
}

fn party_id(ctx: &Ctx, key: &str) -> String {
    format!("{PARTY}{}{key}", whose(ctx))
}

/// What names a source in a file: its address, else its title.
fn source_key(row: &TransferRow) -> Option<&str> {
    let key = if row.source_url.is_empty() {
        &row.source_title
    } else {
        &row.source_url
    };
    Some(key.as_str()).filter(|key| !key.is_empty())
}

fn source_id(ctx: &Ctx, key: &str) -> String {
    format!("import:{}source:{key}", whose(ctx))
}

impl Named {
    /// Looks for the parties and sources of some more rows, and says in each which organizations its ends are, as far as they are
    /// known.
    pub(super) fn look(&mut self, conn: &mut Conn, ctx: &Ctx, rows: &mut [TransferRow]) -> Result<()> {
        let (mut fresh, mut fresh_sources) = (Vec::new(), Vec::new());
        let mut ends: Vec<[Option<Place>; 2]> = Vec::with_capacity(rows.len());
        for row in rows.iter() {
            ends.push([&row.new.from, &row.new.to].map(|side| {
                let said = Said {
                    name: &side.name,
                    address: "",
                    release: row.release,
                };
                let (place, is_new) = self.parties.meet(&key(&side.name, &side.country)?, said);
                fresh.extend(is_new.then_some(place));
                Some(place)
            }));
            let Some(key) = source_key(row) else { continue };
            let said = Said {
                name: if row.source_title.is_empty() {
                    key
                } else {
                    &row.source_title
                },
                address: &row.source_url,
                release: row.release,
            };
            let (place, is_new) = self.sources.meet(key, said);
            fresh_sources.extend(is_new.then_some(place));
        }
        if self.sources.len() > SOURCES {
            let say = Say::new("import-sources-many").with("max", SOURCES);
            return Err(Error::invalid("file", say));
        }
        self.made_before(conn, ctx, &mut fresh)?;
        self.recorded(conn, ctx, &fresh)?;
        self.sources_made_before(conn, ctx, &mut fresh_sources)?;
        self.sources_recorded(conn, ctx, &fresh_sources)?;
        for (row, [from, to]) in rows.iter_mut().zip(ends) {
            let id = |place: Option<Place>| self.parties.known(place?).map(|known| known.id);
            (row.new.from.party.id, row.new.to.party.id) = (id(from), id(to));
        }
        Ok(())
    }

    /// Parties that an import made before; those that none did are left in `places`.
    fn made_before(&mut self, conn: &mut Conn, ctx: &Ctx, places: &mut Vec<Place>) -> Result<()> {
        for some in places.chunks(TOGETHER) {
            let ids: Vec<String> = some
                .iter()
                .map(|place| party_id(ctx, self.parties.key(*place)))
                .collect();
            let names: Vec<&str> = ids.iter().map(String::as_str).collect();
            let mut found = store::records::find_all_imported(conn, Shelf::Organizations, &names)?;
            for (place, id) in some.iter().zip(&ids) {
                let Some(head) = found.remove(id) else { continue };
                let head = store::records::standing(conn, head)?;
                if usable(ctx, &head) {
                    self.parties.know(*place, head.id, head.r#ref);
                }
            }
        }
        places.retain(|place| self.parties.known(*place).is_none());
        Ok(())
    }

    fn sources_made_before(&mut self, conn: &mut Conn, ctx: &Ctx, places: &mut Vec<Place>) -> Result<()> {
        let ids: Vec<String> = places
            .iter()
            .map(|place| source_id(ctx, self.sources.key(*place)))
            .collect();
        let names: Vec<&str> = ids.iter().map(String::as_str).collect();
        let mut found = store::records::find_all_imported(conn, Shelf::Sources, &names)?;
        for (place, id) in places.iter().zip(&ids) {
            if let Some(head) = found.remove(id).filter(|head| usable(ctx, head)) {
                self.sources.know(*place, head.id, head.r#ref);
            }
        }
        places.retain(|place| self.sources.known(*place).is_none());
        Ok(())
    }

    /// Parties that a record names.
    fn recorded(&mut self, conn: &mut Conn, ctx: &Ctx, places: &[Place]) -> Result<()> {
        let folded = |place: &Place| Key::of(self.parties.key(*place)).folded.to_owned();
        let mut names: Vec<String> = places.iter().map(folded).collect();
        names.sort_unstable();
        names.dedup();
        let mut bearers: HashMap<String, Vec<Bearer>> = HashMap::new();
        for bearer in store::organizations::bearers(conn, &names)? {
            if let Some(bearer) = as_known(ctx, bearer) {
                bearers.entry(bearer.folded.clone()).or_default().push(bearer);
            }
        }
        for place in places {
            let key = Key::of(self.parties.key(*place));
            let mut fitting: Vec<(i64, Ref)> = bearers
                .get(key.folded)
                .into_iter()
                .flatten()
                .filter(|bearer| !contradicts(bearer, key.country))
                .map(|bearer| (bearer.head.id, bearer.head.r#ref))
                .collect();
            fitting.sort_unstable_by_key(|(id, _)| *id);
            fitting.dedup();
            if let [(id, r#ref)] = fitting.as_slice() {
                self.parties.know(*place, *id, *r#ref);
            }
        }
        Ok(())
    }

    fn sources_recorded(&mut self, conn: &mut Conn, ctx: &Ctx, places: &[Place]) -> Result<()> {
        for place in places {
            if let Ok(id) = links::find(conn, ctx, Shelf::Sources, self.sources.said(*place).name)? {
                let head = store::records::get(conn, id)?;
                if usable(ctx, &head) {
                    self.sources.know(*place, head.id, head.r#ref);
                }
            }
        }
        Ok(())
    }

    /// Tells the parties and sources that no record is.
    pub(super) fn tell(&self, report: &mut Report) {
        let told = |key: &str, name: &str| match Key::of(key).country {
            "" => name.to_owned(),
            country => format!("{name} ({country})"),
        };
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        report.new_parties_count = count(self.parties.missing().count());
        report.new_sources_count = count(self.sources.missing().count());
        report.new_parties = self.parties.first(told);
        report.new_sources = self.sources.first(|_, name| name.to_owned());
    }

    /// Makes what no record is; tells the row numbers of what it made. Somebody else may have made some of it meanwhile.
    pub(super) fn make(&mut self, conn: &mut Conn, ctx: &Ctx, maker: &mut Maker, state: State) -> Result<Vec<i64>> {
        let places = self.parties.missing_in_order();
        let mut made = Vec::with_capacity(places.len());
        // Some at a time: a file may name a million, and what an organization can say takes half a kilobyte even where it says nothing.
        for some in places.chunks(TOGETHER) {
            self.make_some(conn, ctx, maker, some, &mut made)?;
        }
        self.make_sources(conn, ctx, state, &mut made)?;
        self.parties.forget_said();
        self.sources.forget_said();
        Ok(made)
    }

    fn make_some(
        &mut self,
        conn: &mut Conn,
        ctx: &Ctx,
        maker: &mut Maker,
        places: &[Place],
        made: &mut Vec<i64>,
    ) -> Result<()> {
        let ids: Vec<String> = places
            .iter()
            .map(|place| party_id(ctx, self.parties.key(*place)))
            .collect();
        let names: Vec<&str> = ids.iter().map(String::as_str).collect();
        let mut there = store::records::find_all_imported(conn, Shelf::Organizations, &names)?;
        let mut new = Vec::with_capacity(places.len());
        let mut of = Vec::with_capacity(places.len());
        for (place, id) in places.iter().zip(ids) {
            let mut record_id = id;
            if let Some(head) = there.remove(&record_id) {
                let head = store::records::standing(conn, head)?;
                if usable(ctx, &head) {
                    self.parties.know(*place, head.id, head.r#ref);
                    continue;
                }
                // A record that may not be used, such as a withdrawn one, keeps the name of its row.
                record_id.clear();
            }
            let said = self.parties.said(*place);
            let organization = NewOrganization {
                name: said.name.to_owned(),
                hq_country: Key::of(self.parties.key(*place)).country.to_owned(),
                ..NewOrganization::default()
            };
            new.push((record_id, said.release, organization));
            of.push(*place);
        }
        let heads = maker.organizations(conn, ctx, new)?;
        for (place, head) in of.into_iter().zip(heads) {
            made.push(head.id);
            self.parties.know(place, head.id, head.r#ref);
        }
        Ok(())
    }

    fn make_sources(&mut self, conn: &mut Conn, ctx: &Ctx, state: State, made: &mut Vec<i64>) -> Result<()> {
        let mut places = self.sources.missing_in_order();
        self.sources_made_before(conn, ctx, &mut places)?;
        for place in places {
            let said = self.sources.said(place);
            let record_id = source_id(ctx, self.sources.key(place));
            let fields = Fields::new()
                .with("title", said.name)
                .with("kind", "dataset")
                .with("address", said.address)
                .with("release", said.release.as_str())
                .with("record_id", free(conn, Shelf::Sources, record_id)?);
            let head = records::make::<Source>(conn, ctx, &fields, state)?;
            made.push(head.id);
            self.sources.know(place, head.id, head.r#ref);
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
        self.parties.find(&key(&side.name, &side.country)?)
    }

    /// The source of a row.
    pub(super) fn source(&self, row: &TransferRow) -> Option<Known> {
        self.sources.find(source_key(row)?)
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
