//! A server started for a benchmark, and what it is asked.

use std::{
    error::Error,
    io::{Read, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;

/// What a benchmark does ends with.
pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// Where the server listens.
pub(crate) const HOST: &str = "127.0.0.1:18113";

/// What an address of the interface for programs answers.
pub(crate) fn json(path: &str) -> Outcome<Value> {
    let (status, body) = get(path)?;
    match status {
        200 => Ok(serde_json::from_slice(&body)?),
        _ => Err(format!("{path}: {status}").into()),
    }
}

/// One request on a connection of its own.
pub(crate) fn get(path: &str) -> Outcome<(u16, Vec<u8>)> {
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

/// A server that runs until this is dropped.
pub(crate) struct Server {
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
    pub(crate) fn start(program: &Path, data: &Path, database: Option<&str>) -> Outcome<(Server, Duration)> {
        let mut command = Command::new(program);
        command.args(["serve", "--listen", HOST, "--data"]).arg(data);
        if let Some(database) = database {
            command.args(["--database", database]);
        }
        let begun = Instant::now();
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let server = Server {
            child,
            with_database: database.is_some(),
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
    pub(crate) fn memory(&self) -> Outcome<String> {
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
    pub(crate) fn seconds(&self) -> Outcome<f64> {
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
