//! How many goods descriptions are read in a second on one core: `cargo bench --bench goods`.
//!
//! Reads the labelled lines over and over. The bar: 100,000 lines a second. Ends with 1 when it is missed.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "a bench prints, and stops at the first surprise"
)]

use std::{hint::black_box, process::ExitCode, time::Instant};

use sherd::domain::goods::{Maker, Makers, read};

/// The program's own allocator: making small texts is part of the work.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const LINES: &str = include_str!("../tests/files/goods.csv");
const MAKERS: &str = include_str!("../src/reference/makers.csv");
const ROUNDS: usize = 300;
/// Lines a second.
const LEAST: f64 = 100_000.0;

fn main() -> ExitCode {
    let list = |cell: &str| {
        cell.split('|')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let makers: Vec<Maker> = csv::Reader::from_reader(MAKERS.as_bytes())
        .records()
        .map(|row| {
            let row = row.unwrap();
            Maker {
                name: row[0].to_owned(),
                prefixes: list(&row[2]),
                abbreviations: list(&row[3]),
            }
        })
        .collect();
    let makers = Makers::new(&makers);
    let lines: Vec<String> = csv::Reader::from_reader(LINES.as_bytes())
        .records()
        .map(|row| row.unwrap()[2].to_owned())
        .collect();
    let mut finds = 0;
    let spent = Spent::since_now();
    for _ in 0..ROUNDS {
        for line in &lines {
            finds += black_box(read(black_box(line), &makers)).len();
        }
    }
    let seconds = spent.seconds();
    let speed = (lines.len() * ROUNDS) as f64 / seconds;
    println!(
        "{speed:.0} lines/s of {} characters on average, {} finds a round",
        characters(&lines),
        finds / ROUNDS
    );
    ExitCode::from(u8::from(speed < LEAST))
}

fn characters(lines: &[String]) -> usize {
    lines.iter().map(|line| line.chars().count()).sum::<usize>() / lines.len()
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
