//! Merging two records: choosing the other one, looking ahead, and doing it.

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use askama::Template;

use super::{page, page_with, see_other};
use crate::{
    domain::{
        access::Action,
        fields::Fields,
        records::{Head, Link, Shelf, State as Standing},
        refs::Ref,
    },
    error::{Error, Result, Say},
    service::{
        self,
        merges::{Preview, SHELVES, Wish},
    },
    web::{
        State,
        actor::Caller,
        error::{FieldProblem, PageError, field_errors},
        extract::{Form, Path, Query},
        layout::Layout,
        views::{self, Diff, Field, link_title},
    },
    words::Words,
};

/// Address of the page that merges this record into another, for those who may.
pub(super) fn href(caller: &Caller, head: &Head) -> Option<String> {
    let possible = SHELVES.contains(&head.shelf) && head.state == Standing::Accepted;
    (possible && caller.ctx.actor.may(Action::Review)).then(|| format!("{}/merge", head.path()))
}

#[derive(Template)]
#[template(path = "merges/show.html")]
struct MergePage {
    layout: Layout,
    title: String,
    back: String,
    action: String,
    errors: Vec<FieldProblem>,
    into: Field,
    ahead: Option<Ahead>,
    why: Field,
    opening: Field,
    opening_ticked: bool,
}

/// What the merge would do.
struct Ahead {
    from: String,
    from_href: String,
    from_reference: String,
    into: String,
    into_href: String,
    into_reference: String,
    version: i32,
    into_version: i32,
    moved: Vec<Moved>,
    changes: Vec<Diff>,
    opened: Vec<String>,
}

struct Moved {
    label: String,
    count: i64,
}

/// The page: without the other record a question for it, with it what would happen.
pub async fn show(
    state: Data<State>,
    caller: Caller,
    path: Path,
    Query(query): Query,
) -> Result<HttpResponse, PageError> {
    let (shelf, reference) = (path.shelf()?, path.reference()?);
    caller.ctx.actor.must(Action::Review)?;
    let (head, _) = super::records::current(&state, &caller, shelf, reference).await?;
    let into = query.get("into").to_owned();
    let ahead = match into.is_empty() {
        true => Ok(None),
        false => look_ahead(&state, &caller, shelf, reference, into).await.map(Some),
    };
    match ahead {
        Ok(ahead) => page(&view(&caller, &head, &query, ahead, None)),
        Err(failure @ Error::Invalid(_)) => page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &view(&caller, &head, &query, None, Some(&failure)),
        ),
        Err(failure) => Err(failure.into()),
    }
}

async fn look_ahead(state: &State, caller: &Caller, shelf: Shelf, reference: Ref, into: String) -> Result<Preview> {
    let ctx = caller.ctx();
    state
        .db
        .read(move |conn| service::merges::preview(conn, &ctx, shelf, &reference, &into))
        .await
}

/// The wish that a form or a body holds.
pub(in crate::web) fn wish(fields: &Fields) -> Wish {
    Wish {
        into: fields.get("into").to_owned(),
        why: fields.get("why").to_owned(),
        opening: matches!(fields.get("opening"), "yes" | "true"),
        version: fields.get("version").parse().ok(),
        into_version: fields.get("into_version").parse().ok(),
    }
}

/// Merges, and goes to the record that stays.
pub async fn merge(state: Data<State>, caller: Caller, path: Path, form: Form) -> Result<HttpResponse, PageError> {
    let (shelf, reference) = (path.shelf()?, path.reference()?);
    let (ctx, wish) = (caller.ctx(), wish(&form.fields));
    let merged = state
        .db
        .write(move |conn| service::merges::merge(conn, &ctx, shelf, &reference, &wish))
        .await;
    match merged {
        Ok(head) => Ok(see_other(&head.path())),
        Err(failure @ Error::Invalid(_)) => {
            let (head, _) = super::records::current(&state, &caller, shelf, reference).await?;
            let into = form.fields.get("into").to_owned();
            let ahead = look_ahead(&state, &caller, shelf, reference, into).await.ok();
            page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                &view(&caller, &head, &form.fields, ahead, Some(&failure)),
            )
        }
        Err(failure) => Err(failure.into()),
    }
}

fn view(caller: &Caller, head: &Head, values: &Fields, ahead: Option<Preview>, failure: Option<&Error>) -> MergePage {
    let words = caller.words();
    let errors = failure.map_or_else(Vec::new, |failure| field_errors(failure, words));
    let field = |name: &str, hint: &str| Field {
        name: name.to_owned(),
        label: words.label("merges", name).into_owned(),
        hint: words.get(hint).unwrap_or_default().to_owned(),
        value: values.get(name).to_owned(),
        error: errors
            .iter()
            .find(|problem| problem.field == name)
            .map(|problem| problem.message.clone()),
        required: true,
        options: Vec::new(),
        kind: "line",
        rows: Vec::new(),
    };
    MergePage {
        layout: Layout::new(caller, &format!("/{}", head.shelf.as_str())),
        title: words.say(&Say::new("merges-title").with("title", link_title(&Link::to(head)))),
        back: head.path(),
        action: format!("{}/merge", head.path()),
        into: field("into", "merges-into-hint"),
        why: field("why", "merges-why-hint"),
        opening: field("opening", "merges-opening-hint"),
        opening_ticked: values.get("opening") == "yes",
        ahead: ahead.map(|preview| ahead_view(preview, words)),
        errors,
    }
}

fn ahead_view(preview: Preview, words: &Words) -> Ahead {
    let Preview {
        from,
        into,
        changes,
        moved,
        opened,
    } = preview;
    Ahead {
        from: link_title(&Link::to(&from)),
        from_href: from.path(),
        from_reference: from.r#ref.to_string(),
        into: link_title(&Link::to(&into)),
        into_href: into.path(),
        into_reference: into.r#ref.to_string(),
        version: from.version,
        into_version: into.version,
        moved: moved
            .into_iter()
            .map(|(holder, count)| Moved {
                label: words
                    .label("merges-moved", &holder.as_str().replace('.', "-"))
                    .into_owned(),
                count,
            })
            .collect(),
        changes: views::diff(from.shelf, &changes, words),
        opened: opened
            .into_iter()
            .map(|field| views::field_label(from.shelf, field, words))
            .collect(),
    }
}
