//! API tokens: keys for programs that act for a person. Shown once, stored hashed, revocable.

use chrono::Duration;

use crate::{
    domain::{
        access::Action,
        accounts::{Account, NewToken, Token},
        fields::Fields,
        secrets::{Secret, TOKEN_PREFIX},
    },
    error::Result,
    service::{
        Ctx, accounts,
        audit::{self, Act},
        secrets,
    },
    store::{self, Conn},
};

/// A token just made.
#[derive(Debug, Clone)]
pub struct Created {
    /// The token.
    pub token: Token,
    /// Its secret, shown once.
    pub secret: Secret,
}

/// Makes a token for oneself.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `Invalid`.
pub fn create(conn: &mut Conn, ctx: &Ctx, fields: &Fields) -> Result<Created> {
    let account = accounts::own(conn, ctx)?;
    make(conn, ctx, &account, fields)
}

/// Makes a token for the account with this address, at the command line.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`, `Invalid`.
pub fn create_for(conn: &mut Conn, ctx: &Ctx, email: &str, fields: &Fields) -> Result<Created> {
    ctx.actor.must(Action::Administer)?;
    let account = store::accounts::find_email(conn, email)?;
    make(conn, ctx, &account, fields)
}

fn make(conn: &mut Conn, ctx: &Ctx, account: &Account, fields: &Fields) -> Result<Created> {
    let NewToken { name, days, read_only } = NewToken::parse(fields)?;
    let secret = secrets::fresh(TOKEN_PREFIX);
    let token = store::tokens::insert(
        conn,
        &secret.hash(),
        &Token {
            id: 0,
            account: account.id,
            name,
            read_only,
            created_at: ctx.now,
            expires_at: Some(ctx.now + Duration::days(days.into())),
            used_at: None,
        },
    )?;
    note(conn, ctx, "create_token", account, &token.name)?;
    Ok(Created { token, secret })
}

/// Revokes one of one's own tokens; it stops working at once.
///
/// # Errors
/// `Unauthenticated`, `Forbidden`, `NotFound`.
pub fn revoke(conn: &mut Conn, ctx: &Ctx, id: i64) -> Result<()> {
    let account = accounts::own(conn, ctx)?;
    let name = store::tokens::delete(conn, account.id, id, ctx.now)?;
    note(conn, ctx, "revoke_token", &account, &name)
}

fn note(conn: &mut Conn, ctx: &Ctx, action: &str, account: &Account, name: &str) -> Result<()> {
    audit::record(
        conn,
        ctx,
        Act {
            action,
            shelf: "accounts",
            subject: account.email.clone(),
            after: Some(Fields::new().with("token", name)),
            ..Act::default()
        },
    )
}
