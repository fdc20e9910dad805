//! How many pairs of party names are compared in a second on one core, how many names are folded, and how long it takes to compare
//! all organizations of a catalogue with each other:
//!
//! ```text
//! cargo bench --bench parties [-- --organizations 1000000] [--database postgres://…]
//! ```
//!
//! Compares every name of the labelled pairs with every other. The bar: 200,000 comparisons a second. Ends with 1 when it is
//! missed. Then makes up organizations, one in ten of them another under a name written otherwise, has the job of the worker
//! compare them, and tells its time, the memory it takes and how many of the planted pairs it found; on SQLite in a temporary
//! folder, or in an empty database of PostgreSQL.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "a bench prints, and stops at the first surprise"
)]

use std::{collections::HashSet, hint::black_box, process::ExitCode, time::Instant};

use chrono::{DateTime, Utc};
use rand::{Rng, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use sherd::{
    domain::{
        access::Actor,
        fields::Fields,
        organizations::NewOrganization,
        parties::{Name, Rarity, compare, index::Index, score},
        records::{Shelf, State},
        refs::Ref,
        release::{FieldReleases, Release},
    },
    service::{Ctx, parties::comparing},
    store::{self, Address, Db, Durability, records::NewHead},
};

/// The program's own allocator: making small texts is part of the work.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PAIRS: &str = include_str!("../tests/files/party_names.csv");
/// Comparisons a second.
const LEAST: f64 = 200_000.0;

fn main() -> ExitCode {
    let texts: Vec<(String, String)> = csv::Reader::from_reader(PAIRS.as_bytes())
        .records()
        .flat_map(|row| {
            let row = row.unwrap();
            [
                (row[1].to_owned(), row[2].to_owned()),
                (row[3].to_owned(), row[4].to_owned()),
            ]
        })
        .collect();
    let rarity = Rarity::of(texts.iter().map(|(name, _)| name.as_str()));
    let spent = Spent::since_now();
    let mut names: Vec<Name> = Vec::new();
    for _ in 0..20 {
        names = texts
            .iter()
            .map(|(name, country)| Name::fold(name, country, &rarity))
            .collect();
        names.iter().for_each(|name| drop(black_box(name.keys())));
    }
    println!(
        "{:.0} names folded and keyed a second",
        (texts.len() * 20) as f64 / spent.seconds()
    );

    let spent = Spent::since_now();
    let mut sum = 0.0;
    for one in &names {
        for other in &names {
            sum += score(black_box(one), other);
        }
    }
    let all = (names.len() * names.len()) as f64;
    let speed = all / spent.seconds();
    println!("{speed:.0} scores a second (mean {:.3})", f64::from(sum) / all);

    // Names that an index brings together are more alike, and their reasons are wanted.
    let spent = Spent::since_now();
    for _ in 0..200 {
        for pair in names.chunks(2) {
            black_box(compare(&pair[0], &pair[1]));
        }
    }
    let alike = (names.len() * 100) as f64 / spent.seconds();
    println!("{alike:.0} comparisons with reasons a second, of the labelled pairs");
    job();
    ExitCode::from(u8::from(speed.min(alike) < LEAST))
}

/// The word behind a flag.
fn flag(name: &str) -> Option<String> {
    let words: Vec<String> = std::env::args().collect();
    let at = words.iter().position(|word| word == name)?;
    words.get(at + 1).cloned()
}

/// The job of the worker over a made-up catalogue.
fn job() {
    let count: usize = flag("--organizations").map_or(20_000, |text| text.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let address = match flag("--database") {
        Some(text) => Address::parse(&text).unwrap(),
        None => Address::Sqlite(folder.path().join("parties.db")),
    };
    let db = Db::open(address, Durability::System, 2).unwrap();
    db.migrate().unwrap();
    let now: DateTime<Utc> = "2026-01-01T00:00:00Z".parse().unwrap();
    let (names, planted) = made_up(count);
    let clock = Instant::now();
    let ids = write(&db, &names, now);
    println!(
        "{count} organizations written in {:.1} s",
        clock.elapsed().as_secs_f64()
    );
    let (before, clock) = (memory(), Instant::now());
    let mut index = Index::new();
    let mut last = 0;
    loop {
        let (some, reached) = db.read_now(|conn| comparing::load(conn, last)).unwrap();
        some.iter().for_each(|party| index.add(party));
        let Some(reached) = reached else { break };
        last = reached;
    }
    let loaded = clock.elapsed().as_secs_f64();
    index.sort();
    println!(
        "loaded in {loaded:.1} s, sorted after {:.1} s, {:.0} MiB",
        clock.elapsed().as_secs_f64(),
        memory() - before
    );
    let ctx = Ctx::new(Actor::command_line(), now, "bench");
    let (mut compared, mut spent) = (0.0, 0.0);
    while let Some(batch) = db.read_now(comparing::next).unwrap() {
        let own = Instant::now();
        let done = comparing::compare(&mut index, batch);
        spent += own.elapsed().as_secs_f64();
        db.write_now(|conn| comparing::keep(conn, &ctx, done)).unwrap();
        compared += 1.0;
    }
    let all = clock.elapsed().as_secs_f64();
    println!(
        "{compared} batches compared after {all:.1} s, {spent:.1} s of it comparing, {:.0} MiB",
        memory() - before
    );
    let found = waiting(&db);
    let hit = planted
        .iter()
        .filter(|(one, other)| found.contains(&(ids[*one], ids[*other])));
    println!(
        "{} pairs wait; {} of {} planted ones are among them",
        found.len(),
        hit.count(),
        planted.len()
    );
}

/// The pairs that wait for a person.
fn waiting(db: &Db) -> HashSet<(i64, i64)> {
    let mut found: HashSet<(i64, i64)> = HashSet::new();
    let actor = Actor::command_line();
    let mut after = None;
    loop {
        let wish = store::parties::Wish::default();
        let page = db
            .read_now(|conn| store::parties::page(conn, wish, actor.sight(), after.as_ref(), 5_000))
            .unwrap();
        let Some(end) = page.last() else { break };
        after = Some(sherd::domain::records::Cursor {
            sort: end.score.to_string(),
            id: end.id,
        });
        found.extend(page.iter().map(|pair| (pair.one, pair.other)));
    }
    found
}

/// Names of organizations, and which of them are one: the older first.
fn made_up(count: usize) -> (Vec<String>, Vec<(usize, usize)>) {
    const HEADS: &[&str] = &[
        "ka", "ro", "ve", "mi", "tan", "sol", "bre", "dor", "lin", "gra", "pe", "zhu", "sha", "or", "el",
    ];
    const TAILS: &[&str] = &[
        "mex", "tron", "via", "lux", "dor", "nik", "ra", "pol", "stan", "go", "vik", "tek", "nar", "sim",
    ];
    const TRADES: &[&str] = &[
        "Trading",
        "Electronics",
        "Components",
        "Logistics",
        "Technology",
        "Import Export",
        "Supply",
    ];
    const FORMS: &[&str] = &["LLC", "Ltd", "GmbH", "Co., Ltd.", "JSC", "FZE", ""];
    let mut chance = StdRng::seed_from_u64(28);
    let mut names: Vec<String> = Vec::with_capacity(count);
    let mut planted = Vec::new();
    while names.len() < count {
        let at = names.len();
        if at > 0 && chance.random_range(0..10) == 0 {
            let old = chance.random_range(0..at);
            let mut words: Vec<&str> = names[old].split(' ').collect();
            match chance.random_range(0..3) {
                0 => words.reverse(),
                1 => words.push("Group"),
                _ => {
                    words.pop();
                }
            }
            let written = words.join(" ");
            if written != names[old] && !written.is_empty() {
                names.push(written.to_uppercase());
                planted.push((old, at));
                continue;
            }
        }
        let mut word = |parts: usize| -> String {
            let heads: String = (0..parts).map(|_| *HEADS.choose(&mut chance).unwrap()).collect();
            let word = heads + TAILS.choose(&mut chance).unwrap();
            word[..1].to_uppercase() + &word[1..]
        };
        let (first, second) = (word(3), word(2));
        let (trade, form) = (TRADES.choose(&mut chance).unwrap(), FORMS.choose(&mut chance).unwrap());
        names.push(format!("{first} {second} {trade} {form}").trim_end().to_owned());
    }
    (names, planted)
}

fn write(db: &Db, names: &[String], now: DateTime<Utc>) -> Vec<i64> {
    let mut ids = Vec::with_capacity(names.len());
    for some in names.chunks(5_000) {
        let made: Vec<i64> = db
            .write_now(|conn| {
                let heads = some.iter().map(|name| NewHead {
                    shelf: Shelf::Organizations,
                    r#ref: Ref::from_bits(rand::random()),
                    title: name.clone(),
                    sort: name.clone(),
                    release: Release::Public,
                    field_releases: FieldReleases::none(),
                    state: State::Accepted,
                    created_by: None,
                    at: now,
                    record_id: None,
                });
                let heads = store::records::insert_all(conn, heads.collect())?;
                for (head, name) in heads.iter().zip(some) {
                    let new = NewOrganization::parse(&Fields::new().with("name", name))?;
                    store::organizations::insert(conn, head.id, &new)?;
                }
                Ok(heads.iter().map(|head| head.id).collect())
            })
            .unwrap();
        ids.extend(made);
    }
    ids
}

/// The memory of this process, in MiB, where the system tells it.
fn memory() -> f64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    let kib: f64 = line
        .split_whitespace()
        .nth(1)
        .and_then(|word| word.parse().ok())
        .unwrap_or(0.0);
    kib / 1024.0
}

/// Processor time of this thread where the system tells it, else the clock on the wall.
struct Spent {
    clock: Instant,
    nanoseconds: Option<u64>,
}

impl Spent {
    fn since_now() -> Spent {
        Spent {
            clock: Instant::now(),
            nanoseconds: Spent::told(),
        }
    }

    /// The first number of the thread's own schedule statistics.
    fn told() -> Option<u64> {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        text.split_whitespace().next()?.parse().ok()
    }

    fn seconds(&self) -> f64 {
        match (self.nanoseconds, Spent::told()) {
            (Some(before), Some(after)) => (after - before) as f64 / 1e9,
            _ => self.clock.elapsed().as_secs_f64(),
        }
    }
}
