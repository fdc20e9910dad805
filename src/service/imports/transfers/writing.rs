//! Writing new transfers many at a time: a customs file has millions of lines, and what is made one by one takes a hundred times
//! as long.

use std::collections::{BTreeMap, HashSet};

use super::super::parties::Named;
use crate::{
    domain::{
        imports::transfers::TransferRow,
        records::{Head, Shelf, State},
        refs::Ref,
        release::FieldReleases,
        transfers::{NewTransfer, Transfer},
    },
    error::Result,
    service::{Ctx, records::Keep, search, transfers},
    store::{self, Conn, flows::Flow, records::NewHead, search::NewUse},
};

/// References that lie together: a stretch of the index that fits into memory while the file fills it.
const STRETCH: u32 = 1 << 16;

/// Writes new transfers and remembers what it has met.
pub(super) struct Writing<'a> {
    ctx: &'a Ctx,
    state: State,
    filed: HashSet<String>,
    stretch: (Ref, u32),
}

impl<'a> Writing<'a> {
    pub(super) fn new(ctx: &'a Ctx, state: State) -> Writing<'a> {
        Writing {
            ctx,
            state,
            filed: HashSet::new(),
            stretch: (ctx.fresh_ref(), STRETCH),
        }
    }

    /// Writes rows that no record is yet; tells the row numbers of what they became.
    pub(super) fn write(&mut self, conn: &mut Conn, rows: &[&TransferRow], named: &Named) -> Result<Vec<i64>> {
        let refs = self.refs(conn, rows.len())?;
        let news: Vec<NewTransfer> = rows.iter().map(|row| pointed(row, named)).collect();
        let heads = rows.iter().zip(&news).zip(refs).map(|((row, new), r#ref)| NewHead {
            shelf: Shelf::Transfers,
            r#ref,
            title: new.plain_name(),
            sort: transfers::sort(new.days()),
            release: row.release,
            field_releases: FieldReleases::none(),
            state: self.state,
            created_by: self.ctx.actor.account,
            at: self.ctx.now,
            record_id: Some(row.record_id.clone()),
        });
        let heads = store::records::insert_all(conn, heads.collect())?;
        let lines: Vec<(i64, &NewTransfer, i16)> = heads
            .iter()
            .zip(&news)
            .map(|(head, new)| (head.id, new, head.openness().max(-1)))
            .collect();
        store::transfers::insert_all(conn, &lines)?;
        store::flows::add(conn, &flows(&lines))?;
        let ids = heads.iter().map(|head| head.id).collect();
        self.file(conn, heads, news, named)?;
        Ok(ids)
    }

    /// What the new records are found by. A term that this import has filed before needs no second look at the dictionary.
    fn file(&mut self, conn: &mut Conn, heads: Vec<Head>, news: Vec<NewTransfer>, named: &Named) -> Result<()> {
        let mut uses: Vec<NewUse> = Vec::new();
        for (head, what) in heads.into_iter().zip(news) {
            let transfer = Transfer {
                from: named.link(&what.from),
                to: named.link(&what.to),
                source: None,
                exchange: None,
                head,
                what,
            };
            uses.extend(search::uses::<Transfer>(&transfer.head, transfer.terms()));
        }
        let fresh: Vec<&str> = uses
            .iter()
            .filter(|one| !self.filed.contains(&one.folded))
            .map(|one| one.folded.as_str())
            .collect();
        store::search::insert_terms(conn, fresh)?;
        store::search::insert_uses(conn, &uses)?;
        self.filed.extend(uses.into_iter().map(|one| one.folded));
        Ok(())
    }

    /// References that no record has: scattered over a stretch that was drawn by lot, so that none tells the next, and near enough
    /// to each other that writing ten million of them does not touch the whole index each time.
    fn refs(&mut self, conn: &mut Conn, count: usize) -> Result<Vec<Ref>> {
        let mut refs: Vec<Ref> = Vec::with_capacity(count);
        while refs.len() < count {
            let mut more = Vec::with_capacity(count - refs.len());
            while refs.len() + more.len() < count {
                let (begin, used) = self.stretch;
                if used >= STRETCH {
                    self.stretch = (self.ctx.fresh_ref(), 0);
                    continue;
                }
                more.push(begin.scattered(used));
                self.stretch.1 += 1;
            }
            let taken: HashSet<Ref> = store::records::taken(conn, &more)?.into_iter().collect();
            refs.extend(more.into_iter().filter(|one| !taken.contains(one)));
        }
        Ok(refs)
    }
}

/// What a row says, with the records that its names stand for.
fn pointed(row: &TransferRow, named: &Named) -> NewTransfer {
    let mut new = row.new.clone();
    new.from.party.id = named.party(&new.from).map(|known| known.id);
    new.to.party.id = named.party(&new.to).map(|known| known.id);
    new.source.id = named.source(row).map(|known| known.id);
    new
}

/// The transfers added up by both ends and openness.
fn flows(lines: &[(i64, &NewTransfer, i16)]) -> Vec<Flow> {
    let mut sums: BTreeMap<(i64, i64, i16), Flow> = BTreeMap::new();
    for (_, new, openness) in lines {
        let (Some(from), Some(to), 0..) = (new.from.party.id, new.to.party.id, *openness) else {
            continue;
        };
        let (first, last) = new.days();
        let sum = sums.entry((from, to, *openness)).or_insert(Flow {
            from,
            to,
            openness: *openness,
            count: 0,
            first: None,
            last: None,
        });
        sum.count += 1;
        sum.first = [sum.first, first].into_iter().flatten().min();
        sum.last = [sum.last, last].into_iter().flatten().max();
    }
    sums.into_values().collect()
}
