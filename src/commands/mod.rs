//! What the commands do, in the words they print.

use std::{path::Path, process::ExitCode};

use sherd::{
    app::{self, loading},
    config::Config,
    domain::{access::Actor, imports::stage::Problem, records::Shelf},
    error::{Error, Result, Say},
    service::{
        self, Ctx,
        imports::{How, Report, converted::Told},
    },
    web::{self, State},
    words::{self, Words},
};

pub(crate) mod accounts;
pub(crate) mod chains;
pub(crate) mod constellations;
pub(crate) mod date;
pub(crate) mod demo;
pub(crate) mod export;
pub(crate) mod incoming;
pub(crate) mod mappings;
pub(crate) mod parties;
mod plates;
pub(crate) mod read;

/// Starts the log.
pub(crate) fn log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log)
        .unwrap_or_else(|_bad| tracing_subscriber::EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
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
    let ctx = context(&state);
    state.db.write_now(|conn| service::seeds::seed_if_empty(conn, &ctx))?;
    accounts::print_first_admin_link(&state)?;
    println!("Sherd is at {}", state.site);
    actix_web::rt::System::new().block_on(app::serve(config, state))?;
    Ok(ExitCode::SUCCESS)
}

/// The person at the machine, now.
pub(crate) fn context(state: &State) -> Ctx {
    Ctx::new(Actor::command_line(), (state.clock)(), "command line").ruled(&state.rules)
}

/// `sherd migrate`
pub(crate) fn migrate(state: &State) -> Result<ExitCode> {
    let done = state.db.migrate()?;
    let ctx = context(state);
    state.db.write_now(|conn| service::seeds::seed_if_empty(conn, &ctx))?;
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
    let originals = state.db.read_now(service::photos::originals)?;
    for sha256 in &originals {
        match state.vault.verify(sha256) {
            Ok(true) => {}
            Ok(false) => {
                println!("originals: {sha256} is not what was stored");
                return Ok(ExitCode::FAILURE);
            }
            Err(Error::NotFound(_)) => {
                println!("originals: {sha256} is missing");
                return Ok(ExitCode::FAILURE);
            }
            Err(error) => return Err(error),
        }
    }
    println!("originals: {} are as they were stored", originals.len());
    if let Some(unsound) = state.db.read_now(service::transfers::first_unsound)? {
        println!("transfers: row {} does not agree with {}", unsound.id, unsound.what);
        return Ok(ExitCode::FAILURE);
    }
    println!("transfers: they agree with organizations, sources, goods and flows");
    Ok(ExitCode::SUCCESS)
}

/// `sherd import KIND FILE`: 0 when written (or, dry, when it could be), 1 with the list of what is wrong.
pub(crate) fn import(state: &State, shelf: Shelf, file: &Path, mapping: Option<&str>, how: How) -> Result<ExitCode> {
    if mapping.is_some() && shelf != Shelf::Transfers {
        return Err(Error::invalid("mapping", Say::new("mappings-transfers-only")));
    }
    state.db.migrate()?;
    let ctx = context(state);
    let name = file
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let open = || {
        std::fs::File::open(file).map_err(|cause| Error::internal(format!("cannot open {}: {cause}", file.display())))
    };
    let sha256 = service::imports::digest(open()?)?;
    let turned = match mapping {
        Some(mapping) => match mappings::turn(state, &ctx, &open()?, mapping)? {
            Some(turned) => Some(turned),
            None => return Ok(ExitCode::FAILURE),
        },
        None => None,
    };
    if shelf == Shelf::Transfers {
        let (file, told) = match turned {
            Some(turned) => {
                let file = service::imports::File::kept(&name, &sha256, service::imports::LISTED, turned.table);
                (file, Some(turned.told))
            }
            None => {
                let path = file.to_owned();
                let open = move || {
                    std::fs::File::open(&path)
                        .map_err(|cause| Error::internal(format!("cannot open {}: {cause}", path.display())))
                };
                (
                    service::imports::File::new(&name, &sha256, service::imports::LISTED, open),
                    None,
                )
            }
        };
        let report = load(state, &ctx, service::imports::Load::new(file), how)?;
        return concluded(state, &report, told.as_ref(), how);
    }
    let reader = std::io::BufReader::new(open()?);
    let table = service::imports::open(shelf, &name, reader, &sha256, service::imports::LISTED)?;
    let total = table.total();
    let progress = |done: u64| {
        if done.is_multiple_of(10_000) {
            eprintln!("{done} of {total} rows");
        }
        Ok(())
    };
    let report = match how.dry_run {
        true => state
            .db
            .read_now(|conn| service::imports::run_any(conn, &ctx, table, how, &progress))?,
        false => state
            .db
            .write_now(|conn| service::imports::run_any(conn, &ctx, table, how, &progress))?,
    };
    concluded(state, &report, None, how)
}

/// Carries a file of transfers into the catalogue, and tells on the way how far it is.
fn load(state: &State, ctx: &Ctx, load: service::imports::Load, how: How) -> Result<Report> {
    let tell: loading::Tell = std::sync::Arc::new(|done, total| {
        match total {
            0 => eprintln!("{done} rows checked"),
            total => eprintln!("{done} of {total} rows written"),
        }
        Ok(())
    });
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()?
        .block_on(loading::load(state, ctx, how, load, None, tell))
}

/// Puts the search in order after an import, and tells what came of it.
fn concluded(state: &State, report: &Report, told: Option<&Told>, how: How) -> Result<ExitCode> {
    // The rows are in the catalogue: what goes wrong from here on only makes searching slower.
    let mut untidy = report.written;
    while untidy {
        untidy = state.db.write_now(service::search::tidy).unwrap_or_else(|cause| {
            tracing::warn!(%cause, "the search could not be put in order");
            false
        });
    }
    print(report, told, words::of(words::Lang::En), how)?;
    Ok(match report.wrong {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

pub(crate) fn print(report: &Report, told: Option<&Told>, words: &Words, how: How) -> Result<()> {
    for error in &report.errors {
        let problem = match told {
            Some(told) => told.problem(error)?,
            None => Problem::from(error.clone()),
        };
        mappings::print_problem(&problem, words);
    }
    for (what, names) in [("makers", &report.unknown_makers), ("weapons", &report.unknown_weapons)] {
        if !names.is_empty() {
            println!("unknown {what}: {}", names.join(", "));
        }
    }
    let made = match report.written {
        true => "made",
        false => "to be made",
    };
    for (what, names, count) in [
        ("organizations", &report.new_parties, report.new_parties_count),
        ("sources", &report.new_sources, report.new_sources_count),
    ] {
        let listed = u64::try_from(names.len()).unwrap_or(u64::MAX);
        if count > 0 {
            let rest = match count.saturating_sub(listed) {
                0 => String::new(),
                rest => format!("; and {rest} more"),
            };
            println!("{what} {made} from their names: {}{rest}", names.join("; "));
        }
    }
    println!(
        "{} rows: {} new, {} changed, {} the same, {} wrong",
        report.total, report.made, report.changed, report.same, report.wrong
    );
    println!(
        "{}",
        match (report.written, how.dry_run) {
            (true, _) => "Written.",
            (false, true) => "Dry run: nothing was written.",
            (false, false) => "Nothing was written.",
        }
    );
    Ok(())
}
