//! Handing in records for review, and taking them back.

use std::collections::{HashMap, HashSet};

use crate::{
    domain::{
        access::Action,
        fields::Fields,
        records::{Head, Shelf, State},
        refs::Ref,
        review::{self, Standing, Submission},
    },
    error::{Error, Problems, Result, Say},
    service::{
        Ctx, audit,
        records::{self, Step, on_shelf},
        review::already,
    },
    store::{self, Conn},
};

/// The states from which a record can be handed in.
const ON_THE_DESK: &[State] = &[State::Draft, State::Returned];

/// Hands in everything of one's own that belongs to a unit and is not yet handed in, with what it rests on.
///
/// # Errors
/// `NotFound` when the unit is out of sight; `Invalid` when there is nothing to hand in, or it rests on what
/// someone else has not handed in.
pub fn submit_unit(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref, note: &str) -> Result<Submission> {
    let account = author(ctx)?;
    let unit = store::records::find(conn, Shelf::Units, r#ref)?;
    if !ctx.actor.sight().sees(&unit) {
        return Err(Error::NotFound("units"));
    }
    let begin = below(conn, account, unit.id)?;
    if begin.is_empty() {
        return Err(Error::invalid("unit", Say::new("submit-nothing")));
    }
    hand_in(conn, ctx, account, &unit, begin, note)
}

/// What lies on a person's desk and belongs to a record, that record included.
fn below(conn: &mut Conn, account: i64, id: i64) -> Result<Vec<Head>> {
    let mut desk = store::records::list_unaccepted(conn, account, ON_THE_DESK)?;
    let ids: Vec<i64> = desk.iter().map(|head| head.id).collect();
    let members = members(conn, id, &ids)?;
    desk.retain(|head| members.contains(&head.id));
    Ok(desk)
}

/// Hands in records of one's own, with what they rest on.
///
/// # Errors
/// `NotFound` when one is out of sight; `Invalid` when one is not one's own draft, or rests on what someone
/// else has not handed in.
pub fn submit_records(conn: &mut Conn, ctx: &Ctx, refs: &[Ref], note: &str) -> Result<Submission> {
    let account = author(ctx)?;
    let mut begin = Vec::new();
    let mut problems = Problems::new();
    for r#ref in refs {
        let head = store::records::find_anywhere(conn, r#ref)?;
        if !ctx.actor.sight().sees(&head) {
            return Err(Error::NotFound("records"));
        }
        if head.created_by != Some(account) {
            problems.add("records", Say::new("submit-not-yours").with("ref", r#ref));
        } else if !ON_THE_DESK.contains(&head.state) {
            problems.add("records", Say::new("submit-not-a-draft").with("ref", r#ref));
        } else if begin.iter().all(|other: &Head| other.id != head.id) {
            begin.push(head);
        }
    }
    problems.done()?;
    let Some(first) = begin.first().cloned() else {
        return Err(Error::invalid("records", Say::new("submit-nothing")));
    };
    hand_in(conn, ctx, account, &first, begin, note)
}

/// Hands in one record of one's own, with what belongs to it and what it rests on.
///
/// # Errors
/// As [`submit_records`]; `NotFound` when the record stands on another shelf.
pub fn submit_record(conn: &mut Conn, ctx: &Ctx, shelf: Shelf, r#ref: &Ref, note: &str) -> Result<Submission> {
    let account = author(ctx)?;
    let head = store::records::find(conn, shelf, r#ref)?;
    let begin = match may_submit(ctx, &head) {
        true => below(conn, account, head.id)?,
        // Says what is wrong with it.
        false => return submit_records(conn, ctx, &[*r#ref], note),
    };
    hand_in(conn, ctx, account, &head, begin, note)
}

/// Whether a record is one's own to hand in.
pub fn may_submit(ctx: &Ctx, head: &Head) -> bool {
    let own = ctx.actor.account.is_some() && head.created_by == ctx.actor.account;
    own && ON_THE_DESK.contains(&head.state) && ctx.actor.may(Action::Write)
}

fn author(ctx: &Ctx) -> Result<i64> {
    ctx.actor.must(Action::Write)?;
    // The command line's records are in the catalogue from the start.
    ctx.actor
        .account
        .ok_or_else(|| Error::invalid("records", Say::new("submit-nothing")))
}

/// Which of these records belong to a unit, through however many others.
fn members(conn: &mut Conn, unit: i64, ids: &[i64]) -> Result<HashSet<i64>> {
    let mut below: HashMap<i64, Vec<i64>> = HashMap::new();
    let mut known: HashSet<i64> = ids.iter().copied().collect();
    let mut edge: Vec<i64> = ids.to_vec();
    while !edge.is_empty() {
        let mut next = Vec::new();
        for (from, to) in store::ties::owners(conn, &edge)? {
            below.entry(to).or_default().push(from);
            if known.insert(to) {
                next.push(to);
            }
        }
        edge = next;
    }
    let mut found = HashSet::from([unit]);
    let mut edge = vec![unit];
    while let Some(id) = edge.pop() {
        for one in below.remove(&id).unwrap_or_default() {
            if found.insert(one) {
                edge.push(one);
            }
        }
    }
    Ok(found)
}

/// Adds what the records rest on, moves them all on, and files the submission.
fn hand_in(conn: &mut Conn, ctx: &Ctx, account: i64, named: &Head, begin: Vec<Head>, note: &str) -> Result<Submission> {
    let note = review::remark(note).map_err(|say| Error::invalid("note", say))?;
    let heads = with_drafts_below(conn, account, begin)?;
    let title = match named.title.is_empty() {
        true => named.r#ref.to_string(),
        false => named.title.clone(),
    };
    let new = store::submissions::New {
        r#ref: records::unused_ref(conn, ctx)?,
        title: &title,
        author: Some(account),
        at: ctx.now,
        note: &note,
    };
    let ids: Vec<i64> = heads.iter().map(|head| head.id).collect();
    let made = store::submissions::insert(conn, &new, &ids)?;
    let next = heads.into_iter().map(|head| Head {
        state: State::Submitted,
        ..head
    });
    let told = move_all(conn, ctx, next.collect(), |_| ("submit", note.as_str()))?;
    log(conn, ctx, "submit", &made, &note, &told)?;
    Ok(made)
}

/// These records and all drafts of the same author that they name, in the order of their making.
fn with_drafts_below(conn: &mut Conn, account: i64, begin: Vec<Head>) -> Result<Vec<Head>> {
    let mut found: HashMap<i64, Head> = HashMap::new();
    let mut edge = begin;
    while !edge.is_empty() {
        let ids: Vec<i64> = edge.iter().map(|head| head.id).collect();
        found.extend(edge.into_iter().map(|head| (head.id, head)));
        let mut ties = store::ties::owners(conn, &ids)?;
        ties.extend(store::ties::named(conn, &ids)?);
        let targets: Vec<i64> = ties.iter().map(|(_, to)| *to).collect();
        let heads = store::records::get_all(conn, &targets)?;
        edge = Vec::new();
        for (from, to) in ties {
            let Some(head) = heads.get(&to).filter(|head| ON_THE_DESK.contains(&head.state)) else {
                continue;
            };
            if head.created_by != Some(account) {
                let own = found.get(&from).map_or_else(String::new, |head| head.r#ref.to_string());
                return Err(Error::invalid(
                    "records",
                    Say::new("submit-rests-on-draft").with("ref", own),
                ));
            }
            if !found.contains_key(&to) && edge.iter().all(|other| other.id != to) {
                edge.push(head.clone());
            }
        }
    }
    let mut heads: Vec<Head> = found.into_values().collect();
    heads.sort_by_key(|head| head.id);
    Ok(heads)
}

/// Moves records on, then logs each; returns one line a record for the submission's own entry in the log.
pub(super) fn move_all<'a>(
    conn: &mut Conn,
    ctx: &Ctx,
    next: Vec<Head>,
    act: impl Fn(&Head) -> (&'a str, &'a str),
) -> Result<Vec<String>> {
    let mut steps: Vec<(Step, &str, &str)> = Vec::with_capacity(next.len());
    for head in &next {
        let (action, why) = act(head);
        let step = on_shelf!(head.shelf, T => records::step::<T>(conn, ctx, head))?;
        steps.push((step, action, why));
    }
    let mut lines = Vec::with_capacity(next.len());
    for (step, action, why) in steps {
        let head = step.log(conn, ctx, why, action)?;
        lines.push(format!("{} {} {}", head.r#ref, head.version, head.state.as_str()));
    }
    Ok(lines)
}

/// The submission's own entry in the log.
pub(super) fn log(
    conn: &mut Conn,
    ctx: &Ctx,
    action: &str,
    submission: &Submission,
    why: &str,
    told: &[String],
) -> Result<()> {
    let after = Fields::new()
        .with("title", &submission.title)
        .with("records", told.join("\n"));
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

/// Takes back one's own submission while nobody has decided: its records are drafts again.
pub(super) fn take_back(conn: &mut Conn, ctx: &Ctx, submission: &Submission) -> Result<()> {
    let slip = &submission.slip;
    let by = ctx.actor.account;
    if !store::submissions::close(conn, slip.id, Standing::TakenBack, by, ctx.now, "")? {
        let slip = store::submissions::find(conn, &slip.r#ref)?.slip;
        return Err(already(conn, &slip)?);
    }
    let ids = store::submissions::records_of(conn, slip.id)?;
    let mut heads: Vec<Head> = store::records::get_all(conn, &ids)?.into_values().collect();
    heads.retain(|head| head.state == State::Submitted);
    heads.sort_by_key(|head| head.id);
    let next = heads.into_iter().map(|head| Head {
        state: State::Draft,
        ..head
    });
    let told = move_all(conn, ctx, next.collect(), |_| ("take_back", ""))?;
    log(conn, ctx, "take_back", submission, "", &told)
}
