//! The page of one import: how far it is, what was found, and what its author can do next.

use askama::Template;

use super::{
    super::{parties, review},
    cells::{
        Figure, PaceView, ProblemView, ShelfView, badge, finds, first_names, kind, lead, more, pacing, problem,
        shelved, tally,
    },
    href, told,
};
use crate::{
    domain::imports::stage::Stage,
    error::{Error, Say},
    service::{imports::desk::Shown, mappings},
    web::{
        actor::Caller,
        error::FieldProblem,
        layout::Layout,
        views::{self, Badge},
    },
};

#[derive(Template)]
#[template(path = "imports/show.html")]
pub(super) struct ShowPage {
    layout: Layout,
    errors: Vec<FieldProblem>,
    title: String,
    r#ref: String,
    href: String,
    state: Badge,
    lead: String,
    sent: String,
    pace: Option<PaceView>,
    tally: Vec<Figure>,
    makers: Vec<String>,
    weapons: Vec<String>,
    parties: Vec<String>,
    parties_count: u64,
    alike: Option<(String, String)>,
    made_sources: Vec<String>,
    sources_count: u64,
    kind: String,
    shelves: Vec<ShelfView>,
    left: Vec<(String, u64)>,
    left_more: Option<String>,
    left_count: u64,
    provider: Option<String>,
    repeated: Option<String>,
    passed: Option<String>,
    may_go: bool,
    may_cancel: bool,
    may_submit: bool,
    drafts: String,
    submission: Option<String>,
    failure: Option<String>,
    problems: Vec<ProblemView>,
    problems_summary: String,
    finds: Vec<(&'static str, String)>,
}

/// Everything on the page, in finished words.
pub(super) fn view(caller: &Caller, shown: Shown, note: Option<String>, failure: Option<&Error>) -> ShowPage {
    let words = caller.words();
    let Shown {
        import,
        pace,
        found,
        submission,
        drafts,
        kept,
        alike,
    } = shown;
    let own = caller.ctx.actor.account == Some(import.account);
    let stage = import.stage;
    let is_failed = stage == Stage::Failed;
    let mut problems: Vec<ProblemView> = found.problems.iter().map(|one| problem(one, words)).collect();
    let failure_told = (is_failed && !problems.is_empty()).then(|| problems.remove(0).message);
    let listed = i64::try_from(problems.len()).unwrap_or(i64::MAX);
    let summary = Say::new("imports-problems-shown")
        .with("shown", listed)
        .with("wrong", import.rows.wrong);
    ShowPage {
        layout: Layout::new(caller, "/imports").noting(note),
        errors: failure.map_or_else(Vec::new, |failure| told(failure, words)),
        r#ref: import.r#ref.to_string(),
        href: href(import.r#ref),
        state: badge(stage, words),
        lead: lead(&import, kept, words),
        sent: views::moment(import.created_at, words),
        pace: pace.map(|pace| pacing(pace, words)),
        tally: tally(&import, words),
        may_go: own && stage == Stage::Checked,
        may_cancel: own && stage.is_open(),
        may_submit: own && drafts > 0,
        drafts: words.say(&Say::new("imports-drafts").with("count", drafts)),
        submission: submission.map(review::href),
        failure: failure_told,
        problems_summary: words.say(&summary),
        finds: finds(&import, words),
        kind: kind(import.content, words),
        shelves: shelved(&found.shelves, words),
        left_more: more(found.left.len(), found.left_count, words),
        left: found.left,
        left_count: found.left_count,
        makers: found.makers,
        weapons: found.weapons,
        parties: first_names(found.parties, found.parties_count, words),
        parties_count: found.parties_count,
        made_sources: first_names(found.sources, found.sources_count, words),
        sources_count: found.sources_count,
        repeated: (found.repeated > 0).then(|| words.say(&Say::new("mappings-repeated").with("count", found.repeated))),
        passed: found.passed.say().map(|say| words.say(&say)),
        provider: mappings::provider(&import.mapping),
        alike: parties::waiting("imports-alike", alike, words)
            .map(|said| (parties::href("import", &import.r#ref.to_string()), said)),
        title: import.file_name,
        problems,
    }
}
