//! The acts that are the same on every shelf: make, change, revert, withdraw, merge, tell the history.
//!
//! A shelf joins by implementing [`Keep`] in its own file; [`on_shelf!`] then picks the type for a
//! shelf known only at run time. This is the one trait over shelves in the house: without it the
//! history, the review, imports and the forms would each repeat a ten-armed match.

use crate::{
    domain::{
        access::Action,
        fields::Fields,
        records::{Cursor, Head, Link, Record, Shelf, State},
        refs::Ref,
        release::{self, FieldReleases, Release, Released},
    },
    error::{Error, Problems, Result, Say},
    service::{
        Ctx, audit, citations, proposals,
        search::{self, Term},
    },
    store::{self, Conn, records::Order},
};

/// What the shared acts need of a shelf.
pub trait Keep: Record + Clone + Sized {
    /// The parsed input.
    type New;
    /// The field that names a record in lists. When it is more closed than the record, lists show no name.
    const NAMED_BY: &'static str;
    /// Which way the shelf's list runs along [`Keep::sort`].
    const ORDER: Order;

    /// Reads and checks the input; collects every field error.
    ///
    /// # Errors
    /// `Invalid`.
    fn parse(fields: &Fields) -> Result<Self::New>;
    /// Finds the records that the input points to, noting each that is not found on its field.
    ///
    /// # Errors
    /// Those of the database.
    fn resolve(
        conn: &mut Conn,
        ctx: &Ctx,
        new: &mut Self::New,
        problems: &mut Problems,
    ) -> Result<()>;
    /// Checks what needs the catalogue and the record's own row number, `None` while it has none: that it is
    /// not there already, that it does not come to stand above itself. Most shelves have nothing to check.
    ///
    /// # Errors
    /// Those of the database; what is wrong with a field goes to `problems`.
    fn check(
        _conn: &mut Conn,
        _ctx: &Ctx,
        _id: Option<i64>,
        _new: &Self::New,
        _problems: &mut Problems,
    ) -> Result<()> {
        Ok(())
    }
    /// Writes the shelf's own row and lists for a new head.
    ///
    /// # Errors
    /// Those of the database.
    fn insert(conn: &mut Conn, id: i64, new: &Self::New) -> Result<()>;
    /// Replaces the shelf's own row and lists.
    ///
    /// # Errors
    /// Those of the database.
    fn update(conn: &mut Conn, id: i64, new: &Self::New) -> Result<()>;
    /// Reads the record behind a head.
    ///
    /// # Errors
    /// Those of the database.
    fn load(conn: &mut Conn, head: Head) -> Result<Self>;
    /// Reads these records in this order, without what only a record's own page needs.
    ///
    /// # Errors
    /// Those of the database.
    fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Self>>;
    /// The row numbers on a page of the list narrowed by a filter of this shelf, and where the next page begins; `None`
    /// when the query names none.
    ///
    /// # Errors
    /// `NotFound` when a filter names no record in sight.
    fn narrowed(
        _conn: &mut Conn,
        _ctx: &Ctx,
        _query: &Fields,
        _after: Option<&Cursor>,
        _limit: usize,
    ) -> Result<Option<(Vec<i64>, Option<Cursor>)>> {
        Ok(None)
    }
    /// What names it in lists.
    fn title(&self) -> String;
    /// Where it stands in the list.
    fn sort(&self) -> String;
    /// What it is found by.
    fn terms(&self) -> Vec<Term>;
}

/// Runs a body with `$T` standing for the record type of a shelf known only at run time.
macro_rules! on_shelf {
    ($shelf:expr, $T:ident => $body:expr) => {{
        use $crate::domain::records::Shelf;
        match $shelf {
            Shelf::Weapons => { type $T = $crate::domain::weapons::Weapon; $body }
            Shelf::Incidents => { type $T = $crate::domain::incidents::Incident; $body }
            Shelf::Claims => { type $T = $crate::domain::claims::Claim; $body }
            Shelf::Markings => { type $T = $crate::domain::markings::Marking; $body }
            Shelf::Photos => { type $T = $crate::domain::photos::Photo; $body }
            Shelf::Sources => { type $T = $crate::domain::sources::Source; $body }
            Shelf::Organizations => { type $T = $crate::domain::organizations::Organization; $body }
            Shelf::Parts => { type $T = $crate::domain::parts::Part; $body }
            Shelf::Units => { type $T = $crate::domain::units::Unit; $body }
            Shelf::Components => { type $T = $crate::domain::components::Component; $body }
        }
    }};
}
pub(crate) use on_shelf;

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revised {
    /// It is in the catalogue; this is the head now.
    Applied(Head),
    /// It waits for a reviewer under this reference.
    Proposed(String),
}

/// Makes a record from its form. A person's record begins as a draft that only they see; the command
/// line's is accepted at once.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `Invalid`, `Taken("record_id")`.
pub fn create<T: Keep>(conn: &mut Conn, ctx: &Ctx, fields: &Fields) -> Result<Head> {
    create_with::<T>(conn, ctx, fields, |_| {})
}

/// [`create`] for a shelf whose records need more than a form can say: `complete` adds it to the parsed input.
///
/// # Errors
/// As [`create`].
pub(super) fn create_with<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    fields: &Fields,
    complete: impl FnOnce(&mut T::New),
) -> Result<Head> {
    ctx.actor.must(Action::Write)?;
    let state = match ctx.actor.account {
        Some(_) => State::Draft,
        None => State::Accepted,
    };
    let head = make_with::<T>(conn, ctx, fields, state, complete)?;
    let act = audit::Act {
        after: Some(tell::<T>(conn, &head)?),
        ..audit::Act::on("create", &head)
    };
    audit::record(conn, ctx, act)?;
    Ok(head)
}

/// Makes a record without a log entry of its own: for acts that make many and are logged as one.
pub(super) fn make<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    fields: &Fields,
    state: State,
) -> Result<Head> {
    make_with::<T>(conn, ctx, fields, state, |_| {})
}

fn make_with<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    fields: &Fields,
    state: State,
    complete: impl FnOnce(&mut T::New),
) -> Result<Head> {
    let (mut new, levels, cites) = prepare::<T>(conn, ctx, None, fields)?;
    complete(&mut new);
    let record_id = Some(fields.get("record_id").to_owned()).filter(|id| !id.is_empty());
    let r#ref = unused_ref(conn, ctx)?;
    let head = store::records::insert(
        conn,
        store::records::NewHead {
            shelf: T::SHELF,
            r#ref,
            title: String::new(),
            sort: String::new(),
            release: levels.release.unwrap_or(Release::Sealed),
            field_releases: levels.fields.unwrap_or_default(),
            state,
            created_by: ctx.actor.account,
            at: ctx.now,
            record_id,
        },
    )?;
    T::insert(conn, head.id, &new)?;
    citations::replace(conn, head.id, &cites)?;
    Ok(settle::<T>(conn, head)?.0)
}

/// [`create`] on a shelf known only at run time.
///
/// # Errors
/// As [`create`].
pub fn create_on(conn: &mut Conn, ctx: &Ctx, shelf: Shelf, fields: &Fields) -> Result<Head> {
    on_shelf!(shelf, T => create::<T>(conn, ctx, fields))
}

/// Changes the fields that `fields` names and keeps the others. An investigator's change to an accepted
/// record becomes a proposal; everyone else's, and changes to one's own drafts, take effect.
///
/// # Errors
/// `NotFound` when the record is out of sight, `Stale` when it is no longer at `version`, `Invalid`,
/// `Forbidden` while it waits for review.
pub fn revise<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    r#ref: &Ref,
    version: i32,
    fields: &Fields,
    why: &str,
) -> Result<Revised> {
    ctx.actor.must(Action::Write)?;
    let head = standing::<T>(conn, ctx, r#ref)?;
    if head.version != version {
        return Err(Error::Stale);
    }
    let reviewer = ctx.actor.may(Action::Review);
    let own = ctx.actor.account.is_some() && head.created_by == ctx.actor.account;
    // What the form showed and nobody touched is no change: a link that was hidden from this person stays.
    let seen = told::<T>(conn, ctx, head.clone())?.fields;
    let mut input = fields.differing(&seen);
    drop_hidden::<T>(ctx, &head, &mut input);
    match head.state {
        State::Draft | State::Returned if own || reviewer => {}
        State::Submitted | State::Accepted | State::Withdrawn if reviewer => {}
        State::Accepted => {
            let input = asked::<T>(&input);
            let before = tell::<T>(conn, &head)?;
            // Checked now, so that a wrong value is refused while its author is still there.
            prepare::<T>(conn, ctx, Some(head.id), &before.overlaid(&input))?;
            return proposals::propose(conn, ctx, &head, &before, &input, why).map(Revised::Proposed);
        }
        _ => return Err(Error::Forbidden("forbidden-in-review")),
    }
    let next = apply::<T>(conn, ctx, &head, &input, why, "revise")?;
    let released = matches!(head.state, State::Accepted | State::Withdrawn);
    if own && released && release::opens::<T>(&head, &next) {
        return Err(Error::Forbidden("forbidden-open-own"));
    }
    Ok(Revised::Applied(next))
}

/// Only what the shelf's form asks for; who may see a record is not for its author to propose.
fn asked<T: Keep>(input: &Fields) -> Fields {
    let mut asked = Fields::new();
    for (name, text) in input.iter() {
        if name == "sources" || T::QUESTIONS.iter().any(|question| question.name == name) {
            asked.set(name, text);
        }
    }
    asked
}

/// Writes a change that has been decided on. Not for handlers: [`revise`] and the review call it.
pub(super) fn apply<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    head: &Head,
    input: &Fields,
    why: &str,
    action: &str,
) -> Result<Head> {
    let before = tell::<T>(conn, head)?;
    let (new, levels, cites) = prepare::<T>(conn, ctx, Some(head.id), &before.overlaid(input))?;
    let mut next = head.clone();
    next.release = levels.release.unwrap_or(next.release);
    next.field_releases = levels.fields.unwrap_or(next.field_releases);
    let next = store::records::advance(conn, &next, ctx.now)?;
    T::update(conn, next.id, &new)?;
    citations::replace(conn, next.id, &cites)?;
    let (next, after) = settle::<T>(conn, next)?;
    carry(conn, head, &next)?;
    let act = audit::Act {
        before: Some(before),
        after: Some(after),
        reason: why,
        ..audit::Act::on(action, &next)
    };
    audit::record(conn, ctx, act)?;
    Ok(next)
}

/// Moves a record to another state or release level. Not for handlers.
pub(super) fn transition<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    next: &Head,
    why: &str,
    action: &str,
) -> Result<Head> {
    let step = step::<T>(conn, ctx, next)?;
    step.log(conn, ctx, why, action)
}

/// A move that is made but not yet in the log.
pub(super) struct Step {
    head: Head,
    before: Fields,
    after: Fields,
}

impl Step {
    /// Writes the move to the log.
    pub(super) fn log(self, conn: &mut Conn, ctx: &Ctx, why: &str, action: &str) -> Result<Head> {
        let act = audit::Act {
            before: Some(self.before),
            after: Some(self.after),
            reason: why,
            ..audit::Act::on(action, &self.head)
        };
        audit::record(conn, ctx, act)?;
        Ok(self.head)
    }
}

/// The first half of [`transition`]. Whoever moves several records makes all steps before the first is logged:
/// on PostgreSQL the log holds other writers back, and one of those may hold a record that is still to be moved.
pub(super) fn step<T: Keep>(conn: &mut Conn, ctx: &Ctx, next: &Head) -> Result<Step> {
    let now = store::records::get(conn, next.id)?;
    let before = tell::<T>(conn, &now)?;
    let next = store::records::advance(conn, next, ctx.now)?;
    let (head, after) = settle::<T>(conn, next)?;
    carry(conn, &now, &head)?;
    Ok(Step { head, before, after })
}

/// Brings a record back to what an earlier log entry says it was, as a new version.
///
/// # Errors
/// As [`revise`]; `NotFound` when the entry is not one of this record's.
pub fn revert<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    r#ref: &Ref,
    version: i32,
    entry: i64,
    why: &str,
) -> Result<Head> {
    ctx.actor.must(Action::Review)?;
    let head = standing::<T>(conn, ctx, r#ref)?;
    if head.version != version {
        return Err(Error::Stale);
    }
    let then = store::audit::of_subject(conn, head.id)?
        .into_iter()
        .find(|past| past.id == entry)
        .and_then(|past| past.what.after)
        .ok_or(Error::NotFound("audit"))?;
    let then = audit::from_json(&then)?;
    let mut input = tell::<T>(conn, &head)?;
    // Fields that were empty then are not in the log, so every field of now is emptied first.
    let names: Vec<String> = input.iter().map(|(name, _)| name.to_owned()).collect();
    for name in names {
        input.set(&name, then.get(&name));
    }
    // Opening and closing a record is a decision of its own, not a matter of its text.
    for name in ["release", "field_releases", "state"] {
        input.remove(name);
    }
    apply::<T>(conn, ctx, &head, &input, why, "revert")
}

/// Takes a record out of the catalogue; the record, its reference and its history stay.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`, `Invalid` without a reason.
pub fn withdraw<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    r#ref: &Ref,
    version: i32,
    why: &str,
) -> Result<Head> {
    ctx.actor.must(Action::Write)?;
    let head = standing::<T>(conn, ctx, r#ref)?;
    let own_draft = matches!(head.state, State::Draft | State::Returned)
        && head.created_by == ctx.actor.account;
    if !own_draft {
        ctx.actor.must(Action::Review)?;
    }
    if head.version != version {
        return Err(Error::Stale);
    }
    if why.trim().is_empty() {
        return Err(Error::invalid("why", Say::new("required")));
    }
    let next = Head {
        state: State::Withdrawn,
        ..head
    };
    transition::<T>(conn, ctx, &next, why.trim(), "withdraw")
}

/// One record as this reader may see it.
///
/// # Errors
/// `NotFound`.
pub fn show<T: Keep>(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Released<T>> {
    let head = unmerged(conn, T::SHELF, r#ref)?;
    let record = T::load(conn, head)?;
    release::release(record, &ctx.actor)
}

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The records.
    pub items: Vec<Released<T>>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// A page of a shelf in its order, as this reader may see it.
///
/// # Errors
/// Those of the database.
pub fn list<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Page<T>> {
    let (ids, next) = places::<T>(conn, ctx, after, limit)?;
    Ok(Page {
        items: release::release_all(T::list(conn, &ids)?, &ctx.actor),
        next,
    })
}

/// The row numbers of a page, and where the next begins.
fn places<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<(Vec<i64>, Option<Cursor>)> {
    let wanted = i64::try_from(limit + 1).map_err(Error::internal)?;
    let mut places =
        store::records::page(conn, T::SHELF, ctx.actor.sight(), T::ORDER, after, wanted)?;
    let more = places.len() > limit;
    places.truncate(limit);
    let ids = places.iter().map(|place| place.id).collect();
    Ok((ids, places.pop().filter(|_| more)))
}

/// The record that a merged one became, if the reader may see it: where its old address leads.
///
/// # Errors
/// `NotFound`.
pub fn merged_into(conn: &mut Conn, ctx: &Ctx, shelf: Shelf, r#ref: &Ref) -> Result<Option<Head>> {
    let old = store::records::find(conn, shelf, r#ref)?;
    let moved = old.merged_into.is_some();
    let head = store::records::standing(conn, old)?;
    if moved && !ctx.actor.sight().sees(&head) {
        return Err(Error::NotFound(shelf.as_str()));
    }
    Ok(moved.then_some(head))
}

/// Every field of a record in the order of its form, with its release level, state and sources. Unreleased:
/// for the log, the review and merging, never for printing without [`drop_hidden`].
pub(super) fn tell<T: Keep>(conn: &mut Conn, head: &Head) -> Result<Fields> {
    let mut fields = T::load(conn, head.clone())?.fields();
    fields.set("sources", citations::text(conn, head.id)?);
    fields.set("release", head.release.as_str());
    fields.set("field_releases", head.field_releases.text());
    fields.set("state", head.state.as_str());
    Ok(fields)
}

/// The fields of a record that this reader may see, as a form shows them.
///
/// # Errors
/// `NotFound`.
pub fn fields<T: Keep>(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<(Head, Fields)> {
    let told = telling::<T>(conn, ctx, r#ref)?;
    Ok((told.head, told.fields))
}

/// A record as programs and tables get it.
#[derive(Debug, Clone)]
pub struct Told {
    /// What all records have.
    pub head: Head,
    /// The fields that the reader may see.
    pub fields: Fields,
    /// The records that fields point to.
    pub links: Vec<(&'static str, Link)>,
}

/// One record as programs get it.
///
/// # Errors
/// `NotFound`.
pub fn telling<T: Keep>(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Told> {
    let head = unmerged(conn, T::SHELF, r#ref)?;
    told::<T>(conn, ctx, head)
}

fn told<T: Keep>(conn: &mut Conn, ctx: &Ctx, head: Head) -> Result<Told> {
    let record = release::release(T::load(conn, head)?, &ctx.actor)?;
    let head = record.head().clone();
    let mut fields = record.fields();
    fields.set("sources", citations::text_in_sight(conn, head.id, ctx.actor.sight())?);
    fields.set("release", head.release.as_str());
    if ctx.actor.may(Action::ReadInside) {
        fields.set("field_releases", head.field_releases.text());
    }
    let coarse: Vec<(&str, String)> = T::COARSENED
        .iter()
        .map(|field| (*field, fields.get(field).to_owned()))
        .collect();
    drop_hidden::<T>(ctx, &head, &mut fields);
    for (field, text) in coarse {
        fields.set(field, text);
    }
    let links = record
        .links()
        .into_iter()
        .map(|(field, link)| (field, link.clone()))
        .collect();
    Ok(Told { head, fields, links })
}

/// A page of a shelf, narrowed by what `query` names, as programs get it: complete with every list inside the records.
///
/// # Errors
/// `NotFound` when a filter names no record in sight.
pub fn tellings<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    query: &Fields,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<(Vec<Told>, Option<Cursor>)> {
    let (ids, next) = match T::narrowed(conn, ctx, query, after, limit)? {
        Some(page) => page,
        None => places::<T>(conn, ctx, after, limit)?,
    };
    let mut told_all = Vec::with_capacity(ids.len());
    let mut heads = store::records::get_all(conn, &ids)?;
    for id in ids {
        if let Some(head) = heads.remove(&id) {
            match told::<T>(conn, ctx, head) {
                Ok(told) => told_all.push(told),
                // Hidden by what it belongs to.
                Err(Error::NotFound(_)) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok((told_all, next))
}

/// Whether a row of an imported file has become a record already.
///
/// # Errors
/// Those of the database.
pub fn is_imported(conn: &mut Conn, shelf: Shelf, record_id: &str) -> Result<bool> {
    match store::records::find_imported(conn, shelf, record_id) {
        Ok(_) => Ok(true),
        Err(Error::NotFound(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// What an imported row became, if the reader may see it: none or one.
///
/// # Errors
/// Those of the database.
pub fn imported<T: Keep>(conn: &mut Conn, ctx: &Ctx, record_id: &str) -> Result<Vec<Told>> {
    let found = store::records::find_imported(conn, T::SHELF, record_id)
        .and_then(|head| told::<T>(conn, ctx, head));
    match found {
        Ok(told) => Ok(vec![told]),
        Err(Error::NotFound(_)) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// A page of a shelf, narrowed by what `query` names, as a table has it.
///
/// # Errors
/// As [`tellings`].
pub fn table<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    query: &Fields,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<(Vec<(Head, Fields)>, Option<Cursor>)> {
    let (told, next) = tellings::<T>(conn, ctx, query, after, limit)?;
    Ok((told.into_iter().map(|told| (told.head, told.fields)).collect(), next))
}

/// Whether a change by this person to this record would wait for a reviewer.
pub fn would_propose(ctx: &Ctx, head: &Head) -> bool {
    head.state == State::Accepted && !ctx.actor.may(Action::Review)
}

/// Removes the fields of a record that are out of the actor's sight.
pub(super) fn drop_hidden<T: Keep>(ctx: &Ctx, head: &Head, fields: &mut Fields) {
    let sight = ctx.actor.sight();
    if ctx.actor.account.is_some() && head.created_by == ctx.actor.account {
        return;
    }
    let names: Vec<String> = fields.iter().map(|(name, _)| name.to_owned()).collect();
    for name in names {
        if release::level::<T>(head, &name).rank() < sight.reach {
            fields.remove(&name);
        }
    }
}

/// The head behind a reference, when the actor may see the record. The gate is asked, not the head alone: a
/// record can also be hidden by what it belongs to.
pub(super) fn in_sight<T: Keep>(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Head> {
    let head = store::records::find(conn, T::SHELF, r#ref)?;
    release::release(T::load(conn, head.clone())?, &ctx.actor)?;
    Ok(head)
}

/// [`in_sight`], unless the record was merged into another: then there is nothing left to change.
fn standing<T: Keep>(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Head> {
    let head = in_sight::<T>(conn, ctx, r#ref)?;
    match head.merged_into {
        None => Ok(head),
        Some(_) => Err(Error::NotFound(T::SHELF.as_str())),
    }
}

/// The head behind a reference that has not been merged into another record.
fn unmerged(conn: &mut Conn, shelf: Shelf, r#ref: &Ref) -> Result<Head> {
    let head = store::records::find(conn, shelf, r#ref)?;
    match head.merged_into {
        None => Ok(head),
        Some(_) => Err(Error::NotFound(shelf.as_str())),
    }
}

/// A reference that no record has.
pub(super) fn unused_ref(conn: &mut Conn, ctx: &Ctx) -> Result<Ref> {
    for _ in 0..8 {
        let fresh = ctx.fresh_ref();
        if store::records::taken(conn, &[fresh])?.is_empty() {
            return Ok(fresh);
        }
    }
    Err(Error::internal("eight random references in a row were taken"))
}

struct Levels {
    release: Option<Release>,
    fields: Option<FieldReleases>,
}

/// Parses the shelf's fields and the common ones, and finds what they point to; one list of errors.
fn prepare<T: Keep>(
    conn: &mut Conn,
    ctx: &Ctx,
    id: Option<i64>,
    fields: &Fields,
) -> Result<(T::New, Levels, Vec<citations::NewCitation>)> {
    let mut problems = Problems::new();
    let new = match T::parse(fields) {
        Ok(mut new) => {
            T::resolve(conn, ctx, &mut new, &mut problems)?;
            T::check(conn, ctx, id, &new, &mut problems)?;
            Some(new)
        }
        Err(Error::Invalid(wrong)) => {
            for error in wrong {
                problems.add(error.field, error.say);
            }
            None
        }
        Err(error) => return Err(error),
    };
    let levels = levels::<T>(fields, &mut problems);
    let cites = citations::parse(conn, ctx, fields, &mut problems)?;
    problems.done()?;
    // Without a problem there is an input; the other case cannot be reached.
    let new = new.ok_or_else(|| Error::internal("no input and no problem"))?;
    Ok((new, levels, cites))
}

fn levels<T: Keep>(fields: &Fields, problems: &mut Problems) -> Levels {
    let release = match fields.get("release") {
        "" => None,
        word => match Release::parse(word) {
            Some(level) => Some(level),
            None => {
                problems.add("release", Say::new("release-unknown").with("given", word));
                None
            }
        },
    };
    let own = if fields.has("field_releases") {
        problems.take("field_releases", FieldReleases::parse(fields.get("field_releases")))
    } else {
        None
    };
    for (field, level) in own.iter().flat_map(FieldReleases::iter) {
        let guard = T::GUARDS.iter().find(|guard| guard.field == field);
        if let Some(guard) = guard.filter(|guard| level > guard.limit) {
            let say = Say::new("release-beyond-limit")
                .with("field", field)
                .with("limit", guard.limit.as_str());
            problems.add("field_releases", say);
        }
    }
    Levels { release, fields: own }
}

/// After a record was written: names it, files it, and returns the head with the fields as they now are.
pub(super) fn settle<T: Keep>(conn: &mut Conn, head: Head) -> Result<(Head, Fields)> {
    let head = name::<T>(conn, head)?;
    let fields = tell::<T>(conn, &head)?;
    Ok((head, fields))
}

/// Names a record and files it under its terms, from what it says now.
pub(super) fn name<T: Keep>(conn: &mut Conn, mut head: Head) -> Result<Head> {
    let record = T::load(conn, head.clone())?;
    let named = release::level::<T>(&head, T::NAMED_BY) >= head.release;
    head.title = if named { record.title() } else { String::new() };
    head.sort = if named { record.sort() } else { String::new() };
    store::records::name(conn, head.id, &head.title, &head.sort)?;
    search::file::<T>(conn, &head, record.terms())?;
    Ok(head)
}

/// After a change: what other records took from this one's name or openness follows it.
fn carry(conn: &mut Conn, before: &Head, after: &Head) -> Result<()> {
    let same = before.title == after.title && before.openness() == after.openness();
    match after.shelf {
        Shelf::Weapons | Shelf::Incidents if !same => super::units::rename(conn, after.id),
        _ => Ok(()),
    }
}
