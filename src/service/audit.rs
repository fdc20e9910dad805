//! Writing the log, telling a record's history, and checking the chain.

use chrono::{DateTime, Utc};

use crate::{
    domain::{
        access::{Action, Actor},
        audit::{Entry, NewEntry},
        fields::{Change, Fields},
        records::Head,
        refs::Ref,
        review::{Standing, Submission},
    },
    error::{Error, Result},
    service::{
        Ctx, batches,
        records::{self, Keep},
    },
    store::{self, Conn},
};

/// What an act leaves in the log beside who and when.
#[derive(Debug, Clone, Default)]
pub struct Act<'a> {
    /// One verb: `submit`, `accept`, `revise`, `sign_in`.
    pub action: &'a str,
    /// The shelf or area.
    pub shelf: &'a str,
    /// Row number of the record, if the subject is one.
    pub subject_id: Option<i64>,
    /// Its reference, or the name of what was acted on.
    pub subject: String,
    /// Why, in the actor's words.
    pub reason: &'a str,
    /// Before.
    pub before: Option<Fields>,
    /// After.
    pub after: Option<Fields>,
}

impl<'a> Act<'a> {
    /// An act on a record.
    pub fn on(action: &'a str, head: &Head) -> Act<'a> {
        Act {
            action,
            shelf: head.shelf.as_str(),
            subject_id: Some(head.id),
            subject: head.r#ref.to_string(),
            ..Act::default()
        }
    }
}

/// Appends an act to the log, in the transaction of the act and as its last write.
///
/// # Errors
/// Those of the database.
pub fn record(conn: &mut Conn, ctx: &Ctx, act: Act<'_>) -> Result<()> {
    let new = NewEntry {
        at: ctx.now,
        account: ctx.actor.account,
        actor: ctx.actor.name.clone(),
        action: act.action.to_owned(),
        shelf: act.shelf.to_owned(),
        subject_id: act.subject_id,
        subject: act.subject,
        reason: act.reason.to_owned(),
        before: act.before.as_ref().map(to_json),
        after: act.after.as_ref().map(to_json),
    };
    store::audit::append(conn, &new)
}

/// Fields as the log keeps them: a JSON array of name and text, in the order of the form.
pub fn to_json(fields: &Fields) -> String {
    let pairs: Vec<(&str, &str)> = fields.iter().filter(|(_, text)| !text.is_empty()).collect();
    serde_json::Value::from_iter(pairs.into_iter().map(|(name, text)| vec![name, text])).to_string()
}

/// Reads what [`to_json`] wrote.
///
/// # Errors
/// `Internal` when the text is something else.
pub fn from_json(text: &str) -> Result<Fields> {
    let pairs: Vec<(String, String)> = serde_json::from_str(text).map_err(Error::internal)?;
    Ok(pairs.into_iter().collect())
}

/// The newest acts of all, before row number `before`.
///
/// # Errors
/// `Forbidden` for anyone but administrators.
pub fn log(conn: &mut Conn, ctx: &Ctx, before: Option<i64>, limit: i64) -> Result<Vec<Entry>> {
    ctx.actor.must(Action::Administer)?;
    store::audit::newest(conn, before, limit)
}

/// One act on a record, as far as its reader may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Row number in the log.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// The verb.
    pub action: String,
    /// Who; empty for readers outside.
    pub who: String,
    /// Why; empty for readers outside.
    pub why: String,
    /// The fields that changed and that the reader may see.
    pub fields: Vec<String>,
    /// Their text before and after; empty for readers outside.
    pub changes: Vec<Change>,
    /// Whether the record can be brought back to what it was after this act.
    pub has_after: bool,
}

/// What was done to a record, newest first.
///
/// Inside, a reader learns who, why, before and after of every field in their sight. The public learns when, and
/// which public fields changed: an earlier text may have been taken out because it must not be told.
///
/// # Errors
/// `NotFound`.
pub fn history<T: Keep>(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<(Head, Vec<Event>)> {
    let head = records::in_sight::<T>(conn, ctx, r#ref)?;
    let role_inside = ctx.actor.may(Action::Write);
    let mut events = Vec::new();
    for entry in store::audit::of_subject(conn, head.id)? {
        let (before, after) = (fields_of(&entry.what.before)?, fields_of(&entry.what.after)?);
        let mut before = before.unwrap_or_default();
        let has_after = after.is_some();
        let mut after = after.unwrap_or_default();
        records::drop_hidden::<T>(ctx, &head, &mut before);
        records::drop_hidden::<T>(ctx, &head, &mut after);
        let changes = match has_after {
            true => before.changes(&after),
            false => Vec::new(),
        };
        events.push(Event {
            id: entry.id,
            at: entry.what.at,
            action: entry.what.action,
            who: if role_inside { entry.what.actor } else { String::new() },
            why: if role_inside { entry.what.reason } else { String::new() },
            fields: changes.iter().map(|change| change.field.clone()).collect(),
            changes: if role_inside { changes } else { Vec::new() },
            has_after,
        });
    }
    let told_apart = events.iter().any(|event| event.action == "create");
    events.extend(told_together(conn, role_inside, &head, told_apart)?);
    events.sort_by_key(|event| std::cmp::Reverse(event.at));
    Ok((head, events))
}

/// What happened to a record together with so many others that the log tells it once for all: that a table was imported,
/// handed in, accepted or sent back.
fn told_together(conn: &mut Conn, role_inside: bool, head: &Head, told_apart: bool) -> Result<Vec<Event>> {
    let submissions = store::submissions::larger_with(conn, head.id, batches::LARGE)?;
    let slips = submissions.iter().map(|submission| &submission.slip);
    let accounts: Vec<i64> = slips
        .flat_map(|slip| [slip.author, slip.decided_by])
        .chain([head.created_by])
        .flatten()
        .collect();
    let names = store::submissions::names(conn, &accounts)?;
    let event = |action: &str, at: DateTime<Utc>, by: Option<i64>, why: &str| Event {
        id: 0,
        at,
        action: action.to_owned(),
        who: match (role_inside, by) {
            (false, _) => String::new(),
            (true, None) => Actor::command_line().name,
            (true, Some(id)) => names.get(&id).cloned().unwrap_or_default(),
        },
        why: if role_inside { why.to_owned() } else { String::new() },
        fields: Vec::new(),
        changes: Vec::new(),
        has_after: false,
    };
    let mut events = Vec::new();
    if head.record_id.is_some() && !told_apart {
        events.push(event("import", head.created_at, head.created_by, ""));
    }
    for Submission { slip, .. } in &submissions {
        events.push(event("submit", slip.at, slip.author, &slip.note));
        let action = match slip.standing {
            Standing::Waiting => continue,
            Standing::Accepted => "accept",
            Standing::Returned => "return",
            Standing::TakenBack => "take_back",
        };
        events.extend(
            slip.decided_at
                .map(|at| event(action, at, slip.decided_by, &slip.reason)),
        );
    }
    Ok(events)
}

fn fields_of(json: &Option<String>) -> Result<Option<Fields>> {
    json.as_deref().map(from_json).transpose()
}

/// What a check of the chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Rows read.
    pub rows: u64,
    /// Hash of the last good row.
    pub head: String,
    /// Number and time of the first row that does not follow the one before it.
    pub broken: Option<(i64, String)>,
}

/// Walks the whole log from the first row and stops at the first that is wrong.
///
/// Rows cut off at the end cannot be seen from inside: compare `head` with one kept elsewhere.
///
/// # Errors
/// Those of the database.
pub fn verify(conn: &mut Conn) -> Result<Chain> {
    let mut chain = Chain {
        rows: 0,
        head: String::new(),
        broken: None,
    };
    let mut last = 0;
    loop {
        let entries = store::audit::after(conn, last, 1_000)?;
        if entries.is_empty() {
            return Ok(chain);
        }
        for entry in entries {
            if !entry.follows(&chain.head) {
                chain.broken = Some((entry.id, entry.what.at.to_rfc3339()));
                return Ok(chain);
            }
            last = entry.id;
            chain.rows += 1;
            chain.head = entry.hash;
        }
    }
}
