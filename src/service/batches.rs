//! Handing in, taking back and deciding on submissions that are too large to be told record by record, such as an import.
//!
//! They are decided on as a whole: every record moves in a few statements, and the log gets one entry with the hash of all
//! references, versions and states, as an import has one entry with the hash of its file.

use sha2::{Digest, Sha256};

use crate::{
    domain::{
        access::Action,
        chains::kept::KeptChain,
        fields::Fields,
        imports::stage::Import,
        readings::Decision,
        records::{Head, Record, Shelf, State},
        refs::Ref,
        release::{self, FieldReleases, Release},
        review::{self, Standing, Submission, Verdict},
    },
    error::{Error, Result, Say},
    service::{
        Ctx, audit,
        records::{self, Keep, on_shelf},
        review::{Slot, already, own},
    },
    store::{self, Conn},
};

/// Submissions of more records than this are decided on as a whole: a form with a few inputs for each of so many would
/// no longer be read whole, and no longer be looked at either.
pub const LARGE: i64 = 300;
/// How many records of each shelf the page names.
const SAMPLES: i64 = 20;

/// A large submission as its reader finds it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The submission.
    pub slot: Slot,
    /// What names it.
    pub title: String,
    /// How many records of each shelf.
    pub counts: Vec<(Shelf, i64)>,
    /// The first of each shelf.
    pub samples: Vec<Head>,
    /// What changes whenever a record of it does; the decision says which one it was made on.
    pub seen: String,
}

/// Whether a submission is decided on as a whole.
///
/// # Errors
/// Those of the database.
pub fn is_large(conn: &mut Conn, submission: &Submission) -> Result<bool> {
    let counts = store::submissions::counts(conn, &[submission.slip.id])?;
    let all: i64 = counts.into_values().flatten().map(|(_, count)| count).sum();
    Ok(all > LARGE)
}

/// Hands in what an import made and its author still has, with what it rests on.
///
/// # Errors
/// `Invalid` when there is nothing.
pub(super) fn hand_in_import(conn: &mut Conn, ctx: &Ctx, import: &Import, remark: &str) -> Result<Submission> {
    ctx.actor.must(Action::Write)?;
    let note = review::remark(remark).map_err(|say| Error::invalid("note", say))?;
    let new = store::submissions::New {
        r#ref: records::unused_ref(conn, ctx)?,
        title: &import.file_name,
        author: Some(import.account),
        at: ctx.now,
        note: &note,
    };
    let made = store::submissions::insert(conn, &new, &[])?;
    if store::batches::take_import(conn, made.slip.id, import.id, import.account)? == 0 {
        return Err(Error::invalid("records", Say::new("submit-nothing")));
    }
    while store::batches::widen(conn, made.slip.id, import.account)? > 0 {}
    let from = [State::Draft, State::Returned];
    move_all(conn, ctx, &made, (&from, State::Submitted), None)?;
    store::imports::handed_in(conn, import.id, made.slip.id)?;
    log(conn, ctx, "submit", &made, &note)?;
    Ok(made)
}

/// Moves all records of a submission that are in one of these states, their terms and the names of units with them.
fn move_all(
    conn: &mut Conn,
    ctx: &Ctx,
    submission: &Submission,
    states: (&[State], State),
    release: Option<Release>,
) -> Result<()> {
    let id = submission.slip.id;
    let (_, to) = states;
    for stretch in store::batches::stretches(conn, id)? {
        store::batches::advance(conn, id, stretch, states, release, ctx.now)?;
        for term in store::batches::terms(conn, id, stretch, to)? {
            let (shelf, level, field) = &term;
            let openness = on_shelf!(*shelf, T => openness::<T>(to, *level, field));
            store::batches::open_terms(conn, id, stretch, (to, &term), openness)?;
        }
    }
    store::rereadings::ask_submitted(conn, id)?;
    store::flows::count_submitted(conn, id)?;
    // What is named by others follows them; what has levels for single fields is filed anew.
    let mut again = vec![Shelf::Units];
    if release.is_some() {
        again.extend(
            Shelf::ALL
                .into_iter()
                .filter(|shelf| on_shelf!(*shelf, T => is_guarded::<T>())),
        );
    }
    let ids = store::batches::one_by_one(conn, id, &again)?;
    let mut heads: Vec<Head> = store::records::get_all(conn, &ids)?.into_values().collect();
    // Incidents and weapons before the units that they name.
    heads.sort_by_key(|head| (head.shelf == Shelf::Units, head.id));
    for head in heads {
        on_shelf!(head.shelf, T => records::name::<T>(conn, head))?;
    }
    Ok(())
}

/// How open a term is that stands in `field` of a record in this state and at this level.
fn openness<T: Keep>(state: State, release: Release, field: &str) -> i16 {
    let head = bare::<T>(state, release);
    head.openness().min(release::level::<T>(&head, field).rank())
}

/// Whether the field that names a record may be more closed than the record.
fn is_guarded<T: Keep>() -> bool {
    <T as Record>::GUARDS.iter().any(|guard| guard.field == T::NAMED_BY)
}

/// A head with nothing but what decides openness.
fn bare<T: Keep>(state: State, release: Release) -> Head {
    let epoch = chrono::DateTime::UNIX_EPOCH;
    Head {
        id: 0,
        shelf: T::SHELF,
        r#ref: Ref::from_bits(0),
        title: String::new(),
        sort: String::new(),
        version: 1,
        release,
        field_releases: FieldReleases::none(),
        state,
        created_by: None,
        created_at: epoch,
        updated_at: epoch,
        merged_into: None,
        record_id: None,
    }
}

/// The submission's one entry in the log.
fn log(conn: &mut Conn, ctx: &Ctx, action: &str, submission: &Submission, why: &str) -> Result<()> {
    let id = submission.slip.id;
    let (mut hash, mut count) = (Sha256::new(), 0_u64);
    for stretch in store::batches::stretches(conn, id)? {
        for (word, version) in store::batches::versions(conn, id, stretch)? {
            hash.update(format!("{word} {version}\n"));
            count += 1;
        }
    }
    let after = Fields::new()
        .with("title", &submission.title)
        .with("records", count.to_string())
        .with("sha256", hex::encode(hash.finalize()));
    let act = audit::Act {
        action,
        shelf: "submissions",
        subject: submission.slip.r#ref.to_string(),
        reason: why,
        after: Some(after),
        ..audit::Act::default()
    };
    audit::record(conn, ctx, act)
}

/// A large submission as this reader may see it.
pub(super) fn show(conn: &mut Conn, ctx: &Ctx, submission: Submission) -> Result<Shown> {
    let id = submission.slip.id;
    let counts = store::submissions::counts(conn, &[id])?.remove(&id).unwrap_or_default();
    let mut samples = Vec::new();
    for (shelf, _) in &counts {
        for r#ref in store::batches::first(conn, id, *shelf, SAMPLES)? {
            let head = store::records::find(conn, *shelf, &r#ref)?;
            if ctx.actor.sight().sees(&head) {
                samples.push(head);
            }
        }
    }
    Ok(Shown {
        seen: seen(conn, id)?,
        slot: Slot::new(conn, ctx, submission.slip)?,
        title: submission.title,
        counts,
        samples,
    })
}

fn seen(conn: &mut Conn, id: i64) -> Result<String> {
    let (count, versions) = store::batches::sum(conn, id)?;
    Ok(format!("{count}.{versions}"))
}

/// Accepts or sends back a large submission, all of it.
///
/// # Errors
/// `Forbidden` for one's own; `Conflict` when it has been decided; `Unversioned`, `Stale` when it is not what the reviewer
/// saw; `Invalid` without a reason for sending back, or for a ruling on a single record.
pub(super) fn decide(conn: &mut Conn, ctx: &Ctx, submission: &Submission, verdict: &Verdict) -> Result<()> {
    ctx.actor.must(Action::Review)?;
    let slip = &submission.slip;
    if own(ctx, slip) || store::batches::has_of(conn, slip.id, ctx.actor.account)? {
        return Err(Error::Forbidden("forbidden-review-own"));
    }
    if verdict.refs().next().is_some() {
        return Err(Error::invalid("records", Say::new("review-as-a-whole")));
    }
    let (standing, state, action) = match verdict.accept {
        true => (Standing::Accepted, State::Accepted, "accept"),
        false => (Standing::Returned, State::Returned, "return"),
    };
    let reason = verdict.reason.as_str();
    if !store::submissions::close(conn, slip.id, standing, ctx.actor.account, ctx.now, reason)? {
        let slip = store::submissions::find(conn, &slip.r#ref)?.slip;
        return Err(already(conn, &slip)?);
    }
    match verdict.accept {
        true if verdict.seen.is_empty() => return Err(Error::Unversioned),
        true if verdict.seen != seen(conn, slip.id)? => return Err(Error::Stale),
        false if reason.is_empty() => return Err(Error::invalid("reason", Say::new("review-reason-required"))),
        _ => {}
    }
    let release = verdict.release.filter(|_| verdict.accept);
    move_all(conn, ctx, submission, (&[State::Submitted], state), release)?;
    if verdict.accept {
        admit_decisions(conn, ctx, slip.id)?;
    }
    log(conn, ctx, action, submission, reason)
}

/// Checks each decision about a reading or a chain that enters the catalogue with a large submission.
fn admit_decisions(conn: &mut Conn, ctx: &Ctx, submission: i64) -> Result<()> {
    let ids = store::batches::one_by_one(conn, submission, &[Shelf::Readings, Shelf::Chains])?;
    let mut heads: Vec<Head> = store::records::get_all(conn, &ids)?.into_values().collect();
    heads.retain(|head| head.state == State::Accepted);
    heads.sort_by_key(|head| head.id);
    for head in heads {
        match head.shelf {
            Shelf::Readings => records::admit::<Decision>(conn, ctx, &head)?,
            Shelf::Chains => records::admit::<KeptChain>(conn, ctx, &head)?,
            _ => {}
        }
    }
    Ok(())
}

/// Takes back one's own large submission while nobody has decided.
pub(super) fn take_back(conn: &mut Conn, ctx: &Ctx, submission: &Submission) -> Result<()> {
    let slip = &submission.slip;
    if !store::submissions::close(conn, slip.id, Standing::TakenBack, ctx.actor.account, ctx.now, "")? {
        let slip = store::submissions::find(conn, &slip.r#ref)?.slip;
        return Err(already(conn, &slip)?);
    }
    move_all(conn, ctx, submission, (&[State::Submitted], State::Draft), None)?;
    log(conn, ctx, "take_back", submission, "")
}
