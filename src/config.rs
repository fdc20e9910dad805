//! Settings: from flags, then `SHERD_*` variables, then `sherd.toml`. The only reader of environment and file.

use std::path::PathBuf;

use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use serde::{Deserialize, Serialize};

/// What can be set. Every name is a flag (`--data`), a variable (`SHERD_DATA`) and a line of `sherd.toml` (`data = …`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The folder of the catalogue: database, originals, derivatives.
    pub data: PathBuf,
    /// `sqlite://PATH` or `postgres://…`; empty for `catalogue.sqlite` in the data folder.
    pub database: String,
    /// Where originals lie: a folder, or empty for `photos` in the data folder.
    pub blobs: String,
    /// Address and port to listen on.
    pub listen: String,
    /// The address people reach the site at, for citations and cookies; empty for `http://LISTEN`.
    pub site: String,
    /// What goes to the log, as tracing's filter has it.
    pub log: String,
    /// `text` or `json`.
    pub log_format: String,
    /// Threads that answer requests; 0 for one a core.
    pub workers: usize,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            data: PathBuf::from("sherd-data"),
            database: String::new(),
            blobs: String::new(),
            listen: "127.0.0.1:8080".to_owned(),
            site: String::new(),
            log: "info,sherd::access=warn".to_owned(),
            log_format: "text".to_owned(),
            workers: 0,
        }
    }
}

/// The flags that are settings; a flag that is not given leaves the setting to the others.
#[derive(Debug, Clone, Default, Serialize, clap::Args)]
pub struct Flags {
    /// Folder of the catalogue
    #[arg(long, global = true, value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
    /// sqlite://PATH or postgres://…
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// Folder of the originals
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blobs: Option<String>,
    /// Address and port to listen on
    #[arg(long, global = true, value_name = "ADDR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<String>,
    /// Address people reach the site at
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// Log filter
    #[arg(long, global = true, value_name = "FILTER")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// Log format: text or json
    #[arg(long, global = true, value_name = "FORMAT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_format: Option<String>,
    /// Threads that answer requests
    #[arg(long, global = true, value_name = "N")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workers: Option<usize>,
}

/// Reads all three places. The message of an error names the setting and where it stands.
///
/// # Errors
/// A sentence for the person at the command line.
pub fn read(flags: &Flags) -> Result<Config, String> {
    let figment = Figment::from(Serialized::defaults(Config::default()))
        .merge(Toml::file("sherd.toml"))
        .merge(Env::prefixed("SHERD_").ignore(&["shots"]))
        .merge(Serialized::from(flags, figment::Profile::Default));
    let config: Config = figment.extract().map_err(|error| {
        error
            .into_iter()
            .map(|cause| cause.to_string())
            .collect::<Vec<_>>()
            .join("; ")
    })?;
    let source = |setting: &str| {
        figment
            .find_metadata(setting)
            .map_or_else(|| "default".to_owned(), |metadata| metadata.name.to_string())
    };
    check(&config, &source)?;
    Ok(config)
}

fn check(config: &Config, source: &dyn Fn(&str) -> String) -> Result<(), String> {
    let wrong = |setting: &str, value: &str, expected: &str| {
        Err(format!(
            "setting `{setting}` (from {}) is {value:?}: expected {expected}",
            source(setting)
        ))
    };
    if config.listen.parse::<std::net::SocketAddr>().is_err() {
        return wrong(
            "listen",
            &config.listen,
            "an address with a port, for example 127.0.0.1:8080",
        );
    }
    if !config.site.is_empty() && !config.site.starts_with("http://") && !config.site.starts_with("https://") {
        return wrong("site", &config.site, "an address that begins with http:// or https://");
    }
    if !matches!(config.log_format.as_str(), "text" | "json") {
        return wrong("log_format", &config.log_format, "text or json");
    }
    if !config.database.is_empty() && crate::store::db::Address::parse(&config.database).is_err() {
        return wrong("database", "(hidden)", "sqlite://PATH or postgres://USER@HOST/NAME");
    }
    if config.blobs.contains("://") {
        return wrong(
            "blobs",
            &config.blobs,
            "a folder; other stores are not built into this version",
        );
    }
    Ok(())
}

impl Config {
    /// The database's address.
    ///
    /// # Errors
    /// As [`crate::store::db::Address::parse`].
    pub fn address(&self) -> crate::error::Result<crate::store::db::Address> {
        match self.database.is_empty() {
            true => Ok(crate::store::db::Address::Sqlite(self.data.join("catalogue.sqlite"))),
            false => crate::store::db::Address::parse(&self.database),
        }
    }

    /// The folder of the administrator's own rules.
    pub fn rules(&self) -> PathBuf {
        self.data.join("rules")
    }

    /// The folder of the originals.
    pub fn photos(&self) -> PathBuf {
        match self.blobs.is_empty() {
            true => self.data.join("photos"),
            false => PathBuf::from(&self.blobs),
        }
    }

    /// The address of the site, without a slash at the end.
    pub fn site(&self) -> String {
        match self.site.is_empty() {
            true => format!("http://{}", self.listen),
            false => self.site.trim_end_matches('/').to_owned(),
        }
    }
}
