//! The command line: reads it, calls, prints, exits.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "printing is what a command line is for"
)]

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use sherd::{app, config, domain::records::Shelf, error::Result, service::imports::How, words};

mod commands;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    /// A fresh catalogue with the published cases, served at once
    Demo,
    /// Serve the catalogue
    Serve,
    /// Bring the database to this version's shape
    Migrate,
    /// Check every original against its hash and the log against its chain
    Verify,
    /// Import a table
    Import {
        /// What the file holds
        kind: Kind,
        /// The file
        file: PathBuf,
        /// Check only
        #[arg(long)]
        dry_run: bool,
        /// Make the makers and weapons that the catalogue does not know
        #[arg(long)]
        create_missing: bool,
        /// The saved mapping that turns a provider's file (CSV, XLSX, ZIP of CSV) into transfers
        #[arg(long, value_name = "NAME")]
        mapping: Option<String>,
    },
    /// Mappings of providers' tables
    #[command(subcommand)]
    Mappings(Mappings),
    /// Export the catalogue as a file for other programs
    Export(commands::export::Question),
    /// Read a mark: every date it can mean, with rules and reasons
    Read(commands::read::Question),
    /// Date a unit: when it was built and how soon it was used, with the proof
    Date(commands::date::Question),
    /// Candidate chains of a component: by which recorded transfers it may have come, with every gap
    Chains(commands::chains::Question),
    /// Organizations that may be one, most alike first, with the reasons
    Parties(commands::parties::Question),
    /// What marks on components of several units have in common: lots, date codes, neighbouring serial numbers
    Constellations(commands::constellations::Question),
    /// Rules that marks are read by
    #[command(subcommand)]
    Rules(Rules),
    /// Accounts
    #[command(subcommand)]
    User(User),
    /// Keys for programs
    #[command(subcommand)]
    Token(Token),
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Kind {
    Components,
    Organizations,
    Transfers,
    /// Entities of FollowTheMoney, one a line
    Ftm,
}

#[derive(Subcommand)]
enum Mappings {
    /// List them
    List,
    /// Print one as a file
    Show {
        /// Its name
        name: String,
    },
    /// Save one from a file, also over one of the same name
    Save {
        /// The file, TOML
        file: PathBuf,
    },
    /// Remove one
    Remove {
        /// Its name
        name: String,
    },
    /// Draft one for a provider's file and print it
    Draft {
        /// The provider's file
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum Rules {
    /// Check a file of rules by its own examples
    Check {
        /// The file
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum User {
    /// Make an account and print a one-time link to set its password
    Add(commands::accounts::NewUser),
    /// Print a new one-time link to set a password
    Link {
        /// E-mail address
        email: String,
    },
}

#[derive(Subcommand)]
enum Token {
    /// Make a token and print it once
    Add(commands::accounts::NewToken),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut flags = cli.flags;
    if matches!(cli.command, Command::Demo) && flags.data.is_none() {
        flags.data = Some(PathBuf::from("sherd-demo"));
    }
    let config = match config::read(&flags) {
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
        Command::Demo => commands::demo::run(config, app::open(config)?),
        Command::Serve => commands::serve(config, app::open(config)?),
        Command::Migrate => commands::migrate(&app::open(config)?),
        Command::Verify => commands::verify(&app::open(config)?),
        Command::Import {
            kind,
            file,
            dry_run,
            create_missing,
            mapping,
        } => {
            let how = How {
                dry_run: *dry_run,
                create_missing: *create_missing,
            };
            let shelf = match kind {
                Kind::Components => Shelf::Components,
                Kind::Organizations => Shelf::Organizations,
                Kind::Transfers => Shelf::Transfers,
                Kind::Ftm => return commands::incoming::import(&ready(config)?, file, how),
            };
            commands::import(&app::open(config)?, shelf, file, mapping.as_deref(), how)
        }
        Command::Mappings(command) => mappings(command, config),
        Command::Export(question) => commands::export::export(&ready(config)?, question),
        Command::Read(question) => commands::read::read(&config.rules(), question, words::of(words::Lang::En)),
        Command::Date(question) => commands::date::date(&ready(config)?, question, words::of(words::Lang::En)),
        Command::Constellations(question) => {
            commands::constellations::constellations(&ready(config)?, question, words::of(words::Lang::En))
        }
        Command::Chains(question) => commands::chains::chains(&ready(config)?, question, words::of(words::Lang::En)),
        Command::Parties(question) => commands::parties::parties(&ready(config)?, question, words::of(words::Lang::En)),
        Command::Rules(Rules::Check { file }) => commands::read::check(file),
        Command::User(User::Add(new)) => commands::accounts::add_user(&ready(config)?, new),
        Command::User(User::Link { email }) => commands::accounts::user_link(&ready(config)?, email),
        Command::Token(Token::Add(new)) => commands::accounts::add_token(&ready(config)?, new),
    }
}

fn mappings(command: &Mappings, config: &config::Config) -> Result<ExitCode> {
    use commands::mappings;
    match command {
        Mappings::List => mappings::list(&ready(config)?),
        Mappings::Show { name } => mappings::show(&ready(config)?, name),
        Mappings::Save { file } => mappings::save(&ready(config)?, file),
        Mappings::Remove { name } => mappings::remove(&ready(config)?, name),
        Mappings::Draft { file } => mappings::draft(file),
    }
}

/// The catalogue, in this program's shape.
fn ready(config: &config::Config) -> Result<sherd::web::State> {
    let state = app::open(config)?;
    state.db.migrate()?;
    Ok(state)
}

fn fail(message: &str) -> ExitCode {
    eprintln!("sherd: {message}");
    ExitCode::from(2)
}
