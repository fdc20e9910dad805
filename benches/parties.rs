//! How many pairs of party names are compared in a second on one core, and how many names are folded: `cargo bench --bench parties`.
//!
//! Compares every name of the labelled pairs with every other. The bar: 200,000 comparisons a second. Ends with 1 when it is
//! missed.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "a bench prints, and stops at the first surprise"
)]

use std::{hint::black_box, process::ExitCode, time::Instant};

use sherd::domain::parties::{Name, Rarity, compare, score};

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
    ExitCode::from(u8::from(speed.min(alike) < LEAST))
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
