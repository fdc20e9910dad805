//! The review: the queue, what stands in it, deciding on it, and what became of one's own.

use std::collections::HashMap;

use chrono::{DateTime, SecondsFormat, Utc};

use crate::{
    domain::{
        access::Action,
        fields::Fields,
        records::{Cursor, Head, Link, Shelf},
        refs::Ref,
        review::{Proposal, Slip, Standing, Submission, Verdict},
    },
    error::{Error, Result, Say},
    service::{Ctx, audit, batches, dossiers, proposals, rulings, submissions},
    store::{
        self, Conn,
        submissions::{Place, Way},
    },
};

/// The most of one's own that [`mine`] tells of, newest first.
const MINE: i64 = 200;

/// Who handed something in, and what became of it, in names.
#[derive(Debug, Clone)]
pub struct Slot {
    /// Its reference.
    pub r#ref: Ref,
    /// What the author is called.
    pub author: String,
    /// Whether the reader is the author.
    pub yours: bool,
    /// Since when it has been waiting.
    pub at: DateTime<Utc>,
    /// What the author says about it.
    pub note: String,
    /// Where it stands.
    pub standing: Standing,
    /// What the person who decided is called.
    pub decided_by: String,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why.
    pub reason: String,
}

impl Slot {
    pub(super) fn new(conn: &mut Conn, ctx: &Ctx, slip: Slip) -> Result<Slot> {
        let names = names(conn, [&slip])?;
        Ok(Slot::named(ctx, slip, &names))
    }

    fn named(ctx: &Ctx, slip: Slip, names: &HashMap<i64, String>) -> Slot {
        let name = |id: Option<i64>| id.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
        Slot {
            yours: own(ctx, &slip),
            r#ref: slip.r#ref,
            author: name(slip.author),
            at: slip.at,
            note: slip.note,
            standing: slip.standing,
            decided_by: name(slip.decided_by),
            decided_at: slip.decided_at,
            reason: slip.reason,
        }
    }
}

fn names<'a>(conn: &mut Conn, slips: impl IntoIterator<Item = &'a Slip>) -> Result<HashMap<i64, String>> {
    let mut ids: Vec<i64> = slips
        .into_iter()
        .flat_map(|slip| [slip.author, slip.decided_by])
        .flatten()
        .collect();
    ids.sort_unstable();
    ids.dedup();
    store::submissions::names(conn, &ids)
}

/// Whether the actor handed this in. The command line has no account and so nothing of its own.
pub(super) fn own(ctx: &Ctx, slip: &Slip) -> bool {
    ctx.actor.account.is_some() && slip.author == ctx.actor.account
}

/// The error that says who decided first.
pub(super) fn already(conn: &mut Conn, slip: &Slip) -> Result<Error> {
    let names = names(conn, [slip])?;
    let who = slip.decided_by.and_then(|id| names.get(&id).cloned());
    let key = match slip.standing {
        Standing::Accepted => "review-already-accepted",
        Standing::TakenBack => "review-already-taken-back",
        Standing::Waiting | Standing::Returned => "review-already-returned",
    };
    Ok(Error::Conflict(Say::new(key).with("who", who.unwrap_or_default())))
}

/// What is in the queue.
#[derive(Debug, Clone)]
pub enum What {
    /// Records handed in together: how many of each shelf.
    Records(Vec<(Shelf, i64)>),
    /// A change to a record: which, and which fields.
    Change(Head, Vec<String>),
}

/// One entry of the queue, or of a person's own.
#[derive(Debug, Clone)]
pub struct Filed {
    /// Author, time, decision.
    pub slot: Slot,
    /// What names it.
    pub title: String,
    /// What it is.
    pub what: What,
    /// The records it is about; only told to their author.
    pub records: Vec<Head>,
}

/// A submission or a proposal.
enum Entry {
    Proposal(Proposal),
    Submission(Submission),
}

impl Entry {
    fn slip(&self) -> &Slip {
        match self {
            Entry::Submission(submission) => &submission.slip,
            Entry::Proposal(proposal) => &proposal.slip,
        }
    }

    /// Where it stands in the queue; at the same moment, proposals come first.
    fn place(&self) -> (DateTime<Utc>, bool, i64) {
        let slip = self.slip();
        (slip.at, matches!(self, Entry::Submission(_)), slip.id)
    }

    fn cursor(&self) -> Cursor {
        let (at, is_submission, id) = self.place();
        let kind = if is_submission { 's' } else { 'p' };
        let at = at.to_rfc3339_opts(SecondsFormat::Micros, true);
        Cursor {
            sort: format!("{kind}{at}"),
            id,
        }
    }

    fn find(conn: &mut Conn, r#ref: &Ref) -> Result<Entry> {
        match store::submissions::find(conn, r#ref) {
            Err(Error::NotFound(_)) => store::proposals::find(conn, r#ref).map(Entry::Proposal),
            found => found.map(Entry::Submission),
        }
    }
}

/// The places to look from in each of the two tables.
fn places(cursor: &Cursor) -> Result<(Place, Place)> {
    let unknown = || Error::invalid("after", Say::new("cursor-unknown"));
    let (is_submission, at) = match (cursor.sort.strip_prefix('s'), cursor.sort.strip_prefix('p')) {
        (Some(at), _) => (true, at),
        (_, Some(at)) => (false, at),
        _ => return Err(unknown()),
    };
    let at = DateTime::parse_from_rfc3339(at).map_err(|_no_time| unknown())?.to_utc();
    Ok(match is_submission {
        true => (Place { at, id: cursor.id }, Place { at, id: i64::MAX }),
        false => (Place { at, id: 0 }, Place { at, id: cursor.id }),
    })
}

/// Up to `limit` entries that wait, going one way from a place.
fn waiting(conn: &mut Conn, from: Option<&Cursor>, way: Way, limit: i64) -> Result<Vec<Entry>> {
    let from = from.map(places).transpose()?;
    let submissions = store::submissions::waiting(conn, from.map(|places| places.0), way, limit)?;
    let proposals = store::proposals::waiting(conn, from.map(|places| places.1), way, limit)?;
    let mut entries: Vec<Entry> = submissions.into_iter().map(Entry::Submission).collect();
    entries.extend(proposals.into_iter().map(Entry::Proposal));
    entries.sort_by_key(Entry::place);
    if way == Way::Back {
        entries.reverse();
    }
    entries.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(entries)
}

/// A page of the queue, those that have waited longest first.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`; `Invalid` for a cursor that is none.
pub fn queue(conn: &mut Conn, ctx: &Ctx, after: Option<&Cursor>, limit: usize) -> Result<(Vec<Filed>, Option<Cursor>)> {
    ctx.actor.must(Action::Review)?;
    let wanted = i64::try_from(limit + 1).map_err(Error::internal)?;
    let mut entries = waiting(conn, after, Way::On, wanted)?;
    let more = entries.len() > limit;
    entries.truncate(limit);
    let next = entries.last().filter(|_| more).map(Entry::cursor);
    Ok((filed(conn, ctx, entries)?, next))
}

fn filed(conn: &mut Conn, ctx: &Ctx, entries: Vec<Entry>) -> Result<Vec<Filed>> {
    let names = names(conn, entries.iter().map(Entry::slip))?;
    let (mut submissions, mut records) = (Vec::new(), Vec::new());
    for entry in &entries {
        match entry {
            Entry::Submission(submission) => submissions.push(submission.slip.id),
            Entry::Proposal(proposal) => records.push(proposal.record),
        }
    }
    let mut counts = store::submissions::counts(conn, &submissions)?;
    let heads = store::records::get_all(conn, &records)?;
    let mut filed = Vec::with_capacity(entries.len());
    for entry in entries {
        filed.push(match entry {
            Entry::Submission(Submission { slip, title }) => Filed {
                what: What::Records(counts.remove(&slip.id).unwrap_or_default()),
                slot: Slot::named(ctx, slip, &names),
                title,
                records: Vec::new(),
            },
            Entry::Proposal(proposal) => {
                let head = heads.get(&proposal.record).ok_or(Error::NotFound("records"))?.clone();
                let fields = audit::from_json(&proposal.fields)?;
                let fields = fields.iter().map(|(name, _)| name.to_owned()).collect();
                Filed {
                    title: title(ctx, &head),
                    what: What::Change(head, fields),
                    slot: Slot::named(ctx, proposal.slip, &names),
                    records: Vec::new(),
                }
            }
        });
    }
    Ok(filed)
}

/// What a record is called, for those who see it.
fn title(ctx: &Ctx, head: &Head) -> String {
    match ctx.actor.sight().sees_link(&Link::to(head)) && !head.title.is_empty() {
        true => head.title.clone(),
        false => head.r#ref.to_string(),
    }
}

/// What the reader handed in and proposed, and what became of it, newest first.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`.
pub fn mine(conn: &mut Conn, ctx: &Ctx) -> Result<Vec<Filed>> {
    ctx.actor.must(Action::Write)?;
    let Some(account) = ctx.actor.account else {
        return Ok(Vec::new());
    };
    let submissions = store::submissions::list_own(conn, account, MINE)?;
    let proposals = store::proposals::list_own(conn, account, MINE)?;
    let mut entries: Vec<Entry> = submissions.into_iter().map(Entry::Submission).collect();
    entries.extend(proposals.into_iter().map(Entry::Proposal));
    entries.sort_by_key(Entry::place);
    entries.reverse();
    let mut records = Vec::with_capacity(entries.len());
    for entry in &entries {
        let ids = match entry {
            // The page of a large one says what it holds; here it would be a list of all of it.
            Entry::Submission(submission) if batches::is_large(conn, submission)? => Vec::new(),
            Entry::Submission(submission) => store::submissions::records_of(conn, submission.slip.id)?,
            Entry::Proposal(proposal) => vec![proposal.record],
        };
        let mut heads: Vec<Head> = store::records::get_all(conn, &ids)?.into_values().collect();
        heads.retain(|head| ctx.actor.sight().sees(head));
        heads.sort_by_key(|head| head.id);
        records.push(heads);
    }
    let filed = filed(conn, ctx, entries)?;
    Ok(filed
        .into_iter()
        .zip(records)
        .map(|(filed, records)| Filed { records, ..filed })
        .collect())
}

/// A submission or a proposal, in full.
#[derive(Debug, Clone)]
pub enum Shown {
    /// Records handed in together.
    Submission(dossiers::Shown),
    /// So many of them that they are decided on as a whole.
    Batch(batches::Shown),
    /// A change to a record.
    Proposal(Box<proposals::Shown>),
}

/// What stands in the queue before and after an entry.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// The one that has waited longer.
    pub previous: Option<Ref>,
    /// The one that has waited less long.
    pub next: Option<Ref>,
}

/// A submission or a proposal, for reviewers and its author. With the verdict of a reviewer who was too slow,
/// also what changed since they looked.
///
/// # Errors
/// `NotFound`; `Unauthenticated` for visitors.
pub fn show(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref, seen: Option<&Verdict>) -> Result<(Shown, Beside)> {
    ctx.actor.must(Action::ReadInside)?;
    let entry = Entry::find(conn, r#ref)?;
    let reviewer = ctx.actor.may(Action::Review);
    if !reviewer && !own(ctx, entry.slip()) {
        return Err(Error::NotFound("review"));
    }
    let mut beside = Beside::default();
    if reviewer {
        let cursor = entry.cursor();
        let mut one = |way| -> Result<Option<Ref>> {
            let found = waiting(conn, Some(&cursor), way, 1)?;
            Ok(found.first().map(|entry| entry.slip().r#ref))
        };
        beside = Beside {
            previous: one(Way::Back)?,
            next: one(Way::On)?,
        };
    }
    let shown = match entry {
        Entry::Submission(submission) if batches::is_large(conn, &submission)? => {
            Shown::Batch(batches::show(conn, ctx, submission)?)
        }
        Entry::Submission(submission) => Shown::Submission(dossiers::show(conn, ctx, submission, seen)?),
        Entry::Proposal(proposal) => Shown::Proposal(Box::new(proposals::show(conn, ctx, proposal)?)),
    };
    Ok((shown, beside))
}

/// Decides on a submission or a proposal as [`Verdict::parse`] reads it.
///
/// # Errors
/// `Unauthenticated`; `Forbidden` for one's own and for those who are no reviewers; `NotFound`; `Conflict` when
/// someone has decided already; `Unversioned`, `Stale` when what is decided on is not what the reviewer saw;
/// `Invalid`.
pub fn decide(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref, fields: &Fields) -> Result<Verdict> {
    ctx.actor.must(Action::Review)?;
    let entry = Entry::find(conn, r#ref)?;
    let verdict = Verdict::parse(fields)?;
    match entry {
        Entry::Submission(submission) if batches::is_large(conn, &submission)? => {
            batches::decide(conn, ctx, &submission, &verdict)?;
        }
        Entry::Submission(submission) => rulings::decide(conn, ctx, &submission, &verdict)?,
        Entry::Proposal(proposal) => proposals::decide(conn, ctx, proposal, &verdict)?,
    }
    Ok(verdict)
}

/// Takes back one's own submission or proposal while nobody has decided.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`; `NotFound` when it is not one's own; `Conflict` when it has been decided.
pub fn take_back(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<()> {
    ctx.actor.must(Action::Write)?;
    let entry = Entry::find(conn, r#ref)?;
    if !own(ctx, entry.slip()) {
        return Err(Error::NotFound("review"));
    }
    match entry {
        Entry::Submission(submission) if batches::is_large(conn, &submission)? => {
            batches::take_back(conn, ctx, &submission)
        }
        Entry::Submission(submission) => submissions::take_back(conn, ctx, &submission),
        Entry::Proposal(proposal) => proposals::take_back(conn, ctx, &proposal),
    }
}
