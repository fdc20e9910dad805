//! Proving who one is: by password, by session, by token; and ending it.
//!
//! A password is proved in three steps, because verifying is slow and must not happen inside a
//! transaction: [`challenge`] reads, [`Challenge::verify`] computes, [`sign_in`] judges and writes. A
//! wrong password is written down too, so judging *succeeds* with [`Attempt::Wrong`], and only outside the
//! transaction [`Attempt::settle`] makes an error of it.

use chrono::{DateTime, Utc};

use crate::{
    domain::{
        access::Actor,
        accounts::{Account, FORGET_FAILURES, Session, TOUCH_EVERY, delay_after, failure_key, session_end},
        fields::Fields,
        secrets::{Password, Secret},
    },
    error::{Error, Result, Say},
    service::{
        Ctx,
        audit::{self, Act},
        secrets,
    },
    store::{self, Conn},
};

/// The longest self-description of a browser that is kept.
const AGENT: usize = 200;

/// What a password is checked against. The same for addresses without an account.
#[derive(Clone)]
pub struct Challenge {
    who: String,
    account: Option<i64>,
    hash: String,
    wait: Option<u64>,
}

/// The outcome of checking a password; only [`Challenge::verify`] makes one.
#[derive(Clone)]
pub struct Proof {
    challenge: Challenge,
    right: bool,
}

/// What became of an act that needed a password. Every outcome leaves something in the database, so none
/// is an error inside the transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt<T> {
    /// It was right, and the act is done.
    Done(T),
    /// Wrong password, unknown address, shut account: nobody is told which.
    Wrong,
    /// Too many failures; this many seconds are left.
    Wait(u64),
}

impl<T> Attempt<T> {
    /// The outcome as handlers answer it, after the transaction.
    ///
    /// # Errors
    /// `Invalid` on `field` with the message `key`; `Throttled`.
    pub fn settle(self, field: &str, key: &'static str) -> Result<T> {
        match self {
            Attempt::Done(value) => Ok(value),
            Attempt::Wrong => Err(Error::invalid(field, Say::new(key))),
            Attempt::Wait(seconds) => Err(Error::Throttled { seconds }),
        }
    }
}

/// A session just begun: its secret goes into the cookie and is never seen again.
#[derive(Debug, Clone)]
pub struct Opened {
    /// For the cookie.
    pub secret: Secret,
    /// The session.
    pub session: Session,
    /// Whose.
    pub account: Account,
}

/// Who a session or token belongs to.
#[derive(Debug, Clone)]
pub struct Known {
    /// The person as an actor.
    pub actor: Actor,
    /// The account.
    pub account: Account,
    /// The session; none for tokens.
    pub session: Option<Session>,
    /// What to hand to [`touch`] in a transaction of its own, when it is time to note the use.
    pub touch: Option<Touch>,
}

/// A use to be noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touch {
    /// Of a session, which then ends at this time.
    Session(i64, DateTime<Utc>),
    /// Of a token.
    Token(i64),
}

/// The first step of signing in.
///
/// # Errors
/// Those of the database.
pub fn challenge(conn: &mut Conn, ctx: &Ctx, email: &str) -> Result<Challenge> {
    let account = match store::accounts::find_email(conn, email) {
        Ok(account) if !account.disabled => Some(account.id),
        Ok(_) | Err(Error::NotFound(_)) => None,
        Err(error) => return Err(error),
    };
    asked(conn, ctx, failure_key(email), account)
}

/// The first step of proving again who one is, before the password is changed.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`.
pub fn own_challenge(conn: &mut Conn, ctx: &Ctx) -> Result<Challenge> {
    let account = super::accounts::own(conn, ctx)?;
    asked(conn, ctx, failure_key(&account.email), Some(account.id))
}

fn asked(conn: &mut Conn, ctx: &Ctx, who: String, account: Option<i64>) -> Result<Challenge> {
    let password = match account {
        Some(id) => store::accounts::password(conn, id)?,
        None => None,
    };
    let wait = wait(conn, ctx, &who)?;
    Ok(Challenge {
        who,
        account: account.filter(|_| password.is_some()),
        hash: password.unwrap_or_else(|| secrets::NOBODY.to_owned()),
        wait,
    })
}

fn wait(conn: &mut Conn, ctx: &Ctx, who: &str) -> Result<Option<u64>> {
    let until = store::accounts::locked_until(conn, who, ctx.now)?;
    Ok(until.map(|until| {
        let seconds = (until - ctx.now).num_milliseconds().div_euclid(1000) + 1;
        u64::try_from(seconds).unwrap_or(1)
    }))
}

impl Challenge {
    /// The second step: slow, so outside any transaction and off the async runtime. While tries are
    /// refused anyway nothing is computed.
    ///
    /// # Errors
    /// `Internal`.
    pub fn verify(self, password: &Password) -> Result<Proof> {
        let right = self.wait.is_none() && secrets::verify_password(password, &self.hash)? && self.account.is_some();
        Ok(Proof { challenge: self, right })
    }
}

/// The third step for every act that needs a password: counts a failure, or lets the act go on.
pub(super) fn judge(conn: &mut Conn, ctx: &Ctx, proof: &Proof) -> Result<Attempt<Account>> {
    let Challenge {
        who,
        account,
        hash,
        wait: waiting,
    } = &proof.challenge;
    store::accounts::hold(conn)?;
    if let Some(seconds) = waiting.or(wait(conn, ctx, who)?) {
        return Ok(Attempt::Wait(seconds));
    }
    let known = match account {
        Some(id) => Some(store::accounts::find(conn, *id)?),
        None => None,
    };
    if let Some(account) = known.clone()
        && proof.right
        && !account.disabled
        && store::accounts::password(conn, account.id)?.as_ref() == Some(hash)
    {
        store::accounts::forgive(conn, who)?;
        return Ok(Attempt::Done(account));
    }
    let failures = store::accounts::count_failure(conn, who, ctx.now, FORGET_FAILURES)?;
    let delay = delay_after(failures);
    if delay > 0 {
        store::accounts::lock(conn, who, ctx.now + chrono::Duration::seconds(delay))?;
    }
    if let Some(account) = known {
        audit::record(
            conn,
            ctx,
            Act {
                action: "sign_in_failed",
                shelf: "accounts",
                subject: account.email,
                after: Some(Fields::new().with("failures", failures.to_string())),
                ..Act::default()
            },
        )?;
    }
    Ok(Attempt::Wrong)
}

/// The third step of signing in: begins a session.
///
/// # Errors
/// Those of the database.
pub fn sign_in(conn: &mut Conn, ctx: &Ctx, proof: &Proof, agent: &str) -> Result<Attempt<Opened>> {
    Ok(match judge(conn, ctx, proof)? {
        Attempt::Done(account) => Attempt::Done(open(conn, ctx, account, agent, "sign_in")?),
        Attempt::Wrong => Attempt::Wrong,
        Attempt::Wait(seconds) => Attempt::Wait(seconds),
    })
}

/// Begins a session for a person who has proved who they are, and writes `action` to the log.
pub(super) fn open(conn: &mut Conn, ctx: &Ctx, account: Account, agent: &str, action: &str) -> Result<Opened> {
    store::sessions::delete_expired(conn, account.id, ctx.now)?;
    let secret = secrets::fresh("");
    let agent: String = agent
        .chars()
        .filter(|c| !crate::domain::text::is_hidden(*c))
        .take(AGENT)
        .collect();
    let session = store::sessions::insert(
        conn,
        &secret.hash(),
        &Session {
            id: 0,
            account: account.id,
            csrf: secrets::fresh("").reveal().to_owned(),
            agent,
            created_at: ctx.now,
            seen_at: ctx.now,
            expires_at: session_end(account.role, ctx.now, ctx.now),
        },
    )?;
    let own = Ctx {
        actor: account.actor(false),
        ..ctx.clone()
    };
    note(conn, &own, action, &account, "")?;
    Ok(Opened {
        secret,
        session,
        account,
    })
}

/// Writes an act on an account to the log.
pub(super) fn note(conn: &mut Conn, ctx: &Ctx, action: &str, account: &Account, reason: &str) -> Result<()> {
    audit::record(
        conn,
        ctx,
        Act {
            action,
            shelf: "accounts",
            subject: account.email.clone(),
            reason,
            ..Act::default()
        },
    )
}

/// Ends the session one is using. Ending one that is over already is no error.
///
/// # Errors
/// Those of the database.
pub fn sign_out(conn: &mut Conn, ctx: &Ctx, session: &Session) -> Result<()> {
    if !store::sessions::delete(conn, session.account, session.id)? {
        return Ok(());
    }
    let account = store::accounts::find(conn, session.account)?;
    note(conn, ctx, "sign_out", &account, "")
}

/// Ends one of one's own sessions.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`.
pub fn end_session(conn: &mut Conn, ctx: &Ctx, id: i64) -> Result<()> {
    let account = super::accounts::own(conn, ctx)?;
    if !store::sessions::delete(conn, account.id, id)? {
        return Err(Error::NotFound("sessions"));
    }
    note(conn, ctx, "end_session", &account, "")
}

/// Ends all of one's sessions but the one in use; returns how many.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`.
pub fn end_other_sessions(conn: &mut Conn, ctx: &Ctx, keep: i64) -> Result<usize> {
    let account = super::accounts::own(conn, ctx)?;
    let ended = store::sessions::delete_all(conn, account.id, Some(keep))?;
    note(conn, ctx, "end_sessions", &account, "")?;
    Ok(ended)
}

/// Who the session with this secret belongs to; `None` when it is over, revoked or never was. Only reads.
///
/// # Errors
/// Those of the database.
pub fn actor_of_session(conn: &mut Conn, secret: &Secret, now: DateTime<Utc>) -> Result<Option<Known>> {
    let (session, account) = match store::sessions::find(conn, &secret.hash(), now) {
        Ok(found) => found,
        Err(Error::NotFound(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let is_due = now - session.seen_at >= TOUCH_EVERY;
    let end = session_end(account.role, session.created_at, now);
    Ok(Some(Known {
        actor: account.actor(false),
        touch: is_due.then_some(Touch::Session(session.id, end)),
        account,
        session: Some(session),
    }))
}

/// Who the token with this secret acts for; `None` when it is over, revoked or never was. Only reads.
///
/// # Errors
/// Those of the database.
pub fn actor_of_token(conn: &mut Conn, secret: &Secret, now: DateTime<Utc>) -> Result<Option<Known>> {
    let (token, account) = match store::tokens::find(conn, &secret.hash(), now) {
        Ok(found) => found,
        Err(Error::NotFound(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let is_due = token.used_at.is_none_or(|used| now - used >= TOUCH_EVERY);
    Ok(Some(Known {
        actor: account.actor(token.read_only),
        touch: is_due.then_some(Touch::Token(token.id)),
        account,
        session: None,
    }))
}

/// Notes a use. Not in the log: it changes nothing that anyone decided.
///
/// # Errors
/// Those of the database.
pub fn touch(conn: &mut Conn, now: DateTime<Utc>, touch: Touch) -> Result<()> {
    match touch {
        Touch::Session(id, end) => store::sessions::update(conn, id, now, end),
        Touch::Token(id) => store::tokens::update(conn, id, now),
    }
}
