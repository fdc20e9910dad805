//! `sherd constellations`: what marks on components of several units have in common, at the command line.

use std::process::ExitCode;

use sherd::{
    domain::{access::Actor, refs::Ref},
    error::{Error, Result},
    service::{Ctx, constellations},
    web::{
        State,
        api::constellations::told,
        constellations::{basis, line},
        pages::chains::printed::unknown,
    },
    words::Words,
};

/// The most that are told without naming a component.
const MOST: usize = 100;

/// What `sherd constellations` was told.
#[derive(Debug, clap::Args)]
pub(crate) struct Question {
    /// The component: its reference, or the end of its address; without it, the most surprising of all
    pub component: Option<String>,
    /// By everything in the catalogue, sealed records too, and not only by what the public sees
    #[arg(long)]
    pub all: bool,
    /// For programs
    #[arg(long)]
    pub json: bool,
}

/// 0, whether there are any or not.
pub(crate) fn constellations(state: &State, question: &Question, words: &Words) -> Result<ExitCode> {
    let actor = match question.all {
        true => Actor::command_line(),
        false => Actor::visitor(),
    };
    let ctx = Ctx::new(actor, (state.clock)(), "command line").ruled(&state.rules);
    let found = match &question.component {
        None => {
            state
                .db
                .read_now(|conn| constellations::list(conn, &ctx, None, "", None, MOST))?
                .items
        }
        Some(given) => {
            let word = given.trim().trim_end_matches('/');
            let word = word.rsplit('/').find(|part| *part != "constellations").unwrap_or(word);
            let reference = Ref::parse(word).map_err(|_say| unknown(given))?;
            match state
                .db
                .read_now(|conn| constellations::of_component(conn, &ctx, &reference))
            {
                Ok((_, found)) => found,
                Err(Error::NotFound(_)) => return Err(unknown(given)),
                Err(failure) => return Err(failure),
            }
        }
    };
    if question.json {
        let told = serde_json::to_string_pretty(&told(&found, &state.site, words)).map_err(Error::internal)?;
        println!("{told}");
        return Ok(ExitCode::SUCCESS);
    }
    if found.is_empty() {
        println!("{}", words.t("constellations-none"));
    }
    for one in &found {
        println!("{}", line(one, words));
        for sentence in basis(one, words).iter().take(1) {
            println!("  {sentence}");
        }
    }
    println!("{}", words.t("constellations-assumption"));
    println!("{}", words.t("layout-no-accusation"));
    Ok(ExitCode::SUCCESS)
}
