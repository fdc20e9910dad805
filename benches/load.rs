//! How fast a made-up catalogue is served: starts the server on it, asks with `wrk` from the same machine, and prints requests a
//! second, processor time a request, and what starting and idling cost.
//!
//! ```text
//! cargo bench --bench world -- --components 1000000 --data /var/tmp/world
//! cargo bench --bench load -- --data /var/tmp/world [--database postgres://…] [--seconds 10] [--connections 16] [--server PROGRAM]
//! ```
//!
//! Addresses are drawn at random over the whole catalogue, 1,000 of each kind, so no page is asked for twice in a row. Processor
//! time is the server's own, and on PostgreSQL that of the database beside it.
//!
//! Measured on 2026-11-22 on SQLite, 1,000,000 components with 5 marks each, all marks read and their constellations counted, 2 cores
//! (Intel Xeon, virtual), 24 GiB, release build, nothing else running; 6 seconds an address, 16 connections, the client on the same
//! cores. The same machine takes up to a tenth more at other times:
//!
//! | addresses | requests/s | processor ms a request |
//! |---|---|---|
//! | list of 50, first page | 9,410 | 0.186 |
//! | list of 50, any page | 7,364 | 0.232 |
//! | component | 7,767 | 0.221 |
//! | unit, its date worked out anew | 559 | 2.668 |
//! | search, exact | 5,268 | 0.332 |
//! | search, prefix | 5,808 | 0.304 |
//!
//! Ready after 42 ms, 34 MiB idle, 135 MiB afterwards, beside the pages of the file. While marks are read in the background, as after an
//! update, the worker's own time is counted too: a component then costs about half as much again.

use std::{fmt::Write as _, io::Write as _, path::PathBuf, process::Command, time::Duration};

use rand::{Rng, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use serde_json::Value;
use sherd::{domain::records::Cursor, web::urls};

mod served;

use served::{HOST, Outcome, Server, get, json};

/// Addresses of each kind.
const DRAWN: usize = 1_000;

struct Asked {
    data: PathBuf,
    database: Option<String>,
    seconds: u32,
    connections: u32,
    only: Option<String>,
    server: PathBuf,
}

fn main() -> Outcome<()> {
    let asked = asked()?;
    let (server, ready) = Server::start(&asked.server, &asked.data, asked.database.as_deref())?;
    say(&format!("ready after {} ms", ready.as_millis()))?;
    std::thread::sleep(Duration::from_secs(2));
    say(&format!("idle: {}", server.memory()?))?;
    say("\naddresses              req/s   CPU ms/req   p50 ms   p99 ms   bytes   not 2xx")?;
    for (name, paths) in draw()? {
        if asked.only.as_ref().is_none_or(|only| *only == name) {
            measure(&server, &asked, name, &paths)?;
        }
    }
    say(&format!("\nafterwards: {}", server.memory()?))
}

fn asked() -> Outcome<Asked> {
    let mut asked = Asked {
        data: PathBuf::new(),
        database: None,
        seconds: 10,
        connections: 16,
        only: None,
        server: env!("CARGO_BIN_EXE_sherd").into(),
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--data" => asked.data = value()?.into(),
            "--database" => asked.database = Some(value()?),
            "--seconds" => asked.seconds = value()?.parse()?,
            "--connections" => asked.connections = value()?.parse()?,
            "--only" => asked.only = Some(value()?),
            "--server" => asked.server = value()?.into(),
            // Cargo says this to every benchmark.
            "--bench" => {}
            other => return Err(format!("unknown word {other}; see the head of benches/load.rs").into()),
        }
    }
    match asked.data.is_dir() {
        true => Ok(asked),
        false => Err("--data must name a folder made by the benchmark `world`".into()),
    }
}

fn say(line: &str) -> Outcome<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

/// What is asked for, by name.
fn draw() -> Outcome<Vec<(&'static str, Vec<String>)>> {
    let mut chance = StdRng::seed_from_u64(113);
    let newest = newest()?;
    let mut lists = Vec::new();
    let mut components = Vec::new();
    let mut units = Vec::new();
    let mut numbers = Vec::new();
    for _ in 0..DRAWN {
        lists.push(list("/components", chance.random_range(newest / 10..newest)));
    }
    for path in lists.iter().take(60) {
        let page = json(&path.replace("/components", "/api/v1/components"))?;
        for item in page.get("results").and_then(Value::as_array).ok_or("no results")? {
            let text = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default();
            components.push(format!("/components/{}", text("ref")));
            units.push(format!("/units/{}", fields(item, "unit")));
            numbers.push(fields(item, "part"));
        }
    }
    // Of a component whose unit is not public, nobody is told the unit.
    units.retain(|path| path != "/units/");
    units.sort_unstable();
    units.dedup();
    numbers.retain(|reference| !reference.is_empty());
    let mut exact = Vec::new();
    for reference in numbers.choose_multiple(&mut chance, 300) {
        let part = json(&format!("/api/v1/parts/{reference}"))?;
        exact.push(fields(&part, "number"));
    }
    let search = |text: &str, shelf: &str| urls::with_query("/search", &[("q", text), ("in", shelf)]);
    let prefix = |number: &String| number.chars().take(5).collect::<String>();
    Ok(vec![
        ("health", vec!["/healthz".to_owned()]),
        ("list, first page", vec!["/components".to_owned()]),
        ("list, any page", lists),
        (
            "component",
            components.choose_multiple(&mut chance, DRAWN).cloned().collect(),
        ),
        ("unit", units.choose_multiple(&mut chance, DRAWN).cloned().collect()),
        ("search, exact", exact.iter().map(|number| search(number, "")).collect()),
        (
            "search, prefix",
            exact.iter().map(|number| search(&prefix(number), "")).collect(),
        ),
        (
            "parts, exact",
            exact.iter().map(|number| search(number, "parts")).collect(),
        ),
        (
            "parts, prefix",
            exact.iter().map(|number| search(&prefix(number), "parts")).collect(),
        ),
        ("home", vec!["/".to_owned()]),
    ])
}

/// What a record says in a field; of a link, the reference.
fn fields(item: &Value, name: &str) -> String {
    let link = item
        .get("links")
        .and_then(|links| links.get(name))
        .and_then(|link| link.get("ref"));
    let told = link.or_else(|| item.get(name)).and_then(Value::as_str);
    told.unwrap_or_default().to_owned()
}

fn list(path: &str, id: i64) -> String {
    let cursor = urls::cursor(&Cursor {
        sort: String::new(),
        id,
    });
    urls::with_query(path, &[("after", &cursor)])
}

/// The row number that no record has reached: the list begins there. Found by halving, so that the benchmark needs no database.
fn newest() -> Outcome<i64> {
    let (mut low, mut high) = (1_i64, 1_i64 << 32);
    let first = json("/api/v1/components")?;
    let first = first.pointer("/results/0/ref").cloned().ok_or("an empty catalogue")?;
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        let page = json(&list("/api/v1/components", middle))?;
        match page.pointer("/results/0/ref") == Some(&first) {
            true => high = middle,
            false => low = middle,
        }
    }
    Ok(high)
}

fn measure(server: &Server, asked: &Asked, name: &str, paths: &[String]) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let script = folder.path().join("paths.lua");
    std::fs::write(&script, lua(paths))?;
    let bytes = get(paths.first().ok_or("nothing to ask for")?)?.1.len();
    let before = server.seconds()?;
    let answer = Command::new("wrk")
        .args(["--threads", "1", "--timeout", "10s"])
        .args(["--connections", &asked.connections.to_string()])
        .args(["--duration", &format!("{}s", asked.seconds)])
        .arg("--script")
        .arg(&script)
        .arg(format!("http://{HOST}"))
        .output()
        .map_err(|cause| format!("wrk is needed (apt-get install wrk): {cause}"))?;
    let spent = server.seconds()? - before;
    let text = String::from_utf8_lossy(&answer.stdout);
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("figures "))
        .ok_or_else(|| text.to_string())?;
    let figures: Vec<f64> = line.split(' ').map(str::parse).collect::<Result<_, _>>()?;
    let [requests, seconds, p50, p99, bad] = figures.as_slice() else {
        return Err(line.to_owned().into());
    };
    say(&format!(
        "{name:18} {:9.0} {:12.3} {p50:8.2} {p99:8.2} {bytes:7} {bad:9.0}",
        requests / seconds,
        spent * 1_000.0 / requests,
    ))
}

/// A script that asks for one address after another and ends with one line of figures.
fn lua(paths: &[String]) -> String {
    let mut script = String::from("local paths = {\n");
    for path in paths {
        let _ = writeln!(script, "  {path:?},");
    }
    script.push_str(
        "}\nlocal at = 0\n\
         request = function()\n  at = at % #paths + 1\n  return wrk.format('GET', paths[at])\nend\n\
         done = function(sum, latency)\n\
         \u{20} local bad = sum.errors.status + sum.errors.connect + sum.errors.read + sum.errors.write + sum.errors.timeout\n\
         \u{20} io.write(string.format('figures %d %f %f %f %d\\n', sum.requests, sum.duration / 1e6,\n\
         \u{20}   latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, bad))\nend\n",
    );
    script
}
