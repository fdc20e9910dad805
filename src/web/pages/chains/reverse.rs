//! The way back: from a party or a transfer to the components that could have come through it.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::called;
use crate::{
    domain::records::Shelf,
    error::Say,
    service::chains::{Carried, Through},
    web::{
        State,
        actor::Caller,
        chains,
        error::PageError,
        extract::Path,
        layout::{Crumb, Layout},
        pages::{page, records},
        views::link_title,
    },
    words::Words,
};

#[derive(Template)]
#[template(path = "chains/through.html")]
struct ThroughPage {
    layout: Layout,
    title: String,
    crumbs: Vec<Crumb>,
    json_href: String,
    rows: Vec<CarriedView>,
    cut_short: bool,
}

pub(super) struct CarriedView {
    pub(super) href: String,
    pub(super) chains_href: String,
    pub(super) name: String,
    pub(super) unit: Option<(String, String)>,
    pub(super) matched: String,
    pub(super) reason: String,
    pub(super) records: Vec<(String, String)>,
}

/// The components that could have come through the hands of an organization.
pub async fn organization(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    through(&state, &caller, Shelf::Organizations, &path).await
}

/// The components that could have come through a transfer.
pub async fn transfer(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    through(&state, &caller, Shelf::Transfers, &path).await
}

async fn through(state: &State, caller: &Caller, shelf: Shelf, path: &Path) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let through = chains::through(state, caller, shelf, reference).await;
    let Through {
        by,
        components,
        cut_short,
    } = match records::or_moved(state, caller, shelf.as_str(), reference, through).await? {
        Ok(through) => through,
        Err(moved) => return Ok(moved),
    };
    let words = caller.words();
    let by_name = link_title(&by);
    let say = Say::new("chains-through-title").with("by", &by_name);
    let rows = components.iter().map(|one| carried(one, words));
    page(&ThroughPage {
        title: words.say(&say),
        json_href: format!("/api/v1{}/components", by.path()),
        crumbs: vec![
            Crumb {
                href: by.path(),
                label: by_name,
            },
            Crumb {
                href: String::new(),
                label: words.t("chains-through-here").to_owned(),
            },
        ],
        rows: rows.collect(),
        layout: Layout::new(caller, "/components"),
        cut_short,
    })
}

pub(super) fn carried(one: &Carried, words: &Words) -> CarriedView {
    CarriedView {
        href: one.component.path(),
        chains_href: format!("{}/chains", one.component.path()),
        name: called(&one.component),
        unit: one.unit.as_ref().map(|unit| (unit.path(), link_title(unit))),
        matched: words.t(one.matched.key()).to_owned(),
        reason: match one.count {
            0 => String::new(),
            _ => chains::reason(one, words),
        },
        records: one
            .transfers
            .iter()
            .map(|link| (link.path(), link_title(link)))
            .collect(),
    }
}
