//! From a secret to an account: the one call of the web room into the accounts shelf for every request.

use chrono::{DateTime, Utc};

use super::{State, actor::Secret};
use crate::{
    domain::{access::Actor, accounts::Session, secrets},
    error::{Error, Result},
    service::sign_in::{self, Known},
};

/// Whom a secret belongs to.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The actor.
    pub actor: Actor,
    /// The account's language.
    pub language: String,
    /// The session; tokens have none.
    pub session: Option<Session>,
    /// The person's name.
    pub name: String,
}

/// The owner of a secret; `None` for an unknown or expired session.
///
/// # Errors
/// `Unauthenticated` for a bad token: a program should learn that its token is dead, a person with an old
/// cookie should just be a visitor again.
pub async fn identify(state: &State, secret: Secret, now: DateTime<Utc>) -> Result<Option<Identity>> {
    let is_token = matches!(secret, Secret::Token(_));
    let known = state
        .db
        .read(move |conn| match secret {
            Secret::Session(text) => sign_in::actor_of_session(conn, &secrets::Secret::presented(&text), now),
            Secret::Token(text) => sign_in::actor_of_token(conn, &secrets::Secret::presented(&text), now),
        })
        .await?;
    let Some(Known {
        actor,
        account,
        session,
        touch,
    }) = known
    else {
        return match is_token {
            true => Err(Error::Unauthenticated),
            false => Ok(None),
        };
    };
    if let Some(touch) = touch {
        // Noting the use is no part of the request: when the database is busy or full, reading goes on.
        let noted = state.db.write(move |conn| sign_in::touch(conn, now, touch)).await;
        if let Err(error) = noted {
            tracing::warn!(%error, "the use of a session or token was not noted");
        }
    }
    Ok(Some(Identity {
        actor,
        language: account.language,
        session,
        name: account.name,
    }))
}
