//! `sherd parties`: the organizations that may be one, at the command line.

use std::process::ExitCode;

use sherd::{
    domain::{access::Actor, fields::Fields},
    error::{Error, Result},
    service::{self, Ctx},
    web::{
        State,
        api::parties::listed,
        parties::{percent, reasons},
    },
    words::Words,
};

/// What `sherd parties` was told.
#[derive(Debug, clap::Args)]
pub(crate) struct Question {
    /// Only pairs with this organization: its reference
    pub organization: Option<String>,
    /// The most pairs to tell
    #[arg(long, default_value_t = 50)]
    pub limit: usize,
    /// `open`, `same` or `different`
    #[arg(long, default_value = "open")]
    pub state: String,
    /// For programs
    #[arg(long)]
    pub json: bool,
}

/// 0 whether any pair waits or none.
pub(crate) fn parties(state: &State, question: &Question, words: &Words) -> Result<ExitCode> {
    let ctx = Ctx::new(Actor::command_line(), (state.clock)(), "command line");
    let organization = question.organization.as_deref().unwrap_or_default();
    let asked = Fields::new()
        .with("state", &question.state)
        .with("organization", organization.rsplit('/').next().unwrap_or_default());
    let limit = question.limit.clamp(1, 100_000);
    let (found, uncompared) = state.db.read_now(|conn| {
        let narrowing = service::parties::narrowing(conn, &ctx, &asked)?;
        let (found, _) = service::parties::list(conn, &ctx, &narrowing, None, limit)?;
        Ok((found, service::parties::uncompared(conn, &ctx)?))
    })?;
    if question.json {
        let all: Vec<_> = found.iter().map(|one| listed(one, &state.site, words)).collect();
        println!("{}", serde_json::to_string(&all).map_err(Error::internal)?);
        return Ok(ExitCode::SUCCESS);
    }
    for proposed in &found {
        let (one, other) = (&proposed.one.head, &proposed.other.head);
        println!(
            "{}  {} {}  |  {} {}",
            percent(proposed.candidate.score),
            one.r#ref,
            one.title,
            other.r#ref,
            other.title
        );
        for reason in reasons(&proposed.candidate.reasons, words) {
            println!("      {} {}", if reason.against { "-" } else { "+" }, reason.text);
        }
    }
    println!(
        "Pairs: {}. Organizations that wait to be compared: {uncompared}.",
        found.len()
    );
    Ok(ExitCode::SUCCESS)
}
