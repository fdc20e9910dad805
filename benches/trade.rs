//! How fast a large file of transfers is carried in, how much memory that takes, and how long the candidate chains of a component
//! with a common part then take:
//!
//! ```text
//! cargo bench --bench trade -- --data /var/tmp/trade [--rows 1000000] [--organizations 100000] [--database postgres://…]
//!     [--file /var/tmp/trade.csv] [--server PROGRAM]
//! ```
//!
//! Makes up a canonical file, the same at every run: parts, senders and receivers as unevenly common as they are. Carries it in
//! with `sherd import transfers` into a new catalogue, then three hundred components of the commonest parts with
//! `sherd import components`, starts the server and asks the chains of each component twice.
//!
//! Measured on 2026-11-22 on 2 cores (Intel Xeon, virtual), 24 GiB, with a file of ten million rows and a million organizations of the
//! same kind, durable settings: SQLite 486 s (20,600 rows a second; 432 s in a better hour of the machine), at most 470 MiB; PostgreSQL 15
//! as it comes 485 s (20,600), at most 357 MiB, and 432 s (23,200) with 2 GB of shared buffers and 4 GB of log between checkpoints;
//! chains of a component of one of the 300 commonest parts: median 74 to 81 ms on SQLite, 98 to 108 on PostgreSQL, p99 at most 0.7 s.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use rand::{Rng, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use serde_json::Value;
use sherd::domain::imports;

mod served;

use served::{Outcome, Server, get, json};

/// Components whose chains are asked for.
const COMPONENTS: usize = 300;

struct Asked {
    data: PathBuf,
    file: PathBuf,
    rows: usize,
    organizations: usize,
    database: Option<String>,
    server: PathBuf,
}

fn main() -> Outcome<()> {
    let asked = asked()?;
    let mut dice = StdRng::seed_from_u64(113);
    let parts = parts(&mut dice, (asked.rows / 100).max(1_000));
    if !asked.file.exists() {
        transfers(&mut dice, &asked, &parts)?;
    }
    let mut out = std::io::stdout();
    let (took, most) = import(&asked, "transfers", &asked.file)?;
    let rows = u32::try_from(asked.rows)?;
    writeln!(
        out,
        "{rows} rows in {:.1} s: {:.0} a second, at most {most} MiB",
        took.as_secs_f64(),
        f64::from(rows) / took.as_secs_f64()
    )?;
    let found = asked.data.join("components.csv");
    components(&found, &parts)?;
    import(&asked, "components", &found)?;
    let (server, _) = Server::start(&asked.server, &asked.data, asked.database.as_deref())?;
    let paths = (0..COMPONENTS.min(parts.len()))
        .map(path)
        .collect::<Outcome<Vec<_>>>()?;
    for round in ["first", "second"] {
        let before = server.seconds()?;
        let told = chains(&paths)?;
        let spent = server.seconds()? - before;
        writeln!(out, "chains, {round} time: {told}, {spent:.1} processor seconds in all")?;
    }
    Ok(writeln!(out, "afterwards: {}", server.memory()?)?)
}

fn asked() -> Outcome<Asked> {
    let mut asked = Asked {
        data: PathBuf::new(),
        file: PathBuf::new(),
        rows: 1_000_000,
        organizations: 100_000,
        database: None,
        server: env!("CARGO_BIN_EXE_sherd").into(),
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--data" => asked.data = value()?.into(),
            "--file" => asked.file = value()?.into(),
            "--rows" => asked.rows = value()?.parse()?,
            "--organizations" => asked.organizations = value()?.parse()?,
            "--database" => asked.database = Some(value()?),
            "--server" => asked.server = value()?.into(),
            // Cargo says this to every benchmark.
            "--bench" => {}
            other => return Err(format!("unknown word {other}; see the head of benches/trade.rs").into()),
        }
    }
    if asked.data.as_os_str().is_empty() {
        return Err("--data must name a folder for a new catalogue".into());
    }
    std::fs::create_dir_all(&asked.data)?;
    if asked.file.as_os_str().is_empty() {
        asked.file = asked.data.join("transfers.csv");
    }
    Ok(asked)
}

/// Made-up part numbers, the commonest first.
fn parts(dice: &mut StdRng, count: usize) -> Vec<String> {
    const FAMILIES: [&str; 8] = ["ATMEGA", "STM32F", "XC7Z", "ADSP-2", "LM", "TPS", "MAX", "IRF"];
    const ENDS: [&str; 6] = ["A", "B", "AU", "VIT6", "-PU", ""];
    let mut part = || {
        let family = FAMILIES.choose(dice).copied().unwrap_or_default();
        let number: u32 = dice.random_range(100..10_000);
        format!("{family}{number}{}", ENDS.choose(dice).copied().unwrap_or_default())
    };
    (0..count).map(|_| part()).collect()
}

/// Low numbers crowd: the share to a power.
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place drawn from a share"
)]
fn crowded(dice: &mut StdRng, count: usize) -> usize {
    let share: f64 = dice.random();
    ((share.powf(2.2) * count as f64) as usize).min(count - 1)
}

/// The name and the country of an organization, the same at every call.
fn party(number: usize) -> (String, &'static str) {
    const WORDS: [&str; 12] = [
        "Alpha",
        "Baltic",
        "Orion",
        "Trade",
        "Electronic",
        "Components",
        "Global",
        "East",
        "Star",
        "Volga",
        "Nord",
        "Prime",
    ];
    const FORMS: [&str; 4] = ["LLC", "GmbH", "Co., Ltd", "OOO"];
    const COUNTRIES: [&str; 10] = ["US", "DE", "CN", "HK", "TR", "AE", "KZ", "JP", "TW", "MY"];
    let mut dice = StdRng::seed_from_u64(u64::try_from(number).unwrap_or_default());
    let mut word = |words: &[&'static str]| words.choose(&mut dice).copied().unwrap_or_default();
    let name = format!("{} {} {number} {}", word(&WORDS), word(&WORDS), word(&FORMS));
    (name, word(&COUNTRIES))
}

fn transfers(dice: &mut StdRng, asked: &Asked, parts: &[String]) -> Outcome<()> {
    let mut rows = csv::Writer::from_writer(BufWriter::new(File::create(&asked.file)?));
    rows.write_record(imports::transfers::COLUMNS)?;
    for number in 0..asked.rows {
        let from = crowded(dice, asked.organizations);
        let to = crowded(dice, asked.organizations);
        let ends = [
            from,
            if to == from {
                (from + 1) % asked.organizations
            } else {
                to
            },
        ];
        let part = parts.get(crowded(dice, parts.len())).ok_or("no part")?;
        rows.write_record(transfer(dice, number, ends, part))?;
    }
    Ok(rows.flush()?)
}

/// The cells of a row, in the order of the columns.
fn transfer(dice: &mut StdRng, number: usize, [from, to]: [usize; 2], part: &str) -> Vec<String> {
    const KINDS: [&str; 5] = ["sale", "shipment", "customs line", "re-export", "delivery"];
    const CODES: [&str; 4] = ["854231", "854232", "853224", "854129"];
    let ((sender, from_country), (receiver, to_country)) = (party(from), party(to));
    let mut below = |most: u32| dice.random_range(0..most);
    let year = 2018 + below(7);
    let day = format!("{year}-{:02}-{:02}", 1 + below(12), 1 + below(28));
    let lot = match below(10) {
        0..3 => format!("L{}", 10_000 + below(990_000)),
        _ => String::new(),
    };
    let code = match below(10) {
        0..4 => format!("{:02}{:02}", year % 100 - 1, 1 + below(52)),
        _ => String::new(),
    };
    let pieces = 1 + below(100_000);
    let one_of = |words: &[&str]| words.get(number % words.len()).copied().unwrap_or_default().to_owned();
    let said = |column: &str| match column {
        "record_id" => format!("R{number:08}"),
        "kind" => one_of(&KINDS),
        "from_name" => sender.clone(),
        "from_country" | "origin_country" | "dispatch_country" => from_country.to_owned(),
        "to_name" => receiver.clone(),
        "to_country" | "destination_country" => to_country.to_owned(),
        "date_from" | "date_to" => day.clone(),
        "part_number" => part.to_owned(),
        "lot" => lot.clone(),
        "date_code" => code.clone(),
        "hs6" => one_of(&CODES),
        "quantity" => pieces.to_string(),
        "unit" => "pcs".to_owned(),
        "value" => (pieces * 3).to_string(),
        "currency" => "USD".to_owned(),
        "goods" => format!("MICROCHIP {part} {code} QTY {pieces} PCS"),
        "document" => format!("INV {number}"),
        "source_title" => "Made-up customs lines".to_owned(),
        "source_url" => "https://example.org/customs".to_owned(),
        "reliability" => "C".to_owned(),
        "credibility" => "3".to_owned(),
        "release" => "public".to_owned(),
        _ => String::new(),
    };
    let columns = imports::transfers::COLUMNS.iter();
    columns.map(|column| said(column)).collect()
}

/// Components of the commonest parts, five a unit, each with a date code beside its number.
fn components(file: &Path, parts: &[String]) -> Outcome<()> {
    let mut rows = csv::Writer::from_path(file)?;
    rows.write_record(imports::COLUMNS)?;
    for (number, part) in parts.iter().take(COMPONENTS).enumerate() {
        let said = |column: &str| match column {
            "record_id" => format!("C{number}"),
            "unit" => format!("Made-up unit {}", number / 5),
            "weapon" => "Made-up weapon".to_owned(),
            "incident_kind" => "strike".to_owned(),
            "incident_date" => "2024-10-01".to_owned(),
            "place" => "Made-up town".to_owned(),
            "country" => "UA".to_owned(),
            "recovered" => "2024-10-02".to_owned(),
            "path" => "guidance section / board A".to_owned(),
            "quantity" => "1".to_owned(),
            "part_number" => part.clone(),
            "markings" => format!("{part} / {}{:02}", 18 + number % 6, 1 + number % 52),
            "release" => "public".to_owned(),
            _ => String::new(),
        };
        rows.write_record(imports::COLUMNS.iter().map(|column| said(column)))?;
    }
    Ok(rows.flush()?)
}

/// Carries a file in: how long that took, and the most memory that the program had, in mebibytes.
fn import(asked: &Asked, what: &str, file: &Path) -> Outcome<(Duration, u64)> {
    let mut command = Command::new(&asked.server);
    command.args(["import", what]).arg(file).arg("--data").arg(&asked.data);
    if what == "components" {
        command.arg("--create-missing");
    }
    if let Some(database) = &asked.database {
        command.args(["--database", database]);
    }
    let began = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut most = 0;
    let ended = loop {
        most = most.max(peak(&status).unwrap_or_default());
        match child.try_wait()? {
            Some(ended) => break ended,
            None => std::thread::sleep(Duration::from_millis(100)),
        }
    };
    match ended.success() {
        true => Ok((began.elapsed(), most / 1024)),
        false => Err(format!("the import of {what} ended with {ended}").into()),
    }
}

/// The most memory that a process had so far, in kibibytes.
fn peak(status: &Path) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The address of the chains of a component.
fn path(number: usize) -> Outcome<String> {
    let found = json(&format!("/api/v1/components?record_id=C{number}"))?;
    let reference = found.pointer("/results/0/ref").and_then(Value::as_str);
    Ok(format!(
        "/api/v1/components/{}/chains",
        reference.ok_or("a component is missing")?
    ))
}

/// How long each takes, one after another.
fn chains(paths: &[String]) -> Outcome<String> {
    let mut times = Vec::with_capacity(paths.len());
    let mut found = 0;
    for path in paths {
        let began = Instant::now();
        let (status, body) = get(path)?;
        times.push(began.elapsed());
        let told: Value = serde_json::from_slice(&body)?;
        match told.as_array() {
            Some(told) if status == 200 => found += told.len(),
            _ => return Err(format!("{path}: {status}").into()),
        }
    }
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    Ok(format!(
        "{found} chains of {} components, median {:.1?}, p99 {:.1?}",
        paths.len(),
        at(50),
        at(99)
    ))
}
