//! What the commands do, in the words they print.

use std::process::ExitCode;

use sherd::{
    app,
    config::Config,
    error::{Error, Result},
    service,
    web::{self, State},
    words::Words,
};

/// Starts the log.
pub(crate) fn log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log)
        .unwrap_or_else(|_bad| tracing_subscriber::EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match config.log_format.as_str() {
        "json" => log.json().init(),
        _ => log.init(),
    }
}

/// An error as the command line prints it: with its cause, because whoever stands there runs the machine.
pub(crate) fn sentence(error: &Error, words: &Words) -> String {
    match error {
        Error::Internal(cause) => cause.to_string(),
        Error::Invalid(_) => web::error::field_errors(error, words)
            .into_iter()
            .map(|problem| format!("{}: {}", problem.field, problem.message))
            .collect::<Vec<_>>()
            .join("\n"),
        _ => web::error::sentence(error, words),
    }
}

/// `sherd serve`
pub(crate) fn serve(config: &Config, state: State) -> Result<ExitCode> {
    state.db.migrate()?;
    println!("Sherd is at {}", state.site);
    actix_web::rt::System::new().block_on(app::serve(config, state))?;
    Ok(ExitCode::SUCCESS)
}

/// `sherd migrate`
pub(crate) fn migrate(state: &State) -> Result<ExitCode> {
    let done = state.db.migrate()?;
    match done.is_empty() {
        true => println!("Nothing to do: the database has this version's shape."),
        false => println!("Done: {}", done.join(", ")),
    }
    Ok(ExitCode::SUCCESS)
}

/// `sherd verify`: 0 when all is well, 1 with the first thing that is not.
pub(crate) fn verify(state: &State) -> Result<ExitCode> {
    let chain = state.db.read_now(service::audit::verify)?;
    match chain.broken {
        Some((row, at)) => {
            println!("log: row {row} of {at} does not follow the row before it");
            return Ok(ExitCode::FAILURE);
        }
        None => println!("log: {} rows, unbroken; last hash {}", chain.rows, chain.head),
    }
    Ok(ExitCode::SUCCESS)
}
