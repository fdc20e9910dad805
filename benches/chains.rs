//! How fast candidate chains are found: `cargo bench --bench chains`.
//!
//! Worlds of 2,000 and 20,000 records: spread evenly, through a few hubs, all of one lot, without any dates. Fails when a bar is
//! missed.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "a bench prints, and stops at the first surprise"
)]

use std::{hint::black_box, process::ExitCode, time::Instant};

use chrono::{Days, NaiveDate};
use sherd::domain::{
    chains::{Custody, End, Matched, Step, Subject, propose},
    codes::{Credibility, Reliability},
};

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: u32 = 20;

/// A small generator of numbers: the same worlds every time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

struct Shape {
    name: &'static str,
    parties: u64,
    hubs: u64,
    /// Of a hundred records, how many pass through a hub.
    through: u64,
    matched: &'static [Matched],
    dated: bool,
}

const SHAPES: &[Shape] = &[
    Shape {
        name: "even",
        parties: 4_000,
        hubs: 1,
        through: 0,
        matched: &[Matched::Part],
        dated: true,
    },
    Shape {
        name: "hubs",
        parties: 4_000,
        hubs: 5,
        through: 90,
        matched: &[Matched::Part, Matched::Hs],
        dated: true,
    },
    Shape {
        name: "dense",
        parties: 60,
        hubs: 5,
        through: 10,
        matched: &Matched::ALL,
        dated: true,
    },
    Shape {
        name: "one lot",
        parties: 400,
        hubs: 5,
        through: 30,
        matched: &[Matched::Lot],
        dated: true,
    },
    Shape {
        name: "no dates",
        parties: 2_000,
        hubs: 5,
        through: 50,
        matched: &[Matched::Part, Matched::Lot],
        dated: false,
    },
];

fn world(shape: &Shape, count: u64) -> (Subject, Vec<Step>) {
    let mut dice = Dice(88_172_645_463_325_252);
    let start = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
    let end = |party: u64| End {
        party: Some(i64::try_from(party).unwrap()),
        country: None,
        custody: if party == 0 { Custody::Maker } else { Custody::Other },
    };
    let steps = (0..count).map(|at| {
        let (mut from, mut to) = (dice.below(shape.parties), dice.below(shape.parties));
        if dice.below(100) < shape.through {
            let hub = dice.below(shape.hubs);
            if dice.below(2) == 0 { from = hub } else { to = hub }
        }
        let day = start + Days::new(dice.below(1500));
        Step {
            transfer: i64::try_from(at).unwrap(),
            from: end(from),
            to: end(to),
            earliest: shape.dated.then_some(day),
            latest: shape.dated.then_some(day + Days::new(dice.below(40))),
            matched: shape.matched[usize::try_from(dice.below(u64::try_from(shape.matched.len()).unwrap())).unwrap()],
            reliability: Some(Reliability::C),
            credibility: Some(Credibility::Possible),
            dataset: Some(i64::try_from(dice.below(4)).unwrap()),
        }
    });
    let subject = Subject {
        made: Some(start + Days::new(100)),
        recovered: Some(start + Days::new(1400)),
        maker: Some(0),
        ..Subject::default()
    };
    (subject, steps.collect())
}

fn main() -> ExitCode {
    let mut missed = false;
    for (count, bar) in [(2_000, 5.0), (20_000, 50.0)] {
        for shape in SHAPES {
            let (subject, steps) = world(shape, count);
            let mut cut = false;
            // The system counts processor time in steps of milliseconds, so the rounds are measured together.
            let spent = Spent::since_now();
            for _ in 0..ROUNDS {
                let found = propose(&subject, black_box(&steps), 10);
                cut = black_box(found).cut_short;
            }
            let mean = spent.milliseconds() / f64::from(ROUNDS);
            println!("{count:6} records, {:9}: {mean:6.2} ms, cut short: {cut}", shape.name);
            missed |= mean > bar;
        }
    }
    if missed {
        println!("A bar is missed: 5 ms for 2,000 records, 50 ms for 20,000.");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
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

    /// The first number of the file is the time on a processor, in nanoseconds.
    fn told() -> Option<u64> {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        text.split_whitespace().next()?.parse().ok()
    }

    fn milliseconds(&self) -> f64 {
        match (self.nanoseconds, Spent::told()) {
            (Some(before), Some(after)) => (after - before) as f64 / 1e6,
            _ => self.clock.elapsed().as_secs_f64() * 1000.0,
        }
    }
}
