//! Mappings of providers' tables: kept under the provider's name, versioned, each change in the log. Whoever may import reads and
//! uses them all; a mapping is changed by whoever made it, and by administrators.

use crate::{
    domain::{
        access::Action,
        fields::Fields,
        imports::{
            mapping::{
                Mapping,
                saved::{Saved, Waiting},
            },
            stage::file_name,
        },
        refs::Ref,
        text::fold_name,
    },
    error::{Error, Result, Say},
    service::{Ctx, audit, imports::desk::Sent, records},
    store::{self, Conn},
};

pub mod file;
pub mod look;

/// The most mappings that are listed.
const LISTED: i64 = 1_000;
/// The most files of one person that wait for a mapping.
const WAITING: usize = 10;

/// All mappings, by name.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`.
pub fn list(conn: &mut Conn, ctx: &Ctx) -> Result<Vec<Saved>> {
    ctx.actor.must(Action::Import)?;
    store::mappings::list(conn, LISTED)
}

/// One mapping.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`.
pub fn show(conn: &mut Conn, ctx: &Ctx, reference: &Ref) -> Result<(Saved, Mapping)> {
    ctx.actor.must(Action::Import)?;
    let saved = store::mappings::find(conn, reference)?;
    let mapping = read(&saved.kept)?;
    Ok((saved, mapping))
}

/// The mapping with this name or reference.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`; `Invalid` on the field `mapping` when there is none.
pub fn named(conn: &mut Conn, ctx: &Ctx, name: &str) -> Result<(Saved, Mapping)> {
    ctx.actor.must(Action::Import)?;
    let by_name = store::mappings::find_named(conn, &fold_name(name))?;
    let found = match (by_name, Ref::parse(name)) {
        (Some(saved), _) => Some(saved),
        (None, Ok(reference)) => match store::mappings::find(conn, &reference) {
            Err(Error::NotFound(_)) => None,
            found => Some(found?),
        },
        (None, Err(_)) => None,
    };
    let given: String = name.chars().take(80).collect();
    let saved = found.ok_or_else(|| Error::invalid("mapping", Say::new("mappings-none-named").with("name", given)))?;
    let mapping = read(&saved.kept)?;
    Ok((saved, mapping))
}

/// Whether the actor may change a mapping.
pub fn may_change(ctx: &Ctx, saved: &Saved) -> bool {
    let own = saved.account.is_some() && saved.account == ctx.actor.account;
    ctx.actor.may(Action::Import) && (own || ctx.actor.may(Action::Administer))
}

/// Saves a new mapping.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`; `Invalid` with everything that is wrong; `Taken` for a name in use.
pub fn create(conn: &mut Conn, ctx: &Ctx, fields: &Fields) -> Result<Saved> {
    ctx.actor.must(Action::Import)?;
    let mapping = Mapping::parse(fields)?;
    let folded = free_name(conn, &mapping, None)?;
    let kept = kept(&mapping);
    let new = store::mappings::New {
        name: &mapping.name,
        folded: &folded,
        kept: &kept,
        at: ctx.now,
    };
    let reference = records::unused_ref(conn, ctx)?;
    let saved = store::mappings::insert(conn, &reference, ctx.actor.account, new)?;
    note(conn, ctx, "mapping_create", &saved, None, Some(mapping.fields()))?;
    Ok(saved)
}

/// The folded name of a mapping, if no other mapping has it.
fn free_name(conn: &mut Conn, mapping: &Mapping, own: Option<i64>) -> Result<String> {
    let folded = fold_name(&mapping.name);
    if folded.is_empty() {
        return Err(Error::invalid("name", Say::new("required")));
    }
    match store::mappings::find_named(conn, &folded)? {
        Some(other) if Some(other.id) != own => Err(Error::invalid(
            "name",
            Say::new("mappings-name-taken").with("name", other.name),
        )),
        _ => Ok(folded),
    }
}

/// Saves the next version of a mapping. Imports that were begun keep the one they were begun with.
///
/// # Errors
/// As [`create`]; `NotFound`; `Stale` when it is no longer the version that `version` names.
pub fn revise(conn: &mut Conn, ctx: &Ctx, reference: &Ref, version: i32, fields: &Fields) -> Result<Saved> {
    let saved = changeable(conn, ctx, reference)?;
    if saved.version != version {
        return Err(Error::Stale);
    }
    let before = read(&saved.kept)?;
    let mapping = Mapping::parse(fields)?;
    if mapping == before {
        return Ok(saved);
    }
    let folded = free_name(conn, &mapping, Some(saved.id))?;
    let kept = kept(&mapping);
    let new = store::mappings::New {
        name: &mapping.name,
        folded: &folded,
        kept: &kept,
        at: ctx.now,
    };
    if !store::mappings::update(conn, &saved, new)? {
        return Err(Error::Stale);
    }
    let revised = store::mappings::find(conn, reference)?;
    let (before, after) = (before.fields(), mapping.fields());
    note(conn, ctx, "mapping_revise", &revised, Some(before), Some(after))?;
    Ok(revised)
}

/// Saves a mapping under its name: over the one of that name when `base` is the version it was made from, or else as a new one.
///
/// # Errors
/// As [`create`] and [`revise`].
pub fn keep(conn: &mut Conn, ctx: &Ctx, fields: &Fields, base: Option<i32>) -> Result<Saved> {
    ctx.actor.must(Action::Import)?;
    let there = store::mappings::find_named(conn, &fold_name(fields.get("name")))?;
    match (there, base) {
        (Some(saved), Some(version)) => revise(conn, ctx, &saved.r#ref, version, fields),
        _ => create(conn, ctx, fields),
    }
}

/// Saves a mapping as [`keep`] does, unless one of its name says the same already: that one may be used by whoever may not change
/// it.
///
/// # Errors
/// As [`keep`].
pub fn keep_changed(conn: &mut Conn, ctx: &Ctx, fields: &Fields, base: Option<i32>) -> Result<Saved> {
    ctx.actor.must(Action::Import)?;
    let there = store::mappings::find_named(conn, &fold_name(fields.get("name")))?;
    match there {
        Some(saved) if read(&saved.kept)? == Mapping::parse(fields)? => Ok(saved),
        _ => keep(conn, ctx, fields, base),
    }
}

/// Saves a mapping over whichever version of its name there is, as a person at the machine means it.
///
/// # Errors
/// As [`create`] and [`revise`].
pub fn put(conn: &mut Conn, ctx: &Ctx, fields: &Fields) -> Result<Saved> {
    ctx.actor.must(Action::Import)?;
    let there = store::mappings::find_named(conn, &fold_name(fields.get("name")))?;
    keep(conn, ctx, fields, there.map(|saved| saved.version))
}

/// Removes a mapping. What was imported by it stays, and the log keeps what it said.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`.
pub fn remove(conn: &mut Conn, ctx: &Ctx, reference: &Ref) -> Result<()> {
    let saved = changeable(conn, ctx, reference)?;
    let before = read(&saved.kept)?.fields();
    store::mappings::delete(conn, saved.id)?;
    note(conn, ctx, "mapping_remove", &saved, Some(before), None)
}

fn changeable(conn: &mut Conn, ctx: &Ctx, reference: &Ref) -> Result<Saved> {
    ctx.actor.must(Action::Import)?;
    let saved = store::mappings::find(conn, reference)?;
    match may_change(ctx, &saved) {
        true => Ok(saved),
        false => Err(Error::Forbidden("forbidden-mapping")),
    }
}

fn note(
    conn: &mut Conn,
    ctx: &Ctx,
    action: &str,
    saved: &Saved,
    before: Option<Fields>,
    after: Option<Fields>,
) -> Result<()> {
    let act = audit::Act {
        action,
        shelf: "mappings",
        subject: saved.name.clone(),
        before,
        after,
        ..audit::Act::default()
    };
    audit::record(conn, ctx, act)
}

/// A mapping as it is kept.
pub fn kept(mapping: &Mapping) -> String {
    audit::to_json(&mapping.fields())
}

/// Reads what [`kept`] wrote.
///
/// # Errors
/// `Internal`, for what only a hand in the database can have caused.
pub fn read(kept: &str) -> Result<Mapping> {
    Mapping::parse(&audit::from_json(kept)?).map_err(Error::internal)
}

/// The provider's name in a mapping as it is kept; nothing for none.
pub fn provider(kept: &str) -> Option<String> {
    let fields = audit::from_json(kept).ok()?;
    Some(fields.get("name").to_owned())
}

/// Keeps a file that arrived until its mapping is made.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`; `Invalid` for an empty file; `Conflict` for too many at once.
pub fn wait(conn: &mut Conn, ctx: &Ctx, sent: &Sent) -> Result<Waiting> {
    ctx.actor.must(Action::Import)?;
    let account = ctx.actor.account.ok_or(Error::Forbidden("forbidden-write"))?;
    if sent.bytes == 0 {
        return Err(Error::invalid("file", Say::new("import-empty")));
    }
    let there = store::mappings::list_files(conn, account)?;
    if let Some(same) = there.iter().find(|waiting| waiting.sha256 == sent.sha256) {
        return Ok(same.clone());
    }
    if there.len() >= WAITING {
        return Err(Error::Conflict(Say::new("mappings-files-many").with("max", WAITING)));
    }
    let waiting = Waiting {
        id: 0,
        r#ref: records::unused_ref(conn, ctx)?,
        account,
        file_name: file_name(&sent.name),
        sha256: sent.sha256.clone(),
        bytes: i64::try_from(sent.bytes).map_err(Error::internal)?,
        created_at: ctx.now,
    };
    let waiting = store::mappings::insert_file(conn, &waiting)?;
    note_file(conn, ctx, "provider_file_sent", &waiting)?;
    Ok(waiting)
}

/// The actor's own files that wait for a mapping, newest first.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`.
pub fn waiting(conn: &mut Conn, ctx: &Ctx) -> Result<Vec<Waiting>> {
    ctx.actor.must(Action::Import)?;
    match ctx.actor.account {
        Some(account) => store::mappings::list_files(conn, account),
        None => Ok(Vec::new()),
    }
}

/// A file of the actor's own.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`; `NotFound`, also for somebody else's.
pub fn own(conn: &mut Conn, ctx: &Ctx, reference: &Ref) -> Result<Waiting> {
    ctx.actor.must(Action::Import)?;
    let waiting = store::mappings::find_file(conn, reference)?;
    match Some(waiting.account) == ctx.actor.account {
        true => Ok(waiting),
        false => Err(Error::NotFound("mappings")),
    }
}

/// Lets go of a file.
///
/// # Errors
/// As [`own`].
pub fn discard(conn: &mut Conn, ctx: &Ctx, reference: &Ref) -> Result<()> {
    let waiting = own(conn, ctx, reference)?;
    store::mappings::delete_file(conn, waiting.id)?;
    note_file(conn, ctx, "provider_file_discard", &waiting)
}

fn note_file(conn: &mut Conn, ctx: &Ctx, action: &str, waiting: &Waiting) -> Result<()> {
    let after = Fields::new()
        .with("file", &waiting.file_name)
        .with("sha256", &waiting.sha256);
    let act = audit::Act {
        action,
        shelf: "mappings",
        subject: waiting.file_name.clone(),
        after: Some(after),
        ..audit::Act::default()
    };
    audit::record(conn, ctx, act)
}
