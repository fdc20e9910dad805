//! What people decide about readings: proposing it, and letting it into the catalogue only while it is true of the mark.

use std::collections::HashMap;

use crate::{
    domain::{
        access::Action,
        dates::Edtf,
        fields::Fields,
        markings::Marking,
        readings::{Decision, NewDecision},
        records::{Head, Record, Shelf, State},
        refs::Ref,
        release::{self, Released},
    },
    error::{Error, Problems, Result, Say},
    service::{
        Ctx,
        citations::{self, Citation},
        links,
        markings::{self, Sighted},
        records::{self, Keep, Narrow},
        search::Term,
        submissions,
    },
    store::{
        self, Conn,
        records::{Among, Order},
    },
};

use super::{around, read_all};

impl Keep for Decision {
    type New = NewDecision;
    const NAMED_BY: &'static str = "date";
    const ORDER: Order = Order::Falling;
    const NARROWS: &'static [Narrow] = &[Narrow {
        name: "marking",
        shelf: Some(Shelf::Markings),
        fields: &["marking"],
        among: Among::ReadingsOf,
    }];

    fn parse(fields: &Fields) -> Result<NewDecision> {
        NewDecision::parse(fields)
    }

    fn resolve(conn: &mut Conn, ctx: &Ctx, new: &mut NewDecision, problems: &mut Problems) -> Result<()> {
        links::point(conn, ctx, Shelf::Markings, "marking", &mut new.marking, problems)?;
        let Some(id) = new.marking.id else { return Ok(()) };
        if new.transcription.is_empty() {
            new.transcription = seen(conn, ctx, id)?.what.transcription.clone();
        }
        if new.is_of_rule() {
            match ctx.rules()?.scheme(&new.rule) {
                None => problems.add("rule", Say::new("readings-no-rule").with("given", &new.rule)),
                Some(rule) => {
                    new.rule_version = new.rule_version.or(i32::try_from(rule.version).ok());
                    if new.stage.is_empty() {
                        rule.stage.as_str().clone_into(&mut new.stage);
                    }
                    if new.kind.is_empty() {
                        rule.kind.as_str().clone_into(&mut new.kind);
                    }
                }
            }
        } else if new.verdict == "own" && new.kind.is_empty() {
            "production_date".clone_into(&mut new.kind);
        }
        Ok(())
    }

    fn check(conn: &mut Conn, ctx: &Ctx, id: Option<i64>, new: &NewDecision, problems: &mut Problems) -> Result<()> {
        let Some(marking) = new.marking.id else { return Ok(()) };
        if let Some(id) = id {
            let head = store::records::get(conn, id)?;
            let now = store::readings::find(conn, head)?;
            let same = now.marking.as_ref().is_some_and(|link| link.id == marking)
                && now.what.verdict == new.verdict
                && now.what.meets(new);
            // What stays as it was decided stays, also when the mark has been transcribed otherwise since.
            if same {
                return Ok(());
            }
        }
        unopposed(conn, ctx, id, marking, new)?;
        if let Err(say) = given(conn, ctx, marking, new)? {
            problems.add("date", say);
        }
        Ok(())
    }

    /// The rule must give the reading for the mark as it stands now, and nothing else may have been decided about it.
    fn admit(conn: &mut Conn, ctx: &Ctx, record: &Decision) -> Result<()> {
        let Some(marking) = record.marking.as_ref().map(|link| link.id) else {
            return Ok(());
        };
        unopposed(conn, ctx, Some(record.head.id), marking, &record.what)?;
        given(conn, ctx, marking, &record.what)?.map_err(|say| Error::invalid("date", say))?;
        if record.outdated {
            let head = store::records::get(conn, marking)?;
            let now = store::markings::find(conn, head)?.what.transcription;
            store::readings::stamp(conn, record.head.id, &now)?;
        }
        Ok(())
    }

    fn insert(conn: &mut Conn, id: i64, new: &NewDecision) -> Result<()> {
        store::readings::insert(conn, id, new)
    }

    fn update(conn: &mut Conn, id: i64, new: &NewDecision) -> Result<()> {
        store::readings::update(conn, id, new)
    }

    fn load(conn: &mut Conn, head: Head) -> Result<Decision> {
        store::readings::find(conn, head)
    }

    fn list(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Decision>> {
        store::readings::list(conn, ids)
    }

    fn title(&self) -> String {
        self.public_name()
    }

    /// The first day it was read as; the place in the list must not tell a date that is more closed than the record.
    fn sort(&self) -> String {
        release::day_to_sort::<Decision>(&self.head, "date", self.what.date.as_ref().and_then(Edtf::earliest))
    }

    /// None: a decision is found through its mark, because it may never be more open than that.
    fn terms(&self) -> Vec<Term> {
        Vec::new()
    }
}

/// A mark as the actor sees it.
fn seen(conn: &mut Conn, ctx: &Ctx, marking: i64) -> Result<Released<Marking>> {
    let head = store::records::get(conn, marking)?;
    release::release(store::markings::find(conn, head)?, &ctx.actor)
}

/// Whether the rule gives the reading for the mark as it stands; the inner error says why not.
fn given(conn: &mut Conn, ctx: &Ctx, marking: i64, new: &NewDecision) -> Result<std::result::Result<(), Say>> {
    if !new.is_of_rule() {
        return Ok(Ok(()));
    }
    let mark = seen(conn, ctx, marking)?;
    let asked = around(conn, ctx, &mark)?;
    let book = ctx.rules()?;
    if mark.what.transcription.is_empty() {
        return Ok(Err(Say::new("readings-mark-withheld")));
    }
    let reads = read_all(&book, ctx, &mark.what, &asked);
    let mut all = reads.iter().flat_map(|read| &read.readings.readings);
    if all.any(|reading| new.is_about(reading)) {
        return Ok(Ok(()));
    }
    let removed = reads
        .iter()
        .flat_map(|read| &read.readings.pruned)
        .find(|pruned| pruned.scheme.id == new.rule && pruned.token == new.token);
    Ok(Err(match removed {
        Some(pruned) => Say::new(pruned.why.key()),
        None => Say::new("readings-not-given")
            .with("rule", &new.rule)
            .with("mark", &mark.head.title),
    }))
}

/// No other decision in the actor's sight may stand about the same reading.
fn unopposed(conn: &mut Conn, ctx: &Ctx, id: Option<i64>, marking: i64, new: &NewDecision) -> Result<()> {
    let others = release::release_all(store::readings::of(conn, &[marking])?, &ctx.actor);
    let stands = |other: &Decision| match other.head.state {
        State::Accepted | State::Submitted => true,
        State::Draft => other.head.created_by == ctx.actor.account,
        State::Returned | State::Withdrawn => false,
    };
    // What is being accepted is only opposed by what has been.
    let entering = match id {
        Some(id) => store::records::get(conn, id)?.state == State::Accepted,
        None => false,
    };
    let other = others.iter().find(|other| {
        let counts = match entering {
            true => other.counts(),
            false => stands(other),
        };
        Some(other.head.id) != id && counts && other.what.meets(new)
    });
    let Some(other) = other else { return Ok(()) };
    let key = match (other.what.verdict == new.verdict, other.counts()) {
        (true, true) => "readings-decided-already",
        (true, false) => "readings-proposed-already",
        (false, true) => "readings-decided-otherwise",
        (false, false) => "readings-proposed-otherwise",
    };
    Err(Error::Conflict(Say::new(key).with("ref", other.head.r#ref)))
}

/// Proposes a decision about a reading of a mark, as open as that mark, and hands it in at once where the mark itself is not
/// still on its author's desk.
///
/// # Errors
/// As [`records::create`]; `NotFound` for a mark out of sight; `Conflict` when someone has decided about the same reading.
pub fn decide(conn: &mut Conn, ctx: &Ctx, marking: &Ref, fields: &Fields) -> Result<Head> {
    ctx.actor.must(Action::Write)?;
    let mark = records::show::<Marking>(conn, ctx, marking)?;
    let mut fields = fields.clone();
    fields.set("marking", marking.to_string());
    fields.remove("transcription");
    if fields.get("release").is_empty() {
        fields.set("release", mark.head.release.as_str());
    }
    let head = records::create::<Decision>(conn, ctx, &fields)?;
    let on_the_desk = matches!(mark.head.state, State::Draft | State::Returned);
    if on_the_desk || head.state != State::Draft {
        return Ok(head);
    }
    submissions::submit_record(conn, ctx, Shelf::Readings, &head.r#ref, "")?;
    store::records::get(conn, head.id)
}

/// The decisions about these marks that this reader may see, by mark, oldest first. Only those whose
/// [`Decision::counts`] is true have been accepted by a second person; those taken out of the catalogue are left out.
///
/// # Errors
/// Those of the database.
pub fn decided(conn: &mut Conn, ctx: &Ctx, markings: &[i64]) -> Result<HashMap<i64, Vec<Released<Decision>>>> {
    let mut by_mark: HashMap<i64, Vec<Released<Decision>>> = HashMap::new();
    for decision in release::release_all(store::readings::of(conn, markings)?, &ctx.actor) {
        let mark = decision.marking.as_ref().map(|link| link.id);
        if let Some(mark) = mark.filter(|_| decision.head.state != State::Withdrawn) {
            by_mark.entry(mark).or_default().push(decision);
        }
    }
    Ok(by_mark)
}

/// A decision's page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The decision.
    pub decision: Released<Decision>,
    /// The mark with its photograph.
    pub mark: Option<Sighted>,
    /// What it rests on.
    pub sources: Vec<Citation>,
}

/// A decision with its mark, as far as the reader sees them.
///
/// # Errors
/// `NotFound`.
pub fn show(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Shown> {
    let decision = records::show::<Decision>(conn, ctx, r#ref)?;
    let mark = match &decision.marking {
        Some(link) => Some(markings::sighted(conn, ctx, &link.r#ref)?),
        None => None,
    };
    Ok(Shown {
        sources: citations::of(conn, decision.head().id, ctx.actor.sight())?,
        mark,
        decision,
    })
}
