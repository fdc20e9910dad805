//! `sherd date`: when a unit was built, at the command line.

use std::process::ExitCode;

use sherd::{
    domain::{access::Actor, refs::Ref},
    error::{Error, Result, Say},
    service::{Ctx, dating},
    web::{
        State,
        api::dating::told,
        dating::{bounds, change, doubt, likely, mark, sentence, span, steps},
    },
    words::Words,
};

/// What `sherd date` was told.
#[derive(Debug, clap::Args)]
pub(crate) struct Question {
    /// The unit: its reference, or the end of its address
    pub unit: String,
    /// By everything in the catalogue, sealed records too, and not only by what the public sees
    #[arg(long)]
    pub all: bool,
    /// For programs
    #[arg(long)]
    pub json: bool,
}

/// 0 when the unit was found, whether anything dates it or not.
pub(crate) fn date(state: &State, question: &Question, words: &Words) -> Result<ExitCode> {
    let unknown = || Error::invalid("unit", Say::new("dating-unit-unknown").with("given", &question.unit));
    let word = question.unit.trim().trim_end_matches('/');
    let word = word.rsplit('/').next().unwrap_or(word);
    let reference = Ref::parse(word).map_err(|_say| unknown())?;
    let actor = match question.all {
        true => Actor::command_line(),
        false => Actor::visitor(),
    };
    let ctx = Ctx::new(actor, (state.clock)(), "command line").ruled(&state.rules);
    let material = state.db.read_now(|conn| dating::material(conn, &ctx, &reference));
    let dated = match material {
        Ok(material) => material.work_out(&state.rules),
        Err(Error::NotFound(_)) => return Err(unknown()),
        Err(failure) => return Err(failure),
    };
    if question.json {
        let told = told(&dated, &state.site, words);
        println!("{}", serde_json::to_string(&told).map_err(Error::internal)?);
        return Ok(ExitCode::SUCCESS);
    }
    let gist = dating::Gist::of(&dated);
    for line in [sentence(&gist, words), bounds(&gist, words), likely(&gist, words)] {
        if !line.is_empty() {
            println!("{line}");
        }
    }
    let steps = steps(&dated, words);
    if !steps.is_empty() {
        println!("\n{}", words.t("dating-proof"));
    }
    for (number, step) in steps.iter().enumerate() {
        println!("{:>3}. {}", number + 1, step.text);
        for link in step.links.iter().filter(|link| !link.href.starts_with('#')) {
            println!("     {} {}", link.label, link.href);
        }
    }
    let dating = &dated.dating;
    if !dating.changes.is_empty() {
        println!("\n{}", words.t("dating-changes"));
    }
    for one in &dating.changes {
        println!("  - {}", change(&dated, one, words));
    }
    if !dating.excluded.is_empty() {
        println!("\n{}", words.t("dating-excluded"));
    }
    for one in &dating.excluded {
        let days = one.span.map_or_else(String::new, |days| span(days, words));
        println!("  - {} {days}: {}", mark(&dated, one.mark).0, words.say(&one.why));
    }
    let doubts = dated
        .marks
        .values()
        .flat_map(|mark| mark.suspicions.iter().map(move |say| (mark, say)));
    for (mark, say) in doubts {
        println!("\n{}: {}", mark.text, doubt(say, words));
    }
    println!("\n{}", words.t("dating-caveat-rules"));
    Ok(ExitCode::SUCCESS)
}
