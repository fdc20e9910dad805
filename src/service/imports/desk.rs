//! What a person does with their imports: send a file, look at what was found, let it be written, call it off, hand it in.

use chrono::{DateTime, Duration, Utc};

use super::{How, board::Board, converted::Passed};
use crate::{
    domain::{
        access::Action,
        fields::Fields,
        imports::stage::{Content, Import, Job, Problem, Rows, Stage, Standing, file_name},
        records::Shelf,
        refs::Ref,
        review::Submission,
    },
    error::{Error, Result, Say},
    service::{Ctx, audit, batches, parties, records},
    store::{self, Conn},
};

/// The most files of one person that have not come to their end.
const OPEN: usize = 10;
/// The most imports that the list tells of.
const LISTED: i64 = 200;
/// After this many seconds without a word from its worker, work is taken over by another.
pub(super) const SILENCE: i64 = 30;

/// A file that has arrived and is on the disk.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The name its sender gave it.
    pub name: String,
    /// Its SHA-256.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
    /// What it holds.
    pub content: Content,
    /// The mapping that it is read by, as it is kept; empty for a canonical table and for entities.
    pub mapping: String,
}

/// How far the work on an import is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pace {
    /// Whether a worker has it.
    pub running: bool,
    /// Whether its worker has fallen silent: another takes it over.
    pub interrupted: bool,
    /// Rows done.
    pub done: i64,
    /// Rows there are; 0 while that is unknown.
    pub total: i64,
}

/// An import as its author finds it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The import.
    pub import: Import,
    /// How far it is, while it is under way.
    pub pace: Option<Pace>,
    /// Makers and weapons that the catalogue does not know, and the first problems.
    pub found: Found,
    /// The submission its records were handed in with.
    pub submission: Option<Ref>,
    /// How many of its records can be handed in.
    pub drafts: i64,
    /// Rows that it had written for good when it ended before its end.
    pub kept: u64,
    /// Pairs of organizations that may be the same, one of them made by it; for those who decide.
    pub alike: usize,
}

/// What a check found beside the figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Makers that the catalogue does not know.
    pub makers: Vec<String>,
    /// Weapons that the catalogue does not know.
    pub weapons: Vec<String>,
    /// Parties that are made from their names as written: the first of them.
    pub parties: Vec<String>,
    /// How many they are.
    pub parties_count: u64,
    /// Sources that are made from their titles: the first of them.
    pub sources: Vec<String>,
    /// How many they are.
    pub sources_count: u64,
    /// Rows that say the same as a row before them, which count once.
    pub repeated: u64,
    /// Rows of a provider's file that are none of goods.
    pub passed: Passed,
    /// Where the rows become records of several shelves, what each has of them.
    pub shelves: Vec<(Shelf, Rows)>,
    /// What has no place in the catalogue, with how often it was met: what was met most often.
    pub left: Vec<(String, u64)>,
    /// How much that is.
    pub left_count: u64,
    /// What is wrong: as much of it as a page shows.
    pub problems: Vec<Problem>,
}

fn owner(ctx: &Ctx) -> Result<i64> {
    ctx.actor.must(Action::Import)?;
    // The command line imports by its own command and waits for it.
    ctx.actor.account.ok_or(Error::Forbidden("forbidden-write"))
}

/// Takes up a file: it is checked, and unless it is a dry run it is then written without asking again. A file that this
/// person has sent already and that has not come to its end is not taken up twice.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`; `Invalid` for an empty file; `Conflict` for too many at once.
pub fn begin(conn: &mut Conn, ctx: &Ctx, sent: &Sent, how: How) -> Result<Import> {
    let account = owner(ctx)?;
    if sent.bytes == 0 {
        return Err(Error::invalid("file", Say::new("import-empty")));
    }
    let open = store::imports::list_open(conn, account)?;
    let wanted = match how.dry_run {
        true => Stage::Checking,
        false => Stage::Writing,
    };
    let same = open.iter().find(|import| {
        let goes_on = import.stage == wanted || (how.dry_run && import.stage == Stage::Checked);
        import.sha256 == sent.sha256 && import.mapping == sent.mapping && goes_on
    });
    if let Some(same) = same {
        return Ok(same.clone());
    }
    if open.len() >= OPEN {
        return Err(Error::Conflict(Say::new("imports-too-many").with("max", OPEN)));
    }
    let new = store::imports::New {
        r#ref: records::unused_ref(conn, ctx)?,
        file_name: &file_name(&sent.name),
        sha256: &sent.sha256,
        bytes: i64::try_from(sent.bytes).map_err(Error::internal)?,
        account,
        create_missing: how.create_missing,
        content: sent.content,
        mapping: &sent.mapping,
        stage: wanted,
        at: ctx.now,
    };
    let import = store::imports::insert(conn, &new)?;
    if let Some(kind) = wanted.work() {
        store::jobs::insert(conn, import.id, kind, 0, ctx.now)?;
    }
    note(conn, ctx, "import_sent", &import)?;
    Ok(import)
}

fn note(conn: &mut Conn, ctx: &Ctx, action: &str, import: &Import) -> Result<()> {
    let after = Fields::new()
        .with("file", &import.file_name)
        .with("sha256", &import.sha256);
    let act = audit::Act {
        action,
        shelf: "imports",
        subject: import.r#ref.to_string(),
        after: Some(after),
        ..audit::Act::default()
    };
    audit::record(conn, ctx, act)
}

/// An import of one's own; administrators see everybody's.
pub(in crate::service) fn find(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Import> {
    ctx.actor.must(Action::Import)?;
    let import = store::imports::find(conn, r#ref)?;
    match Some(import.account) == ctx.actor.account || ctx.actor.may(Action::Administer) {
        true => Ok(import),
        false => Err(Error::NotFound("imports")),
    }
}

/// An import that the actor may decide on.
fn own(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Import> {
    let account = owner(ctx)?;
    let import = store::imports::find(conn, r#ref)?;
    match import.account == account {
        true => Ok(import),
        false => Err(Error::NotFound("imports")),
    }
}

/// One's own imports, newest first, each with how far it is.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`.
pub fn list(conn: &mut Conn, ctx: &Ctx, board: &Board) -> Result<Vec<(Import, Option<Pace>)>> {
    ctx.actor.must(Action::Import)?;
    let Some(account) = ctx.actor.account else {
        return Ok(Vec::new());
    };
    let imports = store::imports::list_own(conn, account, LISTED)?;
    let mut list = Vec::with_capacity(imports.len());
    for import in imports {
        let pace = pace(conn, ctx, &import, board)?;
        list.push((import, pace));
    }
    Ok(list)
}

fn pace(conn: &mut Conn, ctx: &Ctx, import: &Import, board: &Board) -> Result<Option<Pace>> {
    if import.stage.work().is_none() {
        return Ok(None);
    }
    let Some(job) = store::jobs::of_import(conn, import.id)? else {
        return Ok(None);
    };
    Ok(Some(of_job(&job, ctx.now, board)))
}

fn of_job(job: &Job, now: DateTime<Utc>, board: &Board) -> Pace {
    if let Some(ticket) = board.find(job.id) {
        let (done, total) = ticket.figures();
        return Pace {
            running: true,
            interrupted: false,
            done,
            total,
        };
    }
    let running = job.standing == Standing::Running;
    let silent = job.beat_at.is_some_and(|at| at < now - Duration::seconds(SILENCE));
    Pace {
        running: running && !silent,
        interrupted: running && silent,
        done: job.done,
        total: job.total,
    }
}

/// An import with everything on its page.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`.
pub fn show(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref, board: &Board) -> Result<Shown> {
    let import = find(conn, ctx, r#ref)?;
    let found = super::noted::found(&store::imports::noted(conn, import.id)?)?;
    let submission = import
        .submission
        .map(|id| store::imports::submission(conn, id))
        .transpose()?;
    let own = Some(import.account) == ctx.actor.account;
    let drafts = match import.stage == Stage::Done && own {
        true => store::imports::count_on_the_desk(conn, &import)?,
        false => 0,
    };
    Ok(Shown {
        kept: kept(conn, &import)?,
        pace: pace(conn, ctx, &import, board)?,
        found,
        submission,
        drafts,
        alike: match import.stage {
            Stage::Done => parties::waiting(conn, ctx, None, Some(import.id))?,
            _ => 0,
        },
        import,
    })
}

/// The rows of an import that ended before its end and are in the catalogue all the same.
fn kept(conn: &mut Conn, import: &Import) -> Result<u64> {
    match import.stage {
        Stage::Refused | Stage::Failed | Stage::Cancelled => {
            let job = store::jobs::of_import(conn, import.id)?;
            Ok(job.map_or(0, |job| job.kept.made + job.kept.changed + job.kept.same))
        }
        Stage::Checking | Stage::Checked | Stage::Writing | Stage::Done => Ok(0),
    }
}

/// How far an import is: as little as a page that asks every second needs.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`.
pub fn progress(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref, board: &Board) -> Result<(Import, Option<Pace>)> {
    let import = find(conn, ctx, r#ref)?;
    let pace = pace(conn, ctx, &import, board)?;
    Ok((import, pace))
}

/// Everything that is wrong with a file.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`.
pub fn problems(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<(Import, Vec<Problem>)> {
    let import = find(conn, ctx, r#ref)?;
    let problems = super::noted::problems(&store::imports::problems(conn, import.id)?)?;
    Ok((import, problems))
}

/// Lets a checked import be written.
///
/// # Errors
/// `NotFound` when it is not one's own; `Conflict` when it is not waiting for that; `Invalid` when it names makers or
/// weapons that the catalogue does not know and they are not to be made.
pub fn go(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref, create_missing: bool) -> Result<Import> {
    let import = own(conn, ctx, r#ref)?;
    let found = super::noted::found(&store::imports::noted(conn, import.id)?)?;
    let nothing_missing = found.makers.is_empty() && found.weapons.is_empty();
    let moved = store::imports::advance(conn, import.id, Stage::Checked, Stage::Writing, create_missing, ctx.now)?;
    if !moved {
        return Err(Error::Conflict(Say::new("imports-not-checked")));
    }
    if !nothing_missing && !create_missing {
        return Err(Error::invalid("create_missing", Say::new("imports-missing-unticked")));
    }
    if let Some(kind) = Stage::Writing.work() {
        store::jobs::insert(conn, import.id, kind, import.rows.total, ctx.now)?;
    }
    note(conn, ctx, "import_go", &import)?;
    store::imports::find(conn, r#ref)
}

/// The job to be called off, if this import has one under way.
///
/// # Errors
/// As [`cancel`].
pub fn under_way(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Option<i64>> {
    let import = own(conn, ctx, r#ref)?;
    if import.stage.work().is_none() {
        return Ok(None);
    }
    Ok(store::jobs::of_import(conn, import.id)?.map(|job| job.id))
}

/// Calls an import off: at once while it waits, as soon as its worker hears of it while it runs.
///
/// # Errors
/// `NotFound` when it is not one's own; `Conflict` when it has come to its end.
pub fn cancel(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<()> {
    let import = own(conn, ctx, r#ref)?;
    if !import.stage.is_open() {
        return Err(Error::Conflict(Say::new("imports-over")));
    }
    let over = match (import.stage.work(), store::jobs::of_import(conn, import.id)?) {
        (Some(_), Some(job)) => store::jobs::stop(conn, job.id, ctx.now)?,
        _ => true,
    };
    if over {
        let from = import.stage;
        super::queue::note_end(conn, &import, Vec::new())?;
        store::imports::advance(conn, import.id, from, Stage::Cancelled, import.create_missing, ctx.now)?;
    }
    note(conn, ctx, "import_cancel", &import)
}

/// Hands in what an import made, as a whole.
///
/// # Errors
/// `NotFound` when it is not one's own; `Invalid` when there is nothing to hand in.
pub fn hand_in(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref, remark: &str) -> Result<Submission> {
    let import = own(conn, ctx, r#ref)?;
    if import.stage != Stage::Done {
        return Err(Error::Conflict(Say::new("imports-not-done")));
    }
    batches::hand_in_import(conn, ctx, &import, remark)
}
