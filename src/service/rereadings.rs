//! Reading all marks again: after the rules have changed, and whenever a mark or what it stands on is written.
//!
//! Marks are loaded in one short transaction, read outside any, and kept in another. A walk over all marks remembers how far it
//! is, so that a worker that is killed loses one batch. What a mark is read as here serves to find marks by rule and to
//! notice differences; a page always reads its mark itself, as its reader may know it.
//!
//! A mark is read from what whoever sees its transcription sees as well: so nobody can learn from the page of a rule what
//! is withheld about a component.

use std::{collections::HashMap, sync::Arc};

use chrono::Duration;
use sha2::{Digest, Sha256};

use crate::{
    domain::{
        access::{Actor, Role},
        constellations::{self, Scope, prints},
        markings::{Marking, NewMarking, reading::context::Asked},
        release,
        rereadings::{Change, Shown, Stored, Walk, rules_of},
        rules::{book::Rulebook, span::Span},
    },
    error::{Error, Result},
    service::{Ctx, readings},
    store::{
        self, Conn,
        constellations::imprints::{self, Left, Place},
    },
};

mod around;
mod differing;

use around::{Around, Beside};
pub use differing::{Differing, Progress, differing, progress, see};

/// Marks read at once: few enough that nobody waits for the transaction that keeps them.
const BATCH: i64 = 200;
/// Seconds after which another worker goes on with a walk whose worker is silent.
const SILENCE: i64 = 30;

/// What tells these rules, read by this program, from others.
pub fn edition(book: &Rulebook) -> String {
    let digest = book.digest();
    let digest = digest.get(..16).unwrap_or(digest);
    format!("{} {digest} {}", env!("CARGO_PKG_VERSION"), constellations::EDITION)
}

/// Begins a walk over all marks, unless the newest was by the same rules; whether it did.
///
/// # Errors
/// Those of the database.
pub fn begin(conn: &mut Conn, ctx: &Ctx) -> Result<bool> {
    let rulebook = edition(&*ctx.rules()?);
    if store::rereadings::walk(conn)?.is_some_and(|walk| walk.rulebook == rulebook) {
        return Ok(false);
    }
    let total = store::rereadings::count_marks(conn)?;
    store::rereadings::begin(conn, &rulebook, total, ctx.now)?;
    Ok(true)
}

/// Marks to be read, with everything that reading them needs.
#[derive(Debug)]
pub struct Batch {
    rulebook: String,
    walk: Option<Walk>,
    answered: Vec<i64>,
    /// The last number under which a mark was asked for when this was loaded.
    asked: i64,
    marks: Vec<Material>,
}

/// One mark, as whoever sees its transcription sees it.
#[derive(Debug)]
struct Material {
    id: i64,
    open: bool,
    what: NewMarking,
    asked: Asked,
    /// The component it stands on, and the marks of its assembly.
    beside: Option<(i64, Arc<Beside>)>,
    digest: String,
    /// Where it stands, and within what its words are compared with those of other marks.
    stands: Option<(Place, Scope)>,
    before: Option<Stored>,
    decided: bool,
}

/// The next marks to be read: those that were asked for, then those the walk has not reached; `None` when there are none.
///
/// # Errors
/// Those of the database.
pub fn next(conn: &mut Conn, ctx: &Ctx, worker: &str) -> Result<Option<Batch>> {
    let book = ctx.rules()?;
    let rulebook = edition(&book);
    let asked = store::rereadings::asked(conn, BATCH)?;
    let (answered, ids, walk): (Vec<i64>, Vec<i64>, Option<Walk>) = if asked.is_empty() {
        let silent = ctx.now - Duration::seconds(SILENCE);
        let mine = |walk: &Walk| walk.worker.is_empty() || walk.worker == worker || walk.beat_at < silent;
        let walk = store::rereadings::walk(conn)?
            .filter(|walk| walk.ended_at.is_none() && walk.rulebook == rulebook && mine(walk));
        let Some(mut walk) = walk else { return Ok(None) };
        let ids = store::rereadings::marks_after(conn, walk.reached, BATCH)?;
        match ids.last() {
            Some(last) => walk.reached = *last,
            None => walk.ended_at = Some(ctx.now),
        }
        walk.done += i64::try_from(ids.len()).map_err(Error::internal)?;
        walk.total = walk.total.max(walk.done);
        (Vec::new(), ids, Some(walk))
    } else {
        let mut ids: Vec<i64> = asked.iter().map(|(_, mark)| *mark).collect();
        ids.sort_unstable();
        ids.dedup();
        (asked.into_iter().map(|(number, _)| number).collect(), ids, None)
    };
    let last = store::rereadings::last_asked(conn)?;
    let mut marks = load(conn, &book, &ids)?;
    marks.retain(|mark| {
        let known = |before: &Stored| before.rulebook == rulebook && before.digest == mark.digest;
        !mark.before.as_ref().is_some_and(known)
    });
    Ok(Some(Batch {
        rulebook,
        walk,
        answered,
        asked: last,
        marks,
    }))
}

/// Everything that reading these marks needs, each as open as its transcription.
fn load(conn: &mut Conn, book: &Rulebook, ids: &[i64]) -> Result<Vec<Material>> {
    let marks = store::markings::list(conn, ids)?;
    let mut before = store::rereadings::stored(conn, ids)?;
    let decided = store::rereadings::decided(conn, ids)?;
    let mut around = Around::load(conn, &marks)?;
    let mut all = Vec::with_capacity(marks.len());
    for mark in marks {
        let (id, openness) = (mark.head.id, text_level(&mark));
        let reader = reader_of(openness);
        let stands = around.stands(&mark, openness);
        let Ok(mark) = release::release(mark, &reader) else {
            continue;
        };
        let asked = around.asked(book, &mark, &reader);
        let beside = around.beside(conn, book, &mark, &reader)?;
        all.push(Material {
            id,
            open: openness >= -1,
            digest: digest(
                &mark.what,
                &asked,
                beside.as_ref().map(|(_, beside)| beside.digest.as_str()),
                stands.as_ref(),
            ),
            stands,
            beside,
            what: mark.into_inner().what,
            asked,
            before: before.remove(&id),
            decided: decided.contains(&id),
        });
    }
    Ok(all)
}

/// How open what stands in a mark is.
fn text_level(mark: &Marking) -> i16 {
    let text = release::level::<Marking>(&mark.head, "transcription");
    mark.head.openness().min(text.rank())
}

/// The least of those who see what is so open.
fn reader_of(openness: i16) -> Actor {
    let role = match openness {
        3.. => return Actor::visitor(),
        2 => Role::Officer,
        1 => Role::Investigator,
        -1 | 0 => Role::Reviewer,
        _ => Role::Admin,
    };
    Actor {
        role: Some(role),
        ..Actor::visitor()
    }
}

/// What a mark is read from, in a few characters.
fn digest(what: &NewMarking, asked: &Asked, beside: Option<&str>, stands: Option<&(Place, Scope)>) -> String {
    let recovered = asked.recovered.as_ref().map_or_else(String::new, ToString::to_string);
    let texts = std::iter::once(&what.transcription).chain(&what.alternatives);
    let known = [&asked.maker, &asked.object, &asked.origin, &asked.hint, &recovered];
    let mut hash = Sha256::new();
    let beside = beside.filter(|digest| !digest.is_empty()).map(str::to_owned);
    let stands = stands.map(|(place, scope)| {
        let Place {
            component,
            unit,
            openness,
        } = place;
        format!("{component} {unit} {openness} {}", scope.text())
    });
    for text in texts.chain(known).chain(&beside).chain(&stands) {
        hash.update(format!("{}:{text}\n", text.len()));
    }
    let whole = hex::encode(hash.finalize());
    whole.get(..32).unwrap_or(&whole).to_owned()
}

/// A batch that was read.
#[derive(Debug)]
pub struct Done {
    walk: Option<Walk>,
    answered: Vec<i64>,
    asked: i64,
    stored: Vec<Stored>,
    changes: Vec<Change>,
    left: Vec<Left>,
}

impl Batch {
    /// Marks in it that have to be read.
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// Whether nothing in it has to be read.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }
}

/// Reads a batch. Asks no database.
///
/// # Errors
/// As [`Ctx::rules`].
pub fn read(ctx: &Ctx, batch: Batch) -> Result<Done> {
    let book = ctx.rules()?;
    let Batch {
        rulebook,
        walk,
        answered,
        asked,
        marks,
    } = batch;
    let mut stored = Vec::with_capacity(marks.len());
    let mut changes = Vec::new();
    let mut left = Vec::with_capacity(marks.len());
    let mut known: HashMap<*const Beside, Vec<(i64, Span)>> = HashMap::new();
    for mut mark in marks {
        if let Some((component, beside)) = &mark.beside {
            let days = known
                .entry(Arc::as_ptr(beside))
                .or_insert_with(|| readings::beside::days(&book, ctx, &beside.marks));
            mark.asked.companions = readings::beside::of(*component, days.iter().copied());
        }
        let reads = readings::read_all(&book, ctx, &mark.what, &mark.asked);
        let shown = Shown::write(&Shown::of(reads.iter().map(|read| &read.readings)));
        // A mark that says something else now is read otherwise as a matter of course.
        let same_mark = mark.before.as_ref().filter(|before| before.digest == mark.digest);
        if let Some(before) = same_mark.filter(|before| mark.open && before.shown != shown) {
            changes.push(Change {
                id: 0,
                mark: mark.id,
                before: before.shown.clone(),
                after: shown.clone(),
                decided: mark.decided,
                noticed_at: ctx.now,
            });
        }
        let all = reads.iter().map(|read| &read.readings);
        left.push(Left {
            mark: mark.id,
            place: mark.stands.as_ref().map(|(place, _)| *place),
            imprints: mark
                .stands
                .as_ref()
                .map_or_else(Vec::new, |(_, scope)| prints::imprints(scope, all)),
        });
        stored.push(Stored {
            mark: mark.id,
            rulebook: rulebook.clone(),
            digest: mark.digest,
            shown,
            rules: rules_of(reads.iter().map(|read| &read.readings)),
        });
    }
    Ok(Done {
        walk,
        answered,
        asked,
        stored,
        changes,
        left,
    })
}

/// Keeps what a batch was read as. It is worked out from the catalogue and the rules, so the log is not told; what nobody
/// decided about changes nothing.
///
/// # Errors
/// Those of the database.
pub fn keep(conn: &mut Conn, ctx: &Ctx, worker: &str, done: &Done) -> Result<()> {
    // What is being closed at this moment is read again a moment later.
    if !imprints::alone(conn)? {
        return Ok(());
    }
    if let Some(walk) = &done.walk {
        let silent = ctx.now - Duration::seconds(SILENCE);
        if !store::rereadings::claim(conn, walk, worker, silent, ctx.now)? {
            return Ok(());
        }
    }
    store::rereadings::keep(conn, &done.stored)?;
    // Nor is anything kept of a mark that was asked for again since: it may have been closed.
    let again = store::rereadings::asked_since(conn, done.asked)?;
    let left: Vec<Left> = done
        .left
        .iter()
        .filter(|one| !again.contains(&one.mark))
        .cloned()
        .collect();
    imprints::keep(conn, &left)?;
    let mut changed = 0;
    for change in &done.changes {
        changed += i64::from(store::rereadings::note(conn, change)?);
    }
    store::rereadings::answered(conn, &done.answered)?;
    if let Some(walk) = &done.walk {
        let walk = Walk {
            changed: walk.changed + changed,
            ..walk.clone()
        };
        store::rereadings::advance(conn, &walk, worker, ctx.now)?;
    }
    Ok(())
}
