//! The command line: reads it, calls, prints, exits.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use sherd::{app, config, error::Result, words};

mod commands;

/// A self-hosted catalogue of weapon debris.
#[derive(Parser)]
#[command(name = "sherd", version, about)]
struct Cli {
    #[command(flatten)]
    flags: config::Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the catalogue
    Serve,
    /// Bring the database to this version's shape
    Migrate,
    /// Check every original against its hash and the log against its chain
    Verify,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let config = match config::read(&cli.flags) {
        Ok(config) => config,
        Err(message) => return fail(&message),
    };
    commands::log(&config);
    match run(&cli.command, &config) {
        Ok(code) => code,
        Err(error) => fail(&commands::sentence(&error, words::of(words::Lang::En))),
    }
}

fn run(command: &Command, config: &config::Config) -> Result<ExitCode> {
    match command {
        Command::Serve => commands::serve(config, app::open(config)?),
        Command::Migrate => commands::migrate(&app::open(config)?),
        Command::Verify => commands::verify(&app::open(config)?),
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("sherd: {message}");
    ExitCode::from(2)
}
