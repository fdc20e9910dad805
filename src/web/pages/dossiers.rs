//! The page of a submission or a proposal: what is to be decided on, and the form that decides.

use askama::Template;

use super::batches::BatchView;
use super::evidence::{facts, levels, plate};
use crate::{
    domain::{
        access::Action,
        dates::Edtf,
        fields::Fields,
        records::Shelf,
        release::Release,
        review::{Clash, Standing},
        rules::span::Span,
    },
    error::{Error, Say},
    service::{
        batches,
        dossiers::{self, Part},
        markings::Sighted,
        proposals,
        records::Told,
        review::{Beside, Shown, Slot},
    },
    web::{
        actor::Caller,
        axis::{Axis, Bar},
        error::{FieldProblem, field_errors, sentence},
        layout::Layout,
        marks,
        plates::Plate,
        transcripts::{self, Run},
        urls,
        views::{self, Badge, Choice, Diff, Fact, Field, link_title},
    },
    words::Words,
};

/// The page.
#[derive(Template)]
#[template(path = "review/show.html")]
pub(super) struct DossierPage {
    layout: Layout,
    title: String,
    kind: String,
    r#ref: String,
    badge: Badge,
    filed: String,
    note: String,
    verdict: Option<String>,
    reason_given: String,
    yours: bool,
    may_decide: bool,
    may_take_back: bool,
    action: String,
    late: String,
    errors: Vec<FieldProblem>,
    parts: Vec<PartView>,
    batch: Option<BatchView>,
    change: Option<ChangeView>,
    release: Option<Field>,
    reason: Field,
    previous: Option<String>,
    next: Option<String>,
}

/// A record that was handed in.
struct PartView {
    anchor: String,
    shelf: String,
    title: String,
    href: String,
    release: Badge,
    state: Badge,
    plate: Option<Plate>,
    bar: Option<(Bar, Vec<String>)>,
    lines: Vec<Vec<Run>>,
    facts: Vec<Fact>,
    since_return: Vec<Diff>,
    since_seen: Vec<Diff>,
    more_open: Option<String>,
    version: Field,
    decision: Field,
    own_release: Field,
    levels: Vec<Field>,
}

/// A proposed change.
struct ChangeView {
    title: String,
    href: String,
    version: Field,
    proposed: Vec<Diff>,
    meanwhile: Vec<Diff>,
    clashes: Vec<ClashView>,
    base: String,
}

struct ClashView {
    label: String,
    base: String,
    now: String,
    proposed: String,
}

/// A decision that was refused: what was sent, and why.
pub(super) struct Late {
    pub(super) fields: Fields,
    pub(super) failure: Error,
}

/// A page for what the service found.
pub(super) fn dossier(
    caller: &Caller,
    shown: Shown,
    beside: &Beside,
    note: Option<String>,
    late: Option<&Late>,
) -> DossierPage {
    let words = caller.words();
    let none = Fields::new();
    let given = late.map_or(&none, |late| &late.fields);
    let mut batch = None;
    let (slot, title, parts, change) = match shown {
        Shown::Batch(shown) => {
            let batches::Shown { slot, title, .. } = &shown;
            let (slot, title) = (slot.clone(), title.clone());
            batch = Some(BatchView::new(shown, words));
            (slot, title, Vec::new(), None)
        }
        Shown::Submission(dossiers::Shown { slot, title, parts }) => {
            let waits = slot.standing == Standing::Waiting;
            let parts = parts
                .into_iter()
                .map(|part| part_view(part, given, waits, words))
                .collect();
            (slot, title, parts, None)
        }
        Shown::Proposal(shown) => {
            let change = change_view(&shown, words);
            (shown.slot, change.title.clone(), Vec::new(), Some(change))
        }
    };
    let waiting = slot.standing == Standing::Waiting;
    let kind = if change.is_some() {
        "review-kind-proposal"
    } else {
        "review-kind-submission"
    };
    let errors = late.map_or_else(Vec::new, |late| field_errors(&late.failure, words));
    DossierPage {
        title,
        kind: words.t(kind).to_owned(),
        r#ref: slot.r#ref.to_string(),
        badge: standing(&slot, words),
        filed: filed(&slot, words),
        verdict: verdict(&slot, words),
        may_decide: waiting && !slot.yours && caller.ctx.actor.may(Action::Review),
        may_take_back: waiting && slot.yours,
        yours: slot.yours && caller.ctx.actor.may(Action::Review),
        action: super::review::href(slot.r#ref),
        late: late.map_or_else(String::new, |late| sentence(&late.failure, words)),
        release: (!parts.is_empty() || batch.is_some()).then(|| release_for_all(given, words)),
        reason: reason(given, &errors, words),
        errors,
        parts,
        batch,
        change,
        previous: beside.previous.map(super::review::href),
        next: beside.next.map(super::review::href),
        layout: Layout::new(caller, "/review").noting(note),
        note: slot.note,
        reason_given: slot.reason,
    }
}

fn standing(slot: &Slot, words: &Words) -> Badge {
    let word = slot.standing.as_str();
    Badge {
        word,
        label: words.label("layout-state", word).into_owned(),
    }
}

fn filed(slot: &Slot, words: &Words) -> String {
    let say = Say::new("review-filed")
        .with("who", &slot.author)
        .with("when", views::moment(slot.at, words));
    words.say(&say)
}

/// Who decided, when and how.
fn verdict(slot: &Slot, words: &Words) -> Option<String> {
    let key = match slot.standing {
        Standing::Waiting => return None,
        Standing::Accepted => "review-verdict-accepted",
        Standing::Returned => "review-verdict-returned",
        Standing::TakenBack => "review-verdict-taken-back",
    };
    let when = slot.decided_at.map_or_else(String::new, |at| views::moment(at, words));
    Some(words.say(&Say::new(key).with("who", &slot.decided_by).with("when", when)))
}

fn plain(name: String, label: &str, value: &str) -> Field {
    Field {
        name,
        label: label.to_owned(),
        hint: String::new(),
        value: value.to_owned(),
        error: None,
        required: false,
        options: Vec::new(),
        kind: "line",
        rows: Vec::new(),
    }
}

fn reason(given: &Fields, errors: &[FieldProblem], words: &Words) -> Field {
    let error = errors.iter().find(|error| error.field == "reason");
    Field {
        hint: words.t("review-reason-hint").to_owned(),
        error: error.map(|error| error.message.clone()),
        kind: "prose",
        ..plain("reason".to_owned(), words.t("review-reason"), given.get("reason"))
    }
}

/// The select that may also say nothing.
fn release_or_none(name: String, label: &str, nothing: &str, given: &Fields, words: &Words) -> Field {
    let chosen = Release::parse(given.get(&name));
    let mut field = views::release_field(&name, label, chosen, Release::Public, words);
    let none = Choice {
        value: String::new(),
        label: nothing.to_owned(),
        selected: chosen.is_none(),
    };
    field.options.insert(0, none);
    field.required = false;
    field
}

fn release_for_all(given: &Fields, words: &Words) -> Field {
    let nothing = words.t("review-release-as-filed");
    release_or_none(
        "release".to_owned(),
        words.t("review-release-all"),
        nothing,
        given,
        words,
    )
}

fn decision(name: String, given: &Fields, words: &Words) -> Field {
    let chosen = given.get(&name).to_owned();
    let options = [
        ("", "review-decision-whole"),
        ("accept", "review-decision-accept"),
        ("return", "review-decision-return"),
    ];
    Field {
        options: options
            .into_iter()
            .map(|(value, key)| Choice {
                value: value.to_owned(),
                label: words.t(key).to_owned(),
                selected: chosen == value,
            })
            .collect(),
        kind: "one",
        ..plain(name, words.t("review-decision"), "")
    }
}

fn part_view(part: Part, given: &Fields, waits: bool, words: &Words) -> PartView {
    let Part {
        told,
        since_return,
        since_seen,
        more_open_than,
        mark,
    } = part;
    let head = &told.head;
    let shelf = head.shelf;
    let named = |what: &str| format!("{what}:{}", head.r#ref);
    let title = match head.title.is_empty() {
        true => head.r#ref.to_string(),
        false => head.title.clone(),
    };
    let as_whole = words.t("review-release-as-all");
    let state = head.state.as_str();
    PartView {
        anchor: head.r#ref.to_string(),
        shelf: words.label("shelf-one", shelf.as_str()).into_owned(),
        href: head.path(),
        release: views::release_badge(head.release, words),
        state: Badge {
            word: state,
            label: words.label("layout-state", state).into_owned(),
        },
        plate: match &mark {
            Some(Sighted {
                marking,
                photo: Some(photo),
            }) => marks::close_up(marking, photo, words),
            _ => plate(shelf, &told, &title),
        },
        bar: bar(shelf, &told, words),
        // A decision was made for what its mark says now, or says that it was not.
        lines: match (&mark, told.fields.get("transcription")) {
            (Some(mark), _) => transcripts::lines(&mark.marking.what.transcription, words),
            (None, "") => Vec::new(),
            (None, raw) => transcripts::lines(raw, words),
        },
        facts: facts(shelf, &told, words),
        since_return: views::diff(shelf, &since_return, words),
        since_seen: views::diff(shelf, &since_seen, words),
        more_open: more_open_than.map(|owner| {
            let say = Say::new("review-more-open").with("title", link_title(&owner));
            words.say(&say)
        }),
        version: plain(named("version"), "", &head.version.to_string()),
        decision: decision(named("decision"), given, words),
        own_release: release_or_none(named("release"), words.t("field-release"), as_whole, given, words),
        levels: if waits {
            levels(shelf, &told, given, words)
        } else {
            Vec::new()
        },
        title,
    }
}

/// The days that a decision about a reading names, on an axis.
fn bar(shelf: Shelf, told: &Told, words: &Words) -> Option<(Bar, Vec<String>)> {
    let date = Edtf::parse(told.fields.get("date"))
        .ok()
        .filter(|_| shelf == Shelf::Readings)?;
    let span = Span {
        first: date.earliest()?,
        last: date.latest()?,
    };
    let axis = Axis::of(std::iter::once(span), None);
    Some((axis.bar(span, &views::date_in_words(&date, words)), axis.ends()))
}

fn change_view(shown: &proposals::Shown, words: &Words) -> ChangeView {
    let head = &shown.head;
    let clash = |clash: &Clash| ClashView {
        label: views::field_label(head.shelf, &clash.field, words),
        base: clash.base.clone(),
        now: clash.now.clone(),
        proposed: clash.proposed.clone(),
    };
    let version = format!("version:{}", head.r#ref);
    ChangeView {
        title: match head.title.is_empty() {
            true => head.r#ref.to_string(),
            false => head.title.clone(),
        },
        href: urls::record(head.shelf, head.r#ref),
        version: plain(version, "", &head.version.to_string()),
        proposed: views::diff(head.shelf, &shown.merge.proposed, words),
        meanwhile: views::diff(head.shelf, &shown.merge.meanwhile, words),
        clashes: shown.merge.clashes.iter().map(clash).collect(),
        base: words.say(&Say::new("review-base").with("version", shown.base_version)),
    }
}
