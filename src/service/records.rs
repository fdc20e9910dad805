//! The acts that are the same on every shelf: make, change, revert, withdraw, merge, tell the history.
//!
//! A shelf joins by implementing [`Keep`] in its own file; `on_shelf!` then picks the type for a
//! shelf known only at run time. This is the one trait over shelves in the house: without it the
//! history, the review, imports and the forms would each repeat a ten-armed match.

use crate::{
    domain::{
        access::Action,
        fields::Fields,
        records::{Cursor, Head, Record, Shelf, State},
        refs::Ref,
        release::{self, Release},
    },
    error::{Error, Problems, Result},
    service::{Ctx, audit, citations, proposals, search::Term},
    store::{self, Conn, records::Order},
};

mod moving;
mod narrowing;
mod reading;
mod undoing;
mod writing;

pub(super) use moving::{Step, admit, step, transition};
pub(super) use narrowing::target;
pub use narrowing::{Narrow, Narrowed, listed, narrowed};
pub use reading::{
    Page, Rows, Told, fields, imported, is_imported, list, merged_into, show, table, telling, tellings, would_propose,
};
pub(super) use reading::{drop_hidden, in_sight, tell, unused_ref};
pub use undoing::{revert, withdraw};
pub(super) use writing::{name, settle};

use reading::{standing, told};
use writing::{carry, prepare};

/// What the shared acts need of a shelf.
pub trait Keep: Record + Clone + Sized {
    /// The parsed input.
    type New;
    /// The field that names a record in lists. When it is more closed than the record, lists show no name.
    const NAMED_BY: &'static str;
    /// Which way the shelf's list runs along [`Keep::sort`].
    const ORDER: Order;
    /// The ways in which the shelf's list can be narrowed, beside what every list knows.
    const NARROWS: &'static [Narrow] = &[];

    /// Reads and checks the input; collects every field error.
    ///
    /// # Errors
    /// `Invalid`.
    fn parse(fields: &Fields) -> Result<Self::New>;
    /// Finds the records that the input points to, noting each that is not found on its field.
    ///
    /// # Errors
    /// Those of the database.
    fn resolve(conn: &mut Conn, ctx: &Ctx, new: &mut Self::New, problems: &mut Problems) -> Result<()>;
    /// Checks what needs the catalogue and the record's own row number, `None` while it has none: that it is
    /// not there already, that it does not come to stand above itself. Most shelves have nothing to check.
    ///
    /// # Errors
    /// Those of the database; what is wrong with a field goes to `problems`.
    fn check(_conn: &mut Conn, _ctx: &Ctx, _id: Option<i64>, _new: &Self::New, _problems: &mut Problems) -> Result<()> {
        Ok(())
    }
    /// Checks once more what is about to enter the catalogue, against the catalogue as it is then. Most shelves have nothing
    /// to check that [`Keep::check`] has not.
    ///
    /// # Errors
    /// `Invalid` or `Conflict` when it cannot enter; those of the database.
    fn admit(_conn: &mut Conn, _ctx: &Ctx, _record: &Self) -> Result<()> {
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
        conn: &mut Conn,
        ctx: &Ctx,
        query: &Fields,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Option<(Vec<i64>, Option<Cursor>)>> {
        let Some(narrowed) = narrowed::<Self>(conn, ctx, query)? else {
            return Ok(None);
        };
        let Page { items, next } = narrowing::page::<Self>(conn, ctx, &narrowed, after, limit)?;
        Ok(Some((items.iter().map(|record| record.head().id).collect(), next)))
    }
    /// What names it in lists.
    fn title(&self) -> String;
    /// Where it stands in the list.
    fn sort(&self) -> String;
    /// What it is found by.
    fn terms(&self) -> Vec<Term>;
    /// Counts it where its shelf keeps counts, after it was written or its openness moved. Most shelves keep none.
    ///
    /// # Errors
    /// Those of the database.
    fn count(&self, _conn: &mut Conn) -> Result<()> {
        Ok(())
    }
}

/// Runs a body with `$T` standing for the record type of a shelf known only at run time.
macro_rules! on_shelf {
    ($shelf:expr, $T:ident => $body:expr) => {{
        use $crate::domain::records::Shelf;
        match $shelf {
            Shelf::Weapons => {
                type $T = $crate::domain::weapons::Weapon;
                $body
            }
            Shelf::Incidents => {
                type $T = $crate::domain::incidents::Incident;
                $body
            }
            Shelf::Claims => {
                type $T = $crate::domain::claims::Claim;
                $body
            }
            Shelf::Transfers => {
                type $T = $crate::domain::transfers::Transfer;
                $body
            }
            Shelf::Chains => {
                type $T = $crate::domain::chains::kept::KeptChain;
                $body
            }
            Shelf::Readings => {
                type $T = $crate::domain::readings::Decision;
                $body
            }
            Shelf::Markings => {
                type $T = $crate::domain::markings::Marking;
                $body
            }
            Shelf::Photos => {
                type $T = $crate::domain::photos::Photo;
                $body
            }
            Shelf::Sources => {
                type $T = $crate::domain::sources::Source;
                $body
            }
            Shelf::Organizations => {
                type $T = $crate::domain::organizations::Organization;
                $body
            }
            Shelf::Parts => {
                type $T = $crate::domain::parts::Part;
                $body
            }
            Shelf::Units => {
                type $T = $crate::domain::units::Unit;
                $body
            }
            Shelf::Components => {
                type $T = $crate::domain::components::Component;
                $body
            }
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
pub(super) fn make<T: Keep>(conn: &mut Conn, ctx: &Ctx, fields: &Fields, state: State) -> Result<Head> {
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
    if head.state == State::Accepted {
        moving::admit::<T>(conn, ctx, &head)?;
    }
    Ok(settle::<T>(conn, head)?.0)
}

/// [`create`] on a shelf known only at run time.
///
/// # Errors
/// As [`create`].
pub fn create_on(conn: &mut Conn, ctx: &Ctx, shelf: Shelf, fields: &Fields) -> Result<Head> {
    on_shelf!(shelf, T => create::<T>(conn, ctx, fields))
}

/// Changes the fields that `fields` names and keeps the others. A change to an accepted record becomes a proposal when an
/// investigator makes it, or a reviewer to a record of their own: two people stand behind whatever the catalogue says.
/// Changes to one's own drafts, and a reviewer's to other people's records, take effect.
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
        State::Accepted if reviewer && own => return revise_own::<T>(conn, ctx, head, &input, why),
        State::Submitted | State::Accepted | State::Withdrawn if reviewer => {}
        State::Accepted => {
            let (input, _levels) = parted::<T>(&input);
            return propose::<T>(conn, ctx, &head, &input, why);
        }
        _ => return Err(Error::Forbidden("forbidden-in-review")),
    }
    apply_unopened::<T>(conn, ctx, &head, &input, why).map(Revised::Applied)
}

/// A reviewer's change to an accepted record of their own: closing it further takes effect at once, what it says waits for
/// another reviewer.
fn revise_own<T: Keep>(conn: &mut Conn, ctx: &Ctx, mut head: Head, input: &Fields, why: &str) -> Result<Revised> {
    let (text, levels) = parted::<T>(input);
    if text.is_empty() {
        return apply_unopened::<T>(conn, ctx, &head, input, why).map(Revised::Applied);
    }
    if !levels.is_empty() {
        head = apply_unopened::<T>(conn, ctx, &head, &levels, why)?;
    }
    propose::<T>(conn, ctx, &head, &text, why)
}

/// Applies a change, unless it opens a released record of the actor's own further.
fn apply_unopened<T: Keep>(conn: &mut Conn, ctx: &Ctx, head: &Head, input: &Fields, why: &str) -> Result<Head> {
    let next = apply::<T>(conn, ctx, head, input, why, "revise")?;
    let own = ctx.actor.account.is_some() && head.created_by == ctx.actor.account;
    let released = matches!(head.state, State::Accepted | State::Withdrawn);
    match own && released && release::opens::<T>(head, &next) {
        true => Err(Error::Forbidden("forbidden-open-own")),
        false => Ok(next),
    }
}

fn propose<T: Keep>(conn: &mut Conn, ctx: &Ctx, head: &Head, input: &Fields, why: &str) -> Result<Revised> {
    let before = tell::<T>(conn, head)?;
    // Checked now, so that a wrong value is refused while its author is still there.
    prepare::<T>(conn, ctx, Some(head.id), &before.overlaid(input))?;
    proposals::propose(conn, ctx, head, &before, input, why).map(Revised::Proposed)
}

/// What the shelf's form asks for, and who may see it: the second is not for an author to propose.
fn parted<T: Keep>(input: &Fields) -> (Fields, Fields) {
    let (mut text, mut levels) = (Fields::new(), Fields::new());
    for (name, value) in input.iter() {
        match name {
            "release" | "field_releases" => levels.set(name, value),
            "sources" => text.set(name, value),
            _ if T::QUESTIONS.iter().any(|question| question.name == name) => text.set(name, value),
            _ => {}
        }
    }
    (text, levels)
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
