//! `sherd user` and `sherd token`: accounts from the command line of the machine.

use std::process::ExitCode;

use sherd::{
    domain::{access::Actor, accounts::Purpose, fields::Fields},
    error::Result,
    service::{self, Ctx},
    web::{State, urls},
};

/// What `sherd user add` was told.
#[derive(Debug, clap::Args)]
pub(crate) struct NewUser {
    /// E-mail address
    pub email: String,
    /// investigator, reviewer, officer or admin
    #[arg(long)]
    pub role: String,
    /// Name that colleagues see [default: the first part of the address]
    #[arg(long)]
    pub name: Option<String>,
    /// Language of the pages: en or uk [default: en]
    #[arg(long)]
    pub language: Option<String>,
}

/// What `sherd token add` was told.
#[derive(Debug, clap::Args)]
pub(crate) struct NewToken {
    /// E-mail address of the account that the token acts for
    pub email: String,
    /// What the token is for
    #[arg(long)]
    pub name: String,
    /// Days it works, 1 to 3650 [default: 365]
    #[arg(long)]
    pub days: Option<u32>,
    /// The token may only read
    #[arg(long)]
    pub read_only: bool,
}

fn ctx(state: &State) -> Ctx {
    Ctx::new(Actor::command_line(), (state.clock)(), "command line")
}

/// `sherd user add`: makes an account and prints a one-time link to set its password.
pub(crate) fn add_user(state: &State, new: &NewUser) -> Result<ExitCode> {
    let fields = Fields::new()
        .with("email", &new.email)
        .with("role", &new.role)
        .with("name", new.name.as_deref().unwrap_or_default())
        .with("language", new.language.as_deref().unwrap_or_default());
    let ctx = ctx(state);
    let added = state.db.write_now(|conn| service::accounts::add(conn, &ctx, &fields))?;
    println!("{}", urls::one_time(&state.site, &added.link));
    eprintln!(
        "Send this link to {}. It sets a password, works once, and ends after 7 days.",
        added.account.email
    );
    Ok(ExitCode::SUCCESS)
}

/// `sherd user link`: prints a new one-time link to set a password, for whoever lost theirs.
pub(crate) fn user_link(state: &State, email: &str) -> Result<ExitCode> {
    let ctx = ctx(state);
    let issued = state.db.write_now(|conn| {
        let account = service::accounts::find(conn, &ctx, email)?;
        service::one_time::issue(conn, &ctx, &account.r#ref, Purpose::Password)
    })?;
    println!("{}", urls::one_time(&state.site, &issued.secret));
    eprintln!("Send this link to {email}. It sets a password, works once, and ends after 7 days.");
    Ok(ExitCode::SUCCESS)
}

/// `sherd token add`: prints a new API token, alone on its line, so that a script can take it.
pub(crate) fn add_token(state: &State, new: &NewToken) -> Result<ExitCode> {
    let fields = Fields::new()
        .with("name", &new.name)
        .with("days", new.days.map_or_else(String::new, |days| days.to_string()))
        .with("scope", if new.read_only { "read" } else { "write" });
    let ctx = ctx(state);
    let made = state
        .db
        .write_now(|conn| service::tokens::create_for(conn, &ctx, &new.email, &fields))?;
    println!("{}", made.secret.reveal());
    let ends = made
        .token
        .expires_at
        .map_or_else(String::new, |end| format!(", until {}", end.format("%Y-%m-%d")));
    eprintln!("The token acts for {}{ends}. It is not shown again.", new.email);
    Ok(ExitCode::SUCCESS)
}

/// At the start of a server without any account: prints the one-time link to the first administrator's.
pub(crate) fn print_first_admin_link(state: &State) -> Result<()> {
    let ctx = ctx(state);
    let link = state
        .db
        .write_now(|conn| service::one_time::issue_first_admin(conn, &ctx))?;
    if let Some(secret) = link {
        println!("There is no account yet. Make the administrator's here, within 24 hours:");
        println!("{}", urls::one_time(&state.site, &secret));
    }
    Ok(())
}
