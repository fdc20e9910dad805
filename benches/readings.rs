//! How many marks are read in a second on one core: `cargo bench --bench readings`.
//!
//! Prints processor time, for wall time on a shared machine says little. The bars: 20,000 typical marks a second with every rule
//! that ships, and a mark of forty unreadable characters within five milliseconds.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "a program for the person at the terminal, on data that ships with it"
)]

use std::{hint::black_box, time::Instant};

use sherd::{
    domain::{
        dates::Edtf,
        markings::{notation, reading::context::Asked},
    },
    service::rulebook,
};

const CASES: &str = include_str!("../src/reference/marking_cases.csv");
const ROUNDS: usize = 100;

fn main() {
    let book = rulebook::builtin().unwrap();
    let today = "2026-01-01".parse().unwrap();
    let mut marks = Vec::new();
    for row in csv::Reader::from_reader(CASES.as_bytes()).records() {
        let row = row.unwrap();
        let asked = Asked {
            hint: row[1].to_owned(),
            recovered: Some(Edtf::parse(&row[2]).unwrap()),
            ..Asked::default()
        };
        marks.push((notation::parse(&row[0]).unwrap(), book.context(&asked, today).unwrap()));
    }
    let start = Instant::now();
    for _ in 0..ROUNDS {
        for (mark, context) in &marks {
            black_box(book.read(mark, context));
        }
    }
    let count = marks.len() * ROUNDS;
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{count} marks in {seconds:.2} s: {:.0} a second",
        count as f64 / seconds
    );

    let context = book.context(&Asked::default(), today).unwrap();
    for (name, text) in [
        ("forty unreadable in one word", "?".repeat(40)),
        ("ten words of four", ["????"; 10].join(" ")),
        ("five words of eight", ["????????"; 5].join(" ")),
        ("twenty words of two", ["??"; 20].join(" ")),
        ("ten lines of four", ["????"; 10].join(" / ")),
    ] {
        let mark = notation::parse(&text).unwrap();
        let start = Instant::now();
        let found = black_box(book.read(&mark, &context));
        let took = start.elapsed().as_secs_f64() * 1000.0;
        println!("{name}: {took:.2} ms, {} readings", found.readings.len());
    }
}
