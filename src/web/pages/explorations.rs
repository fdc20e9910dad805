//! Going from organization to organization, each asked for with whom it traded: a drawing that a script makes, with a table
//! beside it. The page itself holds words alone; what is drawn comes from the neighbourhoods that the API tells its caller.

use actix_web::{HttpResponse, web::Data};
use askama::Template;

use super::page;
use crate::{
    domain::{countries::Country, organizations::Organization, records::Link},
    error::Say,
    service,
    web::{
        State,
        actor::Caller,
        error::PageError,
        extract::Path,
        layout::{Crumb, Layout},
        views::{self, link_title},
    },
    words::Words,
};

/// Sentences that the script fills in, and what it fills into them.
const SENTENCES: &[(&str, &str, &[&str])] = &[
    ("added", "explore-added", &["name", "count"]),
    ("added-none", "explore-added-none", &["name"]),
    ("more-left", "explore-more-left", &["count"]),
    ("begun", "explore-begun", &["count"]),
    ("cut", "explore-cut", &["name"]),
    ("full", "explore-full", &["count"]),
    ("long", "explore-long", &[]),
    ("taken", "explore-taken", &["name"]),
    ("taken-with", "explore-taken-with", &["name", "count"]),
    ("hidden", "explore-hidden", &["name", "count"]),
    ("restored", "explore-restored", &["count"]),
    ("restarted", "explore-restarted", &["count"]),
    ("restore", "explore-restore", &["count"]),
    ("loading", "explore-loading", &[]),
    ("failed", "explore-failed", &[]),
    ("missing", "explore-missing", &["count"]),
    ("show", "explore-show", &[]),
    ("show-more", "explore-show-more", &[]),
    ("hide", "explore-hide", &[]),
    ("take", "explore-take", &[]),
    ("find", "explore-find", &[]),
    ("not-stated", "layout-not-stated", &[]),
    ("tie", "explore-tie", &["from", "to", "count"]),
    ("drawn", "explore-drawn", &["count", "ties"]),
];

#[derive(Template)]
#[template(path = "neighbourhoods/explore.html")]
struct ExplorePage {
    layout: Layout,
    title: String,
    crumbs: Vec<Crumb>,
    reference: String,
    needs_script: String,
    around_href: String,
    sentences: Vec<Sentence>,
    months: String,
    countries: Vec<(&'static str, String)>,
}

/// A sentence for the script, under the name by which it asks for it.
struct Sentence {
    name: &'static str,
    text: String,
}

/// The page from which a person goes exploring.
pub async fn show(state: Data<State>, caller: Caller, path: Path) -> Result<HttpResponse, PageError> {
    let reference = path.reference()?;
    let ctx = caller.ctx();
    let found = state
        .db
        .read(move |conn| service::records::show::<Organization>(conn, &ctx, &reference))
        .await?;
    let words = caller.words();
    let middle = Link::to(&found.head);
    let (path, name) = (middle.path(), link_title(&middle));
    let crumb = |href: String, label: &str| Crumb {
        href,
        label: label.to_owned(),
    };
    let around_href = format!("{path}/neighbourhood");
    page(&ExplorePage {
        layout: Layout::new(&caller, "/organizations"),
        title: words.say(&Say::new("explore-from").with("organization", &name)),
        crumbs: vec![
            crumb(path, &name),
            crumb(around_href.clone(), words.t("neighbourhoods-title")),
            crumb(String::new(), words.t("explore-title")),
        ],
        reference: middle.r#ref.to_string(),
        needs_script: words.say(&Say::new("explore-needs-script").with("organization", &name)),
        around_href,
        sentences: SENTENCES.iter().map(|one| sentence(*one, words)).collect(),
        months: months(words),
        countries: Country::all()
            .map(|one| (one.code(), views::country(one.code(), words)))
            .collect(),
    })
}

/// A sentence with names in braces where the script puts its own.
fn sentence((name, key, holes): (&'static str, &'static str, &[&'static str]), words: &Words) -> Sentence {
    let say = holes
        .iter()
        .fold(Say::new(key), |say, hole| say.with(hole, format!("{{{hole}}}")));
    Sentence {
        name,
        text: words.say(&say),
    }
}

/// The months as they stand in a day, January first.
fn months(words: &Words) -> String {
    let month = |number: u32| words.t(&format!("month-{number}-in-day")).to_owned();
    (1..=12).map(month).collect::<Vec<_>>().join(" ")
}
