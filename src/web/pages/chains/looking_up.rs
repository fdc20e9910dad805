//! Looking up a lot or a serial number.

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use askama::Template;

use super::reverse::{CarriedView, carried};
use crate::{
    error::Error,
    service::{self, chains::LookedUp},
    web::{
        State,
        actor::Caller,
        error::{FieldProblem, PageError, field_errors},
        extract::Query,
        layout::Layout,
        pages::page_with,
        throttle, urls,
        views::{Field, link_title},
    },
};

#[derive(Template)]
#[template(path = "chains/look-up.html")]
struct LookUpPage {
    layout: Layout,
    lot: Field,
    serial: Field,
    errors: Vec<FieldProblem>,
    asked: bool,
    json_href: String,
    carrying: Vec<CarriedView>,
    transfers: Vec<(String, String)>,
    through: Vec<CarriedView>,
    cut_short: bool,
}

/// What a lot or a serial number leads to.
pub async fn show(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let (lot, serial) = (query.get("lot").to_owned(), query.get("serial").to_owned());
    let asked = !lot.trim().is_empty() || !serial.trim().is_empty();
    let turn = throttle::turn(&caller).await?;
    let (ctx, given) = (caller.ctx(), (lot.clone(), serial.clone()));
    let found = state
        .db
        .read(move |conn| {
            let _turn = turn;
            service::chains::look_up(conn, &ctx, &given.0, &given.1)
        })
        .await;
    let words = caller.words();
    let (found, errors, status) = match found {
        Ok(found) => (found, Vec::new(), StatusCode::OK),
        Err(failure @ Error::Invalid(_)) => (
            LookedUp::default(),
            field_errors(&failure, words),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        Err(failure) => return Err(failure.into()),
    };
    let field = |name: &str, label: &str, value: &str| Field {
        name: name.to_owned(),
        label: words.t(label).to_owned(),
        hint: String::new(),
        value: value.to_owned(),
        error: errors
            .iter()
            .find(|problem| problem.field == name)
            .map(|problem| problem.message.clone()),
        required: false,
        options: Vec::new(),
        kind: "line",
        rows: Vec::new(),
    };
    page_with(
        status,
        &LookUpPage {
            lot: field("lot", "chains-look-up-lot", &lot),
            serial: field("serial", "chains-look-up-serial", &serial),
            asked: asked && errors.is_empty(),
            json_href: urls::with_query("/api/v1/chains/look-up", &[("lot", &lot), ("serial", &serial)]),
            carrying: found.carrying.iter().map(|one| carried(one, words)).collect(),
            transfers: found
                .transfers
                .iter()
                .map(|link| (link.path(), link_title(link)))
                .collect(),
            through: found.through.iter().map(|one| carried(one, words)).collect(),
            cut_short: found.cut_short,
            layout: Layout::new(&caller, "/components"),
            errors,
        },
    )
}
