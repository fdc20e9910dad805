//! `sherd chains`: by which recorded transfers a component may have come, at the command line.

use std::process::ExitCode;

use sherd::{
    domain::{access::Actor, refs::Ref},
    error::{Error, Result},
    service::{self, Ctx},
    web::{
        State,
        api::chains::told,
        pages::chains::printed::{lines, unknown},
    },
    words::Words,
};

/// What `sherd chains` was told.
#[derive(Debug, clap::Args)]
pub(crate) struct Question {
    /// The component: its reference, or the end of its address
    pub component: String,
    /// By everything in the catalogue, sealed records too, and not only by what the public sees
    #[arg(long)]
    pub all: bool,
    /// For programs
    #[arg(long)]
    pub json: bool,
}

/// 0 when the component was found, whether any chain leads to it or not.
pub(crate) fn chains(state: &State, question: &Question, words: &Words) -> Result<ExitCode> {
    let word = question.component.trim().trim_end_matches('/');
    let word = word.rsplit('/').find(|part| *part != "chains").unwrap_or(word);
    let reference = Ref::parse(word).map_err(|_say| unknown(&question.component))?;
    let actor = match question.all {
        true => Actor::command_line(),
        false => Actor::visitor(),
    };
    let ctx = Ctx::new(actor, (state.clock)(), "command line").ruled(&state.rules);
    let found = match state
        .db
        .read_now(|conn| service::chains::of_component(conn, &ctx, &reference))
    {
        Ok(found) => found,
        Err(Error::NotFound(_)) => return Err(unknown(&question.component)),
        Err(failure) => return Err(failure),
    };
    if question.json {
        println!(
            "{}",
            serde_json::to_string(&told(&found, words)).map_err(Error::internal)?
        );
        return Ok(ExitCode::SUCCESS);
    }
    for line in lines(&found, words) {
        println!("{line}");
    }
    Ok(ExitCode::SUCCESS)
}
