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
//! | component | 6,732 | 0.256 |
//! | unit, its date worked out anew | 559 | 2.668 |
//! | search, exact | 5,268 | 0.332 |
//! | search, prefix | 5,808 | 0.304 |
//!
//! Ready after 42 ms, 34 MiB idle, 135 MiB afterwards, beside the pages of the file. While marks are read in the background, as after an
//! update, the worker's own time is counted too: a component then costs about half as much again.

use std::{
    error::Error,
    fmt::Write as _,
    io::{Read, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use rand::{Rng, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use serde_json::Value;
use sherd::{domain::records::Cursor, web::urls};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Addresses of each kind.
const DRAWN: usize = 1_000;
const HOST: &str = "127.0.0.1:18113";

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
    let (server, ready) = Server::start(&asked)?;
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

fn json(path: &str) -> Outcome<Value> {
    let (status, body) = get(path)?;
    match status {
        200 => Ok(serde_json::from_slice(&body)?),
        _ => Err(format!("{path}: {status}").into()),
    }
}

/// One request on a connection of its own.
fn get(path: &str) -> Outcome<(u16, Vec<u8>)> {
    let mut socket = TcpStream::connect(HOST)?;
    write!(
        socket,
        "GET {path} HTTP/1.0\r\nHost: {HOST}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer)?;
    let end = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .ok_or("half an answer")?;
    let (head, body) = answer.split_at(end + 4);
    let status = String::from_utf8_lossy(head)
        .split(' ')
        .nth(1)
        .ok_or("no status")?
        .parse()?;
    Ok((status, body.to_vec()))
}

struct Server {
    child: Child,
    with_database: bool,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts the server; says how long it took until it was ready.
    fn start(asked: &Asked) -> Outcome<(Server, Duration)> {
        let mut command = Command::new(&asked.server);
        command.args(["serve", "--listen", HOST, "--data"]).arg(&asked.data);
        if let Some(database) = &asked.database {
            command.args(["--database", database]);
        }
        let begun = Instant::now();
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let server = Server {
            child,
            with_database: asked.database.is_some(),
        };
        while begun.elapsed() < Duration::from_secs(60) {
            if get("/readyz").is_ok_and(|(status, _)| status == 200) {
                return Ok((server, begun.elapsed()));
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Err("the server was not ready after a minute".into())
    }

    /// Its share of the machine's memory. Pages of files that it looks at, the catalogue's and its own program, count as used
    /// wherever memory is shown, but the system takes them back without asking when it needs room: they are told apart.
    fn memory(&self) -> Outcome<String> {
        let text = std::fs::read_to_string(format!("/proc/{}/smaps_rollup", self.child.id()))?;
        let mebibytes = |name: &str| -> Outcome<f64> {
            let line = text.lines().find(|line| line.starts_with(name)).ok_or("no such line")?;
            let kibibytes: f64 = line.split_whitespace().nth(1).ok_or("no figure")?.parse()?;
            Ok(kibibytes / 1024.0)
        };
        let files = mebibytes("Pss_File:")?;
        let own = mebibytes("Pss:")? - files;
        Ok(format!("{own:.1} MiB of its own, {files:.1} MiB of files"))
    }

    /// Processor seconds spent so far.
    fn seconds(&self) -> Outcome<f64> {
        let mut ticks = ticks(&PathBuf::from(format!("/proc/{}", self.child.id())))?;
        if self.with_database {
            for entry in std::fs::read_dir("/proc")? {
                let folder = entry?.path();
                let name = std::fs::read_to_string(folder.join("comm")).unwrap_or_default();
                if name.trim() == "postgres" {
                    ticks += self::ticks(&folder).unwrap_or_default();
                }
            }
        }
        // A tick is a hundredth of a second on every Linux.
        Ok(ticks / 100.0)
    }
}

/// User and system time of a process, in ticks.
fn ticks(folder: &Path) -> Outcome<f64> {
    let text = std::fs::read_to_string(folder.join("stat"))?;
    let (_, rest) = text.rsplit_once(')').ok_or("no stat")?;
    let mut words = rest.split_whitespace().skip(11);
    let mut next = || Ok::<f64, Box<dyn Error>>(words.next().ok_or("no stat")?.parse()?);
    Ok(next()? + next()?)
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
