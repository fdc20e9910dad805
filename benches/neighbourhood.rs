//! How fast the neighbourhood of an organization is walked: `cargo bench --bench neighbourhood`.
//!
//! ```text
//! cargo bench --bench neighbourhood                                      a million organizations and three million flows in SQLite
//! cargo bench --bench neighbourhood -- --database postgres://…           the same in an empty PostgreSQL database
//! cargo bench --bench neighbourhood -- --nodes 100000 --data /var/tmp/n  smaller, and kept in that folder
//! cargo bench --bench neighbourhood -- --edges /var/tmp/edges.csv        only the flows, for a comparison with other programs
//! ```
//!
//! The graph is the same at every run: half of the ends are drawn evenly, half where the low numbers crowd, so that there are hubs:
//! four steps meet about 8,500 organizations, three about 900. A hundred middles drawn evenly are walked both ways, with what a
//! reader may see checked at every step. For a comparison, read the file of edges with igraph and time
//! `neighborhood(v, order=4, mode="all")`.
//!
//! Measured on 2026-11-22 on 2 cores (Intel Xeon, virtual), 24 GiB, nothing else running, PostgreSQL 15 with its usual settings;
//! median and 99th of a hundred, in milliseconds:
//!
//! | steps | SQLite | PostgreSQL | igraph 1.0.0 from Python, in memory, nothing checked |
//! |---|---|---|---|
//! | 1 | 0.02, 0.2 | 0.60, 4.6 | 0.32, 1.3 |
//! | 2 | 0.09, 4.3 | 1.5, 8.2 | 0.33, 0.5 |
//! | 3 | 0.63, 36 | 3.1, 88 | 0.37, 2.0 |
//! | 4 | 5.9, 74 | 14.8, 155 | 0.67, 17 |
//!
//! Without the index of closed organizations four steps took 11.6 on SQLite and 44.6 on PostgreSQL. The same graph held in memory would
//! answer in a tenth of the time, but every server would have to keep it in step with every transfer and every level,
//! and no page is waited for longer than it takes to draw it.

#![expect(
    clippy::print_stdout,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a bench prints, and draws numbers from shares"
)]

use std::{
    collections::HashSet,
    error::Error,
    io::Write,
    path::PathBuf,
    time::{Duration, Instant},
};

use diesel::{Connection, PgConnection, connection::SimpleConnection};
use rand::{Rng, SeedableRng, rngs::StdRng};
use sherd::{
    domain::release::Sight,
    service::neighbourhoods::{HOPS, reach},
    store::{
        Address, Conn, Db, Durability,
        flows::{self, Flow},
    },
};

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SEED: u64 = 113;
const MIDDLES: usize = 100;
const ROWS: usize = 50_000;

struct Asked {
    nodes: u64,
    data: Option<PathBuf>,
    database: Option<String>,
    edges: Option<PathBuf>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let asked = asked()?;
    let mut dice = StdRng::seed_from_u64(SEED);
    let edges = graph(&mut dice, asked.nodes);
    if let Some(path) = &asked.edges {
        let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
        for (from, to) in &edges {
            writeln!(file, "{from},{to}")?;
        }
        return Ok(file.flush()?);
    }
    let folder = tempfile::tempdir()?;
    let address = match (&asked.database, &asked.data) {
        (Some(address), _) => Address::parse(address)?,
        (None, Some(data)) => Address::Sqlite(data.join("catalogue.sqlite")),
        (None, None) => Address::Sqlite(folder.path().join("catalogue.sqlite")),
    };
    let db = Db::open(address, Durability::System, 2)?;
    db.migrate()?;
    let there = db.read_now(sherd::store::records::last)?;
    if there == 0 {
        let began = Instant::now();
        fill(&db, asked.nodes, &edges)?;
        if let Some(address) = &asked.database {
            // What PostgreSQL does by itself within a minute or two.
            PgConnection::establish(address)?.batch_execute("VACUUM (ANALYZE)")?;
        }
        println!(
            "{} organizations and {} flows written in {:.0?}",
            asked.nodes,
            edges.len(),
            began.elapsed()
        );
    }
    for hops in 1..=HOPS {
        walk(&db, asked.nodes, hops)?;
    }
    Ok(())
}

fn asked() -> Result<Asked, Box<dyn Error>> {
    let mut asked = Asked {
        nodes: 1_000_000,
        data: None,
        database: None,
        edges: None,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut next = || words.next().ok_or_else(|| format!("{word} what?"));
        match word.as_str() {
            "--nodes" => asked.nodes = next()?.parse()?,
            "--data" => asked.data = Some(next()?.into()),
            "--database" => asked.database = Some(next()?),
            "--edges" => asked.edges = Some(next()?.into()),
            // What cargo adds.
            "--bench" => {}
            other => return Err(format!("unknown: {other}").into()),
        }
    }
    Ok(asked)
}

/// Three flows for every organization, none from one to itself, none twice.
fn graph(dice: &mut StdRng, nodes: u64) -> Vec<(i64, i64)> {
    let count = nodes as usize * 3;
    let mut edges: HashSet<(i64, i64)> = HashSet::with_capacity(count);
    let mut end = || {
        let share: f64 = dice.random();
        let place = match dice.random_bool(0.5) {
            true => share * nodes as f64,
            // Low numbers crowd: the share to a power.
            false => share.powf(2.1) * nodes as f64,
        };
        (place as i64).min(nodes as i64 - 1) + 1
    };
    while edges.len() < count {
        let (from, to) = (end(), end());
        if from != to {
            edges.insert((from, to));
        }
    }
    let mut edges: Vec<(i64, i64)> = edges.into_iter().collect();
    edges.sort_unstable();
    edges
}

/// Writes bare organizations, one in twenty not public, and the flows between them.
fn fill(db: &Db, nodes: u64, edges: &[(i64, i64)]) -> Result<(), Box<dyn Error>> {
    let numbers: Vec<i64> = (1..=nodes as i64).collect();
    for some in numbers.chunks(ROWS) {
        db.write_now(|conn| organizations(conn, some))?;
    }
    for some in edges.chunks(ROWS) {
        let rows: Vec<Flow> = some
            .iter()
            .map(|(from, to)| Flow {
                from: *from,
                to: *to,
                openness: 3,
                count: 1 + (from + to) % 7,
                first: None,
                last: None,
            })
            .collect();
        db.write_now(|conn| flows::add(conn, &rows))?;
    }
    db.write_now(|conn| Ok(conn.batch_execute("ANALYZE")?))?;
    Ok(())
}

fn organizations(conn: &mut Conn, numbers: &[i64]) -> sherd::error::Result<()> {
    for some in numbers.chunks(500) {
        let heads: Vec<String> = some
            .iter()
            .map(|id| {
                let (release, openness) = if id % 20 == 0 { ("sealed", 0) } else { ("public", 3) };
                format!(
                    "({id},'organizations','N{id:07}','Firm {id}','firm {id:07}',1,'{release}','','accepted',{openness},'2024-01-01 00:00:00','2024-01-01 00:00:00')"
                )
            })
            .collect();
        let rows: Vec<String> = some
            .iter()
            .map(|id| format!("({id},'Firm {id}','firm {id}','','','','','','')"))
            .collect();
        conn.batch_execute(&format!(
            "INSERT INTO records (id, shelf, ref, title, sort, version, release, field_releases, state, openness, created_at, updated_at) VALUES {};
             INSERT INTO organizations (id, name, folded, roles, hq_country, incorporation_country, prefixes, marks, note) VALUES {}",
            heads.join(","),
            rows.join(",")
        ))?;
    }
    Ok(())
}

/// Walks from a hundred middles and tells how long it took.
fn walk(db: &Db, nodes: u64, hops: usize) -> Result<(), Box<dyn Error>> {
    let mut dice = StdRng::seed_from_u64(SEED + 1);
    let mut times: Vec<Duration> = Vec::with_capacity(MIDDLES);
    let mut met = 0;
    let mut cut = 0;
    for _ in 0..MIDDLES {
        let middle = dice.random_range(1..=nodes as i64);
        let began = Instant::now();
        let found = db.read_now(|conn| reach(conn, Sight::PUBLIC, middle, hops))?;
        times.push(began.elapsed());
        met += found.reached.len();
        cut += usize::from(found.cut);
    }
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    println!(
        "{hops} hops: {} organizations on average, median {:.2?}, p99 {:.2?}, {cut} cut short",
        met / MIDDLES,
        at(50),
        at(99)
    );
    Ok(())
}
