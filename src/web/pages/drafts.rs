//! One's own records that are not in the catalogue, unit by unit.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::page;
use crate::{
    error::Say,
    service::{
        self,
        findings::{Group, Own},
    },
    web::{
        State,
        actor::Caller,
        error::PageError,
        layout::Layout,
        views::{self, Badge, link_title},
    },
    words::Words,
};

#[derive(Template)]
#[template(path = "findings/drafts.html")]
struct DraftsPage {
    layout: Layout,
    imports: Vec<ImportView>,
    groups: Vec<GroupView>,
}

/// An import whose records wait for their author.
struct ImportView {
    href: String,
    name: String,
    waiting: String,
}

struct GroupView {
    title: String,
    work_href: Option<String>,
    /// Why everything here was sent back, where that is one reason.
    reason: String,
    /// Whether some records have a reason of their own.
    reasons: bool,
    records: Vec<OwnView>,
}

struct OwnView {
    href: String,
    title: String,
    shelf: String,
    state: Option<Badge>,
    updated: String,
    reason: String,
}

/// Everything of one's own that is not in the catalogue.
pub async fn show(state: Data<State>, caller: Caller) -> Result<HttpResponse, PageError> {
    let ctx = caller.ctx();
    let (groups, imports) = state
        .db
        .read(move |conn| {
            Ok((
                service::findings::drafts(conn, &ctx)?,
                service::findings::imports(conn, &ctx)?,
            ))
        })
        .await?;
    let words = caller.words();
    page(&DraftsPage {
        layout: Layout::new(&caller, "/drafts"),
        imports: imports
            .into_iter()
            .map(|(import, count)| ImportView {
                href: super::imports::href(import.r#ref),
                name: import.file_name,
                waiting: words.say(&Say::new("findings-import-waiting").with("count", count)),
            })
            .collect(),
        groups: groups.into_iter().map(|group| group_view(group, words)).collect(),
    })
}

fn group_view(group: Group, words: &Words) -> GroupView {
    let Group { unit, records } = group;
    let reasons = service::findings::reasons(&records);
    let shared = match reasons.as_slice() {
        [one] => one.clone(),
        _ => String::new(),
    };
    let own = |own: Own| {
        let Own { head, reason } = own;
        OwnView {
            href: head.path(),
            title: match head.title.is_empty() {
                true => head.r#ref.to_string(),
                false => head.title.clone(),
            },
            shelf: words.label("shelf-one", head.shelf.as_str()).into_owned(),
            state: views::state_badge(&head, words),
            updated: views::moment(head.updated_at, words),
            reason: match reason == shared {
                true => String::new(),
                false => reason,
            },
        }
    };
    GroupView {
        title: unit
            .as_ref()
            .map_or_else(|| words.t("findings-no-unit").to_owned(), link_title),
        work_href: unit.map(|unit| super::findings::desk_of(&unit.path())),
        records: records.into_iter().map(own).collect(),
        reasons: reasons.len() > 1,
        reason: shared.clone(),
    }
}
