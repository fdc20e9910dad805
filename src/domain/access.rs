//! Who is asking, and what they may do. The only place that compares roles.

use crate::error::{Error, Result};

/// What a person is for the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Searches and screens; sees what is released to officers.
    Officer,
    /// Documents findings; sees partner material and everything of their own.
    Investigator,
    /// Accepts or sends back; sees sealed material and what was submitted.
    Reviewer,
    /// Runs the installation; sees everything.
    Admin,
}

impl Role {
    /// All roles, for forms and tests.
    pub const ALL: [Role; 4] = [Role::Investigator, Role::Reviewer, Role::Officer, Role::Admin];

    /// The word in the database, the API and the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Officer => "officer",
            Role::Investigator => "investigator",
            Role::Reviewer => "reviewer",
            Role::Admin => "admin",
        }
    }

    /// The role a word names.
    pub fn parse(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

/// The acts that need a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Create and change records, upload photographs.
    Write,
    /// Accept, send back, set release levels, merge, revert.
    Review,
    /// Import tables.
    Import,
    /// Read beyond what is public, for example review states and histories with names.
    ReadInside,
    /// Open sealed originals.
    OpenOriginal,
    /// Manage accounts and see the whole audit log.
    Administer,
    /// Manage one's own sessions, tokens and password.
    OwnAccount,
}

/// Whoever makes a request: a visitor, a person, or the installation itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account, if signed in; the installation itself has none.
    pub account: Option<i64>,
    /// Name for the audit log: an e-mail address, `visitor`, or `command line`.
    pub name: String,
    /// The role; visitors have none.
    pub role: Option<Role>,
    /// True when an API token limits the actor to reading.
    pub read_only: bool,
}

impl Actor {
    /// Anyone without an account.
    pub fn visitor() -> Actor {
        Actor {
            account: None,
            name: "visitor".to_owned(),
            role: None,
            read_only: false,
        }
    }

    /// The person at the command line of the machine, who owns the files anyway.
    pub fn command_line() -> Actor {
        Actor {
            account: None,
            name: "command line".to_owned(),
            role: Some(Role::Admin),
            read_only: false,
        }
    }

    /// True for people with an account and for the command line.
    pub fn is_signed_in(&self) -> bool {
        self.role.is_some()
    }

    /// Whether the actor may do this.
    pub fn may(&self, action: Action) -> bool {
        let Some(role) = self.role else { return false };
        if self.read_only && !matches!(action, Action::ReadInside) {
            return false;
        }
        match action {
            Action::Write => matches!(role, Role::Investigator | Role::Reviewer | Role::Admin),
            Action::Review | Action::OpenOriginal => matches!(role, Role::Reviewer | Role::Admin),
            Action::Import => matches!(role, Role::Investigator | Role::Reviewer | Role::Admin),
            Action::ReadInside | Action::OwnAccount => true,
            Action::Administer => role == Role::Admin,
        }
    }

    /// `Ok` when the actor may do this.
    ///
    /// # Errors
    /// `Unauthenticated` for a visitor, `Forbidden` for anyone else.
    pub fn must(&self, action: Action) -> Result<()> {
        match (self.may(action), self.role) {
            (true, _) => Ok(()),
            (false, None) => Err(Error::Unauthenticated),
            (false, Some(_)) if self.read_only => Err(Error::Forbidden("forbidden-read-only")),
            (false, Some(_)) => Err(Error::Forbidden(match action {
                Action::Write | Action::Import => "forbidden-write",
                Action::Review => "forbidden-review",
                Action::OpenOriginal => "forbidden-original",
                Action::Administer => "forbidden-admin",
                Action::ReadInside | Action::OwnAccount => "forbidden",
            })),
        }
    }

    /// How far into the catalogue the actor sees; see [`super::release`].
    pub fn sight(&self) -> super::release::Sight {
        super::release::Sight {
            reach: match self.role {
                None => 3,
                Some(Role::Officer) => 2,
                Some(Role::Investigator) => 1,
                Some(Role::Reviewer) => -1,
                Some(Role::Admin) => -2,
            },
            account: self.account,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(role: Role) -> Actor {
        Actor {
            account: Some(1),
            name: "p".into(),
            role: Some(role),
            read_only: false,
        }
    }

    #[test]
    fn visitors_are_asked_to_sign_in_and_others_are_refused() {
        assert!(matches!(
            Actor::visitor().must(Action::Write),
            Err(Error::Unauthenticated)
        ));
        assert!(matches!(
            person(Role::Officer).must(Action::Write),
            Err(Error::Forbidden(_))
        ));
        assert!(person(Role::Investigator).must(Action::Write).is_ok());
        assert!(person(Role::Investigator).must(Action::Review).is_err());
        assert!(person(Role::Reviewer).must(Action::Administer).is_err());
    }

    #[test]
    fn a_reading_token_cannot_write() {
        let mut admin = person(Role::Admin);
        admin.read_only = true;
        assert!(admin.must(Action::Write).is_err());
        assert!(admin.must(Action::ReadInside).is_ok());
    }
}
