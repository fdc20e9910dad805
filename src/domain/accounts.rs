//! People's accounts and the rules about them: addresses, lock-out, how long sessions, tokens and links live.

use chrono::{DateTime, Duration, Utc};
use unicode_normalization::UnicodeNormalization;

use super::{
    access::{Action, Actor, Role},
    fields::Fields,
    forms::{Ask, Question},
    parse::Reader,
    refs::Ref,
    secrets,
};
use crate::error::{Result, Say};

/// The words for roles, for forms.
pub const ROLES: &[&str] = &["investigator", "reviewer", "officer", "admin"];
/// The languages of the interface.
pub const LANGUAGES: &[&str] = &["en", "uk"];

/// The form for a new account.
pub const QUESTIONS: &[Question] = &[
    Question::required("email", Ask::Line),
    Question::optional("name", Ask::Line).hinted(),
    Question::required("role", Ask::One(ROLES)).hinted(),
    Question::optional("language", Ask::One(LANGUAGES)),
];

/// The form for a new API token.
pub const TOKEN_QUESTIONS: &[Question] = &[
    Question::required("name", Ask::Line).hinted(),
    Question::optional("days", Ask::Number).hinted(),
    Question::optional("scope", Ask::One(SCOPES)),
];

/// What a token may do: whatever its owner may, or only read.
pub const SCOPES: &[&str] = &["write", "read"];

/// How long a link to set a password can be used.
pub const PASSWORD_LINK: Duration = Duration::days(7);
/// How long the link to the first administrator's account can be used; each start prints a new one.
pub const FIRST_ADMIN_LINK: Duration = Duration::hours(24);
/// How long a one-time link to sign in can be used.
pub const SIGN_IN_LINK: Duration = Duration::days(30);
/// Days a token lives when nobody says otherwise.
pub const TOKEN_DAYS: i32 = 365;
/// The most days a token may live.
pub const TOKEN_DAYS_MAX: i32 = 3650;
/// How often the time of last use is written down: not at every request, so that reading stays reading.
pub const TOUCH_EVERY: Duration = Duration::minutes(5);
/// No session outlives this, however busy it is.
const SESSION_MAX: Duration = Duration::days(90);
/// Failures are forgotten after this long without another.
pub const FORGET_FAILURES: Duration = Duration::hours(24);

/// A person who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Row number.
    pub id: i64,
    /// Public name.
    pub r#ref: Ref,
    /// E-mail address, as written.
    pub email: String,
    /// Name shown to colleagues.
    pub name: String,
    /// What the person is for the catalogue.
    pub role: Role,
    /// Language of the interface: one of [`LANGUAGES`].
    pub language: String,
    /// Whether the account is shut.
    pub disabled: bool,
    /// Whether a password was ever set.
    pub has_password: bool,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

impl Account {
    /// The person as an actor.
    pub fn actor(&self, read_only: bool) -> Actor {
        Actor {
            account: Some(self.id),
            name: self.email.clone(),
            role: Some(self.role),
            read_only,
        }
    }

    /// True when the person can administer the installation.
    pub fn administers(&self) -> bool {
        self.actor(false).may(Action::Administer) && !self.disabled
    }

    /// The account as the log keeps it.
    pub fn fields(&self) -> Fields {
        Fields::new()
            .with("email", &self.email)
            .with("name", &self.name)
            .with("role", self.role.as_str())
            .with("language", &self.language)
            .with("disabled", if self.disabled { "yes" } else { "" })
    }
}

/// What a new account begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// E-mail address.
    pub email: String,
    /// Name; the first part of the address when none is given.
    pub name: String,
    /// The role.
    pub role: Role,
    /// Language of the interface.
    pub language: String,
}

impl NewAccount {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` with every wrong field.
    pub fn parse(fields: &Fields) -> Result<NewAccount> {
        let mut read = Reader::new(fields, QUESTIONS);
        let email = read.value("email", email).unwrap_or_default();
        let mut name = read.line("name");
        if name.is_empty() {
            name = email.split('@').next().unwrap_or_default().to_owned();
        }
        let role = Role::parse(&read.one("role"));
        let mut language = read.one("language");
        if language.is_empty() {
            language = "en".to_owned();
        }
        read.done()?;
        Ok(NewAccount {
            email,
            name,
            // An unanswered or unlisted role was refused above.
            role: role.unwrap_or(Role::Officer),
            language,
        })
    }
}

/// An e-mail address, checked for what every mail system demands and no further.
///
/// # Errors
/// Why it cannot be one.
pub fn email(text: &str) -> Result<String, Say> {
    let unsound = || Say::new("email-unsound");
    let address: String = text.trim().nfc().take(255).collect();
    let (local, domain) = address.rsplit_once('@').ok_or_else(unsound)?;
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>()[]\\,;:\"@".contains(c);
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let sound = address.len() <= 254
        && (1..=64).contains(&local.len())
        && local.chars().all(is_plain)
        && !local.chars().any(super::text::is_hidden)
        && domain.split('.').all(is_label);
    if sound { Ok(address) } else { Err(unsound()) }
}

/// The form in which addresses are compared. Strictly the part before `@` may differ by case; no mail
/// system in use makes that difference, and two accounts that do would be confused.
pub fn fold_email(email: &str) -> String {
    email.trim().nfkc().flat_map(char::to_lowercase).collect()
}

/// Under which name failures to sign in with an address are counted: a hash, because people also type
/// addresses and passwords that are none of ours.
pub fn failure_key(email: &str) -> String {
    secrets::sha256(&fold_email(email))
}

/// Seconds to wait after the `failures`th failure in a row: nothing for the first four, then 15 seconds,
/// doubled each time, at most an hour.
pub fn delay_after(failures: i32) -> i64 {
    match failures.saturating_sub(5) {
        step if step < 0 => 0,
        step @ 0..=7 => 15 << step,
        _ => 3600,
    }
}

/// When a session begun at `created` and used at `now` ends, unless it is used again: after 30 days, for
/// administrators after 12 hours, and never later than 90 days after it began.
pub fn session_end(role: Role, created: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    let idle = match role {
        Role::Admin => Duration::hours(12),
        Role::Officer | Role::Investigator | Role::Reviewer => Duration::days(30),
    };
    (now + idle).min(created + SESSION_MAX)
}

/// A browser somebody signed in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Row number.
    pub id: i64,
    /// Whose.
    pub account: i64,
    /// The word every form of this session must carry.
    pub csrf: String,
    /// The browser as it calls itself.
    pub agent: String,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to within [`TOUCH_EVERY`].
    pub seen_at: DateTime<Utc>,
    /// When it ends unless it is used.
    pub expires_at: DateTime<Utc>,
}

/// A key for programs that act for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Row number.
    pub id: i64,
    /// Whose.
    pub account: i64,
    /// What its owner calls it.
    pub name: String,
    /// Whether it may only read.
    pub read_only: bool,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends; `None` for never.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was last used, to within [`TOUCH_EVERY`].
    pub used_at: Option<DateTime<Utc>>,
}

/// What a new token is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// What its owner calls it.
    pub name: String,
    /// How many days it lives.
    pub days: i32,
    /// Whether it may only read.
    pub read_only: bool,
}

impl NewToken {
    /// Reads the form.
    ///
    /// # Errors
    /// `Invalid` with every wrong field.
    pub fn parse(fields: &Fields) -> Result<NewToken> {
        let mut read = Reader::new(fields, TOKEN_QUESTIONS);
        let token = NewToken {
            name: read.line("name"),
            days: read.whole("days", 1, TOKEN_DAYS_MAX).unwrap_or(TOKEN_DAYS),
            read_only: read.one("scope") == "read",
        };
        read.done()?;
        Ok(token)
    }
}

/// What a one-time link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Setting the password of an account.
    Password,
    /// Signing in as an account.
    SignIn,
    /// Making the first account of an installation.
    FirstAdmin,
}

impl Purpose {
    /// The word in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Purpose::Password => "password",
            Purpose::SignIn => "sign_in",
            Purpose::FirstAdmin => "first_admin",
        }
    }

    /// The purpose a word names.
    pub fn parse(word: &str) -> Option<Purpose> {
        [Purpose::Password, Purpose::SignIn, Purpose::FirstAdmin]
            .into_iter()
            .find(|purpose| purpose.as_str() == word)
    }

    /// How long such a link can be used.
    pub const fn life(self) -> Duration {
        match self {
            Purpose::Password => PASSWORD_LINK,
            Purpose::SignIn => SIGN_IN_LINK,
            Purpose::FirstAdmin => FIRST_ADMIN_LINK,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_has_an_end() {
        let waits: Vec<i64> = (0..=15).map(delay_after).collect();
        assert_eq!(
            waits,
            [0, 0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]
        );
        assert_eq!(delay_after(i32::MAX), 3600);
        assert_eq!(delay_after(i32::MIN), 0);
    }

    #[test]
    fn addresses_are_checked_and_compared_without_case() {
        for fine in ["a@b", "o.koval+x@example.org", "Олена@приклад.укр"] {
            assert_eq!(email(fine).unwrap(), fine);
        }
        for wrong in [
            "",
            "@",
            "a@",
            "@b",
            "a b@c",
            "a@b@c.d",
            "a@-b.c",
            "a@b..c",
            "a\u{202e}@b.c",
            "<a>@b.c",
            "a@b.c\nd",
        ] {
            assert_eq!(email(wrong).unwrap_err().key, "email-unsound", "{wrong:?}");
        }
        assert!(email(&format!("{}@b.c", "a".repeat(65))).is_err());
        assert!(email(&format!("a@{}", "b.".repeat(300))).is_err());
        assert_eq!(fold_email(" O.Koval@Example.ORG "), "o.koval@example.org");
    }

    #[test]
    fn a_new_account_needs_an_address_and_a_role_it_knows() {
        let new = NewAccount::parse(&Fields::new().with("email", "o@b.c").with("role", "reviewer")).unwrap();
        assert_eq!(
            (new.name.as_str(), new.role, new.language.as_str()),
            ("o", Role::Reviewer, "en")
        );
        let wrong = Fields::new()
            .with("email", "nobody")
            .with("role", "king")
            .with("language", "xx");
        let Err(crate::error::Error::Invalid(fields)) = NewAccount::parse(&wrong) else {
            panic!("accepted");
        };
        let named: Vec<&str> = fields.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(named, ["email", "role", "language"]);
        assert!(NewAccount::parse(&Fields::new()).is_err());
    }

    #[test]
    fn sessions_slide_but_not_for_ever() {
        let begun = DateTime::UNIX_EPOCH;
        let day = |n| begun + Duration::days(n);
        assert_eq!(session_end(Role::Officer, begun, day(1)), day(31));
        assert_eq!(session_end(Role::Officer, begun, day(80)), day(90));
        assert_eq!(session_end(Role::Admin, begun, day(1)), day(1) + Duration::hours(12));
    }

    #[test]
    fn a_token_lives_a_year_unless_told() {
        let asked = Fields::new().with("name", "nightly");
        let token = NewToken::parse(&asked).unwrap();
        assert_eq!((token.days, token.read_only), (365, false));
        let token = NewToken::parse(&asked.clone().with("days", "30").with("scope", "read")).unwrap();
        assert_eq!((token.days, token.read_only), (30, true));
        assert!(NewToken::parse(&asked.with("days", "0")).is_err());
    }
}
