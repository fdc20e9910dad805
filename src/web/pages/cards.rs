//! The top of a record's page.

use super::records::may_write;
use crate::{
    domain::records::Head,
    error::Say,
    service,
    web::{
        State,
        actor::Caller,
        views::{self, Badge},
    },
};

/// The top of a record's page: what it is called, who may see it, what can be done with it.
pub struct Card {
    /// The reference.
    pub r#ref: String,
    /// The shelf, in words.
    pub shelf: String,
    /// The name.
    pub title: String,
    /// The release level.
    pub release: Badge,
    /// The state, unless the record is simply in the catalogue.
    pub state: Option<Badge>,
    /// Address of the form, for those who may write.
    pub edit_href: Option<String>,
    /// Where handing it in is posted to, for the author of a draft.
    pub submit_href: Option<String>,
    /// Address of the history.
    pub history_href: String,
    /// The permanent citation.
    pub citation: Citation,
}

/// How to cite a record.
pub struct Citation {
    /// Title.
    pub title: String,
    /// Reference.
    pub r#ref: String,
    /// `version 3, 18 Aug 2024`.
    pub version: String,
    /// The whole address.
    pub address: String,
}

impl Card {
    /// The card of a record.
    pub fn new(state: &State, caller: &Caller, head: &Head, title: String) -> Card {
        let words = caller.words();
        let day = crate::domain::dates::Edtf::day(head.updated_at.date_naive());
        let day = day.map_or_else(|_say| String::new(), |day| views::date_in_words(&day, words));
        let version = Say::new("citation-version")
            .with("version", head.version)
            .with("date", day);
        let title = match title.is_empty() {
            true => words.t("title-withheld").to_owned(),
            false => title,
        };
        Card {
            r#ref: head.r#ref.to_string(),
            shelf: words.label("shelf-one", head.shelf.as_str()).into_owned(),
            release: views::release_badge(head.release, words),
            state: views::state_badge(head, words),
            edit_href: may_write(caller).then(|| format!("{}/edit", head.path())),
            submit_href: service::submissions::may_submit(&caller.ctx, head).then(|| format!("{}/submit", head.path())),
            history_href: format!("{}/history", head.path()),
            citation: Citation {
                // The citation sets its own full stop.
                title: title.trim_end_matches('.').to_owned(),
                r#ref: head.r#ref.to_string(),
                version: words.say(&version),
                address: format!("{}{}", state.site, head.path()),
            },
            title,
        }
    }
}
