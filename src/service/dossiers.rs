//! What a reviewer and the author see of records handed in together.

use std::collections::HashMap;

use crate::{
    domain::{
        audit::Entry,
        fields::Change,
        records::{Head, Link, Shelf},
        review::{Submission, Verdict},
    },
    error::Result,
    service::{
        Ctx, audit,
        markings::{self, Sighted},
        records::{self, Told, on_shelf},
        review::Slot,
    },
    store::{self, Conn},
};

/// One record of a submission, as its reader may see it.
#[derive(Debug, Clone)]
pub struct Part {
    /// The record.
    pub told: Told,
    /// What was changed since it was last sent back; empty when it never was.
    pub since_return: Vec<Change>,
    /// What was changed since the reader looked at it, if they were too slow.
    pub since_seen: Vec<Change>,
    /// A record it belongs to that fewer people may see.
    pub more_open_than: Option<Link>,
    /// The mark that a decision is about, with its photograph.
    pub mark: Option<Sighted>,
}

/// A submission as its reader finds it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The submission.
    pub slot: Slot,
    /// What names it.
    pub title: String,
    /// Its records, as far as the reader sees them.
    pub parts: Vec<Part>,
}

/// A submission as this reader may see it.
pub(super) fn show(conn: &mut Conn, ctx: &Ctx, submission: Submission, seen: Option<&Verdict>) -> Result<Shown> {
    let ids = store::submissions::records_of(conn, submission.slip.id)?;
    let closed_by = more_closed_owners(conn, ctx, &ids)?;
    let mut heads: Vec<Head> = store::records::get_all(conn, &ids)?.into_values().collect();
    let place = |head: &Head| Shelf::ALL.iter().position(|shelf| *shelf == head.shelf);
    heads.sort_by_key(|head| (place(head), head.id));
    let mut parts = Vec::with_capacity(heads.len());
    for head in heads {
        if !ctx.actor.sight().sees(&head) {
            continue;
        }
        let told = on_shelf!(head.shelf, T => records::telling::<T>(conn, ctx, &head.r#ref))?;
        let version = seen.and_then(|verdict| verdict.on(head.r#ref).version);
        parts.push(Part {
            since_seen: since_seen(conn, &told, version)?,
            since_return: since_return(conn, &told)?,
            more_open_than: closed_by.get(&head.id).cloned(),
            mark: mark_of(conn, ctx, &told)?,
            told,
        });
    }
    let slot = Slot::new(conn, ctx, submission.slip)?;
    Ok(Shown {
        slot,
        title: submission.title,
        parts,
    })
}

/// The mark that a decision about a reading is about.
fn mark_of(conn: &mut Conn, ctx: &Ctx, told: &Told) -> Result<Option<Sighted>> {
    if told.head.shelf != Shelf::Readings {
        return Ok(None);
    }
    let Some((_, link)) = told.links.iter().find(|(field, _)| *field == "marking") else {
        return Ok(None);
    };
    markings::sighted(conn, ctx, &link.r#ref).map(Some)
}

/// For each record that is more open than one it belongs to: that one.
fn more_closed_owners(conn: &mut Conn, ctx: &Ctx, ids: &[i64]) -> Result<HashMap<i64, Link>> {
    let ties = store::ties::owners(conn, ids)?;
    let all: Vec<i64> = ties.iter().flat_map(|(from, to)| [*from, *to]).collect();
    let heads = store::records::get_all(conn, &all)?;
    let sight = ctx.actor.sight();
    Ok(ties
        .into_iter()
        .filter_map(|(from, to)| {
            let (child, parent) = (heads.get(&from)?, heads.get(&to)?);
            let warn = child.release > parent.release && sight.sees(parent);
            warn.then(|| (from, Link::to(parent)))
        })
        .collect())
}

fn since_return(conn: &mut Conn, told: &Told) -> Result<Vec<Change>> {
    // Made, handed in, sent back, handed in: before the fourth version nothing can have come back.
    if told.head.version < 4 {
        return Ok(Vec::new());
    }
    let past = store::audit::of_subject(conn, told.head.id)?;
    let returned = past.into_iter().find(|entry| entry.what.action == "return");
    changed(returned, told)
}

/// What differs from a version that someone saw. Every version is one act in the log.
fn since_seen(conn: &mut Conn, told: &Told, version: Option<i32>) -> Result<Vec<Change>> {
    let behind = version.map_or(0, |version| told.head.version.saturating_sub(version));
    let Some(behind) = usize::try_from(behind).ok().filter(|behind| *behind > 0) else {
        return Ok(Vec::new());
    };
    let past = store::audit::of_subject(conn, told.head.id)?;
    changed(past.into_iter().nth(behind), told)
}

/// The fields in sight that differ from what they were after an act.
fn changed(then: Option<Entry>, told: &Told) -> Result<Vec<Change>> {
    let Some(then) = then.and_then(|entry| entry.what.after) else {
        return Ok(Vec::new());
    };
    let mut changes = audit::from_json(&then)?.changes(&told.fields);
    changes.retain(|change| told.fields.has(&change.field) && change.field != "state");
    Ok(changes)
}
