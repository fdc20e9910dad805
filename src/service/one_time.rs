//! One-time links: making them and following them.
//!
//! A link works once and for a time. Showing where it leads ([`look`]) does not use it up, because mail
//! programs open links on their own.

use crate::{
    domain::{
        access::{Action, Role},
        accounts::{Account, NewAccount, Purpose},
        fields::Fields,
        refs::Ref,
        secrets::Secret,
    },
    error::{Error, Result},
    service::{
        Ctx, accounts,
        audit::{self, Act},
        secrets,
        sign_in::{self, Opened},
    },
    store::{self, Conn},
};

/// What a live link offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// Setting the password of this account.
    Password(Account),
    /// Signing in as this account.
    SignIn(Account),
    /// Making the first administrator's account.
    FirstAdmin,
}

/// A link just made.
#[derive(Debug, Clone)]
pub struct Issued {
    /// Whose.
    pub account: Account,
    /// Its secret, shown once.
    pub secret: Secret,
}

/// Makes a link for an account. A new password link makes the earlier ones of the account useless.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`; `Forbidden` when the account is shut.
pub fn issue(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref, purpose: Purpose) -> Result<Issued> {
    ctx.actor.must(Action::Administer)?;
    let account = store::accounts::find_ref(conn, r#ref)?;
    if account.disabled {
        return Err(Error::Forbidden("forbidden-account-shut"));
    }
    let secret = make(conn, ctx, &account, purpose)?;
    sign_in::note(conn, ctx, action(purpose), &account, "")?;
    Ok(Issued { account, secret })
}

const fn action(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Password => "issue_password_link",
        Purpose::SignIn => "issue_sign_in_link",
        Purpose::FirstAdmin => "issue_first_admin_link",
    }
}

pub(super) fn make(conn: &mut Conn, ctx: &Ctx, account: &Account, purpose: Purpose) -> Result<Secret> {
    if matches!(purpose, Purpose::Password) {
        store::one_time::delete_unused(conn, account.id, Some(purpose))?;
    }
    let secret = secrets::fresh("");
    store::one_time::insert(conn, &secret.hash(), Some(account.id), purpose, ctx.now)?;
    Ok(secret)
}

/// A link to the first administrator's account, or nothing when there is any account already. Each call
/// makes a new link: the earlier ones cannot be shown again, and they all die with the first account.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`.
pub fn issue_first_admin(conn: &mut Conn, ctx: &Ctx) -> Result<Option<Secret>> {
    ctx.actor.must(Action::Administer)?;
    if store::accounts::any(conn)? {
        return Ok(None);
    }
    let secret = secrets::fresh("");
    store::one_time::insert(conn, &secret.hash(), None, Purpose::FirstAdmin, ctx.now)?;
    audit::record(
        conn,
        ctx,
        Act {
            action: action(Purpose::FirstAdmin),
            shelf: "accounts",
            ..Act::default()
        },
    )?;
    Ok(Some(secret))
}

/// What a link offers, without using it up.
///
/// # Errors
/// `NotFound("links")` when there is none, or it was used, or its time is over, or its account is shut.
pub fn look(conn: &mut Conn, ctx: &Ctx, secret: &Secret) -> Result<Offer> {
    let gone = || Error::NotFound("links");
    let (purpose, account) = store::one_time::find(conn, &secret.hash(), ctx.now)?;
    let account = match account {
        Some(id) => Some(store::accounts::find(conn, id)?).filter(|account| !account.disabled),
        None => None,
    };
    match purpose {
        Purpose::FirstAdmin if store::accounts::any(conn)? => Err(gone()),
        Purpose::FirstAdmin => Ok(Offer::FirstAdmin),
        Purpose::Password => account.map(Offer::Password).ok_or_else(gone),
        Purpose::SignIn => account.map(Offer::SignIn).ok_or_else(gone),
    }
}

/// Follows a password link: sets the password, ends every session and unused link of the account, lifts a
/// lock-out, and signs in. `hash` comes from [`secrets::hash_password`].
///
/// # Errors
/// `NotFound("links")`.
pub fn set_password(conn: &mut Conn, ctx: &Ctx, secret: &Secret, hash: &str, agent: &str) -> Result<Opened> {
    let account = follow(conn, ctx, secret, Purpose::Password)?;
    accounts::replace_password(conn, &account, hash, None)?;
    store::one_time::delete_unused(conn, account.id, None)?;
    let account = store::accounts::find(conn, account.id)?;
    sign_in::open(conn, ctx, account, agent, "set_password")
}

/// Follows a link to sign in.
///
/// # Errors
/// `NotFound("links")`.
pub fn sign_in(conn: &mut Conn, ctx: &Ctx, secret: &Secret, agent: &str) -> Result<Opened> {
    let account = follow(conn, ctx, secret, Purpose::SignIn)?;
    sign_in::open(conn, ctx, account, agent, "sign_in_by_link")
}

fn follow(conn: &mut Conn, ctx: &Ctx, secret: &Secret, purpose: Purpose) -> Result<Account> {
    let gone = || Error::NotFound("links");
    let id = store::one_time::take(conn, &secret.hash(), purpose, ctx.now)?.ok_or_else(gone)?;
    let account = store::accounts::find(conn, id)?;
    if account.disabled {
        return Err(gone());
    }
    Ok(account)
}

/// Follows the link to the first administrator's account: makes it and signs in.
///
/// # Errors
/// `NotFound("links")`, also when somebody else was first; `Invalid`.
pub fn make_first_admin(
    conn: &mut Conn,
    ctx: &Ctx,
    secret: &Secret,
    fields: &Fields,
    hash: &str,
    agent: &str,
) -> Result<Opened> {
    let new = NewAccount::parse(&fields.clone().with("role", Role::Admin.as_str()))?;
    store::accounts::hold(conn)?;
    store::one_time::take(conn, &secret.hash(), Purpose::FirstAdmin, ctx.now)?;
    if store::accounts::any(conn)? {
        return Err(Error::NotFound("links"));
    }
    let account = store::accounts::insert(conn, &ctx.fresh_ref(), &new, Some(hash), ctx.now)?;
    let own = Ctx {
        actor: account.actor(false),
        ..ctx.clone()
    };
    accounts::note_change(conn, &own, "add_account", None, &account)?;
    sign_in::open(conn, ctx, account, agent, "sign_in")
}
