//! The frame of every page: navigation, language, account. Built in one place, a field of every page.

use super::{actor::Caller, assets, urls};
use crate::{
    domain::access::Action,
    words::{Lang, Words},
};

/// What `layout.html` needs.
pub struct Layout {
    /// BCP 47 tag of the page.
    pub lang: &'static str,
    words: &'static Words,
    /// The shelves.
    pub nav: Vec<Item>,
    /// The signed-in person.
    pub account: Option<Account>,
    /// What signed-in people work with.
    pub work: Vec<Item>,
    /// The secret of this session's forms; empty without a session.
    pub csrf: String,
    /// Path and query of the page, to come back to.
    pub path: String,
    /// What stands in the search field.
    pub query: String,
    /// A sentence about what was just done.
    pub notice: Option<String>,
    /// Address of the style sheet.
    pub css: String,
    /// The languages.
    pub languages: Vec<Language>,
}

/// A link of the navigation.
pub struct Item {
    /// Address.
    pub href: &'static str,
    /// Words.
    pub label: &'static str,
    /// Whether the page belongs to it.
    pub current: bool,
}

/// The signed-in person.
pub struct Account {
    /// Name.
    pub name: String,
    /// Role, in words.
    pub role: String,
    /// Address of the account page.
    pub href: &'static str,
    /// Where signing out is posted to.
    pub sign_out_href: &'static str,
}

/// A language to choose.
pub struct Language {
    /// Tag.
    pub code: &'static str,
    /// Its own name.
    pub label: &'static str,
    /// The link that chooses it.
    pub href: String,
    /// Whether it is in use.
    pub current: bool,
}

/// A step of the way to a page, above its title; the last has no address.
pub struct Crumb {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub label: String,
}

const NAV: [(&str, &str); 9] = [
    ("/units", "layout-nav-units"),
    ("/components", "layout-nav-components"),
    ("/parts", "layout-nav-parts"),
    ("/organizations", "layout-nav-organizations"),
    ("/transfers", "layout-nav-transfers"),
    ("/weapons", "layout-nav-weapons"),
    ("/incidents", "layout-nav-incidents"),
    ("/claims", "layout-nav-claims"),
    ("/sources", "layout-nav-sources"),
];

impl Layout {
    /// The frame for this caller; `place` is the address of the shelf the page belongs to.
    pub fn new(caller: &Caller, place: &str) -> Layout {
        let words = caller.words();
        let item = |(href, key): (&'static str, &'static str)| Item {
            href,
            label: words.t(key),
            current: href == place,
        };
        let mut work = Vec::new();
        let actor = &caller.ctx.actor;
        let mut offer = |action: Action, href, key| {
            if actor.may(action) {
                work.push(item((href, key)));
            }
        };
        offer(Action::Write, "/findings/new", "layout-work-new");
        offer(Action::Write, "/drafts", "layout-work-drafts");
        offer(Action::Review, "/review", "layout-work-review");
        offer(Action::Import, "/imports", "layout-work-import");
        offer(Action::Administer, "/admin", "layout-work-admin");
        Layout {
            lang: caller.lang.code(),
            words,
            nav: NAV.map(item).into(),
            account: actor.role.map(|role| Account {
                name: caller.name.clone(),
                role: words.label("role", role.as_str()).into_owned(),
                href: "/account",
                sign_out_href: "/sign-out",
            }),
            work,
            csrf: caller.csrf.clone().unwrap_or_default(),
            path: caller.path.clone(),
            query: String::new(),
            notice: None,
            css: assets::url("css/sherd.css"),
            languages: Lang::ALL
                .into_iter()
                .map(|lang| Language {
                    code: lang.code(),
                    label: lang.name(),
                    href: urls::language(lang, &caller.path),
                    current: lang == caller.lang,
                })
                .collect(),
        }
    }

    /// The frame with this text in the search field.
    #[must_use]
    pub fn searching(mut self, query: &str) -> Layout {
        query.clone_into(&mut self.query);
        self
    }

    /// The frame with a sentence about what was just done.
    #[must_use]
    pub fn noting(mut self, notice: Option<String>) -> Layout {
        self.notice = notice;
        self
    }

    /// A message without arguments.
    pub fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.t(key)
    }

    /// The label of a word of a closed list.
    pub fn label(&self, list: &str, word: &str) -> String {
        self.words.label(list, word).into_owned()
    }

    /// Address of a script.
    pub fn js(&self, name: &str) -> String {
        assets::url(&format!("js/{name}"))
    }

    /// Address of any other file.
    pub fn asset(&self, name: &str) -> String {
        assets::url(name)
    }
}
