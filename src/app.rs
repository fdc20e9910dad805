//! From settings to a running server: the only place that wires rooms together.

use std::{sync::Arc, time::Duration};

use actix_web::{
    App, HttpServer,
    middleware::{Compress, from_fn},
};
use chrono::Utc;

use crate::{
    config::Config,
    domain::{
        access::Actor,
        rules::{book::Rulebook, entry::RuleError},
    },
    error::{Error, Result},
    media::vault::Vault,
    service::{self, Ctx, pictures::Studio},
    store::{Db, db::Durability},
    web::{self, State},
    words,
};

pub mod loading;
pub mod worker;

/// Opens database and files, and brings the database to this program's shape.
///
/// # Errors
/// What cannot be opened.
#[expect(clippy::disallowed_methods, reason = "this is the one place where the clock is made")]
pub fn open(config: &Config) -> Result<State> {
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let size = u32::try_from(cores + 2).unwrap_or(8);
    let db = Db::open(config.address()?, Durability::Disk, size)?;
    let vault = Arc::new(Vault::open(config.photos())?);
    let site = config.site();
    Ok(State {
        db,
        studio: Arc::new(Studio::new(Arc::clone(&vault))),
        imports: Arc::default(),
        dates: Arc::default(),
        rules: rulebook(&config.rules())?,
        vault,
        clock: Arc::new(Utc::now),
        secure: site.starts_with("https://"),
        site,
    })
}

/// The rules that ship with the program and those in `folder`, `*.toml` by name, every entry checked by its own examples.
///
/// # Errors
/// `Internal` naming file, entry and field of everything that is wrong.
pub fn rulebook(folder: &std::path::Path) -> Result<Arc<Rulebook>> {
    let mut files = Vec::new();
    if folder.is_dir() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "toml") {
                let name = path
                    .file_name()
                    .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                files.push((name, std::fs::read_to_string(&path)?));
            }
        }
    }
    if files.is_empty() {
        return service::rulebook::builtin();
    }
    files.sort();
    service::rulebook::checked(&files).map(Arc::new).map_err(|wrong| {
        let told: Vec<String> = wrong.iter().map(told).collect();
        Error::internal(format!(
            "the rules in {} are wrong:\n{}",
            folder.display(),
            told.join("\n")
        ))
    })
}

/// What is wrong with a rule, in English, for those who run the machine: file, entry, field and a sentence.
pub fn told(error: &RuleError) -> String {
    let RuleError {
        file,
        entry,
        field,
        say,
    } = error;
    let place: Vec<&str> = [file, entry, field]
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    format!("{}: {}", place.join(": "), words::of(words::Lang::En).say(say))
}

/// Now. For commands that need no catalogue.
#[expect(
    clippy::disallowed_methods,
    reason = "beside `open`, the one place where the clock is made"
)]
pub fn now() -> chrono::DateTime<Utc> {
    Utc::now()
}

/// Serves until the process is told to stop; then finishes what is under way and returns.
///
/// # Errors
/// `Internal` when the address cannot be listened on.
pub async fn serve(config: &Config, state: State) -> Result<()> {
    actix_web::rt::spawn(sweep_hourly(state.clone()));
    actix_web::rt::spawn(worker::run(state.clone()));
    let routes = web::configure(state);
    let server = HttpServer::new(move || {
        App::new()
            .configure(routes.clone())
            .default_service(actix_web::web::to(web::pages::nowhere))
            .wrap(Compress::default())
            .wrap(from_fn(web::front::wrap))
    })
    // A sender that has not finished its header by then is cut off; bodies have deadlines of their own.
    .client_request_timeout(Duration::from_secs(10))
    .client_disconnect_timeout(Duration::from_secs(2))
    .keep_alive(Duration::from_secs(75))
    .shutdown_timeout(20)
    .backlog(1024)
    .on_connect(|connection, _| {
        if let Some(socket) = connection.downcast_ref::<actix_web::rt::net::TcpStream>() {
            // Answers are small and whole: waiting to fill a packet only adds delay.
            let _ = socket.set_nodelay(true);
        }
    });
    let server = match config.workers {
        0 => server,
        workers => server.workers(workers),
    };
    let server = server
        .bind(&config.listen)
        .map_err(|cause| Error::internal(format!("cannot listen on {}: {cause}", config.listen)))?;
    server.run().await?;
    Ok(())
}

/// Removes what uploads that failed have left, at the start and every hour. Ends with the server.
async fn sweep_hourly(state: State) {
    loop {
        let (studio, ctx) = (
            Arc::clone(&state.studio),
            Ctx::new(Actor::command_line(), (state.clock)(), "sweep"),
        );
        let vault = Arc::clone(&state.vault);
        let swept = state.db.read(move |conn| {
            let tables = service::tables::sweep(conn, &ctx, &vault)?;
            Ok((studio.sweep(conn, &ctx)?, tables))
        });
        match swept.await {
            Ok((swept, tables)) if swept.originals + swept.incoming + tables > 0 => {
                let (originals, uploads) = (swept.originals, swept.incoming);
                tracing::info!(originals, uploads, tables, "swept");
            }
            Ok(_) => {}
            Err(cause) => tracing::warn!(%cause, "the sweep stopped"),
        }
        tokio::time::sleep(Duration::from_secs(3_600)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_rules_are_told_in_sentences() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(
            folder.path().join("own.toml"),
            "[[scheme]]\nid = \"own.x\"\npatterns = [\"{WW}\"]\n",
        )
        .unwrap();
        let told = rulebook(folder.path()).unwrap_err().to_string();
        assert!(
            told.contains("own.toml: own.x: patterns: ") && !told.contains("rule-"),
            "{told}"
        );
    }
}
