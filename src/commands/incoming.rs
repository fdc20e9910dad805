//! `sherd import ftm`: entities of FollowTheMoney, taken in at the command line.

use std::{fs::File, io::BufReader, path::Path, process::ExitCode};

use sherd::{
    error::{Error, Result},
    service::{
        self,
        exchange::incoming::{self, Done},
        imports::How,
    },
    web::State,
    words,
};

/// 0 when written (or, dry, when it could be), 1 with the list of what is wrong.
pub(crate) fn import(state: &State, file: &Path, how: How) -> Result<ExitCode> {
    let ctx = super::context(state);
    let open = || File::open(file).map_err(|cause| Error::internal(format!("cannot open {}: {cause}", file.display())));
    let name = file
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let sha256 = service::imports::digest(open()?)?;
    let read = incoming::read(&name, &sha256, BufReader::new(open()?))?;
    let progress = |_done: u64| Ok(());
    // A dry run writes too, and takes it back.
    let done = state
        .db
        .write_now(|conn| incoming::run(conn, &ctx, &read, how, &progress))?;
    let mut untidy = done.transfers.written || done.organizations.written;
    while untidy {
        untidy = state.db.write_now(service::search::tidy).unwrap_or_else(|cause| {
            tracing::warn!(%cause, "the search could not be put in order");
            false
        });
    }
    print(&done, how)?;
    Ok(match done.wrong.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

fn print(done: &Done, how: How) -> Result<()> {
    let words = words::of(words::Lang::En);
    for error in &done.wrong {
        println!(
            "line {}, {}: {} {}",
            error.line,
            error.column,
            words.say(&error.say),
            error.value
        );
    }
    for (what, count) in &done.left {
        println!("left out: {what}, {count} times");
    }
    if !done.wrong.is_empty() {
        let wrong = done.organizations.wrong + done.transfers.wrong + done.strange;
        println!("{wrong} wrong: nothing was written.");
        return Ok(());
    }
    for (what, report) in [("Organizations", &done.organizations), ("Transfers", &done.transfers)] {
        println!("{what}");
        super::print(report, None, words, how)?;
    }
    Ok(())
}
