//! Two organizations side by side, and what a reviewer says about them.

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use askama::Template;

use super::super::{organizations::roles, page, page_with, see_other};
use crate::{
    domain::{
        fields::Fields,
        organizations::NewOrganization,
        parties::candidates::{Candidate, Standing},
        records::{Link, Shelf},
    },
    error::Error,
    service::{
        self,
        parties::{Shown, Side, Verdict},
    },
    web::{
        State,
        actor::Caller,
        error::{FieldProblem, PageError, field_errors},
        extract::{Form, Path},
        layout::Layout,
        parties::{Reason, percent, reasons},
        urls,
        views::{self, Badge, Choice, Field, link_title},
    },
    words::Words,
};

#[derive(Template)]
#[template(path = "parties/show.html")]
struct ShowPage {
    layout: Layout,
    action: String,
    errors: Vec<FieldProblem>,
    score: String,
    reasons: Vec<Reason>,
    one_title: String,
    other_title: String,
    sides: [SideView; 2],
    rows: Vec<FieldRow>,
    said: Option<String>,
    why: Field,
    stays: Field,
    opening: Option<Field>,
    opening_ticked: bool,
    opened: Vec<String>,
    merge_hrefs: Vec<(String, String)>,
}

struct SideView {
    href: String,
    title: String,
    reference: String,
    release: Badge,
    state: Option<Badge>,
    sources: Vec<(String, String)>,
}

/// What both say in one field.
struct FieldRow {
    label: String,
    one: Vec<String>,
    other: Vec<String>,
    same: bool,
}

fn number(path: &Path) -> Result<i64, Error> {
    path.get("id").parse().map_err(|_too_long| Error::NotFound("parties"))
}

/// A pair side by side.
pub(super) async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let (id, ctx) = (number(&path)?, caller.ctx());
    let shown = state
        .db
        .read(move |conn| service::parties::show(conn, &ctx, id))
        .await?;
    page(&view(&caller, shown, &Fields::new(), None))
}

/// The verdict that a form or a body holds.
pub(in crate::web) fn verdict(fields: &Fields) -> Verdict {
    Verdict {
        decision: fields.get("decision").to_owned(),
        stays: fields.get("stays").to_owned(),
        why: fields.get("why").to_owned(),
        opening: matches!(fields.get("opening"), "yes" | "true"),
    }
}

/// What a reviewer says about a pair.
pub(super) async fn decide(
    state: Data<State>,
    caller: Caller,
    path: Path,
    form: Form,
) -> Result<HttpResponse, PageError> {
    let id = number(&path)?;
    let (ctx, said) = (caller.ctx(), verdict(&form.fields));
    let decided = state
        .db
        .write(move |conn| service::parties::decide(conn, &ctx, id, &said))
        .await;
    let failure = match decided {
        Ok(Some(_)) => return Ok(see_other("/review/parties?note=same")),
        Ok(None) => return Ok(see_other("/review/parties?note=different")),
        Err(failure @ Error::Invalid(_)) => failure,
        Err(failure) => return Err(failure.into()),
    };
    let ctx = caller.ctx();
    let shown = state
        .db
        .read(move |conn| service::parties::show(conn, &ctx, id))
        .await?;
    page_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &view(&caller, shown, &form.fields, Some(&failure)),
    )
}

fn view(caller: &Caller, shown: Shown, values: &Fields, failure: Option<&Error>) -> ShowPage {
    let words = caller.words();
    let Shown { candidate, one, other } = shown;
    let errors = failure.map_or_else(Vec::new, |failure| field_errors(failure, words));
    let field = |name: &str, hint: &str, options: Vec<Choice>| Field {
        name: name.to_owned(),
        label: words.label("parties", name).into_owned(),
        hint: words.get(hint).unwrap_or_default().to_owned(),
        value: values.get(name).to_owned(),
        error: errors
            .iter()
            .find(|problem| problem.field == name)
            .map(|problem| problem.message.clone()),
        required: true,
        options,
        kind: "line",
        rows: Vec::new(),
    };
    let opened: Vec<String> = one
        .opened
        .iter()
        .chain(&other.opened)
        .map(|field| views::field_label(Shelf::Organizations, field, words))
        .collect();
    let stays = stays(&one, &other, values.get("stays"));
    ShowPage {
        layout: Layout::new(caller, "/review"),
        action: format!("/review/parties/{}", candidate.id),
        score: percent(candidate.score),
        reasons: reasons(&candidate.reasons, words),
        said: decided(&candidate, words),
        stays: field("stays", "parties-stays-hint", stays),
        why: field("why", "parties-why-hint", Vec::new()),
        opening: (!opened.is_empty()).then(|| field("opening", "parties-opening-hint", Vec::new())),
        opening_ticked: values.get("opening") == "yes",
        merge_hrefs: vec![ahead(&other, &one), ahead(&one, &other)],
        rows: rows(&one, &other, words),
        one_title: title(&one),
        other_title: title(&other),
        sides: [side(&one, words), side(&other, words)],
        opened,
        errors,
    }
}

fn title(side: &Side) -> String {
    link_title(&Link::to(&side.organization.head))
}

/// What was said about a pair that is decided.
fn decided(candidate: &Candidate, words: &Words) -> Option<String> {
    let state = match candidate.standing {
        Standing::Open => return None,
        standing => words.label("parties-state", standing.as_str()),
    };
    Some(format!("{state}. {}", candidate.why))
}

/// The page that looks ahead at a merge, and the organization that would stay.
fn ahead(from: &Side, into: &Side) -> (String, String) {
    let (head, reference) = (&from.organization.head, into.organization.head.r#ref.to_string());
    let href = urls::with_query(&format!("{}/merge", head.path()), &[("into", &reference)]);
    (href, title(into))
}

/// The two to choose from. The one that more transfers name stays, unless somebody says otherwise.
fn stays(one: &Side, other: &Side, chosen: &str) -> Vec<Choice> {
    let count = |side: &Side| side.transfers.0 + side.transfers.1;
    let first = [one, other].map(|side| side.organization.head.r#ref.to_string());
    let [one_reference, other_reference] = &first;
    let chosen = match chosen {
        "" if count(other) > count(one) => other_reference,
        "" => one_reference,
        given => given,
    };
    let option = |side: &Side, reference: &str| Choice {
        label: format!("{} ({reference})", title(side)),
        selected: reference == chosen,
        value: reference.to_owned(),
    };
    vec![option(one, one_reference), option(other, other_reference)]
}

fn side(side: &Side, words: &Words) -> SideView {
    let head = &side.organization.head;
    SideView {
        href: head.path(),
        title: title(side),
        reference: head.r#ref.to_string(),
        release: views::release_badge(head.release, words),
        state: views::state_badge(head, words),
        sources: side
            .citations
            .iter()
            .map(|citation| (citation.source.path(), link_title(&citation.source)))
            .collect(),
    }
}

fn rows(one: &Side, other: &Side, words: &Words) -> Vec<FieldRow> {
    let label = |field: &str| views::field_label(Shelf::Organizations, field, words);
    let lines = |side: &Side| -> Vec<(String, Vec<String>)> {
        let NewOrganization {
            name,
            names,
            roles: role_words,
            hq_country,
            incorporation_country,
            identifiers,
            prefixes: _,
            marks,
            succession: _,
            note,
        } = &side.organization.what;
        let list = |text: String| if text.is_empty() { Vec::new() } else { vec![text] };
        let (out, into) = side.transfers;
        vec![
            (label("name"), list(name.clone())),
            (label("names"), names.iter().map(|one| one.name.clone()).collect()),
            (label("hq_country"), list(views::country(hq_country, words))),
            (
                label("incorporation_country"),
                list(views::country(incorporation_country, words)),
            ),
            (label("identifiers"), identifiers.iter().map(|one| one.line()).collect()),
            (label("roles"), list(roles(role_words, words))),
            (label("marks"), marks.clone()),
            (label("note"), list(note.clone())),
            (words.t("parties-handed-over").to_owned(), vec![out.to_string()]),
            (words.t("parties-received").to_owned(), vec![into.to_string()]),
        ]
    };
    lines(one)
        .into_iter()
        .zip(lines(other))
        .filter(|((_, one), (_, other))| !one.is_empty() || !other.is_empty())
        .map(|((label, one), (_, other))| FieldRow {
            same: one == other,
            label,
            one,
            other,
        })
        .collect()
}
