//! Making many records at once: a customs file has millions of lines, and what is made one by one takes a hundred times as long.

use std::collections::HashSet;

use super::parties::Texts;
use crate::{
    domain::{
        organizations::{NewOrganization, Organization},
        records::{Head, Shelf, State},
        refs::Ref,
        release::{FieldReleases, Release},
        text,
    },
    error::Result,
    service::{
        Ctx, organizations,
        records::Keep,
        search::{self, Term},
    },
    store::{self, Conn, records::NewHead, search::NewUse},
};

/// References that lie together: a stretch of the index that fits into memory while the file fills it.
const STRETCH: u32 = 1 << 16;
/// Terms remembered as filed; beyond that the dictionary is asked again. Lots and part numbers are short: so many take some
/// tens of megabytes.
const REMEMBERED: usize = 2_000_000;
/// Records made with one set of statements.
const TOGETHER: usize = 5_000;

/// What a new record is called and how open it is.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) title: String,
    pub(super) sort: String,
    pub(super) release: Release,
    /// The name of the row it comes from; empty for none.
    pub(super) record_id: String,
}

/// What a record is found by, worked out without the database.
#[derive(Debug)]
pub(super) struct Terms {
    /// Those found through the shelf's own rows, as they are compared.
    indexed: Vec<String>,
    own: Vec<Term>,
}

impl Terms {
    pub(super) fn of(terms: Vec<Term>) -> Terms {
        let (indexed, own): (Vec<Term>, Vec<Term>) = terms.into_iter().partition(|term| term.indexed);
        let indexed = indexed.iter().map(Term::folded).filter(|folded| !folded.is_empty());
        Terms {
            indexed: indexed.collect(),
            own,
        }
    }
}

/// Makes records and remembers what it has met.
#[derive(Debug)]
pub(super) struct Maker {
    state: State,
    filed: Texts,
    stretch: Stretch,
}

/// References that lie together.
#[derive(Debug)]
struct Stretch {
    begin: Ref,
    /// How many of them were given out or passed over.
    used: u32,
    /// Those that records had before.
    taken: HashSet<Ref>,
}

impl Maker {
    pub(super) fn new(ctx: &Ctx, state: State) -> Maker {
        Maker {
            state,
            filed: Texts::new(),
            stretch: Stretch {
                begin: ctx.fresh_ref(),
                used: STRETCH,
                taken: HashSet::new(),
            },
        }
    }

    /// The heads of new records.
    pub(super) fn heads(&mut self, conn: &mut Conn, ctx: &Ctx, shelf: Shelf, plans: Vec<Plan>) -> Result<Vec<Head>> {
        let refs = self.refs(conn, ctx, plans.len())?;
        let heads = plans.into_iter().zip(refs).map(|(plan, r#ref)| NewHead {
            shelf,
            r#ref,
            title: plan.title,
            sort: plan.sort,
            release: plan.release,
            field_releases: FieldReleases::none(),
            state: self.state,
            created_by: ctx.actor.account,
            at: ctx.now,
            record_id: Some(plan.record_id).filter(|id| !id.is_empty()),
        });
        store::records::insert_all(conn, heads.collect())
    }

    /// Files records under their terms. A term that was filed before needs no second look at the dictionary.
    pub(super) fn file<'a, T: Keep>(
        &mut self,
        conn: &mut Conn,
        records: impl Iterator<Item = (&'a Head, &'a Terms)>,
    ) -> Result<()> {
        let mut uses: Vec<NewUse> = Vec::new();
        let mut fresh: Vec<String> = Vec::new();
        for (head, terms) in records {
            let own = search::uses::<T>(head, terms.own.clone());
            let folded = terms.indexed.iter().chain(own.iter().map(|one| &one.folded));
            fresh.extend(folded.filter(|folded| self.filed.get(folded).is_none()).cloned());
            uses.extend(own);
        }
        fresh.sort_unstable();
        fresh.dedup();
        store::search::insert_terms(conn, fresh.iter().map(String::as_str).collect())?;
        store::search::insert_uses(conn, &uses)?;
        if self.filed.len() + fresh.len() > REMEMBERED {
            self.forget();
        }
        self.filed.extend(fresh);
        Ok(())
    }

    /// Forgets which terms are filed, to remember those of another kind of record.
    pub(super) fn forget(&mut self) {
        self.filed = Texts::new();
    }

    /// New organizations, whose fields have been checked.
    pub(super) fn organizations(
        &mut self,
        conn: &mut Conn,
        ctx: &Ctx,
        new: Vec<(String, Release, NewOrganization)>,
    ) -> Result<Vec<Head>> {
        let mut all = Vec::with_capacity(new.len());
        let mut rest = new.into_iter().peekable();
        while rest.peek().is_some() {
            let some: Vec<_> = rest.by_ref().take(TOGETHER).collect();
            let plans = some.iter().map(|(record_id, release, new)| Plan {
                title: new.name.clone(),
                sort: text::sort_key(&new.name),
                release: *release,
                record_id: record_id.clone(),
            });
            let heads = self.heads(conn, ctx, Shelf::Organizations, plans.collect())?;
            let rows: Vec<(i64, &NewOrganization)> = heads
                .iter()
                .zip(&some)
                .map(|(head, (_, _, new))| (head.id, new))
                .collect();
            store::organizations::insert_all(conn, &rows)?;
            let terms = some.iter().map(|(_, _, new)| Terms::of(organizations::terms(new)));
            let terms: Vec<Terms> = terms.collect();
            self.file::<Organization>(conn, heads.iter().zip(&terms))?;
            all.extend(heads);
        }
        Ok(all)
    }

    /// References that no record has: scattered over a stretch that was drawn by lot, so that none tells the next, and near enough
    /// to each other that writing ten million of them does not touch the whole index each time.
    fn refs(&mut self, conn: &mut Conn, ctx: &Ctx, count: usize) -> Result<Vec<Ref>> {
        let mut refs: Vec<Ref> = Vec::with_capacity(count);
        while refs.len() < count {
            if self.stretch.used >= STRETCH {
                let begin = ctx.fresh_ref();
                let taken = store::records::taken_between(conn, begin.stretch())?;
                self.stretch = Stretch { begin, used: 0, taken };
            }
            let next = self.stretch.begin.scattered(self.stretch.used);
            self.stretch.used += 1;
            if !self.stretch.taken.contains(&next) {
                refs.push(next);
            }
        }
        Ok(refs)
    }
}
