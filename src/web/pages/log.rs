//! The log of everything that was done, newest first, for administrators.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::page;
use crate::{
    domain::{audit::Entry, records::Shelf},
    error::{Error, Say},
    service,
    web::{State, actor::Caller, error::PageError, extract::Query, layout::Layout, urls, views},
    words::Words,
};

/// Acts on a page.
const ROWS: usize = 100;

#[derive(Template)]
#[template(path = "admin/log.html")]
struct LogPage {
    layout: Layout,
    acts: Vec<Act>,
    pager: views::Pager,
}

struct Act {
    number: i64,
    what: String,
    at: String,
    at_iso: String,
    who: String,
    subject: String,
    href: Option<String>,
    why: String,
    hash: String,
}

/// A page of the log.
pub async fn show(state: Data<State>, caller: Caller, Query(query): Query) -> Result<HttpResponse, PageError> {
    let before = match query.get("before") {
        "" => None,
        text => Some(
            text.parse()
                .map_err(|_no_number| Error::invalid("before", Say::new("cursor-unknown")))?,
        ),
    };
    let wanted = i64::try_from(ROWS + 1).map_err(Error::internal)?;
    let ctx = caller.ctx();
    let mut entries = state
        .db
        .read(move |conn| service::audit::log(conn, &ctx, before, wanted))
        .await?;
    let more = entries.len() > ROWS;
    entries.truncate(ROWS);
    let next = entries.last().filter(|_| more).map(|entry| entry.id.to_string());
    let words = caller.words();
    let acts: Vec<Act> = entries.into_iter().map(|entry| act(entry, words)).collect();
    page(&LogPage {
        layout: Layout::new(&caller, "/admin"),
        pager: views::Pager {
            summary: words.say(&Say::new("log-shown").with("count", acts.len())),
            previous: before.map(|_| "/admin/log".to_owned()),
            next: next.map(|next| urls::with_query("/admin/log", &[("before", &next)])),
            csv: None,
            geojson: None,
            json: None,
        },
        acts,
    })
}

fn act(entry: Entry, words: &Words) -> Act {
    let Entry { id, hash, what, .. } = entry;
    let record = Shelf::parse(&what.shelf).filter(|_| what.subject_id.is_some());
    Act {
        number: id,
        what: words.label("act", &what.action).into_owned(),
        at: views::moment(what.at, words),
        at_iso: what.at.to_rfc3339(),
        who: what.actor,
        href: record.map(|shelf| format!("/{}/{}/history", shelf.as_str(), what.subject)),
        subject: match record {
            Some(shelf) => format!("{} {}", words.label("shelf-one", shelf.as_str()), what.subject),
            None => what.subject,
        },
        why: what.reason,
        hash: hash.chars().take(12).collect(),
    }
}
