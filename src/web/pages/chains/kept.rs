//! What people decided about chains: the list, the page of a decision, and deciding on a component's page of chains.

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use askama::Template;

use super::{ChainView, chain_views};
use crate::{
    domain::{
        chains::kept::{KeptChain, KeptStep, Since},
        dates::Edtf,
        records::{Link, Record, Shelf, State as Standing},
        release::Released,
    },
    error::{Error, Say},
    service::{
        self,
        chains::{Shown, Stand},
    },
    web::{
        State,
        actor::Caller,
        decisions::{self, StandView},
        error::PageError,
        extract::{Form, Path, Query},
        layout::Layout,
        pages::{
            listing::{Listing, Narrowed, listing},
            page, records, see_other,
            sources::SourceLine,
        },
        views::{self, Badge, Fact, Pager, link_title},
    },
    words::Words,
};

#[derive(Template)]
#[template(path = "chains/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Row>,
    narrowed: Option<Narrowed>,
    pager: Pager,
}

struct Row {
    href: String,
    verdict: String,
    component: Option<(String, String)>,
    steps: String,
    shaken: bool,
    reference: String,
    state: Option<Badge>,
}

/// A page of the list.
pub async fn list(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let Listing {
        items,
        layout,
        narrowed,
        pager,
        ..
    } = listing::<KeptChain>(&state, &caller, &query).await?;
    let words = caller.words();
    let row = |one: Released<KeptChain>| Row {
        href: one.head.path(),
        verdict: verdict(&one, words),
        component: one.component.as_ref().map(|link| (link.path(), link_title(link))),
        steps: words.say(&Say::new("chains-steps-count").with("count", one.steps.len())),
        shaken: one.is_shaken(),
        reference: one.head.r#ref.to_string(),
        state: views::state_badge(&one.head, words),
    };
    let rows: Vec<Row> = items.into_iter().map(row).collect();
    page(&ListPage {
        rows,
        layout,
        narrowed,
        pager,
    })
}

fn verdict(chain: &KeptChain, words: &Words) -> String {
    let key = match chain.what.verdict.as_str() {
        "accepted" => "chains-verdict-accepted",
        "rejected" => "chains-verdict-rejected",
        _ => "layout-not-stated",
    };
    words.t(key).to_owned()
}

#[derive(Template)]
#[template(path = "chains/decision.html")]
struct ShowPage {
    layout: Layout,
    card: records::Card,
    lead: String,
    stand: StandView,
    facts: Vec<Fact>,
    notes: Vec<String>,
    chain: Option<ChainView>,
    steps: Vec<StepView>,
    sources: Vec<SourceLine>,
}

/// A step as it was decided on.
struct StepView {
    href: String,
    title: String,
    reference: String,
    version: String,
    since: String,
}

/// A decision's card.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let ctx = caller.ctx();
    // Marks are read again for it, like for every chain.
    let turn = crate::web::throttle::turn(&caller).await?;
    let shown = state
        .db
        .read(move |conn| {
            let _turn = turn;
            service::chains::show(conn, &ctx, &reference)
        })
        .await;
    let shown = match records::or_moved(&state, &caller, "chains", reference, shown).await? {
        Ok(shown) => shown,
        Err(moved) => return Ok(moved),
    };
    let words = caller.words();
    let Shown {
        stand,
        component,
        chain,
        sources,
    } = shown;
    let kept = &stand.decision;
    let named = component.as_ref().map_or_else(String::new, link_title);
    page(&ShowPage {
        layout: Layout::new(&caller, "/components"),
        card: records::Card {
            release: views::release_badge(kept.open_to(), words),
            ..records::Card::new(
                &state,
                &caller,
                kept.head(),
                words.say(&Say::new("chains-of-decided").with("component", named)),
            )
        },
        lead: verdict(kept, words),
        facts: facts(kept, component.as_ref(), words),
        notes: notes(kept, chain.is_some(), words),
        chain: chain.and_then(|chain| chain_views(&[chain], words).pop()),
        steps: kept.steps.iter().map(|step| step_view(step, words)).collect(),
        stand: stand_view(&stand, words),
        sources: SourceLine::all(sources),
    })
}

fn facts(kept: &KeptChain, component: Option<&Link>, words: &Words) -> Vec<Fact> {
    let label = |field: &str| views::field_label(Shelf::Chains, field, words);
    let facts = [
        Fact::link(&label("component"), component),
        Fact::plain(&label("verdict"), &verdict(kept, words)),
        Fact::plain(&label("reason"), &kept.what.reason),
    ];
    facts.into_iter().flatten().collect()
}

/// What its reader must know beside it.
fn notes(kept: &KeptChain, told: bool, words: &Words) -> Vec<String> {
    let mut notes = Vec::new();
    if kept.open_to() < kept.head.release {
        notes.push(words.t("chains-closed-with-steps").to_owned());
    }
    if !told {
        notes.push(words.t("chains-not-told").to_owned());
    }
    notes
}

fn step_view(step: &KeptStep, words: &Words) -> StepView {
    StepView {
        href: step.transfer.path(),
        title: link_title(&step.transfer),
        reference: step.transfer.r#ref.to_string(),
        version: words.say(&Say::new("chains-step-version").with("version", step.version)),
        since: since(step, words),
    }
}

/// What became of a step since it was decided on; empty for nothing.
fn since(step: &KeptStep, words: &Words) -> String {
    let Some(key) = step.since.key() else {
        return String::new();
    };
    let now = match step.since {
        Since::Changed(version) => version,
        _ => step.version,
    };
    let say = Say::new(key)
        .with("ref", step.transfer.r#ref)
        .with("then", step.version)
        .with("now", now);
    words.say(&say)
}

/// A decision beside the chain it is about.
pub(in crate::web) fn stand_view(stand: &Stand, words: &Words) -> StandView {
    let kept = &stand.decision;
    let day = stand.accepted_at.map_or_else(String::new, |at| {
        let day = Edtf::day(at.date_naive());
        day.map_or_else(|_say| String::new(), |day| views::date_in_words(&day, words))
    });
    let said = match (
        kept.head.state,
        stand.proposed_by.is_empty() || stand.accepted_by.is_empty(),
    ) {
        (Standing::Accepted, true) => words.say(&Say::new("chains-stands").with("when", day)),
        _ => decisions::said(
            kept.head.state,
            (&stand.proposed_by, &stand.accepted_by),
            stand.accepted_at,
            words,
        ),
    };
    let changed: Vec<String> = kept
        .steps
        .iter()
        .map(|step| since(step, words))
        .filter(|text| !text.is_empty())
        .collect();
    StandView {
        verdict: match kept.is_for() {
            true => "accepted",
            false => "rejected",
        },
        label: verdict(kept, words),
        said,
        counts: kept.counts(),
        days: String::new(),
        reason: kept.what.reason.clone(),
        outdated: changed.join(" "),
        href: kept.head.path(),
        reference: kept.head.r#ref.to_string(),
        state: views::state_badge(&kept.head, words),
    }
}

/// A decision about a chain that is not among those proposed: with its steps.
pub(in crate::web) struct Apart {
    /// The decision.
    pub(in crate::web) stand: StandView,
    /// Its steps, address and name.
    pub(in crate::web) steps: Vec<(String, String)>,
}

impl Apart {
    /// A decision with its steps.
    pub(in crate::web) fn new(stand: &Stand, words: &Words) -> Apart {
        let steps = stand.decision.steps.iter();
        Apart {
            steps: steps
                .map(|step| (step.transfer.path(), link_title(&step.transfer)))
                .collect(),
            stand: stand_view(stand, words),
        }
    }
}

/// A decision about a chain of a component. When it cannot be taken, the page of chains comes back and says why.
pub async fn decide(state: Data<State>, caller: Caller, path: Path, form: Form) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let (ctx, input) = (caller.ctx(), form.fields.clone());
    let decided = state
        .db
        .write(move |conn| service::chains::decide(conn, &ctx, &reference, &input))
        .await;
    let (failure, status) = match decided {
        Ok(head) => {
            let note = match head.state {
                Standing::Draft => "drafted",
                _ => "decided",
            };
            return Ok(see_other(&format!("/components/{reference}/chains?note={note}")));
        }
        Err(failure @ Error::Invalid(_)) => (failure, StatusCode::UNPROCESSABLE_ENTITY),
        Err(failure @ Error::Conflict(_)) => (failure, StatusCode::CONFLICT),
        Err(failure) => return Err(failure.into()),
    };
    super::refused(&state, &caller, reference, &form.fields, &failure, status).await
}
