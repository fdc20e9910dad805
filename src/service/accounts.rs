//! What administrators do with accounts, and what people do with their own.

use crate::{
    domain::{
        access::{Action, Role},
        accounts::{Account, LANGUAGES, NewAccount, Purpose, Session, Token, failure_key},
        fields::Fields,
        refs::Ref,
        secrets::Secret,
    },
    error::{Error, Result, Say},
    service::{
        Ctx,
        audit::{self, Act},
        one_time,
        sign_in::{self, Attempt, Proof},
    },
    store::{self, Conn},
};

/// An account just made, and the link with which its owner sets a password.
#[derive(Debug, Clone)]
pub struct Added {
    /// The account.
    pub account: Account,
    /// Shown once; valid for seven days.
    pub link: Secret,
}

/// One's own account with everything that opens it.
#[derive(Debug, Clone)]
pub struct Mine {
    /// The account.
    pub account: Account,
    /// Signed-in browsers.
    pub sessions: Vec<Session>,
    /// API tokens.
    pub tokens: Vec<Token>,
}

/// Makes an account and a link to set its password.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `Invalid`, `Taken("email")`.
pub fn add(conn: &mut Conn, ctx: &Ctx, fields: &Fields) -> Result<Added> {
    ctx.actor.must(Action::Administer)?;
    let new = NewAccount::parse(fields)?;
    store::accounts::hold(conn)?;
    match store::accounts::find_email(conn, &new.email) {
        Ok(_) => return Err(Error::Taken("email".to_owned())),
        Err(Error::NotFound(_)) => {}
        Err(error) => return Err(error),
    }
    let account = store::accounts::insert(conn, &ctx.fresh_ref(), &new, None, ctx.now)?;
    let link = one_time::make(conn, ctx, &account, Purpose::Password)?;
    note_change(conn, ctx, "add_account", None, &account)?;
    Ok(Added { account, link })
}

/// All accounts, by address.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`.
pub fn list(conn: &mut Conn, ctx: &Ctx) -> Result<Vec<Account>> {
    ctx.actor.must(Action::Administer)?;
    store::accounts::list(conn)
}

/// The account with this address, for the command line.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`.
pub fn find(conn: &mut Conn, ctx: &Ctx, email: &str) -> Result<Account> {
    ctx.actor.must(Action::Administer)?;
    store::accounts::find_email(conn, email)
}

/// Gives a person another role. Their sessions end, so that no browser keeps what the old role opened.
///
/// # Errors
/// `Unauthenticated`, `NotFound`; `Forbidden`, also when nobody would be left to administer.
pub fn change_role(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref, role: Role) -> Result<Account> {
    change(conn, ctx, r#ref, "change_role", |account| account.role = role)
}

/// Shuts an account: sessions and links end at once, tokens rest until it is opened again.
///
/// # Errors
/// As [`change_role`].
pub fn shut(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Account> {
    let account = change(conn, ctx, r#ref, "shut_account", |account| account.disabled = true)?;
    store::one_time::delete_unused(conn, account.id, None)?;
    Ok(account)
}

/// Opens a shut account again.
///
/// # Errors
/// As [`change_role`].
pub fn reopen(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref) -> Result<Account> {
    change(conn, ctx, r#ref, "reopen_account", |account| account.disabled = false)
}

fn change(conn: &mut Conn, ctx: &Ctx, r#ref: &Ref, action: &str, edit: impl FnOnce(&mut Account)) -> Result<Account> {
    ctx.actor.must(Action::Administer)?;
    store::accounts::hold(conn)?;
    let before = store::accounts::find_ref(conn, r#ref)?;
    let mut after = before.clone();
    edit(&mut after);
    if after == before {
        return Ok(after);
    }
    if before.administers() && !after.administers() && !store::accounts::has_other_admin(conn, before.id)? {
        return Err(Error::Forbidden("forbidden-last-admin"));
    }
    store::accounts::update(conn, &after)?;
    store::sessions::delete_all(conn, after.id, None)?;
    note_change(conn, ctx, action, Some(&before), &after)?;
    Ok(after)
}

/// Writes a change of an account to the log.
pub(super) fn note_change(
    conn: &mut Conn,
    ctx: &Ctx,
    action: &str,
    before: Option<&Account>,
    after: &Account,
) -> Result<()> {
    audit::record(
        conn,
        ctx,
        Act {
            action,
            shelf: "accounts",
            subject: after.email.clone(),
            before: before.map(Account::fields),
            after: Some(after.fields()),
            ..Act::default()
        },
    )
}

/// The account of whoever asks.
pub(super) fn own(conn: &mut Conn, ctx: &Ctx) -> Result<Account> {
    ctx.actor.must(Action::OwnAccount)?;
    let id = ctx.actor.account.ok_or(Error::Unauthenticated)?;
    store::accounts::find(conn, id)
}

/// One's own account with its sessions and tokens.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`.
pub fn mine(conn: &mut Conn, ctx: &Ctx) -> Result<Mine> {
    let account = own(conn, ctx)?;
    Ok(Mine {
        sessions: store::sessions::list(conn, account.id, ctx.now)?,
        tokens: store::tokens::list(conn, account.id)?,
        account,
    })
}

/// Changes the language of one's pages.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `Invalid`.
pub fn change_language(conn: &mut Conn, ctx: &Ctx, language: &str) -> Result<()> {
    let before = own(conn, ctx)?;
    if !LANGUAGES.contains(&language) {
        return Err(Error::invalid(
            "language",
            Say::new("word-not-listed")
                .with("given", language)
                .with("listed", LANGUAGES.join(", ")),
        ));
    }
    if before.language == language {
        return Ok(());
    }
    let after = Account {
        language: language.to_owned(),
        ..before.clone()
    };
    store::accounts::update(conn, &after)?;
    note_change(conn, ctx, "change_language", Some(&before), &after)
}

/// Changes one's own password, proved with the old one, and ends every other session. Tokens stay: they
/// are revoked one by one. `hash` comes from [`super::secrets::hash_password`].
///
/// # Errors
/// `Unauthenticated`, `Forbidden`.
pub fn change_password(conn: &mut Conn, ctx: &Ctx, proof: &Proof, hash: &str, keep: i64) -> Result<Attempt<()>> {
    let own = own(conn, ctx)?;
    Ok(match sign_in::judge(conn, ctx, proof)? {
        Attempt::Done(account) if account.id == own.id => {
            replace_password(conn, &account, hash, Some(keep))?;
            sign_in::note(conn, ctx, "change_password", &account, "")?;
            Attempt::Done(())
        }
        Attempt::Done(_) | Attempt::Wrong => Attempt::Wrong,
        Attempt::Wait(seconds) => Attempt::Wait(seconds),
    })
}

/// Stores a new password, ends sessions but one, and lifts a lock-out.
pub(super) fn replace_password(conn: &mut Conn, account: &Account, hash: &str, keep: Option<i64>) -> Result<()> {
    store::accounts::set_password(conn, account.id, hash)?;
    store::sessions::delete_all(conn, account.id, keep)?;
    store::accounts::forgive(conn, &failure_key(&account.email))
}
